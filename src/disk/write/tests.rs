//! What is written, how often, with which rights, and what is left when it fails.

use std::fs::Permissions;

use super::*;
use std::sync::Mutex;

fn rewrite(path: &Path, access: Access, change: &mut Changes) -> Result<(), WriteError> {
    FileWriter::default().rewrite(path, access, &mut std::thread::yield_now, change).map(drop)
}

fn append(words: &str) -> impl FnMut(Option<&[u8]>) -> Result<Change, WriteError> + '_ {
    move |before| {
        let before = before.unwrap_or_default();
        Ok(Change::Put([before, words.as_bytes()].concat()))
    }
}

fn listed(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[test]
fn a_file_is_made_and_changed_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    for (access, want) in [(Access::Usual, "ab"), (Access::Private, "ab")] {
        rewrite(&path, access, &mut append("a")).unwrap();
        rewrite(&path, access, &mut append("b")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), want);
        assert_eq!(listed(folder.path()), ["a.json"]);
        rewrite(&path, access, &mut |_| Ok(Change::Leave)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), want);
        fs::remove_file(&path).unwrap();
    }
    let refused = rewrite(&path, Access::Usual, &mut |_| Err(WriteError::Gone));
    assert_eq!(refused, Err(WriteError::Gone));
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
    assert_eq!(busy, Err(WriteError::Busy));
    assert_eq!(fs::read_to_string(&path).unwrap(), TRIES.to_string());
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

const STEPS: [WriteStep; 5] =
    [WriteStep::Make, WriteStep::Rights, WriteStep::Fill, WriteStep::Sync, WriteStep::Name];

#[test]
fn whatever_step_fails_the_old_file_stands_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    for old in [None, Some("old")] {
        for failing in STEPS {
            if let Some(old) = old {
                fs::write(&path, old).unwrap();
            }
            let full = move |step| match step {
                step if step == failing => Err(ErrorKind::StorageFull.into()),
                _ => Ok(()),
            };
            let writer = FileWriter::with(full);
            let told = writer.rewrite(&path, Access::Usual, &mut || {}, &mut append("new"));
            assert_eq!(told, Err(WriteError::Full), "{failing:?}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), old, "{failing:?}");
            assert_eq!(listed(folder.path()).len(), usize::from(old.is_some()), "{failing:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn nobody_else_can_read_a_byte_before_the_rights_are_there() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let modes = Arc::new(Mutex::new(Vec::new()));
    let (seen, place) = (Arc::clone(&modes), folder.path().to_owned());
    let writer = FileWriter::with(move |step| {
        let unfinished = |name: &String| name.starts_with(UNFINISHED);
        if let Some(name) = listed(&place).into_iter().find(unfinished) {
            let data = fs::metadata(place.join(name)).unwrap();
            let mode = data.permissions().mode() & 0o777;
            seen.lock().unwrap().push((step, mode, data.len()));
        }
        Ok(())
    });
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o660)).unwrap();
    writer.rewrite(&path, Access::Usual, &mut || {}, &mut append("new")).unwrap();
    let want = [
        (WriteStep::Rights, 0o600, 0),
        (WriteStep::Fill, 0o660, 0),
        (WriteStep::Sync, 0o660, 6),
        (WriteStep::Name, 0o660, 6),
    ];
    assert_eq!(*modes.lock().unwrap(), want);
}

#[test]
fn what_a_run_that_is_no_more_left_is_swept_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let stay = [
        ".onrecord-Ab12Cd.txt",
        ".onrecord-own",
        ".onrecord-two-words",
        ".onrecordAb12Cd",
        "a.json",
    ];
    for name in stay.iter().chain(&[".onrecord-Ab12Cd", ".onrecord-Ab12Cd34Ef"]) {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join(".onrecord-Folder")).unwrap();
    let alive = beside(folder.path()).unwrap();
    alive.as_file().try_lock().unwrap();
    sweep(folder.path());
    let mut want: Vec<_> = stay.map(str::to_owned).into();
    want.extend([".onrecord-Folder".into(), crate::disk::name(alive.path())]);
    want.sort();
    let mut left = listed(folder.path());
    left.sort();
    assert_eq!(left, want);
}

#[test]
#[cfg(unix)]
fn other_names_are_told_and_keep_what_they_had() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
    let writer = FileWriter::default();
    let write = || writer.rewrite(&path, Access::Usual, &mut || {}, &mut append("x"));
    assert_eq!((write(), write()), (Ok(false), Ok(false)));
    fs::hard_link(&path, &other).unwrap();
    assert_eq!((write(), write()), (Ok(true), Ok(false)), "after the first the names are parted");
    assert_eq!(fs::read_to_string(&other).unwrap(), "xx");
    assert_eq!(fs::read_to_string(&path).unwrap(), "xxxx");
}

#[test]
fn who_has_to_wait_is_asked_to_pause_and_goes_on_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "a").unwrap();
    let mut theirs = Some(File::open(&path).unwrap());
    theirs.as_ref().unwrap().lock().unwrap();
    let mut pauses = 0;
    let mut pause = || {
        pauses += 1;
        if pauses == 3 {
            theirs = None;
        }
    };
    FileWriter::default().rewrite(&path, Access::Usual, &mut pause, &mut append("b")).unwrap();
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), pauses), ("ab", 3));
}
