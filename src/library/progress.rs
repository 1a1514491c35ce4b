//! How a target is opened ([`OpenOptions`]), and who is told how it gets on ([`Progress`]).

use std::num::NonZero;

use super::cores;
use crate::disk::Cache;
use onrecord_corpus::Corpus;

/// How a target is opened.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// Whether links and names may lead out of the folder that is open.
    pub follow: bool,
    /// How many files to read at once; `None` for half the cores, as the machine may be shared, but two where
    /// there are two.
    pub jobs: Option<NonZero<usize>>,
    /// Where what was read is kept for the next time.
    pub cache: Cache,
}

impl OpenOptions {
    /// How many files are read at once.
    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| (cores() / 2).max(cores().min(2)), NonZero::get)
    }
}

/// Puts together what was read early, which takes as long as there is much of it.
pub type EarlyCorpus<'c> = Box<dyn FnOnce() -> Corpus + 'c>;

/// Who is told how opening gets on.
pub trait Progress {
    /// So many files are read of so many; `file` is the one just done.
    fn progress(&mut self, done: usize, total: usize, file: &str);

    /// What was read early of something large, while the rest is read; only who shows it puts it together.
    fn early(&mut self, corpus: EarlyCorpus<'_>) {
        drop(corpus);
    }
}

/// Waits for the whole and is told nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn progress(&mut self, _: usize, _: usize, _: &str) {}
}
