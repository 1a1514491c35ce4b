//! [`ListWorker`]: looks for the rows of a list over the panes, one question at a time; a newer one stops it.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::slot::{Jobs, Slot, slot};
use crate::app::Msg;
use crate::app::msg::Refusal;
use crate::shell::Wake;
use crate::shell::fault::contained;
use onrecord_corpus::Corpus;
use onrecord_model::RowRef;
use onrecord_search::{AskedWords, Index, SaysRequest, everywhere, says};

/// A question and what it is asked of.
pub(crate) struct ListJob {
    /// Given back with the answer.
    pub generation: u64,
    /// What is searched.
    pub corpus: Arc<Corpus>,
    /// Its index.
    pub index: Arc<Index>,
    /// What is looked for.
    pub asked: AskedList,
}

/// What is looked for.
pub(crate) enum AskedList {
    /// Where the words of this row stand.
    Everywhere(RowRef),
    /// What somebody said on a matter.
    Says(Box<SaysRequest>),
}

/// The way to the thread that looks for rows.
pub(crate) struct ListWorker {
    slot: Slot<ListJob>,
    /// How many questions were asked: each list counts its own.
    asked: Cell<u64>,
}

impl ListWorker {
    /// Starts the worker.
    pub(crate) fn start(wake: Sender<Wake>) -> Self {
        let (slot, jobs) = slot();
        thread::spawn(move || work(&jobs, &wake));
        Self { slot, asked: Cell::new(0) }
    }

    /// Asks; the question before is given up.
    pub(crate) fn ask(&self, question: ListJob) {
        self.asked.set(self.asked.get() + 1);
        self.slot.put(self.asked.get(), question);
    }
}

fn work(jobs: &Jobs<ListJob>, wake: &Sender<Wake>) {
    while let Some((number, question)) = jobs.take() {
        let answer = answer(&question, &|| jobs.is_newest(number));
        if answer.into_iter().any(|msg| wake.send(Wake::Msg(msg)).is_err()) {
            return;
        }
    }
}

/// The answer, empty where the program failed at it; nothing where a newer question stopped it.
fn answer(question: &ListJob, keep_going: &dyn Fn() -> bool) -> Vec<Msg> {
    let ListJob { generation, corpus, index, asked } = question;
    let generation = *generation;
    let found = match asked {
        AskedList::Everywhere(row) => {
            let asked = AskedWords::Row(*row);
            let found =
                contained("where words stand", || everywhere(corpus, index, &asked, keep_going));
            found
                .map(|found| found.map(|found| Msg::Everywhere { generation, found: found.into() }))
        }
        AskedList::Says(asked) => {
            let found = contained("what was said", || says(corpus, index, asked, keep_going));
            found.map(|found| found.map(|found| Msg::Says { generation, found: found.into() }))
        }
    };
    let Some(found) = found else {
        let nothing = match asked {
            AskedList::Everywhere(_) => Msg::Everywhere { generation, found: Arc::default() },
            AskedList::Says(_) => Msg::Says { generation, found: Arc::default() },
        };
        return vec![nothing, Msg::Refused(Refusal::Fault)];
    };
    found.into_iter().collect()
}
