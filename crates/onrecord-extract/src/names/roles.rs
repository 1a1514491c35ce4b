//! Who is meant by what they are: "the mayor" of a text that has one.

use super::run::GIVEN;
use super::words::{key, title_gender};
use super::{Names, traits};
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::{Class, WordList};
use onrecord_model::{ActorKind, Gender, How};
use onrecord_text::Span;

/// What parts the names of those who speak together.
pub(super) const TOGETHER: &str = ", ";

impl Names {
    /// Notes that `entry` has the role that a word tells.
    pub(crate) fn role(&mut self, text: &str, role: &Token, entry: u32) {
        let never = Class::ABBREVIATION | Class::VAGUE;
        if !role.is(Class::TITLE | Class::PERSON) || role.is(never) {
            return;
        }
        let entry = self.resolved(entry);
        let key = key(role.name_span().of(text));
        let known = self.by_role.get(&key).copied();
        let same = known.is_none_or(|one| one.is_some_and(|one| self.resolved(one) == entry));
        self.by_role.insert(key, same.then_some(entry));
    }

    /// Notes the words in front of the name at `at`, where the last of them is a role, with the
    /// article in front of them: "the lawyer Ana Ruiz", "la concejala Mirian Paz".
    pub(super) fn called(&mut self, text: &str, tokens: &[Token], at: usize, entry: u32) {
        let before = |back: usize| at.checked_sub(back).and_then(|before| tokens.get(before));
        let Some(role) = before(1) else { return };
        // "his wife, Heidi,"
        let kin = role.kind == TokenKind::Comma
            && before(2).is_some_and(|kin| kin.is(Class::VAGUE))
            && tokens.get(at).is_some_and(|name| name.is(GIVEN))
            && tokens.get(at + 1).is_some_and(|mark| mark.kind == TokenKind::Comma);
        if let Some(entry) = self.entries.get_mut(entry as usize).filter(|_| kin) {
            entry.kind = ActorKind::Person;
        }
        if role.is_capital() || !role.is(traits::ROLE) || self.is_body(entry) {
            return;
        }
        if role.is(Class::VAGUE) {
            let told = title_gender(&[*role]).filter(|_| role.is(Class::ADDRESS));
            let given =
                role.is(Class::ADDRESS) || tokens.get(at).is_some_and(|name| name.is(GIVEN));
            if let Some(entry) = self.entries.get_mut(entry as usize) {
                // "mi madre Charo"
                if given && entry.kind == ActorKind::Unknown {
                    entry.kind = ActorKind::Person;
                }
                entry.gender = entry.gender.or(told);
                entry.traits.gender = entry.traits.gender.or(told);
            }
            return;
        }
        self.role(text, role, entry);
        let phrase = traits::before(tokens, at);
        let article = phrase.start.checked_sub(1).and_then(|article| tokens.get(article));
        let told = match (article, title_gender(&[*role])) {
            (Some(article), None) => article_gender(article),
            (_, told) => told,
        };
        if let Some(entry) = self.entries.get_mut(entry as usize) {
            entry.kind = ActorKind::Person;
            entry.gender = entry.gender.or(told);
            // "Spokesman Ana Ruiz": where the given name says otherwise, neither is believed.
            let told = told.filter(|told| entry.gender == Some(*told));
            entry.traits.gender = entry.traits.gender.or(told);
            traits::note(&mut entry.traits, text, within(tokens, phrase));
        }
    }

    /// Whether a name is a person's as far as is known: it has a given name, or the text knows it.
    pub(crate) fn is_somebody(&self, text: &str, name: &[Token]) -> bool {
        let never = Class::ORGANIZATION | Class::OUTLET | Class::MEDIUM | Class::FINITE;
        let given = name.first().is_some_and(|first| first.is(Class::HE_NAME | Class::SHE_NAME));
        let known = name.last().is_some_and(|last| self.knows(text, last));
        (given || known) && !name.iter().any(|token| token.is(never))
    }

    /// The fullest name of an entry.
    pub(crate) fn full_name(&self, entry: u32) -> Option<String> {
        self.entries.get(self.resolved(entry) as usize).map(|entry| entry.name.clone())
    }

    /// Those who go by `names` and speak together, mentioned at `span`.
    pub(crate) fn together(&mut self, names: &[String], span: Span) -> u32 {
        let name = names.join(TOGETHER);
        let at = self.add(&name, ActorKind::Unnamed);
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.mentions.push((span, How::Description));
        }
        at
    }

    /// Whether an entry is a body's.
    pub(super) fn is_body(&self, entry: u32) -> bool {
        let kind = self.entries.get(entry as usize).map(|entry| entry.kind);
        matches!(kind, Some(ActorKind::Institution | ActorKind::Outlet))
    }

    /// Whom "the mayor" means, where the text has called one person so.
    pub(crate) fn in_role(&mut self, text: &str, phrase: &[Token]) -> Option<u32> {
        let [definite, more @ .., role] = phrase else { return None };
        // "the former mayor"
        if more.iter().any(|token| !token.is(Class::VAGUE) || token.is_capital()) {
            return None;
        }
        if !definite.is(Class::DEFINITE) || role.is_capital() {
            return None;
        }
        let entry = self.with_role(role.name_span().of(text), article_gender(definite))?;
        let span = Span::new(definite.span.start, role.core);
        self.entries.get_mut(entry as usize)?.mentions.push((span, How::Description));
        Some(entry)
    }

    /// The one who has a role, or one of the roles that the word stands for.
    fn with_role(&self, role: &str, told: Option<Gender>) -> Option<u32> {
        let fits = |entry: u32| {
            let gender = self.entries.get(entry as usize).and_then(|entry| entry.gender);
            told.is_none_or(|told| gender.is_none_or(|gender| gender == told))
        };
        if let Some(known) = self.by_role.get(&key(role)) {
            return known.map(|entry| self.resolved(entry)).filter(|entry| fits(*entry));
        }
        let stands_for = self.tables.behind(WordList::RoleWords, role);
        let mut all = stands_for.filter_map(|role| self.by_role.get(&key(role)));
        let first = self.resolved((*all.next()?)?);
        let one = all.all(|other| other.is_some_and(|other| self.resolved(other) == first));
        (one && fits(first)).then_some(first)
    }

    /// The one person that is named before byte `before`; `None` where several are.
    pub(crate) fn only_one_before(&self, before: u32) -> Option<u32> {
        let named = |at: &u32| {
            self.entries.get(*at as usize).is_some_and(|entry| {
                entry.same_as.is_none()
                    && matches!(entry.kind, ActorKind::Person | ActorKind::Unknown)
                    && entry.name.contains(' ')
                    && entry.placed == 0
                    && entry.mentions.iter().any(|(span, _)| span.start < before)
            })
        };
        let mut all = (0..self.entries.len() as u32).filter(named);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}

/// What an article in front of a role tells: "la portavoz", "el portavoz".
pub(super) fn article_gender(article: &Token) -> Option<Gender> {
    match (article.is(Class::HE_ARTICLE), article.is(Class::SHE_ARTICLE)) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    }
}
