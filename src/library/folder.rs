//! A folder as one investigation: what its `investigation.json` says, if it has one, and everything
//! else below it that can be read.

use std::collections::HashSet;

use super::document_cache::DocumentCache;
use super::file_source::FileSource;
use super::merge::Merge;
use super::sidecar::{self, Sidecar};
use super::{INVESTIGATION, OpenOptions, Progress, investigation, piece, pool};
use crate::disk;
use onrecord_corpus::{Corpus, Records};
use onrecord_model::fault::{Fault, FaultKind, FileError, OpenErrorKind};
use onrecord_read::Kind;

/// After so many files the first early state is handed out, the next after four times as many, and
/// so on: each costs an index, so their number must not grow with the folder.
const EARLY: usize = 16;

/// One document, and where it is read.
pub(super) struct FolderItem<'c> {
    /// Its folder.
    pub(super) cache: &'c DocumentCache,
    /// Its name there.
    pub(super) file: String,
    /// Whether the investigation names it, so that its own text is there already.
    pub(super) named: bool,
    /// The texts that lie beside it, the best first.
    pub(super) beside: Vec<Sidecar>,
}

/// Reads a folder.
///
/// # Errors
/// [`OpenErrorKind::NothingToRead`].
pub(super) fn read(
    cache: &DocumentCache,
    title: String,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Records, OpenErrorKind> {
    let found = disk::list(cache.folder());
    let opened = cache.read(INVESTIGATION).and_then(|bytes| {
        let place = (cache as &dyn FileSource, INVESTIGATION);
        investigation::begin(&bytes, place, options, progress, found.files.len())
    });
    let (mut troubles, bare) = (found.troubles, opened.is_err());
    let mut merge = opened.unwrap_or_else(|why| {
        if why != FileError::Missing {
            // The listing has a fault of this file that says the same.
            troubles.retain(|(file, _)| file != INVESTIGATION);
            troubles.insert(0, (INVESTIGATION.to_owned(), why));
        }
        let mut merge = Merge::default();
        merge.records.title = title;
        merge
    });
    let sources = &merge.records.sources;
    let named: HashSet<_> =
        sources.iter().filter_map(|source| cache.folder().find(&source.file).ok()).collect();
    // A source without text has a fault of its own.
    troubles.retain(|(file, _)| sources.iter().all(|source| source.file != *file));
    let before = sources.len();
    let files = found.files.into_iter();
    let files = files.filter(|(file, _)| file != INVESTIGATION).map(|(file, path)| FolderItem {
        cache,
        file,
        named: named.contains(&path),
        beside: Vec::new(),
    });
    let mut items = sidecar::laid_beside(files.collect());
    // What lies in a mail that is named, or beside a scan, need not be.
    let holds = |file: &str| Kind::of(file).is_some_and(Kind::holds_parts);
    items.retain(|item| !item.named || holds(&item.file) || !item.beside.is_empty());
    documents(&mut merge, &items, before, (options, progress));
    let records = records(merge, troubles);
    if bare && is_nothing(&records) { Err(OpenErrorKind::NothingToRead) } else { Ok(records) }
}

/// Adds each document to what was read `before` it (a number of files), unless it is there already.
pub(super) fn documents(
    merge: &mut Merge,
    items: &[FolderItem<'_>],
    before: usize,
    (options, progress): (&OpenOptions, &mut dyn Progress),
) {
    let (mut due, all) = (EARLY, before + items.len());
    let there: HashSet<String> = merge.records.sources.iter().map(|s| s.file.clone()).collect();
    pool::in_order(
        items,
        options.jobs(),
        |item| {
            let done =
                item.named && item.beside.is_empty() && !item.cache.may_hold_parts(&item.file);
            if done { Vec::new() } else { piece::read(item.cache, &item.file, &item.beside) }
        },
        |at, item, pieces| {
            // A store of mails that was named is one text, of which its mails are parts.
            let named = item.named || there.contains(&item.file);
            let own = pieces.iter().flat_map(|piece| &piece.sources).any(|s| s.file == item.file)
                || Kind::of(&item.file) == Some(Kind::Pdf);
            for piece in pieces.into_iter().filter(|_| !named || own) {
                let source = piece.sources.first().map(|source| &source.file);
                let file = source.or(piece.faults.first().map(|fault| &fault.file));
                let told = |file: &String| there.contains(file) || item.named && *file == item.file;
                if !file.is_some_and(told) {
                    merge.add(piece);
                }
            }
            let done = before + at + 1;
            progress.progress(done, all, &item.file);
            if at + 1 == due && done < all {
                due *= 4;
                progress.early(Box::new(|| Corpus::new(merge.clone().finish())));
            }
        },
    );
}

/// All that was read, with what could not be.
pub(super) fn records(merge: Merge, troubles: Vec<(String, FileError)>) -> Records {
    let mut records = merge.finish();
    let unreadable = |(file, why)| Fault { file, line: 0, what: FaultKind::Unreadable(why) };
    records.faults.extend(troubles.into_iter().map(unreadable));
    records
}

/// Whether there is neither a document nor a reason why one is not read.
pub(super) fn is_nothing(records: &Records) -> bool {
    records.sources.is_empty() && records.faults.is_empty()
}
