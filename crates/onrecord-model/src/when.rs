//! [`When`]: a date as precise as its source and no more (EDTF, ISO 8601-2:2019 levels 0 to 2).

use edtf_core::{Bound, BoundDate, Edtf};
use serde::{Deserialize, Serialize};

/// Why a text is not an EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDate {
    /// The text.
    pub edtf: String,
    /// What the EDTF reader found wrong, in its words.
    pub why: String,
}

/// A day of the proleptic Gregorian calendar. Orders by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// Astronomical year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}

impl Day {
    /// Before every day of a bounded date.
    pub const FIRST: Self = Self { year: i32::MIN, month: 1, day: 1 };
    /// After every day of a bounded date.
    pub const LAST: Self = Self { year: i32::MAX, month: 12, day: 31 };
}

impl From<BoundDate> for Day {
    fn from(date: BoundDate) -> Self {
        let year = i32::try_from(date.year).unwrap_or(if date.year.is_negative() {
            i32::MIN
        } else {
            i32::MAX
        });
        Self { year, month: date.month, day: date.day }
    }
}

/// A date: what the text states, what follows from elsewhere, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// EDTF as the text states it (`XXXX-03-25/XXXX-03-27`).
    pub edtf: String,
    /// EDTF with the inferred parts filled in (`2022-03-25/2022-03-27`); the same where none is.
    pub resolved: String,
    /// Which parts are inferred ("year", "month", …).
    pub inferred: Vec<String>,
    /// From what they are inferred.
    pub basis: Option<String>,
    bounds: Option<(Day, Day)>,
}

impl When {
    /// Reads a date; a time of day behind one is passed over (`1999-05-06T15:05Z`). `resolved` may be left out where nothing is inferred.
    ///
    /// # Errors
    /// [`BadDate`] names the text that is no EDTF (a month 13, an interval that ends before it
    /// starts counts as one).
    pub fn new(edtf: &str, resolved: Option<&str>) -> Result<Self, BadDate> {
        let edtf = days(edtf);
        parse(&edtf)?;
        let resolved = resolved.map_or_else(|| edtf.clone(), days);
        let bounds = bounds(&parse(&resolved)?);
        if bounds.is_some_and(|(first, last)| last < first) {
            return Err(BadDate { edtf: resolved, why: "it ends before it starts".into() });
        }
        Ok(Self { edtf, resolved, inferred: Vec::new(), basis: None, bounds })
    }

    /// The same with what was inferred and from what.
    #[must_use]
    pub fn inferred(mut self, parts: Vec<String>, basis: Option<String>) -> Self {
        self.inferred = parts;
        self.basis = basis;
        self
    }

    /// Whether the whole of it is inferred: nobody states that it is this day.
    pub fn is_inferred(&self) -> bool {
        self.inferred.iter().any(|part| part == "date")
    }

    /// Earliest and latest day, [`Day::FIRST`] and [`Day::LAST`] for open ends. `None` where the
    /// year is not known, so that it can neither be sorted nor compared.
    pub fn bounds(&self) -> Option<(Day, Day)> {
        self.bounds
    }

    /// The key that puts dates in the order of a timeline: earliest, then latest day; the latest
    /// stands in for an open beginning (else "before 25 March" would stand before 2012).
    pub fn order(&self) -> Option<(Day, Day)> {
        let (first, last) = self.bounds?;
        Some(if first == Day::FIRST { (last, last) } else { (first, last) })
    }

    /// Whether the date *may* lie within `other` ("may have been" counts).
    pub fn may_meet(&self, other: &Self) -> bool {
        match (self.bounds, other.bounds) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            _ => false,
        }
    }
}

/// A date, or both ends of an interval, without the time of day: `1999-05-06T15:05+02:00` and
/// `1999-05-06 15:05` are that day.
fn days(edtf: &str) -> String {
    edtf.split('/').map(|end| day_of(end).unwrap_or(end)).collect::<Vec<_>>().join("/")
}

/// The day that a time of day stands behind.
fn day_of(end: &str) -> Option<&str> {
    let (day, rest) = end.split_at_checked(10)?;
    let digit = |at: usize| matches!(at, 4 | 7);
    let dated = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if digit(at) { byte == b'-' } else { byte.is_ascii_digit() });
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let (hour, rest) = time.split_at_checked(2)?;
    let clock =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b":.,Zz+- ".contains(&byte));
    let timed = hour.parse::<u8>().is_ok_and(|hour| hour <= 24) && rest.starts_with(':');
    (dated && timed && clock(rest)).then_some(day)
}

fn parse(edtf: &str) -> Result<Edtf, BadDate> {
    edtf.parse::<Edtf>().map_err(|fault| BadDate { edtf: edtf.to_owned(), why: fault.to_string() })
}

/// `None` where the year is unspecified to the last digit (`XXXX`): such a date spans ten thousand
/// years and would wreck every scale and order.
fn bounds(date: &Edtf) -> Option<(Day, Day)> {
    let bounds = date.bounds();
    let day = |bound, open| match bound {
        Bound::Date(date) => Day::from(date),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => open,
    };
    let (first, last) = (day(bounds.earliest, Day::FIRST), day(bounds.latest, Day::LAST));
    // Of XXXX, a winter reaches into the year after the last.
    let no_first = first == Day::FIRST || first.year == 0;
    let no_last = last == Day::LAST || last.year >= 9999;
    (!no_first || !no_last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn bounds_of_what_a_timeline_holds() {
        for (edtf, want) in [
            ("2022-03-25/2022-03-27", Some((day(2022, 3, 25), day(2022, 3, 27)))),
            ("2012/2014", Some((day(2012, 1, 1), day(2014, 12, 31)))),
            ("1999-05-06T15:05", Some((day(1999, 5, 6), day(1999, 5, 6)))),
            ("1999-05-06 15:05:09.5 +02:00", Some((day(1999, 5, 6), day(1999, 5, 6)))),
            ("1999-05-06T15:05Z/1999-05-07T01:00-03:00", Some((day(1999, 5, 6), day(1999, 5, 7)))),
            ("2015/..", Some((day(2015, 1, 1), Day::LAST))),
            ("../2022-05", Some((Day::FIRST, day(2022, 5, 31)))),
            ("2022-XX", Some((day(2022, 1, 1), day(2022, 12, 31)))),
            ("201X", Some((day(2010, 1, 1), day(2019, 12, 31)))),
            ("XXXX-03-25", None),
            ("XXXX-21", None),
            ("XXXX-24", None),
            ("XXXX-24/..", None),
            ("-0043-03-15/..", Some((day(-43, 3, 15), Day::LAST))),
            ("XXXX-03/..", None),
            ("Y170000000002", Some((day(i32::MAX, 1, 1), Day::LAST))),
            ("Y-170000000002", Some((Day::FIRST, day(i32::MIN, 12, 31)))),
            ("../XXXX-05", None),
        ] {
            assert_eq!(When::new(edtf, None).unwrap().bounds(), want, "{edtf}");
        }
    }

    #[test]
    fn what_is_no_date_is_told() {
        for edtf in [
            "",
            "1999-05-06T",
            "1999-05-06T99:00",
            "1999-05-06 noon",
            "1999-13-06T10:00",
            "2022-13",
            "1985-02-30",
            "March",
            "2022-03-27/2022-03-25",
        ] {
            assert!(When::new(edtf, None).is_err(), "{edtf}");
        }
    }

    #[test]
    fn a_date_that_nobody_states_is_inferred() {
        for (parts, inferred) in
            [(&[][..], false), (&["year"], false), (&["year", "date"], true), (&["date"], true)]
        {
            let parts: Vec<_> = parts.iter().map(|part| (*part).to_owned()).collect();
            let when = When::new("2022", None).unwrap().inferred(parts, Some("the report".into()));
            assert_eq!(when.is_inferred(), inferred, "{when:?}");
            assert_eq!(when.basis.as_deref(), Some("the report"));
        }
    }

    #[test]
    fn an_open_beginning_sorts_by_its_end() {
        let order = |edtf| When::new(edtf, None).unwrap().order();
        assert!(order("2012/2014") < order("../2022-03-25"));
        assert!(order("2022-03-25/2022-03-27") < order("2022-03-25/.."));
    }

    #[test]
    fn may_have_been_counts() {
        for (a, b, want) in [
            ("2022-03", "2022-03-25/2022-03-27", true),
            ("2022-XX", "2022-05-17", true),
            ("2015/..", "2022", true),
            ("2012/2014", "2015", false),
        ] {
            let when = |edtf| When::new(edtf, None).unwrap();
            assert_eq!(when(a).may_meet(&when(b)), want, "{a} {b}");
        }
    }
}
