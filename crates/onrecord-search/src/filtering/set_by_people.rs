//! What people set of rows as filters: tags, remarks, who decided, replies, terms. Where nothing was set
//! no row is looked at.

use onrecord_corpus::Corpus;
use onrecord_model::{Annotations, Field, Statement};

use crate::filtering::{WordPatterns, rows_where};
use crate::index::row_set::RowSet;
use crate::query::{Property, SetField};

/// The rows of which people set something that `holds`.
pub(super) fn rows(corpus: &Corpus, rows: u32, holds: impl Fn(&Annotations) -> bool) -> RowSet {
    if corpus.records().annotations.is_empty() {
        return RowSet::none(rows);
    }
    rows_where(corpus, rows, |statement| corpus.annotations_of(statement).is_some_and(&holds))
}

/// The rows where what people set in `field` has all of `words`.
pub(super) fn with_words(corpus: &Corpus, rows: u32, field: SetField, words: &[String]) -> RowSet {
    let patterns = WordPatterns::new(words);
    match field {
        SetField::Tag => self::rows(corpus, rows, |set| {
            set.words(Field::Tags).any(|tag| patterns.match_all(tag))
        }),
        // An investigation's own file has remarks as well.
        SetField::Note => rows_where(corpus, rows, |s| {
            note(corpus, s).is_some_and(|note| patterns.match_all(note))
        }),
        SetField::ByWhom => self::rows(corpus, rows, |set| {
            let readings = set.conflicts.iter().flat_map(|conflict| &conflict.readings);
            let mut readings = readings.chain(set.decided.iter().map(|(_, reading)| reading));
            readings.any(|reading| patterns.match_all(&reading.by))
        }),
    }
}

/// Whether a row has a property that people gave it.
pub(super) fn is(corpus: &Corpus, statement: &Statement, property: Property) -> bool {
    let set = || corpus.annotations_of(statement);
    match property {
        Property::Withheld => corpus.keeps_back(statement),
        Property::Conflict => set().is_some_and(|set| !set.conflicts.is_empty()),
        Property::Edited => set().is_some_and(is_edited),
        Property::Flagged(field) => set().is_some_and(|set| set.flag(field)),
        Property::Noted => note(corpus, statement).is_some(),
        Property::Hole => !corpus.holes_in(statement).is_empty(),
        Property::Status(_)
        | Property::Origin(_)
        | Property::Checked
        | Property::Polarity(_)
        | Property::Strength(_)
        | Property::Anchored(_)
        | Property::Question
        | Property::New
        | Property::Read => false,
    }
}

/// Whether more was set than what helps to find a row again, and what was made of a suggestion.
fn is_edited(set: &Annotations) -> bool {
    const BESIDE: [Field; 4] = [Field::Verdict, Field::Star, Field::Note, Field::Tags];
    set.decided.iter().any(|(field, reading)| reading.value.is_some() && !BESIDE.contains(field))
}

fn note<'c>(corpus: &'c Corpus, statement: &'c Statement) -> Option<&'c str> {
    let set = corpus.annotations_of(statement).and_then(|set| set.text(Field::Note));
    set.or(statement.known().note.as_deref())
}
