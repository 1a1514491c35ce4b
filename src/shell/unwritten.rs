//! [`Waiting`]: the decisions that are not on the disk yet, by name, for whoever ends the program.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::disk::{self, Writer};
use crate::words::judging;

/// How long those are waited for that are to be told apart when the last write is given up.
const GRACE: Duration = Duration::from_millis(200);

/// Numbers and names.
type Named = Vec<(u64, String)>;

/// The decisions that wait. Clones are the same list.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    list: Arc<(Mutex<Named>, Condvar)>,
    writer: Writer,
    told: Arc<AtomicBool>,
}

impl Waiting {
    /// The one who writes them.
    pub fn writer(&self) -> Writer {
        self.writer.clone()
    }

    /// One more, by its number and name.
    pub fn add(&self, number: u64, name: String) {
        self.list().push((number, name));
    }

    /// One that was written or refused.
    pub fn done(&self, number: u64) {
        self.list().retain(|(waiting, _)| *waiting != number);
        self.list.1.notify_all();
    }

    /// Waits until all are on the disk, at most for `patience`; then gives up what is not, and tells
    /// the names of it. Nothing of it is written after that.
    pub fn last(&self, patience: Duration) -> Vec<String> {
        self.wait(patience);
        if !self.list().is_empty() && !self.writer.give_up() {
            // It is getting its name just now.
            self.wait(GRACE);
        }
        self.list().iter().map(|(_, name)| name.clone()).collect()
    }

    /// Tells what was given up, once, on standard error; where nobody hears that any more, in the
    /// user's own folder.
    pub fn tell(&self, lost: &[String], hung_up: bool) {
        if lost.is_empty() || self.told.swap(true, Ordering::SeqCst) {
            return;
        }
        let lines = judging::unwritten(lost);
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
        while !list.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.list.1.wait_timeout(list, left);
            list = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn list(&self) -> MutexGuard<'_, Named> {
        self.list.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
