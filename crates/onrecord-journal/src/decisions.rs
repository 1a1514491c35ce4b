//! [`RecordDecisions`]: which changes of which operations are about the fields of a record, and which of
//! them no other followed.

use std::sync::Arc;

use foldhash::HashMap;
use onrecord_model::{Field, FieldValue};
use smallvec::SmallVec;

use crate::operation::{Operation, OperationId, TargetKey};

/// A field of a record, or one element of a set in it.
pub(crate) type FieldPlace = (Field, Option<FieldValue>);

/// A change: of which operation, counted as they came, and which of its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChangeAt {
    pub(crate) operation: u32,
    pub(crate) change: u32,
}

/// All decisions about a place.
#[derive(Debug, Clone, Default)]
pub(crate) struct FieldDecisions {
    /// Every one, as they came.
    pub(crate) all: SmallVec<[ChangeAt; 2]>,
    /// Those that no other followed, the earliest first.
    pub(crate) heads: SmallVec<[ChangeAt; 2]>,
}

/// What is known of a record.
#[derive(Debug, Clone, Default)]
pub(crate) struct RecordDecisions {
    /// In order: few, so that a list is smaller and faster than a tree.
    pub(crate) places: Vec<(FieldPlace, FieldDecisions)>,
    /// The change that adopted it, the earliest of those known.
    pub(crate) adopted: Option<ChangeAt>,
}

impl RecordDecisions {
    pub(crate) fn place(&self, place: &FieldPlace) -> Option<&FieldDecisions> {
        let at = self.places.binary_search_by(|(known, _)| known.cmp(place)).ok()?;
        self.places.get(at).map(|(_, decisions)| decisions)
    }

    pub(crate) fn place_mut(&mut self, place: FieldPlace) -> Option<&mut FieldDecisions> {
        let at = self.places.binary_search_by(|(known, _)| known.cmp(&place));
        let at = at.unwrap_or_else(|at| {
            self.places.insert(at, (place, FieldDecisions::default()));
            at
        });
        self.places.get_mut(at).map(|(_, decisions)| decisions)
    }
}

/// The operations that are known while one is entered.
pub(crate) struct KnownOperations<'j> {
    pub(crate) operations: &'j [Arc<Operation>],
    pub(crate) places: &'j HashMap<OperationId, u32>,
}

impl KnownOperations<'_> {
    /// Whether the log shows one change before another.
    pub(crate) fn is_before(&self, one: ChangeAt, other: ChangeAt) -> bool {
        let of = |at: ChangeAt| self.operations.get(at.operation as usize).map(|one| one.order());
        of(one) < of(other)
    }

    /// Whether an operation says that it had seen `id` at a place.
    pub(crate) fn follows(
        &self,
        later: u32,
        id: &OperationId,
        key: &TargetKey,
        place: &FieldPlace,
    ) -> bool {
        let changes = self.operations.get(later as usize).map_or(&[][..], |one| &one.changes);
        changes.iter().any(|change| {
            change.target.key == *key
                && change.field == place.0
                && change.set.element() == place.1.as_ref()
                && change.over.contains(id)
        })
    }

    /// Enters a change to the decisions about its place; what it had seen does not stand any more.
    pub(crate) fn decide(&self, decisions: &mut FieldDecisions, this: ChangeAt, followed: bool) {
        let operation = self.operations.get(this.operation as usize);
        let change = operation.and_then(|operation| operation.changes.get(this.change as usize));
        let over = change.map_or(&[][..], |change| &change.over);
        let over = over.iter().filter_map(|id| self.places.get(id));
        let over: SmallVec<[u32; 4]> = over.copied().collect();
        decisions.all.push(this);
        // One that changes a place twice counts with its last change.
        decisions
            .heads
            .retain(|head| head.operation != this.operation && !over.contains(&head.operation));
        if !followed {
            let at = decisions.heads.partition_point(|head| self.is_before(*head, this));
            decisions.heads.insert(at, this);
        }
    }
}
