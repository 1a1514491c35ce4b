//! What somebody said on a matter: what is listed at every size, what keys do on its rows, and how two
//! statements come to contradict each other.

use std::path::Path;
use std::sync::Arc;

use crate::support::Room;
use onrecord::app::{Msg, Pane, says};
use onrecord::library::{self, OpenOptions, OpenTarget};
use onrecord_model::LinkKind;

/// Four papers; Ana Ruiz, the treasurer, says things about coins in three of them, another Ana Ruiz in one.
fn room(width: u16, height: u16) -> Room {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cmd/says.in");
    let target = OpenTarget::Path(place);
    let corpus = library::open(&target, &OpenOptions::default(), &mut library::Silent);
    let mut room = Room::of(corpus.expect("it opens"), width, height);
    room.state.meaning = false;
    room
}

/// The ids of the rows, and of the one that one stands on.
fn listed(room: &Room) -> (Vec<String>, Option<String>) {
    let id = |row| room.state.corpus.row(row).unwrap().id.to_string();
    let rows = says::rows(&room.state).iter().map(|row| id(row.hit.row)).collect();
    let here = says::selected(&room.state);
    (rows, here.map(|record| room.state.corpus.key(record).unwrap().id().to_owned()))
}

fn contradictions(room: &Room) -> Vec<(String, String)> {
    let corpus = &room.state.corpus;
    let mut found = Vec::new();
    for statement in corpus.statements() {
        for link in statement.links().iter().filter(|link| link.kind == LinkKind::Contradicts) {
            let to = corpus.statement(link.to).unwrap();
            found.push((statement.id.to_string(), to.id.to_string()));
        }
    }
    found
}

#[test]
fn rows_at_every_size() {
    for (width, height) in [(80, 24), (100, 30), (160, 50), (20, 6), (1, 1)] {
        let room = room(width, height);
        let mut room = if width == 100 { room.plain() } else { room };
        room.keys("coin<enter>gS");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("says_{width}x{height}"), room.snapshot());
        });
    }
}

#[test]
fn an_actor_or_who_speaks_in_a_row_is_asked_for() {
    for keys in ["/coin<enter>1gS", "/treasurer coin<enter>1gS", "/never coin<enter>3gS"] {
        let mut room = room(120, 36);
        room.keys("<esc>").keys(keys);
        let (rows, here) = listed(&room);
        assert!(!rows.is_empty() && here.is_some(), "{keys}: {}", room.screen());
        assert!(!rows.contains(&"nets".to_owned()), "namesakes are not joined: {keys} {rows:?}");
    }
    let mut room = room(120, 36);
    room.keys("<esc>/coin<enter>3g");
    room.keys("S");
    assert_eq!(listed(&room).0, ["promised", "second", "never", "lay"], "by time, undated last");
    room.keys("S");
    assert!(room.state.overlay.is_none(), "the key that opened it closes it");
}

#[test]
fn one_goes_to_the_passage_and_comes_back() {
    let mut room = room(80, 24);
    room.keys("coin<enter>gSgj");
    let (_, here) = listed(&room);
    assert_eq!(here.as_deref(), Some("second"));
    room.keys("<enter>");
    assert_eq!((listed(&room).1, room.state.focus.pane), (None, Pane::Source));
    assert_eq!(room.marked(), "a second coin");
    room.keys("<esc>");
    assert_eq!(listed(&room).1.as_deref(), Some("second"));
    room.keys("y");
    assert!(room.copied[0].contains("(Ana Ruiz, treasurer) (denied"), "{:?}", room.copied);
}

#[test]
fn one_key_on_two_rows_links_them_as_contradicting() {
    let mut room = room(120, 36);
    room.keys("coin<enter>gSg");
    let before = contradictions(&room);
    room.keys("C");
    assert!(room.screen().contains("on the other statement"), "{}", room.screen());
    room.keys("jjC").follow();
    let new = ("promised".to_owned(), "never".to_owned());
    assert!(!before.contains(&new) && contradictions(&room).contains(&new), "{before:?}");
    assert_eq!(listed(&room).1.as_deref(), Some("never"), "one stays where one was");
    room.keys("kkCjjC").follow();
    assert_eq!(contradictions(&room), before, "again: off");
    room.keys("C<esc>");
    assert!(
        room.state.linking.is_none() && room.state.overlay.is_some(),
        "Esc leaves the link first"
    );
}

#[test]
fn an_old_answer_changes_nothing() {
    let mut room = room(80, 24);
    room.keys("coin<enter>gS");
    let shown = room.screen();
    room.send(Msg::Says { generation: 0, found: Arc::default() });
    assert_eq!(room.screen(), shown);
}

#[test]
fn where_nobody_speaks_that_is_told() {
    for keys in ["2gS", "/gulls<enter>S"] {
        let mut room = room(80, 24);
        room.keys("<esc>").keys(keys);
        assert!(room.state.overlay.is_none() && room.state.notice.is_some(), "{keys}");
    }
}

/// What says it in other words stands under a line of its own, and says why.
#[test]
#[cfg(all(feature = "meaning", feature = "embedded"))]
fn what_is_found_by_meaning_stands_under_its_line() {
    let mut room = Room::embedded(120, 40);
    room.keys("by:marroquin treason<enter>gS");
    let near = says::rows(&room.state).iter().filter(|row| row.hit.likeness.is_some()).count();
    assert!(near > 0, "{}", room.screen());
    assert!(room.screen().contains("≈ by meaning, in other words"), "{}", room.screen());
}
