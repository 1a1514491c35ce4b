//! [`JournalSession`]: one run's view of a journal. It reads what all have written, and writes its own.

use std::collections::HashMap;

use super::place::JournalPlace;
use crate::disk::{self, AppendFile, AppendStep, Appended, AppendedFiles};
use crate::library::OpenTarget;
use onrecord_journal::{
    BadLine, Journal, Operation, OperationDraft, OperationId, RecordEdit, encode, lines,
};
use onrecord_model::fault::{Fault, FaultKind, WriteError};

/// How the names of journals end.
const ENDING: &str = ".ndjson";

/// A journal as this run knows it.
#[derive(Debug)]
pub(crate) struct JournalSession {
    /// This run, a random word.
    run: String,
    /// Who decides in this run.
    by: String,
    place: JournalPlace,
    journal: Journal,
    own: Option<AppendFile>,
    folders: Vec<AppendedFiles>,
    /// How many lines of each file were read.
    lines: HashMap<(usize, String), u32>,
    bad: Vec<(String, BadLine)>,
}

/// What has come from others since the last time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct JournalNews {
    /// The operations, in the order they were read.
    pub operations: Vec<OperationId>,
    /// Whether anything is there that was not there before, a torn line too.
    pub any: bool,
}

impl JournalSession {
    /// The journal of `target`, with all that stands in it now. Decisions of this run are by `by`.
    pub(crate) fn open(target: &OpenTarget, by: &str) -> Self {
        Self::with(target, by, |_| Ok(()))
    }

    /// The same on a disk that is slow, full or fails: `before` comes before each step of writing.
    pub(crate) fn with(
        target: &OpenTarget,
        by: &str,
        before: impl Fn(AppendStep) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let place = JournalPlace::of(target);
        let own = place.folder.clone().map(|folder| AppendFile::new(folder, place.access, before));
        let folders = place.read.iter().cloned().map(AppendedFiles::new).collect();
        let mut session = Self {
            run: disk::random_word(),
            by: by.to_owned(),
            place,
            journal: Journal::default(),
            own,
            folders,
            lines: HashMap::new(),
            bad: Vec::new(),
        };
        session.news();
        session
    }

    /// All decisions that are known.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// This run.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// Who decides in this run.
    pub(crate) fn by(&self) -> &str {
        &self.by
    }

    /// The folder that is written to, as a person reads it.
    pub(crate) fn folder(&self) -> Option<String> {
        self.place.folder.as_deref().map(disk::shown)
    }

    /// Reads what has come to the journal since the last time.
    pub(crate) fn news(&mut self) -> JournalNews {
        let mut news = JournalNews::default();
        let mut folders = std::mem::take(&mut self.folders);
        for (at, files) in folders.iter_mut().enumerate() {
            for one in files.news(ENDING) {
                news.any = true;
                let (name, left) = (one.name.clone(), self.take(at, one, &mut news));
                files.leave(&name, left);
            }
        }
        self.folders = folders;
        news
    }

    /// Enters what has come to a file; gives how many bytes at its end are no whole line.
    fn take(&mut self, folder: usize, came: Appended, news: &mut JournalNews) -> usize {
        let Appended { name, bytes, again } = came;
        let key = (folder, name.clone());
        if again {
            self.lines.remove(&key);
            self.bad.retain(|(file, _)| *file != name);
        }
        let before = self.lines.get(&key).copied().unwrap_or(0);
        let journal = &mut self.journal;
        let (taken, count, bad) = lines(&bytes, before + 1, |operation: Operation| {
            let id = operation.id.clone();
            if journal.add(operation) {
                news.operations.push(id);
            }
        });
        self.lines.insert(key, before + count);
        self.bad.extend(bad.into_iter().map(|bad| (name.clone(), bad)));
        bytes.len() - taken
    }

    /// Writes one decision down; it counts when it is on the disk.
    ///
    /// # Errors
    /// What stands in the way; nothing is decided then.
    pub(crate) fn write(
        &mut self,
        edits: Vec<RecordEdit>,
        undoes: Option<OperationId>,
    ) -> Result<OperationId, WriteError> {
        // What others decided in between is seen, so that it is not contradicted unknowingly.
        self.news();
        let at = disk::utc(disk::now());
        let draft = OperationDraft { by: &self.by, at: &at, edits, undoes };
        let operation = self.journal.operation(&self.run, draft);
        let own = self.own.as_mut().ok_or(WriteError::NoHome)?;
        let name =
            disk::journal_name(&self.by, &at, &format!("{}-{}", self.run, operation.id.number));
        if own.path().is_none() {
            self.place.note();
        }
        own.append(&name, encode(&operation).as_bytes())?;
        let id = operation.id.clone();
        self.journal.add(operation);
        Ok(id)
    }

    /// The lines that could not be read, as faults of the investigation.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let fault = |(file, bad): &(String, BadLine)| Fault {
            file: file.clone(),
            line: bad.line,
            what: FaultKind::JournalLine(bad.fault),
        };
        self.bad.iter().map(fault).collect()
    }
}
