//! [`KeptIndex`]: what opening made of a place — its records, texts and index — kept as an image, from which the
//! next session has it at once and shares it with every other.
//!
//! An image stands for files in one state. It is taken only where the files are the same, each with the stamp it
//! had, and where nobody has decided anything: decisions are laid over records as they are read. Small places
//! are read anew each time; they cost less than asking.

use std::collections::HashSet;
use std::fmt;
use std::time::Duration;

use onrecord_corpus::Corpus;
use onrecord_image::{Image, ImageFault, ImageWriter};
use onrecord_model::Source;
use onrecord_read::WITHIN;
use onrecord_search::Index;
use sha2::{Digest, Sha256};

use super::journal::JournalSession;
use super::own_decisions::OwnDecisions;
use super::target::{INVESTIGATION, OpenTarget, is_json};
use super::{OpenOptions, cores, decided_elsewhere, sidecar};
use crate::disk::{self, EntryKind, FileStamp, Folder, ImageFile};

/// The section of an image that says of which state of its files it is.
const STATE: u32 = 0xF000;

/// Places with fewer rows are not kept: they open in a moment.
const LEAST_ROWS: usize = 20_000;

/// Where what is made of a place is kept.
#[derive(Debug)]
pub(crate) struct KeptIndex {
    target: OpenTarget,
    file: ImageFile,
    /// When reading began (since 1970).
    began: Duration,
}

impl KeptIndex {
    /// Where what is made of `target` is kept; `None` where nothing is kept of it. Called before it is read.
    pub(crate) fn of(target: &OpenTarget, options: &OpenOptions) -> Option<Self> {
        let OpenTarget::Path(path) = target else { return None };
        // What is led to elsewhere has no stamp here.
        if options.follow {
            return None;
        }
        let how = match disk::readable(path).ok()? {
            EntryKind::Folder => "folder",
            EntryKind::File if is_json(&disk::name(path)) => return None,
            EntryKind::File => "file",
        };
        let file = options.cache.image(&disk::spot(path), how)?;
        Some(Self { target: target.clone(), file, began: disk::now() })
    }

    /// The corpus that is kept, where its files are as they were and nobody has decided anything about them.
    pub(super) fn open(&self) -> Option<Corpus> {
        match self.read(self.file.map()?) {
            Ok(corpus) => Some(corpus),
            Err(why) => {
                log::info!("what is kept of this place is not taken: {why}");
                // What a document held that was changed or is gone may be what somebody wanted gone.
                if why != NotTaken::Decided {
                    self.file.remove();
                }
                None
            }
        }
    }

    fn read(&self, image: Result<Image, ImageFault>) -> Result<Corpus, NotTaken> {
        if self.is_decided() {
            return Err(NotTaken::Decided);
        }
        let image = image?;
        let state = PlaceState::of(&self.target);
        if state.is_none_or(|state| image.column::<u8>(STATE).ok().as_deref() != Some(&state.sum)) {
            return Err(NotTaken::Changed);
        }
        image.verify(cores())?;
        let corpus = Corpus::open(&image)?;
        if decided_elsewhere::is_decided(corpus.records(), &self.target) {
            return Err(NotTaken::Decided);
        }
        Ok(corpus)
    }

    /// Keeps what was made of the place, where that is worth it and its files did not change meanwhile. Takes as
    /// long as writing it; nothing is lost where it cannot be kept.
    pub(crate) fn keep(&self, corpus: &Corpus, index: &Index) {
        if corpus.image().is_some() || corpus.rows().count() < LEAST_ROWS {
            return;
        }
        let records = corpus.records();
        let decided = !corpus.can_be_kept()
            || self.is_decided()
            || decided_elsewhere::is_decided(records, &self.target);
        let Some(state) = PlaceState::of(&self.target).filter(|_| !decided) else { return };
        if !(state.settled(self.began) && state.has_all(&records.sources)) {
            return;
        }
        let written = self.file.replace(|to| {
            let mut image = ImageWriter::new(to, *self.file.build())?;
            image.put(STATE, &state.sum)?;
            corpus.write(&mut image)?;
            index.write(&mut image)?;
            image.finish().map(drop)
        });
        match written {
            Ok(()) => log::info!("the index is kept"),
            Err(why) => log::warn!("the index cannot be kept: {why}"),
        }
    }

    /// Whether somebody has decided something about the place, or may have.
    fn is_decided(&self) -> bool {
        let session = JournalSession::open(&self.target, "");
        !session.journal().is_empty()
            || !session.faults().is_empty()
            || OwnDecisions::of(&self.target).is_some()
    }
}

/// Why what is kept is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NotTaken {
    /// Somebody has decided something about the place.
    Decided,
    /// Its files are not as they were.
    Changed,
    /// It is no image of this build that is sound.
    Image(ImageFault),
}

impl From<ImageFault> for NotTaken {
    fn from(fault: ImageFault) -> Self {
        Self::Image(fault)
    }
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// The files of a place, each with its stamp.
struct PlaceState {
    /// A sum of all names and stamps.
    sum: [u8; 32],
    files: HashSet<String>,
    stamps: Vec<FileStamp>,
}

impl PlaceState {
    /// `None` where a file has no stamp.
    fn of(target: &OpenTarget) -> Option<Self> {
        let OpenTarget::Path(path) = target else { return None };
        let mut sum = Sha256::new();
        let files: Vec<_> = match disk::readable(path).ok()? {
            EntryKind::Folder => {
                let found = disk::list(&Folder::new(path));
                for (file, why) in found.troubles {
                    sum.update(format!("{file}\0{why:?}\0"));
                }
                found.files
            }
            EntryKind::File => {
                let (folder, name) = (Folder::of_file(path).anywhere(), disk::name(path));
                let beside = sidecar::nearby(&folder, &name).into_iter().map(|beside| beside.file);
                let files = std::iter::once(name.clone()).chain(beside);
                files
                    .map(|file| Some((file.clone(), folder.find(&file).ok()?)))
                    .collect::<Option<_>>()?
            }
        };
        let mut stamps = Vec::with_capacity(files.len());
        for (file, path) in &files {
            let stamp = FileStamp::of(path).ok()?;
            sum.update(file);
            sum.update([0]);
            for mark in &stamp.marks {
                sum.update(mark.to_le_bytes());
            }
            sum.update(stamp.modified.as_nanos().to_le_bytes());
            stamps.push(stamp);
        }
        let files = files.into_iter().map(|(file, _)| file).collect();
        Some(Self { sum: sum.finalize().into(), files, stamps })
    }

    /// Whether what was read is among its files. Of what is listed it always is; an investigation may name a
    /// document that no listing has.
    fn has_all(&self, sources: &[Source]) -> bool {
        let there = |file: &str| {
            let holder = file.split_once(WITHIN).map_or(file, |(holder, _)| holder);
            self.files.contains(holder)
        };
        !self.files.contains(INVESTIGATION) || sources.iter().all(|source| there(&source.file))
    }

    /// Whether no file was changed so shortly before `began`, or since, that its stamp may not tell.
    fn settled(&self, began: Duration) -> bool {
        self.stamps.iter().all(|stamp| stamp.settled(began) && stamp.is_older(began))
    }
}

#[cfg(test)]
mod tests;
