//! The only place with colours: named roles, in the sixteen colours of the terminal's own palette
//! on its own background, so that light and dark screens both work. Every role differs from plain
//! text without colour, too.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Span;

/// What a piece of the screen is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleRole {
    /// Running text.
    Plain,
    /// Less important than its neighbours.
    Quiet,
    /// Names, headings, the title.
    Strong,
    /// The frame of a pane.
    Frame,
    /// The frame of the pane with the keys.
    FrameFocused,
    /// The marker and name of the selected row.
    Selected,
    /// Words that match the query.
    Lit,
    /// Words that say what a word of the query says, in a row that was found by its meaning.
    Akin,
    /// What is marked: the passage one stands on, a query that the next letter replaces.
    Mark,
    /// The words that attribute or date it.
    Cue,
    /// Attributing words that turn the others round: denied, refused, asked, ordered.
    Turned,
    /// A key in the hint line.
    Key,
    /// Something went wrong or is missing.
    Warning,
    /// A filter that is on.
    Facet,
}

/// Styles for roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With the terminal's colours, or (`NO_COLOR`) with weight and reverse video alone.
    pub const fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// Text in a role.
    pub fn span<'a>(self, text: impl Into<Cow<'a, str>>, role: StyleRole) -> Span<'a> {
        Span::styled(text, self.style(role))
    }

    /// The style of a role.
    pub fn style(self, role: StyleRole) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let (style, colour) = match role {
            StyleRole::Plain => (plain, None),
            StyleRole::Quiet | StyleRole::Frame => (plain.add_modifier(Modifier::DIM), None),
            StyleRole::FrameFocused | StyleRole::Selected => (bold, Some(Color::Cyan)),
            StyleRole::Lit => (bold, Some(Color::Magenta)),
            StyleRole::Akin => (plain.add_modifier(Modifier::ITALIC), Some(Color::Magenta)),
            StyleRole::Mark => (plain.add_modifier(Modifier::REVERSED), None),
            StyleRole::Cue => (plain.add_modifier(Modifier::UNDERLINED), Some(Color::Cyan)),
            StyleRole::Turned => (bold.add_modifier(Modifier::UNDERLINED), None),
            StyleRole::Strong | StyleRole::Key => (bold, None),
            StyleRole::Warning => (bold, Some(Color::Red)),
            StyleRole::Facet => (bold, Some(Color::Green)),
        };
        match colour.filter(|_| self.colour) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }
}
