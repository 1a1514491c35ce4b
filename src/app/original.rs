//! `o`: the original of what one stands on, opened by another program at its place.

use crate::app::facets;
use crate::app::layout::Pane;
use crate::app::msg::Effect;
use crate::app::notice::Notice;
use crate::app::state::State;
use crate::app::update::tell;
use onrecord_model::SourceIx;

/// A place in the original of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginalPlace {
    /// Which source.
    pub source: SourceIx,
    /// The byte of its text that is wanted.
    pub offset: u32,
    /// Whether one has said that it may be opened in a browser.
    pub sure: bool,
}

/// What became of opening an original. Commands are as one would type them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginalTold {
    /// It would be opened in a browser, by this command: only where one says so once more.
    Ask(OriginalPlace, String),
    /// There is no screen for it here; this command opens it where there is one.
    NoScreen(String),
    /// This command was started.
    Started(String),
    /// This command could not be started.
    NotStarted(String),
    /// There is neither a file nor a link.
    NoFile,
}

/// `o`: asks for the original to be opened; where a browser would open it, once more is yes.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(place) = state.asks_original.take() {
        return vec![Effect::OpenOriginal(OriginalPlace { sure: true, ..place })];
    }
    match place(state) {
        Some((source, offset)) => {
            vec![Effect::OpenOriginal(OriginalPlace { source, offset, sure: false })]
        }
        None => tell(state, Notice::NoPassage),
    }
}

/// The source one stands in, and the byte that one reads there.
fn place(state: &State) -> Option<(SourceIx, u32)> {
    if let Some(row) = facets::listed_row(state) {
        return state.hits.sources.get(row).map(|(source, _)| (*source, 0));
    }
    if let Some(view) = state.source.as_ref().filter(|_| state.focus.pane == Pane::Source) {
        return Some((view.source, view.reading(state.page.rows())));
    }
    let location = state.corpus.location(state.subject()?)?;
    Some((location.source, location.words.first()?.start))
}

/// What became of it.
pub(crate) fn told(state: &mut State, told: OriginalTold) -> Vec<Effect> {
    if let OriginalTold::Ask(place, _) = &told {
        state.asks_original = Some(*place);
    }
    tell(state, Notice::Original(told))
}
