//! Opening: from an [`OpenTarget`] to a [`Corpus`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document_cache::DocumentCache;
use super::file_source::{Embedded, FileSource};
use super::journal::{self, JournalSession};
use super::merge::Merge;
use super::own_decisions::{OwnDecisions, WithOwnDecisions};
use super::progress::{EarlyCorpus, OpenOptions, Progress};
use super::several::Several;
use super::target::{INVESTIGATION, OpenTarget, is_investigation, is_json, opens};
use super::{KeptIndex, cores, decided_elsewhere, folder, investigation, list, piece, sidecar};
use crate::disk::{self, Folder};
use onrecord_corpus::{Corpus, Records};
use onrecord_model::fault::{Fault, FaultKind, OpenError, OpenErrorKind};
use onrecord_read::{Kind, WITHIN};

/// Opens a target.
///
/// A folder with an `investigation.json` is that investigation together with what else lies below
/// it, one without it whatever can be read there. A `.json` file is an investigation in its folder,
/// any other one document or list. What the user has decided elsewhere lies over all of them.
///
/// # Errors
/// [`OpenError`] where there is nothing to read.
pub fn open(
    target: &OpenTarget,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Corpus, OpenError> {
    if let Some(corpus) = kept(target, options) {
        return Ok(corpus);
    }
    let (base, decided, _) = records(target, options, progress)?;
    let corpus = Corpus::new(decided.unwrap_or(base));
    let (sources, statements) = (corpus.sources().len(), corpus.statements().len());
    let faults = corpus.faults().len();
    log::info!("opened {sources} sources with {statements} statements and {faults} faults");
    Ok(corpus)
}

/// An investigation as it was read.
#[derive(Debug, Clone)]
pub(crate) struct OpenedInvestigation {
    /// Without any decision of its journal.
    pub base: Arc<Corpus>,
    /// With all of them.
    pub shown: Arc<Corpus>,
    /// How many operations of the journal it holds.
    pub operations: usize,
}

/// Opens a target, and keeps what it is without its journal.
///
/// # Errors
/// As [`open`].
pub(crate) fn open_with_base(
    target: &OpenTarget,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<OpenedInvestigation, OpenError> {
    if let Some(corpus) = kept(target, options).map(Arc::new) {
        return Ok(OpenedInvestigation { base: Arc::clone(&corpus), shown: corpus, operations: 0 });
    }
    let (base, decided, operations) = records(target, options, progress)?;
    let base = Arc::new(Corpus::new(base));
    let shown = decided.map_or_else(|| Arc::clone(&base), |decided| Arc::new(Corpus::new(decided)));
    Ok(OpenedInvestigation { base, shown, operations })
}

/// What is kept of the target.
fn kept(target: &OpenTarget, options: &OpenOptions) -> Option<Corpus> {
    let corpus = KeptIndex::of(target, options)?.open()?;
    log::info!("opened {} statements that are kept", corpus.statements().len());
    Some(corpus)
}

/// The records without the journal; with it, where there is one; and how many operations it has.
fn records(
    target: &OpenTarget,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<(Records, Option<Records>, usize), OpenError> {
    let session = JournalSession::open(target, "");
    let (operations, faults) = (session.journal().len(), session.faults());
    if operations == 0 && faults.is_empty() {
        let base = open_base(target, options, progress)?;
        let decided =
            journal::says_no_event(&base).then(|| journal::apply(base.clone(), session.journal()));
        return Ok((base, decided, 0));
    }
    let base = open_base(target, options, &mut WithJournal { session: &session, progress })?;
    let mut decided = journal::apply(base.clone(), session.journal());
    decided.faults.extend(faults);
    Ok((base, Some(decided), operations))
}

/// Hands on what is read early with the decisions of the journal.
struct WithJournal<'j> {
    session: &'j JournalSession,
    progress: &'j mut dyn Progress,
}

impl Progress for WithJournal<'_> {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        self.progress.progress(done, total, file);
    }

    fn early(&mut self, corpus: EarlyCorpus<'_>) {
        let journal = self.session.journal();
        self.progress.early(Box::new(|| {
            let corpus = corpus();
            let mut records = journal::apply(corpus.to_records(), journal);
            // What is not read yet would be told as lost.
            records.faults.clone_from(&corpus.records().faults);
            Corpus::new(records)
        }));
    }
}

/// The records of a target without the decisions of its journal.
///
/// # Errors
/// As [`open`].
pub(super) fn open_base(
    target: &OpenTarget,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Records, OpenError> {
    log::info!("opening {}", target.kind());
    let records = match OwnDecisions::of(target) {
        None => read_all(target, options, progress),
        Some(own) => read_all(target, options, &mut WithOwnDecisions { own: &own, progress })
            .map(|records| own.over(records)),
    };
    let mut records = records.inspect_err(|_| log::warn!("nothing was opened"))?;
    decided_elsewhere::withhold(&mut records, target);
    Ok(records)
}

/// Whether there is something to open, without reading it: cheap enough to ask before a screen is
/// taken.
///
/// # Errors
/// As [`open`], as far as is known without reading.
pub(crate) fn probe(target: &OpenTarget) -> Result<(), OpenError> {
    match target {
        OpenTarget::Builtin => Embedded.read(INVESTIGATION).map(drop).map_err(|_| not_embedded()),
        OpenTarget::Several(paths) => Several::of(paths).probe(),
        OpenTarget::Path(path) => {
            let why = match disk::readable(path) {
                Ok(disk::EntryKind::File) if !opens(path) => OpenErrorKind::UnknownKind,
                Ok(_) => return Ok(()),
                Err(trouble) => OpenErrorKind::File(trouble),
            };
            Err(refused(path, why))
        }
    }
}

/// The file of a source of this target (`named` as the source names it); `None` where it has none, or one
/// that leads out of the folder and was not named by a person.
pub(crate) fn original(target: &OpenTarget, named: &str, follow: bool) -> Option<PathBuf> {
    let (folder, free) = match target {
        OpenTarget::Builtin => return None,
        OpenTarget::Several(paths) => (Several::of(paths).folder().to_owned(), true),
        OpenTarget::Path(path) => match disk::readable(path).ok()? {
            disk::EntryKind::Folder => (disk::spot(path), follow),
            disk::EntryKind::File => {
                let (spot, free) = (disk::spot(path), !is_json(&disk::name(path)));
                (spot.parent()?.to_owned(), free || follow)
            }
        },
    };
    let is_file = |file: &Path| disk::readable(file) == Ok(disk::EntryKind::File);
    let file = folder.join(named);
    // Of what lies in a file, that file.
    let holder = named.split_once(WITHIN).map(|(holder, _)| folder.join(holder));
    let file = holder.filter(|_| !is_file(&file)).unwrap_or(file);
    let there = is_file(&file);
    (!named.is_empty() && there && (free || disk::stays_in(&folder, &file))).then_some(file)
}

/// That `path` is not opened, and why.
pub(super) fn refused(path: &Path, why: OpenErrorKind) -> OpenError {
    OpenError { place: disk::text(path), why }
}

fn not_embedded() -> OpenError {
    OpenError { place: String::new(), why: OpenErrorKind::NotEmbedded }
}

fn read_all(
    target: &OpenTarget,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Records, OpenError> {
    match target {
        OpenTarget::Builtin => {
            let bytes = Embedded.read(INVESTIGATION).map_err(|_| not_embedded())?;
            investigation::read(&bytes, (&Embedded, INVESTIGATION), options, progress)
                .map_err(|_| not_embedded())
        }
        OpenTarget::Path(path) => {
            read_path(path, options, progress).map_err(|why| refused(path, why))
        }
        OpenTarget::Several(paths) => Several::of(paths).records(options, progress),
    }
}

fn read_path(
    path: &Path,
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Records, OpenErrorKind> {
    let name = disk::name(path);
    let is_folder = disk::readable(path).map_err(OpenErrorKind::File)? == disk::EntryKind::Folder;
    let folder = if is_folder { Folder::new(path) } else { Folder::of_file(path) };
    let is_investigation = !is_folder && is_investigation(&folder.clone().anywhere(), &name);
    // A document that a person named is read wherever it leads.
    let free = options.follow || !(is_folder || is_investigation);
    let folder = if free { folder.anywhere() } else { folder };
    let cache = DocumentCache::new(folder, options.cache.clone());
    let records = match () {
        () if is_folder => folder::read(&cache, name, options, progress),
        () if is_investigation => {
            let bytes = cache.named(&name).map_err(OpenErrorKind::File)?;
            investigation::read(&bytes, (&cache, &name), options, progress)
                .map_err(OpenErrorKind::File)
        }
        () => single(&cache, &name, progress),
    };
    if is_folder {
        cache.close_whole();
    } else {
        cache.close();
    }
    records
}

/// What came of one file, put together.
fn merged(mut pieces: Vec<Records>) -> Records {
    if pieces.len() == 1
        && let Some(one) = pieces.pop()
    {
        return one;
    }
    let mut merge = Merge::default();
    for piece in pieces {
        merge.add(piece);
    }
    merge.finish()
}

/// One document or list alone: what makes it unreadable is the reason that nothing opens.
fn single(
    cache: &DocumentCache,
    name: &str,
    progress: &mut dyn Progress,
) -> Result<Records, OpenErrorKind> {
    let beside = sidecar::nearby(cache.folder(), name);
    let kind = cache.kind(name);
    if kind.is_none() && beside.is_empty() {
        return Err(OpenErrorKind::UnknownKind);
    }
    let mut records = if kind == Some(Kind::Rows) {
        let mut early = |so_far: &dyn Fn() -> Records| {
            progress.early(Box::new(|| Corpus::new(so_far())));
        };
        // A list is read at once and for once: all cores may help.
        list::statements(cache.folder(), name, cores(), &mut early).map_err(OpenErrorKind::File)?
    } else {
        merged(piece::read(cache, name, &beside))
    };
    name.clone_into(&mut records.title);
    match (records.sources.is_empty(), records.faults.pop()) {
        (true, Some(Fault { what: FaultKind::Unreadable(why), .. })) => {
            Err(OpenErrorKind::File(why))
        }
        (_, fault) => {
            records.faults.extend(fault);
            Ok(records)
        }
    }
}
