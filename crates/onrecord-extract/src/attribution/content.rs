//! What was said: which words beside a cue and its source are the content.

use super::according::opener_at;
use super::behind::right;
use super::closing::{listed, told_end};
use super::inverted::is_between_dashes;
use super::shape::{has_verb, is_finite};
use super::source::SourceSide;
use super::verbs::{group, is_verbal};
use super::{Range, SourceMention, end_of, trim};
use crate::phrases::is_title;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// What was said: left of source and cue, right of them, or both.
pub(super) fn content(
    sentence: &Sentence<'_>,
    at: usize,
    (source, place): (SourceMention, SourceSide),
) -> Vec<Range> {
    let (start, mut then) = match place {
        SourceSide::Before(start) => (start, at + 1),
        SourceSide::Behind(end) => (group(sentence, at), end),
    };
    let end = end_of(sentence);
    if let Some(around) =
        around_dashes(sentence, at, end).filter(|_| source != SourceMention::Unsaid)
    {
        return around;
    }
    let left_end = trim(sentence, 0, start);
    let left_is_quote = left_end > 0 && sentence.quote(left_end - 1).is_some();
    let ended = left_end < start
        || sentence.quote_ends(left_end.saturating_sub(1), TokenKind::Comma)
        || sentence.quote_ends(left_end.saturating_sub(1), TokenKind::Stop);
    // Without a subject what leads in is no content: "Del cuento “Siesta” dijo que …".
    let led = source == SourceMention::Unsaid && sentence.is(0, Class::PREPOSITION) && left_end > 1;
    let named = !ended && left_end > 1 && names(sentence, left_end - 1);
    let left_is_quote = left_is_quote && (ended || source != SourceMention::Unsaid) && !named;
    let detached = left_end > 0 && (left_end < start || left_is_quote) && (!led || left_is_quote);
    // "Smith, the head of the unit, said": the insertion is not what was said.
    let right = right(sentence, at, &mut then, end);
    // "said a man who was there": the clause is about the speaker.
    let relative = matches!(place, SourceSide::Behind(end) if sentence.is(end, Class::RELATIVE));
    let right = right.filter(|_| !relative || sentence.is(then, Class::THAT));
    let right = right.filter(|from| *from < end).map(|from| said_behind(sentence, at, (from, end)));
    let right = right.filter(|(from, _)| fits(sentence, at, *from, source));
    // "Smith said, according to a transcript": from where it is known is not what was said.
    let right = right.filter(|(from, _)| {
        sentence.is(at + 1, Class::THAT) || opener_at(sentence, *from).is_none()
    });
    let title = matches!(place, SourceSide::Behind(end) if names(sentence, end));
    let right = right.filter(|_| !(title && left_is_quote));
    let strong = sentence.is(at, Class::SAY | Class::TELL | Class::THINK)
        || left_is_quote && sentence.is(at, Class::OBJECT);
    // "En Madrid, Ana Ruiz dijo": where a verb may come first, a subject in front of it begins a clause.
    let begins = matches!((place, source), (SourceSide::Before(_), SourceMention::Named(_)))
        && sentence.is(at, Class::DROPS)
        && !left_is_quote;
    let goes_on = detached && strong && source != SourceMention::Same && !begins;
    match right {
        Some(right) if left_is_quote => match (place, source) {
            (_, SourceMention::Same) => vec![right],
            _ if sentence.quote(right.0).is_none() => vec![left(sentence, left_end)],
            _ => vec![left(sentence, left_end), right],
        },
        Some(right) => listed(sentence, right, end),
        None if goes_on && left_is_quote => vec![left(sentence, left_end)],
        None if goes_on && is_done(sentence, at, then) => {
            let rest = inserted(sentence, at, then, place);
            let rest = rest.map(|from| (from, trim(sentence, from, end)));
            let rest = rest.filter(|(from, to)| from < to);
            if rest.is_none() && leads_in(sentence, left_end) {
                return Vec::new();
            }
            [left(sentence, left_end)].into_iter().chain(rest).collect()
        }
        None => Vec::new(),
    }
}

/// What of the items behind a cue, from where its content may begin to the end of the sentence, was said.
fn said_behind(sentence: &Sentence<'_>, at: usize, (from, end): Range) -> Range {
    let from = named_quote(sentence, at, from, end).unwrap_or(from);
    let from = from + usize::from(sentence.is_kind(from, TokenKind::Comma));
    let from = behind_for(sentence, at, from);
    let from = from + usize::from(sentence.is_kind(from, TokenKind::Comma));
    let to = quotes_or_trim(sentence, from, end);
    let to = if sentence.is(at, Class::OBJECT) { object_end(sentence, from, to) } else { to };
    let to = told_end(sentence, at, (from, aside(sentence, from, to)));
    (announced(sentence, (from, to)), to)
}

/// "Ana Ruiz vio el pacto, que —reconoció— fracasó": the clause around an insertion, without the one it
/// depends on.
fn around_dashes(sentence: &Sentence<'_>, at: usize, end: usize) -> Option<Vec<Range>> {
    if !is_between_dashes(sentence, at) {
        return None;
    }
    let relative = (0..at).rev().find(|item| sentence.is(*item, Class::RELATIVE))?;
    let then = at + 2 + usize::from(sentence.is_kind(at + 2, TokenKind::Comma));
    let sides = [(relative + 1, trim(sentence, relative + 1, at - 1)), (then, end)];
    Some(sides.into_iter().filter(|(from, to)| from < to && sentence.is_word(*from)).collect())
}

/// "At one point", "Ann Lee": words that lead a sentence in and say nothing by themselves.
fn leads_in(sentence: &Sentence<'_>, end: usize) -> bool {
    const LONGEST: usize = 6;
    let from = usize::from(sentence.is(0, Class::CONJUNCTION));
    let verb = |at: usize| {
        let finite = sentence.is(at, Class::FINITE) && !sentence.is(at, Class::AMBIGUOUS);
        is_verbal(sentence, at) || finite
    };
    let name = (from..end).all(|at| sentence.is_capital(at));
    let led = sentence.is(from, Class::PREPOSITION) && end < from + LONGEST;
    let subordinate = sentence.is(from, Class::SUBORDINATE)
        && !sentence.is(from, Class::DETERMINER)
        && !(from..end)
            .any(|at| sentence.is_kind(at, TokenKind::Comma) || sentence.quote(at).is_some());
    name || subordinate || led && !(from..end).any(verb)
}

/// "The deal, he said on Monday, is dead": where the content goes on behind the attribution.
fn inserted(sentence: &Sentence<'_>, at: usize, then: usize, place: SourceSide) -> Option<usize> {
    const LONGEST: usize = 10;
    // "The deal, said the mayor, will fail"; but not "…, said the mayor, a friend of his".
    let goes_on =
        sentence.is(then + 1, Class::AUXILIARY | Class::FUTURE_ENDING | Class::LOOKS_PAST);
    let noun = Class::PERSON | Class::TITLE | Class::FIELDS_OF_WORK | Class::DETERMINER;
    let goes_on = goes_on && !sentence.is(then + 1, noun);
    if matches!(place, SourceSide::Behind(_)) && then > at + 2 && !goes_on {
        return None;
    }
    let comma = (then..then + LONGEST)
        .find(|at| !sentence.is_word(*at) && !sentence.is_kind(*at, TokenKind::Number))?;
    let verb = (then..comma).any(|at| sentence.is(at, Class::FINITE | Class::AUXILIARY));
    let next = comma + 1;
    let aside = is_gerund(sentence, next)
        || sentence.is(next, Class::CIRCUMSTANCE)
        || sentence.quote(next).is_some();
    (sentence.is_kind(comma, TokenKind::Comma) && !verb && !aside).then_some(next)
}

/// Whether a word looks like "wiping", "referring".
fn is_gerund(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| {
        let looks = token.is(Class::LOOKS_GERUND) && token.span.len() > 5;
        token.is(Class::GERUND) || !token.is_capital() && looks
    })
}

/// Whether nothing behind an attribution belongs to its verb: the sentence or the insertion ends,
/// or it is told when, where and to whom.
fn is_done(sentence: &Sentence<'_>, at: usize, then: usize) -> bool {
    let circumstance =
        Class::CIRCUMSTANCE | Class::PREPOSITION | Class::WEEKDAY | Class::ADVERB | Class::AUDIENCE;
    let told = sentence.is(at, Class::TELL);
    !sentence.is_word(then)
        || sentence.is(then, circumstance | Class::CONJUNCTION | Class::TIMELY | Class::RELATIVE)
        || told
}

/// "called it “absolute chaos”": what was said is the quote.
fn named_quote(sentence: &Sentence<'_>, at: usize, from: usize, end: usize) -> Option<usize> {
    if !sentence.is(at, Class::NAMING) {
        return None;
    }
    let quote = (from..end.min(from + 3)).find(|item| sentence.quote(*item).is_some())?;
    (quote + 1 == end).then_some(quote)
}

/// The end of content that begins at `from`: behind its quote, or all up to `end`.
pub(super) fn quotes_or_trim(sentence: &Sentence<'_>, from: usize, end: usize) -> usize {
    quotes_end(sentence, from).unwrap_or_else(|| trim(sentence, from, end))
}

/// The end of content that begins with a quote which is a sentence of its own.
fn quotes_end(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let quote = sentence.quote(from)?;
    let marked = from > 0
        && (sentence.is_kind(from - 1, TokenKind::Comma)
            || sentence.is_kind(from - 1, TokenKind::Colon));
    let capital = sentence.paragraph.tokens.get(quote.from).is_some_and(Token::is_capital);
    let closed =
        sentence.quote_ends(from, TokenKind::Comma) || sentence.quote_ends(from, TokenKind::Stop);
    if !(marked && capital || closed) {
        return None;
    }
    let mut to = from + 1;
    while sentence.quote(to).is_some() {
        to += 1;
    }
    Some(to)
}

/// `“…,” said the star of “Night”`: a quote that belongs to the name in front of it.
fn names(sentence: &Sentence<'_>, at: usize) -> bool {
    const LONGEST: usize = 3;
    sentence.quote(at).is_some_and(|quote| {
        is_title(sentence.paragraph.inside(quote)) || sentence.paragraph.words_in(quote) < LONGEST
    })
}

/// "sees no gain in it: “We lost. It is over.”": several sentences that a colon announces at the end are
/// all that was said.
fn announced(sentence: &Sentence<'_>, (from, to): Range) -> usize {
    let quote = (from + 1..to)
        .find(|at| sentence.quote(*at).is_some() && sentence.is_kind(at - 1, TokenKind::Colon));
    let all = |quote: &usize| (*quote..to).all(|at| sentence.quote(at).is_some());
    let long = |quote: &usize| {
        let inside = sentence.quote(*quote).map(|quote| sentence.paragraph.inside(quote));
        let stops = inside.and_then(|inside| inside.split_last());
        stops.is_some_and(|(_, words)| words.iter().any(|token| token.kind == TokenKind::Stop))
    };
    quote.filter(all).filter(long).unwrap_or(from)
}

/// “…,” with a comma inside and an aside behind it ends the content: `things “should be over,”
/// referring to …`.
fn aside(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let ends = |at: &usize| {
        let next = *at + usize::from(sentence.is_kind(*at, TokenKind::Comma));
        let comma = next > *at && sentence.quote(*at - 1).is_some();
        (comma && is_gerund(sentence, next))
            || sentence.quote_ends(*at - 1, TokenKind::Comma)
                && (is_gerund(sentence, *at)
                    || sentence.is(*at, Class::RELATIVE | Class::CIRCUMSTANCE))
    };
    (from + 1..to).find(ends).unwrap_or(to)
}

/// An object ends where a comma leads on to something else: "denied any talks, perhaps making …".
fn object_end(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let next = Class::ADVERB | Class::GERUND | Class::SUBJECT;
    let relative = |at: usize| sentence.is(at, Class::RELATIVE) && !sentence.is(at, Class::THAT);
    let clause = |at: usize| {
        sentence.is(at, Class::CONJUNCTION)
            && sentence.is(at + 1, Class::DETERMINER | Class::SUBJECT)
            && has_verb(sentence, at + 1, to)
    };
    // "The doctor, recommending rest, left": the insertion ends.
    let inserted = from > 1
        && sentence.is(from - 1, Class::GERUND)
        && sentence.is_kind(from - 2, TokenKind::Comma);
    let leads_on = |at: usize| {
        sentence.is_kind(at, TokenKind::Semicolon) && !sentence.is(at + 1, Class::THAT)
            || sentence.is_kind(at, TokenKind::Comma)
                && (sentence.is(at + 1, next)
                    || relative(at + 1)
                    || clause(at + 1)
                    || inserted && is_finite(sentence, at + 1))
    };
    (from..to).find(|at| leads_on(*at)).unwrap_or(to)
}

/// "calls for new talks": the preposition belongs to the verb.
fn behind_for(sentence: &Sentence<'_>, at: usize, from: usize) -> usize {
    let calls = sentence.is(at, Class::NAMING) && sentence.is(at, Class::OBJECT);
    let of = sentence.is(from, Class::CALLS_FOR);
    from + usize::from(calls && of && from == at + 1)
}

/// Whether the verb at `at` can have content that begins at `from`: some only report where a
/// certain word follows.
fn fits(sentence: &Sentence<'_>, at: usize, from: usize, source: SourceMention) -> bool {
    let clause = from > 0
        && (sentence.is(from - 1, Class::THAT) || sentence.is_kind(from - 1, TokenKind::Colon))
        || sentence.quote(from).is_some_and(|quote| !is_title(sentence.paragraph.inside(quote)))
        || sentence.is(from, Class::SUBORDINATE);
    let infinitive = sentence.is(from, Class::TO);
    let plain = Class::SAY | Class::TELL | Class::THINK | Class::OBJECT;
    if sentence.is(at, Class::STRICT) {
        let evidence = matches!(source, SourceMention::Named((first, last))
            if (first..last).any(|at| sentence.is(at, Class::EVIDENCE)));
        if evidence && sentence.is(at, Class::SAY) {
            return true;
        }
        return clause || infinitive && sentence.is(at, Class::INFINITIVE);
    }
    if sentence.is(at, Class::INFINITIVE) && !sentence.is(at, plain) { infinitive } else { true }
}

/// What stands left of the attribution: where it ends in a quote that is a sentence of its own,
/// the quote alone, else all from the beginning.
pub(super) fn left(sentence: &Sentence<'_>, end: usize) -> Range {
    let semicolon = (0..end).rev().find(|at| sentence.is_kind(*at, TokenKind::Semicolon));
    let mut dashes = (0..end).filter(|at| sentence.is_kind(*at, TokenKind::Dash));
    // One dash parts, where a clause follows it; two enclose.
    let last = dashes.clone().next_back();
    let clause = last.is_some_and(|dash| {
        sentence.quote(dash + 1).is_some() || has_verb(sentence, dash + 1, end)
    });
    let parts = clause && dashes.clone().count() % 2 == 1;
    let dash = if parts { dashes.next_back() } else { None };
    let mut from = semicolon.max(dash).map_or(0, |at| at + 1);
    while from + 1 < end
        && sentence.token(from).is_some_and(|token| {
            token.kind != TokenKind::Word && token.kind != TokenKind::Number
                || token.is(Class::CONJUNCTION)
        })
    {
        from += 1;
    }
    let quote = end - usize::from(end > 0);
    let announced = quote > from
        && sentence.quote(quote).is_some()
        && (sentence.is_kind(quote - 1, TokenKind::Colon)
            || sentence.is_kind(quote - 1, TokenKind::Dash));
    (if announced { quote } else { from }, end)
}
