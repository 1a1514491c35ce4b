//! UTF-16 and UTF-32 without a mark, known by their zero bytes; and text by the absence of others.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use onrecord_text::Part as _;

/// How many of the first bytes are looked at; a multiple of 4.
const HEAD: usize = 64 << 10;

/// The order of the bytes of UTF-32.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wide {
    /// UTF-32, the highest byte first or last.
    Utf32(fn([u8; 4]) -> u32),
    /// UTF-16.
    Utf16(&'static Encoding),
}

impl Wide {
    /// What the encoding is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf32(_) => "UTF-32",
            Self::Utf16(encoding) => encoding.name(),
        }
    }

    /// What `bytes`, without a mark, say.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf32(unit) => utf_32(bytes, unit),
            Self::Utf16(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// The characters of UTF-32; what is none becomes `�`, as do bytes over.
fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> String {
    let (units, over) = bytes.as_chunks::<4>();
    let char = |bytes: &[u8; 4]| char::from_u32(unit(*bytes));
    let chars = units.iter().map(char).chain((!over.is_empty()).then_some(None));
    chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The mark that `bytes` begin with, and its length. That of UTF-32 begins with that of UTF-16.
pub(super) fn marked(bytes: &[u8]) -> Option<(Wide, usize)> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some((Wide::Utf32(u32::from_le_bytes), 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Wide::Utf32(u32::from_be_bytes), 4)),
        [0xff, 0xfe, ..] => Some((Wide::Utf16(UTF_16LE), 2)),
        [0xfe, 0xff, ..] => Some((Wide::Utf16(UTF_16BE), 2)),
        _ => None,
    }
}

/// As what `bytes`, which have zeros and no mark, are text.
pub(super) fn unmarked(bytes: &[u8]) -> Option<Wide> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (units, _) = head.as_chunks::<4>();
    for unit in [u32::from_le_bytes, u32::from_be_bytes] {
        let is_char = |bytes: &[u8; 4]| {
            char::from_u32(unit(*bytes)).is_some_and(|c| !c.is_control() || c.is_whitespace())
        };
        if !units.is_empty() && units.iter().all(is_char) {
            return Some(Wide::Utf32(unit));
        }
    }
    let [low, high] = [UTF_16LE, UTF_16BE].map(|encoding| (plain(head, encoding), encoding));
    let (most, least) = if low.0 >= high.0 { (low, high) } else { (high, low) };
    // What is UTF-8 as well, ASCII with zeros, must be Latin letters nearly throughout; other scripts
    // show in their blanks and line ends.
    let as_utf_8 = std::str::from_utf8(head).is_ok() || head.len() < 4;
    let chars = i64::try_from(head.len() / 2).unwrap_or(i64::MAX);
    let least_plain = if as_utf_8 { chars * 3 / 4 } else { chars / 64 };
    (most.0 > least_plain && most.0 > 4 * least.0.max(0)).then_some(Wide::Utf16(most.1))
}

/// How many characters of `head`, read as `encoding`, every text has (ASCII, the punctuation of East Asia),
/// less those that none has.
fn plain(head: &[u8], encoding: &'static Encoding) -> i64 {
    let whole = head.part(..head.len() / 2 * 2);
    let text = encoding.decode_without_bom_handling(whole).0;
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{3002}' | '\u{ff01}'..='\u{ff1f}' => 1,
            '\u{0}'..='\u{9f}' | '\u{fffd}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}' => -8,
            _ => 0,
        })
        .sum()
}

/// Whether bytes that are of no wide encoding are text all the same: few of them are the controls
/// that no text has.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let foreign = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    head.iter().filter(foreign).count() * 100 <= head.len()
}
