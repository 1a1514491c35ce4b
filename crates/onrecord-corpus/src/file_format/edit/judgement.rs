//! A verdict on a suggestion as the records it is written down in: the statement (or the dismissal),
//! its source, and the actors it names.

use serde_json::{Map, Value, json};

use super::accepted;
use crate::Corpus;
use crate::anchors::{Selector, describe};
use onrecord_model::{
    ActorIx, ActorKind, Document, Form, RowRef, Source, Stated, Statement, Step, Verdict,
};
use onrecord_text::Span;

/// What is to be written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The suggestion's id, which the statement keeps.
    pub(super) id: String,
    pub(super) verdict: Verdict,
    /// Title of an investigation that is begun with it.
    pub(super) title: String,
    /// The source's file, by which it is known in any investigation of the folder.
    pub(super) file: String,
    pub(super) source_id: String,
    /// The source's record without its id.
    pub(super) source: Map<String, Value>,
    /// Actors that the record names: their ids and records.
    pub(super) actors: Vec<(String, Map<String, Value>)>,
    /// The record itself, without its id and source.
    keys: Map<String, Value>,
    /// The first of its words in the source, and what stands before and after them there.
    place: [String; 3],
}

impl Judgement {
    /// `verdict` on the suggestion in `row`; nothing where its words cannot be pointed at.
    pub fn of(corpus: &Corpus, row: RowRef, verdict: Verdict) -> Option<Self> {
        Self::about(corpus, corpus.row(row)?, verdict)
    }

    /// The same of a statement that need not be in `corpus`, whose source and actors are.
    pub(super) fn about(corpus: &Corpus, statement: &Statement, verdict: Verdict) -> Option<Self> {
        let source = corpus.source(statement.source)?;
        let keys = match verdict {
            Verdict::Confirmed => confirmed(corpus, statement, &source.document)?,
            Verdict::Dismissed => dismissed(statement, &source.document)?,
            Verdict::Suggested => return None,
        };
        let named = if verdict == Verdict::Confirmed { named(statement) } else { Vec::new() };
        let actors = named.into_iter().filter_map(|ix| actor(corpus, ix)).collect();
        Some(Self {
            id: statement.id.to_string(),
            verdict,
            title: corpus.title().to_owned(),
            file: source.file.clone(),
            source_id: source.id.to_string(),
            source: record_of(source),
            actors,
            keys,
            place: place(source.document.text(), *statement.spans.first()?)?,
        })
    }

    /// Whether `words` of a dismissal mean its first words: those, with what may be said of what
    /// stands before and after them.
    pub(super) fn is_at(&self, words: &Map<String, Value>) -> bool {
        let [exact, before, after] = &self.place;
        let said = |key| words.get(key).and_then(Value::as_str);
        // Which of several is meant by a number cannot be told without the document.
        let numbered = words.contains_key("nth") || words.contains_key("paragraph");
        !numbered
            && said("exact") == Some(exact)
            && said("prefix").is_none_or(|prefix| before.ends_with(prefix))
            && said("suffix").is_none_or(|suffix| after.starts_with(suffix))
    }

    /// Its record, where the source goes by `source`.
    pub(super) fn record(&self, source: &str) -> Map<String, Value> {
        let mut record = Map::new();
        record.insert("id".into(), self.id.clone().into());
        record.insert("source".into(), source.into());
        record.extend(self.keys.clone());
        record
    }
}

/// The words at `span`, and of what stands before and after them as much as anybody gives to tell
/// them apart.
fn place(text: &str, span: Span) -> Option<[String; 3]> {
    /// Characters on either side.
    const MOST: usize = 400;
    let before = text.get(..span.start as usize)?;
    let first = before.char_indices().rev().take(MOST).last().map_or(before.len(), |(at, _)| at);
    let after = text.get(span.end as usize..)?;
    let before = before.get(first..)?.to_owned();
    Some([span.of(text).to_owned(), before, after.chars().take(MOST).collect()])
}

fn record_of(source: &Source) -> Map<String, Value> {
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
fn named(statement: &Statement) -> Vec<ActorIx> {
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

fn actor(corpus: &Corpus, ix: ActorIx) -> Option<(String, Map<String, Value>)> {
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

fn confirmed(
    corpus: &Corpus,
    statement: &Statement,
    document: &Document,
) -> Option<Map<String, Value>> {
    let mut record = Map::new();
    let mut put = |key: &str, value: Value| record.insert(key.to_owned(), value);
    put("form", form(statement.form)?.into());
    put("anchor", one_or_all(pieces(statement, document)?));
    let id = |ix: &ActorIx| corpus.actor(*ix).map(|actor| actor.id.to_string());
    let mut stated = |key: &str, fact: Stated<Value>| match fact {
        Stated::Is(value) => drop(put(key, value)),
        Stated::Silent => drop(put(key, Value::Null)),
        Stated::Unseen => {}
    };
    stated("speaker", statement.speaker.as_ref().map(|ix| id(ix).into()));
    if let Some(how) = statement.provenance.as_deref() {
        let beside = |span: Span| short(document, span, statement.hull());
        let words = |spans: &[Span]| {
            let words: Vec<_> = spans.iter().filter_map(|span| beside(*span)).collect();
            if words.is_empty() { Stated::Unseen } else { Stated::Is(one_or_all(words)) }
        };
        stated("mention", words(how.mention.as_slice()));
        stated("cue", words(how.cue.as_slice()));
        let polarity = how.polarity.map(|one| Value::from(one.word()));
        let by = how.speaker_by.map(|one| Value::from(one.word()));
        stated("polarity", polarity.map_or(Stated::Unseen, Stated::Is));
        stated("speaker_by", by.map_or(Stated::Unseen, Stated::Is));
        let ids = |list: &Vec<ActorIx>| list.iter().filter_map(id).collect();
        let unclear = Some(&how.known.candidates).filter(|all| !all.is_empty());
        stated("candidates", unclear.map(ids).map_or(Stated::Unseen, Stated::Is));
        stated("attribution", words(&how.attribution));
        let step = |step: &Step| step_of(step, id(&step.actor));
        stated("via", how.known.via.as_ref().map(|steps| steps.iter().map(step).collect()));
        stated("audience", how.known.audience.as_ref().map(ids));
        stated("about", how.known.about.as_ref().map(ids));
    }
    put("origin", "confirmed".into());
    Some(record)
}

fn step_of(step: &Step, id: Option<String>) -> Value {
    match &step.did {
        Some(did) => json!({ "actor": id, "did": did }),
        None => id.into(),
    }
}

fn dismissed(statement: &Statement, document: &Document) -> Option<Map<String, Value>> {
    match pieces(statement, document)?.into_iter().next()? {
        Value::Object(words) => Some(words),
        _ => None,
    }
}

/// The words of a statement with what stands before and after them. Where the source changed they are
/// those that were put down: only a person's key writes down others.
fn pieces(statement: &Statement, document: &Document) -> Option<Vec<Value>> {
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
        Form::Unknown | Form::Passage => None,
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
fn full(document: &Document, span: Span) -> Option<Value> {
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
