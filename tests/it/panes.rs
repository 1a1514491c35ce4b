//! Snapshots of the whole screen with every style, at the sizes people have and at silly ones.

use crate::support::{Room, attributed};

fn snapshot(name: &str, room: &Room) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, room.snapshot());
    });
}

#[test]
fn at_every_size() {
    for (width, height) in [(80, 24), (100, 30), (160, 50), (40, 10), (20, 5), (7, 3), (1, 1)] {
        let mut room = Room::embedded(width, height);
        room.keys("minister deal");
        snapshot(&format!("minister_deal_{width}x{height}"), &room);
    }
}

#[test]
fn without_colour() {
    let mut room = Room::embedded(80, 24).plain();
    room.keys("minister deal<enter>");
    snapshot("no_color_80x24", &room);
}

#[test]
fn panes_at_80x24() {
    for (name, keys) in [
        ("start", ""),
        ("actors", "<esc>1"),
        ("timeline", "<esc>2"),
        ("source", "<esc>4}}}"),
        ("passage", "viejo loyalty<enter><enter>"),
        ("card", "viejo loyalty<enter>i"),
        ("actor_card", "<esc>1ji"),
        ("event_card", "<esc>2jjjjjjjjjji"),
        ("citation", "viejo loyalty<enter>v"),
        ("help", "<esc>?"),
        ("sources", "<esc>s"),
        ("faults", "<esc>!"),
        ("nothing", "zzyqx quuxfrob"),
        ("partial", "viejo minister release"),
        ("facet", "<esc>3jj "),
        ("unknown_field", "bye:lobo"),
        ("copied", "<esc>y"),
    ] {
        let mut room = Room::embedded(80, 24);
        room.keys(keys);
        snapshot(name, &room);
    }
}

#[test]
fn a_row_says_by_which_words_at_every_width() {
    for (width, height, keys) in [
        (80, 24, "<esc>"),
        (100, 30, "<esc>"),
        (160, 50, "<esc>"),
        (80, 46, "<esc>z"),
        (46, 50, "<esc>z"),
        (20, 60, "<esc>z"),
        (7, 9, "<esc>"),
    ] {
        let mut room = Room::of(attributed::investigation(), width, height);
        room.keys(keys);
        let zoomed = if keys.ends_with('z') { "_zoomed" } else { "" };
        snapshot(&format!("attributed_{width}x{height}{zoomed}"), &room);
    }
}

#[test]
fn cards_and_citations_say_by_which_words() {
    for (name, keys) in [
        ("attributed_card", "<esc>jjjji"),
        ("attributed_citation", "<esc>v"),
        ("attributed_plain", "is:denied<enter>"),
    ] {
        let mut room = Room::of(attributed::investigation(), 80, 24).plain();
        room.keys(keys);
        snapshot(name, &room);
    }
}
