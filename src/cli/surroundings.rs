//! What the program finds around it: a terminal or a pipe, the wish for no colour, a multiplexer.
//! The only place (with `place`) that asks the environment.

use std::env;
use std::io::{self, IsTerminal};

use crate::app::msg::Multiplexer;
use crate::shell::{self, Openers};

/// Columns where a terminal does not tell how many it has.
const COLUMNS: usize = 80;
/// Columns below which nothing is laid out any narrower.
const NARROWEST: usize = 20;

/// Whether the reading room can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScreenFit {
    /// On a terminal that hears keys.
    Fit,
    /// The terminal cannot place a cursor.
    Dumb,
    /// The answer goes into a pipe, or keys do not come from a terminal.
    Missing,
}

/// What stands around the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// Whether the reading room can be shown.
    pub screen: ScreenFit,
    /// Whether colours are welcome: `NO_COLOR` is not set, and the terminal can.
    pub colour: bool,
    /// Columns of the terminal the answer goes to; `None` in a pipe.
    pub columns: Option<usize>,
    /// What stands between the program and the terminal.
    pub through: Option<Multiplexer>,
}

impl Surroundings {
    /// Looks around.
    pub(super) fn look() -> Self {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = io::stdout().is_terminal();
        let dumb = cfg!(unix) && env::var_os("TERM").is_none_or(|t| t.is_empty() || t == "dumb");
        Self {
            screen: match () {
                () if !terminal || !io::stdin().is_terminal() => ScreenFit::Missing,
                () if dumb => ScreenFit::Dumb,
                () => ScreenFit::Fit,
            },
            colour: !dumb && !set("NO_COLOR"),
            columns: terminal.then(|| columns().max(NARROWEST)),
            through: match () {
                () if set("TMUX") => Some(Multiplexer::Tmux),
                () if set("STY") => Some(Multiplexer::Screen),
                () => None,
            },
        }
    }
}

/// By which programs originals are opened.
pub(super) fn openers() -> Openers {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    Openers {
        command: set("ONRECORD_OPEN"),
        editor: set("VISUAL").or_else(|| set("EDITOR")),
        has_screen: cfg!(target_os = "macos")
            || set("DISPLAY").is_some()
            || set("WAYLAND_DISPLAY").is_some(),
    }
}

fn columns() -> usize {
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    shell::columns().or_else(told).unwrap_or(COLUMNS)
}
