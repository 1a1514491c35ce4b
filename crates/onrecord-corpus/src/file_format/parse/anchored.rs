//! [`PlacedStatement`]: the words of a statement in their source, which may be another than they were put down from.
//!
//! A statement is never left out for that: what has no place any more keeps its words, and is told.

use smallvec::{SmallVec, smallvec};

use super::resolver::{Anchor, LoadedSource, Resolver};
use crate::anchors::reanchor::{Anchored, Reanchor, WantedWords, is_no_chance};
use crate::anchors::{Miss, Resolved, Selector};
use onrecord_model::fault::FaultKind;
use onrecord_model::{AnchorState, Document, Recorded, RecordedWords, SourceIx};
use onrecord_text::Span;

/// Bytes of words below which they may stand in any paragraph.
const SHORT: usize = 8;

/// The words of a statement, each piece with where it stands now.
#[derive(Debug)]
pub(super) struct PlacedStatement {
    pub(super) source: SourceIx,
    /// Their places; an only, empty one where a piece has none.
    pub(super) spans: SmallVec<[Span; 2]>,
    /// What was put down, where that is not what stands there.
    pub(super) recorded: Option<Recorded>,
    /// Whether they were put down from another edition, or do not stand as they were put down.
    pub(super) unaccepted: bool,
}

impl PlacedStatement {
    /// Whether the statement has a place in its source.
    pub(super) fn has_place(&self) -> bool {
        self.recorded.as_ref().is_none_or(|recorded| recorded.state.has_place())
    }
}

impl<'n> Resolver<'n> {
    /// The pieces of a statement in `source`; `None` where the source has no text.
    pub(super) fn placed(
        &mut self,
        pieces: &[Anchor<'n>],
        source: SourceIx,
    ) -> Option<PlacedStatement> {
        let found: Vec<_> = pieces.iter().map(|piece| self.anchored(piece, source)).collect();
        let found: Vec<Anchored> = found.into_iter().collect::<Option<_>>()?;
        let mut state = found.iter().fold(AnchorState::Same, |state, one| worse(state, one.state));
        let mut order: Vec<_> = found.iter().zip(pieces).collect();
        if state.has_place() {
            order.sort_by_key(|(one, _)| one.span);
        }
        let loaded = self.sources.get_mut(source.at())?;
        let mut spans: SmallVec<[Span; 2]> = order.iter().filter_map(|(one, _)| one.span).collect();
        let overlap = || spans.iter().zip(spans.iter().skip(1)).any(|(a, b)| a.meet(*b).is_some());
        if matches!(state, AnchorState::Changed { .. }) && overlap() {
            // Two pieces that became the same words: one of them is not there.
            state = AnchorState::Lost;
        }
        loaded.states.count(state);
        if !state.has_place() {
            let near = spans.first().map(|span| span.start);
            let near = near.unwrap_or_else(|| near_place(loaded, pieces));
            spans = smallvec![Span::new(near, near)];
        }
        let recorded = (state != AnchorState::Same).then(|| Recorded {
            state,
            pieces: order.iter().map(|(_, piece)| words(&piece.selector)).collect(),
            cue: None,
        });
        let unaccepted = loaded.changed || recorded.is_some();
        Some(PlacedStatement { source, spans, recorded, unaccepted })
    }

    /// One piece; what is not as it was put down is told.
    fn anchored(&mut self, piece: &Anchor<'n>, source: SourceIx) -> Option<Anchored> {
        let loaded = self.sources.get_mut(source.at())?;
        if loaded.trouble.is_some() {
            loaded.left_out += 1;
            return None;
        }
        let selector = &loaded.now(&piece.selector);
        let paragraph = loaded.sure_paragraph(&piece.selector);
        let sure = paragraph.is_some_and(|paragraph| loaded.has_once(paragraph, selector.exact));
        let document = &loaded.source.document;
        let resolved = self.search.resolve(document, selector, None);
        let placed = |state, span| Anchored { state, span: Some(span) };
        let anchored = match resolved {
            // A number alone says nothing once something may have been put in before it.
            Ok(Resolved::There(span))
                if !loaded.changed || sure || !goes_by_number(&piece.selector) =>
            {
                return Some(placed(AnchorState::Same, span));
            }
            Ok(Resolved::Elsewhere(span)) if !loaded.changed => placed(AnchorState::Moved, span),
            _ => {
                let search = loaded.reanchor.get_or_insert_with(|| Reanchor::of(document).into());
                // A paragraph that is not known again is no place.
                let paragraph = piece.selector.paragraph.and(paragraph.or(Some(0)));
                let selector = Selector { paragraph, ..*selector };
                nth_apart(search.find(&wanted(&selector)), &piece.selector)
            }
        };
        let (document, changed) = (document.clone(), loaded.changed);
        self.tell(piece, &document, changed, (&resolved, anchored));
        Some(anchored)
    }

    fn tell(
        &mut self,
        piece: &Anchor<'n>,
        document: &Document,
        changed: bool,
        (resolved, anchored): (&Result<Resolved, Miss>, Anchored),
    ) {
        let selector = &piece.selector;
        let words = || selector.exact.to_owned();
        let what = match (anchored.state, resolved) {
            (AnchorState::Same, _) if changed => return,
            (AnchorState::Same, Ok(_)) => return,
            (AnchorState::Moved, _) => {
                let paragraph = anchored.span.map(|span| document.paragraph_at(span.start));
                let Some(paragraph) = paragraph else { return };
                FaultKind::Moved { words: words(), paragraph }
            }
            (_, Err(Miss::Nth { nth, count })) => {
                FaultKind::Nth { words: words(), nth: *nth, count: *count }
            }
            (_, Err(Miss::NoParagraph(paragraph))) => {
                FaultKind::NoParagraph { paragraph: *paragraph, paragraphs: document.paragraphs() }
            }
            (AnchorState::Ambiguous { count }, resolved) => {
                let paragraphs = match resolved {
                    Err(Miss::Ambiguous { paragraphs, .. }) => paragraphs.clone(),
                    Ok(_) | Err(_) => Vec::new(),
                };
                FaultKind::Ambiguous { words: words(), count, paragraphs }
            }
            (_, Err(Miss::Ambiguous { count, paragraphs })) => FaultKind::Ambiguous {
                words: words(),
                count: *count,
                paragraphs: paragraphs.clone(),
            },
            (AnchorState::Same | AnchorState::Changed { .. } | AnchorState::Lost, _) => {
                let named = selector.paragraph.and_then(|number| document.block(number));
                let expected = anchored.span.or(named.map(|block| block.span));
                let nearest = self.search.nearest(document, selector.exact, expected);
                FaultKind::NotFound { words: words(), nearest }
            }
        };
        self.sink.put(piece.at, what);
    }
}

impl LoadedSource {
    /// The number that the paragraph of words has now, where it is known by more than themselves.
    fn sure_paragraph(&self, selector: &Selector<'_>) -> Option<u32> {
        let (number, renumbered) = (selector.paragraph?, self.renumbered.as_ref()?);
        let now = renumbered.now(number)?;
        // The paragraph with the number that was put down, which has the words as well, is mostly that.
        let same = now == number && selector.exact.len() >= SHORT;
        let known = renumbered.is_sure_of(number) || is_no_chance(selector.exact) || same;
        known.then_some(now)
    }

    /// Whether words stand once in a paragraph.
    fn has_once(&self, paragraph: u32, exact: &str) -> bool {
        let document = &self.source.document;
        let block = document.block(paragraph).map(|block| block.span);
        block.is_some_and(|block| document.words(block).matches(exact).count() == 1)
    }
}

/// Whether only a number says which of several places is meant.
fn goes_by_number(selector: &Selector<'_>) -> bool {
    let numbered = selector.paragraph.is_some() || selector.nth.is_some();
    numbered && selector.prefix.is_none() && selector.suffix.is_none()
}

/// Of several words that only a number told apart one is left: it may be another.
fn nth_apart(found: Anchored, selector: &Selector<'_>) -> Anchored {
    let numbered = selector.nth.is_some() && goes_by_number(selector);
    if numbered && found.state.has_words() {
        return Anchored { state: AnchorState::Ambiguous { count: 1 }, span: None };
    }
    found
}

fn wanted<'w>(selector: &Selector<'w>) -> WantedWords<'w> {
    WantedWords {
        exact: selector.exact,
        prefix: selector.prefix,
        suffix: selector.suffix,
        paragraph: selector.paragraph,
        place: None,
    }
}

fn words(selector: &Selector<'_>) -> RecordedWords {
    RecordedWords {
        exact: selector.exact.into(),
        prefix: selector.prefix.map(Into::into),
        suffix: selector.suffix.map(Into::into),
    }
}

/// What claims less of a statement one of whose pieces stands so, and another so.
fn worse(one: AnchorState, other: AnchorState) -> AnchorState {
    use AnchorState::Changed;
    match (one, other) {
        (Changed { likeness: a }, Changed { likeness: b }) => Changed { likeness: a.min(b) },
        (one, other) => one.max(other),
    }
}

/// The byte near which words are missed: where what stood before or behind them stands, else the
/// beginning of their paragraph, else of the text.
fn near_place(loaded: &mut LoadedSource, pieces: &[Anchor<'_>]) -> u32 {
    let document = &loaded.source.document;
    let search = loaded.reanchor.get_or_insert_with(|| Reanchor::of(document).into());
    let context = pieces.iter().find_map(|piece| {
        let Selector { prefix, suffix, .. } = piece.selector;
        let mut find = |exact| search.find(&WantedWords { exact, ..WantedWords::default() }).span;
        let before = prefix.and_then(&mut find).map(|span| span.end);
        before.or_else(|| suffix.and_then(find).map(|span| span.start))
    });
    let paragraph = pieces.iter().find_map(|piece| piece.selector.paragraph);
    let block = paragraph.and_then(|number| document.block(number));
    let block = block.or(document.block(1));
    match (context, block) {
        (Some(near), _) => near,
        (None, Some(block)) => block.span.start,
        // There is no text.
        (None, None) => 0,
    }
}
