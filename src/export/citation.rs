//! A record as a person quotes it: the words, who said them, how they got here, and where they
//! stand, in one paragraph of clean text.

use crate::app::Subject;
use crate::corpus::Corpus;
use crate::model::{Actor, ActorIx, Form, Source, SourceIx, Stated, Statement};
use crate::text::clean;
use crate::words::{dates, labels};

/// The record with its citation; empty where it is gone. Clean for any terminal or clipboard.
pub fn of(corpus: &Corpus, subject: Subject) -> String {
    let text = match subject {
        Subject::Statement(ix) => corpus.statement(ix).map(|s| statement(corpus, s)),
        Subject::Event(ix) => corpus.event(ix).map(|e| {
            let dates: Vec<_> = e.dates.iter().map(|d| dates::label(&d.when)).collect();
            let dates = if dates.is_empty() { "no date".into() } else { dates.join("; ") };
            let stands = e.passage().map(|p| place(corpus, p.source, p.span.start, p.span.end));
            join(vec![format!("{} ({dates})", e.title), stands.unwrap_or_default()])
        }),
        Subject::Actor(ix) => corpus.actor(ix).map(|a| actor(corpus, a)),
        Subject::Source(ix) => corpus.source(ix).map(reference),
    };
    clean::lines(&text.unwrap_or_default()).into_owned()
}

/// `“words” — speaker (form, via …). In: source, ¶17.`
fn statement(corpus: &Corpus, statement: &Statement) -> String {
    let words = corpus.words(statement);
    let words = match statement.form {
        Form::Direct => format!("“{words}”"),
        Form::Mixed | Form::Indirect | Form::Unknown | Form::Passage => words,
    };
    let who = corpus.speaker_name(statement).unwrap_or("speaker not stated");
    let mut how = vec![labels::form(statement.form).to_owned()];
    how.extend(chain(corpus, statement));
    how.retain(|part| !part.is_empty());
    let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
    let span = statement.hull();
    let stands = place(corpus, statement.source, span.start, span.end);
    join(vec![format!("{words} — {who}{how}"), stands])
}

/// `via audio recording › El Faro › InSight Crime`, as far as known.
pub fn chain(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let medium = statement.provenance.as_deref().and_then(|p| p.medium.value());
    let medium = medium.map(|m| m.kind.as_str()).filter(|kind| *kind != "not stated");
    let steps =
        statement.via().iter().filter_map(|step| Some(corpus.actor(step.actor)?.name.as_str()));
    let chain: Vec<_> = medium.into_iter().chain(steps).collect();
    (!chain.is_empty()).then(|| format!("via {}", chain.join(" › ")))
}

/// The source and the paragraphs of a span in it, as a citation names them.
fn place(corpus: &Corpus, source: SourceIx, start: u32, end: u32) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    format!("{}, {}", reference(source), paragraphs(source, start, end))
}

/// `¶17`, or `¶17–19`.
pub fn paragraphs(source: &Source, start: u32, end: u32) -> String {
    let first = source.document.paragraph_at(start);
    let last = source.document.paragraph_at(end.saturating_sub(1).max(start));
    if first == last { format!("¶{first}") } else { format!("¶{first}–{last}") }
}

/// `byline, “title”, publisher, date, link`, without what nobody knows.
fn reference(source: &Source) -> String {
    let known = |fact: &Stated<String>| fact.value().cloned();
    let parts = [
        known(&source.byline),
        Some(format!("“{}”", source.title)),
        known(&source.publisher),
        source.date.value().map(dates::label),
        source.link.clone().or_else(|| Some(source.file.clone()).filter(|file| !file.is_empty())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn actor(corpus: &Corpus, actor: &Actor) -> String {
    let role = actor.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let names = actor.aliases.iter().map(|alias| {
        let users: Vec<_> = alias.used_by.iter().filter_map(|ix| name(corpus, *ix)).collect();
        let by = if users.is_empty() { String::new() } else { format!(" ({})", users.join(", ")) };
        format!("“{}”{by}", alias.name)
    });
    let names: Vec<_> = names.collect();
    let known =
        if names.is_empty() { String::new() } else { format!("; also {}", names.join(", ")) };
    let stands = actor.mentions.first().map(|m| place(corpus, m.source, m.span.start, m.span.end));
    join(vec![format!("{}{role}{known}", actor.name), stands.unwrap_or_default()])
}

fn name(corpus: &Corpus, ix: ActorIx) -> Option<&str> {
    corpus.actor(ix).map(|actor| actor.name.as_str())
}

fn join(parts: Vec<String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.", parts.join(". In: "))
}
