//! The text of a row: its words, with the words that attribute them where these stood, so that all of
//! it can be shown and marked. Pure; knows no lists.

use std::cmp::Reverse;

use smallvec::SmallVec;

use onrecord_model::Original;
use onrecord_read::rows::{Details, RowPiece};
use onrecord_text::Span;

/// Between pieces that did not stand together.
const GAP: &str = " … ";

/// A row laid out: spans are bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RowText {
    pub(super) text: String,
    pub(super) spans: SmallVec<[Span; 2]>,
    pub(super) mention: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) attribution: SmallVec<[Span; 2]>,
    /// Where the same pieces stood; `None` where the row does not say.
    pub(super) original: Option<Original>,
    /// What is wrong with the pieces.
    pub(super) flaws: Vec<(&'static str, Misfit)>,
}

/// What is wrong with where pieces are said to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// They overlap, stand out of order, or are not the words of the row.
    Pieces,
    /// They are longer or shorter than the bytes named.
    Length,
}

impl RowText {
    /// Lays out the row whose words are `text`.
    pub(super) fn of(text: &str, details: &Details) -> Self {
        let mut laid = Self::default();
        let words = words(text, details, &mut laid.flaws);
        let placed = words.iter().all(|piece| piece.span.is_some());
        let others = || {
            let mention = details.mention.iter().map(|piece| ("speaker.mention", piece));
            let attribution = details.attribution.iter().map(|piece| ("attribution", piece));
            mention.chain(attribution).chain(details.cue.iter().map(|piece| ("cue", piece)))
        };
        for (key, piece) in words.iter().map(|piece| ("spans", piece)).chain(others()) {
            if piece.span.is_some() && !fits(piece) {
                laid.flaws.push((key, Misfit::Length));
            }
        }
        laid.flaws.dedup();
        // Words whose place does not fit keep the order in which they stand in the row.
        let in_order = !placed || !words.iter().all(fits);
        let all: Vec<_> = words.iter().chain(others().map(|(_, piece)| piece)).collect();
        let mut order: Vec<usize> = (0..all.len()).collect();
        let place = |at: &usize| {
            let piece = all.get(*at).filter(|piece| fits(piece))?;
            piece.span.filter(|_| !(in_order && *at < words.len()))
        };
        order.sort_by_key(|at| match place(at) {
            Some(span) => (1, span.start, Reverse(span.end)),
            None => (if *at < words.len() { 0 } else { 2 }, 0, Reverse(0)),
        });
        let mut builder = RowTextBuilder::default();
        let mut here = vec![Span::default(); all.len()];
        for at in order {
            if let Some((slot, piece)) = here.get_mut(at).zip(all.get(at)) {
                *slot = builder.put(&piece.text, place(&at));
            }
        }
        let mut here = here.into_iter();
        laid.spans = here.by_ref().take(words.len()).collect();
        laid.mention = details.mention.as_ref().and_then(|_| here.next());
        laid.attribution = here.by_ref().take(details.attribution.len()).collect();
        laid.cue = details.cue.as_ref().and_then(|_| here.next());
        laid.text = builder.text;
        laid.original = original(&words, details);
        laid
    }
}

/// The pieces of the words. Where those that the row names do not make up its text or cannot have
/// stood so, that is told, and the text is the only piece.
fn words(text: &str, details: &Details, flaws: &mut Vec<(&'static str, Misfit)>) -> Vec<RowPiece> {
    let words = &details.words;
    let whole = || vec![RowPiece { text: text.to_owned(), span: None }];
    if words.is_empty() {
        return whole();
    }
    let joined = words.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(GAP);
    let follows = |(a, b): (&RowPiece, &RowPiece)| match (a.span, b.span) {
        (Some(a), Some(b)) => a.end <= b.start,
        (None, None) => true,
        _ => false,
    };
    if joined != text || !words.iter().zip(words.iter().skip(1)).all(follows) {
        flaws.push(("spans", Misfit::Pieces));
        return whole();
    }
    words.clone()
}

/// Whether a piece is as long as the place it names.
fn fits(piece: &RowPiece) -> bool {
    piece.span.is_some_and(|span| span.len() as usize == piece.text.len())
}

/// Where everything stood, if the row says any of it.
fn original(words: &[RowPiece], details: &Details) -> Option<Original> {
    let spans: SmallVec<_> = words.iter().filter_map(|piece| piece.span).collect();
    let Details { paragraph, paragraph_end, place, .. } = details;
    let says = !details.words.is_empty() || place.is_some() || paragraph.is_some();
    says.then(|| Original {
        spans,
        mention: details.mention.as_ref().and_then(|piece| piece.span),
        cue: details.cue.as_ref().and_then(|piece| piece.span),
        attribution: details.attribution.iter().map(|piece| piece.span).collect(),
        paragraph: *paragraph,
        paragraph_end: *paragraph_end,
        place: place.clone(),
    })
}

/// A text while pieces of another are put into it.
#[derive(Default)]
struct RowTextBuilder {
    text: String,
    /// The place in the other text of the last bytes.
    last: Option<Span>,
}

impl RowTextBuilder {
    /// Puts a piece behind what is there, or finds it in it; pieces come in the order of their places,
    /// the longest of those that begin together first.
    fn put(&mut self, piece: &str, place: Option<Span>) -> Span {
        if let (Some(last), Some(place)) = (self.last, place)
            && let Some(span) = self.meet(piece, last, place)
        {
            return span;
        }
        if !self.text.is_empty() {
            self.text.push_str(GAP);
        }
        let start = self.text.len();
        self.text.push_str(piece);
        self.last = place;
        Span::at(start, self.text.len())
    }

    /// The piece as part or as continuation of the last bytes, where its words are the same there.
    fn meet(&mut self, piece: &str, last: Span, place: Span) -> Option<Span> {
        let first = self.text.len().checked_sub(last.len() as usize)?;
        let into = place.start.checked_sub(last.start)? as usize;
        let there = self.text.get(first..)?.get(into..)?;
        let shared = there.len().min(piece.len());
        if there.get(..shared)? != piece.get(..shared)? {
            return None;
        }
        let start = first + into;
        self.text.push_str(piece.get(shared..)?);
        self.last = Some(Span::new(last.start, last.end.max(place.end)));
        Some(Span::at(start, start + piece.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, start: u32) -> RowPiece {
        RowPiece { text: text.into(), span: Some(Span::new(start, start + text.len() as u32)) }
    }

    fn of(laid: &RowText, span: Option<Span>) -> &str {
        span.map_or("-", |span| span.of(&laid.text))
    }

    #[test]
    fn pieces_stand_in_their_order_and_within_one_another() {
        // “We pay,” said Ana Ruiz, “tomorrow.”
        let details = Details {
            words: vec![piece("We pay", 3), piece("tomorrow.", 31)],
            mention: Some(piece("Ana Ruiz", 18)),
            cue: Some(piece("said", 13)),
            attribution: vec![piece("said Ana Ruiz", 13)],
            ..Details::default()
        };
        let laid = RowText::of("We pay … tomorrow.", &details);
        assert_eq!(laid.text, "We pay … said Ana Ruiz … tomorrow.");
        assert_eq!(of(&laid, laid.spans.get(1).copied()), "tomorrow.");
        assert_eq!((of(&laid, laid.mention), of(&laid, laid.cue)), ("Ana Ruiz", "said"));
        assert_eq!(of(&laid, laid.attribution.first().copied()), "said Ana Ruiz");
        assert_eq!(
            laid.original.map(|o| o.spans.to_vec()),
            Some(vec![Span::new(3, 9), Span::new(31, 40)])
        );
        assert_eq!(laid.flaws, []);
    }

    #[test]
    fn words_without_a_place_stand_behind() {
        let bare = |text: &str| Some(RowPiece { text: text.into(), span: None });
        let details = Details { mention: bare("Ana"), cue: bare("denied"), ..Details::default() };
        let laid = RowText::of("that it was so", &details);
        assert_eq!(laid.text, "that it was so … Ana … denied");
        assert_eq!(of(&laid, laid.cue), "denied");
        assert_eq!(laid.original, None);
    }

    #[test]
    fn what_cannot_have_stood_so_is_told() {
        for (words, text, want) in [
            (vec![piece("a", 5), piece("b", 2)], "a … b", Misfit::Pieces),
            (vec![piece("ab", 5), piece("bc", 6)], "ab … bc", Misfit::Pieces),
            (vec![piece("a", 5)], "b", Misfit::Pieces),
            (
                vec![RowPiece { text: "abc".into(), span: Some(Span::new(1, 2)) }],
                "abc",
                Misfit::Length,
            ),
        ] {
            let laid = RowText::of(text, &Details { words, ..Details::default() });
            assert_eq!(laid.flaws, [("spans", want)], "{text}");
            let shown: Vec<_> = laid.spans.iter().map(|span| span.of(&laid.text)).collect();
            assert_eq!(shown.join(GAP), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_piece_is_there_whatever_its_place(
            words in proptest::collection::vec(("[aé …\n]{1,6}", 0u32..30, 0u32..30), 1..4),
            others in proptest::collection::vec(("[aé …\n]{1,6}", 0u32..30, 0u32..30), 0..4),
            placed in proptest::prelude::any::<bool>(),
        ) {
            let piece = |(text, start, end): &(String, u32, u32)| RowPiece {
                text: text.clone(),
                span: (placed && start < end).then_some(Span { start: *start, end: *end }),
            };
            let words: Vec<_> = words.iter().map(piece).collect();
            let mut others: Vec<_> = others.iter().map(piece).collect();
            let text = words.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(GAP);
            let (cue, mention) = (others.pop(), others.pop());
            let details = Details { words, cue, mention, attribution: others, ..Details::default() };
            let laid = RowText::of(&text, &details);
            let shown: Vec<_> = laid.spans.iter().map(|span| span.of(&laid.text)).collect();
            proptest::prop_assert_eq!(shown.join(GAP), text);
            proptest::prop_assert!(laid.spans.is_sorted_by(|a, b| a.end <= b.start));
            let of = |span: Option<Span>| span.map(|span| span.of(&laid.text).to_owned());
            proptest::prop_assert_eq!(of(laid.cue), details.cue.map(|p| p.text));
            proptest::prop_assert_eq!(of(laid.mention), details.mention.map(|p| p.text));
            for (span, piece) in laid.attribution.iter().zip(&details.attribution) {
                proptest::prop_assert_eq!(span.of(&laid.text), &piece.text);
            }
        }
    }
}
