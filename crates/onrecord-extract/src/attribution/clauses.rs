//! Clauses that depend on another or stand inside it: ", who asked not to be named, said", "a quien Gil
//! acusa, dijo", "(Gil accuses him) said". What a verb inside one attributes ends with the clause.

use super::Range;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};

/// Takes from the content of the verb at `at` what stands behind the clause that the verb is in.
pub(super) fn inside_clause(sentence: &Sentence<'_>, at: usize, content: &mut Vec<Range>) {
    let Some(clause) = dependent(sentence, at) else { return };
    let mark = clause.mark();
    for range in content.iter_mut() {
        let ends = |item: &usize| {
            sentence.is_kind(*item, mark)
                || mark == TokenKind::Comma
                    && *item > range.0
                    && sentence.quote_ends(*item - 1, TokenKind::Comma)
        };
        let inside = clause != Clause::Aside(TokenKind::Dash) || range.0 > at;
        range.1 = (range.0..range.1).find(|item| inside && ends(item)).unwrap_or(range.1);
    }
    if clause != Clause::Adverbial {
        // ", a quien Gil acusa de robar, dijo: “…”": another verb stands in front of the words.
        content.retain(|(from, _)| !goes_on(sentence, (at, mark), *from));
    }
}

/// How a clause depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clause {
    /// "who left", "to whom Smith wrote", "whose brother left".
    Relative,
    /// "Although Smith admitted it, …".
    Adverbial,
    /// "(Smith accuses him)", "— Smith accuses him —", between these marks.
    Aside(TokenKind),
}

impl Clause {
    /// What closes it.
    fn mark(self) -> TokenKind {
        match self {
            Self::Relative | Self::Adverbial => TokenKind::Comma,
            Self::Aside(mark) => mark,
        }
    }
}

/// The dependent clause that holds the verb at `at`.
fn dependent(sentence: &Sentence<'_>, at: usize) -> Option<Clause> {
    let from = (0..at)
        .rev()
        .find(|item| !sentence.is_word(*item) && !sentence.is_kind(*item, TokenKind::Number));
    match from {
        Some(mark)
            if sentence.is_kind(mark, TokenKind::Bracket)
                || sentence.is_kind(mark, TokenKind::Dash) =>
        {
            let kind = sentence.token(mark)?.kind;
            let closed = (at + 1..sentence.items.len()).any(|item| sentence.is_kind(item, kind));
            (mark > 0 && closed).then_some(Clause::Aside(kind))
        }
        Some(mark) => {
            let opens = sentence.is_kind(mark, TokenKind::Comma);
            (opens && is_relative(sentence, mark + 1, at)).then_some(Clause::Relative)
        }
        None => {
            let adverbial = sentence.is(0, Class::SUBORDINATE)
                && !sentence.is(0, Class::DETERMINER)
                || sentence.is(0, Class::CIRCUMSTANCE);
            adverbial.then_some(Clause::Adverbial)
        }
    }
}

/// Whether a relative clause with the verb `at` begins with item `from`: with a relative alone ("who",
/// "que Luis Gil"), behind a preposition ("a quien", "of which"), or with whose it is.
fn is_relative(sentence: &Sentence<'_>, from: usize, at: usize) -> bool {
    if sentence.phrase(WordList::Whose, from).is_some() {
        return true;
    }
    let led = from + usize::from(sentence.is(from, Class::PREPOSITION));
    let article = led + usize::from(sentence.is(led, Class::DETERMINER));
    let relative = |at: usize| sentence.phrase(WordList::Relatives, at).is_some();
    (relative(led) || relative(article)) && article < at
}

/// Whether the clause of the verb at `at` closes in front of item `to` and another verb follows there.
fn goes_on(sentence: &Sentence<'_>, (at, mark): (usize, TokenKind), to: usize) -> bool {
    let comma = (at + 1..to).find(|item| sentence.is_kind(*item, mark));
    let verb = Class::FINITE | Class::AUXILIARY | Class::VERBAL;
    comma.is_some_and(|comma| (comma + 1..to).any(|item| sentence.is(item, verb)))
}
