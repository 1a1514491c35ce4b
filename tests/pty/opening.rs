//! What the screen says of what it has opened: unnamed, unreadable, or several documents at once.

use std::fs;

use serde_json::json;

use crate::folder;
use crate::terminal::{Terminal, onrecord};

#[test]
fn what_nobody_named_says_what_it_is() {
    let mine = json!({ "version": 1, "title": "The mill", "sources":
        [{ "id": "text", "file": "text.txt" }] });
    let (nothing, mill) = (tempfile::tempdir().unwrap(), folder::of("Nothing.", &mine));
    let below = mill.path().join("below");
    fs::create_dir(&below).unwrap();
    for (here, title, want) in [
        (nothing.path(), "The pact", "the sample; onrecord . opens this folder"),
        (mill.path(), "The mill", "onrecord . opens all of this folder"),
        (&below, "The mill", "/investigation.json"),
    ] {
        let terminal = onrecord([]).cwd(here).size(150, 24).run();
        terminal.wait_for(title);
        terminal.wait_for(want);
    }
}

#[test]
fn where_nothing_can_be_read_the_list_says_why_of_each() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("deed.pdf"), "no\0pdf").unwrap();
    fs::write(folder.path().join("plan.dwg"), "").unwrap();
    let mut terminal = onrecord([folder::path(&folder)]).run();
    terminal.wait_for("! 2 unread");
    terminal.wait_for("deed.pdf: not read: it is damaged (it is no PDF inside)");
    terminal.wait_for("plan.dwg: not read, since files of its kind are not");
    terminal.send("\r!");
    terminal.wait_for("Faults (Esc closes)");
    terminal.wait_for("plan.dwg: not read");
}

#[test]
fn decisions_about_several_documents_are_found_again_in_any_order() {
    let (place, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    fs::write(file("a.txt"), "“Nobody told us about the leak,” said Ana Ruiz.").unwrap();
    fs::write(file("b.txt"), "“We tested every one of them,” said Bo Lind.").unwrap();
    let open = |names: [&str; 2]| -> Terminal {
        let names = names.map(file);
        let start = onrecord(names.iter().map(String::as_str)).size(120, 36);
        let terminal = start.env("XDG_DATA_HOME", folder::path(&data)).run();
        terminal.wait_for("3 Quotes 2");
        terminal
    };
    let mut terminal = open(["a.txt", "b.txt"]);
    terminal.send("\r");
    terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
    terminal.send("+");
    terminal.wait_for("confirmed; kept in ");
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
    open(["b.txt", "a.txt"]).wait_for("confirmed · direct");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2, "nothing beside the documents");
}
