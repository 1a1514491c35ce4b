//! [`DecisionWriter`]: writes decisions about suggestions down, all that wait in one write, and lets
//! the investigation follow.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::slot::{Jobs, Slot, slot};
use super::unwritten::UnwrittenDecisions;
use crate::app::Msg;
use crate::app::msg::{Decided, Decision, Refusal};
use crate::disk;
use crate::library::{self, DecisionEdit, DecisionsFile, OpenTarget, Outcomes, WrittenDecision};
use crate::shell::Wake;
use crate::shell::fault::{contained, drill};
use onrecord_corpus::file_format::edit::Judgement;
use onrecord_corpus::{Corpus, Verdicts};
use onrecord_model::fault::WriteError;
use onrecord_model::{Origin, RowRef, Statement, Verdict};
use onrecord_search::Index;

/// How often it is seen whether another onrecord has done with the file.
const PAUSE: Duration = Duration::from_millis(50);

/// So many of these make the second after which it is said.
const LONG: usize = 20;

/// What the worker is given.
enum Job {
    /// An investigation as it was read; what follows is about it.
    Base(Base),
    /// A decision about a suggestion in it.
    Decision(Decision),
}

/// An investigation as it was read.
#[derive(Default)]
struct Base {
    generation: u64,
    corpus: Arc<Corpus>,
    index: Arc<Index>,
    /// The number of the last decision that was on the disk before it was read.
    held: u64,
}

/// The way to the thread that writes decisions.
pub(crate) struct DecisionWriter {
    slot: Slot<Vec<Job>>,
    /// Counts what was read.
    bases: u64,
}

impl DecisionWriter {
    /// Starts the writer of decisions about `target`; what it has written it takes off `waiting`.
    pub(crate) fn start(
        target: OpenTarget,
        waiting: UnwrittenDecisions,
        wake: Sender<Wake>,
    ) -> Self {
        let (slot, jobs) = slot();
        let mut session = DecisionSession {
            wake,
            file: DecisionsFile::new(target, waiting.writer()),
            waiting,
            base: Base::default(),
            verdicts: HashMap::new(),
            written: HashMap::new(),
            upto: 0,
        };
        thread::spawn(move || session.work(&jobs));
        Self { slot, bases: 0 }
    }

    /// From now on decisions are about this investigation, which holds those up to number `held`.
    pub(crate) fn read(&mut self, corpus: &Arc<Corpus>, index: &Arc<Index>, held: u64) {
        self.bases += 1;
        let (corpus, index) = (Arc::clone(corpus), Arc::clone(index));
        self.give(Job::Base(Base { generation: self.bases, corpus, index, held }));
    }

    /// Writes a decision down.
    pub(crate) fn decide(&self, decision: Decision) {
        self.give(Job::Decision(decision));
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

/// What the worker knows of the decisions of this session.
struct DecisionSession {
    wake: Sender<Wake>,
    file: DecisionsFile,
    waiting: UnwrittenDecisions,
    /// What was read.
    base: Base,
    /// What was decided in this session and is not in what was read, with the decision's number.
    verdicts: HashMap<Box<str>, (u64, Verdict)>,
    /// What was written for each suggestion, the last at the end.
    written: HashMap<Box<str>, Vec<WrittenDecision>>,
    /// The number of the last decision.
    upto: u64,
}

impl DecisionSession {
    fn work(&mut self, given: &Jobs<Vec<Job>>) {
        while let Some((_, jobs)) = given.take() {
            let mut changed = false;
            let mut decisions = Vec::new();
            for job in jobs {
                match job {
                    Job::Decision(decision) => decisions.push(decision),
                    Job::Base(base) => {
                        changed |= self.decide(std::mem::take(&mut decisions));
                        // It may hold all verdicts already: the loop is told so.
                        changed |= self.upto > 0;
                        self.verdicts.retain(|_, (number, _)| *number > base.held);
                        self.base = base;
                    }
                }
            }
            changed |= self.decide(decisions);
            if changed
                && contained("the investigation after a decision", || self.follow()).is_none()
            {
                self.tell(Msg::Refused(Refusal::Fault));
            }
        }
    }

    /// Writes decisions down together; whether the investigation has to follow.
    fn decide(&mut self, decisions: Vec<Decision>) -> bool {
        let Some(last) = decisions.last() else { return false };
        self.upto = last.number;
        let done = contained("writing decisions", || self.write(&decisions))
            .unwrap_or(Err(WriteError::Fault));
        let (outcomes, parted) = match done {
            Ok(Outcomes { outcomes, parted }) => (outcomes, parted),
            Err(why) => (decisions.iter().map(|_| Err(why.clone())).collect(), false),
        };
        let written = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        log::info!("{written} of {} decisions written", outcomes.len());
        let file = self.file.file().map(disk::shown);
        let mut follows = false;
        for (decision, outcome) in decisions.into_iter().zip(outcomes) {
            let outcome = outcome.map(|written| self.keep(&decision, written));
            follows |= outcome.is_ok();
            self.waiting.done(decision.number, is_settled(&outcome));
            let file = file.clone();
            self.tell(Msg::Decided(Decided { decision, file, outcome, parted }));
        }
        follows
    }

    fn write(&mut self, decisions: &[Decision]) -> Result<Outcomes, WriteError> {
        drill("decisions");
        // A decision without an edit keeps its place among the outcomes.
        let edits: Vec<_> = decisions.iter().map(|decision| self.edit(decision)).collect();
        let made: Vec<_> = edits.iter().flatten().cloned().collect();
        if made.is_empty() {
            return Err(WriteError::NoWords);
        }
        let (file, _) = self.file.choose()?;
        let wake = self.wake.clone();
        let mut pauses = 0;
        let mut pause = || {
            thread::sleep(PAUSE);
            pauses += 1;
            if pauses == LONG {
                let _ = wake.send(Wake::Msg(Msg::Held(disk::shown(&file))));
            }
        };
        let Outcomes { outcomes, parted } = self.file.write(&made, &mut pause)?;
        let mut outcomes = outcomes.into_iter();
        let outcome = |edit: Option<DecisionEdit>| match edit {
            Some(_) => outcomes.next().unwrap_or(Err(WriteError::Fault)),
            None => Err(WriteError::NoWords),
        };
        Ok(Outcomes { outcomes: edits.into_iter().map(outcome).collect(), parted })
    }

    /// What is to be done in the file about a decision.
    fn edit(&self, decision: &Decision) -> Option<DecisionEdit> {
        let corpus = &self.base.corpus;
        let at = position(corpus, &decision.id)?;
        let lift = decision.to == Verdict::Suggested;
        let verdict = if lift { decision.from } else { decision.to };
        let judgement = Judgement::of(corpus, at, verdict)?;
        let last = || self.written.get(&decision.id)?.last().cloned();
        Some(DecisionEdit { judgement, lift, undoes: last().filter(|_| decision.undoes) })
    }

    /// Keeps what was written.
    fn keep(&mut self, decision: &Decision, written: WrittenDecision) {
        let all = self.written.entry(decision.id.clone()).or_default();
        if decision.undoes {
            all.pop();
        } else {
            all.push(written);
        }
        self.verdicts.insert(decision.id.clone(), (decision.number, decision.to));
    }

    /// The investigation with all verdicts.
    fn follow(&self) {
        let Base { generation, corpus: base, index, .. } = &self.base;
        let verdicts: Verdicts =
            self.verdicts.iter().map(|(id, (_, verdict))| (id.clone(), *verdict)).collect();
        let (corpus, index) = if base.records().concerned_by(&verdicts) {
            let mut records = base.records().clone();
            records.apply(&verdicts);
            let corpus = Corpus::new(records);
            // Where no row came or went, the same words stand in the same rows.
            let rows = |corpus: &Corpus| {
                (corpus.statements().len(), corpus.dismissed().map(|c| c.statements().len()))
            };
            let index = if rows(&corpus) == rows(base) {
                Arc::clone(index)
            } else {
                Arc::new(Index::build(&corpus, library::cores()))
            };
            (Arc::new(corpus), index)
        } else {
            (Arc::clone(base), Arc::clone(index))
        };
        let rebuilt = Msg::Rebuilt { corpus, index, upto: self.upto };
        let _ = self.wake.send(Wake::Decided(*generation, rebuilt));
    }

    /// Nobody listens any more when the program is being left.
    fn tell(&self, msg: Msg) {
        let _ = self.wake.send(Wake::Msg(msg));
    }
}

/// Whether there is nothing left to write: it is written, or somebody else's decision stands.
fn is_settled<T>(outcome: &Result<T, WriteError>) -> bool {
    matches!(outcome, Ok(_) | Err(WriteError::Gone | WriteError::Contradicted(_)))
}

/// The suggestion with this id, whatever was made of it.
fn position(corpus: &Corpus, id: &str) -> Option<RowRef> {
    let was_suggested = |s: &Statement| !matches!(s.origin, Origin::Hand | Origin::Listed);
    let is_it = |(_, s): &(RowRef, &Statement)| &*s.id == id && was_suggested(s);
    corpus.rows().find(is_it).map(|(row, _)| row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    use crate::library::{OpenOptions, Silent, open};

    #[test]
    fn what_was_read_again_after_a_decision_says_that_it_came_true() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "“Nobody told us,” said Ana Ruiz.").unwrap();
        let target = OpenTarget::Path(folder.path().to_owned());
        let read = || Arc::new(open(&target, &OpenOptions::default(), &mut Silent).unwrap());
        let (wake, woken) = mpsc::channel();
        let waiting = UnwrittenDecisions::default();
        let mut writer = DecisionWriter::start(target.clone(), waiting.clone(), wake);
        let suggested = read();
        writer.read(&suggested, &Arc::default(), 0);
        let id = suggested.statements()[0].id.clone();
        let (from, to) = (Verdict::Suggested, Verdict::Confirmed);
        waiting.add(1, id.clone(), "confirm".into());
        writer.decide(Decision { number: 1, id, from, to, undoes: false });
        assert_eq!(waiting.last(Duration::from_secs(20)), [""; 0]);
        let confirmed = read();
        assert_eq!(confirmed.statements()[0].origin, Origin::Confirmed);
        writer.read(&confirmed, &Arc::default(), 1);
        drop(writer);
        let last = woken.iter().last();
        assert!(matches!(&last, Some(Wake::Decided(2, Msg::Rebuilt { corpus, upto: 1, .. }))
                if Arc::ptr_eq(corpus, &confirmed)));
    }
}
