//! [`Prompt`]: one line in which a person types the value of a field, with what it may complete to.

use crate::app::input::action::{Action, LineEdit};
use crate::app::input::input_line::InputLine;
use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::OverlayKind;
use crate::app::overlay::hold_cursor;
use crate::app::state::State;
use crate::app::update::tell;
use crate::app::{annotation, decisions, draft, identity, typed_value};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, TargetKey};
use onrecord_model::{ActorIx, Day, Field, FieldShape, FieldValue};
use onrecord_search::completions;
use onrecord_text::date;

/// Completions that are offered at once.
const OFFERED: usize = 5;

/// What gets the value that is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPurpose {
    /// These records, at least one.
    Records(Vec<TargetKey>),
    /// These actors, at least one, who are one: the first gets what is typed, the others become it.
    OnePerson(Vec<TargetKey>),
    /// The passage that is being picked: with its speaker it becomes a statement.
    NewStatement,
}

/// A field that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The field.
    pub field: Field,
    /// What gets it.
    pub purpose: PromptPurpose,
    /// What else the records get with it, in the same decision.
    pub with: Option<(Field, FieldAction)>,
    /// What is typed.
    pub line: InputLine,
    /// What the last part of it may be meant to be, the best first.
    pub offered: Vec<String>,
    /// What stood there when it was opened.
    pub there: String,
    /// Which of these is chosen.
    pub chosen: Option<usize>,
    /// Whether what stands there was put there by the program, so that the first letter replaces it.
    pub marked: bool,
    /// The names in it that no actor has: with them somebody new is made.
    pub unknown: Vec<String>,
    /// How a date is understood, in EDTF, where that is not what is typed.
    pub read: Option<String>,
}

impl Prompt {
    fn new(field: Field, purpose: PromptPurpose, text: &str) -> Self {
        let mut line = InputLine::default();
        line.set(text);
        let (offered, unknown) = (Vec::new(), Vec::new());
        Self {
            field,
            purpose,
            with: None,
            there: line.text().to_owned(),
            line,
            offered,
            chosen: None,
            marked: false,
            unknown,
            read: None,
        }
    }
}

/// Asks for a field of these records; `text` stands there already, or what was typed there before the
/// connection was lost. A list is gone on with behind what stands there; one name, word or date gives
/// way to the first letter. Sentences are mended.
pub(crate) fn ask(state: &mut State, field: Field, keys: Vec<TargetKey>, text: &str) {
    let next = match field.shape() {
        FieldShape::Actors if !text.is_empty() => ", ",
        FieldShape::Steps if !text.is_empty() => " › ",
        _ => "",
    };
    let one = [FieldShape::Actor, FieldShape::Date, FieldShape::Flag].contains(&field.shape())
        || matches!(field.shape(), FieldShape::Choice(_));
    let mut prompt = Prompt::new(field, PromptPurpose::Records(keys), &format!("{text}{next}"));
    prompt.marked = one && !text.is_empty();
    open(state, prompt);
}

fn open(state: &mut State, mut prompt: Prompt) {
    if matches!(&prompt.purpose, PromptPurpose::Records(keys) if keys.is_empty()) {
        return;
    }
    // Of a link the records are those of the link.
    if prompt.with.as_ref().is_none_or(|(field, _)| *field != Field::Links) {
        draft::go_on(state, &mut prompt);
    }
    offer(&mut prompt, &state.corpus, state.today);
    state.prompt = Some(prompt);
}

/// Asks for a field of these records, at least one, which get `with` in the same decision; `text` stands
/// there already.
pub(crate) fn ask_with(
    state: &mut State,
    field: Field,
    keys: Vec<TargetKey>,
    text: &str,
    with: (Field, FieldAction),
) {
    let prompt = Prompt::new(field, PromptPurpose::Records(keys), text);
    open(state, Prompt { with: Some(with), ..prompt });
}

/// Offers this before all else.
pub(crate) fn offer_first(state: &mut State, name: String) {
    if let Some(prompt) = &mut state.prompt {
        prompt.offered.retain(|offered| *offered != name);
        prompt.offered.insert(0, name);
        prompt.offered.truncate(OFFERED);
    }
}

/// Asks whose words the picked passage is: `name` as the rules see it, `beside` who speaks nearby.
pub(crate) fn ask_speaker(state: &mut State, name: Option<&str>, beside: Vec<String>) {
    let purpose = PromptPurpose::NewStatement;
    let text = name.map_or_else(String::new, str::to_owned);
    let mut prompt = Prompt::new(Field::Speaker, purpose, &text);
    offer(&mut prompt, &state.corpus, state.today);
    prompt.marked = name.is_some();
    let mut offered: Vec<_> = beside.into_iter().filter(|beside| *beside != text).collect();
    if name.is_none() {
        let more = std::mem::take(&mut prompt.offered).into_iter();
        offered.extend(more.filter(|more| !offered.contains(more)).collect::<Vec<_>>());
    }
    offered.truncate(OFFERED);
    prompt.offered = offered;
    state.prompt = Some(prompt);
}

/// Letters were typed or pasted.
pub(crate) fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        if std::mem::take(&mut prompt.marked) {
            prompt.line.set("");
        }
        prompt.line.insert(text);
        offer(prompt, &state.corpus, state.today);
    }
    Vec::new()
}

/// A key of the prompt.
pub(crate) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else { return Vec::new() };
    let count = prompt.offered.len();
    match action {
        Action::Out | Action::Interrupt => leave(state),
        Action::Take => return take(state),
        Action::Complete => complete(prompt, &state.corpus, state.today),
        Action::Down if count > 0 => step(prompt, true),
        Action::Up if count > 0 => step(prompt, false),
        Action::Line(edit @ (LineEdit::Right | LineEdit::Left))
            if count > 0 && is_choice(prompt) =>
        {
            step(prompt, edit == LineEdit::Right);
        }
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        edit => {
            let marked = std::mem::take(&mut prompt.marked);
            let deletes = matches!(edit, Action::Line(edit) if edit.deletes());
            if marked && deletes {
                prompt.line.set("");
                offer(prompt, &state.corpus, state.today);
            } else if prompt.line.edit(edit) {
                offer(prompt, &state.corpus, state.today);
            }
        }
    }
    Vec::new()
}

/// ← and → on a choice: the next of its words, or the one before.
pub(crate) fn choose(state: &mut State, next: bool) {
    if let Some(prompt) = &mut state.prompt {
        step(prompt, next);
    }
}

fn is_choice(prompt: &Prompt) -> bool {
    matches!(prompt.field.shape(), FieldShape::Choice(_))
}

/// Chooses the next of what is offered, or the one before, counted from what stands there.
fn step(prompt: &mut Prompt, next: bool) {
    let count = prompt.offered.len();
    let text = prompt.line.text();
    let there = prompt.offered.iter().position(|offered| offered == text);
    let last = count.saturating_sub(1);
    let (first, by) = if next { (0, 1) } else { (last, last) };
    let from = prompt.chosen.or(there);
    let to = from.map_or(Some(first), |at| (at + by).checked_rem(count));
    prompt.chosen = to.filter(|_| count > 0);
}

/// Esc: nothing is changed.
fn leave(state: &mut State) {
    let left = state.prompt.take();
    if left.is_some_and(|prompt| prompt.purpose == PromptPurpose::NewStatement) {
        state.overlay = None;
    }
}

/// What is typed becomes the value; what is no value is told, and stays to be mended.
fn take(state: &mut State) -> Vec<Effect> {
    let Some(mut prompt) = state.prompt.take() else { return Vec::new() };
    if prompt.chosen.is_some() {
        complete(&mut prompt, &state.corpus, state.today);
    }
    let (text, today) = (prompt.line.text(), state.today);
    let actions = typed_value::actions(prompt.field, text, &state.corpus, today);
    let Some(actions) = actions.ok().filter(|actions| !names_itself(&prompt, actions)) else {
        let notice = match prompt.offered.as_slice() {
            [one, other] if prompt.field.shape() == FieldShape::Date => {
                Notice::TwoDates(one.clone(), other.clone())
            }
            _ => Notice::BadValue(prompt.field),
        };
        state.prompt = Some(prompt);
        return tell(state, notice);
    };
    let Prompt { field, purpose, with, .. } = prompt;
    let (keys, one) = match (purpose, actions.as_slice()) {
        (PromptPurpose::Records(keys), _) => (keys, false),
        (PromptPurpose::OnePerson(keys), _) => (keys, true),
        (PromptPurpose::NewStatement, [FieldAction::To(speaker)]) => {
            return annotation::put(state, speaker.clone());
        }
        (PromptPurpose::NewStatement, _) => return Vec::new(),
    };
    if let Some(form) = state.overlay.as_mut().filter(|shown| shown.kind == OverlayKind::Form) {
        form.row += 1;
    }
    // Of whom nothing is said with a link, nothing is set.
    let silent = |action: &FieldAction| {
        *action == FieldAction::Unset
            && with.as_ref().is_some_and(|(with, _)| *with == Field::Links)
    };
    let actions =
        actions.into_iter().filter(|action| !silent(action)).map(|action| (field, action));
    let actions: Vec<_> = actions.collect();
    // What is told of the decision is its first edit: a name before all else.
    let all: Vec<_> = match field {
        Field::Name => actions.into_iter().chain(with).collect(),
        _ => with.into_iter().chain(actions).collect(),
    };
    if one {
        return decisions::edit(state, identity::one_person(&keys, &all));
    }
    let edit = |key: &TargetKey, (field, set): &(Field, FieldAction)| FieldEdit {
        key: key.clone(),
        field: *field,
        set: set.clone(),
    };
    let edits = keys.iter().flat_map(|key| all.iter().map(move |one| edit(key, one))).collect();
    let effects = decisions::edit(state, edits);
    hold_cursor(state);
    effects
}

/// Whether an actor would be merged into itself.
fn names_itself(prompt: &Prompt, actions: &[FieldAction]) -> bool {
    let PromptPurpose::Records(keys) = &prompt.purpose else { return false };
    let into = actions.iter().filter_map(FieldAction::value).find_map(|value| match value {
        FieldValue::Actor(actor) if prompt.field == Field::MergedInto => actor.id,
        _ => None,
    });
    into.is_some_and(|into| keys.iter().any(|key| key.id == into))
}

/// Puts what is offered in the place of the last part.
fn complete(prompt: &mut Prompt, corpus: &Corpus, today: Option<Day>) {
    let Some(word) = prompt.offered.get(prompt.chosen.unwrap_or(0)) else { return };
    let (kept, _) = parts(prompt.field, prompt.line.text());
    prompt.line.set(&format!("{kept}{word}"));
    offer(prompt, corpus, today);
}

/// What may be meant by what is typed now.
fn offer(prompt: &mut Prompt, corpus: &Corpus, today: Option<Day>) {
    prompt.chosen = None;
    if prompt.field.shape() == FieldShape::Date {
        return offer_dates(prompt, today);
    }
    prompt.unknown = typed_value::unknown_actors(prompt.field, prompt.line.text(), corpus);
    let (_, last) = parts(prompt.field, prompt.line.text());
    let names: Vec<&str> = match prompt.field.shape() {
        FieldShape::Actor | FieldShape::Actors | FieldShape::Steps => {
            // Namesakes with what tells them apart.
            (0..corpus.actors().len()).map(|at| corpus.shown_name(ActorIx::from(at))).collect()
        }
        FieldShape::Choice(words) => words.to_vec(),
        FieldShape::Flag => vec!["yes", "no"],
        FieldShape::Words if prompt.field == Field::Tags => corpus.tags(),
        _ => Vec::new(),
    };
    if let FieldShape::Choice(words) = prompt.field.shape()
        && (last.is_empty() || words.contains(&last))
    {
        // All of them, in their order: ← and → go through them.
        prompt.offered = words.iter().map(|word| (*word).to_owned()).collect();
        return;
    }
    let found = completions(last, &names, OFFERED).into_iter();
    prompt.offered = found.filter_map(|at| names.get(at).map(|name| (*name).to_owned())).collect();
    if prompt.offered.iter().any(|offered| offered == last) {
        prompt.offered.clear();
    }
}

/// How a date is understood; of two that it may be each, as nobody can take it otherwise.
fn offer_dates(prompt: &mut Prompt, today: Option<Day>) {
    let found = typed_value::dates(prompt.field, prompt.line.text(), today);
    prompt.offered.clear();
    prompt.read = None;
    match found.as_slice() {
        [date] if date != prompt.line.text().trim() => prompt.read = Some(date.clone()),
        [_, _, ..] => {
            prompt.offered = found.iter().map(|found| date::written(found, found)).collect();
        }
        _ => {}
    }
}

/// What is typed, parted before its last part: of a list that of the last name.
fn parts(field: Field, text: &str) -> (&str, &str) {
    let parts = match field.shape() {
        FieldShape::Actors | FieldShape::Words => text.rfind(',').map(|at| at + 1),
        FieldShape::Steps => text.rfind(['›', '>']).map(|at| {
            at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        }),
        _ => None,
    };
    let Some((kept, last)) = parts.and_then(|at| text.split_at_checked(at)) else {
        return ("", text);
    };
    let space = last.len() - last.trim_start().len();
    text.split_at_checked(kept.len() + space).unwrap_or((kept, last))
}
