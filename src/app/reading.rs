//! How far an investigation has been read, and which one it is.

/// Whether an investigation is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingState {
    /// Everything was read.
    Done,
    /// For the first time; records come in.
    First,
    /// Again, because somebody asked.
    Again,
}

/// What is open although nobody named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unnamed {
    /// The sample that comes with the program.
    Sample,
    /// The `investigation.json` of the folder one stands in.
    Here,
    /// That of a folder above, by its path.
    Above(String),
}
