//! `o`: the original in another program, which has the terminal to itself, and the screen afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::folder;
use crate::terminal::{Start, Terminal, onrecord, untouched};

/// A folder of documents, and one of programs.
struct Desk {
    documents: TempDir,
    programs: TempDir,
}

impl Desk {
    fn new(name: &str, text: &str) -> Self {
        let desk = Self {
            documents: tempfile::tempdir().unwrap(),
            programs: tempfile::tempdir().unwrap(),
        };
        fs::write(desk.documents.path().join(name), text).unwrap();
        desk
    }

    /// A program that writes its arguments down, and then does what `more` says.
    fn program(&self, name: &str, more: &str) -> PathBuf {
        let path = self.programs.path().join(name);
        let told = self.told().display().to_string();
        fs::write(&path, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{told}.new'\nmv '{told}.new' '{told}'\n{more}\n"))
            .unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn told(&self) -> PathBuf {
        self.programs.path().join("told")
    }

    fn start(&self) -> Start {
        let start = onrecord([folder::path(&self.documents)]);
        ["VISUAL", "EDITOR", "ONRECORD_OPEN", "DISPLAY", "WAYLAND_DISPLAY"]
            .into_iter()
            .fold(start, |start, name| start.env(name, ""))
    }

    fn file(&self, name: &str) -> String {
        let folder = fs::canonicalize(self.documents.path()).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    }
}

/// In the list, a row selected.
fn listed(start: Start) -> Terminal {
    let mut terminal = start.run();
    terminal.wait_ready();
    terminal.send("\x1b");
    terminal.settle();
    // Longer than a key may be the tail of a cut sequence.
    std::thread::sleep(std::time::Duration::from_millis(600));
    terminal
}

/// What the program was given, once it was.
fn told(path: &Path) -> Vec<String> {
    let due = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !path.exists() {
        assert!(std::time::Instant::now() < due, "it never ran");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

const TEXT: &str = "It rained.\n\n“Nobody asked the harbour master,” said Dora Finch.\n";

#[test]
fn an_editor_gets_the_line_and_has_the_terminal_to_itself() {
    let desk = Desk::new("-R a.txt", TEXT);
    let vim =
        desk.program("vim", "echo in the editor\nread line\necho got \"$line\" >> \"$0.got\"");
    let mut terminal = listed(desk.start().env("EDITOR", vim.to_str().unwrap()));
    for round in 1..=3 {
        terminal.send("o");
        terminal.wait("the editor alone", |screen| {
            untouched(screen) && screen.contents().contains("in the editor")
        });
        terminal.wait_restored();
        assert_eq!(told(&desk.told()), ["-R", "+3", &desk.file("-R a.txt")]);
        terminal.send("q of mine\n");
        terminal.wait_taken();
        terminal.wait("the whole screen again", |screen| {
            screen.contents().starts_with("onrecord  ") && screen.contents().contains('▸')
        });
        let got = fs::read_to_string(desk.programs.path().join("vim.got")).unwrap();
        assert_eq!(got, "got q of mine\n".repeat(round), "all keys were the editor's");
        fs::remove_file(desk.told()).unwrap();
    }
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait_restored();
}

#[test]
fn ctrl_c_in_the_editor_is_not_ours() {
    let desk = Desk::new("a.txt", TEXT);
    let editor = desk
        .program("ed", "trap 'echo heard; exit 3' INT\necho waiting\nwhile :; do sleep 0.1; done");
    let mut terminal = listed(desk.start().env("VISUAL", editor.to_str().unwrap()));
    terminal.send("o");
    terminal.wait_for("waiting");
    terminal.send("\x03");
    terminal.wait_taken();
    terminal.wait_for("▸");
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_command_of_ones_own_is_used_for_all_and_one_that_is_not_there_is_named() {
    let desk = Desk::new("a.txt", TEXT);
    let own = desk.program("own", "");
    let command = format!("{} 'at {{line}}' {{file}}", own.display());
    let mut terminal = listed(desk.start().env("ONRECORD_OPEN", &command));
    terminal.send("o");
    assert_eq!(told(&desk.told()), ["at 3".to_owned(), desk.file("a.txt")]);
    terminal.wait_taken();
    let mut terminal = listed(desk.start().env("ONRECORD_OPEN", "/no/such {file}"));
    terminal.send("o");
    terminal.wait_for("Not started");
    terminal.wait_taken();
}

#[test]
fn a_page_is_asked_for_first_and_shown_where_there_is_no_screen() {
    let page = format!("<html><body><p>{}</p></body></html>", TEXT.replace('\n', "</p><p>"));
    let desk = Desk::new("a.html", &page);
    let mut terminal = listed(desk.start());
    terminal.send("o");
    terminal.wait_for("No screen here; where there is one: xdg-open /");
    drop(terminal);
    desk.program("xdg-open", "");
    let path = format!("{}:{}", desk.programs.path().display(), std::env::var("PATH").unwrap());
    let mut terminal = listed(desk.start().env("DISPLAY", ":9").env("PATH", &path));
    terminal.send("o");
    terminal.wait_for("In a browser? o again runs: xdg-open /");
    // Any other key is no.
    terminal.send("jo");
    terminal.wait_for("In a browser? o again runs: xdg-open /");
    assert!(!desk.told().exists());
    terminal.send("o");
    assert_eq!(told(&desk.told()), [desk.file("a.html")]);
    terminal.wait_for("Started: xdg-open /");
}
