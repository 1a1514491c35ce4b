//! The size of the window, whenever it changes.

use std::thread::sleep;
use std::time::Duration;

use crate::terminal::onrecord;

/// A window manager gives a new window its place a moment after the program in it was started. Each
/// start is resized a little later than the one before.
#[test]
fn a_window_resized_while_the_program_starts_is_right_at_once() {
    for start in 0..40 {
        let terminal = onrecord([]).run();
        sleep(Duration::from_micros(500 * start));
        terminal.resize(120, 36);
        terminal.wait_taken();
        terminal.wait(&format!("all columns, start {start}"), |screen| {
            let counts = screen.rows(0, 120).next().unwrap_or_default();
            let hints = screen.rows(0, 120).nth(35).unwrap_or_default();
            counts.chars().count() == 120 && !hints.trim().is_empty()
        });
    }
}

#[test]
fn the_last_of_many_sizes_stands() {
    let terminal = onrecord([]).run();
    for size in 0..60 {
        terminal.resize(60 + size, 20 + size / 4);
    }
    terminal.resize(110, 30);
    terminal.wait_ready();
    terminal.settle();
    let screen = terminal.text();
    let width = |row: &str| row.chars().count();
    assert_eq!(screen.lines().next().map(width), Some(110), "{screen}");
}
