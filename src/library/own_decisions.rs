//! [`OwnDecisions`]: what the user has decided where the investigation's own file could not be
//! written, laid over what was read of it.

use std::collections::HashMap;
use std::path::PathBuf;

use super::OpenTarget;
use super::cues;
use super::merge::Merge;
use super::progress::{EarlyCorpus, Progress};
use super::several::Several;
use crate::disk::{self, Folder};
use onrecord_corpus::file_format::{self, LoadedText, WantedText};
use onrecord_corpus::{Corpus, Records};
use onrecord_model::fault::{Fault, FaultKind, FileError};
use onrecord_model::{Source, SourceIx};

/// The text of the user's own file about a target.
pub(super) struct OwnDecisions {
    /// How the file is named in faults.
    file: String,
    text: Result<String, FileError>,
    /// Whether every source that it names should be there.
    whole: bool,
}

impl OwnDecisions {
    /// What there is of a target; mostly nothing.
    pub(super) fn of(target: &OpenTarget) -> Option<Self> {
        let path = own_file(target)?;
        let bytes = match Folder::of_file(&path).anywhere().read(&disk::name(&path)) {
            Err(FileError::Missing) => return None,
            bytes => bytes,
        };
        let text = bytes.and_then(|bytes| {
            let decoded = onrecord_read::decode(&bytes, None).ok_or(FileError::NotText)?;
            Ok(decoded.text.into_owned())
        });
        let folder = |path| disk::kind(path) == Ok(disk::EntryKind::Folder);
        let whole = matches!(target, OpenTarget::Path(path) if folder(path));
        Some(Self { file: disk::shown(&path), text, whole })
    }

    /// Lays it over `records`: its statements and dismissals count as if they stood in the
    /// investigation. What is wrong with it is told.
    pub(super) fn over(&self, records: Records) -> Records {
        let mut merge = Merge::of(records);
        match &self.text {
            Ok(text) => lay_over(text, &self.file, self.whole, &mut merge),
            Err(why) => {
                let what = FaultKind::Unreadable(why.clone());
                merge.records.faults.push(Fault { file: self.file.clone(), line: 0, what });
            }
        }
        merge.finish()
    }
}

/// `records` with what the text of an investigation says, which stands in `file`, about their sources;
/// `whole`: whether every source that it names should be there.
pub(super) fn overlay(text: &str, file: &str, records: Records, whole: bool) -> Records {
    let mut merge = Merge::of(records);
    lay_over(text, file, whole, &mut merge);
    merge.finish()
}

fn lay_over(text: &str, file: &str, whole: bool, merge: &mut Merge) {
    let own = about(text, file, whole, &merge.records);
    merge.overlay(own);
}

/// What the text of an investigation says about the sources of `records`, without sources of its own.
pub(super) fn about(text: &str, file: &str, whole: bool, records: &Records) -> Records {
    let sources = &records.sources;
    let known: HashMap<_, _> =
        sources.iter().enumerate().map(|(at, s)| (s.file.as_str(), at)).collect();
    let source = |file: &str| sources.get(*known.get(file)?);
    let text_of = |wanted: &WantedText| source(&wanted.file).map(loaded).ok_or(FileError::Missing);
    let mut own = file_format::read(text, file, &mut |wanted| wanted.iter().map(text_of).collect());
    cues::read(&mut own);
    let there: Vec<_> = own
        .sources
        .iter()
        .map(|source| known.get(source.file.as_str()).copied().map(SourceIx::from))
        .collect();
    own.faults.retain(|fault| whole || !matches!(fault.what, FaultKind::NoText { .. }));
    // A record of a source that is not open here was not read: it had no text to stand in.
    own.each_source(|ix| {
        if let Some(there) = there.get(ix.at()).copied().flatten() {
            *ix = there;
        }
    });
    own.sources.clear();
    own
}

/// Gives the sources of `records` the ids that the text of an investigation has for them.
pub(super) fn name_sources(text: &str, records: &mut Records) {
    let own = file_format::read(text, "", &mut |wanted| {
        wanted.iter().map(|_| Err(FileError::Missing)).collect()
    });
    for named in own.sources {
        let there = records.sources.iter_mut().find(|source| source.file == named.file);
        if let Some(source) = there {
            source.id = named.id;
        }
    }
}

/// The file in which earlier versions kept what the user had decided about a target that could not be
/// written to; it is still read.
fn own_file(target: &OpenTarget) -> Option<PathBuf> {
    match target {
        OpenTarget::Builtin => None,
        OpenTarget::Path(path) => disk::own_file(path),
        OpenTarget::Several(paths) => disk::own_file(&Several::of(paths).path()),
    }
}

/// A source's text as it was read already.
fn loaded(source: &Source) -> LoadedText {
    LoadedText {
        document: source.document.clone(),
        sha256: source.sha256.clone(),
        doubts: Vec::new(),
    }
}

/// Hands on what is read early with the user's own decisions.
pub(super) struct WithOwnDecisions<'o> {
    pub(super) own: &'o OwnDecisions,
    pub(super) progress: &'o mut dyn Progress,
}

impl Progress for WithOwnDecisions<'_> {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        self.progress.progress(done, total, file);
    }

    fn early(&mut self, corpus: EarlyCorpus<'_>) {
        self.progress.early(Box::new(|| {
            let corpus = corpus();
            let mut records = self.own.over(corpus.to_records());
            // Sources that are not read yet would be told as missing.
            records.faults.clone_from(&corpus.records().faults);
            Corpus::new(records)
        }));
    }
}
