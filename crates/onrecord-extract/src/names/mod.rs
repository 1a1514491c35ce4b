//! Names: who is mentioned in a document. One entry for each actor, whatever way it is called;
//! short names and pronouns are led back to the entry they mean.

mod pronouns;
mod read;
mod roles;
mod traits;
mod words;

use std::collections::HashMap;

use foldhash::fast::FixedState;

pub(super) use traits::traits_of;
pub(super) use words::run;

use super::tokens::Token;
use onrecord_language::{Class, Tables};
use onrecord_model::{ActorKind, Gender, How, Traits};
use onrecord_text::{Span, fold::folded};
use words::{
    gender, given_gender, initials, is_acronym, is_addressed, is_organization, is_short, key, kind,
    one_line, part, title_gender,
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
    /// Bodies by the initials of their names.
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
            by_initials: HashMap::default(),
            by_sort: HashMap::default(),
            by_role: HashMap::default(),
            recent: Vec::new(),
            speaker: None,
            body: None,
            seen: Vec::new(),
            topic: None,
        }
    }

    /// Whether a name of the document ends in this word.
    pub(super) fn knows(&self, text: &str, token: &Token) -> bool {
        let key = key(token.name_span().of(text));
        self.by_last.contains_key(&key) || self.by_key.contains_key(&key)
    }

    fn is_known(&self, text: &str, name: &[Token]) -> bool {
        name.first().is_some_and(|token| {
            let key = key(token.name_span().of(text));
            token.is(Class::HE_NAME | Class::SHE_NAME)
                || self.by_last.contains_key(&key)
                || self.by_key.contains_key(&key)
        })
    }

    /// The entry that a run of name tokens means; made when it is new. `None` for a role alone,
    /// for a place and for "the Board" of nobody named.
    pub(super) fn name(&mut self, text: &str, run: &[Token], sentence: u32) -> Option<u32> {
        let (titles, name) = part(run)?;
        let (first, last) = (name.first()?, name.last()?);
        let span = Span::new(first.span.start, last.core);
        if name.iter().all(|token| token.is(Class::PLACE)) {
            return None;
        }
        let organization = is_organization(text, self.tables, name) && !is_addressed(titles, name);
        let gender = gender(titles, name);
        let last_key = key(last.name_span().of(text));
        let at = if let Some(at) = self.find(text, name, organization, gender) {
            self.resolved(at)
        } else {
            let sort = organization && !last.is(Class::OUTLET | Class::ALONE) && !is_acronym(last);
            if name.len() == 1 && sort {
                return None;
            }
            let at = self.add(span.of(text), kind(titles, name, organization));
            self.by_key.insert(key(span.of(text)), at);
            at
        };
        if let Some(role) = titles.last() {
            self.role(text, role, at);
        }
        if name.len() > 1 {
            self.index(text, name, (last_key, organization), at);
        }
        let entry = self.entries.get_mut(at as usize)?;
        entry.gender = entry.gender.or(gender);
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
        let how = if one_line(span.of(text)) == entry.name { How::Name } else { How::Variant };
        if !entry.mentions.iter().rev().take(8).any(|(known, _)| *known == span) {
            entry.mentions.push((span, how));
        }
        if matches!(entry.kind, ActorKind::Person | ActorKind::Unknown) {
            self.remember(EntityMention { entry: at, sentence, at: span.start });
        }
        Some(at)
    }

    /// The entry that a name means: by all its words, else by its last word or its initials.
    fn find(
        &self,
        text: &str,
        name: &[Token],
        organization: bool,
        gender: Option<Gender>,
    ) -> Option<u32> {
        let (first, last) = (name.first()?, name.last()?);
        let words = Span::new(first.span.start, last.core).of(text);
        if let Some(at) = self.by_key.get(&key(words)) {
            return Some(*at);
        }
        let last_key = key(last.name_span().of(text));
        if let Some(at) = self.by_last.get(&last_key)
            && let Some(entry) = self.entries.get(self.resolved(*at) as usize)
        {
            let given = entry.name.split(' ').next().map(key);
            let fits = is_short(name)
                && gender.is_none_or(|one| entry.gender.is_none_or(|other| one == other));
            let same = !organization
                && given == Some(key(first.name_span().of(text)))
                && entry.kind == ActorKind::Person;
            if fits || same {
                return Some(*at);
            }
        }
        let one = name.len() == 1;
        let by = if is_acronym(last) { &self.by_initials } else { &self.by_sort };
        by.get(&last_key).copied().filter(|_| one && organization)
    }

    /// Notes what shorter names of entry `at` there may be.
    fn index(&mut self, text: &str, name: &[Token], key: (String, bool), at: u32) {
        let (last_key, organization) = key;
        if !organization {
            self.join_short(&last_key, at);
        }
        let body = self.entries.get(at as usize).is_some_and(|entry| {
            matches!(entry.kind, ActorKind::Institution | ActorKind::Outlet | ActorKind::Unknown)
        });
        if !body {
            return;
        }
        if organization {
            self.by_sort.insert(last_key, at);
        }
        if let Some(initials) = initials(text, name) {
            let short = self.by_key.get(&initials).map(|short| self.resolved(*short));
            if let Some(short) = short.filter(|short| *short != at) {
                let alias = self.entries.get(short as usize).map(|entry| entry.name.clone());
                self.merge(short, at);
                if let Some(entry) = self.entries.get_mut(at as usize) {
                    entry.aliases.extend(alias);
                }
            }
            self.by_initials.insert(initials, at);
        }
    }

    /// From now on the last name means entry `at`, unless somebody else goes by it; an entry that
    /// had only this name is the same.
    fn join_short(&mut self, last_key: &str, at: u32) {
        let short = self.by_key.get(last_key).copied().map(|short| self.resolved(short));
        if let Some(short) = short
            && short != at
            && self.entries.get(short as usize).is_some_and(|entry| !entry.name.contains(' '))
        {
            self.merge(short, at);
        }
        let count = |at: u32| self.entries.get(at as usize).map_or(0, |entry| entry.mentions.len());
        let owner = self.by_last.get(last_key).map(|owner| self.resolved(*owner));
        if owner.is_none_or(|owner| count(owner) < 3 || count(owner) < count(at)) {
            self.by_last.insert(last_key.to_owned(), at);
        }
    }

    fn merge(&mut self, short: u32, into: u32) {
        let Some(from) = self.entries.get_mut(short as usize) else { return };
        from.same_as = Some(into);
        let mentions = std::mem::take(&mut from.mentions);
        let (said, gender, traits) = (from.said, from.gender, std::mem::take(&mut from.traits));
        if let Some(entry) = self.entries.get_mut(into as usize) {
            entry.mentions.extend(mentions.into_iter().map(|(span, _)| (span, How::Variant)));
            entry.said += said;
            entry.gender = entry.gender.or(gender);
            traits::add(&mut entry.traits, traits);
            if entry.kind == ActorKind::Unknown && said > 0 {
                entry.kind = ActorKind::Person;
            }
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

    /// The entries that are worth a row, and the new number of every old one.
    pub(super) fn finish(self) -> (Vec<Entity>, Vec<Option<u32>>) {
        let mut numbers = vec![None; self.entries.len()];
        let mut kept = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let person = entry.kind == ActorKind::Person;
            let body =
                matches!(entry.kind, ActorKind::Institution | ActorKind::Outlet | ActorKind::Group);
            let often = entry.mentions.len() > 1;
            let worth =
                entry.said > 0 || person && (often || entry.name.contains(' ')) || body && often;
            if entry.same_as.is_none() && worth {
                if let Some(number) = numbers.get_mut(at) {
                    *number = Some(kept.len() as u32);
                }
                let mut entry = entry.clone();
                entry.mentions.sort_unstable_by_key(|(span, _)| *span);
                entry.mentions.dedup_by_key(|(span, _)| *span);
                if entry.kind == ActorKind::Unknown && entry.said > 0 {
                    let person = entry.gender.is_some() || entry.placed == 0;
                    entry.kind = if person { ActorKind::Person } else { ActorKind::Institution };
                }
                kept.push(entry);
            }
        }
        let resolved: Vec<_> = (0..numbers.len() as u32)
            .map(|at| numbers.get(self.resolved(at) as usize).copied().flatten())
            .collect();
        (kept, resolved)
    }
}

#[cfg(test)]
mod tests;
