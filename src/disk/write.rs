//! Writes a file so that at any moment there is a whole one: the new text goes into a file beside it,
//! onto the disk, and then takes its name. Whoever reads sees the old or the new, also after a crash.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::{Builder, NamedTempFile};

use super::folder::{open, read};
use super::rights;
use onrecord_model::fault::{FileError, WriteError};

/// How often writing begins again because somebody else wrote in between.
const TRIES: usize = 8;

/// What the name of a file begins with that is not whole yet; what begins with a dot is never read.
const UNFINISHED: &str = ".onrecord-";

/// Who may read a file that is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// As the user's other files (`umask`, and what the folder gives).
    Usual,
    /// Nobody but the user.
    Private,
}

/// What is to become of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing.
    Leave,
    /// It holds these bytes.
    Put(Vec<u8>),
}

/// What is to become of a file that holds these bytes (`None`: of one that is not there).
pub(super) type Changes<'c> = dyn FnMut(Option<&[u8]>) -> Result<Change, WriteError> + 'c;

/// What is asked of the system on the way of a new text to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WriteStep {
    /// A file beside it is made.
    Make,
    /// It gets the rights of the old one.
    Rights,
    /// The text goes into it.
    Fill,
    /// The text goes onto the disk.
    Sync,
    /// It takes the name.
    Name,
}

/// Comes before each step; an error of it counts as the system's.
type Before = dyn Fn(WriteStep) -> io::Result<()> + Send + Sync;

/// The one who writes.
#[derive(Clone)]
pub(crate) struct FileWriter {
    before: Arc<Before>,
}

impl fmt::Debug for FileWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileWriter").finish_non_exhaustive()
    }
}

impl Default for FileWriter {
    fn default() -> Self {
        Self::with(|_| Ok(()))
    }
}

impl FileWriter {
    /// One for whom `before` comes before each step: a disk that is slow, full or fails.
    pub(crate) fn with(
        before: impl Fn(WriteStep) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { before: Arc::new(before) }
    }

    /// Changes the file at `path` by what stands in it at that moment (`None` where there is no file).
    /// Another onrecord has its turn first: as long as it lasts `pause` is called, again and again.
    /// Where anybody else writes in between, `change` is asked again. A file that was there keeps its
    /// rights, and a link stays a link. Whether the file had other names (hard links): those keep
    /// what they had.
    ///
    /// # Errors
    /// What `change` says, or what stands in the way of writing.
    pub(crate) fn rewrite(
        &self,
        path: &Path,
        access: Access,
        pause: &mut dyn FnMut(),
        change: &mut Changes,
    ) -> Result<bool, WriteError> {
        for _ in 0..TRIES {
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let held = held(&path, pause)?;
            let names = held.as_ref().map_or(1, names);
            let before = bytes(&path)?;
            let done = match change(before.as_deref())? {
                Change::Leave => return Ok(false),
                Change::Put(after) => self.put(&path, access, before.as_deref(), &after),
            };
            drop(held);
            if done.map_err(|error| unwritten(&error))? {
                return Ok(names > 1);
            }
        }
        Err(WriteError::Busy)
    }

    /// Puts `after` in the place of a file that holds `before` and is held by this run.
    ///
    /// # Errors
    /// What stands in the way; [`WriteError::Busy`] where it holds something else.
    pub(super) fn replace(
        &self,
        path: &Path,
        access: Access,
        before: &[u8],
        after: &[u8],
    ) -> Result<(), WriteError> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let done = self.put(&path, access, Some(before), after);
        if done.map_err(|error| unwritten(&error))? { Ok(()) } else { Err(WriteError::Busy) }
    }

    /// Puts `after` in the place of `before`; `false` where that is no longer what stands there.
    fn put(
        &self,
        path: &Path,
        access: Access,
        before: Option<&[u8]>,
        after: &[u8],
    ) -> io::Result<bool> {
        let folder = folder_of(path);
        (self.before)(WriteStep::Make)?;
        let mut file = make(folder)?;
        (self.before)(WriteStep::Rights)?;
        match before {
            Some(_) => rights::take_over(&File::open(path)?, file.as_file())?,
            None if access == Access::Usual => usual(folder, file.as_file())?,
            None => {}
        }
        (self.before)(WriteStep::Fill)?;
        file.write_all(after)?;
        (self.before)(WriteStep::Sync)?;
        file.as_file().sync_all()?;
        if bytes(path).is_ok_and(|now| now.as_deref() != before) {
            return Ok(false);
        }
        (self.before)(WriteStep::Name)?;
        let named = give_name(file, path, before.is_some());
        match named {
            Ok(()) => {}
            // Somebody made it; or somebody swept ours away before it was locked.
            Err(error)
                if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        // The new name is on the disk when its folder is; not every system lets a folder be synced.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(true)
    }
}

/// A file in `folder` that only the user may read, locked as long as it is ours.
fn make(folder: &Path) -> io::Result<NamedTempFile> {
    let file = beside(folder)?;
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Gives the file its name.
fn give_name(file: NamedTempFile, path: &Path, over: bool) -> io::Result<()> {
    let named = if over { file.persist(path) } else { file.persist_noclobber(path) };
    named.map(drop).map_err(|error| error.error)
}

/// Takes away the unfinished files that runs which are no more have left in `folder`: those of this
/// user that nobody holds a lock on.
pub(crate) fn sweep(folder: &Path) {
    /// Letters and digits that follow in the name.
    const RANDOM: std::ops::RangeInclusive<usize> = 6..=16;
    let ours = |name: &str| {
        name.strip_prefix(UNFINISHED).is_some_and(|rest| {
            RANDOM.contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(ours)) {
        let path = entry.path();
        let left = fs::symlink_metadata(&path).is_ok_and(|data| data.is_file() && is_own(&data));
        if left && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(unix)]
fn is_own(data: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    data.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}

/// Whether a file could be written at `path`, without writing it. What is marked as read-only is not
/// written to, even by a user who could.
pub(crate) fn writable(path: &Path) -> bool {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    let free = |path: &Path| fs::metadata(path).is_ok_and(|data| !data.permissions().readonly());
    let file = match fs::metadata(&path) {
        Ok(data) => {
            data.is_file() && free(&path) && OpenOptions::new().append(true).open(&path).is_ok()
        }
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    file && free(folder) && beside(folder).is_ok()
}

/// Whether the file at `path` is not a link that leads out of `folder`: a folder that somebody sent
/// must not choose what is written to elsewhere.
pub(crate) fn stays_in(folder: &Path, path: &Path) -> bool {
    let Ok(true_path) = fs::canonicalize(path) else { return fs::symlink_metadata(path).is_err() };
    fs::canonicalize(folder).is_ok_and(|folder| true_path.starts_with(folder))
}

/// Makes the folder of a file that is the user's own, with those above it that are missing.
///
/// # Errors
/// What stands in the way.
pub(crate) fn make_private_folder(path: &Path) -> Result<(), WriteError> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path).map_err(|error| unwritten(&error))
}

/// The file at `path`, locked against other writers of this kind; `pause` is called while another has
/// it. Where the system has no locks it goes without. What is no file, as a pipe that nobody writes into,
/// is not waited for.
pub(super) fn held(path: &Path, pause: &mut dyn FnMut()) -> Result<Option<File>, WriteError> {
    loop {
        let file = match open(path) {
            Ok(file) => file,
            Err(FileError::Missing | FileError::LeadsNowhere) => return Ok(None),
            Err(FileError::Denied) => return Err(WriteError::Denied),
            Err(why) => return Err(WriteError::Unread(why)),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => pause(),
            // It may have been replaced in between.
            Ok(()) if !file.metadata().is_ok_and(|data| same(&data, path)) => {}
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(Some(file)),
        }
    }
}

#[cfg(unix)]
fn same(data: &Metadata, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn same(_: &Metadata, _: &Path) -> bool {
    true
}

/// Under how many names a file stands.
#[cfg(unix)]
fn names(file: &File) -> u64 {
    use std::os::unix::fs::MetadataExt;
    file.metadata().map_or(1, |data| data.nlink())
}

#[cfg(not(unix))]
fn names(_: &File) -> u64 {
    1
}

fn bytes(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::exists(path) {
        Ok(false) => Ok(None),
        _ => read(path).map(Some).map_err(WriteError::Unread),
    }
}

/// The folder of a file; that of a bare name is the present one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An unfinished file in `folder` that only the user may read.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(UNFINISHED).rand_bytes(10).tempfile_in(folder)
}

/// Gives a new file the mode that others made in this folder get: one is made, empty, to see it.
fn usual(folder: &Path, file: &File) -> io::Result<()> {
    let mut seen = Builder::new();
    seen.prefix(UNFINISHED).rand_bytes(10);
    #[cfg(unix)]
    seen.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let seen = seen.tempfile_in(folder)?.as_file().metadata()?;
    file.set_permissions(seen.permissions())
}

/// Why a write failed.
pub(crate) fn unwritten(error: &io::Error) -> WriteError {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteError::Denied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::Full,
        _ => WriteError::System(error.to_string()),
    }
}

/// The path of the user's own file for something that stands at `place`: in the folder for data that
/// the system has for it, named so that a person finds it again. `None` where the system has none.
pub(crate) fn own_file(place: &Path) -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    /// Characters of the place's own name.
    const NAME: usize = 40;
    let folder = etcetera::choose_base_strategy().ok()?.data_dir().join("onrecord").join("judged");
    let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
    let id = onrecord_corpus::made_id('j', &[&super::text(&place)]);
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = super::name(&place).chars().take(NAME).map(plain).collect();
    Some(folder.join(format!("{name}.{id}.json")))
}

/// Adds lines to the user's own note of decisions that were not written, where the system has a folder
/// for it. That it cannot be written is told to nobody: this is the last that is tried.
pub(crate) fn note_unwritten(lines: &[String]) {
    use etcetera::BaseStrategy;
    let Ok(base) = etcetera::choose_base_strategy() else { return };
    let folder = base.data_dir().join("onrecord");
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if make_private_folder(&folder).is_ok()
        && let Ok(mut file) = options.open(folder.join("not-written.txt"))
    {
        let _ = file.write_all(format!("{}\n", lines.join("\n")).as_bytes());
    }
}

/// A path as a person reads it: from the root, the home folder as `~`.
pub(crate) fn shown(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let home = etcetera::home_dir().ok().and_then(|home| fs::canonicalize(home).ok());
    match home.and_then(|home| Some(path.strip_prefix(home).ok()?.to_owned())) {
        Some(inside) => Path::new("~").join(inside).to_string_lossy().into_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests;
