//! `onrecord settle`: writes what was decided into the file of the investigation.

use super::out::{Out, TextRole};
use super::place::{ChosenTarget, NamedPaths};
use super::stop::{Answer, FOUND, Stop};
use crate::library::journal::{settle, tidy};
use crate::library::{self, Silent};
use crate::words::{commands, faults};

/// Settles the investigation that was named, else the nearest.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read or to write to.
pub(super) fn run(named: &NamedPaths, out: &mut Out) -> Answer {
    let target = ChosenTarget::of(named).target;
    // As it is, and not as others may see it: covered words must not go into the file.
    let opened = library::open_with_base(&target, &named.options, &mut Silent)
        .map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    let settled = settle(&target, &opened, named.withheld)
        .map_err(|why| Stop::Refused(commands::not_settled(&why)))?;
    let said = commands::settled(&settled.file, [settled.written, settled.left, settled.withheld]);
    out.line(&[(TextRole::Plain, &said)])?;
    Ok(FOUND)
}

/// Puts the old files of the journal together.
///
/// # Errors
/// [`Stop::Refused`] where that cannot be written.
pub(super) fn tidy_up(named: &NamedPaths, out: &mut Out) -> Answer {
    let target = ChosenTarget::of(named).target;
    let tidied = tidy(&target).map_err(|why| Stop::Refused(commands::not_tidied(&why)))?;
    let counts = [tidied.gone, tidied.made, tidied.left];
    out.line(&[(TextRole::Plain, &commands::tidied(&tidied.folder, counts))])?;
    Ok(FOUND)
}
