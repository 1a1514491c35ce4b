//! The input thread: terminal events in, messages out.

use std::io;
use std::mem;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::{Wake, fault, sensible, signals};
use crate::app::msg::{Mouse, MouseWhat};
use crate::app::{Chord, Key, Msg};

/// How long a lone Esc is held for the rest of a sequence that a slow line cut in two.
const ESC_HOLD: Duration = Duration::from_millis(50);

/// The longest sequence put together, in characters; what is longer is none.
const LONGEST: usize = 32;

/// Starts the thread. It ends with the program, or tells the loop when the terminal is gone.
pub fn start(wake: Sender<Wake>) {
    thread::spawn(move || {
        fault::essential();
        let mut pieces = Pieces::Whole;
        loop {
            let Ok(event) = next(&pieces) else {
                let _ = wake.send(Wake::Leave(signals::HANGUP));
                return;
            };
            fault::drill("input");
            for msg in pieces.take(event) {
                if wake.send(Wake::Msg(msg)).is_err() {
                    return;
                }
            }
        }
    });
}

/// The next event; `None` where a cut sequence was held long enough.
fn next(pieces: &Pieces) -> io::Result<Option<Event>> {
    if matches!(pieces, Pieces::Whole) || event::poll(ESC_HOLD)? {
        event::read().map(Some)
    } else {
        Ok(None)
    }
}

/// What is held because more of it may come.
#[derive(Debug, Default, PartialEq)]
enum Pieces {
    /// Nothing.
    #[default]
    Whole,
    /// Esc, and the characters that came right after it.
    Escape(String),
    /// A paste whose begin was cut: its letters come as keys, and must not act as such.
    Paste(String),
}

impl Pieces {
    /// Takes the next event (`None`: none came in time) and gives what is complete.
    fn take(&mut self, event: Option<Event>) -> Vec<Msg> {
        let Some(event) = event else { return self.give_up() };
        match (&mut *self, plain(&event)) {
            (Self::Whole, Some(Key::Esc)) => {
                *self = Self::Escape(String::new());
                Vec::new()
            }
            (Self::Escape(tail), Some(Key::Char(c))) => {
                tail.push(c);
                self.put_together()
            }
            (Self::Paste(text), Some(Key::Char(c))) => {
                text.push(c);
                Vec::new()
            }
            (Self::Paste(text), Some(Key::Enter)) => {
                text.push('\n');
                Vec::new()
            }
            (Self::Whole, _) => message(event).into_iter().collect(),
            (Self::Escape(_) | Self::Paste(_), _) => {
                let mut messages = self.give_up();
                messages.extend(self.take(Some(event)));
                messages
            }
        }
    }

    /// The key of an escape sequence that is complete now; nothing for one that is not ours.
    fn put_together(&mut self) -> Vec<Msg> {
        let Self::Escape(tail) = self else { return Vec::new() };
        let key = match tail.as_str() {
            "[A" | "OA" => Key::Up,
            "[B" | "OB" => Key::Down,
            "[C" | "OC" => Key::Right,
            "[D" | "OD" => Key::Left,
            "[H" | "OH" | "[1~" => Key::Home,
            "[F" | "OF" | "[4~" => Key::End,
            "[3~" => Key::Delete,
            "[5~" => Key::PageUp,
            "[6~" => Key::PageDown,
            "[Z" => Key::BackTab,
            "[200~" => {
                *self = Self::Paste(String::new());
                return Vec::new();
            }
            "[" | "O" => return Vec::new(),
            _ if unfinished(tail) => return Vec::new(),
            _ if tail.starts_with('[') => {
                *self = Self::Whole;
                return Vec::new();
            }
            _ => return self.give_up(),
        };
        *self = Self::Whole;
        vec![Msg::Key(Chord::plain(key))]
    }

    /// What is held, as what it is if nothing more belongs to it.
    fn give_up(&mut self) -> Vec<Msg> {
        match mem::take(self) {
            Self::Whole => Vec::new(),
            Self::Paste(text) => vec![Msg::Paste(text)],
            Self::Escape(tail) => {
                let mut chars = tail.chars().map(Key::Char);
                let first = chars.next().map_or(Chord::plain(Key::Esc), Chord::alt);
                let rest = chars.map(Chord::plain);
                std::iter::once(first).chain(rest).map(Msg::Key).collect()
            }
        }
    }
}

/// Whether a control sequence lacks its final character (ECMA-48, 5.4).
fn unfinished(tail: &str) -> bool {
    let parameters = tail.strip_prefix('[').unwrap_or("?!");
    tail.len() < LONGEST && parameters.chars().all(|c| matches!(c, '\x20'..='\x3f'))
}

/// The key of an event that is one, without modifiers.
fn plain(event: &Event) -> Option<Key> {
    let Event::Key(key) = event else { return None };
    chord(*key).filter(|chord| *chord == Chord::plain(chord.key)).map(|chord| chord.key)
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => chord(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize(sensible(width, height))),
        Event::Mouse(mouse) => {
            let what = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseWhat::Click,
                MouseEventKind::ScrollUp => MouseWhat::WheelUp,
                MouseEventKind::ScrollDown => MouseWhat::WheelDown,
                _ => return None,
            };
            Some(Msg::Mouse(Mouse { x: mouse.column, y: mouse.row, what }))
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// A key in the program's own words; `None` for what it has no word for.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let key = match event.code {
        KeyCode::Char(c) if ctrl => Key::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    };
    Some(Chord { key, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    /// What comes of the characters (`⎋` stands for Esc, `⏎` for Return), then of a pause.
    fn typed(keys: &str) -> String {
        let mut pieces = Pieces::Whole;
        let events = keys.chars().map(|c| match c {
            '⎋' => key(KeyCode::Esc),
            '⏎' => key(KeyCode::Enter),
            c => key(KeyCode::Char(c)),
        });
        let messages: Vec<_> =
            events.map(Some).chain([None]).flat_map(|event| pieces.take(event)).collect();
        assert_eq!(pieces, Pieces::Whole, "after the pause nothing is held");
        let words = messages.iter().map(|msg| match msg {
            Msg::Key(chord) => chord.to_string(),
            Msg::Paste(text) => format!("paste {text:?}"),
            other => format!("{other:?}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_cut_sequence_is_put_together_and_the_rest_is_told_apart() {
        for (keys, want) in [
            ("⎋", "Esc"),
            ("⎋⎋", "Esc Esc"),
            ("q⎋[Aq", "q ↑ q"),
            ("⎋OB", "↓"),
            ("⎋[5~", "PgUp"),
            ("⎋⎋[C", "Esc →"),
            ("⎋f", "Alt-F"),
            ("⎋[", "Alt-["),
            ("⎋O", "Alt-O"),
            ("⎋[1;5", "Alt-[ 1 ; 5"),
            ("⎋[1;5Dx", "x"),
            ("⎋[<0;10;5Mx", "x"),
            ("⎋⏎", "Esc ⏎"),
            ("⎋[200~q⏎x", "paste \"q\\nx\""),
            ("⎋[200~", "paste \"\""),
            ("⎋[200~a⎋[B", "paste \"a\" ↓"),
        ] {
            assert_eq!(typed(keys), want, "{keys}");
        }
        assert!(typed(&format!("⎋[{}q", "1".repeat(40))).len() < 40, "bounded");
    }

    #[test]
    fn what_is_no_key_is_not_lost_while_an_escape_is_held() {
        let mut pieces = Pieces::Whole;
        assert!(pieces.take(Some(key(KeyCode::Esc))).is_empty());
        let messages = pieces.take(Some(Event::Resize(0, 30)));
        let told = format!("{messages:?}");
        assert!(told.contains("Esc") && told.contains("width: 80, height: 30"), "{told}");
    }
}
