//! An investigation that takes the place of the one on the screen: as it was read (first, or again),
//! or as decisions leave it. It waits for the answer to what is asked of it, so that rows and records
//! change together; what is selected, shown, filtered and remembered is found again in it.

use std::sync::Arc;

use crate::app::annotation;
use crate::app::decisions;
use crate::app::everywhere;
use crate::app::facets;
use crate::app::holes;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::reading::ReadingState;
use crate::app::says;
use crate::app::source::SourceView;
use crate::app::source::marks::Marks;
use crate::app::state::State;
use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;
use onrecord_model::fault::{FaultKind, States};
use onrecord_search::{Facets, Index};

/// An investigation on its way to the screen.
#[derive(Debug, Clone)]
pub(crate) struct NextCorpus {
    pub(crate) corpus: Arc<Corpus>,
    pub(crate) index: Arc<Index>,
    pub(crate) what: Arrival,
}

/// How it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// The sources were read, with more to come (`true`) or wholly; else sources, actors and events
    /// are in their places.
    pub(crate) read: Option<bool>,
    /// Decisions came true, up to the one with this number.
    pub(crate) decided: Option<u64>,
}

impl Arrival {
    /// The sources were read; whether there is more to come.
    pub(crate) fn read(more: bool) -> Self {
        Self { read: Some(more), decided: None }
    }

    /// Decisions came true, up to the one with this number.
    pub(crate) fn decided(upto: u64) -> Self {
        Self { read: None, decided: Some(upto) }
    }
}

/// Lets an investigation come to the screen with the answer to what is asked of it. One that was read
/// and has not come yet comes with the decisions that were made of it.
pub(crate) fn announce(state: &mut State, mut next: NextCorpus) -> Vec<Effect> {
    if let Some(before) = state.next.take() {
        next.what.read = next.what.read.or(before.what.read);
    }
    state.next = Some(next);
    state.ask()
}

/// The filters as they are for what is asked: records may have other places in `next`.
pub(crate) fn filters(state: &State) -> Facets {
    let mut filters = state.facets.clone();
    if let Some(next) = &state.next {
        facets::carry(&mut filters, |subject| next.corpus.carried(&state.corpus, subject));
    }
    filters
}

/// Puts the investigation that an answer is about onto the screen.
pub(crate) fn arrive(state: &mut State) {
    let facets = filters(state);
    let Some(NextCorpus { corpus, index, what }) = state.next.take() else { return };
    let old = std::mem::replace(&mut state.corpus, corpus);
    state.index = index;
    state.facets = facets;
    let new = Arc::clone(&state.corpus);
    let moved = |subject| match what.read {
        None => new.carried(&old, subject),
        Some(_) => new.met_again(&old, subject),
    };
    let back = decisions::arrived(state, what);
    let selected = back.map_or_else(|| nearest(state, moved), |back| vec![back]);
    let others = [Pane::Actors, Pane::Timeline].into_iter().filter(|pane| state.list(*pane).picked);
    let others = others.filter_map(|pane| state.selected(pane)).filter_map(moved);
    let wanted = state.wanted.iter().copied().filter_map(moved);
    state.wanted = wanted.chain(selected).chain(others).collect();
    state.history.carry(moved);
    state.went = state.went.and_then(|(kind, record)| Some((kind, moved(record)?)));
    holes::arrive(state, moved);
    everywhere::arrive(state, moved);
    says::arrive(state, moved);
    state.source = state.source.take().and_then(|view| match what.read {
        None => Some(in_its_place(view, moved)),
        Some(_) => again(state, &old, &view, moved),
    });
    let picked = state.annotation.take();
    state.annotation = picked.and_then(|picked| annotation::carried(&picked, &old, &new, moved));
    if let Some(subject) = back
        && let Some(view) = &mut state.source
        && state.focus.pane == Pane::Source
        && state.annotation.is_none()
        && let Some(location) = new.location(subject)
        && location.source == view.source
    {
        view.subject = subject;
        view.marks = Marks::from(location);
        view.hit = None;
    }
    if what.read == Some(false) {
        let again = state.reading == ReadingState::Again;
        let changed = changed_sources(&state.corpus);
        if again {
            state.notice = changed.or(Some(Notice::Reread));
        } else if state.notice.is_none() {
            state.notice = changed;
        }
        state.reading = ReadingState::Done;
        state.progress = None;
    }
}

/// The files that changed since their statements were put down, where there are any.
fn changed_sources(corpus: &Corpus) -> Option<Notice> {
    let mut files: Vec<(&str, States)> = Vec::new();
    for fault in corpus.faults() {
        let FaultKind::SourceChanged { file, states, .. } = &fault.what else { continue };
        match files.iter_mut().find(|(known, _)| known == file) {
            // What people decided is kept apart from the investigation's file.
            Some((_, all)) => *all = all.and(*states),
            None => files.push((file, *states)),
        }
    }
    let (file, states) = *files.first()?;
    Some(Notice::SourceChanged { file: file.to_owned(), states, more: files.len() - 1 })
}

/// The selected row of Quotes, then those behind it and those before, the nearest first: a decision may
/// take any of them out of the list.
fn nearest(state: &State, moved: impl Fn(RecordRef) -> Option<RecordRef>) -> Vec<RecordRef> {
    /// Rows that are looked at before and behind.
    const NEAR: usize = 1_000;
    if !state.quotes.picked {
        return Vec::new();
    }
    let (cursor, len) = (state.quotes.cursor, state.len(Pane::Quotes));
    let before = cursor.saturating_sub(NEAR)..cursor.min(len);
    let rows = (cursor..len.min(cursor + NEAR)).chain(before.rev());
    rows.filter_map(|row| state.row(Pane::Quotes, row)).filter_map(moved).collect()
}

/// The source pane with the same words on the same rows, where no source has changed.
fn in_its_place(view: SourceView, moved: impl Fn(RecordRef) -> Option<RecordRef>) -> SourceView {
    if let Some(subject) = moved(view.subject) {
        return SourceView { subject, ..view };
    }
    // The statement is gone, its source is not.
    let subject = RecordRef::Source(view.source);
    SourceView { subject, marks: Marks::default(), hit: None, ..view }
}

/// The source pane after the sources were read: on the same rows where the text is the same, else at
/// the record it shows.
fn again(
    state: &State,
    old: &Corpus,
    view: &SourceView,
    moved: impl Fn(RecordRef) -> Option<RecordRef>,
) -> Option<SourceView> {
    let there = moved(RecordRef::Source(view.source));
    let subject = moved(view.subject).or(there)?;
    let Some(RecordRef::Source(source)) = there else {
        return SourceView::open(&state.corpus, subject, state.frame());
    };
    let text = |corpus: &Corpus, ix| Some(corpus.source(ix)?.document.clone());
    let same = |document: &onrecord_model::Document| {
        text(old, view.source).is_some_and(|before| before.text() == document.text())
    };
    if !text(&state.corpus, source).as_ref().is_some_and(same) {
        return SourceView::open(&state.corpus, subject, state.frame());
    }
    let mut marks = Marks::from(state.corpus.location(subject)?);
    if let Some(step) = marks.steps.get(view.marks.step).filter(|step| step.source == source) {
        marks.words = vec![step.span];
        marks.step = view.marks.step;
    }
    Some(SourceView { source, subject, marks, at: view.at, hit: view.hit })
}
