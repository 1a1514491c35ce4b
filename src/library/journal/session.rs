//! [`JournalSession`]: one run's view of a journal. It reads what all have written, and writes its own.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::place::JournalPlace;
use crate::disk::{self, AppendFile, AppendStep, AppendedFiles, GrownFile};
use crate::library::pool::in_order;
use crate::library::{OpenTarget, cores};
use onrecord_journal::{
    BadLine, Journal, LineReader, Operation, OperationDraft, OperationId, RecordEdit, encode,
};
use onrecord_model::fault::{Fault, FaultKind, LineFault, WriteError};

/// How the names of journals end.
pub(super) const ENDING: &str = ".ndjson";

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
    /// Files that end in no whole line, and those that cannot be read.
    torn: BTreeSet<(usize, String)>,
    unread: BTreeSet<String>,
    /// What is named as a journal and is not followed.
    elsewhere: Vec<String>,
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

    /// The journal that stands in `folder`, to be read alone.
    pub(crate) fn of_folder(folder: PathBuf) -> Self {
        Self::at(JournalPlace::only(folder), "", |_| Ok(()))
    }

    /// As [`JournalSession::open`] on a disk that is slow, full or fails: `before` comes before each step of writing.
    pub(crate) fn with(
        target: &OpenTarget,
        by: &str,
        before: impl Fn(AppendStep) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::at(JournalPlace::of(target), by, before)
    }

    fn at(
        place: JournalPlace,
        by: &str,
        before: impl Fn(AppendStep) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
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
            torn: BTreeSet::new(),
            unread: BTreeSet::new(),
            elsewhere: Vec::new(),
        };
        session.news();
        let passed = |files: &AppendedFiles| files.passed_over(ENDING);
        session.elsewhere = session.folders.iter().flat_map(passed).collect();
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
        // What one has read others may say again.
        let readers = Mutex::new(Vec::new());
        for (at, files) in folders.iter_mut().enumerate() {
            let grown = files.grown(ENDING);
            if grown.is_empty() {
                continue;
            }
            news.any = true;
            let read = |one: &GrownFile| with_reader(&readers, |reader| CameLines::of(one, reader));
            in_order(&grown, cores(), read, |_, one, came| {
                let file = (at, one.name.clone());
                let Some(came) = came else {
                    self.unread.insert(file.1);
                    return;
                };
                self.unread.remove(&file.1);
                files.taken(one, came.bytes);
                if came.bytes as u64 == one.len() {
                    self.torn.remove(&file);
                } else {
                    self.torn.insert(file.clone());
                }
                self.enter(file, one.again, came, &mut news);
            });
        }
        self.folders = folders;
        news
    }

    /// Enters what has come to a file.
    fn enter(
        &mut self,
        file: (usize, String),
        again: bool,
        came: CameLines,
        news: &mut JournalNews,
    ) {
        if again {
            self.lines.remove(&file);
            self.bad.retain(|(name, _)| *name != file.1);
        }
        let mut twice = Vec::new();
        for (line, operation) in came.operations {
            let id = operation.id.clone();
            // The same line again, as in a copy of a file, is one decision.
            if self.journal.get(&id).is_some_and(|known| *known != operation) {
                twice.push(BadLine { line, fault: LineFault::Twice });
            }
            if self.journal.add(operation) {
                news.operations.push(id);
            }
        }
        let bad = came.bad.into_iter().chain(twice);
        let before = self.lines.get(&file).copied().unwrap_or(0);
        self.bad.extend(
            bad.map(|bad| (file.1.clone(), BadLine { line: before + bad.line, fault: bad.fault })),
        );
        self.lines.insert(file, before + came.count);
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
        // What others wrote since the last look is not looked for: nobody has seen it, and a decision
        // that named it as seen would put it aside where the two contradict each other.
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

    /// What could not be read, or is not, as faults of the investigation.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let fault = |(file, bad): &(String, BadLine)| Fault {
            file: file.clone(),
            line: bad.line,
            what: FaultKind::JournalLine(bad.fault),
        };
        let whole = |file: &String, why| Fault {
            file: file.clone(),
            line: 0,
            what: FaultKind::JournalLine(why),
        };
        let torn = self.torn.iter().map(|file| Fault {
            file: file.1.clone(),
            line: self.lines.get(file).map_or(1, |lines| lines + 1),
            what: FaultKind::JournalLine(LineFault::Cut),
        });
        let unread = self.unread.iter().map(|file| whole(file, LineFault::Unreadable));
        let elsewhere = self.elsewhere.iter().map(|file| whole(file, LineFault::Elsewhere));
        let above = self.place.above.iter();
        let above = above.map(|folder| whole(&disk::shown(folder), LineFault::Above));
        let read = self.bad.iter().map(fault).chain(torn).chain(unread);
        read.chain(elsewhere).chain(above).collect()
    }
}

/// The lines that have come to a file.
struct CameLines {
    /// With the numbers of their lines, from the first that has come.
    operations: Vec<(u32, Operation)>,
    /// Numbered from the first that has come.
    bad: Vec<BadLine>,
    count: u32,
    bytes: usize,
}

impl CameLines {
    /// `None` where the file cannot be read.
    fn of(file: &GrownFile, reader: &mut LineReader) -> Option<Self> {
        let mut operations = Vec::new();
        let text = file.bytes()?;
        let (bytes, count, bad) =
            reader.lines(&text, 1, |line, operation| operations.push((line, operation)));
        Some(Self { operations, bad, count, bytes })
    }
}

/// Does `work` with a reader that nobody else uses now.
fn with_reader<R>(readers: &Mutex<Vec<LineReader>>, work: impl FnOnce(&mut LineReader) -> R) -> R {
    let free = || readers.lock().unwrap_or_else(PoisonError::into_inner);
    let mut reader = LineReader::default();
    if let Some(used) = free().pop() {
        reader = used;
    }
    let done = work(&mut reader);
    free().push(reader);
    done
}
