//! `onrecord log`: what it tells of whom, and nothing of what must not leave the desk.

use std::sync::Arc;

use serde_json::Value;

use crate::program::documented;
use crate::withheld::{SECRETS, desk, open, run, set, target, text};
use onrecord::library::Desk;
use onrecord_journal::{
    FieldAction, FieldEdit, Intent, NewStatement, OperationId, Outcome, TargetKey, TargetKind,
};
use onrecord_model::{Field, FieldValue, Form, LinkKind, NamedActor};
use onrecord_text::Span;

fn actor(id: &str, name: &str) -> FieldValue {
    FieldValue::Actor(NamedActor { id: Some(id.into()), name: name.into() })
}

fn put(desk: &mut Desk, intent: &Intent) -> OperationId {
    let outcome = desk.decide(intent);
    desk.follow();
    match outcome {
        Ok(Outcome::Written(id)) => id,
        other => panic!("{intent:?}: {other:?}"),
    }
}

/// What is decided after two things were withheld, some of it about them.
fn decide(desk: &mut Desk) {
    let statement = |id, field, value| set(TargetKind::Statement, id, field, value);
    let status = |id| statement(id, Field::Status, FieldValue::text("corroborated"));
    let link =
        FieldAction::Add(FieldValue::Link { kind: LinkKind::Contradicts, to: "keys".into() });
    let key = TargetKey { kind: TargetKind::Statement, id: "sold".into() };
    let merged = set(TargetKind::Actor, "carla", Field::MergedInto, actor("bo", "Bo Lind"));
    let note = statement("cash", Field::Note, FieldValue::text("the Quarry men know of it"));
    // One of the two is withheld.
    put(desk, &Intent::Edit(vec![status("keys"), status("asked")]));
    // Somebody whom nothing else names for others, and not any more.
    let dora = vec![statement("asked", Field::Speaker, actor("dora", "Dora Vale"))];
    let dora = put(desk, &Intent::Edit(dora));
    put(desk, &Intent::TakeBack { of: Some(dora), sure: true });
    put(desk, &Intent::Edit(vec![FieldEdit { key, field: Field::Links, set: link }]));
    put(desk, &Intent::Edit(vec![merged]));
    put(desk, &Intent::Edit(vec![note]));
    // Put down and taken back: it is nowhere any more, its words are.
    let shown = desk.follow();
    let at = shown.sources()[0].document.text().find("The town paid").unwrap();
    let new = NewStatement {
        source: "harbour".into(),
        spans: vec![Span::at(at, at + "The town paid".len())],
        form: Form::Indirect,
        cue: None,
        values: Vec::new(),
    };
    let new = put(desk, &Intent::Put(new));
    put(desk, &Intent::TakeBack { of: Some(new), sure: true });
}

#[test]
fn it_tells_what_others_may_know_and_counts_the_rest() {
    let folder = desk();
    let corpus = Arc::new(open(&folder));
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&corpus), corpus);
    decide(&mut desk);
    let ended = run(folder.path(), &["log"]);
    let (written, aside) = (text(&ended.stdout), text(&ended.stderr));
    let told: Vec<_> =
        written.lines().map(|line| line.split_once("UTC  ana  ").unwrap().1).collect();
    let asked = "“Nobody asked” (harbour.txt)";
    let paid = "“The town paid” (harbour.txt)";
    let want = [
        format!("contradicts ███ — {asked}"),
        format!("status: unchecked → corroborated — {asked}"),
        format!("taken back · who: Bo Lind → ███ — {asked}"),
        format!("undo · who: ███ → as it was — {asked}"),
        "contradicts ███ — “the keys had been sold” (harbour.txt)".into(),
        format!("taken back · put down as a statement — {paid}"),
        format!("undo · verdict: confirmed → as it was — {paid}"),
    ];
    assert_eq!(told, want);
    assert!(aside.contains("9 decisions are left out or not told whole"), "{aside}");
    let json = text(&run(folder.path(), &["log", "--json"]).stdout);
    for secret in SECRETS {
        assert!(!written.contains(secret) && !json.contains(secret), "{secret}: {written}{json}");
    }
    let all = run(folder.path(), &["log", "--with-withheld"]);
    assert_eq!(text(&all.stdout).lines().count(), 13);
    assert!(!text(&all.stderr).contains("left out"));
}

#[test]
fn every_key_of_a_decision_is_documented() {
    let folder = desk();
    let written = text(&run(folder.path(), &["log", "--json", "--with-withheld"]).stdout);
    assert_eq!(written.lines().count(), 5);
    for line in written.lines() {
        let line: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        assert_eq!(line.keys().cloned().collect::<Vec<_>>(), documented("A decision"));
        let change = line["changes"][0].as_object().unwrap();
        assert_eq!(
            change.keys().cloned().collect::<Vec<_>>(),
            documented("A change of a decision")
        );
    }
}

/// The keys that a table of `docs/journal.md` names.
fn keys_of_lines() -> (String, Vec<String>) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/journal.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let (_, part) = docs.split_once("\n## A line\n").unwrap();
    let cells = part.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let names =
        cells.flat_map(|cell| cell.split(", ").map(|name| name.trim_matches('`').to_owned()));
    let example = part.lines().find(|line| line.starts_with("{\"v\"")).unwrap();
    (example.to_owned(), names.collect())
}

#[test]
fn a_line_is_as_documented() {
    let (example, names) = keys_of_lines();
    let mut read = Vec::new();
    let line = format!("{example}\n");
    let (taken, _, bad) = onrecord_journal::lines(line.as_bytes(), 1, |one| read.push(one));
    assert_eq!((taken, bad.len(), read.len()), (line.len(), 0, 1));
    assert_eq!(onrecord_journal::encode(&read[0]), line);
    let folder = desk();
    let corpus = Arc::new(open(&folder));
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&corpus), corpus);
    decide(&mut desk);
    let mut met: Vec<String> = Vec::new();
    for file in std::fs::read_dir(folder.path().join("onrecord.d")).unwrap() {
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let changes = line["changes"].as_array().unwrap().iter();
            let keys = changes.chain([&line]).flat_map(|value| value.as_object().unwrap().keys());
            met.extend(keys.cloned());
        }
    }
    met.sort();
    met.dedup();
    for key in &met {
        assert!(names.contains(key), "{key} is not in {names:?}");
    }
    for name in names.iter().filter(|name| *name != "remove") {
        assert!(met.contains(name), "{name} stands in no line");
    }
}
