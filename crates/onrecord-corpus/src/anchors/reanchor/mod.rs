//! Words that were put down of a text, in the text as it is now: the same, moved, changed, ambiguous or
//! lost. Who keeps words across editions of a document asks here: the file of an investigation, the
//! journal of decisions.
//!
//! Nothing is anchored on a guess: words that may have been meant by chance, or that resemble too little,
//! have no place. What has one is told by its [`AnchorState`], so that nobody takes changed words for
//! those that were put down.

mod approximate;
mod context;
mod edges;
mod edits;
mod plain;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memmem::Finder;

use self::approximate::{LikePlace, Wanted, WordPlaces, like_places};
use self::context::{AnchorContext, ContextLikeness};
use self::plain::{PlainLetter, PlainText, letters, same_words, span_of, written};
use onrecord_model::{AnchorState, Document, Place};
use onrecord_text::Span;
use unicode_normalization::char::is_combining_mark;

/// Work on one document, in steps of some nanoseconds: a few seconds, for a thousand lost statements of a
/// text of a million letters. Past it nothing is looked for any more, and what is not found is lost.
const BUDGET: u64 = 1_000_000_000;
/// Bytes that are scanned for exact words in the time of one step.
const SCANNED: u64 = 16;
/// Occurrences whose contexts are compared; words that stand more often are ambiguous.
const COMPARED: usize = 500;
/// Words that resemble less have no place. (Of 36 statements deleted from an article, the two that were
/// put elsewhere by a rule without a bound resembled what stood there by 0.57 to 0.67.)
const RESEMBLES: f32 = 0.75;
/// The same for words without context.
const RESEMBLES_ALONE: f32 = 0.8;
/// By so much a place must be better than the second.
const CLEARLY: f32 = 0.1;
/// Letters and words from which on it is no chance that they stand somewhere.
const TELLING: (usize, usize) = (24, 4);

/// Words as they were put down.
#[derive(Debug, Clone, Copy, Default)]
pub struct WantedWords<'w> {
    /// The words. With too few letters they are lost.
    pub exact: &'w str,
    /// What stood directly before them, as much as anybody put down.
    pub prefix: Option<&'w str>,
    /// What stood directly behind them.
    pub suffix: Option<&'w str>,
    /// The number of their paragraph, from 1.
    pub paragraph: Option<u32>,
    /// Their page, the time of their caption, or their line.
    pub place: Option<Place>,
}

/// Where words stand now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchored {
    /// How they stand.
    pub state: AnchorState,
    /// Their bytes, or those of what became of them; `None` where they have no place.
    pub span: Option<Span>,
}

impl Anchored {
    const LOST: Self = Self { state: AnchorState::Lost, span: None };

    fn ambiguous(count: usize) -> Self {
        Self { state: AnchorState::Ambiguous { count: count as u32 }, span: None }
    }
}

/// A document in which words are looked for. What is made of it for that is kept for the next words.
#[derive(Debug)]
pub struct Reanchor {
    document: Document,
    plain: OnceCell<PlainText>,
    places: OnceCell<WordPlaces>,
    left: u64,
}

impl Reanchor {
    /// To look for words in `document`. Nothing is done before somebody asks.
    pub fn of(document: &Document) -> Self {
        let document = document.clone();
        Self { document, plain: OnceCell::new(), places: OnceCell::new(), left: BUDGET }
    }

    /// Where `wanted` stand.
    pub fn find(&mut self, wanted: &WantedWords<'_>) -> Anchored {
        if let Some(span) = self.untouched(wanted) {
            return Anchored { state: AnchorState::Same, span: Some(span) };
        }
        let pattern = letters(wanted.exact);
        if pattern.is_empty() || self.left == 0 {
            return Anchored::LOST;
        }
        let around = AnchorContext::of(wanted.prefix, wanted.suffix);
        let exact = written(&pattern);
        let (found, count) = self.occurrences(wanted, &pattern, &exact);
        match found.as_slice() {
            [] if count == 0 => self.resembling(wanted, &exact, &around),
            [only] if count == 1 => self.only(wanted, &pattern, only, &around),
            several => self.chosen(wanted, several, count, &around),
        }
    }

    /// The paragraphs that words stand in, editions apart, as long as half of all work is left.
    pub(crate) fn paragraphs_with(&mut self, exact: &str) -> Vec<u32> {
        let pattern = letters(exact);
        if pattern.is_empty() || self.left < BUDGET / 2 {
            return Vec::new();
        }
        let wanted = WantedWords { exact, ..WantedWords::default() };
        let (found, _) = self.occurrences(&wanted, &pattern, &written(&pattern));
        let mut paragraphs: Vec<_> =
            found.iter().map(|one| self.document.paragraph_at(one.span.start)).collect();
        paragraphs.dedup();
        paragraphs
    }

    /// The words with all that stood around them, byte for byte, if that stands once.
    fn untouched(&mut self, wanted: &WantedWords<'_>) -> Option<Span> {
        let (prefix, suffix) = (wanted.prefix?, wanted.suffix?);
        let text = self.document.text();
        self.left = self.left.checked_sub(1 + text.len() as u64 / SCANNED)?;
        let whole = [prefix, wanted.exact, suffix].concat();
        let finder = Finder::new(&whole);
        let mut found = finder.find_iter(text.as_bytes());
        let at = found.next().filter(|_| found.next().is_none() && !wanted.exact.is_empty())?;
        let start = at + prefix.len();
        Some(Span::at(start, start + wanted.exact.len()))
    }

    fn plain(&self) -> &PlainText {
        self.plain.get_or_init(|| PlainText::of(self.document.text()))
    }

    fn spend(&mut self, cost: u64) -> bool {
        spend(&mut self.left, cost)
    }

    /// Where the words stand, editions apart: the first places, and how many there are.
    fn occurrences(
        &mut self,
        wanted: &WantedWords<'_>,
        pattern: &[PlainLetter],
        exact: &str,
    ) -> (Vec<ExactPlace>, usize) {
        if !self.spend(1 + self.document.text().len() as u64 / SCANNED) {
            return (Vec::new(), 0);
        }
        let (mut found, mut count) = (Vec::new(), 0);
        let (document, plain) = (self.document.clone(), self.plain());
        let text = document.text();
        let [inside_before, inside_behind] = cuts_words(wanted);
        let mut spent = 0;
        for at in Finder::new(exact).find_iter(plain.text.as_bytes()) {
            let range = at..at + exact.len();
            spent += exact.len() as u64;
            if found.len() > COMPARED {
                count += 1;
                continue;
            }
            let there = plain.letters(text, range.clone());
            let Some(span) = span_of(text, &there).filter(|_| same_words(pattern, &there)) else {
                continue;
            };
            let [opens, closes] = inside_words(text, span);
            if (opens && !inside_before) || (closes && !inside_behind) {
                continue;
            }
            count += 1;
            found.push(ExactPlace { range, span: with_dashes(text, span, wanted.exact) });
        }
        self.left = self.left.saturating_sub(spent);
        (found, count)
    }

    /// The words stand once.
    fn only(
        &self,
        wanted: &WantedWords<'_>,
        pattern: &[PlainLetter],
        found: &ExactPlace,
        around: &AnchorContext,
    ) -> Anchored {
        let ExactPlace { range, span } = found;
        let sides = around.compared(&self.plain().text, range.start, range.end);
        let here = |state| Anchored { state, span: Some(*span) };
        let placed = |paragraph: u32| self.document.paragraph_at(span.start) == paragraph;
        let (alike, some) = match (around.is_known(), wanted.paragraph.map(placed)) {
            (true, _) => (sides.are_alike(), sides.one_is_alike()),
            (false, there) => (there != Some(false), false),
        };
        if alike {
            here(AnchorState::Same)
        } else if some || is_telling(pattern) {
            here(AnchorState::Moved)
        } else {
            Anchored::ambiguous(1)
        }
    }

    /// The words stand several times: those whose context is clearly more alike, and of equals those on
    /// the page, at the time or in the paragraph that was put down.
    fn chosen(
        &mut self,
        wanted: &WantedWords<'_>,
        several: &[ExactPlace],
        count: usize,
        around: &AnchorContext,
    ) -> Anchored {
        if count > COMPARED || !self.spend(around.cost() * count as u64) {
            return Anchored::ambiguous(count);
        }
        let text = &self.plain().text;
        let compared = |one: &ExactPlace| around.compared(text, one.range.start, one.range.end);
        let mut ranked: Vec<(f32, ContextLikeness, Span)> = several
            .iter()
            .map(|one| (compared(one), one.span))
            .map(|(sides, span)| (sides.mean(), sides, span))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some((best, _, _)) = ranked.first().copied() else { return Anchored::LOST };
        ranked.retain(|(mean, ..)| best - mean < CLEARLY);
        let [(_, sides, span)] = ranked.as_slice() else {
            let mut placed = ranked.iter().filter(|(_, s, at)| self.is_at(wanted, *at, *s));
            return match (placed.next(), placed.next()) {
                (Some((_, _, span)), None) => {
                    Anchored { state: AnchorState::Same, span: Some(*span) }
                }
                _ => Anchored::ambiguous(count),
            };
        };
        if !sides.one_is_alike() {
            return Anchored::ambiguous(count);
        }
        let state = if sides.are_alike() { AnchorState::Same } else { AnchorState::Moved };
        Anchored { state, span: Some(*span) }
    }

    /// Whether a span is on the page, at the time or in the paragraph that was put down. What stands
    /// in front of a paragraph changes its number: that tells only places apart that are alike.
    fn is_at(&self, wanted: &WantedWords<'_>, span: Span, sides: ContextLikeness) -> bool {
        let paragraph = || wanted.paragraph == Some(self.document.paragraph_at(span.start));
        let timed = |place: Place| self.document.place_at(span.start) == Some(place);
        wanted.place.map_or_else(|| sides.one_is_alike() && paragraph(), timed)
    }

    /// The words do not stand there letter for letter.
    fn resembling(
        &mut self,
        wanted: &WantedWords<'_>,
        exact: &str,
        around: &AnchorContext,
    ) -> Anchored {
        let context = |words: Option<&str>| words.map(|words| written(&letters(words)));
        let (prefix, suffix) = (context(wanted.prefix), context(wanted.suffix));
        let mut left = self.left;
        let mut spend = |cost| spend(&mut left, cost);
        let plain = self.plain();
        let places = || self.places.get_or_init(|| WordPlaces::of(&plain.text));
        let wanted_plain =
            Wanted { exact, prefix: prefix.as_deref(), suffix: suffix.as_deref(), around };
        let found = like_places(&plain.text, &wanted_plain, places, &mut spend);
        let best = best_of(&plain.text, found, around);
        let anchored = best.and_then(|(place, sides)| {
            let resembles = if around.is_known() {
                place.likeness >= RESEMBLES && sides.one_is_alike()
            } else {
                place.likeness >= RESEMBLES_ALONE && is_telling(&letters(exact))
            };
            let there = plain.letters(self.document.text(), place.range.clone());
            let span = span_of(self.document.text(), &there).filter(|_| resembles)?;
            let span = whole_words(self.document.text(), span);
            // Never as good as the words themselves.
            let likeness = ((place.likeness * 100.0) as u8).min(99);
            Some(Anchored { state: AnchorState::Changed { likeness }, span: Some(span) })
        });
        self.left = left;
        anchored.unwrap_or(Anchored::LOST)
    }
}

/// A place where the words stand.
#[derive(Debug)]
struct ExactPlace {
    /// Its bytes in the plain text.
    range: Range<usize>,
    /// Its bytes in the document.
    span: Span,
}

/// The place that is clearly better than the others, by its words and by what stands around them.
fn best_of(
    text: &str,
    found: Vec<LikePlace>,
    around: &AnchorContext,
) -> Option<(LikePlace, ContextLikeness)> {
    let mut ranked: Vec<_> = found
        .into_iter()
        .map(|place| {
            let sides = around.compared(text, place.range.start, place.range.end);
            let beside = if around.is_known() { sides.mean() } else { place.likeness };
            let score = place.likeness * 0.6 + beside * 0.4;
            (score, place, sides)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranked = ranked.into_iter();
    let (best, place, sides) = ranked.next()?;
    let clear = ranked.next().is_none_or(|(second, ..)| best - second >= CLEARLY);
    clear.then_some((place, sides))
}

/// Takes `cost` from what is left; `false` where that is not enough, and nothing is left then.
fn spend(left: &mut u64, cost: u64) -> bool {
    let enough = *left >= cost;
    *left = left.saturating_sub(cost);
    enough
}

/// Whether words are so many that they do not stand somewhere by chance.
pub(crate) fn is_no_chance(words: &str) -> bool {
    is_telling(&letters(words))
}

/// Whether words are so many that they do not stand somewhere by chance.
fn is_telling(words: &[PlainLetter]) -> bool {
    let (most, words_of) = TELLING;
    let spaces =
        words.iter().skip(1).filter(|letter| letter.joint != plain::LetterJoint::Close).count();
    words.len() >= most && spaces + 1 >= words_of
}

/// Whether the words were cut out of longer ones, before and behind.
fn cuts_words(wanted: &WantedWords<'_>) -> [bool; 2] {
    let word = char::is_alphanumeric;
    let before = wanted.prefix.is_some_and(|prefix| prefix.ends_with(word));
    let behind = wanted.suffix.is_some_and(|suffix| suffix.starts_with(word));
    [before && wanted.exact.starts_with(word), behind && wanted.exact.ends_with(word)]
}

/// Whether a span begins or ends inside a word.
fn inside_words(text: &str, span: Span) -> [bool; 2] {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let within = span.of(text);
    let before = Span::new(0, span.start).of(text).chars().next_back();
    let behind = text.get(span.end as usize..).and_then(|text| text.chars().next());
    [
        word(before) && word(within.chars().next()),
        word(behind) && word(within.trim_end_matches(is_combining_mark).chars().next_back()),
    ]
}

/// The span out to the ends of the words that it begins and ends in.
fn whole_words(text: &str, span: Span) -> Span {
    let [opens, closes] = inside_words(text, span);
    let word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let before = Span::new(0, span.start).of(text);
    let behind = Span::at(span.end as usize, text.len()).of(text);
    let start = if opens { before.trim_end_matches(word).len() } else { before.len() };
    let more = if closes { behind.len() - behind.trim_start_matches(word).len() } else { 0 };
    Span::new(start as u32, span.end + more as u32)
}

/// The span with the dashes that the words begin or end with, which are no letters.
fn with_dashes(text: &str, span: Span, exact: &str) -> Span {
    let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−');
    let before = Span::new(0, span.start).of(text).trim_end();
    let opens = exact.starts_with(dash) && before.ends_with(dash);
    let start = if opens { before.trim_end_matches(dash).len() as u32 } else { span.start };
    let behind = Span::at(span.end as usize, text.len()).of(text);
    let dashes = behind.trim_start();
    let closes = exact.ends_with(dash) && dashes.starts_with(dash);
    let more = if closes { behind.len() - dashes.trim_start_matches(dash).len() } else { 0 };
    Span::new(start, span.end + more as u32)
}
