//! Plain text: from bytes to characters, with nothing lost and nothing changed.
//!
//! UTF-8 stays as it is, byte order mark included, so that offsets are the file's own. What is
//! neither UTF-8 nor UTF-16 by its mark is read as Windows-1252, in which every byte has a
//! character; the reader is told.

use std::borrow::Cow;

/// As what bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; offsets are the file's.
    Utf8,
    /// UTF-16 with a byte order mark; offsets are those of the text in UTF-8.
    Utf16,
    /// Windows-1252; offsets are those of the text in UTF-8.
    Windows1252,
}

/// A text, and as what it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedText<'b> {
    /// The text.
    pub text: Cow<'b, str>,
    /// As what it was read.
    pub encoding: Encoding,
}

/// The bytes hold something else than text: a zero byte in what is no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// Characters of the bytes 0x80 to 0x9f in Windows-1252, with the C1 controls in its five gaps
/// (WHATWG Encoding Standard, index windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads `bytes` as text.
///
/// # Errors
/// [`NotText`] where they cannot be one.
pub fn decode(bytes: &[u8]) -> Result<DecodedText<'_>, NotText> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(DecodedText { text: Cow::Borrowed(text), encoding: Encoding::Utf8 });
    }
    let (text, encoding) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), Encoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), Encoding::Utf16),
        _ if bytes.contains(&0) => return Err(NotText),
        _ => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), Encoding::Windows1252),
    };
    Ok(DecodedText { text: Cow::Owned(text), encoding })
}

/// Half a surrogate pair and an odd last byte become `�`: there is no character for them.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.chain(rest.iter().map(|_| char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    let upper = usize::from(byte).checked_sub(0x80).and_then(|at| UPPER.get(at));
    upper.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        for (bytes, text, encoding) in [
            (&b""[..], "", Encoding::Utf8),
            ("é“漢🙂\r\n".as_bytes(), "é“漢🙂\r\n", Encoding::Utf8),
            (b"\xef\xbb\xbfmark", "\u{feff}mark", Encoding::Utf8),
            (b"nul\0 in UTF-8", "nul\0 in UTF-8", Encoding::Utf8),
            (
                b"Marroqu\xedn \x93no\x94 \x80 \x81",
                "Marroquín “no” € \u{81}",
                Encoding::Windows1252,
            ),
            (b"\xff\xfea\0\xe9\0\x3d\xd8\x42\xde", "aé🙂", Encoding::Utf16),
            (b"\xfe\xff\0a\0\xe9", "aé", Encoding::Utf16),
            (b"\xff\xfe\x3d\xd8a\0x", "�a�", Encoding::Utf16),
        ] {
            assert_eq!(decode(bytes), Ok(DecodedText { text: text.into(), encoding }));
        }
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0"), Err(NotText));
    }

    proptest::proptest! {
        #[test]
        fn windows_1252_loses_nothing(bytes in proptest::collection::vec(1u8.., 0..40)) {
            if let Ok(DecodedText { text, encoding: Encoding::Windows1252 }) = decode(&bytes) {
                let back = |c: char| match UPPER.iter().position(|upper| *upper == c) {
                    Some(at) => at as u8 + 0x80,
                    None => c as u8,
                };
                let back: Vec<u8> = text.chars().map(back).collect();
                // A UTF-16 mark was not met: the bytes are the text's.
                proptest::prop_assert_eq!(back, bytes);
            }
        }
    }
}
