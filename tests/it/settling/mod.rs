//! `onrecord settle`: what goes from the journal into the file of the investigation, and what does not.

mod actors;
mod events;
mod others;
mod whole;
mod withheld;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use onrecord::library::{self, Desk, OpenOptions, OpenTarget, Silent};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedActor};

const TEXT: &str = "\
“Nobody told us,” said Ana Ruiz.

“Nobody came,” said Bo Lind.

“The pumps were dry,” said Eva Roth.

“I kept the keys,” said Carla Moss.
";

fn target(folder: &Path) -> OpenTarget {
    OpenTarget::Path(folder.to_owned())
}

fn opened(folder: &Path) -> Corpus {
    library::open(&target(folder), &OpenOptions::default(), &mut Silent).unwrap()
}

/// Decides about the statement that begins with `words`; gives what came of it.
fn decide(folder: &Path, words: &str, sets: &[(Field, FieldValue)]) -> Outcome {
    let corpus = opened(folder);
    let id = corpus.statements().iter().find(|one| corpus.words(one).starts_with(words));
    let key = TargetKey { kind: TargetKind::Statement, id: id.unwrap().id.clone() };
    let edit = |(field, value): &(Field, FieldValue)| FieldEdit {
        key: key.clone(),
        field: *field,
        set: FieldAction::To(value.clone()),
    };
    desk(folder).decide(&Intent::Edit(sets.iter().map(edit).collect())).unwrap()
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    program.args(words).arg("-i").arg(folder);
    program
}

fn run(folder: &Path, words: &[&str]) -> String {
    let ended = command(folder, words).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

fn settle(folder: &Path) -> String {
    run(folder, &["settle"])
}

/// What stands in the file of the investigation; nothing where there is none.
fn file(folder: &Path) -> String {
    fs::read_to_string(folder.join("investigation.json")).unwrap_or_default()
}

fn desk(folder: &Path) -> Desk {
    let corpus = Arc::new(opened(folder));
    let mut desk = Desk::open(&target(folder), "ana");
    desk.read(Arc::clone(&corpus), corpus);
    desk
}

fn edit_of(folder: &Path, key: TargetKey, field: Field, set: FieldAction) -> Outcome {
    desk(folder).decide(&Intent::Edit(vec![FieldEdit { key, field, set }])).unwrap()
}

fn verdict(word: &str) -> (Field, FieldValue) {
    (Field::Verdict, FieldValue::text(word))
}

#[test]
fn what_the_file_can_say_goes_there_and_nothing_stronger() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let dora = FieldValue::Actor(NamedActor { id: None, name: "Dora Vale".into() });
    decide(folder, "Nobody told", &[verdict("confirmed"), (Field::Speaker, dora)]);
    decide(folder, "Nobody came", &[verdict("dismissed")]);
    let disputed = (Field::Status, FieldValue::text("disputed"));
    decide(folder, "The pumps", &[verdict("confirmed"), disputed]);
    decide(folder, "I kept", &[verdict("confirmed"), (Field::Sensitive, FieldValue::Flag(true))]);
    // By which rule a confirmed one was proposed the file does not keep.
    let listed = || {
        let lines = run(folder, &["list", "statements", "--json"]);
        lines.replace("\"rule\":\"verb\"", "\"rule\":null")
    };
    let before = listed();
    let told = settle(folder);
    assert!(told.starts_with("3 records written to "), "{told}");
    assert!(told.contains("; 1 record is withheld and left to the journal"), "{told}");
    let file = folder.join("investigation.json");
    let text = fs::read_to_string(&file).unwrap();
    for (words, there) in [
        ("Nobody told us", true),
        ("Dora Vale", true),
        ("Nobody came", true),
        ("The pumps", true),
        ("\"status\": \"disputed\"", true),
        ("kept", false),
        ("Carla", false),
        ("█", false),
    ] {
        assert_eq!(text.contains(words), there, "{words}: {text}");
    }
    assert_eq!(listed(), before, "the same, with the file");
    assert!(opened(folder).faults().is_empty());
    assert!(settle(folder).starts_with("0 records written"), "once is enough");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

/// What was settled and is taken back is a suggestion again, at once and in the file.
#[test]
fn what_is_taken_back_after_it_was_settled_goes_out_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    for (words, made) in [("Nobody told", "confirmed"), ("Nobody came", "dismissed")] {
        let Outcome::Written(id) = decide(folder, words, &[verdict(made)]) else {
            panic!("written")
        };
        settle(folder);
        let mut desk = Desk::open(&target(folder), "ana");
        desk.decide(&Intent::TakeBack { of: Some(id), sure: true }).unwrap();
        let there = || {
            let corpus = opened(folder);
            let one = corpus.statements().iter().find(|one| corpus.words(one).starts_with(words));
            one.unwrap().origin.word()
        };
        assert_eq!(there(), "suggested", "{made}");
        settle(folder);
        assert_eq!(there(), "suggested", "{made}, in the file");
        let text = fs::read_to_string(folder.join("investigation.json")).unwrap();
        assert!(!text.contains(words), "{text}");
    }
}

/// Who is one with somebody else, or nobody, is not in the file: taken back, it would stay there.
#[test]
fn whoever_is_named_by_a_decision_about_actors_is_left_to_the_journal() {
    let named = |name: &str, corpus: &Corpus| {
        let actor = corpus.actors().iter().find(|actor| actor.name == name).unwrap();
        NamedActor { id: Some(actor.id.clone()), name: name.into() }
    };
    for (field, to_other) in [(Field::MergedInto, true), (Field::NoActor, false)] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::write(folder.join("a.txt"), TEXT).unwrap();
        decide(folder, "Nobody came", &[verdict("confirmed")]);
        let corpus = opened(folder);
        let (bo, eva) = (named("Bo Lind", &corpus), named("Eva Roth", &corpus));
        let key = TargetKey { kind: TargetKind::Actor, id: bo.id.unwrap() };
        let value = if to_other { FieldValue::Actor(eva) } else { FieldValue::Flag(true) };
        edit_of(folder, key, field, FieldAction::To(value));
        settle(folder);
        desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
        settle(folder);
        let corpus = opened(folder);
        let said = corpus.statements().iter().find(|s| corpus.words(s).starts_with("Nobody came"));
        assert_eq!(corpus.speaker_name(said.unwrap()), Some("Bo Lind"), "{field:?}");
    }
}
