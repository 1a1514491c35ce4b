//! [`Lens`]: which words of any text the query meets, to light them up.

use onrecord_text::Span;
use onrecord_text::words::each_word;

use crate::matching::tiers::{Pattern, Tier};

/// A stretch of text to light up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Light {
    /// Its bytes in the text: whole words.
    pub span: Span,
    /// Which word of the query it met, by position; phrases count on behind the words.
    pub word: u16,
}

/// Looks for the words of a query in any text.
#[derive(Debug, Clone, Default)]
pub struct Lens {
    pub(crate) words: Vec<LensWord>,
    pub(crate) phrases: Vec<Vec<String>>,
}

/// One word of the query.
#[derive(Debug, Clone)]
pub(crate) struct LensWord {
    pub(crate) asked: Pattern,
    pub(crate) parts: Vec<String>,
    /// How far it was looked for.
    pub(crate) reach: Tier,
}

/// A word of the text at hand.
struct Read {
    key: String,
    span: Span,
    joined: bool,
}

impl Lens {
    /// Whether it looks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// The words of `text` that the query meets: ascending, without overlap, on character
    /// boundaries. A word that several query words meet goes to the one it meets best.
    pub fn lights(&self, text: &str) -> Vec<Light> {
        if self.is_empty() {
            return Vec::new();
        }
        let read = read(text);
        let mut lights: Vec<(u8, Light)> = Vec::new();
        for word in &read {
            let met = (0..).zip(&self.words).filter_map(|(at, asked)| {
                Some((asked.asked.match_within(&word.key, asked.reach)?.quality, at))
            });
            let best = met.max_by_key(|(quality, at)| (*quality, std::cmp::Reverse(*at)));
            lights.extend(best.map(|(quality, at)| (quality, Light { span: word.span, word: at })));
        }
        let plain: Vec<&Read> = read.iter().filter(|word| !word.joined).collect();
        let parts = (0..).zip(&self.words).map(|(at, word)| (at, &word.parts));
        let phrases = (self.words.len() as u16..).zip(&self.phrases);
        for (word, sequence) in parts.chain(phrases).filter(|(_, parts)| !parts.is_empty()) {
            for run in plain.windows(sequence.len()) {
                if run.iter().map(|word| &word.key).eq(sequence) {
                    lights.extend(hull(run).map(|span| (100, Light { span, word })));
                }
            }
        }
        apart(lights)
    }
}

fn read(text: &str) -> Vec<Read> {
    let mut read = Vec::new();
    each_word(text, |word| {
        read.push(Read { key: word.key.to_owned(), span: word.span, joined: word.joined });
    });
    read
}

fn hull(run: &[&Read]) -> Option<Span> {
    Some(Span::new(run.first()?.span.start, run.last()?.span.end))
}

/// Where lights overlap, the longer one stays.
fn apart(mut lights: Vec<(u8, Light)>) -> Vec<Light> {
    lights.sort_by_key(|(quality, light)| {
        (light.span.start, std::cmp::Reverse((light.span.len(), *quality)), light.word)
    });
    let mut kept: Vec<Light> = Vec::with_capacity(lights.len());
    for (_, light) in lights {
        if kept.last().is_none_or(|last| last.span.end <= light.span.start) {
            kept.push(light);
        }
    }
    kept
}
