//! What is proposed of a text in a language whose tables are smaller: who stands beside a quote, and
//! reported speech only where a word says where it begins.

use super::StatementReader;
use crate::attribution::{Attribution, SourceMention};
use crate::phrases::inner;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use crate::{Proposal, Rule};
use onrecord_language::{Class, Language};
use onrecord_model::{Form, Strength};
use smallvec::SmallVec;

/// Who may be named behind "according to".
const PARTY: Class = Class::all(&[
    Class::PERSON,
    Class::TITLE,
    Class::MANY,
    Class::ORGANIZATION,
    Class::OUTLET,
    Class::EVIDENCE,
]);

/// Fewer letters than these between marks, where no spaces part the words, are a name.
const FEWEST_LETTERS: usize = 8;

/// Whether an attribution is read in this language. `form`: of what it attributes.
pub(super) fn reads(sentence: &Sentence<'_>, one: &Attribution, form: Form) -> bool {
    match sentence.paragraph.tables.language() {
        Language::English | Language::Spanish => true,
        Language::Other => false,
        language => {
            let quoted = form != Form::Indirect;
            let opened = one.rule == Rule::According;
            let led = one.content.first().is_some_and(|(from, _)| {
                *from > one.cue.0 && sentence.is(from.saturating_sub(1), Class::THAT)
            });
            let named = matches!(one.source, SourceMention::Named((from, to))
                if (from..to).any(|at| sentence.is_capital(at) || sentence.is(at, PARTY)));
            let direct = form == Form::Direct;
            match (quoted, opened) {
                (true, false) => true,
                _ if language == Language::German => direct && named,
                (_, true) => named,
                (false, false) => led && named,
            }
        }
    }
}

impl StatementReader<'_> {
    /// What stands between marks in a text of whose words nothing is known: nobody is named.
    pub(super) fn marks_alone(&mut self, sentence: &Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let (Some(quote), Some(span)) = (sentence.quote(at), inner(sentence, at)) else {
                continue;
            };
            let words = sentence.paragraph.words_in(quote);
            let text = span.of(self.text);
            let spaced = text.contains(char::is_whitespace);
            let letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
            let long =
                words >= super::FEWEST_WORDS && spaced || !spaced && letters >= FEWEST_LETTERS;
            let ended = sentence.quote_ends(at, TokenKind::Stop) && words > 1;
            if !ended && (quote.single || !long) {
                continue;
            }
            self.push(Proposal {
                spans: SmallVec::from_iter([span]),
                form: Form::Direct,
                speaker: None,
                speaker_by: None,
                candidates: Vec::new(),
                mention: None,
                cue: None,
                polarity: None,
                only_says: false,
                attribution: Vec::new(),
                via: Vec::new(),
                audience: Vec::new(),
                said: None,
                rule: Rule::Marks,
                strength: Strength::Clear,
            });
        }
    }
}
