//! Documents from bytes: plain text, Markdown, saved web pages, PDF, Word, mail, captions, transcripts,
//! and lists of statements. Floor 2 of the house; one module a format.
//!
//! It knows no paths, no disk and no investigations, and does not look for statements in what it reads.
//! Every byte is taken for hostile: [`Limits`] bound what a file may cost, and nothing panics. Reading
//! does not fail half-way: what could be read is handed over, what could not is a [`Warning`].
//!
//! ```
//! use onrecord_read::{Kind, Limits, document};
//!
//! let page = "<title>Harbour news</title><p>Nora Quint denied it.<p>“Nobody called me,” she said.";
//! let reading = document(Kind::Html, page.as_bytes(), &Limits::default()).unwrap();
//! assert_eq!(reading.document.text(), "Nora Quint denied it.\n\n“Nobody called me,” she said.");
//! assert_eq!(reading.about.title.as_deref(), Some("Harbour news"));
//! ```
//!
//! [`document`] goes by the kind of the file, which its bytes tell, and its name ([`Kind::of_file`]); what lies in
//! it besides, attachments and the mails of a store, comes from [`parts()`]. Lists of statements are read row
//! by row, by [`rows`] and [`table`].

mod archive;
pub mod captions;
pub mod card;
mod charset;
mod compound;
mod dated;
mod day;
mod description;
pub mod docx;
mod draft;
mod drawing;
pub mod eml;
pub mod epub;
mod filler;
mod front_matter;
pub mod html;
mod kind;
mod label;
mod left_out;
mod lines;
pub mod markdown;
pub mod mhtml;
pub mod open_document;
mod package;
mod parts;
pub mod pdf;
pub mod rows;
pub mod rtf;
pub mod scan;
pub mod sheets;
mod signs;
pub mod slides;
mod sounds;
pub mod table;
pub mod transcript;
mod xml;

use serde::{Deserialize, Serialize};

use onrecord_model::{Document, Turn};

pub use onrecord_model::Doubt;

pub use dated::settle;

pub use charset::{Decoded, decode};
pub use kind::{Kind, document};
pub use table::ListedSheet;

pub use parts::{Capture, FilePart, WITHIN, is_bundle, may_hold_parts, parts};

/// A document and what its file says about itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The clean text with its blocks and marks.
    pub document: Document,
    /// What the file's own metadata say.
    pub about: About,
    /// Who speaks where, in order, in what is a transcript by its form; else empty.
    pub turns: Vec<Turn>,
    /// The sheets of a workbook that are lists of statements.
    pub listed: Vec<ListedSheet>,
    /// What could not be read, in order.
    pub warnings: Vec<Warning>,
}

/// What a file says about itself; `None` where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// Title.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as EDTF (ISO 8601).
    pub date: Option<String>,
    /// From what that day is inferred, where nothing says outright that it is the day of publication.
    pub basis: Option<String>,
    /// When the file was made, as EDTF: no day of publication.
    pub created: Option<String>,
    /// Where the original can be read.
    pub link: Option<String>,
    /// When it was taken down from there and the digest of what was sent, as whoever took it down writes them:
    /// `2024-03-04T09:15:00Z, sha1:…`.
    pub captured: Option<String>,
}

/// Bounds for one file, so that a hostile one costs no more than a large one.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest text (bytes); what comes after it is left out and told.
    pub text: usize,
    /// The deepest nesting of elements; what is deeper is read flat.
    pub depth: usize,
    /// How much a compressed part may unpack to (bytes).
    pub unpacked: usize,
    /// The most elements of a page (texts, attributes and comments count), and the most signs of a Markdown file (line ends
    /// count): each takes many times its bytes. What comes after them is left out and told.
    pub elements: usize,
    /// The most lines of a text and of what is made of blocks; what comes after them is left out and told.
    pub lines: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 1 << 30, depth: 400, unpacked: 256 << 20, elements: 4 << 20, lines: 16 << 20 }
    }
}

/// Something of a file that was not read, or not for certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The line of the file, from 1; 0 where it has none.
    pub line: u32,
    /// What.
    pub what: Doubt,
}

/// Why a file gives no document at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// It is not text, nor any kind that is known.
    NotText,
    /// It needs a password.
    Encrypted,
    /// Every page of it is a picture.
    Pictures,
    /// It unpacks to more than is read: perhaps a trap.
    TooLarge,
    /// It is not what it says it is, in the words of its reader.
    Damaged(String),
}
