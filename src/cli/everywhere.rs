//! `onrecord everywhere`: every place where the words of a statement stand, or nearly these, oldest first.

use std::io;

use super::args::EverywhereArgs;
use super::out::{Out, TextRole};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use super::{json, location};
use crate::disk;
use crate::library;
use crate::words::everywhere;
use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;
use onrecord_search::{AskedWords, Everywhere, Index, Reprint};
use onrecord_text::never;

const INDENT: &str = "    ";

/// Tells the places; where there are none beside the asked one, that is an exit code.
///
/// # Errors
/// When there is nothing to look for, or the answer cannot be written.
pub(super) fn run(asked: &EverywhereArgs, corpus: &Corpus, out: &mut Out) -> Answer {
    let wanted = wanted(asked, corpus)?;
    let index = Index::of(corpus, library::cores());
    let found = onrecord_search::everywhere(corpus, &index, &wanted, &|| true);
    let found = found.unwrap_or_else(|| {
        never!("a search that nobody stops comes to its end");
        Everywhere::default()
    });
    if found.words.trim().is_empty() {
        return Err(Stop::Refused(everywhere::NO_WORDS.to_owned()));
    }
    for place in &found.places {
        if asked.json {
            json::reprint(out.raw(), corpus, place)?;
        } else {
            write(out, corpus, place)?;
        }
    }
    if found.others() == 0 {
        out.aside(everywhere::NOWHERE)?;
        return Ok(NOTHING);
    }
    out.aside(&everywhere::summary(&found))?;
    Ok(FOUND)
}

/// A row by its id, where one word was typed that is one; else the words.
fn wanted(asked: &EverywhereArgs, corpus: &Corpus) -> Result<AskedWords, Stop> {
    let typed: Vec<_> = asked.words.iter().map(|word| word.to_string_lossy()).collect();
    if let [id] = asked.words.as_slice() {
        let mut records = corpus.with_id(&id.to_string_lossy());
        records.extend(corpus.with_id(&disk::text(id)));
        let row = records.iter().find_map(|record| match record {
            RecordRef::Row(row) => Some(*row),
            RecordRef::Actor(_) | RecordRef::Event(_) | RecordRef::Source(_) => None,
        });
        if let Some(row) = row {
            return Ok(AskedWords::Row(row));
        }
        if !records.is_empty() {
            return Err(Stop::Refused(everywhere::no_statement(&id.to_string_lossy())));
        }
    }
    Ok(AskedWords::Text(typed.join(" ")))
}

/// A place for people: when and who, what it makes of the words, these, and where they stand.
fn write(out: &mut Out, corpus: &Corpus, place: &Reprint) -> io::Result<()> {
    let Some(statement) = corpus.row(place.row) else { return Ok(()) };
    let (date, said) = (everywhere::date(corpus, place.row), everywhere::said(corpus, place));
    out.line(&[(TextRole::Strong, &date), (TextRole::Plain, " · "), (TextRole::Strong, &said)])?;
    let marks = everywhere::marks(place).join(" · ");
    let role = if place.is_turned() { TextRole::Turned } else { TextRole::Plain };
    out.line(&[(TextRole::Plain, INDENT), (role, &marks)])?;
    out.flow((TextRole::Plain, INDENT), &everywhere::words(place), &[])?;
    if let Some(pairs) = everywhere::stands_for(place) {
        out.flow((TextRole::Quiet, "    by "), &pairs, &[])?;
    }
    if let Some(names) = everywhere::both_about(corpus, place) {
        out.flow((TextRole::Quiet, "    both about "), &names, &[])?;
    }
    let stands = location::passage(corpus, place.source, everywhere::hull(&place.spans));
    let stands = format!("{stands} · {}", statement.id);
    out.line(&[(TextRole::Quiet, INDENT), (TextRole::Quiet, &stands)])?;
    for copy in everywhere::copies(corpus, place) {
        out.flow((TextRole::Quiet, "    also in "), &copy, &[])?;
    }
    out.line(&[])
}
