//! Writes a file so that at any moment there is a whole one: the new text goes into a file beside it,
//! onto the disk, and then takes its name. Whoever reads sees the old or the new, also after a crash.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::folder::read;
use crate::corpus::fault::Unwritten;

/// How often writing begins again because somebody else wrote in between.
const TRIES: usize = 8;

/// What the name of a file begins with that is not whole yet; what begins with a dot is never read.
const UNFINISHED: &str = ".onrecord-";

/// Who may read a file that is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// As the user's other files (`umask`).
    Usual,
    /// Nobody but the user.
    Private,
}

/// What is to become of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Leave,
    /// It holds these bytes.
    Put(Vec<u8>),
    /// It goes.
    Delete,
}

/// What is to become of a file that holds these bytes (`None`: of one that is not there).
pub type Changes<'c> = dyn FnMut(Option<&[u8]>) -> Result<Change, Unwritten> + 'c;

/// Changes the file at `path` by what stands in it at that moment (`None` where there is no file).
/// Another onrecord waits its turn meanwhile; where anybody else writes in between, `change` is asked
/// again. A file that was there keeps its mode, and a link stays a link.
///
/// # Errors
/// What `change` says, or what stands in the way of writing.
pub fn rewrite(path: &Path, access: Access, change: &mut Changes) -> Result<(), Unwritten> {
    for _ in 0..TRIES {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let held = held(&path).map_err(|error| unwritten(&error))?;
        let before = bytes(&path)?;
        let done = match change(before.as_deref())? {
            Change::Leave => return Ok(()),
            Change::Delete => remove(&path, before.as_deref()),
            Change::Put(after) => put(&path, access, before.as_deref(), &after),
        };
        drop(held);
        if done.map_err(|error| unwritten(&error))? {
            return Ok(());
        }
    }
    Err(Unwritten::Busy)
}

/// Whether a file could be written at `path`, without writing it. What is marked as read-only is not
/// written to, even by a user who could.
pub fn writable(path: &Path) -> bool {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    let free = |path: &Path| fs::metadata(path).is_ok_and(|data| !data.permissions().readonly());
    let file = match fs::metadata(&path) {
        Ok(data) => {
            data.is_file() && free(&path) && OpenOptions::new().append(true).open(&path).is_ok()
        }
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    file && free(folder) && beside(folder, Access::Private).is_ok()
}

/// Whether the file at `path` is not a link that leads out of `folder`: a folder that somebody sent
/// must not choose what is written to elsewhere.
pub fn stays_in(folder: &Path, path: &Path) -> bool {
    let Ok(true_path) = fs::canonicalize(path) else { return fs::symlink_metadata(path).is_err() };
    fs::canonicalize(folder).is_ok_and(|folder| true_path.starts_with(folder))
}

/// Makes the folder of a file that is the user's own, with those above it that are missing.
///
/// # Errors
/// What stands in the way.
pub fn make_private_folder(path: &Path) -> Result<(), Unwritten> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path).map_err(|error| unwritten(&error))
}

/// The file at `path`, locked against other writers of this kind. Where the system has no locks it
/// goes without.
fn held(path: &Path) -> io::Result<Option<File>> {
    loop {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        // It may have been replaced while this one waited for the lock.
        let waited = file.lock().is_ok();
        if !waited || same(&file.metadata()?, path) {
            return Ok(Some(file));
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

fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Unwritten> {
    match fs::exists(path) {
        Ok(false) => Ok(None),
        _ => read(path).map(Some).map_err(Unwritten::Unread),
    }
}

/// Takes the file away; `false` where it is no longer `before` that stands there.
fn remove(path: &Path, before: Option<&[u8]>) -> io::Result<bool> {
    if bytes(path).is_ok_and(|now| now.as_deref() != before) {
        return Ok(false);
    }
    fs::remove_file(path).map(|()| true)
}

/// Puts `after` in the place of `before`; `false` where that is no longer what stands there.
fn put(path: &Path, access: Access, before: Option<&[u8]>, after: &[u8]) -> io::Result<bool> {
    let folder = folder_of(path);
    let mut file = beside(folder, access)?;
    file.write_all(after)?;
    if before.is_some() {
        keep(&fs::metadata(path)?, &file)?;
    }
    file.as_file().sync_all()?;
    if bytes(path).is_ok_and(|now| now.as_deref() != before) {
        return Ok(false);
    }
    let named = match before {
        Some(_) => file.persist(path),
        None => file.persist_noclobber(path),
    };
    match named {
        Ok(_) => {}
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error.error),
    }
    // The new name is on the disk when its folder is; not every system lets a folder be synced.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(true)
}

/// The folder of a file; that of a bare name is the present one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(folder: &Path, access: Access) -> io::Result<NamedTempFile> {
    let mut file = Builder::new();
    file.prefix(UNFINISHED);
    if access == Access::Usual {
        #[cfg(unix)]
        file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    file.tempfile_in(folder)
}

/// Gives `file` the mode of the one whose place it takes, and its group where that is allowed: on a
/// shared machine the others must be able to go on with it.
fn keep(before: &Metadata, file: &NamedTempFile) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file.as_file(), Some(before.uid()), Some(before.gid()))
            .or_else(|_| fchown(file.as_file(), None, Some(before.gid())));
    }
    fs::set_permissions(file.path(), before.permissions())
}

fn unwritten(error: &io::Error) -> Unwritten {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Unwritten::Denied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Unwritten::Full,
        _ => Unwritten::System(error.to_string()),
    }
}

/// The path of the user's own file for something that stands at `place`: in the folder for data that
/// the system has for it, named so that a person finds it again. `None` where the system has none.
pub fn own_file(place: &Path) -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    /// Characters of the place's own name.
    const NAME: usize = 40;
    let folder = etcetera::choose_base_strategy().ok()?.data_dir().join("onrecord").join("judged");
    let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
    let id = crate::corpus::made_id('j', &[&place.to_string_lossy()]);
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = super::name(&place).chars().take(NAME).map(plain).collect();
    Some(folder.join(format!("{name}.{id}.json")))
}

/// A path as a person reads it: from the root, the home folder as `~`.
pub fn shown(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let home = etcetera::home_dir().ok().and_then(|home| fs::canonicalize(home).ok());
    match home.and_then(|home| Some(path.strip_prefix(home).ok()?.to_owned())) {
        Some(inside) => Path::new("~").join(inside).to_string_lossy().into_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    fn append(words: &str) -> impl FnMut(Option<&[u8]>) -> Result<Change, Unwritten> + '_ {
        move |before| {
            let before = before.unwrap_or_default();
            Ok(Change::Put([before, words.as_bytes()].concat()))
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_made_changed_and_deleted_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        for (access, want) in [(Access::Usual, "ab"), (Access::Private, "ab")] {
            rewrite(&path, access, &mut append("a")).unwrap();
            rewrite(&path, access, &mut append("b")).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), want);
            assert_eq!(names(folder.path()), ["a.json"]);
            rewrite(&path, access, &mut |_| Ok(Change::Leave)).unwrap();
            rewrite(&path, access, &mut |_| Ok(Change::Delete)).unwrap();
            assert_eq!(names(folder.path()), [""; 0]);
        }
        let refused = rewrite(&path, Access::Usual, &mut |_| Err(Unwritten::Gone));
        assert_eq!(refused, Err(Unwritten::Gone));
    }

    #[test]
    fn who_writes_in_between_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let mut first = true;
        rewrite(&path, Access::Usual, &mut |before| {
            if std::mem::take(&mut first) {
                fs::write(&path, "theirs ").unwrap();
            }
            append("ours")(before)
        })
        .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs ours");
        let mut count = 0;
        let busy = rewrite(&path, Access::Usual, &mut |before| {
            count += 1;
            fs::write(&path, count.to_string()).unwrap();
            append("ours")(before)
        });
        assert_eq!(busy, Err(Unwritten::Busy));
        assert_eq!(fs::read_to_string(&path).unwrap(), TRIES.to_string());
        let mut first = true;
        rewrite(&path, Access::Usual, &mut |before| {
            if std::mem::take(&mut first) {
                fs::write(&path, "theirs").unwrap();
                return Ok(Change::Delete);
            }
            Ok(if before == Some(b"theirs") { Change::Leave } else { Change::Delete })
        })
        .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn writers_of_this_kind_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        while rewrite(&path, Access::Usual, &mut append("x")).is_err() {}
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&path).unwrap().len(), 40);
    }

    #[test]
    #[cfg(unix)]
    fn modes_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.json"), folder.path().join("link.json"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        rewrite(&path, Access::Private, &mut append("a")).unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink("a.json", &link).unwrap();
        rewrite(&link, Access::Private, &mut append("b")).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), mode(&path)), ("ab", 0o640));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let out = folder.path().join("in/out.json");
        fs::create_dir(folder.path().join("in")).unwrap();
        symlink("../a.json", &out).unwrap();
        symlink("../nowhere", folder.path().join("in/lost.json")).unwrap();
        for (within, file, want) in [
            ("", "a.json", true),
            ("", "link.json", true),
            ("", "new.json", true),
            ("in", "in/out.json", false),
            ("in", "in/lost.json", false),
        ] {
            let path = folder.path().join(file);
            assert_eq!(stays_in(&folder.path().join(within), &path), want, "{file}");
        }
        let deep = folder.path().join("x/y");
        make_private_folder(&deep).unwrap();
        assert_eq!((mode(&deep), mode(deep.parent().unwrap())), (0o700, 0o700));
    }

    #[test]
    #[cfg(unix)]
    fn what_says_read_only_is_not_writable() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        assert!(writable(&path), "a file that could be made");
        fs::write(&path, "").unwrap();
        assert!(writable(&path));
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        assert!(!writable(&path));
        fs::remove_file(&path).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
        assert!(!writable(&path));
        assert!(!writable(&folder.path().join("no/such/a.json")));
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    }
}
