//! Lists the files below a folder, in an order that does not depend on the machine.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::trouble;
use crate::corpus::fault::Trouble;

/// Folders in folders before one is passed over.
const DEEPEST: usize = 64;

/// What lies below a folder. All paths are relative to it, with `/` between their parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Files, sorted by path.
    pub files: Vec<String>,
    /// What could not be looked into, and why, sorted by path.
    pub troubles: Vec<(String, Trouble)>,
}

/// The files below `folder`. Links are followed, each folder once. What begins with a dot is hidden
/// and passed over, as everywhere.
pub fn list(folder: &Path) -> Found {
    let mut walk = Walk { found: Found::default(), seen: HashSet::new() };
    walk.folder(folder, "", 0);
    walk.found.files.sort_unstable();
    walk.found.troubles.sort_by(|a, b| a.0.cmp(&b.0));
    walk.found
}

struct Walk {
    found: Found,
    /// Folders met, by their true path: a link back to one of them would never end.
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, path: &Path, relative: &str, depth: usize) {
        let new = fs::canonicalize(path).is_ok_and(|true_path| self.seen.insert(true_path));
        let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) if new && depth < DEEPEST => entries,
            Ok(_) => return,
            Err(error) => return self.trouble(relative, trouble(&error)),
        };
        // Before anything is entered, so that of two ways to a folder the first by name is taken.
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let relative =
                if relative.is_empty() { name.into_owned() } else { format!("{relative}/{name}") };
            match super::kind(&entry.path()) {
                Ok(super::Kind::Folder) => self.folder(&entry.path(), &relative, depth + 1),
                Ok(super::Kind::File) => self.found.files.push(relative),
                Err(trouble) => self.trouble(&relative, trouble),
            }
        }
    }

    fn trouble(&mut self, relative: &str, trouble: Trouble) {
        self.found.troubles.push((relative.to_owned(), trouble));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_sorted_and_hidden_ones_not() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("b/.git")).unwrap();
        for file in ["c.txt", "a.txt", "b/z.txt", "b/é.pdf", ".hidden.txt", "b/.git/x.txt"] {
            fs::write(place.path().join(file), "").unwrap();
        }
        let files = list(place.path()).files;
        assert_eq!(files, ["a.txt", "b/z.txt", "b/é.pdf", "c.txt"]);
    }

    #[test]
    #[cfg(unix)]
    fn loops_end_and_pipes_are_told() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("a")).unwrap();
        fs::write(place.path().join("a/x.txt"), "").unwrap();
        std::os::unix::fs::symlink(place.path(), place.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("a", place.path().join("again")).unwrap();
        std::os::unix::fs::symlink("nowhere", place.path().join("broken")).unwrap();
        std::os::unix::net::UnixListener::bind(place.path().join("pipe")).unwrap();
        let found = list(place.path());
        assert_eq!(found.files, ["a/x.txt"]);
        let troubles = [("broken".into(), Trouble::Missing), ("pipe".into(), Trouble::Special)];
        assert_eq!(found.troubles, troubles);
    }
}
