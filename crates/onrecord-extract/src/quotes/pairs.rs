//! Double marks in pairs: one pass over a paragraph with the marks that are open on a stack.

use std::collections::BTreeMap;

use super::sides::Sides;
use crate::tokens::{QuoteMark, Token, TokenKind};

/// How a quote was opened, and so which mark closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkPair {
    /// “A”
    Curly,
    /// „A“ and „A”
    Low,
    /// ”A”
    High,
    /// «A»
    Angle,
    /// »A« and »A»
    Inward,
    /// "A"
    Straight,
}

/// The most quotes inside one another: each mark is held against all that are open.
const DEEPEST: usize = 8;

/// The double marks that open something, with the marks that close them.
#[derive(Debug, Default)]
pub(super) struct Pairs(BTreeMap<usize, Option<usize>>);

impl Pairs {
    /// Those of a paragraph.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut pairs = Self::default();
        let mut open: Vec<(usize, MarkPair)> = Vec::new();
        let marks = MarksInPlace::of(text, tokens);
        for (number, (at, mark, sides)) in marks.0.iter().copied().enumerate() {
            let inch = open.last().is_some_and(|(_, how)| *how == MarkPair::Straight)
                && mark == QuoteMark::Straight
                && marks.is_inch(number);
            if inch {
                continue;
            }
            let own = open.last().is_some_and(|(_, how)| closes(mark, *how, sides));
            if own {
                pairs.shut(&mut open, at);
                continue;
            }
            if let Some(how) = opens(mark, sides, at == 0) {
                // Of marks that are never closed only the newest are waited for.
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((at, how));
                pairs.0.insert(at, None);
            } else if let Some(outer) = open.iter().rposition(|(_, how)| closes(mark, *how, sides))
            {
                open.truncate(outer + 1);
                pairs.shut(&mut open, at);
            }
        }
        pairs
    }

    /// The newest open mark is closed at `at`.
    fn shut(&mut self, open: &mut Vec<(usize, MarkPair)>, at: usize) {
        if let Some((start, _)) = open.pop() {
            self.0.insert(start, Some(at));
        }
    }

    /// What closes the mark at `at`.
    pub(super) fn close(&self, at: usize) -> Option<usize> {
        self.0.get(&at).copied().flatten()
    }

    /// Whether the mark at `at` opens something, closed or not.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.0.contains_key(&at)
    }

    /// The next mark behind `at` that opens something.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        self.0.range(at + 1..).next().map(|(next, _)| *next)
    }
}

/// The double marks of a paragraph with what stands beside them.
struct MarksInPlace(Vec<(usize, QuoteMark, Sides)>);

impl MarksInPlace {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let marks = tokens.iter().enumerate().filter_map(|(at, token)| match token.kind {
            TokenKind::Quote(mark) if !super::is_single(mark) => {
                Some((at, mark, Sides::of(text, token.span)))
            }
            _ => None,
        });
        Self(marks.collect())
    }

    /// Whether a straight mark behind a digit means inches: the next one does not open a quote.
    fn is_inch(&self, number: usize) -> bool {
        let numeric = self.0.get(number).is_some_and(|(_, _, sides)| sides.is_number_before());
        let mut behind = self.0.iter().skip(number + 1);
        let next = behind.find(|(_, mark, _)| *mark == QuoteMark::Straight);
        numeric && next.is_some_and(|(_, _, sides)| !sides.is_free_before_mark())
    }
}

/// What the mark opens where it stands; `first`: it is the first of its paragraph.
fn opens(mark: QuoteMark, sides: Sides, first: bool) -> Option<MarkPair> {
    match mark {
        QuoteMark::Open if !sides.closes_by_place() => Some(MarkPair::Curly),
        QuoteMark::Low => Some(MarkPair::Low),
        QuoteMark::OpenAngle if !sides.closes_by_place() => Some(MarkPair::Angle),
        // »A quote that goes on, opened with a closing mark.
        QuoteMark::Close if first || sides.opens_by_place() => Some(MarkPair::High),
        QuoteMark::CloseAngle if first || sides.opens_by_place() => Some(MarkPair::Inward),
        QuoteMark::Straight
            if sides.is_free_before() || !sides.is_number_before() && sides.is_word_after() =>
        {
            Some(MarkPair::Straight)
        }
        _ => None,
    }
}

fn closes(mark: QuoteMark, opened: MarkPair, sides: Sides) -> bool {
    let behind = !sides.is_letter_after();
    let inside = sides.before.is_some_and(|c| !c.is_whitespace());
    match opened {
        MarkPair::Curly => {
            mark == QuoteMark::Close
                || mark == QuoteMark::Straight && behind
                || mark == QuoteMark::Open && sides.closes_by_place()
        }
        MarkPair::Low => match mark {
            QuoteMark::Open | QuoteMark::Close => inside || behind,
            QuoteMark::Straight => behind,
            _ => false,
        },
        MarkPair::High => mark == QuoteMark::Close || mark == QuoteMark::Straight && behind,
        MarkPair::Angle => mark == QuoteMark::CloseAngle,
        MarkPair::Inward => matches!(mark, QuoteMark::OpenAngle | QuoteMark::CloseAngle) && inside,
        MarkPair::Straight => match mark {
            QuoteMark::Straight => !(sides.is_free_before_mark() && sides.is_word_after()),
            QuoteMark::Close => true,
            _ => false,
        },
    }
}
