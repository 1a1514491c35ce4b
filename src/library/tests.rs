//! Opening places as a user would: the embedded investigation and folders of every kind.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use onrecord_corpus::Corpus;
use onrecord_model::EventIx;
use onrecord_model::fault::{FaultKind, FileError, OpenErrorKind};

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn at(folder: &tempfile::TempDir, file: &str) -> Result<Corpus, OpenErrorKind> {
    open(&OpenTarget::Path(folder.path().join(file)), &OpenOptions::default(), &mut Silent)
        .map_err(|error| error.why)
}

fn files(corpus: &Corpus) -> Vec<&str> {
    corpus.sources().iter().map(|source| source.file.as_str()).collect()
}

#[test]
#[cfg(feature = "embedded")]
fn the_embedded_investigation_opens_without_a_fault() {
    const ARTICLE: &str = "fde822bfe8d9b5fce7565005810eed3453a42bccbf3d790572b51c3e27ae19b2";
    let corpus = open(&OpenTarget::Builtin, &OpenOptions::default(), &mut Silent).unwrap();
    assert_eq!(corpus.faults(), []);
    let [source] = corpus.sources() else { panic!("one source") };
    assert_eq!((source.sha256.as_str(), source.document.paragraphs()), (ARTICLE, 46));
    assert!(!corpus.statements().is_empty() && !corpus.events().is_empty());
    for statement in corpus.statements() {
        assert!(corpus.pieces(statement).all(|words| !words.is_empty()), "{}", statement.id);
    }
}

#[test]
#[cfg(not(feature = "embedded"))]
fn a_build_without_the_investigation_says_so() {
    assert_eq!(
        open(&OpenTarget::Builtin, &OpenOptions::default(), &mut Silent).map_err(|e| e.why).err(),
        Some(OpenErrorKind::NotEmbedded)
    );
}

#[test]
#[cfg(feature = "embedded")]
fn a_folder_opens_exactly_like_the_embedded_one() {
    let bytes = |file| (file, crate::builtin::read(file).unwrap());
    let folder = folder(&[bytes(INVESTIGATION), bytes("insight-crime.txt"), ("other.md", b"")]);
    let built_in = open(&OpenTarget::Builtin, &OpenOptions::default(), &mut Silent).unwrap();
    for file in ["", INVESTIGATION] {
        let corpus = at(&folder, file).unwrap();
        assert_eq!(corpus.title(), built_in.title());
        assert_eq!(corpus.statements(), built_in.statements());
        assert_eq!(corpus.actors(), built_in.actors());
        assert_eq!(corpus.events(), built_in.events());
        assert_eq!(corpus.faults(), []);
    }
}

#[test]
fn a_folder_of_texts_is_a_source_for_each() {
    let folder = folder(&[
        ("b/two.TXT", b"Two."),
        ("a.txt", b"Marroqu\xedn"),
        ("notes.doc", b"{}"),
        ("b/picture.txt", b"\x89PNG\0"),
        (".git/x.txt", b""),
    ]);
    let corpus = at(&folder, "").unwrap();
    assert_eq!(files(&corpus), ["a.txt", "b/two.TXT"]);
    assert_eq!(corpus.title(), folder.path().file_name().unwrap().to_string_lossy());
    let source = &corpus.sources()[1];
    assert_eq!((&*source.id, source.title.as_str()), ("b/two.TXT", "two.TXT"));
    assert_eq!(corpus.sources()[0].document.text(), "Marroquín");
    let told: Vec<_> = corpus.faults().iter().map(|f| (f.file.as_str(), &f.what)).collect();
    let latin = FaultKind::Doubt(onrecord_model::fault::Doubt::ReadAs("Windows-1252".into()));
    let picture = FaultKind::Unreadable(FileError::NotText);
    let want = [("a.txt", &latin), ("b/picture.txt", &picture), ("notes.doc", &FaultKind::NotRead)];
    assert_eq!(told, want);
}

#[test]
fn it_is_said_of_a_language_how_far_it_is_read() {
    use onrecord_model::Coverage;
    let folder = folder(&[
        ("a.txt", "“It is late for us all,” said Ruth Adams of the bank.".as_bytes()),
        ("b.txt", "« Il est tard pour nous », a dit le maire de la ville.".as_bytes()),
        ("c.txt", "„Het is te laat voor ons”, zei de burgemeester van de stad.".as_bytes()),
    ]);
    let corpus = at(&folder, "").unwrap();
    let coverage: Vec<_> = corpus.sources().iter().map(|source| source.coverage).collect();
    assert_eq!(coverage, [Coverage::Whole, Coverage::Quotes, Coverage::Marks]);
    let speakers: Vec<_> =
        corpus.statements().iter().map(|said| said.speaker.value().is_some()).collect();
    assert_eq!(speakers, [true, true, false]);
}

#[test]
fn one_text_is_one_source() {
    let folder = folder(&[("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"\0\xff")]);
    let corpus = at(&folder, "a.txt").unwrap();
    assert_eq!((corpus.title(), files(&corpus)), ("a.txt", vec!["a.txt"]));
    assert_eq!(at(&folder, "c.txt").err(), Some(OpenErrorKind::File(FileError::NotText)));
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = folder(&[("notes.doc", b""), ("sub/.keep", b"")]);
    for (file, want) in [
        ("sub", OpenErrorKind::NothingToRead),
        ("notes.doc", OpenErrorKind::UnknownKind),
        ("nowhere", OpenErrorKind::File(FileError::Missing)),
        ("notes.md/x", OpenErrorKind::File(FileError::Missing)),
    ] {
        assert_eq!(at(&folder, file).err(), Some(want), "{file}");
    }
}

#[test]
fn an_investigation_in_any_encoding_and_line_ends() {
    let json = "{ \"version\": 1,\r\n \"title\": \"Í\",\r\n \"sources\": [ { \"id\": \"a\", \"file\": \"a.txt\" } ],\r\n \
                \"statements\": [ { \"form\": \"direct\", \"anchor\": \"one\\r\\ntwo\" },\r\n { \"form\": \"direct\", \"anchor\": \"one\\ntwo\" } ] }";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(json.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{feff}{json}");
    for (bytes, faults) in [(json.as_bytes(), 1), (marked.as_bytes(), 1), (&utf16, 2)] {
        let folder = folder(&[(INVESTIGATION, bytes), ("a.txt", b"\xef\xbb\xbfone\r\ntwo")]);
        let corpus = at(&folder, "").unwrap();
        assert_eq!(corpus.title(), "Í");
        // The file's own offsets: the byte order mark counts.
        assert_eq!(corpus.statements().get(0).unwrap().hull(), onrecord_text::Span::new(3, 11));
        assert_eq!((corpus.statements().len(), corpus.faults().len()), (2, faults));
        assert_eq!(corpus.faults().last().map(|fault| fault.line), Some(5));
    }
}

#[test]
fn the_nearest_investigation_upward() {
    let folder = folder(&[(INVESTIGATION, b"{}"), ("a/b/x.txt", b"")]);
    let found = find_upward(&folder.path().join("a/b"), false).found.unwrap();
    assert_eq!(found, fs::canonicalize(folder.path()).unwrap().join(INVESTIGATION));
    assert_eq!(
        open(&OpenTarget::Path(found), &OpenOptions::default(), &mut Silent)
            .unwrap()
            .faults()
            .len(),
        3
    );
}

proptest::proptest! {
    #[test]
    fn any_bytes_open_or_say_why(
        investigation in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
        source in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
    ) {
        let folder = folder(&[(INVESTIGATION, &investigation), ("a.txt", &source)]);
        for file in ["", "a.txt"] {
            if let Ok(corpus) = at(&folder, file) {
                proptest::prop_assert!(file == "a.txt" || !corpus.faults().is_empty());
            }
        }
    }
}

#[test]
fn a_folder_is_its_investigation_and_all_else_that_can_be_read() {
    let folder = folder(&[
        (
            "investigation.json",
            br#"{ "version": 1, "title": "The mill", "sources": [ { "id": "m", "file": "m.txt" } ],
  "actors": [ { "id": "Ana", "name": "Ana", "kind": "person" } ],
  "statements": [ { "form": "direct", "anchor": "I knew", "speaker": "Ana" } ] }"#,
        ),
        ("m.txt", "“I knew,” said Ana.".as_bytes()),
        ("a.html", b"<html><body><p>A page.</p></body></html>"),
        ("z/quotes.ndjson", b"{\"text\":\"I did not\",\"speaker\":\"Ana\"}\n{\"text\":\"Nor I\",\"speaker\":\"Bo\"}"),
        ("z/broken.html.gz", b"\x1f\x8b"),
    ]);
    let corpus = at(&folder, "").unwrap();
    assert_eq!(corpus.title(), "The mill");
    assert_eq!(files(&corpus), ["m.txt", "a.html", "z/quotes.ndjson"]);
    let said: Vec<_> = corpus
        .statements()
        .iter()
        .map(|s| (corpus.words(s), corpus.speaker_name(s).unwrap_or("-").to_owned()))
        .collect();
    let said: Vec<_> = said.iter().map(|(words, who)| (words.as_str(), who.as_str())).collect();
    assert_eq!(said, [("I knew", "Ana"), ("I did not", "Ana"), ("Nor I", "Bo")]);
    assert_eq!(corpus.actors().len(), 2, "the same name in a list is the same actor");
    let unread: Vec<_> = corpus.faults().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(unread, ["z/broken.html.gz"]);
}

#[test]
fn the_number_of_readers_changes_nothing_and_progress_is_told_in_order() {
    struct Told(Vec<String>, Vec<usize>);
    impl Progress for Told {
        fn progress(&mut self, _: usize, total: usize, file: &str) {
            assert_eq!(total, 40);
            self.0.push(file.to_owned());
        }
        fn early(&mut self, corpus: EarlyCorpus<'_>) {
            self.1.push(corpus().sources().len());
        }
    }
    let texts: Vec<_> = (0..40).map(|n| (format!("{n:02}.txt"), format!("Text {n}."))).collect();
    let all: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&all);
    let open = |jobs| {
        let mut told = Told(Vec::new(), Vec::new());
        let options = OpenOptions { jobs: NonZero::new(jobs), ..OpenOptions::default() };
        let corpus = open(&OpenTarget::Path(folder.path().into()), &options, &mut told).unwrap();
        (corpus.sources().iter().map(|s| s.file.clone()).collect::<Vec<_>>(), told.0, told.1)
    };
    let one = open(1);
    assert_eq!(one, open(7));
    assert_eq!((&one.0, one.2.as_slice()), (&one.1, &[16][..]));
}

#[test]
fn dates_stand_at_their_sources_whether_or_not_they_make_an_event() {
    let folder = folder(&[
        ("a.txt", b"The gate was shut by two men in grey coats on 3 May 1998."),
        ("b.txt", b"None.\n\nUntil 1997 or so.\n\nIn June 1999 the same men in grey opened it."),
        ("c.txt", b"The gate was shut yesterday by two men in grey coats."),
    ]);
    let corpus = at(&folder, "").unwrap();
    let dates = corpus.dates();
    let found: Vec<_> = dates
        .iter()
        .map(|named| {
            let source = corpus.source(named.date.words.source).unwrap();
            let words = source.document.words(named.date.words.span);
            (&*source.id, words, named.date.when.edtf.as_str(), named.event.is_some())
        })
        .collect();
    let want = [
        ("a.txt", "3 May 1998", "1998-05-03", true),
        ("b.txt", "1997", "1997", false),
        ("b.txt", "June 1999", "1999-06", true),
        ("c.txt", "yesterday", "XXXX-XX-XX", false),
    ];
    assert_eq!(found, want);
}

#[test]
fn who_names_a_day_tells_of_what_happened_on_it() {
    let text = "“They shut the gate on 3 May 1998,” said Ana Ruiz. Nobody came to mend it.\n\n\
                Ana Ruiz said that the gate was opened again in June 1999.";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let told = |corpus: &Corpus| -> Vec<String> {
        let events = corpus.chronology().iter();
        let said = |event: &EventIx| {
            let words = corpus.telling_of(*event).filter_map(|ix| corpus.statement(ix));
            let words: Vec<_> =
                words.map(|s| format!("{:?} {}", s.origin, corpus.words(s))).collect();
            words.join("|")
        };
        events.map(said).collect()
    };
    let want = |first: &str| {
        [
            format!("{first} They shut the gate on 3 May 1998"),
            "Suggested the gate was opened again in June 1999".to_owned(),
        ]
    };
    let corpus = at(&folder, "").unwrap();
    assert_eq!(told(&corpus), want("Suggested"));

    let confirmed = r#"{ "version": 1, "title": "t", "sources": [{ "id": "a", "file": "a.txt" }],
        "statements": [{ "form": "direct", "anchor": "They shut the gate on 3 May 1998",
                         "origin": "confirmed" }] }"#;
    fs::write(folder.path().join("investigation.json"), confirmed).unwrap();
    assert_eq!(told(&at(&folder, "").unwrap()), want("Confirmed"));
}

mod again;

mod hand {
    //! What a person has put down beside what is proposed.

    use super::*;
    use onrecord_model::Origin;

    const TEXT: &[u8] = b"\"We will pay,\" said Ana Ruiz on Tuesday.\n\n\
        \"Never,\" said Luis Soto.\n\nRuiz, known to all as la Jefa, was arrested on 3 May.";

    fn said(corpus: &Corpus) -> Vec<(String, Origin, Option<&str>)> {
        let each = corpus.statements().iter();
        each.map(|s| (corpus.words(s), s.origin, corpus.speaker_name(s))).collect()
    }

    fn investigation(more: &str) -> Corpus {
        let file = format!(
            r#"{{ "version": 1, "title": "t", "sources":
              [ {{ "id": "x", "file": "z.txt", "date": "2022-05-12" {more} }} ],
              "actors": [ {{ "id": "ruiz", "name": "Ana María Ruiz", "kind": "person",
                             "aliases": [ {{ "name": "Ana Ruiz", "used_by": [] }} ] }} ],
              "statements": [ {{ "form": "direct", "anchor": [ "Never" ], "speaker": "ruiz" }} ] }}"#
        );
        let files = [(INVESTIGATION, file.as_bytes()), ("z.txt", TEXT)];
        at(&folder(&files), "").unwrap()
    }

    #[test]
    fn the_hand_beats_the_suggestion_and_both_stand_in_order() {
        let corpus = investigation("");
        let all = said(&corpus);
        let pay = ("We will pay".to_owned(), Origin::Suggested, Some("Ana María Ruiz"));
        assert_eq!(all[0], pay, "an actor of the investigation by one of its names");
        assert_eq!(all[1], ("Never".to_owned(), Origin::Hand, Some("Ana María Ruiz")));
        assert_eq!((all.len(), corpus.sources()[0].hidden), (2, 1));
        let when = corpus.events()[0].when().unwrap();
        assert_eq!(when.resolved, "2022-05-03", "counted from the date the investigation gives");
    }

    #[test]
    fn for_a_source_that_is_complete_nothing_is_suggested() {
        let corpus = investigation(r#", "complete": true"#);
        assert_eq!((said(&corpus).len(), corpus.sources()[0].hidden), (1, 0));
    }
}

#[test]
fn namesakes_of_two_documents_are_told_apart_and_one_person_is_joined() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("a.txt", "Lee Marsh, the mayor of Alder, said that the bridge was safe."),
        ("b.txt", "Lee Marsh, 61, a fisherman from Bray, said that the bridge was old."),
        ("c.txt", "Sen. Pat Dole said that the road was open."),
        ("d.txt", "Pat Dole, a former senator, said that the road was shut."),
        ("e.txt", "La alcaldesa de Robles, Ariel Soto, dijo que el puente era seguro."),
        ("f.txt", "El pescador Ariel Soto dijo que el puente era viejo."),
        ("g.txt", "Mr. Hale said that it rained. Ms. Hale said that it did not."),
    ] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    let corpus =
        open(&OpenTarget::Path(folder.path().to_owned()), &OpenOptions::default(), &mut Silent)
            .unwrap();
    let said = |statement| corpus.speaker_name(statement).unwrap_or("-");
    let speakers: Vec<_> = corpus.statements().iter().map(said).collect();
    let want = [
        "Lee Marsh, mayor of Alder",
        "Lee Marsh, fisherman from Bray",
        "Pat Dole",
        "Pat Dole",
        "Ariel Soto, alcaldesa de Robles",
        "Ariel Soto, pescador",
        "Hale",
        "Hale",
    ];
    assert_eq!(speakers, want);
    let joined: Vec<_> = corpus.actors().iter().filter(|actor| actor.joined).collect();
    assert_eq!(joined.iter().map(|actor| &*actor.name).collect::<Vec<_>>(), ["Pat Dole"]);
    let ids: HashSet<_> = corpus.actors().iter().map(|actor| &actor.id).collect();
    assert_eq!(ids.len(), corpus.actors().len());
    assert_eq!(corpus.namesakes(onrecord_model::ActorIx(0)).len(), 1);
}
