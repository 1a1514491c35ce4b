//! Documents that are renamed, moved, copied or removed after decisions about them: what was set of them
//! holds for the same content, and what is nowhere any more is told, but for what must not be.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::withheld::{open, set, target, text};
use onrecord::library::Desk;
use onrecord_journal::{FieldAction, FieldEdit, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedPlace, RecordedWords};

const LETTER: &str =
    "“Burn the ledger,” said Pedro Gil.\n\nPedro Gil said that the account was his.\n";
const MINUTES: &str = "“We never met him,” said Ana Ruiz.\n";

/// What is done to the folder.
type Change<'c> = &'c dyn Fn(&Path);

/// Two documents, of which these things were decided.
fn folder(decide: impl Fn(&Desk, &dyn Fn(&str) -> Box<str>) -> Vec<FieldEdit>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), LETTER).unwrap();
    fs::write(folder.path().join("minutes.txt"), MINUTES).unwrap();
    let corpus = Arc::new(open(&folder));
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    let id = |words: &str| {
        let mut all = corpus.statements().iter();
        all.find(|one| corpus.words(one).contains(words)).unwrap().id.clone()
    };
    desk.decide(&Intent::Edit(decide(&desk, &id))).unwrap();
    folder
}

fn source(desk: &Desk, file: &str) -> Box<str> {
    let base = desk.base();
    let found = base.sources().iter().find(|source| source.file == file);
    found.unwrap().id.clone()
}

/// The letter is sensitive.
fn sensitive(desk: &Desk, _: &dyn Fn(&str) -> Box<str>) -> Vec<FieldEdit> {
    let id = source(desk, "letter.txt");
    vec![set(TargetKind::Source, &id, Field::Sensitive, FieldValue::Flag(true))]
}

/// What a command tells of the folder, and beside it.
fn run(folder: &TempDir, args: &[&str]) -> [String; 2] {
    let ended = crate::withheld::run(folder.path(), &[args, &["-i", "."]].concat());
    [text(&ended.stdout), text(&ended.stderr)]
}

fn remove(place: &Path) {
    fs::remove_file(place.join("letter.txt")).unwrap();
}

#[test]
fn a_sensitive_document_stays_withheld_wherever_it_is_and_whatever_it_is_called() {
    let rename = |place: &Path, to: &str| {
        fs::create_dir_all(place.join("box")).unwrap();
        fs::rename(place.join("letter.txt"), place.join(to)).unwrap();
    };
    let another = |place: &Path| fs::write(place.join("letter.txt"), "Pedro Gil said no.\n");
    let changes: [(Change<'_>, &str); 5] = [
        (&|_| {}, "2 rows"),
        (&|place| rename(place, "brief.txt"), "2 rows"),
        (&|place| rename(place, "box/letter.txt"), "2 rows"),
        (
            &|place| {
                fs::copy(place.join("letter.txt"), place.join("copy.txt")).unwrap();
            },
            "4 rows",
        ),
        // What took its name stays withheld as well, until somebody says otherwise.
        (
            &|place| {
                rename(place, "brief.txt");
                another(place).unwrap();
            },
            "3 rows",
        ),
    ];
    for (at, (change, count)) in changes.iter().enumerate() {
        let folder = folder(sensitive);
        change(folder.path());
        let commands: [&[_]; 4] =
            [&["list", "statements"], &["list", "sources"], &["find", "ledger"], &["check"]];
        for args in commands {
            let [written, aside] = run(&folder, args);
            for secret in ["ledger", "Pedro", "account"] {
                assert!(!written.contains(secret), "{at} {args:?}: {written}");
            }
            assert!(aside.contains(&format!("{count} are withheld")), "{at} {args:?}: {aside}");
        }
        let rows = &run(&folder, &["list", "statements"])[0];
        assert!(rows.contains("We never met him"), "{at}: {rows}");
    }
}

#[test]
fn what_was_said_of_a_copy_itself_goes_before() {
    let folder = folder(sensitive);
    fs::rename(folder.path().join("letter.txt"), folder.path().join("brief.txt")).unwrap();
    let corpus = Arc::new(open(&folder));
    let mut desk = Desk::open(&target(&folder), "bo");
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    let id = source(&desk, "brief.txt");
    let open = set(TargetKind::Source, &id, Field::Sensitive, FieldValue::Flag(false));
    desk.decide(&Intent::Edit(vec![open])).unwrap();
    let rows = &run(&folder, &["list", "statements"])[0];
    assert!(rows.contains("Burn the ledger"), "{rows}");
}

#[test]
fn a_confirmed_statement_whose_document_is_gone_is_told() {
    let confirmed = FieldValue::text("confirmed");
    for (verdict, told) in [(confirmed, true), (FieldValue::text("dismissed"), false)] {
        let folder = folder(|_, id| {
            let id = id("Burn the ledger");
            vec![set(TargetKind::Statement, &id, Field::Verdict, verdict.clone())]
        });
        let check = || run(&folder, &["check"])[0].clone();
        assert!(!check().contains("is kept"), "{}", check());
        remove(folder.path());
        let about = "what was decided about “Burn the ledger” is kept";
        assert_eq!(check().matches(about).count(), usize::from(told), "{}", check());
    }
}

#[test]
fn somebody_else_whose_place_is_gone_is_told() {
    let words = |exact: &str| RecordedWords { exact: exact.into(), prefix: None, suffix: None };
    for (place, edited, told) in [
        (Some(words("Burn the ledger")), Some(LETTER), None),
        (Some(words("Burn the ledger")), Some("Pedro Gil said no.\n"), Some("Burn the ledger")),
        (None, Some("Pedro Gil said no.\n"), None),
        (None, None, Some("letter")),
    ] {
        let folder = folder(|desk, _| {
            let base = desk.base();
            let pedro = base.actors().iter().find(|one| one.name == "Pedro Gil").unwrap();
            let (id, source) = (pedro.id.clone(), source(desk, "letter.txt"));
            let place = NamedPlace { source, sha256: None, words: place.clone() };
            let set = FieldAction::Add(FieldValue::Place(place.into()));
            vec![FieldEdit {
                key: TargetKey { kind: TargetKind::Actor, id },
                field: Field::Apart,
                set,
            }]
        });
        fs::write(folder.path().join("other.txt"), "“No,” said Pedro Gil.\n").unwrap();
        match edited {
            Some(edited) => fs::write(folder.path().join("letter.txt"), edited).unwrap(),
            None => remove(folder.path()),
        }
        let check = &run(&folder, &["check"])[0];
        assert_eq!(
            told.is_some(),
            check.contains("that “Pedro Gil” is somebody else at"),
            "{check}"
        );
        assert!(told.is_none_or(|told| check.contains(told)), "{check}");
    }
}

#[test]
fn what_is_withheld_and_gone_is_told_without_its_words() {
    let row = |field, value: FieldValue| {
        folder(move |_, id| {
            let id = id("Burn the ledger");
            let confirmed = FieldValue::text("confirmed");
            vec![
                set(TargetKind::Statement, &id, Field::Verdict, confirmed),
                set(TargetKind::Statement, &id, field, value.clone()),
            ]
        })
    };
    let both = folder(|desk, id| {
        let note =
            set(TargetKind::Statement, &id("Burn the ledger"), Field::Note, FieldValue::text("n"));
        [sensitive(desk, id), vec![note]].concat()
    });
    for folder in [
        row(Field::Terms, FieldValue::text("off")),
        row(Field::Sensitive, FieldValue::Flag(true)),
        both,
    ] {
        remove(folder.path());
        let check = &run(&folder, &["check"])[0];
        assert!(check.contains("what was decided about “███” is kept"), "{check}");
        assert!(!check.contains("ledger") && !check.contains("“letter"), "{check}");
        let whole = &run(&folder, &["check", "--with-withheld"])[0];
        assert!(whole.contains("“Burn the ledger” is kept"), "{whole}");
    }
}

/// A document alone, or a folder in the folder, is not what was decided about: that is told.
#[test]
fn a_document_of_a_folder_with_decisions_says_that_they_are_not_shown() {
    let folder = folder(sensitive);
    let place = folder.path();
    fs::create_dir(place.join("sub")).unwrap();
    fs::write(place.join("sub/note.txt"), MINUTES).unwrap();
    for (args, told) in [
        (&["check", "letter.txt"][..], true),
        (&["check", "letter.txt", "minutes.txt"], true),
        (&["check", "sub"], true),
        (&["check", "."], false),
    ] {
        let ended = crate::withheld::run(place, args);
        let said = text(&ended.stdout).contains("are not shown here, but what they withhold");
        assert_eq!(said, told, "{args:?}: {}", text(&ended.stdout));
    }
    let listed = crate::withheld::run(place, &["list", "statements", "-i", "letter.txt"]);
    assert!(text(&listed.stderr).contains("1 fault"), "{}", text(&listed.stderr));
}
