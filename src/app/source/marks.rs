//! [`Marks`]: what of the text in the source pane belongs to the record that it shows.

use onrecord_corpus::Location;
use onrecord_model::Passage;
use onrecord_text::Span;

/// What of the sources belongs to the record that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Its exact words, in the source shown.
    pub words: Vec<Span>,
    /// The words that attribute or date it, in the source shown.
    pub cues: Vec<Span>,
    /// Places to step through with `n` and `N`, in any source.
    pub steps: Vec<Passage>,
    /// Which of `steps` is shown.
    pub step: usize,
}

impl From<Location> for Marks {
    fn from(Location { words, cues, places, .. }: Location) -> Self {
        Self { words, cues, steps: places, step: 0 }
    }
}
