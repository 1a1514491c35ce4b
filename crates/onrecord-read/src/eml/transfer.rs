//! Transfer encodings of mail (RFC 2045, §6): base64 and quoted-printable, read leniently.

use onrecord_text::Part as _;

/// What base64 stands for. Whatever is not of its alphabet is passed over, as §6.8 asks; an odd
/// last letter is dropped.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u8);
    for value in bytes.iter().take_while(|byte| **byte != b'=').filter_map(|byte| sextet(*byte)) {
        bits = (bits << 6) | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// Whether `bytes` may be base64: plain words under its name are known by the spaces between them.
pub(super) fn is_base64(bytes: &[u8]) -> bool {
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let (mut spaces, mut words) = (0, 0);
    for line in lines {
        let inner = line.iter().filter(|byte| matches!(byte, b' ' | b'\t')).count();
        spaces += inner;
        words += usize::from(!line.is_empty()) + inner;
    }
    spaces * 2 <= words
}

/// `bytes` in base64, in lines of 76 letters.
pub(super) fn to_base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len() / 3 * 4 + bytes.len() / 57 + 8);
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let mut whole = [0; 4];
            for (slot, byte) in whole.iter_mut().skip(1).zip(three) {
                *slot = *byte;
            }
            let bits = u32::from_be_bytes(whole);
            for place in 0..=three.len() {
                let letter = LETTERS.get((bits >> (18 - 6 * place)) as usize & 63);
                out.extend(letter);
            }
            out.extend(std::iter::repeat_n(b'=', 3 - three.len()));
        }
        out.push(b'\n');
    }
    out
}

/// Whether base64 without its `=` ends where a byte ends: the bits over are zero.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let letters = bytes.iter().filter_map(|byte| sextet(*byte)).count();
    let last = bytes.iter().rev().find_map(|byte| sextet(*byte)).unwrap_or(0);
    match letters % 4 {
        2 => last.trailing_zeros() >= 4,
        3 => last.trailing_zeros() >= 2,
        over => over == 0,
    }
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// What quoted-printable stands for. `=` before anything else than two hex digits or a line end
/// is itself (§6.7).
pub(crate) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match (byte, soft_break(after), hex(after)) {
            (b'=', Some(next), _) => rest = next,
            (b'=', None, Some((value, next))) => {
                out.push(value);
                rest = next;
            }
            _ => out.push(*byte),
        }
    }
    out
}

/// The bytes after a line end, with blanks before it, if `bytes` begins with one.
fn soft_break(bytes: &[u8]) -> Option<&[u8]> {
    // Blanks at a line's end are few: a long run of them is not looked through again and again.
    let blanks = bytes.iter().take(80).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match bytes.part(blanks..) {
        [b'\r', b'\n', rest @ ..] | [b'\n' | b'\r', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// The byte that two hex digits at the start of `bytes` stand for, and what follows.
pub(super) fn hex(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, rest @ ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some(((digit(*high)? * 16 + digit(*low)?) as u8, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base64_lines(plain: &str) -> Vec<u8> {
        base64(&to_base64(plain.as_bytes()))
    }

    #[test]
    fn encodings_are_undone() {
        for (coded, plain) in [
            ("", ""),
            ("aG9sYQ==", "hola"),
            ("aG9s\r\nYSE=", "hola!"),
            ("aG9sYQ", "hola"),
            ("a", ""),
            ("**aG9sYQ", "hola"),
        ] {
            assert_eq!(base64(coded.as_bytes()), plain.as_bytes(), "{coded}");
            assert!(is_base64(coded.as_bytes()), "{coded}");
        }
        assert!(!is_base64(b"nobody coded these words\r\n\r\nof Bo Li\r\n"));
        for plain in ["", "h", "ho", "hol", "hola", &"ñandú ".repeat(40)] {
            assert_eq!(base64_lines(plain), plain.as_bytes());
        }
        for (coded, plain) in [
            ("a=C3=A9b", "aéb"),
            ("long =\r\nline =  \nend", "long line end"),
            ("1 = 2 =zz =4", "1 = 2 =zz =4"),
            ("=", "="),
        ] {
            assert_eq!(quoted_printable(coded.as_bytes()), plain.as_bytes(), "{coded}");
        }
    }
}
