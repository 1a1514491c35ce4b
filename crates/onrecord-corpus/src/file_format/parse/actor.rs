//! Records of `actors`: parties with their aliases and mentions.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::fields::RecordFields;
use super::json::JsonNode;
use super::resolver::{Of, Resolver};
use crate::made_id;
use onrecord_model::fault::{FaultKind, RecordKind};
use onrecord_model::terms::Terms;
use onrecord_model::{Actor, ActorKind, Alias, FieldOwner, How, Mention};

pub(super) const KEYS: [&str; 9] =
    ["id", "name", "kind", "role", "aliases", "mentions", "note", "tags", "set"];
const KINDS: &Terms<ActorKind> = &[
    ("person", ActorKind::Person),
    ("group", ActorKind::Group),
    ("institution", ActorKind::Institution),
    ("outlet", ActorKind::Outlet),
    ("unnamed", ActorKind::Unnamed),
];
const HOWS: &Terms<How> = &[
    ("name", How::Name),
    ("variant", How::Variant),
    ("alias", How::Alias),
    ("description", How::Description),
    ("pronoun", How::Pronoun),
];

/// Reads one actor. Every object in the list is one, whatever it lacks, so that positions hold.
pub(super) fn actor<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Actor> {
    let fields = RecordFields::of(node, "actors", RecordKind::Actor, &KEYS, &mut resolver.sink)?;
    let id = fields.text("id", &mut resolver.sink).value().copied().filter(|id| !id.is_empty());
    let name = fields.need_text("name", &mut resolver.sink).or(id).unwrap_or_default();
    // Without a kind it is a party of whatever kind: what is unnamed claims least.
    fields.need("kind", &mut resolver.sink);
    let kind = fields.choice("kind", KINDS, &mut resolver.sink).unwrap_or(ActorKind::Unnamed);
    let aliases: Vec<_> =
        fields.items("aliases").iter().filter_map(|n| alias(n, resolver)).collect();
    let mentions = mentions(fields, name, &aliases, resolver);
    let id = id.map_or_else(|| made_id('a', &[name]), str::to_owned);
    resolver.annotate(fields, FieldOwner::Actor, &id);
    Some(Actor {
        id: id.into(),
        name: name.to_owned(),
        kind,
        role: fields.string("role", &mut resolver.sink).value().cloned(),
        aliases,
        mentions,
        portraits: Vec::new(),
        joined: false,
    })
}

/// The mentions in order of source and place. Two with the same words would be stepped through
/// twice.
fn mentions<'n>(
    fields: RecordFields<'n>,
    name: &str,
    aliases: &[Alias],
    resolver: &mut Resolver<'n>,
) -> Vec<Mention> {
    let mut kept = BTreeMap::new();
    for node in fields.items("mentions") {
        let Some(mention) = mention(node, name, aliases, resolver) else { continue };
        match kept.entry((mention.source, mention.span)) {
            Entry::Vacant(free) => {
                free.insert(mention);
            }
            Entry::Occupied(_) => resolver.sink.put(node.at, FaultKind::MentionTwice),
        }
    }
    kept.into_values().collect()
}

fn alias<'n>(node: &'n JsonNode<'n>, resolver: &mut Resolver<'n>) -> Option<Alias> {
    let known = ["name", "used_by"];
    let fields = RecordFields::of(node, "aliases", RecordKind::Alias, &known, &mut resolver.sink)?;
    let name = fields.need_text("name", &mut resolver.sink)?.to_owned();
    Some(Alias { name, used_by: resolver.many(fields, "used_by", Of::Actors) })
}

fn mention<'n>(
    node: &'n JsonNode<'n>,
    name: &str,
    aliases: &[Alias],
    resolver: &mut Resolver<'n>,
) -> Option<Mention> {
    const KEYS: [&str; 7] = ["exact", "prefix", "suffix", "paragraph", "nth", "source", "how"];
    let (words, how) = if node.is_object() {
        let fields =
            RecordFields::of(node, "mentions", RecordKind::Mention, &KEYS, &mut resolver.sink)?;
        (resolver.words_of(fields)?, fields.choice("how", HOWS, &mut resolver.sink))
    } else {
        (resolver.words(node, "mentions")?, None)
    };
    let passage = resolver.passage(&words)?;
    let how = how.unwrap_or_else(|| {
        let exact = words.selector.exact;
        match () {
            () if exact == name => How::Name,
            () if aliases.iter().any(|alias| alias.name == exact) => How::Alias,
            () => How::Description,
        }
    });
    Some(Mention { source: passage.source, span: passage.span, how })
}
