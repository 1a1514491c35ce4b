//! [`Turn`]: a stretch of a document that is one person's own words, as its layout shows it.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{Document, statement};
use onrecord_text::Span;

/// What a turn is to the talk it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TurnPart {
    /// Somebody speaks, as far as the layout tells.
    #[default]
    Speaks,
    /// A question, put by whoever leads the talk.
    Asks,
    /// An answer of whoever is asked.
    Answers,
    /// A question put to a witness.
    Examines,
    /// A witness's answer.
    Testifies,
    /// It was written and sent: a mail, a message, a post.
    Writes,
}

/// The day on which a turn was spoken or sent, as the document writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnDay {
    /// The words that say so.
    pub words: Span,
    /// The day as EDTF.
    pub day: String,
    /// From what the order of day and month is taken, where nothing in the document tells.
    pub basis: Option<String>,
}

/// What one person says between two changes of speaker, or writes in one go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Turn {
    /// Bytes of the speaker's name, where the document names one. They may stand far from the
    /// words: the examiner of a hearing is named once, over all of the questions.
    pub speaker: Option<Span>,
    /// Bytes of the words, in order, without labels, line numbers and marks of quotation between
    /// them. Never empty.
    pub words: SmallVec<[Span; 1]>,
    /// What stands in front of the words and only tells whose they are, as a mail's header does; may be
    /// empty.
    pub lead: Span,
    /// What it is to the talk.
    pub part: TurnPart,
    /// Bytes of the names of those to whom it was written.
    pub to: SmallVec<[Span; 1]>,
    /// When it was said, where the document says so for this turn.
    pub said: Option<TurnDay>,
    /// When the words begin (milliseconds into the recording), where the document says so.
    pub time: Option<u32>,
}

impl Turn {
    /// The speaker's name as `document` writes it, where it names one.
    pub fn name<'d>(&self, document: &'d Document) -> Option<&'d str> {
        self.speaker.map(|name| document.words(name))
    }

    /// From what leads to the words to the last of them.
    pub fn place(&self) -> Span {
        let hull = self.hull();
        if self.lead.is_empty() { hull } else { Span::new(self.lead.start, hull.end) }
    }

    /// From the first of the words to the last.
    pub fn hull(&self) -> Span {
        statement::hull(&self.words)
    }
}
