//! [`Subject`]: the record that the source pane is showing, and what of the text belongs to it.

use onrecord_corpus::Corpus;
use onrecord_model::{
    ActorIx, DismissedIx, EventIx, Passage, PassageIx, RowRef, SourceIx, StatementIx,
};
use onrecord_text::Span;

/// A record one can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A row of Quotes: a statement, a passage, or what was dismissed.
    Row(RowRef),
    /// An event.
    Event(EventIx),
    /// An actor.
    Actor(ActorIx),
    /// A source as a whole.
    Source(SourceIx),
}

/// What of the sources belongs to a subject.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The exact words of the subject, in the source shown.
    pub words: Vec<Span>,
    /// The words that attribute or date it, in the source shown.
    pub cues: Vec<Span>,
    /// Places to step through with `n` and `N`, in any source.
    pub steps: Vec<Passage>,
    /// Which of `steps` is shown.
    pub step: usize,
}

/// Where a subject stands first, and its marks there. `None` where it has no passage.
pub fn stand(corpus: &Corpus, subject: Subject) -> Option<(SourceIx, Marks)> {
    match subject {
        Subject::Row(row) => {
            let statement = corpus.row(row)?;
            let known = statement.provenance.as_deref();
            let cues = known.map_or_else(Vec::new, |known| {
                known.cue.iter().chain(&known.attribution).copied().collect()
            });
            let words = statement.spans.to_vec();
            Some((statement.source, Marks { words, cues, ..Marks::default() }))
        }
        Subject::Event(ix) => {
            let event = corpus.event(ix)?;
            let mut steps = event.passages.clone();
            let dates = event.dates.iter().map(|date| date.words);
            // A date inside a passage is lit there and needs no step of its own.
            let alone = |d: &Passage| {
                !event.passages.iter().any(|p| p.source == d.source && p.span.overlaps(d.span))
            };
            steps.extend(dates.clone().filter(alone));
            let first = *steps.first()?;
            let cues = dates.filter(|d| d.source == first.source).map(|d| d.span).collect();
            Some((first.source, Marks { words: vec![first.span], cues, steps, step: 0 }))
        }
        Subject::Actor(ix) => {
            let mentions = &corpus.actor(ix)?.mentions;
            let steps: Vec<_> =
                mentions.iter().map(|m| Passage { source: m.source, span: m.span }).collect();
            let first = *steps.first()?;
            Some((first.source, Marks { words: vec![first.span], steps, ..Marks::default() }))
        }
        Subject::Source(ix) => corpus.source(ix).map(|_| (ix, Marks::default())),
    }
}

/// A name for a subject that outlives the corpus: its kind and its id.
pub fn key(corpus: &Corpus, subject: Subject) -> Option<(u8, Box<str>)> {
    Some(match subject {
        Subject::Row(row) => (0, corpus.row(row)?.id.clone()),
        Subject::Event(ix) => (1, corpus.event(ix)?.id.clone()),
        Subject::Actor(ix) => (2, corpus.actor(ix)?.id.clone()),
        Subject::Source(ix) => (3, corpus.source(ix)?.id.clone()),
    })
}

/// The subject in another corpus, if it is still there: looked for near its place first, where it is
/// if the other is the same with a few statements more or less.
pub fn carried(from: &Corpus, to: &Corpus, subject: Subject) -> Option<Subject> {
    /// Places before and behind.
    const NEAR: u32 = 16;
    let key = key(from, subject)?;
    if let Subject::Row(row) = subject {
        let around = |at: u32| at.saturating_sub(NEAR)..=at.saturating_add(NEAR);
        let same = |row: &RowRef| to.row(*row).is_some_and(|s| s.id == key.1);
        let found = match row {
            RowRef::Statement(ix) => {
                around(ix.0).map(StatementIx).map(RowRef::Statement).find(same)
            }
            RowRef::Passage(ix) => around(ix.0).map(PassageIx).map(RowRef::Passage).find(same),
            RowRef::Dismissed(ix) => {
                around(ix.0).map(DismissedIx).map(RowRef::Dismissed).find(same)
            }
        };
        if let Some(row) = found {
            return Some(Subject::Row(row));
        }
    } else if self::key(to, subject).as_ref() == Some(&key) {
        return Some(subject);
    }
    find(to, &key)
}

/// The same after the sources were read again: a document that has grown gives its suggestions other
/// ids, and there the same words in it, nearest to where they stood, are meant.
pub fn met_again(from: &Corpus, to: &Corpus, subject: Subject) -> Option<Subject> {
    carried(from, to, subject).or_else(|| {
        let Subject::Row(row) = subject else { return None };
        let statement = from.row(row)?;
        let Some(Subject::Source(source)) = carried(from, to, Subject::Source(statement.source))
        else {
            return None;
        };
        let start = statement.hull().start;
        let same = to.statements_in(source).filter(|at| {
            to.statement(*at).is_some_and(|s| to.pieces(s).eq(from.pieces(statement)))
        });
        let far = |at: &StatementIx| to.statement(*at).map(|s| s.hull().start.abs_diff(start));
        same.min_by_key(far).map(|ix| Subject::Row(ix.into()))
    })
}

/// The subject of that name in another corpus, if it is still there.
pub fn find(corpus: &Corpus, key: &(u8, Box<str>)) -> Option<Subject> {
    let id = &key.1;
    match key.0 {
        0 => corpus.rows().find(|(_, s)| s.id == *id).map(|(row, _)| Subject::Row(row)),
        1 => position(corpus.events(), |e| e.id == *id).map(|at| Subject::Event(at.into())),
        2 => position(corpus.actors(), |a| a.id == *id).map(|at| Subject::Actor(at.into())),
        _ => position(corpus.sources(), |s| s.id == *id).map(|at| Subject::Source(at.into())),
    }
}

fn position<T>(items: &[T], test: impl FnMut(&T) -> bool) -> Option<usize> {
    items.iter().position(test)
}
