//! The record card: the facts of the record one stands on.

use super::overlay::last_row;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::State;
use crate::app::layout::Area;
use crate::words::record::{self, Fact};
use onrecord_text::{width, wrap};

/// Columns for the names of facts at most; what is longer is cut.
const NAME: usize = 14;

/// The card under the source: one row a fact, under a rule.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, area: Area) {
    let Some(subject) = state.source.as_ref().map(|view| view.subject) else { return };
    canvas.rule(Area { height: 1, ..area }, &[], false);
    let facts = record::facts(state, subject);
    let facts: Vec<_> =
        facts.into_iter().take(usize::from(area.height.saturating_sub(1))).collect();
    let names = names(&facts);
    for (y, (name, words)) in (area.y + 1..).zip(&facts) {
        let words = width::cut(words, usize::from(area.width).saturating_sub(names));
        row(canvas, area, y, (name, names), &words);
    }
}

/// The card over everything: facts wrapped, from row `from` on; returns the last row it can begin
/// with.
pub fn whole(canvas: &mut Canvas<'_>, facts: &[Fact], area: Area, from: usize) -> usize {
    let names = names(facts);
    let columns = usize::from(area.width).saturating_sub(names + 1).max(1);
    let mut rows: Vec<(&str, String)> = Vec::new();
    for (name, words) in facts {
        for (at, row) in wrap::rows(words, columns).iter().enumerate() {
            let name = if at == 0 { *name } else { "" };
            rows.push((name, row.of(words).trim_end().to_owned()));
        }
    }
    let last = last_row(rows.len(), area);
    for (y, (name, words)) in (area.y..area.y + area.height).zip(rows.iter().skip(from.min(last))) {
        row(canvas, area, y, (name, names), words);
    }
    last
}

/// Columns that the names of `facts` need.
fn names(facts: &[Fact]) -> usize {
    facts.iter().map(|(name, _)| width::of(name) + 2).max().unwrap_or(0).min(NAME)
}

fn row(canvas: &mut Canvas<'_>, area: Area, y: u16, (name, names): (&str, usize), words: &str) {
    let name = width::pad(name, names);
    canvas.runs(area.x, y, area.width, &[(&name, Role::Quiet), (words, Role::Plain)]);
}
