//! What people decided to withhold in one folder is withheld in a folder around it, in one below, and in a
//! document that is opened alone or with others.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::withheld::{run, set, text};
use onrecord::library::{self, Desk, OpenOptions, OpenTarget, Silent};
use onrecord_journal::{Intent, TargetKind};
use onrecord_model::{Field, FieldValue};

const MINUTES: &str = "\
“The QUAGGA keys were sold twice,” said Dora Vale in the boathouse.

“Nobody asked me,” said Bo Lind.
";
const LETTER: &str = "“They took QUAGGA cash,” said Carla Soto of the pumps.\n";
const SECRETS: [&str; 4] = ["QUAGGA", "Dora", "boathouse", "Carla"];

fn sits_down(folder: &Path) -> Desk {
    let target = OpenTarget::Path(folder.to_owned());
    let corpus = library::open(&target, &OpenOptions::default(), &mut Silent).unwrap();
    let corpus = Arc::new(corpus);
    let mut desk = Desk::open(&target, "ana");
    desk.read(Arc::clone(&corpus), corpus);
    desk
}

/// A folder `inner` with decisions of its own, in another with a folder beside it; a statement is off the
/// record, and a document is sensitive.
fn desks() -> (TempDir, PathBuf) {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir_all(inner.join("deep")).unwrap();
    fs::write(outer.path().join("notes.txt"), "“We waited,” said Eva Roth.\n").unwrap();
    fs::write(inner.join("deep/minutes.txt"), MINUTES).unwrap();
    fs::write(inner.join("letter.txt"), LETTER).unwrap();
    let mut desk = sits_down(&inner);
    let base = desk.base();
    let row = base.statements().iter().find(|row| base.words(row).starts_with("The QUAGGA"));
    let row = row.unwrap().id.to_string();
    for edit in [
        set(TargetKind::Statement, &row, Field::Terms, FieldValue::text("off")),
        set(TargetKind::Source, "letter.txt", Field::Sensitive, FieldValue::Flag(true)),
    ] {
        desk.decide(&Intent::Edit(vec![edit])).unwrap();
    }
    (outer, inner)
}

/// What is opened of the two: from the outer folder, and whether there is more than a sensitive document.
const OPENED: [(&[&str], bool); 6] = [
    (&["."], true),
    (&["inner/deep"], true),
    (&["inner/deep/minutes.txt"], true),
    (&["inner/letter.txt"], false),
    (&["inner/deep/minutes.txt", "inner/letter.txt"], true),
    (&["notes.txt", "inner"], true),
];

fn withholds(outer: &Path, case: &str) {
    for (paths, more) in OPENED {
        for args in [
            &["list", "statements", "--json"][..],
            &["list", "actors"],
            &["find", "keys", "--json", "-n", "9"],
            &["find", "form:passage", "--json", "-n", "99"],
            &["export", "--md"],
            &["export", "--csv"],
            &["check"],
            &["holes"],
        ] {
            let places = paths.iter().flat_map(|path| ["-i", path]);
            let args: Vec<_> = args.iter().copied().chain(places).collect();
            let written = text(&run(outer, &args).stdout);
            for secret in SECRETS {
                assert!(!written.contains(secret), "{case} {args:?}: {secret}: {written}");
            }
        }
        let places: Vec<_> = paths.iter().flat_map(|path| ["-i", path]).collect();
        let list = run(outer, &[&["list", "statements"], &places[..]].concat());
        let open = text(&list.stdout);
        assert_eq!(open.contains("Nobody asked") || open.contains("We waited"), more, "{open}");
        assert!(text(&list.stderr).contains("withheld"), "{case} {paths:?}");
        let whole = run(outer, &[&["list", "statements", "--with-withheld"], &places[..]].concat());
        assert!(
            text(&whole.stdout).contains("QUAGGA"),
            "{case} {paths:?}: {}",
            text(&whole.stdout)
        );
    }
    for file in ["inner/deep/minutes.txt", "inner/letter.txt"] {
        let written = text(&run(outer, &["text", file]).stdout);
        assert!(!written.contains("QUAGGA"), "{case}: text {file}: {written}");
    }
}

#[test]
fn the_journal_of_another_folder_withholds() {
    let (outer, _) = desks();
    withholds(outer.path(), "journal");
}

#[test]
fn the_file_of_another_folder_withholds() {
    let (outer, inner) = desks();
    let ended = run(&inner, &["settle", "--with-withheld", "."]);
    assert!(ended.status.success(), "{}", text(&ended.stderr));
    fs::remove_dir_all(inner.join("onrecord.d")).unwrap();
    withholds(outer.path(), "file");
}

#[test]
fn a_document_that_moved_or_grew_is_met() {
    let (outer, inner) = desks();
    fs::write(inner.join("deep/minutes.txt"), format!("The town met.\n\n{MINUTES}")).unwrap();
    fs::rename(inner.join("letter.txt"), inner.join("brief.txt")).unwrap();
    for args in [&["list", "statements", "--json"][..], &["find", "form:passage", "-n", "99"]] {
        let written = text(&run(outer.path(), &[args, &["-i", "."]].concat()).stdout);
        for secret in SECRETS {
            assert!(!written.contains(secret), "{args:?}: {secret}: {written}");
        }
    }
}

#[test]
fn the_folder_with_decisions_of_its_own_is_told() {
    let (outer, _) = desks();
    let told = text(&run(outer.path(), &["check", "."]).stdout);
    assert!(
        told.contains("inner") && told.contains("this folder has decisions of its own"),
        "{told}"
    );
    let told = text(&run(outer.path(), &["check", "inner/deep"]).stdout);
    assert!(told.contains("decisions about a folder that holds this"), "{told}");
}

/// What was decided there is about another investigation; and what is decided here holds here.
#[test]
fn nothing_else_is_taken_from_there() {
    let (outer, inner) = desks();
    let mut desk = sits_down(&inner);
    let base = desk.base();
    let row = base.statements().iter().find(|row| base.words(row).starts_with("Nobody asked"));
    let row = row.unwrap().id.to_string();
    let status = set(TargetKind::Statement, &row, Field::Status, FieldValue::text("disputed"));
    desk.decide(&Intent::Edit(vec![status])).unwrap();
    let shown = text(&run(outer.path(), &["list", "statements", "-i", "."]).stdout);
    assert!(shown.contains("Nobody asked") && !shown.contains("disputed"), "{shown}");
}
