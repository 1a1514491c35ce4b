//! Many files at once, in a fixed order, each held to its own limits.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use super::fence;
use onrecord_model::fault::FileError;

/// How long one file may take. A reader that needs longer is caught in a trap or far too slow for a
/// shared server; its thread is left to itself and ends with the program.
const PATIENCE: Duration = Duration::from_mins(1);

/// Stack of a thread that reads one file (bytes): libraries may recurse into what they read.
const STACK: usize = 32 << 20;

/// Does `work` on every item, on `jobs` threads (at least one), and hands each with its position and
/// its result to `take`, in the order of the items and as soon as all before it are done.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, &T, R),
) {
    in_order_until::<_, _, ()>(items, (jobs, usize::MAX), work, |at, item, result| {
        take(at, item, result);
        ControlFlow::Continue(())
    });
}

/// The same until `take` breaks, which is what it returns then. No more than `ahead` items (at least one) are begun
/// before the first that was not taken yet is, so that what waits for a slow one does not grow with the items.
pub(super) fn in_order_until<T: Sync, R: Send, B>(
    items: &[T],
    (jobs, ahead): (usize, usize),
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, &T, R) -> ControlFlow<B>,
) -> Option<B> {
    let next = AtomicUsize::new(0);
    let gate = Gate { due: Mutex::new(0), moved: Condvar::new(), ahead: ahead.max(1) };
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        // However this ends, nobody waits for it any more.
        let opened = OpenGate(&gate);
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            let (next, gate, work, done) = (&next, &gate, &work, done.clone());
            scope.spawn(move || {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = items.get(at)
                    && gate.pass(at)
                    && done.send((at, work(item))).is_ok()
                {}
            });
        }
        drop(done);
        let mut early = BTreeMap::new();
        let mut due = items.iter().enumerate().peekable();
        for (at, result) in results {
            early.insert(at, result);
            while let Some(&(at, item)) = due.peek()
                && let Some(result) = early.remove(&at)
            {
                if let ControlFlow::Break(why) = take(at, item, result) {
                    return Some(why);
                }
                due.next();
                opened.0.move_to(at + 1);
            }
        }
        None
    })
}

/// How far those that work may be ahead of what was taken.
struct Gate {
    /// The first item that was not taken yet; [`Gate::CLOSED`] where none is any more.
    due: Mutex<usize>,
    moved: Condvar,
    ahead: usize,
}

impl Gate {
    const CLOSED: usize = usize::MAX;

    /// Waits until item `at` may be begun; whether it is still wanted.
    fn pass(&self, at: usize) -> bool {
        let due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let far = |due: &mut usize| at.saturating_sub(*due) >= self.ahead;
        *self.moved.wait_while(due, far).unwrap_or_else(PoisonError::into_inner) != Self::CLOSED
    }

    fn move_to(&self, due: usize) {
        *self.due.lock().unwrap_or_else(PoisonError::into_inner) = due;
        self.moved.notify_all();
    }
}

/// Closes its gate when it is dropped, also by a panic.
struct OpenGate<'g>(&'g Gate);

impl Drop for OpenGate<'_> {
    fn drop(&mut self) {
        self.0.move_to(Gate::CLOSED);
    }
}

/// A thread that reads for another, behind the fence, one file after the other. It ends with the first that fails
/// on it, and when nobody holds it any more.
struct Reader(mpsc::Sender<ReadJob>);

type ReadJob = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The reader of this thread while it has nothing to read.
    static IDLE: Cell<Option<Reader>> = const { Cell::new(None) };
}

impl Reader {
    fn start() -> io::Result<Self> {
        let (give, jobs) = mpsc::channel::<ReadJob>();
        thread::Builder::new().stack_size(STACK).spawn(move || {
            fence::enter();
            for job in jobs {
                job();
            }
        })?;
        Ok(Self(give))
    }
}

/// Does `work` on a thread that reads. A panic in it and a time without end cost this file alone.
///
/// # Errors
/// [`FileError::Fault`] and [`FileError::TooSlow`].
pub(super) fn isolated<R: Send + 'static>(
    work: impl FnOnce() -> R + Send + 'static,
) -> Result<R, FileError> {
    let (mut results, whole) = isolated_each(move |give| give(work()));
    whole?;
    results.pop().ok_or(FileError::Fault)
}

/// The same for `work` that gives several results, each of which may take its time; those that came, and why
/// no others did. Who waits is woken once, when all are there: a folder of small files is a hundred thousand of them.
///
/// # Errors
/// As [`isolated`].
pub(super) fn isolated_each<R: Send + 'static>(
    work: impl FnOnce(&mut dyn FnMut(R)) + Send + 'static,
) -> (Vec<R>, Result<(), FileError>) {
    let reader = match IDLE.take().map_or_else(Reader::start, Ok) {
        Ok(reader) => reader,
        Err(error) => return (Vec::new(), Err(FileError::Other(error.to_string()))),
    };
    let answer = Arc::new(ReaderAnswer::new());
    let given = Giver(Arc::clone(&answer));
    // A reader that ended takes none: what it was to do is dropped, and that is an answer, too.
    let _ = reader.0.send(Box::new(move || {
        work(&mut |result| given.0.put(result));
        given.0.end(Ending::Whole);
    }));
    let (results, ending) = answer.wait();
    let why = match ending {
        Some(Ending::Whole) => {
            IDLE.set(Some(reader));
            return (results, Ok(()));
        }
        Some(Ending::Failed) => {
            log::error!("reading a file failed, and the file is left out");
            FileError::Fault
        }
        None => {
            log::warn!("a file took longer than {PATIENCE:?} and is left out");
            FileError::TooSlow
        }
    };
    (results, Err(why))
}

/// What a reader gives while another thread waits.
struct ReaderAnswer<R> {
    so_far: Mutex<SoFar<R>>,
    ended: Condvar,
}

struct SoFar<R> {
    results: Vec<R>,
    ending: Option<Ending>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It gave all that there is.
    Whole,
    /// It ended before.
    Failed,
}

/// The reader's end of a [`ReaderAnswer`]: dropped before all is given, it says that reading failed.
struct Giver<R>(Arc<ReaderAnswer<R>>);

impl<R> Drop for Giver<R> {
    fn drop(&mut self) {
        self.0.end(Ending::Failed);
    }
}

impl<R> ReaderAnswer<R> {
    fn new() -> Self {
        let so_far = SoFar { results: Vec::new(), ending: None };
        Self { so_far: Mutex::new(so_far), ended: Condvar::new() }
    }

    fn so_far(&self) -> MutexGuard<'_, SoFar<R>> {
        self.so_far.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, result: R) {
        let mut so_far = self.so_far();
        // Nobody waits any more when it took too long.
        if so_far.ending.is_none() {
            so_far.results.push(result);
        }
    }

    /// The first ending counts.
    fn end(&self, how: Ending) {
        let mut so_far = self.so_far();
        if so_far.ending.is_none() {
            so_far.ending = Some(how);
            self.ended.notify_one();
        }
    }

    /// Waits for the end, or until nothing came for too long, which is looked at every minute; what came, and how it
    /// ended.
    fn wait(&self) -> (Vec<R>, Option<Ending>) {
        let mut so_far = self.so_far();
        loop {
            let before = so_far.results.len();
            let woken =
                self.ended.wait_timeout_while(so_far, PATIENCE, |so_far| so_far.ending.is_none());
            so_far = woken.unwrap_or_else(PoisonError::into_inner).0;
            let ending = so_far.ending;
            if ending.is_some() || so_far.results.len() == before {
                // What comes later comes to nobody.
                so_far.ending.get_or_insert(Ending::Failed);
                return (std::mem::take(&mut so_far.results), ending);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let items: Vec<u64> = (0..200).collect();
        for jobs in [0, 1, 3, 500] {
            let mut seen = Vec::new();
            let slow = |n: &u64| {
                if n.is_multiple_of(7) {
                    thread::yield_now();
                }
                n * 2
            };
            in_order(&items, jobs, slow, |at, _, doubled| seen.push((at as u64, doubled)));
            assert_eq!(seen, items.iter().map(|n| (*n, n * 2)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn those_that_work_wait_for_what_is_taken_and_end_with_it() {
        let items: Vec<usize> = (0..500).collect();
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |at: &usize| {
            let ahead = at.saturating_sub(taken.load(Ordering::SeqCst));
            assert!(ahead <= 8, "{ahead} ahead");
            begun.fetch_add(1, Ordering::SeqCst);
            if at.is_multiple_of(50) {
                thread::sleep(Duration::from_millis(2));
            }
            *at
        };
        let ended = in_order_until(&items, (3, 8), work, |at, _, result| {
            assert_eq!(at, result);
            taken.store(at + 1, Ordering::SeqCst);
            if at == 300 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
        });
        assert_eq!((ended, taken.load(Ordering::SeqCst)), (Some("enough"), 301));
        assert!(begun.load(Ordering::SeqCst) <= 312, "the others are not begun");
    }

    #[test]
    fn a_panic_costs_its_file_alone() {
        assert_eq!(isolated(|| 7), Ok(7));
        assert_eq!(isolated(|| -> u8 { panic!("a library gave up") }), Err(FileError::Fault));
        let work = |give: &mut dyn FnMut(u8)| {
            give(7);
            panic!("at the second")
        };
        assert_eq!(isolated_each(work), (vec![7], Err(FileError::Fault)));
        assert_eq!(isolated(|| 7), Ok(7), "the next file has another thread");
    }

    #[test]
    fn who_waits_is_woken_once_and_not_by_what_comes_too_late() {
        let answer = ReaderAnswer::new();
        let woken = thread::scope(|scope| {
            let waits = scope.spawn(|| answer.wait());
            (0..1_000).for_each(|n| answer.put(n));
            assert!(!waits.is_finished(), "a result is no end");
            answer.end(Ending::Whole);
            waits.join().unwrap()
        });
        assert_eq!(woken, ((0..1_000).collect(), Some(Ending::Whole)));
        answer.put(7);
        answer.end(Ending::Failed);
        assert_eq!(answer.wait(), (Vec::new(), Some(Ending::Whole)));
    }

    #[test]
    fn one_thread_reads_file_after_file() {
        let reader = || isolated(|| thread::current().id()).unwrap();
        let (first, second) = (reader(), reader());
        assert_eq!(first, second);
        assert_ne!(first, thread::current().id());
        let other = thread::scope(|scope| scope.spawn(reader).join().unwrap());
        assert_ne!(first, other, "each thread that waits has its own");
    }

    #[test]
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    fn what_reads_cannot_write() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.txt");
        std::fs::write(&path, "one").unwrap();
        let tried =
            isolated(move || (std::fs::read(&path).is_ok(), std::fs::write(&path, "two").is_ok()));
        assert_eq!(tried, Ok((true, false)));
    }
}
