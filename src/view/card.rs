//! The record card: the facts of the record one stands on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Borders, Widget};

use super::Scene;
use super::paint::{Border, Strip};
use super::theme::StyleRole;
use crate::words::record::{self, Fact};
use onrecord_text::{width, wrap};

/// Columns for the names of facts at most; what is longer is cut.
const NAME: usize = 14;

/// The card under the source: one row a fact, under a rule.
pub(super) struct Card<'a>(pub Scene<'a>);

impl Widget for Card<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let Some(view) = scene.state.source.as_ref().filter(|_| !area.is_empty()) else { return };
        let style = scene.theme.style(StyleRole::Frame);
        Border { sides: Borders::TOP, title: Strip::default(), style }.render(area, buffer);
        let facts = record::facts(&scene.state.corpus, &scene.state.hits, view.subject);
        let shown = || facts.iter().take(usize::from(area.height).saturating_sub(1));
        let names = names(shown());
        for (area, (name, words)) in area.rows().skip(1).zip(shown()) {
            let words = width::cut(words, usize::from(area.width).saturating_sub(names));
            row(scene, (name, names), words.into_owned()).render(area, buffer);
        }
    }
}

/// The rows of the whole card in so many columns: facts wrapped.
pub(super) fn rows<'a>(scene: Scene<'a>, facts: &[Fact], columns: usize) -> Vec<Strip<'a>> {
    let names = names(facts);
    let columns = columns.saturating_sub(names).max(1);
    let rows = facts.iter().flat_map(|(name, words)| {
        let rows = wrap::rows(words, columns).into_iter().enumerate();
        rows.map(move |(at, span)| {
            let name = if at == 0 { name } else { "" };
            row(scene, (name, names), span.of(words).trim_end().to_owned())
        })
    });
    rows.collect()
}

/// Columns that the names of `facts` need.
fn names<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> usize {
    facts.into_iter().map(|(name, _)| width::of(name) + 2).max().unwrap_or(0).min(NAME)
}

fn row<'a>(scene: Scene<'a>, (name, names): (&str, usize), words: String) -> Strip<'a> {
    Strip::new([
        scene.span(width::pad(name, names), StyleRole::Quiet),
        scene.span(words, StyleRole::Plain),
    ])
}
