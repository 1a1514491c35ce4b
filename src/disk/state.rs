//! [`StateFile`]: what the screen keeps from one run to the next for one target, in the user's own state
//! folder. Nothing in it is ever needed: what is missing, too large or no file is not there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::cache::{self, Usage};
use super::write::{Access, Change, FileWriter, held, sweep, unwritten};
use onrecord_model::fault::{FileError, WriteError};

/// What a file of this kind may take (bytes). What is larger is none of ours.
const MOST: u64 = 8 << 20;

/// What the memory of a watch list may take (bytes).
const MOST_TOLD: u64 = 128 << 20;

/// How the name of such a file ends.
const ENDING: &str = "json";

/// How that of a watch list's memory ends.
const TOLD: &str = "told";

/// The file of one target.
#[derive(Debug, Clone)]
pub(crate) struct StateFile {
    path: PathBuf,
    most: u64,
}

/// A state file that no other run of the program changes as long as this one holds it.
#[derive(Debug)]
pub(crate) struct HeldState {
    file: StateFile,
    /// What stands in it; nothing where it was not there.
    pub bytes: Vec<u8>,
    _held: Option<File>,
}

impl StateFile {
    /// The one of the target with this key; `None` where the system has no folder for it.
    pub(crate) fn of(key: &str) -> Option<Self> {
        Some(Self::at(&state_folder()?, key))
    }

    /// The memory of the watch list with this key; `None` where the system has no folder for it.
    pub(crate) fn of_watch(key: &str) -> Option<Self> {
        let Self { path, .. } = Self::of(key)?;
        Some(Self { path: path.with_extension(TOLD), most: MOST_TOLD })
    }

    /// The same in `folder`. The name tells nobody what was read.
    fn at(folder: &Path, key: &str) -> Self {
        let path = folder.join(super::sha256(key.as_bytes())).with_extension(ENDING);
        Self { path, most: MOST }
    }

    /// Waits until no other run holds it, and holds it; `pause` is called while one does.
    ///
    /// # Errors
    /// What stands in the way of making it or reading it.
    pub(crate) fn hold(&self, pause: &mut dyn FnMut()) -> Result<HeldState, WriteError> {
        let folder = self.path.parent().unwrap_or(&self.path);
        cache::private(folder).map_err(|error| unwritten(&error))?;
        sweep(folder);
        // What is locked must be there; empty it says that nothing was told.
        let mut options = fs::OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&self.path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unwritten(&error)),
        }
        let held = held(&self.path, pause)?;
        let there = self.read().map_err(WriteError::Unread)?;
        Ok(HeldState {
            file: self.clone(),
            bytes: there.into_iter().flatten().collect(),
            _held: held,
        })
    }

    /// What stands in it; `None` where it is not there.
    ///
    /// # Errors
    /// Where it is no file, is too large, or cannot be read.
    pub(crate) fn read(&self) -> Result<Option<Vec<u8>>, FileError> {
        super::own::read_up_to(&self.path, self.most)
    }

    /// Puts `bytes` in its place, whole; only the user can read it. `pause` is called while another run
    /// writes it.
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) fn write(&self, bytes: &[u8], pause: &mut dyn FnMut()) -> Result<(), WriteError> {
        self.change(|_| Some(bytes.to_vec()), pause)
    }

    /// Puts in its place, whole, what `change` makes of what stands there, if anything; else as
    /// [`StateFile::write`].
    ///
    /// # Errors
    /// What stands in the way.
    pub(crate) fn change(
        &self,
        change: impl Fn(Option<&[u8]>) -> Option<Vec<u8>>,
        pause: &mut dyn FnMut(),
    ) -> Result<(), WriteError> {
        let folder = self.path.parent().unwrap_or(&self.path);
        cache::private(folder).map_err(|error| unwritten(&error))?;
        sweep(folder);
        let mut put = |there: Option<&[u8]>| {
            let bytes = change(there).filter(|bytes| bytes.len() as u64 <= self.most);
            bytes.map(Change::Put).ok_or(WriteError::Fault)
        };
        FileWriter::default().rewrite(&self.path, Access::Private, pause, &mut put)?;
        Ok(())
    }
}

impl HeldState {
    /// Puts `bytes` in the place of what stands there, whole.
    ///
    /// # Errors
    /// What stands in the way; [`WriteError::Busy`] where somebody else has changed it all the same.
    pub(crate) fn put(&self, bytes: &[u8]) -> Result<(), WriteError> {
        if bytes == self.bytes {
            return Ok(());
        }
        if bytes.len() as u64 > self.file.most {
            return Err(WriteError::Full);
        }
        FileWriter::default().replace(&self.file.path, Access::Private, &self.bytes, bytes)
    }
}

/// Where such files are, or would be.
pub(crate) fn state_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(state.join("onrecord").join("sessions"))
}

/// What is kept in `folder`.
pub(crate) fn state_usage(folder: &Path) -> Usage {
    kept(folder).iter().fold(Usage::default(), |sum, (_, bytes)| Usage {
        entries: sum.entries + 1,
        bytes: sum.bytes + bytes,
    })
}

/// Takes everything away that is kept in `folder`, and says what that was. Nothing else is touched.
///
/// # Errors
/// The first trouble met; what can be taken away is.
pub(crate) fn clear_state(folder: &Path) -> Result<Usage, FileError> {
    let mut gone = Usage::default();
    let mut trouble = None;
    for (path, bytes) in kept(folder) {
        match fs::remove_file(&path) {
            Ok(()) => gone = Usage { entries: gone.entries + 1, bytes: gone.bytes + bytes },
            Err(error) => trouble = trouble.or(Some(super::folder::trouble(&error))),
        }
    }
    sweep(folder);
    let _ = fs::remove_dir(folder);
    trouble.map_or(Ok(gone), Err)
}

/// The files of `folder` that have the name of ours, with their bytes.
fn kept(folder: &Path) -> Vec<(PathBuf, u64)> {
    let ours = |path: &Path| {
        let sum =
            |stem: &str| stem.len() == 64 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
        path.extension().is_some_and(|ending| ending == ENDING || ending == TOLD)
            && path.file_stem().and_then(|stem| stem.to_str()).is_some_and(sum)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| ours(path));
    files
        .filter_map(|path| Some((fs::symlink_metadata(&path).ok()?, path)))
        .filter(|(data, _)| data.is_file() || data.is_symlink())
        .map(|(data, path)| (path, data.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_is_the_users_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("deep/sessions");
        let (one, two) = (StateFile::at(&folder, "/one"), StateFile::at(&folder, "/two"));
        assert_eq!(one.read(), Ok(None));
        for bytes in [&b"first"[..], b"second"] {
            one.write(bytes, &mut || {}).unwrap();
            assert_eq!(one.read().unwrap().as_deref(), Some(bytes));
        }
        two.write(b"{}", &mut || {}).unwrap();
        fs::write(folder.join("notes.json"), "mine").unwrap();
        assert_eq!(state_usage(&folder), Usage { entries: 2, bytes: 8 });
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&one.path)), (0o700, 0o600));
        }
        assert_eq!(clear_state(&folder).unwrap().entries, 2);
        assert_eq!((one.read(), folder.join("notes.json").exists()), (Ok(None), true));
    }

    #[test]
    fn what_is_no_file_or_too_large_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        let file = StateFile::at(place.path(), "/one");
        fs::create_dir(&file.path).unwrap();
        assert_eq!(file.read(), Err(FileError::Special));
        fs::remove_dir(&file.path).unwrap();
        File::create(&file.path).unwrap().set_len(MOST + 1).unwrap();
        assert_eq!(file.read(), Err(FileError::TooLarge));
        assert!(file.write(&vec![b' '; MOST as usize + 1], &mut || {}).is_err());
    }
}
