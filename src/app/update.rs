//! `update`: a message changes the state and may ask something of the machine. Pure: no clock, no
//! disk, no terminal; tests need none either.

use std::sync::Arc;

use super::arrive::{self, Arrival, Next};
use super::chord::{Chord, Key};
use super::keys::{self, Action, Context};
use super::layout::{Pane, Size};
use super::msg::{Clip, Effect, Msg, Refusal};
use super::notice::Notice;
use super::overlay::{Kind, Overlay};
use super::reading::Reading;
use super::state::State;
use super::{chart, facets, go, judge, mouse};
use onrecord_model::RecordRef;
use onrecord_search::Hits;

/// Changes `state` by `msg`; what is to be done about it comes back.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = take(state, msg);
    state.lay_out();
    effects
}

fn take(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(chord) => key(state, chord),
        Msg::AfterEsc(chord) => key_after_esc(state, chord),
        Msg::Paste(text) => paste(state, &text),
        Msg::Mouse(event) => mouse::update(state, event),
        Msg::Resize(size) => resize(state, size),
        Msg::Corpus { corpus, index, more } => {
            arrive::announce(state, Next { corpus, index, what: Arrival::read(more) })
        }
        Msg::Progress { done, total, file } => {
            state.progress = Some((done, total, file));
            Vec::new()
        }
        Msg::Hits { generation, hits } => answer(state, generation, hits),
        Msg::Sent { clip, bytes, way } => tell(state, Notice::Sent { clip, bytes, way }),
        Msg::Drawn { last_row } => drawn(state, last_row),
        Msg::Refused(refusal) => tell(state, Notice::Refused(refusal)),
        Msg::NotRead(why) => {
            state.reading = Reading::Done;
            state.progress = None;
            tell(state, why.map_or(Notice::Refused(Refusal::Fault), Notice::Unreadable))
        }
        Msg::Judged(judged) => judge::judged(state, judged),
        Msg::Held(file) => judge::held(state, file),
        Msg::Rebuilt { corpus, index, upto } => {
            arrive::announce(state, Next { corpus, index, what: Arrival::judged(upto) })
        }
    }
}

/// Puts a notice on the status line.
pub(super) fn tell(state: &mut State, notice: Notice) -> Vec<Effect> {
    state.notice = Some(notice);
    Vec::new()
}

/// Where keys go now.
pub fn context(state: &State) -> Context {
    if state.overlay.is_some() {
        Context::Overlay
    } else if state.editing {
        Context::Line
    } else if state.focus.pane == Pane::Source {
        Context::Source
    } else {
        Context::List
    }
}

fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    state.notice = None;
    let context = context(state);
    let action = keys::action(context, chord);
    if !matches!(action, Some(Action::Quit | Action::Interrupt | Action::Repaint)) {
        judge::stay(state);
    }
    match action {
        Some(action) => act(state, context, action),
        None if context == Context::Line => typed(state, chord),
        None => Vec::new(),
    }
}

/// A key that writes must be one for sure: this may be the tail of a cut sequence.
fn key_after_esc(state: &mut State, chord: Chord) -> Vec<Effect> {
    match keys::action(context(state), chord) {
        Some(action) if action.writes() => tell(state, Notice::TooSoonAfterEsc(chord)),
        _ => key(state, chord),
    }
}

fn typed(state: &mut State, chord: Chord) -> Vec<Effect> {
    let untouched = state.line.text().is_empty() || state.line.is_marked();
    match chord {
        Chord { key: Key::Char('?'), ctrl: false, alt: false } if untouched => {
            show(state, Kind::Help)
        }
        Chord { key: Key::Char(c), ctrl: false, alt: false } => {
            if state.line.is_marked() {
                state.trail.leave(state.place());
            }
            state.line.insert(c.encode_utf8(&mut [0; 4]));
            state.hold = false;
            state.ask()
        }
        _ => Vec::new(),
    }
}

/// A paste is a query wherever it lands: in the panes, letters would be commands.
fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    state.notice = None;
    state.overlay = None;
    if !state.editing {
        state.editing = true;
        state.line.mark();
    }
    if state.line.is_marked() {
        state.trail.leave(state.place());
    }
    state.line.insert(text);
    state.ask()
}

fn act(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    match context {
        Context::Line => line(state, action),
        Context::Overlay => overlay(state, action),
        Context::List | Context::Source => pane(state, action),
    }
}

fn line(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Help => show(state, Kind::Help),
        Action::ToList if state.line.text().trim() == "!" => {
            state.line.set("");
            show(state, Kind::Faults);
            state.ask()
        }
        Action::ToList | Action::Out => leave_line(state),
        Action::LeaveDown => {
            let effects = leave_line(state);
            go::step(state, 1);
            effects
        }
        Action::Interrupt if state.line.text().is_empty() => judge::leave(state),
        Action::Interrupt => go::clear_query(state),
        Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
            go::moved(state, action);
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
    state.editing = false;
    state.line.unmark();
    state.line.remember();
    if state.len(state.focus.list) == 0 && !state.waiting() && !state.unfiltered() {
        return go::clear_query(state);
    }
    Vec::new()
}

fn overlay(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(overlay) = &mut state.overlay else { return Vec::new() };
    let page = usize::from(state.size.height / 2).max(1);
    let shows = |kind| overlay.kind == kind;
    let own = match overlay.kind {
        Kind::Help => Action::Help,
        Kind::Faults => Action::Faults,
        Kind::Card => Action::Card,
        Kind::Citation => Action::Citation,
        Kind::Sources => Action::Sources,
    };
    match action {
        Action::Down => overlay.row += 1,
        Action::Up => overlay.row = overlay.row.saturating_sub(1),
        Action::PageDown => overlay.row += page,
        Action::PageUp => overlay.row = overlay.row.saturating_sub(page),
        Action::First => overlay.row = 0,
        Action::Last => overlay.row = usize::MAX / 2,
        Action::Facet if shows(Kind::Sources) => return facets::toggle_listed_source(state),
        Action::Open if shows(Kind::Sources) => return go::open_listed_source(state),
        // The key that opened it closes it, too.
        Action::Out | Action::Quit | Action::Interrupt | Action::Open => state.overlay = None,
        toggle if toggle == own => state.overlay = None,
        other => return anywhere(state, other),
    }
    hold_cursor(state);
    Vec::new()
}

/// The cursor of the list of sources stays on a row that is there. (Where other overlays end, only
/// drawing knows.)
pub(super) fn hold_cursor(state: &mut State) {
    let last = state.hits.sources.len().saturating_sub(1);
    if let Some(overlay) = state.overlay.as_mut().filter(|shown| shown.kind == Kind::Sources) {
        overlay.row = overlay.row.min(last);
    }
}

/// Only drawing knows how long an overlay is: its row is held to what was drawn.
fn drawn(state: &mut State, last_row: usize) -> Vec<Effect> {
    if let Some(overlay) = &mut state.overlay {
        overlay.row = overlay.row.min(last_row);
    }
    Vec::new()
}

/// What can be done from every pane and overlay.
fn anywhere(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Help => show(state, Kind::Help),
        Action::Faults => show(state, Kind::Faults),
        Action::Card => show(state, Kind::Card),
        Action::Citation => show(state, Kind::Citation),
        Action::Sources => show(state, Kind::Sources),
        Action::Confirm => judge::judge(state, true),
        Action::Dismiss => judge::judge(state, false),
        Action::TakeBack => judge::take_back(state),
        Action::Copy => copy(state, Clip::Citation),
        Action::CopyLink => copy(state, Clip::Link),
        Action::Mouse => {
            state.mouse = !state.mouse;
            state.notice = Some(Notice::Mouse(state.mouse));
            vec![Effect::Mouse(state.mouse)]
        }
        Action::Repaint => vec![Effect::Repaint],
        Action::Suspend => vec![Effect::Suspend],
        Action::Quit => judge::leave(state),
        _ => Vec::new(),
    }
}

fn show(state: &mut State, kind: Kind) -> Vec<Effect> {
    state.overlay = Some(Overlay::new(kind));
    Vec::new()
}

fn copy(state: &mut State, clip: fn(RecordRef) -> Clip) -> Vec<Effect> {
    state.subject().map_or_else(Vec::new, |subject| vec![Effect::Copy(clip(subject))])
}

fn pane(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Search => {
            if state.focus.pane == Pane::Source {
                go::focus(state, state.focus.list);
            }
            state.editing = true;
            state.line.mark();
            Vec::new()
        }
        Action::Open => go::open(state),
        Action::Out => go::out(state),
        Action::NextPane => go::turn(state, 1),
        Action::PreviousPane => go::turn(state, Pane::ALL.len() - 1),
        Action::Actors => go::focus(state, Pane::Actors),
        Action::Timeline => go::focus(state, Pane::Timeline),
        Action::Quotes => go::focus(state, Pane::Quotes),
        Action::Source => go::focus(state, Pane::Source),
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::First
        | Action::Last => {
            go::moved(state, action);
            Vec::new()
        }
        Action::NextHit => go::hit(state, true),
        Action::PreviousHit => go::hit(state, false),
        Action::NextStatement => go::statement(state, true),
        Action::PreviousStatement => go::statement(state, false),
        Action::Facet => facets::toggle(state),
        Action::ClearFacets => facets::clear(state),
        Action::Back => go::back(state, true),
        Action::Forward => go::back(state, false),
        Action::Zoom => {
            state.zoom = !state.zoom;
            go::resettle(state);
            Vec::new()
        }
        Action::Reread if state.reading == Reading::First => tell(state, Notice::StillReading),
        Action::Reread => judge::reread(state),
        Action::Interrupt => judge::leave(state),
        other => anywhere(state, other),
    }
}

fn resize(state: &mut State, size: Size) -> Vec<Effect> {
    state.size = size;
    go::resettle(state);
    Vec::new()
}

/// An answer: lists keep the rows a person chose; the source follows the list.
fn answer(state: &mut State, generation: u64, hits: Arc<Hits>) -> Vec<Effect> {
    if generation != state.generation {
        return Vec::new();
    }
    arrive::arrive(state);
    let lists = [Pane::Actors, Pane::Timeline, Pane::Quotes];
    let chosen = lists.map(|pane| state.selected(pane).filter(|_| state.list(pane).picked));
    state.days = chart::days(&state.corpus, &hits);
    state.hits = hits;
    state.answered = generation;
    hold_cursor(state);
    let wanted = std::mem::take(&mut state.wanted);
    for (pane, chosen) in lists.into_iter().zip(chosen) {
        if let Some(at) = wanted.iter().find_map(|subject| go::find(state, pane, *subject)) {
            state.list_mut(pane).carry(at);
        } else {
            let found = chosen.and_then(|subject| go::find(state, pane, subject));
            state.list_mut(pane).follow(found);
        }
    }
    go::reveal_selected(state);
    if state.focus.pane != Pane::Source && !state.hold {
        go::follow(state);
    }
    Vec::new()
}
