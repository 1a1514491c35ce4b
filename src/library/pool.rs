//! Many files at once, in a fixed order, each held to its own limits.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
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
    let next = AtomicUsize::new(0);
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            let (next, work, done) = (&next, &work, done.clone());
            scope.spawn(move || {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = items.get(at)
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
                take(at, item, result);
                due.next();
            }
        }
    });
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
/// no others did.
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
    let (give, given) = mpsc::channel();
    // A reader that ended takes none, and what waits for its answers learns it.
    let _ = reader.0.send(Box::new(move || {
        // Nobody waits any more when it took too long.
        work(&mut |result| drop(give.send(Some(result))));
        let _ = give.send(None);
    }));
    let mut results = Vec::new();
    loop {
        match given.recv_timeout(PATIENCE) {
            Ok(Some(result)) => results.push(result),
            Ok(None) => {
                IDLE.set(Some(reader));
                return (results, Ok(()));
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                log::warn!("a file took longer than {PATIENCE:?} and is left out");
                return (results, Err(FileError::TooSlow));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                log::error!("reading a file failed, and the file is left out");
                return (results, Err(FileError::Fault));
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
