//! How a command ends: its exit code, or what stopped it.

use std::io::{self, ErrorKind, Write};

use onrecord_text::clean;

/// Done, or found.
pub(super) const FOUND: u8 = 0;
/// Nothing found, or faults found.
pub(super) const NOTHING: u8 = 1;
/// Bad use, or input that cannot be read.
pub(super) const REFUSED: u8 = 2;

/// What stops a command before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Whoever reads the answer has closed the pipe.
    Closed,
    /// What stands in the way, and what to do, in one sentence.
    Refused(String),
}

/// An exit code, or what stopped the command.
pub(super) type Answer = Result<u8, Stop>;

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Refused(format!("the answer cannot be written: {error}")),
        }
    }
}

/// Says a sentence on stderr, beside the answer. Whether anybody hears it is no concern of ours.
pub(super) fn tell(sentence: &str) {
    let _ = writeln!(io::stderr(), "onrecord: {}", clean::one_line(sentence));
}
