//! From JSON to [`Records`].
//!
//! The library calls it with the file's text and a way to load the sources. Nothing ever fails: what
//! cannot be read becomes a [`Fault`], and all that is sound is kept.

mod actor;
mod anchored;
mod date;
mod dismissed;
mod event;
mod fields;
mod json;
mod lines;
mod renumbered;
mod resolver;
mod set;
mod sink;
mod source;
mod statement;

use self::actor::actor;
use self::dismissed::dismissed;
use self::event::event;
use self::fields::{RecordFields, wrong};
use self::json::{JsonNode, Value};
use self::lines::Lines;
use self::resolver::{AllIds, Ids, LoadedSource, Of, Resolver};
use self::sink::Sink;
use self::source::source;
use self::statement::statement;
use super::VERSION;
use crate::Records;
use onrecord_model::fault::{Doubt, Fault, FaultKind, FileError, RecordKind, ValueShape};
use onrecord_model::{Annotations, Document, Origin, Statement, When};

const KEYS: [&str; 8] =
    ["version", "title", "source", "sources", "actors", "statements", "events", "dismissed"];

/// A source's text as it was loaded.
#[derive(Debug, Clone, Default)]
pub struct LoadedText {
    /// The text.
    pub document: Document,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What of the file was not read for certain, and at which of its lines (from 1, or 0).
    pub doubts: Vec<(u32, Doubt)>,
}

/// A source whose text is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WantedText {
    /// Its file, as its record names it; may be empty.
    pub file: String,
    /// When it was published, where its record says so.
    pub published: Option<When>,
    /// Whether a person has annotated all of it.
    pub complete: bool,
}

/// Loads the texts of all sources at once, one result for each that is wanted, in their order.
pub type Load<'l> = dyn FnMut(&[WantedText]) -> Vec<Result<LoadedText, FileError>> + 'l;

/// Reads the text of an investigation's file, which must be shorter than 4 GiB. `file` is its name
/// in faults. Statements come out by source and place, as [`crate::Corpus::new`] wants them.
pub fn read(text: &str, file: &str, load: &mut Load) -> Records {
    let lines = Lines::new(text);
    let (root, mut sink) = json::read(text, &lines);
    let fields = RecordFields::of(&root, "", RecordKind::Investigation, &KEYS, &mut sink);
    let (mut records, sink) = match fields {
        Some(fields) => investigation((&root, fields), &lines, load, sink),
        None => (Records::default(), sink),
    };
    let told = sink.into_faults().into_iter();
    let told = told.map(|(at, what)| Fault { file: file.to_owned(), line: lines.of(at), what });
    records.faults.splice(0..0, told);
    records
}

fn investigation(
    (node, root): (&JsonNode, RecordFields),
    lines: &Lines,
    load: &mut Load,
    mut sink: Sink,
) -> (Records, Sink) {
    version(root, &mut sink);
    let title = root.text_or_empty("title", &mut sink).to_owned();
    root.need("sources", &mut sink);
    let [sources, actors, statements, events, unwanted] =
        ["sources", "actors", "statements", "events", "dismissed"]
            .map(|key| objects(root, key, &mut sink));
    let ids = AllIds {
        sources: Ids::of(RecordKind::Source, &sources, lines, &mut sink),
        actors: Ids::of(RecordKind::Actor, &actors, lines, &mut sink),
        statements: Ids::of(RecordKind::Statement, &statements, lines, &mut sink),
        events: Ids::of(RecordKind::Event, &events, lines, &mut sink),
    };
    let mut resolver = Resolver::new(ids, sink);
    if let Some(node) = root.get("source").value().copied() {
        resolver.usual = resolver.one(node, "source", Of::Sources);
    }
    let (loaded, wanted): (Vec<_>, Vec<_>) =
        sources.into_iter().filter_map(|node| source(node, &mut resolver)).unzip();
    let mut texts = load(&wanted).into_iter();
    for mut source in loaded {
        source.put(texts.next().unwrap_or(Err(FileError::Missing)));
        resolver.sources.push(source);
    }
    resolver.renumber(node);
    let mut records = Records {
        title,
        actors: actors.into_iter().filter_map(|node| actor(node, &mut resolver)).collect(),
        events: events.into_iter().filter_map(|node| event(node, &mut resolver)).collect(),
        ..Records::default()
    };
    let statements = statements.into_iter().map(|node| statement(node, &mut resolver)).collect();
    records.put(statements);
    for node in unwanted {
        let Some(dismissal) = dismissed(node, &mut resolver) else { continue };
        let both = |s: &Statement| s.id == dismissal.id && s.origin != Origin::Suggested;
        if !dismissal.id.is_empty() && records.statements.iter().any(both) {
            resolver.sink.put(node.at, FaultKind::BothLists(dismissal.id.to_string()));
        }
        records.dismissed.push(dismissal);
    }
    records.unaccepted = std::mem::take(&mut resolver.unaccepted);
    keep_back_contents(&mut resolver);
    put_sources(&mut records, &mut resolver);
    records.annotations = std::mem::take(&mut resolver.annotations);
    (records, resolver.sink)
}

fn version(root: RecordFields, sink: &mut Sink) {
    let Some(node) = root.need("version", sink) else { return };
    let found = match &node.value {
        Value::Number(VERSION) | Value::Broken => return,
        Value::Number(number) => (*number).to_owned(),
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    sink.put(node.at, FaultKind::Version(found));
}

/// The records under `key`; what is no object is told and left out.
fn objects<'n>(
    root: RecordFields<'n>,
    key: &'static str,
    sink: &mut Sink,
) -> Vec<&'n JsonNode<'n>> {
    let object = |node: &'n JsonNode<'n>| match node.value {
        Value::Object(_) => Some(node),
        _ => wrong(node, key, ValueShape::Object, sink),
    };
    root.items(key).iter().filter_map(object).collect()
}

/// What a sensitive source held that is not there: it may stand under another name.
fn keep_back_contents(resolver: &mut Resolver) {
    let table = &mut resolver.annotations;
    let missing = resolver.sources.iter().filter(|loaded| loaded.trouble.is_some());
    let held = missing.filter_map(|LoadedSource { source, hash, .. }| {
        let set = table.source(&source.id).is_some_and(Annotations::is_withheld);
        let hash = hash.as_deref().filter(|_| set)?;
        Some((hash.into(), source.file.as_str().into()))
    });
    let held: Vec<_> = held.collect();
    table.lost.contents.extend(held);
}

/// Moves the sources out of `resolver` and tells what became of their texts.
fn put_sources(records: &mut Records, resolver: &mut Resolver) {
    for loaded in resolver.sources.drain(..) {
        let LoadedSource { source, at, doubts, trouble, changed, states, left_out, .. } = loaded;
        let file = source.file.clone();
        for (line, doubt) in doubts {
            records.faults.push(Fault { file: file.clone(), line, what: FaultKind::Doubt(doubt) });
        }
        // A source that names no file has been told already.
        if let Some(why) = trouble.filter(|_| !file.is_empty()) {
            resolver.sink.put(at, FaultKind::NoText { file, why, left_out });
        } else if changed {
            resolver.sink.put(at, FaultKind::SourceChanged { file, states });
        }
        records.sources.push(source);
    }
}

#[cfg(test)]
mod tests;
