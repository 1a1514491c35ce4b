//! An investigation of our own, in a folder of its own.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Ten statements, so far apart that a screen shows one of them.
pub(crate) fn ten_statements() -> TempDir {
    statements(10, &"Padding of a long paragraph. ".repeat(30))
}

/// `count` statements of three speakers, each in a paragraph after one of `padding`.
pub(crate) fn statements(count: usize, padding: &str) -> TempDir {
    let speakers = ["Ada Quill", "Ben Rook", "Cora Swan"];
    let numbered = || (0..count).zip(speakers.into_iter().cycle());
    let paragraphs = numbered().map(|(number, speaker)| {
        format!("{padding}\n\n“These are the words numbered {number},” {speaker} said.\n\n")
    });
    let statements = numbered().map(|(number, speaker)| {
        json!({
            "id": format!("s{number}"),
            "form": "direct",
            "source": "text",
            "anchor": [{ "exact": format!("These are the words numbered {number}") }],
            "speaker": speaker,
        })
    });
    let investigation = json!({
        "version": 1,
        "title": "Statements in number",
        "sources": [{ "id": "text", "file": "text.txt", "title": "A text" }],
        "actors": speakers.map(|name| json!({ "id": name, "name": name, "kind": "person" })),
        "statements": statements.collect::<Vec<_>>(),
    });
    of(&paragraphs.collect::<String>(), &investigation)
}

/// A folder with this investigation and its one source, `text.txt`.
pub(crate) fn of(text: &str, investigation: &Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.txt"), text).unwrap();
    fs::write(folder.path().join("investigation.json"), investigation.to_string()).unwrap();
    folder
}

/// Its path.
pub(crate) fn path(folder: &TempDir) -> &str {
    folder.path().to_str().unwrap()
}
