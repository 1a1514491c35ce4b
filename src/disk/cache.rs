//! [`Cache`]: bytes kept between runs, in the user's own cache folder.
//!
//! One file an entry, so that what is done survives whenever the program is killed, and two
//! programs at once do not meet: an entry is written beside and renamed into its place. Nothing
//! here is ever needed: what is missing, damaged or written by another build is not there.

use std::env;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

/// The folder of this program among the user's caches.
const NAME: &str = "onrecord";

/// How an entry begins; the number goes up when the layout of an entry changes.
const MAGIC: [u8; 8] = *b"onrec\0\0\x01";

/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// Bytes in front of what is kept: the magic, the build, the sum of what is kept.
const HEAD: usize = MAGIC.len() + 2 * DIGEST;

/// What all entries together may take on the disk (bytes).
const MOST: u64 = 1 << 30;

/// After trimming, this many eighths of [`MOST`] are left: not every run trims again.
const LEFT_EIGHTHS: u64 = 7;

/// How the name of a file begins that is being written.
const UNFINISHED: &str = "new-";

/// A file that was being written so long ago was left by a program that was killed.
const LEFT_BEHIND: Duration = Duration::from_hours(1);

/// Where entries are kept, or nowhere.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    place: Option<CacheFolder>,
}

#[derive(Debug, Clone)]
struct CacheFolder {
    folder: PathBuf,
    /// Which build writes here: what another one wrote means nothing to this one.
    build: [u8; DIGEST],
}

/// What a cache holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Usage {
    /// Entries.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl Cache {
    /// Keeps nothing.
    pub const fn none() -> Self {
        Self { place: None }
    }

    /// The user's own, made where it is not there yet; one that keeps nothing where it cannot be
    /// made, or is not the user's alone.
    pub fn of_user() -> Self {
        user_folder().map_or(Self::none(), |folder| Self::at(&folder))
    }

    /// The one in `folder`, as [`Cache::of_user`].
    pub fn at(folder: &Path) -> Self {
        let own = private(folder).is_ok();
        let place = own.then(build).flatten();
        Self { place: place.map(|build| CacheFolder { folder: folder.to_owned(), build }) }
    }

    /// Whether anything is kept.
    pub const fn is_on(&self) -> bool {
        self.place.is_some()
    }

    /// What was kept under `key`, if it is there and whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let room = self.place.as_ref()?;
        let mut bytes = Vec::new();
        File::open(room.path(key)).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
        let kept = bytes.get(HEAD..)?;
        (bytes.get(..HEAD)? == room.head(kept).as_slice()).then(|| bytes.split_off(HEAD))
    }

    /// Keeps `bytes` under `key`. Says whether it did: a full disk is no reason to stop.
    pub fn put(&self, key: &str, bytes: &[u8]) -> bool {
        let Some(room) = &self.place else { return false };
        (bytes.len() as u64) < MOST / 4 && room.write(key, bytes).is_ok()
    }

    /// Takes the oldest entries away until what is left fits the bound.
    pub fn trim(&self) {
        if let Some(room) = &self.place {
            trim(&room.folder, MOST, MOST / 8 * LEFT_EIGHTHS);
        }
    }
}

impl CacheFolder {
    /// Entries lie in 256 folders by the first byte of their key's sum.
    fn path(&self, key: &str) -> PathBuf {
        let name = super::sha256(key.as_bytes());
        let (first, rest) = name.split_at_checked(2).unwrap_or(("", &name));
        self.folder.join(first).join(rest)
    }

    fn head(&self, kept: &[u8]) -> Vec<u8> {
        [&MAGIC[..], &self.build, &Sha256::digest(kept)].concat()
    }

    fn write(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        private(folder)?;
        // Only the user may read it: the crate sees to that. It is not forced onto the disk, since
        // an entry that was cut short does not match its sum.
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        file.write_all(&self.head(bytes))?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    }
}

/// Where the user's cache is, or would be.
pub(crate) fn user_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.cache_dir().join(NAME))
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
pub(crate) fn clear(folder: &Path) -> Result<Usage, onrecord_model::fault::FileError> {
    let mut gone = Usage::default();
    let mut trouble = None;
    for entry in entries(folder) {
        match fs::remove_file(&entry.path) {
            Ok(()) => {
                gone = Usage { entries: gone.entries + 1, bytes: gone.bytes + entry.size };
            }
            Err(error) => trouble = trouble.or(Some(super::folder::trouble(&error))),
        }
    }
    for inner in inner(folder) {
        // One that is not empty stays.
        let _ = fs::remove_dir(inner);
    }
    let _ = fs::remove_dir(folder);
    trouble.map_or(Ok(gone), Err)
}

/// Makes `folder` if need be, and makes sure that nobody else can look into it.
pub(super) fn private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
        builder.mode(0o700).create(folder)?;
        // Somebody else's folder refuses this; one that lies open is closed.
        if fs::metadata(folder)?.mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

/// Tells this build from every other: what it would read differently, it must read anew.
fn build() -> Option<[u8; DIGEST]> {
    let program = fs::metadata(env::current_exe().ok()?).ok()?;
    let made = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let mut sum = Sha256::new();
    sum.update(env!("CARGO_PKG_VERSION"));
    sum.update(program.len().to_le_bytes());
    sum.update(made.as_nanos().to_le_bytes());
    Some(sum.finalize().into())
}

struct CacheFile {
    path: PathBuf,
    size: u64,
    age: Duration,
    unfinished: bool,
}

/// The folders of entries: those with a name of two hexadecimal digits.
fn inner(folder: &Path) -> Vec<PathBuf> {
    let digits = |name: &str| name.len() == 2 && name.bytes().all(|b| b.is_ascii_hexdigit());
    let inner = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = inner.filter(|inner| inner.file_name().to_str().is_some_and(digits));
    named.map(|inner| inner.path()).collect()
}

fn entries(folder: &Path) -> Vec<CacheFile> {
    let files =
        inner(folder).into_iter().flat_map(|inner| fs::read_dir(inner).into_iter().flatten());
    let entry = |file: fs::DirEntry| {
        let data = file.metadata().ok().filter(fs::Metadata::is_file)?;
        Some(CacheFile {
            unfinished: file.file_name().to_str().is_some_and(|n| n.starts_with(UNFINISHED)),
            path: file.path(),
            size: data.len(),
            // A file from the future (the clock was set back) counts as new.
            age: data.modified().ok()?.elapsed().unwrap_or(Duration::ZERO),
        })
    };
    files.flatten().filter_map(entry).collect()
}

/// Takes away what was left behind and, where all is more than `most` bytes, the oldest until `left`
/// are left.
fn trim(folder: &Path, most: u64, left: u64) {
    let (unfinished, mut whole): (Vec<_>, Vec<_>) =
        entries(folder).into_iter().partition(|entry| entry.unfinished);
    for entry in unfinished.iter().filter(|entry| entry.age > LEFT_BEHIND) {
        let _ = fs::remove_file(&entry.path);
    }
    let mut all: u64 = whole.iter().map(|entry| entry.size).sum();
    if all <= most {
        return;
    }
    whole.sort_by_key(|entry| std::cmp::Reverse(entry.age));
    for entry in whole {
        if all <= left {
            return;
        }
        if fs::remove_file(&entry.path).is_ok() {
            all -= entry.size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<PathBuf> {
        entries(folder).into_iter().map(|entry| entry.path).collect()
    }

    #[test]
    fn what_is_kept_comes_back_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("deep/cache");
        let cache = Cache::at(&folder);
        assert_eq!(cache.get("a"), None);
        assert!(cache.put("a", b"one") && cache.put("b", b"") && cache.put("a", b"two"));
        assert_eq!((cache.get("a"), cache.get("b")), (Some(b"two".to_vec()), Some(Vec::new())));
        assert_eq!(usage(&folder).entries, 2);
        assert_eq!(clear(&folder).map(|gone| gone.entries), Ok(2));
        assert!(!folder.exists());
        assert!(cache.put("a", b"three") && Cache::none().get("a").is_none());
    }

    #[test]
    fn what_was_damaged_or_is_foreign_is_not_there() {
        let place = tempfile::tempdir().unwrap();
        let mut cache = Cache::at(place.path());
        cache.put("a", b"the words of a witness");
        let file = files(place.path()).pop().unwrap();
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 4;
            fs::write(&file, &broken).unwrap();
            assert_eq!(cache.get("a"), None, "byte {at}");
            fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(cache.get("a"), None, "cut at {at}");
        }
        fs::write(&file, &whole).unwrap();
        assert!(cache.get("a").is_some());
        cache.place.as_mut().unwrap().build[0] ^= 1;
        assert_eq!(cache.get("a"), None, "another build");
    }

    #[test]
    fn the_oldest_go_first_and_what_was_left_behind() {
        let place = tempfile::tempdir().unwrap();
        let cache = Cache::at(place.path());
        for (age, key) in [(30, "old"), (20, "older than new"), (10, "new")] {
            cache.put(key, &[7; 1000]);
            let path = cache.place.as_ref().unwrap().path(key);
            let then = SystemTime::now() - Duration::from_secs(age);
            File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
        }
        let left = files(place.path()).pop().unwrap().with_file_name("new-x1");
        fs::write(&left, "half").unwrap();
        trim(place.path(), 10_000, 5_000);
        assert!(left.exists(), "it may still be written");
        let then = SystemTime::now() - LEFT_BEHIND * 2;
        File::options().append(true).open(&left).unwrap().set_modified(then).unwrap();
        trim(place.path(), 3_000, 2_500);
        assert!(!left.exists());
        let there = ["old", "older than new", "new"].map(|key| cache.get(key).is_some());
        assert_eq!(there, [false, true, true]);
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let cache = Cache::at(place.path());
        assert!(cache.put("a", b"secret"));
        let file = files(place.path()).pop().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(place.path()), mode(file.parent().unwrap())), (0o700, 0o700));
        assert_eq!(mode(&file), 0o600);
    }
}
