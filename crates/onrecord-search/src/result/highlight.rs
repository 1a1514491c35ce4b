//! [`Highlighter`]: which words of any text the query matches, to highlight them.

use onrecord_text::Span;
use onrecord_text::words::each_word;

use crate::matching::tiers::{Pattern, Tier};

/// A stretch of text to highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// Its bytes in the text: whole words.
    pub span: Span,
    /// Which word of the query it matches, by position; phrases count on behind the words.
    pub word: u16,
}

/// Looks for the words of a query in any text.
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    pub(crate) words: Vec<HighlightWord>,
    pub(crate) phrases: Vec<Vec<String>>,
}

/// One word of the query.
#[derive(Debug, Clone)]
pub(crate) struct HighlightWord {
    pub(crate) pattern: Pattern,
    pub(crate) parts: Vec<String>,
    /// How far it was looked for.
    pub(crate) tier: Tier,
}

/// A word of the text at hand.
struct TextWord {
    key: String,
    span: Span,
    joined: bool,
}

impl Highlighter {
    /// Whether it looks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// The words of `text` that the query matches: ascending, without overlap, on character
    /// boundaries. A word that several query words match goes to the best of them.
    pub fn highlights(&self, text: &str) -> Vec<Highlight> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = text_words(text);
        let mut found: Vec<(u8, Highlight)> = Vec::new();
        for word in &words {
            let matches = (0..).zip(&self.words).filter_map(|(at, asked)| {
                Some((asked.pattern.match_within(&word.key, asked.tier)?.quality, at))
            });
            let best = matches.max_by_key(|(quality, at)| (*quality, std::cmp::Reverse(*at)));
            found.extend(
                best.map(|(quality, at)| (quality, Highlight { span: word.span, word: at })),
            );
        }
        let plain: Vec<&TextWord> = words.iter().filter(|word| !word.joined).collect();
        let parts = (0..).zip(&self.words).map(|(at, word)| (at, &word.parts));
        let phrases = (self.words.len() as u16..).zip(&self.phrases);
        for (word, sequence) in parts.chain(phrases).filter(|(_, parts)| !parts.is_empty()) {
            for run in plain.windows(sequence.len()) {
                if run.iter().map(|word| &word.key).eq(sequence) {
                    found.extend(hull(run).map(|span| (100, Highlight { span, word })));
                }
            }
        }
        without_overlaps(found)
    }
}

fn text_words(text: &str) -> Vec<TextWord> {
    let mut words = Vec::new();
    each_word(text, |word| {
        words.push(TextWord { key: word.key.to_owned(), span: word.span, joined: word.joined });
    });
    words
}

fn hull(run: &[&TextWord]) -> Option<Span> {
    Some(Span::new(run.first()?.span.start, run.last()?.span.end))
}

/// Where highlights overlap, the longer one stays.
fn without_overlaps(mut found: Vec<(u8, Highlight)>) -> Vec<Highlight> {
    found.sort_by_key(|(quality, highlight)| {
        (highlight.span.start, std::cmp::Reverse((highlight.span.len(), *quality)), highlight.word)
    });
    let mut kept: Vec<Highlight> = Vec::with_capacity(found.len());
    for (_, highlight) in found {
        if kept.last().is_none_or(|last| last.span.end <= highlight.span.start) {
            kept.push(highlight);
        }
    }
    kept
}
