//! What somebody said, in the running program: asked for, gone to and come back from, and two of its rows linked.

use std::fs;

use crate::terminal::onrecord;

const TEXT: &str = "\
“We never took a coin,” said Ana Ruiz, the harbour master. The town paid for it.

“One coin is no crime,” Ana Ruiz said. “The coin was mine,” Bo Lind said.
";

#[test]
fn two_rows_of_one_person_are_linked_and_stay_so() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("harbour")).unwrap();
    fs::write(place.path().join("harbour/a.txt"), TEXT).unwrap();
    let data = place.path().join("data");
    let start = onrecord([place.path().join("harbour").to_str().unwrap()]).size(120, 36);
    let mut terminal = start.env("XDG_DATA_HOME", data.to_str().unwrap()).run();
    terminal.wait_ready();
    terminal.send("coin");
    terminal.wait_for("3 of 3 statements");
    // Not with Esc: a key that writes would come too soon after it.
    terminal.send("\r1gS");
    terminal.wait_for("Ana Ruiz on “coin”: 2 statements (2 without a date, last)");
    terminal.send("C");
    terminal.wait_for("on the other statement");
    terminal.send("jC");
    terminal.wait_for("CONTRADICTS");
    terminal.send("\r");
    terminal.wait("the list is away", |screen| !screen.contents().contains("2 of 2"));
    terminal.send("\x1b");
    terminal.wait_for("2 of 2");
    terminal.send("Sq");
    assert_eq!(terminal.exit_code(), 0);
    let journal = fs::read_dir(place.path().join("harbour/onrecord.d")).unwrap().next().unwrap();
    let written = fs::read_to_string(journal.unwrap().path()).unwrap();
    assert!(written.contains("contradicts"), "{written}");
}
