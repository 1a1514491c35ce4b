//! Floor 5: from a place to a [`Corpus`]. The screen and the commands open through here alike.
//!
//! Everything that can be read is read; what cannot is among the corpus's faults. Only where there
//! is nothing at all to read it is an [`OpenError`].

mod gather;
mod gist;
mod kept;
mod ledger;
mod list;
mod merge;
mod own;
mod piece;
mod pool;
mod proposals;
mod shelf;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use crate::corpus::fault::{Fault, Refusal, What};
use crate::corpus::{Corpus, Records};
use crate::disk::{self, Cache, Folder};
use crate::read::Kind;
use kept::Library;
use own::{Over, Own};
use shelf::{Builtin, Shelf};

pub use crate::corpus::fault::OpenError;
pub use ledger::{Entry, Ledger};

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

    /// Where what was read is kept for the next time.
    fn cache(&self) -> Cache {
        Cache::none()
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
/// any other one document or list. What the user has judged elsewhere lies over all of them.
///
/// # Errors
/// [`OpenError`] where there is nothing to read.
pub fn open(place: &Place, watch: &mut dyn Watch) -> Result<Corpus, OpenError> {
    let Some(own) = Own::of(place) else {
        return read_all(place, watch).map(Corpus::new);
    };
    let records = read_all(place, &mut Over { own: &own, watch })?;
    Ok(Corpus::new(own.over(records)))
}

fn read_all(place: &Place, watch: &mut dyn Watch) -> Result<Records, OpenError> {
    match place {
        Place::Builtin => {
            let opened = gather::investigation(&Builtin, INVESTIGATION, watch, 0);
            opened.map_err(|_| refusal("", Refusal::NotEmbedded))
        }
        Place::Path(path) => {
            records_at(path, watch).map_err(|why| refusal(&path.to_string_lossy(), why))
        }
    }
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
    let is_folder = disk::kind(path).map_err(Refusal::Trouble)? == disk::Kind::Folder;
    let folder = if is_folder { Folder::new(path) } else { Folder::of_file(path) };
    let library = Library::new(folder, watch.cache());
    let records = match () {
        () if is_folder => gather::folder(&library, name, watch),
        () if is_json(&name) => {
            gather::investigation(&library, &name, watch, 0).map_err(Refusal::Trouble)
        }
        () => single(&library, &name, watch),
    };
    library.close();
    records
}

/// One document or list alone: what makes it unreadable is the reason that nothing opens.
fn single(library: &Library, name: &str, watch: &mut dyn Watch) -> Result<Records, Refusal> {
    let mut records = match Kind::of(name).ok_or(Refusal::UnknownKind)? {
        Kind::Rows => {
            let mut early = |records| watch.early(Corpus::new(records));
            // A list is read at once and for once: all cores may help.
            list::statements(library.folder(), name, cores(), &mut early)
                .map_err(Refusal::Trouble)?
        }
        _ => piece::read(library, name),
    };
    name.clone_into(&mut records.title);
    match (records.sources.is_empty(), records.faults.pop()) {
        (true, Some(Fault { what: What::Unreadable(why), .. })) => Err(Refusal::Trouble(why)),
        (_, fault) => {
            records.faults.extend(fault);
            Ok(records)
        }
    }
}

#[cfg(test)]
mod tests;
