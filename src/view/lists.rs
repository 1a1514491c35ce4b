//! The Actors pane, and what all list rows share.

use super::bars;
use super::paint::{Canvas, Run};
use super::theme::Role;
use crate::app::layout::Place;
use crate::app::{Pane, State, related};
use crate::words::{labels, queries};
use onrecord_text::fold::folded;
use onrecord_text::width;

/// Columns of the bar that shows how much an actor said.
const BAR: usize = 4;

/// The frame or rule of a pane with its title; nothing where the tab line names it.
pub fn frame(canvas: &mut Canvas<'_>, state: &State, place: Place, pane: Pane, number: usize) {
    if place.framed {
        let focused = state.focus.pane == pane && !state.editing;
        let title = bars::pane_title(state, pane, number);
        let role = if state.focus.pane == pane { Role::FrameFocused } else { Role::Strong };
        canvas.frame(place.outer, &[(&title, role)], focused);
    }
}

/// The sign before a row: selected, tied to what the source shows, or neither.
pub fn marker(state: &State, pane: Pane, at: usize) -> Run<'static> {
    if at == state.list(pane).cursor {
        return ("▸", Role::Selected);
    }
    let tied = state.row(pane, at).is_some_and(|row| related::tied(state, row));
    if tied { ("•", Role::Selected) } else { (" ", Role::Plain) }
}

/// Pane 1: names, how many statements, a bar.
pub fn actors(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    frame(canvas, state, place, Pane::Actors, 1);
    let area = place.inner;
    let most = state.hits.actors.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    for row in 0..area.height {
        let at = state.actors.top + usize::from(row);
        let Some((ix, count)) = state.hits.actors.get(at).copied() else { break };
        let Some(actor) = state.corpus.actor(ix) else { continue };
        let y = area.y + row;
        let selected = at == state.actors.cursor;
        let bar = "▮".repeat((count as usize * BAR).div_ceil(most as usize));
        let number = if count == 0 { "·".to_owned() } else { labels::number(count as usize) };
        let right = format!(" {number} {}", width::pad(&bar, BAR));
        let used = canvas.right(area.x, y, area.width, &[(&right, Role::Quiet)]);
        let room = usize::from(area.width.saturating_sub(used + 1));
        let faceted = state.facets.actors.iter().find(|(picked, _)| *picked == ix);
        let name = match faceted {
            Some((_, role)) => {
                format!("{} [{}]", state.corpus.shown_name(ix), labels::role(*role))
            }
            None => state.corpus.shown_name(ix).to_owned(),
        };
        let role = if selected { Role::Selected } else { Role::Plain };
        let mark = marker(state, Pane::Actors, at);
        let name = width::cut(&name, room);
        let x = area.x + canvas.runs(area.x, y, area.width, &[mark, (&name, role)]);
        let name = folded(&actor.name);
        // Another spelling of the name says nothing new here; the card has it.
        let news = actor.aliases.iter().filter(|alias| !name.contains(&folded(&alias.name)));
        let aliases: Vec<_> = news.map(|alias| alias.name.as_str()).collect();
        if !aliases.is_empty() {
            let left = (area.x + area.width - used).saturating_sub(x);
            let aliases = format!("  {}", aliases.join(", "));
            let aliases = width::cut(&aliases, usize::from(left));
            canvas.text(x, y, left, &aliases, Role::Quiet);
        }
    }
    if state.hits.actors.is_empty() {
        nothing(canvas, state, place);
    }
}

/// An empty list says so; where it stands alone on a narrow screen and nothing at all was found, it
/// says what Quotes would say.
pub fn nothing(canvas: &mut Canvas<'_>, state: &State, place: Place) {
    let area = place.inner;
    let alone = !place.framed && state.hits.is_empty() && !state.waiting();
    let lines = if alone { queries::nothing_found(state) } else { vec!["—".to_owned()] };
    let role = if alone { Role::Plain } else { Role::Quiet };
    for (y, line) in (area.y..area.y + area.height).zip(&lines) {
        canvas.text(area.x + 1, y, area.width.saturating_sub(1), line, role);
    }
}
