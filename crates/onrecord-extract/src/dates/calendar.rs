//! Days of the Gregorian calendar as numbers, for "last Tuesday" and "two weeks ago".

use onrecord_model::Day;

/// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
pub(super) fn number(day: Day) -> i64 {
    let (month, of_month) = (i64::from(day.month), i64::from(day.day));
    let year = i64::from(day.year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + of_month - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day with that number (same source).
pub(super) fn day(number: i64) -> Day {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = of_era + era * 400 + i64::from(month <= 2);
    Day { year: year as i32, month: month as u8, day: (of_year - (153 * part + 2) / 5 + 1) as u8 }
}

/// Its weekday, Monday is 1.
pub(super) fn weekday(number: i64) -> u8 {
    (number + 3).rem_euclid(7) as u8 + 1
}

/// The last day of a month.
pub(super) fn last_day(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The same month, `months` later, as year and month.
pub(super) fn month_later(day: Day, months: i32) -> (i32, u8) {
    let all = day.year * 12 + i32::from(day.month) - 1 + months;
    (all.div_euclid(12), all.rem_euclid(12) as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers() {
        let of = |year, month, day| Day { year, month, day };
        for (date, want, on) in [
            (of(1970, 1, 1), 0, 4),
            (of(2000, 2, 29), 11_016, 2),
            (of(2022, 5, 17), 19_129, 2),
            (of(1600, 3, 1), -135_080, 3),
        ] {
            assert_eq!((number(date), weekday(number(date))), (want, on), "{date:?}");
            assert_eq!(day(number(date)), date);
        }
        assert_eq!(month_later(of(2022, 1, 31), -1), (2021, 12));
    }
}
