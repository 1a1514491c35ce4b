//! Facets: rows picked as filters. Of one kind they widen, of different kinds they narrow.

use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::overlay::OverlayKind;
use crate::app::state::State;
use onrecord_model::{ActorIx, RecordRef, SourceIx};
use onrecord_search::{FacetRole, Facets};

/// Space: the row of the pane as a facet; on a quote its speaker, in the source the source.
pub(crate) fn toggle(state: &mut State) -> Vec<Effect> {
    let picked = match (state.focus.pane, state.subject()) {
        (Pane::Source, _) => state.source.as_ref().map(|view| RecordRef::Source(view.source)),
        (_, Some(RecordRef::Row(row))) => {
            let speaker = state.corpus.row(row).and_then(|s| s.speaker.value().copied());
            speaker.map(RecordRef::Actor)
        }
        (_, other) => other,
    };
    let Some(picked) = picked else { return Vec::new() };
    state.history.leave(state.visit());
    match picked {
        RecordRef::Actor(actor) => cycle(&mut state.facets.actors, actor),
        RecordRef::Event(event) => flip(&mut state.facets.events, event),
        RecordRef::Source(source) => flip(&mut state.facets.sources, source),
        RecordRef::Row(_) => return Vec::new(),
    }
    state.ask()
}

/// Space on a row of the overlay of sources.
pub(crate) fn toggle_listed_source(state: &mut State) -> Vec<Effect> {
    let Some(source) = listed_source(state) else { return Vec::new() };
    flip(&mut state.facets.sources, source);
    state.ask()
}

/// The row that one stands on in the overlay of sources.
pub(crate) fn listed_row(state: &State) -> Option<usize> {
    state.overlay.filter(|overlay| overlay.kind == OverlayKind::Sources).map(|overlay| overlay.row)
}

/// The source that one stands on there.
pub(crate) fn listed_source(state: &State) -> Option<SourceIx> {
    listed_row(state).and_then(|row| state.hits.sources.get(row)).map(|(source, _)| *source)
}

/// Enter on an actor: only what it says and what is said of it, whatever was asked before.
pub(crate) fn only_actor(state: &mut State, actor: ActorIx) -> Vec<Effect> {
    state.line.remember();
    state.line.set("");
    state.facets = Facets { actors: vec![(actor, FacetRole::Any)], ..Facets::default() };
    state.focus.set(Pane::Quotes);
    state.quotes.picked = false;
    state.wanted = vec![RecordRef::Actor(actor)];
    state.hold = true;
    state.ask()
}

/// Takes all facets off; `<` brings them back.
pub(crate) fn clear(state: &mut State) -> Vec<Effect> {
    if state.facets.is_empty() {
        return Vec::new();
    }
    state.history.leave(state.visit());
    state.facets = Facets::default();
    state.ask()
}

/// Carries facets over to another corpus; those whose record is gone fall off.
pub(crate) fn carry(facets: &mut Facets, moved: impl Fn(RecordRef) -> Option<RecordRef>) {
    let actors = facets.actors.iter().filter_map(|(actor, role)| {
        let Some(RecordRef::Actor(actor)) = moved(RecordRef::Actor(*actor)) else { return None };
        Some((actor, *role))
    });
    let events = facets.events.iter().filter_map(|event| match moved(RecordRef::Event(*event)) {
        Some(RecordRef::Event(event)) => Some(event),
        _ => None,
    });
    let sources =
        facets.sources.iter().filter_map(|source| match moved(RecordRef::Source(*source)) {
            Some(RecordRef::Source(source)) => Some(source),
            _ => None,
        });
    *facets = Facets {
        actors: actors.collect(),
        events: events.collect(),
        sources: sources.collect(),
        read: Vec::new(),
    };
}

/// Whether a source is picked.
pub fn has_source(facets: &Facets, source: SourceIx) -> bool {
    facets.sources.contains(&source)
}

/// As speaker, then in any role, then not at all.
fn cycle(actors: &mut Vec<(ActorIx, FacetRole)>, actor: ActorIx) {
    match actors.iter_mut().find(|(picked, _)| *picked == actor) {
        None => actors.push((actor, FacetRole::Speaker)),
        Some((_, role @ FacetRole::Speaker)) => *role = FacetRole::Any,
        Some(_) => actors.retain(|(picked, _)| *picked != actor),
    }
}

fn flip<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|picked| *picked == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}
