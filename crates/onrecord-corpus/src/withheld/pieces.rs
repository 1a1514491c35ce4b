//! [`RepeatedPieces`]: withheld words cut into pieces, and where any of them stands in another text.

use std::collections::HashMap;

use super::COVER;
use super::letters::WordLetters;
use crate::verdicts::apart;
use onrecord_text::{Part, Span};

/// The first letters (bytes) by which words are looked up: of long ones, and of any at all.
const HEADS: [usize; 2] = [12, 4];

/// Pieces of withheld words, each with the place in which it is withheld.
pub(super) struct RepeatedPieces<'p> {
    /// The place of each, by its letters.
    places: HashMap<String, &'p str>,
    /// How long (bytes) the pieces are that begin with these letters.
    lengths: HashMap<Vec<u8>, Vec<usize>>,
}

impl<'p> RepeatedPieces<'p> {
    /// Those of `words`, each with its place; of equal ones the first counts. Words so few that anybody
    /// says them have none.
    pub(super) fn of<'w>(words: impl Iterator<Item = (&'w str, &'p str)>) -> Self {
        let (mut places, mut lengths) = (HashMap::new(), HashMap::<_, Vec<usize>>::new());
        for (words, place) in words {
            for piece in WordLetters::of(words).pieces(words) {
                let head = HEADS.iter().find_map(|head| piece.as_bytes().get(..*head));
                let lengths = lengths.entry(head.unwrap_or(piece.as_bytes()).to_vec()).or_default();
                if !lengths.contains(&piece.len()) {
                    lengths.push(piece.len());
                }
                places.entry(piece.to_owned()).or_insert(place);
            }
        }
        Self { places, lengths }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where pieces stand in a text, by their first bytes; they may overlap.
    pub(super) fn find(&self, text: &str) -> Vec<(Span, &'p str)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let letters = WordLetters::of(text);
        for (first, word) in letters.words.iter().enumerate() {
            let rest = letters.text.part(word.at..);
            let heads = HEADS.iter().filter_map(|head| rest.as_bytes().get(..*head));
            for length in heads.filter_map(|head| self.lengths.get(head)).flatten() {
                let place = rest.get(..*length).and_then(|words| self.places.get(words));
                found.extend(letters.span(first, word.at + length).zip(place.copied()));
            }
        }
        found
    }

    /// A text without them; `None` where none stands in it.
    pub(super) fn covered(&self, text: &str) -> Option<String> {
        let met = apart(self.find(text).into_iter().map(|(span, _)| span).collect());
        let (mut out, mut from) = (String::new(), 0);
        for span in &met {
            out.push_str(text.part(from..span.start as usize));
            out.push_str(&COVER.repeat(3));
            from = span.end as usize;
        }
        (from > 0).then(|| out + text.part(from..))
    }
}
