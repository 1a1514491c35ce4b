//! Copying inside tmux: into its buffer, or to the terminal where it does not answer.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use memchr::memmem;
use tempfile::TempDir;

use crate::terminal::{Terminal, onrecord};

/// A folder with a `tmux` that does what `script` says (`$1` and on are its arguments).
fn tmux(script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tmux");
    fs::write(&file, format!("#!/bin/sh\ncd \"{}\"\n{script}\n", folder.path().display())).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// The program inside that tmux; the list has the keys.
fn inside(tmux: &TempDir, args: &[&str]) -> Terminal {
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", tmux.path().display());
    let start = onrecord(args.iter().copied()).env("PATH", &path);
    let mut terminal = start.env("TMUX", "/nowhere/default,1,0").run();
    terminal.wait_ready();
    terminal.send("\r");
    terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
    terminal
}

fn asks_the_terminal(terminal: &Terminal) -> bool {
    memmem::find(&terminal.since(0), b"\x1b]52;").is_some()
}

#[test]
fn a_copy_goes_into_tmuxs_buffer_and_says_so() {
    let tmux = tmux("echo \"$@\" > arguments; cat > buffer");
    let mut terminal = inside(&tmux, &[]);
    terminal.send("y");
    terminal.wait_for("Quote and citation in tmux's buffer");
    let read = |name| fs::read_to_string(tmux.path().join(name)).unwrap();
    assert_eq!(read("arguments").trim(), "load-buffer -w -");
    assert!(read("buffer").contains("InSight Crime"), "{}", read("buffer"));
    assert!(!asks_the_terminal(&terminal));
}

#[test]
fn where_tmux_refuses_the_terminal_is_asked() {
    for script in ["exit 1", "cat > /dev/null; exit 1"] {
        let tmux = tmux(script);
        let mut terminal = inside(&tmux, &[]);
        terminal.send("y");
        terminal.wait_for("tmux needs set-clipboard on");
        assert!(asks_the_terminal(&terminal), "{script}");
    }
}

#[test]
fn where_tmux_does_not_answer_nobody_waits_for_it() {
    for script in ["exec sleep 60", "sleep 60"] {
        let tmux = tmux(script);
        let mut terminal = inside(&tmux, &[]);
        terminal.send("y?");
        terminal.wait_for("Help (Esc closes)");
        assert!(!asks_the_terminal(&terminal), "help came while tmux was waited for");
        terminal.wait_for("tmux needs set-clipboard on");
        assert!(asks_the_terminal(&terminal), "{script}");
    }
}

#[test]
fn tmux_is_not_asked_where_nothing_may_be_copied() {
    let tmux = tmux("cat > buffer");
    let mut terminal = inside(&tmux, &["--no-clipboard"]);
    terminal.send("y");
    terminal.wait_for("The clipboard is off");
    assert!(!tmux.path().join("buffer").exists() && !asks_the_terminal(&terminal));
}
