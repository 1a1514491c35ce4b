//! Which investigation a command reads: the one named, the nearest one upward, or the embedded one.

use std::env;
use std::path::{Path, PathBuf};

use super::out::Out;
use super::stop::Stop;
use crate::corpus::Corpus;
use crate::disk;
use crate::ingest::{self, Place};
use crate::words::{commands, faults};

/// Opens what was named, else what is nearest; says on stderr which that is, and whether anything in
/// it could not be read.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read.
pub fn open(named: Option<PathBuf>, out: &mut Out) -> Result<Corpus, Stop> {
    let corpus = open_unsound(named, out)?;
    if !corpus.faults().is_empty() {
        out.aside(&commands::unsound(corpus.faults().len()))?;
    }
    Ok(corpus)
}

/// The same, where the faults are the answer.
///
/// # Errors
/// As [`open`].
pub fn open_unsound(named: Option<PathBuf>, out: &mut Out) -> Result<Corpus, Stop> {
    let (place, told) = choose(named);
    let corpus = ingest::open(&place).map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    if let Some(told) = told {
        out.aside(&told)?;
    }
    Ok(corpus)
}

/// The place, and what to say about it: nothing where it was named or stands right here.
fn choose(named: Option<PathBuf>) -> (Place, Option<String>) {
    if let Some(path) = named {
        return (Place::Path(path), None);
    }
    let here = env::current_dir().ok();
    match here.as_deref().and_then(ingest::find_upward) {
        Some(path) => {
            let right_here = disk::kind(Path::new(ingest::INVESTIGATION)).is_ok();
            let told = (!right_here).then(|| commands::reading(Some(&path.to_string_lossy())));
            (Place::Path(path), told)
        }
        None => (Place::Builtin, Some(commands::reading(None))),
    }
}
