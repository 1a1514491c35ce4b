//! Names: who is mentioned in a document. One entry for each actor, whatever way it is called;
//! short names and pronouns are led back to the entry they mean.

mod listed;
mod nouns;
mod parts;
mod pronouns;
mod read;
mod roles;
mod run;
mod same;
mod surnames;
mod talkers;
mod traits;
mod witness;
mod words;

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

pub(super) use nouns::named;
pub(super) use run::run;
pub(super) use traits::traits_of;

use super::tokens::{Case, Token};
use listed::Looks;
use onrecord_language::{Class, Tables};
use onrecord_model::{ActorKind, Gender, How, Traits};
use onrecord_text::{Span, fold::folded};
use parts::{from_body, part, without_model, without_place, without_suffix};
use run::{BODY, GIVEN, ROLE, is_ordinary};
use same::{Sought, words};
pub(super) use surnames::SpeakerCandidates;
use surnames::Surname;
use words::{
    gender, given_gender, is_acronym, is_addressed, is_organization, is_place, is_thing, key, kind,
    one_line, title_gender,
};

/// One actor of a document while it is read.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    /// What the text tells of it besides the name.
    pub(super) traits: Traits,
    /// What its titles, its given name or a pronoun make of it, for pronouns.
    pub(super) gender: Option<Gender>,
    pub(super) aliases: Vec<String>,
    pub(super) mentions: Vec<(Span, How)>,
    /// Number of statements it makes.
    pub(super) said: u32,
    /// Number of mentions behind "in" or "at".
    placed: u32,
    /// What its words look like.
    looks: Looks,
    /// Whether the words around a mention tell that it is somebody, or some body.
    acts: bool,
    /// Number of mentions behind an article.
    articled: u32,
    /// The entry that turned out to be the same.
    same_as: Option<u32>,
}

/// A mention of a person, for pronouns.
#[derive(Debug, Clone, Copy)]
struct EntityMention {
    entry: u32,
    sentence: u32,
    at: u32,
}

/// Everybody a document mentions.
#[derive(Debug)]
pub(super) struct Names {
    tables: &'static Tables,
    entries: Vec<Entity>,
    by_key: HashMap<String, u32, FixedState>,
    by_last: HashMap<String, u32, FixedState>,
    /// All people who have a surname, known by their full names.
    by_surname: HashMap<String, SmallVec<[u32; 2]>, FixedState>,
    /// The last surname that may mean several people, where it stands, and whom.
    unclear: Option<(Span, SpeakerCandidates)>,
    /// Entries by the parts of their names that stand for them; `None` where several have one.
    by_part: HashMap<String, Option<u32>, FixedState>,
    /// Entries by the initials of their names.
    by_initials: HashMap<String, u32, FixedState>,
    /// Bodies by the last word of their names: what "the Board" means.
    by_sort: HashMap<String, u32, FixedState>,
    /// Who has a role ("the mayor"); `None` where several have.
    by_role: HashMap<String, Option<u32>, FixedState>,
    recent: Vec<EntityMention>,
    /// The person, and the body or group, that spoke last, and in which sentence.
    speaker: Option<(u32, u32)>,
    body: Option<(u32, u32)>,
    /// Names of the sentence that is read: where each begins, and whom it means.
    seen: Vec<(u32, u32)>,
    /// Whom the text is about, `None` where nobody is named, and the last sentence that is.
    topic: Option<(Option<u32>, u32)>,
    /// Of whose death the text has told.
    dead: Vec<u32>,
}

/// How many mentions of people a pronoun looks back over.
const REMEMBERED: usize = 16;

impl Names {
    /// Nobody yet, of a text in the language of `tables`.
    pub(super) fn new(tables: &'static Tables) -> Self {
        Self {
            tables,
            entries: Vec::new(),
            by_key: HashMap::default(),
            by_last: HashMap::default(),
            by_surname: HashMap::default(),
            unclear: None,
            by_part: HashMap::default(),
            by_initials: HashMap::default(),
            by_sort: HashMap::default(),
            by_role: HashMap::default(),
            recent: Vec::new(),
            speaker: None,
            body: None,
            seen: Vec::new(),
            topic: None,
            dead: Vec::new(),
        }
    }

    /// Whether a name of the document ends in this word.
    pub(super) fn knows(&self, text: &str, token: &Token) -> bool {
        let key = key(token.name_span().of(text));
        self.by_last.contains_key(&key) || self.by_key.contains_key(&key)
    }

    /// Whether a name is one ordinary word at the beginning of a sentence, where its capital tells nothing.
    pub(super) fn is_plain(&self, text: &str, name: &[Token]) -> bool {
        matches!(name, [one] if one.is(Class::OPENS) && is_ordinary(one) && !self.knows(text, one))
    }

    fn is_known(&self, text: &str, name: &[Token]) -> bool {
        name.first().is_some_and(|token| {
            let key = key(token.name_span().of(text));
            token.is(GIVEN | Class::ALONE)
                || token.is(Class::OUTLET) && !token.is(Class::ORDINARY)
                || self.by_last.contains_key(&key)
                || self.by_key.contains_key(&key)
        })
    }

    /// The entry that a run of name tokens means; made when it is new. `None` for a role alone,
    /// for a place or a thing and for "the Board" of nobody named.
    pub(super) fn name(&mut self, text: &str, run: &[Token], sentence: u32) -> Option<u32> {
        self.named(text, None, run, sentence)
    }

    /// The same, with the word in front, which may tell who is meant: "la señora Mata" is not Juan Mata.
    pub(super) fn named(
        &mut self,
        text: &str,
        before: Option<&Token>,
        run: &[Token],
        sentence: u32,
    ) -> Option<u32> {
        let (titles, name) = part(text, self.tables, run)?;
        self.titled_by(text, titles, sentence);
        let name = without_model(text, without_place(name));
        // "Lane said", where Rita Lane is named.
        let surname = matches!(name, [one] if self.is_surname(text, one));
        let thing = titles.is_empty() && !surname && is_thing(text, self.tables, name);
        let name = from_body(name);
        let (first, last) = (name.first()?, name.last()?);
        let span = Span::new(first.span.start, last.core);
        // "Miss Universe", "some Democrats"
        let any = before.is_some_and(|token| {
            token.is(Class::MANY | Class::DETERMINER) && !token.is(Class::DEFINITE)
        });
        let nobody = match name {
            [one] => {
                titles.last().is_some_and(|title| title.is(Class::ADDRESS))
                    && is_ordinary(one)
                    && !one.is(Class::MONTH)
                    && !self.knows(text, one)
                    || any && one.is(Class::LOOKS_PLURAL) && one.is(BODY)
            }
            _ => false,
        };
        // "INVESTIGATED HIM"
        let named = GIVEN | BODY | Class::SURNAME;
        let shouted = name.len() > 1
            && name.iter().all(|token| token.case == Case::Upper && !token.is(named));
        if shouted || nobody || thing || !surname && is_place(text, self.tables, name) {
            return None;
        }
        let organization = is_organization(text, self.tables, name) && !is_addressed(titles, name);
        let role = before.filter(|token| !token.is_capital() && token.is(Class::ADDRESS | ROLE));
        let told = role.and_then(|role| title_gender(&[*role]));
        let gender = title_gender(titles).or(told).or_else(|| given_gender(name));
        let addressed = titles.iter().copied().chain(role.copied()).any(|t| t.is(Class::ADDRESS));
        let sought = Sought { organization, gender, surname: addressed && name.len() == 1 };
        let surname = match name {
            [one] if !organization => self.surname(text, (titles, role, one), gender, sentence),
            _ => Surname::Plain,
        };
        let known = match surname {
            Surname::Several(candidates) => {
                self.unclear = Some((span, candidates));
                return None;
            }
            Surname::One(at) => Some(at),
            Surname::Plain => self.find(text, name, sought),
        };
        let at = match known {
            Some(at) => self.resolved(at),
            None => self.put(text, (titles, name), sought)?,
        };
        if let Some(role) = titles.last() {
            self.role(text, role, at);
        }
        if name.len() > 1 {
            self.index(text, without_suffix(text, self.tables, name), organization, at);
        }
        self.mention(text, (titles, name), sentence, at);
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.gender = entry.gender.or(told);
        }
        Some(at)
    }

    /// The new entry of a name; `None` for the word of a body alone.
    fn put(
        &mut self,
        text: &str,
        (titles, name): (&[Token], &[Token]),
        Sought { organization, gender, .. }: Sought,
    ) -> Option<u32> {
        let (first, last) = (name.first()?, name.last()?);
        let known = Class::OUTLET | Class::ALONE;
        let sort = organization && !last.is(known) && !is_acronym(last) && last.is(BODY);
        if name.len() == 1 && sort {
            return None;
        }
        let kind = kind(text, self.tables, (titles, name), organization);
        let at = self.add(Span::new(first.span.start, last.core).of(text), kind);
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.looks = Looks::of(text, without_suffix(text, self.tables, name));
        }
        self.by_key.insert(self.free_key(text, name, gender)?, at);
        Some(at)
    }

    /// Notes that `name`, with its titles, stands for entry `at`.
    fn mention(
        &mut self,
        text: &str,
        (titles, name): (&[Token], &[Token]),
        sentence: u32,
        at: u32,
    ) -> Option<()> {
        let span = Span::new(name.first()?.span.start, name.last()?.core);
        let entry = self.entries.get_mut(at as usize)?;
        entry.gender = entry.gender.or(gender(titles, name));
        // "Chairman Janet Lee": the title of an office is no proof against the given name, as a form
        // of address is: "Mrs. John Lee" is not John Lee.
        let addressed = titles.iter().any(|title| title.is(Class::ADDRESS));
        let told = title_gender(titles)
            .filter(|told| addressed || given_gender(name).is_none_or(|given| given == *told));
        entry.traits.gender = entry.traits.gender.or(told);
        traits::titled(&mut entry.traits, text, titles);
        if !titles.is_empty() && entry.kind == ActorKind::Unknown {
            entry.kind = ActorKind::Person;
        }
        self.seen.push((span.start, at));
        // "ANA RUIZ" of a heading
        if is_shouted(&entry.name) && !is_shouted(span.of(text)) && name.len() > 1 {
            entry.name = one_line(span.of(text)).into_owned();
        }
        let how = if one_line(span.of(text)) == entry.name { How::Name } else { How::Variant };
        if !entry.mentions.iter().rev().take(8).any(|(known, _)| *known == span) {
            entry.mentions.push((span, how));
        }
        if matches!(entry.kind, ActorKind::Person | ActorKind::Unknown) {
            self.remember(EntityMention { entry: at, sentence, at: span.start });
        }
        Some(())
    }

    /// "Indiana House Speaker Ann Lee": the titles name a body as well.
    fn titled_by(&mut self, text: &str, titles: &[Token], sentence: u32) {
        let role = titles.iter().position(|title| title.is(ROLE));
        let Some(body) = role.and_then(|role| titles.get(..role)).filter(|body| !body.is_empty())
        else {
            return;
        };
        let known = words(text, body).is_some_and(|key| self.by_key.contains_key(&key));
        let named = body.last().is_some_and(|last| last.is(BODY) || body.len() == 1)
            || body
                .first()
                .is_some_and(|first| first.is(Class::ALONE) && !first.is(Class::ORGANIZATION));
        if known || named && is_organization(text, self.tables, body) {
            self.name(text, body, sentence);
        }
    }

    fn remember(&mut self, seen: EntityMention) {
        self.recent.push(seen);
    }

    fn add(&mut self, name: &str, kind: ActorKind) -> u32 {
        self.entries.push(Entity {
            name: one_line(name).into_owned(),
            kind,
            traits: Traits::default(),
            gender: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            said: 0,
            placed: 0,
            looks: Looks::default(),
            acts: false,
            articled: 0,
            same_as: None,
        });
        self.entries.len() as u32 - 1
    }

    /// An unnamed speaker, as described.
    pub(super) fn described(&mut self, text: &str, span: Span) -> u32 {
        let words = span.of(text);
        let key = format!("\0{}", folded(words));
        let at = self.by_key.get(&key).copied().unwrap_or_else(|| {
            let at = self.add(words, ActorKind::Unnamed);
            self.by_key.insert(key, at);
            at
        });
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.mentions.push((span, How::Description));
        }
        at
    }

    /// Notes that `at` is also called `alias`.
    pub(super) fn alias(&mut self, at: u32, text: &str, span: Span) {
        let at = self.resolved(at);
        let words = span.of(text);
        let known = self.by_key.get(&key(words)).map(|known| self.resolved(*known));
        let plain = |known: u32| {
            self.entries.get(known as usize).is_some_and(|entry| entry.aliases.is_empty())
        };
        if let Some(known) = known.filter(|known| *known != at && plain(*known)) {
            self.merge(known, at);
        }
        self.by_key.insert(key(words), at);
        if let Some(entry) = self.entries.get_mut(at as usize)
            && !entry.aliases.iter().any(|known| known == words)
            && entry.name != words
        {
            entry.aliases.push(words.to_owned());
            entry.mentions.push((span, How::Alias));
        }
    }

    /// Notes that somebody told `at` something: who is told and is no person publishes.
    pub(super) fn told(&mut self, at: u32) {
        let at = self.resolved(at);
        if let Some(entry) = self.entries.get_mut(at as usize)
            && entry.kind == ActorKind::Unknown
            && entry.name.contains(' ')
        {
            entry.kind = ActorKind::Outlet;
        }
    }

    /// Whether an entry is known to be an outlet.
    pub(super) fn is_outlet(&self, at: u32) -> bool {
        let entry = self.entries.get(self.resolved(at) as usize);
        entry.is_some_and(|entry| entry.kind == ActorKind::Outlet)
    }

    /// Who was mentioned last before byte `at`.
    pub(super) fn before(&self, at: u32) -> Option<u32> {
        self.recent.iter().rev().find(|seen| seen.at < at).map(|seen| seen.entry)
    }

    /// The entry that `at` turned out to be.
    pub(super) fn resolved(&self, mut at: u32) -> u32 {
        while let Some(next) = self.entries.get(at as usize).and_then(|entry| entry.same_as) {
            at = next;
        }
        at
    }
}

fn is_shouted(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests;
