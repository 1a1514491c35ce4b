//! Puts old files of the journal together, one a person and month. Every line stays, byte for byte, with the
//! ids of its operations; and wherever it is cut, all of them stand in one file or in two, which is the same.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

use super::place::JournalPlace;
use super::session::ENDING;
use crate::disk::{self, Change, FileWriter, OldFile};
use crate::library::OpenTarget;
use onrecord_journal::{Counter, LineReader};
use onrecord_model::fault::WriteError;

/// What was put together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tidied {
    /// The folder, as a person reads it.
    pub folder: String,
    /// How many files are gone.
    pub gone: usize,
    /// How many hold now what stood in them.
    pub made: usize,
    /// How many are left as they are: too new, being written into, or with lines that are none.
    pub left: usize,
}

/// Tidies the journal that decisions about `target` are written to.
///
/// # Errors
/// What stands in the way; nothing is lost then.
pub(crate) fn tidy(target: &OpenTarget) -> Result<Tidied, WriteError> {
    let place = JournalPlace::of(target);
    let folder = place.folder.ok_or(WriteError::NoHome)?;
    disk::sweep(&folder);
    let writer = FileWriter::default();
    let mut tidied = tidy_folder(&folder, &writer, place.access, &mut || Ok(()))?;
    tidied.folder = disk::shown(&folder);
    Ok(tidied)
}

/// The same of one folder; `before` comes before each old file goes, and may fail.
fn tidy_folder(
    folder: &Path,
    writer: &FileWriter,
    access: disk::Access,
    before: &mut dyn FnMut() -> io::Result<()>,
) -> Result<Tidied, WriteError> {
    let (old, others) = disk::old_files(folder, ENDING);
    let mut pile = Pile::default();
    for (at, file) in old.iter().enumerate() {
        if let Some(lines) = lines(&file.bytes) {
            pile.put(at, lines);
        }
    }
    let (new, gone) = pile.files();
    let mut tidied = Tidied { left: others + old.len() - gone.len(), ..Tidied::default() };
    for (name, bytes) in &new {
        // One that was made before is held already.
        if old.iter().any(|file| file.name == *name && file.bytes == *bytes) {
            continue;
        }
        let path = folder.join(name);
        writer.rewrite(&path, access, &mut || {}, &mut |there| match there {
            None => Ok(Change::Put(bytes.clone())),
            Some(there) if there == bytes => Ok(Change::Leave),
            Some(_) => Err(WriteError::Busy),
        })?;
    }
    tidied.made = new.len();
    let names: HashSet<&str> = new.iter().map(|(name, _)| name.as_str()).collect();
    let gone = old.into_iter().enumerate().filter(|(at, _)| gone.contains(at));
    for (_, file) in gone.filter(|(_, file)| !names.contains(file.name.as_str())) {
        before().map_err(|error| disk::unwritten(&error))?;
        let removed = OldFile::remove(file).map_err(|error| disk::unwritten(&error))?;
        if removed { tidied.gone += 1 } else { tidied.left += 1 }
    }
    Ok(tidied)
}

/// A line of a file: whose it is and of which month, its place among others, and its bytes.
struct TidyLine<'f> {
    pile: (String, String),
    order: (Counter, String),
    bytes: &'f [u8],
}

/// The lines of a file; `None` where one of them is none.
fn lines(bytes: &[u8]) -> Option<Vec<TidyLine<'_>>> {
    let mut reader = LineReader::default();
    let mut lines = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let mut found = None;
        let (taken, _, bad) = reader.lines(line, 1, |_, operation| {
            let month: String = operation.at.chars().take("2026-11".len()).collect();
            found = Some(TidyLine {
                pile: (operation.by.to_string(), month),
                order: (operation.counter, operation.id.to_string()),
                bytes: line,
            });
        });
        if taken < line.len() || !bad.is_empty() {
            return None;
        }
        lines.extend(found);
    }
    Some(lines)
}

/// All lines by person and month, each with the files it stands in.
#[derive(Default)]
struct Pile<'f> {
    lines: BTreeMap<(String, String), Vec<(TidyLine<'f>, usize)>>,
    /// In how many piles each file has lines.
    piles: BTreeMap<usize, HashSet<(String, String)>>,
}

impl<'f> Pile<'f> {
    fn put(&mut self, file: usize, lines: Vec<TidyLine<'f>>) {
        self.piles.entry(file).or_default();
        for line in lines {
            self.piles.entry(file).or_default().insert(line.pile.clone());
            self.lines.entry(line.pile.clone()).or_default().push((line, file));
        }
    }

    /// The new files, by name, and the old ones whose lines all stand in them. What stands in one file alone
    /// as it should is left.
    fn files(self) -> (Vec<(String, Vec<u8>)>, HashSet<usize>) {
        let Self { lines, piles } = self;
        let tidy = |file: &usize| piles.get(file).is_some_and(|piles| piles.len() == 1);
        let mut gone: HashSet<usize> = piles.keys().copied().collect();
        for lines in lines.values() {
            let files: HashSet<_> = lines.iter().map(|(_, file)| *file).collect();
            if files.len() == 1 && files.iter().all(tidy) {
                gone.retain(|file| !files.contains(file));
            }
        }
        let mut new = Vec::new();
        for ((by, month), mut lines) in lines {
            if lines.iter().all(|(_, file)| !gone.contains(file)) {
                continue;
            }
            lines.sort_by(|(one, _), (other, _)| {
                (&one.order, one.bytes).cmp(&(&other.order, other.bytes))
            });
            lines.dedup_by(|(one, _), (other, _)| one.bytes == other.bytes);
            let bytes: Vec<u8> = lines.iter().flat_map(|(line, _)| line.bytes).copied().collect();
            new.push((disk::tidied_name(&by, &month, &disk::sha256(&bytes)), bytes));
        }
        (new, gone)
    }
}

#[cfg(test)]
mod tests;
