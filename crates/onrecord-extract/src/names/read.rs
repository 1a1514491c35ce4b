//! Every name of a sentence, with the other names that stand beside it.

use super::words::{is_acronym, other_names};
use super::{Names, REMEMBERED, run};
use crate::tokens::{Case, Token, TokenKind};
use onrecord_language::Class;
use onrecord_model::ActorKind;
use onrecord_text::Span;

impl Names {
    /// Notes every name among `tokens`, one sentence with number `sentence`.
    pub(crate) fn read(&mut self, text: &str, tokens: &[Token], quoted: &[Span], sentence: u32) {
        if self.recent.len() >= 2 * REMEMBERED {
            self.recent.drain(..REMEMBERED);
        }
        self.seen.clear();
        let mut at = 0;
        while at < tokens.len() {
            let length = run(tokens, at);
            if length == 0 {
                at += 1;
                continue;
            }
            at += self.read_one(text, tokens, (at, length), quoted, sentence);
        }
    }

    /// Notes the name of `length` tokens at `at`; returns how many tokens are read.
    fn read_one(
        &mut self,
        text: &str,
        tokens: &[Token],
        (at, length): (usize, usize),
        quoted: &[Span],
        sentence: u32,
    ) -> usize {
        let Some(name) = tokens.get(at..at + length) else { return length };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let first =
            !before.is_some_and(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Comma);
        if first && is_noted(name) {
            return 1;
        }
        let alone = first && length == 1 && !self.is_known(text, name);
        let shouted = length > 1 && name.iter().all(|token| token.case == Case::Upper);
        if alone || shouted {
            return length;
        }
        let start = name.first().map_or(0, |token| token.span.start);
        let seen = self.recent.len();
        let Some(entry) = self.name(text, name, sentence) else { return length };
        self.called(text, tokens, at, entry);
        self.beside(text, tokens, at..at + length, entry);
        let placed = before.is_some_and(|token| token.is(Class::PLACING));
        if let Some(entry) = self.entries.get_mut(entry as usize) {
            entry.placed += u32::from(placed);
        }
        // Whom a speaker talks about is not who speaks next.
        if quoted.iter().any(|quote| quote.contains(start)) {
            self.recent.truncate(seen);
        }
        let mut end = at + length;
        for (from, to) in other_names(text, self.tables, tokens, (at, end)) {
            if let Some(other) = tokens.get(from..to)
                && let (Some(first), Some(last)) = (other.first(), other.last())
            {
                self.alias(entry, text, Span::new(first.span.start, last.core));
                let entry = self.entries.get_mut(entry as usize);
                if let Some(entry) = entry.filter(|one| one.kind == ActorKind::Unknown)
                    && is_acronym(first)
                {
                    entry.kind = ActorKind::Institution;
                }
                end = to;
            }
        }
        end - at
    }
}

/// "Met Ruth Adams at noon.": notes leave out who did it, and the verb in front is no name.
fn is_noted(name: &[Token]) -> bool {
    let given = Class::HE_NAME | Class::SHE_NAME;
    matches!(name, [verb, next, ..] if verb.is(Class::PRETERITE | Class::PAST)
        && !verb.is(given) && next.is(given))
}
