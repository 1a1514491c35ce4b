//! What people decided in other folders about the documents that are open here: in a folder around them, or
//! in one below with decisions of its own. Those decisions are not applied, for they are about another
//! investigation; but what they withhold is withheld here as well.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::journal::{self, JournalSession};
use super::own_decisions;
use super::several::Several;
use super::target::{INVESTIGATION, OpenTarget};
use crate::disk::{self, EntryKind, Folder};
use onrecord_corpus::Records;
use onrecord_model::fault::{Fault, FaultKind, LineFault};
use onrecord_model::{Source, SourceIx};

/// Withholds in `records`, which were read of `target`, what is withheld elsewhere, and tells of the
/// folders below that have decisions of their own.
pub(super) fn withhold(records: &mut Records, target: &OpenTarget) {
    let Some(opened) = OpenedFolder::of(target) else { return };
    let places = opened.places(records);
    for folder in opened.deciding(&places) {
        let below = folder != opened.folder && folder.starts_with(&opened.folder);
        let Some(decided) = DecidedFolder::of(folder, below, &opened.folder) else { continue };
        let inside = places.iter().filter_map(|(ix, place)| {
            Some((*ix, disk::text(place.strip_prefix(&decided.folder).ok()?)))
        });
        let inside: Vec<_> = inside.collect();
        if below && decided.has_journal {
            let what = FaultKind::JournalLine(LineFault::Below);
            records.faults.push(Fault { file: disk::shown(&decided.folder), line: 0, what });
        }
        records.faults.extend(decided.faults.iter().cloned());
        let mut there = decided.records(records, &inside);
        records.withhold_as(&mut there, &disk::shown(&decided.folder));
    }
}

/// Whether anything was decided elsewhere about the sources of `records`, which were read of `target`.
pub(super) fn is_decided(records: &Records, target: &OpenTarget) -> bool {
    let Some(opened) = OpenedFolder::of(target) else { return false };
    let decided = |folder: PathBuf| {
        let below = folder != opened.folder && folder.starts_with(&opened.folder);
        DecidedFolder::of(folder, below, &opened.folder).is_some()
    };
    opened.deciding(&opened.places(records)).into_iter().any(decided)
}

/// What is opened, as a place.
struct OpenedFolder {
    /// The folder from which sources are named.
    folder: PathBuf,
    /// Whether its own decisions are applied.
    decides: bool,
}

impl OpenedFolder {
    fn of(target: &OpenTarget) -> Option<Self> {
        match target {
            OpenTarget::Builtin => None,
            OpenTarget::Several(paths) => {
                let folder = Several::of(paths).folder().to_owned();
                Some(Self { folder, decides: false })
            }
            OpenTarget::Path(path) => {
                let spot = disk::spot(path);
                if disk::kind(path) == Ok(EntryKind::Folder) {
                    return Some(Self { folder: Folder::new(path).root(), decides: true });
                }
                let decides = disk::name(&spot) == INVESTIGATION;
                Some(Self { folder: spot.parent()?.to_owned(), decides })
            }
        }
    }

    /// Where the sources stand, links of their folders resolved.
    fn places(&self, records: &Records) -> Vec<(SourceIx, PathBuf)> {
        let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
        let sources = (0..).map(SourceIx).zip(&records.sources);
        let mut place = |source: &Source| {
            let path = self.folder.join(disk::path(&source.file));
            let (above, name) = (path.parent()?, path.file_name()?);
            let real = folders.entry(above.to_owned()).or_insert_with(|| Folder::new(above).root());
            Some(real.join(name))
        };
        sources.filter_map(|(ix, source)| Some((ix, place(source)?))).collect()
    }

    /// The folders around documents that may have decisions of their own, the outermost first.
    fn deciding(&self, places: &[(SourceIx, PathBuf)]) -> Vec<PathBuf> {
        let mut folders = HashSet::new();
        for folder in places.iter().filter_map(|(_, place)| place.parent()) {
            for folder in folder.ancestors() {
                // Whatever stands above it was met with it.
                if !folders.insert(folder.to_owned()) {
                    break;
                }
            }
        }
        folders.retain(|folder| !(self.decides && *folder == self.folder));
        let mut folders: Vec<_> = folders.into_iter().collect();
        folders.sort_unstable();
        folders
    }
}

/// A folder with decisions of its own.
struct DecidedFolder {
    folder: PathBuf,
    /// What its file says.
    text: Option<String>,
    session: JournalSession,
    has_journal: bool,
    /// What of the journal cannot be read.
    faults: Vec<Fault>,
}

impl DecidedFolder {
    /// `None` where nothing was decided. What stands around what is `opened`, and not `below`, must be of
    /// somebody whom the user trusts.
    fn of(folder: PathBuf, below: bool, opened: &Path) -> Option<Self> {
        let (journal, file) = (folder.join(journal::FOLDER), folder.join(INVESTIGATION));
        let trusted = |path: &Path| below || disk::is_trusted(path, opened);
        let has_journal = disk::holds_journals(&journal) && trusted(&journal);
        let has_file = disk::kind(&file) == Ok(EntryKind::File) && trusted(&file);
        if !(has_journal || has_file) {
            return None;
        }
        let text = has_file.then(|| read(&folder)).flatten();
        let session = JournalSession::of_folder(journal);
        let faults = session.faults();
        Some(Self { folder, text, session, has_journal, faults })
    }

    /// The sources `inside` it, named as from there, with all that was decided there; the others are
    /// empty.
    fn records(&self, records: &Records, inside: &[(SourceIx, String)]) -> Records {
        let mut there = Records {
            sources: records.sources.iter().map(|_| Source::default()).collect(),
            ..Records::default()
        };
        for (ix, name) in inside {
            let (Some(slot), Some(source)) =
                (there.sources.get_mut(ix.at()), records.sources.get(ix.at()))
            else {
                continue;
            };
            let (id, file) = (name.as_str().into(), name.clone());
            *slot = Source { id, file, outlet: None, ..source.clone() };
        }
        if let Some(text) = &self.text {
            own_decisions::name_sources(text, &mut there);
            there = own_decisions::overlay(text, INVESTIGATION, there, false);
        }
        journal::apply(there, self.session.journal())
    }
}

/// The text of the file of a folder's investigation.
fn read(folder: &Path) -> Option<String> {
    let bytes = Folder::new(folder).anywhere().read(INVESTIGATION).ok()?;
    Some(onrecord_read::decode(&bytes, None)?.text.into_owned())
}
