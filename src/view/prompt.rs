//! The prompt: the name of a field, what is typed, and what it may be meant to be.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{StatefulWidget, Widget};

use super::Scene;
use super::paint::{Strip, visible, without_first};
use super::theme::StyleRole;
use crate::app::prompt::{Prompt, PromptPurpose};
use crate::words::{decisions, labels};
use onrecord_text::width;

/// Columns that what is typed has at least, before completions are shown.
const TYPED: usize = 12;

/// One row: its state is where the cursor stands.
pub(super) struct PromptLine<'a> {
    pub scene: Scene<'a>,
    pub prompt: &'a Prompt,
}

impl StatefulWidget for PromptLine<'_> {
    type State = Option<Position>;

    fn render(self, area: Rect, buffer: &mut Buffer, cursor: &mut Option<Position>) {
        let Self { scene, prompt } = self;
        if area.is_empty() {
            return;
        }
        let name = labels::field(prompt.field);
        let name = match &prompt.purpose {
            PromptPurpose::Records(keys) if keys.len() > 1 => format!("{name} of {}: ", keys.len()),
            PromptPurpose::OnePerson(keys) => format!("{name} of all {}: ", keys.len()),
            PromptPurpose::Records(_) | PromptPurpose::NewStatement => format!("{name}: "),
        };
        let name = Strip::new([scene.span(name, StyleRole::Key)]);
        let rest = without_first(area, name.width());
        name.render(area, buffer);
        let (text, column) = visible(
            prompt.line.text(),
            prompt.line.cursor(),
            usize::from(rest.width.saturating_sub(1)),
        );
        *cursor = Some(Position { x: rest.x + column as u16, y: rest.y });
        let typed = width::of(text);
        let offered = prompt.offered.iter().enumerate().flat_map(|(at, offered)| {
            let chosen = prompt.chosen == Some(at);
            let role = if chosen { StyleRole::Selected } else { StyleRole::Quiet };
            [
                scene.span("  ", StyleRole::Plain),
                scene.span(if chosen { "▸" } else { "" }, StyleRole::Selected),
                scene.span(offered.as_str(), role),
            ]
        });
        let role = if prompt.marked { StyleRole::Mark } else { StyleRole::Strong };
        let unknown = decisions::new_actors(&prompt.unknown);
        let gap = " ".repeat(TYPED.saturating_sub(typed));
        let row = [
            scene.span(text, role),
            scene.span(unknown, StyleRole::Quiet),
            scene.span(decisions::read_as(prompt.read.as_deref()), StyleRole::Quiet),
            scene.span(gap, StyleRole::Plain),
        ];
        Strip::new(row.into_iter().chain(offered)).render(rest, buffer);
    }
}
