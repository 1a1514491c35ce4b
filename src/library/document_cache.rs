//! [`DocumentCache`]: the documents of a folder, each read once and kept for the next run.
//!
//! A document is known again by its stamp (`disk::FileStamp`). Where the stamp does not vouch for it —
//! it was touched, copied, or written a moment before it was read — its bytes are compared by their
//! hash, and only new bytes are read and searched for statements anew.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::document::{AnalysedDocument, Depth};
use super::file_source::FileSource;
use super::piece::trouble;
use super::pool::isolated;
use crate::disk::{self, Cache, FileStamp, Folder, sha256};
use onrecord_extract::Extraction;
use onrecord_model::fault::FileError;
use onrecord_read::{Kind, ReadError, Reading};

/// A folder whose documents are kept.
pub(super) struct DocumentCache {
    folder: Folder,
    /// Its path from the root: two folders with a file of the same name are not one.
    root: String,
    cache: Cache,
    /// Whether something was put into the cache.
    grown: AtomicBool,
}

/// What is kept of a document.
#[derive(Debug, Serialize, Deserialize)]
struct CachedDocument {
    marks: Vec<u64>,
    modified: Duration,
    /// When it was read, since 1970.
    read: Duration,
    sha256: String,
    analysis: Analysis,
}

/// What came of reading a document and looking for its statements.
type Analysis = Result<(Reading, Extraction), ReadError>;

impl DocumentCache {
    pub(super) fn new(folder: Folder, cache: Cache) -> Self {
        let root = disk::text(folder.root());
        Self { folder, root, cache, grown: AtomicBool::new(false) }
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The bytes of a file that a person named, wherever it leads.
    pub(super) fn named(&self, file: &str) -> Result<Vec<u8>, FileError> {
        bytes(self.folder.clone().anywhere(), file)
    }

    /// Keeps the cache within its bound; called when everything is read.
    pub(super) fn close(&self) {
        if self.grown.load(Ordering::Relaxed) {
            self.cache.trim();
        }
    }

    fn keep(&self, key: &str, entry: &CachedDocument) {
        // Nothing is lost where it cannot be kept.
        if self.cache.is_on()
            && let Ok(bytes) = postcard::to_allocvec(entry)
            && self.cache.put(key, &bytes)
        {
            self.grown.store(true, Ordering::Relaxed);
        }
    }
}

impl FileSource for DocumentCache {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, FileError> {
        bytes(self.folder.clone(), file).map(Cow::Owned)
    }

    fn document(
        &self,
        file: &str,
        kind: Kind,
        depth: &Depth,
    ) -> Result<AnalysedDocument, FileError> {
        let stamp = self.folder.stamp(file)?;
        let key = key(&self.root, file, depth);
        let kept = self.cache.get(&key);
        let kept =
            kept.as_deref().and_then(|bytes| postcard::from_bytes::<CachedDocument>(bytes).ok());
        let kept = match kept {
            Some(entry) if entry.vouched(&stamp) => return entry.document(),
            kept => kept.map(|entry| (entry.sha256, entry.analysis)),
        };
        let read = disk::now();
        let (folder, name, depth) = (self.folder.clone(), file.to_owned(), depth.clone());
        let (sha256, analysis) = isolated(move || {
            let bytes = folder.read(&name)?;
            let sum = sha256(&bytes);
            let analysis = match kept {
                Some((kept, analysis)) if kept == sum => analysis,
                _ => AnalysedDocument::of(bytes.into(), (&name, kind), &depth)
                    .map(|document| (document.reading, document.found)),
            };
            Ok((sum, analysis))
        })??;
        let entry =
            CachedDocument { marks: stamp.marks, modified: stamp.modified, read, sha256, analysis };
        self.keep(&key, &entry);
        entry.document()
    }
}

/// Some files that the system makes up as they are read never end.
fn bytes(folder: Folder, file: &str) -> Result<Vec<u8>, FileError> {
    let file = file.to_owned();
    isolated(move || folder.read(&file)).flatten()
}

impl CachedDocument {
    fn vouched(&self, stamp: &FileStamp) -> bool {
        self.marks == stamp.marks && self.modified == stamp.modified && stamp.settled(self.read)
    }

    fn document(self) -> Result<AnalysedDocument, FileError> {
        let (reading, found) = self.analysis.map_err(trouble)?;
        Ok(AnalysedDocument { sha256: self.sha256, reading, found })
    }
}

/// What a document is kept under: where it stands, and what was asked of it.
fn key(root: &str, file: &str, depth: &Depth) -> String {
    let depth = match depth {
        Depth::Text => "text",
        Depth::Statements(None) => "whole",
        Depth::Statements(Some(published)) => &published.resolved,
    };
    [root, file, depth].join("\0")
}
