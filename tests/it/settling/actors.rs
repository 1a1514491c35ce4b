//! What was set of actors goes into the file, and is read there without the journal.

use std::fs;
use std::path::Path;

use super::{TEXT, desk, edit_of, file, opened, run, settle};
use onrecord_journal::{FieldAction, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedActor};

/// Two documents name her, and one of them nobody else of the file.
fn folder_of_two() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.txt"), TEXT).unwrap();
    let other = "“It was cold,” said Ana Ruiz. “We left,” said Dora Vale.\n";
    fs::write(place.path().join("b.txt"), other).unwrap();
    place
}

fn actor(folder: &Path, name: &str) -> TargetKey {
    let corpus = opened(folder);
    let actor = corpus.actors().iter().find(|actor| actor.name == name);
    TargetKey { kind: TargetKind::Actor, id: actor.unwrap().id.clone() }
}

fn forget(folder: &Path) {
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
}

fn to(text: &str) -> FieldAction {
    FieldAction::To(FieldValue::text(text))
}

/// What is listed of actors and statements, in any order. That the file joins by name and has a role of its
/// own is left out.
fn listed(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in ["actors", "statements", "sources"] {
        let list = run(folder, &["list", kind, "--json", "--with-withheld"]);
        let list = list.replace("\"joined\":\"by name\"", "\"joined\":null");
        let list = list.replace("{\"role\":\"the clerk\",\"source\":null}", "");
        lines.extend(list.lines().map(str::to_owned));
    }
    lines.sort_unstable();
    lines
}

/// A value for each field that the file can say.
fn whole() -> Vec<(Field, FieldAction)> {
    vec![
        (Field::Name, to("Ana María Ruiz")),
        (Field::Kind, to("institution")),
        (Field::Role, to("the clerk")),
        (Field::Note, to("met in the kitchen")),
        (Field::Tags, FieldAction::Add(FieldValue::text("cold"))),
        (Field::Aliases, FieldAction::Add(FieldValue::text("the tall one"))),
    ]
}

#[test]
fn all_that_was_set_of_an_actor_is_there_without_the_journal() {
    let place = folder_of_two();
    let folder = place.path();
    let key = actor(folder, "Ana Ruiz");
    for (field, set) in whole() {
        edit_of(folder, key.clone(), field, set);
    }
    let before = listed(folder);
    let told = settle(folder);
    assert!(told.starts_with("1 record written") && !told.contains("left"), "{told}");
    let text = file(folder);
    assert!(text.contains("\"note\": \"met in the kitchen\""), "{text}");
    assert_eq!(listed(folder), before, "{text}");
    assert!(settle(folder).starts_with("0 records written"), "once is enough");
    assert_eq!(file(folder), text);
    forget(folder);
    assert_eq!(listed(folder), before, "{text}");
    assert_eq!(opened(folder).faults(), []);
}

/// Each alone, so that none rests on another; taken back it is taken back in the file.
#[test]
fn what_is_taken_back_is_so_at_once_and_in_the_file() {
    let place = folder_of_two();
    let key = actor(place.path(), "Ana Ruiz");
    for (field, set) in whole() {
        let place = folder_of_two();
        let folder = place.path();
        let first = listed(folder);
        edit_of(folder, key.clone(), field, set);
        let before = listed(folder);
        settle(folder);
        assert_eq!(listed(folder), before, "{field:?}: {}", file(folder));
        desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
        assert_eq!(listed(folder), first, "{field:?}, at once: {}", file(folder));
        settle(folder);
        assert!(settle(folder).starts_with("0 records written"), "{field:?}");
        forget(folder);
        assert_eq!(listed(folder), first, "{field:?}, in the file: {}", file(folder));
    }
}

/// Who is whom stays with the journal, which is told; so does what contradicts the file.
#[test]
fn what_the_file_cannot_say_is_left_and_counted() {
    let place = folder_of_two();
    let folder = place.path();
    let (ana, bo) = (actor(folder, "Ana Ruiz"), actor(folder, "Bo Lind"));
    let into = NamedActor { id: Some(ana.id.clone()), name: "Ana Ruiz".into() };
    edit_of(folder, bo, Field::MergedInto, FieldAction::To(FieldValue::Actor(into)));
    let told = settle(folder);
    assert!(told.contains("0 records written") && told.contains("1 record is left"), "{told}");
    edit_of(folder, ana, Field::Note, to("one"));
    settle(folder);
    let edited = file(folder).replace("\"one\"", "\"by hand\"");
    fs::write(folder.join("investigation.json"), &edited).unwrap();
    let told = settle(folder);
    assert!(told.contains("0 records written") && told.contains("2 records are left"), "{told}");
    assert_eq!(file(folder), edited);
}

#[test]
fn somebody_known_by_what_is_withheld_alone_is_named_only_where_that_is_asked_for() {
    let place = folder_of_two();
    let folder = place.path();
    let dora = actor(folder, "Dora Vale");
    edit_of(folder, dora, Field::Note, to("in the kitchen"));
    let source =
        opened(folder).sources().iter().find(|one| one.file == "b.txt").unwrap().id.clone();
    let key = TargetKey { kind: TargetKind::Source, id: source };
    edit_of(folder, key, Field::Sensitive, FieldAction::To(FieldValue::Flag(true)));
    let told = settle(folder);
    assert!(told.contains("2 records are withheld"), "{told}");
    assert_eq!(file(folder), "");
    run(folder, &["settle", "--with-withheld"]);
    assert!(file(folder).contains("in the kitchen"), "{}", file(folder));
    forget(folder);
    assert!(!run(folder, &["list", "actors", "--json"]).contains("Dora"));
}
