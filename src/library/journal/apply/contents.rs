//! A source that was renamed, moved or copied: what was set of it holds for every source with the same
//! content.

use std::collections::HashMap;

use super::sorted;
use onrecord_corpus::{RecordKey, Records};
use onrecord_journal::{Journal, TargetKind};
use onrecord_model::{Annotations, Field};

/// Puts what was set of sources down for all others that hold what they held then. What was set of one
/// itself goes before; of two others that which keeps it back.
pub(super) fn carry(records: &mut Records, journal: &Journal) {
    let table = &records.annotations;
    let mut set: Vec<_> = sorted(journal, TargetKind::Source)
        .into_iter()
        .filter_map(|key| Some((key, table.source(&key.id)?.clone())))
        .collect();
    set.sort_by_key(|(_, set)| !set.is_withheld());
    let mut holding: HashMap<&str, Vec<&str>> = HashMap::new();
    for source in records.sources.iter().filter(|source| !source.sha256.is_empty()) {
        holding.entry(&source.sha256).or_default().push(&source.id);
    }
    for (key, set) in set {
        let contents = journal.contents(key).into_iter();
        let same = contents.filter_map(|content| holding.get(content)).flatten();
        for id in same.filter(|id| ***id != *key.id) {
            let at = RecordKey::Source((*id).into());
            let own = records.annotations.take(&at);
            records.annotations.put(at, under(own, set.clone()));
        }
    }
}

/// `own` with what another has of which it says nothing.
fn under(own: Option<Annotations>, mut other: Annotations) -> Annotations {
    let said = |field| own.as_ref().is_some_and(|own| own.value(field).is_some());
    // The words that were accepted are those of an edition.
    let new = |field: Field| field != Field::Anchor && !said(field);
    other.values.retain(|(field, _)| new(*field));
    other.decided.retain(|(field, _)| new(*field));
    other.conflicts.retain(|conflict| new(conflict.field));
    match own {
        Some(own) => own.over(other),
        None => other,
    }
}
