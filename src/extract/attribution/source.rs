//! Who a cue names: the phrase in front of the verb, behind it, or beyond an insertion.

use super::{Range, Source};
use crate::extract::language::Class;
use crate::extract::sentence::Sentence;
use crate::extract::tokens::{Kind, Token};

/// The source of the verb at `at`, and whether it stands behind the verb.
pub(super) fn source(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<(Source, Place)> {
    let token = sentence.token(at)?;
    let continuous = at > 0
        && (sentence.is(at - 1, Class::BE)
            || sentence.is(at - 1, Class::SUBJECT)
                && sentence.token(at - 1).is_some_and(Token::is_possessive));
    if token.is(Class::GERUND) && !continuous {
        return gerund(sentence, at, again).map(|source| (source, Place::Before(at)));
    }
    if !token.is(Class::FINITE | Class::PARTICIPLE | Class::GERUND) {
        return None;
    }
    if let Some(range) = inverted(sentence, at) {
        return Some((Source::Named(range), Place::Behind(range.1)));
    }
    if let Some(governing) = governing(sentence, at) {
        let range = before(sentence, governing)?;
        return Some((Source::Named(range), Place::Before(range.0)));
    }
    if let Some(conjunction) = joined(sentence, at) {
        let source = if again { Source::Same } else { Source::Named(subject(sentence)?) };
        return Some((source, Place::Before(conjunction)));
    }
    let range = before(sentence, at)?;
    Some((Source::Named(range), Place::Before(range.0)))
}

/// "went on to accuse": the verb that a verb of reporting stands under.
fn governing(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let to = at.checked_sub(1).filter(|to| sentence.reads(*to, "to"))?;
    let last = to.checked_sub(1)?;
    let verb = if sentence.is(last, Class::ADVERB | Class::PREPOSITION) {
        last.checked_sub(1)?
    } else {
        last
    };
    sentence.is(verb, Class::CONTROL).then_some(verb)
}

/// "Smith met the judge and said …": the conjunction in front of a second verb.
fn joined(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while sentence.is(before, Class::AUXILIARY | Class::ADVERB) && !sentence.is(before, Class::BE) {
        before = before.checked_sub(1)?;
    }
    let verb = sentence.is(at, Class::PAST) || !sentence.is(at, Class::AMBIGUOUS);
    (verb && sentence.is(before, Class::CONJUNCTION)).then_some(before)
}

/// "…, saying …": who spoke before in the sentence, else its subject; "Smith saying …": the name.
fn gerund(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<Source> {
    let previous = at.checked_sub(1)?;
    if sentence.is_kind(previous, Kind::Comma)
        || sentence.quote_ends(previous, Kind::Comma)
        || sentence.is(previous, Class::PREPOSITION | Class::ADVERB | Class::MEDIUM)
        || again && sentence.is(previous, Class::CONJUNCTION)
    {
        return if again { Some(Source::Same) } else { subject(sentence).map(Source::Named) };
    }
    if sentence.reads(previous, "heard") || sentence.reads(previous, "quoted") {
        return before(sentence, previous).map(Source::Named);
    }
    let speech = sentence.quote(at + 1).is_some()
        || sentence.quote(at + 2).is_some()
        || sentence.is(at + 1, Class::THAT | Class::SUBJECT);
    let named = sentence.is_capital(previous)
        || sentence.is(previous, Class::SUBJECT | Class::MANY | Class::PERSON | Class::SHARE);
    (speech && named).then(|| phrase(sentence, at)).flatten().map(Source::Named)
}

/// The subject that the sentence begins with, perhaps behind an introduction and a comma.
fn subject(sentence: &Sentence<'_>) -> Option<Range> {
    const LONGEST: usize = 16;
    let from = introduction(sentence);
    if sentence.is(from, Class::SUBJECT) {
        return Some((from, from + 1));
    }
    let closed = Class::CONJUNCTION | Class::PREPOSITION | Class::SUBORDINATE;
    let described = Class::DETERMINER | Class::MANY | Class::PERSON | Class::TITLE;
    let plain = sentence.is_word(from) && !sentence.is(from, Class::ADVERB | Class::GERUND);
    let lower = !sentence.is_capital(from);
    if sentence.is(from, closed) || lower && !sentence.is(from, described) && (from == 0 || !plain)
    {
        return None;
    }
    let mut to = from;
    if !sentence.is(from, described) && !lower {
        to = name_end(sentence, from);
        let party = Class::MANY | Class::PERSON | Class::ORGANIZATION;
        if !sentence.is(to, party) {
            return (to > from + 1 || !sentence.is_kind(to, Kind::Comma)).then_some((from, to));
        }
    }
    while to < from + LONGEST && (sentence.is_word(to) || sentence.is_kind(to, Kind::Number)) {
        let verb = is_verbal(sentence, to)
            || sentence.is(to, Class::FINITE) && !sentence.is(to, Class::AMBIGUOUS);
        if to > from && !sentence.is_capital(to) && verb || sentence.is(to, Class::RELATIVE) {
            return Some((from, to));
        }
        to += 1;
    }
    sentence.is_kind(to, Kind::Comma).then_some((from, to)).filter(|_| to > from + 1)
}

/// The end of the names from `from` on: "Ann Lee and the Bank of Riverside".
fn name_end(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut to = from;
    loop {
        while sentence.is_capital(to) && !(to == from && sentence.is(to, Class::ADVERB)) {
            to += 1;
        }
        let joint = to + usize::from(sentence.is(to, Class::CONJUNCTION | Class::INNER));
        let next = joint + usize::from(sentence.is(joint, Class::DETERMINER));
        if joint == to || to == from || !sentence.is_capital(next) {
            return to;
        }
        to = next;
    }
}

/// Where the sentence begins behind what leads it in: conjunctions, "on Monday,", "however,".
fn introduction(sentence: &Sentence<'_>) -> usize {
    let mut from = usize::from(sentence.is(0, Class::CONJUNCTION));
    for _ in 0..3 {
        let leads = sentence.is(from, Class::PREPOSITION | Class::SUBORDINATE | Class::GERUND)
            || sentence.is(from, Class::ADVERB) && sentence.is_kind(from + 1, Kind::Comma)
            || sentence.is_capital(from) && from == 0 && sentence.is_kind(from + 1, Kind::Comma);
        if !leads || sentence.is(from, Class::SUBJECT) {
            break;
        }
        let comma = (from..sentence.items.len()).find(|at| sentence.is_kind(*at, Kind::Comma));
        let Some(comma) = comma else { break };
        from = comma + 1;
    }
    from
}

/// Whether a word looks like the verb of a sentence.
pub(super) fn is_verbal(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| {
        !token.is_capital()
            && (token.is(Class::AUXILIARY | Class::VERBAL)
                || token.is(Class::PAST)
                || token.span.of(sentence.paragraph.text).ends_with("ed"))
    })
}

/// On which side of its verb the source stands, and where the two begin or end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// The source begins here, the verb follows it.
    Before(usize),
    /// The verb comes first, the source ends here.
    Behind(usize),
}

/// `“…,” said X` and `…, said X`: the phrase behind the verb, where nothing else can follow it.
fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    if !sentence.is(at, Class::SAY) {
        return None;
    }
    let previous = at.checked_sub(1)?;
    let behind_quote = sentence.quote(previous).is_some()
        || sentence.is_kind(previous, Kind::Comma) && at >= 2 && sentence.quote(at - 2).is_some();
    let loose = sentence.is_kind(previous, Kind::Comma) || sentence.is_kind(previous, Kind::Dash);
    if !behind_quote && !loose {
        return None;
    }
    let first = sentence.token(at + 1).filter(|token| token.kind == Kind::Word)?;
    let noun = first.is_capital()
        || first.is(Class::DETERMINER | Class::SUBJECT | Class::PERSON | Class::TITLE);
    let clause = first.is(Class::SUBORDINATE) && !first.is(Class::DETERMINER);
    if clause || first.is(Class::PREPOSITION | Class::ADVERB | Class::CONJUNCTION) && !noun {
        return None;
    }
    let mut to = at + 1;
    let ends = |token: &Token, inside: bool| {
        let verb = token.is(Class::FINITE) && !token.is_capital();
        let outer = token.is(Class::PREPOSITION) && !(inside && token.is(Class::INNER));
        let adverb = token.is(Class::ADVERB) && !token.is(Class::DETERMINER);
        token.is(Class::RELATIVE | Class::AUXILIARY | Class::WEEKDAY) || verb || outer || adverb
    };
    while sentence
        .token(to)
        .is_some_and(|token| token.kind == Kind::Word && !ends(token, to > at + 1))
    {
        to += 1;
    }
    if !noun && !sentence.is_capital(to - 1) {
        return None;
    }
    let done = sentence.token(to).is_none_or(|token| match token.kind {
        Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Bracket | Kind::Colon => {
            true
        }
        Kind::Word => {
            token.is(Class::PREPOSITION | Class::WEEKDAY | Class::RELATIVE | Class::ADVERB)
                || behind_quote && !token.is(Class::AUXILIARY)
        }
        _ => behind_quote,
    });
    let plain = Class::DETERMINER | Class::PERSON | Class::TITLE | Class::INNER | Class::SUBJECT;
    let known = (at + 1..to)
        .all(|word| sentence.is_capital(word) || sentence.is(word, plain | Class::ORGANIZATION));
    let sure = behind_quote || known || beyond_insertion(sentence, previous).is_none();
    (done && sure && to > at + 1).then_some((at + 1, to))
}

/// The subject in front of the verb at `at`.
fn before(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    let mut end = at;
    let mut passive = false;
    let heard = sentence.reads(at, "heard") || sentence.reads(at, "quoted");
    let participle = sentence.is(at, Class::PARTICIPLE) && !heard;
    let gerund = sentence.is(at, Class::GERUND);
    while let Some(token) = end.checked_sub(1).and_then(|last| sentence.token(last)) {
        if token.kind != Kind::Word {
            break;
        }
        if token.is(Class::NEGATION) {
            return None;
        }
        let time = when(sentence, end);
        if time > 0 && time < end {
            end -= time;
            continue;
        }
        let skipped = token.is(Class::AUXILIARY) || token.is(Class::ADVERB) && !token.is_capital();
        if !skipped {
            break;
        }
        passive |= participle && token.is(Class::BE) && !sentence.reads(end - 1, "been");
        passive |= participle && sentence.reads(end - 1, "been");
        end -= 1;
    }
    if passive && !gerund {
        return None;
    }
    let last = end.checked_sub(1)?;
    let token = sentence.token(last)?;
    if token.kind == Kind::Comma || token.kind == Kind::Dash {
        return beyond_insertion(sentence, last);
    }
    if token.kind == Kind::Bracket {
        let open = (0..last).rev().find(|at| sentence.is_kind(*at, Kind::Bracket))?;
        return phrase(sentence, open);
    }
    if token.is(Class::RELATIVE) && !token.is_capital() {
        let antecedent =
            if last > 0 && sentence.is_kind(last - 1, Kind::Comma) { last - 1 } else { last };
        return phrase(sentence, antecedent);
    }
    phrase(sentence, end)
}

/// How many items before `end` only tell when: "last week", "on Monday".
fn when(sentence: &Sentence<'_>, end: usize) -> usize {
    let is = |back: usize, class| end.checked_sub(back).is_some_and(|at| sentence.is(at, class));
    let reads =
        |back: usize, word| end.checked_sub(back).is_some_and(|at| sentence.reads(at, word));
    if is(1, Class::UNIT) && is(2, Class::TIMELY) {
        return 2;
    }
    if is(1, Class::WEEKDAY) { 1 + usize::from(reads(2, "on")) } else { 0 }
}

/// "Smith, the head of the unit, said": the phrase before the insertion that ends at comma `comma`.
fn beyond_insertion(sentence: &Sentence<'_>, comma: usize) -> Option<Range> {
    let mut at = comma;
    let mut nearest = None;
    while at > 0 {
        at -= 1;
        if sentence.is_kind(at, Kind::Comma) || sentence.is_kind(at, Kind::Dash) {
            let inserted = sentence.token(at + 1)?;
            let opens = !inserted.is_capital() || inserted.kind != Kind::Word;
            let place = |(from, to): (usize, usize)| {
                (from..to).all(|at| sentence.is(at, Class::PLACE) || !sentence.is_word(at))
            };
            let found = phrase(sentence, at).filter(|found| !place(*found)).filter(|found| {
                let before = found.0.checked_sub(1);
                opens
                    || before.is_none_or(|before| {
                        !sentence.is_word(before)
                            || sentence.is(before, Class::ADVERB | Class::CONJUNCTION)
                    })
            });
            // "Scott, the attorney of Ohio, one of the states, said": on to the name.
            if let Some((from, _)) = found {
                let one_of_several = sentence.is(from, Class::DETERMINER)
                    && from
                        .checked_sub(1)
                        .is_some_and(|before| sentence.is_kind(before, Kind::Comma));
                if nearest.is_none() || sentence.is_capital(from) {
                    nearest = Some((from, comma));
                }
                if !one_of_several || sentence.is_capital(from) {
                    return nearest;
                }
            }
        }
        if sentence.quote(at).is_some() {
            break;
        }
    }
    nearest
}

/// Whether the determiner before item `at` stands behind "of".
fn is_inner(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(2).is_some_and(|before| sentence.is(before, Class::INNER))
}

/// "Smith released …": a verb directly behind a name or a pronoun.
fn follows_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    is_verbal(sentence, at)
        && !sentence.is(at, Class::PARTICIPLE | Class::AUXILIARY)
        && before.is_some_and(|at| sentence.is_capital(at) || sentence.is(at, Class::SUBJECT))
}

/// Determiners that stand for somebody by themselves.
const PRONOUNS: [&str; 9] =
    ["others", "another", "some", "many", "both", "several", "most", "few", "one"];

/// The noun phrase that ends before item `end`.
pub(super) fn phrase(sentence: &Sentence<'_>, end: usize) -> Option<Range> {
    const LONGEST: usize = 14;
    let last = end.checked_sub(1)?;
    let head = sentence.token(last)?;
    if head.kind == Kind::Bracket {
        let open = (0..last).rev().take(LONGEST).find(|at| sentence.is_kind(*at, Kind::Bracket))?;
        let (from, _) = phrase(sentence, open)?;
        return Some((from, end));
    }
    if head.is_possessive() && !head.is(Class::SUBJECT)
        || sentence.reads(last, "you")
        || sentence.reads(last, "we")
    {
        return None;
    }
    if head.is(Class::SUBJECT) {
        return Some((last, end));
    }
    let closed = Class::PREPOSITION | Class::SUBORDINATE | Class::CONJUNCTION | Class::AUXILIARY;
    if sentence.reads(last, "this") || sentence.reads(last, "that") || head.is(Class::UNIT) {
        return None;
    }
    if head.is(Class::DETERMINER)
        && (!head.is_capital() || last == 0)
        && !PRONOUNS.iter().any(|word| sentence.reads(last, word))
        && !(head.is(Class::COUNT) && last > 1 && sentence.is(last - 1, Class::INNER))
    {
        return None;
    }
    let several = Class::MANY | Class::PERSON;
    let counted = head.kind == Kind::Number || head.is(Class::COUNT);
    let share = counted && last > 1 && sentence.is(last - 1, Class::INNER);
    if head.kind != Kind::Word && !share
        || head.kind == Kind::Word && (!head.is_capital() || last == 0) && head.is(closed)
        || !head.is_capital() && head.is(Class::FINITE) && !head.is(several | Class::NOUN)
    {
        return None;
    }
    let mut from = last;
    while from > 0 && end - from < LONGEST {
        let Some(token) = sentence.token(from - 1) else { break };
        let joins = match token.kind {
            Kind::Number => true,
            Kind::Word if token.is_capital() && from > 1 => true,
            Kind::Word if follows_name(sentence, from - 1) => false,
            Kind::Word if token.is(Class::DETERMINER) && is_inner(sentence, from) => true,
            Kind::Word if token.is(Class::SUBORDINATE | Class::SUBJECT) => false,
            Kind::Word if token.is(Class::CONJUNCTION) => {
                from >= 2 && sentence.is_capital(from) && sentence.is_capital(from - 2)
            }
            Kind::Word if token.is(Class::AUXILIARY) => false,
            Kind::Word if token.is(Class::FINITE) && !token.is(several | Class::NOUN) => false,
            Kind::Word => !token.is(Class::PREPOSITION) || token.is(Class::INNER),
            _ => false,
        };
        if !joins {
            break;
        }
        from -= 1;
    }
    while from < last
        && sentence.token(from).is_some_and(|token| {
            token.is(closed | Class::ADVERB | Class::WEEKDAY) && !token.is(Class::DETERMINER)
        })
    {
        from += 1;
    }
    Some((from, end))
}
