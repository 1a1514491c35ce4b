//! `onrecord [PATH]...`: opens the reading room, or says why it cannot before the screen is taken.

use super::args::Args;
use super::place::{ChosenTarget, NamedPaths};
use super::stop::{Answer, REFUSED, Stop};
use super::surroundings::{self, ScreenFit, Surroundings};
use crate::disk;
use crate::library::{self, OpenError};
use crate::shell::{self, Options};
use crate::words::{commands, faults};
use onrecord_model::fault::{FileError, OpenErrorKind};

/// Opens the reading room and stays until it is left.
///
/// # Errors
/// [`Stop::Refused`] where there is no terminal to show it on or nothing to read.
pub(super) fn run(args: Args, surroundings: &Surroundings) -> Answer {
    let refused = |sentence: &str| Err(Stop::Refused(sentence.to_owned()));
    let (mouse, clipboard) = (!args.no_mouse, !args.no_clipboard);
    let (session, fresh) = (!args.common.no_cache, args.fresh);
    let meaning = !args.common.no_meaning;
    let by = args.common.by.clone().unwrap_or_else(disk::login_name);
    let named = NamedPaths::new(args.paths, args.common);
    let ChosenTarget { target, unnamed, passed } = ChosenTarget::of(&named);
    library::probe(&target).map_err(|error| Stop::Refused(not_opened(&error)))?;
    match surroundings.screen {
        ScreenFit::Fit => {}
        ScreenFit::Dumb => return refused(commands::DUMB_TERMINAL),
        ScreenFit::Missing => return refused(commands::NO_TERMINAL),
    }
    let code = shell::run(Options {
        target,
        unnamed,
        passed,
        open: named.options,
        by,
        openers: surroundings::openers(),
        session,
        fresh,
        colour: surroundings.colour,
        mouse,
        clipboard,
        withheld: named.withheld,
        meaning,
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
    if error.why == OpenErrorKind::File(FileError::Missing) && is_word {
        let meant = onrecord_corpus::nearest(word, ["find", "list", "show", "check", "help"]);
        return format!("{sentence}; {}", commands::no_path(word, meant));
    }
    sentence
}
