//! Files in which others lie: each document has its source, under one name however it is opened.

use std::fs;

use crate::disk::Cache;
use crate::library::{INVESTIGATION, OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_model::fault::FaultKind;

const MAIL: &[u8] = include_bytes!("../../../tests/files/eml/attached.eml");
const STORE: &[u8] = include_bytes!("../../../tests/files/eml/letters.mbox");

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        fs::write(folder.path().join(file), bytes).unwrap();
    }
    folder
}

fn opened(folder: &tempfile::TempDir, file: &str, cache: &Cache) -> Corpus {
    let options = OpenOptions { cache: cache.clone(), ..OpenOptions::default() };
    open(&OpenTarget::Path(folder.path().join(file)), &options, &mut Silent).unwrap()
}

fn files(corpus: &Corpus) -> Vec<&str> {
    corpus.sources().iter().map(|source| source.file.as_str()).collect()
}

#[test]
fn what_lies_in_a_mail_is_a_source_of_its_own() {
    let folder = folder(&[("a.eml", MAIL), ("b.mbox", STORE)]);
    let cache = tempfile::tempdir().unwrap();
    let cache = Cache::at(cache.path());
    for _ in 0..2 {
        let corpus = opened(&folder, "", &cache);
        let want = [
            "a.eml",
            "a.eml › calendar.ics",
            "a.eml › The list.eml",
            "a.eml › The list.eml › names.txt",
            "a.eml › .._names.txt",
            "b.mbox › 1",
            "b.mbox › 1 › names.txt",
            "b.mbox › 2",
        ];
        assert_eq!(files(&corpus), want);
        let titles = [0, 1, 2, 4, 7].map(|at| corpus.sources()[at].title.as_str());
        let second = "a.eml › .._names.txt";
        assert_eq!(
            titles,
            ["Berth seven", "Berth seven, before the vote", "The list", second, "Second"]
        );
        let told: Vec<_> =
            corpus.faults().iter().map(|fault| (fault.file.as_str(), &fault.what)).collect();
        assert_eq!(told, [("a.eml › ledger.qbw", &FaultKind::NotRead)]);
        let alone = opened(&folder, "a.eml", &cache);
        assert_eq!(files(&alone), want[..5]);
    }
}

#[test]
fn an_investigation_names_what_lies_in_a_mail() {
    let json = r#"{ "version": 1, "title": "Quay", "sources": [
        { "id": "list", "file": "a.eml › The list.eml", "title": "A list", "date": "2024-03-03" },
        { "id": "gone", "file": "a.eml › none.txt" } ],
        "statements": [ { "form": "direct", "source": "list", "anchor": "I counted eleven names," } ] }"#;
    let folder = folder(&[(INVESTIGATION, json.as_bytes()), ("a.eml", MAIL), ("b.mbox", STORE)]);
    let corpus = opened(&folder, "", &Cache::default());
    let mut found = files(&corpus);
    found.sort_unstable();
    let mut once = found.clone();
    once.dedup();
    assert_eq!(found, once, "each is there once");
    assert!(found.contains(&"a.eml") && found.contains(&"a.eml › The list.eml"));
    assert_eq!(corpus.sources()[0].title, "A list");
    assert_eq!(
        corpus.statements().get(0).unwrap().hull().of(corpus.sources()[0].document.text()),
        "I counted eleven names,"
    );
    let unread = |fault: &&onrecord_model::fault::Fault| matches!(&fault.what, FaultKind::NoText { file, .. } if file == "a.eml › none.txt");
    assert_eq!(corpus.faults().iter().filter(unread).count(), 1);
}

#[test]
fn a_file_goes_by_what_it_is() {
    let docx = include_bytes!("../../../tests/files/docx/minutes.docx");
    let folder = folder(&[
        ("a.pdf", docx),
        ("b.txt", STORE),
        ("scan", b"%PDF-1.4"),
        ("photo.jpg", b"\xff\xd8\xff"),
    ]);
    let corpus = opened(&folder, "", &Cache::default());
    assert_eq!(files(&corpus), ["a.pdf", "b.txt › 1", "b.txt › 1 › names.txt", "b.txt › 2"]);
    let told: Vec<_> = corpus.faults().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(told, ["photo.jpg", "scan"]);
    assert_eq!(files(&opened(&folder, "a.pdf", &Cache::default())), ["a.pdf"]);
}
