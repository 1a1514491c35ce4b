//! Records of `sources`: what is known of a document, and its text.

use super::date::when;
use super::fields::RecordFields;
use super::json::JsonNode;
use super::resolver::{LoadedSource, Of, Resolver};
use super::sink::Sink;
use super::{LoadedText, WantedText};
use onrecord_model::fault::{FaultKind, FileError, RecordKind, States, ValueShape};
use onrecord_model::{Coverage, Document, FieldOwner, Licence, Report, Source, Stated, When};

pub(super) const KEYS: [&str; 15] = [
    "id",
    "file",
    "sha256",
    "title",
    "publisher",
    "outlet",
    "byline",
    "date",
    "link",
    "licence",
    "reports",
    "complete",
    "note",
    "tags",
    "set",
];
/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// Reads one source; its text is put in later. Every object in the list is one, so that positions
/// hold.
pub(super) fn source<'n>(
    node: &'n JsonNode<'n>,
    resolver: &mut Resolver<'n>,
) -> Option<(LoadedSource, WantedText)> {
    let fields = RecordFields::of(node, "sources", RecordKind::Source, &KEYS, &mut resolver.sink)?;
    let outlet = fields.get("outlet").value().copied();
    let outlet = outlet.and_then(|node| resolver.one(node, "outlet", Of::Actors));
    let sink = &mut resolver.sink;
    let id = fields.need_text("id", sink);
    let file = fields.text_or_empty("file", sink);
    let at = fields.get("file").value().map_or(fields.at, |node| node.at);
    let hash = hash(fields, sink);
    let name = file.rsplit('/').next().unwrap_or(file);
    let title = fields.text("title", sink).value().copied();
    let source = Source {
        id: id.unwrap_or(file).into(),
        title: title.unwrap_or(name).to_owned(),
        publisher: fields.string("publisher", sink),
        outlet,
        byline: fields.string("byline", sink),
        created: None,
        captured: None,
        date: date(fields, sink),
        link: link(fields, sink),
        licence: licence(fields, sink),
        reports: report(fields, sink),
        file: file.to_owned(),
        beside: None,
        sha256: String::new(),
        columns: Vec::new(),
        hidden: 0,
        coverage: Coverage::Whole,
        document: Document::default(),
    };
    resolver.annotate(fields, FieldOwner::Source, &source.id);
    let wanted = WantedText {
        file: file.to_owned(),
        published: source.date.value().cloned(),
        complete: fields.yes("complete", &mut resolver.sink).unwrap_or(false),
    };
    let loaded = LoadedSource {
        source,
        at,
        hash,
        doubts: Vec::new(),
        trouble: None,
        changed: false,
        states: States::default(),
        left_out: 0,
        renumbered: None,
        reanchor: None,
    };
    Some((loaded, wanted))
}

impl LoadedSource {
    /// Puts in what became of its text.
    pub(super) fn put(&mut self, loaded: Result<LoadedText, FileError>) {
        match loaded {
            Ok(text) => {
                self.changed = self.hash.as_ref().is_some_and(|hash| *hash != text.sha256);
                self.doubts = text.doubts;
                self.source.document = text.document;
                self.source.sha256 = text.sha256;
            }
            Err(trouble) => self.trouble = Some(trouble),
        }
    }
}

/// The hash the investigation was made from, in lower case.
fn hash(fields: RecordFields, sink: &mut Sink) -> Option<String> {
    let hash = fields.text("sha256", sink).value()?.to_ascii_lowercase();
    if hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(hash);
    }
    sink.put(fields.at, FaultKind::WrongShape { key: "sha256".into(), shape: ValueShape::Sha256 });
    None
}

fn link(fields: RecordFields, sink: &mut Sink) -> Option<String> {
    fields.string("link", sink).value().cloned()
}

fn date(fields: RecordFields, sink: &mut Sink) -> Stated<When> {
    match fields.get("date") {
        Stated::Is(node) => when(node, "date", sink).map_or(Stated::Unseen, Stated::Is),
        Stated::Silent => Stated::Silent,
        Stated::Unseen => Stated::Unseen,
    }
}

fn licence(fields: RecordFields, sink: &mut Sink) -> Option<Licence> {
    let node = fields.get("licence").value().copied()?;
    let fields = RecordFields::of(node, "licence", RecordKind::Licence, &["terms", "link"], sink)?;
    let terms = fields.need_text("terms", sink)?.to_owned();
    Some(Licence { terms, link: link(fields, sink) })
}

fn report(fields: RecordFields, sink: &mut Sink) -> Option<Report> {
    const KEYS: [&str; 5] = ["title", "publisher", "byline", "date", "link"];
    let node = fields.get("reports").value().copied()?;
    let fields = RecordFields::of(node, "reports", RecordKind::Report, &KEYS, sink)?;
    Some(Report {
        title: fields.need_text("title", sink)?.to_owned(),
        publisher: fields.string("publisher", sink),
        byline: fields.string("byline", sink),
        date: date(fields, sink),
        link: link(fields, sink),
    })
}
