//! What is decided about a link is decided about both statements: the other one is named with its words
//! as well, and kept whole where the rules propose it, so that each end is met again.

use super::edit_of;
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, RecordEdit, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue};

/// The edits for what was asked, all in one operation: of each link one at either end. `None` where a
/// record is not there, its words cannot be pointed at, or a statement would be linked to itself.
pub(crate) fn edits_of(
    shown: &Corpus,
    base: &Corpus,
    asked: &[FieldEdit],
) -> Option<Vec<RecordEdit>> {
    let mut edits = Vec::new();
    for one in asked {
        edits.push(edit_of(shown, base, one)?);
        let Some(other) = other_end(one) else { continue };
        let end = edit_of(shown, base, &other).filter(|_| other.key != one.key);
        // A link to what is not there any more can still be taken off.
        if end.is_none() && matches!(one.set, FieldAction::Add(_)) {
            return None;
        }
        edits.extend(end);
    }
    Some(edits)
}

/// What a link says of the statement that it leads to.
fn other_end(asked: &FieldEdit) -> Option<FieldEdit> {
    let FieldEdit { key, field: Field::Links, set } = asked else { return None };
    let Some(FieldValue::Link { kind, to }) = set.element() else { return None };
    let back = FieldValue::Link { kind: *kind, to: key.id.clone() };
    let set = match set {
        FieldAction::Add(_) => FieldAction::Add(back),
        _ => FieldAction::Remove(back),
    };
    let key = TargetKey { kind: TargetKind::Statement, id: to.clone() };
    Some(FieldEdit { key, field: Field::LinkedFrom, set })
}
