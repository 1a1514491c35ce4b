//! The Source pane: the text as it stands, with the passage marked and its cue.

use super::paint::{Canvas, Run, layered};
use super::theme::Role;
use crate::app::layout::Place;
use crate::app::page::Row;
use crate::app::source::{self, SourceView};
use crate::app::{Pane, State};
use crate::words::queries;
use onrecord_model::Source;
use onrecord_text::Span;

/// Pane 4.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    let open =
        state.source.as_ref().and_then(|view| Some((view, state.corpus.source(view.source)?)));
    let focused = state.focus.pane == Pane::Source && !state.editing;
    let Some((view, text)) = open else {
        border(canvas, place, &[("4 Source", Role::Strong)], focused);
        return;
    };
    let rows = view.rows(text, source::frame(text, place));
    let title = queries::source_title(&state.corpus, view, text, &rows);
    let role = if state.focus.pane == Pane::Source { Role::FrameFocused } else { Role::Strong };
    border(canvas, place, &[("4 Source", role), (&title, Role::Plain)], focused);
    let mut layers: Vec<(Span, Role)> = Vec::new();
    layers.extend(view.marks.words.iter().map(|span| (*span, Role::Mark)));
    layers.extend(view.marks.cues.iter().map(|span| (*span, Role::Cue)));
    for (number, row) in rows.iter().enumerate() {
        draw_row(canvas, state, place, (view, text), row, number as u16, &layers);
    }
}

fn border(canvas: &mut Canvas<'_>, place: Place, title: &[Run<'_>], focused: bool) {
    if place.framed {
        canvas.frame(place.outer, title, focused);
    } else if place.outer.height > place.inner.height {
        canvas.rule(place.outer, title, focused);
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    state: &State,
    place: Place,
    (view, text): (&SourceView, &Source),
    row: &Row,
    number: u16,
    layers: &[(Span, Role)],
) {
    let area = place.inner;
    let (y, end) = (area.y + number, area.x + area.width);
    let gutter = source::gutter(text, usize::from(area.width)) as u16;
    match row {
        Row::Gap => {}
        Row::Chrome(line) => {
            canvas.text(area.x + gutter, y, area.width - gutter, line, Role::Quiet);
        }
        Row::Text { span, paragraph, heading } => {
            let words = text.document.words(*span);
            if gutter > 0 {
                draw_gutter(canvas, state, view, (area.x, y, gutter), *span, *paragraph);
            }
            let mut layers = layers.to_vec();
            let lights = state.hits.highlighter().highlights(words);
            layers.extend(lights.into_iter().map(|l| (l.span.shifted(span.start), Role::Lit)));
            layers.extend(view.hit.map(|hit| (hit, Role::Mark)));
            let base = if *heading { Role::Strong } else { Role::Plain };
            let mut x = area.x + gutter;
            let solid = Span::new(span.start, span.start + words.trim_end().len() as u32);
            for (piece, style) in layered(canvas.theme, solid, base, &layers) {
                let words = text.document.words(piece);
                x += canvas.styled(x, y, end.saturating_sub(x), words, style);
            }
        }
    }
}

/// The paragraph's number, and a bar beside rows in which somebody says something.
fn draw_gutter(
    canvas: &mut Canvas<'_>,
    state: &State,
    view: &SourceView,
    (x, y, columns): (u16, u16, u16),
    row: Span,
    paragraph: Option<u32>,
) {
    if let Some(paragraph) = paragraph {
        canvas.text(x, y, columns - 1, &format!("¶{paragraph}"), Role::Quiet);
    }
    if view.marks.words.iter().any(|mark| mark.overlaps(row)) {
        canvas.text(x + columns - 2, y, 1, "┃", Role::Selected);
    } else if state.corpus.statements_over(view.source, row).next().is_some() {
        canvas.text(x + columns - 2, y, 1, "│", Role::Quiet);
    }
}
