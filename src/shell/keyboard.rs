//! [`Keyboard`]: what a person does, out of the bytes that a terminal sends.
//!
//! A terminal sends more than keys: answers to questions, ours or of a program before, late and cut
//! anywhere by a slow line. Strings (DCS, SOS, OSC, PM, APC) are swallowed whole, and so is every
//! control sequence that is no key. What is half there is held until the rest comes, for a time that
//! is bounded, so that no key can wedge the others. [`super::input`] is the only caller.

use std::mem;
use std::time::{Duration, Instant};

use super::sequences;
use super::utf8::Utf8;
use crate::app::{Chord, Key, Msg};
use onrecord_text::Part;

/// How long a lone Esc is held for the rest of a sequence that a slow line cut in two.
const ESC_HOLD: Duration = Duration::from_millis(50);

/// How long anything longer is held after its last byte.
const HOLD: Duration = Duration::from_millis(500);

/// How long after a lone Esc a key may be the tail of a sequence that a slow line cut.
const TAIL: Duration = Duration::from_millis(500);

/// How long a string may go on without an end: Alt-] begins one, too.
const STRING: Duration = Duration::from_secs(5);

/// The longest string swallowed, in characters: a clipboard, as terminals give it when asked.
const LONGEST: usize = 1 << 20;

/// How long a paste may rest: what came after would act as keys.
const PASTE_HOLD: Duration = Duration::from_secs(3);

/// What is kept of a paste, in bytes: more than any line takes.
const PASTE: usize = 1 << 14;

/// What ends a paste.
const PASTE_END: &str = "\x1b[201~";

/// The longest parameters of a key, in bytes; what is longer is none.
const PARAMETERS: usize = 32;

const ESC: char = '\x1b';

/// Reads keys out of bytes.
#[derive(Debug)]
pub(super) struct Keyboard {
    utf8: Utf8,
    held: Held,
    /// When the last byte came.
    last: Instant,
    /// When an Esc was given out alone, or a sequence given up, last.
    torn: Option<Instant>,
    /// Whether nothing came since.
    bare: bool,
}

/// What is held because more of it may come.
#[derive(Debug, Default, PartialEq)]
enum Held {
    /// Nothing.
    #[default]
    Nothing,
    /// Esc.
    Escape,
    /// A letter that came after an Esc was given out: it may go on that Esc's sequence.
    Tail(char),
    /// `ESC O` and parameters.
    Shifted,
    /// `ESC [` and parameters.
    Control(String),
    /// `ESC [ M` and characters of a mouse's report.
    Mouse(Vec<char>),
    /// A string from its begin on; whether an Esc came last.
    String { since: Instant, length: usize, escape: bool },
    /// A paste, and how many characters of its end have come.
    Paste { text: String, end: usize },
}

impl Keyboard {
    /// Before the first byte.
    pub(super) fn new(now: Instant) -> Self {
        let (utf8, held) = (Utf8::default(), Held::Nothing);
        Self { utf8, held, last: now, torn: None, bare: false }
    }

    /// Takes bytes that came together; gives what is complete.
    pub(super) fn read(&mut self, bytes: &[u8], now: Instant) -> Vec<Msg> {
        let mut out = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            for c in self.utf8.take(*byte) {
                self.take(c, now, at > 0, &mut out);
            }
        }
        self.last = now;
        out
    }

    /// Until when more of what is held is waited for.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let hold = match self.held {
            Held::Nothing => return None,
            Held::Escape => ESC_HOLD,
            Held::Paste { .. } => PASTE_HOLD,
            _ => HOLD,
        };
        Some(self.last + hold)
    }

    /// Nothing came until the deadline: what is held is what it is if nothing more belongs to it.
    pub(super) fn pause(&mut self, now: Instant) -> Vec<Msg> {
        let mut out = Vec::new();
        match mem::take(&mut self.held) {
            Held::Nothing => {}
            Held::Escape => self.escape(now, &mut out),
            Held::Tail(c) => self.key(c, now, &mut out),
            Held::Paste { text, .. } => {
                out.push(Msg::Paste(text));
                self.tear(now);
            }
            Held::Shifted | Held::Control(_) | Held::Mouse(_) | Held::String { .. } => {
                self.tear(now);
            }
        }
        out
    }

    /// Takes a character; `joined` where it came together with the one before.
    fn take(&mut self, c: char, now: Instant, joined: bool, out: &mut Vec<Msg>) {
        match mem::take(&mut self.held) {
            Held::Nothing => self.begin(c, now, out),
            Held::Escape => self.after_escape(c, now, out),
            Held::Tail(letter) if joined || goes_on(letter, c) => {
                self.held = sequence(letter, now).unwrap_or(Held::Nothing);
                self.take(c, now, joined, out);
            }
            Held::Tail(letter) => {
                self.key(letter, now, out);
                self.begin(c, now, out);
            }
            Held::Shifted => match c {
                '0'..='9' | ';' => self.held = Held::Shifted,
                '@'..='~' => out.extend(sequences::shifted(c)),
                _ => self.begin(c, now, out),
            },
            Held::Control(parameters) => self.control(parameters, c, now, out),
            Held::Mouse(mut report) => {
                report.push(c);
                match report.as_slice() {
                    [button, column, row] => {
                        out.extend(sequences::old_mouse(*button, *column, *row));
                    }
                    _ => self.held = Held::Mouse(report),
                }
            }
            Held::String { since, length, escape } => {
                self.string((since, length, escape), c, now, out);
            }
            Held::Paste { text, end } => self.paste(text, end, c, out),
        }
    }

    /// A character where nothing is held.
    fn begin(&mut self, c: char, now: Instant, out: &mut Vec<Msg>) {
        let tail = mem::take(&mut self.bare) && self.is_torn(now);
        match c {
            ESC => self.held = Held::Escape,
            // C1 controls: the same as Esc and a letter.
            '\u{80}'..='\u{9f}' => {
                self.held = sequence(char::from(c as u8 - 0x40), now).unwrap_or(Held::Nothing);
            }
            // A person may type these in a query, seldom so soon after Esc.
            'O' | 'P' | 'X' if tail => self.held = Held::Tail(c),
            '\\' if tail => {}
            _ => match sequence(c, now).filter(|_| tail) {
                Some(held) => self.held = held,
                None => self.key(c, now, out),
            },
        }
    }

    fn after_escape(&mut self, c: char, now: Instant, out: &mut Vec<Msg>) {
        match c {
            '\x7f' | '\x08' => out.push(Msg::Key(Chord::alt(Key::Backspace))),
            '\\' => {}
            c if c.is_control() => {
                self.escape(now, out);
                self.begin(c, now, out);
            }
            c => match sequence(c, now) {
                Some(held) => self.held = held,
                None => out.push(Msg::Key(Chord::alt(Key::Char(c)))),
            },
        }
    }

    fn control(&mut self, mut parameters: String, c: char, now: Instant, out: &mut Vec<Msg>) {
        match c {
            '\x20'..='\x3f' | '[' if c != '[' || parameters.is_empty() => {
                if parameters.len() < PARAMETERS {
                    parameters.push(c);
                }
                self.held = Held::Control(parameters);
            }
            'M' if parameters.is_empty() => self.held = Held::Mouse(Vec::new()),
            '~' if parameters == "200" => {
                self.held = Held::Paste { text: String::new(), end: 0 };
            }
            '@'..='~' => out.extend(sequences::control(&parameters, c)),
            _ => self.begin(c, now, out),
        }
    }

    fn string(
        &mut self,
        (since, length, escape): (Instant, usize, bool),
        c: char,
        now: Instant,
        out: &mut Vec<Msg>,
    ) {
        match c {
            // BEL, CAN, SUB, ST.
            '\x07' | '\x18' | '\x1a' | '\u{9c}' => {}
            '\\' if escape => {}
            c if escape && c != ESC => self.after_escape(c, now, out),
            _ if length >= LONGEST || now.saturating_duration_since(since) >= STRING => {
                self.tear(now);
            }
            _ => self.held = Held::String { since, length: length + 1, escape: c == ESC },
        }
    }

    fn paste(&mut self, mut text: String, mut end: usize, c: char, out: &mut Vec<Msg>) {
        if PASTE_END.chars().nth(end) == Some(c) {
            end += 1;
        } else {
            text.push_str(PASTE_END.part(..end));
            end = usize::from(c == ESC);
            if end == 0 {
                text.push(c);
            }
        }
        text.truncate(text.floor_char_boundary(PASTE));
        if end == PASTE_END.len() {
            out.push(Msg::Paste(text));
        } else {
            self.held = Held::Paste { text, end };
        }
    }

    /// Gives out an Esc alone.
    fn escape(&mut self, now: Instant, out: &mut Vec<Msg>) {
        out.push(Msg::Key(Chord::plain(Key::Esc)));
        self.tear(now);
    }

    /// Gives out a key; soon after an Esc as one that may be none.
    fn key(&self, c: char, now: Instant, out: &mut Vec<Msg>) {
        let told = if self.is_torn(now) { Msg::AfterEsc } else { Msg::Key };
        out.extend(sequences::character(c).map(told));
    }

    /// What comes now may be the tail of something.
    fn tear(&mut self, now: Instant) {
        self.torn = Some(now);
        self.bare = true;
    }

    fn is_torn(&self, now: Instant) -> bool {
        self.torn.is_some_and(|torn| now.saturating_duration_since(torn) < TAIL)
    }
}

/// What `ESC` and `letter` begin, where it is something longer (ECMA-48, 5.3 and 5.6).
fn sequence(letter: char, since: Instant) -> Option<Held> {
    Some(match letter {
        '[' => Held::Control(String::new()),
        'O' => Held::Shifted,
        'P' | 'X' | ']' | '^' | '_' => Held::String { since, length: 0, escape: false },
        _ => return None,
    })
}

/// Whether `next` may go on what `ESC` and `letter` began, rather than a word.
fn goes_on(letter: char, next: char) -> bool {
    match letter {
        'O' => matches!(next, 'A'..='D' | 'F' | 'H' | 'M' | 'P'..='S'),
        'P' => matches!(next, '\x20'..='\x3f'),
        _ => false,
    }
}

#[cfg(test)]
#[path = "keyboard/tests.rs"]
mod tests;
