//! `onrecord [PATH]`: opens the reading room, or says why it cannot before the screen is taken.

use super::args::Args;
use super::stop::{Answer, REFUSED, Stop};
use super::surroundings::{Screen, Surroundings};
use crate::corpus::{
    self,
    fault::{Refusal, Trouble},
};
use crate::ingest::{self, OpenError, Place};
use crate::shell::{self, Options};
use crate::words::{commands, faults};

/// Opens the reading room and stays until it is left.
///
/// # Errors
/// [`Stop::Refused`] where there is no terminal to show it on or nothing to read.
pub fn run(args: Args, surroundings: &Surroundings) -> Answer {
    let refused = |sentence: &str| Err(Stop::Refused(sentence.to_owned()));
    let cache = args.common.cache();
    let place = args.path.or(args.common.place).map_or(Place::Builtin, Place::Path);
    ingest::probe(&place).map_err(|error| Stop::Refused(not_opened(&error)))?;
    match surroundings.screen {
        Screen::Fit => {}
        Screen::Dumb => return refused(commands::DUMB_TERMINAL),
        Screen::Missing => return refused(commands::NO_TERMINAL),
    }
    let code = shell::run(Options {
        place,
        jobs: args.common.jobs,
        cache,
        colour: surroundings.colour,
        mouse: !args.no_mouse,
        clipboard: !args.no_clipboard,
        through: surroundings.through,
    });
    let code = code.map_err(|error| Stop::Refused(commands::lost_terminal(&error.to_string())))?;
    Ok(u8::try_from(code).unwrap_or(REFUSED))
}

/// Why nothing was opened. A word that is no path was probably meant for a command, or to be found.
fn not_opened(error: &OpenError) -> String {
    let sentence = faults::open_error(error);
    let word = error.place.as_str();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphanumeric);
    if error.why == Refusal::Trouble(Trouble::Missing) && is_word {
        let meant = corpus::nearest(word, ["find", "list", "show", "check", "help"]);
        return format!("{sentence}; {}", commands::no_path(word, meant));
    }
    sentence
}
