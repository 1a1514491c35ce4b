//! Floor 6: the running screen. The only room with a terminal, threads and the clock.
//!
//! Input, signals, reading and searching each have a thread; all of them talk to one loop through
//! one channel, and the loop alone owns the state and the screen.

mod backend;
mod cells;
mod clipboard;
mod fault;
mod guard;
mod input;
mod keyboard;
mod original;
mod run;
mod sequences;
mod session;
mod signals;
mod tmux;
mod utf8;
mod workers;

pub(crate) use fault::install_panic_hook;
pub(crate) use original::Openers;
pub(crate) use run::run;
pub(crate) use signals::outlive_large_files;

use crate::app::msg::{Clip, Multiplexer};
use crate::app::{Msg, Size, Unnamed};
use crate::library::{OpenOptions, OpenTarget};
use onrecord_model::fault::FileError;

/// How the screen is to be run; everything from the command line and the environment.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, not a mode")]
pub(crate) struct Options {
    /// What to open.
    pub target: OpenTarget,
    /// What it is, where nobody named it.
    pub unnamed: Option<Unnamed>,
    /// An investigation that was met before it and passed over, and why.
    pub passed: Option<(String, FileError)>,
    /// How it is opened.
    pub open: OpenOptions,
    /// Who decides.
    pub by: String,
    /// By which programs originals are opened.
    pub openers: Openers,
    /// Whether the session is kept from one run to the next.
    pub session: bool,
    /// Whether to begin without the place that was left.
    pub fresh: bool,
    /// Whether colours are wanted (`NO_COLOR` is not set).
    pub colour: bool,
    /// Whether the program takes the mouse.
    pub mouse: bool,
    /// Whether the clipboard may be written.
    pub clipboard: bool,
    /// Whether what is withheld may be copied.
    pub withheld: bool,
    /// Whether rows are found by their meaning as well.
    pub meaning: bool,
    /// What stands between the program and the terminal.
    pub through: Option<Multiplexer>,
}

/// What wakes the loop.
#[derive(Debug)]
enum Wake {
    /// Something for the state.
    Msg(Msg),
    /// The same, of the reading of this generation.
    Opened(u64, Msg),
    /// What the reading of this generation has read, for the session.
    Read(u64, session::Snapshot),
    /// The same, of the search of this generation.
    Searched(u64, Msg),
    /// The same, made of the investigation of this generation and what was decided about it.
    Decided(u64, Msg),
    /// tmux took a text into its buffer, or did not.
    Buffered {
        /// What it is.
        clip: Clip,
        /// The text.
        text: String,
        /// Whether tmux has it.
        taken: bool,
    },
    /// The screen may have another size.
    Resized,
    /// Go to the background.
    Suspend,
    /// Back from the background: the terminal may have been changed by others.
    Resumed,
    /// Leave with this exit code.
    Leave(i32),
}

/// How many columns the terminal has, where there is one that tells.
pub(crate) fn columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|n| *n > 0)
}

/// The size of a terminal that does not tell it.
const USUAL: Size = Size { width: 80, height: 24 };

/// The terminal's size now.
fn size() -> Size {
    crossterm::terminal::size().map_or(USUAL, |(width, height)| sensible(width, height))
}

/// A size as told, where it can be meant: a line that does not know its size tells 0, and a size of
/// thousands would only cost memory.
fn sensible(width: u16, height: u16) -> Size {
    let or = |told: u16, usual| if told == 0 { usual } else { told.min(1_000) };
    Size { width: or(width, USUAL.width), height: or(height, USUAL.height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_makes_sense() {
        for (told, want) in [((0, 0), (80, 24)), ((1, 1), (1, 1)), ((u16::MAX, 50), (1_000, 50))] {
            let size = sensible(told.0, told.1);
            assert_eq!((size.width, size.height), want, "{told:?}");
        }
    }
}
