//! Actors of whom nothing but what is withheld tells, where people name them in what they set of records
//! that others may see.

use std::collections::{HashMap, HashSet};

use super::COVER;
use super::again::word_from;
use super::texts::{cover_texts, values};
use crate::Records;
use onrecord_model::{Actor, ActorIx, ActorKind, FieldValue, NamedActor};
use onrecord_text::Part;
use onrecord_text::fold::fold;

/// Whom others must not be told of.
pub(super) struct HiddenNames {
    /// Their names.
    names: HashSet<Box<str>>,
    /// The ids of everybody else.
    known: HashSet<Box<str>>,
    /// What in the words of a person names them, folded, by its first word: their names, and of people each
    /// word of these, that nobody else has. The longest first.
    told: HashMap<String, Vec<String>>,
}

/// Letters of a word that names somebody by itself.
const TELLING: usize = 4;

impl HiddenNames {
    /// Those of the actors `hidden`.
    pub(super) fn of(records: &Records, hidden: &HashSet<ActorIx>) -> Self {
        let actors = (0..).map(ActorIx).zip(&records.actors);
        let (hidden, known): (Vec<_>, Vec<_>) = actors.partition(|(ix, _)| hidden.contains(ix));
        let told = told(&hidden, &known);
        let ids = hidden.iter().map(|(_, actor)| &*actor.id);
        let names = hidden.iter().flat_map(|(_, actor)| names(actor)).chain(ids);
        Self {
            names: names.map(Into::into).collect(),
            known: known.into_iter().map(|(_, actor)| actor.id.clone()).collect(),
            told,
        }
    }

    /// Covers their names in all that was set, and in the words of whoever wrote notes and titles.
    pub(super) fn cover(&self, records: &mut Records) {
        if self.names.is_empty() {
            return;
        }
        for (_, value) in records.annotations.each().flat_map(values) {
            self.cover_value(value);
        }
        cover_texts(records, |text| self.covered(text));
    }

    /// A text without what names them; `None` where nothing does.
    fn covered(&self, text: &str) -> Option<String> {
        let folded = fold(text);
        let (mut out, mut from, mut here) = (String::new(), 0, 0);
        while let Some(word) = word_from(&folded.text, here) {
            let (start, rest) = (word.start as usize, folded.text.part(word.start as usize..));
            here = word.end as usize;
            let names = self.told.get(word.of(&folded.text)).into_iter().flatten();
            let whole = |name: &&String| {
                let behind = rest.strip_prefix(name.as_str());
                behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
            };
            if let Some(name) = { names }.find(whole) {
                here = start + name.len();
                let span = folded.original(start..here);
                out.push_str(text.part(from..span.start as usize));
                out.push_str(&COVER.repeat(3));
                from = span.end as usize;
            }
        }
        (from > 0).then(|| out + text.part(from..))
    }

    fn cover_value(&self, value: &mut FieldValue) {
        match value {
            FieldValue::Actor(actor) => self.cover_actor(actor),
            FieldValue::Actors(actors) => {
                for actor in actors {
                    self.cover_actor(actor);
                }
            }
            FieldValue::Steps(steps) => {
                for step in steps {
                    self.cover_actor(&mut step.actor);
                }
            }
            _ => {}
        }
    }

    fn cover_actor(&self, actor: &mut NamedActor) {
        let known = actor.id.as_ref().is_some_and(|id| self.known.contains(id));
        let by_id = actor.id.as_ref().is_some_and(|id| self.names.contains(id));
        if by_id || (!known && self.names.contains(&actor.name)) {
            *actor = NamedActor { id: None, name: COVER.repeat(3).into() };
        }
    }
}

/// What names the hidden and nobody else.
fn told(hidden: &[(ActorIx, &Actor)], known: &[(ActorIx, &Actor)]) -> HashMap<String, Vec<String>> {
    let folded = |text: &str| fold(text).text;
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let known: HashSet<String> = known
        .iter()
        .flat_map(|(_, actor)| names(actor))
        .map(folded)
        .flat_map(|name| words(&name).into_iter().chain([name]).collect::<Vec<_>>())
        .collect();
    let mut told: Vec<String> = Vec::new();
    for (_, actor) in hidden {
        for name in names(actor).map(folded) {
            if actor.kind == ActorKind::Person {
                let telling = |word: &String| word.chars().count() >= TELLING;
                told.extend(words(&name).into_iter().filter(telling));
            }
            told.push(name);
        }
    }
    told.retain(|name| !known.contains(name));
    told.sort_by(|one, other| (other.len(), one).cmp(&(one.len(), other)));
    told.dedup();
    let mut by_word: HashMap<String, Vec<String>> = HashMap::new();
    for name in told {
        // Signs before the first word are not looked for.
        let Some(first) = word_from(&name, 0) else { continue };
        let word = first.of(&name).to_owned();
        by_word.entry(word).or_default().push(name.part(first.start as usize..).to_owned());
    }
    by_word
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    let others = actor.aliases.iter().map(|alias| alias.name.as_str());
    std::iter::once(actor.name.as_str()).chain(others)
}
