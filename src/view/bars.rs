//! The rows around the panes: title, search line, tabs, status.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Span;
use ratatui::widgets::{StatefulWidget, Tabs, Widget};

use super::paint::{Strip, visible, without_first, without_last};
use super::theme::StyleRole;
use super::{Scene, pane};
use crate::app::input::keys::Context;
use crate::app::overlay::OverlayKind;
use crate::app::{self, Notice, Pane, annotation, decisions, form, links, record_list};
use crate::words::{decisions as decisions_said, keys, links as links_said, notices, queries};
use onrecord_text::width;

/// Columns that the query keeps for itself before counts have room.
const QUERY: usize = 18;

/// Name, title and what there is.
pub(super) struct TitleBar<'a>(pub Scene<'a>);

impl Widget for TitleBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        const NAME: &str = "onrecord  ";
        let Self(scene) = self;
        let state = scene.state;
        let counts = match &state.progress {
            Some((done, total, file)) => queries::progress(*done, *total, file),
            None => queries::totals(&state.corpus, state.reading, state.layout().tabs.is_empty()),
        };
        let amiss = queries::amiss(&state.corpus);
        let amiss = amiss.map(|amiss| scene.span(format!("  ! {amiss}"), StyleRole::Warning));
        let counts = [scene.span(counts, StyleRole::Quiet)].into_iter().chain(amiss);
        let counts = Strip::new(counts).right();
        let left = without_last(area, counts.width() + 2);
        counts.render(area, buffer);
        let room = usize::from(left.width).saturating_sub(NAME.len());
        let title = width::cut(state.corpus.title(), room);
        let name = [scene.span(NAME, StyleRole::Quiet), scene.span(title, StyleRole::Strong)];
        Strip::new(name).render(left, buffer);
    }
}

/// The query with its cursor, the facets, and how much they leave. Its state is where the cursor
/// stands, if it is seen.
pub(super) struct SearchLine<'a>(pub Scene<'a>);

impl StatefulWidget for SearchLine<'_> {
    type State = Option<Position>;

    fn render(self, area: Rect, buffer: &mut Buffer, cursor: &mut Option<Position>) {
        let Self(scene) = self;
        let state = scene.state;
        if area.is_empty() {
            return;
        }
        let counts = Strip::new([self.counts(area)]).right();
        let left = without_last(area, counts.width() + 1);
        counts.render(area, buffer);
        let role = if state.editing { StyleRole::Selected } else { StyleRole::Quiet };
        let prompt = Strip::new([scene.span("/ ", role)]);
        let rest = without_first(left, prompt.width());
        prompt.render(left, buffer);
        if state.line.text().is_empty() && state.facets.is_empty() {
            let invitation =
                scene.span(queries::invitation(state.unnamed.as_ref()), StyleRole::Quiet);
            Strip::new([invitation]).render(rest, buffer);
        }
        let (text, column) = visible(
            state.line.text(),
            state.line.cursor(),
            usize::from(rest.width.saturating_sub(1)),
        );
        *cursor = state.editing.then_some(Position { x: rest.x + column as u16, y: rest.y });
        let marked = state.editing && state.line.is_marked();
        let query = scene.span(text, if marked { StyleRole::Mark } else { StyleRole::Strong });
        let facets = queries::facets(&state.corpus, &state.facets).into_iter();
        let facets = facets.map(|facet| scene.span(format!(" [{facet}]"), StyleRole::Facet));
        Strip::new(std::iter::once(query).chain(facets)).render(rest, buffer);
    }
}

impl<'a> SearchLine<'a> {
    /// How much the query leaves; nothing where the query needs the room.
    fn counts(&self, area: Rect) -> Span<'a> {
        let Self(scene) = self;
        let state = scene.state;
        let mut counts = queries::counts(&state.hits, state.corpus.statements().len());
        if state.unfiltered() || usize::from(area.width) < width::of(&counts) + QUERY {
            counts.clear();
        }
        let nothing = state.hits.is_empty() && !state.waiting();
        scene.span(counts, if nothing { StyleRole::Warning } else { StyleRole::Quiet })
    }
}

/// The names of the panes with their counts, where not all are shown.
pub(super) struct TabLine<'a>(pub Scene<'a>);

impl Widget for TabLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let name = |pane| format!(" {} ", pane::name(scene.state, pane));
        let names = Pane::ALL.map(|pane| scene.span(name(pane), StyleRole::Quiet));
        let selected = Pane::ALL.iter().position(|pane| *pane == scene.state.focus.pane);
        // Laid over the style of the others, of which nothing is to be left.
        let bright = scene.theme.style(StyleRole::FrameFocused).remove_modifier(Modifier::DIM);
        Tabs::new(names)
            .select(selected)
            .highlight_style(bright)
            .divider("")
            .padding("", "")
            .render(area, buffer);
    }
}

/// A message, or the keys worth knowing here.
pub(super) struct StatusLine<'a>(pub Scene<'a>);

impl Widget for StatusLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let state = scene.state;
        let notice =
            state.notice.as_ref().map(|notice| (notices::sentence(notice), StyleRole::Strong));
        let here = match app::context(state) {
            Context::List | Context::Source => true,
            Context::Overlay => state.overlay.is_some_and(|o| record_list::is_one(o.kind)),
            _ => false,
        };
        let linking = links::remembered(state).filter(|_| here);
        let linking = linking.map(|words| (links_said::remembered(&words), StyleRole::Strong));
        let marks = Some(state.marks.len()).filter(|count| *count > 0 && here);
        let marks = marks.map(|count| (decisions_said::marked(count), StyleRole::Strong));
        let message = notice.or(linking).or(marks).or_else(|| {
            let query = state.line.query();
            let warning = queries::warning(query).map(|told| (told, StyleRole::Warning));
            // An answer that leaves out what one may take for a part of it.
            let unchecked = || {
                let asked = state.editing && !state.line.is_marked() && !state.hits.is_empty();
                let told = queries::unchecked(&state.corpus, query, state.line.text());
                told.filter(|_| asked).map(|told| (told, StyleRole::Quiet))
            };
            warning.or_else(unchecked)
        });
        let row = match message {
            Some((message, role)) => Strip::new([scene.span(message, role)]),
            None => hints(scene, area.width.into()),
        };
        // What others decided waits for the next key where it has no room beside what is told.
        let others = match &state.notice {
            None | Some(Notice::Others(_)) => String::new(),
            Some(_) => decisions_said::others(&state.others),
        };
        let aside = Strip::new([scene.span(others, StyleRole::Strong)]).right();
        if row.width().saturating_add(aside.width() + GAP as u16) <= area.width {
            aside.render(area, buffer);
        }
        row.render(area, buffer);
    }
}

/// The keys of a form on the field under its cursor.
fn form_hints(scene: Scene<'_>) -> Vec<keys::Hint> {
    let corpus = &scene.state.corpus;
    let Some((record, field)) = form::field(scene.state) else { return Vec::new() };
    let contradict = !form::readings(corpus, record, field).is_empty();
    let set = corpus.annotations(record);
    let elements = set.is_some_and(|set| set.words(field).next().is_some());
    let set = set.is_some_and(|set| set.value(field).is_some());
    keys::form_hints(field, contradict, set || elements || contradict)
}

/// As many hints as have room as a whole.
fn hints(scene: Scene<'_>, columns: usize) -> Strip<'_> {
    let state = scene.state;
    let standing = decisions::standing(state);
    let hints = match app::context(state) {
        Context::Passage => {
            let last = annotation::picked(state).is_none_or(|picked| picked.last);
            keys::passage_hints(last).to_vec()
        }
        Context::Form => form_hints(scene),
        Context::Overlay if state.overlay.is_some_and(|o| o.kind == OverlayKind::Log) => {
            keys::LOG_HINTS.to_vec()
        }
        Context::Overlay if state.overlay.is_some_and(|o| o.kind == OverlayKind::Holes) => {
            keys::hole_hints(standing)
        }
        Context::Overlay if state.overlay.is_some_and(|o| o.kind == OverlayKind::Everywhere) => {
            keys::EVERYWHERE_HINTS.to_vec()
        }
        Context::Overlay if state.overlay.is_some_and(|o| o.kind == OverlayKind::Says) => {
            keys::SAYS_HINTS.to_vec()
        }
        Context::Overlay if links::on_card(state).is_some() => keys::CARD_HINTS.to_vec(),
        Context::Overlay => keys::overlay_hints(standing),
        // The letters that are waited for stand in a menu of their own.
        Context::Prompt | Context::Status | Context::Identity | Context::Link => Vec::new(),
        Context::Line => keys::line_hints(state.line.text(), state.line.is_marked()),
        Context::List | Context::Source => keys::hints(state.focus.pane, standing),
    };
    let mut left = columns;
    let mut row = Vec::new();
    for hint in hints {
        let needed = hint_width(hint);
        if left < needed {
            break;
        }
        left = left.saturating_sub(needed + GAP);
        row.extend(hint_spans(scene, hint));
    }
    Strip::new(row)
}

/// Columns between two hints.
pub(super) const GAP: usize = 2;

/// Columns of a hint.
pub(super) fn hint_width((key, words): keys::Hint) -> usize {
    let gap = usize::from(!words.is_empty());
    width::of(key) + gap + width::of(words)
}

/// A hint with the gap behind it.
pub(super) fn hint_spans(scene: Scene<'_>, (key, words): keys::Hint) -> [Span<'_>; 4] {
    let gap = if words.is_empty() { "" } else { " " };
    [
        scene.span(key, StyleRole::Key),
        scene.span(gap, StyleRole::Plain),
        scene.span(words, StyleRole::Quiet),
        scene.span(" ".repeat(GAP), StyleRole::Plain),
    ]
}
