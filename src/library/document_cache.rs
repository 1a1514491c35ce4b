//! [`DocumentCache`]: the documents of a folder, each read once and kept for the next run.
//!
//! A document is known again by its stamp (`disk::FileStamp`). Where the stamp does not vouch for it —
//! it was touched, copied, or written a moment before it was read — its bytes are compared by their
//! hash, and only new bytes are read and searched for statements anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::document::{AnalysedDocument, AnalysedPart, Depth, UnreadPart, each_document};
use super::file_source::FileSource;
use super::piece::trouble;
use super::pool::{isolated, isolated_each};
use super::sidecar;
use crate::disk::{self, Cache, CacheShelf, EntryKey, FileStamp, Folder, sha256};
use onrecord_model::fault::FileError;
use onrecord_read::{Kind, WITHIN, may_hold_parts};

/// How much of a file says of which kind it is (bytes).
pub(super) const HEAD: usize = 64 << 10;

/// A folder whose documents are kept.
pub(super) struct DocumentCache {
    folder: Folder,
    /// Its path from the root.
    root: PathBuf,
    cache: Cache,
    /// What is kept of the folders below it, by their names from there, as far as they were asked for.
    shelves: Mutex<HashMap<String, Option<Arc<CacheShelf>>>>,
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
        let (root, grown) = (folder.root(), AtomicBool::new(false));
        Self { folder, root, cache, shelves: Mutex::default(), grown, held: Mutex::new(None) }
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

    /// The same when the whole folder was read: what is kept of documents that are no longer there goes.
    pub(super) fn close_whole(&self) {
        let shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let shelves: Vec<_> = shelves.values().flatten().map(|shelf| &**shelf).collect();
        self.cache.forget_others(&self.root, &shelves);
        self.close();
    }

    /// What is kept of the documents of the folder that holds `file`, and the name of `file` there.
    fn shelf<'f>(&self, file: &'f str) -> (Option<Arc<CacheShelf>>, &'f str) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = if let Some(entries) = shelves.get(folder) {
            entries.clone()
        } else {
            // Its parts alone: joined to nothing, a path would end in a slash.
            let place: PathBuf = self.root.join(disk::path(folder)).components().collect();
            let entries = self.cache.shelf(&place).map(Arc::new);
            shelves.insert(folder.to_owned(), entries.clone());
            entries
        };
        (entries, name)
    }

    fn keep(&self, entries: &CacheShelf, key: EntryKey<'_>, entry: &CachedDocument) {
        // Nothing is lost where it cannot be kept.
        if let Ok(bytes) = postcard::to_allocvec(entry)
            && entries.put(key, &entry.sha256, &bytes)
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
        if sidecar::is_picture(file)
            && let Some(read) = self.beside(file, depth)
        {
            return read;
        }
        let (parts, whole) = self.documents(file, kind, depth);
        if let Some(part) = parts.into_iter().find(|part| part.name == file) {
            let read = part.read.map_err(unread);
            let scan =
                || self.beside(file, depth).filter(|_| matches!(read, Err(FileError::Pictures)));
            return scan().unwrap_or(read);
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

    /// Whether documents may lie in a file that is named already: those that seldom hold any are looked through.
    pub(super) fn may_hold_parts(&self, file: &str) -> bool {
        let Some(kind) = Kind::of(file) else { return false };
        matches!(kind, Kind::Mail | Kind::Capture | Kind::Archive)
            || bytes(self.folder.clone(), file).is_ok_and(|bytes| may_hold_parts(kind, &bytes))
    }

    /// A picture by the text beside it, where there is one.
    fn beside(&self, file: &str, depth: &Depth) -> Option<Result<AnalysedDocument, FileError>> {
        let text = sidecar::nearby(&self.folder, file).into_iter().next()?.file;
        let kind = self.kind(&text).unwrap_or(Kind::Text);
        let read = self.document(&text, kind, depth);
        Some(read.map(|read| AnalysedDocument { beside: Some(text), ..read }))
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
        let made = made(&self.root, file, depth);
        let (entries, name) = self.shelf(file);
        let key = EntryKey { document: name, made: &made };
        let kept = entries.as_ref().and_then(|entries| entries.get(key));
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
            match kept.filter(|(kept, _)| *kept == sum) {
                Some((_, parts)) => {
                    for part in parts {
                        give(FilePiece::Part(part.into()));
                    }
                }
                None => each_document(bytes, (&name, kind), &depth, &mut |part| {
                    give(FilePiece::Part(part.into()));
                }),
            }
            give(FilePiece::Sum(sum));
        });
        let (mut parts, mut sum) = (Vec::new(), None);
        for piece in pieces {
            match piece {
                FilePiece::Unread(why) => whole = Err(why),
                FilePiece::Sum(own) => sum = Some(own),
                FilePiece::Part(part) => parts.push(*part),
            }
        }
        let Some(sha256) = sum.filter(|_| whole.is_ok()) else {
            // It is not what it was, and what it was may be what somebody wanted gone.
            if let Some(entries) = entries {
                entries.drop_document(key.document);
            }
            return (parts, whole);
        };
        let entry =
            CachedDocument { marks: stamp.marks, modified: stamp.modified, read, sha256, parts };
        if let Some(entries) = entries {
            self.keep(&entries, key, &entry);
        }
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

/// What was made of a document: its parts have their names from the folder that was opened, and how far it was
/// looked into is told.
fn made(root: &Path, file: &str, depth: &Depth) -> String {
    let depth = match depth {
        Depth::Text => "text",
        Depth::Statements(None) => "whole",
        Depth::Statements(Some(published)) => &published.resolved,
    };
    [&disk::text(root), file, depth].join("\0")
}

#[cfg(test)]
mod tests;
