//! Lines of a text as files of all origins end them, and times as transcripts write them.

use onrecord_text::Span;

/// The lines of `text` in order, without their ends: `\n`, `\r`, `\r\n`, and the `\r\r\n` that
/// carrying a file between systems leaves behind.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?.as_bytes();
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::at(from, from + length);
        let end = match rest.get(length..) {
            Some([b'\r', b'\r', b'\n', ..]) => 3,
            Some([b'\r', b'\n', ..]) => 2,
            _ => 1,
        };
        from = (from + length + end).min(text.len());
        Some(line)
    })
}

/// A time at the beginning of `text`, in milliseconds, and what stands after it: `1:02:03`,
/// `02:03.5`, `00:02:03,500`. At least minutes and seconds; fractions are cut after the third digit.
pub(super) fn time(text: &str) -> Option<(u32, &str)> {
    let (first, rest) = number(text)?;
    let (second, rest) = number(rest.strip_prefix(':')?)?;
    let third = rest.strip_prefix(':').and_then(number);
    let (hours, minutes, seconds, rest) = match third {
        Some((seconds, rest)) if second < 60 => (first, second, seconds, rest),
        Some(_) => return None,
        None => (0, first, second, rest),
    };
    let (fraction, rest) = fraction(rest);
    if seconds >= 60 || rest.starts_with(':') {
        return None;
    }
    let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)? + seconds;
    Some((seconds.checked_mul(1000)?.checked_add(fraction)?, rest))
}

/// Digits at the beginning of `text` as a number below a million, and what stands after them.
fn number(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = digits(text);
    (1..=6).contains(&digits.len()).then_some(())?;
    Some((digits.parse().ok()?, rest))
}

/// The milliseconds after a decimal sign, and what stands after them.
fn fraction(text: &str) -> (u32, &str) {
    let Some(behind) = text.strip_prefix(['.', ',']) else { return (0, text) };
    let (digits, rest) = digits(behind);
    if digits.is_empty() {
        return (0, text);
    }
    let places = digits.bytes().zip([100, 10, 1]);
    (places.map(|(digit, worth)| u32::from(digit - b'0') * worth).sum(), rest)
}

/// The digits `text` begins with, and what stands after them.
pub(super) fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or(("", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_one_line() {
        for (text, want) in [
            ("", vec![]),
            ("a\nb", vec!["a", "b"]),
            ("a\r\n\r\nb\r\n", vec!["a", "", "b"]),
            ("a\r\rb\r", vec!["a", "", "b"]),
            ("a\r\r\nb\r\r\n\r\r\nc", vec!["a", "b", "", "c"]),
            ("é\n\n漢", vec!["é", "", "漢"]),
        ] {
            let got: Vec<_> = lines(text).map(|line| line.of(text)).collect();
            assert_eq!(got, want, "{text:?}");
        }
    }

    #[test]
    fn times_are_read_or_left_alone() {
        for (text, want) in [
            ("00:12:31.000 -->", Some((751_000, " -->"))),
            ("00:12:31,5", Some((751_500, ""))),
            ("0:0:0.57", Some((570, ""))),
            ("12:31.123456x", Some((751_123, "x"))),
            ("12:31", Some((751_000, ""))),
            ("90:00", Some((5_400_000, ""))),
            ("10:30 Meeting", Some((630_000, " Meeting"))),
            ("00:12:31. Next", Some((751_000, ". Next"))),
            ("100:00:00", Some((360_000_000, ""))),
            ("00:00:60", None),
            ("00:60:00", None),
            ("00:00:01:15", None),
            ("1200:00:00", None),
            ("9999999:00", None),
            ("12", None),
            (":12", None),
            ("a1:12", None),
            ("-00:00:01", None),
        ] {
            assert_eq!(time(text), want, "{text}");
        }
    }
}
