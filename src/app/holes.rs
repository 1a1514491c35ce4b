//! The hole list on the screen: what is missing before publication, and what keys do on its rows. Keys about
//! a record are about the one in the row; a filled hole is gone, and the next one takes its place.

use crate::app::msg::Effect;
use crate::app::overlay::hold_cursor;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use onrecord_corpus::{Hole, HoleKind, HoleList};
use onrecord_model::RecordRef;

/// What is known of holes.
#[derive(Debug, Clone, Default)]
pub struct Holes {
    /// The list as it was opened, or as decisions have left it since.
    pub list: HoleList,
    /// The row that one stood on last.
    pub(crate) row: usize,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoleListLine {
    /// The kind of those that follow, and how many they are.
    Heading(HoleKind, usize),
    /// A hole with its row.
    Hole(usize, Hole),
}

/// The lines of the list: each kind over its holes.
pub fn lines(list: &HoleList) -> Vec<HoleListLine> {
    let mut lines = Vec::with_capacity(list.holes.len());
    let mut before = None;
    let mut kinds = list.kinds();
    for (row, hole) in list.holes.iter().enumerate() {
        if before.replace(hole.kind) != Some(hole.kind) {
            lines.extend(kinds.next().map(|(kind, count)| HoleListLine::Heading(kind, count)));
        }
        lines.push(HoleListLine::Hole(row, *hole));
    }
    lines
}

fn is_shown(state: &State) -> bool {
    state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Holes)
}

/// The hole in the row that one stands on; `None` where the list is not on the screen.
pub fn selected(state: &State) -> Option<Hole> {
    let overlay = state.overlay.filter(|_| is_shown(state))?;
    state.holes.list.holes.get(overlay.row).copied()
}

/// `H`: opens the list where one was in it.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    state.holes.list = HoleList::of(&state.corpus);
    state.went = None;
    state.overlay = Some(Overlay { row: state.holes.row, ..Overlay::new(OverlayKind::Holes) });
    hold_cursor(state);
    Vec::new()
}

/// To the first hole of the next kind, or of this one and then the one before.
pub(crate) fn next_kind(state: &mut State, forward: bool) {
    let Some(overlay) = &mut state.overlay else { return };
    let holes = &state.holes.list.holes;
    let firsts = holes.iter().enumerate().filter(|(row, hole)| {
        let before = row.checked_sub(1).and_then(|before| holes.get(before));
        before.is_none_or(|before| before.kind != hole.kind)
    });
    let mut firsts = firsts.map(|(row, _)| row);
    let here = overlay.row;
    let to = if forward {
        firsts.find(|row| *row > here)
    } else {
        firsts.take_while(|row| *row < here).last()
    };
    overlay.row = to.unwrap_or(here);
}

/// The list of an investigation that takes the place of another: one stands on the same hole, else on
/// the one that has come into its row.
pub(crate) fn arrive(state: &mut State, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
    let before = selected(state);
    if !is_shown(state) {
        return;
    }
    state.holes.list = HoleList::of(&state.corpus);
    let same = before.and_then(|hole| Some(Hole { record: moved(hole.record)?, ..hole }));
    let at = same.and_then(|same| state.holes.list.holes.iter().position(|hole| *hole == same));
    if let (Some(overlay), Some(at)) = (&mut state.overlay, at) {
        overlay.row = at;
    }
    hold_cursor(state);
}
