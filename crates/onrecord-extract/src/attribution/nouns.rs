//! Noun phrases beside a verb: where the words that name somebody begin and end.

use super::Range;
use super::according::opener;
use super::times::time_end;
use super::verbs::is_verbal;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

/// The subject that the sentence begins with, perhaps behind an introduction and a comma.
pub(super) fn subject(sentence: &Sentence<'_>) -> Option<Range> {
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
            return (to > from + 1 || !sentence.is_kind(to, TokenKind::Comma))
                .then_some((from, to));
        }
    }
    while to < from + LONGEST && (sentence.is_word(to) || sentence.is_kind(to, TokenKind::Number)) {
        let verb = is_verbal(sentence, to)
            || sentence.is(to, Class::FINITE) && !sentence.is(to, Class::AMBIGUOUS);
        if to > from && !sentence.is_capital(to) && verb || sentence.is(to, Class::RELATIVE) {
            return Some((from, to));
        }
        to += 1;
    }
    sentence.is_kind(to, TokenKind::Comma).then_some((from, to)).filter(|_| to > from + 1)
}

/// The end of the names from `from` on: "Ann Lee and the Bank of Riverside".
pub(crate) fn name_end(sentence: &Sentence<'_>, from: usize) -> usize {
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
pub(crate) fn introduction(sentence: &Sentence<'_>) -> usize {
    let mut from = usize::from(sentence.is(0, Class::CONJUNCTION));
    for _ in 0..3 {
        let asked = from == 0 && sentence.phrase(WordList::Asked, from).is_some();
        let leads = asked
            || sentence.is(from, Class::PREPOSITION | Class::SUBORDINATE | Class::GERUND)
            || sentence.is(from, Class::ADVERB) && sentence.is_kind(from + 1, TokenKind::Comma)
            || sentence.is_capital(from)
                && from == 0
                && sentence.is_kind(from + 1, TokenKind::Comma);
        if !leads || sentence.is(from, Class::SUBJECT) {
            break;
        }
        let comma = (from..sentence.items.len()).find(|at| sentence.is_kind(*at, TokenKind::Comma));
        let Some(comma) = comma else { break };
        from = comma + 1;
    }
    from
}

/// "said the director, Ann Lee.": the end of a name that stands behind a phrase and a comma.
pub(super) fn apposition(sentence: &Sentence<'_>, (from, comma): Range) -> usize {
    let described = sentence.is(from, Class::DETERMINER) || !sentence.is_capital(comma - 1);
    if !sentence.is_kind(comma, TokenKind::Comma) || !described {
        return comma;
    }
    let mut to = comma + 1;
    while sentence.is(to, Class::TITLE) && !sentence.is_capital(to) {
        to += 1;
    }
    let name = to;
    while sentence.is_capital(to) || to > name && sentence.is(to, Class::PARTICLE) {
        to += 1;
    }
    let named = to > name + 1 && !sentence.is(to - 1, Class::PARTICLE);
    let ends = sentence.token(to).is_none_or(|token| token.kind != TokenKind::Word);
    if named && ends { to } else { comma }
}

/// Whether the determiner before item `at` stands behind "of".
pub(super) fn is_inner(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(2).is_some_and(|before| sentence.is(before, Class::INNER))
}

/// "Smith released …": a verb directly behind a name or a pronoun.
pub(super) fn follows_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    is_verbal(sentence, at)
        && !sentence.is(at, Class::PARTICIPLE | Class::AUXILIARY)
        && before.is_some_and(|at| sentence.is_capital(at) || sentence.is(at, Class::SUBJECT))
}

/// Words that no noun phrase ends in.
const CLOSED: Class =
    Class::all(&[Class::PREPOSITION, Class::SUBORDINATE, Class::CONJUNCTION, Class::AUXILIARY]);

/// The noun phrase that ends before item `end`.
pub(super) fn phrase(sentence: &Sentence<'_>, end: usize) -> Option<Range> {
    const LONGEST: usize = 14;
    let last = end.checked_sub(1)?;
    if is_name_in_marks(sentence, last) {
        let (from, _) = phrase(sentence, last).unwrap_or((last, end));
        return Some((from, end));
    }
    let head = sentence.token(last)?;
    if head.kind == TokenKind::Bracket {
        let open =
            (0..last).rev().take(LONGEST).find(|at| sentence.is_kind(*at, TokenKind::Bracket))?;
        let (from, _) = phrase(sentence, open)?;
        return Some((from, end));
    }
    let one_of = last > 1 && sentence.is(last - 1, Class::INNER);
    if head.is(Class::SUBJECT) && !one_of {
        return (!head.is(Class::ADDRESSED)).then_some((last, end));
    }
    if !is_head(sentence, last) {
        return None;
    }
    let mut from = last;
    while from > 0 && end - from < LONGEST && joins(sentence, from) {
        from -= 1;
    }
    while from < last
        && sentence.token(from).is_some_and(|token| {
            token.is(CLOSED | Class::ADVERB | Class::WEEKDAY) && !token.is(Class::DETERMINER)
        })
    {
        from += 1;
    }
    from = behind_introduction(sentence, from, end);
    from = name_behind_noun(sentence, from, end);
    let time = Class::UNIT | Class::TIMELY | Class::DETERMINER | Class::ADVERB;
    let when = head.is(Class::UNIT)
        && (from..end).all(|at| sentence.is(at, time) || sentence.is_kind(at, TokenKind::Number));
    (from < end && !when).then_some((from, end))
}

/// "alias “Chino”", "Juan “Tony” Paz": a quote that belongs to the name in front of it.
pub(super) fn is_other_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = at.checked_sub(1).is_some_and(|before| {
        sentence.is(before, Class::ALIAS)
            || sentence.is_capital(before) && !sentence.is(before, Class::SAY)
    });
    word && is_name_in_marks(sentence, at)
}

/// “JOH”, “El Chapo”: a quote that is somebody's name.
pub(super) fn is_name_in_marks(sentence: &Sentence<'_>, at: usize) -> bool {
    const LONGEST: usize = 3;
    let Some(quote) = sentence.quote(at) else { return false };
    let inside = sentence.paragraph.inside(quote);
    inside.len() <= LONGEST && inside.iter().all(Token::is_capital)
}

/// "after legal advice | Washington": behind a preposition a name begins a phrase of its own, where the
/// noun in front of it tells nobody.
fn name_behind_noun(sentence: &Sentence<'_>, from: usize, end: usize) -> usize {
    let led = from.checked_sub(1).is_some_and(|lead| sentence.is(lead, Class::CIRCUMSTANCE));
    let name = (from..end).rev().take_while(|at| sentence.is_capital(*at)).last();
    let Some(name) = name.filter(|name| led && *name > from) else { return from };
    let role = Class::TITLE
        | Class::PERSON
        | Class::FIELDS_OF_WORK
        | Class::ORGANIZATION
        | Class::DETERMINER
        | Class::INNER
        | Class::CONJUNCTION;
    let plain = (from..name).all(|at| sentence.is_word(at) && !sentence.is(at, role));
    if plain { name } else { from }
}

/// "In 2019 the ministry", "El lunes el fiscal": where the phrase begins behind what tells when.
fn behind_introduction(sentence: &Sentence<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let adverb = at > from && sentence.is(at, Class::ADVERB);
        let then = if adverb { at + 1 } else { time_end(sentence, at) };
        // "Last week's report", "the year of the drought": a part of the phrase.
        let inside = then < end && sentence.is(then, Class::INNER)
            || then > at && sentence.token(then - 1).is_some_and(Token::is_possessive);
        if then == at || then > end || inside {
            break;
        }
        at = then;
    }
    at
}

/// Whether a noun phrase can end in item `last`.
fn is_head(sentence: &Sentence<'_>, last: usize) -> bool {
    let Some(head) = sentence.token(last) else { return false };
    let counted = head.kind == TokenKind::Number || head.is(Class::COUNT);
    let share = counted && last > 1 && sentence.is(last - 1, Class::INNER);
    let lower = !head.is_capital() || last == 0;
    if head.is_possessive() || head.is(Class::POINTING) {
        return false;
    }
    if head.is(Class::DETERMINER) && lower && !head.is(Class::PRONOMINAL) && !share {
        return false;
    }
    let verb = head.is(Class::FINITE) && !head.is(Class::MANY | Class::PERSON | Class::NOUN);
    share
        || head.kind == TokenKind::Word
            && !(lower && head.is(CLOSED))
            && (head.is_capital() || !verb)
}

/// "In 2019 the ministry said", "By 2021 officials said": what tells when is no part of the subject.
fn begins_behind_date(sentence: &Sentence<'_>, from: usize) -> bool {
    let at = from - 1;
    let dated = Class::MONTH | Class::WEEKDAY;
    let number = sentence.is_kind(at, TokenKind::Number);
    let led = at.checked_sub(1).is_none_or(|lead| {
        sentence.is(lead, Class::PREPOSITION | Class::MONTH) || !sentence.is_word(lead)
    });
    let year = number
        && led
        && sentence.token(at).is_some_and(|token| {
            let digits = token.span.of(sentence.paragraph.text);
            digits.len() == 4 && digits.starts_with(['1', '2'])
        });
    let begins = sentence.is(from, Class::DETERMINER) && !sentence.is_capital(from);
    begins && (number || sentence.is(at, dated)) || year
}

/// Whether the item before `from` belongs to the noun phrase that begins there.
fn joins(sentence: &Sentence<'_>, from: usize) -> bool {
    let at = from - 1;
    let Some(token) = sentence.token(at) else { return false };
    if begins_behind_date(sentence, from) {
        return false;
    }
    // "after the vote | the bank", "a Efe | el comisario"; but "all the banks".
    let before = CLOSED | Class::ADVERB | Class::SHARE;
    let opens = sentence.is(from, Class::DETERMINER) && !sentence.is_capital(from);
    let other = token.is(Class::DETERMINER) && !sentence.is(from, Class::DEFINITE | Class::CLITIC);
    // "der Sprecher | der Polizei": where nouns have capitals, an article behind one tells whose.
    let nouns = sentence.paragraph.tables.language().has_capital_nouns();
    let owned = nouns && token.is_capital() && sentence.is(from, Class::DEFINITE);
    let opens = opens && !owned;
    let infinitive = at.checked_sub(1).is_some_and(|to| sentence.is(to, Class::TO));
    if opens && token.kind == TokenKind::Word && !token.is(before) && !other && !infinitive {
        return sentence.phrase(WordList::Predeterminers, at).is_some();
    }
    match token.kind {
        TokenKind::Number => true,
        // "40 % de los vecinos"
        TokenKind::Other => at > 0 && sentence.is_kind(at - 1, TokenKind::Number),
        TokenKind::Word if token.is_capital() && at > 0 => true,
        TokenKind::Word if follows_name(sentence, at) => false,
        TokenKind::Word if token.is(Class::OPENER) && opener(sentence, at).is_some() => false,
        TokenKind::Word if token.is(Class::TO) => {
            at > 0 && sentence.is(at - 1, Class::TITLE | Class::PERSON)
        }
        TokenKind::Word if token.is(Class::DETERMINER) && is_inner(sentence, from) => true,
        TokenKind::Word if token.is(Class::SUBORDINATE | Class::SUBJECT | Class::AUXILIARY) => {
            false
        }
        TokenKind::Word if token.is(Class::CONJUNCTION) => {
            at > 0 && sentence.is_capital(from) && sentence.is_capital(at - 1)
        }
        TokenKind::Word if token.is(Class::FINITE) => {
            token.is(Class::MANY | Class::PERSON | Class::NOUN)
        }
        TokenKind::Word => !token.is(Class::PREPOSITION) || token.is(Class::INNER),
        _ => false,
    }
}

/// Where the subject begins behind the verb that ends at `from`: behind what tells when, how, where
/// and to whom.
pub(super) fn subject_behind(sentence: &Sentence<'_>, from: usize, to: usize) -> Option<usize> {
    let noun = Class::PERSON | Class::TITLE | Class::ORGANIZATION | Class::MANY | Class::DETERMINER;
    let mut at = from;
    while at < to {
        let time = time_end(sentence, at);
        if time > at {
            at = time;
        } else if sentence.is(at, Class::PREPOSITION) {
            at = complement_end(sentence, at, to);
        } else if sentence.is_capital(at) || sentence.is(at, noun) {
            return Some(at);
        } else if is_verbal(sentence, at) || sentence.is(at, Class::FINITE | Class::SUBORDINATE) {
            return None;
        } else {
            at += 1;
        }
    }
    None
}

/// One past the noun behind the preposition at `at`: "a este diario", "en rueda de prensa".
fn complement_end(sentence: &Sentence<'_>, at: usize, to: usize) -> usize {
    let mut at = at + 1;
    while sentence.is(at, Class::DETERMINER) && !sentence.is_capital(at) {
        at += 1;
    }
    // Where every noun has a capital, one is all of it.
    if sentence.paragraph.tables.language().has_capital_nouns() {
        return (at + 1).min(to);
    }
    at += usize::from(!sentence.is_capital(at) && !sentence.is(at, Class::OF));
    while at < to && sentence.is_capital(at) {
        at += 1;
    }
    if sentence.is(at, Class::OF) { complement_end(sentence, at, to) } else { at.min(to) }
}
