//! What somebody said on a matter: a row for each statement in the order of time, what was found by meaning
//! under a line of its own; the scroll's row is the one that keys are about, with its card below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{StatefulWidget, Widget};

use super::Scene;
use super::dated_rows::{self, DatedRow};
use super::paint::{Strip, ruled};
use super::scroll::Scroll;
use super::theme::StyleRole;
use crate::app::panes::quote;
use crate::app::says::{SaysLine, lines};
use crate::words::{everywhere, says, who};
use onrecord_search::{SaidRow, Says};
use onrecord_text::width;

/// Columns for the date.
const DATE: usize = 14;
/// Columns that the words keep, with what sets them apart.
const WORDS: usize = 16;

/// The statements.
pub(super) struct SaidRows<'a>(pub Scene<'a>);

impl StatefulWidget for SaidRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let (asked, found) = (&scene.state.says.asked, scene.state.says.found.as_deref());
        let Some((asked, found)) = asked.as_ref().zip(found) else {
            return dated_rows::told(scene, says::LOOKING, area, buffer);
        };
        scroll.last = found.rows.len().saturating_sub(1);
        let corpus = &scene.state.corpus;
        let summary = says::summary(corpus, asked.request.actor, &asked.text, found);
        let [head, rows, below] = dated_rows::parts(&summary, area);
        dated_rows::told(scene, &summary, head, buffer);
        list(scene, found, scroll.row, rows, buffer);
        if let Some(row) = found.rows.get(scroll.row) {
            let title = everywhere::place(scroll.row, found.rows.len());
            let facts = says::facts(corpus, &found.hits, row);
            dated_rows::detail(scene, title, &facts, below, buffer);
        }
    }
}

/// The rows and the lines between, as far as they have room.
fn list(scene: Scene<'_>, found: &Says, selected: usize, rows: Rect, buffer: &mut Buffer) {
    let lines = lines(&found.rows);
    let stands = |line: &SaysLine<'_>| matches!(line, SaysLine::Row(at, _) if *at == selected);
    let Some(at) = lines.iter().position(stands) else { return };
    let top = (at + 1).saturating_sub(usize::from(rows.height));
    for (area, line) in rows.rows().zip(lines.iter().skip(top)) {
        match line {
            SaysLine::Group(group) => {
                let line = says::group(*group).map(|words| ruled(words, area.width.into()));
                Strip::new(line.map(|line| scene.span(line, StyleRole::Quiet)))
                    .render(area, buffer);
            }
            SaysLine::Row(at, said) => {
                if let Some(row) = row(scene, said, area) {
                    dated_rows::row(scene, &row, *at == selected, area, buffer);
                }
            }
        }
    }
}

/// When, who, by which verb and what, and at the end where, as far as that leaves room for the verb and some of
/// the words.
fn row(scene: Scene<'_>, said: &SaidRow, area: Rect) -> Option<DatedRow> {
    let corpus = &scene.state.corpus;
    let row = said.hit.row;
    let statement = corpus.row(row)?;
    let who = who::said(corpus, statement);
    let taken = dated_rows::columns_before(area, DATE) + width::of(&who) + WORDS;
    let left = usize::from(area.width).saturating_sub(taken);
    Some(DatedRow {
        date: (says::date(said), DATE),
        said: who,
        words: quote::text(corpus, statement),
        aside: says::aside(corpus, row, left.min(dated_rows::aside_room(area))),
        loud: !says::contradictions(corpus, row).is_empty(),
    })
}
