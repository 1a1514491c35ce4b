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
use onrecord_journal::{Journal, TargetKey, TargetKind};
use onrecord_model::fault::WriteError;
use onrecord_model::{Field, FieldValue, RecordRef, RowRef, Verdict};

/// How often it is seen whether another onrecord has done with the file.
const PAUSE: Duration = Duration::from_millis(50);

/// What was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The file, as a person reads it.
    pub file: String,
    /// How many records were written.
    pub written: usize,
    /// How many are left to the journal: the file says otherwise, or cannot say all that was set.
    pub left: usize,
}

/// Writes what was made of suggestions into the file of the investigation, and takes out of it what is a
/// suggestion again; every other byte of it stays. While another onrecord writes it waits.
///
/// # Errors
/// What stands in the way; the file is then as it was.
pub(crate) fn settle(target: &OpenTarget, shown: &Corpus) -> Result<Settled, WriteError> {
    let mut pause = || thread::sleep(PAUSE);
    let file = file(target).ok_or(WriteError::NoInvestigation)?;
    if let Some(folder) = file.parent() {
        disk::sweep(folder);
    }
    let session = JournalSession::open(target, "");
    let (judged, beyond) = judged(shown, session.journal());
    let (mut written, mut left) = (0, 0);
    FileWriter::default().rewrite(&file, Access::Usual, &mut pause, &mut |before| {
        (written, left) = (0, beyond);
        let mut text = match before {
            Some(before) => {
                std::str::from_utf8(before).map_err(|_| WriteError::NotUtf8)?.to_owned()
            }
            None => String::new(),
        };
        for (judgement, stands) in &judged {
            let change = if *stands { edit::insert } else { edit::lift };
            match change(&text, judgement) {
                Ok((after, _)) => {
                    written += usize::from(after != text);
                    text = after;
                }
                // What does not stand there need not be taken out.
                Err(
                    EditError::Contradicted(_)
                    | EditError::Gone
                    | EditError::NotJson(_)
                    | EditError::Other,
                ) if !*stands => {}
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

/// Fields of which the file of an investigation says what was set. Of a record with any other it would
/// say more, or less, than stands: that the words may be printed, that nobody disputes them.
const HELD: [Field; 7] = [
    Field::Verdict,
    Field::Speaker,
    Field::Form,
    Field::Audience,
    Field::About,
    Field::Via,
    // The other statement says it.
    Field::LinkedFrom,
];

/// What was made of suggestions, each with whether it stands (else it is a suggestion again), in the
/// order of the investigation; and of how many the journal says what the file cannot.
fn judged(shown: &Corpus, journal: &Journal) -> (Vec<(Judgement, bool)>, usize) {
    let (mut judged, mut beyond) = (Vec::new(), 0);
    for (row, statement) in shown.rows() {
        let key = TargetKey { kind: TargetKind::Statement, id: statement.id.clone() };
        let readings = journal.readings(&key, Field::Verdict);
        let verdict = readings.agreed().and_then(FieldValue::as_text);
        let verdicts = match verdict {
            _ if readings.is_conflict() => {
                beyond += 1;
                continue;
            }
            Some("confirmed") => &[(Verdict::Confirmed, true)][..],
            Some("dismissed") => &[(Verdict::Dismissed, true)],
            Some(_) => &[(Verdict::Confirmed, false), (Verdict::Dismissed, false)],
            None => continue,
        };
        let stands = verdicts.iter().any(|(_, stands)| *stands);
        if stands && (shown.is_withheld(row) || says_more(shown, row)) {
            beyond += 1;
            continue;
        }
        let of = |(verdict, stands): &(Verdict, bool)| {
            Some((Judgement::of(shown, row, *verdict)?, *stands))
        };
        judged.extend(verdicts.iter().filter_map(of));
    }
    (judged, beyond)
}

/// Whether people set something of a row that the file cannot say.
fn says_more(shown: &Corpus, row: RowRef) -> bool {
    let Some(set) = shown.annotations(RecordRef::Row(row)) else { return false };
    let values = set.values.iter().map(|(field, _)| field);
    let mut fields = values.chain(set.elements.iter().map(|(field, _)| field));
    !set.conflicts.is_empty() || fields.any(|field| !HELD.contains(field))
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
