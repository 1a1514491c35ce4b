//! [`Overlay`]: what stands over the panes until Esc, and the keys in it.

use crate::app::input::action::Action;
use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::state::State;
use crate::app::update::{anywhere, pane, tell};
use crate::app::{everywhere, facets, form, holes, links, log, navigation, record_list, says};

/// What an overlay shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverlayKind {
    /// The keys and the query language.
    Help,
    /// What could not be read.
    Faults,
    /// The record card.
    Card,
    /// The citation alone.
    Citation,
    /// The sources.
    Sources,
    /// The decisions.
    Log,
    /// What is missing before publication.
    Holes,
    /// Where the words of a statement stand.
    Everywhere,
    /// What somebody said on a matter, in the order of time.
    Says,
    /// The fields of the record.
    Form,
    /// A passage that is about to be put down as a statement.
    NewStatement,
}

/// An overlay with its scroll, or its cursor where its rows can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlay {
    /// What it shows.
    pub kind: OverlayKind,
    /// First row shown; the selected row in a list.
    pub row: usize,
    /// Which of the links of a card is chosen, counted on past the last.
    pub link: usize,
}

impl Overlay {
    /// From its top.
    pub fn new(kind: OverlayKind) -> Self {
        Self { kind, row: 0, link: 0 }
    }
}

/// A key over the panes, which is about what stands there.
pub(crate) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(overlay) = &mut state.overlay else { return Vec::new() };
    let page = usize::from(state.size.height / 2).max(1);
    let shows = |kind| overlay.kind == kind;
    let own = match overlay.kind {
        OverlayKind::Help => Action::Help,
        OverlayKind::Faults => Action::Faults,
        OverlayKind::Card => Action::Card,
        OverlayKind::Citation => Action::Citation,
        OverlayKind::Sources => Action::Sources,
        OverlayKind::Log => Action::Log,
        OverlayKind::Holes => Action::Holes,
        OverlayKind::Everywhere => Action::Everywhere,
        OverlayKind::Says => Action::Says,
        OverlayKind::Form | OverlayKind::NewStatement => Action::Edit,
    };
    match action {
        Action::Down => overlay.row += 1,
        Action::Up => overlay.row = overlay.row.saturating_sub(1),
        Action::PageDown => overlay.row += page,
        Action::PageUp => overlay.row = overlay.row.saturating_sub(page),
        Action::First => overlay.row = 0,
        Action::Last => overlay.row = usize::MAX / 2,
        Action::Facet if shows(OverlayKind::Sources) => return facets::toggle_listed_source(state),
        Action::Open if shows(OverlayKind::Sources) => {
            return navigation::open_listed_source(state);
        }
        // What would be shown over the list is of the source under its cursor.
        Action::Card | Action::Citation | Action::Edit if shows(OverlayKind::Sources) => {
            if facets::listed_source(state).is_none() {
                return tell(state, Notice::Undecidable(Undecidable::Nothing));
            }
            navigation::open_listed_source(state);
            return anywhere(state, action);
        }
        Action::Open if shows(OverlayKind::Card) => return links::go(state),
        Action::NextLink => overlay.link += 1,
        Action::Open if shows(OverlayKind::Log) => return log::go(state),
        Action::Open if record_list::is_one(overlay.kind) => return record_list::go(state),
        Action::NextHit | Action::PreviousHit if shows(OverlayKind::Holes) => {
            holes::next_kind(state, action == Action::NextHit);
        }
        other if record_list::is_one(overlay.kind) && record_list::takes_its_place(other) => {
            return match record_list::stand_on(state) {
                Ok(()) => anywhere(state, other),
                Err(effects) => effects,
            };
        }
        Action::TakeBack if shows(OverlayKind::Log) => return log::take_back(state),
        other if shows(OverlayKind::Log) && log::is_about_rows(other) => {
            return tell(state, Notice::InTheLog);
        }
        Action::Search => {
            state.overlay = None;
            return pane(state, action);
        }
        Action::Out if state.linking.is_some() && record_list::is_one(overlay.kind) => {
            state.linking = None;
        }
        // The key that opened it closes it, too.
        Action::Out | Action::Quit | Action::Interrupt | Action::Open => state.overlay = None,
        toggle if toggle == own => state.overlay = None,
        other => return anywhere(state, other),
    }
    hold_cursor(state);
    log::more(state)
}

/// The cursor of a list stays on a row that is there. (Where other overlays end, only
/// drawing knows.)
pub(crate) fn hold_cursor(state: &mut State) {
    let rows = match state.overlay.map(|overlay| overlay.kind) {
        Some(OverlayKind::Sources) => state.hits.sources.len(),
        Some(OverlayKind::Log) => state.log.len(),
        Some(OverlayKind::Holes) => state.holes.list.holes.len(),
        Some(OverlayKind::Everywhere) => everywhere::places(state).len(),
        Some(OverlayKind::Says) => says::rows(state).len(),
        Some(OverlayKind::Form) => match form::record(state) {
            Some(record) => form::fields(record).len(),
            None => return,
        },
        _ => return,
    };
    if let Some(overlay) = &mut state.overlay {
        overlay.row = overlay.row.min(rows.saturating_sub(1));
        let (kind, row) = (overlay.kind, overlay.row);
        match kind {
            OverlayKind::Holes => state.holes.row = row,
            OverlayKind::Everywhere => state.everywhere.hold(row),
            OverlayKind::Says => state.says.hold(row),
            _ => {}
        }
    }
}

/// Only drawing knows how long an overlay is: its row is held to what was drawn.
pub(crate) fn drawn(state: &mut State, last_row: usize) -> Vec<Effect> {
    if let Some(overlay) = &mut state.overlay {
        overlay.row = overlay.row.min(last_row);
    }
    Vec::new()
}

/// Opens an overlay at its top.
pub(crate) fn show(state: &mut State, kind: OverlayKind) -> Vec<Effect> {
    state.overlay = Some(Overlay::new(kind));
    Vec::new()
}
