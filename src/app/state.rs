//! [`State`]: everything the screen depends on. Changed by `update` alone, read by `view`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::annotation::Annotation;
use crate::app::arrival::{self, NextCorpus};
use crate::app::decisions::{Decisions, Pending};
use crate::app::draft::Drafts;
use crate::app::everywhere::Reprints;
use crate::app::facets;
use crate::app::history::{self, History};
use crate::app::holes::Holes;
use crate::app::input::query_line::QueryLine;
use crate::app::layout::{Focus, Pane, ScreenLayout, Size};
use crate::app::links::Linking;
use crate::app::log::Log;
use crate::app::msg::{Effect, Refusal};
use crate::app::notice::Notice;
use crate::app::original::OriginalPlace;
use crate::app::overlay::Overlay;
use crate::app::panes::laid_out::{QuoteRows, QuotesPane, SourcePage};
use crate::app::panes::list::List;
use crate::app::panes::quote_row::QuoteRow;
use crate::app::prompt::Prompt;
use crate::app::reading::{ReadingState, Unnamed};
use crate::app::record_list::{self, WentTo};
use crate::app::says::SaidList;
use crate::app::session::{self, SavedPlace};
use crate::app::source::viewport::Frame;
use crate::app::source::{self, SourceView};
use onrecord_corpus::Corpus;
use onrecord_journal::TargetKey;
use onrecord_model::{Day, RecordRef, Statement};
use onrecord_search::{Facets, Hits, Index};

/// Which of the letters behind `=` are told; all of them work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusMenu {
    /// Those of a status.
    Status,
    /// Those of terms, and of what is sensitive.
    Terms,
}

/// The running program, without clock, disk or terminal.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, not a mode")]
pub struct State {
    /// The investigation.
    pub corpus: Arc<Corpus>,
    /// Its index, for whoever answers.
    pub index: Arc<Index>,
    /// The last answer.
    pub hits: Arc<Hits>,
    /// First days of what is left, sorted, for the chart.
    pub days: Vec<Day>,
    /// Number of the last question asked.
    pub generation: u64,
    /// Number of the question that [`State::hits`] answers.
    pub answered: u64,
    /// The day that it is, as far as that was told.
    pub today: Option<Day>,
    /// The screen.
    pub size: Size,
    /// Which pane has the keys.
    pub focus: Focus,
    /// Whether the search line has them instead.
    pub editing: bool,
    /// The search line.
    pub line: QueryLine,
    /// Rows picked as filters.
    pub facets: Facets,
    /// Whether weak suggestions are listed.
    pub weak: bool,
    /// Whether rows are found by their meaning as well.
    pub meaning: bool,
    /// Pane 1.
    pub actors: List,
    /// Pane 2.
    pub timeline: List,
    /// Pane 3.
    pub quotes: List,
    /// Pane 4; `None` while nothing has a passage.
    pub source: Option<SourceView>,
    /// The rows of Quotes on the screen.
    pub(crate) quote_rows: QuoteRows,
    /// The rows of Source on the screen.
    pub page: SourcePage,
    /// What stands over the panes.
    pub overlay: Option<Overlay>,
    /// Whether the pane has the whole body.
    pub zoom: bool,
    /// Whether the program takes the mouse.
    pub mouse: bool,
    /// Whether what is withheld may be copied.
    pub withheld: bool,
    /// What the status line tells.
    pub notice: Option<Notice>,
    /// Who has decided how often since one was last told.
    pub(crate) others: Vec<(Box<str>, usize)>,
    /// Where one has been.
    pub history: History,
    /// Whether an investigation is being read.
    pub reading: ReadingState,
    /// What is open, where nobody named it.
    pub unnamed: Option<Unnamed>,
    /// How reading gets on, while it does: files read, files there are, the one just read.
    pub progress: Option<(usize, usize, String)>,
    /// A field that is being typed.
    pub prompt: Option<Prompt>,
    /// A passage that is being picked, to be put down as a statement.
    pub annotation: Option<Annotation>,
    /// Whether `=` was pressed, and a letter for a status or terms follows.
    pub asks_status: Option<StatusMenu>,
    /// Whether the next letter says who an actor is.
    pub asks_who: bool,
    /// What the next letter behind `=` or `d` is about: what one stood on when that was pressed.
    pub(crate) asked_about: Vec<TargetKey>,
    /// A link between statements that is being made.
    pub linking: Option<Linking>,
    /// The ids of the rows that are marked, the last at the end.
    pub marks: Vec<Box<str>>,
    /// The original that is opened in a browser where one says so once more.
    pub(crate) asks_original: Option<OriginalPlace>,
    /// Sources marked as read, by their ids.
    pub read: BTreeSet<Box<str>>,
    /// What is missing before publication.
    pub holes: Holes,
    /// Where the words of a statement stand.
    pub everywhere: Reprints,
    /// What somebody said on a matter.
    pub says: SaidList,
    /// The record that one went to from a list over the panes.
    pub(crate) went: WentTo,
    /// What was being typed when an earlier run was cut off.
    pub drafts: Drafts,
    /// What is listed of the journal.
    pub log: Log,
    /// Decisions about records.
    pub(crate) decisions: Decisions,
    /// Where the person was last, until everything is read.
    pub(crate) restoring: Option<Box<SavedPlace>>,
    /// An investigation that comes with the next answer.
    pub(crate) next: Option<NextCorpus>,
    /// Records to select when the next answer comes.
    pub(crate) wanted: Vec<RecordRef>,
    /// Whether the source keeps what was opened until the list is moved.
    pub(crate) hold: bool,
}

impl State {
    /// The program before anything was read.
    pub fn new(size: Size, mouse: bool) -> Self {
        Self {
            corpus: Arc::default(),
            index: Arc::default(),
            hits: Arc::default(),
            days: Vec::new(),
            generation: 0,
            answered: 0,
            today: None,
            size,
            focus: Focus::default(),
            editing: true,
            line: QueryLine::default(),
            facets: Facets::default(),
            weak: false,
            meaning: cfg!(feature = "meaning"),
            actors: List::default(),
            timeline: List::default(),
            quotes: List::default(),
            source: None,
            quote_rows: QuoteRows::default(),
            page: SourcePage::default(),
            overlay: None,
            zoom: false,
            mouse,
            withheld: false,
            notice: None,
            others: Vec::new(),
            history: History::default(),
            reading: ReadingState::First,
            unnamed: None,
            progress: None,
            prompt: None,
            annotation: None,
            asks_status: None,
            asks_who: false,
            asked_about: Vec::new(),
            linking: None,
            marks: Vec::new(),
            asks_original: None,
            read: BTreeSet::new(),
            holes: Holes::default(),
            everywhere: Reprints::default(),
            says: SaidList::default(),
            went: None,
            drafts: Drafts::default(),
            log: Log::default(),
            decisions: Decisions::default(),
            restoring: None,
            next: None,
            wanted: Vec::new(),
            hold: false,
        }
    }

    /// Whether there is something to wait for: the first records, or an answer. The screen is best
    /// drawn when it is there.
    pub fn waiting(&self) -> bool {
        let nothing_yet = self.reading == ReadingState::First && self.generation == 0;
        nothing_yet || self.answered != self.generation
    }

    /// Why a record must not leave this desk, where nobody said that it may.
    pub fn kept_back(&self, record: RecordRef) -> Option<Refusal> {
        if self.withheld {
            return None;
        }
        let unread = self.corpus.unread_decision().map(|_| Refusal::UnreadDecision);
        self.corpus.withholds(record).then_some(Refusal::Withheld).or(unread)
    }

    /// Whether the sources are being read for the first time.
    pub(crate) fn is_first_reading(&self) -> bool {
        self.reading == ReadingState::First
    }

    /// What a question is asked of: the investigation on the screen, or the one that takes its place
    /// with the answer.
    pub fn asked_of(&self) -> (&Arc<Corpus>, &Arc<Index>) {
        let next = self.next.as_ref();
        next.map_or((&self.corpus, &self.index), |next| (&next.corpus, &next.index))
    }

    /// The decision about a suggestion that is on its way into the investigation.
    pub fn pending(&self, statement: &Statement) -> Option<Pending> {
        self.decisions.pending(&statement.id)
    }

    /// Where everything stands.
    pub fn layout(&self) -> ScreenLayout {
        ScreenLayout::new(self.size, &self.focus, self.zoom)
    }

    /// Whether nothing is filtered.
    pub fn unfiltered(&self) -> bool {
        self.line.text().trim().is_empty() && self.facets.is_empty()
    }

    /// The list of a pane.
    pub fn list(&self, pane: Pane) -> &List {
        match pane {
            Pane::Actors => &self.actors,
            Pane::Timeline => &self.timeline,
            Pane::Quotes | Pane::Source => &self.quotes,
        }
    }

    pub(crate) fn list_mut(&mut self, pane: Pane) -> &mut List {
        match pane {
            Pane::Actors => &mut self.actors,
            Pane::Timeline => &mut self.timeline,
            Pane::Quotes | Pane::Source => &mut self.quotes,
        }
    }

    /// How many rows a pane's list has.
    pub fn len(&self, pane: Pane) -> usize {
        match pane {
            Pane::Actors => self.hits.actors.len(),
            Pane::Timeline => self.hits.events.len(),
            Pane::Quotes | Pane::Source => self.hits.len(),
        }
    }

    /// The record in row `at` of a pane's list.
    pub fn row(&self, pane: Pane, at: usize) -> Option<RecordRef> {
        match pane {
            Pane::Actors => self.hits.actors.get(at).map(|(actor, _)| RecordRef::Actor(*actor)),
            Pane::Timeline => self.hits.events.get(at).map(|event| RecordRef::Event(*event)),
            Pane::Quotes | Pane::Source => self.hits.row(at).map(|hit| RecordRef::Row(hit.row)),
        }
    }

    /// The selected record of a pane's list.
    pub fn selected(&self, pane: Pane) -> Option<RecordRef> {
        self.row(pane, self.list(pane).cursor)
    }

    /// The record one stands on: that of a list over the panes, as the list of sources, which hide the panes,
    /// else what the source shows, else the selected row.
    pub fn subject(&self) -> Option<RecordRef> {
        if facets::listed_row(self).is_some() {
            return facets::listed_source(self).map(RecordRef::Source);
        }
        if let Some(record) = record_list::selected(self) {
            return Some(record);
        }
        match &self.source {
            Some(view) if self.focus.pane == Pane::Source => Some(view.subject),
            _ => self.selected(self.focus.list),
        }
    }

    /// Row `at` of Quotes, where it is on the screen.
    pub fn quote_row(&self, at: usize) -> Option<&QuoteRow> {
        self.quote_rows.get(at)
    }

    /// How many screen rows each row of a pane takes, by its position.
    pub(crate) fn heights(&mut self, pane: Pane) -> impl FnMut(usize) -> usize {
        let mut rows = match pane {
            Pane::Actors | Pane::Timeline => None,
            Pane::Quotes | Pane::Source => {
                let pane = self.quotes_pane();
                self.quote_rows.set_pane(pane);
                Some(&mut self.quote_rows)
            }
        };
        move |at| rows.as_mut().map_or(1, |rows| rows.height(at))
    }

    /// What rows of Quotes are laid out for now.
    fn quotes_pane(&self) -> Option<QuotesPane> {
        let place = self.layout().quotes?;
        Some(QuotesPane {
            corpus: Arc::clone(&self.corpus),
            hits: Arc::clone(&self.hits),
            columns: place.inner.width.into(),
            most: if place.framed { 3 } else { 2 },
            asks_when: self.line.query().asks_when(),
        })
    }

    /// Lays out what is on the screen now; what is there already stays.
    pub(crate) fn lay_out(&mut self) {
        let (pane, room, len) =
            (self.quotes_pane(), self.room(Pane::Quotes), self.len(Pane::Quotes));
        self.quote_rows.set_pane(pane);
        self.quote_rows.fill(self.quotes.top, room, len);
        let frame = self.frame();
        self.page.show(&self.corpus, self.source.as_ref(), frame);
    }

    /// How many screen rows a pane's list has for its rows.
    pub fn room(&self, pane: Pane) -> usize {
        let Some(place) = self.layout().place(pane) else { return 0 };
        let rows = usize::from(place.inner.height);
        if pane == Pane::Timeline { rows.saturating_sub(timeline_head(rows)) } else { rows }
    }

    /// The text's frame in the source pane; one row and column where the pane is not on the screen.
    pub fn frame(&self) -> Frame {
        let open = self.source.as_ref().and_then(|view| self.corpus.source(view.source));
        let place = self.layout().source;
        match (open.or_else(|| self.corpus.sources().first()), place) {
            (Some(text), Some(place)) => source::frame(text, place),
            _ => Frame { columns: 1, height: 1 },
        }
    }

    /// Where one is, for the history.
    pub(crate) fn visit(&self) -> history::Visit {
        history::Visit {
            query: self.line.text().to_owned(),
            facets: self.facets.clone(),
            pane: self.focus.pane,
            subject: self.subject(),
        }
    }

    /// The search line has the keys no more; what was asked stands and is remembered.
    pub(crate) fn leave_line(&mut self) {
        self.editing = false;
        self.line.unmark();
        self.line.remember();
    }

    /// Asks the present question.
    pub(crate) fn ask(&mut self) -> Vec<Effect> {
        self.generation += 1;
        let (query, mut facets) = (self.line.query().clone(), arrival::filters(self));
        facets.read = session::read_in(self, self.asked_of().0);
        let (weak, meaning) = (self.weak, self.meaning);
        vec![Effect::Search { generation: self.generation, query, facets, weak, meaning }]
    }
}

/// Rows of the timeline pane taken by the chart over its list.
pub fn timeline_head(rows: usize) -> usize {
    usize::from(rows >= 4)
}
