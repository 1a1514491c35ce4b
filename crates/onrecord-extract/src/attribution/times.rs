//! Words beside a subject or a verb that only tell when: "In 2019", "el pasado 21 de agosto",
//! "last Monday". Nobody is called so, and nothing is said in them.

use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// Units of time.
const UNITS: Class =
    Class::all(&[Class::UNIT, Class::DAYS, Class::WEEKS, Class::MONTHS, Class::YEARS, Class::PART]);

/// Words that tell which of several units: "last", "este", "pasado".
const WHICH: Class =
    Class::all(&[Class::TIMELY, Class::LAST, Class::NEXT, Class::CURRENT, Class::SAME]);

/// The longest such stretch in items.
const LONGEST: usize = 9;

/// One past the words from `from` on that tell when; `from` where they do not.
pub(super) fn time_end(sentence: &Sentence<'_>, from: usize) -> usize {
    let leads = |at: usize| sentence.is(at, Class::PREPOSITION) && !sentence.is(at, Class::OF);
    let mut at = from + usize::from(leads(from) && !sentence.is(from, WHICH));
    let before = from.checked_sub(1);
    let mut led = at > from || before.is_some_and(|at| leads(at) || sentence.is(at, Class::MONTH));
    if sentence.is(at, Class::EARLY) && sentence.is(at + 1, Class::OF) {
        (at, led) = (at + 2, true);
    }
    let (determiner, mut article) = (at, false);
    while at < determiner + 3
        && sentence.is(at, Class::DETERMINER | WHICH)
        && !sentence.is(at, UNITS | Class::ADDRESSED)
    {
        article |= !sentence.is(at, WHICH);
        at += 1;
    }
    let Some(then) = core(sentence, at, led, (at > determiner, article)) else { return from };
    let to = tail(sentence, then);
    let possessive = to.checked_sub(1).and_then(|last| sentence.token(last));
    if possessive.is_some_and(Token::is_possessive) { from } else { to }
}

/// One past the word or two at `at` that name a day, a month, a year or a unit.
fn core(
    sentence: &Sentence<'_>,
    at: usize,
    led: bool,
    (determined, article): (bool, bool),
) -> Option<usize> {
    let next = at + 1;
    if sentence.is(at, Class::WEEKDAY) {
        // "Domingo Paz", "The Sunday Times"
        let name = sentence.is_capital(at) && sentence.is_capital(next);
        let date = sentence.is(next, Class::MONTH);
        return (!name || date || led && !determined).then_some(next);
    }
    if let Some(number) = number(sentence, at) {
        let of = next + usize::from(sentence.is(next, Class::OF));
        let day = number <= 31 && sentence.is(of, Class::MONTH);
        // "In late 2019", "In the 1990s"
        let year = led && !article && YEARS.contains(&number);
        let decade = led && number % 10 == 0 && is_many(sentence, at);
        return if day { Some(of + 1) } else { (year || decade).then_some(next) };
    }
    let month = sentence.is(at, Class::MONTH)
        && (led || determined || number(sentence, next).is_some())
        // "the May 5 meeting"
        && !(article && sentence.is_capital(at))
        && (sentence.is_capital(at) || !sentence.is(at, Class::AUXILIARY));
    let unit = determined && sentence.is(at, UNITS);
    (month || unit).then_some(next)
}

/// Whether a number ends in the letter of several: `1990s`.
fn is_many(sentence: &Sentence<'_>, at: usize) -> bool {
    let paragraph = sentence.paragraph;
    sentence.token(at).is_some_and(|token| {
        let digits = token.span.of(paragraph.text);
        let letters = digits.ends_with(|c: char| !c.is_ascii_digit());
        letters && paragraph.tables.endings(digits).is(Class::LOOKS_PLURAL)
    })
}

/// Numbers that are taken for years where a preposition leads to them.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// The whole number at `at`; `’98` counts for its century's.
fn number(sentence: &Sentence<'_>, at: usize) -> Option<u32> {
    let token = sentence.token(at).filter(|token| token.kind == TokenKind::Number)?;
    let digits = token.span.of(sentence.paragraph.text);
    digits.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// One past what goes on telling when: "de marzo de 2021", "pasado", "por la noche".
fn tail(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at < from + LONGEST {
        let of = at + usize::from(sentence.is(at, Class::OF));
        let dated = sentence.is(of, Class::MONTH) && !sentence.is_capital(of)
            || of > at && sentence.is(of, Class::WEEKDAY)
            || number(sentence, of).is_some_and(|n| of > at && YEARS.contains(&n))
            || of == at && number(sentence, at).is_some();
        let noun = at + 1 + usize::from(sentence.is(at + 1, Class::DETERMINER));
        let part = sentence.is(at, Class::PREPOSITION)
            && !sentence.is(at, Class::OF)
            && sentence.is(noun, Class::PART | Class::DAYS);
        let which = sentence.is(at, Class::LAST | Class::NEXT)
            && !sentence.is(at, Class::DETERMINER | Class::FINITE);
        if dated {
            at = of + 1;
        } else if part {
            at = noun + 1;
        } else if which || of == at && sentence.is(at, Class::PART) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Where the words that end before item `end` and tell when begin; `end` where they do not.
pub(super) fn time_start(sentence: &Sentence<'_>, end: usize) -> usize {
    let first = end.saturating_sub(LONGEST);
    let whole = |from: &usize| {
        let inside = from.checked_sub(1).is_some_and(|before| {
            sentence.is(before, Class::DETERMINER | Class::OF) && !sentence.is_capital(before)
        });
        !inside && time_end(sentence, *from) == end
    };
    (first..end).find(whole).unwrap_or(end)
}
