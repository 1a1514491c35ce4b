//! A record as a person quotes it: the words, who said them, how they got here, and where they
//! stand, in one paragraph of clean text.

use crate::words::{anchors, dates, labels, places, who};
use onrecord_corpus::{Corpus, cue};
use onrecord_model::{
    Actor, ActorIx, Form, Medium, RecordRef, Source, SourceIx, Stated, Statement,
};
use onrecord_text::{Span, clean};

/// The record with its citation; nothing where it is gone. Clean for any terminal or clipboard.
pub fn of(corpus: &Corpus, subject: RecordRef) -> Option<String> {
    let text = match subject {
        RecordRef::Row(row) => corpus.row(row).map(|s| statement(corpus, s)),
        RecordRef::Event(ix) => corpus.event(ix).map(|e| {
            let dates: Vec<_> = e.dates.iter().map(|d| dates::label(&d.when)).collect();
            let dates = if dates.is_empty() { "no date".into() } else { dates.join("; ") };
            let stands = e.passage().map(|p| stands(corpus, p.source, p.span));
            join([Some(format!("{} ({dates})", who::event_title(corpus, e))), stands])
        }),
        RecordRef::Actor(ix) => corpus.actor(ix).map(|a| actor(corpus, a)),
        RecordRef::Source(ix) => corpus.source(ix).map(|s| {
            let file = || Some(s.file.clone()).filter(|file| !file.is_empty());
            let mut parts = reference(s);
            parts.extend(places::link(s).or_else(file));
            parts.join(", ")
        }),
    };
    text.map(|text| clean::lines(&text).into_owned())
}

/// `“words” — speaker (form, via …). In: source, ¶17.`
fn statement(corpus: &Corpus, statement: &Statement) -> String {
    let words = words(corpus, statement);
    let said = match attribution(corpus, statement) {
        Some(who) => format!("{words} — {who}"),
        None => words,
    };
    let Some(source) = corpus.source(statement.source) else { return join([Some(said)]) };
    let mut stands = reference(source);
    stands.extend(link(statement).map(str::to_owned).or_else(|| places::link(source)));
    stands.push(places::cited(source, statement));
    join([Some(said), Some(stands.join(", "))])
}

/// The words, between quotation marks where they are all quoted.
pub(super) fn words(corpus: &Corpus, statement: &Statement) -> String {
    let words = corpus.words(statement);
    match statement.form {
        Form::Direct => format!("“{words}”"),
        Form::Mixed | Form::Indirect | Form::Unknown | Form::Passage | Form::Note => words,
    }
}

/// `speaker (denied; indirect, via audio recording › El Faro)`: a reported statement never goes
/// without the words that attribute it, an inferred speaker not without brackets, and what a machine
/// suggests says so. `None` for a passage, which is the source's own.
pub(super) fn attribution(corpus: &Corpus, statement: &Statement) -> Option<String> {
    if statement.form.is_passage() {
        return None;
    }
    let who = who::cited(corpus, statement);
    let stands = [labels::checked(statement.status), labels::origin(statement)];
    let mut how: Vec<_> = stands.map(str::to_owned).into();
    how.push(labels::form(statement.form).to_owned());
    how.extend(chain(corpus, statement));
    how.extend(anchors::cited(statement).map(str::to_owned));
    how.retain(|part| !part.is_empty());
    let how: Vec<_> = cue::shown(corpus, statement)
        .into_iter()
        .chain((!how.is_empty()).then(|| how.join(", ")))
        .collect();
    let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join("; ")) };
    Some(format!("{who}{how}"))
}

/// `via audio recording › El Faro › InSight Crime`, as far as known.
fn chain(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let medium = statement.known().medium.value();
    let medium = medium.filter(|m| m.kind != "not stated").map(|medium| match medium {
        Medium { kind, stated: true, .. } => kind.clone(),
        Medium { kind, stated: false, .. } => format!("{kind} (inferred)"),
    });
    let steps =
        statement.via().iter().filter_map(|step| Some(corpus.actor(step.actor)?.name.clone()));
    let chain: Vec<_> = medium.into_iter().chain(steps).collect();
    (!chain.is_empty()).then(|| format!("via {}", chain.join(" › ")))
}

/// Where a row of a list can be read, if it says so.
pub(super) fn link(statement: &Statement) -> Option<&str> {
    statement.known().link.as_deref()
}

/// The source, its link, and the place of a span in it.
fn stands(corpus: &Corpus, source: SourceIx, span: Span) -> String {
    let Some(source) = corpus.source(source) else { return String::new() };
    let mut parts = reference(source);
    parts.extend(places::link(source));
    parts.push(places::cited_span(source, span));
    parts.join(", ")
}

/// `byline, “title”, publisher, date`, without what nobody knows, and without a title that is only
/// the name of the file, which stands with the place.
pub(super) fn reference(source: &Source) -> Vec<String> {
    let known = |fact: &Stated<String>| fact.value().cloned();
    let untitled = source.link.is_none() && places::is_file_name(source);
    let parts = [
        known(&source.byline),
        (!untitled).then(|| format!("“{}”", source.title)),
        known(&source.publisher),
        source.date.value().map(dates::label),
    ];
    parts.into_iter().flatten().collect()
}

fn actor(corpus: &Corpus, actor: &Actor) -> String {
    let role = actor.role.as_ref().map_or_else(String::new, |role| format!(", {role}"));
    let names = actor.aliases.iter().map(|alias| {
        let users: Vec<_> = alias.used_by.iter().filter_map(|ix| name(corpus, *ix)).collect();
        let by = if users.is_empty() { String::new() } else { format!(" ({})", users.join(", ")) };
        format!("“{}”{by}", alias.name)
    });
    let names: Vec<_> = names.collect();
    let known =
        if names.is_empty() { String::new() } else { format!("; also {}", names.join(", ")) };
    let stands = actor.mentions.first().map(|m| stands(corpus, m.source, m.span));
    join([Some(format!("{}{role}{known}", actor.name)), stands])
}

fn name(corpus: &Corpus, ix: ActorIx) -> Option<&str> {
    corpus.actor(ix).map(|_| corpus.shown_name(ix))
}

/// `what. In: where.`, with one stop where a part has its own (the words of a passage).
fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty()).map(|mut part| {
        if !part.ends_with(['.', '!', '?', '…']) {
            part.push('.');
        }
        part
    });
    parts.collect::<Vec<_>>().join(" In: ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{
        Block, BlockKind, Document, Facts, Mark, Origin, Place, Provenance, StatementIx, Status,
    };

    /// The citation of the words “Not once.” in `source`, in a row that has a `link`.
    fn cited(source: Source, link: Option<&str>) -> String {
        let words = "Not once.";
        let block = Block { span: Span::at(0, words.len()), kind: BlockKind::Paragraph };
        let marks = source.document.mark_at(0).into_iter().collect();
        let source = Source { document: Document::of_blocks(words, vec![block], marks), ..source };
        let link = link.map(str::to_owned);
        let statement = Statement {
            id: "s".into(),
            source: SourceIx(0),
            spans: [block.span].into_iter().collect(),
            form: Form::Direct,
            status: Status::Unchecked,
            origin: Origin::Hand,
            speaker: Stated::Silent,
            provenance: Some(Box::new(Provenance {
                known: Facts { link, ..Facts::NONE }.into(),
                ..Provenance::default()
            })),
        };
        let records = Records {
            sources: vec![source].into(),
            statements: vec![statement].into(),
            ..Records::default()
        };
        let cited = of(&Corpus::new(records), RecordRef::Row(StatementIx(0).into())).unwrap();
        cited.strip_prefix("“Not once.” — speaker not stated (direct). In: ").unwrap().to_owned()
    }

    fn source(title: &str, file: &str, place: Option<Place>) -> Source {
        let marks = place.map(|place| Mark { at: 0, place }).into_iter().collect();
        let document = Document::of_blocks("", Vec::new(), marks);
        Source { title: title.into(), file: file.into(), document, ..Source::default() }
    }

    #[test]
    fn a_part_that_has_its_stop_gets_no_second() {
        for (said, want) in [
            ("He left", "He left. In: a.txt ¶1."),
            ("He left.", "He left. In: a.txt ¶1."),
            ("Why?", "Why? In: a.txt ¶1."),
        ] {
            let parts = [said, "", "a.txt ¶1"].map(|part| Some(part.to_owned()));
            assert_eq!(join(parts.into_iter().chain([None])), want);
        }
    }

    #[test]
    fn a_source_without_a_link_is_cited_by_its_file() {
        let page = Some(Place::Page(214));
        let linked =
            Source { link: Some("https://x.example".into()), ..source("Complaint", "c.pdf", page) };
        for (source, link, want) in [
            (source("Exh-C.pdf", "filings/Exh-C.pdf", page), None, "filings/Exh-C.pdf p. 214 ¶1."),
            (source("Complaint", "Exh-C.pdf", page), None, "“Complaint”, Exh-C.pdf p. 214 ¶1."),
            (linked, None, "“Complaint”, https://x.example, p. 214 ¶1."),
            (source("e07.vtt", "e07.vtt", Some(Place::Time(751_000))), None, "e07.vtt 00:12:31."),
            (source("n.md", "n.md", Some(Place::Line(88))), None, "n.md line 88."),
            (source("saved.html", "saved.html", None), None, "saved.html ¶1."),
            (
                source("x", "list.ndjson", Some(Place::Line(5))),
                Some("https://x.example/5"),
                "“x”, https://x.example/5, list.ndjson line 5.",
            ),
        ] {
            assert_eq!(cited(source, link), want);
        }
    }
}
