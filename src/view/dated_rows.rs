//! What the lists over the panes have alike whose rows are statements in the order of time: a summary, a row with
//! date, speaker and words, and below all of the one that keys are about.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Borders, Widget};

use super::paint::{Border, Strip, without_last};
use super::theme::StyleRole;
use super::{Scene, card};
use crate::words::record::Fact;
use crate::words::who;
use onrecord_text::{width, wrap};

/// Below so many columns a row goes without the date, which stands below.
const NARROW: u16 = 60;

/// A row.
pub(super) struct DatedRow {
    /// When, and in how many columns at least.
    pub date: (String, usize),
    /// Who, and by which words: never without all of these beside the words.
    pub said: String,
    /// The words.
    pub words: String,
    /// What stands at the end.
    pub aside: String,
    /// Whether that stands out.
    pub loud: bool,
}

/// Columns for what stands at the end of a row.
pub(super) const fn aside_room(area: Rect) -> usize {
    area.width as usize / 2
}

/// Columns before the speaker, where a date takes so many.
pub(super) const fn columns_before(area: Rect, date: usize) -> usize {
    if area.width < NARROW { 1 } else { date + 3 }
}

/// The parts of the list: its summary, its rows, and the whole of one.
pub(super) fn parts(summary: &str, area: Rect) -> [Rect; 3] {
    let lines = wrap::rows(summary, usize::from(area.width).max(1)).len() as u16;
    let head = Constraint::Length(lines.min(area.height / 4));
    Layout::vertical([head, Constraint::Fill(1), Constraint::Length(area.height / 2)]).areas(area)
}

/// What is said of the list, in as many rows as there are.
pub(super) fn told(scene: Scene<'_>, words: &str, area: Rect, buffer: &mut Buffer) {
    let rows = wrap::rows(words, usize::from(area.width).max(1));
    for (area, row) in area.rows().zip(rows) {
        let words = row.of(words).trim_end().to_owned();
        Strip::new([scene.span(words, StyleRole::Quiet)]).render(area, buffer);
    }
}

/// When, who and the words, and at the end what stands aside.
pub(super) fn row(
    scene: Scene<'_>,
    one: &DatedRow,
    selected: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let (mark, role) =
        if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
    let aside = width::cut(&one.aside, aside_room(area)).into_owned();
    let style = if one.loud { StyleRole::Strong } else { StyleRole::Quiet };
    let aside = Strip::new([scene.span(aside, style)]).right();
    let left = without_last(area, aside.width() + 2);
    aside.render(area, buffer);
    let (date, columns) = &one.date;
    let date = if area.width < NARROW {
        String::new()
    } else {
        format!("{}  ", width::pad(date, *columns))
    };
    let room = usize::from(left.width).saturating_sub(1 + width::of(&date));
    // Words without all of the verb would say more than was said.
    let (said, words) = if width::of(&one.said) + 2 > room {
        (who::cut(&one.said, room).into_owned(), String::new())
    } else {
        let room = room.saturating_sub(width::of(&one.said) + 2);
        (format!("{}: ", one.said), width::cut(&one.words, room).into_owned())
    };
    let row = [
        scene.span(mark, StyleRole::Selected),
        scene.span(date, StyleRole::Quiet),
        scene.span(said, role),
        scene.span(words, role),
    ];
    Strip::new(row).render(left, buffer);
}

/// All of the row that one stands on, under a rule with its `title`.
pub(super) fn detail(
    scene: Scene<'_>,
    title: String,
    facts: &[Fact],
    area: Rect,
    buffer: &mut Buffer,
) {
    let title = Strip::new([scene.span(title, StyleRole::Quiet)]);
    let style = scene.theme.style(StyleRole::Frame);
    Border { sides: Borders::TOP, title, style }.render(area, buffer);
    let rows = card::rows(scene, facts, usize::from(area.width).saturating_sub(1));
    for (area, row) in area.rows().skip(1).zip(rows) {
        row.render(area, buffer);
    }
}
