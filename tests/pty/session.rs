//! What is left, and found again at the next opening.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::folder;
use crate::terminal::{Terminal, onrecord};

/// Statements in a folder, and a home for what is kept.
struct Desk {
    folder: TempDir,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: folder::ten_statements(), state: tempfile::tempdir().unwrap() }
    }

    fn open(&self, more: &[&str]) -> Terminal {
        let args = [folder::path(&self.folder)].into_iter().chain(more.iter().copied());
        let start = onrecord(args).env("XDG_STATE_HOME", folder::path(&self.state));
        let terminal = start.run();
        terminal.wait_taken();
        terminal.wait_for("1 Actors");
        terminal.settle();
        terminal
    }

    /// The session files.
    fn kept(&self) -> Vec<PathBuf> {
        let folder = self.state.path().join("onrecord/sessions");
        let files = fs::read_dir(folder).into_iter().flatten();
        files.map(|file| file.unwrap().path()).collect()
    }
}

/// Leaves from the search line.
fn leave(mut terminal: Terminal) {
    terminal.send("\x1b");
    terminal.settle();
    leave_list(terminal);
}

fn leave_list(mut terminal: Terminal) {
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
}

/// The row of the screen that is selected.
fn selected(terminal: &Terminal) -> String {
    let text = terminal.text();
    text.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
}

#[test]
fn one_begins_where_one_was_with_the_query_marked() {
    let desk = Desk::new();
    let mut terminal = desk.open(&[]);
    terminal.send("ada");
    terminal.wait_for("4 of 10");
    terminal.send("\r");
    terminal.settle();
    terminal.send("jj");
    terminal.wait_for("numbered 6");
    leave_list(terminal);
    let mut terminal = desk.open(&[]);
    terminal.wait_for("/ ada");
    terminal.wait_for("numbered 6");
    // The next letter takes the place of the query.
    terminal.send("b");
    terminal.wait_for("/ b ");
    leave(terminal);
    let terminal = desk.open(&["--fresh"]);
    terminal.wait_for("type what you half remember");
    leave(terminal);
    desk.open(&[]).wait_for("type what you half remember");
}

#[test]
fn a_hang_up_and_a_signal_keep_it_as_well() {
    for signal in ["HUP", "TERM", "INT"] {
        let desk = Desk::new();
        let mut terminal = desk.open(&[]);
        terminal.send("\x1b");
        terminal.settle();
        terminal.send("G");
        terminal.wait_for("numbered 9");
        terminal.signal(signal);
        terminal.exit_code();
        let again = desk.open(&[]);
        again.wait(signal, |screen| {
            screen.contents().lines().any(|line| line.contains("▸") && line.contains("Ada Quill"))
                && screen.contents().contains("numbered 9")
        });
        assert!(selected(&again).contains("Ada Quill"), "{signal}");
    }
}

/// The connection dies in the middle of a note: the words are there the next time, and nobody's decision.
#[test]
fn what_was_being_typed_is_there_again() {
    for ended in ["HUP", "TERM", "the line"] {
        let desk = Desk::new();
        let mut terminal = desk.open(&[]);
        terminal.send("\x1b");
        terminal.settle();
        terminal.send("jj");
        terminal.wait_for("numbered 2");
        terminal.send("cheard it mys");
        terminal.wait_for("note: heard it mys");
        if ended == "the line" {
            assert_eq!(terminal.hang_up(), 129);
        } else {
            terminal.signal(ended);
            terminal.exit_code();
        }
        assert!(!desk.folder.path().join("onrecord.d").exists(), "{ended}");
        for file in desk.kept() {
            assert_eq!(mode(&file), 0o600, "{file:?}");
        }
        let mut terminal = desk.open(&[]);
        terminal.wait_for("Not finished: note on “");
        if ended == "the line" {
            // From the search line, where one begins.
            terminal.send("\r");
        } else {
            terminal.send("\x1b");
            terminal.settle();
            terminal.send("c");
        }
        terminal.wait_for("note: heard it mys");
        terminal.send("elf\r");
        terminal.wait_for("note: heard it myself");
        leave_list(terminal);
        let terminal = desk.open(&[]);
        assert!(!terminal.text().contains("Not finished"), "{}", terminal.text());
        leave(terminal);
    }
    let desk = Desk::new();
    let mut terminal = desk.open(&["--no-cache"]);
    terminal.send("\x1b");
    terminal.settle();
    terminal.send("cheard");
    terminal.wait_for("note: heard");
    terminal.signal("HUP");
    terminal.exit_code();
    assert_eq!(desk.kept(), Vec::<PathBuf>::new());
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be_kept() {
    let desk = Desk::new();
    leave(desk.open(&["--no-cache"]));
    assert_eq!(desk.kept(), Vec::<PathBuf>::new());
    leave(desk.open(&[]));
    let [file] = &desk.kept()[..] else { panic!("{:?}", desk.kept()) };
    assert!(!file.to_str().unwrap().contains("text"), "a name tells nothing: {file:?}");
    assert_eq!((mode(file), mode(file.parent().unwrap())), (0o600, 0o700));
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_no_session_is_passed_over_and_said_in_the_log() {
    let desk = Desk::new();
    leave(desk.open(&[]));
    let file = desk.kept().pop().unwrap();
    fs::write(&file, "{\"version\":1,\"query\":\"\u{1b}[2J").unwrap();
    let log = desk.state.path().join("log");
    let terminal = desk.open(&["--trace", log.to_str().unwrap()]);
    terminal.wait_for("type what you half remember");
    leave(terminal);
    let log = fs::read_to_string(log).unwrap();
    let told = log.lines().filter(|line| line.contains("session")).collect::<Vec<_>>();
    assert_eq!(told.len(), 2, "{log}");
    assert!(told[0].ends_with("a session file that cannot be read is passed over"), "{log}");
    assert!(told[1].ends_with("the session is kept"), "{log}");
}

#[test]
fn what_came_since_is_told_and_found() {
    let desk = Desk::new();
    let terminal = desk.open(&[]);
    assert!(!terminal.text().contains("since"), "at first nothing is new");
    leave(terminal);
    let new =
        "“Nobody asked the harbour master,” said Dora Finch.\n\n“We never did,” said Ed Gale.\n";
    fs::write(desk.folder.path().join("b.txt"), new).unwrap();
    let mut terminal = desk.open(&[]);
    terminal.wait_for("1 document and 2 statements new since");
    terminal.send("is:new");
    terminal.wait_for("2 of 12");
    terminal.wait_for("Dora Finch");
    leave(terminal);
    let mut terminal = desk.open(&[]);
    terminal.send("is:new ");
    terminal.wait_for("0 of 12");
}

#[test]
fn what_others_have_decided_since_is_new_and_ones_own_is_not() {
    let desk = Desk::new();
    leave(desk.open(&["--as", "ana"]));
    let mut other = onrecord([folder::path(&desk.folder), "--as", "bo", "--no-cache"]).run();
    other.wait_for("1 Actors");
    other.settle();
    other.send("\r");
    other.settle();
    other.send("=d");
    other.wait_for("disputed; kept");
    other.send("q");
    assert_eq!(other.exit_code(), 0);
    let mut terminal = desk.open(&["--as", "ana"]);
    terminal.wait_for("1 decided about by others since");
    terminal.send("is:new ");
    terminal.wait_for("1 of 10");
    terminal.send("\x15\r");
    terminal.settle();
    terminal.send("G=d");
    terminal.wait_for("disputed; kept");
    leave_list(terminal);
    let mut terminal = desk.open(&["--as", "ana"]);
    terminal.send("is:new ");
    terminal.wait_for("0 of 10");
}

#[test]
fn what_is_marked_as_read_stays_so_until_it_changes() {
    let desk = Desk::new();
    let new = |more: &str| {
        let text = format!("“Nobody asked the harbour master,” said Dora Finch.\n{more}");
        fs::write(desk.folder.path().join("b.txt"), text).unwrap();
    };
    new("");
    let mut terminal = desk.open(&[]);
    terminal.send("harbour\r");
    terminal.wait_for(" 1 of 11");
    terminal.send("R");
    terminal.wait_for("is marked as read");
    terminal.send("/is:read ");
    terminal.wait_for(" 1 of 11");
    terminal.send("\x15!is:read ");
    terminal.wait_for("10 of 11");
    leave(terminal);
    let mut terminal = desk.open(&[]);
    terminal.send("is:read ");
    terminal.wait_for(" 1 of 11");
    leave(terminal);
    new("\nIt rained.\n");
    let mut terminal = desk.open(&[]);
    terminal.wait_for("1 document changed since");
    terminal.send("is:read ");
    terminal.wait_for("0 of 11");
}
