//! From a selector to its span: finds the words of a record in the text of a source.
//!
//! The parser calls it for every passage. It decides nothing by likeness: words that are not there
//! byte for byte, or more than once with nothing to choose by, are a [`Miss`]. What resembles them
//! is looked for afterwards, by [`near`], only to help the author.

mod describe;
mod near;
pub(super) mod reanchor;
mod seek;

pub(super) use describe::describe;

use std::cell::Cell;

use memchr::memmem::Finder;

use self::seek::Seek;
use onrecord_model::Document;
use onrecord_text::Span;

/// What all help of one opening may cost, in comparisons of two characters: about a second.
const BUDGET: u64 = 400_000_000;
/// Bytes scanned for exact words in the time of one comparison.
const SCANNED: u64 = 32;
/// How many occurrences beyond those that every selector may look at of each selector are looked at in one opening: a second or
/// two. Past them a selector that has more counts as ambiguous with those that were seen.
const LOOKS: u64 = 100_000_000;

/// Words of a source, stored as W3C `TextQuoteSelector` or as the n-th occurrence in a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Selector<'a> {
    /// The words, byte for byte.
    pub exact: &'a str,
    /// What stands directly before them.
    pub prefix: Option<&'a str>,
    /// What stands directly after them.
    pub suffix: Option<&'a str>,
    /// The number of their paragraph, from 1.
    pub paragraph: Option<u32>,
    /// Which occurrence of those between prefix and suffix, from 1, counted without overlap.
    pub nth: Option<u32>,
}

/// Where words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolved {
    /// Where the selector says.
    There(Span),
    /// Once in the source, but in another paragraph or between other words than it says.
    Elsewhere(Span),
}

/// Why a selector has no span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Miss {
    /// The words do not stand in the source.
    NotFound,
    /// They stand there more than once.
    Ambiguous { count: u32, paragraphs: Vec<u32> },
    /// They stand there, between prefix and suffix, less often than `nth`.
    Nth { nth: u32, count: u32 },
    /// There is no such paragraph.
    NoParagraph(u32),
}

/// Finds words, and helps where it cannot. Help (looking elsewhere, naming what is near) is given
/// until its budget is spent, so that a million lost words in a long text do not take hours.
pub(super) struct Search {
    left: u64,
    looks: Cell<u64>,
}

impl Search {
    /// A fresh budget for one opening.
    pub(super) fn new() -> Self {
        Self { left: BUDGET, looks: Cell::new(LOOKS) }
    }

    /// Whether `cost` can still be borne; if so it is spent.
    fn spend(&mut self, cost: u64) -> bool {
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// Finds the span of `selector` in `document`.
    ///
    /// With a paragraph it is looked for there. Else in `home` first (the paragraphs of the
    /// statement it belongs to), and only if the words do not stand there at all, in the whole
    /// text. Words that stand once in the whole text are found even where the paragraph or context
    /// says otherwise, as [`Resolved::Elsewhere`].
    pub(super) fn resolve(
        &mut self,
        document: &Document,
        selector: &Selector,
        home: Option<Span>,
    ) -> Result<Resolved, Miss> {
        let finder = Finder::new(selector.exact);
        let looks = Cell::new(self.looks.get());
        let seek =
            |scope| Seek { document, selector, finder: &finder, scope, looks: &looks }.find();
        let found = self.sought(document, selector, home, seek);
        self.looks.set(looks.get());
        found
    }

    /// As [`Search::resolve`], with a way to look for the words in a scope.
    fn sought(
        &mut self,
        document: &Document,
        selector: &Selector,
        home: Option<Span>,
        seek: impl Fn(Span) -> Result<Resolved, Miss>,
    ) -> Result<Resolved, Miss> {
        let whole = Span::at(0, document.text().len());
        let afar = u64::from(whole.len()) / SCANNED;
        let Some(number) = selector.paragraph else {
            return match home.map(&seek) {
                None => seek(whole),
                Some(Err(Miss::NotFound)) if self.spend(afar) => seek(whole),
                Some(found) => found,
            };
        };
        let missed = match document.block(number).map(|block| seek(block.span)) {
            Some(Err(miss @ (Miss::NotFound | Miss::Nth { .. }))) => miss,
            None => Miss::NoParagraph(number),
            Some(found) => return found,
        };
        if selector.nth.is_some_and(|nth| nth != 1) || !self.spend(afar) {
            return Err(missed);
        }
        match seek(whole) {
            Ok(Resolved::There(span) | Resolved::Elsewhere(span)) => Ok(Resolved::Elsewhere(span)),
            Err(ambiguous @ Miss::Ambiguous { .. }) if missed == Miss::NotFound => Err(ambiguous),
            Err(_) => Err(missed),
        }
    }
}

/// The paragraphs that `span` touches, from the first byte of the first to the last of the last.
pub(super) fn paragraphs_of(document: &Document, span: Span) -> Span {
    let block = |offset| document.block(document.paragraph_at(offset)).map(|b| b.span);
    let first = block(span.start).unwrap_or(span);
    let last = block(span.end.saturating_sub(1)).unwrap_or(span);
    Span::new(first.start.min(span.start), last.end.max(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "He said that he knew.\n\n“They lied,” he said.\r\n\r\nHe left, he said, aa aaa.";

    fn find(selector: Selector, home: Option<Span>) -> Result<(u32, bool), Miss> {
        let found = Search::new().resolve(&Document::new(TEXT), &selector, home)?;
        Ok(match found {
            Resolved::There(span) => (span.start, true),
            Resolved::Elsewhere(span) => (span.start, false),
        })
    }

    #[test]
    fn words_are_found_where_the_selector_says() {
        let words = |exact| Selector { exact, ..Selector::default() };
        let in_paragraph = |n, exact| Selector { paragraph: Some(n), ..words(exact) };
        let nth = |nth, selector| Selector { nth: Some(nth), ..selector };
        let several = |count, paragraphs: &[u32]| {
            Err(Miss::Ambiguous { count, paragraphs: paragraphs.to_vec() })
        };
        let at = |n| TEXT.match_indices("he said").nth(n).map(|(at, _)| at as u32).unwrap();
        let home = Document::new(TEXT).block(2).map(|block| block.span);
        for (selector, home, want) in [
            (words("They lied"), None, Ok((26, true))),
            (words("They  lied"), None, Err(Miss::NotFound)),
            (words("he said"), None, several(2, &[2, 3])),
            (words("he said"), home, Ok((at(0), true))),
            (words("knew"), home, Ok((16, true))),
            (words("aa"), None, several(3, &[3])),
            (nth(2, words("aa")), None, Ok((TEXT.len() as u32 - 4, true))),
            (nth(3, words("aa")), None, Err(Miss::Nth { nth: 3, count: 2 })),
            (nth(2, words("he said")), None, Ok((at(1), true))),
            (nth(2, words("he said")), home, Err(Miss::Nth { nth: 2, count: 1 })),
            (nth(3, words("he said")), None, Err(Miss::Nth { nth: 3, count: 2 })),
            (in_paragraph(3, "he said"), None, Ok((at(1), true))),
            (in_paragraph(1, "knew"), None, Ok((16, true))),
            (in_paragraph(2, "knew"), None, Ok((16, false))),
            (in_paragraph(9, "knew"), None, Ok((16, false))),
            (in_paragraph(9, "nobody"), None, Err(Miss::NoParagraph(9))),
            (in_paragraph(1, "he said"), None, several(2, &[2, 3])),
            (nth(2, in_paragraph(2, "knew")), None, Err(Miss::NotFound)),
            (Selector { suffix: Some(", aa"), ..words("he said") }, None, Ok((at(1), true))),
            (Selector { prefix: Some("” "), ..words("he said") }, None, Ok((at(0), true))),
            (Selector { prefix: Some("? "), ..words("he said") }, None, several(2, &[2, 3])),
            (Selector { prefix: Some("? "), ..words("knew") }, None, Ok((16, false))),
            (
                Selector { prefix: Some("? "), ..nth(1, words("knew")) },
                None,
                Err(Miss::Nth { nth: 1, count: 0 }),
            ),
            (
                Selector { suffix: Some(", aa"), ..nth(1, words("he said")) },
                None,
                Ok((at(1), true)),
            ),
        ] {
            assert_eq!(find(selector, home), want, "{selector:?}");
        }
    }

    #[test]
    fn what_cannot_be_looked_at_is_ambiguous() {
        let document = Document::new("so ".repeat(1000) + "rare");
        let of = |looks, selector: Selector| {
            let mut search = Search { looks: Cell::new(looks), ..Search::new() };
            search.resolve(&document, &selector, None)
        };
        let last = Selector { exact: "so", suffix: Some(" rare"), ..Selector::default() };
        let rare = Selector { exact: "rare", ..Selector::default() };
        assert_eq!(of(LOOKS, last), Ok(Resolved::There(Span::at(2997, 2999))));
        assert!(matches!(of(100, last), Err(Miss::Ambiguous { count: 356, .. })));
        assert_eq!(of(0, rare), Ok(Resolved::There(Span::at(3000, 3004))));
        // Words so long that looking at them costs more than is free: two are seen all the same.
        let long = Selector { exact: &"so ".repeat(900), ..Selector::default() };
        assert!(matches!(of(0, long), Err(Miss::Ambiguous { count: 2.., .. })));
    }

    #[test]
    fn the_home_of_a_span_is_its_paragraphs() {
        let document = Document::new(TEXT);
        let blocks: Vec<_> = document.blocks().iter().map(|block| block.span).collect();
        let (first, second) = (blocks[0], blocks[1]);
        for (span, want) in [
            (Span::new(3, 5), first),
            (Span::new(3, second.start + 1), Span::new(first.start, second.end)),
            (first, first),
        ] {
            assert_eq!(paragraphs_of(&document, span), want);
        }
    }

    /// A text of few letters, so that everything in it is ambiguous, and a span of it.
    fn text_and_span() -> impl Strategy<Value = (String, Span)> {
        let text = "(a|a|a|a|b| |é|“|\n|\r){1,60}";
        (text, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
            |(text, a, b)| {
                let mut bounds: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
                bounds.push(text.len());
                let first = a.index(bounds.len() - 1);
                let last = first + 1 + b.index(bounds.len() - 1 - first);
                let span = Span::at(bounds[first], bounds[last]);
                (text, span)
            },
        )
    }

    proptest! {
        #[test]
        fn context_leads_back_to_the_span((text, span) in text_and_span()) {
            let document = Document::new(text.as_str());
            // All that stands before and after: what is unique with certainty.
            let selector = Selector {
                exact: span.of(&text),
                prefix: text.get(..span.start as usize),
                suffix: text.get(span.end as usize..),
                ..Selector::default()
            };
            prop_assert_eq!(Search::new().resolve(&document, &selector, None), Ok(Resolved::There(span)));
        }

        #[test]
        fn paragraph_and_nth_lead_back_to_the_span((text, span) in text_and_span()) {
            let document = Document::new(text.as_str());
            let number = document.paragraph_at(span.start);
            let block = document.block(number).map(|block| block.span).unwrap_or_default();
            // The part of the span that lies in its paragraph.
            let Some(span) = block.meet(span) else { return Ok(()) };
            let exact = span.of(&text);
            let counted = block.of(&text).match_indices(exact);
            let starts: Vec<_> = counted.map(|(at, _)| at as u32 + block.start).collect();
            let nth = starts.iter().position(|start| *start == span.start);
            // A span that only an overlapping count would reach has no number.
            if nth.is_none() {
                return Ok(());
            }
            let selector = Selector {
                exact,
                paragraph: Some(number),
                nth: nth.map(|nth| nth as u32 + 1),
                ..Selector::default()
            };
            prop_assert_eq!(Search::new().resolve(&document, &selector, None), Ok(Resolved::There(span)));
        }

        #[test]
        fn a_span_found_has_the_words(
            (text, span) in text_and_span(),
            paragraph in prop::option::of(0u32..4),
            nth in prop::option::of(0u32..4),
        ) {
            let exact = span.of(&text);
            let selector = Selector { exact, paragraph, nth, ..Selector::default() };
            let document = Document::new(text.as_str());
            if let Ok(Resolved::There(found) | Resolved::Elsewhere(found)) =
                Search::new().resolve(&document, &selector, None)
            {
                prop_assert_eq!(found.of(&text), exact);
            }
        }
    }
}
