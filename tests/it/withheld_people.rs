//! Somebody of whom only a sensitive source tells is named nowhere else: not where people set something,
//! not in the log, not in a fault, not in a list that is opened again.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;

use crate::withheld::{open, run, set, target, text};
use onrecord::library::Desk;
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedActor, NamedPlace};

const MINUTES: &str = "\
“Nobody asked me,” said Bo Lind.

“The QUAGGA house is gone,” said Carla Soto.
";

const LETTER: &str = "“The keys are mine,” said Pedro Secreto to the town.\n";

fn folder() -> (TempDir, Arc<Corpus>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("minutes.txt"), MINUTES).unwrap();
    fs::write(folder.path().join("letter.txt"), LETTER).unwrap();
    let corpus = Arc::new(open(&folder));
    (folder, corpus)
}

fn sits_down(folder: &TempDir, by: &str, corpus: &Arc<Corpus>) -> Desk {
    let mut desk = Desk::open(&target(folder), by);
    desk.read(Arc::clone(corpus), Arc::clone(corpus));
    desk
}

fn put(desk: &mut Desk, edit: FieldEdit) {
    let outcome = desk.decide(&Intent::Edit(vec![edit]));
    assert!(outcome.is_ok(), "{outcome:?}");
    desk.follow();
}

/// The letter is sensitive.
fn hide(desk: &mut Desk) {
    put(desk, set(TargetKind::Source, "letter.txt", Field::Sensitive, FieldValue::Flag(true)));
}

fn id_of(corpus: &Corpus, words: &str) -> String {
    let starts = |s: &&onrecord_model::Statement| corpus.words(s).starts_with(words);
    corpus.statements().iter().find(starts).unwrap().id.to_string()
}

fn pedro(corpus: &Corpus) -> NamedActor {
    let found = corpus.actors().iter().find(|actor| actor.name == "Pedro Secreto").unwrap();
    NamedActor { id: Some(found.id.clone()), name: found.name.as_str().into() }
}

/// Whether what a command writes names him: without, and with `--with-withheld`.
fn names_him(folder: &TempDir, args: &[&str]) -> (bool, bool) {
    let named = |args: &[&str]| {
        let ended = run(folder.path(), &[args, &["-i", "."]].concat());
        let written = text(&ended.stdout) + &text(&ended.stderr);
        written.to_lowercase().contains("secreto")
    };
    (named(args), named(&[args, &["--with-withheld"]].concat()))
}

#[test]
fn a_fault_proposes_no_withheld_words() {
    let (folder, _) = folder();
    let statement = r#"{ "id": "s", "source": "minutes", "form": "direct", "anchor": "The quagga houses are gone" }"#;
    let file = format!(
        r#"{{ "version": 1, "title": "T", "sources": {{ "id": "minutes", "file": "minutes.txt" }}, "statements": {statement} }}"#
    );
    fs::write(folder.path().join("investigation.json"), file).unwrap();
    let corpus = Arc::new(open(&folder));
    let mut desk = sits_down(&folder, "ana", &corpus);
    let row = id_of(&corpus, "The QUAGGA house");
    put(&mut desk, set(TargetKind::Statement, &row, Field::Terms, FieldValue::text("off")));
    let told = |args: &[&str]| text(&run(folder.path(), args).stdout);
    let (without, with) = (told(&["check"]), told(&["check", "--with-withheld"]));
    assert!(without.contains("The quagga houses") && !without.contains("QUAGGA"), "{without}");
    assert!(with.contains("“The QUAGGA house is gone"), "{with}");
}

#[test]
fn no_reading_and_no_value_names_who_is_hidden() {
    let (folder, corpus) = folder();
    let (mut ana, mut bo) = (sits_down(&folder, "ana", &corpus), sits_down(&folder, "bo", &corpus));
    let (row, him) = (id_of(&corpus, "Nobody asked"), pedro(&corpus));
    let edit = |field, value| set(TargetKind::Statement, &row, field, value);
    let carla = NamedActor { id: None, name: "Carla Soto".into() };
    // Neither knows of the other.
    for (desk, who) in [(&mut ana, &him), (&mut bo, &carla)] {
        let intent = Intent::Edit(vec![edit(Field::Speaker, FieldValue::Actor(who.clone()))]);
        assert!(matches!(desk.decide(&intent), Ok(Outcome::Written(_))));
    }
    hide(&mut ana);
    let present = FieldValue::Actors(vec![carla, him.clone()]);
    put(&mut ana, edit(Field::Present, present));
    put(&mut ana, edit(Field::ReplyFrom, FieldValue::Actor(him)));
    for args in [
        &["show", &row][..],
        &["show", &row, "--json"],
        &["list", "statements", "--json"],
        &["list", "statements", "--json", "--with-names"],
        &["find", "asked", "--json"],
    ] {
        assert_eq!(names_him(&folder, args), (false, true), "{args:?}");
    }
    let shown = text(&run(folder.path(), &["show", &row, "-i", "."]).stdout);
    assert!(shown.contains("███") && shown.contains("Carla Soto"), "{shown}");
}

#[test]
fn the_log_tells_no_name_that_others_may_not_read() {
    let (folder, corpus) = folder();
    let mut desk = sits_down(&folder, "ana", &corpus);
    hide(&mut desk);
    let bo = corpus.actors().iter().find(|actor| actor.name == "Bo Lind").unwrap().id.clone();
    let him = || FieldValue::text("Pedro Secreto");
    let key = TargetKey { kind: TargetKind::Actor, id: bo.clone() };
    let alias = FieldEdit { key, field: Field::Aliases, set: FieldAction::Add(him()) };
    for edit in [set(TargetKind::Actor, &bo, Field::Name, him()), alias] {
        let Ok(Outcome::Written(id)) = desk.decide(&Intent::Edit(vec![edit])) else { panic!() };
        desk.follow();
        desk.decide(&Intent::TakeBack { of: Some(id), sure: true }).unwrap();
        desk.follow();
    }
    let known = FieldValue::text("Bo Lind of the quay");
    put(&mut desk, set(TargetKind::Actor, &bo, Field::Name, known));
    for args in [&["log"][..], &["log", "--json"]] {
        assert_eq!(names_him(&folder, args), (false, true), "{args:?}");
    }
    let log = text(&run(folder.path(), &["log", "-i", "."]).stdout);
    assert!(log.contains("███") && log.contains("name: Bo Lind of the quay"), "{log}");
}

#[test]
fn whom_somebody_set_apart_is_known_no_more_than_before() {
    let (folder, corpus) = folder();
    let mut desk = sits_down(&folder, "ana", &corpus);
    hide(&mut desk);
    let place = NamedPlace { source: "letter.txt".into(), sha256: None, words: None };
    let key = TargetKey { kind: TargetKind::Actor, id: pedro(&corpus).id.unwrap() };
    let set = FieldAction::Add(FieldValue::Place(place.into()));
    put(&mut desk, FieldEdit { key, field: Field::Apart, set });
    for args in [
        &["list", "actors"][..],
        &["list", "actors", "--json"],
        &["log", "--json"],
        &["find", "secret", "-n", "9"],
    ] {
        let (without, with) = names_him(&folder, args);
        assert!(!without, "{args:?}");
        assert!(with, "{args:?}");
    }
}

#[test]
fn what_is_withheld_stays_so_in_a_list() {
    let (folder, corpus) = folder();
    let mut desk = sits_down(&folder, "ana", &corpus);
    hide(&mut desk);
    let args = ["list", "statements", "--json", "--with-withheld", "-i", "."];
    let lines = run(folder.path(), &args).stdout;
    assert!(text(&lines).contains("The keys are mine"));
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("l.ndjson"), &lines).unwrap();
    let list = |more: &[&str]| {
        let args = [&["list", "statements", "-i", "l.ndjson"], more].concat();
        text(&run(elsewhere.path(), &args).stdout)
    };
    let shown = list(&[]);
    assert!(shown.contains("Nobody asked") && !shown.contains("The keys"), "{shown}");
    assert!(list(&["--with-withheld"]).contains("withheld · suggested · direct"));
    assert_eq!(list(&["--json", "--with-withheld"]), text(&lines));
}

/// People write names where they like.
#[test]
fn no_note_and_no_title_names_who_is_hidden() {
    let (folder, corpus) = folder();
    let mut desk = sits_down(&folder, "ana", &corpus);
    let row = id_of(&corpus, "Nobody asked");
    let edit =
        |field, value: &str| set(TargetKind::Statement, &row, field, FieldValue::text(value));
    put(
        &mut desk,
        edit(Field::Note, "Pedro SECRETO told it; ask Secretó’s son, not the secretary"),
    );
    put(&mut desk, edit(Field::Evidence, "a call by Secreto"));
    let title =
        set(TargetKind::Source, "minutes.txt", Field::Note, FieldValue::text("by P. Secreto"));
    put(&mut desk, title);
    let key = TargetKey { kind: TargetKind::Statement, id: row.as_str().into() };
    let add = FieldAction::Add(FieldValue::text("secreto"));
    put(&mut desk, FieldEdit { key, field: Field::Tags, set: add });
    hide(&mut desk);
    for args in [
        &["show", &row][..],
        &["show", &row, "--json"],
        &["list", "statements", "--json"],
        &["list", "sources", "--json"],
        &["export", "--csv"],
        &["find", "asked", "--json"],
    ] {
        let (without, _) = names_him(&folder, args);
        assert!(!without, "{args:?}");
    }
    assert_eq!(names_him(&folder, &["show", &row]), (false, true));
    let shown = text(&run(folder.path(), &["show", &row, "--json", "-i", "."]).stdout);
    assert!(shown.contains("███ told it; ask ███’s son, not the secretary"), "{shown}");
}

/// The nearest id to one that is nowhere is none of what is withheld.
#[test]
fn a_fault_proposes_no_withheld_id() {
    let (folder, _) = folder();
    let file = r#"{ "version": 1, "title": "T",
        "sources": [{ "id": "minutes", "file": "minutes.txt" },
                    { "id": "letter", "file": "letter.txt", "set": { "sensitive": true } }],
        "actors": [{ "id": "pedro-secreto", "name": "Pedro Secreto", "kind": "person" },
                   { "id": "bo", "name": "Bo Lind", "kind": "person" }],
        "statements": [
            { "source": "letter", "form": "direct", "anchor": "The keys are mine", "speaker": "pedro-secreto" },
            { "source": "minutes", "form": "direct", "anchor": "Nobody asked me", "speaker": "pedro-secrete" } ] }"#;
    fs::write(folder.path().join("investigation.json"), file).unwrap();
    let told = |args: &[&str]| text(&run(folder.path(), args).stdout);
    let (without, with) = (told(&["check"]), told(&["check", "--with-withheld"]));
    assert!(without.contains("pedro-secrete") && !without.contains("pedro-secreto"), "{without}");
    assert!(with.contains("pedro-secreto"), "{with}");
}
