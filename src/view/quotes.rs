//! The Quotes pane: who, by which verb, how it reached us, the words.

use super::lists;
use super::paint::{Canvas, layered};
use super::theme::Role;
use crate::app::layout::{Area, Place};
use crate::app::quote::Quote;
use crate::app::quote_row::QuoteRow;
use crate::app::{Pane, State};
use crate::words::{queries, rows, who};
use onrecord_model::{Form, Statement};
use onrecord_text::{Span, width, wrap};

/// Columns that a name and its verb keep even where they are shorter, so that what stands at the end
/// of rows is alike.
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
    let Some(statement) = state.corpus.row(hit.row) else { return 1 };
    let Some(row) = state.quote_row(at) else { return 1 };
    head(canvas, state, area, (at, statement, &row));
    let mut rows = 1;
    rows += cue(canvas, area.below(rows), statement, &row);
    rows += words(canvas, state, area.below(rows), &row.quote);
    if let Some(reason) = queries::reason(state, &hit)
        && rows < area.height
    {
        canvas.text(area.x + 2, area.y + rows, area.width.saturating_sub(2), &reason, Role::Quiet);
        rows += 1;
    }
    rows
}

/// The first line: who, by which words, and at its end where and how. Only the name is ever cut.
fn head(
    canvas: &mut Canvas<'_>,
    state: &State,
    area: Area,
    (at, statement, row): (usize, &Statement, &QuoteRow),
) {
    let speaker = who::before_cue(&state.corpus, statement, &row.cue);
    let cue = if row.cue_rows.is_empty() { row.cue.as_str() } else { "" };
    let cue_wide = width::of(cue) + usize::from(!cue.is_empty());
    // The marker before the name and two columns behind the words.
    let columns = usize::from(area.width).saturating_sub(cue_wide + 3);
    let named = width::of(&speaker).max(SPEAKER.saturating_sub(cue_wide));
    // The title of a source may be cut rather than where in it a passage stands.
    let passage = statement.form == Form::Passage;
    let wanted = if passage { named.min(columns / 2) } else { named };
    let pending = state.pending(statement);
    let room = columns.saturating_sub(wanted);
    let aside = rows::aside(&state.corpus, statement, pending, room);
    let used = canvas.right(area.x, area.y, area.width, &[(&aside, Role::Quiet)]);
    let free = usize::from(area.width.saturating_sub(used + 1)).saturating_sub(cue_wide);
    let speaker = who::cut(&speaker, free.saturating_sub(usize::from(used > 0)));
    let selected = at == state.quotes.cursor;
    let role = if selected { Role::Selected } else { Role::Strong };
    let mark = lists::marker(state, Pane::Quotes, at);
    let between = if cue.is_empty() { "" } else { " " };
    let runs = [mark, (&speaker, role), (between, Role::Plain), (cue, cue_role(statement))];
    canvas.runs(area.x, area.y, area.width, &runs);
}

/// The attributing words where they have no room beside the name; returns the rows used.
fn cue(canvas: &mut Canvas<'_>, area: Area, statement: &Statement, row: &QuoteRow) -> u16 {
    let shown = row.cue_rows.iter().take(area.height.into());
    for (y, span) in (area.y..).zip(shown) {
        let end = if Some(span) == row.cue_rows.last() && (span.end as usize) < row.cue.len() {
            "…"
        } else {
            ""
        };
        let words = span.of(&row.cue).trim_end();
        let left = usize::from(area.width).saturating_sub(1 + width::of(end));
        let words = words.get(..width::head(words, left)).unwrap_or(words);
        let role = cue_role(statement);
        canvas.runs(area.x + 1, y, area.width.saturating_sub(1), &[(words, role), (end, role)]);
    }
    row.cue_rows.len().min(area.height.into()) as u16
}

/// Attributing words that turn the quoted ones round stand out.
fn cue_role(statement: &Statement) -> Role {
    if who::turns(statement) { Role::Turned } else { Role::Plain }
}

/// The words with what matched lit up; returns the rows used.
fn words(canvas: &mut Canvas<'_>, state: &State, area: Area, quote: &Quote) -> u16 {
    let lights = state.hits.highlighter().highlights(&quote.text);
    let layers: Vec<_> = lights.into_iter().map(|light| (light.span, Role::Lit)).collect();
    let mut rows = 0;
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
    rows
}
