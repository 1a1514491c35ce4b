//! Moving: through rows, panes, passages, and back through the places one has been.

use std::collections::HashMap;

use crate::app::facets;
use crate::app::history;
use crate::app::input::action::Action;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::record_list;
use crate::app::source::SourceView;
use crate::app::source::viewport::SourceRow;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::{RecordRef, RowRef, SourceIx, Statement, StatementIx};
use onrecord_search::Facets;

/// Gives a pane the keys.
pub(crate) fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    state.focus.set(pane);
    resettle(state);
    if pane != Pane::Source {
        state.went = None;
        follow(state);
    }
    Vec::new()
}

/// Gives the keys to the pane `by` panes further on.
pub(crate) fn turn(state: &mut State, by: usize) -> Vec<Effect> {
    let mut round = Pane::ALL.into_iter().cycle().skip_while(|pane| *pane != state.focus.pane);
    match round.nth(by) {
        Some(next) => focus(state, next),
        None => Vec::new(),
    }
}

/// The source shows the selected record of the list.
pub(crate) fn follow(state: &mut State) {
    state.hold = false;
    let Some(subject) = state.selected(state.focus.list) else { return };
    if state.source.as_ref().is_some_and(|view| view.subject == subject) {
        return;
    }
    show(state, subject);
}

/// The source shows `subject`; `false` where it has no passage.
fn show(state: &mut State, subject: RecordRef) -> bool {
    let open = SourceView::open(&state.corpus, subject, state.frame());
    let shown = open.is_some();
    if shown {
        state.source = open;
    }
    shown
}

/// After anything that may move rows on the screen: selected rows and the passage stay in view.
pub(crate) fn resettle(state: &mut State) {
    reveal_selected(state);
    let frame = state.frame();
    if let Some(view) = &mut state.source
        && let Some(source) = state.corpus.source(view.source)
    {
        view.resized(source, frame);
    }
}

/// Selected rows stay in view.
pub(crate) fn reveal_selected(state: &mut State) {
    for pane in [Pane::Actors, Pane::Timeline, Pane::Quotes] {
        reveal(state, pane);
    }
}

fn reveal(state: &mut State, pane: Pane) {
    let room = state.room(pane);
    let mut list = *state.list(pane);
    let len = state.len(pane);
    list.reveal(room, state.heights(pane), len);
    *state.list_mut(pane) = list;
}

/// Moves by `delta` rows in the list or the text.
pub(crate) fn step(state: &mut State, delta: isize) {
    if state.focus.pane == Pane::Source && !state.editing {
        return scroll(state, delta as i32);
    }
    let pane = state.focus.list;
    let len = state.len(pane);
    state.list_mut(pane).step(delta, len);
    reveal(state, pane);
    follow(state);
}

/// Selects row `at` of Quotes.
pub(crate) fn to_row(state: &mut State, at: usize) {
    state.quotes.pick(at);
    reveal(state, Pane::Quotes);
    follow(state);
}

fn scroll(state: &mut State, delta: i32) {
    let frame = state.frame();
    if let Some(view) = &mut state.source
        && let Some(source) = state.corpus.source(view.source)
    {
        view.scroll(source, frame, delta);
    }
}

/// A movement by row, screen or to an end.
pub(crate) fn moved(state: &mut State, action: Action) {
    let source = state.focus.pane == Pane::Source && !state.editing;
    let page = if source { state.frame().height.saturating_sub(2).max(1) } else { page(state) };
    match action {
        Action::Down => step(state, 1),
        Action::Up => step(state, -1),
        Action::PageDown => step(state, page as isize),
        Action::PageUp => step(state, -(page as isize)),
        Action::First | Action::Last if source => {
            let frame = state.frame();
            if let Some(view) = &mut state.source
                && let Some(text) = state.corpus.source(view.source)
            {
                view.scroll_to_end(text, frame, action == Action::Last);
            }
        }
        Action::First => step(state, isize::MIN / 2),
        Action::Last => step(state, isize::MAX / 2),
        _ => {}
    }
}

fn page(state: &mut State) -> usize {
    let pane = state.focus.list;
    let (list, room, len) = (*state.list(pane), state.room(pane), state.len(pane));
    list.page(room, state.heights(pane), len)
}

/// Enter.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    if state.focus.pane == Pane::Source {
        return open_from_source(state);
    }
    let Some(subject) = state.selected(state.focus.list) else { return Vec::new() };
    state.history.leave(state.visit());
    if let RecordRef::Actor(actor) = subject {
        show(state, subject);
        return facets::only_actor(state, actor);
    }
    to_passage(state, subject)
}

/// To the passage of `subject` in the source; where it has none, or its words are missing there, that
/// is told.
pub(crate) fn to_passage(state: &mut State, subject: RecordRef) -> Vec<Effect> {
    if !show(state, subject) {
        return tell(state, Notice::NoPassage);
    }
    let effects = focus(state, Pane::Source);
    let RecordRef::Row(row) = subject else { return effects };
    let anchor = state.corpus.row(row).map(Statement::anchor_state);
    match anchor.filter(|anchor| !anchor.has_place()) {
        Some(anchor) => tell(state, Notice::Missed(anchor)),
        None => effects,
    }
}

/// From an overlay to a record, that is chosen in Quotes where it is listed there.
pub(crate) fn go_to(state: &mut State, record: RecordRef) -> Vec<Effect> {
    state.overlay = None;
    state.history.leave(state.visit());
    if let Some(at) = find(state, Pane::Quotes, record)
        && matches!(record, RecordRef::Row(_))
    {
        state.quotes.pick(at);
    }
    to_passage(state, record)
}

/// Enter in the source: the marked statement is selected in Quotes; without a mark the first
/// statement on the screen.
fn open_from_source(state: &mut State) -> Vec<Effect> {
    let Some(view) = &state.source else { return Vec::new() };
    let mark = view.marked().map_or(view.at.anchor, |span| span.start);
    let row = if let RecordRef::Row(row) = view.subject {
        Some(row)
    } else {
        let there = view.statement_at(&state.corpus, mark);
        there.or_else(|| first_on_screen(state, view)).map(RowRef::Statement)
    };
    match row {
        Some(row) => select(state, RecordRef::Row(row)),
        None => tell(state, Notice::NothingToStep),
    }
}

fn first_on_screen(state: &State, view: &SourceView) -> Option<StatementIx> {
    let spans: Vec<_> = state.page.rows().iter().filter_map(SourceRow::span).collect();
    let (first, last) = (spans.first()?.start, spans.last()?.end);
    state.corpus.statements_in(view.source).find(|ix| {
        state.corpus.statement(*ix).is_some_and(|s| s.hull().end > first && s.hull().start < last)
    })
}

/// `w`: weak suggestions are listed behind the others, or not any more.
pub(crate) fn list_weak(state: &mut State) -> Vec<Effect> {
    if state.corpus.weak_count() == 0 && !state.weak {
        return tell(state, Notice::NoWeak);
    }
    state.weak = !state.weak;
    state.notice = Some(Notice::Weak(state.weak));
    state.ask()
}

/// `M`: rows are found by their meaning as well, or not any more.
pub(crate) fn find_by_meaning(state: &mut State) -> Vec<Effect> {
    if !cfg!(feature = "meaning") {
        return tell(state, Notice::NoMeaning);
    }
    state.meaning = !state.meaning;
    state.notice = Some(Notice::Meaning(state.meaning));
    state.ask()
}

/// Selects a statement in Quotes; where the query or the facets hide it, they are taken off.
pub(crate) fn select(state: &mut State, subject: RecordRef) -> Vec<Effect> {
    select_in(state, Pane::Quotes, subject)
}

/// The same of a record in the list of its kind.
pub(crate) fn select_in(state: &mut State, pane: Pane, subject: RecordRef) -> Vec<Effect> {
    state.history.leave(state.visit());
    state.went = None;
    state.focus.set(pane);
    show(state, subject);
    if let Some(at) = find(state, pane, subject) {
        state.list_mut(pane).pick(at);
        resettle(state);
        return Vec::new();
    }
    state.line.set("");
    state.facets = Facets::default();
    state.weak |= matches!(subject, RecordRef::Row(RowRef::Weak(_)));
    state.notice = Some(Notice::Unfiltered);
    state.wanted = vec![subject];
    state.ask()
}

/// The row of a pane that shows `subject`.
pub(crate) fn find(state: &State, pane: Pane, subject: RecordRef) -> Option<usize> {
    let stands = |at: &usize| state.row(pane, *at) == Some(subject);
    // Where nothing is asked, a statement's row is its position.
    let guess = match subject {
        RecordRef::Row(RowRef::Statement(ix)) => ix.at(),
        _ => 0,
    };
    Some(guess).filter(stands).or_else(|| (0..state.len(pane)).find(stands))
}

/// The row of a pane that shows the first of `wanted` that it has at all.
pub(crate) fn find_first(state: &State, pane: Pane, wanted: &[RecordRef]) -> Option<usize> {
    if let Some(at) = wanted.first().and_then(|first| find(state, pane, *first)) {
        return Some(at);
    }
    let ranks: HashMap<RecordRef, usize> =
        wanted.iter().enumerate().rev().map(|(rank, record)| (*record, rank)).collect();
    let rows = (0..state.len(pane)).filter(|_| !ranks.is_empty());
    let ranked = rows.filter_map(|at| Some((*ranks.get(&state.row(pane, at)?)?, at)));
    ranked.min().map(|(_, at)| at)
}

/// Esc: one step out.
pub(crate) fn out(state: &mut State) -> Vec<Effect> {
    if state.zoom {
        state.zoom = false;
        resettle(state);
    } else if state.focus.pane == Pane::Source {
        return record_list::back(state).unwrap_or_else(|| focus(state, state.focus.list));
    } else if !state.line.text().is_empty() {
        return clear_query(state);
    } else if !state.facets.is_empty() {
        return facets::clear(state);
    }
    Vec::new()
}

/// Empties the search line; `<` brings the query back.
pub(crate) fn clear_query(state: &mut State) -> Vec<Effect> {
    if state.line.text().is_empty() {
        return facets::clear(state);
    }
    state.history.leave(state.visit());
    state.line.remember();
    state.line.set("");
    state.ask()
}

/// `n` and `N`: through the subject's steps, else through the words that match the query.
pub(crate) fn hit(state: &mut State, forward: bool) -> Vec<Effect> {
    let frame = state.frame();
    let highlighter = state.hits.highlighter();
    let Some(view) = &mut state.source else { return tell(state, Notice::NothingToStep) };
    let found = if view.marks.steps.is_empty() {
        if highlighter.is_empty() {
            return tell(state, Notice::NothingToStep);
        }
        let Some(source) = state.corpus.source(view.source) else { return Vec::new() };
        if !view.step_hit(source, highlighter, frame, forward) {
            return hit_elsewhere(state, forward);
        }
        true
    } else {
        let count = view.marks.steps.len();
        let by = if forward { 1 } else { count - 1 };
        let to = (view.marks.step + by) % count;
        view.step_to(&state.corpus, frame, to)
    };
    if found { Vec::new() } else { tell(state, Notice::NoFurther) }
}

/// Behind the last hit of a source: to the first of the next source that has one (or, back, to the
/// last of the one before).
fn hit_elsewhere(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some((at, row)) = row_elsewhere(state, forward) else {
        return tell(state, Notice::NoFurther);
    };
    state.history.leave(state.visit());
    state.quotes.pick(at);
    reveal(state, Pane::Quotes);
    show(state, RecordRef::Row(row));
    let Some(view) = &mut state.source else { return Vec::new() };
    let Some(source) = state.corpus.source(view.source) else { return Vec::new() };
    view.enter_hit(source, state.hits.highlighter(), forward);
    tell(state, Notice::NextSource(source.title.clone()))
}

/// The first row of the next source (or the last of the one before), by its place in the text.
fn row_elsewhere(state: &State, forward: bool) -> Option<(usize, RowRef)> {
    let here = state.source.as_ref()?.source;
    let filtered = !state.facets.sources.is_empty();
    let open = |ix: &SourceIx| !filtered || facets::has_source(&state.facets, *ix);
    let mut sources = state.hits.sources.iter().map(|(ix, _)| *ix).filter(open);
    let next = if forward {
        sources.find(|ix| *ix > here)?
    } else {
        sources.take_while(|ix| *ix < here).last()?
    };
    let rows = state.hits.iter().enumerate().filter_map(|(at, hit)| {
        let statement = state.corpus.row(hit.row)?;
        (statement.source == next).then_some((statement.hull().start, at, hit.row))
    });
    let (_, at, row) = if forward { rows.min()? } else { rows.max()? };
    Some((at, row))
}

/// `}` and `{`: the next statement in the source; Quotes follows where it shows it.
pub(crate) fn statement(state: &mut State, forward: bool) -> Vec<Effect> {
    let next = state.source.as_ref().and_then(|view| view.neighbour(&state.corpus, forward));
    match next {
        Some(ix) => stand_on(state, RecordRef::Row(ix.into())),
        None => tell(state, Notice::NoFurther),
    }
}

/// Stands on a statement in the source; Quotes follows where it shows it.
pub(crate) fn stand_on(state: &mut State, subject: RecordRef) -> Vec<Effect> {
    if let Some(at) = find(state, Pane::Quotes, subject) {
        state.quotes.pick(at);
        reveal(state, Pane::Quotes);
    }
    state.focus.set(Pane::Source);
    show(state, subject);
    Vec::new()
}

/// `<` and `>`.
pub(crate) fn back(state: &mut State, back: bool) -> Vec<Effect> {
    let here = state.visit();
    let visit = if back { state.history.back(here) } else { state.history.forward(here) };
    match visit {
        Some(visit) => arrive(state, visit),
        None => tell(state, Notice::HistoryEnds),
    }
}

fn arrive(state: &mut State, visit: history::Visit) -> Vec<Effect> {
    let asked = state.line.text() != visit.query || state.facets != visit.facets;
    state.line.set(&visit.query);
    state.facets = visit.facets;
    state.focus.set(visit.pane);
    if let Some(subject) = visit.subject {
        show(state, subject);
        state.wanted = vec![subject];
    }
    resettle(state);
    if asked { state.ask() } else { Vec::new() }
}

/// Opens the source listed at `at` in the overlay of sources.
pub(crate) fn open_listed_source(state: &mut State) -> Vec<Effect> {
    let Some(source) = facets::listed_source(state) else { return Vec::new() };
    state.overlay = None;
    state.history.leave(state.visit());
    show(state, RecordRef::Source(source));
    focus(state, Pane::Source)
}
