//! [`CacheShelf`]: what is kept of the documents in one folder.
//!
//! A shelf is a folder among the caches, called by a sum of the path it is of. An entry's name is three sums: of
//! its document's name, of its document's bytes, and of what was made of them (by which build, for what). So all
//! that is kept of a document is found by its name alone, whoever made it, and what is of bytes that it no longer
//! has is told without being opened.

use std::collections::{HashMap, HashSet};
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::{DIGEST, MOST};

/// How an entry begins; the number goes up when the layout of an entry changes.
const MAGIC: [u8; 8] = *b"onrec\0\0\x02";

/// Bytes in front of what is kept: the magic, the build, the sum of what is kept.
const HEAD: usize = MAGIC.len() + 2 * DIGEST;

/// Digits of a sum in a name: 64 bits, since two that meet cost no more than one reading.
const DIGITS: usize = 16;

/// The file of a shelf that names the folder it is of.
pub(super) const PLACE: &str = "place";

/// What is kept of the documents of one folder.
#[derive(Debug)]
pub(crate) struct CacheShelf {
    folder: PathBuf,
    build: [u8; DIGEST],
    /// Entries by document, and which documents were asked for.
    there: Mutex<There>,
}

#[derive(Debug, Default)]
struct There {
    entries: HashMap<String, Vec<String>>,
    asked: HashSet<String>,
}

/// Which entry: the document's name in its folder, and what was made of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntryKey<'k> {
    /// The document's name.
    pub(crate) document: &'k str,
    /// What was made of it.
    pub(crate) made: &'k str,
}

impl CacheShelf {
    /// The shelf in `cache` for the folder `place`, made where it is not there yet.
    pub(super) fn of(cache: &Path, place: &Path, build: [u8; DIGEST]) -> Option<Self> {
        let path = place.as_os_str().as_encoded_bytes();
        let folder = cache.join(digits(&[path]));
        make(&folder, path).ok()?;
        let mut there = There::default();
        for entry in fs::read_dir(&folder).ok()?.flatten() {
            if let Ok(name) = entry.file_name().into_string()
                && let Some((document, _)) = name.split_once('-')
            {
                there.entries.entry(document.to_owned()).or_default().push(name);
            }
        }
        Some(Self { folder, build, there: Mutex::new(there) })
    }

    /// What was made of a document, if it is there and whole.
    pub(crate) fn get(&self, key: EntryKey<'_>) -> Option<Vec<u8>> {
        let (document, made) = (digits(&[key.document.as_bytes()]), self.made(key));
        let names = {
            let mut there = self.there();
            there.asked.insert(document.clone());
            there.entries.get(&document).cloned()
        };
        names?.iter().filter(|name| name.ends_with(&made)).find_map(|name| self.read(name))
    }

    /// Keeps `bytes` of a document whose own bytes have the hash `sha256`, and takes away what is kept of other
    /// bytes that it had. Says whether it was kept: a full disk is no reason to stop.
    pub(crate) fn put(&self, key: EntryKey<'_>, sha256: &str, bytes: &[u8]) -> bool {
        let document = digits(&[key.document.as_bytes()]);
        let state = format!("{document}-{}", digits(&[sha256.as_bytes()]));
        let name = format!("{state}-{}", self.made(key));
        self.forget(key.document, |kept| kept.starts_with(&state) && *kept != name);
        let kept = (bytes.len() as u64) < MOST / 4 && self.write(&name, bytes).is_ok();
        if kept {
            self.there().entries.entry(document).or_default().push(name);
        }
        kept
    }

    /// Takes away all that is kept of a document.
    pub(crate) fn drop_document(&self, document: &str) {
        self.forget(document, |_| false);
    }

    /// Takes away what is kept of documents that nobody has asked for.
    pub(super) fn forget_unasked(&self) {
        let mut there = self.there();
        let There { entries, asked } = &mut *there;
        for (_, names) in entries.extract_if(|document, _| !asked.contains(document)) {
            for name in names {
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
    }

    /// Where it stands.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn forget(&self, document: &str, stays: impl Fn(&String) -> bool) {
        let mut there = self.there();
        if let Some(names) = there.entries.get_mut(&digits(&[document.as_bytes()])) {
            for name in names.extract_if(.., |name| !stays(name)) {
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
    }

    fn made(&self, key: EntryKey<'_>) -> String {
        digits(&[&self.build, key.made.as_bytes()])
    }

    fn there(&self) -> MutexGuard<'_, There> {
        self.there.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let file = open(&self.folder.join(name)).ok()?;
        let mut bytes = Vec::with_capacity(file.metadata().ok()?.len().min(MOST) as usize);
        file.take(MOST).read_to_end(&mut bytes).ok()?;
        let kept = bytes.get(HEAD..)?;
        let whole = bytes.get(..HEAD)? == self.head(kept).as_slice();
        whole.then(|| {
            bytes.drain(..HEAD);
            bytes
        })
    }

    fn head(&self, kept: &[u8]) -> Vec<u8> {
        [&MAGIC[..], &self.build, &Sha256::digest(kept)].concat()
    }

    /// Writes an entry at once under its name: one that is cut short, or that two write, does not match its sum.
    /// Nor is it forced onto the disk.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = make_file(&self.folder.join(name))?;
        file.write_all(&self.head(bytes))?;
        file.write_all(bytes)
    }
}

/// Makes the folder of a shelf, and says in it of which folder it is.
fn make(folder: &Path, place: &[u8]) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // A link would lead what is kept elsewhere.
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let path = folder.join(PLACE);
    let named = open(&path).is_ok_and(|file| file.metadata().is_ok_and(|data| data.len() > 0));
    if named { Ok(()) } else { make_file(&path)?.write_all(place) }
}

/// Opens a file to be read, and only a file: a pipe would wait for somebody, a link lead elsewhere.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
        options.custom_flags(flags.bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Makes a file that only the user can read, in the place of whatever stands there.
fn make_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            options.open(path)
        }
        opened => opened,
    }
}

/// The sum of some parts, in hexadecimal digits.
pub(super) fn digits(parts: &[&[u8]]) -> String {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update((part.len() as u64).to_le_bytes());
        sum.update(part);
    }
    sum.finalize().iter().take(DIGITS / 2).fold(String::new(), |mut text, byte| {
        use std::fmt::Write;
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
