//! The Source pane: the text as it stands, with the passage marked and its cue.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Widget;

use super::Scene;
use super::paint::{Strip, layered, put, without_first};
use super::quotes::lights;
use super::theme::StyleRole;
use crate::app::annotation;
use crate::app::source::viewport::SourceRow;
use crate::app::source::{self, SourceView};
use crate::words::labels;
use onrecord_model::{BlockKind, Source};
use onrecord_text::Span;

/// Pane 4.
pub(super) struct SourcePane<'a>(pub Scene<'a>);

impl Widget for SourcePane<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let open = scene.state.source.as_ref();
        let open = open.and_then(|view| Some((view, scene.state.corpus.source(view.source)?)));
        let Some((view, source)) = open else { return };
        let picked = annotation::picked(scene.state).map(|picked| [picked.span]);
        let (marked, cues) = match &picked {
            Some(picked) => (picked.as_slice(), &[][..]),
            None => (view.marks.words.as_slice(), view.marks.cues.as_slice()),
        };
        let words = marked.iter().map(|span| (*span, StyleRole::Mark));
        let cues = cues.iter().map(|span| (*span, StyleRole::Cue));
        let selected = scene.state.hits.row(scene.state.quotes.cursor);
        let by_meaning = selected.is_some_and(|hit| hit.likeness.is_some());
        let layers = words.chain(cues).collect();
        let page = Page { scene, view, source, marked, layers, by_meaning };
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
    /// The words that are marked.
    marked: &'a [Span],
    /// What is marked in it, and how.
    layers: Vec<(Span, StyleRole)>,
    /// Whether the row of Quotes was found by its meaning.
    by_meaning: bool,
}

impl Page<'_> {
    fn row(&self, row: &SourceRow, area: Rect, buffer: &mut Buffer) {
        match row {
            SourceRow::Gap => {}
            SourceRow::Chrome(line) => {
                Strip::new([self.scene.span(line, StyleRole::Quiet)]).render(area, buffer);
            }
            SourceRow::LeftOut(what) => {
                let heading = labels::left_out_here(*what);
                Strip::new([self.scene.span(heading, StyleRole::Quiet)]).render(area, buffer);
            }
            SourceRow::Text { span, kind, .. } => {
                let base = match kind {
                    BlockKind::Heading => StyleRole::Strong,
                    BlockKind::LeftOut(_) => StyleRole::Quiet,
                    _ => StyleRole::Plain,
                };
                self.words(*span, base, area, buffer);
            }
        }
    }

    fn words(&self, span: Span, base: StyleRole, mut area: Rect, buffer: &mut Buffer) {
        let Self { scene, view, source, layers, .. } = self;
        let words = source.document.words(span);
        let by_meaning = self.by_meaning && self.marked.iter().any(|mark| mark.overlaps(span));
        let lights = lights(scene.state, words, by_meaning).into_iter();
        let lights = lights.map(|(light, role)| (light.shifted(span.start), role));
        let hit = view.hit.filter(|_| annotation::picked(scene.state).is_none());
        let hit = hit.map(|hit| (hit, StyleRole::Mark));
        let layers: Vec<_> = layers.iter().copied().chain(lights).chain(hit).collect();
        let solid = Span::new(span.start, span.start + words.trim_end().len() as u32);
        for (piece, style) in layered(scene.theme, solid, base, &layers) {
            let used = put(buffer, area, source.document.words(piece), style);
            area = without_first(area, used);
        }
    }

    /// The paragraph's number, and a bar beside rows in which somebody says something.
    fn gutter(&self, row: &SourceRow, area: Rect, buffer: &mut Buffer) {
        let Self { scene, view, .. } = self;
        let SourceRow::Text { span, paragraph, .. } = row else { return };
        let Some(columns) = area.width.checked_sub(2) else { return };
        if let Some(paragraph) = paragraph {
            Strip::new([scene.span(format!("¶{paragraph}"), StyleRole::Quiet)])
                .render(area, buffer);
        }
        let bar = if self.marked.iter().any(|mark| mark.overlaps(*span)) {
            scene.span("┃", StyleRole::Selected)
        } else if scene.state.corpus.statements_over(view.source, *span).next().is_some() {
            scene.span("│", StyleRole::Quiet)
        } else {
            return;
        };
        Strip::new([bar]).render(without_first(area, columns), buffer);
    }
}
