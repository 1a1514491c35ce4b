//! [`QueryLine`]: the search line with its history, and the query it stands for, read once for each edit.

use crate::app::input::action::Action;
use crate::app::input::input_line::InputLine;
use onrecord_search::Query;

/// Queries kept for `Alt-P`.
const HISTORY: usize = 100;

/// A line being edited.
#[derive(Debug, Clone, Default)]
pub struct QueryLine {
    line: InputLine,
    /// What [`QueryLine::text`] asks for.
    query: Query,
    history: Vec<String>,
    /// How far back in `history` the line stands (0: not at all).
    back: usize,
    /// What was typed before going back.
    typed: String,
    /// Whether the whole text is marked, so that what is typed next takes its place.
    marked: bool,
}

impl QueryLine {
    /// The text as typed.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// What it asks for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Where the cursor stands, in bytes of [`QueryLine::text`].
    pub fn cursor(&self) -> usize {
        self.line.cursor()
    }

    /// Replaces the text; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.line.set(text);
        self.back = 0;
        self.marked = false;
        self.query = Query::parse(self.text());
    }

    /// Marks the whole text: what is typed next takes its place, a movement of the cursor unmarks it.
    pub fn mark(&mut self) {
        self.line.end();
        self.marked = !self.text().is_empty();
    }

    /// Takes the mark off.
    pub(crate) fn unmark(&mut self) {
        self.marked = false;
    }

    /// Whether the whole text is marked.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// Remembers the present text for `Alt-P`.
    pub fn remember(&mut self) {
        let text = self.line.text();
        if text.trim().is_empty() || self.history.last().is_some_and(|last| last == text) {
            return;
        }
        self.history.push(text.to_owned());
        if self.history.len() > HISTORY {
            self.history.remove(0);
        }
    }

    /// Types `text` at the cursor; line ends and tabs of a paste become spaces, other control
    /// characters are left out.
    pub fn insert(&mut self, text: &str) {
        if self.marked {
            self.remember();
            self.set("");
        }
        self.line.insert(text);
        self.query = Query::parse(self.text());
    }

    /// Performs an editing action; `false` where it is none.
    pub fn edit(&mut self, action: Action) -> bool {
        let marked = std::mem::take(&mut self.marked);
        match action {
            Action::Line(edit) if marked && edit.deletes() => {
                self.remember();
                self.set("");
            }
            Action::Older => self.travel(self.back + 1),
            Action::Newer => self.travel(self.back.saturating_sub(1)),
            other if self.line.edit(other) => self.query = Query::parse(self.line.text()),
            _ => return false,
        }
        true
    }

    fn travel(&mut self, back: usize) {
        if self.back == 0 {
            self.line.text().clone_into(&mut self.typed);
        }
        let entry = match back {
            0 => Some(&self.typed),
            _ => self.history.iter().nth_back(back - 1),
        };
        let Some(text) = entry.cloned() else { return };
        self.set(&text);
        self.back = back;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::action::LineEdit;

    #[test]
    fn edits_by_grapheme_and_word() {
        use LineEdit::{
            DeleteBack, DeleteForward, DeleteToEnd, DeleteToStart, DeleteWord, Left, Right, Start,
            WordLeft, WordRight,
        };
        for (text, actions, want, cursor) in [
            ("cafe\u{301}", &[DeleteBack][..], "caf", 3),
            ("a🇸🇻b", &[Left, DeleteBack], "ab", 1),
            ("one two  ", &[DeleteWord], "one ", 4),
            ("one two", &[WordLeft, DeleteToStart], "two", 0),
            ("one two", &[Start, WordRight, DeleteToEnd], "one", 3),
            ("漢字", &[Start, DeleteForward], "字", 0),
            ("", &[DeleteBack, Left, Right, DeleteForward], "", 0),
        ] {
            let mut line = QueryLine::default();
            line.insert(text);
            for action in actions {
                assert!(line.edit(Action::Line(*action)));
                assert_eq!(line.query(), &Query::parse(line.text()), "{text}");
            }
            assert_eq!((line.text(), line.cursor()), (want, cursor), "{text}");
        }
    }

    #[test]
    fn history_goes_back_and_returns_to_what_was_typed() {
        let mut line = QueryLine::default();
        for query in ["first", "second", "second"] {
            line.set(query);
            line.remember();
        }
        line.set("new");
        let mut seen = vec![];
        for action in [Action::Older, Action::Older, Action::Older, Action::Newer, Action::Newer] {
            line.edit(action);
            seen.push(line.text().to_owned());
            assert_eq!(line.query(), &Query::parse(line.text()));
        }
        assert_eq!(seen, ["second", "first", "first", "second", "new"]);
    }

    #[test]
    fn a_marked_text_gives_way_and_a_movement_unmarks_it() {
        use Action::{Line, Older};
        use LineEdit::{DeleteBack, DeleteWord, End, Left};
        for (actions, want) in [
            (&[][..], "x"),
            (&[Line(End)], "one twox"),
            (&[Line(Left)], "one twxo"),
            (&[Line(DeleteBack)], "x"),
            (&[Line(DeleteWord)], "x"),
            (&[Line(DeleteBack), Older], "one twox"),
        ] {
            let mut line = QueryLine::default();
            line.set("one two");
            line.mark();
            for action in actions {
                line.edit(*action);
                assert!(!line.is_marked());
            }
            line.insert("x");
            assert_eq!(line.query(), &Query::parse(line.text()), "{actions:?}");
            assert_eq!((line.text(), line.is_marked()), (want, false), "{actions:?}");
        }
        let mut empty = QueryLine::default();
        empty.mark();
        assert!(!empty.is_marked(), "there is nothing to mark");
    }

    #[test]
    fn a_paste_is_one_line_and_bounded() {
        let mut line = QueryLine::default();
        line.insert("two\nlines\u{1b}[2J");
        assert_eq!(line.text(), "two lines[2J");
        line.insert(&"x".repeat(100_000));
        assert_eq!(line.text().len(), 2000);
    }
}
