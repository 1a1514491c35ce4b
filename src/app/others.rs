//! What others have decided, told on the status line: never in the place of what one has to be told of one's
//! own, nor over what one types. It waits for the next key then.

use crate::app::input::keys::Context;
use crate::app::notice::Notice;
use crate::app::state::State;
use crate::app::update::context;

/// Others have decided something: who, and how many decisions.
pub(crate) fn decided(state: &mut State, told: Vec<(Box<str>, usize)>) {
    for (who, count) in told {
        match state.others.iter_mut().find(|(known, _)| *known == who) {
            Some((_, all)) => *all += count,
            None => state.others.push((who, count)),
        }
    }
    // What stands there already tells less.
    if matches!(state.notice, Some(Notice::Others(_))) {
        state.notice = None;
    }
}

/// A key was pressed: what stood on the status line has been seen.
pub(crate) fn seen(state: &mut State) {
    if matches!(state.notice.take(), Some(Notice::Others(_))) {
        state.others.clear();
    }
}

/// Tells what waits, where there is room for it.
pub(crate) fn tell(state: &mut State) {
    let asks = matches!(
        context(state),
        Context::Prompt | Context::Status | Context::Identity | Context::Link
    );
    if state.notice.is_none() && !state.others.is_empty() && !asks {
        state.notice = Some(Notice::Others(state.others.clone()));
    }
}
