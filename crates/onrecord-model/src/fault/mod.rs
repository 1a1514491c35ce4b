//! What could not be read, and where: [`Fault`] with its [`FaultKind`]; [`OpenError`] where nothing
//! could be opened, [`FileError`] where a file gives no text, [`WriteError`] where nothing was written.
//!
//! Closed enums without sentences. As errors they name themselves, for logs; what a person reads is
//! the program's. Crates that read files and records fill them.

mod files;
mod journal;
mod json;
mod passages;
mod rows;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::BadDate;
pub use super::Doubt;
pub use files::{FileError, OpenError, OpenErrorKind, WriteError};
pub use journal::LineFault;
pub use json::{JsonFlaw, ValueShape};
pub use passages::{Near, States};
pub use rows::{KeyFlaw, RowFlaw};

/// One fault, at a line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file, relative to the investigation's folder.
    pub file: String,
    /// Its line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong.
    pub what: FaultKind,
}

impl Fault {
    /// Whether it says that a whole file was not read.
    pub fn is_unread(&self) -> bool {
        matches!(
            self.what,
            FaultKind::NotRead | FaultKind::Unreadable(_) | FaultKind::NoText { .. }
        )
    }

    /// How many faults it stands for.
    pub fn count(&self) -> usize {
        match self.what {
            FaultKind::AndMore(more) => more as usize,
            _ => 1,
        }
    }
}

/// A kind of record in an investigation's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RecordKind {
    /// The whole file.
    Investigation,
    /// One of `sources`.
    Source,
    /// The terms of a source.
    Licence,
    /// What a source reports on.
    Report,
    /// One of `actors`.
    Actor,
    /// One of an actor's `aliases`.
    Alias,
    /// One of an actor's `mentions`.
    Mention,
    /// One of `statements`.
    Statement,
    /// One of a statement's `via`.
    Step,
    /// A statement's `medium`.
    Medium,
    /// One of a statement's `links`.
    Link,
    /// One of `events`.
    Event,
    /// One of `dismissed`.
    Dismissal,
    /// A date.
    Date,
    /// Words to be found in a source.
    Selector,
    /// What people set of a record.
    Set,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// The file is not JSON here.
    Json(JsonFlaw),
    /// A document that was read, but not all of it or not for certain.
    Doubt(Doubt),
    /// The version is not one that is known here.
    Version(String),
    /// A key that must be there is not.
    MissingKey {
        /// Where.
        record: RecordKind,
        /// Which.
        key: Cow<'static, str>,
    },
    /// A key that is not known here.
    UnknownKey {
        /// Where.
        record: RecordKind,
        /// Which.
        key: String,
        /// A known one that resembles it.
        nearest: Option<Cow<'static, str>>,
    },
    /// A key that stands twice in a record.
    KeyTwice(String),
    /// A value of another shape than its key needs.
    WrongShape {
        /// The key, or the record where a list holds it.
        key: Cow<'static, str>,
        /// What it should be.
        shape: ValueShape,
    },
    /// A value that is not one of those allowed.
    UnknownValue {
        /// The key.
        key: Cow<'static, str>,
        /// The value.
        value: String,
        /// What is allowed.
        allowed: Vec<Cow<'static, str>>,
    },
    /// An id that two records of a kind share.
    IdTwice {
        /// The kind.
        record: RecordKind,
        /// The id.
        id: String,
        /// The line of the first.
        first: u32,
    },
    /// The id of a dismissal that a statement has, too.
    BothLists(String),
    /// An id that no record has.
    Dangling {
        /// The kind of record meant.
        record: RecordKind,
        /// The id.
        id: String,
        /// An id that resembles it.
        nearest: Option<String>,
    },
    /// Words without a source, where the investigation has several (or none).
    WhichSource,
    /// Words of a statement that are said to stand in another source than the statement.
    OtherSource,
    /// Words that do not stand in the source.
    NotFound {
        /// The words.
        words: String,
        /// The place that comes nearest.
        nearest: Option<Near>,
    },
    /// Words that stand in the source more than once.
    Ambiguous {
        /// The words.
        words: String,
        /// How often.
        count: u32,
        /// The first of the paragraphs they stand in, from 1.
        paragraphs: Vec<u32>,
    },
    /// Words that stand once in the source, but not where the record says.
    Moved {
        /// The words.
        words: String,
        /// The paragraph they stand in, from 1.
        paragraph: u32,
    },
    /// Words that stand there, between their prefix and suffix, less often than `nth` says.
    Nth {
        /// The words.
        words: String,
        /// Which occurrence is asked for, from 1.
        nth: u32,
        /// How many there are.
        count: u32,
    },
    /// A paragraph that the source does not have.
    NoParagraph {
        /// The number asked for.
        paragraph: u32,
        /// How many there are.
        paragraphs: u32,
    },
    /// Two pieces of one statement that share words.
    Overlap(String),
    /// A mention of an actor that is listed already.
    MentionTwice,
    /// A date that is no EDTF.
    BadDate {
        /// The text.
        edtf: String,
        /// What is wrong, in the words of the EDTF reader.
        why: String,
    },
    /// A resolved date that says something else than the stated one.
    ResolvedOutside {
        /// As stated.
        edtf: String,
        /// As resolved.
        resolved: String,
    },
    /// A resolved date that goes beyond the stated one without saying from what.
    NoBasis {
        /// As resolved.
        resolved: String,
    },
    /// A source's file that gives no text.
    NoText {
        /// The file.
        file: String,
        /// Why.
        why: FileError,
        /// How many passages of it are left out.
        left_out: u32,
    },
    /// A source's file that is not the one the investigation was made from.
    SourceChanged {
        /// The file.
        file: String,
        /// What became of its passages.
        states: States,
    },
    /// A line of a list that is no row.
    BadRow(RowFlaw),
    /// A key of a row that could not be read, without which the row stands.
    RowKey {
        /// The key, or the column.
        key: Cow<'static, str>,
        /// What is wrong with its value.
        flaw: KeyFlaw,
    },
    /// An actor of a row whose id is that of somebody with another name.
    TwoNames {
        /// The actor's name.
        name: String,
    },
    /// A file beside the sources of a folder that is not read.
    NotRead,
    /// A file or folder that was met on the way and could not be read.
    Unreadable(FileError),
    /// A line of a journal that is left out.
    JournalLine(LineFault),
    /// A decision about a record that nothing proposes any more, and whose words are not where they were.
    DecidedNoMore {
        /// What it is about: the beginning of its words, or a name.
        about: String,
        /// Whether it must not leave this desk.
        withheld: bool,
    },
    /// A decision that somebody else of a name is meant at a place that is not found any more.
    ApartNoMore {
        /// The name.
        name: String,
        /// The words there, or the source.
        place: String,
    },
    /// So many more faults that are not listed.
    AndMore(u32),
}

/// Lets a type be an error that is told in logs by its own name.
macro_rules! error {
    ($($name:ident)+) => {
        $(
            impl fmt::Display for $name {
                fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(to, "{self:?}")
                }
            }

            impl Error for $name {}
        )+
    };
}

error!(BadDate Doubt FaultKind FileError JsonFlaw KeyFlaw OpenErrorKind RowFlaw WriteError);

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.what)
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: {}", self.place, self.why)
    }
}

impl Error for OpenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.why)
    }
}
