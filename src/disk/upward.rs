//! Looks for a file in a folder and the ones above it, and asks whose it is: what somebody else left
//! on the way must not be opened unasked.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::true_path;
use super::{EntryKind, kind};
use onrecord_model::fault::FileError;

/// What was met upward.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Upward {
    /// The nearest that may be used.
    pub found: Option<PathBuf>,
    /// The nearest that was passed over before, and why.
    pub passed: Option<(PathBuf, FileError)>,
}

/// Looks for the nearest file called `file` in `start` or a folder above it. It is used if it belongs
/// to this user, to root or to the owner of `start`; a link must stay in its folder, unless links may
/// lead `anywhere`.
pub(crate) fn upward(start: &Path, file: &str, anywhere: bool) -> Upward {
    let mut met = Upward::default();
    let Ok(start) = true_path(start) else { return met };
    for path in start.ancestors().map(|folder| folder.join(file)) {
        match usable(&path, &start, anywhere) {
            Ok(()) => return Upward { found: Some(path), ..met },
            Err(FileError::Missing) => {}
            Err(why) => met.passed = met.passed.or(Some((path, why))),
        }
    }
    met
}

fn usable(path: &Path, start: &Path, anywhere: bool) -> Result<(), FileError> {
    let file = kind(path)?;
    if !is_trusted(path, start) {
        return Err(FileError::Foreign);
    }
    let leads_out = || path.parent().is_none_or(|folder| !super::stays_in(folder, path));
    match file {
        EntryKind::Folder => Err(FileError::Folder),
        EntryKind::File if !anywhere && leads_out() => Err(FileError::LeadsOut),
        EntryKind::File => Ok(()),
    }
}

/// Whether what stands at `path`, and where it is a link the file as well, belongs to somebody whom
/// the user trusts already by standing in `start`.
#[cfg(unix)]
pub(crate) fn is_trusted(path: &Path, start: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let there = fs::metadata(start).map(|data| data.uid());
    let trusted = [Ok(rustix::process::geteuid().as_raw()), Ok(0), there];
    let trusted = |owner| trusted.iter().flatten().any(|known| *known == owner);
    [fs::symlink_metadata(path), fs::metadata(path)]
        .iter()
        .all(|data| data.as_ref().is_ok_and(|data| trusted(data.uid())))
}

#[cfg(not(unix))]
pub(crate) fn is_trusted(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "onrecord-test.json";

    #[test]
    fn the_nearest_file_is_found() {
        let place = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(place.path()).unwrap();
        let (near, far) = (root.join("a/b"), root.join("a/b/c/d"));
        fs::create_dir_all(&far).unwrap();
        let found = |from: &Path| upward(from, FILE, false).found;
        assert_eq!(found(&far), None);
        fs::write(root.join(FILE), "").unwrap();
        fs::write(near.join(FILE), "").unwrap();
        assert_eq!(found(&far), Some(near.join(FILE)));
        assert_eq!(found(&root.join("a")), Some(root.join(FILE)));
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_or_leads_out_is_passed_over_and_told() {
        let place = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(place.path()).unwrap();
        let (inner, sent) = (root.join("in"), root.join("in/sent"));
        fs::create_dir_all(sent.join(FILE)).unwrap();
        fs::write(root.join("notes.json"), "").unwrap();
        std::os::unix::fs::symlink("../notes.json", inner.join(FILE)).unwrap();
        fs::write(root.join(FILE), "").unwrap();
        let folder = (sent.join(FILE), FileError::Folder);
        let met = upward(&sent, FILE, false);
        assert_eq!(met, Upward { found: Some(root.join(FILE)), passed: Some(folder) });
        let link = (inner.join(FILE), FileError::LeadsOut);
        let met = upward(&inner, FILE, false);
        assert_eq!(met, Upward { found: Some(root.join(FILE)), passed: Some(link) });
        assert_eq!(upward(&inner, FILE, true).found, Some(inner.join(FILE)));
    }

    /// Only root may give a file to somebody else.
    #[test]
    #[cfg(unix)]
    fn what_belongs_to_somebody_else_is_passed_over() {
        use std::os::unix::fs::chown;
        const SOMEBODY: u32 = 65_533;
        let place = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(place.path()).unwrap();
        let (file, below) = (root.join(FILE), root.join("below"));
        fs::create_dir(&below).unwrap();
        fs::write(&file, "").unwrap();
        if chown(&file, Some(SOMEBODY), None).is_err() {
            return;
        }
        let met = upward(&below, FILE, false);
        assert_eq!(met, Upward { found: None, passed: Some((file.clone(), FileError::Foreign)) });
        chown(&below, Some(SOMEBODY), None).unwrap();
        assert_eq!(upward(&below, FILE, false).found, Some(file), "the owner of the folder");
    }
}
