//! The log of decisions: what of the journal is listed, and what keys do on its rows. The journal itself
//! is not here: it is asked for, and comes as a message.

use std::sync::Arc;

use crate::app::decisions;
use crate::app::input::action::Action;
use crate::app::msg::Effect;
use crate::app::navigation;
use crate::app::notice::Notice;
use crate::app::overlay::hold_cursor;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_corpus::RecordKey;
use onrecord_journal::LogEntry;

/// How many decisions are listed at first; how many times more where one goes to the end.
const FIRST: usize = 500;
const MORE: usize = 4;

/// Of how many records of a decision one is looked for.
const TRIED: usize = 100;

/// The log as far as it is listed.
#[derive(Debug, Clone)]
pub struct Log {
    /// The decisions, the latest first; nothing before the journal was looked into.
    pub entries: Option<Arc<[LogEntry]>>,
    /// How many there are in all.
    pub total: usize,
    /// How many were asked for.
    most: usize,
}

impl Default for Log {
    fn default() -> Self {
        Self { entries: None, total: 0, most: FIRST }
    }
}

impl Log {
    /// The decision in a row.
    pub fn entry(&self, row: usize) -> Option<&LogEntry> {
        self.entries.as_ref()?.get(row)
    }

    /// How many decisions are listed.
    pub fn len(&self) -> usize {
        match &self.entries {
            Some(entries) => entries.len(),
            None => 0,
        }
    }

    /// Whether none is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// `L`: opens the log.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    state.overlay = Some(Overlay::new(OverlayKind::Log));
    state.log = Log::default();
    vec![Effect::Log(state.log.most)]
}

/// Asks for the log again, where it is on the screen: something was decided.
pub(crate) fn refresh(state: &State) -> Vec<Effect> {
    let shown = state.overlay.is_some_and(|overlay| overlay.kind == OverlayKind::Log);
    shown.then_some(Effect::Log(state.log.most)).into_iter().collect()
}

/// Asks for older decisions, where one has come to the end of those that are listed.
pub(crate) fn more(state: &mut State) -> Vec<Effect> {
    let Some(overlay) = state.overlay.filter(|overlay| overlay.kind == OverlayKind::Log) else {
        return Vec::new();
    };
    let log = &mut state.log;
    // What was asked for is on its way.
    if overlay.row + 1 < log.len() || log.len() < log.most || log.len() >= log.total {
        return Vec::new();
    }
    log.most = log.most.saturating_mul(MORE);
    vec![Effect::Log(log.most)]
}

/// The log as it is now. One stands on the same decision as before.
pub(crate) fn take(state: &mut State, entries: Arc<[LogEntry]>, total: usize) -> Vec<Effect> {
    let before = selected(state).map(|entry| entry.operation.id.clone());
    let at = before.and_then(|id| entries.iter().position(|entry| entry.operation.id == id));
    (state.log.entries, state.log.total) = (Some(entries), total);
    if let (Some(overlay), Some(at)) = (&mut state.overlay, at)
        && overlay.kind == OverlayKind::Log
    {
        overlay.row = at;
    }
    hold_cursor(state);
    Vec::new()
}

/// The decision under the cursor.
fn selected(state: &State) -> Option<&LogEntry> {
    let overlay = state.overlay.filter(|overlay| overlay.kind == OverlayKind::Log)?;
    state.log.entry(overlay.row)
}

/// ⏎: to the record that the decision is about, the first that is still there.
pub(crate) fn go(state: &mut State) -> Vec<Effect> {
    let Some(entry) = selected(state) else { return Vec::new() };
    let mut keys = entry.operation.changes.iter().map(|change| &change.target.key).take(TRIED);
    let Some(record) =
        keys.find_map(|key| state.corpus.find(&RecordKey::of(key.kind.owner(), key.id.clone())))
    else {
        return tell(state, Notice::NotThere);
    };
    navigation::go_to(state, record)
}

/// `u`: this decision does not hold any more; where it is not of this run, or others have built on it,
/// when one says so once more.
pub(crate) fn take_back(state: &mut State) -> Vec<Effect> {
    let Some(entry) = selected(state) else { return Vec::new() };
    if entry.taken_back {
        return tell(state, Notice::TakenBackAlready);
    }
    let operation = Arc::clone(&entry.operation);
    decisions::take_back_this(state, &operation)
}

/// Whether an action is about the record that one stands on, which the log covers.
pub(crate) const fn is_about_rows(action: Action) -> bool {
    matches!(
        action,
        Action::Card
            | Action::Citation
            | Action::Copy
            | Action::CopyLink
            | Action::Original
            | Action::MarkRead
            | Action::Confirm
            | Action::Dismiss
            | Action::Edit
            | Action::AskStatus
            | Action::AskWho
            | Action::Repeat
            | Action::Tag
            | Action::Note
            | Action::Link
            | Action::Contradict
            | Action::Everywhere
            | Action::Says
    )
}
