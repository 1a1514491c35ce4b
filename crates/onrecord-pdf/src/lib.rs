//! The text of a PDF in reading order, with its paragraphs and pages.
//!
//! ```
//! # let bytes = include_bytes!("../tests/files/hearing.pdf").as_slice();
//! let read = onrecord_pdf::read(bytes, &onrecord_pdf::PdfLimits::default())?;
//! for paragraph in &read.paragraphs {
//!     let page = read.page_at(paragraph.span.start);
//!     println!("{page:?} {:?} {}", paragraph.kind, paragraph.span.of(&read.text));
//! }
//! # Ok::<(), onrecord_pdf::PdfError>(())
//! ```
//!
//! `content` runs each page for its letters, `pieces` puts letters together, `furniture` finds heads
//! and feet, `columns` the order, `prose` the paragraphs, and `writer` writes them down. Lines are
//! joined by a space, because a page's line ends are not the author's, unless there was room for the
//! next word: then the break is kept. A page without letters is a picture and is told.
//!
//! The crate knows nothing of documents, statements or files. A file is taken as hostile: [`PdfLimits`]
//! bound what it may unpack to, and what cannot be read is a [`Problem`] beside the text that can.

#![allow(clippy::cast_precision_loss, reason = "counts of one page, and sizes in points")]

mod about;
mod attached;
mod bounds;
mod columns;
mod content;
mod faces;
mod fields;
mod furniture;
mod hyphens;
mod letter;
mod marks;
mod pages;
mod pieces;
mod prose;
mod rows;
mod script;
mod spaced;
mod tables;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;
use std::fmt;

use hayro_syntax::{LoadPdfError, Pdf};
use onrecord_text::{Part, Span};

use hyphens::KnownWords;
use pages::DocumentColumns;
use prose::ParagraphLines;
use writer::{TextWriter, WrittenText};

pub use attached::{AttachedFile, may_hold_files};
pub use prose::ParagraphKind;

/// What was read of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfText {
    /// The text; paragraphs stand apart by an empty line.
    pub text: String,
    /// The paragraphs, in the order of the text, which they fill but for what parts them.
    pub paragraphs: Vec<PdfParagraph>,
    /// Where in the text each page begins that has words, in order.
    pub pages: Vec<PageStart>,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// The names of the files that are attached; they stand at the end of the text. What they hold comes from
    /// [`attached_files`].
    pub attached: Vec<String>,
    /// What was left out of the text, in the order of the pages.
    pub left_out: Vec<LeftOutLine>,
    /// What could not be read, in the order of the pages.
    pub problems: Vec<Problem>,
}

impl PdfText {
    /// The page (from 1) on which byte `at` of the text stands; `None` before the first.
    pub fn page_at(&self, at: u32) -> Option<u32> {
        let begun = self.pages.partition_point(|page| page.at <= at);
        self.pages.get(begun.checked_sub(1)?).map(|page| page.number)
    }
}

/// A paragraph of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfParagraph {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageStart {
    /// The first byte of the text that stands on it.
    pub at: u32,
    /// Its number in the file, from 1.
    pub number: u32,
}

/// Words of a page that are left out of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutLine {
    /// Their page, from 1.
    pub page: u32,
    /// Why.
    pub kind: LeftOutKind,
    /// The words.
    pub text: String,
}

/// Why words of a page are left out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOutKind {
    /// The head or foot of an earlier page, again.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// The numbers of its lines.
    LineNumbers,
    /// They lie beside the page, where nobody sees them.
    OffPage,
    /// They are a note or a field that is not to be seen.
    Hidden,
}

/// What a file says about itself; `None` where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published: a year, month or day of ISO 8601.
    pub published: Option<String>,
    /// When the file was made: a year, month or day of ISO 8601. No day of publication.
    pub created: Option<String>,
    /// What else it says in words, each behind what it is: `subject`, `keywords`, `description`.
    pub others: Vec<(&'static str, String)>,
}

/// Something of a file that was not read, or not for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// This page (from 1) is a picture: it has no text.
    Picture(u32),
    /// More is drawn on this page (from 1) than is read.
    TooMuch(u32),
    /// This page (from 1) is drawn, and has neither letters nor pictures.
    Drawn(u32),
    /// Letters of this page (from 1) whose meaning the file does not say.
    Meaningless(u32),
    /// Words that the ends of lines cut, with their pages (from 1): their hyphen, which stands here but not
    /// in the text, may be their own.
    Hyphens {
        /// The first of them, so many that a person reads them.
        words: Vec<(u32, String)>,
        /// How many there are besides.
        more: u32,
    },
    /// The text is longer than [`PdfLimits::text`]; the rest was left out.
    CutOff,
}

/// Why nothing of a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfError {
    /// It has no header of a PDF in its first 1024 bytes.
    NotPdf,
    /// It needs a password.
    Encrypted,
    /// Every page is a picture.
    Pictures,
    /// Its tables unpack to more than [`PdfLimits::unpacked`]: perhaps a trap.
    TooLarge,
    /// Its list of pages is missing.
    NoPageList,
    /// Its list of pages is empty.
    NoPages,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPdf => "it is no PDF",
            Self::Encrypted => "it needs a password",
            Self::Pictures => "every page of it is a picture",
            Self::TooLarge => "it unpacks to more than is read",
            Self::NoPageList => "its list of pages is missing",
            Self::NoPages => "it has no pages",
        })
    }
}

impl std::error::Error for PdfError {}

/// Bounds for one file, so that a hostile one costs no more than a large one.
#[derive(Debug, Clone, Copy)]
pub struct PdfLimits {
    /// The longest text (bytes).
    pub text: usize,
    /// How much a compressed part may unpack to (bytes).
    pub unpacked: usize,
}

impl Default for PdfLimits {
    fn default() -> Self {
        Self { text: 1 << 30, unpacked: 256 << 20 }
    }
}

/// How many words whose hyphen is doubted are named; a book that cuts its words has thousands.
const DOUBTED: usize = 8;

/// Reads a PDF.
///
/// # Errors
/// A [`PdfError`] where nothing of it can be read.
pub fn read<'b>(bytes: impl Into<Cow<'b, [u8]>>, limits: &PdfLimits) -> Result<PdfText, PdfError> {
    let bytes = bytes.into();
    let holds_files = may_hold_files(&bytes);
    let pdf = open(bytes, limits)?;
    let mut problems = Vec::new();
    let found = pages::found(&pdf, limits);
    let metadata = about::about(&pdf);
    let attached = attached::names(&pdf);
    // It holds the file and its objects unpacked, more than all that is made of them.
    drop(pdf);
    let mut pages = pages::look(found, &mut problems);
    let blank = pages.iter().all(|page| page.pieces.is_empty() && page.notes.is_empty());
    if blank
        && (holds_files || attached.is_empty())
        && problems.iter().any(|problem| matches!(problem, Problem::Picture(_)))
    {
        return Err(PdfError::Pictures);
    }
    let last = pages.len() as u32;
    let mut left_out: Vec<LeftOutLine> = Vec::new();
    for (page, words) in (1..).zip(&mut pages) {
        let words = std::mem::take(&mut words.left_out).into_iter();
        left_out.extend(words.map(|(kind, text)| LeftOutLine { page, kind, text }));
    }
    let pages = DocumentColumns::of(pages);
    let mut words = KnownWords::default();
    pages.lines().chain(attached.iter().map(String::as_str)).for_each(|line| words.learn(line));
    let mut writer = TextWriter::new(words, limits.text);
    pages.paragraphs(&mut |paragraph| writer.write(&paragraph));
    for name in &attached {
        writer.write(&ParagraphLines::aside(last, name, ParagraphKind::Attached));
    }
    let written = writer.written;
    if written.cut {
        problems.push(Problem::CutOff);
    }
    let WrittenText { text, paragraphs, pages, left_out: heads, doubtful, .. } = written;
    if !doubtful.is_empty() {
        let more = doubtful.len().saturating_sub(DOUBTED) as u32;
        problems
            .push(Problem::Hyphens { words: doubtful.into_iter().take(DOUBTED).collect(), more });
    }
    left_out.extend(heads);
    left_out.sort_by_key(|line| line.page);
    Ok(PdfText { text, paragraphs, pages, metadata, attached, left_out, problems })
}

/// Hands over the files that are attached to a PDF, or collected in a portfolio, until `hand` wants no more. Each may
/// unpack to [`PdfLimits::unpacked`] bytes.
///
/// # Errors
/// As [`read`].
pub fn attached_files<'b>(
    bytes: impl Into<Cow<'b, [u8]>>,
    limits: &PdfLimits,
    hand: &mut dyn FnMut(AttachedFile) -> bool,
) -> Result<(), PdfError> {
    let pdf = open(bytes.into(), limits)?;
    attached::files(&pdf, limits.unpacked, hand);
    Ok(())
}

fn open(bytes: Cow<'_, [u8]>, limits: &PdfLimits) -> Result<Pdf, PdfError> {
    /// Where the header must stand, as other readers have it.
    const HEAD: usize = 1024;
    let head = bytes.part(..HEAD.min(bytes.len()));
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(PdfError::NotPdf);
    }
    if !bounds::tables_fit(&bytes, limits.unpacked) {
        return Err(PdfError::TooLarge);
    }
    let pdf = Pdf::new(bytes.into_owned()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::NoPageList,
    })?;
    if pdf.pages().is_empty() {
        return Err(PdfError::NoPages);
    }
    Ok(pdf)
}
