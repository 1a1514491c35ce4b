//! The hole list: what stands in it at every size, and what keys do on its rows.

use std::sync::Arc;

use crate::support::Room;
use onrecord::app::{Msg, Pane, holes};
use onrecord_journal::{FieldAction, FieldEdit, Intent, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, RecordRef};
use onrecord_search::Index;

/// The hole one stands on: its kind and the record's id.
fn hole(room: &Room) -> Option<String> {
    let hole = holes::selected(&room.state)?;
    let key = room.state.corpus.key(hole.record)?;
    Some(format!("{} {}", hole.kind.word(), key.id()))
}

/// The id of the record that keys are about.
fn subject(room: &Room) -> String {
    let subject = room.state.subject().unwrap();
    room.state.corpus.key(subject).unwrap().id().to_owned()
}

#[test]
fn holes_at_every_size() {
    for (width, height) in [(80, 24), (160, 50), (20, 6), (1, 1)] {
        let room = Room::embedded(width, height);
        let mut room = if width == 80 { room.plain() } else { room };
        room.keys("<esc>Hjj");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("holes_{width}x{height}"), room.snapshot());
        });
    }
}

#[test]
fn enter_goes_there_and_esc_comes_back_to_the_same_hole() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>jHjj");
    assert_eq!(hole(&room).as_deref(), Some("unnamed s05"));
    room.keys("<enter>");
    assert_eq!((hole(&room), room.state.focus.pane), (None, Pane::Source));
    assert_eq!(subject(&room), "s05");
    assert!(room.marked().starts_with("an arrest carried out"), "{}", room.marked());
    room.keys("<esc>");
    assert_eq!(hole(&room).as_deref(), Some("unnamed s05"));
    // Out of the list one is in the source, and from there in Quotes, on its row.
    room.keys("<esc>");
    assert_eq!((hole(&room), room.state.focus.pane), (None, Pane::Source));
    room.keys("<esc>");
    assert_eq!((room.state.focus.pane, subject(&room).as_str()), (Pane::Quotes, "s05"));
    // Who has moved on does not come back to it, and finds it where it was.
    room.keys("H<enter>}<esc>");
    assert_eq!((hole(&room), room.state.focus.pane), (None, Pane::Quotes));
    room.keys("H");
    assert_eq!(hole(&room).as_deref(), Some("unnamed s05"));
    room.keys("H");
    assert_eq!(hole(&room), None);
}

#[test]
fn one_goes_from_kind_to_kind() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>H");
    for (keys, want) in [
        ("", "unnamed s02"),
        ("N", "unnamed s02"),
        ("n", "date pact"),
        ("n", "date pact"),
        ("j", "date upheaval"),
        ("N", "date pact"),
        ("N", "unnamed s02"),
        ("G", "date argument"),
        ("j", "date argument"),
        ("g", "unnamed s02"),
    ] {
        room.keys(keys);
        assert_eq!(hole(&room).as_deref(), Some(want), "{keys}");
    }
}

#[test]
fn keys_are_about_the_record_in_the_row() {
    let mut room = Room::embedded(80, 24);
    // Quotes stands on the first row all the while.
    room.keys("<esc>Hj");
    assert_eq!(hole(&room).as_deref(), Some("unnamed s03"));
    room.keys("=s").follow();
    assert_eq!(hole(&room).as_deref(), Some("unnamed s03"), "one stays on the hole");
    assert!(room.screen().contains("Single source: 1"), "{}", room.screen());
    room.keys("n");
    assert_eq!(hole(&room).as_deref(), Some("single source s03"));
    room.keys("=c").follow();
    // It is filled: what comes behind it has its row.
    assert_eq!(hole(&room).as_deref(), Some("date pact"));
    room.keys("Nc<c-u>ask the broker<enter>").follow();
    let set = room.state.corpus.find_row("s02").map(RecordRef::Row);
    let set = room.state.corpus.annotations(set.unwrap()).unwrap();
    assert_eq!(set.text(Field::Note), Some("ask the broker"));
    room.keys("y");
    assert!(room.copied[0].contains("ruptured over an arrest"), "{:?}", room.copied);
}

#[test]
fn one_stays_on_the_hole_where_others_decide() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>Hj");
    let key = TargetKey { kind: TargetKind::Statement, id: "s10".into() };
    let set = FieldAction::To(FieldValue::Flag(true));
    let edit = FieldEdit { key, field: Field::Critical, set };
    room.desk.decide(&Intent::Edit(vec![edit])).unwrap();
    let corpus = room.desk.follow();
    let index = Arc::new(Index::build(&corpus, 1));
    room.send(Msg::Rebuilt { corpus, index, upto: 0 });
    assert!(room.screen().contains("Critical, without a reply: 1"), "{}", room.screen());
    assert_eq!(hole(&room).as_deref(), Some("unnamed s03"));
    room.keys("g");
    assert_eq!(hole(&room).as_deref(), Some("reply s10"));
    assert!(room.screen().contains("not asked"), "{}", room.screen());
}

#[test]
fn what_is_shown_over_the_list_is_about_its_row() {
    for (keys, seen) in [("e", "Edit"), ("i", "Record"), ("v", "Citation")] {
        let mut room = Room::embedded(80, 24);
        room.keys("<esc>Hjj");
        room.keys(keys);
        assert!(room.screen().contains(seen), "{keys}: {}", room.screen());
        assert_eq!(subject(&room), "s05", "{keys}");
        room.keys("<esc><esc>");
        assert_eq!(hole(&room).as_deref(), Some("unnamed s05"), "{keys}");
    }
}

#[test]
fn where_nothing_is_missing_the_list_says_so() {
    let mut room = Room::of(onrecord_corpus::Corpus::default(), 80, 24);
    room.keys("<esc>H");
    assert!(room.screen().contains("no holes (0 statements)"), "{}", room.screen());
    room.keys("<enter>nNjeG=<esc>");
    assert_eq!(hole(&room), None);
}
