//! Putting a passage down as a statement: a stretch of the source is picked, grown and shrunk; then one
//! says whose words it is. Until that is said nothing is decided.

pub mod proposed;
mod span;

use crate::app::accepting;
use crate::app::decisions;
use crate::app::draft;
use crate::app::input::action::Action;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::navigation;
use crate::app::notice::Notice;
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::prompt;
use crate::app::source::SourceView;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_corpus::Corpus;
use onrecord_journal::NewStatement;
use onrecord_model::{Document, Field, FieldValue, RecordRef, RowRef, SourceIx, Statement};
use onrecord_text::Span;
use proposed::SeenByRules;
use span::SpanStep;

/// A passage that is being picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The source.
    pub source: SourceIx,
    /// The words: never empty, from a grapheme to a grapheme.
    pub span: Span,
    /// Whether its end moves, else its beginning.
    pub last: bool,
    /// What was typed of its speaker before the connection was lost.
    pub typed: String,
    /// The id of the statement whose words these are to be; nothing where they become a new one.
    pub of: Option<Box<str>>,
}

/// The passage that is being picked in the source on the screen.
pub fn picked(state: &State) -> Option<&Annotation> {
    let open = state.source.as_ref()?.source;
    state.annotation.as_ref().filter(|annotation| annotation.source == open)
}

/// What the rules see in the passage that is being picked.
pub fn proposed(state: &State) -> Option<SeenByRules> {
    let Annotation { source, span, .. } = *picked(state)?;
    Some(proposed::in_passage(&state.corpus, source, span))
}

/// `a`: picks the sentence, or the quote, that is being read in the source.
pub(crate) fn start(state: &mut State) -> Vec<Effect> {
    let shown = state.page.rows();
    let found = state.source.as_ref().and_then(|view| {
        let document = &state.corpus.source(view.source)?.document;
        let read = view.reading(shown);
        let mark = view.hit.or_else(|| view.marked()).filter(|mark| mark.start == read);
        let mark = mark.unwrap_or(Span::new(read, read));
        Some(Annotation {
            source: view.source,
            span: span::at(document, mark)?,
            last: true,
            typed: String::new(),
            of: None,
        })
    });
    let again = draft::take_passage(state);
    let Some(found) = again.or(found) else { return tell(state, Notice::NothingToAnnotate) };
    pick(state, found);
    Vec::new()
}

/// Picks a passage from here on.
fn pick(state: &mut State, found: Annotation) {
    if state.focus.pane != Pane::Source {
        state.history.leave(state.visit());
        drop(navigation::focus(state, Pane::Source));
    }
    state.overlay = None;
    state.annotation = Some(found);
    reveal(state);
}

/// Picks the place of a statement whose words stand several times in its source, the first of them.
pub(crate) fn place(state: &mut State, row: RowRef) -> Vec<Effect> {
    let found = state.corpus.row(row).and_then(|statement| {
        let document = &state.corpus.source(statement.source)?.document;
        let near = statement.first_piece();
        let span = places(document, statement).first().copied();
        let span = span.or_else(|| span::at(document, near))?;
        let (source, of) = (statement.source, Some(statement.id.clone()));
        Some(Annotation { source, span, last: true, typed: String::new(), of })
    });
    let Some(found) = found else { return tell(state, Notice::NothingToAnnotate) };
    state.source = SourceView::open(&state.corpus, RecordRef::Row(row), state.frame());
    pick(state, found);
    tell(state, Notice::Placing)
}

/// Where the words of a statement stand, letter for letter.
fn places(document: &Document, statement: &Statement) -> Vec<Span> {
    let exact = statement.recorded().and_then(|recorded| recorded.pieces.first());
    let exact = exact.map(|piece| &*piece.exact).filter(|exact| !exact.is_empty());
    let found = exact.into_iter().flat_map(|exact| document.text().match_indices(exact));
    found.map(|(at, words)| Span::at(at, at + words.len())).collect()
}

/// The next of those places, or the one before.
fn step_place(state: &mut State, forward: bool) {
    let Some(Annotation { source, span, last, of: Some(id), .. }) = &mut state.annotation else {
        return;
    };
    let row = state.corpus.find_row(id).and_then(|row| state.corpus.row(row));
    let document = state.corpus.source(*source).map(|source| &source.document);
    let (Some(row), Some(document)) = (row, document) else { return };
    let all = places(document, row);
    let next = if forward {
        all.iter().find(|one| one.start > span.start).or(all.first())
    } else {
        all.iter().rev().find(|one| one.start < span.start).or(all.last())
    };
    (*span, *last) = (next.copied().unwrap_or(*span), true);
}

/// A key while a passage is being picked.
pub(crate) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(annotation) = &mut state.annotation else { return Vec::new() };
    let Some(source) = state.corpus.source(annotation.source) else { return Vec::new() };
    let (document, Annotation { span, last, .. }) = (&source.document, annotation);
    match action {
        Action::WordFurther => *span = span::moved(document, *span, *last, SpanStep::Word, true),
        Action::WordBack => *span = span::moved(document, *span, *last, SpanStep::Word, false),
        Action::SentenceFurther => {
            *span = span::moved(document, *span, *last, SpanStep::Sentence, true);
        }
        Action::SentenceBack => {
            *span = span::moved(document, *span, *last, SpanStep::Sentence, false);
        }
        Action::OtherEnd => *last = !*last,
        Action::Down | Action::Up => {
            let next = span::neighbour(document, *span, action == Action::Down);
            (*span, *last) = (next.unwrap_or(*span), true);
        }
        Action::NextHit | Action::PreviousHit => step_place(state, action == Action::NextHit),
        Action::Take => return take(state),
        Action::Out | Action::Interrupt => state.annotation = None,
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        _ => {}
    }
    reveal(state);
    Vec::new()
}

/// ⏎: these are the words of the statement whose place was looked for, else of a new one.
fn take(state: &mut State) -> Vec<Effect> {
    let picked = state.annotation.take_if(|annotation| annotation.of.is_some());
    match picked {
        Some(Annotation { span, of: Some(id), .. }) => accepting::accept_at(state, &id, span),
        _ => ask(state),
    }
}

/// Asks who said it.
fn ask(state: &mut State) -> Vec<Effect> {
    let Some(seen) = proposed(state) else { return Vec::new() };
    let Some(Annotation { source, span, typed, .. }) = state.annotation.clone() else {
        return Vec::new();
    };
    let mut beside = proposed::speakers_beside(&state.corpus, source, span);
    state.overlay = Some(Overlay::new(OverlayKind::NewStatement));
    let name = seen.speaker.map(|actor| actor.name.to_string());
    // Whom the rules only infer is offered and not put there: ⏎ alone must not make it a person's word.
    let (named, inferred) = if seen.inferred { (None, name) } else { (name, None) };
    if let Some(inferred) = inferred {
        beside.retain(|beside| *beside != inferred);
        beside.insert(0, inferred);
    }
    prompt::ask_speaker(state, named.as_deref(), beside);
    if !typed.is_empty() {
        prompt::typed(state, &typed);
    }
    Vec::new()
}

/// The passage becomes a statement of `speaker`, or of nobody who is stated.
pub(crate) fn put(state: &mut State, speaker: FieldValue) -> Vec<Effect> {
    let Some(SeenByRules { form, cue, via, .. }) = proposed(state) else { return Vec::new() };
    let Some(Annotation { source, span, .. }) = state.annotation.take() else { return Vec::new() };
    state.overlay = None;
    let Some(home) = state.corpus.source(source) else { return Vec::new() };
    let via = via.map(|via| (Field::Via, via));
    let values = std::iter::once((Field::Speaker, speaker)).chain(via).collect();
    let new = NewStatement { source: home.id.clone(), spans: vec![span], form, cue, values };
    decisions::put(state, new)
}

/// The end that moves stays on the screen.
fn reveal(state: &mut State) {
    let Some(&Annotation { span, last, .. }) = state.annotation.as_ref() else { return };
    let at = if last { span.end.saturating_sub(1) } else { span.start };
    let frame = state.frame();
    if let Some(view) = &mut state.source
        && let Some(source) = state.corpus.source(view.source)
    {
        view.bring(source, Span::new(at, span.end), frame);
    }
}

/// The passage in an investigation that has taken the place of `old`, where its source has the same
/// words.
pub(crate) fn carried(
    annotation: &Annotation,
    old: &Corpus,
    new: &Corpus,
    moved: impl Fn(RecordRef) -> Option<RecordRef>,
) -> Option<Annotation> {
    let RecordRef::Source(source) = moved(RecordRef::Source(annotation.source))? else {
        return None;
    };
    let text = |corpus: &Corpus, ix| Some(corpus.source(ix)?.document.clone());
    let (before, after) = (text(old, annotation.source)?, text(new, source)?);
    (before.text() == after.text()).then_some(Annotation { source, ..annotation.clone() })
}
