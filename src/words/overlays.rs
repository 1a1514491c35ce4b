//! The overlays' titles, and help as rows.

use super::keys;
use crate::app::keys::Context;
use crate::app::overlay::Kind;

/// Columns for keys in help.
pub const KEYS: usize = 26;

/// What an overlay is called, and how to leave it.
pub fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Help => "Help (Esc closes)",
        Kind::Faults => "Faults (Esc closes)",
        Kind::Card => "Record (Esc closes, v citation)",
        Kind::Citation => "Citation (Esc closes)",
        Kind::Sources => "Sources (⏎ opens, Space filters, Esc closes)",
    }
}

/// An overlay of faults without any.
pub fn no_faults() -> &'static str {
    "No faults: everything was read."
}

/// Help as rows of two columns; a row without a second column is a heading or empty.
pub fn help(query: &[(&str, &str)]) -> Vec<(String, String)> {
    let heading = |words: &str| (words.to_owned(), String::new());
    let keys = |context| keys::lines(context).into_iter().map(|l| (l.keys, l.words.to_owned()));
    let mut rows = vec![heading("Search: what you half remember")];
    rows.extend(query.iter().map(|(left, right)| ((*left).to_owned(), (*right).to_owned())));
    rows.extend([heading(""), heading("Keys")]);
    rows.extend(keys(Context::List));
    rows.extend([heading(""), heading("In the search line")]);
    rows.extend(keys(Context::Line));
    rows
}
