//! Keys that arrive in pieces, all at once, or as a whole book.

use std::thread::sleep;
use std::time::Duration;

use vt100::{MouseProtocolMode, Screen};

use crate::folder;
use crate::terminal::{Terminal, onrecord};

/// The speaker of the selected quote.
fn selected(terminal: &Terminal) -> Option<usize> {
    terminal.see(|screen| screen.rows(0, 80).position(|row| row.starts_with('▸')))
}

fn line(terminal: &Terminal, text: &str) {
    terminal.wait(&format!("the line {text:?}"), |screen| {
        screen.rows(0, 60).nth(1).is_some_and(|row| row.trim_end() == text)
    });
}

#[test]
fn a_lone_escape_leaves_the_line_and_never_the_program() {
    let mut terminal = onrecord([]).run();
    terminal.wait_ready();
    terminal.send("\x1b");
    terminal.wait("the list has the keys", Screen::hide_cursor);
    terminal.send("\x1b\x1b");
    terminal.settle();
    terminal.send("?");
    terminal.wait_for("Help (Esc closes)");
    terminal.wait_taken();
}

/// A slow line may cut an arrow key in two. A busy machine may make any pause longer than the time a
/// lone escape is held, so one of several tries must do; none may quit or type.
#[test]
fn a_cut_arrow_key_is_still_an_arrow_key() {
    let folder = folder::ten_statements();
    let mut terminal = onrecord([folder::path(&folder)]).run();
    terminal.wait_ready();
    for _ in 0..10 {
        terminal.send("\x1b");
        terminal.wait("the list has the keys", Screen::hide_cursor);
        terminal.send("g");
        terminal
            .wait("the first row", |screen| screen.rows(0, 80).nth(3).unwrap().starts_with('▸'));
        let first = selected(&terminal);
        terminal.send("\x1b");
        sleep(Duration::from_millis(20));
        terminal.send("[B/");
        terminal.wait("all keys are read", |screen| !screen.hide_cursor());
        terminal.wait_taken();
        if selected(&terminal) > first {
            return;
        }
    }
    panic!("never moved:\n{}", terminal.text());
}

#[test]
fn escape_and_a_letter_are_alt_and_the_letter() {
    // Beside nothing found there is no count.
    let mut terminal = onrecord(["--no-meaning"]).run();
    terminal.wait_ready();
    terminal.send("one two");
    line(&terminal, "/ one two");
    terminal.send("\x1bbX");
    line(&terminal, "/ one Xtwo");
}

#[test]
fn a_pasted_book_is_one_bounded_line() {
    let mut terminal = onrecord([]).run();
    terminal.wait_ready();
    terminal.send("\x1b");
    terminal.wait("the list has the keys", Screen::hide_cursor);
    let book = "q quits?\r\nq\x1b[2J\x07 ".repeat(6_000);
    assert!(book.len() > 100_000);
    terminal.send(format!("\x1b[200~{book}\x1b[201~"));
    terminal.wait("the line has it", |screen| !screen.hide_cursor());
    terminal.wait_taken();
    terminal.send("\x15zebra");
    line(&terminal, "/ zebra");
}

#[test]
fn a_click_selects_and_the_mouse_is_taken_only_where_wanted() {
    let folder = folder::ten_statements();
    let mut terminal = onrecord([folder::path(&folder)]).run();
    terminal.wait_ready();
    assert_eq!(terminal.see(Screen::mouse_protocol_mode), MouseProtocolMode::PressRelease);
    let row =
        terminal.see(|screen| screen.rows(0, 80).position(|row| row.starts_with(" Ben Rook")));
    let row = row.unwrap() + 1;
    terminal.send(format!("\x1b[<0;4;{row}M\x1b[<0;4;{row}m"));
    terminal.wait_for("▸Ben Rook");
    let terminal = onrecord(["--no-mouse"]).run();
    terminal.wait_ready();
    assert_eq!(terminal.see(Screen::mouse_protocol_mode), MouseProtocolMode::None);
}

#[test]
fn a_copy_asks_the_terminal_and_only_when_a_key_does() {
    for (args, asked) in [(&[][..], true), (&["--no-clipboard"], false)] {
        let mut terminal = onrecord(args.iter().copied()).run();
        terminal.wait_ready();
        terminal.answer("\x1b");
        let copied = terminal.answer("y");
        let request = memchr::memmem::find(&copied, b"\x1b]52;c;");
        assert_eq!(request.is_some(), asked, "{args:?}");
        assert_eq!(memchr::memmem::find(&terminal.since(0), b"]52;").is_some(), asked);
    }
}
