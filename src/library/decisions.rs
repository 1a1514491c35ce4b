//! [`DecisionsFile`]: the one file that a person's decisions about a target are written to.

use std::path::{Path, PathBuf};

use super::several::Several;
use super::target::{INVESTIGATION, OpenTarget, is_json};
use crate::disk::{self, Access, Change, FileWriter};
use onrecord_corpus::file_format::edit::{self, AppliedEdit, EditError, Judgement};
use onrecord_model::fault::WriteError;

/// Where decisions about a target go. The file is chosen at the first of them and stays the same.
#[derive(Debug, Clone)]
pub(crate) struct DecisionsFile {
    target: OpenTarget,
    writer: FileWriter,
    chosen: Option<(PathBuf, Access)>,
}

/// A decision that was written down or lifted, to be taken back.
#[derive(Debug, Clone)]
pub(crate) struct WrittenDecision {
    written: AppliedEdit,
    /// Whether there was no file before it.
    began: bool,
}

/// What is to be done in the file about a decision.
#[derive(Debug, Clone)]
pub(crate) struct DecisionEdit {
    /// The judgement.
    pub judgement: Judgement,
    /// Whether it is to be lifted instead of written down.
    pub lift: bool,
    /// What this takes back; then the file becomes byte for byte what it was before that, as long as
    /// nobody else has changed it.
    pub undoes: Option<WrittenDecision>,
}

/// What came of edits.
#[derive(Debug)]
pub(crate) struct Outcomes {
    /// Of each, in their order.
    pub outcomes: Vec<Result<WrittenDecision, WriteError>>,
    /// Whether the file had other names (hard links), which keep what they had.
    pub parted: bool,
}

impl DecisionsFile {
    /// The file of `target`, written by `writer`; nothing is written yet.
    pub(crate) fn new(target: OpenTarget, writer: FileWriter) -> Self {
        Self { target, writer, chosen: None }
    }

    /// The file, once something was written or tried to be.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.chosen.as_ref().map(|(path, _)| path.as_path())
    }

    /// Does all edits in one write into the file as it stands now. What cannot be done of
    /// it does not keep the rest. `pause` is called again and again while another onrecord writes.
    ///
    /// # Errors
    /// What stands in the way of all of it; the file is then as it was.
    pub(crate) fn write(
        &mut self,
        edits: &[DecisionEdit],
        pause: &mut dyn FnMut(),
    ) -> Result<Outcomes, WriteError> {
        let (path, access) = self.choose()?;
        let mut outcomes = Vec::new();
        let parted = self.writer.rewrite(&path, access, pause, &mut |before| {
            let mut after = match before {
                Some(before) => text(before)?.to_owned(),
                None => String::new(),
            };
            let begins = before.is_none();
            outcomes.clear();
            let mut emptied = false;
            for edit in edits {
                let done = apply(&after, edit, begins && after.is_empty());
                outcomes.push(done.map(|(text, written, empty)| {
                    emptied = empty;
                    after = text;
                    written
                }));
            }
            Ok(match before {
                _ if emptied && before.is_some() => Change::Delete,
                Some(before) if before == after.as_bytes() => Change::Leave,
                None if after.is_empty() => Change::Leave,
                _ => Change::Put(after.into_bytes()),
            })
        })?;
        Ok(Outcomes { outcomes, parted })
    }

    /// Chooses the file, if that was not done before: the investigation's own where it may be written,
    /// else one of the user's own.
    ///
    /// # Errors
    /// Where there is none.
    pub(crate) fn choose(&mut self) -> Result<(PathBuf, Access), WriteError> {
        if let Some(chosen) = &self.chosen {
            return Ok(chosen.clone());
        }
        let beside = beside(&self.target).filter(|path| disk::writable(path));
        let chosen = match beside {
            Some(path) => (path, Access::Usual),
            None => (own_file(&self.target).ok_or(WriteError::NoHome)?, Access::Private),
        };
        if let (Access::Private, Some(folder)) = (chosen.1, chosen.0.parent()) {
            disk::make_private_folder(folder)?;
        }
        if let Some(folder) = chosen.0.parent() {
            disk::sweep(folder);
        }
        self.chosen = Some(chosen.clone());
        Ok(chosen)
    }
}

/// The investigation's file of a target, where there is one or could be one.
fn beside(target: &OpenTarget) -> Option<PathBuf> {
    let OpenTarget::Path(path) = target else { return None };
    match disk::kind(path).ok()? {
        disk::EntryKind::Folder => {
            let file = path.join(INVESTIGATION);
            disk::stays_in(path, &file).then_some(file)
        }
        disk::EntryKind::File => is_json(&disk::name(path)).then(|| path.clone()),
    }
}

/// The user's own file about a target.
pub(super) fn own_file(target: &OpenTarget) -> Option<PathBuf> {
    match target {
        // Annotated whole by hand.
        OpenTarget::Builtin => None,
        OpenTarget::Path(path) => disk::own_file(path),
        OpenTarget::Several(paths) => disk::own_file(&Several::of(paths).path()),
    }
}

/// Makes an edit in `text`; gives the text after it, how to take it back, and whether a file
/// that was begun with what is taken back holds nothing any more.
fn apply(
    text: &str,
    edit: &DecisionEdit,
    begins: bool,
) -> Result<(String, WrittenDecision, bool), WriteError> {
    let exact = edit.undoes.as_ref().and_then(|written| {
        let before = edit::reverse(text, &written.written)?;
        let empty = written.began && before.is_empty();
        // Taken back once more it is done anew.
        Some((before, written.clone(), empty))
    });
    if let Some(exact) = exact {
        return Ok(exact);
    }
    let change = if edit.lift { edit::lift } else { edit::insert };
    let (after, written) = change(text, &edit.judgement).map_err(unwritten)?;
    Ok((after, WrittenDecision { written, began: begins }, false))
}

fn text(bytes: &[u8]) -> Result<&str, WriteError> {
    std::str::from_utf8(bytes).map_err(|_| WriteError::NotUtf8)
}

fn unwritten(error: EditError) -> WriteError {
    match error {
        EditError::NotJson(line) => WriteError::NotJson(line),
        EditError::Other => WriteError::NoInvestigation,
        EditError::Gone => WriteError::Gone,
        EditError::Contradicted(verdict) => WriteError::Contradicted(verdict),
    }
}

#[cfg(test)]
mod tests;
