//! `d`: who somebody is. Behind it a letter says that an actor goes by another name, is one with another, is
//! somebody else here, or is nobody.

use crate::app::decisions;
use crate::app::form;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::notice::{Notice, Undecidable};
use crate::app::prompt::{self, PromptPurpose};
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{FieldAction, FieldEdit, TargetKey};
use onrecord_model::{
    ActorIx, ActorKind, Field, FieldValue, NamedActor, NamedPlace, Passage, RecordRef,
    RecordedWords, SourceIx,
};
use onrecord_text::fold::folded;

/// What is said of an actor behind `d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityStep {
    /// It goes by another name.
    Rename,
    /// All of its name are one, who goes by another name.
    RenameAll,
    /// It is another one of the list.
    Merge,
    /// In the source that is read it is somebody else.
    ApartInSource,
    /// At the place that is marked it is somebody else.
    ApartHere,
    /// It is nobody.
    NoActor,
    /// All of its name are nobody.
    NoActors,
}

/// The actor one stands on, or who speaks in the statement one stands on.
pub fn subject(state: &State) -> Option<ActorIx> {
    match state.subject()? {
        RecordRef::Actor(ix) => Some(ix),
        RecordRef::Row(row) => state.corpus.row(row)?.speaker.value().copied(),
        RecordRef::Event(_) | RecordRef::Source(_) => None,
    }
}

/// The actors of the same name, `ix` in front.
pub fn of_one_name(corpus: &Corpus, ix: ActorIx) -> Vec<ActorIx> {
    let name = |ix: ActorIx| corpus.actor(ix).map(|actor| folded(&actor.name));
    let own = name(ix);
    let all = (0..corpus.actors().len()).map(ActorIx::from);
    let others = all.filter(|other| *other != ix && name(*other) == own);
    std::iter::once(ix).chain(others).collect()
}

/// `d`: a letter follows.
pub(crate) fn ask(state: &mut State) -> Vec<Effect> {
    let key = subject(state).and_then(|ix| form::key(&state.corpus, RecordRef::Actor(ix)));
    let Some(key) = key else {
        return tell(state, Notice::Undecidable(Undecidable::NoActor));
    };
    (state.asks_who, state.asked_about) = (true, vec![key]);
    Vec::new()
}

/// The letter behind `d`.
pub(crate) fn act(state: &mut State, step: IdentityStep) -> Vec<Effect> {
    let asked = std::mem::take(&mut state.asked_about).pop();
    let found = asked.and_then(|key| state.corpus.find(&RecordKey::Actor(key.id)));
    let Some(RecordRef::Actor(ix)) = found else { return Vec::new() };
    let corpus = &state.corpus;
    let key = |ix: ActorIx| form::key(corpus, RecordRef::Actor(ix));
    let (Some(actor), Some(own)) = (corpus.actor(ix), key(ix)) else { return Vec::new() };
    let (name, unnamed) = (actor.name.clone(), actor.kind == ActorKind::Unnamed);
    match step {
        IdentityStep::Rename => prompt::ask(state, Field::Name, vec![own], &name),
        IdentityStep::RenameAll => {
            let all = of_one_name(corpus, ix).into_iter().filter_map(key).collect();
            prompt::ask(state, Field::Name, all, &name);
            if let Some(prompt) = &mut state.prompt
                && let PromptPurpose::Records(keys) = &prompt.purpose
            {
                prompt.purpose = PromptPurpose::OnePerson(keys.clone());
            }
        }
        IdentityStep::Merge => {
            prompt::ask(state, Field::MergedInto, vec![own], "");
            return Vec::new();
        }
        IdentityStep::ApartInSource | IdentityStep::ApartHere => {
            // The place is where one stands, and one may stand elsewhere by now.
            if subject(state) != Some(ix) {
                return tell(state, Notice::Undecidable(Undecidable::NoPlace));
            }
            let whole = step == IdentityStep::ApartInSource;
            let Some(place) = here(state).and_then(|at| place(&state.corpus, at, whole)) else {
                return tell(state, Notice::Undecidable(Undecidable::NoPlace));
            };
            let set = FieldAction::Add(FieldValue::Place(Box::new(place)));
            return decisions::edit(state, vec![FieldEdit { key: own, field: Field::Apart, set }]);
        }
        IdentityStep::NoActor | IdentityStep::NoActors => {
            let all = match step {
                IdentityStep::NoActors => of_one_name(corpus, ix),
                _ => vec![ix],
            };
            let set = FieldAction::To(FieldValue::Flag(true));
            let edit = |key| FieldEdit { key, field: Field::NoActor, set: set.clone() };
            let edits = all.into_iter().filter_map(key).map(edit).collect();
            return decisions::edit(state, edits);
        }
    }
    if let Some(prompt) = &mut state.prompt {
        prompt.marked = true;
        // Who gets a name is somebody.
        let person = FieldAction::To(FieldValue::text("person"));
        prompt.with = unnamed.then_some((Field::Kind, person));
    }
    Vec::new()
}

/// The edits that make one person of all these, with what `first` gets.
pub(crate) fn one_person(keys: &[TargetKey], first: &[(Field, FieldAction)]) -> Vec<FieldEdit> {
    let Some((head, others)) = keys.split_first() else { return Vec::new() };
    let name = first.iter().find_map(|(field, set)| match set {
        FieldAction::To(FieldValue::Text(name)) if *field == Field::Name => Some(name.clone()),
        _ => None,
    });
    let Some(name) = name else { return Vec::new() };
    let into = FieldValue::Actor(NamedActor { id: Some(head.id.clone()), name });
    let own = first.iter().map(|(field, set)| FieldEdit {
        key: head.clone(),
        field: *field,
        set: set.clone(),
    });
    let merged = others.iter().map(|key| FieldEdit {
        key: key.clone(),
        field: Field::MergedInto,
        set: FieldAction::To(into.clone()),
    });
    own.chain(merged).collect()
}

/// Where one of the actor's mentions is read: in the source that is open, else in that of the row.
fn here(state: &State) -> Option<Passage> {
    if let RecordRef::Row(row) = state.subject()? {
        let statement = state.corpus.row(row)?;
        let mention = statement.provenance.as_deref().and_then(|known| known.mention);
        return Some(Passage {
            source: statement.source,
            span: mention.unwrap_or_else(|| statement.hull()),
        });
    }
    let view = state.source.as_ref()?;
    let read = state.focus.pane == Pane::Source || view.subject == state.subject()?;
    let span = read.then(|| view.marked())??;
    Some(Passage { source: view.source, span })
}

fn place(corpus: &Corpus, at: Passage, whole: bool) -> Option<NamedPlace> {
    let Passage { source, span } = at;
    let file = corpus.source(source)?;
    let words = if whole { None } else { Some(recorded(corpus, source, span)?) };
    let sha256 = Some(file.sha256.as_str()).filter(|sum| !sum.is_empty()).map(Into::into);
    Some(NamedPlace { source: file.id.clone(), sha256, words })
}

fn recorded(corpus: &Corpus, source: SourceIx, span: onrecord_text::Span) -> Option<RecordedWords> {
    let [exact, prefix, suffix] = corpus.words_around(source, span)?;
    Some(RecordedWords {
        exact: exact.into(),
        prefix: Some(prefix.into()),
        suffix: Some(suffix.into()),
    })
}
