//! Where what was said ends behind a closing mark: words that begin a new predicate there tell what
//! somebody did, and are the writer's.

use super::Range;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// Words that tell what was done: in the past, be it by their look alone.
const ACT: Class = Class::all(&[
    Class::PAST,
    Class::VERBAL,
    Class::PRETERITE,
    Class::LOOKS_PAST,
    Class::PAST_ENDING,
]);

/// The end of content `from..to` of the verb at `at`.
pub(super) fn told_end(sentence: &Sentence<'_>, at: usize, (from, to): Range) -> usize {
    let ends = |item: &usize| {
        begins_clause(sentence, *item, to)
            || sentence.quote(from).is_some() && goes_on(sentence, from, *item)
            || is_wish(sentence, at, from, *item) && is_deed(sentence, *item)
    };
    (from + 1..to).find(ends).unwrap_or(to)
}

/// `said “we will not pay” and hung up`, `“…” before he left`: behind a quote that is all that was said.
fn goes_on(sentence: &Sentence<'_>, from: usize, at: usize) -> bool {
    let Some(quote) = at.checked_sub(1).filter(|before| *before == from) else { return false };
    let next = behind_adverbs(sentence, at + 1);
    // "“I never met him” then sat down"
    if sentence.is(at, Class::ADVERB) && is_clause(sentence, quote) && sentence.is(next, ACT) {
        return true;
    }
    if sentence.is(at, Class::PREPOSITION) && !sentence.is(at, Class::OF | Class::CIRCUMSTANCE) {
        return is_told_where(sentence, at, is_clause(sentence, quote));
    }
    // "antes de irse"
    let led = sentence.is(at, Class::BEFORE | Class::AFTER) && sentence.is(at + 1, Class::OF);
    if led {
        return is_clause(sentence, quote);
    }
    if !sentence.is(at, Class::CONJUNCTION | Class::CIRCUMSTANCE) {
        return false;
    }
    let said = sentence.is(next, Class::THAT) || sentence.quote(next).is_some();
    let somebody = sentence.is(next, Class::SUBJECT | Class::NOBODY);
    let clause = is_clause(sentence, quote);
    let told = clause && sentence.is(next, Class::DETERMINER) && acts(sentence, next);
    !said
        && if sentence.is(at, Class::CIRCUMSTANCE) {
            clause || somebody
        } else {
            somebody || told || clause && sentence.is(next, ACT) || is_deed(sentence, at)
        }
}

/// `as “false,” and both the bank and the court told us …`: a comma inside and a clause with a subject
/// of its own behind it.
fn begins_clause(sentence: &Sentence<'_>, at: usize, to: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let outside = sentence.quote(before).is_some() && sentence.is_kind(at, TokenKind::Comma);
    let joint = at + usize::from(outside);
    let comma = outside || sentence.quote_ends(before, TokenKind::Comma);
    if !comma || !sentence.is(joint, Class::CONJUNCTION | Class::CONTRAST) {
        return false;
    }
    let next = behind_adverbs(sentence, joint + 1);
    let led = Class::THAT | Class::AUXILIARY | Class::MARKER | Class::PREPOSITION | ACT;
    let listed = (next..to).any(|item| sentence.quote(item).is_some());
    let verb = (next + 1..to).any(|item| {
        sentence.is(item, Class::FINITE | Class::AUXILIARY | ACT) && !sentence.is_capital(item)
    });
    !listed && verb && (!sentence.is(next, led) || sentence.is(next, Class::DETERMINER))
}

/// "and the crowd left": a noun behind the article at `at`, and what it did.
fn acts(sentence: &Sentence<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    (at + 2..at + NEAR).any(|item| sentence.is(item, ACT) && !sentence.is(item, Class::NO_PAST))
}

/// `wrote “no comment” on the form and left`: nothing is said of the words behind the quote.
fn is_told_where(sentence: &Sentence<'_>, at: usize, clause: bool) -> bool {
    let verb = Class::FINITE | Class::AUXILIARY | Class::SUBJECT | Class::THAT | ACT;
    let word = |item: usize| sentence.is_word(item) || sentence.is_kind(item, TokenKind::Number);
    let end = (at..sentence.items.len()).find(|item| !word(*item) || is_deed(sentence, *item));
    let end = end.unwrap_or(sentence.items.len());
    let ended = sentence
        .token(end)
        .is_none_or(|token| token.kind == TokenKind::Stop || token.kind == TokenKind::Word);
    let whole = clause || is_deed(sentence, end);
    whole
        && ended
        && !(at + 1..end).any(|item| sentence.is(item, verb) && !sentence.is_capital(item))
}

/// "asked them to leave and locked the door": behind what is wanted stands what was done.
fn is_wish(sentence: &Sentence<'_>, at: usize, from: usize, item: usize) -> bool {
    let wants = sentence.is(at, Class::ORDERS | Class::ASKS | Class::URGING);
    sentence.is(from, Class::TO)
        || sentence.is(at, Class::WISH)
        || wants && (from..item).any(|word| sentence.is(word, Class::TO))
}

/// "and locked the door": a conjunction, and a verb in the past with what belongs to it.
fn is_deed(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = behind_adverbs(sentence, at + 1);
    let closed = Class::DETERMINER
        | Class::PREPOSITION
        | Class::POSSESSIVE
        | Class::AUDIENCE
        | Class::ADVERB
        | Class::SUBORDINATE;
    let next = verb + 1;
    let told = sentence.is(verb, Class::VERBAL | Class::PRETERITE);
    let object =
        told || sentence.is(next, closed) || !sentence.is_word(next) || sentence.is_capital(next);
    sentence.is(at, Class::CONJUNCTION)
        && sentence.is(verb, ACT)
        && !sentence.is(verb, Class::AUXILIARY | Class::NO_PAST)
        && object
}

fn behind_adverbs(sentence: &Sentence<'_>, from: usize) -> usize {
    let small = |at: &usize| {
        sentence.is(*at, Class::ADVERB | Class::CLITIC)
            && !sentence.is(*at, Class::DETERMINER | Class::THAT)
    };
    from + (from..sentence.items.len()).take_while(small).count()
}

/// Whether a quote says something by itself, as a name or a noun between marks does not.
fn is_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = Class::AUXILIARY | Class::FINITE | Class::SUBJECT | Class::NEGATION | ACT;
    let Some(quote) = sentence.quote(at) else { return false };
    let inside = sentence.paragraph.inside(quote);
    let said = |token: &Token| token.is(verb) && !token.is(Class::DETERMINER);
    let capital = inside.first().is_some_and(Token::is_capital);
    inside.len() > 2 && (capital || inside.iter().any(said))
}

/// `chanted, “Pay us,” and “Go home.”`: the quotes that are listed behind the first.
pub(super) fn listed(sentence: &Sentence<'_>, first: Range, end: usize) -> Vec<Range> {
    let mut all = vec![first];
    let (from, mut to) = first;
    if (from..to).any(|item| sentence.quote(item).is_none()) {
        return all;
    }
    loop {
        let comma = to + usize::from(sentence.is_kind(to, TokenKind::Comma));
        let next = comma + usize::from(sentence.is(comma, Class::CONJUNCTION));
        if next == to || next >= end || sentence.quote(next).is_none() {
            return all;
        }
        all.push((next, next + 1));
        to = next + 1;
    }
}
