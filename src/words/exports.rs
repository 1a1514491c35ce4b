//! What stands in exports besides the records' own words.

use super::labels;
use onrecord_model::{AnchorState, Medium, When};
use onrecord_search::{DateFrom, Hits};

/// Over the list of sources.
pub const SOURCES: &str = "Sources";
/// Over the statements.
pub const STATEMENTS: &str = "Statements";
/// In a table, where a query has no hit.
pub const NOTHING: &str = "nothing found";
/// Where an investigation has no title.
pub const UNTITLED: &str = "Statements";

/// `changed 0.94`: how the words of a row stand in their source; nothing where they stand there.
pub fn anchor(state: AnchorState) -> String {
    let word = state.word();
    match state {
        AnchorState::Same => String::new(),
        AnchorState::Moved | AnchorState::Lost => word.into(),
        AnchorState::Changed { likeness } => format!("{word} 0.{likeness:02}"),
        AnchorState::Ambiguous { count } => format!("{word} {count}"),
    }
}

/// `35 statements`.
pub fn all(statements: usize) -> String {
    labels::count(statements, "statement", "statements")
}

/// `2 of 35 statements, 1 passage, found with: minister deal`; says so where nothing has all the
/// words. `shown` are statements and passages.
pub fn found(query: &str, hits: &Hits, shown: (usize, usize), of: usize) -> String {
    let (statements, passages) = shown;
    let mut parts = vec![format!("{} of {}", labels::number(statements), all(of))];
    parts.extend((passages > 0).then(|| labels::count(passages, "passage", "passages")));
    let parts = parts.join(", ");
    if hits.full > 0 || passages > 0 {
        return format!("{parts}, found with: {query}");
    }
    format!("{parts} with some of the words, none with all, of: {query}")
}

/// Where the date that a statement goes by is taken from.
pub const fn goes_by(from: DateFrom) -> &'static str {
    match from {
        DateFrom::Said => "said",
        DateFrom::Event => "event",
        DateFrom::Source => "source",
    }
}

/// `interview (inferred: the gang members were asked)`.
pub fn medium(medium: &Medium) -> String {
    match (medium.stated, &medium.basis) {
        (true, _) => medium.kind.clone(),
        (false, Some(why)) => format!("{} (inferred: {why})", medium.kind),
        (false, None) => format!("{} (inferred)", medium.kind),
    }
}

/// `year inferred: the article is of 2022`; nothing where nothing is inferred.
pub fn basis(when: &When) -> String {
    let parts = when.inferred.join(", ");
    match (&when.basis, parts.is_empty()) {
        (_, true) => String::new(),
        (Some(basis), false) => format!("{parts} inferred: {basis}"),
        (None, false) => format!("{parts} inferred"),
    }
}
