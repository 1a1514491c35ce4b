//! [`Slot`]: the way to a worker that has one job running and one waiting. A newer job takes the place
//! of the waiting one, so that nothing piles up, and what a job sends carries its number, so that what
//! is out of date can be told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The job that waits, and the number of the newest.
#[derive(Debug)]
pub struct Slot<J> {
    inner: Arc<Inner<J>>,
}

#[derive(Debug)]
struct Inner<J> {
    waiting: Mutex<Option<(u64, J)>>,
    changed: Condvar,
    newest: AtomicU64,
}

impl<J> Clone for Slot<J> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<J> Default for Slot<J> {
    fn default() -> Self {
        let inner =
            Inner { waiting: Mutex::default(), changed: Condvar::new(), newest: AtomicU64::new(0) };
        Self { inner: Arc::new(inner) }
    }
}

impl<J> Slot<J> {
    /// Puts a job into the slot; one that waits there is not done any more.
    pub fn put(&self, number: u64, job: J) {
        let mut waiting = self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        self.inner.newest.store(number, Ordering::Relaxed);
        *waiting = Some((number, job));
        self.inner.changed.notify_one();
    }

    /// Whether `number` is the newest job's.
    pub fn is_newest(&self, number: u64) -> bool {
        self.inner.newest.load(Ordering::Relaxed) == number
    }

    /// Waits for a job and takes it.
    pub fn take(&self) -> (u64, J) {
        let mut waiting = self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(job) = waiting.take() {
                return job;
            }
            waiting = self.inner.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_waits_and_it_is_the_newest() {
        let slot = Slot::default();
        for number in 1..=8 {
            slot.put(number, number * 10);
        }
        assert_eq!(slot.take(), (8, 80));
        assert!(slot.is_newest(8) && !slot.is_newest(7));
        let other = slot.clone();
        let taken = std::thread::spawn(move || other.take());
        slot.put(9, 90);
        assert_eq!(taken.join().unwrap(), (9, 90));
    }
}
