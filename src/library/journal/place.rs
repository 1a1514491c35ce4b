//! [`JournalPlace`]: the folder that the journal of a target stands in.

use std::path::{Path, PathBuf};

use super::super::several::Several;
use super::super::target::{INVESTIGATION, OpenTarget, is_json};
use crate::disk::{self, Access, EntryKind, Folder};

/// The folder beside an investigation that journals stand in.
pub(crate) const FOLDER: &str = "onrecord.d";

/// Where a target's journal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JournalPlace {
    /// The folder that this run writes into; `None` where the system has none for the user.
    pub folder: Option<PathBuf>,
    /// Who may read what is written there.
    pub access: Access,
    /// All folders that are read.
    pub read: Vec<PathBuf>,
    /// The journal of the nearest folder around what is opened, of which no more is read than what is
    /// withheld: what was decided there is about other places.
    pub above: Option<PathBuf>,
    /// Under what a journal of the user's own is known: a place, and the hash of a document.
    keys: Option<(PathBuf, Option<String>)>,
}

impl JournalPlace {
    /// Of a folder that may be written it is the folder's own; of all else one of the user's own. What
    /// stands in either is read.
    pub(crate) fn of(target: &OpenTarget) -> Self {
        let beside = beside(target);
        let free = beside.clone().filter(|folder| disk::writable_folder(folder));
        let own = own(target);
        let folder = own.as_ref().map(|(folder, ..)| folder.clone());
        let read = beside.into_iter().chain(folder.clone()).collect();
        let access = if free.is_some() { Access::Usual } else { Access::Private };
        let keys = own.filter(|_| free.is_none()).map(|(_, place, content)| (place, content));
        let above = above(target);
        Self { folder: free.or(folder), access, read, above, keys }
    }

    /// What stands in the folder of journals `folder` alone, to be read.
    pub(super) fn only(folder: PathBuf) -> Self {
        let read = vec![folder];
        Self { folder: None, access: Access::Usual, read, above: None, keys: None }
    }

    /// Notes under which place and content a journal of the user's own was met.
    pub(super) fn note(&self) {
        if let (Some(folder), Some((place, content))) = (&self.folder, &self.keys) {
            disk::note_keys(folder, place, content.as_deref());
        }
    }
}

/// The folder beside the investigation of a target that is a folder's.
fn beside(target: &OpenTarget) -> Option<PathBuf> {
    let OpenTarget::Path(path) = target else { return None };
    let folder = match disk::kind(path).ok()? {
        EntryKind::Folder => path.clone(),
        EntryKind::File if is_json(&disk::name(path)) && disk::name(path) == INVESTIGATION => path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf),
        EntryKind::File => return None,
    };
    let journal = folder.join(FOLDER);
    disk::stays_in(&folder, &journal).then_some(journal)
}

/// The nearest journal in a folder around what is opened, where decisions stand.
fn above(target: &OpenTarget) -> Option<PathBuf> {
    let start = match target {
        OpenTarget::Builtin => return None,
        OpenTarget::Path(path) => disk::spot(path),
        OpenTarget::Several(paths) => Several::of(paths).path(),
    };
    // What stands beside the file of an investigation is its own.
    let own = beside(target).is_some() && disk::kind(&start) == Ok(EntryKind::File);
    let around = start.ancestors().skip(if own { 2 } else { 1 });
    around.map(|folder| folder.join(FOLDER)).find(|folder| disk::holds_journals(folder))
}

/// The user's own folder for a target, and under what it is known there: one document by its content as
/// well, so that it is found again when it moves.
fn own(target: &OpenTarget) -> Option<(PathBuf, PathBuf, Option<String>)> {
    let (place, content) = match target {
        OpenTarget::Builtin => (PathBuf::from("sample"), None),
        OpenTarget::Path(path) => (disk::spot(path), content(path)),
        OpenTarget::Several(paths) => (Several::of(paths).path(), None),
    };
    Some((disk::own_journal(&place, content.as_deref())?, place, content))
}

/// The hash of a file; `None` for a folder.
fn content(path: &Path) -> Option<String> {
    if disk::kind(path).ok()? == EntryKind::Folder {
        return None;
    }
    let bytes = Folder::of_file(path).anywhere().read(&disk::name(path)).ok()?;
    Some(disk::sha256(&bytes))
}
