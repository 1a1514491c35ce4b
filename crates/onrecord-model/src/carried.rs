//! [`Carried`]: what a row of a list brings along from where it was written out, so that it is the
//! same record when it is written out again.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::LinkKind;
use onrecord_text::Span;

/// What a row of a list says beyond what this investigation can resolve.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Carried {
    /// Where its words stood in the text that they were taken from; `None` where it does not say.
    pub original: Option<Original>,
    /// Events it tells of, by their ids: a list has no events.
    pub events: Vec<Box<str>>,
    /// Its links, each with the id of the other statement, which may not be in the list.
    pub links: Vec<(LinkKind, Box<str>)>,
    /// How its words stood in that text, as JSON, where they did not stand there so any more.
    pub anchor: Option<Box<str>>,
    /// Keys that are not known here, each with its value as JSON.
    pub others: Vec<(Box<str>, Box<str>)>,
}

/// The place of words in a text that is not here.
///
/// The spans of a [`super::Statement`] and of its provenance say where the words stand in the list's
/// own text. Here are the places of the same pieces, one for one, in the text they were taken from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Original {
    /// The words: one for each span of the statement, or none where the row does not say.
    pub spans: SmallVec<[Span; 2]>,
    /// The words that name the speaker.
    pub mention: Option<Span>,
    /// The word that attributes it.
    pub cue: Option<Span>,
    /// All the words that attribute it: one for each such piece of the provenance.
    pub attribution: SmallVec<[Option<Span>; 2]>,
    /// The paragraph that the words begin in, from 1.
    pub paragraph: Option<u32>,
    /// The paragraph that they end in.
    pub paragraph_end: Option<u32>,
    /// The place as a citation names it: `p. 214 ¶3`.
    pub place: Option<String>,
}
