//! What a cache holds as a whole: how much, what is no longer of any document, and how to be rid of it.

use std::collections::HashSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::images;
use super::shelf::{self, CacheShelf, PLACE};
use crate::disk::folder::trouble;
use onrecord_model::fault::FileError;

/// After trimming, this many eighths of what is allowed are left: not every run trims again.
const LEFT_EIGHTHS: u64 = 7;

/// The longest path that a shelf is of (bytes).
const LONGEST_PATH: u64 = 64 << 10;

/// What a cache holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Usage {
    /// Entries.
    pub entries: u64,
    /// What they take on the disk (bytes).
    pub bytes: u64,
}

/// What is kept in `folder`.
pub(crate) fn usage(folder: &Path) -> Usage {
    entries(folder).iter().fold(Usage::default(), |sum, entry| Usage {
        entries: sum.entries + 1,
        bytes: sum.bytes + entry.size,
    })
}

/// Takes everything away that is kept in `folder`, and says what that was. Nothing that is no
/// cache's is touched.
///
/// # Errors
/// The first trouble met; what can be taken away is.
pub(crate) fn clear(folder: &Path) -> Result<Usage, FileError> {
    let mut gone = Usage::default();
    let mut first = None;
    for entry in entries(folder) {
        match fs::remove_file(&entry.path) {
            Ok(()) => {
                gone = Usage { entries: gone.entries + 1, bytes: gone.bytes + entry.size };
            }
            Err(error) => first = first.or(Some(trouble(&error))),
        }
    }
    for shelf in shelves(folder) {
        close(&shelf);
    }
    images::close(folder);
    let _ = fs::remove_dir(folder);
    first.map_or(Ok(gone), Err)
}

/// As [`super::Cache::forget_others`].
pub(super) fn forget_others(cache: &Path, root: &Path, used: &[&CacheShelf]) {
    let there: HashSet<_> = used.iter().map(|shelf| shelf.folder()).collect();
    for shelf in used {
        shelf.forget_unasked();
    }
    for shelf in shelves(cache).iter().filter(|shelf| !there.contains(shelf.as_path())) {
        // One that does not say of which folder it is, is of none.
        let gone = place(shelf).is_none_or(|place| is_missing(&place) || place.starts_with(root));
        if gone {
            empty(shelf);
        }
    }
    images::forget_gone(cache, is_missing);
}

fn is_missing(place: &Path) -> bool {
    fs::symlink_metadata(place)
        .is_err_and(|error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
}

/// The folder that a shelf is of.
fn place(shelf: &Path) -> Option<PathBuf> {
    path_in(&shelf.join(PLACE))
}

/// The path from the root that is all that stands in a file.
pub(super) fn path_in(file: &Path) -> Option<PathBuf> {
    let mut bytes = Vec::new();
    shelf::open(file).ok()?.take(LONGEST_PATH).read_to_end(&mut bytes).ok()?;
    #[cfg(unix)]
    let path = {
        use std::os::unix::ffi::OsStringExt;
        std::ffi::OsString::from_vec(bytes)
    };
    #[cfg(not(unix))]
    let path = String::from_utf8(bytes).ok()?;
    let path = PathBuf::from(path);
    path.is_absolute().then_some(path)
}

fn empty(shelf: &Path) {
    for entry in of_shelf(shelf) {
        let _ = fs::remove_file(entry.path);
    }
    close(shelf);
}

/// Takes away a shelf that holds nothing; one that is not empty stays.
fn close(shelf: &Path) {
    let only = fs::read_dir(shelf).is_ok_and(|files| files.count() <= 1);
    if only {
        let _ = fs::remove_file(shelf.join(PLACE));
        let _ = fs::remove_dir(shelf);
    }
}

struct CacheFile {
    path: PathBuf,
    /// What it takes on the disk (bytes).
    size: u64,
    age: Duration,
}

/// The shelves: folders with a name of hexadecimal digits. Earlier builds had such of two.
fn shelves(cache: &Path) -> Vec<PathBuf> {
    let digits = |name: &str| {
        matches!(name.len(), 2 | 16) && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let shelves = fs::read_dir(cache).into_iter().flatten().flatten();
    let named = shelves.filter(|shelf| {
        shelf.file_name().to_str().is_some_and(digits)
            && shelf.file_type().is_ok_and(|kind| kind.is_dir())
    });
    named.map(|shelf| shelf.path()).collect()
}

fn entries(cache: &Path) -> Vec<CacheFile> {
    let images = images::files(cache).into_iter().filter_map(cache_file);
    shelves(cache).iter().flat_map(|shelf| of_shelf(shelf)).chain(images).collect()
}

fn of_shelf(shelf: &Path) -> Vec<CacheFile> {
    let files = fs::read_dir(shelf).into_iter().flatten().flatten();
    let files = files.filter(|file| file.file_name() != PLACE);
    files.filter_map(|file| cache_file(file.path())).collect()
}

fn cache_file(path: PathBuf) -> Option<CacheFile> {
    let data = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let changed = data.modified().ok()?;
    // A file from the future (the clock was set back) is as old as it is far from now.
    let age = SystemTime::now().duration_since(changed).unwrap_or_else(|ahead| ahead.duration());
    Some(CacheFile { path, size: on_disk(&data), age })
}

/// What a file takes on the disk (bytes): a small one a whole block.
#[cfg(unix)]
fn on_disk(data: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    /// As `stat` counts, whatever the file system's own blocks are (bytes).
    const BLOCK: u64 = 512;
    data.blocks() * BLOCK
}

#[cfg(not(unix))]
fn on_disk(data: &fs::Metadata) -> u64 {
    data.len()
}

/// Where all is more than `most` bytes, takes away the oldest until a good part of that is free again.
pub(super) fn trim(cache: &Path, most: u64) {
    let mut all = entries(cache);
    let mut bytes: u64 = all.iter().map(|entry| entry.size).sum();
    if bytes <= most {
        return;
    }
    all.sort_by_key(|entry| std::cmp::Reverse(entry.age));
    for entry in all {
        if bytes <= most / 8 * LEFT_EIGHTHS {
            return;
        }
        if fs::remove_file(&entry.path).is_ok() {
            bytes -= entry.size;
        }
    }
}
