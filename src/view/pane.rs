//! What frames a pane, and what its rows share.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Borders, Widget};

use super::Scene;
use super::paint::{Border, Strip, without_first};
use super::theme::StyleRole;
use crate::app::layout::PanePlace;
use crate::app::{Pane, State, panes::related};
use crate::words::{labels, queries};

/// The frame of a pane, or the rule over it, with its title; nothing where the tab line names it.
pub(super) struct PaneBorder<'a> {
    pub scene: Scene<'a>,
    pub pane: Pane,
    pub place: PanePlace,
}

impl Widget for PaneBorder<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, pane, place } = self;
        let sides = if place.framed {
            Borders::ALL
        } else if place.outer.height > place.inner.height {
            Borders::TOP
        } else {
            return;
        };
        let has_keys = scene.state.focus.pane == pane;
        let role = if has_keys { StyleRole::FrameFocused } else { StyleRole::Strong };
        let mut title = vec![scene.span(name(scene.state, pane), role)];
        if pane == Pane::Source {
            title.extend(reading(scene));
        }
        let role = if has_keys && !scene.state.editing {
            StyleRole::FrameFocused
        } else {
            StyleRole::Frame
        };
        Border { sides, title: Strip::new(title), style: scene.theme.style(role) }
            .render(area, buffer);
    }
}

/// Where one reads, for the title of Source.
fn reading(scene: Scene<'_>) -> Option<Span<'_>> {
    let corpus = &scene.state.corpus;
    let view = scene.state.source.as_ref()?;
    let text = corpus.source(view.source)?;
    let offset = view.reading(scene.state.page.rows());
    let statement = view.statement_at(corpus, offset).and_then(|ix| corpus.statement(ix));
    let step = (view.marks.step + 1, view.marks.steps.len());
    let read = scene.state.read.contains(&text.id);
    let title = queries::source_title(text, offset, statement, step, read);
    Some(scene.span(title, StyleRole::Plain))
}

/// `3 Quotes 35`.
pub(super) fn name(state: &State, pane: Pane) -> String {
    let (number, name) = match pane {
        Pane::Actors => (1, "Actors"),
        Pane::Timeline => (2, "Timeline"),
        Pane::Quotes => (3, "Quotes"),
        Pane::Source => return "4 Source".to_owned(),
    };
    let weak = if pane == Pane::Quotes { state.hits.unlisted_weak() } else { 0 };
    labels::with_weak(format!("{number} {name} {}", labels::number(state.len(pane))), weak)
}

/// The sign before a row: selected, tied to what the source shows, or neither.
pub(super) fn marker(scene: Scene<'_>, pane: Pane, at: usize) -> Span<'_> {
    let state = scene.state;
    if at == state.list(pane).cursor {
        return scene.span("▸", StyleRole::Selected);
    }
    let tied = state.row(pane, at).is_some_and(|row| related::tied(state, row));
    if tied { scene.span("•", StyleRole::Selected) } else { scene.span(" ", StyleRole::Plain) }
}

/// What an empty list says where nothing at all is found, or there.
pub(super) fn nothing_to_list(state: &State) -> Vec<String> {
    if state.unfiltered() {
        queries::nothing_there(&state.corpus)
    } else {
        let line = &state.line;
        let unchecked = queries::unchecked(&state.corpus, line.query(), line.text());
        queries::nothing_found(&state.hits, unchecked)
    }
}

/// An empty list says so; where it stands alone on a narrow screen and nothing at all was found, it
/// says what Quotes would say.
pub(super) struct Nothing<'a> {
    pub scene: Scene<'a>,
    pub alone: bool,
}

impl Widget for Nothing<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, alone } = self;
        let alone = alone && scene.state.hits.is_empty() && !scene.state.waiting();
        let lines = if alone { nothing_to_list(scene.state) } else { vec!["—".to_owned()] };
        let role = if alone { StyleRole::Plain } else { StyleRole::Quiet };
        for (row, line) in area.rows().zip(lines) {
            Strip::new([scene.span(line, role)]).render(without_first(row, 1), buffer);
        }
    }
}
