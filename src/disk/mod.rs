//! Floor 4: bytes in. The only room that touches the file system, and it never writes.
//!
//! Room `ingest` calls it. Whatever a folder holds — pipes, devices, loops of links, files of any
//! size — reading it ends, and what was not read is told.

mod folder;
mod list;

pub use folder::{Folder, Kind, kind, name, readable, upward};
pub use list::{Found, list};
