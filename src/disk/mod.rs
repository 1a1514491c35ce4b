//! Floor 4: bytes in, what is kept for the next run, and what a person decided. The only room that
//! touches the file system.
//!
//! Room `library` calls it. Whatever a folder holds — pipes, devices, loops of links, files of any
//! size — reading it ends, and what was not read is told. Sources are never written to: in their
//! folder the one file that is written is the one a person's own judgements stand in.

mod append;
pub(crate) mod cache;
mod folder;
mod list;
mod names;
mod old_files;
mod own;
mod rights;
mod stamp;
mod state;
pub(crate) mod trace;
mod upward;
mod write;

use sha2::{Digest, Sha256};

pub(crate) use append::{AppendFile, AppendStep, AppendedFiles, GrownFile, holds_journals};
pub use cache::Cache;
pub(crate) use cache::{CacheShelf, EntryKey, ImageFile};
pub(crate) use folder::{EntryKind, Folder, kind, name, readable, spot};
pub(crate) use list::list;
pub(crate) use names::{path, text, text_of_bytes};
pub(crate) use old_files::{OldFile, old_files};
pub(crate) use own::{
    data_places, journal_name, login_name, note_keys, own_journal, random_word, read_up_to,
    tidied_name, writable_folder,
};
pub(crate) use stamp::{FileStamp, now, today, utc};
pub(crate) use state::{HeldState, StateFile, clear_state, state_folder, state_usage};
pub(crate) use upward::{Upward, is_trusted, upward};
pub(crate) use write::{
    Access, Change, FileWriter, note_unwritten, own_file, shown, stays_in, sweep, unwritten,
    writable,
};

/// The first 64 bits of the SHA-256 of `parts`, each told apart from the next.
pub(crate) fn hash64<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update((part.len() as u64).to_le_bytes());
        sum.update(part);
    }
    let digest = sum.finalize();
    digest.iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
