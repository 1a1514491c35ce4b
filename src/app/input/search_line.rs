//! Keys in the search line: letters are the query, and what leaves the line for the list.

use crate::app::input::action::Action;
use crate::app::input::chord::{Chord, Key};
use crate::app::msg::Effect;
use crate::app::overlay::{self, OverlayKind};
use crate::app::state::State;
use crate::app::{decisions, navigation, session};

/// A letter.
pub(crate) fn typed(state: &mut State, chord: Chord) -> Vec<Effect> {
    let untouched = state.line.text().is_empty() || state.line.is_marked();
    match chord {
        Chord { key: Key::Char('?'), ctrl: false, alt: false } if untouched => {
            overlay::show(state, OverlayKind::Help)
        }
        Chord { key: Key::Char(c), ctrl: false, alt: false } => {
            if state.line.is_marked() {
                state.history.leave(state.visit());
            }
            session::to_list(state);
            state.line.insert(c.encode_utf8(&mut [0; 4]));
            state.hold = false;
            state.ask()
        }
        _ => Vec::new(),
    }
}

/// A key that is none.
pub(crate) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Help => overlay::show(state, OverlayKind::Help),
        Action::ToList if state.line.text().trim() == "!" => {
            state.line.set("");
            overlay::show(state, OverlayKind::Faults);
            state.ask()
        }
        // Where nothing was found there is no row to go to; Esc brings the list back.
        Action::ToList if found_nothing(state) => Vec::new(),
        Action::ToList | Action::Out => leave_line(state),
        Action::LeaveDown => {
            let effects = leave_line(state);
            session::to_list(state);
            navigation::step(state, 1);
            effects
        }
        Action::Interrupt if state.line.text().is_empty() => decisions::leave(state),
        Action::Interrupt => navigation::clear_query(state),
        Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
            navigation::moved(state, action);
            Vec::new()
        }
        Action::Repaint => vec![Effect::Repaint],
        Action::Suspend => vec![Effect::Suspend],
        edit => {
            let before = state.line.text().to_owned();
            state.line.edit(edit);
            if state.line.text() == before { Vec::new() } else { state.ask() }
        }
    }
}

/// Leaves the line for the list; where nothing was found, the list comes back whole.
fn leave_line(state: &mut State) -> Vec<Effect> {
    state.leave_line();
    if found_nothing(state) { navigation::clear_query(state) } else { Vec::new() }
}

fn found_nothing(state: &State) -> bool {
    state.len(state.focus.list) == 0 && !state.waiting() && !state.unfiltered()
}
