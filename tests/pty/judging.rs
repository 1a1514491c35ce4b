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

    /// The lines of all journals of the folder, each a decision.
    fn journal(&self) -> Vec<Value> {
        decisions(&self.folder().join("onrecord.d"))
    }

    /// The user's own journals.
    fn own(&self) -> Vec<PathBuf> {
        let folder = self.place.path().join("data/onrecord/journals");
        let folders = fs::read_dir(folder).into_iter().flatten();
        folders.map(|entry| entry.unwrap().path()).collect()
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

/// The whole lines of the journals in a folder.
fn decisions(folder: &Path) -> Vec<Value> {
    let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut lines = Vec::new();
    for file in files.filter(|path| path.extension().is_some_and(|ending| ending == "ndjson")) {
        let text = fs::read_to_string(file).unwrap();
        lines.extend(text.lines().map_while(|line| serde_json::from_str(line).ok()));
    }
    lines
}

/// What each decision sets its first field to.
fn verdicts(journal: &[Value]) -> Vec<&str> {
    journal.iter().map(|line| line["changes"][0]["to"].as_str().unwrap_or("as before")).collect()
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
    terminal.wait_for("confirmed; kept in ");
    terminal.wait_for("confirmed · direct");
    terminal.send("j-");
    terminal.wait_for(": dismissed");
    terminal.wait_for("3 Quotes 3");
    terminal.send("+");
    terminal.wait_for(": confirmed");
    terminal.send("u");
    terminal.wait_for(": taken back");
    leave(&mut terminal);
    let journal = desk.journal();
    assert_eq!(verdicts(&journal), ["confirmed", "dismissed", "confirmed", "suggested"]);
    let first = &journal[0]["changes"][0];
    assert_eq!(first["words"][0]["exact"], "Nobody told us about the leak");
    assert_eq!(first["adopts"]["record"]["statement"]["cue"], "said");
    assert!(desk.own().is_empty() && !desk.investigation().exists());
    let again = desk.open("");
    again.wait_for("3 Quotes 3");
    again.wait_for("confirmed · direct");
    let text = again.text();
    assert!(text.contains("suggested · direct") && !text.contains("had been tested in March\n"));
    assert!(!text.contains("fault"), "{text}");
    desk.sources_are_untouched();
}

/// A passage that no rule saw, put down with three keys and a name, and found again.
#[test]
fn a_passage_is_put_down_as_a_statement_and_there_again() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 4");
    terminal.send("4");
    terminal.send("a");
    terminal.wait_for("who said it");
    terminal.send("j\r");
    terminal.wait_for("New statement");
    terminal.wait_for("The town paid for it.");
    terminal.send("Eva Roth");
    terminal.wait_for("(new)");
    terminal.send("\r");
    terminal.wait_for("Put down as a statement; kept in ");
    terminal.wait_for("3 Quotes 5");
    leave(&mut terminal);
    let journal = desk.journal();
    assert_eq!(journal.len(), 1);
    let first = &journal[0]["changes"][0];
    assert_eq!(first["words"][0]["exact"], "The town paid for it.");
    assert_eq!(first["adopts"]["by_hand"], true);
    let mut again = desk.open("");
    again.wait_for("3 Quotes 5");
    again.send("/by:eva");
    again.wait_for("The town paid for it.");
    assert!(again.text().contains("Eva Roth") && !again.text().contains("fault"));
    desk.sources_are_untouched();
}

/// Two statements are linked, each card tells of the other, and one key takes it back.
#[test]
fn two_statements_are_linked_and_the_link_is_taken_back() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 4");
    terminal.send("Gl");
    terminal.wait_for("Link from “");
    terminal.send("g");
    terminal.send("l");
    terminal.wait_for("c contradicts");
    terminal.send("c");
    terminal.wait_for("contradicts “Nobody told us about");
    terminal.send("i");
    terminal.wait_for("contradicted");
    terminal.send("\r");
    terminal.send("i");
    terminal.wait_for("contradicts  ▸ Ana Ruiz");
    terminal.send("u");
    terminal.wait_for("aken back");
    // The card is closed first.
    terminal.send("q");
    leave(&mut terminal);
    let journal = desk.journal();
    assert_eq!(journal.len(), 2);
    let changes = journal[0]["changes"].as_array().unwrap();
    let fields: Vec<_> = changes.iter().map(|change| change["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["links", "linked_from"]);
    assert_eq!(changes[0]["add"]["to"], changes[1]["id"]);
    assert_eq!(changes[1]["words"][0]["exact"], "Nobody told us about the leak");
    assert!(changes.iter().all(|change| change["adopts"].is_object()));
    desk.sources_are_untouched();
}

/// What was pressed is on the disk, however quickly one leaves.
#[test]
fn leaving_waits_for_the_disk() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("+j-+j-q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(verdicts(&desk.journal()), ["confirmed", "dismissed", "confirmed", "dismissed"]);
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 2");
    // Of another run: each is asked for.
    for _ in 0..4 {
        terminal.send("u");
        terminal.wait_for("u again takes back");
        terminal.send("u");
        terminal.wait_for("Taken back");
    }
    terminal.wait_for("3 Quotes 4");
    leave(&mut terminal);
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
}

#[test]
#[cfg(unix)]
fn what_may_not_be_written_to_is_judged_in_the_users_own_journal() {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let desk = Desk::new();
    set(&desk.folder(), 0o555);
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("kept in …/journals/harbour.j-");
    terminal.send("j-");
    terminal.wait_for("3 Quotes 3");
    leave(&mut terminal);
    let own = desk.own();
    assert_eq!(own.len(), 1, "{own:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let files = fs::read_dir(&own[0]).unwrap().map(|entry| mode(&entry.unwrap().path()));
    assert_eq!((mode(&own[0]), files.collect::<Vec<_>>()), (0o700, vec![0o600; 2]));
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
fn a_document_alone_is_judged_in_the_users_own_journal() {
    let desk = Desk::new();
    let mut terminal = desk.open("b.txt");
    terminal.send("+");
    terminal.wait_for("kept in …/journals/b.txt.j-");
    leave(&mut terminal);
    assert!(!desk.investigation().exists());
    // It is met again by its words when it moves, too.
    let moved = desk.folder().join("moved.txt");
    fs::copy(desk.folder().join("b.txt"), moved).unwrap();
    for file in ["b.txt", "moved.txt"] {
        desk.open(file).wait_for("confirmed · direct");
    }
    desk.sources_are_untouched();
}

/// What could not be written is told on the screen, and once more on leaving.
#[test]
fn where_no_journal_can_be_made_it_is_told() {
    let desk = Desk::new();
    fs::write(desk.folder().join("onrecord.d"), "mine").unwrap();
    let data = desk.place.path().join("data");
    fs::write(&data, "no folder").unwrap();
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("Not written: ");
    assert!(!terminal.text().contains("confirmed"), "{}", terminal.text());
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 74);
    terminal.wait_for("1 decision was not written:");
    terminal.wait_for("confirm “Nobody told us about the leak” — Ana Ruiz");
    assert_eq!(fs::read_to_string(desk.folder().join("onrecord.d")).unwrap(), "mine");
}

/// A file of the investigation that is not sound keeps nobody from deciding.
#[test]
fn a_file_that_is_not_sound_is_left_alone() {
    let desk = Desk::new();
    let own = "{ \"version\": 1,\n  \"title\": \"T\"\n  \"sources\": [] }\n";
    fs::write(desk.investigation(), own).unwrap();
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("confirmed; kept in ");
    leave(&mut terminal);
    assert_eq!(fs::read_to_string(desk.investigation()).unwrap(), own);
}

/// Two at one folder: each sees what the other decides, and a contradiction is told, not decided.
#[test]
fn of_two_at_one_folder_each_sees_the_other() {
    let desk = Desk::new();
    let (mut first, mut second) = (desk.open(""), desk.open(""));
    first.send("+");
    first.wait_for("confirmed; kept in ");
    second.wait_for(": 1 decision");
    second.wait_for("confirmed · direct");
    second.send("g-");
    second.wait_for("a suggestion again");
    first.wait_for(": 1 decision");
    // What one has done oneself stands beside it still.
    first.wait_for("confirmed; kept in ");
    let row = |screen: &vt100::Screen| screen.contents().contains("confirmed · direct");
    first.wait("it is a suggestion again", |screen| !row(screen));
    leave(&mut first);
    leave(&mut second);
    assert_eq!(verdicts(&desk.journal()).len(), 2);
}

#[test]
fn decided_in_one_session_taken_back_in_the_next() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("+j-");
    terminal.wait_for(": dismissed");
    leave(&mut terminal);
    let mut terminal = desk.open("");
    terminal.wait_for("3 Quotes 3");
    terminal.send("g-");
    terminal.wait_for("a suggestion again");
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

/// Killed at any moment, every decision is there or it is not, and the next run goes on.
#[test]
fn killed_while_writing_the_journal_is_whole() {
    for round in 0..6u64 {
        let desk = Desk::new();
        let mut terminal = desk.open("");
        terminal.send("+u".repeat(40));
        std::thread::sleep(std::time::Duration::from_millis(7 * round));
        terminal.signal("KILL");
        assert_eq!(terminal.exit_code(), -1);
        let before = desk.journal().len();
        let mut again = desk.open("");
        again.wait_for("3 Quotes 4");
        again.send("G=d");
        again.wait_for("status: disputed");
        leave(&mut again);
        assert!(desk.journal().len() > before, "round {round}");
        desk.sources_are_untouched();
    }
}

/// The first of two decisions is taken back in the log; the row falls back, also when opened again.
#[test]
fn one_of_the_log_is_taken_back_and_stays_so() {
    let desk = Desk::new();
    let mut terminal = desk.open("");
    terminal.send("+");
    terminal.wait_for("confirmed; kept in ");
    terminal.wait_for("confirmed · direct");
    terminal.send("j=d");
    terminal.wait_for("status: disputed");
    terminal.send("L");
    terminal.wait_for("1 of 2");
    terminal.wait_for("confirmed  “Nobody told us about the leak”");
    terminal.send("j");
    terminal.wait_for("2 of 2");
    terminal.send("u");
    terminal.wait_for("taken back · confirmed  “Nobody told us about the leak”");
    // ⏎ leads from the row to its passage.
    terminal.send("\r3g");
    terminal.wait_for("suggested · direct");
    assert!(!terminal.text().contains("confirmed"), "{}", terminal.text());
    leave(&mut terminal);
    let journal = desk.journal();
    assert_eq!(journal.len(), 3);
    assert_eq!(journal[2]["undoes"], journal[0]["op"]);
    let mut again = desk.open("");
    again.send("L");
    again.wait_for("1 of 3");
    again.wait_for("taken back · confirmed  “Nobody told us about the leak”");
    again.wait_for("status: unchecked → disputed");
    again.send("L");
    again.wait_for("3 Quotes 4");
    assert!(!again.text().contains("confirmed"), "{}", again.text());
    leave(&mut again);
    desk.sources_are_untouched();
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
    assert_eq!(desk.journal().len(), 128);
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
    assert!(desk.journal().is_empty());
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
    terminal.wait_for("confirmed; kept in ");
    leave(&mut terminal);
    assert_eq!(fs::read_to_string(desk.investigation()).unwrap(), own);
    let again = desk.open("");
    again.wait_for("3 Quotes 5");
    again.wait_for("The town paid for it");
    assert!(!again.text().contains("fault"), "{}", again.text());
}
