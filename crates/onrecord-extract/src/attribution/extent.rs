//! How far a subject reaches: all that stands before its verb, where the phrase beside the verb is
//! only the end of it.

use super::Range;
use super::nouns::{phrase, subject};
use super::times::time_end;
use super::verbs::is_verbal;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};

/// All of the subject of the verb at `at`, whose last phrase is `range`.
pub(super) fn extent(sentence: &Sentence<'_>, range: Range, at: usize) -> Range {
    listed(sentence, whole(sentence, beyond_relative(sentence, range)), at)
}

/// "A man who asked for anonymity said": the phrase before a clause that has no commas.
fn beyond_relative(sentence: &Sentence<'_>, range: Range) -> Range {
    const FURTHEST: usize = 10;
    let (from, end) = range;
    let open = sentence.is(from, Class::DETERMINER);
    let closed = Class::SUBORDINATE | Class::CONJUNCTION | Class::ADVERB | Class::NEGATION;
    let led = from.checked_sub(1).is_some_and(|lead| {
        let plain = sentence.is_word(lead) && !sentence.is_capital(lead);
        sentence.is(lead, Class::PREPOSITION | Class::FINITE)
            || is_verbal(sentence, lead)
            || open && plain && !sentence.is(lead, closed)
    });
    if !led && !begins_with_verb(sentence, range) {
        return range;
    }
    let relative = (from.saturating_sub(FURTHEST)..from)
        .rev()
        .find(|at| !sentence.is_word(*at) || sentence.is(*at, Class::RELATIVE));
    let Some(relative) = relative.filter(|at| sentence.is_word(*at)) else { return range };
    let outer = phrase(sentence, relative)
        .filter(|(from, to)| !sentence.is(to - 1, Class::FINITE | Class::DETERMINER) && from < to);
    outer.map_or(range, |(first, _)| (first, end))
}

/// "que pretende demostrar su inocencia", "who runs the shop": what stands behind a relative and
/// begins with no noun is its verb.
fn begins_with_verb(sentence: &Sentence<'_>, (from, end): Range) -> bool {
    let noun = Class::DETERMINER
        | Class::TITLE
        | Class::PERSON
        | Class::MANY
        | Class::SUBJECT
        | Class::POSSESSIVE
        | Class::ORGANIZATION;
    let relative =
        from.checked_sub(1).is_some_and(|lead| sentence.is(lead, Class::RELATIVE | Class::THAT));
    relative && end > from + 1 && !sentence.is_capital(from) && !sentence.is(from, noun)
}

/// "Witnesses against Smith said", "The mayor and Smith said", "The man accused of killing Smith
/// said": all that stands before a verb, where the phrase beside it is only its end.
fn whole(sentence: &Sentence<'_>, range: Range) -> Range {
    const FURTHEST: usize = 10;
    let (from, end) = range;
    let Some(lead) = from.checked_sub(1) else { return range };
    let joint = sentence.is(lead, Class::CONJUNCTION);
    if let Some(both) = beside_insertion(sentence, lead).filter(|_| joint) {
        return (both, end);
    }
    let circumstance = sentence.is(lead, Class::CIRCUMSTANCE);
    if !joint && !sentence.is(lead, Class::PREPOSITION) || circumstance {
        return range;
    }
    let closed = Class::FINITE | Class::SUBORDINATE | Class::SUBJECT;
    let opens = |at: &usize| {
        !sentence.is_word(*at)
            || (is_verbal(sentence, *at)
                || sentence.is(*at, closed)
                    && !sentence.is(*at, Class::MANY | Class::PERSON | Class::DETERMINER))
                && !tells_of_noun(sentence, *at)
    };
    let edge = (lead.saturating_sub(FURTHEST)..lead).rev().find(opens);
    let first = edge.map_or(lead.saturating_sub(FURTHEST), |edge| edge + 1);
    let first = time_end(sentence, first);
    let verb = edge.is_some_and(|edge| {
        sentence.is_word(edge) && !sentence.is(edge, Class::THAT | Class::SUBORDINATE)
    });
    let party = Class::PERSON | Class::MANY | Class::TITLE | Class::FIELDS_OF_WORK;
    let described = !joint && sentence.is(first, Class::DETERMINER);
    let people = (first..lead)
        .any(|at| sentence.is(at, party) || joint && sentence.is_capital(at) && at > 0);
    let aside = sentence.is(first, Class::PREPOSITION | Class::ADVERB | Class::CONJUNCTION)
        && !sentence.is(first, Class::DETERMINER);
    if first >= lead || verb || aside || !people && !described { range } else { (first, end) }
}

/// "The man accused of …": a participle that tells more of the noun in front of it.
fn tells_of_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let noun = at.checked_sub(1).is_some_and(|noun| {
        sentence.is_word(noun)
            && !sentence.is(noun, Class::SUBJECT | Class::AUXILIARY | Class::CONJUNCTION)
            && !sentence.is(noun, Class::RELATIVE | Class::ADVERB)
    });
    let ends = sentence.token(at).is_some_and(|token| {
        let word = token.span.of(sentence.paragraph.text);
        sentence.paragraph.tables.without_ending(WordList::ParticipleEndings, word).is_some()
    });
    noun && (ends || sentence.is(at, Class::PARTICIPLE))
        && !sentence.is(at, Class::AUXILIARY)
        && sentence.is(at + 1, Class::PREPOSITION)
        && !sentence.is(at + 1, Class::TO)
}

/// "The leader, Ann Lee, and her deputy": where the subject begins whose insertion ends in front of
/// the conjunction at `lead`.
fn beside_insertion(sentence: &Sentence<'_>, lead: usize) -> Option<usize> {
    let comma = lead.checked_sub(1).filter(|at| sentence.is_kind(*at, TokenKind::Comma))?;
    let (from, to) = subject(sentence)?;
    let verb = |at: usize| {
        is_verbal(sentence, at) || sentence.is(at, Class::FINITE) && !sentence.is_capital(at)
    };
    let inserted = to < comma && sentence.is_kind(to, TokenKind::Comma);
    let name = (to + 1..comma).all(|at| sentence.is_word(at) && !verb(at));
    (inserted && name && !(from..to).any(verb)).then_some(from)
}

/// "Ann Lee, Bob Ray and Cy Fox said", "Ana Paz, Luis Rey, Eva Gil, que dijeron": all of a list of
/// names, where the phrase beside the verb is only its end.
fn listed(sentence: &Sentence<'_>, (from, end): Range, at: usize) -> Range {
    let joint = (from..end).any(|item| sentence.is(item, Class::CONJUNCTION));
    if !joint && !sentence.is(at, Class::SEVERAL) {
        return (from, end);
    }
    let mut first = from;
    while let Some(comma) = first.checked_sub(1)
        && sentence.is_kind(comma, TokenKind::Comma)
        && let Some((start, _)) = phrase(sentence, comma)
        && start + 1 < comma
        && (start..comma).all(|item| sentence.is_capital(item))
    {
        first = start;
    }
    (first, end)
}
