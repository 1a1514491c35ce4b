//! Names: who is mentioned in a document. One entry for each actor, whatever way it is called;
//! short names and pronouns are led back to the entry they mean.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::language::Class;
use super::tokens::{Case, Kind, Token};
use crate::model::{ActorKind, How};
use crate::text::{Span, fold::folded};

/// What is known of a person's grammatical gender, for pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// One actor of a document while it is read.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    pub(super) role: Option<String>,
    pub(super) gender: Option<Gender>,
    pub(super) aliases: Vec<String>,
    pub(super) mentions: Vec<(Span, How)>,
    /// Number of statements it makes.
    pub(super) said: u32,
    /// The entry that turned out to be the same.
    same_as: Option<u32>,
}

/// A mention of a person, for pronouns.
#[derive(Debug, Clone, Copy)]
struct Seen {
    entry: u32,
    sentence: u32,
    at: u32,
}

/// Everybody a document mentions.
#[derive(Debug, Default)]
pub(super) struct Names {
    entries: Vec<Entry>,
    by_key: HashMap<String, u32, FixedState>,
    by_last: HashMap<String, u32, FixedState>,
    recent: Vec<Seen>,
    speaker: Option<(u32, u32)>,
}

/// How many mentions of people a pronoun looks back over.
const REMEMBERED: usize = 16;

/// How many sentences a pronoun looks back over.
const FURTHEST: u32 = 6;

impl Names {
    /// Notes every name among `tokens`, one sentence with number `sentence`.
    pub(super) fn read(&mut self, text: &str, tokens: &[Token], quoted: &[Span], sentence: u32) {
        if self.recent.len() >= 2 * REMEMBERED {
            self.recent.drain(..REMEMBERED);
        }
        let mut at = 0;
        while at < tokens.len() {
            let length = run(tokens, at);
            if length == 0 {
                at += 1;
                continue;
            }
            if let Some(name) = tokens.get(at..at + length) {
                let first = at == 0
                    || !tokens
                        .get(at - 1)
                        .is_some_and(|t| t.kind == Kind::Word || t.kind == Kind::Comma);
                let alone = first && length == 1 && !self.is_known(text, name);
                let shouted = length > 1 && name.iter().all(|token| token.case == Case::Upper);
                if !alone && !shouted {
                    let start = name.first().map_or(0, |token| token.span.start);
                    let seen = self.recent.len();
                    self.name(text, name, sentence);
                    // Whom a speaker talks about is not who speaks next.
                    if quoted.iter().any(|quote| quote.contains(start)) {
                        self.recent.truncate(seen);
                    }
                }
            }
            at += length;
        }
    }

    /// Whether a name of the document ends in this word.
    pub(super) fn knows(&self, text: &str, token: &Token) -> bool {
        let key = folded(token.name_span().of(text));
        self.by_last.contains_key(&key) || self.by_key.contains_key(&key)
    }

    fn is_known(&self, text: &str, name: &[Token]) -> bool {
        name.first().is_some_and(|token| {
            let key = folded(token.name_span().of(text));
            token.is(Class::HE_NAME | Class::SHE_NAME)
                || self.by_last.contains_key(&key)
                || self.by_key.contains_key(&key)
        })
    }

    /// The entry that a run of name tokens means; made when it is new. `None` for a title alone
    /// and for a place.
    pub(super) fn name(&mut self, text: &str, run: &[Token], sentence: u32) -> Option<u32> {
        let titles = run.iter().rposition(|token| token.is(Class::TITLE)).map_or(0, |at| at + 1);
        let (titles, name) = run.split_at_checked(titles)?;
        let first = name.first()?;
        let last = name.last()?;
        let span = Span::new(first.span.start, last.core);
        if name.iter().all(|token| token.is(Class::PLACE)) {
            return None;
        }
        let key = folded(span.of(text));
        let last_key = folded(last.name_span().of(text));
        let first_key = folded(first.name_span().of(text));
        let organization = is_organization(name);
        let gender = gender(text, titles, first);
        let found = self.by_key.get(&key).copied().or_else(|| {
            let same_last = *self.by_last.get(&last_key)?;
            let entry = self.entries.get(same_last as usize)?;
            let given = folded(entry.name.split(' ').next().unwrap_or(""));
            let fits = name.len() == 1
                && !organization
                && gender.is_none_or(|g| entry.gender.is_none_or(|e| e == g))
                || given == first_key && entry.kind == ActorKind::Person;
            fits.then_some(same_last)
        });
        let at = if let Some(at) = found {
            self.resolved(at)
        } else {
            let kind = kind(titles, name, organization);
            let at = self.add(span.of(text), kind);
            self.by_key.insert(key.clone(), at);
            at
        };
        if !organization && name.len() > 1 {
            self.join_short(&last_key, at);
        }
        let entry = self.entries.get_mut(at as usize)?;
        entry.gender = entry.gender.or(gender);
        if entry.role.is_none() && !titles.is_empty() {
            let from = titles.first().map_or(0, |token| token.span.start);
            let to = titles.last().map_or(0, |token| token.span.end);
            entry.role = Some(Span::new(from, to).of(text).to_owned());
        }
        if !titles.is_empty() && entry.kind == ActorKind::Unknown {
            entry.kind = ActorKind::Person;
        }
        let how = if span.of(text) == entry.name { How::Name } else { How::Variant };
        if !entry.mentions.iter().rev().take(8).any(|(known, _)| *known == span) {
            entry.mentions.push((span, how));
        }
        if matches!(entry.kind, ActorKind::Person | ActorKind::Unknown) {
            self.remember(Seen { entry: at, sentence, at: span.start });
        }
        Some(at)
    }

    /// From now on the last name means entry `at`; an entry that had only this name is the same.
    fn join_short(&mut self, last_key: &str, at: u32) {
        if let Some(short) = self.by_key.get(last_key).copied().map(|short| self.resolved(short))
            && short != at
        {
            self.merge(short, at);
        }
        self.by_last.insert(last_key.to_owned(), at);
    }

    fn merge(&mut self, short: u32, into: u32) {
        let Some(from) = self.entries.get_mut(short as usize) else { return };
        from.same_as = Some(into);
        let mentions = std::mem::take(&mut from.mentions);
        let (said, gender, role) = (from.said, from.gender, from.role.take());
        if let Some(entry) = self.entries.get_mut(into as usize) {
            entry.mentions.extend(mentions.into_iter().map(|(span, _)| (span, How::Variant)));
            entry.said += said;
            entry.gender = entry.gender.or(gender);
            entry.role = entry.role.take().or(role);
            if entry.kind == ActorKind::Unknown {
                entry.kind = ActorKind::Person;
            }
        }
    }

    fn remember(&mut self, seen: Seen) {
        self.recent.push(seen);
    }

    fn add(&mut self, name: &str, kind: ActorKind) -> u32 {
        self.entries.push(Entry {
            name: name.to_owned(),
            kind,
            role: None,
            gender: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            said: 0,
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

    /// Who "he" or "she" is at byte `at` of sentence `sentence`.
    pub(super) fn pronoun(&mut self, span: Span, class: Class, sentence: u32) -> Option<u32> {
        let wanted = if class.is(Class::HE) {
            Gender::He
        } else if class.is(Class::SHE) {
            Gender::She
        } else {
            return None;
        };
        let found = self.antecedent(span, sentence, wanted);
        let at = self.resolved(found?);
        let entry = self.entries.get_mut(at as usize)?;
        entry.gender = Some(wanted);
        entry.mentions.push((span, How::Pronoun));
        Some(at)
    }

    /// The first of the latest sentence with a fitting mention; who spoke there comes first.
    fn antecedent(&self, span: Span, sentence: u32, wanted: Gender) -> Option<u32> {
        let fits = |entry: u32| {
            let entry = self.entries.get(self.resolved(entry) as usize);
            entry.is_some_and(|entry| {
                let known = entry.said > 0 || entry.mentions.len() > 1;
                entry.gender.is_none_or(|gender| gender == wanted)
                    && (entry.kind == ActorKind::Person
                        || entry.kind == ActorKind::Unknown && known)
            })
        };
        let spoke = self.speaker.filter(|(entry, _)| fits(*entry));
        let mut best: Option<Seen> = None;
        for seen in self.recent.iter().rev().filter(|seen| seen.at < span.start) {
            if best.is_some_and(|best| best.sentence != seen.sentence)
                || spoke.is_some_and(|(_, said)| said > seen.sentence)
                || seen.sentence + FURTHEST < sentence
            {
                break;
            }
            if fits(seen.entry) {
                best = Some(*seen);
            }
        }
        let spoke = spoke.filter(|(_, said)| {
            said + FURTHEST >= sentence && best.is_none_or(|best| best.sentence <= *said)
        });
        spoke.map(|(entry, _)| entry).or(best.map(|seen| seen.entry))
    }

    /// Notes that `at` is also called `alias`.
    pub(super) fn alias(&mut self, at: u32, text: &str, span: Span) {
        let at = self.resolved(at);
        let words = span.of(text);
        self.by_key.entry(folded(words)).or_insert(at);
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

    /// Notes that `entry` speaks in sentence `sentence`.
    pub(super) fn spoke(&mut self, entry: u32, sentence: u32) {
        let at = self.resolved(entry);
        self.speaker = Some((at, sentence));
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.said += 1;
        }
    }

    /// The entry that `at` turned out to be.
    pub(super) fn resolved(&self, mut at: u32) -> u32 {
        while let Some(next) = self.entries.get(at as usize).and_then(|entry| entry.same_as) {
            at = next;
        }
        at
    }

    /// The entries that are worth a row, and the new number of every old one.
    pub(super) fn finish(self) -> (Vec<Entry>, Vec<Option<u32>>) {
        let mut numbers = vec![None; self.entries.len()];
        let mut kept = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let person = entry.kind == ActorKind::Person;
            let body =
                matches!(entry.kind, ActorKind::Institution | ActorKind::Outlet | ActorKind::Group);
            let worth = entry.said > 0 || person || body && entry.mentions.len() > 1;
            if entry.same_as.is_none() && worth {
                if let Some(number) = numbers.get_mut(at) {
                    *number = Some(kept.len() as u32);
                }
                let mut entry = entry.clone();
                entry.mentions.sort_unstable_by_key(|(span, _)| *span);
                entry.mentions.dedup_by_key(|(span, _)| *span);
                if entry.kind == ActorKind::Unknown && entry.said > 0 {
                    let person = entry.gender.is_some() || !entry.name.contains(' ');
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

/// How many tokens from `at` on are one name.
pub(super) fn run(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(may_stand_in_name) {
        return 0;
    }
    let mut length = 1;
    while let Some(last) = tokens.get(at + length - 1) {
        if last.is_possessive() {
            break;
        }
        let next = at + length;
        if tokens.get(next).is_some_and(may_stand_in_name) {
            length += 1;
            continue;
        }
        let joins = tokens.get(next).is_some_and(|token| {
            token.is(Class::PARTICLE) || token.is(Class::INNER) && last.is(Class::ORGANIZATION)
        });
        if joins && tokens.get(next + 1).is_some_and(may_stand_in_name) {
            length += 2;
            continue;
        }
        break;
    }
    length
}

fn may_stand_in_name(token: &Token) -> bool {
    let never = Class::NOT_NAME
        | Class::WEEKDAY
        | Class::DETERMINER
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::SUBORDINATE
        | Class::SUBJECT
        | Class::ADVERB
        | Class::AUXILIARY;
    let month = token.is(Class::MONTH) && !token.is(Class::HE_NAME | Class::SHE_NAME);
    token.is_capital()
        && token.span.len() > 1
        && (!token.is(never) || token.is(Class::PARTICLE) && token.is_capital())
        && !month
        && !(token.is(Class::FINITE)
            && token.case == Case::Capital
            && !token.is(Class::ORGANIZATION))
}

fn is_organization(name: &[Token]) -> bool {
    let acronym = |token: &Token| token.case == Case::Upper && !token.is(Class::ABBREVIATION);
    name.iter().any(|token| token.is(Class::ORGANIZATION | Class::OUTLET))
        || name.len() == 1 && name.iter().any(acronym)
}

fn kind(titles: &[Token], name: &[Token], organization: bool) -> ActorKind {
    if name.last().is_some_and(|token| token.is(Class::OUTLET)) {
        return ActorKind::Outlet;
    }
    if organization {
        return ActorKind::Institution;
    }
    let given = name.first().is_some_and(|token| token.is(Class::HE_NAME | Class::SHE_NAME));
    if !titles.is_empty() || given { ActorKind::Person } else { ActorKind::Unknown }
}

fn gender(text: &str, titles: &[Token], first: &Token) -> Option<Gender> {
    for title in titles {
        let key = folded(title.span.of(text));
        match key.trim_end_matches('.') {
            "mr" | "sir" | "lord" | "congressman" | "spokesman" | "chairman" | "king" | "senor"
            | "sr" => {
                return Some(Gender::He);
            }
            "mrs" | "ms" | "miss" | "lady" | "congresswoman" | "spokeswoman" | "queen"
            | "senora" | "sra" => {
                return Some(Gender::She);
            }
            _ => {}
        }
    }
    match (first.is(Class::HE_NAME), first.is(Class::SHE_NAME)) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    }
}
