//! [`DocumentCache`]: the documents of a folder, each read once and kept for the next run.
//!
//! A document is known again by its stamp (`disk::FileStamp`). Where the stamp does not vouch for it —
//! it was touched, copied, or written a moment before it was read — its bytes are compared by their
//! hash, and only new bytes are read and searched for statements anew.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::document::{AnalysedDocument, AnalysedPart, Depth, UnreadPart, each_document};
use super::file_source::FileSource;
use super::piece::trouble;
use super::pool::{isolated, isolated_each};
use crate::disk::{self, Cache, FileStamp, Folder, sha256};
use onrecord_model::fault::FileError;
use onrecord_read::{Kind, WITHIN};

/// How much of a file says of which kind it is (bytes).
pub(super) const HEAD: usize = 64 << 10;

/// A folder whose documents are kept.
pub(super) struct DocumentCache {
    folder: Folder,
    /// Its path from the root: two folders with a file of the same name are not one.
    root: String,
    cache: Cache,
    /// Whether something was put into the cache.
    grown: AtomicBool,
    /// The file of which parts were asked for last, and its documents: an investigation names them one by
    /// one.
    held: Mutex<Option<(String, Vec<AnalysedPart>)>>,
}

/// What is kept of a document.
#[derive(Debug, Serialize, Deserialize)]
struct CachedDocument {
    marks: Vec<u64>,
    modified: Duration,
    /// When it was read, since 1970.
    read: Duration,
    sha256: String,
    /// The document, and those that lie in its file.
    parts: Vec<AnalysedPart>,
}

/// What comes of reading a file, piece by piece.
enum FilePiece {
    /// Why it cannot be read.
    Unread(FileError),
    /// Its hash.
    Sum(String),
    /// A document in it.
    Part(Box<AnalysedPart>),
}

impl DocumentCache {
    pub(super) fn new(folder: Folder, cache: Cache) -> Self {
        let root = disk::text(folder.root());
        Self { folder, root, cache, grown: AtomicBool::new(false), held: Mutex::new(None) }
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
        if self.folder.stamp(file) == Err(FileError::Missing)
            && let Some((holder, _)) = file.split_once(WITHIN)
        {
            return self.part(holder, file).map(|document| document.to(depth));
        }
        let (parts, whole) = self.documents(file, kind, depth);
        if let Some(part) = parts.into_iter().find(|part| part.name == file) {
            return part.read.map_err(unread);
        }
        whole?;
        // A store of mails that somebody named is one text.
        let (folder, name, depth) = (self.folder.clone(), file.to_owned(), depth.clone());
        isolated(move || {
            let bytes = folder.read(&name)?;
            AnalysedDocument::of(bytes.into(), (&name, kind), &depth).map_err(trouble)
        })?
    }
}

impl DocumentCache {
    /// The kind of a file by its name, or by what it begins with; `None` for one that is not read.
    pub(super) fn kind(&self, file: &str) -> Option<Kind> {
        Kind::of(file).or_else(|| {
            let (folder, name) = (self.folder.clone(), file.to_owned());
            let head = isolated(move || folder.head(&name, HEAD)).flatten().ok()?;
            Kind::of_file(file, &head)
        })
    }

    /// The document in a file and those that lie in it, as far as they could be read, and why no further.
    pub(super) fn documents(
        &self,
        file: &str,
        kind: Kind,
        depth: &Depth,
    ) -> (Vec<AnalysedPart>, Result<(), FileError>) {
        let stamp = match self.folder.stamp(file) {
            Ok(stamp) => stamp,
            Err(why) => return (Vec::new(), Err(why)),
        };
        let key = key(&self.root, file, depth);
        let kept = self.cache.get(&key);
        let kept =
            kept.as_deref().and_then(|bytes| postcard::from_bytes::<CachedDocument>(bytes).ok());
        let kept = match kept {
            Some(entry) if entry.vouched(&stamp) => return (entry.parts, Ok(())),
            kept => kept.map(|entry| (entry.sha256, entry.parts)),
        };
        let read = disk::now();
        let (folder, name, depth) = (self.folder.clone(), file.to_owned(), depth.clone());
        let (pieces, mut whole) = isolated_each(move |give| {
            let bytes = match folder.read(&name) {
                Ok(bytes) => bytes,
                Err(why) => return give(FilePiece::Unread(why)),
            };
            let sum = sha256(&bytes);
            let same = kept.filter(|(kept, _)| *kept == sum);
            give(FilePiece::Sum(sum));
            match same {
                Some((_, parts)) => {
                    for part in parts {
                        give(FilePiece::Part(part.into()));
                    }
                }
                None => each_document(bytes, (&name, kind), &depth, &mut |part| {
                    give(FilePiece::Part(part.into()));
                }),
            }
        });
        let (mut parts, mut sum) = (Vec::new(), None);
        for piece in pieces {
            match piece {
                FilePiece::Unread(why) => whole = Err(why),
                FilePiece::Sum(own) => sum = Some(own),
                FilePiece::Part(part) => parts.push(*part),
            }
        }
        let Some(sha256) = sum.filter(|_| whole.is_ok()) else { return (parts, whole) };
        let entry =
            CachedDocument { marks: stamp.marks, modified: stamp.modified, read, sha256, parts };
        self.keep(&key, &entry);
        (entry.parts, whole)
    }

    /// The document `name` that lies in `holder`.
    fn part(&self, holder: &str, name: &str) -> Result<AnalysedDocument, FileError> {
        let mut held = self.held.lock().map_err(|_| FileError::Fault)?;
        if held.as_ref().is_none_or(|(file, _)| file != holder) {
            let kind = self.kind(holder).ok_or(FileError::Missing)?;
            let (parts, whole) = self.documents(holder, kind, &Depth::Statements(None));
            if parts.is_empty() {
                whole?;
            }
            *held = Some((holder.to_owned(), parts));
        }
        let parts = held.iter().flat_map(|(_, parts)| parts);
        let part = parts.into_iter().find(|part| part.name == name).ok_or(FileError::Missing)?;
        part.read.clone().map_err(unread)
    }
}

fn unread(why: UnreadPart) -> FileError {
    match why {
        UnreadPart::Failed(why) => trouble(why),
        UnreadPart::Unknown | UnreadPart::Rest(_) => FileError::NotText,
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

#[cfg(test)]
mod tests;
