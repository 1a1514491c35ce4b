//! What a terminal answers is not what a person types, however late it comes and however it is cut.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;
use vt100::Screen;

use crate::terminal::{Terminal, onrecord};

/// Answers of every kind: capabilities, settings, names and numbers of the device, colours, clipboard,
/// title, pictures, private and other strings, modes, sizes, the cursor, focus, keyboard flags; in
/// eight bits, too. As keys most of them would judge, read again, leave or type.
const ANSWERS: &[&[u8]] = &[
    b"\x1bP0+r5463\x1b\\",
    b"\x1bP1+r5463=31\x1b\\",
    b"\x1bP1$r0;1+um\x1b\\",
    b"\x1bP>|term 3.4-u+q\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x07",
    b"\x1b]52;c;K3UtcQ==\xc2\x9c",
    b"\x1b]l+u-q\x9c",
    b"\x1b_Gi=31;OK+u-q\x1b\\",
    b"\x1b^+u-q\x1b\\",
    b"\x1bX+u-q\x1b\\",
    b"\x1b[>1;4600;0c",
    b"\x1b[?64;1;2;6;22c",
    b"\x1b[=1c",
    b"\x1b[?2026;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[4;600;800t",
    b"\x1b[24;80R",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[?1u",
    b"\x900+r5463\x9c",
    b"\xc2\x9d11;rgb:0/0/0\xc2\x9c",
];

/// A folder in which something is said that can be judged.
fn harbour() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let said = "“Nobody told us about the leak,” said Ana Ruiz, the harbour master.\n";
    fs::write(folder.path().join("a.txt"), said).unwrap();
    folder
}

fn open(folder: &TempDir) -> Terminal {
    let path = folder.path().to_str().unwrap();
    let terminal = onrecord([path]).env("XDG_DATA_HOME", path).run();
    terminal.wait_for("3 Quotes 1");
    terminal.wait_ready();
    terminal
}

fn nothing_written(folder: &TempDir) {
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
}

/// Sends an answer whole, and cut at every byte but behind its Esc (no one can know that more comes).
fn send_in_pieces(terminal: &mut Terminal, answer: &[u8]) {
    terminal.send(answer);
    for cut in 1..answer.len() {
        if answer[cut - 1] == 0x1b && cut == 1 {
            continue;
        }
        let (head, tail) = answer.split_at(cut);
        terminal.send(head);
        // Now and then longer than a lone Esc is held.
        sleep(Duration::from_millis(if cut % 7 == 0 { 80 } else { 3 }));
        terminal.send(tail);
    }
}

#[test]
fn in_the_list_nothing_comes_of_answers() {
    let folder = harbour();
    let mut terminal = open(&folder);
    terminal.send("\r");
    terminal.wait("the list has the keys", Screen::hide_cursor);
    terminal.settle();
    let before = terminal.count();
    for answer in ANSWERS {
        send_in_pieces(&mut terminal, answer);
        if let Some(tail) = answer.strip_prefix(b"\x1b") {
            // Esc does nothing here: there is nothing to step out of.
            terminal.send("\x1b");
            sleep(Duration::from_millis(120));
            terminal.send(tail);
        }
    }
    terminal.settle();
    let drawn = terminal.since(before);
    assert!(drawn.is_empty(), "{}", drawn.escape_ascii());
    nothing_written(&folder);
    terminal.send("?");
    terminal.wait_for("Help (Esc closes)");
}

#[test]
fn in_the_search_line_nothing_is_typed() {
    let folder = harbour();
    let mut terminal = open(&folder);
    terminal.send("leak");
    terminal.wait_for("/ leak ");
    terminal.settle();
    let before = terminal.count();
    for answer in ANSWERS {
        send_in_pieces(&mut terminal, answer);
    }
    terminal.settle();
    let drawn = terminal.since(before);
    assert!(drawn.is_empty(), "{}", drawn.escape_ascii());
    terminal.send("age");
    terminal.wait_for("/ leakage ");
    for answer in ANSWERS.iter().filter_map(|answer| answer.strip_prefix(b"\x1b")) {
        terminal.send("\x1b");
        terminal.wait("Esc leaves the line", Screen::hide_cursor);
        terminal.send(answer);
        terminal.send("/");
        terminal.wait("the line has the keys", |screen| !screen.hide_cursor());
        terminal.send("\x05");
    }
    terminal.send("x");
    terminal.wait("nothing but x is typed", |screen| {
        let line = screen.rows(0, 40).nth(1).unwrap_or_default();
        matches!(line.trim_end(), "/ x" | "/ leakagex")
    });
    nothing_written(&folder);
}

/// Alt-] and its like begin a string, too; they must not swallow what is typed later.
#[test]
fn no_alt_key_wedges_the_keyboard() {
    let folder = harbour();
    let mut terminal = open(&folder);
    for key in ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[", "\x1bO"] {
        terminal.send(key);
        sleep(Duration::from_millis(700));
        terminal.send("leak");
        terminal.wait_for("/ leak ");
        terminal.send("\x15");
        terminal.wait_for("/ type what you half remember");
    }
}

#[test]
fn a_key_that_writes_does_nothing_right_after_escape_and_says_so() {
    let folder = harbour();
    let mut terminal = open(&folder);
    terminal.send("\x1b");
    terminal.wait("the list has the keys", Screen::hide_cursor);
    terminal.send("+");
    terminal.wait_for("+ came too soon after Esc");
    nothing_written(&folder);
    let file = folder.path().join("onrecord.d");
    for _ in 0..20 {
        terminal.send("+");
        terminal.settle();
        if file.exists() {
            return;
        }
    }
    panic!("never again:\n{}", terminal.text());
}

#[test]
fn a_paste_is_a_query_however_it_is_cut() {
    let folder = harbour();
    let mut terminal = open(&folder);
    let paste = b"\x1b[200~+u\rq\x1b[201~";
    for cut in 2..paste.len() {
        terminal.send("\r");
        terminal.wait("the list has the keys", Screen::hide_cursor);
        let (head, tail) = paste.split_at(cut);
        terminal.send(head);
        sleep(Duration::from_millis(if cut % 4 == 0 { 120 } else { 5 }));
        terminal.send(tail);
        terminal.wait_for("/ +u q ");
        terminal.send("\x15");
        terminal.wait_for("/ type what you half remember");
    }
    nothing_written(&folder);
}
