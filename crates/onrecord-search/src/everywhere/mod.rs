//! [`everywhere`]: every place where the words of a statement, or nearly these, stand: the *reprints* of it,
//! in statements and passages of all sources, oldest first, with what each makes of them.
//!
//! The index gives the rows that have enough of the words (`candidates`), an alignment by words says where in
//! them and how many (`alignment`), and `reprint` whether that is a place of the words. What each cut, put in,
//! changed or turned round is a word diff (`difference`); copies of one text are one place (`copies`). What stands
//! there in the other language (`translation`), or in other words close by (`paraphrase`), the tables of meaning tell.

mod alignment;
mod candidates;
mod copies;
mod difference;
mod excerpt;
#[cfg(feature = "meaning")]
mod paraphrase;
mod reprint;
#[cfg(feature = "meaning")]
mod reworded;
#[cfg(test)]
mod tests;
#[cfg(feature = "meaning")]
mod translation;
mod wanted;

use std::collections::{BTreeMap, HashSet};

use onrecord_corpus::Corpus;
use onrecord_model::{LinkKind, PassageIx, RowRef, Statement, StatementIx, When};
use onrecord_text::Span;

pub use difference::{Differences, WordEdit};
pub use reprint::{Naming, Reprint, ReprintCopy, ReprintKind, StandsFor};

use crate::index::Index;
use candidates::{AlignedRows, candidates};
use reprint::{SoughtText, denies};
#[cfg(feature = "meaning")]
use reworded::add_reworded;
use wanted::SoughtWords;

/// Places told at most.
const MOST: usize = 500;

/// Statements that are taken in because a person has linked them, at most.
const LINKED: usize = 64;

/// What to look for everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedWords {
    /// The words of a row.
    Row(RowRef),
    /// These.
    Text(String),
}

/// Where the words stand.
#[derive(Debug, Clone, Default)]
pub struct Everywhere {
    /// The words that were looked for.
    pub words: String,
    /// The places by their dates ([`date_of`]), those without one last.
    pub places: Vec<Reprint>,
    /// How many of them have no date.
    pub undated: usize,
    /// Whether there may be more: too many rows have some of the words.
    pub more: bool,
}

impl Everywhere {
    /// How many sources they are in, copies included.
    pub fn sources(&self) -> usize {
        let each = |place: &Reprint| {
            let copies: Vec<_> = place.copies.iter().map(|copy| copy.source).collect();
            std::iter::once(place.source).chain(copies)
        };
        self.places.iter().flat_map(each).collect::<HashSet<_>>().len()
    }

    /// Places beside the one that was asked for, copies included.
    pub fn others(&self) -> usize {
        let all: usize = self.places.iter().map(|place| 1 + place.copies.len()).sum();
        all - usize::from(self.places.iter().any(|place| place.asked))
    }
}

/// Looks for the words in all statements and passages of `corpus`, whose index is `index`. `keep_going` is
/// asked every few milliseconds of work; `None` once it says no.
pub fn everywhere(
    corpus: &Corpus,
    index: &Index,
    asked: &AskedWords,
    keep_going: &dyn Fn() -> bool,
) -> Option<Everywhere> {
    let wanted = wanted(corpus, asked);
    let said = candidates(index, &wanted.words, keep_going)?;
    let in_passages = match index.passages.as_deref() {
        Some(passages) => candidates(passages, &wanted.words, keep_going)?,
        None => AlignedRows::default(),
    };
    let mut more = said.unread || in_passages.unread;
    let mut places = met(corpus, &wanted, &said, |row| StatementIx(row).into());
    let mut passages = met(corpus, &wanted, &in_passages, |row| RowRef::Passage(PassageIx(row)));
    for row in linked(corpus, &wanted) {
        if !places.iter().any(|place| place.row == row.0) {
            places.extend(wanted.linked(corpus, row.0, ReprintKind::Linked(row.1)));
        }
    }
    if let Some(row) =
        wanted.row.filter(|row| !places.iter().chain(&passages).any(|p| p.row == *row))
    {
        places.extend(wanted.linked(corpus, row, ReprintKind::Words));
    }
    add_reworded((corpus, index), &wanted, (&mut places, &mut passages), keep_going)?;
    let mut taken = apart(places);
    // What a statement says, its paragraph says once.
    passages.retain(|passage| passage.asked || !taken.iter().any(|place| overlap(place, passage)));
    if wanted.row.is_some_and(|row| matches!(row, RowRef::Passage(_))) {
        taken.retain(|place| !passages.iter().any(|asked| asked.asked && overlap(place, asked)));
    }
    taken.extend(passages);
    in_time(corpus, &mut taken);
    let mut places = copies::gather(corpus, taken);
    more |= places.len() > MOST;
    places.truncate(MOST);
    name(&wanted, &mut places);
    let undated = places.iter().filter(|place| date(corpus, place).is_none()).count();
    Some(Everywhere { words: wanted.text, places, undated, more })
}

fn wanted(corpus: &Corpus, asked: &AskedWords) -> SoughtText {
    let row = match asked {
        AskedWords::Row(row) => *row,
        AskedWords::Text(text) => {
            let words = SoughtWords::of(text);
            return SoughtText { text: text.clone(), words, ..SoughtText::default() };
        }
    };
    let Some(statement) = corpus.row(row) else { return SoughtText::default() };
    let text = corpus.words(statement);
    let words = SoughtWords::of(&text);
    let speaker = statement.speaker.value().copied().filter(|_| !statement.form.is_passage());
    SoughtText { text, words, row: Some(row), speaker, denies: denies(statement) }
}

/// The rows among the candidates that are places of the words.
fn met(
    corpus: &Corpus,
    wanted: &SoughtText,
    found: &AlignedRows,
    row: impl Fn(u32) -> RowRef,
) -> Vec<Reprint> {
    let each = found.found.iter().filter_map(|candidate| {
        let row = row(candidate.row);
        let statement = corpus.row(row)?;
        let is_asked = wanted.row == Some(row);
        (is_asked || wanted.is_met(candidate, statement))
            .then(|| wanted.reprint(corpus, row, candidate))?
    });
    each.collect()
}

/// What people linked to the asked row as the same in other words, and to those.
fn linked(corpus: &Corpus, wanted: &SoughtText) -> Vec<(RowRef, LinkKind)> {
    let same = [LinkKind::ParaphraseOf, LinkKind::Repeats, LinkKind::TranslationOf];
    let Some(asked) = wanted.row.and_then(RowRef::statement) else { return Vec::new() };
    let (mut known, mut next) = (BTreeMap::from([(asked, None)]), vec![asked]);
    while let Some(ix) = next.pop() {
        let own = corpus.statement(ix).into_iter().flat_map(Statement::links);
        let own = own.map(|link| (link.kind, link.to));
        for (kind, to) in own.chain(corpus.linked_to(ix)).filter(|(kind, _)| same.contains(kind)) {
            if known.len() <= LINKED && !known.contains_key(&to) {
                known.insert(to, Some(kind));
                next.push(to);
            }
        }
    }
    known.into_iter().filter_map(|(ix, kind)| Some((ix.into(), kind?))).collect()
}

#[cfg(not(feature = "meaning"))]
#[expect(clippy::unnecessary_wraps, reason = "as where there is something to stop")]
fn add_reworded(
    _: (&Corpus, &Index),
    _: &SoughtText,
    _: (&mut Vec<Reprint>, &mut Vec<Reprint>),
    _: &dyn Fn() -> bool,
) -> Option<()> {
    Some(())
}

const fn is_reworded(place: &Reprint) -> bool {
    matches!(place.kind, ReprintKind::Reworded | ReprintKind::Translated(_))
}

/// Places of which none stands in another: of those that overlap, what was asked for, else the nearest. What
/// people linked stays.
fn apart(mut places: Vec<Reprint>) -> Vec<Reprint> {
    places.sort_by(|one, other| {
        (other.asked.cmp(&one.asked))
            .then(is_reworded(one).cmp(&is_reworded(other)))
            .then(other.likeness.total_cmp(&one.likeness))
            .then(length(one).cmp(&length(other)))
    });
    let mut kept: Vec<Reprint> = Vec::with_capacity(places.len());
    for place in places {
        let linked = matches!(place.kind, ReprintKind::Linked(_));
        if linked || !kept.iter().any(|kept| overlap(kept, &place)) {
            kept.push(place);
        }
    }
    kept
}

fn length(place: &Reprint) -> u32 {
    place.spans.iter().map(|span| span.len()).sum()
}

fn overlap(one: &Reprint, other: &Reprint) -> bool {
    let meets = |span: &Span| other.spans.iter().any(|there| there.overlaps(*span));
    one.source == other.source && one.spans.iter().any(meets)
}

/// When the words stood there: the date of the source, or, where it has none, the one on which they were said,
/// as a row of a list tells it.
pub fn date_of(corpus: &Corpus, row: RowRef) -> Option<&When> {
    let statement = corpus.row(row)?;
    let published = corpus.source(statement.source).and_then(|source| source.date.value());
    published.or_else(|| statement.said().map(|said| &said.when))
}

fn date<'c>(corpus: &'c Corpus, place: &Reprint) -> Option<&'c When> {
    date_of(corpus, place.row).filter(|when| when.order().is_some())
}

/// Oldest first; undated last, in the order of the sources.
fn in_time(corpus: &Corpus, places: &mut [Reprint]) {
    places.sort_by_key(|place| {
        let when = date(corpus, place).and_then(When::order);
        (when.is_none(), when, place.source, place.spans.first().map(|span| span.start))
    });
}

/// Whom each place names, beside the asked row, or else beside the first that names somebody.
fn name(wanted: &SoughtText, places: &mut [Reprint]) {
    let first = || places.iter().find_map(|place| place.speaker);
    let speaker = if wanted.row.is_some() { wanted.speaker } else { first() };
    for place in places {
        place.naming = match (place.speaker, speaker) {
            (None, _) => Naming::Nobody,
            (Some(here), Some(there)) if here != there => Naming::Another,
            (Some(_), _) => Naming::Same,
        };
    }
}
