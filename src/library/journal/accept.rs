//! From what a person accepts of a source that changed to the edits of the journal.

use super::edit_of;
use onrecord_corpus::{Corpus, RecordKey};
use onrecord_journal::{Acceptance, FieldAction, FieldEdit, RecordEdit, TargetKey, TargetKind};
use onrecord_model::{AcceptedAnchor, Field, FieldValue, RecordRef};

/// The edits that accept what a source of `shown` says now; `base` is the investigation without any
/// decision of the journal. `None` where the source is not the edition that the person has seen, or
/// one of the rows has no words there that could be accepted.
pub(crate) fn accept(shown: &Corpus, base: &Corpus, what: &Acceptance) -> Option<Vec<RecordEdit>> {
    let RecordRef::Source(ix) = shown.find(&RecordKey::Source(what.source.clone()))? else {
        return None;
    };
    let source = shown.source(ix).filter(|source| source.sha256 == *what.sha256)?;
    if what.rows.is_empty() {
        let sha256 = source.sha256.as_str().into();
        let anchor = AcceptedAnchor { sha256, ..AcceptedAnchor::default() };
        let edit = edit(shown, base, (TargetKind::Source, &source.id), anchor)?;
        return Some(vec![edit]);
    }
    what.rows.iter().map(|id| row(shown, base, id, what)).collect()
}

fn row(shown: &Corpus, base: &Corpus, id: &str, what: &Acceptance) -> Option<RecordEdit> {
    let statement = shown.row(shown.find_row(id)?)?;
    let anchor = shown.anchor_now(statement, what.place)?;
    let before = shown.anchor_before(statement);
    let edit = edit(shown, base, (TargetKind::Statement, id), anchor)?;
    Some(RecordEdit { base: before.map(|before| FieldValue::Anchor(before.into())), ..edit })
}

fn edit(
    shown: &Corpus,
    base: &Corpus,
    (kind, id): (TargetKind, &str),
    anchor: AcceptedAnchor,
) -> Option<RecordEdit> {
    let set = FieldAction::To(FieldValue::Anchor(anchor.into()));
    let key = TargetKey { kind, id: id.into() };
    edit_of(shown, base, &FieldEdit { key, field: Field::Anchor, set })
}
