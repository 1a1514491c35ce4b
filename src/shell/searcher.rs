//! The search worker: one search at a time. A newer question takes the place of the waiting one and
//! stops the running one, so that typing never builds a backlog.

use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::thread;

use super::Wake;
use super::fault::{contained, drill};
use super::slot::Slot;
use crate::app::Msg;
use crate::app::msg::Refusal;
use onrecord_corpus::Corpus;
use onrecord_search::{Ask, Facets, Hits, Index, Query, Session};

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

/// The way to the search worker.
#[derive(Clone)]
pub struct Searcher {
    slot: Slot<Question>,
}

impl Searcher {
    /// Starts the worker.
    pub fn start(wake: Sender<Wake>) -> Self {
        let searcher = Self { slot: Slot::default() };
        let worker = searcher.clone();
        thread::spawn(move || worker.work(&wake));
        searcher
    }

    /// Asks; an answer to an older question will not come.
    pub fn ask(&self, question: Question) {
        self.slot.put(question.generation, question);
    }

    fn work(&self, wake: &Sender<Wake>) {
        let mut desk = None;
        loop {
            let (generation, question) = self.slot.take();
            let keep_going = || self.slot.is_newest(generation);
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
