//! [`Turn`]: a stretch of a transcript in which one person speaks.

use serde::{Deserialize, Serialize};

use super::Document;
use onrecord_text::Span;

/// What one person says between two changes of speaker, as the document's own layout shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Bytes of the speaker's name, where the document names one. They may stand far from the
    /// words: the examiner of a hearing is named once, over all of the questions.
    pub speaker: Option<Span>,
    /// Bytes of the words, without the label in front of them. Never empty.
    pub words: Span,
    /// When they begin (milliseconds into the recording), where the document says so.
    pub time: Option<u32>,
}

impl Turn {
    /// The speaker's name as `document` writes it, where it names one.
    pub fn name<'d>(&self, document: &'d Document) -> Option<&'d str> {
        self.speaker.map(|name| document.words(name))
    }
}
