//! The terminal as a sink of whole frames: one buffered write each, inside synchronised output, and
//! not a byte where nothing changed.
//!
//! ratatui's own `Terminal` flushes several times a frame and writes style resets even for an empty
//! change; over SSH each flush is a packet. Of ratatui only the cells are used.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use crate::app::Size;
use crate::view::Cursor;

/// Begin and end of synchronised output: what stands between appears at once.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// Plain style and an empty screen.
const CLEAR: &str = "\x1b[m\x1b[2J";

/// The cursor.
const HIDE: &str = "\x1b[?25l";
const SHOW: &str = "\x1b[?25h";

/// The screen, with what stands on it now.
pub struct Screen<W: Write> {
    out: W,
    /// What the terminal shows.
    shown: Buffer,
    cursor: Cursor,
    /// Whether the terminal must be cleared before the next frame.
    stale: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of a given size that writes to `out`; the first frame clears the terminal.
    pub fn new(size: Size, out: W) -> Self {
        Self { out, shown: empty(size), cursor: None, stale: true }
    }

    /// Takes another size; the next frame is painted whole.
    pub fn resize(&mut self, size: Size) {
        self.shown = empty(size);
        self.stale = true;
    }

    /// Forgets what stands on the screen; the next frame is painted whole.
    pub fn repaint(&mut self) {
        self.shown.reset();
        self.stale = true;
    }

    /// Puts a frame on the screen: only the cells that changed, in one write.
    ///
    /// # Errors
    /// When the terminal cannot be written: it is gone.
    pub fn frame(&mut self, draw: impl FnOnce(&mut Buffer) -> Cursor) -> io::Result<()> {
        let mut next = Buffer::empty(self.shown.area);
        let cursor = draw(&mut next);
        let changes = cells::changes(&self.shown, &next);
        if changes.is_empty() && cursor == self.cursor && !self.stale {
            return Ok(());
        }
        let mut bytes = String::from(BEGIN);
        // A terminal without synchronised output would show the cursor racing over the cells.
        if self.stale || (self.cursor.is_some() && !changes.is_empty()) {
            bytes.push_str(HIDE);
            self.cursor = None;
        }
        if self.stale {
            bytes.push_str(CLEAR);
        }
        bytes.push_str(&changes);
        self.place_cursor(&mut bytes, cursor);
        bytes.push_str(END);
        self.shown = next;
        self.stale = false;
        self.send(bytes.as_bytes())
    }

    fn place_cursor(&mut self, bytes: &mut String, cursor: Cursor) {
        if let Some((x, y)) = cursor {
            let _ = write!(bytes, "\x1b[{};{}H", y + 1, x + 1);
        }
        match (self.cursor, cursor) {
            (None, Some(_)) => bytes.push_str(SHOW),
            (Some(_), None) => bytes.push_str(HIDE),
            (None, None) | (Some(_), Some(_)) => {}
        }
        self.cursor = cursor;
    }

    /// Sends bytes that are no frame.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

fn empty(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width, size.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts writes and bytes; a frame must be one write.
    #[derive(Default)]
    struct Count {
        writes: usize,
        bytes: usize,
    }

    impl Write for &mut Count {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes += 1;
            self.bytes += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn one_write_a_frame_and_none_when_nothing_changed() {
        let mut count = Count::default();
        let mut screen = Screen::new(Size { width: 80, height: 24 }, &mut count);
        let draw = |words: &'static str, cursor: Cursor| {
            move |buffer: &mut Buffer| {
                buffer.set_string(0, 0, words, ratatui::style::Style::new());
                cursor
            }
        };
        screen.frame(draw("one", Some((3, 0)))).unwrap();
        assert_eq!(screen.out.writes, 1);
        screen.frame(draw("one", Some((3, 0)))).unwrap();
        assert_eq!(screen.out.writes, 1, "idle");
        screen.frame(draw("one", Some((2, 0)))).unwrap();
        assert_eq!(screen.out.writes, 2, "the cursor moved");
        let before = screen.out.bytes;
        screen.frame(draw("two", None)).unwrap();
        assert_eq!(screen.out.writes, 3);
        assert!(screen.out.bytes - before < 80, "only what changed");
        screen.repaint();
        screen.frame(draw("two", None)).unwrap();
        assert_eq!(screen.out.writes, 4, "painted anew");
    }
}
