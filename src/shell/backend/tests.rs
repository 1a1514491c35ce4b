//! Frames through ratatui's `Terminal`: how many writes, how few bytes, and what a terminal makes of
//! them.

use super::*;
use crate::shell::cells::tests::{AREA, screen, shows, terminal};
use onrecord_text::width;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;

/// Counts writes and keeps the bytes; a frame must be one write.
#[derive(Default)]
struct Count {
    writes: usize,
    bytes: Vec<u8>,
}

impl Write for &mut Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SIZE: Size = Size { width: AREA.width, height: AREA.height };

type Drawn<'a> = Terminal<FrameBackend<&'a mut Count>>;

fn open(count: &mut Count) -> Drawn<'_> {
    Terminal::new(FrameBackend::new(SIZE, count)).unwrap()
}

/// Draws `words` at the upper left corner; gives how many writes and bytes there were up to now.
fn draw(terminal: &mut Drawn<'_>, words: &str, cursor: Option<(u16, u16)>) -> (usize, usize) {
    let drawn = terminal.draw(|frame| {
        frame.buffer_mut().set_string(0, 0, words, Style::new());
        if let Some(at) = cursor {
            frame.set_cursor_position(at);
        }
    });
    drawn.unwrap();
    let out = &terminal.backend().out;
    (out.writes, out.bytes.len())
}

#[test]
fn one_write_a_frame_and_none_when_nothing_changed() {
    let mut count = Count::default();
    let mut terminal = open(&mut count);
    assert_eq!(draw(&mut terminal, "one", Some((3, 0))).0, 1);
    assert_eq!(draw(&mut terminal, "one", Some((3, 0))).0, 1, "idle");
    let (writes, before) = draw(&mut terminal, "one", Some((2, 0)));
    assert_eq!(writes, 2, "the cursor moved");
    let (writes, after) = draw(&mut terminal, "two", None);
    assert_eq!(writes, 3);
    assert!(after - before < 80, "only what changed");
    terminal.clear().unwrap();
    let (writes, painted) = draw(&mut terminal, "two", None);
    assert_eq!(writes, 4, "painted anew");
    assert!(painted - after > CLEAR.len());
    terminal.backend_mut().set_size(SIZE);
    terminal.resize(SIZE.into()).unwrap();
    assert_eq!(draw(&mut terminal, "two", None).0, 5, "and after a resize, be it to the same size");
    drop(terminal);
    assert_eq!(count.writes, 5, "what leaving writes is the guard's");
}

#[test]
fn no_widget_steers_the_terminal() {
    let mut count = Count::default();
    let mut backend = FrameBackend::new(SIZE, &mut count);
    let mut cell = Cell::default();
    for (x, hostile) in (0..).zip(["\u{1b}", "\u{9b}", "\u{202e}", "\u{7}", "a\u{200b}"]) {
        cell.set_symbol(hostile);
        backend.draw([(x, 0, &cell)].into_iter()).unwrap();
    }
    backend.flush().unwrap();
    let ours = format!("{BEGIN}{HIDE}{CLEAR}\x1b[1H␛��␇a{END}");
    assert_eq!(String::from_utf8_lossy(&count.bytes), ours);
}

#[test]
fn a_part_of_the_screen_is_never_cleared() {
    let mut count = Count::default();
    let mut backend = FrameBackend::new(SIZE, &mut count);
    assert!(backend.clear_region(ClearType::AfterCursor).is_err());
    assert_eq!(backend.window_size().unwrap().columns_rows, SIZE);
}

proptest! {
    /// Else ratatui would take a cell for covered by the one before it, and never hand it over. Where
    /// it counts otherwise (`view::paint` has which), cells say how wide they are.
    #[test]
    fn ratatui_counts_columns_as_we_do(text in "\\PC{0,12}|[ｶe\u{301}\u{fe0f}\u{200d}❤🙂🇸🇻漢가]{0,12}") {
        for grapheme in text.graphemes(true).filter(|text| !text.contains(['\u{ff9e}', '\u{ff9f}'])) {
            let shown = clean::one_line(grapheme);
            prop_assert_eq!(usize::from(shown.cell_width()), width::of_grapheme(grapheme));
        }
    }

    /// ratatui's difference and ours, one after the other.
    #[test]
    fn a_terminal_shows_what_was_drawn_last(
        screens in prop::collection::vec((screen(), prop::option::of((0..12u16, 0..3u16))), 1..6),
    ) {
        let mut count = Count::default();
        let mut there = terminal();
        let mut drawn = open(&mut count);
        for (next, cursor) in screens {
            let frame = drawn.draw(|frame| {
                frame.buffer_mut().clone_from(&next);
                if let Some(at) = cursor {
                    frame.set_cursor_position(at);
                }
            });
            frame.unwrap();
            there.process(&std::mem::take(&mut drawn.backend_mut().out.bytes));
            shows(&there, &next)?;
            let at = there.screen().cursor_position();
            let visible = !there.screen().hide_cursor();
            prop_assert_eq!(visible.then_some((at.1, at.0)), cursor);
        }
    }
}
