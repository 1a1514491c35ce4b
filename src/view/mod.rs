//! Floor 5: the state as widgets. Draws and lays out, never decides, sorts, searches or changes.

mod actors;
mod bars;
mod card;
mod dated_rows;
mod everywhere;
mod form;
mod holes;
mod log;
mod menu;
mod overlay;
mod paint;
mod pane;
mod prompt;
mod quotes;
mod says;
mod scroll;
mod source;
mod theme;
mod timeline;

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::text::Span;

use crate::app::{Pane, State};
pub use theme::{StyleRole, Theme};

/// What every widget is given: what is to be shown, and the styles.
#[derive(Clone, Copy)]
struct Scene<'a> {
    state: &'a State,
    theme: Theme,
}

impl<'a> Scene<'a> {
    /// Text in a role.
    fn span(self, text: impl Into<Cow<'a, str>>, role: StyleRole) -> Span<'a> {
        self.theme.span(text, role)
    }
}

/// Draws the whole screen; returns the last row an overlay's text can begin with and still fill the
/// screen.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: Theme) -> usize {
    let scene = Scene { state, theme };
    let last_row = draw_under_menu(frame, scene);
    let mut area = frame.area();
    if state.notice.is_some() {
        area.height = area.height.saturating_sub(state.layout().status.height);
    }
    frame.render_widget(menu::Menu(scene), area);
    last_row
}

fn draw_under_menu(frame: &mut Frame<'_>, scene: Scene<'_>) -> usize {
    let Scene { state, .. } = scene;
    let layout = state.layout();
    frame.render_widget(bars::TitleBar(scene), layout.title);
    if state.prompt.is_none() || state.notice.is_some() {
        frame.render_widget(bars::StatusLine(scene), layout.status);
    }
    let mut cursor = None;
    frame.render_stateful_widget(bars::SearchLine(scene), layout.line, &mut cursor);
    if let Some(prompt) = state.prompt.as_ref().filter(|_| state.notice.is_none()) {
        let line = prompt::PromptLine { scene, prompt };
        frame.render_stateful_widget(line, layout.status, &mut cursor);
    }
    if let Some(overlay) = state.overlay {
        let mut scroll = scroll::Scroll::at(overlay.row);
        let overlay = overlay::Over { scene, kind: overlay.kind };
        frame.render_stateful_widget(overlay, layout.body, &mut scroll);
        if let Some(cursor) = cursor.filter(|_| state.prompt.is_some()) {
            frame.set_cursor_position(cursor);
        }
        return scroll.last;
    }
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    frame.render_widget(bars::TabLine(scene), layout.tabs);
    for pane in Pane::ALL {
        let Some(place) = layout.place(pane) else { continue };
        frame.render_widget(pane::PaneBorder { scene, pane, place }, place.outer);
        let alone = !place.framed;
        match pane {
            Pane::Actors => frame.render_widget(actors::Actors { scene, alone }, place.inner),
            Pane::Timeline => frame.render_widget(timeline::Timeline { scene, alone }, place.inner),
            Pane::Quotes => frame.render_widget(quotes::Quotes(scene), place.inner),
            Pane::Source => frame.render_widget(source::SourcePane(scene), place.inner),
        }
    }
    frame.render_widget(card::Card(scene), layout.card);
    0
}
