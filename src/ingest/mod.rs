//! Floor 5: from a place to a [`Corpus`]. The screen and the commands open through here alike.
//!
//! Everything that can be read is read; what cannot is among the corpus's faults. Only where there
//! is nothing at all to read it is an [`OpenError`].

mod cues;
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
mod several;
mod shelf;

use std::collections::HashSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use crate::disk::{self, Cache, Folder};
use kept::Library;
use onrecord_corpus::fault::{Fault, Refusal, What};
use onrecord_corpus::{Corpus, Records};
use onrecord_read::Kind;
use own::{Over, Own};
use several::Several;
use shelf::{Builtin, Shelf};

pub use crate::disk::Upward;
pub use ledger::{Done, Entry, Ledger, Order};
pub use onrecord_corpus::fault::OpenError;

/// The file that makes a folder an investigation.
pub const INVESTIGATION: &str = "investigation.json";

/// Where an investigation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the program.
    Builtin,
    /// A folder, an investigation's file, or one document.
    Path(PathBuf),
    /// Several documents, or folders of them, together.
    Several(Vec<PathBuf>),
}

impl Place {
    /// What was named, each once; `None` where nothing was.
    pub fn of(mut paths: Vec<PathBuf>) -> Option<Self> {
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(disk::spot(path)));
        match paths.len() {
            0 | 1 => paths.pop().map(Self::Path),
            _ => Some(Self::Several(paths)),
        }
    }
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

    /// Whether links and names may lead out of the folder that is open.
    fn follow(&self) -> bool {
        false
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
            let opened = Builtin
                .read(INVESTIGATION)
                .and_then(|bytes| gather::investigation(&bytes, (&Builtin, INVESTIGATION), watch));
            opened.map_err(|_| not_embedded())
        }
        Place::Path(path) => records_at(path, watch).map_err(|why| refused(path, why)),
        Place::Several(paths) => Several::of(paths).records(watch),
    }
}

/// Whether there is something to open, without reading it: cheap enough to ask before a screen is
/// taken.
///
/// # Errors
/// As [`open`], as far as is known without reading.
pub fn probe(place: &Place) -> Result<(), OpenError> {
    match place {
        Place::Builtin => Builtin.read(INVESTIGATION).map(drop).map_err(|_| not_embedded()),
        Place::Several(paths) => Several::of(paths).probe(),
        Place::Path(path) => {
            let why = match disk::readable(path) {
                Ok(disk::Kind::File) if !opens(&disk::name(path)) => Refusal::UnknownKind,
                Ok(_) => return Ok(()),
                Err(trouble) => Refusal::Trouble(trouble),
            };
            Err(refused(path, why))
        }
    }
}

/// The nearest `investigation.json` in `start` or a folder above it that may be used unasked; where
/// links may lead out of their folder, one that is such a link, too.
pub fn find_upward(start: &Path, follow: bool) -> Upward {
    disk::upward(start, INVESTIGATION, follow)
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

fn refused(place: &Path, why: Refusal) -> OpenError {
    OpenError { place: disk::text(place), why }
}

fn not_embedded() -> OpenError {
    OpenError { place: String::new(), why: Refusal::NotEmbedded }
}

fn records_at(path: &Path, watch: &mut dyn Watch) -> Result<Records, Refusal> {
    let name = disk::name(path);
    let is_folder = disk::readable(path).map_err(Refusal::Trouble)? == disk::Kind::Folder;
    let folder = if is_folder { Folder::new(path) } else { Folder::of_file(path) };
    let investigation = !is_folder && is_json(&name);
    // A document that a person named is read wherever it leads.
    let free = watch.follow() || !(is_folder || investigation);
    let library = |folder: Folder| Library::new(folder, watch.cache());
    let library = library(if free { folder.anywhere() } else { folder });
    let records = match () {
        () if is_folder => gather::folder(&library, name, watch),
        () if investigation => {
            let bytes = library.named(&name).map_err(Refusal::Trouble)?;
            let read = gather::investigation(&bytes, (&library, &name), watch);
            read.map_err(Refusal::Trouble)
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
