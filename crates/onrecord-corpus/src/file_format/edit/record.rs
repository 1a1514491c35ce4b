//! What a record of the file says: of a statement as it stands in a corpus, its source, and the actors it
//! names.

use serde_json::{Map, Value, json};

use super::accepted;
use super::set::{self, tags};
use crate::Corpus;
use crate::anchors::{Selector, describe, paragraphs_of};
use onrecord_model::{
    ActorIx, ActorKind, Document, Facts, Form, Link, Medium, Origin, Said, Source, Stated,
    Statement, Status, Step, Strength, Verdict, When,
};
use onrecord_text::Span;

pub(super) fn source(source: &Source) -> Map<String, Value> {
    let mut record = Map::new();
    record.insert("file".into(), source.file.clone().into());
    if !source.sha256.is_empty() {
        record.insert("sha256".into(), source.sha256.clone().into());
    }
    // Without a title it goes by the name of its file anyway.
    if !source.file.ends_with(&source.title) {
        record.insert("title".into(), source.title.clone().into());
    }
    record
}

/// Everybody whom the statement names by id, each once.
pub(super) fn named(statement: &Statement) -> Vec<ActorIx> {
    let speaker = statement.speaker.value().into_iter();
    let others = statement.via().iter().map(|step| &step.actor);
    let others = others.chain(statement.audience()).chain(statement.about());
    let others = others.chain(&statement.known().candidates);
    let mut all = Vec::new();
    for ix in speaker.chain(others) {
        if !all.contains(ix) {
            all.push(*ix);
        }
    }
    all
}

pub(super) fn actor(corpus: &Corpus, ix: ActorIx) -> Option<(String, Map<String, Value>)> {
    let actor = corpus.actor(ix)?;
    let kind = match actor.kind {
        ActorKind::Person => "person",
        ActorKind::Group => "group",
        ActorKind::Institution => "institution",
        ActorKind::Outlet => "outlet",
        // A list does not say; this claims least.
        ActorKind::Unnamed | ActorKind::Unknown => "unnamed",
    };
    let mut record = Map::new();
    record.insert("id".into(), actor.id.to_string().into());
    record.insert("name".into(), actor.name.clone().into());
    record.insert("kind".into(), kind.into());
    record.extend(actor.role.clone().map(|role| ("role".to_owned(), role.into())));
    Some((actor.id.to_string(), record))
}

/// A statement, without its id and source.
pub(super) fn statement(
    corpus: &Corpus,
    statement: &Statement,
    verdict: Verdict,
) -> Option<Map<String, Value>> {
    let document = &corpus.source(statement.source)?.document;
    let mut record = Map::new();
    record.insert("form".into(), form(statement.form)?.into());
    record.insert("anchor".into(), one_or_all(pieces(statement, document)?));
    said_by(&mut record, corpus, statement, document);
    let of = Facts::clone(statement.known());
    facts(&mut record, corpus, &of, (document, statement.hull()));
    let mut put = |key: &str, value: Value| drop(record.insert(key.to_owned(), value));
    if statement.status != Status::default() {
        put("status", statement.status.word().into());
    }
    let origin = match (statement.origin, verdict) {
        (Origin::Hand, _) => Origin::Hand,
        (_, Verdict::Confirmed) => Origin::Confirmed,
        _ => Origin::Suggested,
    };
    if origin == Origin::Suggested && statement.strength() == Strength::Weak {
        put("strength", Strength::Weak.word().into());
    }
    put("origin", origin.word().into());
    if let Some(note) = &of.note {
        put("note", note.clone().into());
    }
    let set = corpus.annotations_of(statement);
    record.extend(set.and_then(tags));
    record.extend(set.and_then(set::set));
    Some(record)
}

/// Who said it, and by which words that is known.
fn said_by(
    record: &mut Map<String, Value>,
    corpus: &Corpus,
    statement: &Statement,
    document: &Document,
) {
    let mut put = |key: &str, value: Value| drop(record.insert(key.to_owned(), value));
    match statement.speaker {
        Stated::Is(ix) => put("speaker", id(corpus, ix)),
        Stated::Silent => put("speaker", Value::Null),
        Stated::Unseen => {}
    }
    let Some(how) = statement.provenance.as_deref() else { return };
    let mut words = |key: &str, spans: &[Span]| {
        let beside = |span: &Span| short(document, *span, statement.hull());
        let words: Vec<_> = spans.iter().filter_map(beside).collect();
        if !words.is_empty() {
            put(key, one_or_all(words));
        }
    };
    words("mention", how.mention.as_slice());
    words("cue", how.cue.as_slice());
    let mut put = |key: &str, value: Value| drop(record.insert(key.to_owned(), value));
    if let Some(polarity) = how.polarity {
        put("polarity", polarity.word().into());
    }
    if let Some(by) = how.speaker_by {
        put("speaker_by", by.word().into());
    }
    if !how.known.candidates.is_empty() {
        put("candidates", ids(corpus, &how.known.candidates));
    }
    let beside = |span: &Span| short(document, *span, statement.hull());
    let attribution: Vec<_> = how.attribution.iter().filter_map(beside).collect();
    if !attribution.is_empty() {
        put("attribution", one_or_all(attribution));
    }
}

/// What else is known of it.
fn facts(
    record: &mut Map<String, Value>,
    corpus: &Corpus,
    facts: &Facts,
    (document, hull): (&Document, Span),
) {
    let mut stated = |key: &str, fact: Stated<Value>| match fact {
        Stated::Is(value) => drop(record.insert(key.to_owned(), value)),
        Stated::Silent => drop(record.insert(key.to_owned(), Value::Null)),
        Stated::Unseen => {}
    };
    let step = |step: &Step| match &step.did {
        Some(did) => json!({ "actor": id(corpus, step.actor), "did": did }),
        None => id(corpus, step.actor),
    };
    stated("via", facts.via.as_ref().map(|steps| steps.iter().map(step).collect()));
    stated("medium", facts.medium.as_ref().map(medium));
    stated("audience", facts.audience.as_ref().map(|list| ids(corpus, list)));
    stated("about", facts.about.as_ref().map(|list| ids(corpus, list)));
    stated("said", facts.said.as_ref().map(|said| said_when(said, document, hull)));
    let link = |link: &Link| {
        let to = corpus.statement(link.to)?;
        Some(json!({ "kind": link.kind.word(), "statement": &*to.id }))
    };
    let links: Vec<_> = facts.links.iter().filter_map(link).collect();
    if !links.is_empty() {
        stated("links", Stated::Is(links.into()));
    }
}

fn medium(medium: &Medium) -> Value {
    let mut record = Map::new();
    record.insert("kind".into(), medium.kind.clone().into());
    record.insert("stated".into(), medium.stated.into());
    record.extend(medium.basis.clone().map(|basis| ("why".to_owned(), basis.into())));
    record.into()
}

/// When it was said; the date alone where no more is known of it.
fn said_when(said: &Said, document: &Document, hull: Span) -> Value {
    let mut record = when(&said.when);
    let near = |words: &String| {
        let home = paragraphs_of(document, hull);
        let at = home.of(document.text()).find(words.as_str())?;
        let start = home.start as usize + at;
        short(document, Span::at(start, start + words.len()), hull)
    };
    let words = said.words.as_ref().and_then(near);
    record.extend(words.map(|words| ("words".to_owned(), words)));
    if record.len() == 1 { said.when.edtf.clone().into() } else { record.into() }
}

/// A date as an object.
pub(super) fn when(when: &When) -> Map<String, Value> {
    let mut record = Map::new();
    record.insert("edtf".into(), when.edtf.clone().into());
    if when.resolved != when.edtf {
        record.insert("resolved".into(), when.resolved.clone().into());
    }
    if !when.inferred.is_empty() {
        record.insert("inferred".into(), when.inferred.clone().into());
    }
    record.extend(when.basis.clone().map(|basis| ("basis".to_owned(), basis.into())));
    record
}

/// Whether a record of a statement names an actor by its id.
pub(super) fn is_named(record: &Map<String, Value>, id: &str) -> bool {
    let is =
        |value: &Value| value.as_str() == Some(id) || value.get("actor").is_some_and(|a| a == id);
    let keys = ["speaker", "candidates", "via", "audience", "about"];
    keys.iter().filter_map(|key| record.get(*key)).any(|value| match value {
        Value::Array(all) => all.iter().any(is),
        one => is(one),
    })
}

fn id(corpus: &Corpus, ix: ActorIx) -> Value {
    corpus.actor(ix).map_or(Value::Null, |actor| Value::from(&*actor.id))
}

fn ids(corpus: &Corpus, list: &[ActorIx]) -> Value {
    list.iter().map(|ix| id(corpus, *ix)).collect()
}

/// The words of a statement with what stands before and after them. Where the source changed they are
/// those that were put down: only a person's key writes down others.
pub(super) fn pieces(statement: &Statement, document: &Document) -> Option<Vec<Value>> {
    match statement.recorded() {
        Some(recorded) => Some(recorded.pieces.iter().map(accepted::words).collect()),
        None => statement.spans.iter().map(|span| full(document, *span)).collect(),
    }
}

/// How the file calls a value.
fn form(form: Form) -> Option<&'static str> {
    match form {
        Form::Direct => Some("direct"),
        Form::Mixed => Some("mixed"),
        Form::Indirect => Some("indirect"),
        Form::Unknown | Form::Passage | Form::Note => None,
    }
}

/// A list with one item stands without its brackets.
fn one_or_all(mut values: Vec<Value>) -> Value {
    match values.pop() {
        Some(only) if values.is_empty() => only,
        last => values.into_iter().chain(last).collect(),
    }
}

/// Words with what stands before and after them.
pub(super) fn full(document: &Document, span: Span) -> Option<Value> {
    describe(document, span, None).map(|selector| words(&selector))
}

/// Words beside a statement, alone where they stand once in its paragraphs.
fn short(document: &Document, span: Span, home: Span) -> Option<Value> {
    let selector = describe(document, span, Some(home))?;
    let alone = selector.prefix.is_none() && selector.suffix.is_none();
    Some(if alone { selector.exact.into() } else { words(&selector) })
}

fn words(selector: &Selector) -> Value {
    let context = [("prefix", selector.prefix), ("suffix", selector.suffix)];
    let context =
        context.into_iter().filter_map(|(key, words)| Some((key.to_owned(), words?.into())));
    let exact = std::iter::once(("exact".to_owned(), Value::from(selector.exact)));
    Value::Object(exact.chain(context).collect())
}
