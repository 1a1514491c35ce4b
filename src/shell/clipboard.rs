//! What goes to the clipboard, by OSC 52: the terminal's own clipboard, on whichever machine the
//! person sits. Nothing is written unless a key asks for it.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

use crate::app::msg::{Clip, Refusal};
use crate::export::{citation, fragment};
use crate::words::places;
use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;
use onrecord_text::{Span, clean, never};

/// The longest text sent, in bytes: in base64 it stays below the 100,000 that common terminals take.
const LONGEST: usize = 74_000;

/// The text for the clipboard.
///
/// # Errors
/// Why there is none.
pub(super) fn text(corpus: &Corpus, clip: Clip) -> Result<String, Refusal> {
    let text = match clip {
        Clip::Citation(subject) => citation::of(corpus, subject).ok_or_else(|| {
            never!("what is copied is a record of the corpus");
            Refusal::Fault
        })?,
        Clip::Link(subject) => {
            clean::one_line(&link(corpus, subject).ok_or(Refusal::NoLink)?).into_owned()
        }
    };
    if text.len() > LONGEST { Err(Refusal::TooLong(text.len())) } else { Ok(text) }
}

/// What asks the terminal to put `text` on its clipboard.
///
/// # Errors
/// Never in fact: it is written to memory.
pub(super) fn request(text: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    Ok(bytes)
}

/// A link a browser opens at the passage; for a local source its file, and page, time or line.
fn link(corpus: &Corpus, subject: RecordRef) -> Option<String> {
    if let Some(link) = fragment::of(corpus, subject) {
        return Some(link);
    }
    if let RecordRef::Row(row) = subject {
        let statement = corpus.row(row)?;
        return Some(places::of_in_file(corpus.source(statement.source)?, statement));
    }
    let stands = corpus.location(subject)?;
    // What has no words of its own is its whole source.
    let span = stands.words.first().copied().unwrap_or(Span::new(0, 0));
    corpus.source(stands.source).map(|source| places::in_file(source, span))
}
