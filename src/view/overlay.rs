//! What stands over the panes: help, faults, the record card, the citation, the list of sources.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Borders, StatefulWidget, Widget};

use super::Scene;
use super::paint::{Border, Strip, without_last};
use super::scroll::{Scroll, ScrollRows, ScrollText};
use super::theme::StyleRole;
use super::{card, everywhere, form, holes, log, says};
use crate::app::annotation;
use crate::app::facets;
use crate::app::links;
use crate::app::overlay::OverlayKind;
use crate::app::reading::ReadingState;
use crate::export::citation;
use crate::words::{annotating, faults, keys, labels, notices, overlays, record};
use onrecord_corpus::listed_faults;
use onrecord_model::SourceIx;
use onrecord_text::{width, wrap};

/// An overlay, instead of the panes.
pub(super) struct Over<'a> {
    pub scene: Scene<'a>,
    pub kind: OverlayKind,
}

impl StatefulWidget for Over<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self { scene, kind } = self;
        if area.height < 3 || area.width < 4 {
            return;
        }
        let title = Strip::new([scene.span(overlays::title(kind), StyleRole::FrameFocused)]);
        let style = scene.theme.style(StyleRole::FrameFocused);
        Border { sides: Borders::TOP, title, style }.render(area, buffer);
        let [_, area] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        match kind {
            OverlayKind::Help => {
                ScrollText { rows: |columns| help(scene, columns) }.render(area, buffer, scroll);
            }
            OverlayKind::Faults => {
                ScrollText { rows: |columns| amiss(scene, columns) }.render(area, buffer, scroll);
            }
            OverlayKind::Card => {
                let (corpus, hits) = (&scene.state.corpus, &scene.state.hits);
                let chosen = links::on_card(scene.state).map(|(_, chosen)| chosen);
                let facts = scene.state.subject();
                let facts = facts.map(|subject| record::whole(corpus, hits, subject, chosen));
                let facts = facts.unwrap_or_default();
                let rows = |columns: usize| card::rows(scene, &facts, columns.saturating_sub(1));
                ScrollText { rows }.render(area, buffer, scroll);
            }
            OverlayKind::Citation => {
                ScrollRows(citation(scene, area.width.into())).render(area, buffer, scroll);
            }
            OverlayKind::Sources => Sources(scene).render(area, buffer, scroll),
            OverlayKind::NewStatement => {
                let state = scene.state;
                let seen = annotation::picked(state).zip(annotation::proposed(state));
                let Some((picked, seen)) = seen else { return };
                let facts = annotating::facts(&state.corpus, picked, &seen);
                let rows = |columns: usize| card::rows(scene, &facts, columns.saturating_sub(1));
                ScrollText { rows }.render(area, buffer, scroll);
            }
            OverlayKind::Holes => holes::HoleRows(scene).render(area, buffer, scroll),
            OverlayKind::Everywhere => {
                everywhere::ReprintRows(scene).render(area, buffer, scroll);
            }
            OverlayKind::Says => says::SaidRows(scene).render(area, buffer, scroll),
            OverlayKind::Log => log::LogRows(scene).render(area, buffer, scroll),
            OverlayKind::Form => form::FormRows(scene).render(area, buffer, scroll),
        }
    }
}

/// The query language and the keys: two columns, the second wrapped.
fn help(scene: Scene<'_>, columns: usize) -> Vec<Strip<'_>> {
    let left = overlays::KEYS.min(columns / 3);
    let columns = columns.saturating_sub(left + 3).max(1);
    let mut rows = Vec::new();
    for (keys, words) in overlays::help(keys::QUERY) {
        if words.is_empty() {
            rows.push(Strip::new([
                scene.span(" ", StyleRole::Plain),
                scene.span(keys, StyleRole::Strong),
            ]));
            continue;
        }
        for (at, row) in wrap::rows(&words, columns).iter().enumerate() {
            let keys = if at == 0 { keys.as_str() } else { "" };
            rows.push(Strip::new([
                scene.span(" ", StyleRole::Plain),
                scene.span(width::pad(keys, left), StyleRole::Key),
                scene.span("  ", StyleRole::Plain),
                scene.span(row.of(&words).trim_end().to_owned(), StyleRole::Plain),
            ]));
        }
    }
    rows
}

fn amiss(scene: Scene<'_>, columns: usize) -> Vec<Strip<'_>> {
    let told = listed_faults(scene.state.corpus.faults());
    if told.is_empty() {
        let more = scene.state.reading != ReadingState::Done;
        return paragraph(scene, overlays::no_faults(more), columns);
    }
    told.iter().flat_map(|fault| paragraph(scene, &faults::sentence(fault), columns)).collect()
}

/// The citation alone, from the left edge on, without a frame or a bar, so that a terminal's own
/// selection takes nothing else along.
fn citation(scene: Scene<'_>, columns: usize) -> Vec<Strip<'_>> {
    let Some(subject) = scene.state.subject() else { return Vec::new() };
    if let Some(why) = scene.state.kept_back(subject) {
        return paragraph(scene, &notices::refused(why), columns);
    }
    let text = citation::of(&scene.state.corpus, subject);
    text.map_or_else(Vec::new, |text| paragraph(scene, &text, columns))
}

/// Text in rows. (`Paragraph` breaks lines at spaces alone: not behind hyphens, and a Chinese text
/// nowhere.)
fn paragraph<'a>(scene: Scene<'a>, text: &str, columns: usize) -> Vec<Strip<'a>> {
    let row = |words: &str| Strip::new([scene.span(words.trim_end().to_owned(), StyleRole::Plain)]);
    wrap::rows(text, columns).into_iter().map(|span| row(span.of(text))).collect()
}

/// The sources, to be picked from: the scroll's row is the selected one.
struct Sources<'a>(Scene<'a>);

impl StatefulWidget for Sources<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let sources = &scene.state.hits.sources;
        scroll.last = sources.len().saturating_sub(1);
        let top = scroll.row.saturating_sub(usize::from(area.height).saturating_sub(1));
        for (area, (at, (ix, count))) in area.rows().zip(sources.iter().enumerate().skip(top)) {
            let selected = at == scroll.row;
            Listed { scene, ix: *ix, count: *count, selected }.render(area, buffer);
        }
    }
}

/// One source.
struct Listed<'a> {
    scene: Scene<'a>,
    ix: SourceIx,
    /// Statements.
    count: u32,
    selected: bool,
}

impl Widget for Listed<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, ix, count, selected } = self;
        let Some(source) = scene.state.corpus.source(ix) else { return };
        let count = labels::count(count as usize, "statement", "statements");
        let count = Strip::new([scene.span(count, StyleRole::Quiet)]).right();
        let left = without_last(area, count.width() + 2);
        count.render(area, buffer);
        let (mark, role) =
            if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
        let picked = if facets::has_source(&scene.state.facets, ix) { "[only] " } else { "" };
        let room = usize::from(left.width).saturating_sub(picked.len());
        let row = [
            scene.span(mark, StyleRole::Selected),
            scene.span(picked, StyleRole::Facet),
            scene.span(width::cut(&source.title, room), role),
            scene.span(overlays::coverage(source), StyleRole::Quiet),
            scene.span(overlays::read(scene.state.read.contains(&source.id)), StyleRole::Quiet),
        ];
        Strip::new(row).render(left, buffer);
    }
}
