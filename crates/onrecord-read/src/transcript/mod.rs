//! Transcripts in plain text: who speaks where, by the labels in front of the words.
//!
//! Room `library` calls [`turns`] for texts of any kind. The text is not changed. A text is a
//! transcript only where its labels as a whole speak for it: prose with colons has no turns.
//!
//! Two families: questions and answers ([`hearing`]: interviews, depositions, trials), and names
//! ([`names`]: meetings, interviews, what recording services write). Both see the text as lines
//! with what stands in front of them taken apart ([`mod@line`]).

mod hearing;
mod line;
mod names;

#[cfg(test)]
mod tests;

use onrecord_model::{Document, Turn};
use onrecord_text::Span;

/// The turns of `document`, in order; empty where it is no transcript.
///
/// Words begin behind the label and end with the last line of the turn. In a hearing with numbered
/// lines the numbers inside remain: the words are the text's own bytes. A speaker is named only
/// where the document does so: `Q.`, `A.`, `P:` and `R:` alone name nobody.
pub fn turns(document: &Document) -> Vec<Turn> {
    let page = line::TranscriptPage::of(document);
    hearing::turns(&page).or_else(|| names::turns(&page)).unwrap_or_default()
}

/// Turns while they are found, line by line.
#[derive(Default)]
struct Turns {
    done: Vec<Turn>,
    open: Option<Turn>,
    /// Where the open turn ends if another one follows.
    reach: u32,
}

impl Turns {
    /// Ends the open turn, with what it reached, and begins one whose words begin at `words`.
    fn begin(&mut self, speaker: Option<Span>, words: Span, time: Option<u32>) {
        self.close();
        self.reach = words.end;
        self.open = Some(Turn { speaker, words, time });
    }

    /// The open turn goes on over `line`, surely.
    fn extend(&mut self, line: Span) {
        if let Some(turn) = &mut self.open {
            // A label on a line of its own: the words begin here.
            if turn.words.is_empty() {
                turn.words.start = line.start;
            }
            turn.words.end = line.end;
            self.reach = line.end;
        }
    }

    /// The open turn goes on over `line` if another turn follows.
    fn reach(&mut self, line: Span) {
        if self.open.is_some_and(|turn| turn.words.is_empty()) {
            self.extend(line);
        }
        self.reach = line.end;
    }

    /// Ends the open turn with what it reached.
    fn close(&mut self) {
        if let Some(turn) = &mut self.open {
            turn.words.end = turn.words.end.max(self.reach);
        }
        self.stop();
    }

    /// Ends the open turn with what is surely its own.
    fn stop(&mut self) {
        self.done.extend(self.open.take().filter(|turn| !turn.words.is_empty()));
    }
}
