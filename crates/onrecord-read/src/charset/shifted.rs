//! Text of seven bits that shifts into the characters of East Asia: ISO-2022-JP, -KR and -CN, HZ.
//!
//! `encoding_rs` has the first; the others are EUC-KR and GBK with their eighth bit taken off.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, GBK, ISO_2022_JP};
use memchr::memmem;

use onrecord_text::Part as _;

/// A way to shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shifted {
    /// ISO-2022-JP (RFC 1468).
    Japanese,
    /// ISO-2022-KR (RFC 1557).
    Korean,
    /// ISO-2022-CN (RFC 1922), as far as it is GB 2312.
    Chinese,
    /// HZ (RFC 1843).
    Hz,
}

/// Escapes that name a set of characters, and whose they are.
const ESCAPES: &[(&[u8], Shifted)] = &[
    (b"\x1b$B", Shifted::Japanese),
    (b"\x1b$@", Shifted::Japanese),
    (b"\x1b$(D", Shifted::Japanese),
    (b"\x1b(I", Shifted::Japanese),
    (b"\x1b(J", Shifted::Japanese),
    (b"\x1b$)C", Shifted::Korean),
    (b"\x1b$)A", Shifted::Chinese),
];

impl Shifted {
    /// The one that a label names.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        match label.to_ascii_lowercase().as_str() {
            "iso-2022-jp" | "csiso2022jp" | "iso-2022-jp-1" | "iso-2022-jp-2" => {
                Some(Self::Japanese)
            }
            "iso-2022-kr" | "csiso2022kr" => Some(Self::Korean),
            "iso-2022-cn" | "iso-2022-cn-ext" => Some(Self::Chinese),
            "hz" | "hz-gb-2312" => Some(Self::Hz),
            _ => None,
        }
    }

    /// The one whose escapes stand in `bytes`, if these have seven bits each.
    pub(super) fn escaped(bytes: &[u8]) -> Option<Self> {
        memchr::memchr(0x1b, bytes)?;
        if !bytes.is_ascii() {
            return None;
        }
        let found = ESCAPES.iter().find(|(escape, _)| memmem::find(bytes, escape).is_some());
        found.map(|(_, shifted)| *shifted)
    }

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Japanese => "ISO-2022-JP",
            Self::Korean => "ISO-2022-KR",
            Self::Chinese => "ISO-2022-CN",
            Self::Hz => "HZ-GB-2312",
        }
    }

    /// Whether `bytes` have its sign: without it they are ASCII, or something else.
    pub(super) fn shows(self, bytes: &[u8]) -> bool {
        match self {
            Self::Hz => bytes.is_ascii() && memmem::find(bytes, b"~{").is_some(),
            other => Self::escaped(bytes) == Some(other),
        }
    }

    /// What `bytes` say.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let whole = |encoding: &'static Encoding, bytes: &[u8]| {
            encoding.decode_without_bom_handling(bytes).0.into_owned().into()
        };
        match self {
            Self::Japanese => ISO_2022_JP.decode_without_bom_handling(bytes).0,
            Self::Korean => whole(EUC_KR, &unshifted(bytes)),
            Self::Chinese => whole(GBK, &unshifted(bytes)),
            Self::Hz => whole(GBK, &tilded(bytes)),
        }
    }
}

/// ISO-2022 with one set besides ASCII: between SO and SI a byte has its eighth bit, escapes go.
fn unshifted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut high, mut rest) = (false, bytes);
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            0x0e => high = true,
            0x0f => high = false,
            // `ESC $ ) C`: which set SO means.
            0x1b if matches!(behind, [b'$', b')' | b'*' | b'+', _, ..]) => rest = behind.part(3..),
            // A line begins in ASCII.
            b'\n' => {
                high = false;
                out.push(*byte);
            }
            0x21..=0x7e if high => out.push(byte | 0x80),
            _ => out.push(*byte),
        }
    }
    out
}

/// HZ: between `~{` and `~}` a byte has its eighth bit; `~~` is a tilde, one at a line's end joins it to the
/// next.
fn tilded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut high, mut rest) = (false, bytes);
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, behind.first(), high) {
            (b'~', Some(b'{'), _) => high = true,
            (b'~', Some(b'}'), _) => high = false,
            (b'~', Some(b'~'), false) => out.push(b'~'),
            (b'~', Some(b'\n'), _) => {}
            (0x21..=0x7e, _, true) => {
                out.push(byte | 0x80);
                continue;
            }
            _ => {
                high &= *byte != b'\n';
                out.push(*byte);
                continue;
            }
        }
        rest = behind.part(1..);
    }
    out
}
