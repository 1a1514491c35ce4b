//! The file of drafts, beside that of the session and the user's alone like it. Two runs may be at the
//! same place: each takes out what it has gone on with and puts in what it leaves.

use std::thread;

use super::PAUSE;
use super::draft_wire::{MOST, read, write};
use crate::app::State;
use crate::app::draft::{self, Drafts, SavedDraft};
use crate::disk::StateFile;

/// The drafts of one run.
pub(super) struct RunDrafts {
    /// Where they are kept; `None` where nothing is to be kept.
    file: Option<StateFile>,
    /// Those that were there at the beginning.
    found: Vec<SavedDraft>,
}

impl RunDrafts {
    /// Finds what was left in the place with this key, where one `is_kept`.
    pub(super) fn begin(key: &str, is_kept: bool, state: &mut State) -> Self {
        let file = is_kept.then(|| StateFile::of(&format!("{key}\0drafts"))).flatten();
        let bytes = file.as_ref().and_then(|file| file.read().ok().flatten());
        let found = bytes.map_or_else(Vec::new, |bytes| read(&bytes));
        state.drafts = Drafts::new(found.clone());
        Self { file, found }
    }

    /// Keeps what is unfinished when the program ends; of what is being typed only where the person has
    /// not `asked` to leave.
    pub(super) fn end(&self, state: &State, asked: bool) {
        let Some(file) = &self.file else { return };
        let left = draft::left(state, asked);
        if left == self.found {
            return;
        }
        let change = |there: Option<&[u8]>| {
            let mut all = there.map_or_else(Vec::new, read);
            all.retain(|draft| !self.found.contains(draft) || left.contains(draft));
            let new = left.iter().filter(|draft| !self.found.contains(draft)).cloned();
            all.extend(new.collect::<Vec<_>>());
            write(all.split_off(all.len().saturating_sub(MOST)))
        };
        match file.change(change, &mut || thread::sleep(PAUSE)) {
            Ok(()) => log::info!("drafts are kept"),
            Err(_) => log::warn!("drafts could not be kept"),
        }
    }
}
