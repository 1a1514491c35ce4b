//! Why a file gives no text, why nothing could be opened, and why something was not written.

use crate::Verdict;
use serde::{Deserialize, Serialize};

/// Why nothing could be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    /// The place as the user named it.
    pub place: String,
    /// What stands in the way.
    pub why: OpenErrorKind,
}

/// What stands in the way of opening a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenErrorKind {
    /// The file or folder itself cannot be read.
    File(FileError),
    /// A folder with neither an `investigation.json` nor a text.
    NothingToRead,
    /// A file of a kind that is not read.
    UnknownKind,
    /// This build was made without the embedded investigation.
    NotEmbedded,
}

/// Why a file gives no text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileError {
    /// There is no such file.
    Missing,
    /// The system does not let us read it.
    Denied,
    /// It is a folder.
    Folder,
    /// It is a pipe, a socket or a device: reading it might never end.
    Special,
    /// Its text would have 4 GiB or more.
    TooLarge,
    /// It holds something else than text.
    NotText,
    /// Its name leads out of the investigation's folder.
    Outside,
    /// A link on the way to it leads out of the folder that is open.
    LeadsOut,
    /// It is a link at whose end nothing stands.
    LeadsNowhere,
    /// It lies in `onrecord.d`, the program's own folder.
    Reserved,
    /// It was met on the way up, and belongs to somebody who could have put it there to be found.
    Foreign,
    /// It lies in more folders than are entered.
    TooDeep,
    /// It is the address of something on the web.
    WebAddress,
    /// It is a path written as an address: `file:///…`.
    FileAddress,
    /// It is an investigation's file, opened along with documents.
    NotAlone,
    /// It needs a password.
    Encrypted,
    /// Every page of it is a picture.
    Pictures,
    /// It unpacks to more than is read.
    Unpacked,
    /// It is not what it says it is, in the words of its reader.
    Damaged(String),
    /// Reading it took too long.
    TooSlow,
    /// Reading it ran into a fault of the program.
    Fault,
    /// Anything else, in the system's words.
    Other(String),
}

/// Why something a person decided was not written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError {
    /// The file is not sound JSON; this is its line, from 1.
    NotJson(u32),
    /// The file is JSON, but no investigation that can be added to.
    NoInvestigation,
    /// The file is not UTF-8.
    NotUtf8,
    /// What is to be taken back was changed by somebody in the file.
    Gone,
    /// Somebody else has decided the other way meanwhile: so.
    Contradicted(Verdict),
    /// The words of the statement cannot be pointed at.
    NoWords,
    /// The file cannot be read.
    Unread(FileError),
    /// The system does not let us write.
    Denied,
    /// There is no room on the disk.
    Full,
    /// Somebody else writes into the file again and again.
    Busy,
    /// The system has no folder for a user's own data.
    NoHome,
    /// The program failed at it.
    Fault,
    /// Anything else, in the system's words.
    System(String),
}
