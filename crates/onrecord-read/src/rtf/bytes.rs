//! The tokens of a file: braces, control words with their numbers, bytes of text.

use memchr::memchr3;
use onrecord_text::Part as _;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RtfToken<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word without its backslash, and its number.
    Word(&'b str, Option<i32>),
    /// A control symbol: the byte behind the backslash.
    Symbol(u8),
    /// A byte of text that is written out (`\'e9`).
    Byte(u8),
    /// Bytes of text as they stand, without line ends.
    Text(&'b [u8]),
}

/// The longest control word that there is (letters); what is longer is damage.
const LONGEST: usize = 32;

/// The tokens of `bytes`. Binary data (`\bin`) is passed over.
pub(super) fn tokens(bytes: &[u8]) -> impl Iterator<Item = RtfToken<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let (&first, after) = rest.split_first()?;
            let token = match first {
                b'{' => (RtfToken::Open, after),
                b'}' => (RtfToken::Close, after),
                b'\r' | b'\n' => {
                    rest = after;
                    continue;
                }
                b'\\' => control(after)?,
                _ => text(rest),
            };
            rest = token.1;
            if let RtfToken::Word("bin", Some(length)) = token.0
                && let Ok(length) = usize::try_from(length)
            {
                rest = rest.part(rest.len().min(length)..);
                continue;
            }
            return Some(token.0);
        }
    })
}

fn text(bytes: &[u8]) -> (RtfToken<'_>, &[u8]) {
    let stop = memchr3(b'\\', b'{', b'}', bytes).unwrap_or(bytes.len());
    let line = bytes.part(..stop).iter().position(|b| matches!(b, b'\r' | b'\n'));
    let (text, rest) = bytes.split_at(line.unwrap_or(stop));
    (RtfToken::Text(text), rest)
}

/// What stands behind a backslash.
fn control(bytes: &[u8]) -> Option<(RtfToken<'_>, &[u8])> {
    let letters = bytes.iter().take(LONGEST).take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 {
        let (&symbol, after) = bytes.split_first()?;
        if symbol == b'\'' {
            let byte = after.get(..2).and_then(hexadecimal);
            return Some(match byte {
                Some(byte) => (RtfToken::Byte(byte), after.part(2..)),
                None => (RtfToken::Symbol(symbol), after),
            });
        }
        return Some((RtfToken::Symbol(symbol), after));
    }
    let (word, rest) = bytes.split_at(letters);
    let sign = usize::from(rest.first() == Some(&b'-'));
    let digits = rest.iter().skip(sign).take(10).take_while(|b| b.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(if digits == 0 { 0 } else { sign + digits });
    let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
    // A space ends the word and is no text.
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    Some((RtfToken::Word(std::str::from_utf8(word).ok()?, number), rest))
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::RtfToken::{Byte, Close, Open, Symbol, Text, Word};
    use super::*;

    #[test]
    fn words_have_numbers_and_end_at_a_space() {
        let all: Vec<_> =
            tokens(b"{\\b0 x\\'e9\\u-10\\par\n y\\~\\bin3 {}{z\\'zz\\u99999999999 }").collect();
        let want = [
            Open,
            Word("b", Some(0)),
            Text(b"x"),
            Byte(0xe9),
            Word("u", Some(-10)),
            Word("par", None),
            Text(b" y"),
            Symbol(b'~'),
            Text(b"z"),
            Symbol(b'\''),
            Text(b"zz"),
            Word("u", None),
            Text(b"9 "),
            Close,
        ];
        assert_eq!(all, want);
    }
}
