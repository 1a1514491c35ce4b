//! A document is hostile until proven otherwise: none of its bytes steers the terminal.

use serde_json::json;

use crate::folder;
use crate::terminal::onrecord;

/// Clears, sets the title, writes the clipboard, asks for an answer, leaves the screen, rings; as C1
/// controls; turns the direction of writing; hides.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]52;c;b3duZWQ=\u{7}\u{1b}[6n\u{1b}[?1049l\
                       \u{8}\u{c}\u{e}\u{7f}\u{9b}2J\u{9d}0;owned\u{9c}\u{85}\u{202e}evil\u{202c}\
                       \u{2066}\u{2069}\u{200b}\u{feff}\u{1b}Pq\u{1b}\\\u{1b}c";

#[test]
fn nothing_of_a_source_or_its_records_reaches_the_terminal_raw() {
    let text = format!("Heading {HOSTILE}\n\n“Some {HOSTILE} words,” said {HOSTILE} Eve.\n");
    let named = |name: &str| format!("{name} {HOSTILE}");
    let unknown = named("unknown");
    let investigation = json!({
        "version": 1,
        "title": named("Title"),
        unknown: 1,
        "sources": [{
            "id": "text", "file": "text.txt", "title": named("Source"), "byline": named("Byline"),
            "publisher": named("Publisher"), "link": named("https://example.org/"),
        }],
        "actors": [{
            "id": "eve", "name": named("Eve"), "kind": "person", "role": named("Role"),
            "aliases": [{ "name": named("Alias") }],
        }],
        "events": [{
            "id": "e", "title": named("Event"), "dates": [{ "edtf": "2022", "words": named("in") }],
        }],
        "statements": [{
            "id": "s", "form": "direct", "source": "text",
            "anchor": [{ "exact": format!("Some {HOSTILE} words") }],
            "speaker": "eve", "medium": { "kind": named("Medium") }, "note": named("Note"),
        }],
    });
    let folder = folder::of(&text, &investigation);
    let mut terminal = onrecord([folder::path(&folder)]).run();
    terminal.wait_for("Title ␛[2J");
    terminal.answer("eve");
    terminal.answer(format!("\x1b[200~{HOSTILE}\x1b[201~"));
    terminal.answer("\x15\x1b");
    for key in
        ["j", "\r", "1", "2", "z", "z", "i", "q", "v", "q", "s", "q", "!", "q", "4", "G", "r"]
    {
        terminal.send(key);
        terminal.settle();
        terminal.wait_taken();
    }
    terminal.wait_for("␛[2J");
    let bytes = terminal.since(0);
    let strange = strange(&bytes);
    assert!(strange.is_empty(), "{strange:?}");
}

/// Everything in `bytes` that is neither printable text nor a sequence of the few kinds we use.
fn strange(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("whole characters");
    let mut strange = Vec::new();
    let mut pieces = text.split('\u{1b}');
    let mut check = |piece: &str| {
        let odd = |c: &char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        if let Some(c) = piece.chars().find(odd) {
            strange.push(format!("{c:?} in {piece:?}"));
        }
    };
    check(pieces.next().unwrap());
    for piece in pieces {
        match ours(piece) {
            Some(rest) => check(rest),
            None => check(&format!("\u{1b}{piece}")),
        }
    }
    strange
}

/// What follows a sequence of ours (written without its escape).
fn ours(piece: &str) -> Option<&str> {
    let body = piece.strip_prefix('[')?;
    let end = body.find(|c: char| c.is_ascii_alphabetic())?;
    let (parameters, rest) = (&body[..end], &body[end + 1..]);
    let modes = ["?1049", "?2004", "?25", "?1000", "?1006", "?2026"];
    let known = match body.as_bytes()[end] {
        b'h' | b'l' => modes.contains(&parameters),
        b'H' | b'm' | b'C' | b'K' | b'X' => {
            parameters.bytes().all(|b| b.is_ascii_digit() || b == b';')
        }
        b'J' => parameters == "2",
        _ => false,
    };
    // Leaving the alternate screen is ours only at the very end, which this test does not reach.
    (known && !(parameters == "?1049" && body.as_bytes()[end] == b'l')).then_some(rest)
}
