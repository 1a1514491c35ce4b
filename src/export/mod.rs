//! Floor 5: records as text that leaves the program: citations, links, documents and tables. No
//! paths, no files.

pub mod citation;
pub mod fragment;
pub(crate) mod markdown;
mod set_columns;
pub(crate) mod table;
