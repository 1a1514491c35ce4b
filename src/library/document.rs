//! [`AnalysedDocument`]: all that reading one document gives.

use std::borrow::Cow;

use crate::disk::sha256;
use onrecord_extract::{Extraction, ExtractionContext};
use onrecord_model::When;
use onrecord_read::{Kind, Limits, ReadError, Reading};

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
#[derive(Debug, Clone)]
pub(super) struct AnalysedDocument {
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub(super) sha256: String,
    /// Its text, and what it says about itself.
    pub(super) reading: Reading,
    /// What is proposed; nothing where only the text was wanted.
    pub(super) found: Extraction,
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
        let mut reading = onrecord_read::document(kind, bytes, &Limits::default())?;
        onrecord_read::settle(&mut reading, kind, file);
        let found = match depth {
            Depth::Text => Extraction::default(),
            Depth::Statements(published) => {
                let own = || When::new(reading.about.date.as_deref()?, None).ok();
                let published = published.clone().or_else(own);
                let about = ExtractionContext {
                    published,
                    language: None,
                    title: reading.about.title.clone(),
                };
                onrecord_extract::extract(&reading.document, &about, &reading.turns)
            }
        };
        Ok(Self { sha256, reading, found })
    }
}
