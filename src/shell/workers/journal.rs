//! [`JournalWorker`]: writes decisions down, looks after what others have decided, and lets the
//! investigation follow.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::slot::{Jobs, Slot, Taken, slot};
use super::unwritten::UnwrittenDecisions;
use crate::app::Msg;
use crate::app::msg::{Decided, Decision, Refusal};
use crate::library::journal::{Desk, JournalSession};
use crate::library::{self, OpenTarget};
use crate::shell::Wake;
use crate::shell::fault::{contained, drill};
use crate::shell::session::LastVisit;
use onrecord_corpus::Corpus;
use onrecord_model::Field;
use onrecord_model::fault::WriteError;
use onrecord_search::Index;

/// How often it is seen whether others have decided something: soon enough for a person to wait for,
/// seldom enough to cost nothing.
const LOOK: Duration = Duration::from_secs(1);

/// What the worker is given.
enum Job {
    /// An investigation as it was read; what follows is about it.
    Read(ReadInvestigation),
    /// A decision about records in it.
    Decision(Decision),
    /// So many decisions are to be told, the latest first.
    Log(usize),
}

/// An investigation as it was read.
#[derive(Default)]
pub(crate) struct ReadInvestigation {
    generation: u64,
    /// Without any decision of the journal.
    base: Arc<Corpus>,
    /// With those that were known then, as it is on the screen.
    shown: Arc<Corpus>,
    /// The index of what is on the screen.
    index: Arc<Index>,
    /// How many operations it holds.
    operations: usize,
}

impl ReadInvestigation {
    /// An investigation as it was read.
    pub(crate) fn new(
        base: &Arc<Corpus>,
        shown: &Arc<Corpus>,
        index: &Arc<Index>,
        operations: usize,
    ) -> Self {
        let (base, shown, index) = (Arc::clone(base), Arc::clone(shown), Arc::clone(index));
        Self { generation: 0, base, shown, index, operations }
    }
}

/// The way to the thread that writes decisions.
pub(crate) struct JournalWorker {
    slot: Slot<Vec<Job>>,
    /// Counts what was read.
    bases: u64,
}

impl JournalWorker {
    /// Starts the writer of decisions about `target` by `by`; what it has written it takes off
    /// `waiting`.
    pub(crate) fn start(
        target: OpenTarget,
        by: String,
        last: Option<Arc<LastVisit>>,
        waiting: UnwrittenDecisions,
        wake: Sender<Wake>,
    ) -> Self {
        let (slot, jobs) = slot();
        thread::spawn(move || {
            let end = waiting.clone();
            let given_up = move |_| {
                if end.is_given_up() { Err(io::Error::other("given up")) } else { Ok(()) }
            };
            let desk = Desk::of(JournalSession::with(&target, &by, given_up));
            JournalLoop {
                wake,
                desk,
                last,
                waiting,
                base: ReadInvestigation::default(),
                applied: 0,
                upto: 0,
                looked: Instant::now(),
            }
            .work(&jobs);
        });
        Self { slot, bases: 0 }
    }

    /// From now on decisions are about this investigation.
    pub(crate) fn read(&mut self, base: ReadInvestigation) {
        self.bases += 1;
        self.give(Job::Read(ReadInvestigation { generation: self.bases, ..base }));
    }

    /// Writes a decision down.
    pub(crate) fn decide(&self, decision: Decision) {
        self.give(Job::Decision(decision));
    }

    /// Tells the latest `most` decisions.
    pub(crate) fn log(&self, most: usize) {
        self.give(Job::Log(most));
    }

    /// Whether what the worker sends of this generation, a count of what was read, still counts.
    pub(crate) fn is_present(&self, generation: u64) -> bool {
        self.slot.is_newest(generation)
    }

    /// No decision may be left out: what comes joins what waits.
    fn give(&self, job: Job) {
        self.slot.join(self.bases, |waiting| {
            let mut jobs = waiting.unwrap_or_default();
            jobs.push(job);
            jobs
        });
    }
}

/// What the worker knows.
struct JournalLoop {
    wake: Sender<Wake>,
    desk: Desk,
    /// The last time somebody was here: what is new since is marked.
    last: Option<Arc<LastVisit>>,
    waiting: UnwrittenDecisions,
    /// What was read.
    base: ReadInvestigation,
    /// How many operations the investigation on the screen holds.
    applied: usize,
    /// The number of the last decision.
    upto: u64,
    /// When it was last seen what others have decided.
    looked: Instant,
}

impl JournalLoop {
    fn work(&mut self, given: &Jobs<Vec<Job>>) {
        loop {
            let followed = match given.take_within(LOOK) {
                Taken::Closed => return,
                Taken::Nothing => self.look(),
                // Who decides all the time sees others as soon as who only looks on.
                Taken::Job(_, jobs) => {
                    self.perform(jobs) | (self.looked.elapsed() >= LOOK && self.look())
                }
            };
            if followed
                && contained("the investigation after a decision", || self.follow()).is_none()
            {
                self.tell(Msg::Refused(Refusal::Fault));
            }
        }
    }

    /// Does all that waits; whether the investigation has to follow.
    fn perform(&mut self, jobs: Vec<Job>) -> bool {
        let mut follows = false;
        for job in jobs {
            match job {
                Job::Decision(decision) => follows |= self.decide(decision),
                Job::Log(most) => self.tell_log(most),
                Job::Read(base) => {
                    self.desk.read(Arc::clone(&base.base), Arc::clone(&base.shown));
                    self.applied = base.operations;
                    self.base = base;
                    // Decisions of this session may have come true with it: the loop is told so.
                    follows |= self.upto > 0;
                }
            }
        }
        follows | self.is_behind()
    }

    /// Whether the journal holds more than the screen.
    fn is_behind(&self) -> bool {
        self.base.generation > 0 && self.desk.session().journal().len() != self.applied
    }

    /// Sees what others have decided.
    fn look(&mut self) -> bool {
        self.looked = Instant::now();
        let told = contained("looking into the journal", || self.desk.news());
        if let Some(told) = told.filter(|told| !told.is_empty() && self.base.generation > 0) {
            self.tell(Msg::Others(told));
        }
        self.is_behind()
    }

    /// Tells the latest decisions.
    fn tell_log(&self, most: usize) {
        if let Some(entries) = contained("listing decisions", || self.desk.log(most)) {
            self.tell(Msg::Log { entries, total: self.desk.count() });
        }
    }

    /// Writes a decision down; whether the investigation has to follow.
    fn decide(&mut self, decision: Decision) -> bool {
        self.upto = decision.number;
        let done = contained("writing a decision", || {
            drill("decisions");
            self.desk.decide(&decision.intent)
        });
        let outcome = done.unwrap_or(Err(WriteError::Fault));
        log::info!(
            "decision {}: {}",
            decision.number,
            if outcome.is_ok() { "done" } else { "not done" }
        );
        self.waiting.done(decision.number, outcome.is_ok());
        let (follows, folder) = (outcome.is_ok(), self.desk.folder());
        self.tell(Msg::Decided(Box::new(Decided { decision, folder, outcome })));
        follows
    }

    /// The investigation with all decisions.
    fn follow(&mut self) {
        let before = Arc::clone(&self.base.shown);
        let corpus = self.desk.follow();
        let index = if self.is_indexed_alike(&before, &corpus) {
            Arc::clone(&self.base.index)
        } else {
            let mut index = Index::build(&corpus, library::cores());
            if let Some(last) = &self.last {
                last.mark_again(&corpus, &mut index);
            }
            Arc::new(index)
        };
        self.applied = self.desk.session().journal().len();
        self.base.shown = Arc::clone(&corpus);
        self.base.index = Arc::clone(&index);
        let rebuilt = Msg::Rebuilt { corpus, index, upto: self.upto };
        let _ = self.wake.send(Wake::Decided(self.base.generation, rebuilt));
    }

    /// Whether the index of one investigation is that of the other: no row came or went, and nothing
    /// that is searched was set since.
    fn is_indexed_alike(&self, before: &Corpus, after: &Corpus) -> bool {
        let rows = |corpus: &Corpus| {
            let aside = corpus.dismissed().map(|aside| aside.statements().len());
            (corpus.statements().len(), corpus.weak_count(), aside, corpus.actors().len())
        };
        let journal = self.desk.session().journal();
        let new = journal.len().saturating_sub(self.applied);
        // Others' operations may stand anywhere in the log.
        let few = new <= 1 && !journal.is_empty();
        let plain = journal
            .log()
            .next_back()
            .is_some_and(|last| last.changes.iter().all(|change| !is_searched(change.field)));
        few && plain && rows(before) == rows(after)
    }

    /// Nobody listens any more when the program is being left.
    fn tell(&self, msg: Msg) {
        let _ = self.wake.send(Wake::Msg(msg));
    }
}

/// Whether the index holds what a field says.
const fn is_searched(field: Field) -> bool {
    !matches!(field, Field::Verdict | Field::Status | Field::How | Field::Star | Field::Critical)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{OpenOptions, Silent, open_with_base};
    use onrecord_journal::{FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind};
    use onrecord_model::{FieldValue, Origin};
    use std::sync::mpsc;

    fn confirm(number: u64, id: &str) -> Decision {
        let key = TargetKey { kind: TargetKind::Statement, id: id.into() };
        let set = FieldAction::To(FieldValue::text("confirmed"));
        let intent = Intent::Edit(vec![FieldEdit { key, field: Field::Verdict, set }]);
        Decision { number, intent, rows: vec![(id.into(), None)] }
    }

    #[test]
    fn what_was_read_again_after_a_decision_says_that_it_came_true() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "“Nobody told us,” said Ana Ruiz.").unwrap();
        let target = OpenTarget::Path(folder.path().to_owned());
        let read = || {
            let opened = open_with_base(&target, &OpenOptions::default(), &mut Silent).unwrap();
            let library::OpenedInvestigation { base, shown, operations } = opened;
            ReadInvestigation { base, shown, operations, ..ReadInvestigation::default() }
        };
        let (wake, woken) = mpsc::channel();
        let waiting = UnwrittenDecisions::default();
        let mut worker =
            JournalWorker::start(target.clone(), "ana".into(), None, waiting.clone(), wake);
        let suggested = read();
        let id = suggested.shown.statements().get(0).unwrap().id.clone();
        worker.read(suggested);
        let decision = confirm(1, &id);
        waiting.add(&decision, "confirm".into());
        worker.decide(decision);
        assert_eq!(waiting.last(Duration::from_secs(20)), [""; 0]);
        let confirmed = read();
        assert_eq!(confirmed.shown.statements().get(0).unwrap().origin, Origin::Confirmed);
        worker.read(confirmed);
        drop(worker);
        let all: Vec<_> = woken.iter().collect();
        let written = |wake: &Wake| matches!(wake, Wake::Msg(Msg::Decided(decided)) if matches!(decided.outcome, Ok(Outcome::Written(_))));
        assert_eq!(all.iter().filter(|wake| written(wake)).count(), 1);
        let last = all.iter().rev().find_map(|wake| match wake {
            Wake::Decided(2, Msg::Rebuilt { corpus, upto: 1, .. }) => Some(corpus),
            _ => None,
        });
        assert_eq!(last.unwrap().statements().get(0).unwrap().origin, Origin::Confirmed);
    }
}
