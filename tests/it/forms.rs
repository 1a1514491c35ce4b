//! The keys of a form: what was set is taken away, what the source does not say is said, yes and no are
//! toggled, words are gone through; and the terms behind `=`.

use crate::judging::{room, status};
use crate::support::{Room, chords};
use onrecord::app::Msg;
use onrecord_model::{Field, FieldValue};

/// A form on this field of the first statement.
fn on(field: Field, width: u16, height: u16) -> Room {
    let mut room = room(width, height).plain();
    room.keys("<esc>e");
    to(&mut room, field);
    room
}

fn to(room: &mut Room, field: Field) {
    let fields = onrecord::app::form::fields(room.state.subject().unwrap());
    let at = fields.iter().position(|of| *of == field).unwrap();
    room.keys("g").keys(&"j".repeat(at));
}

fn set(room: &Room, field: Field) -> Option<FieldValue> {
    let set = room.state.corpus.annotations(room.state.subject().unwrap());
    set.and_then(|set| set.value(field)).cloned()
}

#[test]
fn each_shape_has_its_keys() {
    let text = |words| Some(FieldValue::text(words));
    for (field, keys, want) in [
        (Field::Speaker, "n", Some(FieldValue::Silent)),
        (Field::Speaker, "nx", None),
        (Field::Said, "n", Some(FieldValue::Silent)),
        (Field::Audience, "n", Some(FieldValue::Silent)),
        (Field::Terms, "n", text("unknown")),
        (Field::Critical, " ", Some(FieldValue::Flag(true))),
        (Field::Critical, "  ", Some(FieldValue::Flag(false))),
        (Field::Critical, " x", None),
        (Field::Status, "<right><enter>", text("single source")),
        (Field::Status, "<right><right><enter>", text("corroborated")),
        (Field::Status, "<left><enter>", text("disputed")),
        (Field::Status, "<enter><right><right><left><enter>", text("single source")),
        (Field::Status, "<enter><c-u>dis<enter>", text("disputed")),
        (Field::Note, "<enter>seen<enter>", text("seen")),
        (Field::Note, "<enter>seen<enter>x", None),
    ] {
        let mut room = on(field, 80, 24);
        // One after the other, as a person does it.
        for chord in chords(keys) {
            room.send(Msg::Key(chord));
            room.follow();
        }
        assert_eq!(set(&room, field), want, "{field:?} {keys:?} {}", status(&room));
    }
}

#[test]
fn a_key_that_can_do_nothing_says_so() {
    for (field, key, told) in [
        (Field::Note, "n", "note has no “not stated”"),
        (Field::Note, "x", "Nobody has set note."),
        (Field::Status, "n", "status has no “not stated”"),
        (Field::Speaker, " ", "who is not a matter of yes or no"),
        (Field::Speaker, "1", "Nobody contradicts anybody about who."),
    ] {
        let mut room = on(field, 80, 24);
        room.keys(key);
        assert!(status(&room).starts_with(told), "{}", status(&room));
        assert!(room.decisions.is_empty());
    }
    let mut room = on(Field::Tags, 80, 24);
    room.keys("<enter>money, quay<enter>").follow().keys("kx").follow();
    assert!(room.state.corpus.tags().is_empty());
}

/// Two keys set the terms, three tell them, and no status is lost by it.
#[test]
fn terms_are_as_near_as_a_status() {
    for (keys, field, want) in [
        ("=o", Field::Terms, FieldValue::text("off")),
        ("=b", Field::Terms, FieldValue::text("background")),
        ("==n", Field::Terms, FieldValue::text("not for attribution")),
        ("==O", Field::Terms, FieldValue::text("on record")),
        ("==d", Field::Status, FieldValue::text("disputed")),
        ("=x", Field::Sensitive, FieldValue::Flag(true)),
        ("=B", Field::Terms, FieldValue::text("deep background")),
        ("==U", Field::Terms, FieldValue::text("unknown")),
    ] {
        let mut room = room(80, 24);
        room.keys("<esc>").keys(keys).follow().keys("k");
        assert_eq!(set(&room, field), Some(want), "{keys}");
        let held = matches!(keys, "=o" | "=b" | "==n" | "=x" | "=B");
        assert_eq!(room.state.corpus.withholds(room.state.subject().unwrap()), held, "{keys}");
    }
    let mut room = room(80, 24);
    room.keys("<esc>=x").follow().keys("k=x").follow().keys("k");
    assert_eq!(set(&room, Field::Sensitive), Some(FieldValue::Flag(false)));
    room.keys("*j*==");
    let told = ["O on record", "b background", "n not for attribution", "B deep background"];
    let others = ["o off the record", "U unknown", "x sensitive", "Esc none"];
    for told in told.iter().chain(&others) {
        assert!(room.screen().contains(told), "{}", room.screen());
    }
    room.keys("o").follow();
    let off = room.state.corpus.statements().iter();
    let off = off.filter(|one| {
        let set = room.state.corpus.annotations_of(one);
        set.is_some_and(|set| set.text(Field::Terms) == Some("off"))
    });
    assert_eq!(off.count(), 2);
    room.keys("<esc>1=o");
    assert!(room.decisions.is_empty(), "an actor has no terms");
}

#[test]
fn a_form_in_pictures() {
    for (name, width, height) in [("form_80x24", 80, 24), ("form_100x30", 100, 30)] {
        let mut room = Room::embedded(width, height);
        room.keys("<esc>ej");
        insta::assert_snapshot!(name, room.snapshot());
    }
    let mut room = Room::embedded(80, 24).plain();
    room.keys("<esc>e");
    to(&mut room, Field::Critical);
    insta::assert_snapshot!("form_no_color", room.keys(" ").snapshot());
}
