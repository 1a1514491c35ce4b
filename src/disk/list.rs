//! Lists the files below a folder, in an order that does not depend on the machine.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, DirEntry};
use std::path::PathBuf;

use super::folder::{trouble, true_path};
use super::{EntryKind, Folder, kind, names};
use onrecord_model::fault::FileError;

/// Folders in folders before one is passed over.
const DEEPEST: usize = 64;

/// What lies below a folder. All names are relative to it, with `/` between their parts, as
/// `disk::text` writes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Listing {
    /// Files by name, each with its true path, sorted.
    pub files: Vec<(String, PathBuf)>,
    /// What could not be looked into, and why, sorted by name.
    pub troubles: Vec<(String, FileError)>,
}

/// The files below `folder`, each once. A link is followed where it leads to something in the folder
/// that has not been met without it; one that leads out of it is told. What begins with a dot is
/// hidden and passed over, as everywhere, and so is the program's own folder.
pub(crate) fn list(folder: &Folder) -> Listing {
    let mut walk = FolderWalk {
        folder,
        found: Listing::default(),
        seen: HashSet::new(),
        links: BTreeMap::new(),
    };
    match true_path(&folder.root()) {
        Ok(path) => walk.enter(path, "", 0),
        Err(why) => walk.trouble("", why),
    }
    while let Some((name, (path, depth))) = walk.links.pop_first() {
        walk.follow(&path, &name, depth);
    }
    walk.found.files.sort_unstable();
    walk.found.troubles.sort_by(|a, b| a.0.cmp(&b.0));
    walk.found
}

struct FolderWalk<'f> {
    folder: &'f Folder,
    found: Listing,
    /// Files and folders met, by their true path: a link back to one of them would never end.
    seen: HashSet<PathBuf>,
    /// Links by name, with where they stand and how deep. What can be met without them comes first.
    links: BTreeMap<String, (PathBuf, usize)>,
}

impl FolderWalk<'_> {
    /// Enters a folder by its true path.
    fn enter(&mut self, path: PathBuf, relative: &str, depth: usize) {
        if self.seen.contains(&path) {
            return;
        }
        if depth >= DEEPEST {
            return self.trouble(relative, FileError::TooDeep);
        }
        match fs::read_dir(&path) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => self.entry(&entry, relative, depth),
                        Err(error) => self.trouble(relative, trouble(&error)),
                    }
                }
            }
            Err(error) => self.trouble(relative, trouble(&error)),
        }
        self.seen.insert(path);
    }

    fn entry(&mut self, entry: &DirEntry, relative: &str, depth: usize) {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") || name == names::RESERVED {
            return;
        }
        let name = names::text(&name);
        let name = if relative.is_empty() { name } else { format!("{relative}/{name}") };
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => {
                self.links.insert(name, (entry.path(), depth));
            }
            Ok(kind) if kind.is_dir() => self.enter(entry.path(), &name, depth + 1),
            Ok(kind) if kind.is_file() => self.file(entry.path(), name),
            Ok(_) => self.trouble(&name, FileError::Special),
            Err(error) => self.trouble(&name, trouble(&error)),
        }
    }

    fn file(&mut self, path: PathBuf, name: String) {
        if self.seen.insert(path.clone()) {
            self.found.files.push((name, path));
        }
    }

    fn follow(&mut self, link: &std::path::Path, name: &str, depth: usize) {
        let there = self.folder.reached(link).and_then(|path| Ok((kind(&path)?, path)));
        match there {
            Ok((EntryKind::Folder, path)) => self.enter(path, name, depth + 1),
            Ok((EntryKind::File, path)) => self.file(path, name.to_owned()),
            Err(why) => self.trouble(name, why),
        }
    }

    fn trouble(&mut self, name: &str, trouble: FileError) {
        self.found.troubles.push((name.to_owned(), trouble));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn names(found: &Listing) -> Vec<&str> {
        found.files.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn filled(files: &[&str]) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        for file in files {
            let path = place.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        place
    }

    #[test]
    fn files_come_sorted_and_hidden_ones_not() {
        let place = filled(&[
            "c.txt",
            "a.txt",
            "b/z.txt",
            "b/é.pdf",
            ".hidden.txt",
            "b/.git/x.txt",
            "onrecord.d/ana.ndjson",
            "b/onrecord.d/index/notes.txt",
        ]);
        let found = list(&Folder::new(place.path()));
        assert_eq!(names(&found), ["a.txt", "b/z.txt", "b/é.pdf", "c.txt"]);
        assert_eq!(found.troubles, []);
    }

    #[test]
    fn folders_too_deep_are_told() {
        let deep = |folders: usize| format!("{}a.txt", "d/".repeat(folders));
        let place = filled(&[&deep(DEEPEST - 1), &deep(DEEPEST)]);
        let found = list(&Folder::new(place.path()));
        assert_eq!(names(&found), [deep(DEEPEST - 1)]);
        let name = deep(DEEPEST).trim_end_matches("/a.txt").to_owned();
        assert_eq!(found.troubles, [(name, FileError::TooDeep)]);
    }

    #[test]
    #[cfg(unix)]
    fn a_name_that_is_no_text_is_listed_and_read() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join(OsStr::from_bytes(b"\xff\x1b[2J"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(OsStr::from_bytes(b"sesi\xf3n.txt")), "one").unwrap();
        fs::write(folder.join("sesi\\xf3n.txt"), "other").unwrap();
        let root = Folder::new(place.path());
        let found = list(&root);
        let want = ["\\xFF\\x1B[2J/sesi\\x5Cxf3n.txt", "\\xFF\\x1B[2J/sesi\\xF3n.txt"];
        assert_eq!(names(&found), want);
        assert_eq!(root.read(want[0]), Ok(b"other".to_vec()));
        assert_eq!(root.read(want[1]), Ok(b"one".to_vec()));
    }

    #[cfg(unix)]
    fn link(to: impl AsRef<Path>, at: impl AsRef<Path>) {
        std::os::unix::fs::symlink(to, at).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn loops_end_and_pipes_are_told() {
        let place = filled(&["b/x.txt"]);
        let at = |file| place.path().join(file);
        link(place.path(), at("b/up"));
        link("b", at("again"));
        link("b/x.txt", at("a.txt"));
        link("loop", at("loop"));
        link("nowhere", at("broken"));
        std::os::unix::net::UnixListener::bind(at("pipe")).unwrap();
        let found = list(&Folder::new(place.path()));
        assert_eq!(names(&found), ["b/x.txt"]);
        let troubles = [
            ("broken".into(), FileError::LeadsNowhere),
            ("loop".into(), FileError::LeadsNowhere),
            ("pipe".into(), FileError::Special),
        ];
        assert_eq!(found.troubles, troubles);
    }

    #[test]
    #[cfg(unix)]
    fn links_lead_out_only_when_they_may_and_what_is_hidden_inside_may_be_linked() {
        let place = filled(&["notes/mine.txt", "sent/a.txt", "sent/.store/b.txt", "sent/d/c.txt"]);
        let at = |file| place.path().join(file);
        link("../notes", at("sent/notes"));
        link(at("notes/mine.txt"), at("sent/mine.txt"));
        link("..", at("sent/d/up"));
        link(".store/b.txt", at("sent/b.txt"));
        link("/dev/zero", at("sent/zero.txt"));
        let folder = Folder::new(at("sent"));
        let found = list(&folder);
        assert_eq!(names(&found), ["a.txt", "b.txt", "d/c.txt"]);
        let told = ["mine.txt", "notes", "zero.txt"].map(|n| (n.to_owned(), FileError::LeadsOut));
        assert_eq!(found.troubles, told);
        let found = list(&folder.anywhere());
        assert_eq!(names(&found), ["a.txt", "b.txt", "d/c.txt", "mine.txt"]);
        assert_eq!(found.troubles, [("zero.txt".to_owned(), FileError::Special)]);
    }
}
