//! How EDTF (ISO 8601-2) writes a date, a part of a year, and what is not known. `resolve` calls it; it
//! knows no text.

use std::fmt::Write;

use super::{Day, Partial, Unit, Year, calendar};

/// The first quarter's number in EDTF, that of the first four months, and the first half's.
pub(super) const QUARTER: u8 = 33;
const FOUR_MONTHS: u8 = 37;
const HALF: u8 = 40;

/// A date of the unit of which nothing is known.
pub(super) fn open(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Month => "XXXX-XX",
        Unit::Year | Unit::Decade => "XXXX",
    }
}

/// The first month of a season, a quarter or a half of a year.
pub(super) fn first_month(part: u8) -> u8 {
    match part {
        21..=24 => (part - 20) * 3,
        33..=36 => (part - 33) * 3 + 1,
        37..=39 => (part - 37) * 4 + 1,
        41 => 7,
        _ => 1,
    }
}

/// Its last month.
pub(super) fn last_month(part: u8) -> u8 {
    let months = match part {
        HALF.. => 6,
        FOUR_MONTHS.. => 4,
        _ => 3,
    };
    first_month(part) + months - 1
}

/// A season by its number in EDTF; a quarter or a half as the months it goes from and to.
pub(super) fn write_part(year: Partial, part: u8) -> String {
    if part < QUARTER {
        return format!("{}-{part}", digits(year));
    }
    let (first, last) = (first_month(part), last_month(part));
    let month = |month| write(Partial { month: Some(month), day: None, ..year });
    format!("{}/{}", month(first), month(last))
}

/// A century by its number; the 3rd before Christ (−3) has the years −0299 to −0200.
pub(super) fn write_century(century: i32) -> String {
    if century > 0 {
        return format!("{:02}XX", century - 1);
    }
    let year = |year| digits(Partial::year(year));
    format!("{}/{}", year(100 * century + 1), year(100 * (century + 1)))
}

/// The week, Monday to Sunday, `by` weeks from that of `day`.
pub(super) fn week(day: Day, by: i32) -> String {
    let number = calendar::number(day);
    let monday = number - i64::from(calendar::weekday(number) - 1) + 7 * i64::from(by);
    let (first, last) = (calendar::day(monday), calendar::day(monday + 6));
    format!("{}/{}", write_day(first), write_day(last))
}

/// The year, or what stands for one that is not known.
pub(super) fn digits(date: Partial) -> String {
    match date.year {
        Year::Stated(year) if year < 0 => format!("-{:04}", -year),
        Year::Stated(year) => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    }
}

/// As much of a date as is known.
pub(super) fn write(date: Partial) -> String {
    let mut out = digits(date);
    if let Some(month) = date.month {
        let _ = write!(out, "-{month:02}");
        if let Some(day) = date.day {
            let _ = write!(out, "-{day:02}");
        }
    }
    out
}

/// A day.
pub(super) fn write_day(day: Day) -> String {
    let Day { year, month, day } = day;
    write(Partial { month: Some(month), day: Some(day), ..Partial::year(year) })
}
