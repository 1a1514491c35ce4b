//! Every way out gives the terminal back as it was.

use std::thread::sleep;
use std::time::Duration;

use vt100::Screen;

use crate::terminal::{Start, Terminal, onrecord, program};

/// A running screen with its first frame complete.
fn open() -> Terminal {
    opened(onrecord([]))
}

fn opened(start: Start) -> Terminal {
    let terminal = start.run();
    terminal.wait_ready();
    terminal
}

#[test]
fn q_leaves_from_the_list_and_is_a_letter_in_the_line() {
    let mut terminal = open();
    terminal.send("q");
    terminal.wait_for("/ q ");
    terminal.send("\x1b");
    terminal.wait("the list has the keys", Screen::hide_cursor);
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_restored();
}

#[test]
fn ctrl_c_clears_the_line_then_leaves() {
    let mut terminal = open();
    terminal.send("words");
    terminal.wait_for("/ words");
    terminal.send("\x03");
    terminal.wait_for("/ type what you half remember");
    terminal.send("\x03");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_restored();
}

#[test]
fn signals_end_it_with_the_code_shells_know() {
    for (signal, code) in [("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143)] {
        let terminal = open();
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code, "{signal}");
        terminal.wait_restored();
    }
}

#[test]
fn a_lost_connection_ends_it() {
    assert_eq!(open().hang_up(), 129);
}

/// `nohup` and some daemons hand down an ignored SIGHUP; the terminal is gone all the same.
#[test]
fn a_lost_connection_ends_it_where_hang_ups_are_ignored() {
    let ignoring = ["-c", "trap '' HUP; exec \"$0\"", env!("CARGO_BIN_EXE_onrecord")];
    let terminal = opened(program("sh", ignoring));
    assert_eq!(terminal.hang_up(), 129);
}

/// The loop waits for ever in the middle of a frame then; the signal thread must not. How much the
/// system takes before a writer waits is its own affair, so that not every attempt stalls.
#[test]
fn a_terminal_that_takes_no_bytes_does_not_keep_it() {
    assert!((0..8).any(|_| ends_though_stalled()), "it was never stalled at all");
}

/// Ends the program on a terminal that takes nothing; whether it was held up in a frame by then.
fn ends_though_stalled() -> bool {
    let mut terminal = opened(onrecord([]).size(200, 100));
    terminal.stall();
    let before = terminal.count();
    // Frames enough to fill what the system holds back, on a machine that has other things to do.
    for _ in 0..200 {
        terminal.send("\x0c");
        sleep(Duration::from_millis(5));
    }
    terminal.signal("TERM");
    assert_eq!(terminal.exit_code(), 143);
    assert!(terminal.has_its_modes(), "they need no bytes");
    terminal.flow();
    terminal.settle_in_pieces();
    memchr::memmem::find(&terminal.since(before), b"\x1b[?1049l").is_none()
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_in_a_thread_of_its_own_gives_the_terminal_back_and_says_so() {
    for place in ["screen", "input"] {
        let mut terminal = opened(onrecord([]).env("ONRECORD_PANIC", place));
        terminal.send("a");
        assert_eq!(terminal.exit_code(), 70, "{place}");
        terminal.wait_for("a fault of the program");
        terminal.wait_restored();
        let text = terminal.text();
        assert!(text.contains(place) && text.contains("␛["), "told, and without control: {text}");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_in_a_search_costs_its_answer_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let start = onrecord(["--trace", log.to_str().unwrap()]);
    let mut terminal = opened(start.env("ONRECORD_PANIC", "search"));
    terminal.send("a");
    terminal.wait_for("a fault of the program");
    terminal.answer("\x1b");
    terminal.send("?");
    terminal.wait_for("Help (Esc closes)");
    terminal.wait_taken();
    terminal.send("qq");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_restored();
    let log = std::fs::read_to_string(log).unwrap();
    let failed = "ERROR shell: a search failed, and the program goes on without it";
    assert!(log.contains(failed) && log.contains("ERROR shell: panic at src/shell/fault.rs:"));
    assert!(!log.contains("drill"), "what a panic says may quote a document: {log}");
}

#[test]
fn without_a_terminal_it_is_refused_in_a_sentence() {
    for script in ["\"$0\" | cat", "\"$0\" < /dev/null", "TERM=dumb \"$0\"", "unset TERM; \"$0\""] {
        let script = format!("set -o pipefail; {script}");
        let started = ["-c", &script, env!("CARGO_BIN_EXE_onrecord")];
        let terminal = program("bash", started).run();
        assert_eq!(terminal.exit_code(), 2, "{script}");
        terminal.wait_for("onrecord find");
        assert!(!terminal.since(0).contains(&0x1b), "{script}: no sequence at all");
    }
}
