//! The part of a long row in which the words stand, with as much of its sentence as may belong to them.

use std::ops::Range;

use onrecord_language::negates;
use onrecord_model::Document;
use onrecord_text::words::each_word;
use onrecord_text::{Part, Span};
use smallvec::SmallVec;

/// Words beside those that agree which may turn them round, or stand for others.
const BESIDE: usize = 6;

/// A word with the piece of the row that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedWord {
    piece: usize,
    pub(super) span: Span,
}

/// Where the words `agreed` of a row stand, whose pieces are `spans`; `missing` are how many of the words
/// looked for stand before and behind those that agree.
pub(super) fn excerpt(
    document: &Document,
    spans: &[Span],
    agreed: Range<usize>,
    missing: (usize, usize),
) -> SmallVec<[Span; 2]> {
    let words = placed(document, spans);
    let text = document.text();
    let before = words.part(..agreed.start.min(words.len()));
    let back = before.iter().rev().copied();
    let first = words.get(agreed.start).copied();
    let from = match first {
        Some(first) => agreed.start - belonging(text, first, back, missing.0).min(agreed.start),
        None => agreed.start,
    };
    let after = words.part(agreed.end.min(words.len())..).iter().copied();
    let last = agreed.end.checked_sub(1).and_then(|last| words.get(last)).copied();
    let to = match last {
        Some(last) => agreed.end + belonging(text, last, after, missing.1),
        None => agreed.end,
    };
    let to = to.min(words.len());
    let mut pieces: SmallVec<[Span; 2]> = SmallVec::new();
    for same in words.part(from.min(to)..to).chunk_by(|one, next| one.piece == next.piece) {
        if let (Some(first), Some(last)) = (same.first(), same.last()) {
            pieces.push(Span::new(first.span.start, last.span.end.max(first.span.start)));
        }
    }
    pieces
}

/// The words of a row in order, joined forms left out.
pub(super) fn placed(document: &Document, spans: &[Span]) -> Vec<PlacedWord> {
    let mut words = Vec::new();
    for (piece, span) in spans.iter().enumerate() {
        each_word(document.words(*span), |word| {
            if !word.joined {
                words.push(PlacedWord { piece, span: word.span.shifted(span.start) });
            }
        });
    }
    words
}

/// How many of the words `beside` one belong to it: as far as one that turns round what is said, or as many
/// as are missing; never beyond a mark.
fn belonging(
    text: &str,
    word: PlacedWord,
    beside: impl Iterator<Item = PlacedWord>,
    missing: usize,
) -> usize {
    let (mut near, mut belonging) = (word, 0);
    for (count, next) in (1..=BESIDE).zip(beside) {
        let gap = Span::new(next.span.end.min(near.span.end), next.span.start.max(near.span.start));
        let gap = if gap.start <= gap.end { gap.of(text) } else { "" };
        let marked = gap.contains(|c: char| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’'));
        if marked || gap.contains("\n\n") || next.piece != near.piece {
            break;
        }
        let lower = next.span.of(text).to_lowercase().replace('’', "'");
        if count <= missing || negates(&lower) {
            belonging = count;
        }
        near = next;
    }
    belonging
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_turn_the_words_round_belongs_to_them() {
        for (text, agreed, missing, want) in [
            (
                "On Monday we have never paid the miners, he said.",
                "paid the miners",
                (0, 0),
                "never paid the miners",
            ),
            (
                "Never, he said, “we paid the miners” then.",
                "we paid the miners",
                (0, 0),
                "we paid the miners",
            ),
            (
                "He told us that they robbed the miners twice.",
                "the miners",
                (2, 0),
                "they robbed the miners",
            ),
            (
                "We paid the miners nothing at all.",
                "paid the miners",
                (0, 0),
                "paid the miners nothing",
            ),
            ("She didn’t pay the miners.", "pay the miners", (0, 0), "didn’t pay the miners"),
        ] {
            let document = Document::new(text);
            let all = [Span::at(0, text.len())];
            let words = placed(&document, &all);
            let at = text.find(agreed).unwrap();
            let from = words.iter().position(|word| word.span.start as usize == at).unwrap();
            let to = words.iter().position(|word| word.span.end as usize == at + agreed.len());
            let found = excerpt(&document, &all, from..to.unwrap() + 1, missing);
            let found: Vec<_> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, [want], "{text}");
        }
    }
}
