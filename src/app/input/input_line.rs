//! [`InputLine`]: one line of text with readline's habits, its cursor moving by grapheme.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::input::action::{Action, LineEdit};
use onrecord_text::Part;

/// The longest line in bytes; a paste beyond it is cut. It is a sentence, not a document.
const LONGEST: usize = 2000;

/// A line being edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputLine {
    text: String,
    /// Byte offset in `text`, between two graphemes.
    cursor: usize,
}

impl InputLine {
    /// The text as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes of [`InputLine::text`].
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces the text; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.end();
    }

    /// The cursor goes to the end.
    pub(crate) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Types `text` at the cursor; line ends and tabs of a paste become spaces, other control
    /// characters are left out.
    pub fn insert(&mut self, text: &str) {
        let clean = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
        for c in clean.filter(|c| !c.is_control()) {
            if self.text.len() + c.len_utf8() > LONGEST {
                break;
            }
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Performs an editing action; `false` where it is none.
    pub fn edit(&mut self, action: Action) -> bool {
        let Action::Line(edit) = action else { return false };
        match edit {
            LineEdit::Start => self.cursor = 0,
            LineEdit::End => self.end(),
            LineEdit::Left => self.cursor = self.left(),
            LineEdit::Right => self.cursor = self.right(),
            LineEdit::WordLeft => self.cursor = self.word_left(),
            LineEdit::WordRight => self.cursor = self.word_right(),
            LineEdit::DeleteBack => self.delete(self.left(), self.cursor),
            LineEdit::DeleteForward => self.delete(self.cursor, self.right()),
            LineEdit::DeleteWord => self.delete(self.word_left(), self.cursor),
            LineEdit::DeleteToStart => self.delete(0, self.cursor),
            LineEdit::DeleteToEnd => self.delete(self.cursor, self.text.len()),
        }
        true
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn before(&self) -> &str {
        self.text.part(..self.cursor)
    }

    fn after(&self) -> &str {
        self.text.part(self.cursor..)
    }

    fn left(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.cursor + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let trimmed = self.before().trim_end();
        let Some(space) = trimmed.rfind(' ') else { return 0 };
        space + 1
    }

    fn word_right(&self) -> usize {
        let after = self.after();
        let skipped = after.len() - after.trim_start().len();
        let word = after.trim_start();
        self.cursor + skipped + word.find(' ').unwrap_or(word.len())
    }
}
