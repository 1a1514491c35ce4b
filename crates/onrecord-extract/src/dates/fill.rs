//! What fills the gaps of a date: the day of publication and the date named last.

use super::tense::Tense;
use super::{Day, Partial, Unit, When, Year, calendar};

/// When the document was published, as far as that is known.
#[derive(Debug, Clone)]
pub(super) struct Published {
    /// Its last day.
    pub(super) day: Day,
    /// How exactly it is known.
    pub(super) unit: Unit,
    /// What is said of dates that follow from it.
    pub(super) basis: String,
}

impl Published {
    /// `None` where it has no last day, or a year that is none of any document: what follows from it
    /// must be a year of four digits, too.
    pub(super) fn of(when: &When) -> Option<Self> {
        let (first, last) = when.bounds()?;
        let open = first == Day::FIRST || last == Day::LAST;
        let unit = if first == last {
            Unit::Day
        } else if (first.year, first.month) == (last.year, last.month) {
            Unit::Month
        } else {
            Unit::Year
        };
        let known = !open && first.year == last.year && (1..=9999).contains(&last.year);
        known.then(|| Self { day: last, unit, basis: format!("published {}", when.resolved) })
    }

    /// The year of a month or day that names none: the nearest, rather behind than ahead.
    pub(super) fn year_of(&self, date: Partial, tense: Tense) -> i32 {
        let (today, month) = (self.day, date.month.unwrap_or(1));
        if self.unit == Unit::Year {
            return today.year;
        }
        let now = today.year * 12 + i32::from(today.month);
        let weight = |year: i32| {
            let months = year * 12 + i32::from(month) - now;
            let day = i32::from(date.day.unwrap_or(today.day)) - i32::from(today.day);
            let distance = months * 31 + day;
            let off = date.day.zip(date.weekday).is_some_and(|(day, weekday)| {
                calendar::weekday(calendar::number(Day { year, month, day })) != weekday
            });
            let wrong = off
                || match date.side {
                    // "last March" in March is the one of the year before.
                    -1 => distance >= 0,
                    1 => distance <= 0 && (months != 0 || date.day.is_some()),
                    _ => false,
                };
            let factor = match (tense, distance > 0) {
                (Tense::Ahead, true) | (Tense::Past | Tense::Open, false) => 2,
                (Tense::Ahead, false) => 3,
                (Tense::Open, true) => 8,
                (Tense::Past, true) => 12,
            };
            if wrong { i32::MAX } else { distance.abs() * factor }
        };
        let years = today.year - 1..=today.year + 1;
        years.min_by_key(|year| weight(*year)).unwrap_or(today.year)
    }

    /// The weekday nearest to it: on or before it, unless a side is said or the sentence looks
    /// ahead.
    pub(super) fn weekday(&self, weekday: u8, side: i32, tense: Tense) -> Day {
        let now = calendar::number(self.day);
        let back = i64::from((calendar::weekday(now) + 7 - weekday) % 7);
        let number = match side {
            -1 => now - if back == 0 { 7 } else { back },
            1 => now + 7 - back,
            _ if tense == Tense::Ahead && back > 0 => now + 7 - back,
            _ => now - back,
        };
        calendar::day(number)
    }

    /// The day of that number in its month or the one before or after.
    pub(super) fn day_of_month(&self, day: u8, side: i32, tense: Tense) -> Partial {
        let by = match side {
            -1 if day >= self.day.day => -1,
            1 if day <= self.day.day => 1,
            0 if tense == Tense::Ahead && day < self.day.day => 1,
            _ => 0,
        };
        let (year, month) = calendar::month_later(self.day, by);
        Partial { month: Some(month), day: Some(day), ..Partial::year(year) }
    }
}

/// The date that was named last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LastNamed {
    pub(super) year: Option<i32>,
    /// Of that year.
    pub(super) month: Option<u8>,
    /// The quarter or half that was named last, of whatever year.
    pub(super) part: Option<u8>,
    /// The last full date; of an earlier mention where the last had no day.
    pub(super) day: Option<Day>,
}

impl LastNamed {
    /// The year of a month that names none, in a narrative: time goes on, so that a month far
    /// before the one named last is the next year's.
    pub(super) fn year_of(&self, month: u8, side: i32) -> Option<i32> {
        let named = self.month.unwrap_or(1);
        let turned = match side {
            -1 => -i32::from(month >= named),
            1 => i32::from(month <= named),
            _ => i32::from(month + 6 <= named),
        };
        Some(self.year? + turned)
    }

    /// Keeps a date that was named.
    pub(super) fn keep(&mut self, date: Partial) {
        let Year::Stated(year) = date.year else { return };
        if let (Some(month), Some(day)) = (date.month, date.day) {
            self.day = Some(Day { year, month, day });
        }
        let same = self.month.filter(|_| self.year == Some(year));
        self.month = date.month.or(same);
        self.year = Some(year);
    }

    /// Keeps a day.
    pub(super) fn keep_day(&mut self, day: Day) {
        let Day { year, month, day } = day;
        self.keep(Partial { month: Some(month), day: Some(day), ..Partial::year(year) });
    }
}
