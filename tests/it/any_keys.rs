//! Whatever is pressed, pasted, clicked and resized: nothing panics, every selection is in its list,
//! and the screen can be drawn.

use crate::support::Room;
use onrecord::app::msg::{Mouse, MouseWhat};
use onrecord::app::{Chord, Key, Msg, Pane, Size};
use proptest::prelude::*;

fn chord() -> impl Strategy<Value = Chord> {
    let keys = prop_oneof![
        Just(Key::Enter),
        Just(Key::Esc),
        Just(Key::Tab),
        Just(Key::BackTab),
        Just(Key::Up),
        Just(Key::Down),
        Just(Key::Left),
        Just(Key::Right),
        Just(Key::Home),
        Just(Key::End),
        Just(Key::PageUp),
        Just(Key::PageDown),
        Just(Key::Backspace),
        Just(Key::Delete),
        Just(Key::F1),
        proptest::char::any().prop_map(Key::Char),
        proptest::sample::select(
            "1234/nN{}<>xyYvizs!m?gGjkhlHLEoaae.*=t+-u e\u{301}漢“:".chars().collect::<Vec<_>>()
        )
        .prop_map(Key::Char),
    ];
    (keys, proptest::bool::weighted(0.1), proptest::bool::weighted(0.05))
        .prop_map(|(key, ctrl, alt)| Chord { key, ctrl, alt })
}

fn msg() -> impl Strategy<Value = Msg> {
    let mouse = (0u16..200, 0u16..60, 0..3).prop_map(|(x, y, what)| {
        let what = match what {
            0 => MouseWhat::Click,
            1 => MouseWhat::WheelUp,
            _ => MouseWhat::WheelDown,
        };
        Msg::Mouse(Mouse { x, y, what })
    });
    prop_oneof![
        20 => chord().prop_map(Msg::Key),
        2 => chord().prop_map(Msg::AfterEsc),
        2 => "\\PC{0,12}".prop_map(Msg::Paste),
        2 => mouse,
        2 => (1u16..180, 1u16..60).prop_map(|(width, height)| Msg::Resize(Size { width, height })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_panics(msgs in proptest::collection::vec(msg(), 1..60)) {
        let mut room = Room::embedded(80, 24);
        for msg in msgs {
            room.send(msg);
            for pane in [Pane::Actors, Pane::Timeline, Pane::Quotes] {
                let (list, len) = (room.state.list(pane), room.state.len(pane));
                prop_assert!(list.cursor < len.max(1) && list.top <= list.cursor, "{pane:?} {list:?}");
            }
            room.draw();
        }
    }
}
