//! Accepting at two desks, of what the rules proposed, and what must not leave the desk.

use std::fs;
use std::sync::Arc;

use super::{accept, opened, sat_down, target};
use onrecord::library::Desk;
use onrecord_corpus::Corpus;
use onrecord_journal::{
    Acceptance, FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind,
};
use onrecord_model::fault::WriteError;
use onrecord_model::{AnchorState, Field, FieldValue, Origin, RecordRef, Statement};
use tempfile::TempDir;

const BEFORE: &str = "\
“Nobody told us that 9 pumps had failed before the night of the flood,” said Ana Ruiz.

“The town paid for all of the keys and never asked,” said Bo Lind.
";

/// A folder of one document in which something was decided about both statements.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), BEFORE).unwrap();
    let (mut desk, corpus) = sat_down(&folder, "ana");
    let set = |at: usize, field, value| {
        let id = corpus.statements().get(at).unwrap().id.clone();
        let key = TargetKey { kind: TargetKind::Statement, id };
        Intent::Edit(vec![FieldEdit { key, field, set: FieldAction::To(value) }])
    };
    accept(&mut desk, &set(0, Field::Verdict, FieldValue::text("confirmed")));
    accept(&mut desk, &set(1, Field::Note, FieldValue::text("asked twice")));
    folder
}

fn edit(folder: &TempDir, text: &str) {
    fs::write(folder.path().join("a.txt"), text).unwrap();
}

fn changed() -> String {
    BEFORE.replace("9 pumps", "12 pumps").replace("all of the keys", "most of the keys")
}

fn row<'c>(corpus: &'c Corpus, id: &str) -> &'c Statement {
    corpus.row(corpus.find_row(id).unwrap()).unwrap()
}

fn one(corpus: &Corpus, row: &Statement) -> Intent {
    Intent::Accept(Acceptance::of(corpus.source(row.source).unwrap(), &[row]))
}

fn ids(folder: &TempDir) -> [Box<str>; 2] {
    let corpus = opened(folder);
    [0, 1].map(|at| corpus.statements().get(at).unwrap().id.clone())
}

#[test]
fn what_was_proposed_keeps_its_origin_and_what_was_set() {
    let folder = folder();
    let [first, second] = ids(&folder);
    edit(&folder, &changed());
    let (mut desk, corpus) = sat_down(&folder, "ana");
    for id in [&first, &second] {
        let row = row(&corpus, id);
        assert!(matches!(row.anchor_state(), AnchorState::Changed { .. }), "{row:?}");
        accept(&mut desk, &one(&corpus, row));
    }
    let after = opened(&folder);
    assert_eq!(after.faults(), [], "all is accepted");
    assert_eq!(after.statements().len(), 2, "no second one is proposed beside it");
    for (id, origin, words) in [
        (&first, Origin::Confirmed, "Nobody told us that 12 pumps"),
        (&second, Origin::Suggested, "The town paid for most of the keys"),
    ] {
        let row = row(&after, id);
        assert_eq!((row.origin, row.anchor_state()), (origin, AnchorState::Same));
        assert!(after.words(row).starts_with(words), "{}", after.words(row));
        assert!(after.speaker_name(row).is_some());
    }
    assert_eq!(
        after.annotations_of(row(&after, &second)).unwrap().text(Field::Note),
        Some("asked twice")
    );
}

#[test]
fn two_who_accept_differently_contradict_each_other_until_one_settles_it() {
    let folder = folder();
    let [first, _] = ids(&folder);
    // One desk accepts the second edition, the other, which has not seen that, the third.
    let other = tempfile::tempdir().unwrap();
    edit(&folder, &changed());
    let (mut ana, corpus) = sat_down(&folder, "ana");
    let copy = |from: &TempDir, to: &TempDir| {
        let journal = to.path().join("onrecord.d");
        fs::create_dir_all(&journal).unwrap();
        for file in fs::read_dir(from.path().join("onrecord.d")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), journal.join(file.file_name())).unwrap();
        }
    };
    copy(&folder, &other);
    accept(&mut ana, &one(&corpus, row(&corpus, &first)));
    let third = changed().replace("12 pumps", "14 pumps");
    edit(&other, &third);
    let (mut jorge, corpus) = sat_down(&other, "jorge");
    accept(&mut jorge, &one(&corpus, row(&corpus, &first)));
    copy(&other, &folder);
    edit(&folder, &third);
    let corpus = opened(&folder);
    let there = row(&corpus, &first);
    assert!(
        matches!(there.anchor_state(), AnchorState::Changed { .. }),
        "the words put down first"
    );
    assert!(corpus.words(there).contains("9 pumps"), "{}", corpus.words(there));
    let conflicts = &corpus.annotations_of(there).unwrap().conflicts;
    assert_eq!(conflicts.iter().map(|one| one.field).collect::<Vec<_>>(), [Field::Anchor]);
    let (mut ana, corpus) = sat_down(&folder, "ana");
    accept(&mut ana, &one(&corpus, row(&corpus, &first)));
    let corpus = opened(&folder);
    let there = row(&corpus, &first);
    assert_eq!(there.anchor_state(), AnchorState::Same);
    assert!(corpus.words(there).contains("14 pumps"), "{}", corpus.words(there));
    assert!(corpus.annotations_of(there).unwrap().conflicts.is_empty());
}

/// What a person has not seen is not accepted.
#[test]
fn another_edition_than_was_seen_is_refused() {
    let folder = folder();
    let [first, _] = ids(&folder);
    edit(&folder, &changed());
    let seen = opened(&folder);
    edit(&folder, &changed().replace("12 pumps", "no pumps"));
    let now = Arc::new(opened(&folder));
    let mut desk = Desk::open(&target(&folder), "ana");
    desk.read(Arc::clone(&now), Arc::clone(&now));
    let refused = desk.decide(&one(&seen, row(&seen, &first)));
    assert_eq!(refused, Err(WriteError::NoWords));
    assert!(matches!(desk.decide(&one(&now, row(&now, &first))), Ok(Outcome::Written(_))));
}

#[test]
fn what_is_withheld_stays_so_and_no_context_is_told() {
    let folder = folder();
    let [first, second] = ids(&folder);
    let (mut desk, _) = sat_down(&folder, "ana");
    let key = TargetKey { kind: TargetKind::Statement, id: first.clone() };
    let set = FieldAction::To(FieldValue::Flag(true));
    accept(&mut desk, &Intent::Edit(vec![FieldEdit { key, field: Field::Sensitive, set }]));
    edit(&folder, &changed());
    let (mut desk, corpus) = sat_down(&folder, "ana");
    for id in [&first, &second] {
        accept(&mut desk, &one(&corpus, row(&corpus, id)));
    }
    let after = opened(&folder);
    assert!(after.is_withheld(after.find_row(&first).unwrap()));
    let record = RecordRef::Row(after.find_row(&second).unwrap());
    let value = after.annotations(record).unwrap().value(Field::Anchor);
    let Some(FieldValue::Anchor(anchor)) = value else { panic!("{value:?}") };
    assert_eq!(anchor.pieces[0].prefix, None, "a neighbour's words are no business of others");
    // Told against the accepted words, with what stood around them.
    edit(&folder, &changed().replace("never asked", "often asked"));
    let (others, count) = opened(&folder).for_others();
    assert_eq!(count, 1);
    let recorded = row(&others, &second).recorded().unwrap();
    assert_eq!((&recorded.pieces[0].prefix, &recorded.pieces[0].suffix), (&None, &None));
    assert!(!others.sources()[0].document.text().contains("pumps"));
}
