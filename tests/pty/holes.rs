//! The hole list in the running program: filled from its rows, gone to and come back from.

use std::fs;

use tempfile::TempDir;

use crate::terminal::{Terminal, onrecord};

const TEXT: &str = "\
“Nobody told us about the leak,” said Ana Ruiz, the harbour master. The town paid for it.

“We tested every one of them twice,” Bo Lind said.
";

fn open(place: &TempDir) -> Terminal {
    let data = place.path().join("data");
    let start = onrecord([place.path().join("harbour").to_str().unwrap()]).size(120, 36);
    let mut terminal = start.env("XDG_DATA_HOME", data.to_str().unwrap()).run();
    terminal.wait_ready();
    // Not with Esc: a key that writes would come too soon after it.
    terminal.send("\r");
    terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
    terminal
}

#[test]
fn a_hole_is_filled_from_its_row_and_gone_to_and_back() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("harbour")).unwrap();
    fs::write(place.path().join("harbour/a.txt"), TEXT).unwrap();
    let mut terminal = open(&place);
    terminal.send("H");
    terminal.wait_for("no holes (0 statements); 2 suggestions that nobody has looked at");
    terminal.send("Htpumps\r");
    terminal.wait_for("#pumps");
    terminal.send("jtpumps\r");
    terminal.send("H");
    terminal.wait_for("Used, not confirmed: 2");
    terminal.wait_for("1 of 2");
    terminal.send("+");
    terminal.wait_for("Used, not confirmed: 1");
    terminal.wait_for("1 hole (2 statements, 2 of them unchecked)");
    terminal.send("\r");
    terminal.wait_for("Source");
    terminal.wait("the list is away", |screen| !screen.contents().contains("Used, not"));
    terminal.send("\x1b");
    terminal.wait_for("▸Bo Lind: “We tested every one of them twice,”");
    terminal.wait_for("Used, not confirmed: 1");
    terminal.send("Hq");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(fs::read_to_string(place.path().join("harbour/a.txt")).unwrap(), TEXT);
}
