//! Whom a sentence is about: its subject, which the next sentence may leave out or call "he".

use super::Range;
use super::nouns::introduction;
use super::times::time_end;
use super::verbs::is_verbal;
use crate::names::run;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// The subject of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The name at these items.
    Named(Range),
    /// Somebody without a name, as these items describe.
    Described(Range),
    /// The one of the sentence before: a pronoun, or a verb without a subject.
    Same,
    /// A thing, or what cannot be told.
    Other,
}

/// Words that describe somebody.
const PARTY: Class = Class::all(&[Class::TITLE, Class::PERSON, Class::MANY, Class::FIELDS_OF_WORK]);

/// Whom `sentence` is about.
pub(crate) fn topic(sentence: &Sentence<'_>) -> Topic {
    let mut from = introduction(sentence);
    loop {
        let time = time_end(sentence, from);
        let adverb = sentence.is(from, Class::ADVERB) && !sentence.is(from, Class::DETERMINER);
        let mark = sentence.is_kind(from, TokenKind::Comma) && from > 0;
        from = match (time > from, adverb || mark) {
            (true, _) => time,
            (false, true) => from + 1,
            (false, false) => break,
        };
    }
    let Some(first) = sentence.token(from) else { return Topic::Other };
    let verb =
        Class::DROPS | Class::AUXILIARY | Class::CLITIC | Class::NEGATION | Class::LOOKS_PAST;
    // "His claims": of the one before.
    if first.is(Class::POSSESSIVE) && first.is(Class::HE | Class::SHE) {
        return Topic::Same;
    }
    if first.is(Class::IT | Class::THEY) && !first.is(Class::HE | Class::SHE) {
        return Topic::Other;
    }
    let noun = first.is(Class::DETERMINER | PARTY) || sentence.is_capital(from + 1);
    if first.is(Class::SUBJECT) || first.is(verb) && !noun {
        return Topic::Same;
    }
    if first.is(Class::PREPOSITION) {
        return behind_place(sentence, from).map_or(Topic::Other, Topic::Named);
    }
    in_front(sentence, from)
}

/// The subject that begins at `from`, a name or a phrase with one.
fn in_front(sentence: &Sentence<'_>, from: usize) -> Topic {
    const LONGEST: usize = 12;
    let mut at = from;
    let mut party = None;
    while at < from + LONGEST {
        if sentence.is_kind(at, TokenKind::Comma) {
            return apposed(sentence, at + 1).map_or_else(
                || party.map_or(Topic::Other, |_| Topic::Described((from, at))),
                Topic::Named,
            );
        }
        let before = at - usize::from(at > from && sentence.is(at - 1, Class::DETERMINER));
        let led = before > from && sentence.is(before - 1, Class::PREPOSITION);
        let article = sentence.is(at, Class::DETERMINER);
        let length = if article { 0 } else { name_length(sentence, at) };
        if length > 0 && !led && !is_owner(sentence, at + length) {
            // "Ana Gil y Luis Paz discutieron": of two nobody knows which one goes on.
            let then = at + length;
            let next = then + 1 + usize::from(sentence.is(then + 1, Class::DETERMINER));
            let joint = sentence.is(then, Class::CONJUNCTION) && sentence.is_capital(next);
            return if joint { Topic::Described((at, next)) } else { Topic::Named((at, then)) };
        }
        let ended = !sentence.is_word(at)
            || sentence.is(at, Class::RELATIVE | Class::FINITE | Class::AUXILIARY)
                && at > from
                && !sentence.is(at, PARTY | Class::AMBIGUOUS)
            || is_verbal(sentence, at) && at > from;
        if ended {
            break;
        }
        if sentence.is(at, PARTY) {
            party = Some(at);
        }
        at += length.max(1);
    }
    party.map_or(Topic::Other, |_| Topic::Described((from, at)))
}

/// "Ann Lee’s | sister": whether the name that ends at `end` only tells whose somebody is.
fn is_owner(sentence: &Sentence<'_>, end: usize) -> bool {
    const NEAR: usize = 3;
    let possessive = end.checked_sub(1).and_then(|last| sentence.token(last));
    possessive.is_some_and(Token::is_possessive)
        && (end..end + NEAR)
            .take_while(|at| sentence.is_word(*at))
            .any(|at| sentence.is(at, PARTY) && !sentence.is_capital(at))
}

/// ", Ann Lee,": the name that is all of an insertion.
fn apposed(sentence: &Sentence<'_>, from: usize) -> Option<Range> {
    let mut at = from;
    while sentence.is(at, PARTY | Class::DETERMINER) && !sentence.is_capital(at) {
        at += 1;
    }
    let length = name_length(sentence, at);
    let ends = sentence.is_kind(at + length, TokenKind::Comma);
    (length > 0 && ends).then_some((at, at + length))
}

/// "A su lado está Ana Gil": the name behind the verb, which no preposition leads to.
fn behind_place(sentence: &Sentence<'_>, from: usize) -> Option<Range> {
    const FURTHEST: usize = 8;
    let end = (from..from + FURTHEST).find(|at| !sentence.is_word(*at)).unwrap_or(from + FURTHEST);
    let verb = (from + 1..end).find(|at| {
        is_verbal(sentence, *at) && !sentence.is(*at, Class::DETERMINER | Class::PREPOSITION)
    })?;
    let length = name_length(sentence, verb + 1);
    (length > 0).then_some((verb + 1, verb + 1 + length))
}

/// How many items from `at` on are one name.
fn name_length(sentence: &Sentence<'_>, at: usize) -> usize {
    const LONGEST: usize = 8;
    let tokens: smallvec::SmallVec<[Token; LONGEST]> =
        (at..at + LONGEST).map_while(|item| sentence.token(item).copied()).collect();
    run(&tokens, 0)
}
