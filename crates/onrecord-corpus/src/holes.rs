//! [`HoleList`]: what is missing before publication, of the records that a person or a list stands behind.
//!
//! A suggestion that nobody has looked at is no hole, it is counted: a list of thousands would be read by
//! nobody. One that a person uses all the same (a tag, a star, any field) is a hole itself, with
//! whatever else it lacks.

use crate::Corpus;
use onrecord_model::{
    ActorIx, ActorKind, AnchorState, Annotations, Event, EventIx, Field, Origin, Place, RecordRef,
    RowRef, SourceIx, Statement, Status,
};

/// What is missing, in the order of the list: first what can do harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HoleKind {
    /// It accuses somebody who has not answered, declined, or need not be asked.
    Reply,
    /// Two have decided differently, and nobody has settled it.
    Conflict,
    /// Its source does not have the words, or not there, as they were put down.
    Source,
    /// It is used, and nobody has confirmed that it is a statement.
    Unconfirmed,
    /// Nobody is named who says it.
    Unnamed,
    /// Who says it is only inferred.
    Speaker,
    /// It was taken down by a machine, or by nobody knows whom, and not listened to.
    Transcript,
    /// One source only.
    SingleSource,
    /// Its date is inferred, or a part of it.
    Date,
}

impl HoleKind {
    /// The word for it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Conflict => "conflict",
            Self::Source => "source",
            Self::Unconfirmed => "unconfirmed",
            Self::Unnamed => "unnamed",
            Self::Speaker => "speaker",
            Self::Transcript => "transcript",
            Self::SingleSource => "single source",
            Self::Date => "date",
        }
    }
}

/// What a record lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hole {
    /// What is missing.
    pub kind: HoleKind,
    /// Of which record. One may have several holes.
    pub record: RecordRef,
}

/// What is missing before publication.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HoleList {
    /// The holes by kind; of one kind statements by source and place, then all else.
    pub holes: Vec<Hole>,
    /// The statements that a person or a list stands behind.
    pub stands: usize,
    /// How many of these nobody has checked.
    pub unchecked: usize,
    /// Suggestions that nobody has looked at, without the weak ones.
    pub suggestions: usize,
    /// Weak suggestions that nobody has looked at.
    pub weak: usize,
}

impl HoleList {
    /// Those of an investigation.
    pub fn of(corpus: &Corpus) -> Self {
        let mut list = Self::default();
        for (row, statement) in corpus.rows() {
            match row {
                RowRef::Passage(_) => {}
                RowRef::Dismissed(_) => {
                    let conflict = in_conflict(corpus, RecordRef::Row(row));
                    list.add(RecordRef::Row(row), conflict.then_some(HoleKind::Conflict));
                }
                RowRef::Statement(_) | RowRef::Weak(_) => list.take(corpus, row, statement),
            }
        }
        list.take_others(corpus);
        list.holes.sort_by_key(|hole| hole.kind);
        list
    }

    fn take(&mut self, corpus: &Corpus, row: RowRef, statement: &Statement) {
        if corpus.stands_behind(statement) {
            self.stands += 1;
            self.unchecked += usize::from(statement.status == Status::Unchecked);
            self.add(RecordRef::Row(row), corpus.holes_in(statement));
        } else if statement.is_weak() {
            self.weak += 1;
        } else {
            self.suggestions += 1;
        }
    }

    /// Events, actors and sources.
    fn take_others(&mut self, corpus: &Corpus) {
        for ix in (0..corpus.events().len()).map(EventIx::from) {
            let inferred = corpus.event(ix).is_some_and(is_inferred) && is_told(corpus, ix);
            self.add(RecordRef::Event(ix), inferred.then_some(HoleKind::Date));
        }
        let actors = (0..corpus.actors().len()).map(ActorIx::from).map(RecordRef::Actor);
        let events = (0..corpus.events().len()).map(EventIx::from).map(RecordRef::Event);
        let sources = (0..corpus.sources().len()).map(SourceIx::from).map(RecordRef::Source);
        for record in actors.chain(events).chain(sources) {
            self.add(record, in_conflict(corpus, record).then_some(HoleKind::Conflict));
        }
    }

    fn add(&mut self, record: RecordRef, kinds: impl IntoIterator<Item = HoleKind>) {
        self.holes.extend(kinds.into_iter().map(|kind| Hole { kind, record }));
    }

    /// The kinds that there are, each with how many.
    pub fn kinds(&self) -> impl Iterator<Item = (HoleKind, usize)> {
        let kinds = self.holes.chunk_by(|one, next| one.kind == next.kind);
        kinds.filter_map(|holes| Some((holes.first()?.kind, holes.len())))
    }
}

impl Corpus {
    /// Whether a person or a list stands behind a statement: it is no suggestion, or somebody uses it.
    pub fn stands_behind(&self, statement: &Statement) -> bool {
        match statement.origin {
            _ if statement.form.is_passage() => false,
            Origin::Dismissed => false,
            Origin::Suggested => self.annotations_of(statement).is_some_and(Annotations::is_used),
            Origin::Listed | Origin::Confirmed | Origin::Hand => true,
        }
    }

    /// Whether its source does not have its words where they were put down, and nobody keeps them so.
    fn is_told_apart(&self, statement: &Statement) -> bool {
        statement.anchor_state() != AnchorState::Same && !self.is_kept(statement)
    }

    /// What is missing of a statement that somebody stands behind; of any other nothing is.
    pub fn holes_in(&self, statement: &Statement) -> Vec<HoleKind> {
        if !self.stands_behind(statement) {
            return Vec::new();
        }
        let set = self.annotations_of(statement);
        let dated = statement.said().is_some_and(|said| !said.when.inferred.is_empty());
        let tests = [
            (HoleKind::Reply, set.is_some_and(Annotations::is_unanswered)),
            (HoleKind::Conflict, set.is_some_and(|set| !set.conflicts.is_empty())),
            (HoleKind::Source, self.is_told_apart(statement)),
            (HoleKind::Unconfirmed, statement.origin == Origin::Suggested),
            (HoleKind::Unnamed, self.is_unnamed(statement)),
            (HoleKind::Speaker, statement.has_inferred_speaker() && !self.is_unnamed(statement)),
            (HoleKind::Transcript, self.is_not_listened_to(statement)),
            (HoleKind::SingleSource, statement.status == Status::SingleSource),
            (HoleKind::Date, dated),
        ];
        tests.into_iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind).collect()
    }

    fn is_unnamed(&self, statement: &Statement) -> bool {
        let speaker = statement.speaker.value().and_then(|ix| self.actor(*ix));
        speaker.is_none_or(|actor| actor.kind == ActorKind::Unnamed)
    }

    /// Who took a statement down, by what people set of it or, where they did not, of its source.
    pub fn transcript(&self, statement: &Statement) -> Option<&str> {
        let of = |record| self.annotations(record)?.text(Field::Transcript);
        let own = self.annotations_of(statement).and_then(|set| set.text(Field::Transcript));
        own.or_else(|| of(RecordRef::Source(statement.source)))
    }

    /// Whether a machine took a statement down, or, of what stands at a time of a recording, nobody knows
    /// who, and nobody has listened to it.
    fn is_not_listened_to(&self, statement: &Statement) -> bool {
        if let Some(by) = self.transcript(statement) {
            return by == "machine";
        }
        let source = self.source(statement.source);
        let mark = source.and_then(|s| s.document.mark_at(statement.hull().start));
        mark.is_some_and(|mark| matches!(mark.place, Place::Time(_)))
    }
}

fn in_conflict(corpus: &Corpus, record: RecordRef) -> bool {
    corpus.annotations(record).is_some_and(|set| !set.conflicts.is_empty())
}

/// Whether the date that an event goes by is inferred, or a part of it.
fn is_inferred(event: &Event) -> bool {
    event.when().is_some_and(|when| !when.inferred.is_empty())
}

/// Whether a statement that somebody stands behind tells of an event, or somebody uses it.
fn is_told(corpus: &Corpus, event: EventIx) -> bool {
    let used = corpus.annotations(RecordRef::Event(event)).is_some_and(Annotations::is_used);
    let mut told = corpus.telling_of(event).filter_map(|ix| corpus.statement(ix));
    used || told.any(|statement| corpus.stands_behind(statement))
}

#[cfg(test)]
mod tests;
