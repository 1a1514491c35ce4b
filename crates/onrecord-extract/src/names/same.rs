//! Who is the same: the entry that a name, a shorter name or initials lead back to.

use super::parts::is_short;
use super::run::{BODY, GIVEN};
use super::words::{initials, is_acronym, key};
use super::{Names, traits};
use crate::tokens::Token;
use onrecord_language::Class;
use onrecord_model::{ActorKind, Gender, How};
use onrecord_text::Span;

/// The most words of a name whose shorter forms are noted.
const WORDS: usize = 8;

/// What is known of a name before its entry is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    /// Whether it is a body's.
    pub(super) organization: bool,
    /// What it and its titles tell.
    pub(super) gender: Option<Gender>,
    /// Whether it is a surname: "Mr. King" is not King Sorel.
    pub(super) surname: bool,
}

/// Letters of initials that may be a person's: "JFK"; two are a body's.
const INITIALS: usize = 3;

impl Names {
    /// The entry that a name means: by all its words, by a part of them, by its initials.
    pub(super) fn find(
        &self,
        text: &str,
        name: &[Token],
        Sought { organization, gender, surname }: Sought,
    ) -> Option<u32> {
        let (first, last) = (name.first()?, name.last()?);
        let whole = words(text, name)?;
        let told = gender.and_then(|gender| self.by_key.get(&gendered(&whole, gender)));
        if let Some(at) = told.or_else(|| self.by_key.get(&whole)) {
            return Some(*at);
        }
        let short = || self.short(&whole, organization, gender);
        if let Some(at) = if surname { None } else { short() } {
            return Some(at);
        }
        let last_key = key(last.name_span().of(text));
        if let Some(at) = self.by_last.get(&last_key)
            && let Some(entry) = self.entries.get(self.resolved(*at) as usize)
        {
            let given = entry.name.split(' ').next().map(key);
            let fits = is_short(name)
                && gender.is_none_or(|one| entry.gender.is_none_or(|other| one == other));
            let same = !organization
                && key(&entry.name).ends_with(&last_key)
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

    /// The one entry of which these words are a part: "Peña Nieto", "Security Council".
    fn short(&self, part: &str, organization: bool, gender: Option<Gender>) -> Option<u32> {
        let at = self.by_part.get(part).copied().flatten()?;
        let entry = self.entries.get(self.resolved(at) as usize)?;
        let person = matches!(entry.kind, ActorKind::Person | ActorKind::Unknown);
        let fits = gender.is_none_or(|one| entry.gender.is_none_or(|other| one == other));
        let plain = entry.name.contains(' ') && !organization && !part.contains(' ');
        (person != organization && fits || !person && plain).then_some(at)
    }

    /// The key of a new name; where others go by it whose gender is another, it has its own.
    pub(super) fn free_key(
        &self,
        text: &str,
        name: &[Token],
        gender: Option<Gender>,
    ) -> Option<String> {
        let whole = words(text, name)?;
        let taken = self.by_last.contains_key(&whole) || self.by_part.contains_key(&whole);
        Some(gender.filter(|_| taken).map_or(whole.clone(), |gender| gendered(&whole, gender)))
    }

    /// Notes what shorter names of entry `at` there may be.
    pub(super) fn index(&mut self, text: &str, name: &[Token], organization: bool, at: u32) {
        let Some(last) = name.last() else { return };
        self.parts(text, name, organization, at);
        if !organization {
            let last_key = key(last.name_span().of(text));
            self.join_short(&last_key, at);
            self.note_surname(&last_key, at);
            self.join_surnames(text, name, at);
        }
        if organization {
            for head in name.iter().filter(|token| token.is(BODY) && !token.is(Class::ALONE)) {
                self.by_sort.insert(key(head.name_span().of(text)), at);
            }
        }
        let Some(initials) = initials(text, name) else { return };
        let given = name.first().is_some_and(|first| first.is(GIVEN));
        let person = given && !organization;
        if person && initials.chars().count() < INITIALS || !person && !organization {
            return;
        }
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

    /// Notes the parts of a name that stand for it: of a person the given names and what follows the
    /// first of them, of a body two words or more at its end or its beginning.
    fn parts(&mut self, text: &str, name: &[Token], organization: bool, at: u32) {
        if name.len() < 2 || name.len() > WORDS {
            return;
        }
        let given = name.iter().take_while(|token| token.is(GIVEN)).count();
        let mut parts: Vec<&[Token]> = Vec::new();
        if organization {
            // "Depot" for "Home Depot", which no word makes a body's.
            let plain = !name.iter().any(|token| token.is(BODY));
            let last = name.len() - usize::from(!plain);
            parts.extend((1..last).filter_map(|from| name.get(from..)));
            parts.extend((2..name.len()).filter_map(|to| name.get(..to)));
            parts.retain(|part| plain || part.iter().any(|token| token.is(BODY)));
        } else if given > 0 {
            parts.extend((1..=given.min(name.len() - 1)).filter_map(|to| name.get(..to)));
            let surnames = given.min(name.len() - 1);
            let several = (1..=surnames).filter_map(|from| name.get(from..));
            parts.extend(several.filter(|part| part.len() > 1));
            // "López" for "Andrés López Obrador": the first of two surnames alone, or with given names.
            let paternal = if given == 1 && name.len() > 3 { 2 } else { surnames };
            if name.len() > paternal + 1 {
                parts.extend((0..=paternal).filter_map(|from| name.get(from..=paternal)));
            }
        }
        let edge = |token: Option<&Token>| token.is_some_and(Token::is_capital);
        for part in parts.into_iter().filter(|part| edge(part.first()) && edge(part.last())) {
            let Some(key) = words(text, part) else { continue };
            let known = self.by_part.get(&key).copied();
            let same = known.is_none_or(|one| one.is_some_and(|one| self.resolved(one) == at));
            self.by_part.insert(key, same.then_some(at));
        }
    }

    /// "Peña Nieto" or "Enrique Peña" was named before "Enrique Peña Nieto": the same.
    fn join_surnames(&mut self, text: &str, name: &[Token], at: u32) {
        if !name.first().is_some_and(|first| first.is(GIVEN)) {
            return;
        }
        let surnames = (1..name.len().saturating_sub(1)).filter_map(|from| name.get(from..));
        let heads = (2..name.len()).filter_map(|to| name.get(..to));
        let capital = |part: &&[Token]| part.first().is_some_and(Token::is_capital);
        for part in surnames.chain(heads).filter(capital).take(WORDS) {
            let key = words(text, part);
            let short = key.and_then(|key| self.by_key.get(&key)).map(|at| self.resolved(*at));
            let person = |at: u32| {
                self.entries.get(at as usize).is_some_and(|entry| {
                    matches!(entry.kind, ActorKind::Person | ActorKind::Unknown)
                })
            };
            if let Some(short) = short.filter(|short| *short != at && person(*short)) {
                self.merge(short, at);
            }
        }
    }

    /// From now on the last name means entry `at`, unless somebody else goes by it; an entry that
    /// had only this name is the same.
    fn join_short(&mut self, last_key: &str, at: u32) {
        let short = self.by_key.get(last_key).copied().map(|short| self.resolved(short));
        if let Some(short) = short
            && short != at
            && self.entries.get(short as usize).is_some_and(|entry| {
                !entry.name.contains(' ') && entry.kind != ActorKind::Institution
            })
        {
            self.merge(short, at);
        }
        let count = |at: u32| self.entries.get(at as usize).map_or(0, |entry| entry.mentions.len());
        let owner = self.by_last.get(last_key).map(|owner| self.resolved(*owner));
        if owner.is_none_or(|owner| count(owner) < 3 || count(owner) < count(at)) {
            self.by_last.insert(last_key.to_owned(), at);
        }
    }

    /// Entry `short` turns out to be `into`.
    pub(super) fn merge(&mut self, short: u32, into: u32) {
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
}

/// The key of a name that only a man or a woman goes by.
fn gendered(key: &str, gender: Gender) -> String {
    format!("{key}\0{}", gender as u8)
}

/// The key of a name: all its words, without the article in front.
pub(super) fn words(text: &str, name: &[Token]) -> Option<String> {
    let name = match name {
        [article, rest @ ..] if article.is(Class::DEFINITE) && !rest.is_empty() => rest,
        name => name,
    };
    Some(key(Span::new(name.first()?.span.start, name.last()?.core).of(text)))
}
