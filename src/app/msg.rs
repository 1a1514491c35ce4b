//! What comes in and what goes out: closed lists, so that everything that can wake the program or be
//! asked of the machine can be read in one place.

use std::sync::Arc;

use crate::app::input::chord::Chord;
use crate::app::layout::Size;
use crate::app::original::{OriginalPlace, OriginalTold};
use crate::app::session::News;
use onrecord_corpus::Corpus;
use onrecord_journal::{Intent, LogEntry, Outcome};
use onrecord_model::fault::{OpenError, WriteError};
use onrecord_model::{Day, RecordRef, RowRef, Verdict};
use onrecord_search::{Everywhere, Facets, Hits, Index, NetworkFault, Query, Says, SaysRequest};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// It is this day.
    Today(Day),
    /// A key was pressed.
    Key(Chord),
    /// A key came soon after a lone Esc: it may be the tail of a sequence that a slow line cut.
    AfterEsc(Chord),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The screen has another size.
    Resize(Size),
    /// An investigation was read (first or again), as far as it goes.
    Corpus {
        /// The investigation.
        corpus: Arc<Corpus>,
        /// Its index.
        index: Arc<Index>,
        /// The same without any decision of its journal.
        base: Arc<Corpus>,
        /// How many operations of the journal it holds.
        operations: usize,
        /// Whether there is more to come.
        more: bool,
    },
    /// Reading gets on.
    Progress {
        /// Files read.
        done: usize,
        /// Files there are.
        total: usize,
        /// The one just read.
        file: String,
    },
    /// A search was answered.
    Hits {
        /// The generation of the question.
        generation: u64,
        /// The answer.
        hits: Arc<Hits>,
    },
    /// A clipboard text was sent.
    Sent {
        /// What it was.
        clip: Clip,
        /// Its length in bytes.
        bytes: usize,
        /// Which way it went.
        way: Way,
    },
    /// A frame was drawn.
    Drawn {
        /// The last row an overlay can begin with.
        last_row: usize,
    },
    /// Something asked of the machine was not done.
    Refused(Refusal),
    /// The file of the network is there and cannot be used; all is done without it.
    Network(NetworkFault),
    /// The investigation could not be read (again), by a fault of the program where no reason is
    /// given; what was there stays.
    NotRead(Option<OpenError>),
    /// What is known of the last time somebody was here.
    Remembered {
        /// The sources that were marked as read, and are the same, by their ids.
        read: Vec<Box<str>>,
        /// What was not there, and since which day (`2026-11-27`).
        news: Option<(News, String)>,
    },
    /// What became of opening an original.
    Original(OriginalTold),
    /// What came of a decision.
    Decided(Box<Decided>),
    /// The log of decisions, as far as it was asked for.
    Log {
        /// The decisions, the latest first.
        entries: Arc<[LogEntry]>,
        /// How many there are in all.
        total: usize,
    },
    /// Where words stand.
    Everywhere {
        /// The generation of the question.
        generation: u64,
        /// The answer.
        found: Arc<Everywhere>,
    },
    /// What somebody said.
    Says {
        /// The generation of the question.
        generation: u64,
        /// The answer.
        found: Arc<Says>,
    },
    /// Others have decided something: who, and how many decisions.
    Others(Vec<(Box<str>, usize)>),
    /// The investigation as the decisions so far leave it, sources, actors and events in their
    /// places.
    Rebuilt {
        /// The investigation.
        corpus: Arc<Corpus>,
        /// Its index.
        index: Arc<Index>,
        /// The number of the last decision that it holds.
        upto: u64,
    },
}

/// A decision about records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Counts decisions, from 1.
    pub number: u64,
    /// What is asked for.
    pub intent: Intent,
    /// The ids of the rows that wait for it, each with what becomes of it as a suggestion, where that
    /// is decided.
    pub rows: Vec<(Box<str>, Option<Verdict>)>,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// Where it is written to, where there is such a place.
    pub folder: Option<String>,
    /// Whether it is on the disk, or why not.
    pub outcome: Result<Outcome, WriteError>,
}

/// What the mouse did, at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// What.
    pub what: MouseWhat,
}

/// What a mouse can do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseWhat {
    /// Left button pressed.
    Click,
    /// Wheel away from the hand.
    WheelUp,
    /// Wheel towards the hand.
    WheelDown,
}

/// A terminal multiplexer that may keep a clipboard text to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux passes it on only with `set-clipboard on`.
    Tmux,
    /// GNU screen does not know the request.
    Screen,
}

/// Which way a clipboard text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the terminal.
    Terminal,
    /// Into tmux's buffer; tmux passes it on to the clipboard where it may.
    TmuxBuffer,
    /// To the terminal through tmux, which did not take it itself.
    ThroughTmux,
    /// To the terminal through GNU screen.
    ThroughScreen,
}

/// What can be put on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clip {
    /// The quote (or actor, or event) with its citation.
    Citation(RecordRef),
    /// A link to the passage.
    Link(RecordRef),
}

/// Why something was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The clipboard is switched off.
    NoClipboard,
    /// The text is longer than terminals take (bytes).
    TooLong(usize),
    /// The source has no link.
    NoLink,
    /// It must not leave this desk.
    Withheld,
    /// A decision that cannot be read may withhold it.
    UnreadDecision,
    /// There is no shell that would bring the program back.
    NoShell,
    /// The program failed at it.
    Fault,
}

/// Something asked of the machine. Answers come back as messages.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Answer a query.
    Search {
        /// Given back with the answer.
        generation: u64,
        /// The question.
        query: Query,
        /// The filters.
        facets: Facets,
        /// Whether weak suggestions are listed.
        weak: bool,
        /// Whether rows are found by their meaning as well.
        meaning: bool,
    },
    /// Tell where the words of a row of the investigation on the screen stand.
    Everywhere {
        /// Given back with the answer.
        generation: u64,
        /// The row.
        row: RowRef,
    },
    /// Tell what an actor of the investigation on the screen said on a matter.
    Says {
        /// Given back with the answer.
        generation: u64,
        /// Who, and on what.
        request: Box<SaysRequest>,
    },
    /// Put something on the clipboard.
    Copy(Clip),
    /// Write a decision down, and let the investigation follow.
    Decide(Decision),
    /// Tell so many decisions of the log, the latest first.
    Log(usize),
    /// Read the investigation again; all decisions up to the one with this number were written
    /// down or refused before.
    Reread(u64),
    /// Open the original of a source in another program.
    OpenOriginal(OriginalPlace),
    /// Take (`true`) or free (`false`) the mouse.
    Mouse(bool),
    /// Paint every cell anew.
    Repaint,
    /// Go to the background.
    Suspend,
    /// Leave the program.
    Leave,
}
