//! Suggestions judged in the running program: what is written where, and that it is so when the
//! folder is opened again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::{Terminal, onrecord};

const FIRST: &str = "\
“Nobody told us about the leak,” said Ana Ruiz, the harbour master. The town paid for it.

The mayor, Bo Lind, said the pumps had been tested in March.

“We tested every one of them twice,” Lind said.
";

const SECOND: &str = "“He was never there,” said Clara Moss, who ran the pumps for ten years.\n";

/// A folder of two articles in which four things are said, and a home for the user's own data.
struct Desk {
    place: TempDir,
}

impl Desk {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let desk = Self { place };
        fs::create_dir(desk.folder()).unwrap();
        fs::write(desk.folder().join("a.txt"), FIRST).unwrap();
        fs::write(desk.folder().join("b.txt"), SECOND).unwrap();
        desk
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("harbour")
    }

    fn investigation(&self) -> PathBuf {
        self.folder().join("investigation.json")
    }

    /// The user's own files of judgements.
    fn own(&self) -> Vec<PathBuf> {
        let folder = self.place.path().join("data/onrecord/judged");
        let files = fs::read_dir(folder).into_iter().flatten();
        files.map(|entry| entry.unwrap().path()).collect()
    }

    /// Opens the folder, or a file in it; the list has the keys.
    fn open(&self, file: &str) -> Terminal {
        self.open_with(file, "")
    }

    /// The same; the program fails at `fault`.
    fn open_with(&self, file: &str, fault: &str) -> Terminal {
        let path = self.folder().join(file);
        let data = self.place.path().join("data");
        let start = onrecord([path.to_str().unwrap()]).size(120, 36);
        let start = start.env("XDG_DATA_HOME", data.to_str().unwrap());
        let mut terminal = start.env("ONRECORD_PANIC", fault).run();
        terminal.wait_ready();
        // Not with Esc: a key that writes would come too soon after it.
        terminal.send("\r");
        terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
        terminal
    }

    fn sources_are_untouched(&self) {
        assert_eq!(fs::read_to_string(self.folder().join("a.txt")).unwrap(), FIRST);
        assert_eq!(fs::read_to_string(self.folder().join("b.txt")).unwrap(), SECOND);
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn leave(terminal: &mut Terminal) {
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn confirmed_dismissed_taken_back_and_so_when_opened_again() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 4");
    terminal.send("+");
    terminal.wait_for("Confirmed; written to ");
    terminal.wait_for("confirmed · direct");
    terminal.send("-");
    terminal.wait_for("Dismissed; written to investigation.json");
    terminal.wait_for("3 Quotes 3");
    terminal.send("+");
    terminal.wait_for("Confirmed; written to investigation.json");
    terminal.send("u");
    terminal.wait_for("A suggestion again; taken out of investigation.json");
    leave(&mut terminal);
    let told = json(&desk.investigation());
    let ids = |list: &str| told[list].as_array().map_or(0, Vec::len);
    assert_eq!(["sources", "statements", "dismissed"].map(ids), [1, 1, 1], "{told:#}");
    assert_eq!(told["statements"][0]["anchor"]["exact"], "Nobody told us about the leak");
    assert_eq!(told["dismissed"][0]["exact"], "the pumps had been tested in March");
    assert!(desk.own().is_empty());
    let again = desk.open("");
    again.wait_for("3 Quotes 3");
    again.wait_for("confirmed · direct");
    let text = again.text();
    assert!(text.contains("suggested · direct") && !text.contains("had been tested in March\n"));
    assert!(!text.contains("fault"), "{text}");
    desk.sources_are_untouched();
}

/// What was pressed is on the disk, however quickly one leaves; all taken back, the folder is as it
/// was.
#[test]
fn leaving_waits_for_the_disk_and_taking_all_back_leaves_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("+-+-q");
    assert_eq!(terminal.exit_code(), 0);
    let told = json(&desk.investigation());
    let count = |list: &str| told[list].as_array().map_or(0, Vec::len);
    assert_eq!(["sources", "statements", "dismissed"].map(count), [2, 2, 2], "{told:#}");
    fs::remove_file(desk.investigation()).unwrap();
    let mut terminal = desk.open("");
    terminal.send("+-+-");
    terminal.wait_for("3 Quotes 2");
    terminal.send("uuuu");
    terminal.wait_for("3 Quotes 4");
    leave(&mut terminal);
    assert!(!desk.investigation().exists());
    desk.sources_are_untouched();
}

/// What was read again holds the verdict; taking it back reads once more.
#[test]
fn taken_back_after_reading_again() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("-");
    terminal.wait_for("3 Quotes 3");
    terminal.send("r");
    terminal.wait_for("Read again.");
    terminal.send("u");
    terminal.wait_for("3 Quotes 4");
    terminal.wait_for("“Nobody told us about the leak,”");
    leave(&mut terminal);
    assert!(!desk.investigation().exists());
}

#[test]
#[cfg(unix)]
fn what_may_not_be_written_to_is_judged_in_the_users_own_file() {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let desk = Desk::new();
    set(&desk.folder(), 0o555);
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("data/onrecord/judged/harbour.j-");
    terminal.send("-");
    terminal.wait_for("3 Quotes 3");
    leave(&mut terminal);
    let own = desk.own();
    assert_eq!(own.len(), 1, "{own:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&own[0]), mode(own[0].parent().unwrap())), (0o600, 0o700));
    assert_eq!(fs::read_dir(desk.folder()).unwrap().count(), 2, "nothing new in the folder");
    let again = desk.open("");
    again.wait_for("3 Quotes 3");
    again.wait_for("confirmed · direct");
    assert!(!again.text().contains("fault"), "{}", again.text());
    drop(again);
    set(&desk.folder(), 0o755);
    desk.sources_are_untouched();
}

#[test]
fn a_document_alone_is_judged_in_the_users_own_file() {
    let desk = Desk::new();
    let mut terminal = desk.open("b.txt");
    terminal.send("+");
    terminal.wait_for("onrecord/judged/b.txt.j-");
    leave(&mut terminal);
    assert!(!desk.investigation().exists());
    let again = desk.open("b.txt");
    again.wait_for("confirmed · direct");
    desk.sources_are_untouched();
}

/// What could not be written is told on the screen, and once more on leaving.
#[test]
fn a_file_that_is_not_sound_is_told_and_left_alone() {
    let desk = Desk::new();
    let own = "{ \"version\": 1,\n  \"title\": \"T\"\n  \"sources\": [] }\n";
    fs::write(desk.investigation(), own).unwrap();
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("Not written: investigation.json is no sound JSON (line 3)");
    assert!(!terminal.text().contains("confirmed"), "{}", terminal.text());
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 74);
    terminal.wait_for("1 decision was not written:");
    terminal.wait_for("confirm “Nobody told us about the leak” — Ana Ruiz");
    assert_eq!(fs::read_to_string(desk.investigation()).unwrap(), own);
}

/// The lock that another onrecord would have on the file while it writes.
fn lock(desk: &Desk) -> fs::File {
    fs::write(desk.investigation(), EMPTY).unwrap();
    let file = fs::File::open(desk.investigation()).unwrap();
    file.lock().unwrap();
    file
}

const EMPTY: &str = "{ \"version\": 1, \"title\": \"Ours\", \"sources\": [] }\n";

/// Nothing is called confirmed before it is on the disk, and leaving waits for it.
#[test]
fn what_waits_says_so_and_is_waited_for() {
    let desk = Desk::new();
    let theirs = lock(&desk);
    let mut terminal = desk.open("");
    terminal.send("+-+-");
    terminal.wait_for("confirming … · direct");
    terminal.wait_for("Waiting for investigation.json; another onrecord is writing.");
    assert!(!terminal.text().contains("confirmed"), "{}", terminal.text());
    terminal.send("q");
    terminal.wait_for("Writing 4 decisions (q again leaves without them)");
    drop(theirs);
    assert_eq!(terminal.exit_code(), 0);
    let told = json(&desk.investigation());
    let count = |list: &str| told[list].as_array().map_or(0, Vec::len);
    assert_eq!(["statements", "dismissed"].map(count), [2, 2], "{told:#}");
}

/// Whatever ends the program while decisions wait: what was given up is named, nothing of it is
/// written later, and no unfinished file is left.
#[test]
fn what_is_given_up_is_named() {
    for (end, code) in [("q", 74), ("TERM", 143), ("INT", 130)] {
        let desk = Desk::new();
        let theirs = lock(&desk);
        let mut terminal = desk.open("");
        terminal.send("+-");
        terminal.wait_for("confirming … · direct");
        if end == "q" {
            terminal.send("q");
            terminal.wait_for("Writing 2 decisions");
            terminal.send("q");
        } else {
            terminal.signal(end);
        }
        assert_eq!(terminal.exit_code(), code, "{end}");
        terminal.wait_for("2 decisions were not written:");
        terminal.wait_for("confirm “Nobody told us about the leak” — Ana Ruiz");
        drop(theirs);
        assert_eq!(fs::read_to_string(desk.investigation()).unwrap(), EMPTY);
        assert_eq!(fs::read_dir(desk.folder()).unwrap().count(), 3, "nothing unfinished");
    }
}

/// Nobody hears what a program says whose terminal is gone; it is noted in the user's own folder.
#[test]
fn what_a_closed_window_costs_is_noted() {
    let desk = Desk::new();
    let theirs = lock(&desk);
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("confirming … · direct");
    assert_eq!(terminal.hang_up(), 129);
    drop(theirs);
    assert_eq!(fs::read_to_string(desk.investigation()).unwrap(), EMPTY);
    let note = desk.place.path().join("data/onrecord/not-written.txt");
    let note = fs::read_to_string(note).unwrap();
    assert!(note.contains("confirm “Nobody told us about the leak” — Ana Ruiz"), "{note}");
}

#[test]
fn of_two_who_decide_differently_the_second_is_told() {
    let desk = Desk::new();
    let (mut first, mut second) = (desk.open(""), desk.open(""));
    first.send("+");
    first.wait_for("Confirmed; written to ");
    second.send("-");
    second.wait_for("Not written: somebody else has confirmed it in investigation.json meanwhile");
    second.send("r");
    second.wait_for("confirmed · direct");
    leave(&mut first);
    leave(&mut second);
    let told = json(&desk.investigation());
    assert!(told["dismissed"].is_null() && told["statements"][0]["origin"] == "confirmed");
}

#[test]
fn decided_in_one_session_taken_back_in_the_next() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("+-");
    terminal.wait_for("Dismissed; written to");
    leave(&mut terminal);
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 3");
    terminal.send("g-");
    terminal.wait_for("A suggestion again; taken out of ");
    terminal.send("/is:dismissed\r");
    terminal.wait_for("1 dismissed");
    terminal.send("+");
    terminal.wait_for("3 Quotes 0");
    leave(&mut terminal);
    let mut again = desk.open("");
    again.wait_for("3 Quotes 4");
    assert!(!again.text().contains("confirmed"), "{}", again.text());
    leave(&mut again);
    desk.sources_are_untouched();
}

#[test]
#[cfg(unix)]
fn other_names_of_the_file_are_told() {
    let desk = Desk::new();
    fs::write(desk.investigation(), EMPTY).unwrap();
    let other = desk.place.path().join("other.json");
    fs::hard_link(desk.investigation(), &other).unwrap();
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("(its other names, hard links, keep what they had)");
    leave(&mut terminal);
    assert_eq!(fs::read_to_string(other).unwrap(), EMPTY);
}

/// Killed at any moment, the file is the old or the new one, and what is left beside it is never read.
#[test]
fn killed_while_writing_the_file_is_whole() {
    for round in 0..6u64 {
        let desk = Desk::new();
        let mut terminal = desk.open("");
        terminal.send("+u".repeat(40));
        std::thread::sleep(std::time::Duration::from_millis(7 * round));
        terminal.signal("KILL");
        assert_eq!(terminal.exit_code(), -1);
        if desk.investigation().exists() {
            json(&desk.investigation());
        }
        let again = desk.open("");
        again.wait_for("3 Quotes 4");
        assert!(!again.text().contains("fault"), "{}", again.text());
        desk.sources_are_untouched();
    }
}

/// What stands under the selection is pressed away as fast as keys repeat: each press is about
/// another row, and the screen comes to the same.
#[test]
fn a_held_key_judges_each_row_once() {
    let desk = Desk::new();
    let said = |n| format!("“These are the words numbered {n},” said Ada Quill on Friday.\n\n");
    let text = (0..60).map(said).collect::<Vec<_>>().concat();
    fs::write(desk.folder().join("c.txt"), text).unwrap();
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 64");
    terminal.send("-".repeat(64));
    terminal.wait_for("3 Quotes 0");
    terminal.send("u".repeat(64));
    terminal.wait_for("3 Quotes 64");
    leave(&mut terminal);
    assert!(!desk.investigation().exists());
}

#[test]
fn a_fault_of_the_program_costs_the_decision_alone() {
    let desk = Desk::new();
    let mut terminal = desk.open_with("", "decisions");
    terminal.send("+");
    terminal.wait_for("Not written: a fault of the program, not of your files.");
    assert!(!terminal.text().contains("confirmed"), "{}", terminal.text());
    terminal.answer("-");
    terminal.wait_for("Not written");
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 74);
    terminal.wait_for("not written:");
    assert!(!desk.investigation().exists());
}

/// A second document judged: what the person had written about the first, without naming it, is
/// still there.
#[test]
fn an_investigation_of_one_source_keeps_its_words() {
    let desk = Desk::new();
    let own = r#"{ "version": 1, "title": "Mine",
  "sources": [ { "id": "a", "file": "a.txt" } ],
  "statements": [ { "form": "indirect", "anchor": "The town paid for it" } ] }
"#;
    fs::write(desk.investigation(), own).unwrap();
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 5");
    terminal.send("G+");
    terminal.wait_for("Confirmed; written to ");
    leave(&mut terminal);
    let again = desk.open("");
    again.wait_for("3 Quotes 5");
    again.wait_for("The town paid for it");
    assert!(!again.text().contains("fault"), "{}", again.text());
}
