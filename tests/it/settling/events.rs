//! What was set of events goes into the file, and is read there without the journal.

use std::fs;
use std::path::Path;

use super::{desk, edit_of, file, opened, run, settle};
use onrecord_journal::{FieldAction, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, NamedActor};

/// A document with an event and a statement that tells of it, and another with one.
fn folder_of_two() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let one = "On 3 May 2019 Judge Ana Mora ordered the arrest of Bo Lind in Alder.\n\n\
               “The keys were sold on 4 June 2020 in Alder,” said Dora Vale.\n";
    fs::write(place.path().join("a.txt"), one).unwrap();
    let other = "On 7 July 2021 Eva Roth opened the new bridge in Alder.\n";
    fs::write(place.path().join("b.txt"), other).unwrap();
    place
}

/// The key of the event whose title has these words.
fn event(folder: &Path, words: &str) -> TargetKey {
    let corpus = opened(folder);
    let event = corpus.events().iter().find(|event| event.title.contains(words));
    TargetKey { kind: TargetKind::Event, id: event.unwrap().id.clone() }
}

fn listed(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in ["events", "dates", "actors", "statements", "sources"] {
        let list = run(folder, &["list", kind, "--json", "--with-withheld"]);
        let list = list.replace("\"joined\":\"by name\"", "\"joined\":null");
        // A role of the file counts beside those of the documents.
        let list = list.replace("{\"role\":\"Judge\",\"source\":null},", "");
        lines.extend(list.lines().map(str::to_owned));
    }
    lines.sort_unstable();
    lines
}

fn forget(folder: &Path) {
    fs::remove_dir_all(folder.join("onrecord.d")).unwrap();
}

/// A value for each field that the file can say.
fn whole() -> Vec<(Field, FieldAction)> {
    let bo = NamedActor { id: None, name: "Bo Lind".into() };
    let to = FieldAction::To;
    vec![
        (Field::Title, to(FieldValue::text("The arrest"))),
        (Field::When, to(FieldValue::text("2019-05"))),
        (Field::TookPart, to(FieldValue::Actors(vec![bo]))),
        (Field::Note, to(FieldValue::text("see the ledger"))),
        (Field::Tags, FieldAction::Add(FieldValue::text("cold"))),
        (Field::NoEvent, to(FieldValue::Flag(true))),
    ]
}

/// What two lists do not have in common.
fn apart(one: &[String], other: &[String]) -> Vec<String> {
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>()
    };
    [only(one, other), only(other, one)].concat()
}

/// Each alone, then all together: the same with the file and without the journal, and taken back it is as
/// it was, at once and in the file.
#[test]
fn what_was_set_of_an_event_is_there_without_the_journal_and_taken_back_in_the_file() {
    let mut cases: Vec<Vec<_>> = whole().into_iter().map(|one| vec![one]).collect();
    cases.push(whole().into_iter().filter(|(field, _)| *field != Field::NoEvent).collect());
    for case in cases {
        let told = format!("{case:?}");
        let place = folder_of_two();
        let folder = place.path();
        let first = listed(folder);
        let key = event(folder, "arrest");
        let count = case.len();
        for (field, set) in case {
            edit_of(folder, key.clone(), field, set);
        }
        let before = listed(folder);
        let said = settle(folder);
        assert!(said.starts_with("1 record written") && !said.contains("left"), "{told}: {said}");
        let text = file(folder);
        assert_eq!(apart(&before, &listed(folder)), [""; 0], "{told}: {text}");
        assert!(settle(folder).starts_with("0 records written"), "{told}");
        assert_eq!(opened(folder).faults(), [], "{text}");
        let aside = tempfile::tempdir().unwrap();
        fs::rename(folder.join("onrecord.d"), aside.path().join("d")).unwrap();
        assert_eq!(apart(&before, &listed(folder)), [""; 0], "{told}, alone: {text}");
        fs::rename(aside.path().join("d"), folder.join("onrecord.d")).unwrap();
        for _ in 0..count {
            desk(folder).decide(&Intent::TakeBack { of: None, sure: true }).unwrap();
        }
        assert_eq!(apart(&first, &listed(folder)), [""; 0], "{told}, back at once: {text}");
        settle(folder);
        forget(folder);
        assert_eq!(apart(&first, &listed(folder)), [""; 0], "{told}, back: {}", file(folder));
    }
}

#[test]
fn an_event_of_withheld_words_and_one_without_a_date_are_left_to_the_journal() {
    let place = folder_of_two();
    let folder = place.path();
    edit_of(folder, event(folder, "arrest"), Field::When, FieldAction::To(FieldValue::Silent));
    let told = settle(folder);
    assert!(told.contains("0 records written") && told.contains("1 record is left"), "{told}");
    let bridge = event(folder, "bridge");
    edit_of(folder, bridge, Field::Title, FieldAction::To(FieldValue::text("Quarry Nine")));
    let source =
        opened(folder).sources().iter().find(|one| one.file == "b.txt").unwrap().id.clone();
    let key = TargetKey { kind: TargetKind::Source, id: source };
    edit_of(folder, key, Field::Sensitive, FieldAction::To(FieldValue::Flag(true)));
    let told = settle(folder);
    assert!(told.contains("2 records are withheld"), "{told}");
    assert_eq!(file(folder), "");
    run(folder, &["settle", "--with-withheld"]);
    assert!(file(folder).contains("Quarry Nine"), "{}", file(folder));
    forget(folder);
    assert!(!run(folder, &["list", "events"]).contains("Quarry"));
}
