//! Of which kind a file is, by its first bytes and by how its name ends.

use std::borrow::Cow;

use super::{
    Limits, ReadError, Reading, Warning, captions, card, charset, decode, docx, eml, epub, html,
    markdown, mhtml, open_document, pdf, rtf, scan, sheets, signs, slides, table, transcript,
};
use crate::Doubt;
use onrecord_model::Document;
use onrecord_text::Part as _;

/// What a file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Text with Markdown's marks.
    Markdown,
    /// A saved page.
    Html,
    /// A mail, or a store of mails.
    Mail,
    /// A calendar, or cards of people (`.ics`, `.vcf`).
    Card,
    /// Captions of a recording (`.vtt`, `.srt`, `.ttml`, `.ass`), or what a machine heard in it (`.json`).
    Captions,
    /// Pages, with their text or as pictures.
    Pdf,
    /// A Word document.
    Docx,
    /// A workbook (Office Open XML, or Excel's before it).
    Sheets,
    /// A presentation (Office Open XML).
    Slides,
    /// An `OpenDocument` text, workbook or presentation.
    OpenDocument,
    /// A book (EPUB).
    Book,
    /// A text in Rich Text Format.
    Rtf,
    /// What a machine read on pictures of pages (hOCR, ALTO).
    Scan,
    /// A page with what it is shown with, saved as one file (MHTML).
    Capture,
    /// What holds files: zip, tar, gzip, captures of the web (WARC, WACZ).
    Archive,
    /// A list of statements, one JSON object a line.
    Rows,
    /// A list of statements, one row of a table each.
    Table,
}

/// How names end, in small letters.
const ENDINGS: &[(&str, Kind)] = &[
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("eml", Kind::Mail),
    ("emlx", Kind::Mail),
    ("mbox", Kind::Mail),
    ("msg", Kind::Mail),
    ("ics", Kind::Card),
    ("vcf", Kind::Card),
    ("vtt", Kind::Captions),
    ("srt", Kind::Captions),
    ("ttml", Kind::Captions),
    ("dfxp", Kind::Captions),
    ("ass", Kind::Captions),
    ("ssa", Kind::Captions),
    ("pdf", Kind::Pdf),
    ("docx", Kind::Docx),
    ("docm", Kind::Docx),
    ("dotx", Kind::Docx),
    ("xlsx", Kind::Sheets),
    ("xlsm", Kind::Sheets),
    ("xls", Kind::Sheets),
    ("xlt", Kind::Sheets),
    ("pptx", Kind::Slides),
    ("pptm", Kind::Slides),
    ("odt", Kind::OpenDocument),
    ("ods", Kind::OpenDocument),
    ("odp", Kind::OpenDocument),
    ("epub", Kind::Book),
    ("rtf", Kind::Rtf),
    ("hocr", Kind::Scan),
    ("alto", Kind::Scan),
    ("mht", Kind::Capture),
    ("mhtml", Kind::Capture),
    ("zip", Kind::Archive),
    ("tar", Kind::Archive),
    ("tgz", Kind::Archive),
    ("gz", Kind::Archive),
    ("warc", Kind::Archive),
    ("wacz", Kind::Archive),
    ("csv", Kind::Table),
    ("tsv", Kind::Table),
    ("ndjson", Kind::Rows),
    ("jsonl", Kind::Rows),
];

/// How names of plain texts end that end otherwise.
const TEXTS: [&str; 4] = ["log", "asc", "me", "nfo"];

/// Whether a file of such a name is read where it is plain text.
fn may_be_text(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    !name.is_empty()
        && name.rsplit_once('.').is_none_or(|(_, ending)| TEXTS.contains(&&*ending.to_lowercase()))
}

impl Kind {
    /// The kind of a file by its name; `None` for one that is not read.
    pub fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
    }

    /// The kind of a file by its bytes, of which the first 64 KiB are enough, and by its name; `None` for one that
    /// is not read. A list goes by its name alone.
    pub fn of_file(name: &str, bytes: &[u8]) -> Option<Self> {
        let named = Self::of(name);
        match named {
            Some(kind) => Some(kind.or_as_it_is(bytes)),
            None => signs::kind(bytes, None)
                .or_else(|| (may_be_text(name) && signs::is_text(bytes)).then_some(Self::Text)),
        }
    }

    /// The kind that `bytes` plainly are of, else this one.
    #[must_use]
    pub fn or_as_it_is(self, bytes: &[u8]) -> Self {
        let own = match self {
            Self::Rows => None,
            // Its text says nothing of what it is.
            Self::Table => signs::binary(bytes, Some(self)),
            kind => signs::kind(bytes, Some(kind)),
        };
        own.or_else(|| self.as_text(bytes)).unwrap_or(self)
    }

    /// What a text is that goes by the name of another kind: of a workbook its rows.
    fn as_text(self, bytes: &[u8]) -> Option<Self> {
        let text = match self {
            Self::Sheets => Self::Table,
            Self::Pdf | Self::Docx | Self::Slides | Self::OpenDocument | Self::Book | Self::Rtf => {
                Self::Text
            }
            _ => return None,
        };
        signs::is_text(bytes).then_some(text)
    }

    /// Whether it is a list of statements, which is read row by row.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Rows | Self::Table)
    }

    /// Whether files of it may hold others ([`parts`](super::parts())).
    pub fn holds_parts(self) -> bool {
        matches!(self, Self::Mail | Self::Pdf | Self::Capture | Self::Archive) || self.is_office()
    }

    /// Whether it is a document of an office, an archive of parts.
    pub(crate) fn is_office(self) -> bool {
        matches!(self, Self::Docx | Self::Sheets | Self::Slides | Self::OpenDocument)
    }

    /// All endings that are read, for people.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        ENDINGS.iter().map(|(ending, _)| *ending)
    }
}

/// Reads a document of a kind. A list of statements is read row by row elsewhere; here a table is a document
/// of rows. A text that is handed over owned is not copied.
///
/// # Errors
/// Why it gives no document.
pub fn document<'b>(
    kind: Kind,
    bytes: impl Into<Cow<'b, [u8]>>,
    limits: &Limits,
) -> Result<Reading, ReadError> {
    let bytes = bytes.into();
    let empty = bytes.is_empty();
    match kind {
        Kind::Text => text(bytes, limits),
        Kind::Markdown => markdown::read(&bytes, limits),
        Kind::Html => html::read(&bytes, limits),
        Kind::Mail => eml::read(&bytes, limits),
        Kind::Card => card::read(&bytes, limits),
        Kind::Captions => captions::read(&bytes, limits),
        Kind::Pdf => pdf::read(bytes, limits).map_err(|error| inside(error, empty, "PDF")),
        Kind::Docx => docx::read(&bytes, limits).map_err(|error| inside(error, empty, "docx")),
        Kind::Sheets => {
            sheets::read(&bytes, limits).map_err(|error| inside(error, empty, "Excel workbook"))
        }
        Kind::Slides => slides::read(&bytes, limits).map_err(|error| inside(error, empty, "pptx")),
        Kind::OpenDocument => open_document::read(&bytes, limits)
            .map_err(|error| inside(error, empty, "OpenDocument")),
        Kind::Book => epub::read(&bytes, limits).map_err(|error| inside(error, empty, "EPUB")),
        Kind::Rtf => rtf::read(&bytes, limits).map_err(|error| inside(error, empty, "RTF")),
        Kind::Scan => {
            scan::read(&bytes, limits).map_err(|error| inside(error, empty, "hOCR or ALTO"))
        }
        Kind::Capture => mhtml::read(&bytes, limits),
        Kind::Archive => Err(ReadError::Damaged("it has no text of its own".into())),
        Kind::Table => table::document(&bytes, limits),
        Kind::Rows => Err(ReadError::NotText),
    }
}

/// What is to be said of a file that is no text and should not be: that it is not what its name says.
fn inside(error: ReadError, empty: bool, kind: &str) -> ReadError {
    match error {
        ReadError::NotText if empty => ReadError::Damaged("it is empty".into()),
        ReadError::NotText => ReadError::Damaged(format!("it is no {kind} inside")),
        other => other,
    }
}

fn text(bytes: Cow<'_, [u8]>, limits: &Limits) -> Result<Reading, ReadError> {
    // UTF-8 stays as it stands, with its mark: offsets are the file's own.
    let own = match bytes {
        bytes if charset::is_coded(&bytes) => Err(bytes),
        Cow::Owned(bytes) => {
            String::from_utf8(bytes).map(Cow::Owned).map_err(|other| other.into_bytes().into())
        }
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| bytes.into())
        }
    };
    let (text, doubt) = match &own {
        Ok(text) => (Cow::Borrowed(&**text), None),
        Err(bytes) => {
            let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
            (decoded.text, decoded.doubt)
        }
    };
    let whole = text.len();
    let kept = line_end(&text, limits.lines).min(text.floor_char_boundary(limits.text));
    let document = match text {
        Cow::Owned(text) if kept == whole => Document::new(text),
        text => Document::new(text.part(..kept)),
    };
    let cut = (kept < whole).then_some(Doubt::CutOff);
    let warnings = doubt.into_iter().chain(cut).map(|what| Warning { line: 0, what });
    Ok(of_text(document, warnings.collect()))
}

/// Where line `most` of `text` ends, or the text.
fn line_end(text: &str, most: usize) -> usize {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    let end = most.checked_sub(1).map_or(Some(0), |nth| ends.map(|end| end + 1).nth(nth));
    end.unwrap_or(text.len())
}

fn of_text(document: Document, warnings: Vec<Warning>) -> Reading {
    let turns = transcript::turns(&document, &[]);
    Reading { document, turns, warnings, ..Reading::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_go_by_the_ending() {
        for (name, kind) in [
            ("a.TXT", Some(Kind::Text)),
            ("b.tar.md", Some(Kind::Markdown)),
            ("photo.jpg", None),
            ("README", None),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn what_is_not_of_its_kind_is_not_told_to_become_a_text() {
        for (kind, bytes, why) in [
            (Kind::Pdf, &b""[..], "it is empty"),
            (Kind::Pdf, b"<html>", "it is no PDF inside"),
            (Kind::Docx, b"%PDF-1.4", "it is no docx inside"),
        ] {
            let read = document(kind, bytes, &Limits::default());
            assert_eq!(read.err(), Some(ReadError::Damaged(why.into())));
        }
    }

    #[test]
    fn a_text_too_long_is_cut_between_characters() {
        let limits = Limits { text: 4, ..Limits::default() };
        for bytes in [Cow::Borrowed("aéé".as_bytes()), Cow::Owned("aéé".into())] {
            let reading = document(Kind::Text, bytes, &limits).unwrap();
            assert_eq!(reading.document.text(), "aé");
            assert_eq!(reading.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
        }
    }

    #[test]
    fn a_text_of_too_many_lines_is_cut_between_lines() {
        for (lines, kept, whole) in [
            (0, "", false),
            (1, "one\n", false),
            (3, "one\n\ntwo\r", false),
            (4, "one\n\ntwo\rthree", true),
        ] {
            let limits = Limits { lines, ..Limits::default() };
            let reading = document(Kind::Text, &b"one\n\ntwo\rthree"[..], &limits).unwrap();
            assert_eq!(
                (reading.document.text(), reading.warnings.is_empty()),
                (kept, whole),
                "{lines}"
            );
        }
    }
}
