//! The Source pane: the text as it stands, with the passage marked and its cue.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Widget;

use super::Scene;
use super::paint::{Strip, layered, put, without_first};
use super::theme::Role;
use crate::app::source::viewport::Row;
use crate::app::source::{self, SourceView};
use onrecord_model::Source;
use onrecord_text::Span;

/// Pane 4.
pub(super) struct Passage<'a>(pub Scene<'a>);

impl Widget for Passage<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let open = scene.state.source.as_ref();
        let open = open.and_then(|view| Some((view, scene.state.corpus.source(view.source)?)));
        let Some((view, source)) = open else { return };
        let words = view.marks.words.iter().map(|span| (*span, Role::Mark));
        let cues = view.marks.cues.iter().map(|span| (*span, Role::Cue));
        let page = Page { scene, view, source, layers: words.chain(cues).collect() };
        let gutter = source::gutter(source, area.width.into()) as u16;
        for (area, row) in area.rows().zip(scene.state.page.rows()) {
            let [gutter, area] =
                Layout::horizontal([Constraint::Length(gutter), Constraint::Fill(1)]).areas(area);
            page.row(row, area, buffer);
            page.gutter(row, gutter, buffer);
        }
    }
}

/// A source that is open.
struct Page<'a> {
    scene: Scene<'a>,
    view: &'a SourceView,
    source: &'a Source,
    /// What is marked in it.
    layers: Vec<(Span, Role)>,
}

impl Page<'_> {
    fn row(&self, row: &Row, area: Rect, buffer: &mut Buffer) {
        match row {
            Row::Gap => {}
            Row::Chrome(line) => {
                Strip::new([self.scene.span(line, Role::Quiet)]).render(area, buffer);
            }
            Row::Text { span, heading, .. } => {
                let base = if *heading { Role::Strong } else { Role::Plain };
                self.words(*span, base, area, buffer);
            }
        }
    }

    fn words(&self, span: Span, base: Role, mut area: Rect, buffer: &mut Buffer) {
        let Self { scene, view, source, layers } = self;
        let words = source.document.words(span);
        let lights = scene.state.hits.highlighter().highlights(words).into_iter();
        let lights = lights.map(|light| (light.span.shifted(span.start), Role::Lit));
        let hit = view.hit.map(|hit| (hit, Role::Mark));
        let layers: Vec<_> = layers.iter().copied().chain(lights).chain(hit).collect();
        let solid = Span::new(span.start, span.start + words.trim_end().len() as u32);
        for (piece, style) in layered(scene.theme, solid, base, &layers) {
            let used = put(buffer, area, source.document.words(piece), style);
            area = without_first(area, used);
        }
    }

    /// The paragraph's number, and a bar beside rows in which somebody says something.
    fn gutter(&self, row: &Row, area: Rect, buffer: &mut Buffer) {
        let Self { scene, view, .. } = self;
        let Row::Text { span, paragraph, .. } = row else { return };
        let Some(columns) = area.width.checked_sub(2) else { return };
        if let Some(paragraph) = paragraph {
            Strip::new([scene.span(format!("¶{paragraph}"), Role::Quiet)]).render(area, buffer);
        }
        let bar = if view.marks.words.iter().any(|mark| mark.overlaps(*span)) {
            scene.span("┃", Role::Selected)
        } else if scene.state.corpus.statements_over(view.source, *span).next().is_some() {
            scene.span("│", Role::Quiet)
        } else {
            return;
        };
        Strip::new([bar]).render(without_first(area, columns), buffer);
    }
}
