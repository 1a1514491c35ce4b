//! Records of `dismissed`: suggestions that a person did not want.

use super::fields::RecordFields;
use super::json::JsonNode;
use super::resolver::Resolver;
use onrecord_model::Dismissal;
use onrecord_model::fault::RecordKind;

pub(super) const KEYS: [&str; 8] =
    ["id", "source", "exact", "prefix", "suffix", "paragraph", "nth", "note"];

/// Reads one dismissal; nothing where its words have no place.
pub(super) fn dismissed<'n>(
    node: &'n JsonNode<'n>,
    resolver: &mut Resolver<'n>,
) -> Option<Dismissal> {
    let fields =
        RecordFields::of(node, "dismissed", RecordKind::Dismissal, &KEYS, &mut resolver.sink)?;
    let id = fields.text("id", &mut resolver.sink).value().copied().unwrap_or_default();
    let words = resolver.words_of(fields)?;
    let passage = resolver.passage(&words)?;
    Some(Dismissal { id: id.into(), source: passage.source, span: passage.span })
}
