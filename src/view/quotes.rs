//! The Quotes pane: who, how it reached us, the words.

use super::lists;
use super::paint::{Canvas, layered};
use super::theme::Role;
use crate::app::layout::{Area, Place};
use crate::app::quote::Quote;
use crate::app::{Pane, State};
use crate::model::Statement;
use crate::text::{Span, width, wrap};
use crate::words::queries;

/// Columns that the speaker keeps before form and medium have room.
const SPEAKER: usize = 14;

/// Pane 3.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    lists::frame(canvas, state, place, Pane::Quotes, 3);
    let area = place.inner;
    let bottom = area.y + area.height;
    let (mut y, mut at) = (area.y, state.quotes.top);
    while y < bottom && at < state.hits.len() {
        let rest = Area { y, height: bottom - y, ..area };
        y += row(canvas, state, rest, at);
        at += 1;
    }
    if state.hits.is_empty() && !state.waiting() {
        let columns = area.width.saturating_sub(1);
        let lines = queries::nothing_found(state);
        let rows = lines.iter().flat_map(|line| {
            let rows = wrap::rows(line, usize::from(columns).max(1));
            rows.into_iter().map(move |row| row.of(line).trim_end())
        });
        for (y, row) in (area.y..bottom).zip(rows) {
            canvas.text(area.x + 1, y, columns, row, Role::Plain);
        }
    }
}

/// One statement; returns the rows used.
fn row(canvas: &mut Canvas<'_>, state: &State, area: Area, at: usize) -> u16 {
    let Some(hit) = state.hits.row(at) else { return 1 };
    let Some(statement) = state.corpus.statement(hit.statement) else { return 1 };
    let selected = at == state.quotes.cursor;
    let form = form(state, statement, usize::from(area.width));
    let used = canvas.right(area.x, area.y, area.width, &[(&form, Role::Quiet)]);
    let speaker = queries::row_head(&state.corpus, statement);
    let room = usize::from(area.width.saturating_sub(used + 2));
    let speaker = width::cut(speaker, room);
    let role = if selected { Role::Selected } else { Role::Strong };
    let mark = lists::marker(state, Pane::Quotes, at);
    canvas.runs(area.x, area.y, area.width, &[mark, (&speaker, role)]);
    let mut rows = 1;
    if let Some(quote) = state.quote(at) {
        rows += words(canvas, state, area, &quote);
    }
    if let Some(reason) = queries::reason(state, &hit)
        && rows < area.height
    {
        canvas.text(area.x + 2, area.y + rows, area.width.saturating_sub(2), &reason, Role::Quiet);
        rows += 1;
    }
    rows
}

/// What stands right of the speaker, as far as there is room: a machine's suggestion never goes
/// without a sign.
fn form(state: &State, statement: &Statement, columns: usize) -> String {
    let verdict = state.verdict(statement);
    let whole = queries::form_and_medium(statement, verdict);
    let origin = queries::origin(statement, verdict);
    let fits = |words: &str| width::of(words) + SPEAKER <= columns;
    match () {
        () if fits(&whole) => whole,
        () if fits(origin) => origin.to_owned(),
        () => queries::origin_sign(statement, verdict).to_owned(),
    }
}

/// The words with what matched lit up; returns the rows used.
fn words(canvas: &mut Canvas<'_>, state: &State, area: Area, quote: &Quote) -> u16 {
    let lights = state.hits.lens().lights(&quote.text);
    let layers: Vec<_> = lights.into_iter().map(|light| (light.span, Role::Lit)).collect();
    let mut rows = 1;
    for (number, row) in quote.rows.iter().enumerate() {
        if rows >= area.height {
            break;
        }
        let y = area.y + rows;
        let first = number == 0 && quote.cut.0;
        let last = number + 1 == quote.rows.len() && quote.cut.1;
        if first {
            canvas.text(area.x + 1, y, 1, "…", Role::Quiet);
        }
        let solid = row.of(&quote.text).trim_end();
        let solid = Span::new(row.start, row.start + solid.len() as u32);
        let mut x = area.x + 2;
        let end = area.x + area.width;
        for (piece, style) in layered(canvas.theme, solid, Role::Plain, &layers) {
            let text = piece.of(&quote.text);
            x += canvas.styled(x, y, end.saturating_sub(x + 1), text, style);
        }
        // Where pieces of a statement meet, an ellipsis stands already.
        if last && !solid.of(&quote.text).ends_with('…') {
            canvas.text(x, y, 1, "…", Role::Quiet);
        }
        rows += 1;
    }
    rows - 1
}
