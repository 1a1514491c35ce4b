//! `onrecord settle`: writes what was decided into the file of the investigation.

use super::out::{Out, TextRole};
use super::place::{self, ChosenTarget, NamedPaths};
use super::stop::{Answer, FOUND, Stop};
use crate::library::journal::settle;
use crate::words::commands;

/// Settles the investigation that was named, else the nearest.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read or to write to.
pub(super) fn run(named: &NamedPaths, out: &mut Out) -> Answer {
    let corpus = place::open_unsound(named, out)?;
    let target = ChosenTarget::of(named).target;
    let settled =
        settle(&target, &corpus).map_err(|why| Stop::Refused(commands::not_settled(&why)))?;
    let said = commands::settled(&settled.file, settled.written, settled.left);
    out.line(&[(TextRole::Plain, &said)])?;
    Ok(FOUND)
}
