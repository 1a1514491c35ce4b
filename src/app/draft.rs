//! [`SavedDraft`]: what was being typed, or picked, when the connection was lost. It is no decision: it stands in
//! the prompt again where that is opened on the same record, and only ⏎ takes it.

use crate::app::annotation::{self, Annotation};
use crate::app::form;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::navigation;
use crate::app::notice::{Notice, Unfinished};
use crate::app::prompt::{self, Prompt, PromptPurpose};
use crate::app::session::{SavedRecord, SavedWords};
use crate::app::state::State;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{FieldAction, TargetKey};
use onrecord_model::{Field, FieldValue, RecordRef};
use onrecord_text::Span;

/// Records that a draft is about, at most.
const MOST_RECORDS: usize = 5_000;

/// Something unfinished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDraft {
    /// The field.
    pub field: Field,
    /// What was to get it.
    pub about: DraftAbout,
    /// The status that it was to get with it.
    pub status: Option<Box<str>>,
    /// What is typed.
    pub text: String,
}

/// What a draft is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftAbout {
    /// These records, at least one.
    Records(Vec<SavedRecord>),
    /// A passage that is being picked, by its words and the end of it.
    Passage(SavedWords, u32),
}

/// What was left unfinished before this run.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// Each of them, the last at the end.
    pub left: Vec<SavedDraft>,
    /// Whether that was told.
    told: bool,
}

impl Drafts {
    /// Those that an earlier run has left.
    pub fn new(left: Vec<SavedDraft>) -> Self {
        Self { left, told: false }
    }
}

impl SavedDraft {
    /// What is unfinished now.
    pub fn of(state: &State) -> Option<Self> {
        let corpus = &state.corpus;
        match (&state.prompt, &state.annotation) {
            (Some(prompt), picked) if prompt.purpose == PromptPurpose::NewStatement => {
                let typed = if prompt.marked { "" } else { prompt.line.text() };
                Self::of_passage(corpus, picked.as_ref()?, typed)
            }
            (Some(prompt), _) => Self::of_records(corpus, prompt),
            // A place that is being picked for a statement is no new statement.
            (None, Some(picked)) if picked.of.is_none() => {
                Self::of_passage(corpus, picked, &picked.typed)
            }
            (None, _) => None,
        }
    }

    /// A prompt in which something else is typed than stood there.
    fn of_records(corpus: &Corpus, prompt: &Prompt) -> Option<Self> {
        let PromptPurpose::Records(keys) = &prompt.purpose else { return None };
        if prompt.line.text() == prompt.there {
            return None;
        }
        // Of many rows the words of each would make a large file.
        let by_words = keys.len() == 1;
        let saved = |key: &TargetKey| {
            let key = RecordKey::of(key.kind.owner(), key.id.clone());
            let record = corpus.find(&key).filter(|_| by_words);
            let saved = record.and_then(|record| SavedRecord::of(corpus, record));
            saved.unwrap_or(SavedRecord { key, words: None })
        };
        let records = keys.iter().take(MOST_RECORDS).map(saved).collect();
        let status = prompt.with.as_ref().and_then(status_of).map(Box::from);
        let text = prompt.line.text().to_owned();
        Some(Self { field: prompt.field, about: DraftAbout::Records(records), status, text })
    }

    fn of_passage(corpus: &Corpus, picked: &Annotation, text: &str) -> Option<Self> {
        let words = SavedWords::of(corpus, picked.source, picked.span)?;
        let about = DraftAbout::Passage(words, picked.span.end);
        Some(Self { field: Field::Speaker, about, status: None, text: text.to_owned() })
    }

    /// Its records, as far as they are there.
    fn records<'d>(&'d self, corpus: &'d Corpus) -> impl Iterator<Item = RecordRef> + 'd {
        let records = match &self.about {
            DraftAbout::Records(records) => records.as_slice(),
            DraftAbout::Passage(..) => &[],
        };
        records.iter().filter_map(|record| record.find(corpus))
    }

    /// The same as the journal names them.
    fn keys(&self, corpus: &Corpus) -> Vec<TargetKey> {
        self.records(corpus).filter_map(|record| form::key(corpus, record)).collect()
    }

    /// The passage it is about, where its words are there.
    fn passage(&self, corpus: &Corpus) -> Option<Annotation> {
        let DraftAbout::Passage(words, end) = &self.about else { return None };
        let (source, start) = words.find(corpus)?;
        let length = end.checked_sub(words.start).filter(|length| *length > 0)?;
        let span = Span::new(start, start.checked_add(length)?);
        let text = corpus.source(source)?.document.text();
        text.get(span.start as usize..span.end as usize)?;
        Some(Annotation { source, span, last: true, typed: self.text.clone(), of: None })
    }

    /// The words by which a person knows what it is about; nothing where that is gone.
    fn called(&self, corpus: &Corpus) -> Option<String> {
        if let DraftAbout::Passage(words, _) = &self.about {
            return self.passage(corpus).map(|_| words.text.clone());
        }
        match self.records(corpus).next()? {
            RecordRef::Row(row) => corpus.row(row).map(|row| corpus.words(row)),
            RecordRef::Actor(actor) => corpus.actor(actor).map(|actor| actor.name.clone()),
            RecordRef::Event(event) => corpus.event(event).map(|event| event.title.clone()),
            RecordRef::Source(source) => corpus.source(source).map(|source| source.title.clone()),
        }
    }
}

/// The word of the status that comes with what is typed.
fn status_of(with: &(Field, FieldAction)) -> Option<&str> {
    match with {
        (Field::Status, FieldAction::To(FieldValue::Text(status))) => Some(status),
        _ => None,
    }
}

/// What is to be kept when the program ends: what was left before and not gone on with, and, unless the
/// person has `asked` to leave, what is unfinished now.
pub fn left(state: &State, asked: bool) -> Vec<SavedDraft> {
    let now = if asked { None } else { SavedDraft::of(state) };
    let before = state.drafts.left.iter().cloned();
    before.filter(|draft| now.as_ref() != Some(draft)).chain(now.clone()).collect()
}

/// Tells what was left unfinished, once everything is read.
pub(crate) fn tell(state: &mut State) {
    if state.is_first_reading() || std::mem::replace(&mut state.drafts.told, true) {
        return;
    }
    let Some(last) = state.drafts.left.last() else { return };
    let rows = match &last.about {
        DraftAbout::Records(records) => records.len(),
        DraftAbout::Passage(..) => 0,
    };
    state.notice = Some(Notice::Unfinished(Box::new(Unfinished {
        field: last.field,
        rows,
        called: last.called(&state.corpus),
        text: last.text.clone(),
        more: state.drafts.left.len() - 1,
    })));
}

/// ⏎ where that is told: goes to the record of the last that was left unfinished, and on with it. `None` where
/// the record is gone.
pub(crate) fn resume(state: &mut State) -> Option<Vec<Effect>> {
    let last = state.drafts.left.last()?.clone();
    if let Some(picked) = last.passage(&state.corpus) {
        state.leave_line();
        let effects = navigation::to_passage(state, RecordRef::Source(picked.source));
        return Some(effects.into_iter().chain(annotation::start(state)).collect());
    }
    let record = last.records(&state.corpus).next()?;
    let keys = last.keys(&state.corpus);
    state.leave_line();
    let effects = match record {
        RecordRef::Row(_) => navigation::select(state, record),
        RecordRef::Actor(_) => navigation::select_in(state, Pane::Actors, record),
        RecordRef::Event(_) => navigation::select_in(state, Pane::Timeline, record),
        RecordRef::Source(_) => navigation::to_passage(state, record),
    };
    // The prompt is what is to be seen.
    state.notice = None;
    let status = last.status.map(|word| (Field::Status, FieldAction::To(FieldValue::Text(word))));
    match status {
        Some(with) => prompt::ask_with(state, last.field, keys, "", with),
        None => prompt::ask(state, last.field, keys, ""),
    }
    Some(effects)
}

/// Goes on with what was left of this prompt, where something was.
pub(crate) fn go_on(state: &mut State, prompt: &mut Prompt) {
    let PromptPurpose::Records(keys) = &prompt.purpose else { return };
    let status = prompt.with.as_ref().and_then(status_of);
    let of = |draft: &SavedDraft| {
        if draft.field != prompt.field || draft.status.as_deref() != status {
            return None;
        }
        // What was begun about many rows goes on from any one of them.
        let all = draft.keys(&state.corpus);
        let met = match keys.as_slice() {
            [one] => all.contains(one),
            many => all.len() == many.len() && all.iter().all(|key| many.contains(key)),
        };
        met.then_some(all)
    };
    let mut drafts = state.drafts.left.iter().enumerate().rev();
    let Some((at, keys)) = drafts.find_map(|(at, draft)| Some((at, of(draft)?))) else { return };
    let draft = state.drafts.left.remove(at);
    prompt.line.set("");
    prompt.line.insert(&draft.text);
    prompt.marked = false;
    prompt.purpose = PromptPurpose::Records(keys);
}

/// The passage that was left in the source on the screen, to be gone on with.
pub(crate) fn take_passage(state: &mut State) -> Option<Annotation> {
    let open = state.source.as_ref()?.source;
    let mut drafts = state.drafts.left.iter().enumerate().rev();
    let (at, picked) = drafts.find_map(|(at, draft)| {
        let picked = draft.passage(&state.corpus)?;
        (picked.source == open).then_some((at, picked))
    })?;
    state.drafts.left.remove(at);
    Some(picked)
}

/// The field of a record in which something was left unfinished.
pub(crate) fn field_of(state: &State, record: RecordRef) -> Option<Field> {
    let key = form::key(&state.corpus, record)?;
    let of =
        |draft: &&SavedDraft| draft.status.is_none() && draft.keys(&state.corpus).contains(&key);
    state.drafts.left.iter().rev().find(of).map(|draft| draft.field)
}
