//! Accepting a document that changed, in the running program: the keys, the file, and the next opening.

use std::fs;
use std::path::Path;

use crate::terminal::{Terminal, onrecord};

const TEXT: &str = "\
The minutes of the board.

“Nobody told us that 9 pumps had failed before the night of the flood,” said Ana Ruiz.

“The town paid for all of the keys and never asked,” said Bo Lind.
";

/// SHA-256 of another file: the document is another edition of what was annotated.
const OLD: &str = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";

fn open(folder: &Path, data: &Path) -> Terminal {
    let start = onrecord([folder.to_str().unwrap(), "--fresh"]).size(120, 36);
    let mut terminal = start.env("XDG_DATA_HOME", data.to_str().unwrap()).run();
    terminal.wait_ready();
    terminal.send("\r");
    terminal.wait("the list has the keys", vt100::Screen::hide_cursor);
    terminal
}

#[test]
fn same_at_once_and_changed_by_itself_and_plain_when_opened_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("board");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), TEXT.replace("9 pumps", "12 pumps")).unwrap();
    let words = |exact: &str| exact.to_owned();
    let records = serde_json::json!({
        "version": 1, "title": "The board",
        "sources": [{ "id": "a", "file": "a.txt", "sha256": OLD, "complete": true }],
        "actors": [{ "id": "ana", "name": "Ana Ruiz", "kind": "person" }],
        "statements": [
            { "id": "pumps", "form": "direct", "speaker": "ana", "anchor": { "prefix": "board.\n\n“", "suffix": ",” said Ana Ruiz.",
              "exact": words("Nobody told us that 9 pumps had failed before the night of the flood") } },
            { "id": "keys", "form": "direct", "anchor": words("The town paid for all of the keys and never asked") },
        ],
    });
    fs::write(folder.join("investigation.json"), records.to_string()).unwrap();
    let mut terminal = open(&folder, place.path());
    terminal.wait_for("changed · direct");
    terminal.send("A");
    terminal.wait_for("NUMBER −9 +12");
    terminal.send("A");
    terminal.wait_for("Accepted as the source says it now (u takes it back)");
    terminal.send("A");
    terminal.wait_for("Accepted: 1 same (u takes it back)");
    terminal.send("q");
    assert_eq!(terminal.exit_code(), 0);
    let again = open(&folder, place.path());
    again.wait_for("12 pumps");
    let text = again.text();
    assert!(!text.contains("changed") && !text.contains("fault"), "{text}");
    assert_eq!(fs::read_to_string(folder.join("investigation.json")).unwrap(), records.to_string());
}
