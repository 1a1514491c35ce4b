//! The Actors pane: names, how many statements, a bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Scene;
use super::paint::{Strip, without_last};
use super::pane::{Nothing, marker};
use super::theme::StyleRole;
use crate::app::Pane;
use crate::words::labels;
use onrecord_model::{Actor, ActorIx};
use onrecord_text::fold::folded;
use onrecord_text::width;

/// Columns of the bar that shows how much an actor said.
const BAR: usize = 4;

/// Pane 1.
pub(super) struct Actors<'a> {
    pub scene: Scene<'a>,
    pub alone: bool,
}

impl Widget for Actors<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, alone } = self;
        let actors = &scene.state.hits.actors;
        if actors.is_empty() {
            return Nothing { scene, alone }.render(area, buffer);
        }
        let most = actors.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
        let shown = actors.iter().enumerate().skip(scene.state.actors.top);
        for (row, (at, (ix, count))) in area.rows().zip(shown) {
            ActorItem { scene, at, ix: *ix, count: *count, most }.render(row, buffer);
        }
    }
}

/// One actor.
struct ActorItem<'a> {
    scene: Scene<'a>,
    at: usize,
    ix: ActorIx,
    /// Statements.
    count: u32,
    /// The most statements of any.
    most: u32,
}

impl Widget for ActorItem<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self { scene, at, ix, .. } = self;
        let Some(actor) = scene.state.corpus.actor(ix) else { return };
        let said = Strip::new([scene.span(self.said(), StyleRole::Quiet)]).right();
        let mut room = usize::from(without_last(area, said.width() + 1).width);
        said.render(area, buffer);
        let selected = at == scene.state.actors.cursor;
        let role = if selected { StyleRole::Selected } else { StyleRole::Plain };
        let name = width::cut(&self.name(), room).into_owned();
        room -= width::of(&name);
        let aliases = aliases(actor).map(|aliases| width::cut(&aliases, room).into_owned());
        let aliases = aliases.map(|aliases| scene.span(aliases, StyleRole::Quiet));
        let name = [marker(scene, Pane::Actors, at), scene.span(name, role)];
        // Over the bar where there is no room for both: the marker is always seen.
        Strip::new(name.into_iter().chain(aliases)).render(area, buffer);
    }
}

impl ActorItem<'_> {
    /// ` 12 ▮▮▮ `.
    fn said(&self) -> String {
        let bar = "▮".repeat((self.count as usize * BAR).div_ceil(self.most as usize));
        let number = match self.count {
            0 => "·".to_owned(),
            count => labels::number(count as usize),
        };
        format!(" {number} {}", width::pad(&bar, BAR))
    }

    /// The name, and as what the actor is picked.
    fn name(&self) -> String {
        let state = self.scene.state;
        let name = state.corpus.shown_name(self.ix);
        match state.facets.actors.iter().find(|(picked, _)| *picked == self.ix) {
            Some((_, role)) => format!("{name} [{}]", labels::role(*role)),
            None => name.to_owned(),
        }
    }
}

/// Other names. Another spelling of the same says nothing new here; the card has it.
fn aliases(actor: &Actor) -> Option<String> {
    let name = folded(&actor.name);
    let news = actor.aliases.iter().filter(|alias| !name.contains(&folded(&alias.name)));
    let aliases: Vec<_> = news.map(|alias| alias.name.as_str()).collect();
    (!aliases.is_empty()).then(|| format!("  {}", aliases.join(", ")))
}
