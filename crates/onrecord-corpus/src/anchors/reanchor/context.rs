//! [`AnchorContext`]: what stood before and behind words, compared with what stands there now. By likeness, not
//! letter by letter: an edit next door does not make words others.

use super::edits::EditPattern;
use super::plain::{letters, written};

/// Letters of context below which it says nothing: a quotation mark, "he said".
const LEAST: usize = 8;
/// Letters of context that are compared at most.
const MOST: usize = 400;
/// From here on context is the same, edited.
pub(super) const ALIKE: f32 = 0.6;

/// The recorded context, ready to be compared.
#[derive(Debug)]
pub(super) struct AnchorContext {
    /// What stood before, backward.
    before: Option<EditPattern>,
    behind: Option<EditPattern>,
}

/// How far the context of a place is alike: 0 to 1 for each side that was recorded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ContextLikeness {
    before: Option<f32>,
    behind: Option<f32>,
}

impl AnchorContext {
    pub(super) fn of(prefix: Option<&str>, suffix: Option<&str>) -> Self {
        let side = |words: Option<&str>| words.map(|words| lower(&written(&letters(words))));
        let enough = |side: &Vec<char>| side.len() >= LEAST;
        let before = side(prefix).filter(enough);
        let behind = side(suffix).filter(enough);
        let near = |side: Vec<char>| side.into_iter().take(MOST).collect::<Vec<_>>();
        let backward = |side: Vec<char>| near(side.into_iter().rev().collect());
        let pattern = |side: Vec<char>| EditPattern::new(side.iter().copied());
        Self { before: before.map(backward).map(pattern), behind: behind.map(near).map(pattern) }
    }

    /// Whether there is any.
    pub(super) fn is_known(&self) -> bool {
        self.before.is_some() || self.behind.is_some()
    }

    /// What comparing it with one place costs, in the steps of [`EditPattern::cost`].
    pub(super) fn cost(&self) -> u64 {
        let side = |side: &Option<EditPattern>| side.as_ref().map_or(1, |s| s.cost(2 * s.len()));
        side(&self.before) + side(&self.behind)
    }

    /// How many edits lead from what stood behind the words to what stands behind byte `at` of `text`; 0
    /// where nothing is known.
    pub(super) fn edits_behind(&self, text: &str, at: usize) -> usize {
        let there = text.get(at..).into_iter().flat_map(|text| text.trim_start().chars());
        match &self.behind {
            Some(side) => edits(side, there),
            None => 0,
        }
    }

    /// The same for what stood before them.
    pub(super) fn edits_before(&self, text: &str, at: usize) -> usize {
        let there = text.get(..at).into_iter().flat_map(|text| text.trim_end().chars().rev());
        match &self.before {
            Some(side) => edits(side, there),
            None => 0,
        }
    }

    /// What stands around the bytes `from` to `to` of `text`, compared.
    pub(super) fn compared(&self, text: &str, from: usize, to: usize) -> ContextLikeness {
        let like = |side: &EditPattern, edits: usize| 1.0 - edits as f32 / side.len() as f32;
        let before = self.before.as_ref();
        let behind = self.behind.as_ref();
        ContextLikeness {
            before: before.map(|side| like(side, self.edits_before(text, from))),
            behind: behind.map(|side| like(side, self.edits_behind(text, to))),
        }
    }
}

fn edits(side: &EditPattern, text: impl Iterator<Item = char>) -> usize {
    side.to_beginning(text.take(side.len() * 2).map(low))
}

impl ContextLikeness {
    fn known(self) -> impl Iterator<Item = f32> {
        [self.before, self.behind].into_iter().flatten()
    }

    /// Whether every side that is known is alike.
    pub(super) fn are_alike(self) -> bool {
        self.known().all(|side| side >= ALIKE)
    }

    /// Whether one side is alike.
    pub(super) fn one_is_alike(self) -> bool {
        self.known().any(|side| side >= ALIKE)
    }

    /// Their mean; 0 where none is known.
    pub(super) fn mean(self) -> f32 {
        self.known().sum::<f32>() / self.known().count().max(1) as f32
    }
}

/// A character without its case.
pub(super) fn low(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The characters of a text without their case.
pub(super) fn lower(text: &str) -> Vec<char> {
    text.chars().map(low).collect()
}
