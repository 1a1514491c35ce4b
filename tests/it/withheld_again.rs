//! What is withheld in one place stands in no other: not in a copy of its document, not once more in it, not
//! in another document; and the card says where it is withheld.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::support::Room;
use crate::withheld::{open, run, set, target, text};
use onrecord::library::Desk;
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldEdit, Intent, TargetKind};
use onrecord_model::{Field, FieldValue};

const MINUTES: &str = "\
“The QUAGGA keys were sold twice,” said Dora Vale in the boathouse.

“Nobody asked me,” said Bo Lind.
";

/// Ways out that show words.
const EXITS: [&[&str]; 8] = [
    &["list", "statements"],
    &["list", "statements", "--json"],
    &["list", "actors"],
    &["find", "keys", "--json", "-n", "99"],
    &["find", "form:passage", "--json", "-n", "99"],
    &["export", "--md"],
    &["export", "--csv"],
    &["check"],
];

fn decide(folder: &TempDir, edit: impl Fn(&Corpus) -> FieldEdit) {
    let corpus = Arc::new(open(folder));
    let mut desk = Desk::open(&target(folder), "ana");
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    let outcome = desk.decide(&Intent::Edit(vec![edit(&corpus)]));
    assert!(outcome.is_ok(), "{outcome:?}");
}

fn id_in(corpus: &Corpus, file: &str, words: &str) -> String {
    let there = |row: &&onrecord_model::Statement| {
        let source = corpus.source(row.source).unwrap();
        source.file == file && corpus.words(row).starts_with(words)
    };
    corpus.statements().iter().find(there).unwrap().id.to_string()
}

/// Sets the terms of a statement.
fn terms(folder: &TempDir, file: &str, words: &str, terms: &str) {
    decide(folder, |corpus| {
        let id = id_in(corpus, file, words);
        set(TargetKind::Statement, &id, Field::Terms, FieldValue::text(terms))
    });
}

fn off(folder: &TempDir) {
    terms(folder, "minutes.txt", "The QUAGGA", "off");
}

fn sensitive(folder: &TempDir) {
    decide(folder, |_| {
        set(TargetKind::Source, "minutes.txt", Field::Sensitive, FieldValue::Flag(true))
    });
}

/// A folder with one document.
fn minutes() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("minutes.txt"), MINUTES).unwrap();
    folder
}

/// The commands that let out words of the withheld statement, or who said them.
fn leaks(place: &Path) -> Vec<String> {
    let mut leaks = Vec::new();
    for args in EXITS {
        let written = text(&run(place, &[args, &["-i", "."]].concat()).stdout);
        let secrets = ["QUAGGA", "quagga", "Dora", "boathouse"];
        if secrets.iter().any(|secret| written.contains(secret)) {
            leaks.push(format!("{args:?}: {written}"));
        }
    }
    leaks
}

fn settle_and_forget(folder: &TempDir) {
    let ended = run(folder.path(), &["settle", "--with-withheld", "."]);
    assert!(ended.status.success(), "{}", text(&ended.stderr));
    fs::remove_dir_all(folder.path().join("onrecord.d")).unwrap();
}

fn rename(folder: &TempDir) {
    fs::rename(folder.path().join("minutes.txt"), folder.path().join("b.txt")).unwrap();
}

/// Other words of whoever heard them.
const DIARY: &str = "The town met on Monday.\n\nBo wrote: the QUAGGA\nkeys “were” sold twice.\n";

/// What is done to a folder.
type Make<'m> = &'m dyn Fn(&TempDir);

#[test]
fn withheld_words_are_so_wherever_they_stand() {
    let write = |folder: &TempDir, file: &str, text: &str| {
        fs::write(folder.path().join(file), text).unwrap();
    };
    let cases: [(&str, Make<'_>); 12] = [
        ("a copy", &|folder| {
            off(folder);
            write(folder, "copy.txt", MINUTES);
        }),
        ("a copy that was there", &|folder| {
            write(folder, "copy.txt", MINUTES);
            off(folder);
        }),
        ("another name", &|folder| {
            off(folder);
            rename(folder);
        }),
        ("twice in one document", &|folder| {
            write(folder, "minutes.txt", &format!("{MINUTES}\nThe town met.\n\n{MINUTES}"));
            off(folder);
        }),
        ("another document", &|folder| {
            off(folder);
            write(folder, "diary.txt", DIARY);
        }),
        ("in capitals and not", &|folder| {
            off(folder);
            write(
                folder,
                "diary.txt",
                "The town met.\n\nBo wrote: THE quagga KEYS WERE SOLD TWICE.\n",
            );
        }),
        ("with marks and a broken word", &|folder| {
            off(folder);
            let other = "The town met.\n\nBo wrote: the QUAGGA ke\u{301}ys we\u{ad}re so-\nld twi\u{200b}ce.\n";
            write(folder, "diary.txt", other);
        }),
        ("another format", &|folder| {
            off(folder);
            let page =
                "<p>&ldquo;The QUAGGA <b>keys</b> were sold twice,&rdquo; said Dora Vale.</p>";
            write(folder, "page.html", page);
        }),
        ("a file without a journal", &|folder| {
            off(folder);
            settle_and_forget(folder);
            write(folder, "copy.txt", MINUTES);
        }),
        ("another name, without a journal", &|folder| {
            off(folder);
            settle_and_forget(folder);
            rename(folder);
        }),
        ("a sensitive document", &|folder| {
            sensitive(folder);
            settle_and_forget(folder);
            write(folder, "copy.txt", MINUTES);
        }),
        ("a sensitive document of another name", &|folder| {
            sensitive(folder);
            settle_and_forget(folder);
            rename(folder);
        }),
    ];
    for (case, make) in cases {
        let folder = minutes();
        assert_eq!(leaks(folder.path()).len(), EXITS.len() - 1, "nothing is withheld");
        make(&folder);
        assert_eq!(leaks(folder.path()), Vec::<String>::new(), "{case}");
        let shown = text(&run(folder.path(), &["list", "statements", "-i", "."]).stdout);
        let whole = case.starts_with("a sensitive");
        assert_eq!(shown.contains("Nobody asked me"), !whole, "{case}: {shown}");
        let args = ["find", "form:passage", "QUAGGA", "-i", ".", "--with-withheld"];
        let asked = text(&run(folder.path(), &args).stdout)
            + &text(
                &run(folder.path(), &["list", "statements", "-i", ".", "--with-withheld"]).stdout,
            );
        assert!(asked.contains("QUAGGA"), "{case}: {asked}");
    }
}

/// What is attached to a sensitive mail is a source of its own, and sensitive as it is: under the mail, under
/// a mail that it was sent on with, and alone.
#[test]
fn what_is_attached_to_a_sensitive_mail_is_so_too() {
    let attach = |subject: &str, head: &str, body: &str| {
        format!(
            "From: Bo Lind <bo@town.example>\nSubject: {subject}\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=\"b{subject}\"\n\n--b{subject}\n\
             Content-Type: text/plain\n\nThe town met on Monday.\n\n--b{subject}\n\
             {head}\n\n{body}\n--b{subject}--\n"
        )
    };
    let head = "Content-Type: text/plain; charset=utf-8\n\
                Content-Disposition: attachment; filename=\"x.txt\"";
    let mail = attach("Minutes", head, MINUTES);
    let sent_on = "Content-Type: message/rfc822\n\
                   Content-Disposition: attachment; filename=\"m.eml\"";
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    write("m.eml", &mail);
    write("fwd.eml", &attach("Fwd", sent_on, &mail));
    let corpus = open(&folder);
    let mut files: Vec<_> = corpus.sources().iter().map(|source| &*source.file).collect();
    files.sort_unstable();
    let parts = ["fwd.eml", "fwd.eml › m.eml", "fwd.eml › m.eml › x.txt", "m.eml", "m.eml › x.txt"];
    assert_eq!(files, parts);
    assert_eq!(leaks(folder.path()).len(), EXITS.len() - 1, "nothing is withheld");
    decide(&folder, |corpus| {
        let mail = corpus.sources().iter().find(|source| source.file == "m.eml").unwrap();
        set(TargetKind::Source, &mail.id, Field::Sensitive, FieldValue::Flag(true))
    });
    assert_eq!(leaks(folder.path()), Vec::<String>::new());
    let shown = text(&run(folder.path(), &["list", "sources", "-i", "."]).stdout);
    assert!(shown.contains("fwd.eml") && !shown.contains("x.txt"), "{shown}");
}

/// The same of what is attached to a PDF, and to a PDF that is attached to it.
#[test]
fn what_is_attached_to_a_sensitive_pdf_is_so_too() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = include_bytes!("../files/pdf/attached.pdf");
    fs::write(folder.path().join("m.pdf"), bytes).unwrap();
    let corpus = open(&folder);
    let files: Vec<_> = corpus.sources().iter().map(|source| &*source.file).collect();
    let parts = ["ledger.csv", "letter.pdf", "letter.pdf › deep.txt", "note.txt"];
    let parts = parts.map(|part| format!("m.pdf › {part}"));
    assert_eq!(files[0], "m.pdf");
    assert_eq!(files[1..], parts);
    assert!(!leaks(folder.path()).is_empty(), "nothing is withheld");
    decide(&folder, |corpus| {
        let pdf = corpus.sources().iter().find(|source| source.file == "m.pdf").unwrap();
        set(TargetKind::Source, &pdf.id, Field::Sensitive, FieldValue::Flag(true))
    });
    assert_eq!(leaks(folder.path()), Vec::<String>::new());
    let shown = text(&run(folder.path(), &["list", "sources", "-i", "."]).stdout);
    assert!(!shown.contains("letter.pdf"), "{shown}");
}

/// A row of the file that cannot be read is no row; its words are withheld all the same.
#[test]
fn a_record_that_cannot_be_read_withholds_its_words() {
    for record in [
        r#"{ "anchor": "The QUAGGA keys were sold twice", "set": { "terms": "off" } }"#,
        r#"{ "form": "direct", "anchor": [{ "exact": "The QUAGGA keys were sold twice" }, "gone words"],
             "set": { "sensitive": true } }"#,
        r#"{ "form": "direct", "source": "minuets", "anchor": "The QUAGGA keys were sold twice",
             "set": { "terms": "background" } }"#,
    ] {
        let folder = minutes();
        let file = format!(
            r#"{{ "version": 1, "title": "T", "sources": {{ "id": "minutes", "file": "minutes.txt" }},
                 "statements": {record} }}"#
        );
        fs::write(folder.path().join("investigation.json"), file).unwrap();
        let leaks = leaks(folder.path());
        // A fault tells the words that it cannot find.
        let leaks: Vec<_> = leaks.iter().filter(|leak| !leak.starts_with("[\"check")).collect();
        assert_eq!(leaks, Vec::<&String>::new(), "{record}");
    }
}

/// Few words are the same statement only of whoever said them.
#[test]
fn few_words_are_withheld_of_their_speaker() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("a.txt", "“We lied,” said Dora Vale.\n"),
        ("b.txt", "“We lied,” said Dora Vale again.\n"),
        ("c.txt", "“We lied,” said Bo Lind.\n"),
    ] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    terms(&folder, "a.txt", "We lied", "off");
    let shown = text(&run(folder.path(), &["list", "statements", "-i", "."]).stdout);
    let speakers: Vec<_> = shown.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(speakers, ["(Bo Lind)"].map(|name| name.trim_matches(['(', ')'])), "{shown}");
}

/// Whoever puts a row on the record has seen that the same is withheld elsewhere.
#[test]
fn what_is_put_on_the_record_is_open_there() {
    let folder = minutes();
    let page = "“The QUAGGA keys were sold twice,” said Dora Vale to the town.\n";
    fs::write(folder.path().join("speech.txt"), page).unwrap();
    off(&folder);
    terms(&folder, "speech.txt", "The QUAGGA", "on record");
    let shown = text(&run(folder.path(), &["list", "statements", "-i", "."]).stdout);
    let rows: Vec<_> = shown.lines().filter(|line| line.contains("QUAGGA")).collect();
    assert_eq!(rows.len(), 1, "{shown}");
    let passages = ["find", "form:passage", "twice", "-i", ".", "--json"];
    let passages = text(&run(folder.path(), &passages).stdout);
    assert!(!passages.contains("boathouse"), "{passages}");
    assert_eq!(passages.lines().count(), 1, "{passages}");
}

#[test]
fn the_card_says_where() {
    let folder = minutes();
    fs::write(folder.path().join("copy.txt"), MINUTES).unwrap();
    off(&folder);
    // The copy stands first.
    let mut room = Room::of(open(&folder), 100, 40);
    room.keys("<esc>i");
    let screen = room.screen();
    assert!(screen.contains("the same is withheld in minutes.txt"), "{screen}");
    room.keys("<esc>y");
    assert_eq!(room.copied, Vec::<String>::new());
}

/// The subject of a mail, the title of a page, a tag or a note may tell the same words.
#[test]
fn withheld_words_stand_in_no_title_note_or_tag() {
    let folder = minutes();
    let mail = "From: Bo Lind <bo@example.org>\nSubject: Re: the quagga keys WERE sold twice\n\
        Date: Mon, 6 Nov 2023 10:00:00 +0000\n\nI told you so.\n";
    fs::write(folder.path().join("told.eml"), mail).unwrap();
    let page = "<html><head><title>“The QUAGGA keys were sold twice”: a town asks</title></head>\
        <body><p>“Ask the mayor,” said Cleo Marsh.</p></body></html>";
    fs::write(folder.path().join("page.html"), page).unwrap();
    decide(&folder, |corpus| {
        let id = id_in(corpus, "minutes.txt", "Nobody asked");
        let note = "after: The QUAGGA keys were sold twice. Ask her";
        set(TargetKind::Statement, &id, Field::Note, FieldValue::text(note))
    });
    assert!(!leaks(folder.path()).is_empty());
    off(&folder);
    for args in [&["list", "sources", "--json"][..], &["list", "sources"], &["export", "--md"]] {
        let written = text(&run(folder.path(), &[args, &["-i", "."]].concat()).stdout);
        assert!(!written.to_lowercase().contains("quagga"), "{args:?}: {written}");
    }
    assert_eq!(leaks(folder.path()), [""; 0]);
    let shown = text(&run(folder.path(), &["list", "statements", "--json", "-i", "."]).stdout);
    assert!(shown.contains("after: ███. Ask her"), "{shown}");
}
