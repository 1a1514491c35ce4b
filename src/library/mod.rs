//! Floor 5: from what was named to a [`Corpus`](onrecord_corpus::Corpus). The screen and the commands
//! open through here alike, and what a person decides goes from here into its file.
//!
//! Everything that can be read is read; what cannot is among the corpus's faults. Only where there
//! is nothing at all to read it is an [`OpenError`].

mod cues;
mod decided_elsewhere;
mod document;
mod document_cache;
mod extract;
mod fence;
mod file_source;
mod folder;
mod investigation;
pub(crate) mod journal;
mod kept_index;
mod list;
mod merge;
mod network;
mod open;
mod own_decisions;
mod piece;
mod pool;
mod progress;
mod proposals;
mod several;
mod sidecar;
mod target;
mod watch;

pub use crate::disk::Cache;
pub use journal::Desk;
pub use onrecord_model::fault::OpenError;
pub use open::open;
pub use progress::{EarlyCorpus, OpenOptions, Progress, Silent};
pub use target::OpenTarget;

pub(crate) use crate::disk::Upward;
pub(crate) use extract::{DocumentExtraction, FileShard};
pub(crate) use kept_index::KeptIndex;
pub(crate) use network::LazyNetwork;
pub(crate) use open::{OpenedInvestigation, open_with_base, original, probe};
pub(crate) use sidecar::is_picture;
pub(crate) use target::{INVESTIGATION, find_upward};
pub(crate) use watch::{MemoryError, NewsRow, WatchMemory, WatchedLine, news, passage};

use std::num::NonZero;
use std::thread;

/// How many threads the machine runs at once; 1 where it does not say.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests;
