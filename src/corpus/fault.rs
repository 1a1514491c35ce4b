//! [`Fault`]: what could not be read in an investigation, and where. Room `words` says it in a
//! sentence.

/// One fault, at a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the investigation's folder.
    pub file: String,
    /// Its line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong.
    pub what: What,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file could not be read at all.
    Unreadable(String),
}
