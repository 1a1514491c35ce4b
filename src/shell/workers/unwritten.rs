//! [`UnwrittenDecisions`]: the decisions that are not on the disk, by name, for whoever ends the
//! program: those that wait, and those that could not be written.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::msg::Decision;
use crate::disk;
use crate::words::decisions;

/// How long to wait for the outcome of a write that could not be given up any more.
const GRACE: Duration = Duration::from_millis(200);

/// A decision that is not on the disk.
#[derive(Debug)]
struct UnwrittenDecision {
    number: u64,
    /// The id of the first row that was decided about.
    about: Option<Box<str>>,
    name: String,
}

/// The decisions that are not on the disk.
#[derive(Debug, Default)]
struct Lists {
    waiting: Vec<UnwrittenDecision>,
    /// Those that could not be written, the last one about each id. A later one about the same that is
    /// written takes its place.
    refused: Vec<UnwrittenDecision>,
}

/// The decisions that wait. Clones are the same list.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnwrittenDecisions {
    list: Arc<(Mutex<Lists>, Condvar)>,
    given_up: Arc<AtomicBool>,
    told: Arc<AtomicBool>,
}

impl UnwrittenDecisions {
    /// Whether nothing is to be written any more.
    pub(crate) fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::SeqCst)
    }

    /// One more, and its name.
    pub(crate) fn add(&self, decision: &Decision, name: String) {
        let about = decision.rows.first().map(|(id, _)| id.clone());
        self.list().waiting.push(UnwrittenDecision { number: decision.number, about, name });
    }

    /// One that waits no more: it was written, or answered by what somebody else did (`settled`), or it
    /// could not be written.
    pub(crate) fn done(&self, number: u64, settled: bool) {
        let mut lists = self.list();
        let at = lists.waiting.iter().position(|one| one.number == number);
        if let Some(one) = at.map(|at| lists.waiting.remove(at)) {
            lists.refused.retain(|before| before.about != one.about);
            if !settled {
                lists.refused.push(one);
            }
        }
        self.list.1.notify_all();
    }

    /// Waits until all are on the disk, at most for `patience`; then gives up what is not, and tells
    /// the names of it and of what could not be written. Nothing of it is written after that.
    pub(crate) fn last(&self, patience: Duration) -> Vec<String> {
        self.wait(patience);
        if !self.list().waiting.is_empty() {
            self.given_up.store(true, Ordering::SeqCst);
            // One may be on its way to the disk just now.
            self.wait(GRACE);
        }
        let lists = self.list();
        lists.refused.iter().chain(&lists.waiting).map(|one| one.name.clone()).collect()
    }

    /// Tells what was given up, once, on standard error; where nobody hears that any more, in the
    /// user's own folder.
    pub(crate) fn tell(&self, lost: &[String], hung_up: bool) {
        if lost.is_empty() || self.told.swap(true, Ordering::SeqCst) {
            return;
        }
        let lines = decisions::unwritten(lost);
        let (done, told) = mpsc::channel();
        // Neither a terminal that takes no bytes nor a disk that does not answer holds the end up.
        thread::spawn(move || {
            for line in &lines {
                let _ = writeln!(io::stderr(), "onrecord: {line}");
            }
            if hung_up {
                disk::note_unwritten(&lines);
            }
            let _ = done.send(());
        });
        let _ = told.recv_timeout(GRACE * 5);
    }

    fn wait(&self, patience: Duration) {
        let end = Instant::now() + patience;
        let mut list = self.list();
        while !list.waiting.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.list.1.wait_timeout(list, left);
            list = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn list(&self) -> MutexGuard<'_, Lists> {
        self.list.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_journal::Intent;

    /// What is named at the end after decisions about ids, each written (`+`), not (`-`), or waiting.
    fn last(done: &[(&str, char)]) -> Vec<String> {
        let waiting = UnwrittenDecisions::default();
        for ((id, how), number) in done.iter().zip(1..) {
            let intent = Intent::TakeBack { of: None, sure: false };
            let decision = Decision { number, intent, rows: vec![((*id).into(), None)] };
            waiting.add(&decision, format!("{id}{number}"));
            if *how != ' ' {
                waiting.done(number, *how == '+');
            }
        }
        waiting.last(Duration::ZERO)
    }

    #[test]
    fn what_could_not_be_written_is_named_until_it_is() {
        assert_eq!(last(&[("a", '+'), ("b", '-'), ("c", ' ')]), ["b2", "c3"]);
        assert_eq!(last(&[("a", '-'), ("a", '-'), ("b", '+')]), ["a2"]);
        assert_eq!(last(&[("a", '-'), ("b", '-'), ("a", '+')]), ["b2"]);
        assert_eq!(last(&[("a", '+')]), [""; 0]);
    }
}
