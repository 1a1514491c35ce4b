//! What a record is called outside its corpus: [`RecordKey`], its kind and its id. Positions hold in
//! one corpus only; with its key a record is found in a later one.

use super::Corpus;
use onrecord_model::{DismissedIx, FieldOwner, PassageIx, RecordRef, RowRef, StatementIx, WeakIx};

/// Positions before and behind that are looked at first: a later corpus is mostly the same with a few
/// statements more or less.
const NEAR: u32 = 16;

/// The kind and the id of a record. Each kind has its own ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordKey {
    /// Of a statement, a weak suggestion, a passage, or what was dismissed.
    Row(Box<str>),
    /// Of an event.
    Event(Box<str>),
    /// Of an actor.
    Actor(Box<str>),
    /// Of a source.
    Source(Box<str>),
}

impl RecordKey {
    /// Of the record of this kind with this id.
    pub const fn of(kind: FieldOwner, id: Box<str>) -> Self {
        match kind {
            FieldOwner::Statement => Self::Row(id),
            FieldOwner::Actor => Self::Actor(id),
            FieldOwner::Event => Self::Event(id),
            FieldOwner::Source => Self::Source(id),
        }
    }

    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Self::Row(id) | Self::Event(id) | Self::Actor(id) | Self::Source(id) => id,
        }
    }
}

impl Corpus {
    /// The key of a record; `None` where there is no such record.
    pub fn key(&self, record: RecordRef) -> Option<RecordKey> {
        Some(match record {
            RecordRef::Row(row) => RecordKey::Row(self.row(row)?.id.clone()),
            RecordRef::Event(ix) => RecordKey::Event(self.event(ix)?.id.clone()),
            RecordRef::Actor(ix) => RecordKey::Actor(self.actor(ix)?.id.clone()),
            RecordRef::Source(ix) => RecordKey::Source(self.source(ix)?.id.clone()),
        })
    }

    /// The first record with that key.
    pub fn find(&self, key: &RecordKey) -> Option<RecordRef> {
        match key {
            RecordKey::Row(id) => self.find_row(id).map(RecordRef::Row),
            RecordKey::Event(id) => {
                position(self.events(), |event| event.id == *id).map(RecordRef::Event)
            }
            RecordKey::Actor(id) => {
                position(self.actors(), |actor| actor.id == *id).map(RecordRef::Actor)
            }
            RecordKey::Source(id) => {
                position(self.sources(), |source| source.id == *id).map(RecordRef::Source)
            }
        }
    }

    /// The first row with that id.
    pub fn find_row(&self, id: &str) -> Option<RowRef> {
        self.rows().find(|(_, statement)| &*statement.id == id).map(|(row, _)| row)
    }

    /// The records of every kind that have this id.
    pub fn with_id(&self, id: &str) -> Vec<RecordRef> {
        let kinds = [RecordKey::Row, RecordKey::Event, RecordKey::Actor, RecordKey::Source];
        kinds.into_iter().filter_map(|kind| self.find(&kind(id.into()))).collect()
    }

    /// A record of `before` in this corpus, if it is still there: looked for near its place first.
    pub fn carried(&self, before: &Self, record: RecordRef) -> Option<RecordRef> {
        let key = before.key(record)?;
        let near = match record {
            RecordRef::Row(row) => self.near(row, key.id()).map(RecordRef::Row),
            other => Some(other).filter(|other| self.key(*other).as_ref() == Some(&key)),
        };
        near.or_else(|| self.find(&key))
    }

    /// The same after the sources were read again: a document that has grown gives its suggestions
    /// other ids, and there the same words in it, nearest to where they stood, are meant.
    pub fn met_again(&self, before: &Self, record: RecordRef) -> Option<RecordRef> {
        self.carried(before, record).or_else(|| {
            let RecordRef::Row(row) = record else { return None };
            let statement = before.row(row)?;
            let source = RecordRef::Source(statement.source);
            let RecordRef::Source(source) = self.carried(before, source)? else { return None };
            let start = statement.hull().start;
            let same = self.statements_in(source).filter(|at| {
                self.statement(*at).is_some_and(|s| self.pieces(s).eq(before.pieces(statement)))
            });
            let far =
                |at: &StatementIx| self.statement(*at).map(|s| s.hull().start.abs_diff(start));
            same.min_by_key(far).map(|ix| RecordRef::Row(ix.into()))
        })
    }

    /// The row of the same kind with this id, a few places before or behind `row` at most.
    fn near(&self, row: RowRef, id: &str) -> Option<RowRef> {
        let around = |at: u32| at.saturating_sub(NEAR)..=at.saturating_add(NEAR);
        let same = |row: &RowRef| self.row(*row).is_some_and(|statement| &*statement.id == id);
        match row {
            RowRef::Statement(ix) => {
                around(ix.0).map(|at| RowRef::Statement(StatementIx(at))).find(same)
            }
            RowRef::Weak(ix) => around(ix.0).map(|at| RowRef::Weak(WeakIx(at))).find(same),
            RowRef::Passage(ix) => around(ix.0).map(|at| RowRef::Passage(PassageIx(at))).find(same),
            RowRef::Dismissed(ix) => {
                around(ix.0).map(|at| RowRef::Dismissed(DismissedIx(at))).find(same)
            }
        }
    }
}

fn position<T, Ix: From<usize>>(records: &[T], test: impl FnMut(&T) -> bool) -> Option<Ix> {
    records.iter().position(test).map(Ix::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Records;
    use onrecord_model::{
        ActorIx, Document, EventIx, Form, Origin, Source, SourceIx, Stated, Statement, Status,
    };
    use onrecord_text::Span;

    const TEXT: &str = "Nobody asked. Nobody knew.";

    fn statement(id: &str, source: u32, start: u32) -> Statement {
        Statement {
            id: id.into(),
            source: SourceIx(source),
            spans: std::iter::once(Span::new(start, start + 6)).collect(),
            form: Form::Direct,
            status: Status::Unchecked,
            origin: Origin::Suggested,
            speaker: Stated::Silent,
            provenance: None,
        }
    }

    /// Sources of these ids, each with the same text, and statements in them.
    fn corpus(sources: &[&str], statements: Vec<Statement>) -> Corpus {
        let source = |id: &&str| Source {
            id: (*id).into(),
            document: Document::new(TEXT),
            ..Source::default()
        };
        let sources = sources.iter().map(source).collect();
        Corpus::new(Records { sources, statements: statements.into(), ..Records::default() })
    }

    #[test]
    fn a_record_is_found_by_its_kind_and_id() {
        let corpus = corpus(&["a", "b"], vec![statement("a", 0, 0), statement("q", 1, 14)]);
        let first = RecordRef::Row(StatementIx(0).into());
        assert_eq!(corpus.with_id("a"), [first, RecordRef::Source(SourceIx(0))]);
        for record in [first, RecordRef::Row(RowRef::Passage(PassageIx(1)))] {
            let key = corpus.key(record).unwrap();
            assert_eq!(corpus.find(&key), Some(record), "{key:?}");
        }
        for gone in [
            RecordRef::Row(StatementIx(2).into()),
            RecordRef::Row(RowRef::Dismissed(DismissedIx(0))),
            RecordRef::Actor(ActorIx(0)),
            RecordRef::Event(EventIx(0)),
        ] {
            assert_eq!(corpus.key(gone), None, "{gone:?}");
        }
    }

    #[test]
    fn a_record_is_carried_into_a_later_corpus() {
        let before = corpus(&["a", "b"], vec![statement("p", 0, 0), statement("q", 1, 14)]);
        let many = (0..40).map(|n| statement(&format!("new{n}"), 0, 0));
        let far = many.chain([statement("p", 1, 0), statement("q", 2, 14)]).collect();
        let later = corpus(&["new", "a", "b"], far);
        let row = |at| RecordRef::Row(StatementIx(at).into());
        assert_eq!(later.carried(&before, row(0)), Some(row(40)));
        let source = RecordRef::Source(SourceIx(1));
        assert_eq!(later.carried(&before, source), Some(RecordRef::Source(SourceIx(2))));
        assert_eq!(before.carried(&later, row(3)), None);
    }

    #[test]
    fn the_same_words_nearest_to_where_they_stood_are_meant() {
        let before = corpus(&["a"], vec![statement("old", 0, 14)]);
        let later = corpus(&["a"], vec![statement("x", 0, 0), statement("y", 0, 14)]);
        let row = |at| RecordRef::Row(StatementIx(at).into());
        assert_eq!(later.carried(&before, row(0)), None);
        assert_eq!(later.met_again(&before, row(0)), Some(row(1)));
    }
}
