//! Reading again in the running program: however often it is asked for, one reading runs, and no
//! frame shows a part of it.

use std::cell::Cell;
use std::fs;

use tempfile::TempDir;
use vt100::Parser;

use crate::terminal::{END, Terminal, onrecord};

fn folder(documents: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..documents {
        let said = |n| format!("“These are words {n} of {number},” said Ada Quill on Friday.\n\n");
        let text = (0..20).map(said).collect::<Vec<_>>().concat();
        fs::write(folder.path().join(format!("m{number:03}.txt")), text).unwrap();
    }
    folder
}

fn open(folder: &TempDir, fault: &str) -> Terminal {
    let start = onrecord([folder.path().to_str().unwrap(), "--no-cache"]).size(120, 36);
    let mut terminal = start.env("ONRECORD_PANIC", fault).run();
    terminal.wait_for("3 Quotes 1,200");
    terminal.send("\x1b");
    terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
    terminal
}

/// Every whole frame among the bytes written since `before`, as text.
fn frames(terminal: &Terminal, before: usize) -> Vec<String> {
    let cells = |count| std::num::NonZeroU16::new(count).unwrap();
    let mut parser = Parser::new(cells(36), cells(120), 0);
    parser.process(&terminal.since(0)[..before]);
    let bytes = terminal.since(before);
    let mut frames = Vec::new();
    let mut from = 0;
    for end in memchr::memmem::find_iter(&bytes, END) {
        parser.process(&bytes[from..end + END.len()]);
        from = end + END.len();
        frames.push(parser.screen().contents());
    }
    frames
}

#[test]
fn eight_presses_start_one_reader_and_no_frame_shows_a_part() {
    let folder = folder(60);
    let mut terminal = open(&folder, "");
    terminal.send("j".repeat(30));
    terminal.settle();
    let selected = |text: &str| text.lines().find(|line| line.contains('▸')).map(str::to_owned);
    let row = selected(&terminal.text()).unwrap();
    let threads = terminal.threads();
    let before = terminal.count();
    let most = Cell::new(0);
    for _ in 0..8 {
        terminal.send("r");
        most.set(most.get().max(terminal.threads()));
    }
    terminal.wait("read again", |screen| {
        most.set(most.get().max(terminal.threads()));
        screen.contents().contains("Read again.")
    });
    terminal.settle();
    // Those that read files side by side, one reader's thread for each, and the index's.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let most = most.get();
    assert!(most <= threads + 2 * cores + 2, "{most} threads, {threads} at rest");
    assert_eq!(terminal.threads(), threads, "nobody stays");
    for frame in frames(&terminal, before) {
        assert!(frame.contains("3 Quotes 1,200"), "{frame}");
        assert_eq!(selected(&frame).as_ref(), Some(&row), "{frame}");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_in_a_reading_costs_that_reading_alone() {
    let folder = folder(60);
    let mut terminal = open(&folder, "reading");
    for _ in 0..2 {
        terminal.send("r");
        terminal.wait_for("a fault of the program, not of your files");
        terminal.send("j");
        terminal.wait("it is answered", |screen| !screen.contents().contains("fault of"));
    }
    terminal.send("/words 7 of 41\r");
    terminal.wait_for("These are words 7 of 41");
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
}
