//! Days and times as chats write them in front of a message, and which way round their days are.

use crate::day::day;
use crate::lines::digits;
use onrecord_text::Part as _;

/// The longest day that is looked at (bytes).
const LONGEST: usize = 40;

/// A day as a chat writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChatDay {
    /// Spelled out, or the year first: nothing to be asked.
    Sure(String),
    /// Two small numbers and a year: `4/5/2021`.
    Numbers(u32, u32, u32),
}

/// When a message was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ChatStamp {
    pub(super) day: Option<ChatDay>,
    /// Bytes of the day within the stamp.
    pub(super) written: usize,
    pub(super) timed: bool,
    /// Whether the clock has twelve hours, as where months stand first.
    pub(super) twelve: bool,
}

/// The stamp that `text` begins with and what stands behind it: `12/05/2021, 14:33`, `5/12/21 2:33 PM`,
/// `2021-05-12T14:33:05`, `May 4, 2021 at 10:00`, `14:33:05`.
pub(super) fn stamp(text: &str) -> Option<(ChatStamp, &str)> {
    let near = text.part(..text.floor_char_boundary(LONGEST));
    if numbers(text).is_none()
        && let Some((twelve, rest)) = clock(text)
    {
        // A time alone, or a time in front of its day: `14:33, 12/05/2021`.
        let stamp = ChatStamp { timed: true, twelve, ..ChatStamp::default() };
        let behind = rest.trim_start_matches([',', ' ']);
        return Some(match numbers(behind) {
            Some((day, rest)) => (ChatStamp { day: Some(day), ..stamp }, rest),
            None => (stamp, rest),
        });
    }
    let (day, rest) = match numbers(text) {
        Some((day, rest)) => (day, rest),
        None => spelled(text, near)?,
    };
    let written = text.len() - rest.len();
    let behind = separated(rest);
    let (timed, twelve, rest) = match clock(behind) {
        Some((twelve, rest)) => (true, twelve, rest),
        None => (false, false, rest),
    };
    Some((ChatStamp { day: Some(day), written, timed, twelve }, rest))
}

/// What stands behind the words between a day and its time: `, `, ` at `, ` a las `, `T`.
fn separated(rest: &str) -> &str {
    let rest = rest.trim_start_matches([',', ' ', '\u{202f}', '\u{a0}', '.']);
    let words = ["at ", "a las ", "a la ", "às ", "à ", "um ", "alle ", "T", "- ", "– "];
    words.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest)
}

/// `4/5/2021`, `04.05.21`, `2021-05-04`.
fn numbers(text: &str) -> Option<(ChatDay, &str)> {
    let (first, rest) = digits(text);
    let sign = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, rest) = digits(rest.strip_prefix(sign)?);
    let (third, rest) = digits(rest.strip_prefix(sign)?);
    let small = |part: &str| part.parse::<u32>().ok().filter(|_| matches!(part.len(), 1 | 2));
    if first.len() == 4 {
        let whole = format!("{first}-{second:0>2}-{third:0>2}");
        return Some((ChatDay::Sure(day(&whole)?), rest));
    }
    let year: u32 = third.parse().ok().filter(|_| matches!(third.len(), 2 | 4))?;
    let year = if third.len() == 2 { 2000 + year } else { year };
    Some((ChatDay::Numbers(small(first)?, small(second)?, year), rest))
}

/// `May 4, 2021`, `mar, 4 de mayo de 2021`: up to the year.
fn spelled<'t>(text: &'t str, near: &str) -> Option<(ChatDay, &'t str)> {
    let year = near.as_bytes().windows(4).position(|four| {
        four.iter().all(u8::is_ascii_digit) && matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..])
    })?;
    let end = year + 4;
    let found = day(near.get(..end)?).filter(|found| found.len() == 10)?;
    Some((ChatDay::Sure(found), text.get(end..)?))
}

/// A time of day, and what stands behind it; whether it has `AM` or `PM`.
fn clock(text: &str) -> Option<(bool, &str)> {
    let (hours, rest) = digits(text);
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '.'))?;
    let (minutes, mut rest) = digits(rest.strip_prefix(sign)?);
    if !matches!(hours.len(), 1 | 2) || minutes.len() != 2 || hours.parse::<u32>().ok()? > 24 {
        return None;
    }
    if let Some(behind) = rest.strip_prefix(sign) {
        let (seconds, behind) = digits(behind);
        rest = if seconds.len() == 2 { behind } else { rest };
    }
    rest = rest
        .strip_prefix('.')
        .map(digits)
        .filter(|(part, _)| part.len() == 3)
        .map_or(rest, |(_, behind)| behind);
    let half = rest.trim_start_matches([' ', '\u{202f}', '\u{a0}']);
    let halves = [
        "AM",
        "PM",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "a. m.",
        "p. m.",
        "a.\u{a0}m.",
        "p.\u{a0}m.",
        "a.\u{202f}m.",
        "p.\u{202f}m.",
    ];
    let behind = halves.iter().find_map(|half_day| half.strip_prefix(half_day));
    Some((behind.is_some(), behind.unwrap_or(rest)))
}

/// Which way round the days of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayOrder {
    day_first: bool,
    assumed: bool,
}

impl DayOrder {
    /// Read off the days of a document in their order: no month is above twelve, and messages ascend.
    /// Where nothing proves it, twelve hours speak for the month in front.
    pub(super) fn of<'s>(stamps: impl Iterator<Item = &'s ChatStamp>) -> Self {
        let (mut days, mut twelve) = (Vec::new(), false);
        for stamp in stamps {
            twelve |= stamp.twelve;
            if let Some(ChatDay::Numbers(first, second, year)) = stamp.day {
                days.push((first, second, year));
            }
        }
        let first = days.iter().any(|(first, ..)| *first > 12);
        let second = days.iter().any(|(_, second, _)| *second > 12);
        let falls = |keys: Vec<(u32, u32, u32)>| {
            keys.windows(2).filter(|two| matches!(two, [before, next] if before > next)).count()
        };
        let day_first =
            falls(days.iter().map(|(day, month, year)| (*year, *month, *day)).collect());
        let month_first =
            falls(days.iter().map(|(month, day, year)| (*year, *month, *day)).collect());
        match (first, second) {
            (true, false) => Self { day_first: true, assumed: false },
            (false, true) => Self { day_first: false, assumed: false },
            _ if day_first != month_first && day_first.min(month_first) == 0 => {
                Self { day_first: day_first == 0, assumed: false }
            }
            _ => Self { day_first: !twelve, assumed: true },
        }
    }

    /// The day as EDTF, and from what its order is assumed.
    pub(super) fn read(self, found: &ChatDay) -> Option<(String, Option<String>)> {
        match found {
            ChatDay::Sure(day) => Some((day.clone(), None)),
            ChatDay::Numbers(first, second, year) => {
                let (month, of_month) =
                    if self.day_first { (second, first) } else { (first, second) };
                let found = day(&format!("{year}-{month:02}-{of_month:02}"))?;
                let order = if self.day_first { "day first" } else { "month first" };
                let assumed = self.assumed && first != second;
                Some((found, assumed.then(|| format!("assumed: {order}"))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_many_places_are_read() {
        for (text, day, rest) in [
            ("12/05/2021, 14:33 - Ana", Some("2021-05-12"), " - Ana"),
            ("5/31/21, 2:33\u{202f}PM - Ana", Some("2021-05-31"), " - Ana"),
            ("31/5/21 2:33 p. m. - Ana", Some("2021-05-31"), " - Ana"),
            ("12.05.21, 14:33:05] Ana", Some("2021-05-12"), "] Ana"),
            ("2021-05-12T14:33:05.123 x", Some("2021-05-12"), " x"),
            ("May 4, 2021 at 10:00 AM] x", Some("2021-05-04"), "] x"),
            ("4 de mayo de 2021 a las 10:00, x", Some("2021-05-04"), ", x"),
            ("09:15:22 From", None, " From"),
            ("9:15 AM, 04/05/2021] Ana", Some("2021-04-05"), "] Ana"),
        ] {
            let (stamp, behind) = stamp(text).unwrap();
            let order = DayOrder::of([&stamp].into_iter());
            let read = stamp.day.as_ref().and_then(|day| order.read(day));
            assert_eq!(read.as_ref().map(|(day, _)| day.as_str()), day, "{text}");
            assert_eq!(behind, rest, "{text}");
        }
        for text in ["Ana", "12", "1.2.3.4", "12-13", "1:2", "4 of them in 2021", "99:99"] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_proved_or_assumed() {
        let order = |days: &[&str]| {
            let stamps: Vec<_> = days.iter().map(|day| stamp(day).unwrap().0).collect();
            let order = DayOrder::of(stamps.iter());
            (order.day_first, order.assumed)
        };
        for (days, want) in [
            (&["3/4/21, 10:00", "13/4/21, 10:00"][..], (true, false)),
            (&["3/4/21, 10:00", "4/13/21, 10:00"], (false, false)),
            (&["3/4/21, 10:00", "1/5/21, 10:00"], (true, false)),
            (&["3/9/21, 10:00", "4/1/21, 10:00"], (false, false)),
            (&["3/4/21, 10:00"], (true, true)),
            (&["3/4/21, 10:00 PM"], (false, true)),
        ] {
            assert_eq!(order(days), want, "{days:?}");
        }
    }
}
