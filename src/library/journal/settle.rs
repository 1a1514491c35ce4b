//! Writes what stands into the file of the investigation, so that it can be read without the journal.
//! The journal stays, and is still read.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::JournalSession;
use crate::disk::{self, Access, Change, FileWriter};
use crate::library::target::{INVESTIGATION, OpenTarget, is_json};
use onrecord_corpus::Corpus;
use onrecord_corpus::file_format::edit::{self, EditError, Judgement};
use onrecord_journal::{TargetKey, TargetKind};
use onrecord_model::fault::WriteError;
use onrecord_model::{Field, Verdict};

/// How often it is seen whether another onrecord has done with the file.
const PAUSE: Duration = Duration::from_millis(50);

/// What was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The file, as a person reads it.
    pub file: String,
    /// How many records were written.
    pub written: usize,
    /// How many are left to the journal: their words cannot be pointed at, or others have decided
    /// otherwise in the file.
    pub left: usize,
}

/// Writes the decisions of the journal of `target` that stand in `shown` into the investigation's file;
/// every other byte of it stays. While another onrecord writes it waits.
///
/// # Errors
/// What stands in the way; the file is then as it was.
pub(crate) fn settle(target: &OpenTarget, shown: &Corpus) -> Result<Settled, WriteError> {
    let mut pause = || thread::sleep(PAUSE);
    let file = file(target).ok_or(WriteError::NoInvestigation)?;
    let session = JournalSession::open(target, "");
    if let Some(folder) = file.parent() {
        disk::sweep(folder);
    }
    let judgements = judgements(shown, &session);
    let (mut written, mut left) = (0, 0);
    FileWriter::default().rewrite(&file, Access::Usual, &mut pause, &mut |before| {
        (written, left) = (0, 0);
        let mut text = match before {
            Some(before) => {
                std::str::from_utf8(before).map_err(|_| WriteError::NotUtf8)?.to_owned()
            }
            None => String::new(),
        };
        for judgement in &judgements {
            match edit::insert(&text, judgement) {
                Ok((after, _)) => {
                    text = after;
                    written += 1;
                }
                Err(EditError::Contradicted(_) | EditError::Gone) => left += 1,
                Err(EditError::NotJson(line)) => return Err(WriteError::NotJson(line)),
                Err(EditError::Other) => return Err(WriteError::NoInvestigation),
            }
        }
        let same = before == Some(text.as_bytes()) || text.is_empty();
        Ok(if same { Change::Leave } else { Change::Put(text.into_bytes()) })
    })?;
    Ok(Settled { file: disk::shown(&file), written, left })
}

/// What was made of suggestions, in the order of the investigation.
fn judgements(shown: &Corpus, session: &JournalSession) -> Vec<Judgement> {
    let verdict = |id: &str| {
        let key = TargetKey { kind: TargetKind::Statement, id: id.into() };
        match session.journal().readings(&key, Field::Verdict).agreed()?.as_text()? {
            "confirmed" => Some(Verdict::Confirmed),
            "dismissed" => Some(Verdict::Dismissed),
            _ => None,
        }
    };
    let rows = shown.rows().filter_map(|(row, statement)| Some((row, verdict(&statement.id)?)));
    rows.filter_map(|(row, verdict)| Judgement::of(shown, row, verdict)).collect()
}

/// The file of a folder's investigation.
fn file(target: &OpenTarget) -> Option<PathBuf> {
    let OpenTarget::Path(path) = target else { return None };
    let (folder, file) = match disk::kind(path).ok()? {
        disk::EntryKind::Folder => (path.clone(), path.join(INVESTIGATION)),
        disk::EntryKind::File => (path.parent()?.to_path_buf(), path.clone()),
    };
    (is_json(&disk::name(&file)) && disk::stays_in(&folder, &file)).then_some(file)
}
