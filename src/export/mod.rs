//! Floor 5: records as text that leaves the program: citations and links. No paths, no files.

pub mod citation;
pub mod fragment;
