//! Old files that nobody adds to any more, to be put together into fewer: each is held as long as that
//! takes, and goes only if it is still what was read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::append::is_at;

/// How long a file has not been added to, to be an old one.
const OLD: Duration = Duration::from_hours(24);

/// Larger files are left alone, in bytes.
const MOST: u64 = 64 << 20;

/// A file that nobody else writes into while this value lives.
#[derive(Debug)]
pub(crate) struct OldFile {
    /// Its name in its folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    path: PathBuf,
    file: File,
}

impl OldFile {
    /// Takes the file away; `false` where something else stands there by now, or something came to it.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) fn remove(mut self) -> io::Result<bool> {
        if !is_at(&self.path, &self.file) || bytes(&mut self.file)? != self.bytes {
            return Ok(false);
        }
        fs::remove_file(&self.path)?;
        Ok(true)
    }
}

/// The old files of `folder` whose names end in `ending`, in the order of their names, and how many files of
/// such names are none: too new, written into, not to be written to, or too large. Links are passed over.
pub(crate) fn old_files(folder: &Path, ending: &str) -> (Vec<OldFile>, usize) {
    let Ok(entries) = fs::read_dir(folder) else { return (Vec::new(), 0) };
    let (mut old, mut others) = (Vec::new(), 0);
    for entry in entries.flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if !name.ends_with(ending) || !entry.metadata().is_ok_and(|data| data.is_file()) {
            continue;
        }
        match held(name, entry.path()) {
            Some(file) => old.push(file),
            None => others += 1,
        }
    }
    old.sort_by(|one, other| one.name.cmp(&other.name));
    (old, others)
}

fn held(name: String, path: PathBuf) -> Option<OldFile> {
    let mut file = OpenOptions::new().read(true).append(true).open(&path).ok()?;
    let data = file.metadata().ok()?;
    let since = data.modified().ok().and_then(|then| SystemTime::now().duration_since(then).ok());
    let is_old = data.is_file() && data.len() <= MOST && since.is_some_and(|since| since >= OLD);
    // Whoever writes holds it; where the system has no locks nobody can know.
    let free = is_old && file.try_lock().is_ok() && is_at(&path, &file);
    let bytes = free.then(|| bytes(&mut file).ok()).flatten()?;
    Some(OldFile { name, bytes, path, file })
}

fn bytes(file: &mut File) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
