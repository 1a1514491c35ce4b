//! What stands behind a cue and its source: where the content begins there.

use super::times::time_end;
use super::verbs::{is_noun, tells_of_medium};
use crate::phrases::is_title;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

/// How far to look for the "that" of "said in a statement on Monday that".
const THAT_WITHIN: usize = 16;

/// Where the content behind the cue begins, if there is one. `then` is the first item behind cue
/// and source.
pub(super) fn right(
    sentence: &Sentence<'_>,
    at: usize,
    then: &mut usize,
    end: usize,
) -> Option<usize> {
    let mut from = *then;
    from = behind_time(sentence, from);
    if from >= end {
        return None;
    }
    if sentence.quote(from).is_some() {
        return Some(from);
    }
    if sentence.is(from, Class::THAT) {
        return Some(from + usize::from(!sentence.is(at, Class::WISH)));
    }
    let token = sentence.token(from)?;
    match token.kind {
        TokenKind::Colon => return Some(from + 1),
        TokenKind::Comma => return behind_comma(sentence, at, from, end),
        TokenKind::Dash | TokenKind::Semicolon if sentence.quote(from + 1).is_some() => {
            return Some(from + 1);
        }
        TokenKind::Dash => return behind_aside(sentence, from, end),
        TokenKind::Word | TokenKind::Number => {}
        TokenKind::Other | TokenKind::Bracket => return Some(from),
        _ => return None,
    }
    let that = that_ahead(sentence, from, end);
    // "cuestionó la demora: “Llegaron tarde”": the quote says it, whatever it is about.
    if that.is_none()
        && sentence.is(at, Class::SAY | Class::OBJECT)
        && let Some(quote) = quote_ahead(sentence, from, end)
        && sentence.is_kind(quote - 1, TokenKind::Colon)
        && quote + 1 == end
    {
        return Some(quote);
    }
    if sentence.is(from, Class::CIRCUMSTANCE) {
        let quote = || quote_ahead(sentence, from, end);
        return that.or_else(quote).filter(|_| !sentence.is(at, Class::OBJECT));
    }
    if sentence.is(at, Class::OBJECT) {
        return (!token.is(Class::CONJUNCTION)).then_some(from);
    }
    if token.is(Class::PREPOSITION) && !token.is(Class::SUBORDINATE) {
        // "sat there thinking of the sea"
        let musing = sentence.is(at, Class::THINK) && sentence.is(at, Class::GERUND);
        if musing && sentence.is(from, Class::OF) {
            return None;
        }
        if sentence.is(at, Class::THINK) || sentence.is(from, Class::TO) {
            return Some(from);
        }
        let strong = sentence.is(at, Class::SAY);
        if let Some(topic) = warned_of(sentence, at, from) {
            return that_ahead(sentence, from, end).or(Some(topic));
        }
        if strong && is_amount(sentence, from) {
            return Some(from);
        }
        return that
            .or_else(|| quote_ahead(sentence, from, end))
            .or_else(|| subject_ahead(sentence, from, end).filter(|_| strong));
    }
    if sentence.is(at, Class::TELL) {
        let object = token.is_capital() || token.is(Class::AUDIENCE | Class::DETERMINER);
        if object {
            return that
                .or_else(|| quote_ahead(sentence, from, end))
                .or_else(|| behind_audience(sentence, from, end));
        }
    }
    if token.is(Class::CONJUNCTION) {
        return None;
    }
    Some(from)
}

/// "advirtió sobre los riesgos": where what a verb speaks of begins behind its preposition.
fn warned_of(sentence: &Sentence<'_>, at: usize, from: usize) -> Option<usize> {
    let length = sentence.phrase(WordList::SpeaksOf, at)?;
    let determined =
        sentence.is(from + 1, Class::DETERMINER) && !sentence.is(from + 2, Class::MEDIUM);
    // "alertó de fallas"
    let plural = sentence.is(from + 1, Class::LOOKS_PLURAL)
        && !sentence.is(from + 1, Class::MEDIUM | Class::ADVERB | Class::PERSON | Class::MANY);
    let noun = (determined || plural) && time_end(sentence, from) == from;
    (at + length == from + 1 && noun).then_some(from + 1)
}

/// "about 20", "at least six": a preposition that says how many.
fn is_amount(sentence: &Sentence<'_>, at: usize) -> bool {
    let number = |at| sentence.is_kind(at, TokenKind::Number) || sentence.is(at, Class::COUNT);
    sentence.phrase(WordList::Amounts, at).is_some_and(|length| number(at + length))
}

/// "said in a statement they …": where a clause begins behind a circumstance.
fn subject_ahead(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let closed = Class::PREPOSITION | Class::SUBORDINATE | Class::CONJUNCTION | Class::FINITE;
    for at in from + 1..end.min(from + LONGEST) {
        let token = sentence.token(at)?;
        if token.kind != TokenKind::Word && token.kind != TokenKind::Number {
            return None;
        }
        if token.is(Class::SUBJECT) && at > from + 1 {
            return (!sentence.is(at - 1, closed)).then_some(at);
        }
        if token.is(Class::SUBORDINATE) && !token.is(Class::PREPOSITION) {
            return None;
        }
    }
    None
}

/// Behind adverbs, weekdays and "last week": when it was said, not what.
pub(super) fn behind_time(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        let then = time_end(sentence, at);
        if then > at {
            at = then;
            continue;
        }
        let unit = sentence.is(at, Class::ADVERB) && sentence.is(at + 1, Class::UNIT);
        let word = sentence.is(at, Class::ADVERB)
            && !sentence.is(at, Class::DETERMINER | Class::SUBORDINATE | Class::POINTING);
        if !unit && !word {
            return at;
        }
        at += 1 + usize::from(unit);
    }
}

/// Behind a comma only a quote is content, at once or after an insertion.
fn behind_comma(sentence: &Sentence<'_>, at: usize, comma: usize, end: usize) -> Option<usize> {
    // "sagte, dass …"
    if sentence.is(at, Class::LOOSE) && sentence.is(comma + 1, Class::THAT) {
        return Some(comma + 2);
    }
    if sentence.quote(comma + 1).is_some() {
        return Some(comma + 1);
    }
    behind_aside(sentence, comma, end).or_else(|| quote_ahead(sentence, comma + 1, end))
}

/// "said, twice, that …": behind an insertion in commas or dashes.
fn behind_aside(sentence: &Sentence<'_>, opens: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let mark = sentence.token(opens)?.kind;
    let closes = (opens + 1..end.min(opens + LONGEST)).find(|at| sentence.is_kind(*at, mark))?;
    if sentence.is(closes + 1, Class::NEGATION) {
        return Some(closes + 1);
    }
    sentence.is(closes + 1, Class::THAT).then_some(closes + 2)
}

/// A quote behind a comma or a colon, before any other verb of reporting.
fn quote_ahead(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    for at in from..end {
        if let Some(quote) = sentence.quote(at) {
            let mark = sentence.is_kind(at - 1, TokenKind::Comma)
                || sentence.is_kind(at - 1, TokenKind::Colon);
            let inside = sentence.paragraph.inside(quote);
            // "told the paper after the verdict “My client is relieved.”"
            let whole = inside.first().is_some_and(Token::is_capital)
                && sentence.quote_ends(at, TokenKind::Stop);
            return ((mark || whole) && !is_title(inside)).then_some(at);
        }
        let token = sentence.token(at)?;
        let reports = token.is(Class::SAY | Class::TELL)
            && token.is(Class::GERUND | Class::PAST)
            && !is_noun(sentence, at)
            && !tells_of_medium(sentence, at);
        if token.kind == TokenKind::Stop || token.kind == TokenKind::Semicolon || reports {
            return None;
        }
    }
    None
}

pub(super) fn that_ahead(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    for at in from..end.min(from + THAT_WITHIN) {
        let Some(token) = sentence.token(at) else { continue };
        if sentence.is(at, Class::THAT) {
            // "insistió en que era tarde"
            let led = at == from + 1 && sentence.is(from, Class::PREPOSITION);
            let relative = at > from
                && !led
                && (sentence.is(at + 1, Class::AUXILIARY | Class::VERBAL)
                    || sentence.is(at - 1, Class::CLITIC));
            return (!relative).then_some(at + 1);
        }
        if matches!(
            token.kind,
            TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Dash
        ) {
            return None;
        }
        if token.is(Class::FINITE | Class::SUBJECT)
            && !token.is(Class::NOUN | Class::MEDIUM | Class::AUDIENCE)
            && !token.is_capital()
        {
            return None;
        }
    }
    None
}

/// Fewer words than these between marks behind one who is told something may be another name.
const FEWEST_WORDS: usize = 3;

/// "told the paper he would": behind the one who was told, where a clause begins.
fn behind_audience(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from + 1;
    while at < end {
        // "told him “we never sold it”"; "told the “Fox” he would"
        let Some(token) = sentence.token(at) else {
            if sentence.quote(at).is_some_and(|quote| {
                sentence.paragraph.words_in(quote) >= FEWEST_WORDS
                    && !is_title(sentence.paragraph.inside(quote))
            }) {
                return Some(at);
            }
            at += 1;
            continue;
        };
        if token.kind != TokenKind::Word && token.kind != TokenKind::Number {
            return None;
        }
        if token.is(Class::SUBJECT | Class::SUBORDINATE)
            || token.is(Class::DETERMINER)
                && !sentence.is(at - 1, Class::PREPOSITION)
                && !sentence.is(at + 1, Class::UNIT)
            || sentence.is(at, Class::TO)
        {
            // "warned them not to leave"
            return Some(at - usize::from(sentence.is(at - 1, Class::NEGATION)));
        }
        if token.is(Class::AUXILIARY) {
            return None;
        }
        at += 1;
    }
    None
}
