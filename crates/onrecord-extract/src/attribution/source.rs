//! Who a cue names: the phrase in front of the verb, behind it, or beyond an insertion.

use super::extent::extent;
use super::inverted::{inverted, is_between_dashes, verb_first};
use super::nouns::{is_name_in_marks, name_end, phrase, subject};
use super::parts::meanwhile;
use super::subjects::{enclitic, enclosed};
use super::times::time_start;
use super::verbs::{
    clitics, dropped, governing, has_auxiliary, introduction_ends, is_noun, is_verbal, joined,
    tells_of_medium,
};
use super::{Range, SourceMention};
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// The source of the verb at `at`, and whether it stands behind the verb.
pub(super) fn source(
    sentence: &Sentence<'_>,
    at: usize,
    again: bool,
) -> Option<(SourceMention, SourceSide)> {
    let token = sentence.token(at)?;
    let continuous = at > 0
        && (sentence.is(at - 1, Class::BE)
            || sentence.is(at - 1, Class::SUBJECT)
                && sentence.token(at - 1).is_some_and(Token::is_possessive));
    if token.is(Class::GERUND) && !continuous {
        return gerund(sentence, at, again).map(|source| (source, SourceSide::Before(at)));
    }
    let plain = token.is(Class::PLAIN) && governing(sentence, at).is_some();
    if !token.is(Class::FINITE | Class::PARTICIPLE | Class::GERUND) && !plain {
        return None;
    }
    if let Some(range) = enclosed(sentence, at) {
        return Some((SourceMention::Named(range), SourceSide::Before(range.0 - 1)));
    }
    if token.is(Class::PARTICIPLE) && !token.is(Class::FINITE) && !has_auxiliary(sentence, at) {
        return None;
    }
    if let Some(subject) = enclitic(sentence, at) {
        return Some((SourceMention::Named((subject, subject + 1)), SourceSide::Behind(at + 1)));
    }
    if let Some(range) = inverted(sentence, at) {
        return Some((SourceMention::Named(range), SourceSide::Behind(range.1)));
    }
    if let Some(governing) = governing(sentence, at) {
        return of_governing(sentence, clitics(sentence, governing));
    }
    if again && let Some(lead) = meanwhile(sentence, clitics(sentence, at)) {
        return Some((SourceMention::Same, SourceSide::Before(lead)));
    }
    let begins = |conjunction: &usize| *conjunction == 0 && sentence.is(at, Class::DROPS);
    if let Some(conjunction) = joined(sentence, at).filter(|at| !begins(at)) {
        let source =
            if again { SourceMention::Same } else { SourceMention::Named(subject(sentence)?) };
        return Some((source, SourceSide::Before(conjunction)));
    }
    if is_between_dashes(sentence, at)
        && let Some(range) = subject(sentence)
    {
        return Some((SourceMention::Named(range), SourceSide::Before(at)));
    }
    if let Some(found) = dropped(sentence, at) {
        let behind = verb_first(sentence, at);
        return Some(
            behind.map_or(found, |to| (SourceMention::Named((at + 1, to)), SourceSide::Behind(to))),
        );
    }
    let range = before(sentence, clitics(sentence, at));
    // "Am Montag sagte Winter: …": what leads in stands in front of the verb, the subject behind it.
    let introduced = range.is_none_or(|(from, to)| {
        let led = sentence.is(0, Class::PREPOSITION) && (0..at).all(|item| sentence.is_word(item));
        led || (from..to).all(|item| sentence.is(item, Class::ADVERB))
            || from.checked_sub(1).is_some_and(|lead| {
                sentence.is(lead, Class::PREPOSITION) && introduction_ends(sentence, lead)
            })
    });
    if token.is(Class::LOOSE)
        && introduced
        && let Some(to) = verb_first(sentence, at)
    {
        return Some((SourceMention::Named((at + 1, to)), SourceSide::Behind(to)));
    }
    let range = range?;
    let range = extent(sentence, range, at);
    // "A clerk, who was not there, said": only the phrase itself is looked at.
    let comma = (range.0..range.1).find(|at| sentence.is_kind(*at, TokenKind::Comma));
    let lead = range.0.checked_sub(1);
    if (range.0..comma.unwrap_or(range.1)).chain(lead).any(|at| sentence.is(at, Class::NEGATION))
        || !is_party(sentence, range, at)
    {
        return None;
    }
    Some((SourceMention::Named(range), SourceSide::Before(range.0)))
}

/// "The mayor went on to say": the source of the verb that another one stands under.
fn of_governing(sentence: &Sentence<'_>, verb: usize) -> Option<(SourceMention, SourceSide)> {
    let Some(range) = before(sentence, verb) else { return dropped(sentence, verb) };
    let denied = sentence.is(0, Class::NEGATION);
    (!denied).then_some((SourceMention::Named(range), SourceSide::Before(range.0)))
}

/// "…, saying …": who spoke before in the sentence, else its subject; "Smith saying …": the name.
fn gerund(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<SourceMention> {
    let previous = at.checked_sub(1)?;
    if is_noun(sentence, at) || tells_of_medium(sentence, at) {
        return None;
    }
    if again
        && sentence.is(previous, Class::PREPOSITION)
        && let Some(inner) = told_of(sentence, previous)
    {
        return Some(SourceMention::Named(inner));
    }
    if sentence.is_kind(previous, TokenKind::Comma)
        || sentence.quote_ends(previous, TokenKind::Comma)
        || sentence.is(previous, Class::PREPOSITION | Class::ADVERB | Class::MEDIUM)
        || again && sentence.is(previous, Class::CONJUNCTION)
    {
        return if again {
            Some(SourceMention::Same)
        } else {
            subject(sentence).map(SourceMention::Named)
        };
    }
    if sentence.is(previous, Class::HEARD) {
        return before(sentence, previous).map(SourceMention::Named);
    }
    let speech = sentence.quote(at + 1).is_some()
        || sentence.quote(at + 2).is_some()
        || sentence.is(at + 1, Class::THAT | Class::SUBJECT);
    let named = sentence.is_capital(previous)
        || sentence.is(previous, Class::SUBJECT | Class::MANY | Class::PERSON | Class::SHARE);
    // "The state — all of it — declaring, “…”"
    if speech && sentence.is_kind(previous, TokenKind::Dash) {
        return beyond_insertion(sentence, previous).map(SourceMention::Named);
    }
    (speech && named).then(|| phrase(sentence, at)).flatten().map(SourceMention::Named)
}

/// "argued Lee had lost by saying …": the subject of what a verb in front of item `end` reports.
fn told_of(sentence: &Sentence<'_>, end: usize) -> Option<Range> {
    const FURTHEST: usize = 14;
    let verb =
        (end.saturating_sub(FURTHEST)..end).rev().take_while(|at| sentence.is_word(*at)).find(
            |at| sentence.is(*at, Class::SAY | Class::THINK) && sentence.is(*at, Class::FINITE),
        )?;
    let from = verb + 1 + usize::from(sentence.is(verb + 1, Class::THAT));
    let to = if sentence.is(from, Class::SUBJECT) { from + 1 } else { name_end(sentence, from) };
    let clause = sentence.is(to, Class::AUXILIARY) || is_verbal(sentence, to);
    (to > from && to < end && clause).then_some((from, to))
}

/// Whether a phrase can be somebody: not "doing those things", "early Friday", "them to the paper".
pub(super) fn is_party(sentence: &Sentence<'_>, (from, to): Range, at: usize) -> bool {
    let strong = sentence.is(at, Class::SAY | Class::TELL);
    let Some(first) = sentence.token(from) else { return true };
    let word = first.span.of(sentence.paragraph.text);
    let known = Class::DETERMINER | Class::MANY | Class::PERSON | Class::TITLE | Class::SHARE;
    let verbal = word.len() > 4 && first.is(Class::LOOKS_GERUND | Class::LOOKS_PAST);
    let plain = !first.is_capital() && !first.is(known);
    let time = Class::TIMELY | Class::ADVERB | Class::WEEKDAY;
    let object = sentence.is(from, Class::AUDIENCE) && !sentence.is(from, known | Class::SUBJECT);
    let pronoun = object && word.len() < 5;
    let one = to == from + 1 && first.kind == TokenKind::Word && !first.is(Class::SUBJECT);
    if one && plain && !first.is(known | Class::EVIDENCE | Class::LOOKS_PLURAL) {
        return false;
    }
    // "saying anybody", "came away"
    let reports = Class::SAY | Class::TELL | Class::OBJECT;
    let gerund = first.is(Class::GERUND) && first.is(reports);
    if plain && (gerund || first.is(Class::VERBAL | Class::PRETERITE)) {
        return false;
    }
    !(plain && verbal && !strong || to == from + 1 && first.is(time) && plain || pronoun)
}

/// On which side of its verb the source stands, and where the two begin or end.
#[derive(Debug, Clone, Copy)]
pub(super) enum SourceSide {
    /// The source begins here, the verb follows it.
    Before(usize),
    /// The verb comes first, the source ends here.
    Behind(usize),
}

/// The subject in front of the verb at `at`.
pub(super) fn before(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    let mut end = at;
    let mut passive = false;
    let participle = sentence.is(at, Class::PARTICIPLE) && !sentence.is(at, Class::HEARD);
    let gerund = sentence.is(at, Class::GERUND);
    while let Some(token) = end.checked_sub(1).and_then(|last| sentence.token(last)) {
        let time = time_start(sentence, end);
        if time > 0 && time < end {
            end = time;
            continue;
        }
        if token.is(Class::NEGATION) {
            return None;
        }
        // "le había dicho"
        let clitic = token.is(Class::CLITIC) && sentence.is(end, Class::AUXILIARY);
        let skipped =
            clitic || token.is(Class::AUXILIARY) || token.is(Class::ADVERB) && !token.is_capital();
        if token.kind != TokenKind::Word || !skipped {
            break;
        }
        passive |= participle && token.is(Class::BE);
        end -= 1;
    }
    if passive && !gerund {
        return None;
    }
    let last = end.checked_sub(1)?;
    let Some(token) = sentence.token(last) else { return phrase(sentence, end) };
    if token.kind == TokenKind::Comma || token.kind == TokenKind::Dash {
        return beyond_insertion(sentence, last);
    }
    if token.kind == TokenKind::Bracket {
        let open = (0..last).rev().find(|at| sentence.is_kind(*at, TokenKind::Bracket))?;
        return phrase(sentence, open);
    }
    if token.is(Class::RELATIVE) && !token.is_capital() {
        let antecedent =
            if last > 0 && sentence.is_kind(last - 1, TokenKind::Comma) { last - 1 } else { last };
        return phrase(sentence, antecedent).map(|range| beside_name(sentence, range));
    }
    phrase(sentence, end)
}

/// "Ana Ruiz, titular de la junta, quien dijo": what she is stands behind her name.
fn beside_name(sentence: &Sentence<'_>, (from, to): Range) -> Range {
    let comma = from.checked_sub(1).filter(|at| sentence.is_kind(*at, TokenKind::Comma));
    let lower = !sentence.is_capital(from);
    let name = comma.filter(|_| lower).and_then(|comma| phrase(sentence, comma));
    let full = |(first, comma): &Range| first + 1 < *comma && sentence.is_capital(comma - 1);
    name.filter(full).map_or((from, to), |(first, _)| (first, to))
}

/// "Smith, the head of the unit, said": the phrase before the insertion that ends at comma `comma`.
pub(super) fn beyond_insertion(sentence: &Sentence<'_>, comma: usize) -> Option<Range> {
    const INSERTIONS: usize = 3;
    let mut at = comma;
    let mut nearest = None;
    let mut further = 0;
    while at > 0 && further < INSERTIONS {
        at -= 1;
        if sentence.is_kind(at, TokenKind::Comma) || sentence.is_kind(at, TokenKind::Dash) {
            let inserted = sentence.token(at + 1)?;
            let opens = !inserted.is_capital() || inserted.kind != TokenKind::Word;
            let place = |(from, to): (usize, usize)| {
                (from..to).all(|at| sentence.is(at, Class::PLACE) || !sentence.is_word(at))
            };
            let found = phrase(sentence, at).filter(|found| !place(*found)).filter(|found| {
                let before = found.0.checked_sub(1);
                opens
                    || before.is_none_or(|before| {
                        !sentence.is_word(before)
                            || sentence.is(before, Class::ADVERB | Class::CONJUNCTION | Class::THAT)
                    })
            });
            // "Scott, the attorney of Ohio, one of the states, said": on to the name.
            if let Some((from, _)) = found {
                let before = from.checked_sub(1);
                let mark = |at: usize| {
                    sentence.is_kind(at, TokenKind::Comma) || sentence.is_kind(at, TokenKind::Dash)
                };
                let small = sentence.is(from, Class::DETERMINER) || !sentence.is_capital(from);
                let one_of_several = small && before.is_some_and(mark);
                // But "After meeting Smith, residents, all of them old, said".
                let begins = before.is_none_or(|before| {
                    !sentence.is_word(before)
                        || sentence.is(before, Class::ADVERB | Class::CONJUNCTION)
                });
                if nearest.is_none() || sentence.is_capital(from) && begins {
                    nearest = Some((from, comma));
                }
                if !one_of_several || sentence.is_capital(from) {
                    return nearest;
                }
                further += 1;
            }
        }
        if sentence.quote(at).is_some() && !is_name_in_marks(sentence, at) {
            break;
        }
    }
    nearest
}
