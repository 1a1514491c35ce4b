//! `onrecord list`: every record of a kind, one a row.

use std::borrow::Cow;
use std::io;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::args::{Kind, List};
use super::json;
use super::out::Out;
use super::stop::{Answer, FOUND, NOTHING};
use crate::app::Subject;
use crate::app::quote;
use crate::corpus::Corpus;
use crate::model::{ActorIx, EventIx, SourceIx, Stated, StatementIx};
use crate::words::{commands, dates, labels, queries};

/// Lists what was asked for; not found, where there is none of it.
///
/// # Errors
/// When the answer cannot be written.
pub fn run(list: &List, corpus: &Corpus, out: &mut Out) -> Answer {
    let subjects = subjects(corpus, list.what);
    if subjects.is_empty() {
        let what = list.what.to_possible_value();
        out.aside(&commands::none_of(what.as_ref().map_or("records", PossibleValue::get_name)))?;
        return Ok(NOTHING);
    }
    if list.json {
        subjects.iter().try_for_each(|subject| json::subject(out.raw(), corpus, *subject))?;
    } else {
        table(corpus, list.what, out)?;
    }
    Ok(FOUND)
}

/// The records in the order of the list: events by time, the others as they stand.
fn subjects(corpus: &Corpus, what: Kind) -> Vec<Subject> {
    match what {
        Kind::Statements => all(corpus.statements()).map(Subject::Statement).collect(),
        Kind::Actors => all(corpus.actors()).map(Subject::Actor).collect(),
        Kind::Events => corpus.chronology().iter().copied().map(Subject::Event).collect(),
        Kind::Sources => all(corpus.sources()).map(Subject::Source).collect(),
    }
}

fn all<Ix: From<usize>>(records: &[impl Sized]) -> impl Iterator<Item = Ix> {
    (0..records.len()).map(Ix::from)
}

fn table(corpus: &Corpus, what: Kind, out: &mut Out) -> io::Result<()> {
    match what {
        Kind::Statements => out.table(["id", "speaker", "form", "words"], || {
            Box::new(all(corpus.statements()).filter_map(|ix| statement(corpus, ix)))
        }),
        Kind::Actors => out.table(["id", "name", "kind", "says", "role"], || {
            Box::new(all(corpus.actors()).filter_map(|ix| actor(corpus, ix)))
        }),
        Kind::Events => out.table(["id", "when", "what"], || {
            Box::new(corpus.chronology().iter().filter_map(|ix| event(corpus, *ix)))
        }),
        Kind::Sources => out.table(["id", "publisher", "date", "¶", "title"], || {
            Box::new(all(corpus.sources()).filter_map(|ix| source(corpus, ix)))
        }),
    }
}

fn statement(corpus: &Corpus, ix: StatementIx) -> Option<[Cow<'_, str>; 4]> {
    let statement = corpus.statement(ix)?;
    let speaker = queries::row_head(corpus, statement);
    let form = labels::form(statement.form);
    Some([
        (&*statement.id).into(),
        speaker.into(),
        form.into(),
        quote::whole(corpus, statement).into(),
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
        actor.name.as_str().into(),
        labels::kind(actor.kind).into(),
        labels::number(said).into(),
        format!("{role}{also}").into(),
    ])
}

fn event(corpus: &Corpus, ix: EventIx) -> Option<[Cow<'_, str>; 3]> {
    let event = corpus.event(ix)?;
    let when = event.when().map_or_else(|| "no date".to_owned(), dates::label);
    Some([(&*event.id).into(), when.into(), event.title.as_str().into()])
}

fn source(corpus: &Corpus, ix: SourceIx) -> Option<[Cow<'_, str>; 5]> {
    let source = corpus.source(ix)?;
    let date = source.date.as_ref().map(dates::label);
    Some([
        (&*source.id).into(),
        mark(&source.publisher).into(),
        mark(&date).to_owned().into(),
        labels::number(source.document.paragraphs() as usize).into(),
        source.title.as_str().into(),
    ])
}

fn mark(fact: &Stated<String>) -> &str {
    match fact {
        Stated::Is(words) => words,
        Stated::Silent => "—",
        Stated::Unseen => "·",
    }
}
