//! What a row of a list says of where it comes from, written as the list says it.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use onrecord_model::{Document, Original};
use onrecord_text::Span;

/// Words of a statement and the bytes of the source where they stand; `null` where a list gives the
/// words and not their place.
#[derive(Debug, serde::Serialize)]
pub(super) struct PlacedWords<'c> {
    start: Option<u32>,
    end: Option<u32>,
    text: &'c str,
}

impl<'c> PlacedWords<'c> {
    /// Words as they were put down, which do not stand there so.
    pub(super) fn recorded(text: &'c str) -> Self {
        Self { start: None, end: None, text }
    }
}

/// The pieces of a statement: in its own source, or for a row of a list where they stood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pieces<'c> {
    pub(super) document: Option<&'c Document>,
    pub(super) original: Option<&'c Original>,
}

impl<'c> Pieces<'c> {
    pub(super) fn of_words(self, spans: &[Span]) -> Vec<PlacedWords<'c>> {
        let there = |at| self.original?.spans.get(at).copied();
        spans.iter().enumerate().filter_map(|(at, here)| self.words(*here, there(at))).collect()
    }

    pub(super) fn attribution(self, spans: &[Span]) -> Vec<PlacedWords<'c>> {
        let there = |at| self.original?.attribution.get(at).copied().flatten();
        spans.iter().enumerate().filter_map(|(at, here)| self.words(*here, there(at))).collect()
    }

    pub(super) fn cue(self, here: Option<Span>) -> Option<PlacedWords<'c>> {
        self.words(here?, self.original.and_then(|original| original.cue))
    }

    pub(super) fn mention(self, here: Option<Span>) -> Option<PlacedWords<'c>> {
        self.words(here?, self.original.and_then(|original| original.mention))
    }

    /// The words at `here`; `there` is where they stood, for a row that says such things.
    fn words(self, here: Span, there: Option<Span>) -> Option<PlacedWords<'c>> {
        let place = if self.original.is_some() { there } else { Some(here) };
        let (start, end) = (place.map(|span| span.start), place.map(|span| span.end));
        Some(PlacedWords { start, end, text: self.document?.words(here) })
    }
}

/// Keys of a record that are not known here, with their values as they came.
#[derive(Debug)]
pub(super) struct Others<'c>(pub(super) &'c [(Box<str>, Box<str>)]);

impl Serialize for Others<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (key, json) in self.0 {
            // It was JSON when it was read.
            if let Ok(json) = serde_json::from_str::<&RawValue>(json) {
                map.serialize_entry(key, json)?;
            }
        }
        map.end()
    }
}
