//! What stands over the panes: help, faults, the record card, the citation, the list of sources.

use super::card;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::layout::Area;
use crate::app::overlay::{Kind, Overlay};
use crate::app::state::Reading;
use crate::app::{State, facets};
use crate::export::citation;
use crate::words::{faults, keys, labels, overlays, record};
use onrecord_corpus::told::told;
use onrecord_text::{width, wrap};

/// Draws an overlay over the body; returns the last row its text can begin with.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, overlay: Overlay, body: Area) -> usize {
    if body.height < 3 || body.width < 4 {
        return 0;
    }
    let title = overlays::title(overlay.kind);
    canvas.rule(body, &[(title, Role::FrameFocused)], true);
    let area = Area { y: body.y + 1, height: body.height - 1, ..body };
    match overlay.kind {
        Kind::Help => help(canvas, area, overlay.row),
        Kind::Faults => amiss(canvas, state, area, overlay.row),
        Kind::Card => {
            let facts = state.subject().map(|subject| record::whole(state, subject));
            card::whole(canvas, &facts.unwrap_or_default(), area, overlay.row)
        }
        Kind::Citation => citation(canvas, state, area, overlay.row),
        Kind::Sources => sources(canvas, state, area, overlay.row),
    }
}

/// The query language and the keys: two columns, the second wrapped.
fn help(canvas: &mut Canvas<'_>, area: Area, from: usize) -> usize {
    let left = overlays::KEYS.min(usize::from(area.width) / 3);
    let columns = usize::from(area.width).saturating_sub(left + 3).max(1);
    let mut rows: Vec<(String, String, Role)> = Vec::new();
    for (keys, words) in overlays::help(keys::QUERY) {
        let role = if words.is_empty() { Role::Strong } else { Role::Key };
        for (at, row) in wrap::rows(&words, columns).iter().enumerate() {
            let keys = if at == 0 { keys.clone() } else { String::new() };
            rows.push((keys, row.of(&words).trim_end().to_owned(), role));
        }
    }
    let last = last_row(rows.len(), area);
    let shown = rows.iter().skip(from.min(last));
    for (y, (keys, words, role)) in (area.y..area.y + area.height).zip(shown) {
        let keys = if words.is_empty() { keys.clone() } else { width::pad(keys, left) };
        let runs = [(keys.as_str(), *role), ("  ", Role::Plain), (words.as_str(), Role::Plain)];
        canvas.runs(area.x + 1, y, area.width.saturating_sub(1), &runs);
    }
    last
}

fn amiss(canvas: &mut Canvas<'_>, state: &State, area: Area, from: usize) -> usize {
    let told = told(state.corpus.faults());
    let sentences: Vec<_> = told.iter().map(|fault| faults::sentence(fault)).collect();
    let none = vec![overlays::no_faults(state.reading != Reading::Done).to_owned()];
    paragraphs(canvas, area, from, if sentences.is_empty() { &none } else { &sentences })
}

/// The citation alone, from the left edge on and without a frame, so that a terminal's own
/// selection takes nothing else along.
fn citation(canvas: &mut Canvas<'_>, state: &State, area: Area, from: usize) -> usize {
    let text = state.subject().map(|subject| citation::of(&state.corpus, subject));
    paragraphs(canvas, area, from, &[text.unwrap_or_default()])
}

fn paragraphs(canvas: &mut Canvas<'_>, area: Area, from: usize, texts: &[String]) -> usize {
    let wrapped = |text: &String| -> Vec<String> {
        let rows = wrap::rows(text, area.width.into());
        rows.into_iter().map(|row| row.of(text).trim_end().to_owned()).collect()
    };
    let rows: Vec<_> = texts.iter().flat_map(wrapped).collect();
    let last = last_row(rows.len(), area);
    for (y, row) in (area.y..area.y + area.height).zip(rows.iter().skip(from.min(last))) {
        canvas.text(area.x, y, area.width, row, Role::Plain);
    }
    last
}

/// The row that the last screen of `rows` begins with.
pub fn last_row(rows: usize, area: Area) -> usize {
    rows.saturating_sub(usize::from(area.height))
}

fn sources(canvas: &mut Canvas<'_>, state: &State, area: Area, cursor: usize) -> usize {
    let height = usize::from(area.height);
    let top = cursor.saturating_sub(height.saturating_sub(1));
    for (row, (ix, count)) in state.hits.sources.iter().enumerate().skip(top).take(height) {
        let Some(source) = state.corpus.source(*ix) else { continue };
        let y = area.y + (row - top) as u16;
        let count = labels::count(*count as usize, "statement", "statements");
        let used = canvas.right(area.x, y, area.width, &[(&count, Role::Quiet)]);
        let (mark, role) = if row == cursor { ("▸", Role::Selected) } else { (" ", Role::Plain) };
        let picked = if facets::has_source(&state.facets, *ix) { "[only] " } else { "" };
        let room = area.width.saturating_sub(used + 2);
        let title = width::cut(&source.title, usize::from(room).saturating_sub(picked.len()));
        let runs = [(mark, Role::Selected), (picked, Role::Facet), (&title, role)];
        canvas.runs(area.x, y, room, &runs);
    }
    state.hits.sources.len().saturating_sub(1)
}
