//! The Timeline pane: a chart of what is dated, then the events in order of time.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::symbols::bar;
use ratatui::widgets::{Sparkline, Widget};

use super::Scene;
use super::paint::{Strip, without_first, without_last};
use super::pane::{Nothing, marker};
use super::theme::StyleRole;
use crate::app::state::timeline_head;
use crate::app::{Pane, panes::chart};
use crate::words::{dates, queries, who};
use onrecord_model::Event;
use onrecord_text::width;

/// Columns for dates at least: `25–27 Mar (2022)` and a space.
const DATE: usize = 17;

/// Pane 2.
pub(super) struct Timeline<'a> {
    pub scene: Scene<'a>,
    pub alone: bool,
}

impl Widget for Timeline<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, alone } = self;
        let head = timeline_head(area.height.into()) as u16;
        let [head, list] =
            Layout::vertical([Constraint::Length(head), Constraint::Fill(1)]).areas(area);
        ChartBars(scene).render(head, buffer);
        if scene.state.hits.events.is_empty() {
            return Nothing { scene, alone }.render(list, buffer);
        }
        let shown = || events(scene, list.height);
        let dates = date_columns(shown().map(|(_, event)| event), list.width);
        for (row, (at, event)) in list.rows().zip(shown()) {
            EventItem { scene, at, event, dates }.render(row, buffer);
        }
    }
}

/// The events on the screen with their positions.
fn events(scene: Scene<'_>, rows: u16) -> impl Iterator<Item = (usize, &Event)> {
    let all = scene.state.hits.events.iter().enumerate();
    let shown = all.skip(scene.state.timeline.top).take(rows.into());
    shown.map_while(move |(at, ix)| Some((at, scene.state.corpus.event(*ix)?)))
}

/// One event.
struct EventItem<'a> {
    scene: Scene<'a>,
    at: usize,
    event: &'a Event,
    /// Columns for its date.
    dates: usize,
}

impl Widget for EventItem<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, at, event, dates } = self;
        let selected = at == scene.state.timeline.cursor;
        let role = if selected { StyleRole::Selected } else { StyleRole::Plain };
        let date_role = if event.when().is_some() { role } else { StyleRole::Quiet };
        let room = usize::from(area.width).saturating_sub(dates + 1);
        let title = who::event_title(&scene.state.corpus, event);
        let row = [
            marker(scene, Pane::Timeline, at),
            scene.span(width::pad(&date(event), dates), date_role),
            scene.span(width::cut(&title, room), role),
        ];
        Strip::new(row).render(area, buffer);
    }
}

fn date(event: &Event) -> String {
    event.when().map_or_else(|| "no date".to_owned(), dates::label)
}

/// Columns that the dates on the screen take, and a space: the end of one is not cut, as long as it
/// leaves half of the row.
fn date_columns<'a>(shown: impl Iterator<Item = &'a Event>, columns: u16) -> usize {
    let longest = shown.map(|event| width::of(&date(event)) + 1).max().unwrap_or(0);
    longest.max(DATE).min((usize::from(columns) / 2).max(DATE))
}

/// The bars over the list with their first and last year, and how many events have no date.
struct ChartBars<'a>(Scene<'a>);

impl Widget for ChartBars<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        /// Years without anything have a line, too: the time goes on.
        const BARS: bar::Set<'_> = bar::Set { empty: bar::ONE_EIGHTH, ..bar::NINE_LEVELS };
        /// The highest bar.
        const MOST: u64 = 8;
        let Self(scene) = self;
        if area.is_empty() {
            return;
        }
        let area = without_first(area, 1);
        let state = scene.state;
        let undated = queries::undated_events(&state.corpus, &state.hits.events);
        let undated = Strip::new([scene.span(undated, StyleRole::Quiet)]);
        let room = without_last(area, undated.width());
        undated.right().render(area, buffer);
        let columns = usize::from(room.width).saturating_sub(14).min(40);
        let Some(chart) = chart::chart(&state.days, columns) else { return };
        Sparkline::default()
            .data(chart.bars.iter().map(|bar| u64::from(*bar)))
            .max(MOST)
            .bar_set(BARS)
            .style(scene.theme.style(StyleRole::Strong))
            .render(room, buffer);
        let years = format!(" {}", queries::years(chart.first, chart.last));
        Strip::new([scene.span(years, StyleRole::Quiet)])
            .render(without_first(room, chart.bars.len() as u16), buffer);
    }
}
