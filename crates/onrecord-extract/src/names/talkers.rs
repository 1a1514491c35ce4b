//! Those who talk without a name of the text's own: by their part in the talk, by a title, with their last
//! name in front.

use super::words::key;
use super::{EntityMention, Names, run};
use crate::tokens::{Token, tokens};
use onrecord_language::Class;
use onrecord_model::{ActorKind, How};
use onrecord_text::{Span, fold::folded};

impl Names {
    /// Somebody without a name, by what he is to a talk and no words of the text.
    pub(crate) fn unnamed(&mut self, role: &str) -> u32 {
        let key = format!("\0{}", folded(role));
        self.by_key.get(&key).copied().unwrap_or_else(|| {
            let at = self.add(role, ActorKind::Unnamed);
            self.by_key.insert(key, at);
            at
        })
    }

    /// The person whose name stands with its last part in front: `Sol, Ana`.
    pub(crate) fn turned(
        &mut self,
        text: &str,
        (first, last): (&[Token], &[Token]),
        sentence: u32,
    ) -> Option<u32> {
        let words = |name: &[Token]| Some(Span::new(name.first()?.span.start, name.last()?.core));
        let (given, surname) = (words(first)?, words(last)?);
        let name = format!("{} {}", given.of(text), surname.of(text));
        let at = self.by_key.get(&key(&name)).map(|at| self.resolved(*at));
        let at = at.unwrap_or_else(|| {
            let at = self.add(&name, ActorKind::Person);
            self.by_key.insert(key(&name), at);
            self.by_last.entry(key(surname.of(text))).or_insert(at);
            at
        });
        let entry = self.entries.get_mut(at as usize)?;
        entry.mentions.push((Span::new(surname.start, given.end), How::Variant));
        self.remember(EntityMention { entry: at, sentence, at: surname.start });
        Some(at)
    }

    /// The one person whom a title that stands outside of the text names; made where the text has none
    /// of that name. A name begins with a given one: all else may be the title's first word.
    pub(crate) fn in_title(&mut self, title: &str) -> Option<u32> {
        let mut words = Vec::new();
        tokens(title, 0, self.tables, &mut words);
        let (mut at, mut found) = (0, None);
        while at < words.len() {
            let length = run(&words, at).max(1);
            let name = words.get(at..at + length)?;
            at += length;
            let given = |token: &Token| token.is(Class::HE_NAME | Class::SHE_NAME);
            let from = name.iter().position(given);
            let Some([first, .., last]) = from.and_then(|from| name.get(from..)) else { continue };
            let span = Span::new(first.span.start, last.core);
            if found.is_some_and(|other: Span| key(other.of(title)) != key(span.of(title))) {
                return None;
            }
            found = Some(span);
        }
        let name = found?.of(title);
        let known = self.by_key.get(&key(name)).map(|at| self.resolved(*at));
        Some(known.unwrap_or_else(|| self.add(name, ActorKind::Person)))
    }

    /// Notes that somebody without a name is `who`.
    pub(crate) fn turns_out(&mut self, unnamed: u32, who: u32) {
        let (unnamed, who) = (self.resolved(unnamed), self.resolved(who));
        if unnamed != who {
            self.merge(unnamed, who);
        }
    }
}
