//! [`Slot`]: the way to a worker that has one job running and one waiting. What is put there takes the
//! place of what waits, or joins it, so that nothing piles up. What a job sends carries its
//! generation, so that what is out of date can be told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The loop's end of the slot; the worker ends when it is dropped.
#[derive(Debug)]
pub(super) struct Slot<J> {
    shared: Arc<Shared<J>>,
}

/// The worker's end.
#[derive(Debug)]
pub(super) struct Jobs<J> {
    shared: Arc<Shared<J>>,
}

#[derive(Debug)]
struct Shared<J> {
    waiting: Mutex<WaitingJob<J>>,
    changed: Condvar,
    newest: AtomicU64,
}

/// The job that waits, with its generation, and whether another may still come.
#[derive(Debug)]
struct WaitingJob<J> {
    job: Option<(u64, J)>,
    closed: bool,
}

/// Both ends of a new slot.
pub(super) fn slot<J>() -> (Slot<J>, Jobs<J>) {
    let waiting = Mutex::new(WaitingJob { job: None, closed: false });
    let shared = Arc::new(Shared { waiting, changed: Condvar::new(), newest: AtomicU64::new(0) });
    (Slot { shared: Arc::clone(&shared) }, Jobs { shared })
}

impl<J> Slot<J> {
    /// Puts a job into the slot; one that waits there is not done any more.
    pub(super) fn put(&self, generation: u64, job: J) {
        self.join(generation, |_| job);
    }

    /// Puts a job into the slot that is made of the one that waits there.
    pub(super) fn join(&self, generation: u64, job: impl FnOnce(Option<J>) -> J) {
        let mut waiting = self.shared.lock();
        self.shared.newest.store(generation, Ordering::Relaxed);
        let before = waiting.job.take().map(|(_, job)| job);
        waiting.job = Some((generation, job(before)));
        self.shared.changed.notify_one();
    }

    /// Whether `generation` is the newest job's.
    pub(super) fn is_newest(&self, generation: u64) -> bool {
        self.shared.is_newest(generation)
    }
}

impl<J> Drop for Slot<J> {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_one();
    }
}

/// What came of waiting for a job.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken<J> {
    /// A job, with its generation.
    Job(u64, J),
    /// None came in time.
    Nothing,
    /// None will come any more.
    Closed,
}

impl<J> Jobs<J> {
    /// Waits for a job for so long, and takes it.
    pub(super) fn take_within(&self, patience: Duration) -> Taken<J> {
        let end = Instant::now() + patience;
        let mut waiting = self.shared.lock();
        loop {
            if let Some((generation, job)) = waiting.job.take() {
                return Taken::Job(generation, job);
            }
            let left = end.saturating_duration_since(Instant::now());
            if waiting.closed {
                return Taken::Closed;
            }
            if left.is_zero() {
                return Taken::Nothing;
            }
            let waited = self.shared.changed.wait_timeout(waiting, left);
            waiting = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits for a job and takes it; `None` when no other will come.
    pub(super) fn take(&self) -> Option<(u64, J)> {
        let mut waiting = self.shared.lock();
        loop {
            if waiting.job.is_some() || waiting.closed {
                return waiting.job.take();
            }
            waiting = self.shared.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether `generation` is the newest job's.
    pub(super) fn is_newest(&self, generation: u64) -> bool {
        self.shared.is_newest(generation)
    }

    /// Waits for so long, and less where another job comes; whether `generation` is the newest job's then, and
    /// others may still come.
    pub(super) fn is_still_newest_in(&self, generation: u64, pause: Duration) -> bool {
        let newest = |waiting: &mut WaitingJob<J>| !waiting.closed && self.is_newest(generation);
        let waited = self.shared.changed.wait_timeout_while(self.shared.lock(), pause, newest);
        newest(&mut waited.unwrap_or_else(PoisonError::into_inner).0)
    }
}

impl<J> Shared<J> {
    fn is_newest(&self, generation: u64) -> bool {
        self.newest.load(Ordering::Relaxed) == generation
    }

    fn lock(&self) -> MutexGuard<'_, WaitingJob<J>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_waits_and_it_is_the_newest() {
        let (slot, jobs) = slot();
        for generation in 1..=8 {
            slot.put(generation, generation * 10);
        }
        assert_eq!(jobs.take(), Some((8, 80)));
        assert!(slot.is_newest(8) && !jobs.is_newest(7));
        let taken = std::thread::spawn(move || (jobs.take(), jobs.take()));
        slot.put(9, 90);
        while slot.shared.lock().job.is_some() {
            std::thread::yield_now();
        }
        drop(slot);
        assert_eq!(taken.join().unwrap(), (Some((9, 90)), None));
    }

    #[test]
    fn a_pause_ends_as_soon_as_somebody_asks() {
        let (slot, jobs) = slot();
        let long = Duration::from_mins(10);
        slot.put(1, ());
        assert!(jobs.take().is_some() && jobs.is_still_newest_in(1, Duration::from_millis(1)));
        let waits = std::thread::spawn(move || {
            let asked = jobs.is_still_newest_in(1, long);
            (asked, jobs.take(), jobs.is_still_newest_in(2, long))
        });
        slot.put(2, ());
        while slot.shared.lock().job.is_some() {
            std::thread::yield_now();
        }
        drop(slot);
        assert_eq!(waits.join().unwrap(), (false, Some((2, ())), false));
    }

    #[test]
    fn what_joins_is_done_with_what_waits_and_what_waits_is_done_at_the_end() {
        let (slot, jobs) = slot();
        let join = |more: char| {
            move |before: Option<String>| before.unwrap_or_default() + &more.to_string()
        };
        slot.join(1, join('a'));
        slot.join(2, join('b'));
        drop(slot);
        assert_eq!(jobs.take(), Some((2, "ab".to_owned())));
        assert_eq!(jobs.take(), None);
    }
}
