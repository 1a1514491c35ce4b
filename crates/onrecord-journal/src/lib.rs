//! What people decide about the records of an investigation: an append-only journal of operations.
//!
//! Every run of the program writes a file of its own; a [`Journal`] takes the lines of all of them, in
//! any order, and knows for each field of each record which decisions stand. Their order is causal: an
//! operation names, for every field that it changes, the operations that its writer had seen there.
//! Clocks are only shown. Two operations on one field that did not know of each other are a conflict,
//! which is told and never decided here.
//!
//! Nothing here knows files, documents or screens: lines go in, readings come out.
//!
//! ```
//! use onrecord_journal::{OperationDraft, RecordEdit, Journal, Target, TargetKind};
//! use onrecord_model::{Field, FieldValue};
//!
//! let target = Target::new(TargetKind::Statement, "s-1");
//! let edit = RecordEdit::set(target.clone(), Field::Status, FieldValue::text("disputed"));
//! let mut journal = Journal::default();
//! let draft = OperationDraft { by: "ana", at: "2026-11-29T10:00:00Z", edits: vec![edit], undoes: None };
//! let operation = journal.operation("k3f9a1b2c3d4", draft);
//! journal.add(operation);
//! let readings = journal.readings(&target.key, Field::Status);
//! assert_eq!(readings.agreed(), Some(&FieldValue::text("disputed")));
//! ```

mod anchor;
mod decisions;
mod journal;
mod line;
mod operation;
mod reading;
#[cfg(test)]
mod tests;
mod value;

pub use journal::{Journal, OperationDraft, RecordEdit};
pub use line::{BadLine, LineReader, encode, lines};
pub use operation::{
    Acceptance, Adoption, Counter, FieldAction, FieldChange, FieldEdit, Intent, LogEntry,
    NewStatement, Operation, OperationId, Outcome, Target, TargetKey, TargetKind, Words,
};
pub use reading::{FieldReadings, weaker};
pub use value::to_json;
