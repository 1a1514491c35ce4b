//! What comes nearest to words that do not stand in a source: help for the author, never an anchor.
//!
//! Approximate substring search after Sellers (1980, "The theory and computation of evolutionary
//! distances"): the dynamic program of edit distance whose first row is free, so that a match may
//! begin anywhere. It keeps the start of every candidate and needs memory for the words only.

use super::Search;
use onrecord_model::Document;
use onrecord_model::fault::Near;
use onrecord_text::Span;
use unicode_normalization::UnicodeNormalization;

/// One error in four characters is borne. At half (as Hypothesis does it) short words were put on
/// passages that had nothing to do with them; from three quarters up none was.
const ERRORS_IN: usize = 4;
/// The longest words looked for, in characters; longer ones are looked for by their beginning.
const LONGEST: usize = 400;

impl Search {
    /// The place of `document` nearest to `words`, if any resembles them: in `first`, where they
    /// were expected, else anywhere. Of equals the first.
    pub(crate) fn nearest(
        &mut self,
        document: &Document,
        words: &str,
        first: Option<Span>,
    ) -> Option<Near> {
        let pattern: Vec<char> = words.chars().take(LONGEST).map(folded).collect();
        let whole = Span::at(0, document.text().len());
        let (span, errors) = [first, Some(whole)].into_iter().flatten().find_map(|scope| {
            let cost = u64::from(scope.len()) * pattern.len() as u64;
            if !self.spend(cost) {
                return None;
            }
            let (span, errors) = closest(document.words(scope), &pattern)?;
            let near = errors * ERRORS_IN <= pattern.len();
            near.then(|| (span.shifted(scope.start), errors))
        })?;
        let words = document.words(span).to_owned();
        let paragraph = document.paragraph_at(span.start);
        Some(Near { paragraph, words, alike: errors == 0 })
    }
}

/// The span of `text` with the smallest edit distance to `pattern`, and that distance.
fn closest(text: &str, pattern: &[char]) -> Option<(Span, usize)> {
    // Of every prefix of the pattern: its distance to what ends here, and where that starts.
    let mut column: Vec<(usize, usize)> = (0..=pattern.len()).map(|cost| (cost, 0)).collect();
    let mut best: Option<(Span, usize)> = None;
    for (at, c) in text.char_indices() {
        let (end, c) = (at + c.len_utf8(), folded(c));
        let mut diagonal = (0, at);
        let mut above = (0, end);
        for (slot, wanted) in column.iter_mut().skip(1).zip(pattern) {
            let left = *slot;
            let swap = (diagonal.0 + usize::from(c != *wanted), diagonal.1);
            let skip = (left.0 + 1, left.1);
            let miss = (above.0 + 1, above.1);
            diagonal = left;
            *slot = swap.min(skip).min(miss);
            above = *slot;
        }
        let (cost, start) = above;
        if best.is_none_or(|(_, least)| cost < least) && start < end {
            best = Some((Span::at(start, end), cost));
        }
    }
    best
}

/// A character without case, accent and typographic shape, so that these cost nothing.
fn folded(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '\'' => '"',
        '‐'..='―' | '−' => '-',
        _ if c.is_whitespace() => ' ',
        _ => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_is_named_or_none() {
        let text = "Carlos Marroquín knew.\n\n“They didn’t keep their word,” he said.\n\nNo deal.";
        let document = Document::new(text);
        for (words, want) in [
            ("Carlos Marroquin", Some((1, "Carlos Marroquín", true))),
            ("they didn't keep\ntheir word", Some((2, "They didn’t keep their word", true))),
            ("They did keep their word", Some((2, "They didn’t keep their word", false))),
            ("Marroqin", Some((1, "Marroquín", false))),
            ("No deals", Some((3, "No deal", false))),
            ("a word about something else", None),
            ("she", None),
            ("", None),
        ] {
            let near = Search::new().nearest(&document, words, None);
            let near = near.as_ref().map(|n| (n.paragraph, n.words.as_str(), n.alike));
            assert_eq!(near, want, "{words}");
        }
    }

    #[test]
    fn where_the_words_were_expected_comes_first() {
        let document = Document::new("No deal, he said.\n\nNo deals, they said.");
        let second = document.block(2).map(|block| block.span);
        for (first, want) in [(None, (1, "No deal")), (second, (2, "No deal"))] {
            let near = Search::new().nearest(&document, "no deal", first).unwrap();
            assert_eq!((near.paragraph, near.words.as_str()), want);
        }
    }

    #[test]
    fn a_spent_budget_names_nothing() {
        let mut search = Search { left: 10, ..Search::new() };
        assert_eq!(search.nearest(&Document::new("four words stand here"), "stands", None), None);
    }

    proptest::proptest! {
        #[test]
        fn what_stands_there_is_nearest(text in "[ab é漢🙂\n]{1,40}", words in "[ab é漢🙂]{1,6}") {
            let document = Document::new(format!("{text}{words}{text}"));
            let near = Search::new().nearest(&document, &words, None).map(|near| near.alike);
            proptest::prop_assert_eq!(near, Some(true));
        }
    }
}
