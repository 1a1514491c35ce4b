//! [`SharedText`]: a text, owned or where it lies in an image.
#![allow(
    unsafe_code,
    reason = "text is found to be UTF-8 once, not at every look: see `SharedText::deref`"
)]

use std::fmt;
use std::ops::{Deref, Range};

use crate::SharedColumn;

/// A text, owned or where it lies in an image. Read as a `str`.
#[derive(Clone)]
pub struct SharedText(TextPlace);

#[derive(Clone)]
enum TextPlace {
    Owned(Box<str>),
    /// Bytes that were found to be UTF-8.
    Mapped(SharedColumn<u8>),
}

impl SharedText {
    /// The text that the bytes of `column` are; `None` where they are no UTF-8.
    pub(crate) fn of(column: SharedColumn<u8>) -> Option<Self> {
        std::str::from_utf8(&column).ok()?;
        Some(Self(TextPlace::Mapped(column)))
    }

    /// A part of it (bytes), sharing what it lies in; `None` where it has no such part or that cuts a
    /// character. One that is owned is copied.
    pub fn view(&self, range: Range<usize>) -> Option<Self> {
        let part = self.get(range.clone())?;
        match &self.0 {
            TextPlace::Owned(_) => Some(part.into()),
            TextPlace::Mapped(column) => Some(Self(TextPlace::Mapped(column.view(range)?))),
        }
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            TextPlace::Owned(text) => text,
            // SAFETY: `of` found these bytes to be UTF-8, and `part` cuts between characters. They stay
            // as they are as `Map::of_file` says; pages that were lost read as zeros, which are UTF-8 but may
            // cut a character at a page's edge, so a map that is torn is looked at again.
            TextPlace::Mapped(bytes) if !bytes.is_torn() => unsafe {
                std::str::from_utf8_unchecked(bytes)
            },
            TextPlace::Mapped(bytes) => sound(bytes),
        }
    }
}

/// What of the bytes of a map that is torn is still text: all up to the first that is none.
fn sound(bytes: &[u8]) -> &str {
    match bytes.utf8_chunks().next() {
        Some(first) => first.valid(),
        None => "",
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self(TextPlace::Owned(text.into()))
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self(TextPlace::Owned(text.into()))
    }
}

impl From<Box<str>> for SharedText {
    fn from(text: Box<str>) -> Self {
        Self(TextPlace::Owned(text))
    }
}

impl Default for SharedText {
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}
