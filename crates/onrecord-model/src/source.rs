//! [`Source`]: one document of the investigation, with where it comes from.

use std::borrow::Cow;

use super::{ActorIx, Document, Stated, When};
use serde::{Deserialize, Serialize};

/// Under which terms a source's text may be passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// The terms in words.
    pub terms: String,
    /// Where they are written in full.
    pub link: Option<String>,
}

/// Another publication that this source reports on (linked, its text is not here).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: Stated<String>,
    /// Who wrote it.
    pub byline: Stated<String>,
    /// When it was published.
    pub date: Stated<When>,
    /// Where it can be read.
    pub link: Option<String>,
}

/// How far the rules read the language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Coverage {
    /// Quotes, reported speech, who says what and who is named.
    #[default]
    Whole,
    /// Quotes and who stands beside them; of reported speech little or nothing.
    Quotes,
    /// What stands between quotation marks; nobody is named.
    Marks,
}

/// What stands between the names of a path to a part of a file: `mail.eml › lease.pdf`.
pub const WITHIN: &str = " › ";

/// One document: its text, and what is known of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Source {
    /// Stable id.
    pub id: Box<str>,
    /// Title; the file's name where none is known.
    pub title: String,
    /// The outlet that published it.
    pub publisher: Stated<String>,
    /// The publisher among the actors, where it is one.
    pub outlet: Option<ActorIx>,
    /// Who wrote it.
    pub byline: Stated<String>,
    /// When it was published.
    pub date: Stated<When>,
    /// When its file was made, where nobody knows when it was published: never told as that.
    pub created: Option<When>,
    /// Where the original can be read.
    pub link: Option<String>,
    /// When it was taken down from there and the digest of what was sent, as whoever took it down writes them:
    /// `2024-03-04T09:15:00Z, sha1:…`.
    pub captured: Option<String>,
    /// Terms of use.
    pub licence: Option<Licence>,
    /// What it reports on.
    pub reports: Option<Report>,
    /// File name, relative to the investigation's folder.
    pub file: String,
    /// The file beside it that its text is from, where it is a picture, or a PDF of pictures.
    pub beside: Option<String>,
    /// SHA-256 of the bytes that its text was read from, in hexadecimal; empty where it was not computed.
    pub sha256: String,
    /// For a table: its columns, and as what each was read.
    pub columns: Vec<(String, Cow<'static, str>)>,
    /// How many suggestions for it are not shown, because a person has annotated the same words.
    pub hidden: u32,
    /// How far the rules read it.
    pub coverage: Coverage,
    /// The text. In an image documents have columns of their own.
    #[serde(skip)]
    pub document: Document,
}
