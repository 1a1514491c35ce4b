//! Wherever it is cut, and whatever stands in the journal, the decisions are the same before and after.

use std::fs::{self, File};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::super::JournalSession;
use super::*;
use crate::disk::{Access, AppendFile};
use onrecord_journal::{Journal, OperationDraft, RecordEdit, Target, TargetKind, encode};
use onrecord_model::{Field, FieldValue};

const PEOPLE: [&str; 3] = ["ana", "Ana Ruiz", "bo"];
const WORDS: [&str; 3] = ["disputed", "retracted", "corroborated"];

/// One decision: in which run, by whom, in which month, of which record, and what.
type Decision = (usize, usize, u8, u8, usize);

/// The files of runs, each by one person, as they decided one after the other.
fn played(decisions: &[Decision]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut journal = Journal::default();
    for (run, by, month, record, word) in decisions {
        let target = Target::new(TargetKind::Statement, &format!("s-{record}"));
        let word = FieldValue::text(WORDS[*word]);
        let (run, at) = (format!("run{run}x{by}"), format!("2026-{month:02}-01T10:00:00Z"));
        let edits = vec![RecordEdit::set(target, Field::Status, word)];
        let draft = OperationDraft { by: PEOPLE[*by], at: &at, edits, undoes: None };
        let operation = journal.operation(&run, draft);
        let name = format!("{run}.ndjson");
        let line = encode(&operation);
        journal.add(operation);
        match files.iter_mut().find(|(known, _)| *known == name) {
            Some((_, text)) => text.push_str(&line),
            None => files.push((name, line)),
        }
    }
    files
}

fn written(folder: &Path, files: &[(String, String)]) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
        age(&folder.join(name));
    }
}

/// Makes a file of two days ago.
fn age(path: &Path) {
    let then = SystemTime::now() - Duration::from_hours(48);
    File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
}

fn age_all(folder: &Path) {
    for name in names(folder) {
        age(&folder.join(name));
    }
}

fn state(folder: &Path) -> (Vec<String>, Vec<String>) {
    let session = JournalSession::of_folder(folder.to_owned());
    let log = session.journal().log().map(encode).collect();
    (log, session.faults().iter().map(|fault| format!("{:?}", fault.what)).collect())
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn tidied(folder: &Path) -> Tidied {
    tidy_folder(folder, &FileWriter::default(), Access::Usual, &mut || Ok(())).unwrap()
}

/// Tidies until the step that `failing` counts to, which fails. Gives how many steps there were.
fn cut(folder: &Path, failing: usize) -> usize {
    let count = std::sync::Arc::new(AtomicUsize::new(0));
    let steps = std::sync::Arc::clone(&count);
    let step = move || match steps.fetch_add(1, Ordering::SeqCst) {
        step if step == failing => Err(io::Error::from(io::ErrorKind::StorageFull)),
        _ => Ok(()),
    };
    let own = step.clone();
    let writer = FileWriter::with(move |_| own());
    let _ = tidy_folder(folder, &writer, Access::Usual, &mut || step());
    count.load(Ordering::SeqCst)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changes_wherever_it_is_cut(
        decisions in prop::collection::vec((0usize..4, 0usize..3, 10u8..12, 0u8..3, 0usize..3), 1..14),
        torn in prop::option::of(1usize..40),
        copied in any::<bool>(),
    ) {
        let mut files = played(&decisions);
        if let Some((_, text)) = files.last_mut() {
            text.truncate(text.len() - torn.unwrap_or(0));
        }
        if copied {
            let (_, text) = files[0].clone();
            files.push(("copy.ndjson".into(), text));
        }
        let place = tempfile::tempdir().unwrap();
        let whole = place.path().join("whole");
        written(&whole, &files);
        let before = state(&whole);
        for failing in 0.. {
            let folder = place.path().join(format!("cut{failing}"));
            written(&folder, &files);
            let steps = cut(&folder, failing);
            prop_assert_eq!(&state(&folder), &before, "cut at {}", failing);
            // Whatever was left half done is done the next time.
            age_all(&folder);
            tidied(&folder);
            prop_assert_eq!(&state(&folder), &before, "again after {}", failing);
            if steps <= failing {
                break;
            }
        }
        tidied(&whole);
        prop_assert_eq!(&state(&whole), &before);
        let mut piles: Vec<_> = decisions.iter().map(|(_, by, month, ..)| (by, month)).collect();
        piles.sort();
        piles.dedup();
        let most = piles.len() + usize::from(torn.is_some());
        prop_assert!(names(&whole).len() <= most, "{:?} for {}", names(&whole), most);
        let first = names(&whole);
        age_all(&whole);
        prop_assert_eq!(tidied(&whole).gone, 0, "once is enough");
        prop_assert_eq!(names(&whole), first);
    }
}

#[test]
fn one_file_a_person_and_month() {
    let place = tempfile::tempdir().unwrap();
    let decisions = [(0, 0, 10, 0, 0), (1, 0, 10, 1, 0), (1, 0, 11, 1, 1), (2, 2, 11, 2, 0)];
    written(place.path(), &played(&decisions));
    let before = state(place.path());
    let done = tidied(place.path());
    assert_eq!((done.gone, done.made, done.left), (2, 2, 1));
    let names = names(place.path());
    assert!(
        names[0].starts_with("ana@2026-10-") && names[1].starts_with("ana@2026-11-"),
        "{names:?}"
    );
    assert_eq!(names[2..], ["run2x2.ndjson"], "it was in order");
    assert_eq!(state(place.path()), before);
    assert_eq!(fs::read_to_string(place.path().join(&names[0])).unwrap().lines().count(), 2);
}

/// What is of today, or being written into, is left; and who goes on writing loses nothing.
#[test]
#[cfg(unix)]
fn who_writes_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    let files = played(&[(0, 0, 10, 0, 0), (1, 0, 10, 1, 0), (2, 0, 10, 2, 0), (3, 0, 10, 0, 1)]);
    written(place.path(), &files[..3]);
    let mut live = AppendFile::new(place.path().to_owned(), Access::Usual, |_| Ok(()));
    live.append("live.ndjson", files[3].1.as_bytes()).unwrap();
    age(&place.path().join("live.ndjson"));
    fs::write(place.path().join(&files[2].0), &files[2].1).unwrap();
    let before = state(place.path());
    let done = tidied(place.path());
    assert_eq!((done.gone, done.made, done.left), (2, 1, 2));
    assert_eq!(state(place.path()), before);
    let later = played(&[(9, 2, 12, 0, 0)]);
    live.append("other.ndjson", later[0].1.as_bytes()).unwrap();
    assert!(!place.path().join("other.ndjson").exists());
    assert_eq!(state(place.path()).0.len(), before.0.len() + 1);
}

/// Two that go by one name and say otherwise are both kept: which counts is as before.
#[test]
fn two_of_one_name_are_kept() {
    let place = tempfile::tempdir().unwrap();
    let mut files = played(&[(0, 0, 10, 0, 0), (1, 0, 10, 1, 0)]);
    let other = played(&[(0, 0, 10, 0, 2)]);
    files.push(("other.ndjson".into(), other[0].1.clone()));
    written(place.path(), &files);
    let before = state(place.path());
    assert_eq!(before.1, ["JournalLine(Twice)"]);
    assert_eq!(tidied(place.path()).gone, 3);
    assert_eq!(state(place.path()), before);
}
