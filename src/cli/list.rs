//! `onrecord list`: every record of a kind, one a row.

use std::borrow::Cow;
use std::io;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::args::{ListArgs, ListedKind};
use super::json;
use super::out::Out;
use super::stop::{Answer, FOUND, NOTHING};
use crate::words::{commands, dates, exports, labels, places, rows, who};
use onrecord_corpus::{Corpus, NamedDate, cue};
use onrecord_model::{ActorIx, EventIx, Passage, RecordRef, RowRef, Source, SourceIx, Stated};

/// Lists what was asked for; not found, where there is none of it.
///
/// # Errors
/// When the answer cannot be written.
pub(super) fn run(list: &ListArgs, corpus: &Corpus, out: &mut Out) -> Answer {
    let statements = list.what == ListedKind::Statements;
    let rows = if statements { corpus.listed(list.weak) } else { Vec::new() };
    let weak = if statements && !list.weak { corpus.weak_count() } else { 0 };
    if is_empty(corpus, list.what, &rows) {
        let what = list.what.to_possible_value();
        let none = commands::none_of(what.as_ref().map_or("records", PossibleValue::get_name));
        out.aside(&commands::beside_weak(none, weak))?;
        return Ok(NOTHING);
    }
    if list.json {
        lines(corpus, list.what, &rows, out)?;
    } else {
        table(corpus, list.what, &rows, out)?;
    }
    if weak > 0 {
        out.aside(&commands::beside_weak(exports::all(rows.len()), weak))?;
    }
    Ok(FOUND)
}

fn is_empty(corpus: &Corpus, what: ListedKind, rows: &[RowRef]) -> bool {
    match what {
        ListedKind::Statements => rows.is_empty(),
        ListedKind::Actors => corpus.actors().is_empty(),
        ListedKind::Events => corpus.events().is_empty(),
        ListedKind::Dates => corpus.dates().is_empty(),
        ListedKind::Sources => corpus.sources().is_empty(),
    }
}

/// The records in the order of the list, for scripts: events by time, the others as they stand.
fn lines(corpus: &Corpus, what: ListedKind, rows: &[RowRef], out: &mut Out) -> io::Result<()> {
    let mut line = |subject| json::subject(out.raw(), corpus, subject);
    match what {
        ListedKind::Statements => rows.iter().copied().map(RecordRef::Row).try_for_each(&mut line),
        ListedKind::Actors => all(corpus.actors()).map(RecordRef::Actor).try_for_each(&mut line),
        ListedKind::Events => {
            corpus.chronology().iter().copied().map(RecordRef::Event).try_for_each(line)
        }
        ListedKind::Dates => {
            corpus.dates().into_iter().try_for_each(|named| json::dating(out.raw(), corpus, named))
        }
        ListedKind::Sources => all(corpus.sources()).map(RecordRef::Source).try_for_each(&mut line),
    }
}

fn all<Ix: From<usize>>(records: &[impl Sized]) -> impl Iterator<Item = Ix> {
    (0..records.len()).map(Ix::from)
}

fn table(corpus: &Corpus, what: ListedKind, rows: &[RowRef], out: &mut Out) -> io::Result<()> {
    match what {
        ListedKind::Statements => out.table(["id", "speaker", "cue", "form", "words"], || {
            Box::new(rows.iter().filter_map(|row| statement(corpus, *row)))
        }),
        ListedKind::Actors => out.table(["id", "name", "kind", "says", "role"], || {
            Box::new(all(corpus.actors()).filter_map(|ix| actor(corpus, ix)))
        }),
        ListedKind::Events => out.table(["id", "when", "what"], || {
            Box::new(corpus.chronology().iter().filter_map(|ix| event(corpus, *ix)))
        }),
        ListedKind::Dates => {
            let dates = corpus.dates();
            out.table(["when", "event", "source", "place", "words"], || {
                Box::new(dates.iter().filter_map(|named| date(corpus, *named)))
            })
        }
        ListedKind::Sources => out.table(["id", "publisher", "date", "¶", "title"], || {
            Box::new(all(corpus.sources()).filter_map(|ix| source(corpus, ix)))
        }),
    }
}

fn statement(corpus: &Corpus, row: RowRef) -> Option<[Cow<'_, str>; 5]> {
    let statement = corpus.row(row)?;
    Some([
        (&*statement.id).into(),
        who::speaker(corpus, statement),
        cue::shown(corpus, statement).unwrap_or_default().into(),
        rows::with_marks(corpus, statement, &rows::origin_and_form(statement, None)).into(),
        corpus.quotation(statement, usize::MAX).into(),
    ])
}

fn actor(corpus: &Corpus, ix: ActorIx) -> Option<[Cow<'_, str>; 5]> {
    let actor = corpus.actor(ix)?;
    let also = actor.aliases.iter().map(|alias| alias.name.as_str()).collect::<Vec<_>>();
    let said = corpus.said_by(ix).len();
    let role = actor.role.as_deref().unwrap_or("—");
    let also = if also.is_empty() { String::new() } else { format!(" (also {})", also.join(", ")) };
    Some([
        (&*actor.id).into(),
        corpus.shown_name(ix).into(),
        labels::kind(actor.kind).into(),
        labels::number(said).into(),
        format!("{role}{also}").into(),
    ])
}

fn event(corpus: &Corpus, ix: EventIx) -> Option<[Cow<'_, str>; 3]> {
    let event = corpus.event(ix)?;
    let when = event.when().map_or_else(|| "no date".to_owned(), dates::label);
    Some([(&*event.id).into(), when.into(), who::event_title(corpus, event)])
}

fn date<'c>(corpus: &'c Corpus, named: NamedDate<'c>) -> Option<[Cow<'c, str>; 5]> {
    let Passage { source, span } = named.date.words;
    let source = corpus.source(source)?;
    Some([
        dates::label(&named.date.when).into(),
        named.event.map_or("—", |event| &*event.id).into(),
        (&*source.id).into(),
        places::place(source, span).into(),
        source.document.words(span).into(),
    ])
}

fn source(corpus: &Corpus, ix: SourceIx) -> Option<[Cow<'_, str>; 5]> {
    let source = corpus.source(ix)?;
    let date = dates::document(source);
    Some([
        (&*source.id).into(),
        mark(&source.publisher).into(),
        mark(&date).to_owned().into(),
        labels::number(source.document.paragraphs() as usize).into(),
        with_coverage(source),
    ])
}

/// The title, and what is read of a document whose language the rules do not know whole.
fn with_coverage(source: &Source) -> Cow<'_, str> {
    match labels::coverage(source.coverage) {
        Some(read) => format!("{} ({read})", source.title).into(),
        None => source.title.as_str().into(),
    }
}

fn mark(fact: &Stated<String>) -> &str {
    match fact {
        Stated::Is(words) => words,
        Stated::Silent => "—",
        Stated::Unseen => "·",
    }
}
