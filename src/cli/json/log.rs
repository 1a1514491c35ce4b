//! A decision as a line: its changes in a list, each with its record.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use onrecord_journal::{FieldAction, FieldChange, LogEntry, to_json};

#[derive(Debug, Serialize)]
struct DecisionLine<'l> {
    kind: &'static str,
    id: String,
    at: &'l str,
    by: &'l str,
    undoes: Option<String>,
    taken_back: bool,
    followed_by: &'l [Box<str>],
    changes: Vec<ChangeLine<'l>>,
}

#[derive(Debug, Serialize)]
struct ChangeLine<'l> {
    kind: &'static str,
    id: &'l str,
    name: Option<&'l str>,
    words: Option<&'l str>,
    file: Option<&'l str>,
    field: &'static str,
    did: &'static str,
    from: Option<Value>,
    to: Option<Value>,
    by_hand: bool,
}

/// Writes a decision as one line.
///
/// # Errors
/// When it cannot be written.
pub(in crate::cli) fn log_entry(to: &mut dyn Write, entry: &LogEntry) -> io::Result<()> {
    let operation = &entry.operation;
    let line = DecisionLine {
        kind: "decision",
        id: operation.id.to_string(),
        at: &operation.at,
        by: &operation.by,
        undoes: operation.undoes.as_ref().map(ToString::to_string),
        taken_back: entry.taken_back,
        followed_by: &entry.followed_by,
        changes: operation.changes.iter().map(change).collect(),
    };
    super::line(to, &line)
}

fn change(change: &FieldChange) -> ChangeLine<'_> {
    let (did, to) = match &change.set {
        FieldAction::To(value) => ("set", Some(to_json(value))),
        FieldAction::Unset => ("unset", None),
        FieldAction::Add(element) => ("added", Some(to_json(element))),
        FieldAction::Remove(element) => ("removed", Some(to_json(element))),
    };
    let target = &change.target;
    let words = target.words.first();
    ChangeLine {
        kind: target.key.kind.word(),
        id: &target.key.id,
        name: target.name.as_deref(),
        words: words.map(|words| &*words.exact).filter(|words| !words.is_empty()),
        file: words.map(|words| &*words.file),
        field: change.field.word(),
        did,
        from: change.from.as_ref().map(to_json),
        to,
        by_hand: change.adopts.as_ref().is_some_and(|adopts| adopts.by_hand),
    }
}
