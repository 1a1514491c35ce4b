//! Reads the investigation beside the loop, and again when asked: one reading runs, one waits. The
//! first hands over what it has early; of a later one nothing is shown until it is whole.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::thread;

use super::fault::{contained, drill};
use super::slot::Slot;
use super::{Options, Wake};
use crate::app::Msg;
use crate::disk::Cache;
use crate::ingest::{self, Place, Watch};
use onrecord_corpus::Corpus;
use onrecord_search::Index;

/// The way to the worker that reads.
pub struct Reader {
    slot: Slot<()>,
    /// Counts readings.
    asked: u64,
}

impl Reader {
    /// Starts the worker; nothing is read before [`Reader::read`].
    pub fn start(options: &Options, wake: Sender<Wake>) -> Self {
        let slot = Slot::default();
        let herald = Herald {
            slot: slot.clone(),
            wake,
            place: options.place.clone(),
            follow: options.follow,
            jobs: options.jobs,
            cache: options.cache.clone(),
            number: 0,
            percent: usize::MAX,
        };
        thread::spawn(move || herald.work());
        Self { slot, asked: 0 }
    }

    /// Reads the sources, again if they were read before. What a reading before tells from now on is
    /// out of date.
    pub fn read(&mut self) {
        self.asked += 1;
        self.slot.put(self.asked, ());
    }

    /// Whether what the reading with this number tells still counts.
    pub fn is_present(&self, number: u64) -> bool {
        self.slot.is_newest(number)
    }
}

/// Tells the loop how reading gets on.
struct Herald {
    slot: Slot<()>,
    wake: Sender<Wake>,
    place: Place,
    follow: bool,
    jobs: Option<NonZero<usize>>,
    cache: Cache,
    /// Of the reading that runs.
    number: u64,
    /// What was told last: more often than at each hundredth nobody could read it.
    percent: usize,
}

impl Herald {
    fn work(mut self) {
        loop {
            (self.number, ()) = self.slot.take();
            self.percent = usize::MAX;
            let read = contained(|| {
                if self.is_again() {
                    drill("reading");
                }
                let place = self.place.clone();
                let all = ingest::open(&place, &mut self)?;
                Ok(self.hand_over(all, false))
            });
            let told = match read {
                Some(Ok(told)) => told,
                Some(Err(why)) => self.tell(Msg::NotRead(Some(why))),
                None => self.tell(Msg::NotRead(None)),
            };
            // Nobody listens any more when the program is being left.
            if told.is_err() {
                return;
            }
        }
    }

    /// Whether something was read before.
    fn is_again(&self) -> bool {
        self.number > 1
    }

    fn tell(&self, msg: Msg) -> Result<(), SendError<Wake>> {
        self.wake.send(Wake::Read(self.number, msg))
    }

    /// Hands over what was read, with its index; nothing where another reading was asked for.
    fn hand_over(&self, corpus: Corpus, more: bool) -> Result<(), SendError<Wake>> {
        if !self.slot.is_newest(self.number) {
            return Ok(());
        }
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let index = Arc::new(Index::build(&corpus, threads));
        self.tell(Msg::Corpus { corpus: Arc::new(corpus), index, more })
    }
}

impl Watch for Herald {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        let percent = done * 100 / total.max(1);
        if percent != self.percent {
            self.percent = percent;
            let _ = self.tell(Msg::Progress { done, total, file: file.to_owned() });
        }
    }

    fn early(&mut self, corpus: Corpus) {
        if !self.is_again() {
            let _ = self.hand_over(corpus, true);
        }
    }

    fn cache(&self) -> Cache {
        self.cache.clone()
    }

    fn follow(&self) -> bool {
        self.follow
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| ingest::Patient.jobs(), NonZero::get)
    }
}
