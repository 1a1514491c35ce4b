//! [`OpenWorker`]: opens the investigation beside the loop, and again when asked: one reading runs,
//! one waits. The first hands over what it has early; of a later one nothing is shown until it is
//! whole.

use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::thread;

use super::slot::{Jobs, Slot, slot};
use crate::app::Msg;
use crate::library::{
    self, EarlyCorpus, KeptIndex, OpenOptions, OpenTarget, OpenedInvestigation, Progress,
};
use crate::shell::fault::{contained, drill};
use crate::shell::session::{self, LastVisit};
use crate::shell::{Options, Wake};
use onrecord_search::Index;

/// The way to the thread that reads.
pub(crate) struct OpenWorker {
    slot: Slot<()>,
    /// Counts readings.
    asked: u64,
}

impl OpenWorker {
    /// Starts the worker; nothing is read before [`OpenWorker::read`].
    pub(crate) fn start(
        options: &Options,
        last: Option<Arc<LastVisit>>,
        wake: Sender<Wake>,
    ) -> Self {
        let (slot, jobs) = slot();
        let (target, how) = (options.target.clone(), options.open.clone());
        let mut progress = OpenProgress {
            jobs,
            is_kept: options.session,
            last,
            wake,
            generation: 0,
            percent: None,
        };
        thread::spawn(move || progress.work(&target, &how));
        Self { slot, asked: 0 }
    }

    /// Reads the sources, again if they were read before. What a reading before tells from now on is
    /// out of date.
    pub(crate) fn read(&mut self) {
        self.asked += 1;
        self.slot.put(self.asked, ());
    }

    /// Whether what the worker sends of this generation still counts.
    pub(crate) fn is_present(&self, generation: u64) -> bool {
        self.slot.is_newest(generation)
    }
}

/// Tells the loop how opening gets on.
struct OpenProgress {
    jobs: Jobs<()>,
    /// Whether what is there is noted for the next time.
    is_kept: bool,
    /// The last time somebody was here.
    last: Option<Arc<LastVisit>>,
    wake: Sender<Wake>,
    /// Of the reading that runs.
    generation: u64,
    /// What was told last: more often than at each hundredth nobody could read it.
    percent: Option<usize>,
}

impl OpenProgress {
    fn work(&mut self, target: &OpenTarget, options: &OpenOptions) {
        while let Some((generation, ())) = self.jobs.take() {
            (self.generation, self.percent) = (generation, None);
            let read = contained("reading", || {
                if self.is_again() {
                    drill("reading");
                }
                let kept = KeptIndex::of(target, options);
                let all = library::open_with_base(target, options, self)?;
                // What nobody has decided anything about.
                let bare = Arc::ptr_eq(&all.base, &all.shown).then(|| Arc::clone(&all.base));
                let told = self.hand_over(all, false);
                Ok(told.map(|index| Some((kept?, bare?, index?))))
            });
            let told = match read {
                Some(Ok(told)) => told.map(|made| {
                    if let Some((kept, corpus, index)) = made {
                        contained("keeping the index", || kept.keep(&corpus, &index));
                    }
                }),
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
        self.generation > 1
    }

    fn tell(&self, msg: Msg) -> Result<(), SendError<Wake>> {
        self.wake.send(Wake::Opened(self.generation, msg))
    }

    /// Hands over what was read, with its index, which it gives back; nothing where another reading was asked
    /// for.
    fn hand_over(
        &self,
        opened: OpenedInvestigation,
        more: bool,
    ) -> Result<Option<Arc<Index>>, SendError<Wake>> {
        if !self.jobs.is_newest(self.generation) {
            return Ok(None);
        }
        let OpenedInvestigation { base, shown, operations } = opened;
        let mut index = Index::of(&shown, library::cores());
        if !more && self.is_kept {
            let (now, told) = session::compare(self.last.as_deref(), &shown, &mut index);
            self.wake.send(Wake::Read(self.generation, now))?;
            // Of what is read again nobody wants to hear the same once more.
            if let Some(told) = told.filter(|_| !self.is_again()) {
                self.tell(told)?;
            }
        }
        let index = Arc::new(index);
        let own = Arc::clone(&index);
        self.tell(Msg::Corpus { corpus: shown, index, base, operations, more })?;
        Ok(Some(own))
    }
}

impl Progress for OpenProgress {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        let percent = Some(done * 100 / total.max(1));
        if percent != self.percent {
            self.percent = percent;
            let _ = self.tell(Msg::Progress { done, total, file: file.to_owned() });
        }
    }

    fn early(&mut self, corpus: EarlyCorpus<'_>) {
        if !self.is_again() {
            // Decisions wait for the whole.
            let shown = Arc::new(corpus());
            let base = Arc::clone(&shown);
            let _ = self.hand_over(OpenedInvestigation { base, shown, operations: 0 }, true);
        }
    }
}
