//! A decision that cannot be read may have withheld something: nothing is handed on until somebody has seen to
//! it. One that was cut off before it counted stands in nobody's way.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;

use crate::support::Room;
use crate::withheld::{open, run, set, target, text};
use onrecord::library::Desk;
use onrecord_journal::{Intent, TargetKind};
use onrecord_model::{Field, FieldValue};

/// A folder with two decisions, one of which withholds a statement, and the file they stand in.
fn decided() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "“The QUAGGA is mine,” said Bo Lind.\n").unwrap();
    let corpus = Arc::new(open(&folder));
    let id = corpus.statements().get(0).unwrap().id.to_string();
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    for (field, value) in [(Field::Terms, "off"), (Field::Note, "ask her")] {
        let edit = set(TargetKind::Statement, &id, field, FieldValue::text(value));
        assert!(desk.decide(&Intent::Edit(vec![edit])).is_ok());
    }
    let journal = fs::read_dir(folder.path().join("onrecord.d")).unwrap();
    let file = journal.map(|file| file.unwrap().path()).next().unwrap();
    (folder, file)
}

const HANDED_ON: [&[&str]; 7] = [
    &["export", "--md"],
    &["export", "--csv"],
    &["list", "statements", "--json"],
    &["find", "quagga", "--json"],
    &["find", "quagga", "--csv"],
    &["holes", "--json"],
    &["log", "--json"],
];

#[test]
fn nothing_is_handed_on_beside_a_decision_that_cannot_be_read() {
    let (folder, file) = decided();
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, whole.replacen("off", "oft", 1)).unwrap();
    for args in HANDED_ON {
        for quiet in [&[][..], &["-q"]] {
            let ended = run(folder.path(), &[args, quiet, &["-i", "."]].concat());
            assert_eq!(ended.status.code(), Some(2), "{args:?}");
            assert_eq!(text(&ended.stdout), "", "{args:?}");
            let told = text(&ended.stderr);
            assert!(told.contains(".ndjson:1: this decision is not whole"), "{args:?}: {told}");
            assert!(told.contains("nothing is handed on: mend the file"), "{args:?}: {told}");
        }
        let all = run(folder.path(), &[args, &["-i", ".", "--with-withheld"]].concat());
        assert_ne!(all.status.code(), Some(2), "{args:?}: {}", text(&all.stderr));
    }
    // Who reads here still reads, and is told.
    let found = run(folder.path(), &["find", "quagga", "-i", "."]);
    assert!(text(&found.stdout).contains("QUAGGA"));
    assert!(text(&found.stderr).contains("1 fault"), "{}", text(&found.stderr));
    let mut room = Room::of(open(&folder), 100, 30);
    room.keys("<esc>y");
    assert_eq!(room.copied, Vec::<String>::new());
    let status = room.screen().lines().last().unwrap().to_owned();
    let refused = "A decision that cannot be read may withhold this";
    assert!(status.contains(refused), "{status}");
    room.keys("v");
    assert!(room.screen().contains(refused), "{}", room.screen());
    // Whoever asked for what is withheld has it.
    room.state.withheld = true;
    room.keys("<esc>y");
    assert_eq!(room.copied.len(), 1);
}

#[test]
fn one_that_was_cut_off_before_it_counted_stands_in_nobodys_way() {
    let (folder, file) = decided();
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, whole.trim_end().get(..whole.len() - 9).unwrap()).unwrap();
    for args in HANDED_ON {
        let ended = run(folder.path(), &[args, &["-i", "."]].concat());
        assert_ne!(ended.status.code(), Some(2), "{args:?}: {}", text(&ended.stderr));
        assert!(!text(&ended.stdout).contains("QUAGGA"), "{args:?}");
    }
    let told = text(&run(folder.path(), &["check", "."]).stdout);
    assert!(told.contains("cut off before it counted"), "{told}");
}
