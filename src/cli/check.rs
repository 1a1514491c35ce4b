//! `onrecord check`: every fault of an investigation on a line of its own.

use super::out::{Out, TextRole};
use super::stop::{Answer, FOUND, NOTHING};
use crate::words::{commands, faults, labels};
use onrecord_corpus::{Corpus, listed_faults};
use onrecord_model::fault::Fault;

/// Lists the faults, those of files that were not read first, or says how much was read without one.
///
/// # Errors
/// When the answer cannot be written.
pub(super) fn run(corpus: &Corpus, out: &mut Out) -> Answer {
    let found = corpus.faults();
    for fault in listed_faults(found) {
        out.line(&[(TextRole::Plain, &faults::sentence(&fault))])?;
    }
    for source in corpus.sources() {
        if let Some(read) = labels::coverage_whole(source.coverage) {
            out.line(&[(TextRole::Plain, &commands::partly(&source.file, &read))])?;
        }
    }
    if found.is_empty() {
        out.line(&[(TextRole::Plain, &commands::sound(corpus))])?;
        return Ok(FOUND);
    }
    out.aside(&commands::faulty(found.iter().map(Fault::count).sum()))?;
    Ok(NOTHING)
}
