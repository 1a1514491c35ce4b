//! Links between statements: `l` remembers the statement one stands on, `l` on another asks how the first
//! stands to it, and a letter links them, or takes off what links them so. Of marked rows each is linked
//! to the one under the cursor.

use crate::app::decisions;
use crate::app::form;
use crate::app::input::action::Action;
use crate::app::msg::Effect;
use crate::app::navigation;
use crate::app::notice::{LinkTold, LinkedWords, Notice};
use crate::app::overlay::{Overlay, OverlayKind};
use crate::app::prompt;
use crate::app::record_list;
use crate::app::state::State;
use crate::app::typed_value;
use crate::app::update::tell;
use onrecord_corpus::{Corpus, Tie, cue};
use onrecord_journal::{FieldAction, FieldEdit, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue, LinkKind, RecordRef, RowRef, Statement};

/// A link that is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linking {
    /// The ids of the statements that link, at least one.
    from: Vec<Box<str>>,
    /// The id of the other, as soon as one stands on it: a letter follows.
    to: Option<Box<str>>,
}

/// Whether a letter says now how two statements stand to each other.
pub fn asks(state: &State) -> bool {
    state.linking.as_ref().is_some_and(|linking| linking.to.is_some())
}

/// The statement that links, while one looks for the other.
pub fn remembered(state: &State) -> Option<LinkedWords> {
    let linking = state.linking.as_ref().filter(|linking| linking.to.is_none())?;
    words(&state.corpus, linking.from.first()?)
}

/// How the statements that link are linked to the other already.
pub fn linked(state: &State) -> Vec<LinkKind> {
    let Some(Linking { from, to: Some(to) }) = &state.linking else { return Vec::new() };
    let is = |kind: &LinkKind| {
        from.iter().all(|from| standing(&state.corpus, from, *kind, to).is_some())
    };
    LinkKind::MADE.into_iter().filter(is).collect()
}

/// `l`: remembers the statement one stands on, or asks how what is remembered or marked stands to it.
pub(crate) fn link(state: &mut State) -> Vec<Effect> {
    let Some(here) = here(state) else { return tell(state, Notice::NotLinkable) };
    let before = state.linking.take().map(|linking| linking.from);
    let marked = Some(state.marks.clone()).filter(|marks| !marks.is_empty());
    let Some(mut from) = before.or(marked) else {
        state.linking = Some(Linking { from: vec![here], to: None });
        return Vec::new();
    };
    from.retain(|id| *id != here && statement(&state.corpus, id).is_some());
    if from.is_empty() {
        return tell(state, Notice::NothingToLink);
    }
    state.linking = Some(Linking { from, to: Some(here) });
    Vec::new()
}

/// `C`: remembers the statement one stands on, or links what is remembered or marked as contradicting it, or
/// takes that link off: `l` and its letter in one.
pub(crate) fn contradict(state: &mut State) -> Vec<Effect> {
    let effects = link(state);
    if asks(state) { act(state, Action::LinkAs(LinkKind::Contradicts)) } else { effects }
}

/// The letter behind it.
pub(crate) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let kinds = linked(state);
    let (Some(Linking { from, to: Some(to) }), Action::LinkAs(kind)) =
        (state.linking.take(), action)
    else {
        return Vec::new();
    };
    if kinds.contains(&kind) {
        let ends = from.iter().filter_map(|from| standing(&state.corpus, from, kind, &to));
        let off = |(from, to)| edit(from, FieldAction::Remove(FieldValue::Link { kind, to }));
        let edits = ends.map(off).collect();
        return decisions::edit(state, edits);
    }
    let new = from.into_iter().filter(|from| standing(&state.corpus, from, kind, &to).is_none());
    let new: Vec<_> = new.collect();
    let add = FieldAction::Add(FieldValue::Link { kind, to });
    if kind == LinkKind::TranslationOf {
        return ask_translator(state, &new, add);
    }
    decisions::edit(state, new.into_iter().map(|from| edit(from, add.clone())).collect())
}

/// Asks who translated; what is known of one statement stands there.
fn ask_translator(state: &mut State, from: &[Box<str>], add: FieldAction) -> Vec<Effect> {
    let row = match from {
        [only] => state.corpus.find_row(only),
        _ => None,
    };
    let there =
        row.and_then(|row| form::value(&state.corpus, RecordRef::Row(row), Field::TranslatedBy));
    let text = there.map_or_else(String::new, |value| typed_value::text(&value));
    let keys = from.iter().map(|id| key(id.clone())).collect();
    prompt::ask_with(state, Field::TranslatedBy, keys, &text, (Field::Links, add));
    Vec::new()
}

/// Whether an action that was decided before can be decided about the record with this key as well: of a
/// link that it leads to another statement.
pub(crate) fn fits(state: &State, key: &TargetKey, set: &FieldAction) -> bool {
    let Some(FieldValue::Link { to, .. }) = set.element() else { return true };
    *to != key.id && statement(&state.corpus, &key.id).is_some()
}

/// What a decision about links says, where `edits` are that.
pub(crate) fn told(state: &State, edits: &[FieldEdit]) -> Option<LinkTold> {
    let links = || edits.iter().filter(|edit| edit.field == Field::Links);
    let first = links().next()?;
    let FieldValue::Link { kind, to } = first.set.element()? else { return None };
    Some(LinkTold {
        from: words(&state.corpus, &first.key.id)?,
        more: links().count() - 1,
        kind: *kind,
        to: words(&state.corpus, to)?,
        off: matches!(first.set, FieldAction::Remove(_)),
    })
}

/// The links of the record whose card is open, and which of them is chosen.
pub fn on_card(state: &State) -> Option<(Vec<Tie>, usize)> {
    let Overlay { kind: OverlayKind::Card, link, .. } = state.overlay? else { return None };
    let Some(RecordRef::Row(row)) = state.subject() else { return None };
    let ties = state.corpus.ties(row);
    let chosen = link.checked_rem(ties.len())?;
    Some((ties, chosen))
}

/// ⏎ on a card: to the other statement of the link that is chosen; a card without links is closed.
pub(crate) fn go(state: &mut State) -> Vec<Effect> {
    let Some((ties, chosen)) = on_card(state) else {
        state.overlay = None;
        return Vec::new();
    };
    match ties.get(chosen).and_then(|tie| tie.other) {
        Some(row) => navigation::go_to(state, RecordRef::Row(row)),
        None => tell(state, Notice::NotThere),
    }
}

/// The id of the listed statement that one stands on and sees.
fn here(state: &State) -> Option<Box<str>> {
    let shown =
        |overlay: Overlay| overlay.kind == OverlayKind::Card || record_list::is_one(overlay.kind);
    let RecordRef::Row(RowRef::Statement(ix)) = state.subject()? else { return None };
    let statement = state.corpus.statement(ix).filter(|_| state.overlay.is_none_or(shown))?;
    Some(statement.id.clone())
}

/// How the link from one to the other is written down, if there is one: what contradicts is contradicted.
fn standing(corpus: &Corpus, from: &str, kind: LinkKind, to: &str) -> Option<(Box<str>, Box<str>)> {
    let leads = |from: &str, to: &str| {
        let mut links = statement(corpus, from)?.links().iter().filter(|link| link.kind == kind);
        let is = |link: &onrecord_model::Link| {
            corpus.statement(link.to).is_some_and(|other| *other.id == *to)
        };
        links.any(is).then(|| (from.into(), to.into()))
    };
    let back = || (kind == LinkKind::Contradicts).then(|| leads(to, from))?;
    leads(from, to).or_else(back)
}

fn statement<'c>(corpus: &'c Corpus, id: &str) -> Option<&'c Statement> {
    corpus.statement(corpus.find_row(id)?.statement()?)
}

/// A statement by its words.
pub(crate) fn words(corpus: &Corpus, id: &str) -> Option<LinkedWords> {
    let statement = corpus.row(corpus.find_row(id)?)?;
    let cue = cue::behind_name(corpus, statement);
    Some(LinkedWords { cue, words: corpus.words(statement) })
}

fn key(id: Box<str>) -> TargetKey {
    TargetKey { kind: TargetKind::Statement, id }
}

fn edit(from: Box<str>, set: FieldAction) -> FieldEdit {
    FieldEdit { key: key(from), field: Field::Links, set }
}
