//! The lines of actors, events, dates and sources.

use std::io::{self, Write};

use serde::Serialize;

use super::shared::{
    Date, NameLine, Placed, SpanLine, date, ids, is_unseen, names, placed, unseen,
};
use crate::words::{labels, who};
use onrecord_corpus::{Corpus, NamedDate};
use onrecord_model::{
    Actor, ActorIx, Coverage, Dating, Event, EventIx, Licence, Mention, Passage, Report, Source,
    SourceIx,
};

#[derive(Debug, Serialize)]
struct ActorLine<'c> {
    id: &'c str,
    name: &'c str,
    kind: &'static str,
    role: Option<&'c str>,
    roles: Vec<RoleLine<'c>>,
    joined: Option<&'static str>,
    aliases: Vec<AliasLine<'c>>,
    mentions: Vec<MentionLine<'c>>,
    says: Vec<&'c str>,
    concerned: Vec<&'c str>,
    maybe: Vec<&'c str>,
}

/// What one source says that somebody is.
#[derive(Debug, Serialize)]
struct RoleLine<'c> {
    role: &'c str,
    source: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct AliasLine<'c> {
    name: &'c str,
    used_by: Vec<NameLine<'c>>,
}

#[derive(Debug, Serialize)]
struct MentionLine<'c> {
    #[serde(flatten)]
    place: Placed<'c>,
    how: &'static str,
}

#[derive(Debug, Serialize)]
struct EventLine<'c> {
    kind: &'static str,
    id: &'c str,
    title: &'c str,
    /// The statement by whose words it is called so: that it happened is what somebody says there.
    claim: Option<&'c str>,
    dates: Vec<DateLine<'c>>,
    spans: Vec<Placed<'c>>,
    actors: Vec<NameLine<'c>>,
    statements: Vec<&'c str>,
}

#[derive(Debug, Serialize)]
struct DateLine<'c> {
    #[serde(flatten)]
    date: Date<'c>,
    words: &'c str,
    source: &'c str,
    start: u32,
    end: u32,
    place: String,
}

#[derive(Debug, Serialize)]
struct NamedLine<'c> {
    kind: &'static str,
    source: &'c str,
    #[serde(flatten)]
    piece: SpanLine<'c>,
    #[serde(flatten)]
    date: Date<'c>,
    event: Option<&'c str>,
    place: String,
}

/// A source, its keys in the order of the line.
#[derive(Debug, Serialize)]
pub(super) struct SourceLine<'c> {
    kind: &'static str,
    id: &'c str,
    title: &'c str,
    publisher: Option<&'c str>,
    outlet: Option<&'c str>,
    byline: Option<&'c str>,
    date: Option<Date<'c>>,
    link: Option<&'c str>,
    licence: Option<LicenceLine<'c>>,
    reports: Option<ReportLine<'c>>,
    file: &'c str,
    sha256: Option<&'c str>,
    paragraphs: u32,
    bytes: usize,
    statements: usize,
    hidden: u32,
    unseen: Vec<&'static str>,
    created: Option<Date<'c>>,
    captured: Option<&'c str>,
    coverage: &'static str,
    beside: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct LicenceLine<'c> {
    terms: &'c str,
    link: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct ReportLine<'c> {
    title: &'c str,
    publisher: Option<&'c str>,
    byline: Option<&'c str>,
    date: Option<Date<'c>>,
    link: Option<&'c str>,
}

/// Writes an actor; nothing where there is none.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn actor(to: &mut dyn Write, corpus: &Corpus, ix: ActorIx) -> io::Result<()> {
    let Some(actor) = corpus.actor(ix) else { return Ok(()) };
    let Actor { id, name, kind, role, aliases, mentions, portraits, joined } = actor;
    let aliases = aliases.iter();
    let mention = |mention: &Mention| {
        let passage = Passage { source: mention.source, span: mention.span };
        Some(MentionLine { place: placed(corpus, passage)?, how: labels::how(mention.how) })
    };
    let namesakes = corpus.namesakes(ix).into_iter();
    let roles = portraits.iter().flat_map(|portrait| {
        let source = portrait.source.and_then(|ix| Some(&*corpus.source(ix)?.id));
        portrait.traits.roles.iter().map(move |role| RoleLine { role: &role.words, source })
    });
    let line = ActorLine {
        id,
        name,
        kind: labels::kind(*kind),
        role: role.as_deref(),
        roles: roles.collect(),
        joined: joined.then_some(labels::BY_NAME),
        aliases: aliases
            .map(|alias| AliasLine { name: &alias.name, used_by: names(corpus, &alias.used_by) })
            .collect(),
        mentions: mentions.iter().filter_map(mention).collect(),
        says: ids(corpus, corpus.said_by(ix)),
        concerned: ids(corpus, corpus.concerning(ix)),
        maybe: namesakes.filter_map(|other| Some(&*corpus.actor(other)?.id)).collect(),
    };
    super::line(to, &line)
}

/// Writes an event; nothing where there is none.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn event(to: &mut dyn Write, corpus: &Corpus, ix: EventIx) -> io::Result<()> {
    let Some(event) = corpus.event(ix) else { return Ok(()) };
    let Event { id, title, dates, passages, actors, statements: _ } = event;
    let line = EventLine {
        kind: "event",
        id,
        title,
        claim: who::claim(corpus, event).map(|statement| &*statement.id),
        dates: dates.iter().filter_map(|date| date_line(corpus, date)).collect(),
        spans: passages.iter().filter_map(|passage| placed(corpus, *passage)).collect(),
        actors: names(corpus, actors),
        statements: ids(corpus, corpus.telling_of(ix)),
    };
    super::line(to, &line)
}

fn date_line<'c>(corpus: &'c Corpus, of: &'c Dating) -> Option<DateLine<'c>> {
    let Placed { source, piece, place } = placed(corpus, of.words)?;
    let (start, end, words) = (piece.start, piece.end, piece.text);
    Some(DateLine { date: date(&of.when), words, source, start, end, place })
}

/// Writes a date that a source names.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn dating(to: &mut dyn Write, corpus: &Corpus, named: NamedDate<'_>) -> io::Result<()> {
    let Some(Placed { source, piece, place }) = placed(corpus, named.date.words) else {
        return Ok(());
    };
    let event = named.event.map(|event| &*event.id);
    super::line(
        to,
        &NamedLine { kind: "date", source, piece, date: date(&named.date.when), event, place },
    )
}

/// Writes a source; nothing where there is none.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn source(to: &mut dyn Write, corpus: &Corpus, ix: SourceIx) -> io::Result<()> {
    match corpus.source(ix) {
        Some(source) => super::line(to, &source_line(corpus, (ix, source), "source")),
        None => Ok(()),
    }
}

/// The line of a source that is called `kind` there.
pub(super) fn source_line<'c>(
    corpus: &'c Corpus,
    (ix, source): (SourceIx, &'c Source),
    kind: &'static str,
) -> SourceLine<'c> {
    SourceLine {
        kind,
        id: &source.id,
        title: &source.title,
        publisher: source.publisher.value().map(String::as_str),
        outlet: source.outlet.and_then(|ix| Some(&*corpus.actor(ix)?.id)),
        byline: source.byline.value().map(String::as_str),
        date: source.date.value().map(date),
        link: source.link.as_deref(),
        licence: source.licence.as_ref().map(licence),
        reports: source.reports.as_ref().map(report),
        file: &source.file,
        sha256: Some(source.sha256.as_str()).filter(|sha256| !sha256.is_empty()),
        paragraphs: source.document.paragraphs(),
        bytes: source.document.text().len(),
        statements: corpus.statements_in(ix).count(),
        hidden: source.hidden,
        unseen: unseen_of(source),
        created: source.created.as_ref().map(date),
        captured: source.captured.as_deref(),
        coverage: match source.coverage {
            Coverage::Whole => "whole",
            Coverage::Quotes => "quotes",
            Coverage::Marks => "marks",
        },
        beside: source.beside.as_deref(),
    }
}

fn unseen_of(source: &Source) -> Vec<&'static str> {
    unseen([
        ("publisher", is_unseen(&source.publisher)),
        ("byline", is_unseen(&source.byline)),
        ("date", is_unseen(&source.date)),
    ])
}

fn licence(licence: &Licence) -> LicenceLine<'_> {
    LicenceLine { terms: &licence.terms, link: licence.link.as_deref() }
}

fn report(report: &Report) -> ReportLine<'_> {
    ReportLine {
        title: &report.title,
        publisher: report.publisher.value().map(String::as_str),
        byline: report.byline.value().map(String::as_str),
        date: report.date.value().map(date),
        link: report.link.as_deref(),
    }
}
