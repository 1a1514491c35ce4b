//! [`Notice`]: what the status line has to tell; room `words` says it.

use crate::app::input::action::Action;
use crate::app::input::chord::Chord;
use crate::app::msg::{Clip, Refusal, Way};
use crate::app::original::OriginalTold;
use crate::app::session::News;
use onrecord_journal::{Intent, LogEntry};
use onrecord_model::fault::{FileError, OpenError, States, WriteError};
use onrecord_model::{AnchorState, Field, LinkKind};
use onrecord_search::NetworkFault;

/// One thing to tell. It stands until the next key.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// A clipboard text was sent.
    Sent {
        /// What it was.
        clip: Clip,
        /// Its length in bytes.
        bytes: usize,
        /// Which way it went.
        way: Way,
    },
    /// Something was not done.
    Refused(Refusal),
    /// The investigation could not be read (again).
    Unreadable(OpenError),
    /// The investigation was read again.
    Reread,
    /// The image that it was read from was cut, and it is read again.
    Torn,
    /// It is being read for the first time.
    StillReading,
    /// An investigation that was met on the way up was passed over: its path, and why.
    PassedOver(String, FileError),
    /// What was not there when one was here last, on that day (`2026-11-27`).
    New(News, String),
    /// A source is marked as read (`true`), or not any more.
    Read {
        /// Its title.
        title: String,
        /// Whether it is.
        read: bool,
    },
    /// What became of opening an original.
    Original(OriginalTold),
    /// There is nothing to step through: no query and no mentions.
    NothingToStep,
    /// No further hit in the source in that direction.
    NoFurther,
    /// The next hit stands in another source, of this title.
    NextSource(String),
    /// The history ends here.
    HistoryEnds,
    /// The row has no passage in any source.
    NoPassage,
    /// The words of the row do not stand in the source any more, or nothing says where.
    Missed(AnchorState),
    /// Files changed since their statements were put down: the first, how those stand, and how many more
    /// files there are.
    SourceChanged {
        /// The file.
        file: String,
        /// How its statements stand.
        states: States,
        /// How many more files changed.
        more: usize,
    },
    /// The words of a statement are accepted with one more key: how they stand.
    Accepting(AnchorState),
    /// The place of a statement is being picked.
    Placing,
    /// The words of a statement are several pieces, whose places are not picked one by one.
    SeveralPieces,
    /// There is nothing in a source that could be accepted at once.
    NothingToAccept {
        /// Its file.
        file: String,
        /// How those statements stand that are accepted one by one.
        states: States,
    },
    /// The query or the facets hid the record; they were taken off to show it.
    Unfiltered,
    /// Weak suggestions are listed (`true`) or not.
    Weak(bool),
    /// There are no weak suggestions.
    NoWeak,
    /// Rows are found by their meaning as well (`true`) or not.
    Meaning(bool),
    /// The program was built without that.
    NoMeaning,
    /// The file of the network is there and cannot be used.
    Network(NetworkFault),
    /// The mouse is taken (`true`) or free.
    Mouse(bool),
    /// A decision was written down.
    Decided {
        /// What was asked for.
        intent: Intent,
        /// The record it is about, where that is one.
        about: Option<Box<ToldRecord>>,
        /// The folder it is kept in, where it was not named yet.
        folder: Option<String>,
    },
    /// Statements were linked, or are not any more.
    Linked {
        /// Which.
        told: LinkTold,
        /// The folder it is kept in, where it was not named yet.
        folder: Option<String>,
    },
    /// Only listed statements are linked.
    NotLinkable,
    /// Links are made with a key on both statements, and are not typed.
    LinkedByKey,
    /// There is no other statement to link.
    NothingToLink,
    /// So many decisions are being written before the program is left.
    Writing(usize),
    /// Others have decided something: who, and how many decisions.
    Others(Vec<(Box<str>, usize)>),
    /// An operation that is not of this run, or that others have built on, is taken back where one says
    /// so once more.
    TakeBack(Box<LogEntry>),
    /// A decision was not written down.
    NotDecided {
        /// Where it was to be kept, where there is such a place.
        folder: Option<String>,
        /// What stands in the way.
        why: WriteError,
    },
    /// What was typed is no value of this field.
    BadValue(Field),
    /// The field is none that this can be done to, or nobody has set it.
    NotSo(Action, Field),
    /// A date that may be either of these.
    TwoDates(String, String),
    /// Something was being typed when an earlier run was cut off.
    Unfinished(Box<Unfinished>),
    /// Nothing was decided that could be decided again.
    NothingToRepeat,
    /// These rows, at least one, have all that was to be decided again.
    SaidAlready(usize),
    /// So many rows are marked.
    Marked(usize),
    /// The source has no words that could be put down as a statement.
    NothingToAnnotate,
    /// There is nothing to decide here.
    Undecidable(Undecidable),
    /// A key that writes came so soon after Esc that it may be none.
    TooSoonAfterEsc(Chord),
    /// No decision of this session is left to be taken back.
    NothingToTakeBack,
    /// The decision was taken back before.
    TakenBackAlready,
    /// The key is about a record that the log covers.
    InTheLog,
    /// The record of the decision is not in the investigation any more.
    NotThere,
}

/// What was being typed, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The field.
    pub field: Field,
    /// How many records were to get it; 0: a passage was being picked.
    pub rows: usize,
    /// The words by which a person knows the first of them; nothing where it is gone.
    pub called: Option<String>,
    /// What is typed.
    pub text: String,
    /// How many more there are.
    pub more: usize,
}

/// A record as a person knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRecord {
    /// Who said it; of other records what they are called. Nothing where nobody is known, or that is what
    /// was decided.
    pub name: Option<String>,
    /// Whether who said it is only inferred.
    pub inferred: bool,
    /// What was said; nothing where the record is no statement.
    pub said: Option<LinkedWords>,
}

/// A decision about links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTold {
    /// The first statement that links.
    pub from: LinkedWords,
    /// How many more there are.
    pub more: usize,
    /// How they stand to the other.
    pub kind: LinkKind,
    /// The other.
    pub to: LinkedWords,
    /// Whether they do not any more.
    pub off: bool,
}

/// A statement by its words, with those that attribute it where they must be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedWords {
    /// The attributing words.
    pub cue: Option<String>,
    /// Its words.
    pub words: String,
}

/// Why there is nothing to decide about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecidable {
    /// There is no row.
    Nothing,
    /// It is no statement.
    NoStatement,
    /// Nobody is named there.
    NoActor,
    /// No place of the actor is being read.
    NoPlace,
    /// It is a paragraph, as search finds it.
    Passage,
    /// A person put it down.
    ByHand,
    /// It is the row of a list, which does not say whose it is or has its words from elsewhere.
    OfAList,
    /// It was confirmed before.
    Confirmed,
    /// It was dismissed before.
    Dismissed,
}
