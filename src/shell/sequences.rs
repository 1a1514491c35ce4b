//! What a complete control sequence of a terminal means. Few are keys or the mouse; whatever is none
//! of these is an answer to somebody's question, and means nothing here.
//!
//! Sources: ECMA-48 (form), xterm's control sequences (keys, mouse, answers), the kitty keyboard
//! protocol (`u`), which a program before may have left switched on.

use crate::app::msg::{Mouse, MouseWhat};
use crate::app::{Chord, Key, Msg};

/// Modifiers as sequences count them, from 1.
const ALT: u16 = 2;
const CTRL: u16 = 4;
/// Super and hyper: the desktop's keys, none of ours.
const FOREIGN: u16 = 8 | 16;

/// What `ESC [`, `parameters` and the `last` character mean.
pub(super) fn control(parameters: &str, last: char) -> Option<Msg> {
    if let Some(mouse) = parameters.strip_prefix('<') {
        return mouse_event(mouse, last);
    }
    if (parameters, last) == ("[", 'A') {
        return Some(Msg::Key(Chord::plain(Key::F1))); // The Linux console's.
    }
    let mut parts = parameters.split(';');
    let number = parts.next().and_then(|part| part.split(':').next());
    let number: Option<u32> = match number {
        None | Some("") => None,
        Some(number) => Some(number.parse().ok()?),
    };
    let (modifiers, released) = modifiers(parts.next())?;
    if parts.next().is_some() && last != 'u' {
        return None;
    }
    let key = match (last, number) {
        ('A'..='Z', None | Some(1)) => letter(last)?,
        ('~', Some(number)) => numbered(number)?,
        ('u', Some(number)) => unicode(number, modifiers & 1 != 0)?,
        _ => return None,
    };
    let known = !released && modifiers & FOREIGN == 0;
    let (ctrl, alt) = (modifiers & CTRL != 0, modifiers & ALT != 0);
    known.then_some(Msg::Key(Chord { key, ctrl, alt }))
}

/// What `ESC O` and the `last` character mean.
pub(super) fn shifted(last: char) -> Option<Msg> {
    let key = if last == 'M' { Key::Enter } else { letter(last)? };
    Some(Msg::Key(Chord::plain(key)))
}

/// What the three characters after `ESC [ M` mean: a mouse whose coordinates are characters.
pub(super) fn old_mouse(button: char, column: char, row: char) -> Option<Msg> {
    let above = |c: char, base: u32| u16::try_from(u32::from(c).checked_sub(base)?).ok();
    mouse(above(button, 32)?, above(column, 33)?, above(row, 33)?)
}

/// `button;column;row`, counted from 1; a capital `M` at the end for a press.
fn mouse_event(parameters: &str, last: char) -> Option<Msg> {
    let numbers: Vec<u16> = parameters.split(';').map_while(|part| part.parse().ok()).collect();
    match (numbers.as_slice(), last) {
        ([button, column, row], 'M') => {
            mouse(*button, column.saturating_sub(1), row.saturating_sub(1))
        }
        _ => None,
    }
}

/// The bits of shift, alt and control in a button's number do not matter.
fn mouse(button: u16, x: u16, y: u16) -> Option<Msg> {
    let what = match button & !(4 | 8 | 16) {
        0 => MouseWhat::Click,
        64 => MouseWhat::WheelUp,
        65 => MouseWhat::WheelDown,
        _ => return None,
    };
    Some(Msg::Mouse(Mouse { x, y, what }))
}

/// The modifiers (as bits) of a second parameter, and whether it tells of a key's release.
fn modifiers(parameter: Option<&str>) -> Option<(u16, bool)> {
    let Some(parameter) = parameter else { return Some((0, false)) };
    let (modifiers, event) = parameter.split_once(':').unwrap_or((parameter, "1"));
    let bits = if modifiers.is_empty() { 0 } else { modifiers.parse::<u16>().ok()? };
    Some((bits.saturating_sub(1), event == "3"))
}

/// Keys that a letter ends. `R` is none: it ends F3, and where the cursor stands.
fn letter(last: char) -> Option<Key> {
    Some(match last {
        'A' => Key::Up,
        'B' => Key::Down,
        'C' => Key::Right,
        'D' => Key::Left,
        'F' => Key::End,
        'H' => Key::Home,
        'P' => Key::F1,
        'Z' => Key::BackTab,
        _ => return None,
    })
}

/// Keys that a number tells.
fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11 => Key::F1,
        _ => return None,
    })
}

/// A key told by its character.
fn unicode(number: u32, shift: bool) -> Option<Key> {
    Some(match char::from_u32(number)? {
        '\r' => Key::Enter,
        '\t' if shift => Key::BackTab,
        '\t' => Key::Tab,
        '\x1b' => Key::Esc,
        '\x7f' => Key::Backspace,
        // The protocol's own numbers for keys that have no character.
        '\u{e000}'..='\u{f8ff}' => return None,
        c if c.is_control() => return None,
        c if shift => Key::Char(c.to_uppercase().next().unwrap_or(c)),
        c => Key::Char(c),
    })
}

/// A key that is one character, or one control character of a keyboard.
pub(super) fn character(c: char) -> Option<Chord> {
    let letter = |c: char, from: char, to: u8| char::from(c as u8 - from as u8 + to);
    Some(match c {
        '\r' => Chord::plain(Key::Enter),
        '\t' => Chord::plain(Key::Tab),
        '\x7f' => Chord::plain(Key::Backspace),
        '\0' => Chord::ctrl(' '),
        '\x01'..='\x1a' => Chord::ctrl(letter(c, '\x01', b'a')),
        '\x1c'..='\x1f' => Chord::ctrl(letter(c, '\x1c', b'4')),
        char::REPLACEMENT_CHARACTER => return None,
        c if c.is_control() => return None,
        c => Chord::char(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(msg: Option<Msg>) -> String {
        match msg {
            Some(Msg::Key(chord)) => chord.to_string(),
            Some(Msg::Mouse(mouse)) => format!("{:?} {} {}", mouse.what, mouse.x, mouse.y),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn keys_and_the_mouse_are_known_and_answers_mean_nothing() {
        for (sequence, want) in [
            ("A", "↑"),
            ("1;3B", "Alt-↓"),
            ("1;5D", "Ctrl-←"),
            ("Z", "Shift-Tab"),
            ("5~", "PgUp"),
            ("3;3~", "Alt-Del"),
            ("11~", "F1"),
            ("P", "F1"),
            ("[A", "F1"),
            ("97u", "a"),
            ("97;2u", "A"),
            ("112;3u", "Alt-P"),
            ("108;5u", "Ctrl-L"),
            ("9;2u", "Shift-Tab"),
            ("27u", "Esc"),
            ("97:65;2;65u", "A"),
            ("97;1:3u", "None"),
            ("97;9u", "None"),
            ("57399u", "None"),
            ("<0;10;5M", "Click 9 4"),
            ("<16;10;5M", "Click 9 4"),
            ("<0;10;5m", "None"),
            ("<32;10;5M", "None"),
            ("<65;1;1M", "WheelDown 0 0"),
            ("<0;70000;1M", "None"),
            // Answers: device, mode, size, colours, keyboard flags, cursor, focus, status.
            ("?64;1;2c", "None"),
            (">1;4600;0c", "None"),
            ("=0c", "None"),
            ("?2026;2$y", "None"),
            ("8;24;80t", "None"),
            ("4;600;800t", "None"),
            ("?1u", "None"),
            ("24;80R", "None"),
            ("1;1R", "None"),
            ("R", "None"),
            ("I", "None"),
            ("O", "None"),
            ("0n", "None"),
            ("?997;1n", "None"),
            ("5A", "None"),
            ("1;2;3A", "None"),
            ("99999999999A", "None"),
        ] {
            let (parameters, last) = sequence.split_at(sequence.len() - 1);
            assert_eq!(told(control(parameters, last.chars().next().unwrap())), want, "{sequence}");
        }
        assert_eq!(told(old_mouse(' ', '*', '%')), "Click 9 4");
        assert_eq!(told(old_mouse('\0', '*', '%')), "None");
        assert_eq!([told(shifted('M')), told(shifted('R'))], ["⏎", "None"]);
    }

    #[test]
    fn control_characters_are_keys_with_control() {
        for (c, want) in [
            ('\x01', "Ctrl-A"),
            ('\x1a', "Ctrl-Z"),
            ('\x1f', "Ctrl-7"),
            ('\0', "Ctrl-Space"),
            ('\r', "⏎"),
            ('ñ', "ñ"),
        ] {
            assert_eq!(character(c).unwrap().to_string(), want);
        }
        assert_eq!(character('\u{9f}'), None);
        assert_eq!(character('\u{fffd}'), None);
    }
}
