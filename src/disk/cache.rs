//! [`Cache`]: what was read of documents, kept between runs in the user's own cache folder.
//!
//! A [`CacheShelf`] is what is kept of the documents of one folder, a file an entry, so that what is done
//! survives whenever the program is killed. Nothing here is ever needed: what is missing, damaged or written by
//! another build is not there. What is kept holds the words of its document: it goes when the document does.

mod images;
mod shelf;
mod upkeep;

#[cfg(test)]
mod tests;

use std::env;
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

pub(crate) use images::ImageFile;
pub(crate) use shelf::{CacheShelf, EntryKey};
pub(crate) use upkeep::{Usage, clear, usage};

/// The folder of this program among the user's caches.
const NAME: &str = "onrecord";

/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// What all entries together may take on the disk (bytes).
const MOST: u64 = 1 << 30;

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

    /// What is kept of the documents that stand in the folder `place`; nothing where nothing is kept.
    pub(crate) fn shelf(&self, place: &Path) -> Option<CacheShelf> {
        let room = self.place.as_ref()?;
        CacheShelf::of(&room.folder, place, room.build)
    }

    /// The image of what stands at `place`, as it is opened `how`; nothing where nothing is kept.
    pub(crate) fn image(&self, place: &Path, how: &str) -> Option<ImageFile> {
        let room = self.place.as_ref()?;
        Some(ImageFile::of(&room.folder, place, how, room.build))
    }

    /// Takes away what is kept of the documents below the folder `root` that none of the `shelves` was asked for
    /// or gave (`shelves` are those of this run), and of folders that are gone, wherever they were.
    pub(crate) fn forget_others(&self, root: &Path, shelves: &[&CacheShelf]) {
        if let Some(room) = &self.place {
            upkeep::forget_others(&room.folder, root, shelves);
        }
    }

    /// Takes the oldest entries away until what is left fits the bound.
    pub(crate) fn trim(&self) {
        if let Some(room) = &self.place {
            upkeep::trim(&room.folder, MOST);
        }
    }
}

/// Where the user's cache is, or would be.
pub(crate) fn user_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.cache_dir().join(NAME))
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
