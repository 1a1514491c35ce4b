//! The Quotes pane: who, by which verb, how it reached us, the words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Widget;

use super::Scene;
use super::paint::{Strip, layered, put, ruled, without_first, without_last};
use super::pane::{marker, nothing_to_list};
use super::theme::StyleRole;
use crate::app::panes::quote_row::{GroupLine, QuoteRow};
use crate::app::{Pane, State};
use crate::words::{queries, rows, who};
use onrecord_model::Statement;
use onrecord_search::Hit;
use onrecord_text::{Span, width, wrap};

/// Columns that a name and its verb keep even where they are shorter, so that what stands at the end
/// of rows is alike.
const SPEAKER: usize = 14;

/// Pane 3.
pub(super) struct Quotes<'a>(pub Scene<'a>);

impl Widget for Quotes<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let state = scene.state;
        if state.hits.is_empty() && !state.waiting() {
            return self.nothing(area, buffer);
        }
        let mut rest = area;
        for at in state.quotes.top..state.hits.len() {
            let Some(item) = QuoteItem::at(scene, at).filter(|_| !rest.is_empty()) else { return };
            let height = Constraint::Length(item.row.height() as u16);
            let [here, below] = Layout::vertical([height, Constraint::Fill(1)]).areas(rest);
            item.render(here, buffer);
            rest = below;
        }
    }
}

impl Quotes<'_> {
    fn nothing(&self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let area = without_first(area, 1);
        let lines = nothing_to_list(scene.state);
        let rows = lines.iter().flat_map(|line| {
            let rows = wrap::rows(line, usize::from(area.width).max(1));
            rows.into_iter().map(move |row| row.of(line).trim_end())
        });
        for (area, row) in area.rows().zip(rows) {
            Strip::new([scene.span(row, StyleRole::Plain)]).render(area, buffer);
        }
    }
}

/// What to light up in `text`, and where the row was found by its meaning, what stands for words of the
/// query; the words themselves lie over it.
pub(super) fn lights(state: &State, text: &str, by_meaning: bool) -> Vec<(Span, StyleRole)> {
    let highlighter = state.hits.highlighter();
    let (akin, words) = if by_meaning {
        (highlighter.akin(text), highlighter.highlights_by_meaning(text))
    } else {
        (Vec::new(), highlighter.highlights(text))
    };
    let akin = akin.into_iter().map(|light| (light.span, StyleRole::Akin));
    akin.chain(words.into_iter().map(|light| (light.span, StyleRole::Lit))).collect()
}

/// One statement.
struct QuoteItem<'a> {
    scene: Scene<'a>,
    at: usize,
    hit: Hit,
    statement: &'a Statement,
    row: &'a QuoteRow,
}

impl<'a> QuoteItem<'a> {
    fn at(scene: Scene<'a>, at: usize) -> Option<Self> {
        let state = scene.state;
        let hit = state.hits.row(at)?;
        let statement = state.corpus.row(hit.row)?;
        Some(Self { scene, at, hit, statement, row: state.quote_row(at)? })
    }
}

impl Widget for QuoteItem<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut rows = area.rows();
        if let Some((line, row)) = self.row.line.and_then(|line| Some((line, rows.next()?))) {
            self.line(line, row, buffer);
        }
        if let Some(row) = rows.next() {
            self.head(row, buffer);
        }
        for (span, row) in self.row.cue_rows.iter().zip(rows.by_ref()) {
            self.cue(*span, row, buffer);
        }
        self.words(rows.by_ref(), buffer);
        if let Some(row) = rows.next().filter(|_| self.row.has_reason) {
            let state = self.scene.state;
            let query = state.line.query();
            let reason = queries::reason(&state.corpus, query, &state.hits, &self.hit);
            let row = without_first(row, 2);
            let reason = reason.unwrap_or_default();
            let reason = width::cut(&reason, row.width.into()).into_owned();
            Strip::new([self.scene.span(reason, StyleRole::Quiet)]).render(row, buffer);
        }
    }
}

impl QuoteItem<'_> {
    /// The first line: who, by which words, and at its end where and how. Only the name is ever cut.
    fn head(&self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, statement, row, .. } = self;
        let state = scene.state;
        let speaker = who::before_cue(&state.corpus, statement, &row.cue);
        let cue = if row.cue_rows.is_empty() { row.cue.as_str() } else { "" };
        let cue_wide = width::of(cue) + usize::from(!cue.is_empty());
        // The marker before the name and two columns behind the words.
        let columns = usize::from(area.width).saturating_sub(cue_wide + 3);
        let named = width::of(&speaker).max(SPEAKER.saturating_sub(cue_wide));
        // The title of a source may be cut rather than where in it a passage stands.
        let passage = statement.form.is_passage();
        let wanted = if passage { named.min(columns / 2) } else { named };
        let pending = state.pending(statement);
        let room = columns.saturating_sub(wanted);
        let aside = rows::aside(&state.corpus, statement, pending, room);
        let aside = Strip::new([scene.span(aside, StyleRole::Quiet)]).right();
        let free = usize::from(without_last(area, aside.width() + 1).width);
        let gap = usize::from(aside.width() > 0);
        aside.render(area, buffer);
        let mark = if state.marks.contains(&statement.id) { "*" } else { "" };
        let by_meaning = self.hit.likeness.is_some();
        let sign = if by_meaning { format!("{} ", queries::BY_MEANING) } else { String::new() };
        let speaker =
            who::cut(&speaker, free.saturating_sub(cue_wide + gap + mark.len() + width::of(&sign)));
        let selected = self.at == state.quotes.cursor;
        let role = if selected { StyleRole::Selected } else { StyleRole::Strong };
        let line = [
            marker(*scene, Pane::Quotes, self.at),
            scene.span(mark, StyleRole::Facet),
            scene.span(sign, StyleRole::Quiet),
            scene.span(speaker, role),
            scene.span(if cue.is_empty() { "" } else { " " }, StyleRole::Plain),
            scene.span(cue, self.cue_role()),
        ];
        Strip::new(line).render(area, buffer);
    }

    /// The line above the first of some rows: `── ≈ by meaning, in other words ─────`.
    fn line(&self, line: GroupLine, area: Rect, buffer: &mut Buffer) {
        let words = match line {
            GroupLine::ByMeaning => queries::LINE_BY_MEANING,
            GroupLine::SomeWords => queries::LINE_SOME_WORDS,
        };
        let line = ruled(words, area.width.into());
        Strip::new([self.scene.span(line, StyleRole::Quiet)]).render(area, buffer);
    }

    /// A row of the attributing words, where they have no room beside the name.
    fn cue(&self, span: Span, area: Rect, buffer: &mut Buffer) {
        let Self { scene, row, .. } = self;
        let cut = row.cue_rows.last() == Some(&span) && (span.end as usize) < row.cue.len();
        let end = if cut { "…" } else { "" };
        let words = span.of(&row.cue).trim_end();
        let left = usize::from(area.width).saturating_sub(1 + width::of(end));
        let words = words.get(..width::head(words, left)).unwrap_or(words);
        Strip::new([words, end].map(|words| scene.span(words, self.cue_role())))
            .render(without_first(area, 1), buffer);
    }

    /// Attributing words that turn the quoted ones round stand out.
    fn cue_role(&self) -> StyleRole {
        if who::turns(self.statement) { StyleRole::Turned } else { StyleRole::Plain }
    }

    /// The quoted words, with what matched lit up.
    fn words(&self, areas: impl Iterator<Item = Rect>, buffer: &mut Buffer) {
        let Self { scene, row: QuoteRow { quote, .. }, .. } = self;
        let layers = lights(scene.state, &quote.text, self.hit.likeness.is_some());
        let ellipsis = || Strip::new([scene.span("…", StyleRole::Quiet)]);
        let last = quote.rows.len().saturating_sub(1);
        for ((number, row), area) in quote.rows.iter().enumerate().zip(areas) {
            if number == 0 && quote.cut.0 {
                ellipsis().render(without_first(area, 1), buffer);
            }
            let solid = row.of(&quote.text).trim_end();
            let span = Span::new(row.start, row.start + solid.len() as u32);
            let mut rest = without_first(area, 2);
            for (piece, style) in layered(scene.theme, span, StyleRole::Plain, &layers) {
                // One column stays for the ellipsis.
                let used = put(buffer, without_last(rest, 1), piece.of(&quote.text), style);
                rest = without_first(rest, used);
            }
            // Where pieces of a statement meet, an ellipsis stands already.
            if number == last && quote.cut.1 && !solid.ends_with('…') {
                ellipsis().render(rest, buffer);
            }
        }
    }
}
