//! `onrecord holes`: what is missing before publication, by kind.

use std::borrow::Cow;
use std::io;

use super::args::HolesArgs;
use super::json;
use super::out::{Out, TextRole};
use super::stop::{Answer, FOUND, NOTHING};
use crate::disk;
use crate::words::holes;
use onrecord_corpus::{Corpus, Hole, HoleList};
use onrecord_model::Day;

/// Lists the holes; as with faults, any is an exit code.
///
/// # Errors
/// When the answer cannot be written.
pub(super) fn run(asked: &HolesArgs, corpus: &Corpus, out: &mut Out) -> Answer {
    let list = HoleList::of(corpus);
    let today = disk::today();
    if asked.json {
        list.holes.iter().try_for_each(|hole| json::hole(out.raw(), corpus, *hole, today))?;
    } else {
        for holes in list.holes.chunk_by(|one, next| one.kind == next.kind) {
            group(corpus, holes, today, out)?;
        }
    }
    out.aside(&holes::summary(&list))?;
    Ok(if list.holes.is_empty() { FOUND } else { NOTHING })
}

/// The holes of one kind under their heading.
fn group(corpus: &Corpus, holes: &[Hole], today: Option<Day>, out: &mut Out) -> io::Result<()> {
    let Some(first) = holes.first() else { return Ok(()) };
    out.line(&[(TextRole::Strong, &holes::heading(first.kind, holes.len()))])?;
    out.table(["id", "missing", "who", "where", "words"], || {
        Box::new(holes.iter().filter_map(|hole| {
            let id = corpus.key(hole.record)?.id().to_owned();
            let row = holes::row(corpus, *hole, today)?;
            let [missing, who, place] = [row.missing, row.who, row.place].map(cell);
            Some([id.into(), missing, who, place, row.words.into()])
        }))
    })
}

fn cell(words: Option<String>) -> Cow<'static, str> {
    words.map_or(Cow::Borrowed(""), Cow::Owned)
}
