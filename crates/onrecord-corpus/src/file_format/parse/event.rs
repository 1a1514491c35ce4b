//! Records of `events`: what happened, with its dates and the passages that tell of it.

use super::date::when_of;
use super::fields::RecordFields;
use super::json::JsonNode;
use super::resolver::{Of, Resolver};
use crate::made_id;
use onrecord_model::fault::{FaultKind, RecordKind};
use onrecord_model::{Dating, Event, FieldOwner};

pub(super) const KEYS: [&str; 9] =
    ["id", "title", "dates", "spans", "actors", "statements", "note", "tags", "set"];

/// Reads one event. Its statements are given by their position in the file.
pub(super) fn event<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Event> {
    let fields = RecordFields::of(node, "events", RecordKind::Event, &KEYS, &mut resolver.sink)?;
    let id = fields.text("id", &mut resolver.sink).value().copied().filter(|id| !id.is_empty());
    let title = fields.need_text("title", &mut resolver.sink).or(id).unwrap_or_default();
    if fields.items("dates").is_empty() && fields.items("spans").is_empty() {
        resolver.sink.put(
            fields.at,
            FaultKind::MissingKey { record: RecordKind::Event, key: "spans".into() },
        );
    }
    let dates = fields.items("dates").iter().filter_map(|node| date(node, resolver)).collect();
    let words = |node| resolver.words(node, "spans").and_then(|words| resolver.passage(&words));
    let passages = fields.items("spans").iter().filter_map(words).collect();
    let id = id.map_or_else(|| made_id('e', &[title]), str::to_owned);
    resolver.annotate(fields, FieldOwner::Event, &id);
    Some(Event {
        id: id.into(),
        title: title.to_owned(),
        dates,
        passages,
        actors: resolver.many(fields, "actors", Of::Actors),
        statements: resolver.many(fields, "statements", Of::Statements),
    })
}

/// A date stands in the source like everything else: without its words it is left out.
fn date<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Dating> {
    const KEYS: [&str; 10] = [
        "exact",
        "prefix",
        "suffix",
        "paragraph",
        "nth",
        "source",
        "edtf",
        "resolved",
        "inferred",
        "basis",
    ];
    let fields = RecordFields::of(node, "dates", RecordKind::Date, &KEYS, &mut resolver.sink)?;
    let when = when_of(fields, &mut resolver.sink);
    let words = resolver.words_of(fields)?;
    let words = resolver.passage(&words)?;
    Some(Dating { when: when?, words })
}
