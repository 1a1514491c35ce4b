//! `onrecord accept`, for scripts: what is the same or moved, and never what changed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{desk, write};
use crate::editions::article;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).arg(folder).args(["--no-cache", "--as", "ana"]).output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stdout.clone()).unwrap())
}

#[test]
fn a_script_accepts_what_says_the_same_and_is_told_what_is_left() {
    let folder = desk();
    let place = folder.path();
    let (corpus, _) = article();
    let text = corpus.sources()[0].document.text();
    assert_eq!(said(&run(place, &["accept"])), (Some(0), String::new()), "nothing has changed");
    write(&folder, &format!("A correction.\n\n{}", text.replacen("72 hours", "48 hours", 1)));
    assert_eq!(run(place, &["accept", "--source", "none.txt"]).status.code(), Some(2));
    let told = "insight-crime.txt: accepted 32 same; left to a person: 2 changed, 1 ambiguous\n";
    assert_eq!(said(&run(place, &["accept"])), (Some(1), told.to_owned()));
    let told = "insight-crime.txt: left to a person: 2 changed, 1 ambiguous\n";
    assert_eq!(said(&run(place, &["accept"])), (Some(1), told.to_owned()), "once is enough");
    let (code, faults) = said(&run(place, &["check"]));
    assert_eq!(code, Some(1));
    assert!(faults.contains("0 same, 2 changed, 1 ambiguous"), "{faults}");
    let told = said(&run(place, &["settle"])).1;
    assert!(told.contains("32 records are left to the journal"), "{told}");
}

#[test]
fn a_document_without_statements_is_accepted_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    fs::write(place.join("a.txt"), "The town paid.\n").unwrap();
    let old = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
    let records = serde_json::json!({
        "version": 1, "title": "The town",
        "sources": [{ "id": "a", "file": "a.txt", "sha256": old, "complete": true }],
    });
    fs::write(place.join("investigation.json"), records.to_string()).unwrap();
    assert_eq!(said(&run(place, &["check"])).0, Some(1));
    assert_eq!(said(&run(place, &["accept"])), (Some(0), "a.txt: accepted as it is\n".to_owned()));
    assert_eq!(said(&run(place, &["check"])).0, Some(0));
    fs::write(place.join("a.txt"), "The town paid twice.\n").unwrap();
    assert_eq!(said(&run(place, &["check"])).0, Some(1), "another edition again");
}
