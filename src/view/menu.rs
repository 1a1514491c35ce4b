//! The letters that may follow `=`, `d` and `l`: all of them, in as many rows as they need, over whatever
//! stands at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::Scene;
use super::bars::{GAP, hint_spans, hint_width};
use super::paint::Strip;
use crate::app::input::keys::Context;
use crate::app::state::StatusMenu;
use crate::app::{self, State, identity, links};
use crate::words::keys::{self, Hint};

/// The menu, at the foot of an area.
pub(super) struct Menu<'a>(pub Scene<'a>);

impl Widget for Menu<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(scene) = self;
        let Some(hints) = letters(scene.state) else { return };
        let columns = usize::from(area.width);
        let room = usize::from(area.height);
        let mut rows = in_rows(&hints, columns);
        if rows.len() > room {
            // A letter alone is still one that can be pressed.
            let bare: Vec<Hint> = hints.iter().map(|(key, _)| (*key, "")).collect();
            rows = in_rows(&bare, columns);
        }
        let height = rows.len().min(room) as u16;
        let foot = Rect { y: area.bottom() - height, height, ..area };
        Clear.render(foot, buffer);
        for (area, row) in foot.rows().zip(rows) {
            let spans = row.into_iter().flat_map(|hint| hint_spans(scene, hint));
            Strip::new(spans).render(area, buffer);
        }
    }
}

/// The letters that are waited for; `None` where none are.
fn letters(state: &State) -> Option<Vec<Hint>> {
    Some(match app::context(state) {
        Context::Status if state.asks_status == Some(StatusMenu::Terms) => {
            keys::TERMS_HINTS.to_vec()
        }
        Context::Status => keys::STATUS_HINTS.to_vec(),
        Context::Identity => {
            let all = |ix| identity::of_one_name(&state.corpus, ix).len();
            keys::identity_hints(identity::subject(state).is_some_and(|ix| all(ix) > 1))
        }
        Context::Link => keys::link_hints(&links::linked(state)),
        _ => return None,
    })
}

/// Hints in rows of so many columns, none of them parted.
fn in_rows(hints: &[Hint], columns: usize) -> Vec<Vec<Hint>> {
    let mut rows: Vec<Vec<Hint>> = Vec::new();
    let mut left = 0;
    for hint in hints {
        let needed = hint_width(*hint);
        match rows.last_mut() {
            Some(row) if needed <= left => row.push(*hint),
            _ => {
                rows.push(vec![*hint]);
                left = columns;
            }
        }
        left = left.saturating_sub(needed + GAP);
    }
    rows
}
