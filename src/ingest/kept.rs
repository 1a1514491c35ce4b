//! [`Library`]: the documents of a folder, each read once and kept for the next run.
//!
//! A document is known again by its stamp (`disk::Stamp`). Where the stamp does not vouch for it —
//! it was touched, copied, or written a moment before it was read — its bytes are compared by their
//! hash, and only new bytes are read and searched for statements anew.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::gist::{Gist, Look};
use super::piece::trouble;
use super::pool::held;
use super::shelf::Shelf;
use crate::disk::{self, Cache, Folder, Stamp, sha256};
use onrecord_corpus::fault::Trouble;
use onrecord_extract::Found;
use onrecord_read::{Kind, ReadError, Reading};

/// A folder whose documents are kept.
pub(super) struct Library {
    folder: Folder,
    /// Its path from the root: two folders with a file of the same name are not one.
    root: String,
    cache: Cache,
    /// Whether something was put into the cache.
    grown: AtomicBool,
}

/// What is kept of a document.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    marks: Vec<u64>,
    modified: Duration,
    /// When it was read, since 1970.
    read: Duration,
    sha256: String,
    came: Came,
}

/// What came of reading it.
type Came = Result<(Reading, Found), ReadError>;

impl Library {
    pub(super) fn new(folder: Folder, cache: Cache) -> Self {
        let root = disk::text(folder.root());
        Self { folder, root, cache, grown: AtomicBool::new(false) }
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The bytes of a file that a person named, wherever it leads.
    pub(super) fn named(&self, file: &str) -> Result<Vec<u8>, Trouble> {
        bytes(self.folder.clone().anywhere(), file)
    }

    /// Keeps the cache within its bound; called when everything is read.
    pub(super) fn close(&self) {
        if self.grown.load(Ordering::Relaxed) {
            self.cache.trim();
        }
    }

    fn keep(&self, key: &str, entry: &Entry) {
        // Nothing is lost where it cannot be kept.
        if self.cache.is_on()
            && let Ok(bytes) = postcard::to_allocvec(entry)
            && self.cache.put(key, &bytes)
        {
            self.grown.store(true, Ordering::Relaxed);
        }
    }
}

impl Shelf for Library {
    fn read(&self, file: &str) -> Result<Cow<'_, [u8]>, Trouble> {
        bytes(self.folder.clone(), file).map(Cow::Owned)
    }

    fn gist(&self, file: &str, kind: Kind, look: &Look) -> Result<Gist, Trouble> {
        let stamp = self.folder.stamp(file)?;
        let key = key(&self.root, file, look);
        let kept = self.cache.get(&key);
        let kept = kept.as_deref().and_then(|bytes| postcard::from_bytes::<Entry>(bytes).ok());
        let kept = match kept {
            Some(entry) if entry.vouched(&stamp) => return entry.gist(),
            kept => kept.map(|entry| (entry.sha256, entry.came)),
        };
        let read = disk::now();
        let (folder, name, look) = (self.folder.clone(), file.to_owned(), look.clone());
        let (sha256, came) = held(move || {
            let bytes = folder.read(&name)?;
            let sum = sha256(&bytes);
            let came = match kept {
                Some((kept, came)) if kept == sum => came,
                _ => Gist::of(bytes.into(), (&name, kind), &look)
                    .map(|gist| (gist.reading, gist.found)),
            };
            Ok((sum, came))
        })??;
        let entry = Entry { marks: stamp.marks, modified: stamp.modified, read, sha256, came };
        self.keep(&key, &entry);
        entry.gist()
    }
}

/// Some files that the system makes up as they are read never end.
fn bytes(folder: Folder, file: &str) -> Result<Vec<u8>, Trouble> {
    let file = file.to_owned();
    held(move || folder.read(&file)).flatten()
}

impl Entry {
    fn vouched(&self, stamp: &Stamp) -> bool {
        self.marks == stamp.marks && self.modified == stamp.modified && stamp.settled(self.read)
    }

    fn gist(self) -> Result<Gist, Trouble> {
        let (reading, found) = self.came.map_err(trouble)?;
        Ok(Gist { sha256: self.sha256, reading, found })
    }
}

/// What a document is kept under: where it stands, and what was asked of it.
fn key(root: &str, file: &str, look: &Look) -> String {
    let look = match look {
        Look::Text => "text",
        Look::Whole(None) => "whole",
        Look::Whole(Some(published)) => &published.resolved,
    };
    [root, file, look].join("\0")
}
