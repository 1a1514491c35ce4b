//! [`Shelf`]: where the files of an investigation are taken from, a folder or the program itself.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::builtin;
use crate::corpus::fault::{Doubt, Trouble};
use crate::disk::Folder;
use crate::read::Encoding;

/// Hands out files by name.
pub(super) trait Shelf {
    /// The bytes of `file`.
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, Trouble>;
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

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
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
