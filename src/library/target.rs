//! [`OpenTarget`]: what is to be opened.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::document_cache::HEAD;
use super::several::Several;
use super::sidecar;
use crate::disk::{self, Folder, Upward};
use onrecord_read::Kind;

/// The file that makes a folder an investigation.
pub(crate) const INVESTIGATION: &str = "investigation.json";

/// Where an investigation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenTarget {
    /// In the program.
    Builtin,
    /// A folder, an investigation's file, or one document.
    Path(PathBuf),
    /// Several documents, or folders of them, together.
    Several(Vec<PathBuf>),
}

impl OpenTarget {
    /// What was named, each once; `None` where nothing was.
    pub fn of(mut paths: Vec<PathBuf>) -> Option<Self> {
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(disk::spot(path)));
        match paths.len() {
            0 | 1 => paths.pop().map(Self::Path),
            _ => Some(Self::Several(paths)),
        }
    }

    /// Under what it is known from one run to the next, however it was named: the path without links; of
    /// a folder's own `investigation.json` that of the folder.
    pub(crate) fn key(&self) -> String {
        let path = match self {
            Self::Builtin => return "the sample".into(),
            Self::Path(path) => disk::spot(path),
            Self::Several(paths) => Several::of(paths).path(),
        };
        let of_folder = disk::name(&path) == INVESTIGATION;
        let path = if of_folder { path.parent().unwrap_or(&path) } else { &path };
        format!("at {}", disk::text(path))
    }

    /// What kind it is, in a word for the log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Builtin => "the sample",
            Self::Path(_) => "a folder or file",
            Self::Several(_) => "several files or folders",
        }
    }
}

/// The nearest `investigation.json` in `start` or a folder above it that may be used unasked; where
/// links may lead out of their folder, one that is such a link, too.
pub(crate) fn find_upward(start: &Path, follow: bool) -> Upward {
    disk::upward(start, INVESTIGATION, follow)
}

/// Whether a file can be opened by itself: by its name, by what it begins with, or by the text beside it.
pub(super) fn opens(path: &Path) -> bool {
    let name = disk::name(path);
    let folder = Folder::of_file(path).anywhere();
    let begins =
        || folder.head(&name, HEAD).is_ok_and(|head| Kind::of_file(&name, &head).is_some());
    is_json(&name)
        || Kind::of(&name).is_some()
        || begins()
        || !sidecar::nearby(&folder, &name).is_empty()
}

/// Whether a file of this name is an investigation's.
pub(super) fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// Whether a file of `folder` is opened as an investigation: what a machine heard is JSON as well.
pub(super) fn is_investigation(folder: &Folder, name: &str) -> bool {
    is_json(name)
        && folder.head(name, HEAD).map_or(true, |head| Kind::of_file(name, &head).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_one_key_however_it_is_named() {
        let place = tempfile::tempdir().unwrap();
        let here = place.path();
        std::fs::create_dir(here.join("a")).unwrap();
        for name in ["a/investigation.json", "a/b.txt", "a/c.txt"] {
            std::fs::write(here.join(name), "{}").unwrap();
        }
        let key = |names: &[&str]| {
            OpenTarget::of(names.iter().map(|name| here.join(name)).collect()).unwrap().key()
        };
        assert_eq!(key(&["a"]), key(&["a/investigation.json"]));
        assert_eq!(key(&["a/b.txt"]), key(&["a/../a/b.txt"]));
        assert_eq!(key(&["a/b.txt", "a/c.txt"]), key(&["a/c.txt", "a/b.txt"]));
        let all = [key(&["a"]), key(&["a/b.txt"]), key(&["a/b.txt", "a/c.txt"])];
        assert!(all.iter().all(|key| *key != OpenTarget::Builtin.key()));
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
    }
}
