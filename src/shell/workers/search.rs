//! [`SearchWorker`]: one search at a time. A newer question takes the place of the waiting one and
//! stops the running one, so that typing never builds a backlog. When the typing pauses, a network puts what was
//! found by its meaning in order, where there is one.

use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::thread;
use std::time::Duration;

use super::slot::{Jobs, Slot, slot};
use crate::app::Msg;
use crate::app::msg::Refusal;
use crate::library::{self, LazyNetwork};
use crate::shell::Wake;
use crate::shell::fault::{contained, drill};
use onrecord_corpus::Corpus;
use onrecord_search::{ByMeaning, Facets, Hits, Index, Query, SearchRequest, Session};

/// Rows that lack a word and are ranked to the last detail: several screens of them.
const RANKED: usize = 200;

/// Up to so many rows what is found by its meaning comes with the rest: it takes a few milliseconds.
const AT_ONCE: usize = 20_000;

/// So long nobody must have typed before the network reads.
const PAUSE: Duration = Duration::from_millis(200);

/// A question and what it is asked of.
pub(crate) struct SearchJob {
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
    /// Whether weak suggestions are listed.
    pub weak: bool,
    /// Whether rows are found by their meaning as well.
    pub meaning: bool,
}

/// The way to the thread that searches.
pub(crate) struct SearchWorker {
    slot: Slot<SearchJob>,
}

impl SearchWorker {
    /// Starts the worker.
    pub(crate) fn start(wake: Sender<Wake>) -> Self {
        let (slot, jobs) = slot();
        thread::spawn(move || work(&jobs, &wake));
        Self { slot }
    }

    /// Asks; an answer to an older question changes nothing any more.
    pub(crate) fn ask(&self, question: SearchJob) {
        self.slot.put(question.generation, question);
    }

    /// Whether what the worker sends of this generation still counts.
    pub(crate) fn is_present(&self, generation: u64) -> bool {
        self.slot.is_newest(generation)
    }
}

fn work(jobs: &Jobs<SearchJob>, wake: &Sender<Wake>) {
    let (mut asked, mut network) = (None, LazyNetwork::default());
    while let Some((generation, question)) = jobs.take() {
        let mut last = None;
        let tell = |msg| wake.send(Wake::Searched(generation, msg));
        let keep_going = || jobs.is_newest(generation);
        for meaning in answers(&question) {
            let answer = || answer(&mut asked, &question, *meaning, &keep_going);
            let told = match contained("a search", answer) {
                // With no row yet there is nothing to show, and the second answer comes at once.
                Some(Some(hits)) if hits.awaits_meaning && hits.is_empty() => Ok(()),
                Some(Some(hits)) => {
                    let hits = Arc::new(hits);
                    last = Some(Arc::clone(&hits));
                    tell(Msg::Hits { generation, hits })
                }
                Some(None) => Ok(()),
                None => {
                    // What was kept of the corpus may be half done.
                    asked = None;
                    refuse(generation, &tell)
                }
            };
            if told.is_err() {
                return;
            }
        }
        let Some(hits) = last.filter(|hits| hits.near() > 0) else { continue };
        if !jobs.is_still_newest_in(generation, PAUSE) {
            continue;
        }
        let reorder = || reordered(&mut asked, &mut network, &hits, &tell, &keep_going);
        match contained("a network", reorder) {
            Some(Some(hits)) => {
                if tell(Msg::Hits { generation, hits: Arc::new(hits) }).is_err() {
                    return;
                }
            }
            Some(None) => {}
            // The answer stands without it.
            None => asked = None,
        }
    }
}

/// The same answer, what was found by its meaning in the order of the network; nothing where there is none, where it
/// does not know the language, and where a newer question came meanwhile.
fn reordered(
    asked: &mut Option<AskedCorpus>,
    network: &mut LazyNetwork,
    hits: &Hits,
    tell: &dyn Fn(Msg) -> Result<(), SendError<Wake>>,
    keep_going: &(dyn Fn() -> bool + Sync),
) -> Option<Hits> {
    let asked = asked.as_mut()?;
    let network = network.get(|fault| {
        // Where nobody is there to be told, the program ends.
        let _ = tell(Msg::Network(fault.clone()));
    })?;
    let mut hits = hits.clone();
    let read = asked.session.reorder(network, &mut hits, library::cores(), keep_going)?;
    read.then_some(hits)
}

/// How a question is answered: of so many rows first without what is found by its meaning, since nobody
/// who types waits for that.
fn answers(question: &SearchJob) -> &'static [ByMeaning] {
    let apart = [question.corpus.passages(), question.corpus.weak()];
    let rows = apart.into_iter().flatten().map(|apart| apart.statements().len()).sum::<usize>()
        + question.corpus.statements().len();
    match (question.meaning, rows <= AT_ONCE) {
        (false, _) => &[ByMeaning::Off],
        (true, true) => &[ByMeaning::Now],
        (true, false) => &[ByMeaning::Later, ByMeaning::Now],
    }
}

fn refuse(
    generation: u64,
    tell: &dyn Fn(Msg) -> Result<(), SendError<Wake>>,
) -> Result<(), SendError<Wake>> {
    tell(Msg::Hits { generation, hits: Arc::default() })?;
    tell(Msg::Refused(Refusal::Fault))
}

/// A corpus and what was asked of it before, kept as long as questions are about it.
struct AskedCorpus {
    corpus: Arc<Corpus>,
    session: Session,
}

/// The answer; nothing where a newer question came meanwhile.
fn answer(
    asked: &mut Option<AskedCorpus>,
    question: &SearchJob,
    meaning: ByMeaning,
    keep_going: &dyn Fn() -> bool,
) -> Option<Hits> {
    if question.generation > 1 {
        drill("search");
    }
    let kept = asked.take().filter(|asked| Arc::ptr_eq(&asked.corpus, &question.corpus));
    let asked = asked.insert(kept.unwrap_or_else(|| {
        let (corpus, index) = (Arc::clone(&question.corpus), Arc::clone(&question.index));
        AskedCorpus { session: Session::new(Arc::clone(&corpus), index), corpus }
    }));
    let SearchJob { query, facets, weak, .. } = question;
    let ask = SearchRequest { query, facets, weak: *weak, limit: RANKED, meaning };
    asked.session.search(&ask, keep_going)
}
