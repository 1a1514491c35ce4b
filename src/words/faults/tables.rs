//! What is said about lists that are tables.

use super::short;

/// What stands above the row that names the columns.
pub(super) fn above(words: &str) -> String {
    format!(
        "above the row that names the columns stands “{}”, which is left out; put it into a column if \
         it is to be searched",
        short(words)
    )
}

/// Columns of a list that are not read, the first of them by their names.
pub(super) fn columns(names: &[String]) -> String {
    /// How many are named.
    const NAMED: usize = 8;
    let first: Vec<_> = names.iter().take(NAMED).map(|name| format!("“{}”", short(name))).collect();
    let more = match names.len() - first.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "this list has columns that are not read: {}{more}; give them one of the names in docs/csv.md, or keep a copy \
         as .txt to search all of its rows",
        first.join(", ")
    )
}
