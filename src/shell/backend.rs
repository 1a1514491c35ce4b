//! ratatui's way to the terminal: a frame is one buffered write inside synchronised output, and not a
//! byte where nothing changed.
//!
//! The crossterm backend flushes several times a frame and writes style resets even for an empty
//! change; over SSH each flush is a packet. Here [`Backend::draw`] and the cursor's calls only note
//! what is to be shown, and [`Backend::flush`] writes the way there. ratatui hands over single cells,
//! while a short way needs the rows around them: both screens are kept here, too.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::{Position, Rect, Size};

use super::cells;
use onrecord_text::clean;

/// Begin and end of synchronised output: what stands between appears at once.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// Plain style and an empty screen.
const CLEAR: &str = "\x1b[m\x1b[2J";

/// The cursor.
const HIDE: &str = "\x1b[?25l";
const SHOW: &str = "\x1b[?25h";

/// A backend that writes whole frames.
pub(super) struct FrameBackend<W: Write> {
    out: W,
    size: Size,
    shown: Screen,
    next: Screen,
    /// Whether the terminal must be cleared before the next frame.
    stale: bool,
}

/// What a terminal shows.
struct Screen {
    cells: Buffer,
    /// Where the cursor stands, and whether it can be seen.
    cursor: (Position, bool),
}

impl Screen {
    fn empty(size: Size) -> Self {
        Self { cells: Buffer::empty(Rect::from(size)), cursor: (Position::ORIGIN, false) }
    }

    /// The visible cursor.
    fn cursor(&self) -> Option<Position> {
        let (at, visible) = self.cursor;
        visible.then_some(at)
    }
}

impl<W: Write> FrameBackend<W> {
    /// A backend for a terminal of a given size that is written through `out`; the first frame clears
    /// the terminal.
    pub(super) fn new(size: Size, out: W) -> Self {
        Self { out, size, shown: Screen::empty(size), next: Screen::empty(size), stale: true }
    }

    /// Takes another size. `Terminal::resize` must follow: it clears.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Sends bytes that are no frame.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// Forgets what stands on the screen; the next frame is painted whole.
    fn forget(&mut self) {
        let cursor = self.next.cursor;
        let hidden = (Position::ORIGIN, false);
        self.shown = Screen { cursor: hidden, ..Screen::empty(self.size) };
        self.next = Screen { cursor, ..Screen::empty(self.size) };
        self.stale = true;
    }

    /// The bytes that bring the terminal from what it shows to what it is to show.
    fn frame(&self) -> String {
        let changes = cells::changes(&self.shown.cells, &self.next.cells);
        let (mut before, cursor) = (self.shown.cursor(), self.next.cursor());
        if changes.is_empty() && cursor == before && !self.stale {
            return String::new();
        }
        let mut bytes = String::from(BEGIN);
        // A terminal without synchronised output would show the cursor racing over the cells.
        if self.stale || (before.is_some() && !changes.is_empty()) {
            bytes.push_str(HIDE);
            before = None;
        }
        if self.stale {
            bytes.push_str(CLEAR);
        }
        bytes.push_str(&changes);
        if let Some(Position { x, y }) = cursor {
            let _ = write!(bytes, "\x1b[{};{}H", y + 1, x + 1);
        }
        match (before, cursor) {
            (None, Some(_)) => bytes.push_str(SHOW),
            (Some(_), None) => bytes.push_str(HIDE),
            (None, None) | (Some(_), Some(_)) => {}
        }
        bytes + END
    }
}

impl<W: Write> Backend for FrameBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            put(&mut self.next.cells, x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.next.cursor.1 = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.next.cursor.1 = true;
        Ok(())
    }

    /// Where the cursor is to stand. The terminal is never asked: its answer would come between keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.next.cursor.0)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.next.cursor.0 = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget();
        Ok(())
    }

    /// The whole screen alone: no part of it is ever asked for where all of it is drawn.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        match region {
            ClearType::All => self.clear(),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let bytes = self.frame();
        if bytes.is_empty() {
            return Ok(());
        }
        self.shown.cells.clone_from(&self.next.cells);
        self.shown.cursor = self.next.cursor;
        self.stale = false;
        self.send(bytes.as_bytes())
    }
}

/// Puts a cell onto a screen, through the cleaning gate: whatever a widget drew, no character that
/// steers a terminal goes further. What a wide character covers is blank, as ratatui takes it to be:
/// it hands over none of those cells.
fn put(screen: &mut Buffer, x: u16, y: u16, cell: &Cell) {
    let Some(there) = screen.cell_mut((x, y)) else { return };
    there.clone_from(cell);
    if let Cow::Owned(clean) = clean::one_line(cell.symbol()) {
        there.set_symbol(&clean);
    }
    let end = x.saturating_add(there.cell_width()).min(screen.area.right());
    for covered in x + 1..end {
        if let Some(cell) = screen.cell_mut((covered, y)) {
            cell.reset();
        }
    }
}

#[cfg(test)]
mod tests;
