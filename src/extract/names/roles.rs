//! Who is meant by what they are: "the mayor" of a text that has one.

use super::words::{gender, key};
use super::{Gender, Names};
use crate::extract::language::Class;
use crate::extract::tokens::Token;
use crate::model::{ActorKind, How};
use crate::text::Span;

impl Names {
    /// Notes that `entry` has the role that a word tells.
    pub(in crate::extract) fn role(&mut self, text: &str, role: &Token, entry: u32) {
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

    /// Notes the word in front of a name, where it is a role, with the article in front of that:
    /// "the lawyer Ana Ruiz", "la concejala Mirian Paz".
    pub(super) fn called(&mut self, text: &str, (article, role): (&str, &Token), entry: u32) {
        let body = self
            .entries
            .get(entry as usize)
            .is_some_and(|entry| matches!(entry.kind, ActorKind::Institution | ActorKind::Outlet));
        if body || !role.is(Class::TITLE | Class::PERSON) || role.is(Class::VAGUE) {
            return;
        }
        self.role(text, role, entry);
        if let Some(entry) = self.entries.get_mut(entry as usize) {
            entry.kind = ActorKind::Person;
            let told = match article {
                "la" | "La" | "una" | "Una" => Some(Gender::She),
                "el" | "El" | "un" | "Un" => Some(Gender::He),
                _ => gender(text, &[*role], &[]),
            };
            entry.gender = entry.gender.or(told);
            entry.role.get_or_insert_with(|| role.span.of(text).to_owned());
        }
    }

    /// Whom "the mayor" means, where the text has called one person so.
    pub(in crate::extract) fn in_role(&mut self, text: &str, phrase: &[Token]) -> Option<u32> {
        let [definite, role] = phrase else { return None };
        if !definite.is(Class::DEFINITE) || role.is_capital() {
            return None;
        }
        let entry = self.by_role.get(&key(role.name_span().of(text))).copied().flatten()?;
        let entry = self.resolved(entry);
        let span = Span::new(definite.span.start, role.core);
        self.entries.get_mut(entry as usize)?.mentions.push((span, How::Description));
        Some(entry)
    }

    /// The one person that is named before byte `before`; `None` where several are.
    pub(in crate::extract) fn only_one_before(&self, before: u32) -> Option<u32> {
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
