//! Pictures and scanned PDFs by the text beside them, through everything that opens a folder or a file.

use std::fs;

use crate::disk::Cache;
use crate::library::{INVESTIGATION, OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_model::fault::{Doubt, FaultKind, FileError};
use onrecord_model::{Place, Region};

const HOCR: &[u8] = include_bytes!("../../../tests/files/scan/quay.hocr");
const ALTO: &[u8] = include_bytes!("../../../tests/files/scan/ledger.alto");
const HEARING: &[u8] = include_bytes!("../../../tests/files/pdf/hearing.pdf");
const TEXT: &[u8] = "“Nobody called me,” said Nora Quint.".as_bytes();

/// A PDF of one page that is a picture.
const SCANNED: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R
  /Resources << /XObject << /I 5 0 R >> >> >> endobj
4 0 obj << /Length 24 >>
stream
600 0 0 700 0 0 cm /I Do
endstream endobj
5 0 obj << /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>
stream
x
endstream endobj
trailer << /Root 1 0 R >>
%%EOF";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        fs::write(folder.path().join(file), bytes).unwrap();
    }
    folder
}

fn opened(folder: &tempfile::TempDir, files: &[&str], cache: &Cache) -> Corpus {
    let options = OpenOptions { cache: cache.clone(), ..OpenOptions::default() };
    let target = OpenTarget::of(files.iter().map(|file| folder.path().join(file)).collect());
    open(&target.unwrap(), &options, &mut Silent).unwrap()
}

/// Each source with the text beside it that it has.
fn told(corpus: &Corpus) -> Vec<String> {
    let one = |source: &onrecord_model::Source| match &source.beside {
        Some(text) => format!("{} by {text}", source.file),
        None => source.file.clone(),
    };
    corpus.sources().iter().map(one).collect()
}

fn faults(corpus: &Corpus) -> Vec<(&str, &FaultKind)> {
    corpus.faults().iter().map(|fault| (&*fault.file, &fault.what)).collect()
}

#[test]
fn a_scan_has_its_text_from_beside_it() {
    let page = b"<!DOCTYPE html><title>Photos</title><p>Of the quay.";
    for (files, want) in [
        (&[("a.png", &b"\x89PNG"[..]), ("a.txt", TEXT)][..], &["a.png by a.txt"][..]),
        (&[("a.pdf", SCANNED), ("a.pdf.txt", TEXT)], &["a.pdf by a.pdf.txt"]),
        (&[("A.JPG", b"x"), ("A.TXT", TEXT)], &["A.JPG by A.TXT"]),
        (&[("a.tif", b"x"), ("a.html", HOCR)], &["a.tif by a.html"]),
        (&[("a.pdf", SCANNED), ("a.xml", ALTO)], &["a.pdf by a.xml"]),
        // A page of the same name is another document.
        (&[("a.png", b"x"), ("a.html", page)], &["a.html"]),
        // The text of a PDF that has its own is another document, too.
        (&[("a.pdf", HEARING), ("a.txt", TEXT)], &["a.pdf", "a.txt"]),
        (&[("a.pdf", SCANNED), ("a.png", b"x"), ("a.txt", TEXT)], &["a.png by a.txt"]),
    ] {
        let folder = folder(files);
        assert_eq!(told(&opened(&folder, &[""], &Cache::default())), want, "{files:?}");
    }
}

#[test]
fn one_text_is_taken_and_the_other_told() {
    let folder = folder(&[("a.png", b"x"), ("a.txt", TEXT), ("a.hocr", HOCR)]);
    let corpus = opened(&folder, &[""], &Cache::default());
    assert_eq!(told(&corpus), ["a.png by a.hocr"]);
    let beside = Doubt::Beside { read: "a.hocr".into(), of: "a.png".into() };
    let misread = Doubt::Misread { count: 1, some: "p. 1 Qu1nt".into() };
    let want = [("a.png", &FaultKind::Doubt(misread)), ("a.txt", &FaultKind::Doubt(beside))];
    assert_eq!(faults(&corpus), want);
    let said = corpus.statements().get(0).unwrap();
    let place = corpus.sources()[0].document.place_at(said.hull().start);
    let region = Region::of(1, [120, 320, 1100, 420]).map(Place::Region);
    assert_eq!((corpus.words(said).as_str(), place), ("Nobody called me", region));
}

#[test]
fn a_text_that_changes_is_read_again() {
    let folder = folder(&[("a.pdf", SCANNED), ("a.txt", TEXT)]);
    let place = tempfile::tempdir().unwrap();
    let cache = Cache::at(place.path());
    for words in ["“Nobody called me,” said Nora Quint.", "“No,” said Nora Quint.", ""] {
        fs::write(folder.path().join("a.txt"), words).unwrap();
        let corpus = opened(&folder, &[""], &cache);
        assert_eq!(
            (told(&corpus), corpus.sources()[0].document.text()),
            (vec!["a.pdf by a.txt".into()], words)
        );
    }
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let options = OpenOptions { cache: cache.clone(), ..OpenOptions::default() };
    let corpus = open(&OpenTarget::Path(folder.path().into()), &options, &mut Silent).unwrap();
    assert_eq!(faults(&corpus), [("a.pdf", &FaultKind::Unreadable(FileError::Pictures))]);
}

#[test]
fn a_scan_that_is_named_has_its_text_and_no_more() {
    let json = br#"{ "version": 1, "title": "T", "sources": [
        { "id": "a", "file": "./a.pdf" }, { "id": "b", "file": "b.png" }, { "id": "c", "file": "c.txt" },
        { "id": "d", "file": "d.pdf" }], "statements": [] }"#;
    let folder = folder(&[
        (INVESTIGATION, json),
        ("a.pdf", SCANNED),
        ("a.txt", TEXT),
        ("b.png", b"x"),
        ("b.hocr", HOCR),
        ("c.png", b"x"),
        ("c.txt", TEXT),
        ("d.pdf", HEARING),
        ("d.txt", TEXT),
    ]);
    let corpus = opened(&folder, &[""], &Cache::default());
    assert_eq!(told(&corpus), ["./a.pdf by ./a.txt", "b.png by b.hocr", "c.txt", "d.pdf", "d.txt"]);
    let alone = |files: &[&str]| told(&opened(&folder, files, &Cache::default()));
    assert_eq!(alone(&["b.png"]), ["b.png by b.hocr"]);
    assert_eq!(alone(&["a.pdf"]), ["a.pdf by a.txt"]);
    assert_eq!(alone(&["a.txt"]), ["a.txt"]);
    assert_eq!(alone(&["d.pdf"]), ["d.pdf"]);
    assert_eq!(alone(&["a.pdf", "a.txt"]), ["a.pdf by a.txt"]);
    assert_eq!(alone(&["b.png", "d.pdf"]), ["b.png by b.hocr", "d.pdf"]);
}
