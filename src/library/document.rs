//! [`AnalysedDocument`]: all that reading one document gives; [`AnalysedPart`]: the documents in one file.

use std::borrow::Cow;

use crate::disk::sha256;
use onrecord_extract::{Extraction, ExtractionContext};
use onrecord_model::When;
use onrecord_read::{
    Doubt, FilePart, Kind, Limits, ReadError, Reading, WITHIN, is_bundle, may_hold_parts, parts,
};
use onrecord_text::Span;
use serde::{Deserialize, Serialize};

/// How far to look into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Depth {
    /// Its text alone: a person has annotated it whole.
    Text,
    /// Who says what in it as well; with the day of its publication, where somebody gives one who
    /// knows better than its metadata.
    Statements(Option<When>),
}

/// What reading a document gives.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AnalysedDocument {
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub(super) sha256: String,
    /// Its text, and what it says about itself.
    pub(super) reading: Reading,
    /// What is proposed; nothing where only the text was wanted.
    pub(super) found: Extraction,
    /// The file beside it that its text is from; its hash, too.
    pub(super) beside: Option<String>,
}

impl AnalysedDocument {
    /// Reads a document.
    ///
    /// # Errors
    /// Why it gives no text.
    pub(super) fn of(
        bytes: Cow<'_, [u8]>,
        (file, kind): (&str, Kind),
        depth: &Depth,
    ) -> Result<Self, ReadError> {
        let sha256 = sha256(&bytes);
        let kind = kind.or_as_it_is(&bytes);
        let reading = onrecord_read::document(kind, bytes, &Limits::default())?;
        Ok(Self::settled(sha256, reading, (file, kind), depth))
    }

    fn settled(
        sha256: String,
        mut reading: Reading,
        (file, kind): (&str, Kind),
        depth: &Depth,
    ) -> Self {
        onrecord_read::settle(&mut reading, kind, file);
        let found = found(&reading, depth);
        Self { sha256, reading, found, beside: None }
    }

    /// The same, looked into as far as `depth` says.
    pub(super) fn to(mut self, depth: &Depth) -> Self {
        self.found = found(&self.reading, depth);
        self
    }
}

fn found(reading: &Reading, depth: &Depth) -> Extraction {
    match depth {
        Depth::Text => Extraction::default(),
        Depth::Statements(published) => {
            let own = || When::new(reading.about.date.as_deref()?, None).ok();
            let published = published.clone().or_else(own);
            let title = reading.about.title.clone();
            let about = ExtractionContext { published, language: None, title };
            let mut found = onrecord_extract::extract(&reading.document, &about, &reading.turns);
            // Who says what in a list, its columns say.
            let is_listed = |span: &Span| reading.listed.iter().any(|s| s.rows().overlaps(*span));
            found.statements.retain(|one| !one.spans.iter().any(is_listed));
            found
        }
    }
}

/// A document of a file: the file itself, or one that lies in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AnalysedPart {
    /// Its name: the file's, and those that lead from there to it (`mail.eml › lease.pdf`).
    pub(super) name: String,
    /// What reading it gave.
    pub(super) read: Result<AnalysedDocument, UnreadPart>,
}

/// Why a document of a file gives no text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum UnreadPart {
    /// It is of no kind that is read.
    Unknown,
    /// Reading it failed.
    Failed(ReadError),
    /// More lies in the file than was read; this stands for all of it, or for one kind of it.
    Rest(Doubt),
}

/// Reads a file and all that lies in it, the file first; each document goes to `each`.
pub(super) fn each_document(
    bytes: Vec<u8>,
    (file, kind): (&str, Kind),
    depth: &Depth,
    each: &mut dyn FnMut(AnalysedPart),
) {
    let kind = kind.or_as_it_is(&bytes);
    let own = |bytes: Cow<'_, [u8]>| {
        let read = AnalysedDocument::of(bytes, (file, kind), depth).map_err(UnreadPart::Failed);
        AnalysedPart { name: file.to_owned(), read }
    };
    if !may_hold_parts(kind, &bytes) {
        return each(own(bytes.into()));
    }
    if !is_bundle(kind, &bytes) {
        each(own(Cow::Borrowed(&bytes)));
    }
    let limits = Limits::default();
    let doubts = parts((file, kind), &bytes, &limits, &mut |part| {
        each(AnalysedPart {
            name: format!("{file}{WITHIN}{}", part.name),
            read: of_part(part, &limits, depth),
        });
    });
    for doubt in doubts {
        each(AnalysedPart { name: file.to_owned(), read: Err(UnreadPart::Rest(doubt)) });
    }
}

fn of_part(
    part: &FilePart<'_>,
    limits: &Limits,
    depth: &Depth,
) -> Result<AnalysedDocument, UnreadPart> {
    let kind = part.kind.ok_or(UnreadPart::Unknown)?;
    let reading = part.read(kind, limits).map_err(UnreadPart::Failed)?;
    Ok(AnalysedDocument::settled(sha256(&part.bytes), reading, (&part.name, kind), depth))
}
