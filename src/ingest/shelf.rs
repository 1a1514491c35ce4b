//! [`Shelf`]: where the files of an investigation are taken from, a folder or the program itself.

use std::borrow::Cow;

use super::gist::{Gist, Look};
use crate::builtin;
use crate::disk::Folder;
use onrecord_corpus::fault::{Doubt, Trouble};
use onrecord_read::{Encoding, Kind};

/// Hands out files by name.
pub(super) trait Shelf: Sync {
    /// The bytes of `file`.
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, Trouble>;

    /// What reading `file` as a document gives.
    fn gist(&self, file: &str, kind: Kind, look: &Look) -> Result<Gist, Trouble> {
        let bytes = self.read(file)?;
        Gist::of(bytes, (file, kind), look).map_err(super::piece::trouble)
    }
}

/// The files inside the program.
pub(super) struct Builtin;

impl Shelf for Builtin {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, Trouble> {
        builtin::read(file).map(Cow::Borrowed).ok_or(Trouble::Missing)
    }
}

impl Shelf for Folder {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, Trouble> {
        Self::read(self, file).map(Cow::Owned)
    }
}

/// An encoding that a reader should be told of.
pub(super) fn unusual(encoding: Encoding) -> Option<Doubt> {
    let name = match encoding {
        Encoding::Utf8 => return None,
        Encoding::Utf16 => "UTF-16",
        Encoding::Windows1252 => "Windows-1252",
    };
    Some(Doubt::ReadAs(name.into()))
}
