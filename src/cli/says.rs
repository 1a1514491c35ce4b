//! `onrecord says`: what one actor said on a matter, in the order of time.

use std::ffi::OsString;
use std::io;

use super::args::SaysArgs;
use super::hit::{self, AskedHit};
use super::out::{Out, TextRole};
use super::query::{self, Readings};
use super::request::{self, SaysFormat};
use super::stop::{Answer, FOUND, NOTHING, Stop, tell};
use super::{finder, json};
use crate::disk;
use crate::export::markdown;
use crate::export::table::StatementTable;
use crate::library;
use crate::words::{queries, says};
use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, RecordRef};
use onrecord_search::{
    ByMeaning, Facets, Index, Query, SaidGroup, SaidRow, Says, SaysRequest, actors_named,
};
use onrecord_text::never;

/// Who said it, on what, and what was said.
struct Told<'c> {
    corpus: &'c Corpus,
    actor: ActorIx,
    text: String,
    query: Query,
    says: Says,
}

/// Tells what was said.
///
/// # Errors
/// When the name is that of several who say something, or the answer cannot be written.
pub(super) fn run(asked: &SaysArgs, meaning: bool, corpus: &Corpus, out: &mut Out) -> Answer {
    let index = Index::build(corpus, library::cores());
    let Some(actor) = speaker(&asked.actor, asked.weak, corpus, &index)? else {
        return Ok(NOTHING);
    };
    let format = SaysFormat::of(asked);
    // A row of a table or a document has the words: there is no line in it under which others could stand.
    let meaning = if meaning && format.tells_meaning() { ByMeaning::Now } else { ByMeaning::Off };
    let ask = |text: String| {
        let query = finder::parsed(&text);
        let facets = Facets::default();
        let request = SaysRequest { actor, query, facets, weak: asked.weak, meaning };
        let says = onrecord_search::says(corpus, &index, &request, &|| true).unwrap_or_else(|| {
            never!("a search that nobody stops comes to its end");
            Says::default()
        });
        Told { corpus, actor, text, query: request.query, says }
    };
    let Readings { first, second } = query::words(&request::words(&asked.words));
    let mut told = ask(first);
    let misread = told.says.rows.is_empty() || !told.query.notices().is_empty();
    if let Some(second) = second.filter(|_| misread) {
        told = ask(second);
    }
    for notice in told.query.notices() {
        out.aside(&queries::not_understood(notice))?;
    }
    if !told.says.rows.is_empty() {
        write(&told, format, out)?;
    }
    out.aside(&told.summary())?;
    Ok(if told.says.rows.is_empty() { NOTHING } else { FOUND })
}

/// The actor that is meant: the one with this id, else the only one of those that `by:` takes the name for who
/// says anything. `None` where nobody is, which is said.
fn speaker(
    asked: &OsString,
    weak: bool,
    corpus: &Corpus,
    index: &Index,
) -> Result<Option<ActorIx>, Stop> {
    let name = asked.to_string_lossy();
    let with_id = corpus.with_id(&name).into_iter().find_map(|record| match record {
        RecordRef::Actor(actor) => Some(actor),
        RecordRef::Row(_) | RecordRef::Event(_) | RecordRef::Source(_) => None,
    });
    if with_id.is_some() {
        return Ok(with_id);
    }
    let named = actors_named(index, &name);
    let count = |actor: ActorIx| {
        let weak = corpus.weak().filter(|_| weak);
        let lists = std::iter::once(corpus).chain(weak);
        lists.map(|list| list.said_by(actor).len()).sum::<usize>()
    };
    let speak: Vec<_> = named.iter().map(|ix| (*ix, count(*ix))).filter(|(_, n)| *n > 0).collect();
    match (speak.as_slice(), named.as_slice()) {
        ([(only, _)], _) | ([], [only]) => Ok(Some(*only)),
        ([], _) => {
            tell(&says::nobody(corpus, &disk::text(asked), &named));
            Ok(None)
        }
        (several, _) => Err(Stop::Refused(says::several(corpus, &disk::text(asked), several))),
    }
}

fn write(told: &Told<'_>, format: SaysFormat, out: &mut Out) -> io::Result<()> {
    let Told { corpus, text, says, .. } = told;
    let rows = (1..).zip(&says.rows);
    match format {
        SaysFormat::Text => written(told, out),
        SaysFormat::Json => {
            let mut line = |(rank, row): (usize, &SaidRow)| {
                json::found(out.raw(), corpus, (text, &says.hits), (rank, row.hit))
            };
            rows.into_iter().try_for_each(&mut line)
        }
        SaysFormat::Csv => {
            let mut table = StatementTable::of_said(out.raw())?;
            for (rank, row) in rows {
                let lacks = onrecord_search::missing_words(corpus, &says.hits, row.hit.row);
                table.said(corpus, row, (text, rank, lacks))?;
            }
            table.finish()
        }
        SaysFormat::Markdown => {
            let rows: Vec<_> = says.rows.iter().map(|row| row.hit.row).collect();
            markdown::write(out.raw(), corpus, &told.summary(), &rows)
        }
    }
}

/// The rows for people, each group under its line.
fn written(told: &Told<'_>, out: &mut Out) -> io::Result<()> {
    let Told { corpus, query, says, .. } = told;
    let mut before = SaidGroup::AllWords;
    for row in &says.rows {
        if std::mem::replace(&mut before, row.group) != row.group
            && let Some(line) = says::group(row.group)
        {
            out.line(&[(TextRole::Quiet, line)])?;
            out.line(&[])?;
        }
        let lead = format!("{} · ", says::date(row));
        let asked = AskedHit { query, hits: &says.hits, hit: row.hit };
        hit::write(out, corpus, asked, (TextRole::Strong, &lead))?;
    }
    Ok(())
}

impl Told<'_> {
    fn summary(&self) -> String {
        says::summary(self.corpus, self.actor, &self.text, &self.says)
    }
}
