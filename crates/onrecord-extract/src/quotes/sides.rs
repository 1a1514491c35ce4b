//! What stands directly beside a mark, by which it opens or closes.

use onrecord_text::Span;

/// The characters on both sides of a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

impl Sides {
    /// Of the mark at `mark`.
    pub(super) fn of(text: &str, mark: Span) -> Self {
        let before = text.get(..mark.start as usize).and_then(|head| head.chars().next_back());
        let after = text.get(mark.end as usize..).and_then(|tail| tail.chars().next());
        Self { before, after }
    }

    /// Nothing that a closing mark would follow.
    pub(super) fn is_free_before(self) -> bool {
        const OPENING: [char; 14] =
            ['(', '[', '—', '–', '-', '“', '„', '"', '«', '»', '/', '¿', '¡', '‹'];
        self.before.is_none_or(|c| c.is_whitespace() || OPENING.contains(&c))
    }

    /// Nothing before it but white space: the mark opens something.
    pub(super) fn is_free_before_mark(self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// Where only an opening mark stands: free before, and words begin behind it.
    pub(super) fn opens_by_place(self) -> bool {
        self.is_free_before() && self.after.is_some_and(|c| !c.is_whitespace() && !ends_words(c))
    }

    /// An opening mark that stands where only a closing one can (`it,“ said`).
    pub(super) fn closes_by_place(self) -> bool {
        self.is_stopped_before() && self.after.is_none_or(|c| c.is_whitespace() || ends_words(c))
    }

    /// Behind the stop or comma that a quote ends with.
    pub(super) fn is_stopped_before(self) -> bool {
        self.before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'))
    }

    /// Directly before a letter.
    pub(super) fn is_letter_after(self) -> bool {
        self.after.is_some_and(char::is_alphabetic)
    }

    /// Directly before a letter or a digit.
    pub(super) fn is_word_after(self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }

    /// Directly behind a digit.
    pub(super) fn is_number_before(self) -> bool {
        self.before.is_some_and(char::is_numeric)
    }
}

/// A character that stands behind a closing mark, never behind an opening one.
fn ends_words(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '»')
}
