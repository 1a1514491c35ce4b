//! Where a place that resembles words begins and ends. A last word that was replaced is cheaper to leave
//! out than to take in; what stood behind the words says how far they go.

use std::ops::{Range, RangeInclusive};

use super::context::{AnchorContext, low};
use super::edits::{Begin, EditPattern};

/// Bytes by which an edge may move: a long word or two.
const REACH: usize = 40;

/// The words that are looked for, in both directions, and what stood around them.
#[derive(Debug)]
pub(super) struct Edges<'e> {
    pub(super) text: &'e str,
    pub(super) forward: &'e EditPattern,
    pub(super) backward: &'e EditPattern,
    pub(super) around: &'e AnchorContext,
    /// Whether the words begin and end with letters or figures, and not with a mark.
    pub(super) worded: [bool; 2],
}

impl Edges<'_> {
    /// The place `range` (bytes of the text, between characters) as a whole.
    pub(super) fn settled(&self, range: Range<usize>) -> Range<usize> {
        let end = self.end(&range);
        self.start(range.start, end)..end
    }

    /// The edits that lead from the words to those at `range`, as a share of the longer: 1 for none.
    pub(super) fn likeness(&self, range: Range<usize>) -> f32 {
        let inside: Vec<char> = self.text.get(range).into_iter().flat_map(str::chars).collect();
        let (mut cost, lower) = (self.forward.len(), inside.iter().map(|c| low(*c)));
        self.forward.run(lower, Begin::Here, |_, here| cost = here);
        1.0 - cost as f32 / self.forward.len().max(inside.len()).max(1) as f32
    }

    fn end(&self, range: &Range<usize>) -> usize {
        let near = self.near(range.end, range.start..self.text.len());
        let inside =
            self.text.get(range.start..*near.end()).into_iter().flat_map(str::char_indices);
        let steps: Vec<_> =
            inside.map(|(at, c)| (range.start + at + c.len_utf8(), low(c))).collect();
        let ends = |at: usize| {
            let (before, behind) = self.beside(at);
            before.is_some_and(|c| !c.is_whitespace()) && !within_word(before, behind)
        };
        let beyond = |at| {
            let odd = self.beside(at).0.is_some_and(char::is_alphanumeric) != self.worded[1];
            2 * self.around.edits_behind(self.text, at) + usize::from(odd)
        };
        best(&steps, self.forward, |at| near.contains(&at) && ends(at), beyond).unwrap_or(range.end)
    }

    fn start(&self, start: usize, end: usize) -> usize {
        let near = self.near(start, 0..end);
        let inside =
            self.text.get(*near.start()..end).into_iter().flat_map(str::char_indices).rev();
        let steps: Vec<_> = inside.map(|(at, c)| (near.start() + at, low(c))).collect();
        let begins = |at: usize| {
            let (before, behind) = self.beside(at);
            behind.is_some_and(|c| !c.is_whitespace()) && !within_word(before, behind)
        };
        let beyond = |at| {
            let odd = self.beside(at).1.is_some_and(char::is_alphanumeric) != self.worded[0];
            2 * self.around.edits_before(self.text, at) + usize::from(odd)
        };
        best(&steps, self.backward, |at| near.contains(&at) && begins(at), beyond).unwrap_or(start)
    }

    /// The bytes around `at`, both ends among them, that lie in `bounds`.
    fn near(&self, at: usize, bounds: Range<usize>) -> RangeInclusive<usize> {
        let from = self.text.floor_char_boundary(at.saturating_sub(REACH));
        let to = self.text.ceil_char_boundary(at + REACH);
        from.max(bounds.start)..=to.min(bounds.end)
    }

    fn beside(&self, at: usize) -> (Option<char>, Option<char>) {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        (before, self.text.get(at..).and_then(|text| text.chars().next()))
    }
}

fn within_word(before: Option<char>, behind: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word(before) && word(behind)
}

/// Of the bytes where one may stop after each character, the last of those with the fewest edits inside
/// and half of what `beyond` counts.
fn best(
    steps: &[(usize, char)],
    pattern: &EditPattern,
    may_stop: impl Fn(usize) -> bool,
    beyond: impl Fn(usize) -> usize,
) -> Option<usize> {
    let mut costs = Vec::with_capacity(steps.len());
    pattern.run(steps.iter().map(|(_, c)| *c), Begin::Here, |_, cost| costs.push(cost));
    let mut best: Option<(usize, usize)> = None;
    for ((at, _), cost) in steps.iter().zip(costs).filter(|((at, _), _)| may_stop(*at)) {
        let cost = 2 * cost + beyond(*at);
        if best.is_none_or(|(least, _)| cost <= least) {
            best = Some((cost, *at));
        }
    }
    best.map(|(_, at)| at)
}
