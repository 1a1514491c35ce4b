//! Snapshots of the whole screen with every style, at the sizes people have and at silly ones.

mod support;

use support::Room;

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
