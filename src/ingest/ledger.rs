//! [`Ledger`]: the one file that a person's judgements about a place are written to, and reading
//! back the one that is the user's own.

use std::path::{Path, PathBuf};

use super::several::Several;
use super::{INVESTIGATION, Place, is_json};
use crate::disk::{self, Access, Change, Writer};
use onrecord_corpus::fault::Unwritten;
use onrecord_corpus::format::edit::{self, Judgement, Unfit, Written};

/// Where judgements about a place go. The file is chosen at the first of them and stays the same.
#[derive(Debug, Clone)]
pub struct Ledger {
    place: Place,
    writer: Writer,
    chosen: Option<(PathBuf, Access)>,
}

/// A judgement that was written down or lifted, to be taken back.
#[derive(Debug, Clone)]
pub struct Entry {
    written: Written,
    /// Whether there was no file before it.
    began: bool,
}

/// What is to be done about a judgement.
#[derive(Debug, Clone)]
pub struct Order {
    /// The judgement.
    pub judgement: Judgement,
    /// Whether it is to be lifted instead of written down.
    pub lift: bool,
    /// What this takes back; then the file becomes byte for byte what it was before that, as long as
    /// nobody else has changed it.
    pub undoes: Option<Entry>,
}

/// What came of orders.
#[derive(Debug)]
pub struct Done {
    /// Of each, in their order.
    pub outcomes: Vec<Result<Entry, Unwritten>>,
    /// Whether the file had other names (hard links), which keep what they had.
    pub parted: bool,
}

impl Ledger {
    /// The ledger of `place`, written by `writer`; nothing is written yet.
    pub fn new(place: Place, writer: Writer) -> Self {
        Self { place, writer, chosen: None }
    }

    /// The file, once something was written or tried to be.
    pub fn file(&self) -> Option<&Path> {
        self.chosen.as_ref().map(|(path, _)| path.as_path())
    }

    /// Does all that is ordered in one write into the file as it stands now. What cannot be done of
    /// it does not keep the rest. `pause` is called again and again while another onrecord writes.
    ///
    /// # Errors
    /// What stands in the way of all of it; the file is then as it was.
    pub fn write(&mut self, orders: &[Order], pause: &mut dyn FnMut()) -> Result<Done, Unwritten> {
        let (path, access) = self.choose()?;
        let mut outcomes = Vec::new();
        let parted = self.writer.rewrite(&path, access, pause, &mut |before| {
            let mut after = text(before.unwrap_or_default())?.to_owned();
            let begins = before.is_none();
            outcomes.clear();
            let mut emptied = false;
            for order in orders {
                let done = obey(&after, order, begins && after.is_empty());
                outcomes.push(done.map(|(text, entry, empty)| {
                    emptied = empty;
                    after = text;
                    entry
                }));
            }
            Ok(match before {
                _ if emptied && before.is_some() => Change::Delete,
                Some(before) if before == after.as_bytes() => Change::Leave,
                None if after.is_empty() => Change::Leave,
                _ => Change::Put(after.into_bytes()),
            })
        })?;
        Ok(Done { outcomes, parted })
    }

    /// Chooses the file, if that was not done before: the investigation's own where it may be written,
    /// else one of the user's own.
    ///
    /// # Errors
    /// Where there is none.
    pub fn choose(&mut self) -> Result<(PathBuf, Access), Unwritten> {
        if let Some(chosen) = &self.chosen {
            return Ok(chosen.clone());
        }
        let beside = beside(&self.place).filter(|path| disk::writable(path));
        let chosen = match beside {
            Some(path) => (path, Access::Usual),
            None => (own_file(&self.place).ok_or(Unwritten::NoHome)?, Access::Private),
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

/// The investigation's file of a place, where there is one or could be one.
fn beside(place: &Place) -> Option<PathBuf> {
    let Place::Path(path) = place else { return None };
    match disk::kind(path).ok()? {
        disk::Kind::Folder => {
            let file = path.join(INVESTIGATION);
            disk::stays_in(path, &file).then_some(file)
        }
        disk::Kind::File => is_json(&disk::name(path)).then(|| path.clone()),
    }
}

/// The user's own file about a place.
pub(super) fn own_file(place: &Place) -> Option<PathBuf> {
    match place {
        // Annotated whole by hand.
        Place::Builtin => None,
        Place::Path(path) => disk::own_file(path),
        Place::Several(paths) => disk::own_file(&Several::of(paths).path()),
    }
}

/// Does what is ordered in `text`; gives the text after it, how to take it back, and whether a file
/// that was begun with what is taken back holds nothing any more.
fn obey(text: &str, order: &Order, begins: bool) -> Result<(String, Entry, bool), Unwritten> {
    let exact = order.undoes.as_ref().and_then(|entry| {
        let before = edit::reverse(text, &entry.written)?;
        let empty = entry.began && before.is_empty();
        // Taken back once more it is done anew.
        Some((before, entry.clone(), empty))
    });
    if let Some(exact) = exact {
        return Ok(exact);
    }
    let change = if order.lift { edit::lift } else { edit::insert };
    let (after, written) = change(text, &order.judgement).map_err(unwritten)?;
    Ok((after, Entry { written, began: begins }, false))
}

fn text(bytes: &[u8]) -> Result<&str, Unwritten> {
    std::str::from_utf8(bytes).map_err(|_| Unwritten::NotUtf8)
}

fn unwritten(unfit: Unfit) -> Unwritten {
    match unfit {
        Unfit::NotJson(line) => Unwritten::NotJson(line),
        Unfit::Other => Unwritten::NoInvestigation,
        Unfit::Gone => Unwritten::Gone,
        Unfit::Contradicted(verdict) => Unwritten::Contradicted(verdict),
    }
}

#[cfg(test)]
mod tests;
