//! [`EverywhereWorker`]: looks for where the words of a row stand, one question at a time; a newer one stops it.

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
use onrecord_search::{AskedWords, Index, everywhere};

/// A row and what it is a row of.
pub(crate) struct EverywhereJob {
    /// Given back with the answer.
    pub generation: u64,
    /// What is searched.
    pub corpus: Arc<Corpus>,
    /// Its index.
    pub index: Arc<Index>,
    /// Whose words are looked for.
    pub row: RowRef,
}

/// The way to the thread that looks for words.
pub(crate) struct EverywhereWorker {
    slot: Slot<EverywhereJob>,
}

impl EverywhereWorker {
    /// Starts the worker.
    pub(crate) fn start(wake: Sender<Wake>) -> Self {
        let (slot, jobs) = slot();
        thread::spawn(move || work(&jobs, &wake));
        Self { slot }
    }

    /// Asks; the question before is given up.
    pub(crate) fn ask(&self, question: EverywhereJob) {
        self.slot.put(question.generation, question);
    }
}

fn work(jobs: &Jobs<EverywhereJob>, wake: &Sender<Wake>) {
    while let Some((generation, question)) = jobs.take() {
        let EverywhereJob { corpus, index, row, .. } = question;
        let keep_going = || jobs.is_newest(generation);
        let asked = AskedWords::Row(row);
        let answer =
            contained("where words stand", || everywhere(&corpus, &index, &asked, &keep_going));
        let tell = |msg| wake.send(Wake::Msg(msg));
        let told = match answer {
            Some(Some(found)) => tell(Msg::Everywhere { generation, found: Arc::new(found) }),
            Some(None) => Ok(()),
            None => tell(Msg::Everywhere { generation, found: Arc::default() })
                .and_then(|()| tell(Msg::Refused(Refusal::Fault))),
        };
        if told.is_err() {
            return;
        }
    }
}
