//! [`Doubt`]: what of a file was not read, or not for certain. Readers find it, faults tell it.

use serde::{Deserialize, Serialize};

/// What can be in doubt about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// The bytes were not UTF-8 and were read as this encoding.
    ReadAs(String),
    /// A caption whose times cannot be read, nor its beginning: its words were kept out.
    BadCue,
    /// A row of a table with more or fewer cells than its head; it was read as far as it goes.
    Ragged,
    /// Lines above the row that names the columns of a list, which are left out.
    AboveTable(String),
    /// Columns of a list, by their names, that say nothing of a statement and were not read.
    Columns(Vec<String>),
    /// A quotation mark in a row of a table that is not closed; the row was read as one line.
    OpenQuote,
    /// A row of a table without words; it was left out.
    NoWords,
    /// This page (from 1) is a picture: there is no text on it to read.
    Picture(u32),
    /// The text is longer than is read; the rest was left out.
    CutOff,
    /// A part of the file is damaged, in the words of its reader.
    Damaged(String),
    /// A part of the file, by its name, that is of no kind that is read: what is attached to a mail.
    NotRead(String),
    /// Words that the ends of lines cut, with their pages (from 1). Their hyphen was taken for that of the
    /// line and stands here only; it may be their own.
    Hyphens {
        /// The first of them.
        words: Vec<(u32, String)>,
        /// How many there are besides.
        more: u32,
    },
    /// A caption of which only the beginning can be read; its words stand there.
    BadEnd,
    /// Less than a third of the running text of a page was taken for its article.
    MostLeftOut,
    /// Words that a machine heard and was not sure of: how many, and some of them with their times.
    Misheard {
        /// All of them.
        count: u32,
        /// The first, each behind its time.
        some: String,
    },
    /// A text that lies beside a picture and was not read, since another is taken for what stands on it.
    Beside {
        /// The other.
        read: String,
        /// The picture.
        of: String,
    },
    /// Words that a machine read on a picture and was not sure of: how many, and some of them with their pages.
    Misread {
        /// All of them.
        count: u32,
        /// The first, each behind its page.
        some: String,
    },
    /// What a capture of the web holds beside its documents.
    PassedOver {
        /// How much of each kind.
        counts: Vec<(PassedOver, u32)>,
        /// The first answers that are no page, each its status and its address: `404 https://…`.
        answers: Vec<String>,
    },
}

/// What a capture of the web holds that is no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PassedOver {
    /// An answer that the page stands elsewhere.
    Moved,
    /// An answer that there is no page, or none to be had.
    Refused,
    /// A picture.
    Picture,
    /// Sound or film.
    Recording,
    /// What says how pages look: style sheets, fonts.
    Style,
    /// A program of a page.
    Program,
    /// What programs read: JSON, XML, feeds.
    Data,
    /// A page that was found as it was before, and not kept again.
    Seen,
    /// What the capture says of itself: questions, indexes, notes.
    Own,
    /// Anything else.
    Other,
}
