//! The letters behind `=`, `d` and `l`: all of them are told, on every screen, and none is told that is none.

use crate::judging::{room, status};
use crate::support::Room;
use onrecord::app::input::keys::{Context, TABLE};
use onrecord::words::keys;

fn rows(room: &Room) -> Vec<String> {
    room.screen().lines().map(|row| row.trim_end().to_owned()).collect()
}

/// As a whole, with their words, down to a small window; on the smallest each letter at least.
#[test]
fn all_letters_are_told_at_every_size() {
    for (asks, hints) in [
        ("<esc>=", keys::STATUS_HINTS.to_vec()),
        ("<esc>==", keys::TERMS_HINTS.to_vec()),
        ("<esc>d", keys::identity_hints(false)),
        ("<esc>ljl", keys::link_hints(&[])),
    ] {
        for (width, height) in [(80, 24), (60, 12), (40, 8), (30, 7), (30, 5), (14, 4), (16, 3)] {
            for plain in [true, false] {
                let mut room = room(width, height);
                room = if plain { room.plain() } else { room };
                room.keys(asks);
                let screen = room.screen();
                for (key, words) in &hints {
                    let told =
                        if height < 7 { (*key).to_owned() } else { format!("{key} {words}") };
                    let told = told.chars().take(width.into()).collect::<String>();
                    assert!(screen.contains(&told), "{asks} {width}x{height} {told}:\n{screen}");
                }
            }
        }
        for (width, height) in [(4, 2), (1, 1)] {
            room(width, height).keys(asks).screen();
        }
    }
    let mut room = room(80, 24).plain();
    room.keys("<esc>=");
    let rows = rows(&room);
    assert_eq!(
        rows[22..],
        [
            "u unchecked  s single source  c corroborated  a authenticated  d disputed",
            "r retracted  S C A D R and how that was found  = terms, sensitive  Esc none",
        ]
    );
    room.keys("<esc>");
    assert!(status(&room).starts_with("+ confirm"), "{}", status(&room));
}

#[test]
fn no_letter_is_untold() {
    let several = keys::identity_hints(true);
    for (context, hints) in [
        (Context::Status, [keys::STATUS_HINTS, keys::TERMS_HINTS].concat()),
        (Context::Identity, several),
        (Context::Link, keys::link_hints(&[])),
    ] {
        let told: Vec<_> = hints.iter().flat_map(|(key, _)| key.split(' ')).collect();
        let bound = TABLE.iter().filter(|row| row.contexts == [context]);
        let bound: Vec<_> = bound.flat_map(|row| row.chords).map(ToString::to_string).collect();
        for key in &bound {
            assert!(told.contains(&key.as_str()), "{context:?}: {key} is not told");
        }
        for key in told {
            assert!(bound.iter().any(|bound| bound == key), "{context:?}: {key} is none");
        }
    }
}
