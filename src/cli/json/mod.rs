//! One JSON object a line (NDJSON), for scripts. `docs/json.md` names every key; they are stable:
//! a key is always there, in the same place, with `null` where there is no value.
//!
//! The commands call it; it is the only part of `cli` that knows serde.

mod anchor;
mod annotated;
mod block;
mod carried;
mod extracted;
mod found;
mod hole;
mod log;
mod news;
mod record;
mod reprint;
mod shared;
mod statement;

pub(super) use block::blocks;
pub(super) use extracted::{document, fault};
pub(super) use found::{found, nothing};
pub(super) use hole::hole;
pub(super) use log::log_entry;
pub(super) use news::news;
pub(super) use record::{actor, dating, event, source};
pub(super) use reprint::reprint;
pub(super) use statement::statement;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;
use onrecord_text::{Part, clean};

/// Writes the record as one line; nothing where there is no such record.
///
/// # Errors
/// When it cannot be written.
pub(super) fn subject(to: &mut dyn Write, corpus: &Corpus, subject: RecordRef) -> io::Result<()> {
    match subject {
        RecordRef::Row(row) => statement(to, corpus, row),
        RecordRef::Actor(ix) => actor(to, corpus, ix),
        RecordRef::Event(ix) => event(to, corpus, ix),
        RecordRef::Source(ix) => source(to, corpus, ix),
    }
}

fn line(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *to, Harmless))?;
    to.write_all(b"\n")
}

/// Compact JSON in which characters that could steer a terminal stand as `\uXXXX`, so that looking
/// at it is safe and the words are still the source's when it is read. (Those below U+0020 are
/// always escaped in JSON.)
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        escaped(writer, fragment)
    }

    /// A value as it came: between its texts there may be white space, which stays on the line.
    fn write_raw_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let fragment = fragment.replace(['\t', '\r', '\n'], " ");
        escaped(writer, &fragment)
    }
}

fn escaped<W: ?Sized + Write>(writer: &mut W, text: &str) -> io::Result<()> {
    let mut plain = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| clean::is_hostile(*c)) {
        writer.write_all(text.part(plain..at).as_bytes())?;
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(writer, "\\u{unit:04x}")?;
        }
        plain = at + c.len_utf8();
    }
    writer.write_all(text.part(plain..).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut bytes = Vec::new();
        line(&mut bytes, &text).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped() {
        for (text, want) in [
            ("plain “é” 漢 🙂", "\"plain “é” 漢 🙂\"\n"),
            ("\u{1b}[2J\u{7f}", "\"\\u001b[2J\\u007f\"\n"),
            ("\u{9b}31m\u{202e}", "\"\\u009b31m\\u202e\"\n"),
            ("a\u{2028}b\u{200f}c\u{feff}", "\"a\\u2028b\\u200fc\\ufeff\"\n"),
            ("a\r\n\tb", "\"a\\r\\n\\tb\"\n"),
        ] {
            assert_eq!(written(text), want);
        }
    }

    proptest! {
        #[test]
        fn the_words_come_back_as_they_were(text in any::<String>()) {
            let json = written(&text);
            prop_assert!(!json.trim_end_matches('\n').chars().any(clean::is_hostile));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
