//! Records of `sources`: what is known of a document, and its text.

use super::date::when;
use super::fields::Fields;
use super::json::Node;
use super::sink::Sink;
use super::tie::{Of, Shelved, Tie};
use super::{Load, Text};
use crate::corpus::fault::{Record, Shape, States, Trouble, What};
use crate::model::{Licence, Report, Source, Stated, When};

pub(super) const KEYS: [&str; 11] = [
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
];
/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// Reads one source and loads its text. Every object in the list is one, so that positions hold.
pub(super) fn source<'n>(
    node: &'n Node<'n>,
    load: &mut Load,
    tie: &mut Tie<'n>,
) -> Option<Shelved> {
    let fields = Fields::of(node, "sources", Record::Source, &KEYS, &mut tie.sink)?;
    let outlet = fields.get("outlet").value().copied();
    let outlet = outlet.and_then(|node| tie.one(node, "outlet", Of::Actors));
    let sink = &mut tie.sink;
    let id = fields.need_text("id", sink);
    let file = fields.need_text("file", sink).unwrap_or_default();
    let at = fields.get("file").value().map_or(fields.at, |node| node.at);
    let loaded = if file.is_empty() { Err(Trouble::Missing) } else { load(file) };
    let (text, trouble) = match loaded {
        Ok(text) => (text, None),
        Err(trouble) => (Text::default(), Some(trouble)),
    };
    let stated = hash(fields, sink);
    let changed = trouble.is_none() && stated.is_some_and(|hash| hash != text.sha256);
    let name = file.rsplit('/').next().unwrap_or(file);
    let title = fields.text("title", sink).value().copied();
    let source = Source {
        id: id.unwrap_or(file).into(),
        title: title.unwrap_or(name).to_owned(),
        publisher: fields.string("publisher", sink),
        outlet,
        byline: fields.string("byline", sink),
        date: date(fields, sink),
        link: link(fields, sink),
        licence: licence(fields, sink),
        reports: report(fields, sink),
        file: file.to_owned(),
        sha256: text.sha256,
        columns: Vec::new(),
        document: text.document,
    };
    Some(Shelved {
        source,
        at,
        doubts: text.doubts,
        trouble,
        changed,
        states: States::default(),
        left_out: 0,
    })
}

/// The hash the investigation was made from, in lower case.
fn hash(fields: Fields, sink: &mut Sink) -> Option<String> {
    let hash = fields.text("sha256", sink).value()?.to_ascii_lowercase();
    if hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(hash);
    }
    sink.put(fields.at, What::WrongShape { key: "sha256", shape: Shape::Sha256 });
    None
}

fn link(fields: Fields, sink: &mut Sink) -> Option<String> {
    fields.string("link", sink).value().cloned()
}

fn date(fields: Fields, sink: &mut Sink) -> Stated<When> {
    match fields.get("date") {
        Stated::Is(node) => when(node, "date", sink).map_or(Stated::Unseen, Stated::Is),
        Stated::Silent => Stated::Silent,
        Stated::Unseen => Stated::Unseen,
    }
}

fn licence(fields: Fields, sink: &mut Sink) -> Option<Licence> {
    let node = fields.get("licence").value().copied()?;
    let fields = Fields::of(node, "licence", Record::Licence, &["terms", "link"], sink)?;
    let terms = fields.need_text("terms", sink)?.to_owned();
    Some(Licence { terms, link: link(fields, sink) })
}

fn report(fields: Fields, sink: &mut Sink) -> Option<Report> {
    const KEYS: [&str; 5] = ["title", "publisher", "byline", "date", "link"];
    let node = fields.get("reports").value().copied()?;
    let fields = Fields::of(node, "reports", Record::Report, &KEYS, sink)?;
    Some(Report {
        title: fields.need_text("title", sink)?.to_owned(),
        publisher: fields.string("publisher", sink),
        byline: fields.string("byline", sink),
        date: date(fields, sink),
        link: link(fields, sink),
    })
}
