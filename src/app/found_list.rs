//! [`FoundList`]: a list over the panes whose rows are searched for in the background: what was asked, what was
//! found, and the row one stood on. Where words stand, and what somebody said, are such lists.

use std::sync::Arc;

use crate::app::overlay::{Overlay, OverlayKind, hold_cursor};
use crate::app::state::State;

/// What is known of a question `Q` whose answer is `F`.
#[derive(Debug)]
pub struct FoundList<Q, F> {
    /// What was asked last; nothing where its record is gone.
    pub(crate) asked: Option<Q>,
    /// Number of the last question.
    generation: u64,
    /// The answer to it; nothing before it came.
    pub found: Option<Arc<F>>,
    /// The row that one stood on last.
    row: Option<usize>,
}

impl<Q: Clone, F> Clone for FoundList<Q, F> {
    fn clone(&self) -> Self {
        let Self { asked, generation, found, row } = self;
        Self { asked: asked.clone(), generation: *generation, found: found.clone(), row: *row }
    }
}

impl<Q, F> Default for FoundList<Q, F> {
    fn default() -> Self {
        Self { asked: None, generation: 0, found: None, row: None }
    }
}

impl<Q: Clone, F> FoundList<Q, F> {
    /// Begins with another question.
    pub(crate) fn begin(&mut self, asked: Q) {
        *self = Self { asked: Some(asked), generation: self.generation, ..Self::default() };
    }

    /// The question with a number of its own, where there is one that has no answer; answers to earlier ones
    /// count no more.
    pub(crate) fn question(&mut self) -> Option<(u64, Q)> {
        let asked = self.asked.clone().filter(|_| self.found.is_none())?;
        self.generation += 1;
        Some((self.generation, asked))
    }

    /// Takes an answer; whether it is one to the last question.
    pub(crate) fn take(&mut self, generation: u64, found: Arc<F>) -> bool {
        let newest = generation == self.generation;
        if newest {
            self.found = Some(found);
        }
        newest
    }

    /// Keeps the row that one stands on.
    pub(crate) fn hold(&mut self, row: usize) {
        if self.found.is_some() {
            self.row = Some(row);
        }
    }

    /// Another investigation takes the place of the one that was asked: the answer is of the old one.
    pub(crate) fn carry(&mut self, carried: impl FnOnce(Q) -> Option<Q>) {
        self.found = None;
        self.asked = self.asked.take().and_then(carried);
    }

    /// The row that one stood on last; else `first`, as soon as there are rows.
    pub(crate) fn row_or(&self, first: Option<usize>) -> Option<usize> {
        self.row.or(first)
    }
}

/// Whether the list is on the screen.
pub(crate) fn is_shown(state: &State, kind: OverlayKind) -> bool {
    state.overlay.is_some_and(|overlay| overlay.kind == kind)
}

/// Shows the list with the cursor on `row`.
pub(crate) fn show(state: &mut State, kind: OverlayKind, row: Option<usize>) {
    state.went = None;
    state.overlay = Some(Overlay::new(kind));
    stand(state, kind, row);
}

/// Puts the cursor of the list on `row`, where it is on the screen and there is such a row.
pub(crate) fn stand(state: &mut State, kind: OverlayKind, row: Option<usize>) {
    if let (Some(overlay), Some(row)) = (&mut state.overlay, row)
        && overlay.kind == kind
    {
        overlay.row = row;
    }
    hold_cursor(state);
}
