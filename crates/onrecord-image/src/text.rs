//! [`Text`]: a text, owned or where it lies in an image.
#![allow(
    unsafe_code,
    reason = "text is found to be UTF-8 once, not at every look: see `Text::deref`"
)]

use std::fmt;
use std::ops::{Deref, Range};

use crate::Column;

/// A text, owned or where it lies in an image. Read as a `str`.
#[derive(Clone)]
pub struct Text(Place);

#[derive(Clone)]
enum Place {
    Owned(Box<str>),
    /// Bytes that were found to be UTF-8.
    Mapped(Column<u8>),
}

impl Text {
    /// The text that the bytes of `column` are; `None` where they are no UTF-8.
    pub(crate) fn of(column: Column<u8>) -> Option<Self> {
        std::str::from_utf8(&column).ok()?;
        Some(Self(Place::Mapped(column)))
    }

    /// A part of it (bytes), sharing what it lies in; `None` where it has no such part or that cuts a
    /// character. One that is owned is copied.
    pub fn view(&self, range: Range<usize>) -> Option<Self> {
        let part = self.get(range.clone())?;
        match &self.0 {
            Place::Owned(_) => Some(part.into()),
            Place::Mapped(column) => Some(Self(Place::Mapped(column.view(range)?))),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Place::Owned(text) => text,
            // SAFETY: `of` found these bytes to be UTF-8, and `part` cuts between characters. They stay
            // as they are as `Map::of_file` says; pages that were lost read as zeros, which are UTF-8 but may
            // cut a character at a page's edge, so a map that is torn is looked at again.
            Place::Mapped(bytes) if !bytes.is_torn() => unsafe {
                std::str::from_utf8_unchecked(bytes)
            },
            Place::Mapped(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Place::Owned(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Place::Owned(text.into()))
    }
}

impl From<Box<str>> for Text {
    fn from(text: Box<str>) -> Self {
        Self(Place::Owned(text))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}
