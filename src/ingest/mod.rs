//! Floor 5: from a place to a [`Corpus`]. The screen and the commands open through here alike.
//!
//! Everything that can be read is read; what cannot is among the corpus's faults. Only where there
//! is nothing at all to read it is an [`OpenError`].

mod list;
mod merge;
mod piece;
mod pool;
mod proposals;
mod shelf;

use std::collections::HashSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use crate::corpus::fault::{Fault, Refusal, Trouble, What};
use crate::corpus::{Corpus, Records, format};
use crate::disk::{self, Folder};
use crate::read::{self, Kind};
use merge::Whole;
use shelf::{Builtin, Shelf};

pub use crate::corpus::fault::OpenError;

/// The file that makes a folder an investigation.
pub const INVESTIGATION: &str = "investigation.json";

/// Where an investigation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the program.
    Builtin,
    /// A folder, an investigation's file, or one document.
    Path(PathBuf),
}

/// Who opens a place, and how.
pub trait Watch {
    /// So many files are read of so many; `file` is the one just done.
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        let _ = (done, total, file);
    }

    /// What was read early of something large, while the rest is read.
    fn early(&mut self, corpus: Corpus) {
        drop(corpus);
    }

    /// How many files may be read at once.
    fn jobs(&self) -> usize {
        // Half the cores: the machine may be shared.
        (cores() / 2).max(1)
    }
}

/// Waits for the whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct Patient;

impl Watch for Patient {}

/// Opens a place.
///
/// A folder with an `investigation.json` is that investigation together with what else lies below
/// it, one without it whatever can be read there. A `.json` file is an investigation in its folder,
/// any other one document or list.
///
/// # Errors
/// [`OpenError`] where there is nothing to read.
pub fn open(place: &Place, watch: &mut dyn Watch) -> Result<Corpus, OpenError> {
    let records = match place {
        Place::Builtin => {
            investigation(&Builtin, INVESTIGATION).map_err(|_| refusal("", Refusal::NotEmbedded))?
        }
        Place::Path(path) => {
            records_at(path, watch).map_err(|why| refusal(&path.to_string_lossy(), why))?
        }
    };
    Ok(Corpus::new(records))
}

/// Whether there is something to open, without reading it: cheap enough to ask before a screen is
/// taken.
///
/// # Errors
/// As [`open`], as far as is known without reading.
pub fn probe(place: &Place) -> Result<(), OpenError> {
    match place {
        Place::Builtin => match Builtin.read(INVESTIGATION) {
            Ok(_) => Ok(()),
            Err(_) => Err(refusal("", Refusal::NotEmbedded)),
        },
        Place::Path(path) => {
            let why = match disk::readable(path) {
                Ok(disk::Kind::File) if !opens(&disk::name(path)) => Refusal::UnknownKind,
                Ok(_) => return Ok(()),
                Err(trouble) => Refusal::Trouble(trouble),
            };
            Err(refusal(&path.to_string_lossy(), why))
        }
    }
}

/// The nearest `investigation.json` in `start` or a folder above it.
pub fn find_upward(start: &Path) -> Option<PathBuf> {
    disk::upward(start, INVESTIGATION)
}

/// Whether a file of this name can be opened by itself.
fn opens(name: &str) -> bool {
    is_json(name) || Kind::of(name).is_some()
}

fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn refusal(place: &str, why: Refusal) -> OpenError {
    OpenError { place: place.to_owned(), why }
}

fn records_at(path: &Path, watch: &mut dyn Watch) -> Result<Records, Refusal> {
    let name = disk::name(path);
    if disk::kind(path).map_err(Refusal::Trouble)? == disk::Kind::Folder {
        return folder(&Folder::new(path), name, watch);
    }
    let folder = Folder::of_file(path);
    if is_json(&name) {
        return investigation(&folder, &name).map_err(Refusal::Trouble);
    }
    let mut records = match Kind::of(&name).ok_or(Refusal::UnknownKind)? {
        Kind::Rows => {
            let mut early = |records| watch.early(Corpus::new(records));
            // A list is read at once and for once: all cores may help.
            list::statements(&folder, &name, cores(), &mut early).map_err(Refusal::Trouble)?
        }
        _ => single(&folder, &name)?,
    };
    records.title = name;
    Ok(records)
}

/// One document alone: what makes it unreadable is the reason that nothing opens.
fn single(folder: &Folder, name: &str) -> Result<Records, Refusal> {
    let mut records = piece::read(folder, name);
    match (records.sources.is_empty(), records.faults.pop()) {
        (true, Some(Fault { what: What::Unreadable(why), .. })) => Err(Refusal::Trouble(why)),
        (_, fault) => {
            records.faults.extend(fault);
            Ok(records)
        }
    }
}

/// Reads the investigation in `file` and the sources it names.
fn investigation(shelf: &dyn Shelf, file: &str) -> Result<Records, Trouble> {
    let bytes = shelf.read(file)?;
    let decoded = read::decode(&bytes).map_err(|read::NotText| Trouble::NotText)?;
    if decoded.text.len() >= u32::MAX as usize {
        return Err(Trouble::TooLarge);
    }
    let mut records = format::read(&decoded.text, file, &mut |source| piece::text(shelf, source));
    if let Some(doubt) = shelf::unusual(decoded.encoding) {
        let what = What::Doubt(doubt);
        records.faults.insert(0, Fault { file: file.to_owned(), line: 0, what });
    }
    Ok(records)
}

/// A folder: its investigation if it has one, and everything else below it that can be read.
fn folder(folder: &Folder, title: String, watch: &mut dyn Watch) -> Result<Records, Refusal> {
    let mut whole = Whole::default();
    whole.records.title = title;
    match investigation(folder, INVESTIGATION) {
        Ok(records) => {
            whole.records.title.clone_from(&records.title);
            whole.add(records);
        }
        Err(Trouble::Missing) => {}
        Err(why) => return Err(Refusal::Trouble(why)),
    }
    let found = disk::list(folder.path());
    let named: HashSet<_> = whole.records.sources.iter().map(|s| s.file.clone()).collect();
    let own = |file: &String| file == INVESTIGATION || named.contains(file);
    let files: Vec<_> = found.files.into_iter().filter(|file| !own(file)).collect();
    let mut due = EARLY;
    pool::in_order(
        &files,
        watch.jobs(),
        |file| piece::read(folder, file),
        |at, piece| {
            whole.add(piece);
            let (done, file) = (at + 1, files.get(at).map_or("", String::as_str));
            watch.progress(done, files.len(), file);
            if done == due && done < files.len() {
                due *= 4;
                watch.early(Corpus::new(whole.records.clone()));
            }
        },
    );
    let mut records = whole.records;
    let troubles = found.troubles.into_iter();
    let unreadable = |(file, why)| Fault { file, line: 0, what: What::Unreadable(why) };
    records.faults.extend(troubles.map(unreadable));
    if records.sources.is_empty() { Err(Refusal::NothingToRead) } else { Ok(records) }
}

/// After so many files the first early state is handed out, the next after four times as many, and
/// so on: each costs an index, so their number must not grow with the folder.
const EARLY: usize = 16;

#[cfg(test)]
mod tests;
