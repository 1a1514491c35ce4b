//! Floor 5: from a place to a [`Corpus`]. The screen and the commands open through here alike.
//!
//! Everything that can be read is read; what cannot is among the corpus's faults. Only where there
//! is nothing at all to read it is an [`OpenError`].

mod list;
mod shelf;

use std::path::{Path, PathBuf};

use crate::corpus::fault::{Fault, Refusal, Trouble, What};
use crate::corpus::{Corpus, Records, format};
use crate::disk::{self, Folder, Kind};
use crate::model::{Document, Source};
use crate::read::{self, Decoded};
use shelf::{Builtin, Shelf};

pub use crate::corpus::fault::OpenError;

/// The file that makes a folder an investigation.
pub const INVESTIGATION: &str = "investigation.json";

/// Files that can be opened by themselves, by how their names end.
const KINDS: [&str; 4] = ["json", "txt", "ndjson", "jsonl"];

/// Where an investigation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the program.
    Builtin,
    /// A folder, an investigation's file, or one document.
    Path(PathBuf),
}

/// Opens a place.
///
/// A folder with an `investigation.json` is that investigation, one without it a source for every
/// `.txt` below it. A `.json` file is an investigation in its folder, a `.txt` file one source.
///
/// # Errors
/// [`OpenError`] where there is nothing to read.
pub fn open(place: &Place) -> Result<Corpus, OpenError> {
    open_growing(place, &mut |_| ())
}

/// The same; what is read early of something large is handed to `early` while the rest is read.
///
/// # Errors
/// As [`open`].
pub fn open_growing(place: &Place, early: &mut dyn FnMut(Corpus)) -> Result<Corpus, OpenError> {
    let records = match place {
        Place::Builtin => {
            investigation(&Builtin, INVESTIGATION).map_err(|_| refusal("", Refusal::NotEmbedded))?
        }
        Place::Path(path) => {
            records_at(path, early).map_err(|why| refusal(&path.to_string_lossy(), why))?
        }
    };
    Ok(Corpus::new(records))
}

/// Whether a place is likely to open: it is there, may be read, and is of a kind that is read.
/// Cheap, so that the terminal need not be taken for nothing.
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
                Ok(Kind::File) if !KINDS.contains(&&*extension(&disk::name(path))) => {
                    Refusal::UnknownKind
                }
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

fn refusal(place: &str, why: Refusal) -> OpenError {
    OpenError { place: place.to_owned(), why }
}

fn records_at(path: &Path, early: &mut dyn FnMut(Corpus)) -> Result<Records, Refusal> {
    let name = disk::name(path);
    if disk::kind(path).map_err(Refusal::Trouble)? == Kind::Folder {
        let folder = Folder::new(path);
        return match investigation(&folder, INVESTIGATION) {
            Err(Trouble::Missing) => texts(&folder, name),
            read => read.map_err(Refusal::Trouble),
        };
    }
    let folder = Folder::of_file(path);
    match extension(&name).as_str() {
        "json" => investigation(&folder, &name).map_err(Refusal::Trouble),
        "ndjson" | "jsonl" => {
            let mut early = |records| early(Corpus::new(records));
            list::statements(&folder, &name, jobs(), &mut early).map_err(Refusal::Trouble)
        }
        "txt" => {
            let mut records = Records { title: name.clone(), ..Records::default() };
            put_text(&mut records, &folder, name).map_err(Refusal::Trouble)?;
            Ok(records)
        }
        _ => Err(Refusal::UnknownKind),
    }
}

/// Threads for a list of statements: all there are, since it is read once and at once.
fn jobs() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
}

/// Reads the investigation in `file` and the sources it names.
fn investigation(shelf: &dyn Shelf, file: &str) -> Result<Records, Trouble> {
    let bytes = shelf.read(file)?;
    let Decoded { text, encoding } = decoded(&bytes)?;
    let mut records = format::read(&text, file, &mut |source| load(shelf, source));
    if let Some(encoding) = shelf::unusual(encoding) {
        let what = What::ReadAs(encoding);
        records.faults.insert(0, Fault { file: file.to_owned(), line: 0, what });
    }
    Ok(records)
}

/// Every `.txt` below a folder as a source without statements.
fn texts(folder: &Folder, title: String) -> Result<Records, Refusal> {
    let found = disk::list(folder.path());
    let mut records = Records { title, ..Records::default() };
    let fault = |file: String, what| Fault { file, line: 0, what };
    for file in found.files {
        if extension(&file) != "txt" {
            records.faults.push(fault(file, What::NotRead));
        } else if let Err(trouble) = put_text(&mut records, folder, file.clone()) {
            records.faults.push(fault(file, What::Unreadable(trouble)));
        }
    }
    let troubles = found.troubles.into_iter();
    records.faults.extend(troubles.map(|(file, why)| fault(file, What::Unreadable(why))));
    if records.sources.is_empty() { Err(Refusal::NothingToRead) } else { Ok(records) }
}

fn put_text(records: &mut Records, shelf: &dyn Shelf, file: String) -> Result<(), Trouble> {
    let text = load(shelf, &file)?;
    if let Some(encoding) = text.read_as {
        let what = What::ReadAs(encoding);
        records.faults.push(Fault { file: file.clone(), line: 0, what });
    }
    records.sources.push(Source {
        id: file.as_str().into(),
        title: file.rsplit('/').next().unwrap_or(&file).to_owned(),
        sha256: text.sha256,
        document: text.document,
        file,
        ..Source::default()
    });
    Ok(())
}

/// The text of one source.
fn load(shelf: &dyn Shelf, file: &str) -> Result<format::Text, Trouble> {
    let bytes = shelf.read(file)?;
    let Decoded { text, encoding } = decoded(&bytes)?;
    Ok(format::Text {
        sha256: shelf::sha256(&bytes),
        read_as: shelf::unusual(encoding),
        document: Document::new(text),
    })
}

/// A text short enough for 32-bit offsets: as UTF-8 it may be three times its file.
fn decoded(bytes: &[u8]) -> Result<Decoded<'_>, Trouble> {
    let decoded = read::decode(bytes).map_err(|read::NotText| Trouble::NotText)?;
    if decoded.text.len() >= u32::MAX as usize { Err(Trouble::TooLarge) } else { Ok(decoded) }
}

#[cfg(test)]
mod tests;
