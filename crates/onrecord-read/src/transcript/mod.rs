//! Transcripts, chats, mails and interviews: who speaks where, by the shape of the lines.
//!
//! Room `library` calls [`turns`] for texts of any kind. The text is not changed. A text is a talk only
//! where its shapes as a whole speak for it: prose with colons has no turns.
//!
//! Each family sees the text as lines with what stands in front of them taken apart ([`mod@line`]):
//! mails ([`mail`]), messages ([`chat`]), labels and letters in front of what is spoken ([`talk`]); or as
//! blocks: questions in bold ([`interview`]), posts over their signature ([`posts`]).

mod chat;
mod inner;
mod interview;
mod letters;
mod line;
mod mail;
mod ordered;
mod posts;
mod stamp;
mod stamped;
mod talk;
mod witness;

#[cfg(test)]
mod tests;

pub(super) use witness::is_interviewer;

use crate::sounds::{self, joined};
use onrecord_model::{Document, Turn, TurnPart};
use onrecord_text::Span;

/// The turns of `document`, in order; empty where it is no talk.
///
/// Words begin behind the label and end with the last line of the turn; numbers of lines, sounds and
/// stage directions part them into pieces. A speaker is named only where the document does so: `Q.`,
/// `A.`, `P:` and `R:` alone name nobody.
///
/// `bold` is what blocks begin with in bold, in order.
pub fn turns(document: &Document, bold: &[Span]) -> Vec<Turn> {
    let page = line::TranscriptPage::of(document);
    let found = mail::turns(&page)
        .or_else(|| chat::turns(&page))
        .or_else(|| talk::turns(&page))
        .or_else(|| stamped::turns(&page))
        .or_else(|| interview::turns(document, bold));
    found.unwrap_or_else(|| posts::turns(document))
}

/// Turns while they are found, line by line.
struct Turns<'d> {
    text: &'d str,
    done: Vec<Turn>,
    open: Option<Turn>,
    /// Lines that belong to the open turn if another one follows.
    reach: Vec<Span>,
}

impl<'d> Turns<'d> {
    fn new(document: &'d Document) -> Self {
        Self { text: document.text(), done: Vec::new(), open: None, reach: Vec::new() }
    }

    /// The last words of the open turn.
    fn open_words(&self) -> Option<&'d str> {
        let words = self.open.as_ref()?.words.last()?;
        Some(words.of(self.text))
    }

    /// Ends the open turn, with what it reached, and begins one whose first words are `words`.
    fn begin(&mut self, turn: Turn, words: Span) {
        self.close();
        self.open = Some(turn);
        self.extend(words);
    }

    /// The open turn goes on over `line`, surely.
    fn extend(&mut self, line: Span) {
        let reached = std::mem::take(&mut self.reach);
        if let Some(turn) = &mut self.open {
            for line in reached.into_iter().chain([line]).filter(|line| !line.is_empty()) {
                joined(self.text, &mut turn.words, line);
            }
        }
    }

    /// The open turn goes on over `line` if another turn follows.
    fn reach(&mut self, line: Span) {
        match &self.open {
            // A label on a line of its own: the words begin here.
            Some(turn) if turn.words.is_empty() => self.extend(line),
            Some(_) => self.reach.push(line),
            None => {}
        }
    }

    /// Ends the open turn with what it reached.
    fn close(&mut self) {
        self.extend(Span::default());
        self.stop();
    }

    /// Ends the open turn with what is surely its own.
    fn stop(&mut self) {
        self.reach.clear();
        let Some(mut turn) = self.open.take() else { return };
        turn.words = sounds::spoken(self.text, &turn.words);
        if let [words] = turn.words.as_mut_slice() {
            *words = unquoted(self.text, *words);
        }
        if !turn.words.is_empty() {
            self.done.push(turn);
        }
    }
}

/// Words without the marks of quotation that stand around all of them.
fn unquoted(text: &str, words: Span) -> Span {
    let whole = words.of(text);
    let marks = [('“', '”'), ('«', '»'), ('"', '"')];
    let inside = marks.iter().find_map(|(open, close)| {
        let inside = whole.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then_some((inside, open.len_utf8()))
    });
    match inside {
        Some((inside, mark)) if !inside.trim().is_empty() => {
            let start = words.start + mark as u32;
            Span::new(start, start + inside.len() as u32)
        }
        _ => words,
    }
}

/// A turn of `speaker` without its words.
fn turn_of(speaker: Option<Span>, part: TurnPart) -> Turn {
    Turn { speaker, part, ..Turn::default() }
}
