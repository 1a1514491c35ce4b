//! [`FileSource`]: where the files of an investigation come from, a folder or the program itself.

use std::borrow::Cow;

use super::document::{AnalysedDocument, Depth};
use crate::builtin;
use crate::disk::Folder;
use onrecord_model::fault::FileError;
use onrecord_read::Kind;

/// Hands out files by name.
pub(super) trait FileSource: Sync {
    /// The bytes of `file`.
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, FileError>;

    /// `file`, read as a document.
    fn document(
        &self,
        file: &str,
        kind: Kind,
        depth: &Depth,
    ) -> Result<AnalysedDocument, FileError> {
        let bytes = self.read(file)?;
        AnalysedDocument::of(bytes, (file, kind), depth).map_err(super::piece::trouble)
    }
}

/// The files inside the program.
pub(super) struct Embedded;

impl FileSource for Embedded {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, FileError> {
        builtin::read(file).map(Cow::Borrowed).ok_or(FileError::Missing)
    }
}

impl FileSource for Folder {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, FileError> {
        Self::read(self, file).map(Cow::Owned)
    }
}
