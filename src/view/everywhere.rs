//! Where the words of a statement stand: a row for each place, oldest first, the scroll's row is the one that
//! keys are about; all of it below, with what it makes of the words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Borders, StatefulWidget, Widget};

use super::paint::{Border, Strip, without_last};
use super::scroll::Scroll;
use super::theme::StyleRole;
use super::{Scene, card};
use crate::words::{everywhere, who};
use onrecord_search::Reprint;
use onrecord_text::{width, wrap};

/// Columns for the date.
const DATE: usize = 12;
/// Below so many columns a row goes without the date, which stands below.
const NARROW: u16 = 60;

/// The places.
pub(super) struct ReprintRows<'a>(pub Scene<'a>);

impl StatefulWidget for ReprintRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let Some(found) = scene.state.everywhere.found.as_deref() else {
            return told(scene, everywhere::LOOKING, area, buffer);
        };
        scroll.last = found.places.len().saturating_sub(1);
        let summary = if found.others() == 0 {
            everywhere::NOWHERE.into()
        } else {
            everywhere::summary(found)
        };
        let lines = wrap::rows(&summary, usize::from(area.width).max(1)).len() as u16;
        let whole = area.height / 2;
        let head = Constraint::Length(lines.min(area.height / 4));
        let [head, rows, below] =
            Layout::vertical([head, Constraint::Fill(1), Constraint::Length(whole)]).areas(area);
        told(scene, &summary, head, buffer);
        let top = (scroll.row + 1).saturating_sub(usize::from(rows.height));
        for (area, (at, place)) in rows.rows().zip(found.places.iter().enumerate().skip(top)) {
            row(scene, place, at == scroll.row, area, buffer);
        }
        if let Some(place) = found.places.get(scroll.row) {
            detail(scene, (scroll.row, found.places.len()), place, below, buffer);
        }
    }
}

fn told(scene: Scene<'_>, words: &str, area: Rect, buffer: &mut Buffer) {
    let rows = wrap::rows(words, usize::from(area.width).max(1));
    for (area, row) in area.rows().zip(rows) {
        let words = row.of(words).trim_end().to_owned();
        Strip::new([scene.span(words, StyleRole::Quiet)]).render(area, buffer);
    }
}

/// When, who and the words, and at the end what became of them.
fn row(scene: Scene<'_>, place: &Reprint, selected: bool, area: Rect, buffer: &mut Buffer) {
    let corpus = &scene.state.corpus;
    let (mark, role) =
        if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
    let loud = place.is_turned() || everywhere::is_renamed(place);
    let aside = everywhere::marks(place).join(" · ");
    let aside = width::cut(&aside, usize::from(area.width) / 2).into_owned();
    let style = if loud { StyleRole::Strong } else { StyleRole::Quiet };
    let aside = Strip::new([scene.span(aside, style)]).right();
    let left = without_last(area, aside.width() + 2);
    aside.render(area, buffer);
    let date = if area.width < NARROW {
        String::new()
    } else {
        format!("{}  ", width::pad(&everywhere::date(corpus, place.source), DATE))
    };
    let room = usize::from(left.width).saturating_sub(1 + width::of(&date));
    let said = everywhere::said(corpus, place);
    // Words without all of the verb would say more than was said.
    let (said, words) = if width::of(&said) + 2 > room {
        (who::cut(&said, room).into_owned(), String::new())
    } else {
        let room = room.saturating_sub(width::of(&said) + 2);
        (format!("{said}: "), width::cut(&place.words, room).into_owned())
    };
    let row = [
        scene.span(mark, StyleRole::Selected),
        scene.span(date, StyleRole::Quiet),
        scene.span(said, role),
        scene.span(words, role),
    ];
    Strip::new(row).render(left, buffer);
}

/// All of the place that one stands on, under a rule that says which of how many it is.
fn detail(scene: Scene<'_>, at: (usize, usize), place: &Reprint, area: Rect, buffer: &mut Buffer) {
    let title = Strip::new([scene.span(everywhere::place(at.0, at.1), StyleRole::Quiet)]);
    let style = scene.theme.style(StyleRole::Frame);
    Border { sides: Borders::TOP, title, style }.render(area, buffer);
    let facts = everywhere::facts(&scene.state.corpus, place);
    let rows = card::rows(scene, &facts, usize::from(area.width).saturating_sub(1));
    for (area, row) in area.rows().skip(1).zip(rows) {
        row.render(area, buffer);
    }
}
