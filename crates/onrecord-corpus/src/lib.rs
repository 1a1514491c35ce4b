//! An investigation as one value: its records, tied together, with who is one person, the paragraphs as
//! passages, and its file format. Floor 2 of the house.
//!
//! A [`Corpus`] is built once by [`Corpus::new`] from [`Records`] in any order and never changes; a later
//! state of a folder is another corpus. It knows no disk: whoever reads an `investigation.json`
//! ([`file_format::read`]) hands in its text and a way to load the sources. Nothing in such a file makes that
//! fail: what cannot be read is a [`Fault`] with its line, and all that is sound is kept.
//!
//! ```
//! use onrecord_corpus::file_format::{self, LoadedText};
//! use onrecord_corpus::Corpus;
//! use onrecord_model::Document;
//!
//! let file = r#"{ "version": 1, "title": "The contract",
//!     "sources": [{ "id": "herald", "file": "herald.txt" }],
//!     "actors": [{ "id": "quint", "name": "Nora Quint", "kind": "person" }],
//!     "statements": [{ "form": "direct", "anchor": "Nobody called me", "speaker": "quint" }] }"#;
//! let text = || LoadedText { document: Document::new("“Nobody called me.”"), ..LoadedText::default() };
//! let records = file_format::read(file, "investigation.json", &mut |wanted| {
//!     wanted.iter().map(|_| Ok(text())).collect()
//! });
//! let corpus = Corpus::new(records);
//! let said = corpus.statements().iter().next().unwrap();
//! assert_eq!(corpus.faults(), []);
//! assert_eq!(corpus.speaker_name(said), Some("Nora Quint"));
//! assert_eq!(corpus.words(said), "Nobody called me");
//! ```

mod accepted;
mod anchors;
mod annotated;
mod cross;
pub mod cue;
mod dates;
mod fault_list;
mod field_values;
pub mod file_format;
mod holes;
pub mod identity;
mod kept;
mod location;
mod made_id;
mod namesakes;
mod passages;
mod print;
mod quotation;
mod record_key;
mod records;
mod resembling;
mod shared_list;
mod statements;
mod ties;
mod verdicts;
mod withheld;
mod word_diff;

use std::ops::Range;
use std::sync::Arc;

pub use anchors::reanchor::{Anchored, Reanchor, WantedWords};
pub use annotated::AnnotationTable;
use cross::Groups;
pub use dates::NamedDate;
pub use fault_list::listed_faults;
pub use field_values::{actor_value, form_of, kind_of};
pub use holes::{Hole, HoleKind, HoleList};
pub use location::Location;
pub use made_id::made_id;
use namesakes::Namesakes;
use onrecord_image::{Image, SharedColumn};
use onrecord_model::fault::Fault;
use onrecord_model::{
    Actor, ActorIx, DismissedIx, Event, EventIx, LinkKind, PassageIx, RowRef, Source, SourceIx,
    Statement, StatementIx, WeakIx,
};
use onrecord_text::Span;
pub use record_key::RecordKey;
pub use records::Records;
pub use resembling::nearest;
pub use shared_list::SharedList;
use statements::KeptStatements;
pub use statements::{StatementIter, Statements};
pub use ties::Tie;
pub use verdicts::Verdicts;
pub use word_diff::{DiffKind, DiffPiece, Telling, WordDiff};

/// An investigation: its records and who is tied to what.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Its records; without its statements where these are `kept`.
    records: Records,
    /// Its statements, where they lie in an image.
    kept: Option<Arc<KeptStatements>>,
    /// The image that it was read from.
    image: Option<Image>,
    /// For each source the positions of its statements, from and to.
    by_source: SharedColumn<[u32; 2]>,
    said_by: Groups,
    concerning: Groups,
    telling_of: Groups,
    linked_to: Groups,
    chronology: Vec<EventIx>,
    namesakes: Namesakes,
    /// The paragraphs of the sources, as a corpus of their own; `None` where there are none.
    passages: Option<Box<Self>>,
    /// The weak suggestions, likewise.
    weak: Option<Box<Self>>,
    /// The suggestions that a person did not want, likewise.
    dismissed: Option<Box<Self>>,
}

impl Corpus {
    /// Ties the records together. Statements out of order would break [`Corpus::statements_in`],
    /// so the order is a debug assertion.
    pub fn new(records: Records) -> Self {
        let mut records = records;
        records.part_weak();
        records.withhold_again();
        let passages = passages::passages(&records);
        let mut corpus = Self::indexed(records);
        corpus.weak = corpus.of_its_own(corpus.records.weak.clone());
        corpus.dismissed = corpus.of_its_own(corpus.records.aside.clone().into());
        if !passages.is_empty() {
            let sources = corpus.records.sources.clone();
            let statements = passages.into();
            let records = Records { sources, statements, ..Records::default() };
            corpus.passages = Some(Box::new(Self::indexed(records)));
        }
        corpus
    }

    /// Some of its statements as a corpus of their own, with the same sources and actors; `None` where
    /// there are none.
    fn of_its_own(&self, statements: SharedList<Statement>) -> Option<Box<Self>> {
        if statements.is_empty() {
            return None;
        }
        let mut records = Records {
            sources: self.records.sources.clone(),
            actors: self.records.actors.clone(),
            statements,
            annotations: self.records.annotations.clone(),
            ..Records::default()
        };
        // A list in order, whose rows name no other, stays the one that is shared.
        if !records.is_sorted() || records.statements.iter().any(|s| !s.links().is_empty()) {
            records.sort();
        }
        Some(Box::new(Self::indexed(records)))
    }

    /// The paragraphs of the sources as a corpus without actors and events: what search finds where
    /// nobody is quoted. Its statement `n` is the passage `n` of this one.
    pub fn passages(&self) -> Option<&Self> {
        self.passages.as_deref()
    }

    /// The weak suggestions as a corpus of their own, with the same sources and actors. Its statement
    /// `n` is the weak suggestion `n` of this one.
    pub fn weak(&self) -> Option<&Self> {
        self.weak.as_deref()
    }

    /// How many weak suggestions there are.
    pub fn weak_count(&self) -> usize {
        match self.weak() {
            Some(weak) => weak.statements().len(),
            None => 0,
        }
    }

    /// The statements by source and place; where `weak` ones are asked for, they stand in their places
    /// among them.
    pub fn listed(&self, weak: bool) -> Vec<RowRef> {
        let weak = of(self.weak().filter(|_| weak), |at| RowRef::Weak(WeakIx(at)));
        let mut rows: Vec<_> = of(Some(self), |at| StatementIx(at).into()).chain(weak).collect();
        rows.sort_by_key(|(_, statement)| records::place(statement));
        rows.into_iter().map(|(row, _)| row).collect()
    }

    /// The suggestions that a person did not want as a corpus of their own, with the same sources and
    /// actors. Its statement `n` is the dismissed suggestion `n` of this one.
    pub fn dismissed(&self) -> Option<&Self> {
        self.dismissed.as_deref()
    }

    fn indexed(records: Records) -> Self {
        let statements = &records.statements;
        debug_assert!(statements.is_sorted_by_key(|s| (s.source, s.hull().start)));
        let each = || statements.iter().enumerate().map(|(at, s)| (at as u32, s));
        let actors = records.actors.len();
        let said_by =
            Groups::new(actors, || each().filter_map(|(at, s)| Some((s.speaker.value()?.0, at))));
        let concerning = Groups::new(actors, || {
            each().flat_map(|(at, s)| {
                let mut others: Vec<_> =
                    s.audience().iter().chain(s.about()).map(|a| a.0).collect();
                others.sort_unstable();
                others.dedup();
                others.into_iter().map(move |actor| (actor, at))
            })
        });
        let events = records.events.len();
        let telling_of = Groups::new(events, || {
            let linked = records
                .events
                .iter()
                .enumerate()
                .flat_map(|(event, e)| e.statements.iter().map(move |s| (event as u32, s.0)));
            let mut pairs: Vec<_> = linked
                .chain(each().flat_map(|(at, s)| s.events().iter().map(move |e| (e.0, at))))
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs.into_iter()
        });
        let linked_to = Groups::new(statements.len(), || {
            each().flat_map(|(at, s)| {
                let mut to: Vec<_> = s.links().iter().map(|link| link.to.0).collect();
                to.sort_unstable();
                to.dedup();
                to.into_iter().map(move |to| (to, at))
            })
        });
        let by_source = (0..records.sources.len() as u32)
            .map(|source| {
                let from = statements.partition_point(|s| s.source.0 < source) as u32;
                [from, statements.partition_point(|s| s.source.0 <= source) as u32]
            })
            .collect();
        let chronology = chronology(&records.events);
        let namesakes = Namesakes::new(&records.actors, &records.sources);
        Self {
            records,
            kept: None,
            image: None,
            by_source,
            said_by,
            concerning,
            telling_of,
            linked_to,
            chronology,
            namesakes,
            passages: None,
            weak: None,
            dismissed: None,
        }
    }

    /// The records that were tied together; where they lie in an image ([`Corpus::image`]) without their
    /// statements, which [`Corpus::to_records`] has.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Title of the investigation.
    pub fn title(&self) -> &str {
        &self.records.title
    }

    /// All sources.
    pub fn sources(&self) -> &[Source] {
        &self.records.sources
    }

    /// All actors.
    pub fn actors(&self) -> &[Actor] {
        &self.records.actors
    }

    /// All statements, by source and place.
    pub fn statements(&self) -> Statements<'_> {
        match &self.kept {
            Some(kept) => Statements::from(&**kept),
            None => Statements::from(self.records.statements.as_slice()),
        }
    }

    /// All events, in the author's order.
    pub fn events(&self) -> &[Event] {
        &self.records.events
    }

    /// What could not be read.
    pub fn faults(&self) -> &[Fault] {
        &self.records.faults
    }

    /// One source.
    pub fn source(&self, ix: SourceIx) -> Option<&Source> {
        self.records.sources.get(ix.at())
    }

    /// One actor.
    pub fn actor(&self, ix: ActorIx) -> Option<&Actor> {
        self.records.actors.get(ix.at())
    }

    /// One statement.
    pub fn statement(&self, ix: StatementIx) -> Option<&Statement> {
        self.statements().get(ix.at())
    }

    /// One row: a statement, a weak suggestion, a passage, or what was dismissed.
    pub fn row(&self, row: RowRef) -> Option<&Statement> {
        match row {
            RowRef::Statement(ix) => self.statement(ix),
            RowRef::Weak(ix) => self.weak.as_ref()?.statements().get(ix.at()),
            RowRef::Passage(ix) => self.passages.as_ref()?.statements().get(ix.at()),
            RowRef::Dismissed(ix) => self.dismissed.as_ref()?.statements().get(ix.at()),
        }
    }

    /// All rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = (RowRef, &Statement)> {
        let statements = of(Some(self), |at| RowRef::Statement(StatementIx(at)));
        let passages = of(self.passages(), |at| RowRef::Passage(PassageIx(at)));
        let dismissed = of(self.dismissed(), |at| RowRef::Dismissed(DismissedIx(at)));
        let weak = of(self.weak(), |at| RowRef::Weak(WeakIx(at)));
        statements.chain(weak).chain(passages).chain(dismissed)
    }

    /// One event.
    pub fn event(&self, ix: EventIx) -> Option<&Event> {
        self.records.events.get(ix.at())
    }

    /// The speaker's name as lists show it, where one is stated.
    pub fn speaker_name(&self, statement: &Statement) -> Option<&str> {
        let speaker = *statement.speaker.value()?;
        self.actor(speaker).map(|_| self.shown_name(speaker))
    }

    /// The statements of a source, in order of place.
    pub fn statements_in(
        &self,
        source: SourceIx,
    ) -> impl DoubleEndedIterator<Item = StatementIx> + ExactSizeIterator + use<> {
        self.positions_in(source).map(StatementIx)
    }

    /// The positions of a source's statements; of a source of another corpus there are none here.
    fn positions_in(&self, source: SourceIx) -> Range<u32> {
        match self.by_source.get(source.at()) {
            Some([from, to]) => *from..*to,
            None => 0..0,
        }
    }

    /// The statements of a source that share a byte with `span`, the last first.
    pub fn statements_over(
        &self,
        source: SourceIx,
        span: Span,
    ) -> impl Iterator<Item = StatementIx> + '_ {
        /// A statement that begins before a passage and reaches into it is among the last few.
        const BACK: u32 = 64;
        let Range { start, end } = self.positions_in(source);
        let all = self.statements();
        let behind = |at: u32| {
            all.get(at as usize).is_none_or(|statement| statement.hull().start >= span.end)
        };
        let upto = first_where(start..end, behind);
        let near = (start.max(upto.saturating_sub(BACK))..upto).rev();
        near.filter_map(move |at| Some((at, all.get(at as usize)?)))
            .filter(move |(_, s)| s.spans.iter().any(|part| part.overlaps(span)))
            .map(move |(at, _)| StatementIx(at))
    }

    /// What an actor said, in order.
    pub fn said_by(&self, actor: ActorIx) -> impl ExactSizeIterator<Item = StatementIx> + '_ {
        self.said_by.of(actor.0).iter().copied().map(StatementIx)
    }

    /// What was said to an actor or about it, in order.
    pub fn concerning(&self, actor: ActorIx) -> impl ExactSizeIterator<Item = StatementIx> + '_ {
        self.concerning.of(actor.0).iter().copied().map(StatementIx)
    }

    /// The statements tied to an event, in order.
    pub fn telling_of(&self, event: EventIx) -> impl ExactSizeIterator<Item = StatementIx> + '_ {
        self.telling_of.of(event.0).iter().copied().map(StatementIx)
    }

    /// Links from other statements to this one, in order of those.
    pub fn linked_to(&self, to: StatementIx) -> impl Iterator<Item = (LinkKind, StatementIx)> + '_ {
        let from = self.linked_to.of(to.0).iter().copied().map(StatementIx);
        from.flat_map(move |from| {
            let links = self.statement(from).into_iter().flat_map(Statement::links);
            links.filter(move |link| link.to == to).map(move |link| (link.kind, from))
        })
    }

    /// Events by time (see `When::order`); those without a usable date at the end, in the author's
    /// order.
    pub fn chronology(&self) -> &[EventIx] {
        &self.chronology
    }
}

/// The first position of `range` that `holds`, where it holds for all behind that one, too; its end where
/// there is none.
fn first_where(range: Range<u32>, holds: impl Fn(u32) -> bool) -> u32 {
    let Range { start: mut from, end: mut to } = range;
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// The statements of a corpus, where there is one, as rows of another.
fn of(
    corpus: Option<&Corpus>,
    row: impl Fn(u32) -> RowRef,
) -> impl Iterator<Item = (RowRef, &Statement)> {
    let statements = corpus.into_iter().flat_map(Corpus::statements);
    (0..).zip(statements).map(move |(at, statement)| (row(at), statement))
}

fn chronology(events: &[Event]) -> Vec<EventIx> {
    let mut order: Vec<_> = (0..events.len()).collect();
    order.sort_by_key(|at| {
        let when = events.get(*at).and_then(Event::when).and_then(onrecord_model::When::order);
        (when.is_none(), when)
    });
    order.into_iter().map(EventIx::from).collect()
}
