//! `update`: a message changes the state and may ask something of the machine. Pure: no clock, no
//! disk, no terminal; tests need none either.

use std::sync::Arc;

use crate::app::accepting;
use crate::app::annotation;
use crate::app::arrival::{self, Arrival, NextCorpus};
use crate::app::decisions;
use crate::app::draft;
use crate::app::editing;
use crate::app::everywhere;
use crate::app::facets;
use crate::app::form;
use crate::app::holes;
use crate::app::identity;
use crate::app::input::action::Action;
use crate::app::input::chord::{Chord, Key};
use crate::app::input::keys::{self, Context};
use crate::app::input::{mouse, search_line};
use crate::app::layout::{Pane, Size};
use crate::app::links;
use crate::app::log;
use crate::app::msg::{Clip, Effect, Msg, Refusal};
use crate::app::navigation;
use crate::app::notice::Notice;
use crate::app::original;
use crate::app::others;
use crate::app::overlay::{self, OverlayKind};
use crate::app::panes::chart;
use crate::app::prompt;
use crate::app::reading::ReadingState;
use crate::app::says;
use crate::app::session;
use crate::app::state::State;
use onrecord_model::{Field, RecordRef};
use onrecord_search::Hits;

/// Changes `state` by `msg`; what is to be done about it comes back.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let failed = matches!(msg, Msg::NotRead(_));
    let mut effects = take(state, msg);
    // Nothing more can be read now where that has just failed.
    if state.corpus.is_torn() && state.reading == ReadingState::Done && !failed {
        state.notice = Some(Notice::Torn);
        effects.extend(decisions::reread(state));
    }
    others::tell(state);
    state.lay_out();
    effects
}

fn take(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Today(day) => {
            state.today = Some(day);
            Vec::new()
        }
        Msg::Key(chord) => key(state, chord),
        Msg::AfterEsc(chord) => key_after_esc(state, chord),
        Msg::Paste(text) => paste(state, &text),
        Msg::Mouse(event) => {
            session::leave_it(state);
            mouse::update(state, event)
        }
        Msg::Resize(size) => resize(state, size),
        Msg::Corpus { corpus, index, more, .. } => {
            arrival::announce(state, NextCorpus { corpus, index, what: Arrival::read(more) })
        }
        Msg::Progress { done, total, file } => {
            state.progress = Some((done, total, file));
            Vec::new()
        }
        Msg::Hits { generation, hits } => answer(state, generation, hits),
        Msg::Sent { clip, bytes, way } => tell(state, Notice::Sent { clip, bytes, way }),
        Msg::Drawn { last_row } => overlay::drawn(state, last_row),
        Msg::Refused(refusal) => tell(state, Notice::Refused(refusal)),
        Msg::Network(fault) => tell(state, Notice::Network(fault)),
        Msg::NotRead(why) => {
            state.reading = ReadingState::Done;
            state.progress = None;
            tell(state, why.map_or(Notice::Refused(Refusal::Fault), Notice::Unreadable))
        }
        Msg::Remembered { read, news } => {
            state.read.extend(read);
            if let Some((news, since)) = news {
                state.notice.get_or_insert(Notice::New(news, since));
            }
            Vec::new()
        }
        Msg::Original(told) => original::told(state, told),
        Msg::Decided(decided) => {
            let effects = decisions::apply(state, *decided);
            effects.into_iter().chain(log::refresh(state)).collect()
        }
        Msg::Others(told) => {
            others::decided(state, told);
            log::refresh(state)
        }
        Msg::Log { entries, total } => log::take(state, entries, total),
        Msg::Everywhere { generation, found } => everywhere::take(state, generation, found),
        Msg::Says { generation, found } => says::take(state, generation, found),
        Msg::Rebuilt { corpus, index, upto } => {
            arrival::announce(state, NextCorpus { corpus, index, what: Arrival::decided(upto) })
        }
    }
}

/// Puts a notice on the status line.
pub(crate) fn tell(state: &mut State, notice: Notice) -> Vec<Effect> {
    state.notice = Some(notice);
    Vec::new()
}

/// Where keys go now.
pub fn context(state: &State) -> Context {
    if state.prompt.is_some() {
        Context::Prompt
    } else if state.asks_status.is_some() {
        Context::Status
    } else if state.asks_who {
        Context::Identity
    } else if links::asks(state) {
        Context::Link
    } else if state.overlay.is_some_and(|over| over.kind == OverlayKind::Form) {
        Context::Form
    } else if state.overlay.is_some() {
        Context::Overlay
    } else if state.editing {
        Context::Line
    } else if annotation::picked(state).is_some() && state.focus.pane == Pane::Source {
        Context::Passage
    } else if state.focus.pane == Pane::Source {
        Context::Source
    } else {
        Context::List
    }
}

fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    let unfinished = matches!(state.notice, Some(Notice::Unfinished(_)));
    others::seen(state);
    session::leave_it(state);
    let context = context(state);
    let action = keys::action(context, chord);
    (state.asks_status, state.asks_who) = (None, false);
    if !matches!(action, Some(Action::Quit | Action::Interrupt | Action::Repaint)) {
        decisions::stay(state);
    }
    if action != Some(Action::TakeBack) {
        decisions::forget_question(state);
    }
    if action != Some(Action::Original) {
        state.asks_original = None;
    }
    let goes_on = unfinished && matches!(action, Some(Action::ToList | Action::Open));
    if let Some(effects) = goes_on.then(|| draft::resume(state)).flatten() {
        return effects;
    }
    match action {
        Some(action) => act(state, context, action),
        None if context == Context::Link => links::act(state, Action::Out),
        None if context == Context::Line => search_line::typed(state, chord),
        None if context == Context::Prompt => prompted(state, chord),
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

/// A letter in the prompt.
fn prompted(state: &mut State, chord: Chord) -> Vec<Effect> {
    match chord {
        Chord { key: Key::Char(c), ctrl: false, alt: false } => {
            prompt::typed(state, c.encode_utf8(&mut [0; 4]))
        }
        _ => Vec::new(),
    }
}

/// A paste is a query wherever it lands but in a prompt: in the panes, letters would be commands.
fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    others::seen(state);
    if state.prompt.is_some() {
        return prompt::typed(state, text);
    }
    state.overlay = None;
    session::leave_it(state);
    session::to_list(state);
    if !state.editing {
        state.editing = true;
        state.line.mark();
    }
    if state.line.is_marked() {
        state.history.leave(state.visit());
    }
    state.line.insert(text);
    state.ask()
}

fn act(state: &mut State, context: Context, action: Action) -> Vec<Effect> {
    match context {
        Context::Line => search_line::act(state, action),
        Context::Prompt => prompt::act(state, action),
        Context::Status => editing::set_status(state, action),
        Context::Identity => match action {
            Action::Identity(step) => identity::act(state, step),
            _ => Vec::new(),
        },
        Context::Link => links::act(state, action),
        Context::Passage => annotation::act(state, action),
        Context::Form => form::act(state, action).unwrap_or_else(|| overlay::act(state, action)),
        Context::Overlay => overlay::act(state, action),
        Context::List | Context::Source => pane(state, action),
    }
}

/// What can be done from every pane and overlay.
pub(crate) fn anywhere(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Help => overlay::show(state, OverlayKind::Help),
        Action::Faults => overlay::show(state, OverlayKind::Faults),
        Action::Card => overlay::show(state, OverlayKind::Card),
        Action::Citation => overlay::show(state, OverlayKind::Citation),
        Action::Sources => overlay::show(state, OverlayKind::Sources),
        Action::Original => original::open(state),
        Action::MarkRead => session::mark_read(state),
        Action::Confirm => decisions::decide(state, true),
        Action::Dismiss => decisions::decide(state, false),
        Action::Accept => accepting::accept(state),
        Action::TakeBack => decisions::take_back(state),
        Action::Log => log::open(state),
        Action::Holes => holes::open(state),
        Action::Everywhere => everywhere::open(state),
        Action::Says => says::open(state),
        Action::Edit => form::open(state),
        Action::AskStatus => editing::ask_status(state),
        Action::AskWho => identity::ask(state),
        Action::Repeat => editing::repeat(state),
        Action::Tag => editing::ask(state, Field::Tags),
        Action::Note => editing::ask(state, Field::Note),
        Action::Link => links::link(state),
        Action::Contradict => links::contradict(state),
        Action::Copy => copy(state, Clip::Citation),
        Action::CopyLink => copy(state, Clip::Link),
        Action::Mouse => {
            state.mouse = !state.mouse;
            state.notice = Some(Notice::Mouse(state.mouse));
            vec![Effect::Mouse(state.mouse)]
        }
        Action::Repaint => vec![Effect::Repaint],
        Action::Suspend => vec![Effect::Suspend],
        Action::Quit => decisions::leave(state),
        _ => Vec::new(),
    }
}

fn copy(state: &mut State, clip: fn(RecordRef) -> Clip) -> Vec<Effect> {
    let Some(subject) = state.subject() else { return Vec::new() };
    if let Some(why) = state.kept_back(subject) {
        tell(state, Notice::Refused(why));
        return Vec::new();
    }
    vec![Effect::Copy(clip(subject))]
}

/// A key in a pane.
pub(crate) fn pane(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Search => {
            if state.focus.pane == Pane::Source {
                navigation::focus(state, state.focus.list);
            }
            state.editing = true;
            state.line.mark();
            Vec::new()
        }
        Action::Open => navigation::open(state),
        Action::Out if state.linking.is_some() => {
            state.linking = None;
            Vec::new()
        }
        Action::Out | Action::ClearFacets if !state.marks.is_empty() => {
            state.marks.clear();
            Vec::new()
        }
        Action::Out => navigation::out(state),
        Action::NextPane => navigation::turn(state, 1),
        Action::PreviousPane => navigation::turn(state, Pane::ALL.len() - 1),
        Action::Actors => navigation::focus(state, Pane::Actors),
        Action::Timeline => navigation::focus(state, Pane::Timeline),
        Action::Quotes => navigation::focus(state, Pane::Quotes),
        Action::Source => navigation::focus(state, Pane::Source),
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::First
        | Action::Last => {
            navigation::moved(state, action);
            Vec::new()
        }
        Action::NextHit => navigation::hit(state, true),
        Action::PreviousHit => navigation::hit(state, false),
        Action::NextStatement => navigation::statement(state, true),
        Action::PreviousStatement => navigation::statement(state, false),
        Action::Facet => facets::toggle(state),
        Action::Mark => editing::mark(state),
        Action::Annotate => annotation::start(state),
        Action::ClearFacets => facets::clear(state),
        Action::Weak => navigation::list_weak(state),
        Action::Meaning => navigation::find_by_meaning(state),
        Action::Back => navigation::back(state, true),
        Action::Forward => navigation::back(state, false),
        Action::Zoom => {
            state.zoom = !state.zoom;
            navigation::resettle(state);
            Vec::new()
        }
        Action::Reread if state.reading == ReadingState::First => tell(state, Notice::StillReading),
        Action::Reread => decisions::reread(state),
        Action::Interrupt => decisions::leave(state),
        other => anywhere(state, other),
    }
}

fn resize(state: &mut State, size: Size) -> Vec<Effect> {
    state.size = size;
    navigation::resettle(state);
    Vec::new()
}

/// The rest of an answer: rows behind those that are there, or those found by their meaning in another order. The row
/// that a person stands on stays where it stands on the screen; whoever types still looks at the first.
fn add_rows(state: &mut State, hits: Arc<Hits>) -> Vec<Effect> {
    let typing = state.editing && state.overlay.is_none() && !state.quotes.picked;
    let subject = state.selected(Pane::Quotes).filter(|_| !typing);
    state.days = chart::days(&state.corpus, &hits);
    state.hits = hits;
    if let Some(at) = subject.and_then(|subject| navigation::find(state, Pane::Quotes, subject)) {
        let picked = state.quotes.picked;
        state.quotes.carry(at);
        state.quotes.picked = picked;
    }
    navigation::resettle(state);
    if typing && state.focus.pane != Pane::Source && !state.hold {
        navigation::follow(state);
    }
    Vec::new()
}

/// An answer: lists keep the rows a person chose; the source follows the list.
fn answer(state: &mut State, generation: u64, hits: Arc<Hits>) -> Vec<Effect> {
    if generation != state.generation {
        return Vec::new();
    }
    if generation == state.answered && state.wanted.is_empty() {
        return add_rows(state, hits);
    }
    let of_form = form::opened(state);
    arrival::arrive(state);
    let lists = [Pane::Actors, Pane::Timeline, Pane::Quotes];
    let chosen = lists.map(|pane| state.selected(pane).filter(|_| state.list(pane).picked));
    state.days = chart::days(&state.corpus, &hits);
    state.hits = hits;
    state.answered = generation;
    overlay::hold_cursor(state);
    // What is not there yet may come with the rest.
    let wanted = state.wanted.clone();
    if !state.hits.awaits_meaning {
        state.wanted.clear();
    }
    for (pane, chosen) in lists.into_iter().zip(chosen) {
        if let Some(at) = navigation::find_first(state, pane, &wanted) {
            state.list_mut(pane).carry(at);
        } else {
            let found = chosen.and_then(|subject| navigation::find(state, pane, subject));
            state.list_mut(pane).follow(found);
        }
    }
    navigation::reveal_selected(state);
    if state.focus.pane != Pane::Source && !state.hold {
        navigation::follow(state);
    }
    if form::opened(state) != of_form {
        // The row has left the list: what is typed now would be about another.
        state.overlay = None;
    }
    draft::tell(state);
    let asked: Vec<_> =
        everywhere::refresh(state).into_iter().chain(says::refresh(state)).collect();
    session::restore(state).into_iter().chain(asked).collect()
}
