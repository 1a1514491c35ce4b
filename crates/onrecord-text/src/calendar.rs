//! Days as numbers, as files keep them, and as people write them.

/// Year, month (1–12) and day (1–31) of a day counted from 1 January 1970, by the Gregorian calendar.
///
/// Years begin in March here, so that a leap day is the last of its year (H. Hinnant, `chrono`-Compatible
/// Low-Level Date Algorithms, `civil_from_days`). Days further than 1,000,000,000 from 1970 count as the last
/// of these.
pub fn from_days(days: i64) -> (i64, u8, u8) {
    /// Days of 400 years.
    const ERA: i64 = 146_097;
    /// Days from 1 March of the year 0 to 1 January 1970.
    const TO_1970: i64 = 719_468;
    const FURTHEST: i64 = 1_000_000_000;
    let days = days.clamp(-FURTHEST, FURTHEST) + TO_1970;
    let of_era = days.rem_euclid(ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + days.div_euclid(ERA) * 400 + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (19_782, (2024, 2, 29)),
            (19_783, (2024, 3, 1)),
            (-25_567, (1900, 1, 1)),
            (11_016, (2000, 2, 29)),
            (-719_468, (0, 3, 1)),
        ] {
            assert_eq!(from_days(days), date, "{days}");
        }
        assert_eq!(from_days(i64::MAX), from_days(1_000_000_000));
    }
}
