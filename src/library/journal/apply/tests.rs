//! What stands after decisions: in one run, for another person, and when documents change.

use std::fs;

use super::super::{JournalSession, annotate, edit_of};
use crate::library::open::open_base;
use crate::library::{OpenOptions, OpenTarget, Silent};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, NewStatement, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, Form, NamedActor, Origin, RecordRef, Statement};
use onrecord_text::Span;

const TEXT: &str =
    "“Nobody told us,” said Ana Ruiz. “Nobody came,” said Bo Lind.\n\nThe clerk knew of it.";

/// A folder with a document, as somebody sits before it.
struct Desk {
    folder: tempfile::TempDir,
    session: JournalSession,
    base: Corpus,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        Self::at(folder, "ana")
    }

    fn at(folder: tempfile::TempDir, by: &str) -> Self {
        let target = OpenTarget::Path(folder.path().to_owned());
        let session = JournalSession::open(&target, by);
        let base = open_base(&target, &OpenOptions::default(), &mut Silent).unwrap();
        Self { folder, session, base: Corpus::new(base) }
    }

    /// The same folder opened again.
    fn again(self) -> Self {
        Self::at(self.folder, "ana")
    }

    /// Somebody else who sees now what stands there.
    fn other(&self, by: &str) -> JournalSession {
        JournalSession::open(&OpenTarget::Path(self.folder.path().to_owned()), by)
    }

    fn shown(&self) -> Corpus {
        Corpus::new(super::apply(self.base.records().clone(), self.session.journal()))
    }

    fn decide(&mut self, edits: &[(&TargetKey, Field, FieldAction)]) {
        let shown = self.shown();
        let edit = |(key, field, set): &(&TargetKey, Field, FieldAction)| {
            let asked = FieldEdit { key: (*key).clone(), field: *field, set: set.clone() };
            edit_of(&shown, &self.base, &asked).unwrap()
        };
        let edits = edits.iter().map(edit).collect();
        self.session.write(edits, None).unwrap();
    }

    fn set(&mut self, key: &TargetKey, field: Field, value: FieldValue) {
        self.decide(&[(key, field, FieldAction::To(value))]);
    }

    fn key(&self, words: &str) -> TargetKey {
        let shown = self.shown();
        let row = shown.rows().find(|(_, s)| said(&shown, s).starts_with(words)).unwrap().1;
        TargetKey { kind: TargetKind::Statement, id: row.id.clone() }
    }

    /// The statements: words, speaker, origin.
    fn rows(&self) -> Vec<(String, String, Origin)> {
        let shown = self.shown();
        let speaker = |s: &Statement| {
            let actor = s.speaker.value().and_then(|ix| shown.actor(*ix));
            actor.map_or_else(|| "—".to_owned(), |actor| actor.name.clone())
        };
        let row = |s: &Statement| (said(&shown, s), speaker(s), s.origin);
        shown.statements().iter().map(row).collect()
    }
}

fn said(corpus: &Corpus, statement: &Statement) -> String {
    corpus.pieces(statement).collect::<Vec<_>>().join(" … ")
}

fn named(name: &str) -> FieldValue {
    FieldValue::Actor(NamedActor { id: None, name: name.into() })
}

fn row(words: &str, speaker: &str, origin: Origin) -> (String, String, Origin) {
    (words.into(), speaker.into(), origin)
}

#[test]
fn what_was_set_stands_and_is_there_again() {
    let mut desk = Desk::new();
    let (told, came) = (desk.key("Nobody told"), desk.key("Nobody came"));
    desk.set(&told, Field::Verdict, FieldValue::text("confirmed"));
    desk.set(&told, Field::Speaker, named("Carla Soto"));
    desk.set(&came, Field::Verdict, FieldValue::text("dismissed"));
    let want = [row("Nobody told us", "Carla Soto", Origin::Confirmed)];
    assert_eq!(desk.rows(), want);
    let mut desk = desk.again();
    assert_eq!(desk.rows(), want);
    desk.set(&came, Field::Verdict, FieldValue::text("suggested"));
    desk.decide(&[(&told, Field::Speaker, FieldAction::Unset)]);
    let back = [
        row("Nobody told us", "Ana Ruiz", Origin::Confirmed),
        row("Nobody came", "Bo Lind", Origin::Suggested),
    ];
    assert_eq!(desk.rows(), back);
    assert_eq!(fs::read_to_string(desk.folder.path().join("a.txt")).unwrap(), TEXT);
}

#[test]
fn it_holds_when_the_document_grows_is_renamed_or_read_otherwise() {
    let mut desk = Desk::new();
    let (told, came) = (desk.key("Nobody told"), desk.key("Nobody came"));
    desk.set(&told, Field::Speaker, named("Carla Soto"));
    desk.set(&told, Field::Note, FieldValue::text("heard it myself"));
    desk.set(&came, Field::Verdict, FieldValue::text("dismissed"));
    let path = desk.folder.path().join("a.txt");
    let want = vec![row("Nobody told us", "Carla Soto", Origin::Suggested)];
    // Another name, the same bytes.
    fs::rename(&path, desk.folder.path().join("b.txt")).unwrap();
    let desk = desk.again();
    assert_eq!(desk.rows(), want);
    let shown = desk.shown();
    assert_eq!(shown.statements().get(0).unwrap().known().note.as_deref(), Some("heard it myself"));
    fs::rename(desk.folder.path().join("b.txt"), &path).unwrap();
    // More words before: ids of suggestions change.
    fs::write(&path, format!("“We waited,” said Eva Roth.\n\n{TEXT}")).unwrap();
    let desk = desk.again();
    let mut more = vec![row("We waited", "Eva Roth", Origin::Suggested)];
    more.extend(want);
    assert_eq!(desk.rows(), more);
}

#[test]
fn what_a_person_put_down_is_a_statement() {
    let mut desk = Desk::new();
    let shown = desk.shown();
    let at = TEXT.find("knew of it").unwrap();
    let new = NewStatement {
        source: shown.sources()[0].id.clone(),
        spans: vec![Span::at(at, at + "knew of it".len())],
        form: Form::Indirect,
        cue: None,
        values: vec![
            (Field::Speaker, named("the clerk")),
            (Field::Terms, FieldValue::text("background")),
        ],
    };
    let (id, edits) = annotate(&shown, &new, "run1:1").unwrap();
    desk.session.write(edits, None).unwrap();
    let desk = desk.again();
    let made = desk.rows().pop().unwrap();
    assert_eq!(made, row("knew of it", "the clerk", Origin::Hand));
    let shown = desk.shown();
    let here = shown.find_row(&id).unwrap();
    assert!(shown.is_withheld(here));
    let terms = shown.annotations(RecordRef::Row(here)).unwrap().text(Field::Terms);
    assert_eq!(terms, Some("background"));
    let last = desk.session.journal().log().next_back().unwrap().id.clone();
    let mut desk = desk;
    let back = desk.session.journal().reversed(&last);
    desk.session.write(back, Some(last)).unwrap();
    assert_eq!(desk.rows().len(), 2, "taken back it is not there");
}

#[test]
fn who_contradicts_each_other_is_told_and_the_row_claims_less() {
    let mut desk = Desk::new();
    let told = desk.key("Nobody told");
    desk.set(&told, Field::Status, FieldValue::text("single source"));
    let mut bo = desk.other("bo");
    let shown = desk.shown();
    let theirs = |field, value| {
        let asked = FieldEdit { key: told.clone(), field, set: FieldAction::To(value) };
        edit_of(&shown, &desk.base, &asked).unwrap()
    };
    let edits = vec![
        theirs(Field::Speaker, named("Bo Lind")),
        theirs(Field::Status, FieldValue::text("disputed")),
    ];
    // Both decide without having seen the other: bo's file comes to the folder later.
    let hidden = tempfile::tempdir().unwrap();
    let journal = desk.folder.path().join("onrecord.d");
    bo.write(edits, None).unwrap();
    let of_bo: Vec<_> = fs::read_dir(&journal)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("bo@"))
        .collect();
    let away = hidden.path().join("bo.ndjson");
    fs::rename(&of_bo[0], &away).unwrap();
    desk.decide(&[
        (&told, Field::Speaker, FieldAction::To(named("Carla Soto"))),
        (&told, Field::Status, FieldAction::To(FieldValue::text("corroborated"))),
    ]);
    fs::rename(&away, &of_bo[0]).unwrap();
    desk.session.news();
    assert_eq!(desk.rows()[0], row("Nobody told us", "—", Origin::Suggested));
    let shown = desk.shown();
    let here = shown.find_row(&told.id).unwrap();
    assert_eq!(shown.row(here).unwrap().status, onrecord_model::Status::Disputed);
    let conflicts = &shown.annotations(RecordRef::Row(here)).unwrap().conflicts;
    let told_of: Vec<_> = conflicts.iter().map(|c| (c.field, c.readings.len())).collect();
    assert_eq!(told_of, [(Field::Speaker, 2), (Field::Status, 2)]);
    desk.set(&told, Field::Speaker, named("Ana Ruiz"));
    assert_eq!(desk.rows()[0].1, "Ana Ruiz", "whoever decides after both settles it");
}

/// A decision looks at no other journal: what nobody has seen yet is not named as seen, and costs nothing.
#[test]
fn who_decides_has_seen_what_the_last_look_brought_and_no_more() {
    for looks in [false, true] {
        let mut desk = Desk::new();
        let told = desk.key("Nobody told");
        let mut bo = desk.other("bo");
        let key = told.clone();
        let set = FieldAction::To(FieldValue::text("disputed"));
        let asked = FieldEdit { key, field: Field::Status, set };
        bo.write(vec![edit_of(&desk.shown(), &desk.base, &asked).unwrap()], None).unwrap();
        if looks {
            assert_eq!(desk.session.news().operations.len(), 1);
        }
        desk.set(&told, Field::Status, FieldValue::text("corroborated"));
        assert_eq!(desk.session.journal().len(), 1 + usize::from(looks));
        desk.session.news();
        let readings = desk.session.journal().readings(&told, Field::Status);
        assert_eq!(readings.is_conflict(), !looks);
        assert!(!desk.session.news().any, "what was read is not read again");
    }
}

#[test]
fn what_the_rules_say_otherwise_and_a_file_edited_by_hand_are_told() {
    let mut desk = Desk::new();
    let told = desk.key("Nobody told");
    desk.set(&told, Field::Speaker, named("Carla Soto"));
    let shown = desk.shown();
    let record = RecordRef::Row(shown.find_row(&told.id).unwrap());
    let otherwise = &shown.annotations(record).unwrap().otherwise;
    let ana = FieldValue::Actor(NamedActor { id: None, name: "Ana Ruiz".into() });
    assert_eq!((otherwise.len(), otherwise[0].value.agrees(&ana)), (1, true));
    // A record of the file, first decided about, then edited by hand to a third value.
    let file = desk.folder.path().join("investigation.json");
    let text = |status: &str| {
        format!(
            r#"{{ "version": 1, "title": "Mine", "sources": [ {{ "id": "a", "file": "a.txt" }} ],
             "statements": [ {{ "id": "mine", "form": "direct", "anchor": "Nobody came", "status": "{status}" }} ] }}"#
        )
    };
    fs::write(&file, text("unchecked")).unwrap();
    let mut desk = desk.again();
    let mine = TargetKey { kind: TargetKind::Statement, id: "mine".into() };
    desk.set(&mine, Field::Status, FieldValue::text("disputed"));
    let conflicts = |desk: &Desk| {
        let shown = desk.shown();
        let record = RecordRef::Row(shown.find_row("mine").unwrap());
        shown.annotations(record).unwrap().conflicts.len()
    };
    assert_eq!(conflicts(&desk), 0);
    for (status, want) in [("disputed", 0), ("unchecked", 0), ("retracted", 1)] {
        fs::write(&file, text(status)).unwrap();
        desk = desk.again();
        assert_eq!(conflicts(&desk), want, "{status}");
    }
    // What is shown claims no more than either: of how far it is checked, and of whether it may be told.
    let status = |desk: &Desk| {
        let shown = desk.shown();
        let row = shown.find_row("mine").unwrap();
        (shown.row(row).unwrap().status.word(), shown.is_withheld(row))
    };
    desk.set(&mine, Field::Status, FieldValue::text("corroborated"));
    desk.set(&mine, Field::Terms, FieldValue::text("on record"));
    assert_eq!(status(&desk), ("corroborated", false));
    let by_hand = text("disputed").replace("\"anchor\"", r#""set": { "terms": "off" }, "anchor""#);
    fs::write(&file, by_hand).unwrap();
    desk = desk.again();
    assert_eq!(status(&desk), ("corroborated", true), "a status that was met once is no conflict");
    let by_hand =
        text("single source").replace("\"anchor\"", r#""set": { "terms": "off" }, "anchor""#);
    fs::write(&file, by_hand).unwrap();
    assert_eq!(status(&desk.again()), ("single source", true));
}

#[test]
fn actors_are_renamed_merged_and_left_out() {
    let mut desk = Desk::new();
    let actor = |desk: &Desk, name: &str| {
        let shown = desk.shown();
        let actor = shown.actors().iter().find(|actor| actor.name == name).unwrap();
        TargetKey { kind: TargetKind::Actor, id: actor.id.clone() }
    };
    let (ana, bo) = (actor(&desk, "Ana Ruiz"), actor(&desk, "Bo Lind"));
    desk.set(&ana, Field::Name, FieldValue::text("Ana María Ruiz"));
    assert_eq!(desk.rows()[0].1, "Ana María Ruiz");
    let into = NamedActor { id: Some(ana.id.clone()), name: "Ana María Ruiz".into() };
    desk.set(&bo, Field::MergedInto, FieldValue::Actor(into));
    let desk = desk.again();
    let speakers: Vec<_> = desk.rows().into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(speakers, ["Ana María Ruiz", "Ana María Ruiz"]);
    let mut desk = desk;
    desk.decide(&[
        (&bo, Field::MergedInto, FieldAction::Unset),
        (&bo, Field::NoActor, FieldAction::To(FieldValue::Flag(true))),
    ]);
    let speakers: Vec<_> = desk.rows().into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(speakers, ["Ana María Ruiz", "—"]);
}
