//! Writes what stands into the file of the investigation, so that it can be read without the journal.
//! The journal stays, and is still read.

mod others;
mod plan;

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use self::plan::{SettlePlan, Wish, WishKind};
use super::JournalSession;
use crate::disk::{self, Access, Change, FileWriter};
use crate::library::open::OpenedInvestigation;
use crate::library::target::{INVESTIGATION, OpenTarget, is_json};
use onrecord_corpus::file_format::edit::{self, AppliedEdit, DescribedRecord, EditError};
use onrecord_model::fault::WriteError;

/// How often it is seen whether another onrecord has done with the file.
const PAUSE: Duration = Duration::from_millis(50);

/// What was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The file, as a person reads it.
    pub file: String,
    /// How many records were written.
    pub written: usize,
    /// How many are left to the journal: decisions about them contradict each other or the file, or the
    /// file cannot say all that was set.
    pub left: usize,
    /// How many are withheld, and left to the journal for that.
    pub withheld: usize,
}

/// Writes what people decided into the file of the investigation, and takes out of it what they took back;
/// every other byte of it stays. What is withheld is left out unless `with_withheld`. While another onrecord
/// writes it waits.
///
/// # Errors
/// What stands in the way; the file is then as it was.
pub(crate) fn settle(
    target: &OpenTarget,
    opened: &OpenedInvestigation,
    with_withheld: bool,
) -> Result<Settled, WriteError> {
    let mut pause = || thread::sleep(PAUSE);
    let file = file(target).ok_or(WriteError::NoInvestigation)?;
    if let Some(folder) = file.parent() {
        disk::sweep(folder);
    }
    let session = JournalSession::open(target, "");
    let plan = SettlePlan::of(opened, session.journal(), with_withheld);
    let mut settled =
        Settled { file: disk::shown(&file), written: 0, left: 0, withheld: plan.withheld };
    FileWriter::default().rewrite(&file, Access::Usual, &mut pause, &mut |before| {
        (settled.written, settled.left) = (0, plan.left);
        let mut text = match before {
            Some(before) => {
                std::str::from_utf8(before).map_err(|_| WriteError::NotUtf8)?.to_owned()
            }
            None => String::new(),
        };
        for one in &plan.described {
            let left = one.is_left || one.record.is_contradicted_in(&text);
            settled.left += usize::from(left);
        }
        let rows = plan.wishes.iter().map(Settling::Row);
        for one in rows.chain(plan.described.iter().map(|one| Settling::Described(&one.record))) {
            match one.carried_out(&text)? {
                Some(after) => {
                    settled.written += usize::from(after != text);
                    text = after;
                }
                None => settled.left += 1,
            }
        }
        let same = before == Some(text.as_bytes()) || text.is_empty();
        Ok(if same { Change::Leave } else { Change::Put(text.into_bytes()) })
    })?;
    Ok(settled)
}

/// One thing that the file is to say.
enum Settling<'p> {
    Row(&'p Wish),
    Described(&'p DescribedRecord),
}

impl Settling<'_> {
    /// The text with it; `None` where it says otherwise.
    fn carried_out(&self, text: &str) -> Result<Option<String>, WriteError> {
        match self {
            Self::Row(wish) => carried_out(wish, text),
            Self::Described(record) => written(edit::describe(text, record)),
        }
    }
}

/// The text with a wish carried out; `None` where it says otherwise.
fn carried_out(wish: &Wish, text: &str) -> Result<Option<String>, WriteError> {
    let Wish { judgement, kind, over } = wish;
    // What does not stand there need not be taken out.
    let lifted = over.as_ref().and_then(|over| edit::lift(text, over).ok());
    let text = lifted.as_ref().map_or(text, |(text, _)| text.as_str());
    let after = match kind {
        WishKind::Stands => edit::insert(text, judgement),
        WishKind::Marked => edit::update(text, judgement),
        WishKind::PutDown => edit::take_out(text, judgement),
        WishKind::Gone => {
            let said = edit::update(text, judgement).map(|(text, _)| text);
            let said = said.as_deref().unwrap_or(text);
            let lifted = edit::lift(said, judgement).map(|(text, _)| text);
            return Ok(Some(lifted.unwrap_or_else(|_| said.to_owned())));
        }
    };
    written(after)
}

fn written(after: Result<(String, AppliedEdit), EditError>) -> Result<Option<String>, WriteError> {
    match after {
        Ok((after, _)) => Ok(Some(after)),
        Err(EditError::Contradicted(_) | EditError::Gone) => Ok(None),
        Err(EditError::NotJson(line)) => Err(WriteError::NotJson(line)),
        Err(EditError::Other) => Err(WriteError::NoInvestigation),
    }
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
