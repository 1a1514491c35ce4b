//! [`Progress`]: who is told how opening gets on.

use super::cores;
use crate::disk::Cache;
use onrecord_corpus::Corpus;

/// Who opens a target, and how.
pub trait Progress {
    /// So many files are read of so many; `file` is the one just done.
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        let _ = (done, total, file);
    }

    /// What was read early of something large, while the rest is read.
    fn early(&mut self, corpus: Corpus) {
        drop(corpus);
    }

    /// Where what was read is kept for the next time.
    fn cache(&self) -> Cache {
        Cache::none()
    }

    /// Whether links and names may lead out of the folder that is open.
    fn follow(&self) -> bool {
        false
    }

    /// How many files may be read at once.
    fn jobs(&self) -> usize {
        // Half the cores: the machine may be shared.
        (cores() / 2).max(1)
    }
}

/// Waits for the whole and is told nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}
