//! The overlays' titles, and help as rows.

use super::{keys, labels};
use crate::app::input::keys::Context;
use crate::app::overlay::OverlayKind;
use onrecord_model::Source;

/// Columns for keys in help.
pub const KEYS: usize = 26;

/// What an overlay is called, and how to leave it.
pub fn title(kind: OverlayKind) -> &'static str {
    match kind {
        OverlayKind::Help => "Help (Esc closes)",
        OverlayKind::Faults => "Faults (Esc closes)",
        OverlayKind::Card => "Record (Esc closes, v citation)",
        OverlayKind::Citation => "Citation (Esc closes)",
        OverlayKind::NewStatement => "New statement (⏎ puts it down, Esc: back to the passage)",
        OverlayKind::Form => "Edit (⏎ sets a field, Esc closes)",
        OverlayKind::Holes => "Before publication (⏎ goes there and Esc comes back, H closes)",
        OverlayKind::Everywhere => {
            "These words everywhere (⏎ goes there and Esc comes back, E closes)"
        }
        OverlayKind::Says => {
            "Said on it, over time (⏎ goes there and Esc comes back, C contradicts, S closes)"
        }
        OverlayKind::Log => "Decisions (⏎ goes there, u takes back, Esc closes; times are UTC)",
        OverlayKind::Sources => "Sources (⏎ opens, Space filters, R read, Esc closes)",
    }
}

/// Behind a source of the list whose language the rules do not know whole.
pub fn coverage(source: &Source) -> String {
    labels::coverage(source.coverage).map_or_else(String::new, |read| format!("  {read}"))
}

/// Behind a source of the list that is marked as read.
pub fn read(is_read: bool) -> &'static str {
    if is_read { "  read" } else { "" }
}

/// An overlay of faults without any, while there is `more` to be read or when all of it was.
pub fn no_faults(more: bool) -> &'static str {
    if more { "No faults so far; reading goes on." } else { "No faults: everything was read." }
}

/// What stands on the rows of Quotes, by example.
const SIGNS: [(&str, &str); 9] = [
    ("Ana Ruiz denied", "who, and by which words of the source: what follows is what she denied"),
    ("Ana Ruiz (according to)", "the words that attribute it are no verb"),
    ("(Ana Ruiz) said", "she is taken for the speaker; the card says from what"),
    ("— not stated", "the source does not say who; ·: nobody has looked"),
    ("?  ✓  ✗", "suggested, confirmed, dismissed, where there is no room for the word"),
    ("weak  ??", "a suggestion that may be no statement (w lists these, is:weak finds them)"),
    ("2 notes", "found in what a reader left out of a document (form:note lists these)"),
    ("≡", "from a list that does not say who put it down"),
    ("“”  “~”  ~", "direct, mixed, indirect, where there is no room for the word"),
];

/// Help as rows of two columns; a row without a second column is a heading or empty.
pub fn help(query: &[(&str, &str)]) -> Vec<(String, String)> {
    let heading = |words: &str| (words.to_owned(), String::new());
    let keys = |context| keys::lines(context).into_iter().map(|l| (l.keys, l.words.to_owned()));
    let mut rows = vec![heading("Search: what you half remember")];
    let table = |(left, right): &(&str, &str)| ((*left).to_owned(), (*right).to_owned());
    rows.extend(query.iter().map(table));
    rows.extend([heading(""), heading("Keys")]);
    rows.extend(keys(Context::List));
    rows.extend([heading(""), heading("While a passage is picked (a)")]);
    rows.extend(keys(Context::Passage));
    rows.extend([heading(""), heading("Behind =")]);
    rows.extend(keys(Context::Status));
    rows.extend([heading(""), heading("In a form (e)")]);
    rows.extend(keys(Context::Form));
    rows.extend([heading(""), heading("In the search line")]);
    rows.extend(keys(Context::Line));
    rows.extend([heading(""), heading("On the rows of Quotes")]);
    rows.extend(SIGNS.iter().map(table));
    rows
}
