//! The day in a date as files write it, as ISO 8601.
//!
//! The readers call it for metadata only; what a text says of time is not read here.

use onrecord_text::Part as _;

/// The longest date that is looked at (bytes).
const LONGEST: usize = 80;

/// The day, month or year that `date` begins with or spells out: `2022-05-17`, `2022-05`, `2022`.
///
/// Read are ISO 8601 with or without a time, `2022/05/17`, `20220517`, RFC 5322 (`Tue, 17 May 2022
/// 10:00 +0200`), what names the month in a language of the tables (`May 17, 2022`, `3 de marzo de
/// 2016`), and seconds or milliseconds since 1970 (`1652774400`). Day and month of `05/06/2022` cannot be told apart: such a date is `None`, as is
/// everything else.
pub(super) fn day(date: &str) -> Option<String> {
    let date = date.trim();
    let date = date.get(..date.floor_char_boundary(LONGEST)).unwrap_or(date);
    epoch(date).or_else(|| numeric(date)).or_else(|| spelled(date))
}

/// The day of so many seconds or milliseconds since 1970, before 2100. Days to dates as in Hinnant,
/// `chrono`-Compatible Low-Level Date Algorithms (`civil_from_days`).
fn epoch(date: &str) -> Option<String> {
    let number: u64 = date.parse().ok().filter(|_| matches!(date.len(), 10 | 13))?;
    let seconds = if date.len() == 13 { number / 1000 } else { number };
    let days = u32::try_from(seconds / 86_400).ok().filter(|days| *days < 47_482)? + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + u32::from(month <= 2);
    Some(format!("{year}-{month:02}-{day:02}"))
}

fn numeric(date: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(date);
    if first == 8 && !date.contains(':') {
        return written(date.get(..4), date.get(4..6), date.get(6..8));
    }
    if first != 4 {
        return None;
    }
    let (year, rest) = date.split_at_checked(4)?;
    let Some(separator) = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.')) else {
        return rest.is_empty().then(|| written(Some(year), None, None)).flatten();
    };
    let mut parts = rest.get(1..)?.splitn(2, separator);
    let month = parts.next()?;
    let day = parts.next().map(|day| day.part(..digits(day)));
    written(Some(year), Some(month), day.filter(|day| !day.is_empty()))
}

fn spelled(date: &str) -> Option<String> {
    let mut words = date.split([' ', ',', '-', '\t', '\u{a0}']).filter(|word| !word.is_empty());
    let (mut day, mut month) = (None, None::<u8>);
    loop {
        let word = words.next()?;
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        match number.parse::<u32>() {
            Ok(_) if number.len() == 4 => {
                return written(Some(number), Some(&month?.to_string()), day);
            }
            Ok(_) => day = Some(number),
            Err(_) => month = onrecord_language::month(word).or(month),
        }
    }
}

/// A date of sound parts. What is no month or day of the calendar makes it no date.
fn written(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<String> {
    let year: u32 = year?.parse().ok().filter(|year| (1000..=2999).contains(year))?;
    let Some(month) = month else { return Some(year.to_string()) };
    let month: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let Some(day) = day else { return Some(format!("{year}-{month:02}")) };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day: u32 = day.parse().ok().filter(|day| (1..=last).contains(day))?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// Year, month and day of a number of days since 1970 (the algorithm `civil_from_days` of Howard Hinnant's paper
/// on calendars).
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, want) in [
            (0, (1970, 1, 1)),
            (19_786, (2024, 3, 4)),
            (11_016, (2000, 2, 29)),
            (-1, (1969, 12, 31)),
        ] {
            assert_eq!(civil(days), want);
        }
    }

    #[test]
    fn dates_of_files_become_days() {
        for (date, want) in [
            ("2022-05-17", Some("2022-05-17")),
            (" 2022-05-17T10:00:00+02:00", Some("2022-05-17")),
            ("2022-05-17 10:00", Some("2022-05-17")),
            ("2022/5/7", Some("2022-05-07")),
            ("20220517", Some("2022-05-17")),
            ("20220517T100000Z", Some("2022-05-17")),
            ("2022-05", Some("2022-05")),
            ("2022", Some("2022")),
            ("Tue, 17 May 2022 10:00:00 +0200 (CEST)", Some("2022-05-17")),
            ("17 May 2022", Some("2022-05-17")),
            ("1 Sept. 2022", Some("2022-09-01")),
            ("May 17th, 2022 at 5 pm", Some("2022-05-17")),
            ("Tuesday, March 1, 2022", Some("2022-03-01")),
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", None),
            ("2022-13-01", None),
            ("05/06/2022", None),
            ("yesterday", None),
            ("17 mayo 2022", Some("2022-05-17")),
            ("3 de marzo de 2016", Some("2016-03-03")),
            ("1 ene. 2016", Some("2016-01-01")),
            ("1 set 2016", Some("2016-09-01")),
            ("", None),
            ("é", None),
            ("9999999999", None),
            ("1709510400", Some("2024-03-04")),
            ("1709251199000", Some("2024-02-29")),
            ("4102444799", Some("2099-12-31")),
            ("4102444800", None),
        ] {
            assert_eq!(day(date).as_deref(), want, "{date}");
        }
    }

    #[test]
    fn every_month_is_known_in_full_and_short() {
        const MONTHS: [(&str, &str, u32); 25] = [
            ("January", "enero", 1),
            ("Jan.", "ene.", 1),
            ("February", "febrero", 2),
            ("Feb", "feb", 2),
            ("March", "marzo", 3),
            ("Mar.", "mar.", 3),
            ("April", "abril", 4),
            ("Apr", "abr", 4),
            ("May", "mayo", 5),
            ("may", "MAY.", 5),
            ("June", "junio", 6),
            ("Jun.", "jun", 6),
            ("July", "julio", 7),
            ("Jul", "jul.", 7),
            ("August", "agosto", 8),
            ("Aug.", "ago", 8),
            ("September", "Septiembre", 9),
            ("Sept.", "setiembre", 9),
            ("Sep", "set.", 9),
            ("October", "octubre", 10),
            ("OCT", "Oct.", 10),
            ("November", "noviembre", 11),
            ("Nov.", "nov", 11),
            ("December", "diciembre", 12),
            ("Dec", "dic.", 12),
        ];
        for (english, spanish, month) in MONTHS {
            for date in [format!("17 {english} 2022"), format!("17 de {spanish} de 2022")] {
                assert_eq!(day(&date), Some(format!("2022-{month:02}-17")), "{date}");
            }
        }
        for word in ["maybe", "Mond", "ma", "decorum", "marzos"] {
            assert_eq!(day(&format!("17 {word} 2022")), None, "{word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read(date in "[0-9A-Za-zé ,./:-]{0,30}") {
            if let Some(day) = day(&date) {
                proptest::prop_assert!(matches!(day.len(), 4 | 7 | 10));
            }
        }
    }
}
