//! What was set of sources goes into the file as well, first of all that they are sensitive.

use std::fs;
use std::path::Path;

use super::{TEXT, command, decide, desk, edit_of, file, opened, run, settle, verdict};
use onrecord_journal::{FieldAction, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue};

const OTHER: &str = "“It was cold,” said Dora Vale.\n";

fn folder_of_two() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.txt"), TEXT).unwrap();
    fs::write(place.path().join("b.txt"), OTHER).unwrap();
    place
}

/// The key of the source whose file this is.
fn source(folder: &Path, file: &str) -> TargetKey {
    let corpus = opened(folder);
    let source = corpus.sources().iter().find(|source| source.file == file).unwrap();
    TargetKey { kind: TargetKind::Source, id: source.id.clone() }
}

fn set(folder: &Path, of: &str, field: Field, value: FieldValue) {
    edit_of(folder, source(folder, of), field, FieldAction::To(value));
}

fn sensitive(folder: &Path, flag: bool) {
    set(folder, "a.txt", Field::Sensitive, FieldValue::Flag(flag));
}

fn forget(folder: &Path) {
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
}

/// Rows that stand in the file already are withheld when their source becomes sensitive, also for whoever
/// gets the file alone; every other byte of it stays.
#[test]
fn a_source_that_became_sensitive_is_so_without_the_journal() {
    let place = folder_of_two();
    let folder = place.path();
    decide(folder, "Nobody told", &[verdict("confirmed")]);
    settle(folder);
    let before = file(folder);
    sensitive(folder, true);
    set(folder, "a.txt", Field::Note, FieldValue::text("met in the kitchen"));
    let told = settle(folder);
    assert!(told.starts_with("1 record written"), "{told}");
    assert!(told.contains("records are withheld"), "{told}");
    let sum = before.lines().find(|line| line.contains("\"sha256\": ")).unwrap();
    let marked = format!("{sum},\n      \"set\": {{ \"sensitive\": true }}");
    assert_eq!(file(folder), before.replace(sum, &marked));
    assert!(settle(folder).starts_with("0 records written"));
    forget(folder);
    let told = command(folder, &["list", "statements"]).output().unwrap().stderr;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("4 rows are withheld"), "{told}");
    for list in ["statements", "actors", "sources"] {
        let shown = run(folder, &["list", list, "--json"]);
        for gone in ["Nobody", "Ana Ruiz", "a.txt"] {
            assert!(!shown.contains(gone), "{list}: {shown}");
        }
        assert!(shown.contains("b.txt") || list != "sources", "{shown}");
    }
}

#[test]
fn what_is_sensitive_and_not_in_the_file_is_named_there_only_where_that_is_asked_for() {
    let place = folder_of_two();
    let folder = place.path();
    sensitive(folder, true);
    let told = settle(folder);
    assert!(told.starts_with("0 records written"), "{told}");
    assert!(told.contains("; 1 record is withheld and left to the journal"), "{told}");
    assert_eq!(file(folder), "");
    decide(folder, "Nobody told", &[verdict("confirmed")]);
    decide(folder, "It was cold", &[verdict("confirmed")]);
    settle(folder);
    assert!(!file(folder).contains("a.txt"), "{}", file(folder));
    run(folder, &["settle", "--with-withheld"]);
    assert!(file(folder).contains("Nobody told us"), "{}", file(folder));
    forget(folder);
    let shown = run(folder, &["list", "statements", "--json"]);
    assert!(!shown.contains("Nobody") && shown.contains("It was cold"), "{shown}");
}

#[test]
fn what_was_set_of_a_source_is_there_without_the_journal_and_taken_back_in_the_file() {
    let place = folder_of_two();
    let folder = place.path();
    let listed = || run(folder, &["list", "sources", "--json", "--with-withheld"]);
    let before = listed();
    set(folder, "b.txt", Field::Note, FieldValue::text("from the archive"));
    set(folder, "b.txt", Field::Transcript, FieldValue::text("machine"));
    edit_of(
        folder,
        source(folder, "b.txt"),
        Field::Tags,
        FieldAction::Add(FieldValue::text("cold")),
    );
    let told = settle(folder);
    assert!(told.starts_with("1 record written") && !told.contains("left"), "{told}");
    let text = file(folder);
    for said in [
        "\"note\": \"from the archive\"",
        "\"tags\": [ \"cold\" ]",
        "\"set\": { \"transcript\": \"machine\" }",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(opened(folder).faults().is_empty());
    assert!(settle(folder).starts_with("0 records written"), "once is enough");
    let mut lines: Vec<_> = before.lines().map(str::to_owned).collect();
    let mut now: Vec<_> = listed().lines().map(str::to_owned).collect();
    lines.sort_unstable();
    now.sort_unstable();
    assert_eq!(now, lines);
    for _ in 0..3 {
        desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
    }
    settle(folder);
    for gone in ["note", "tags", "set\""] {
        assert!(!file(folder).contains(gone), "{}", file(folder));
    }
}

/// What a person wrote into the file since is left alone, and counted.
#[test]
fn the_file_that_says_otherwise_is_left_alone() {
    let place = folder_of_two();
    let folder = place.path();
    set(folder, "b.txt", Field::Note, FieldValue::text("one"));
    settle(folder);
    let edited = file(folder).replace("\"one\"", "\"by hand\"");
    fs::write(folder.join("investigation.json"), &edited).unwrap();
    let told = settle(folder);
    assert!(told.contains("0 records written") && told.contains("1 record is left"), "{told}");
    assert_eq!(file(folder), edited);
    // A word for somebody who has no journal changes nothing, and an unread one is the strictest.
    let held = edited.replace("\"note\": \"by hand\"", "\"set\": { \"sensitive\": \"no\" }");
    fs::write(folder.join("investigation.json"), held).unwrap();
    forget(folder);
    assert!(!run(folder, &["list", "statements"]).contains("cold"));
}

/// A source that was called otherwise when it was said to be sensitive is the same by what is in it, and so
/// is a copy.
#[test]
fn a_sensitive_source_of_another_name_is_marked() {
    let place = folder_of_two();
    let folder = place.path();
    sensitive(folder, true);
    fs::rename(folder.join("a.txt"), folder.join("c.txt")).unwrap();
    fs::copy(folder.join("c.txt"), folder.join("d.txt")).unwrap();
    let records = r#"{ "version": 1, "title": "T", "sources": [
        { "id": "c", "file": "c.txt" },
        { "id": "b", "file": "b.txt" },
        { "id": "d", "file": "d.txt" }
    ] }"#;
    fs::write(folder.join("investigation.json"), records).unwrap();
    let told = settle(folder);
    assert!(told.starts_with("2 records written"), "{told}");
    let text = file(folder);
    let marked = |id: &str| {
        let line = text.lines().find(|line| line.contains(&format!("\"id\": \"{id}\""))).unwrap();
        line.contains("sensitive")
    };
    assert_eq!(["c", "b", "d"].map(marked), [true, false, true], "{text}");
    forget(folder);
    let shown = run(folder, &["list", "statements"]);
    assert!(!shown.contains("Nobody told") && shown.contains("It was cold"), "{shown}");
}
