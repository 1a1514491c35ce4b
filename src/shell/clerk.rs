//! The clerk: writes decisions about suggestions down, one after the other, and lets the
//! investigation follow. Decisions that come in quick succession are written each, and followed
//! together.

use std::collections::HashMap;
use std::iter::once;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::Wake;
use super::fault::{contained, drill};
use crate::app::Msg;
use crate::app::msg::{Decided, Decision, Judged, Refusal, Then};
use crate::corpus::fault::Unwritten;
use crate::corpus::format::edit::Judgement;
use crate::corpus::{Corpus, Verdicts};
use crate::disk;
use crate::ingest::{Entry, Ledger, Place};
use crate::model::{Origin, StatementIx, Verdict};
use crate::search::Index;

/// How long leaving waits for decisions to reach the disk; a file server that is gone would hold it
/// for ever.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the clerk is given.
enum Job {
    /// An investigation as it was read; what follows is about it.
    Base(u64, Arc<Corpus>, Arc<Index>),
    /// A decision about a suggestion in it.
    Decision(Decision),
    /// Word that everything before it is on the disk.
    Done(Sender<()>),
}

/// The way to the clerk.
pub struct Clerk {
    jobs: Sender<Job>,
    /// Counts what was read.
    bases: u64,
}

impl Clerk {
    /// Starts the clerk of a place.
    pub fn start(place: Place, wake: Sender<Wake>) -> Self {
        let (jobs, waiting) = mpsc::channel();
        let mut desk = Desk {
            wake,
            ledger: Ledger::new(place),
            base: (0, Arc::default(), Arc::default()),
            verdicts: Verdicts::new(),
            entries: HashMap::new(),
            upto: 0,
        };
        thread::spawn(move || desk.work(&waiting));
        Self { jobs, bases: 0 }
    }

    /// From now on decisions are about this investigation.
    pub fn read(&mut self, corpus: &Arc<Corpus>, index: &Arc<Index>) {
        self.bases += 1;
        self.give(Job::Base(self.bases, Arc::clone(corpus), Arc::clone(index)));
    }

    /// Writes a decision down.
    pub fn decide(&self, decision: Decision) {
        self.give(Job::Decision(decision));
    }

    /// Whether what the clerk hands over was made of what was read last.
    pub fn is_present(&self, base: u64) -> bool {
        base == self.bases
    }

    /// Waits until all decisions are on the disk.
    pub fn finish(&self) {
        let (done, word) = mpsc::channel();
        self.give(Job::Done(done));
        let _ = word.recv_timeout(PATIENCE);
    }

    /// The clerk is there as long as the loop is.
    fn give(&self, job: Job) {
        let _ = self.jobs.send(job);
    }
}

/// What lies before the clerk.
struct Desk {
    wake: Sender<Wake>,
    ledger: Ledger,
    /// What was read, and its number.
    base: (u64, Arc<Corpus>, Arc<Index>),
    /// The verdicts of this session.
    verdicts: Verdicts,
    /// What was written for each.
    entries: HashMap<Box<str>, Entry>,
    /// The number of the last decision.
    upto: u64,
}

impl Desk {
    fn work(&mut self, waiting: &Receiver<Job>) {
        while let Ok(first) = waiting.recv() {
            let mut changed = false;
            for job in once(first).chain(waiting.try_iter()) {
                changed |= self.take(job);
            }
            if changed && contained(|| self.follow()).is_none() {
                self.tell(Msg::Refused(Refusal::Fault));
            }
        }
    }

    /// Does a job; whether the investigation has to follow.
    fn take(&mut self, job: Job) -> bool {
        match job {
            Job::Base(number, corpus, index) => {
                self.base = (number, corpus, index);
                // It may hold all verdicts already; then that is what is to be told.
                self.upto > 0
            }
            Job::Decision(decision) => {
                self.upto = decision.number;
                let outcome = contained(|| self.decide(&decision));
                let outcome = outcome.unwrap_or(Err(Unwritten::Fault));
                let follows = outcome == Ok(Then::Nothing);
                let file = self.ledger.file().map(disk::shown);
                self.tell(Msg::Judged(Judged { decision, file, outcome }));
                follows
            }
            Job::Done(word) => {
                let _ = word.send(());
                false
            }
        }
    }

    fn decide(&mut self, decision: &Decision) -> Result<Then, Unwritten> {
        drill("clerk");
        match decision.what {
            Decided::Verdict(verdict) => self.write(decision, verdict),
            Decided::TakenBack(_) => self.take_back(decision),
        }
    }

    fn write(&mut self, decision: &Decision, verdict: Verdict) -> Result<Then, Unwritten> {
        let corpus = &self.base.1;
        let at = position(corpus, &decision.id).ok_or(Unwritten::NoWords)?;
        let judgement = Judgement::of(corpus, at, verdict).ok_or(Unwritten::NoWords)?;
        let entry = self.ledger.write(&judgement)?;
        self.entries.insert(decision.id.clone(), entry);
        self.verdicts.insert(decision.id.clone(), verdict);
        Ok(Then::Nothing)
    }

    fn take_back(&mut self, decision: &Decision) -> Result<Then, Unwritten> {
        let entry = self.entries.get(&decision.id).ok_or(Unwritten::Gone)?;
        self.ledger.take_back(entry)?;
        self.entries.remove(&decision.id);
        self.verdicts.remove(&decision.id);
        // What was read after the verdict holds it; only reading again brings the suggestion back.
        let at = position(&self.base.1, &decision.id);
        Ok(if at.is_some() { Then::Nothing } else { Then::Reread })
    }

    /// The investigation with all verdicts.
    fn follow(&self) {
        let (number, base, index) = &self.base;
        let (corpus, index) = if base.records().concerned_by(&self.verdicts) {
            let mut records = base.records().clone();
            records.judge(&self.verdicts);
            let corpus = Corpus::new(records);
            // Where no row came or went, the same words stand in the same rows.
            let same = corpus.statements().len() == base.statements().len();
            let threads = thread::available_parallelism().map_or(1, NonZero::get);
            let index =
                if same { Arc::clone(index) } else { Arc::new(Index::build(&corpus, threads)) };
            (Arc::new(corpus), index)
        } else {
            (Arc::clone(base), Arc::clone(index))
        };
        let rebuilt = Msg::Rebuilt { corpus, index, upto: self.upto };
        let _ = self.wake.send(Wake::Rebuilt(*number, rebuilt));
    }

    /// Nobody listens any more when the program is being left.
    fn tell(&self, msg: Msg) {
        let _ = self.wake.send(Wake::Msg(msg));
    }
}

/// The suggestion with this id.
fn position(corpus: &Corpus, id: &str) -> Option<StatementIx> {
    let is_it = |s: &crate::model::Statement| &*s.id == id && s.origin == Origin::Suggested;
    corpus.statements().iter().position(is_it).map(StatementIx::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Patient, open};

    #[test]
    fn what_was_read_again_after_a_decision_says_that_it_came_true() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "“Nobody told us,” said Ana Ruiz.").unwrap();
        let place = Place::Path(folder.path().to_owned());
        let read = || Arc::new(open(&place, &mut Patient).unwrap());
        let (wake, woken) = mpsc::channel();
        let mut clerk = Clerk::start(place.clone(), wake);
        let suggested = read();
        clerk.read(&suggested, &Arc::default());
        let id = suggested.statements()[0].id.clone();
        let what = Decided::Verdict(Verdict::Confirmed);
        clerk.decide(Decision { number: 1, id, what });
        clerk.finish();
        let confirmed = read();
        assert_eq!(confirmed.statements()[0].origin, Origin::Confirmed);
        clerk.read(&confirmed, &Arc::default());
        drop(clerk);
        let last = woken.iter().last();
        assert!(matches!(&last, Some(Wake::Rebuilt(2, Msg::Rebuilt { corpus, upto: 1, .. }))
                if Arc::ptr_eq(corpus, &confirmed)));
    }
}
