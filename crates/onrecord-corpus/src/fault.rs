//! What could not be read, and where: [`Fault`], and [`OpenError`] where nothing could be.
//!
//! Closed enums without sentences; room `words` says each one. Rooms that read files and records
//! fill them.

pub use onrecord_model::Doubt;
use onrecord_model::Verdict;

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

impl Fault {
    /// Whether it says that a whole file was not read.
    pub fn is_unread(&self) -> bool {
        matches!(self.what, What::NotRead | What::Unreadable(_) | What::NoText { .. })
    }
}

/// Why nothing could be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    /// The place as the user named it.
    pub place: String,
    /// What stands in the way.
    pub why: Refusal,
}

/// What stands in the way of opening a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file or folder itself cannot be read.
    Trouble(Trouble),
    /// A folder with neither an `investigation.json` nor a text.
    NothingToRead,
    /// A file of a kind that is not read.
    UnknownKind,
    /// This build was made without the embedded investigation.
    NotEmbedded,
}

/// Why a file gives no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
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
    /// It is a table without a column that is named as the one of the words.
    NoStatements,
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
pub enum Unwritten {
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
    Unread(Trouble),
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

/// A kind of record in an investigation's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Record {
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
}

/// What the value of a key should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text in quotation marks.
    Text,
    /// A whole number from 1.
    Count,
    /// `true` or `false`.
    YesNo,
    /// An object.
    Object,
    /// Words of a source: a text, or an object with `exact`.
    Words,
    /// A date: a text, or an object with `edtf`.
    Date,
    /// 64 hexadecimal digits.
    Sha256,
}

/// What is wrong with a file as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// There is nothing in it.
    Empty,
    /// It does not begin with `{`.
    NotAnObject,
    /// Two values follow one another without a comma.
    MissingComma,
    /// A comma with nothing before or after it.
    ExtraComma,
    /// A key without a colon.
    MissingColon,
    /// A key without a value.
    MissingValue,
    /// A bracket that is never closed.
    Unclosed {
        /// `{` or `[`.
        opener: char,
        /// The line before which its partner is missing.
        before: u32,
    },
    /// A bracket that closes (or opens) nothing.
    Stray(char),
    /// A text whose closing quotation mark is missing on its line.
    UnclosedText,
    /// A straight quotation mark inside a text, without `\` before it.
    QuoteInside,
    /// A `\` in a text that is followed by something JSON does not know.
    BadEscape,
    /// A word that is neither text, number, `true`, `false` nor `null`.
    NotAValue(String),
    /// Brackets in brackets, deeper than any record needs.
    TooDeep,
}

/// Why a line of a list of statements is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFlaw {
    /// It is not UTF-8.
    NotText,
    /// It is not a JSON object with a `text`, or one of its values has the wrong shape.
    NotARow,
    /// Its `text` is empty.
    NoWords,
    /// It is a date, as `list dates --json` writes it.
    Date,
    /// The rows of its source have 4 GiB already.
    TooMuch,
}

/// What is wrong with a key of a row whose words were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFlaw {
    /// Its value is of another kind than it should be.
    Shape,
    /// Its value is a word that is not known.
    Word {
        /// The word.
        value: String,
        /// Those that are known.
        allowed: Vec<&'static str>,
    },
    /// Pieces of the words overlap, stand out of order, or are not those of the text.
    Pieces,
    /// Its words are longer or shorter than the bytes that they are said to be.
    Length,
}

/// The place in a source that comes nearest to words that do not stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Its paragraph, from 1.
    pub paragraph: u32,
    /// The words as they stand.
    pub words: String,
    /// Whether only quotation marks, spaces, accents or capitals differ.
    pub alike: bool,
}

/// How the passages of a source stand after its file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct States {
    /// Found where they stood.
    pub same: u32,
    /// Found once, elsewhere.
    pub moved: u32,
    /// Not found; other words stand in a place that resembles them.
    pub changed: u32,
    /// Found more than once, and nothing says which.
    pub ambiguous: u32,
    /// Not found, nor anything like them.
    pub lost: u32,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file is not JSON here.
    Json(Flaw),
    /// A document that was read, but not all of it or not for certain.
    Doubt(Doubt),
    /// The version is not one that is known here.
    Version(String),
    /// A key that must be there is not.
    MissingKey {
        /// Where.
        record: Record,
        /// Which.
        key: &'static str,
    },
    /// A key that is not known here.
    UnknownKey {
        /// Where.
        record: Record,
        /// Which.
        key: String,
        /// A known one that resembles it.
        nearest: Option<&'static str>,
    },
    /// A key that stands twice in a record.
    KeyTwice(String),
    /// A value of another shape than its key needs.
    WrongShape {
        /// The key, or the record where a list holds it.
        key: &'static str,
        /// What it should be.
        shape: Shape,
    },
    /// A value that is not one of those allowed.
    UnknownValue {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
        /// What is allowed.
        allowed: Vec<&'static str>,
    },
    /// An id that two records of a kind share.
    IdTwice {
        /// The kind.
        record: Record,
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
        record: Record,
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
        why: Trouble,
        /// How many passages of it are left out.
        left_out: u32,
    },
    /// A source's file that is not the one the investigation was made from.
    SourceChanged {
        /// The file.
        file: String,
        /// Its SHA-256 as it is now.
        sha256: String,
        /// What became of its passages.
        states: States,
    },
    /// A line of a list that is no row.
    BadRow(RowFlaw),
    /// A key of a row that could not be read, without which the row stands.
    RowKey {
        /// The key, or the column.
        key: &'static str,
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
    Unreadable(Trouble),
    /// So many more faults that are not listed.
    AndMore(u32),
}
