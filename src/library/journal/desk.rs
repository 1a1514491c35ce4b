//! [`Desk`]: an investigation and its journal as one person sits before them. What is asked for is
//! written down, and the investigation follows.

use std::sync::Arc;

use super::{JournalSession, accept, annotate, apply, edits_of};
use crate::library::OpenTarget;
use onrecord_corpus::Corpus;
use onrecord_journal::{Intent, LogEntry, Operation, OperationId, Outcome};
use onrecord_model::fault::WriteError;

/// An investigation with what people decide about it.
#[derive(Debug)]
pub struct Desk {
    session: JournalSession,
    /// The investigation without any decision of the journal.
    base: Arc<Corpus>,
    /// The same with all of them.
    shown: Arc<Corpus>,
}

impl Desk {
    /// The journal of `target`; decisions are by `by`. There is no investigation yet.
    pub fn open(target: &OpenTarget, by: &str) -> Self {
        Self::of(JournalSession::open(target, by))
    }

    pub(crate) fn of(session: JournalSession) -> Self {
        Self { session, base: Arc::default(), shown: Arc::default() }
    }

    /// The journal.
    pub(crate) fn session(&self) -> &JournalSession {
        &self.session
    }

    /// The investigation without any decision of the journal.
    pub fn base(&self) -> Arc<Corpus> {
        Arc::clone(&self.base)
    }

    /// An investigation was read: `base` without any decision of the journal, `shown` as it is on the
    /// screen.
    pub fn read(&mut self, base: Arc<Corpus>, shown: Arc<Corpus>) {
        (self.base, self.shown) = (base, shown);
    }

    /// The investigation with all decisions that are known.
    pub fn follow(&mut self) -> Arc<Corpus> {
        let mut records = apply(self.base.to_records(), self.session.journal());
        records.faults.extend(self.session.faults());
        self.shown = Arc::new(Corpus::new(records));
        Arc::clone(&self.shown)
    }

    /// Reads what others have decided since the last time: who, and how many operations.
    pub fn news(&mut self) -> Vec<(Box<str>, usize)> {
        let news = self.session.news();
        let journal = self.session.journal();
        let mut told: Vec<(Box<str>, usize)> = Vec::new();
        for operation in news.operations.iter().filter_map(|id| journal.get(id)) {
            match told.iter_mut().find(|(by, _)| *by == operation.by) {
                Some((_, count)) => *count += 1,
                None => told.push((operation.by.clone(), 1)),
            }
        }
        told
    }

    /// Does what is asked for. It counts when this returns.
    ///
    /// # Errors
    /// What stands in the way; nothing is decided then.
    pub fn decide(&mut self, intent: &Intent) -> Result<Outcome, WriteError> {
        let (edits, undoes) = match intent {
            Intent::Edit(edits) => (edits_of(&self.shown, &self.base, edits), None),
            Intent::Put(new) => {
                let unique = format!("{}:{}", self.session.run(), self.session.journal().len());
                (annotate(&self.shown, new, &unique).map(|(_, edits)| edits), None)
            }
            Intent::Accept(what) => (accept(&self.shown, &self.base, what), None),
            Intent::TakeBack { of, sure } => match self.to_take_back(of.as_ref(), *sure) {
                Ok(id) => (Some(self.session.journal().reversed(&id)), Some(id)),
                Err(outcome) => return Ok(outcome),
            },
        };
        let edits = edits.filter(|edits| !edits.is_empty()).ok_or(WriteError::NoWords)?;
        self.session.write(edits, undoes).map(Outcome::Written)
    }

    /// The operation that is to be taken back, or what has to be asked before.
    fn to_take_back(&self, of: Option<&OperationId>, sure: bool) -> Result<OperationId, Outcome> {
        let journal = self.session.journal();
        let ours = |one: &Operation| *one.id.run == *self.session.run();
        let last = of.cloned().or_else(|| {
            let gone = journal.taken_back();
            let open = |one: &&Operation| one.undoes.is_none() && !gone.contains(&one.id);
            let mut own = journal.log().rev().filter(open);
            let mut by =
                journal.log().rev().filter(open).filter(|one| *one.by == *self.session.by());
            own.find(|one| ours(one)).or_else(|| by.next()).map(|one| one.id.clone())
        });
        let Some(entry) = last.and_then(|id| journal.entry(&id)) else {
            return Err(Outcome::Nothing);
        };
        if entry.taken_back {
            return Err(Outcome::Nothing);
        }
        // Who asks for one of the log may not think of what came of it.
        let own = |by: &str| of.is_none() && *by == *self.session.by();
        let alone = entry.followed_by.iter().all(|by| own(by));
        // What it withholds would be free.
        let frees = of.is_some() && entry.operation.withholds();
        if sure || (ours(&entry.operation) && alone && !frees) {
            return Ok(entry.operation.id.clone());
        }
        Err(Outcome::Ask(Box::new(entry)))
    }

    /// The last `most` operations, the latest first.
    pub fn log(&self, most: usize) -> Arc<[LogEntry]> {
        self.session.journal().latest().take(most).collect()
    }

    /// How many operations there are.
    pub fn count(&self) -> usize {
        self.session.journal().len()
    }

    /// The folder that decisions are written to, as a person reads it.
    pub fn folder(&self) -> Option<String> {
        self.session.folder()
    }
}
