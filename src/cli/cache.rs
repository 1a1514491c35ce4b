//! `onrecord cache`: where what was read, and where one was, is kept for the next time, and how to be
//! rid of it.

use super::out::{Out, TextRole};
use super::stop::{Answer, FOUND, Stop};
use crate::disk::{self, cache};
use crate::words::{commands, troubles};
use onrecord_model::fault::FileError;

/// Shows where the cache is and how large, or takes it away.
///
/// # Errors
/// [`Stop::Refused`] where there is none, or it cannot be taken away.
pub(super) fn run(clear: bool, out: &mut Out) -> Answer {
    let Some(folder) = cache::user_folder() else {
        return Err(Stop::Refused(commands::NO_CACHE.to_owned()));
    };
    let place = disk::text(&folder);
    let refused = |place: &str, why: &FileError| {
        Stop::Refused(commands::unread(place, &troubles::sentence(why)))
    };
    let sentence = if clear {
        let gone = cache::clear(&folder).map_err(|why| refused(&place, &why))?;
        commands::cleared(&place, gone.entries, gone.bytes)
    } else {
        let kept = cache::usage(&folder);
        commands::cache(&place, kept.entries, kept.bytes)
    };
    out.line(&[(TextRole::Plain, &sentence)])?;
    let Some(folder) = disk::state_folder() else { return Ok(FOUND) };
    let place = disk::text(&folder);
    let sentence = if clear {
        let gone = disk::clear_state(&folder).map_err(|why| refused(&place, &why))?;
        commands::cleared_sessions(&place, gone.entries, gone.bytes)
    } else {
        let kept = disk::state_usage(&folder);
        commands::sessions(&place, kept.entries, kept.bytes)
    };
    out.line(&[(TextRole::Plain, &sentence)])?;
    Ok(FOUND)
}
