//! One investigation per fault, opened from a folder as a user would: the sentence, its line, and
//! that everything else is there.

mod flaws;
mod keys;
mod words;

use std::fs;
use std::path::Path;

use onrecord::library::{OpenOptions, OpenTarget, Silent, open};
use onrecord::words::faults::sentence;
use onrecord_corpus::Corpus;

const SOURCE: &str = "\
The minister said that the deal was dead. “No deal,” he said. “No more.”

Carlos Marroquín said he knew. He said so twice.

“No deal,” said the other side on March 25.
";

/// A sound investigation, one record a line; each case replaces one piece of it.
const SOUND: &str = r#"{
  "version": 1,
  "title": "A test",
  "sources": [
    { "id": "text", "complete": true, "file": "text.txt" }
  ],
  "actors": [
    { "id": "minister", "name": "the minister", "kind": "unnamed", "mentions": [ { "paragraph": 1, "exact": "The minister", "how": "description" } ] },
    { "id": "marroquin", "name": "Carlos Marroquín", "kind": "person", "role": null, "aliases": [ { "name": "Crook", "used_by": [ "minister" ] } ], "mentions": [ "Carlos Marroquín" ] }
  ],
  "statements": [
    { "id": "s1", "form": "indirect", "anchor": "the deal was dead", "speaker": "minister", "cue": { "exact": "said", "nth": 1 } },
    { "id": "s2", "form": "direct", "anchor": [ { "paragraph": 1, "exact": "No deal" }, { "paragraph": 1, "exact": "No more." } ], "speaker": "minister", "links": [ { "kind": "repeats", "statement": "s1" } ] },
    { "id": "s3", "form": "indirect", "anchor": "he knew", "speaker": "marroquin", "about": [ "minister" ], "medium": { "kind": "interview", "stated": false, "why": "a guess" } }
  ],
  "events": [
    { "id": "deal", "title": "The deal", "statements": [ "s1" ], "dates": [ { "exact": "March 25", "edtf": "XXXX-03-25", "resolved": "2022-03-25", "inferred": [ "year" ], "basis": "the report" } ] }
  ]
}
"#;

fn opened(investigation: &str) -> Corpus {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), investigation);
    open(
        &OpenTarget::Path(folder.path().join("investigation.json")),
        &OpenOptions::default(),
        &mut Silent,
    )
    .unwrap()
}

fn write(folder: &Path, investigation: &str) {
    fs::write(folder.join("text.txt"), SOURCE).unwrap();
    fs::write(folder.join("second.txt"), "Other words.").unwrap();
    fs::write(folder.join("latin.txt"), b"Marroqu\xedn").unwrap();
    fs::write(folder.join("picture.txt"), b"\x89PNG\0").unwrap();
    fs::write(folder.join("investigation.json"), investigation).unwrap();
}

fn sentences(corpus: &Corpus) -> Vec<String> {
    let short =
        |said: String| said.strip_prefix("investigation.json:").map(str::to_owned).unwrap_or(said);
    corpus.faults().iter().map(sentence).map(short).collect()
}

/// `(what is replaced, by what, the faults it makes, statements left)`.
type Case = (&'static str, &'static str, &'static [&'static str], usize);

fn hold(cases: &[Case]) {
    for (before, after, want, statements) in cases {
        assert_eq!(SOUND.matches(before).count(), 1, "{before}");
        let corpus = opened(&SOUND.replace(before, after));
        let said = sentences(&corpus);
        assert_eq!(said.len(), want.len(), "{after}: {said:#?}");
        for (said, want) in said.iter().zip(*want) {
            assert!(said.starts_with(want), "{after}: {said}");
        }
        assert_eq!(corpus.statements().len(), *statements, "{after}");
        assert_eq!((corpus.sources().is_empty(), corpus.events().len()), (false, 1), "{after}");
    }
}

#[test]
fn the_sound_one_has_no_fault() {
    let corpus = opened(SOUND);
    assert_eq!(sentences(&corpus), [""; 0]);
    let words: Vec<_> = corpus.statements().iter().map(|s| corpus.words(s)).collect();
    assert_eq!(words, ["the deal was dead", "No deal … No more.", "he knew"]);
}

#[test]
fn five_faults_at_once_and_the_rest_opens() {
    let mut text = SOUND.to_owned();
    for (before, after) in [
        ("\"id\": \"marroquin\", \"name\"", "\"id\": \"marroquin\", \"nmae\": 1, \"name\""),
        ("\"form\": \"direct\",", "\"form\": \"direct\""),
        ("\"anchor\": \"he knew\"", "\"anchor\": \"he new\""),
        ("\"statements\": [ \"s1\" ]", "\"statements\": [ \"s4\" ]"),
        ("2022-03-25", "2022-03-35"),
    ] {
        text = text.replacen(before, after, 1);
    }
    let corpus = opened(&text);
    let lines: Vec<_> = corpus.faults().iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [9, 13, 14, 17, 17]);
    let ids: Vec<_> = corpus.statements().iter().map(|s| &*s.id).collect();
    // The words of the first are lost: it has no place, and stands before the others.
    assert_eq!((ids, corpus.actors().len(), corpus.events().len()), (vec!["s3", "s1", "s2"], 2, 1));
}

#[test]
fn a_changed_source_is_told_passage_by_passage() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), SOUND);
    let sound = open(
        &OpenTarget::Path(folder.path().join("investigation.json")),
        &OpenOptions::default(),
        &mut Silent,
    )
    .unwrap();
    let stated = format!("\"file\": \"text.txt\", \"sha256\": \"{}\"", sound.sources()[0].sha256);
    write(folder.path(), &SOUND.replace("\"file\": \"text.txt\"", &stated));
    assert_eq!(
        open(
            &OpenTarget::Path(folder.path().join("investigation.json")),
            &OpenOptions::default(),
            &mut Silent
        )
        .unwrap()
        .faults(),
        []
    );
    // A paragraph put in front, a word replaced, words doubled, words gone.
    let changed = format!("{SOURCE}\nhe knew")
        .replace("The minister said", "New.\n\nThe minister said")
        .replace("the deal was dead", "the deal is dead")
        .replace("on March 25", "");
    fs::write(folder.path().join("text.txt"), changed).unwrap();
    let corpus = open(
        &OpenTarget::Path(folder.path().join("investigation.json")),
        &OpenOptions::default(),
        &mut Silent,
    )
    .unwrap();
    let said = sentences(&corpus);
    let want = [
        "5: text.txt changed: 1 same, 1 ambiguous, 1 lost; accept it with A in the app, or what is the same or moved with onrecord accept",
        "12: “the deal was dead” does not stand in the source; nearest is ¶2 “the deal is dead”",
        "14: “he knew” stands 2 times (¶3, ¶5)",
        "17: “March 25” does not stand in the source, nor anything like it",
    ];
    for (said, want) in said.iter().zip(want) {
        assert!(said.starts_with(want), "{said}\n{want}");
    }
    assert_eq!(said.len(), want.len());
    let rows: Vec<_> = corpus
        .statements()
        .iter()
        .map(|one| (&*one.id, one.anchor_state().word(), corpus.words(one)))
        .collect();
    assert_eq!(
        rows,
        [
            ("s1", "lost", "the deal was dead".to_owned()),
            ("s3", "ambiguous", "he knew".to_owned()),
            // Its paragraph is known again, by what else stands in it.
            ("s2", "same", "No deal … No more.".to_owned()),
        ]
    );
}
