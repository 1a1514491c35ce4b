//! Where a person was when the program was left, in terms that hold in a later corpus: keys, and words
//! with their place. What is gone by then falls off silently.

use crate::app::facets;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::navigation;
use crate::app::notice::Notice;
use crate::app::source::SourceView;
use crate::app::source::viewport::Position;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_model::{RecordRef, RowRef, SourceIx};
use onrecord_search::{FacetRole, Facets};
use onrecord_text::{Part, Span};

/// Bytes of words by which a row or a place is known again, at most.
const WORDS: usize = 400;

/// Where a person was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedPlace {
    /// The query as typed.
    pub query: String,
    /// Actors picked as filters, by their ids.
    pub actors: Vec<(Box<str>, FacetRole)>,
    /// Events picked as filters, by their ids.
    pub events: Vec<Box<str>>,
    /// Sources picked as filters, by their ids.
    pub sources: Vec<Box<str>>,
    /// Whether weak suggestions were listed.
    pub weak: bool,
    /// The list last used.
    pub list: Pane,
    /// The pane with the keys.
    pub pane: Pane,
    /// The selected rows of the lists.
    pub selected: Vec<SavedRecord>,
    /// What the source pane showed.
    pub passage: Option<SavedPassage>,
}

/// A record as it is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedRecord {
    /// Its kind and id.
    pub key: RecordKey,
    /// Of a row: where its words stood, should its id be gone.
    pub words: Option<SavedWords>,
}

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedWords {
    /// The source's id.
    pub source: Box<str>,
    /// Where they began (bytes of its text).
    pub start: u32,
    /// The words, or their beginning.
    pub text: String,
}

/// What the source pane showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPassage {
    /// The record it showed.
    pub subject: SavedRecord,
    /// The words that were read.
    pub words: SavedWords,
    /// The row of the pane they stood on.
    pub row: i32,
}

/// What was not there when somebody was here last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// Documents that were not there.
    pub documents: usize,
    /// Documents that were, with another content.
    pub changed: usize,
    /// Statements that were not there.
    pub statements: usize,
    /// Statements that were, about which others have decided something.
    pub decided: usize,
}

impl SavedPlace {
    /// Where one is now; `None` before everything was read.
    pub fn of(state: &State) -> Option<Self> {
        let corpus = &state.corpus;
        if state.is_first_reading() || state.restoring.is_some() {
            return None;
        }
        let id = |record| corpus.key(record).map(|key| Box::from(key.id()));
        let Facets { actors, events, sources, .. } = &state.facets;
        let lists = [Pane::Actors, Pane::Timeline, Pane::Quotes].into_iter();
        let chosen = lists.filter(|pane| state.list(*pane).picked || state.focus.list == *pane);
        let actor = |(actor, role): &_| Some((id(RecordRef::Actor(*actor))?, *role));
        Some(Self {
            query: state.line.text().to_owned(),
            actors: actors.iter().filter_map(actor).collect(),
            events: events.iter().filter_map(|event| id(RecordRef::Event(*event))).collect(),
            sources: sources.iter().filter_map(|source| id(RecordRef::Source(*source))).collect(),
            weak: state.weak,
            list: state.focus.list,
            pane: state.focus.pane,
            selected: chosen
                .filter_map(|pane| SavedRecord::of(corpus, state.selected(pane)?))
                .collect(),
            passage: state.source.as_ref().and_then(|view| SavedPassage::of(corpus, view)),
        })
    }
}

impl SavedWords {
    /// The words of `span`, or their beginning.
    pub(crate) fn of(corpus: &Corpus, source: SourceIx, span: Span) -> Option<Self> {
        let home = corpus.source(source)?;
        let text = beginning(home.document.words(span)).to_owned();
        Some(Self { source: home.id.clone(), start: span.start, text })
    }

    /// Where they stand now: of several places the nearest to where they stood.
    pub(crate) fn find(&self, corpus: &Corpus) -> Option<(SourceIx, u32)> {
        let at = source(corpus, &self.source)?;
        let text = corpus.source(at)?.document.text();
        let places = text.match_indices(&self.text).filter_map(|(at, _)| u32::try_from(at).ok());
        let start = places.min_by_key(|place| place.abs_diff(self.start))?;
        Some((at, start))
    }
}

impl SavedRecord {
    pub(crate) fn of(corpus: &Corpus, record: RecordRef) -> Option<Self> {
        let words = match record {
            RecordRef::Row(row) => corpus.row(row).and_then(|statement| {
                let source = corpus.source(statement.source)?.id.clone();
                let text = beginning(&corpus.words(statement)).to_owned();
                Some(SavedWords { source, start: statement.hull().start, text })
            }),
            _ => None,
        };
        Some(Self { key: corpus.key(record)?, words })
    }

    /// The record with this key; of a row else the one with these words, nearest to where they stood.
    pub(crate) fn find(&self, corpus: &Corpus) -> Option<RecordRef> {
        if let Some(record) = corpus.find(&self.key) {
            return Some(record);
        }
        let words = self.words.as_ref()?;
        let source = source(corpus, &words.source)?;
        let same = corpus.statements_in(source).filter_map(|at| {
            let statement = corpus.statement(at)?;
            let far = statement.hull().start.abs_diff(words.start);
            (beginning(&corpus.words(statement)) == words.text).then_some((far, at))
        });
        same.min().map(|(_, at)| RecordRef::Row(RowRef::Statement(at)))
    }
}

impl SavedPassage {
    fn of(corpus: &Corpus, view: &SourceView) -> Option<Self> {
        let text = corpus.source(view.source)?;
        let start = view.at.anchor;
        let read = text.document.text().get(start as usize..)?;
        let source = text.id.clone();
        let words = SavedWords { source, start, text: beginning(read).to_owned() };
        let subject = SavedRecord::of(corpus, view.subject)?;
        Some(Self { subject, words, row: view.at.row })
    }

    /// The source pane as it was; where the words are elsewhere or gone, at its record.
    fn open(&self, state: &State) -> Option<SourceView> {
        let corpus = &state.corpus;
        let subject = self.subject.find(corpus);
        let there = source(corpus, &self.words.source);
        let subject = subject.or_else(|| there.map(RecordRef::Source))?;
        let mut view = SourceView::open(corpus, subject, state.frame())?;
        let Some(text) = there.filter(|source| *source == view.source) else { return Some(view) };
        let text = corpus.source(text)?;
        let read = text.document.text().get(self.words.start as usize..);
        if read.is_some_and(|read| read.starts_with(&self.words.text)) {
            view.at = Position { anchor: self.words.start, row: self.row };
            view.settle(text, state.frame());
        }
        Some(view)
    }
}

fn source(corpus: &Corpus, id: &str) -> Option<SourceIx> {
    match corpus.find(&RecordKey::Source(id.into()))? {
        RecordRef::Source(source) => Some(source),
        _ => None,
    }
}

/// As much of a text as it is known again by.
fn beginning(text: &str) -> &str {
    text.part(..text.floor_char_boundary(WORDS))
}

/// Begins where a person was: the query at once, marked, so that what is typed next takes its place;
/// all else when everything was read.
pub fn begin(state: &mut State, place: SavedPlace) {
    // A query from a file is text like one that is pasted: bounded, and without control characters.
    state.line.set("");
    state.line.insert(&place.query);
    state.line.mark();
    state.restoring = Some(Box::new(place));
}

/// A person does something before everything was read: the place stays theirs.
pub(crate) fn leave_it(state: &mut State) {
    if state.is_first_reading() {
        state.restoring = None;
    }
}

/// Goes to where a person was, once everything was read.
pub(crate) fn restore(state: &mut State) -> Vec<Effect> {
    if state.is_first_reading() {
        return Vec::new();
    }
    let Some(place) = state.restoring.take() else { return Vec::new() };
    let corpus = std::sync::Arc::clone(&state.corpus);
    let find = |key: RecordKey| corpus.find(&key);
    let actors = place.actors.iter().filter_map(|(id, role)| {
        let Some(RecordRef::Actor(actor)) = find(RecordKey::Actor(id.clone())) else { return None };
        Some((actor, *role))
    });
    let events = place.events.iter().filter_map(|id| match find(RecordKey::Event(id.clone()))? {
        RecordRef::Event(event) => Some(event),
        _ => None,
    });
    state.facets = Facets {
        actors: actors.collect(),
        events: events.collect(),
        sources: place.sources.iter().filter_map(|id| source(&corpus, id)).collect(),
        read: Vec::new(),
    };
    state.weak = place.weak;
    state.focus.set(place.list);
    state.focus.set(place.pane);
    state.wanted = place.selected.iter().filter_map(|record| record.find(&corpus)).collect();
    if let Some(view) = place.passage.as_ref().and_then(|passage| passage.open(state)) {
        state.source = Some(view);
        state.hold = true;
    } else if place.pane == Pane::Source {
        state.focus.set(place.list);
    }
    navigation::resettle(state);
    state.ask()
}

/// Goes on in the list where the search line has the keys again.
pub(crate) fn to_list(state: &mut State) {
    if state.focus.pane == Pane::Source {
        state.focus.set(state.focus.list);
    }
}

/// `R`: the source one stands in is marked as read, or not any more.
pub(crate) fn mark_read(state: &mut State) -> Vec<Effect> {
    let Some(source) = standing_in(state) else { return tell(state, Notice::NoPassage) };
    let Some(text) = state.corpus.source(source) else { return Vec::new() };
    let read = !state.read.remove(&text.id);
    if read {
        state.read.insert(text.id.clone());
    }
    let title = text.title.clone();
    state.notice = Some(Notice::Read { title, read });
    if state.line.query().asks_read() { state.ask() } else { Vec::new() }
}

/// The source one stands in: that of the list of sources, else the one that the source pane shows, else
/// that of the selected row.
pub(crate) fn standing_in(state: &State) -> Option<SourceIx> {
    if facets::listed_row(state).is_some() {
        return facets::listed_source(state);
    }
    match (&state.source, state.subject()) {
        (Some(view), _) if state.focus.pane == Pane::Source => Some(view.source),
        (_, Some(RecordRef::Row(row))) => state.corpus.row(row).map(|statement| statement.source),
        (_, Some(RecordRef::Source(source))) => Some(source),
        (Some(view), _) => Some(view.source),
        (None, _) => None,
    }
}

/// The sources that are marked as read, in a corpus.
pub(crate) fn read_in(state: &State, corpus: &Corpus) -> Vec<SourceIx> {
    if state.read.is_empty() {
        return Vec::new();
    }
    let all = corpus.sources().iter().enumerate();
    let read = all.filter(|(_, source)| state.read.contains(&source.id));
    read.map(|(at, _)| SourceIx::from(at)).collect()
}
