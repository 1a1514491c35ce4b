//! Floor 5: the state as cells. Draws and lays out, never decides, sorts, searches or changes.

mod bars;
mod card;
mod lists;
mod overlay;
mod paint;
mod quotes;
mod source;
mod theme;
mod timeline;

use ratatui::buffer::Buffer;

use crate::app::{Pane, State};
use paint::Canvas;
pub use theme::{Role, Theme};

/// Where the cursor stands on the screen (column, row); `None` where it is hidden.
pub type Cursor = Option<(u16, u16)>;

/// What came of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The cursor.
    pub cursor: Cursor,
    /// The last row an overlay's text can begin with and still fill the screen.
    pub last_row: usize,
}

/// Draws the whole screen.
pub fn draw(state: &State, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas { buffer, theme };
    let layout = state.layout();
    bars::title(&mut canvas, state, &layout);
    let cursor = bars::line(&mut canvas, state, &layout);
    if let Some(overlay) = state.overlay {
        let last_row = overlay::draw(&mut canvas, state, overlay, layout.body);
        bars::status(&mut canvas, state, &layout);
        return Drawn { cursor: None, last_row };
    }
    bars::tabs(&mut canvas, state, &layout);
    for pane in Pane::ALL {
        let Some(place) = layout.place(pane) else { continue };
        match pane {
            Pane::Actors => lists::actors(&mut canvas, state, place),
            Pane::Timeline => timeline::draw(&mut canvas, state, place),
            Pane::Quotes => quotes::draw(&mut canvas, state, place),
            Pane::Source => source::draw(&mut canvas, state, place),
        }
    }
    if let Some(area) = layout.card {
        card::draw(&mut canvas, state, area);
    }
    bars::status(&mut canvas, state, &layout);
    Drawn { cursor, last_row: 0 }
}
