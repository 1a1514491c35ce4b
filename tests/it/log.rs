//! The log of decisions on the screen: what is listed, where a row leads, and that any is taken back.

use std::sync::Arc;

use crate::judging::{room, said, status};
use crate::support::{Room, attributed, chords};
use onrecord::app::{Effect, Msg, Pane, update};
use onrecord_journal::{
    FieldAction, Journal, LogEntry, OperationDraft, OperationId, RecordEdit, Target, TargetKind,
    Words,
};
use onrecord_model::{Field, FieldValue, NamedActor};
use onrecord_text::clean;

/// The rows of the log without when and by whom; the mark in front is that of the cursor.
fn rows(room: &Room) -> Vec<String> {
    let screen = room.screen();
    let rows = screen.lines().skip_while(|line| !line.contains("Decisions (")).skip(1);
    let rows =
        rows.take_while(|line| !line.contains(" of ")).filter(|line| !line.trim().is_empty());
    let row = |line: &str| {
        let row: String = line.chars().take(1).chain(line.chars().skip(32)).collect();
        row.trim_end().to_owned()
    };
    rows.map(row).collect()
}

fn origin(room: &Room, words: &str) -> String {
    said(room).into_iter().find(|(said, _)| said.starts_with(words)).unwrap().1
}

#[test]
fn any_decision_is_taken_back_and_brought_again() {
    let mut room = room(110, 30);
    room.keys("<esc>+").follow();
    room.keys("j=d").follow();
    room.keys("L");
    let disputed = "status: unchecked → disputed  “the pumps had been tested in March”";
    let confirmed = "confirmed  “Nobody told us about the leak”";
    assert_eq!(rows(&room), [format!("▸{disputed}"), format!(" {confirmed}")]);
    assert_eq!(origin(&room, "Nobody told"), "confirmed");
    // Exactly the one under the cursor, which stays there.
    room.keys("ju").follow();
    assert_eq!(status(&room), "Ana Ruiz · “Nobody told us about the leak”: taken back");
    let again = "undo · a suggestion again  “Nobody told us about the leak”";
    let back = format!("taken back · {confirmed}");
    let want = [format!(" {again}"), format!(" {disputed}"), format!("▸{back}")];
    assert_eq!(rows(&room), want);
    assert_eq!(origin(&room, "Nobody told"), "suggested");
    room.keys("u").follow();
    assert_eq!(
        status(&room),
        "This is taken back already; u on what took it back brings it again."
    );
    room.keys("gu").follow();
    let want = [
        " undo · confirmed  “Nobody told us about the leak”".to_owned(),
        format!("▸taken back · {again}"),
        format!(" {disputed}"),
        format!(" {confirmed}"),
    ];
    assert_eq!(rows(&room), want);
    assert_eq!(origin(&room, "Nobody told"), "confirmed");
    // The last decision outside the log is still the other one.
    room.keys("Lu").follow();
    let statement = room.state.corpus.statements().get(1).unwrap();
    assert_eq!(statement.status.word(), "unchecked");
}

#[test]
fn what_was_built_on_or_is_of_another_run_is_asked_first() {
    let mut room = room(110, 30);
    room.keys("<esc>=d").follow();
    room.keys("k=r").follow();
    room.keys("Lj");
    assert!(room.screen().contains("then  ana built on it"), "{}", room.screen());
    let word = |room: &Room| room.state.corpus.statements().get(0).unwrap().status.word();
    room.keys("u").follow();
    let asked = status(&room);
    assert!(asked.ends_with("status: disputed; ana built on it"), "{asked}");
    assert_eq!(word(&room), "retracted");
    // Another key in between: nobody has said yes.
    room.keys("kju").follow();
    assert_eq!(status(&room), asked);
    room.keys("u").follow();
    assert_eq!(
        (status(&room).as_str(), word(&room)),
        ("Ana Ruiz · “Nobody told us about the leak”: taken back", "unchecked")
    );
    let mut room = room.again(110, 30);
    room.keys("<esc>Lj");
    assert_eq!(rows(&room)[1], "▸status: disputed → retracted  “Nobody told us about the leak”");
    room.keys("u").follow();
    assert!(status(&room).starts_with("u again takes back ana, "), "{}", status(&room));
}

#[test]
fn a_row_leads_to_its_passage_and_keys_about_rows_do_nothing() {
    let mut room = room(110, 30);
    room.keys("<esc>jj+").follow();
    room.keys("gL");
    for key in ["+", "-", "e", "=", ".", "t", "c", "y", "i", "v", "R"] {
        room.keys(key);
        let told = "In the log ⏎ goes to the record and u takes back; Esc closes it.";
        assert_eq!((key, status(&room).as_str()), (key, told));
        assert!(room.decisions.is_empty() && room.copied.is_empty(), "{key}");
    }
    room.keys("<enter>");
    assert_eq!(room.state.focus.pane, Pane::Source);
    assert_eq!(room.marked(), "We tested every one of them twice There was no leak.");
    assert_eq!(room.state.quotes.cursor, 2);
    // A record that is in no corpus any more.
    let mut journal = Journal::default();
    write(&mut journal, "bo", vec![edit("gone", Field::Star, FieldValue::Flag(true))]);
    room.keys("L").send(log(&journal));
    room.keys("<enter>");
    assert!(status(&room).starts_with("The record is not there any more"), "{}", status(&room));
}

/// A decision about a statement.
fn edit(id: &str, field: Field, value: FieldValue) -> RecordEdit {
    let words = Words {
        file: "harbour/minutes of the board.txt".into(),
        exact: "The keys had been sold to the dredgers before anybody was asked".into(),
        ..Words::default()
    };
    let target = Target { words: [words].into(), ..Target::new(TargetKind::Statement, id) };
    RecordEdit::set(target, field, value)
}

fn write(journal: &mut Journal, by: &str, edits: Vec<RecordEdit>) -> OperationId {
    let minute = journal.len() % 60;
    let at = format!("2026-11-29T10:{minute:02}:00Z");
    let run = format!("run{}", by.len());
    let draft = OperationDraft { by, at: &at, edits, undoes: None };
    let operation = journal.operation(&run, draft);
    let id = operation.id.clone();
    journal.add(operation);
    id
}

fn log(journal: &Journal) -> Msg {
    let entries: Arc<[LogEntry]> = journal.latest().collect();
    Msg::Log { total: entries.len(), entries }
}

/// A morning of two people.
fn morning() -> Journal {
    let mut journal = Journal::default();
    let text = FieldValue::text;
    let actor =
        |name: &str| FieldValue::Actor(NamedActor { id: Some(name.into()), name: name.into() });
    let mut speaker = edit("s-1", Field::Speaker, actor("Ana Ruiz"));
    speaker.base = Some(actor("Speaker 2"));
    write(&mut journal, "ana", vec![speaker]);
    let rows = ["s-2", "s-3", "s-4", "s-5"];
    let all = rows.map(|id| edit(id, Field::Terms, text("background"))).to_vec();
    let terms = write(&mut journal, "ana", all);
    write(&mut journal, "jorge", vec![edit("s-1", Field::Status, text("corroborated"))]);
    write(&mut journal, "jorge of the second desk", vec![edit("s-3", Field::Tags, text("money"))]);
    let name = Target { name: Some("Speaker 2".into()), ..Target::new(TargetKind::Actor, "p-2") };
    write(&mut journal, "ana", vec![RecordEdit::set(name, Field::MergedInto, actor("Ana Ruiz"))]);
    let (edits, undoes) = (journal.reversed(&terms), Some(terms));
    let draft = OperationDraft { by: "jorge", at: "2026-11-30T08:00:00Z", edits, undoes };
    let operation = journal.operation("run5", draft);
    journal.add(operation);
    let note = "They say the same as in March; ask the harbour office for the list of keys, and \
                whether anybody signed for them";
    write(&mut journal, "ana", vec![edit("s-1", Field::Note, text(note))]);
    journal
}

#[test]
fn the_log_at_the_sizes_people_have() {
    for (width, height) in [(80, 24), (160, 50), (20, 6), (1, 1)] {
        let mut room = Room::of(attributed::investigation(), width, height).plain();
        room.keys("<esc>L");
        room.send(log(&morning()));
        insta::assert_snapshot!(format!("log_{width}x{height}"), room.snapshot());
        room.keys("Gk");
        insta::assert_snapshot!(format!("log_terms_{width}x{height}"), room.snapshot());
    }
}

#[test]
fn a_hostile_journal_steers_nothing() {
    let hostile = "\u{1b}]0;x\u{7}\u{202e}a\nb\u{1b}[2J";
    let mut journal = Journal::default();
    let target = Target { name: Some(hostile.into()), ..Target::new(TargetKind::Event, hostile) };
    let set = FieldAction::To(FieldValue::text(&hostile.repeat(10_000)));
    let note = RecordEdit { set, ..RecordEdit::set(target, Field::Note, FieldValue::Silent) };
    let at = "\u{1b}[31m2026-13-99T\u{202e}1é:00Z";
    let draft = OperationDraft { by: hostile, at, edits: vec![note], undoes: None };
    let operation = journal.operation("run1", draft);
    journal.add(operation);
    let mut room = room(80, 24);
    room.keys("<esc>L").send(log(&journal));
    let screen = room.screen();
    assert!(!screen.chars().any(|c| c != '\n' && clean::is_hostile(c)), "{screen}");
    assert!(screen.contains("1 of 1"), "{screen}");
}

#[test]
fn older_decisions_come_when_one_goes_to_the_end() {
    let mut journal = Journal::default();
    for at in 0..100_000 {
        let id = format!("s-{at}");
        write(&mut journal, "ana", vec![edit(&id, Field::Star, FieldValue::Flag(true))]);
    }
    let mut room = room(80, 24);
    room.keys("<esc>L");
    let page = |most: usize| {
        let entries: Arc<[LogEntry]> = journal.latest().take(most).collect();
        Msg::Log { entries, total: journal.len() }
    };
    assert_eq!(update(&mut room.state, Msg::Key(chords("s")[0])), []);
    assert_eq!(update(&mut room.state, Msg::Key(chords("L")[0])), [Effect::Log(500)]);
    room.send(page(500));
    assert!(room.screen().contains("1 of 100,000"), "{}", room.screen());
    assert_eq!(update(&mut room.state, Msg::Key(chords("G")[0])), [Effect::Log(2_000)]);
    assert!(room.screen().contains("500 of 100,000"), "{}", room.screen());
    // It is asked for once.
    assert_eq!(update(&mut room.state, Msg::Key(chords("j")[0])), []);
    room.send(page(2_000));
    assert!(room.screen().contains("500 of 100,000"), "{}", room.screen());
    room.keys("j");
    assert!(room.screen().contains("501 of 100,000"), "{}", room.screen());
}

/// What a decision withholds would be free without it: that is asked, even of one's own.
#[test]
fn what_withholds_is_taken_back_only_where_one_says_so_twice() {
    let mut room = room(110, 30);
    room.keys("<esc>+").follow();
    room.keys("=o").follow();
    let withheld =
        |room: &Room| room.corpus.statements().iter().filter(|s| room.corpus.keeps_back(s)).count();
    assert_eq!(withheld(&room), 1, "{}", room.screen());
    room.keys("Lu").follow();
    assert!(status(&room).ends_with("(it may leave the desk then)"), "{}", status(&room));
    assert_eq!(withheld(&room), 1);
    room.keys("u").follow();
    assert_eq!(withheld(&room), 0, "{}", room.screen());
}
