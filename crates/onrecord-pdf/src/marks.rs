//! Marks around the content of a page (ISO 32000-2, 14.6 and 14.9.4): what letters stand for, and
//! what is the head or foot of the page.
//!
//! Asked by `content`.

use hayro_syntax::object::{Dict, Name, String as Words};

use super::about;
use super::faces::plain;
use super::letter::Letter;

/// How many marks stay open; real files stay below fifty.
const DEEPEST: usize = 1024;

/// The marks that are open at a place of the content.
#[derive(Default)]
pub(crate) struct MarkStack {
    open: Vec<OpenMark>,
    /// How many were left out of `open`: it was full.
    left_out: usize,
    furniture: usize,
}

/// An open mark.
pub(crate) struct OpenMark {
    /// How many letters there were before it.
    from: usize,
    /// What the letters in it stand for, if it says so.
    says: Option<String>,
    /// Whether they belong to the page and not to the text.
    furniture: bool,
}

impl OpenMark {
    /// A mark that says nothing, after `from` letters.
    pub(crate) fn at(from: usize) -> Self {
        Self { from, says: None, furniture: false }
    }

    /// With what its kind and its properties say.
    pub(crate) fn with(self, kind: &Name<'_>, about: &Dict<'_>) -> Self {
        let says = about.get::<Words<'_>>("ActualText").map(|says| about::string(&says));
        let part = about.get::<Name<'_>>("Type").is_some_and(|part| part.as_ref() == b"Pagination");
        Self { says, furniture: part && kind.as_ref() == b"Artifact", ..self }
    }
}

impl MarkStack {
    /// Opens a mark.
    pub(crate) fn open(&mut self, mark: OpenMark) {
        if self.open.len() < DEEPEST {
            self.furniture += usize::from(mark.furniture);
            self.open.push(mark);
        } else {
            self.left_out += 1;
        }
    }

    /// Whether a mark that is open says that its letters belong to the page and not to the text.
    pub(crate) fn say_furniture(&self) -> bool {
        self.furniture > 0
    }

    /// Closes the last mark. Where it says what its letters stand for (a hyphen that is none, a
    /// ligature without a code), the first of them says it for all; not where they fill more than a
    /// line, because then nobody knows which word stands where.
    pub(crate) fn close(&mut self, letters: &mut Vec<Letter>) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        let Some(OpenMark { from, says, furniture }) = self.open.pop() else { return };
        self.furniture -= usize::from(furniture);
        let Some([first, rest @ ..]) = letters.get_mut(from..) else { return };
        let on_line = |letter: &Letter| {
            letter.turn == first.turn && (letter.y - first.y).abs() < first.size / 2.0
        };
        let Some(says) = says.filter(|_| rest.iter().all(on_line)) else { return };
        first.x1 = rest.iter().map(|letter| letter.x1).fold(first.x1, f32::max);
        first.text = plain(&says).into();
        letters.truncate(from + usize::from(!says.is_empty()));
    }
}
