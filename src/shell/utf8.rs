//! [`Utf8`]: characters out of bytes that come in pieces, cut anywhere.

use std::str;

/// Holds the beginning of a character until the rest of it comes.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Utf8 {
    /// At most three bytes: the beginning of one character.
    held: Vec<u8>,
}

impl Utf8 {
    /// Takes a byte; gives the characters that are complete now. A byte that belongs to none is the
    /// C1 control of its number (a terminal that answers in eight bits), else U+FFFD.
    pub(super) fn take(&mut self, byte: u8) -> Vec<char> {
        self.held.push(byte);
        let mut out = Vec::new();
        while let Some(first) = self.held.first().copied() {
            match str::from_utf8(&self.held) {
                Ok(whole) => {
                    out.extend(whole.chars());
                    self.held.clear();
                }
                Err(fault) if fault.error_len().is_none() => break,
                Err(fault) => {
                    let c1 = (0x80..=0x9f).contains(&first);
                    out.push(if c1 { char::from(first) } else { char::REPLACEMENT_CHARACTER });
                    self.held.drain(..fault.error_len().unwrap_or(1));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> String {
        let mut utf8 = Utf8::default();
        bytes.iter().flat_map(|byte| utf8.take(*byte)).collect()
    }

    #[test]
    fn what_is_no_character_is_told_apart() {
        for (bytes, want) in [
            (&b"a\xc3\xa9"[..], "a\u{e9}"),
            (b"\x9b1c", "\u{9b}1c"),
            (b"\xc2\x9c", "\u{9c}"),
            (b"\xe2\x80\x9c", "\u{201c}"),
            (b"\xe9a", "\u{fffd}a"),
            (b"\xff\xe2\x80\x1b", "\u{fffd}\u{fffd}\u{1b}"),
        ] {
            assert_eq!(read(bytes), want, "{bytes:x?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_comes_out_as_it_is(text in "\\PC{0,20}") {
            prop_assert_eq!(read(text.as_bytes()), text);
        }

        #[test]
        fn no_bytes_are_held_for_ever(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut utf8 = Utf8::default();
            for byte in bytes {
                utf8.take(byte);
                prop_assert!(utf8.held.len() < 4);
            }
            prop_assert_eq!(utf8.take(b'q').pop(), Some('q'));
        }
    }
}
