//! What is kept comes back; what is foreign, damaged, gone or a trap does not.

use std::fs::File;
use std::time::Duration;

use super::*;

struct Place {
    folder: tempfile::TempDir,
    cache: Cache,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("case")).unwrap();
        let cache = Cache::at(&folder.path().join("deep/cache"));
        Self { folder, cache }
    }

    fn case(&self) -> PathBuf {
        self.folder.path().join("case")
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("deep/cache")
    }

    fn shelf(&self) -> CacheShelf {
        self.cache.shelf(&self.case()).unwrap()
    }

    /// Every file of the cache that is an entry.
    fn entries(&self) -> Vec<PathBuf> {
        let shelves = fs::read_dir(self.kept()).into_iter().flatten().flatten();
        let files = shelves.flat_map(|shelf| fs::read_dir(shelf.path()).unwrap().flatten());
        files.map(|file| file.path()).filter(|path| !path.ends_with(shelf::PLACE)).collect()
    }
}

fn key(document: &'static str) -> EntryKey<'static> {
    EntryKey { document, made: "whole" }
}

#[test]
fn what_is_kept_comes_back_and_nothing_else() {
    let place = Place::new();
    let shelf = place.shelf();
    assert_eq!(shelf.get(key("a")), None);
    assert!(shelf.put(key("a"), "1", b"one") && shelf.put(key("b"), "1", b""));
    assert!(shelf.put(key("a"), "2", b"two"));
    assert_eq!((shelf.get(key("a")), shelf.get(key("b"))), (Some(b"two".to_vec()), Some(vec![])));
    let again = place.shelf();
    assert_eq!(again.get(key("a")), Some(b"two".to_vec()));
    assert_eq!(again.get(EntryKey { made: "text", ..key("a") }), None);
    assert!(place.cache.shelf(&place.folder.path().join("other")).unwrap().get(key("a")).is_none());
    assert_eq!(usage(&place.kept()).entries, 2);
    assert_eq!(clear(&place.kept()).map(|gone| gone.entries), Ok(2));
    assert!(!place.kept().exists());
    assert!(Cache::none().shelf(&place.case()).is_none());
}

#[test]
fn what_was_damaged_is_not_there() {
    let place = Place::new();
    let shelf = place.shelf();
    shelf.put(key("a"), "1", b"the words of a witness");
    let file = place.entries().pop().unwrap();
    let whole = fs::read(&file).unwrap();
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 4;
        fs::write(&file, &broken).unwrap();
        assert_eq!(shelf.get(key("a")), None, "byte {at}");
        fs::write(&file, &whole[..at]).unwrap();
        assert_eq!(shelf.get(key("a")), None, "cut at {at}");
    }
    fs::write(&file, &whole).unwrap();
    assert!(shelf.get(key("a")).is_some());
}

#[test]
fn two_builds_keep_their_own_and_forget_what_a_document_no_longer_says() {
    let place = Place::new();
    let mut other = place.cache.clone();
    other.place.as_mut().unwrap().build[0] ^= 1;
    let (one, two) = (|| place.shelf(), || other.shelf(&place.case()).unwrap());
    assert!(one().put(key("a"), "1", b"mine") && two().put(key("a"), "1", b"its"));
    for _ in 0..2 {
        assert_eq!(one().get(key("a")).as_deref(), Some(&b"mine"[..]));
        assert_eq!(two().get(key("a")).as_deref(), Some(&b"its"[..]));
    }
    assert!(one().put(key("a"), "2", b"new words"));
    assert_eq!(two().get(key("a")), None);
    assert_eq!(place.entries().len(), 1, "nobody keeps the old words");
}

#[test]
fn what_is_of_no_document_any_more_goes() {
    let place = Place::new();
    let inner = place.case().join("inner");
    for folder in [&place.case(), &inner, &place.folder.path().join("other")] {
        fs::create_dir_all(folder).unwrap();
        let shelf = place.cache.shelf(folder).unwrap();
        assert!(shelf.put(key("a"), "1", b"a") && shelf.put(key("b"), "1", b"b"));
    }
    let shelf = place.shelf();
    assert!(shelf.get(key("a")).is_some());
    place.cache.forget_others(&place.case(), &[&shelf]);
    assert!(place.shelf().get(key("b")).is_none() && place.shelf().get(key("a")).is_some());
    assert_eq!(place.entries().len(), 3, "`inner` was not asked for; `other` is not below");
    fs::remove_dir_all(place.folder.path().join("other")).unwrap();
    place.cache.forget_others(&place.case(), &[&shelf]);
    assert_eq!(place.entries().len(), 1, "a folder that is gone");
}

#[test]
fn the_oldest_go_first_and_blocks_are_counted() {
    let place = Place::new();
    let shelf = place.shelf();
    let now = SystemTime::now();
    let ages = [("old", now - Duration::from_hours(3)), ("ahead", now + Duration::from_hours(9))];
    for (document, then) in ages.into_iter().chain([("new", now - Duration::from_hours(1))]) {
        let before = place.entries();
        shelf.put(key(document), "1", &[7; 100]);
        let path = place.entries().into_iter().find(|path| !before.contains(path)).unwrap();
        File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
    }
    let bytes = usage(&place.kept()).bytes;
    if cfg!(target_os = "linux") {
        assert!(bytes >= 3 * 512, "{bytes}: a small file takes a whole block");
    }
    upkeep::trim(&place.kept(), bytes);
    assert_eq!(place.entries().len(), 3);
    upkeep::trim(&place.kept(), bytes - 1);
    let there = ["old", "ahead", "new"].map(|document| shelf.get(key(document)).is_some());
    assert_eq!(there, [true, false, true]);
}

#[test]
#[cfg(unix)]
fn a_pipe_or_a_link_in_the_cache_neither_hangs_nor_misleads() {
    let place = Place::new();
    let shelf = place.shelf();
    shelf.put(key("a"), "1", b"one");
    let file = place.entries().pop().unwrap();
    let aside = place.folder.path().join("aside");
    fs::rename(&file, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &file).unwrap();
    assert_eq!(shelf.get(key("a")), None, "a link");
    assert!(shelf.put(key("a"), "1", b"new"));
    assert!(fs::read(&aside).unwrap().ends_with(b"one"), "written through a link");
    assert!(fs::symlink_metadata(&file).unwrap().is_file());
    fs::remove_file(&file).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, &file, rustix::fs::Mode::RWXU).unwrap();
    assert_eq!(shelf.get(key("a")), None, "a pipe");
    assert_eq!(usage(&place.kept()).entries, 0);
    assert!(shelf.put(key("a"), "1", b"two"));
    assert_eq!(shelf.get(key("a")).as_deref(), Some(&b"two"[..]));
    // A shelf that leads elsewhere is none.
    let folder = file.parent().unwrap();
    fs::remove_dir_all(folder).unwrap();
    std::os::unix::fs::symlink(place.case(), folder).unwrap();
    assert!(place.cache.shelf(&place.case()).is_none());
    assert!(fs::read_dir(place.case()).unwrap().next().is_none());
}

#[test]
#[cfg(unix)]
fn nobody_else_can_look_into_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::set_permissions(place.kept(), fs::Permissions::from_mode(0o755)).unwrap();
    let cache = Cache::at(&place.kept());
    assert!(cache.shelf(&place.case()).unwrap().put(key("a"), "1", b"secret"));
    let file = place.entries().pop().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place.kept()), mode(file.parent().unwrap())), (0o700, 0o700));
    assert_eq!((mode(&file), mode(&file.with_file_name(shelf::PLACE))), (0o600, 0o600));
}
