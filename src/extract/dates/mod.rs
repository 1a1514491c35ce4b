//! Dates: which words name a day, a month, a year or a stretch of them, and which it is (EDTF).
//!
//! What the text leaves out (a year, which Tuesday) is filled in from the day of publication, or in
//! a narrative of long ago from the date named last, and marked as inferred. Where neither is
//! known it stays open (`XXXX`).

mod calendar;
mod phrase;

use std::fmt::Write;

use super::Dated;
use super::language::{Class, Tables};
use super::tokens::{Kind, Token};
use crate::model::{Day, When};
use crate::text::Span;

/// A date as far as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Partial {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
}

/// What a phrase says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A date, perhaps without its year.
    Date(Partial),
    /// From one to the other.
    Range(Partial, Partial),
    /// A year's season (EDTF 21 to 24).
    Season(Option<i32>, u8),
    /// Ten years from this one.
    Decade(i32),
    /// A hundred years, by their first two digits.
    Century(i32),
    /// A weekday, and whether it is the one before (−1), the one after (1) or not said (0).
    Weekday(u8, i32),
    /// So many days, weeks, months or years from the day of publication.
    Shift(i32, Unit),
}

/// Where the words around a date say that it lies.
#[derive(Debug, Clone, Copy)]
struct Tense {
    /// After the day of publication rather than before.
    ahead: bool,
    /// The words say so themselves ("last", "next").
    certain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// Reads the dates of one document.
#[derive(Debug)]
pub(super) struct Dates<'a> {
    text: &'a str,
    tables: &'static Tables,
    published: Option<Day>,
    /// The date with a year that was named last.
    last: Option<(i32, u8)>,
    /// The full date that was named last.
    last_day: Option<Day>,
    /// Expressions of time: near the day of publication, and far from it.
    near: u32,
    far: u32,
    pub(super) found: Vec<Dated>,
}

impl<'a> Dates<'a> {
    pub(super) fn new(text: &'a str, tables: &'static Tables, published: Option<&When>) -> Self {
        let published = published.and_then(When::bounds).map(|(_, last)| last);
        let published = published.filter(|day| *day != Day::LAST);
        Self {
            text,
            tables,
            published,
            last: None,
            last_day: None,
            near: 0,
            far: 0,
            found: Vec::new(),
        }
    }

    /// Reads one sentence.
    pub(super) fn read(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let may_begin = tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Number
                    || token.is(Self::FIRST)
                    || token.kind == Kind::Word && self.word(token).starts_with("mid-")
            });
            let phrase = may_begin.then(|| self.phrase(tokens, at)).flatten();
            let Some((length, meaning)) = phrase else {
                at += 1;
                continue;
            };
            let words = tokens.get(at..at + length).unwrap_or(&[]);
            self.note(tokens, words, at, meaning);
            at += length.max(1);
        }
    }

    fn note(&mut self, sentence: &[Token], words: &[Token], at: usize, meaning: Meaning) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let before = sentence.get(at.saturating_sub(8)..at).unwrap_or(&[]);
        let side = before
            .last()
            .map_or(0, |token| i32::from(token.is(Class::NEXT)) - i32::from(token.is(Class::LAST)));
        let ahead = before.iter().any(|token| token.is(Class::FUTURE))
            || sentence.iter().any(|token| self.is_spanish_future(token));
        let tense = Tense { ahead: side > 0 || side == 0 && ahead, certain: side != 0 };
        let Some(when) = self.when(meaning, tense) else { return };
        let span = Span::new(first.span.start, last.core);
        let event = self.event(sentence, meaning);
        let ends = self.ends(words, meaning, &when.resolved);
        self.found.push(Dated { span, when, event });
        self.found.extend(ends);
    }

    /// The two dates of a range, each at its own words.
    fn ends(&self, words: &[Token], meaning: Meaning, resolved: &str) -> Vec<Dated> {
        let Meaning::Range(from, to) = meaning else { return Vec::new() };
        let Some((first, second)) = self.halves(words) else { return Vec::new() };
        let values = resolved.split('/');
        [(first, from), (second, to)]
            .into_iter()
            .zip(values)
            .filter_map(|((span, stated), value)| {
                let (parts, basis): (&[&str], _) =
                    if stated.year.is_none() { (&["year"], self.basis()) } else { (&[], None) };
                let when = build(&write(stated), Some(value.to_owned()), parts, basis)?;
                Some(Dated { span, when, event: None })
            })
            .collect()
    }

    fn halves(&self, words: &[Token]) -> Option<(Span, Span)> {
        let (first, last) = (words.first()?, words.last()?);
        let joint = words.iter().rposition(|token| {
            token.kind == Kind::Dash || token.is(Class::RANGE) && token.kind == Kind::Word
        });
        if let Some(joint) = joint.filter(|joint| *joint > 0) {
            let (before, after) = (words.get(joint - 1)?, words.get(joint + 1)?);
            return Some((
                Span::new(first.span.start, before.core),
                Span::new(after.span.start, last.core),
            ));
        }
        let figures = words
            .iter()
            .find(|token| token.kind == Kind::Number && token.span.of(self.text).contains('-'))?;
        let dash = figures.span.start + figures.span.of(self.text).find('-')? as u32;
        Some((Span::new(first.span.start, dash), Span::new(dash + 1, last.core)))
    }

    fn is_spanish_future(&self, token: &Token) -> bool {
        self.tables.value("enero").is_some()
            && token.kind == Kind::Word
            && token.span.len() > 4
            && ["rá", "rán"].iter().any(|end| token.span.of(self.text).ends_with(end))
    }

    /// The sentence a date stands in, where it tells of something that happened.
    fn event(&self, sentence: &[Token], meaning: Meaning) -> Option<Span> {
        const FEWEST_WORDS: usize = 6;
        let bare = matches!(meaning, Meaning::Shift(0, Unit::Day) | Meaning::Weekday(..));
        let words = sentence.iter().filter(|token| token.kind == Kind::Word);
        let told = words.clone().filter(|token| !token.is_capital()).count() >= FEWEST_WORDS;
        let verb = words.clone().any(|token| {
            token.is(Class::AUXILIARY | Class::PAST) || self.word(token).ends_with("ed")
        });
        let (first, last) = (sentence.first()?, sentence.last()?);
        (!bare && told && verb).then(|| Span::new(first.span.start, last.span.end))
    }

    fn word(&self, token: &Token) -> String {
        token.name_span().of(self.text).to_lowercase()
    }

    fn value(&self, token: &Token) -> Option<u8> {
        self.tables.value(&self.word(token))
    }

    /// The date as stated and as resolved.
    fn when(&mut self, meaning: Meaning, tense: Tense) -> Option<When> {
        match meaning {
            Meaning::Date(date) => {
                let (year, basis) = self.year_of(date, tense);
                let full = Partial { year, ..date };
                self.remember(full, date.year.is_some());
                build(&write(date), date.year.is_none().then(|| write(full)), &["year"], basis)
            }
            Meaning::Range(from, to) => {
                let (year, basis) = self.year_of(to, tense);
                let end = Partial { year, ..to };
                let turns = from.month > to.month && from.year.is_none();
                let start_year = from.year.or(year.map(|year| year - i32::from(turns)));
                let start = Partial { year: start_year, ..from };
                self.remember(end, to.year.is_some());
                let stated = format!("{}/{}", write(from), write(to));
                let resolved = format!("{}/{}", write(start), write(end));
                build(&stated, to.year.is_none().then_some(resolved), &["year"], basis)
            }
            Meaning::Season(year, season) => {
                self.remember(Partial { year, month: None, day: None }, year.is_some());
                let known = year.or(self.published.map(|day| day.year));
                let write = |year: Option<i32>| format!("{}-{season}", digits(year));
                let basis = self.basis();
                build(&write(year), year.is_none().then(|| write(known)), &["year"], basis)
            }
            Meaning::Decade(year) => build(&format!("{}X", year / 10), None, &[], None),
            Meaning::Century(hundred) => build(&format!("{hundred}XX"), None, &[], None),
            Meaning::Weekday(weekday, side) => {
                self.near += 1;
                let resolved = self.published.map(|day| nearest(day, weekday, side, tense.ahead));
                let all = ["year", "month", "day"];
                build("XXXX-XX-XX", resolved.map(write_day), &all, self.basis())
            }
            Meaning::Shift(by, unit) => self.shifted(by, unit),
        }
    }

    fn shifted(&mut self, by: i32, unit: Unit) -> Option<When> {
        let narrative = self.is_narrative();
        self.near += u32::from(!narrative && by <= 0);
        let anaphoric = by > 0 && unit == Unit::Day && self.last_day.is_some();
        let narrative = narrative || by > 0 && unit == Unit::Day && anaphoric && self.far > 0;
        let open = match unit {
            Unit::Day => "XXXX-XX-XX",
            Unit::Week | Unit::Month => "XXXX-XX",
            Unit::Year | Unit::Decade => "XXXX",
        };
        let all = ["year", "month", "day"];
        let parts = match unit {
            Unit::Day => &all[..],
            Unit::Week | Unit::Month => all.get(..2).unwrap_or(&[]),
            Unit::Year | Unit::Decade => all.get(..1).unwrap_or(&[]),
        };
        let base = if narrative { self.last_day } else { self.published };
        let Some(today) = base else { return build(open, None, &[], None) };
        let basis = if narrative {
            Some(format!("named before: {}", write_day(today)))
        } else {
            self.basis()
        };
        let resolved = match unit {
            Unit::Day => {
                let day = calendar::day(calendar::number(today) + i64::from(by));
                if narrative {
                    self.last_day = Some(day);
                }
                write_day(day)
            }
            Unit::Week => {
                let monday = calendar::number(today)
                    - i64::from(calendar::weekday(calendar::number(today)) - 1)
                    + 7 * i64::from(by);
                let last = write_day(calendar::day(monday + 6));
                format!("{}/{last}", write_day(calendar::day(monday)))
            }
            Unit::Month => {
                let (year, month) = calendar::month_later(today, by);
                format!("{year:04}-{month:02}")
            }
            Unit::Year => format!("{:04}", today.year + by),
            Unit::Decade => format!("{}X", (today.year + 10 * by) / 10),
        };
        build(open, Some(resolved), parts, basis)
    }

    fn basis(&self) -> Option<String> {
        self.published.map(|day| format!("published {}", write_day(day)))
    }

    /// The year of a date that names none, and from what it follows.
    fn year_of(&self, date: Partial, tense: Tense) -> (Option<i32>, Option<String>) {
        if date.year.is_some() {
            return (date.year, None);
        }
        let Some(month) = date.month else { return (None, None) };
        if self.is_narrative()
            && let Some((year, named)) = self.last
        {
            let turned = i32::from(month + 6 < named);
            return (Some(year + turned), Some(format!("named before: {year}")));
        }
        let Some(today) = self.published else { return (None, None) };
        // The nearest such month; looking back unless the sentence looks ahead.
        let now = today.year * 12 + i32::from(today.month);
        let weight = |year: i32| {
            let months = year * 12 + i32::from(month) - now;
            let day = i32::from(date.day.unwrap_or(today.day)) - i32::from(today.day);
            let distance = months * 31 + day;
            let ahead = distance > 0;
            distance.abs()
                * if ahead == tense.ahead {
                    2
                } else if tense.certain {
                    99
                } else {
                    3
                }
        };
        let year = (today.year - 1..=today.year + 1).min_by_key(|year| weight(*year));
        (year, self.basis())
    }

    /// Whether the text tells of times far from its publication.
    fn is_narrative(&self) -> bool {
        const ENOUGH: u32 = 3;
        let far = self.far >= ENOUGH && self.far > 2 * self.near || self.far > 0 && self.near == 0;
        self.published.is_some() && far
    }

    fn remember(&mut self, date: Partial, stated: bool) {
        let Some(year) = date.year else { return };
        if let (Some(month), Some(day)) = (date.month, date.day) {
            self.last_day = Some(Day { year, month, day });
        }
        let month = date.month.or(self.last.filter(|(last, _)| *last == year).map(|(_, m)| m));
        self.last = Some((year, month.unwrap_or(1)));
        if stated {
            let near = self.published.is_some_and(|day| (day.year - year).abs() <= 2);
            self.near += u32::from(near);
            self.far += u32::from(!near);
        }
    }
}

fn build(
    stated: &str,
    resolved: Option<String>,
    parts: &[&str],
    basis: Option<String>,
) -> Option<When> {
    let resolved = resolved.filter(|resolved| resolved != stated);
    let when = When::new(stated, resolved.as_deref()).ok()?;
    let Some(_) = resolved else { return Some(when) };
    Some(when.inferred(parts.iter().map(|part| (*part).to_owned()).collect(), basis))
}

fn digits(year: Option<i32>) -> String {
    year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"))
}

fn write(date: Partial) -> String {
    let mut out = digits(date.year);
    if let Some(month) = date.month {
        let _ = write!(out, "-{month:02}");
        if let Some(day) = date.day {
            let _ = write!(out, "-{day:02}");
        }
    }
    out
}

fn write_day(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// The weekday nearest to `today`: on or before it, unless a side is said or the sentence looks
/// ahead.
fn nearest(today: Day, weekday: u8, side: i32, future: bool) -> Day {
    let now = calendar::number(today);
    let back = i64::from((calendar::weekday(now) + 7 - weekday) % 7);
    let number = match side {
        -1 => now - if back == 0 { 7 } else { back },
        1 => now + 7 - back,
        _ if future && back > 0 => now + 7 - back,
        _ => now - back,
    };
    calendar::day(number)
}

#[cfg(test)]
mod tests;
