//! Work beside the loop: reading the investigation, and one search at a time.
//!
//! The search worker has one running and one waiting job. A newer question overwrites the waiting
//! one and stops the running one, so that typing never builds a backlog.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SendError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::fault::{contained, drill};
use super::{Options, Wake};
use crate::app::Msg;
use crate::app::msg::Refusal;
use crate::corpus::Corpus;
use crate::disk::Cache;
use crate::ingest::{self, Watch};
use crate::search::{Ask, Facets, Hits, Index, Query, Session};

/// Rows that lack a word and are ranked to the last detail: several screens of them.
const RANKED: usize = 200;

/// A question and what it is asked of.
pub struct Question {
    /// Given back with the answer.
    pub generation: u64,
    /// What is searched.
    pub corpus: Arc<Corpus>,
    /// Its index.
    pub index: Arc<Index>,
    /// What is asked.
    pub query: Query,
    /// The filters.
    pub facets: Facets,
}

/// The search worker's slot.
#[derive(Clone)]
pub struct Searcher {
    waiting: Arc<(Mutex<Option<Question>>, Condvar)>,
    newest: Arc<AtomicU64>,
}

impl Searcher {
    /// Starts the worker.
    pub fn start(wake: Sender<Wake>) -> Self {
        let searcher = Self { waiting: Arc::default(), newest: Arc::default() };
        let worker = searcher.clone();
        thread::spawn(move || worker.work(&wake));
        searcher
    }

    /// Asks; an answer to an older question will not come.
    pub fn ask(&self, question: Question) {
        self.newest.store(question.generation, Ordering::Relaxed);
        let (slot, changed) = &*self.waiting;
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(question);
        changed.notify_one();
    }

    fn next(&self) -> Question {
        let (slot, changed) = &*self.waiting;
        let mut waiting = slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(question) = waiting.take() {
                return question;
            }
            waiting = changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work(&self, wake: &Sender<Wake>) {
        let mut desk = None;
        loop {
            let question = self.next();
            let generation = question.generation;
            let keep_going = || self.newest.load(Ordering::Relaxed) == generation;
            let answer = contained(|| Desk::answer(&mut desk, &question, &keep_going));
            let told = match answer {
                Some(Some(hits)) => tell(wake, Msg::Hits { generation, hits: Arc::new(hits) }),
                Some(None) => continue,
                None => {
                    // What the desk holds may be half done.
                    desk = None;
                    let none = Msg::Hits { generation, hits: Arc::default() };
                    tell(wake, none).and_then(|()| tell(wake, Msg::Refused(Refusal::Fault)))
                }
            };
            if told.is_err() {
                return;
            }
        }
    }
}

fn tell(wake: &Sender<Wake>, msg: Msg) -> Result<(), SendError<Wake>> {
    wake.send(Wake::Msg(msg))
}

/// What was asked before of a corpus, kept as long as questions are about it.
struct Desk {
    corpus: Arc<Corpus>,
    session: Session,
}

impl Desk {
    fn new(question: &Question) -> Self {
        let (corpus, index) = (Arc::clone(&question.corpus), Arc::clone(&question.index));
        Self { session: Session::new(Arc::clone(&corpus), index), corpus }
    }

    fn answer(
        desk: &mut Option<Self>,
        question: &Question,
        keep_going: &dyn Fn() -> bool,
    ) -> Option<Hits> {
        if question.generation > 1 {
            drill("search");
        }
        if desk.as_ref().is_none_or(|desk| !Arc::ptr_eq(&desk.corpus, &question.corpus)) {
            *desk = Some(Self::new(question));
        }
        let ask = Ask { query: &question.query, facets: &question.facets, limit: RANKED };
        desk.as_mut()?.session.search(&ask, keep_going)
    }
}

/// Reads an investigation beside the loop. What is read first can be searched while the rest is read
/// and indexed.
pub fn open(options: &Options, wake: Sender<Wake>) {
    let (place, jobs, cache) = (options.place.clone(), options.jobs, options.cache.clone());
    thread::spawn(move || {
        let mut herald = Herald { wake, jobs, cache, percent: usize::MAX };
        let all = contained(|| {
            let all = ingest::open(&place, &mut herald)?;
            herald.hand_over(all, false);
            Ok(())
        });
        let refused = match all {
            Some(Ok(())) => return,
            Some(Err(why)) => Msg::Unreadable(why),
            None => Msg::Refused(Refusal::Fault),
        };
        let _ = tell(&herald.wake, refused);
    });
}

/// Tells the loop how reading gets on.
struct Herald {
    wake: Sender<Wake>,
    jobs: Option<NonZero<usize>>,
    cache: Cache,
    /// What was told last: more often than at each hundredth nobody could read it.
    percent: usize,
}

impl Herald {
    /// Hands over what was read, with its index. Nobody listens any more when the program is being
    /// left.
    fn hand_over(&self, corpus: Corpus, more: bool) {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let index = Arc::new(Index::build(&corpus, threads));
        let _ = tell(&self.wake, Msg::Corpus { corpus: Arc::new(corpus), index, more });
    }
}

impl Watch for Herald {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        let percent = done * 100 / total.max(1);
        if percent != self.percent {
            self.percent = percent;
            let _ = tell(&self.wake, Msg::Progress { done, total, file: file.to_owned() });
        }
    }

    fn early(&mut self, corpus: Corpus) {
        self.hand_over(corpus, true);
    }

    fn cache(&self) -> Cache {
        self.cache.clone()
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| ingest::Patient.jobs(), NonZero::get)
    }
}
