//! Work beside the loop: reading the investigation, and one search at a time.
//!
//! The search worker has one running and one waiting job. A newer question overwrites the waiting
//! one and stops the running one, so that typing never builds a backlog.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SendError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::Wake;
use super::fault::{contained, drill};
use crate::app::Msg;
use crate::app::msg::Refusal;
use crate::corpus::Corpus;
use crate::ingest::{self, Place};
use crate::search::{Ask, Facets, Hits, Index, Query, Session};

/// Rows that lack a word and are ranked to the last detail: several screens of them.
const RANKED: usize = 200;

/// A question and what it is asked of.
struct Question {
    generation: u64,
    corpus: Arc<Corpus>,
    query: Query,
    facets: Facets,
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
    pub fn ask(&self, generation: u64, corpus: &Arc<Corpus>, query: Query, facets: Facets) {
        self.newest.store(generation, Ordering::Relaxed);
        let question = Question { generation, corpus: Arc::clone(corpus), query, facets };
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

/// A corpus with its index, kept as long as questions are about it.
struct Desk {
    corpus: Arc<Corpus>,
    session: Session,
}

impl Desk {
    fn new(corpus: &Arc<Corpus>) -> Self {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let index = Arc::new(Index::build(corpus, threads));
        let session = Session::new(Arc::clone(corpus), index);
        Self { corpus: Arc::clone(corpus), session }
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
            *desk = Some(Self::new(&question.corpus));
        }
        let ask = Ask { query: &question.query, facets: &question.facets, limit: RANKED };
        desk.as_mut()?.session.search(&ask, keep_going)
    }
}

/// Reads an investigation beside the loop.
pub fn open(place: Place, wake: Sender<Wake>) {
    thread::spawn(move || {
        let msg = match contained(|| ingest::open(&place)) {
            Some(Ok(corpus)) => Msg::Corpus(Arc::new(corpus)),
            Some(Err(why)) => Msg::Unreadable(why),
            None => Msg::Refused(Refusal::Fault),
        };
        let _ = tell(&wake, msg);
    });
}
