//! [`Highlighter`]: which words of any text the query matches, to highlight them.

use onrecord_text::Span;
use onrecord_text::words::each_word;

use crate::matching::tiers::{MatchKind, Pattern, Tier};
#[cfg(feature = "meaning")]
use crate::meaning::kin::AkinWords;

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
    /// For each word of the query, those behind `near:` included, what stands for it; nothing does for one that
    /// only holds the others together.
    #[cfg(feature = "meaning")]
    pub(crate) kin: Vec<Option<AkinWords>>,
}

/// One word of the query.
#[derive(Debug, Clone)]
pub(crate) struct HighlightWord {
    pub(crate) pattern: Pattern,
    pub(crate) parts: Vec<String>,
    /// How far it was looked for.
    pub(crate) tier: Tier,
}

/// How a word stands for one of the query, which it does not match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Akin {
    pub(crate) kind: MatchKind,
    /// Which word of the query, by position.
    pub(crate) word: u16,
    /// How well: the greater the better.
    pub(crate) worth: f32,
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

    /// The words of `text` that say what a word of the query says, in a row that was found so: ascending,
    /// on character boundaries. Where the program was built without meaning there are none.
    pub fn akin(&self, text: &str) -> Vec<Highlight> {
        let mut found = Vec::new();
        each_word(text, |there| {
            let akin = self.all_akin_to(there.key).filter(|_| !there.joined);
            let akin = akin.max_by(|a, b| a.worth.total_cmp(&b.worth).then(b.word.cmp(&a.word)));
            found.extend(akin.map(|akin| Highlight { span: there.span, word: akin.word }));
        });
        found
    }

    /// Whether the word of the query at `word` says something; one that only holds others together is no
    /// reason for a row that was found by its meaning.
    #[cfg(feature = "meaning")]
    pub(crate) fn tells(&self, word: usize) -> bool {
        self.kin.get(word).is_none_or(Option::is_some)
    }

    /// Whether a word that matches so by its letters is a reason for a row that was found by its meaning.
    #[cfg(feature = "meaning")]
    pub(crate) fn allows(&self, word: usize, kind: MatchKind) -> bool {
        let open = self.words.get(word).is_some_and(|word| word.pattern.open);
        match self.kin.get(word) {
            Some(kin) => kin.as_ref().is_some_and(|kin| kin.allows(kind, open)),
            None => true,
        }
    }

    #[cfg(not(feature = "meaning"))]
    #[expect(clippy::unused_self, reason = "as where there is something to look into")]
    pub(crate) fn allows(&self, _: usize, _: MatchKind) -> bool {
        true
    }

    #[cfg(not(feature = "meaning"))]
    #[expect(clippy::unused_self, reason = "as where there is something to look into")]
    pub(crate) fn tells(&self, _: usize) -> bool {
        true
    }

    /// The words of the query that the word `key` stands for.
    #[cfg(feature = "meaning")]
    pub(crate) fn all_akin_to(&self, key: &str) -> impl Iterator<Item = Akin> {
        (0..).zip(&self.kin).filter_map(|(word, kin)| {
            let (kind, worth) = kin.as_ref()?.meets(key)?;
            Some(Akin { kind, word, worth })
        })
    }

    #[cfg(not(feature = "meaning"))]
    #[expect(clippy::unused_self, reason = "as where there is something to look into")]
    pub(crate) fn all_akin_to(&self, _: &str) -> impl Iterator<Item = Akin> {
        std::iter::empty()
    }

    /// The words of `text` that the query matches: ascending, without overlap, on character
    /// boundaries. A word that several query words match goes to the best of them.
    pub fn highlights(&self, text: &str) -> Vec<Highlight> {
        self.matches(text, &|_, _| true)
    }

    /// Those of them that are a reason for a row that was found by its meaning: no word that only holds others
    /// together, and none that looks like one of the query where the dictionary knows what that says.
    pub fn highlights_by_meaning(&self, text: &str) -> Vec<Highlight> {
        self.matches(text, &|word, kind| self.allows(word.into(), kind))
    }

    fn matches(&self, text: &str, allows: &dyn Fn(u16, MatchKind) -> bool) -> Vec<Highlight> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = text_words(text);
        let mut found: Vec<(u8, Highlight)> = Vec::new();
        for word in &words {
            let matches = (0..).zip(&self.words).filter_map(|(at, asked)| {
                let found = asked.pattern.match_within(&word.key, asked.tier)?;
                allows(at, found.kind).then_some((found.quality, at))
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
