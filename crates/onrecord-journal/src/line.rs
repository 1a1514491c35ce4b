//! Lines of a journal's file: one operation a line, JSON with a checksum at its end. What is torn or
//! glued is named and left out; what follows it is read.

use std::fmt::Write as _;

use onrecord_model::fault::LineFault;
use onrecord_model::{Field, FieldValue};
use onrecord_text::{Part, never};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::operation::{
    Adoption, Counter, FieldAction, FieldChange, Operation, OperationId, Target, TargetKey,
    TargetKind, Words,
};
use crate::value::{from_json, to_json};

/// The version of the lines that are written.
const VERSION: u32 = 1;

/// What stands before the checksum, and how many bytes it and the rest of the line have.
const SUM: &str = ",\"sum\":\"";
const TAIL: usize = SUM.len() + 8 + "\"}".len();

/// How every line begins, by which one is found behind a torn one.
const HEAD: &str = "{\"v\":";

/// No chain of operations is longer: what JSON's readers keep of a number exactly.
const MOST: Counter = 1 << 53;

/// A line that is no operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub fault: LineFault,
}

#[derive(Serialize, Deserialize)]
struct LineJson<'a> {
    v: u32,
    op: String,
    at: String,
    by: String,
    counter: Counter,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<String>,
    #[serde(borrow)]
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize, Deserialize)]
struct ChangeJson<'a> {
    kind: String,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    field: String,
    /// `None` stands for a key that is not there, `Some(Null)` for one that is `null`.
    #[serde(default, deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    from: Option<Value>,
    #[serde(default, deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    to: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    add: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remove: Option<Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    over: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordsJson>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    adopts: Option<AdoptionJson<'a>>,
}

#[derive(Serialize, Deserialize)]
struct AdoptionJson<'a> {
    #[serde(default, skip_serializing_if = "is_false")]
    by_hand: bool,
    print: String,
    #[serde(borrow)]
    record: &'a RawValue,
}

#[derive(Serialize, Deserialize)]
struct WordsJson {
    file: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sha256: String,
    exact: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    suffix: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A key that is there with any value, `null` too.
fn there<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// An operation as its line, with the end of the line. No control character is in it but that.
pub fn encode(operation: &Operation) -> String {
    let json = LineJson {
        v: VERSION,
        op: operation.id.to_string(),
        at: operation.at.to_string(),
        by: operation.by.to_string(),
        counter: operation.counter,
        undoes: operation.undoes.as_ref().map(ToString::to_string),
        changes: operation.changes.iter().map(change_to_json).collect(),
    };
    let Ok(mut line) = serde_json::to_string(&json) else {
        never!("the operation {} is no JSON", operation.id);
        return String::new();
    };
    line.pop();
    let sum = crc32fast::hash(line.as_bytes());
    // Writing into a string does not fail.
    let _ = writeln!(line, "{SUM}{sum:08x}\"}}");
    line
}

fn change_to_json(change: &FieldChange) -> ChangeJson<'_> {
    let FieldChange { target, field, set, from, over, adopts } = change;
    let (mut to, mut add, mut remove) = (None, None, None);
    match set {
        FieldAction::To(value) => to = Some(to_json(value)),
        FieldAction::Unset => {}
        FieldAction::Add(element) => add = Some(to_json(element)),
        FieldAction::Remove(element) => remove = Some(to_json(element)),
    }
    ChangeJson {
        kind: target.key.kind.word().to_owned(),
        id: target.key.id.to_string(),
        name: target.name.as_deref().map(str::to_owned),
        field: field.word().to_owned(),
        from: from.as_ref().map(to_json),
        to,
        add,
        remove,
        over: over.iter().map(ToString::to_string).collect(),
        words: target.words.iter().map(words_to_json).collect(),
        adopts: adopts.as_ref().map(|adoption| AdoptionJson {
            by_hand: adoption.by_hand,
            print: format!("{:016x}", adoption.print),
            record: &adoption.record,
        }),
    }
}

fn words_to_json(words: &Words) -> WordsJson {
    let Words { file, sha256, exact, prefix, suffix } = words;
    WordsJson {
        file: file.to_string(),
        sha256: sha256.to_string(),
        exact: exact.to_string(),
        prefix: prefix.to_string(),
        suffix: suffix.to_string(),
    }
}

/// Takes the operations in `bytes` off, each to `sink` with the number of its line, `first` that of the
/// first. What stands behind the last end of a line is not whole yet and is left for the next time.
/// Gives how many bytes were taken, how many lines, and the lines that are none.
pub fn lines(
    bytes: &[u8],
    first: u32,
    mut sink: impl FnMut(Operation),
) -> (usize, u32, Vec<BadLine>) {
    let (mut taken, mut count, mut bad) = (0, 0, Vec::new());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(whole) = line.strip_suffix(b"\n") else { break };
        let number = first + count;
        taken += line.len();
        count += 1;
        if whole.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match decode(whole) {
            Ok(operation) => sink(operation),
            Err(fault) => {
                bad.push(BadLine { line: number, fault });
                // A torn line may have a whole one glued to it.
                behind(whole).into_iter().for_each(&mut sink);
            }
        }
    }
    (taken, count, bad)
}

/// The last operation in a line that begins with something else.
fn behind(line: &[u8]) -> Option<Operation> {
    let text = std::str::from_utf8(line).ok()?;
    let (at, _) = text.rmatch_indices(HEAD).find(|(at, _)| *at > 0)?;
    decode(text.part(at..).as_bytes()).ok()
}

fn decode(line: &[u8]) -> Result<Operation, LineFault> {
    let text = std::str::from_utf8(line).map_err(|_| LineFault::Torn)?;
    let text = text.strip_suffix('\r').unwrap_or(text);
    let split = text.len().checked_sub(TAIL).ok_or(LineFault::Torn)?;
    let (body, tail) = text.split_at_checked(split).ok_or(LineFault::Torn)?;
    let sum = tail.strip_prefix(SUM).and_then(|tail| tail.strip_suffix("\"}"));
    let sum = sum.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    if sum != Some(crc32fast::hash(body.as_bytes())) {
        return Err(LineFault::Torn);
    }
    // The checksum is no key of the operation.
    let whole = format!("{body}}}");
    let json: LineJson = serde_json::from_str(&whole).map_err(|_| later(&whole))?;
    if json.v != VERSION {
        return Err(LineFault::Later);
    }
    operation(json).ok_or(LineFault::Unknown)
}

/// What is wrong with a line of which the shape is not known.
fn later(line: &str) -> LineFault {
    let version = serde_json::from_str::<Value>(line).ok();
    let version = version.and_then(|value| value.get("v").and_then(Value::as_u64));
    let known = version.is_none_or(|version| version == u64::from(VERSION));
    if known { LineFault::Unknown } else { LineFault::Later }
}

fn operation(json: LineJson) -> Option<Operation> {
    let undoes = match json.undoes {
        Some(id) => Some(OperationId::parse(&id)?),
        None => None,
    };
    if json.counter > MOST {
        return None;
    }
    let changes: Option<Vec<_>> = json.changes.into_iter().map(change).collect();
    let changes = changes.filter(|changes| !changes.is_empty())?;
    Some(Operation {
        id: OperationId::parse(&json.op)?,
        at: json.at.into(),
        by: json.by.into(),
        counter: json.counter,
        undoes,
        changes,
    })
}

fn change(json: ChangeJson) -> Option<FieldChange> {
    let field = Field::named(&json.field)?;
    let value = |json: &Value| from_json(json);
    let set = match (json.to, json.add, json.remove) {
        (Some(to), None, None) => FieldAction::To(value(&to)?),
        (None, Some(add), None) => FieldAction::Add(value(&add)?),
        (None, None, Some(remove)) => FieldAction::Remove(value(&remove)?),
        (None, None, None) => FieldAction::Unset,
        _ => return None,
    };
    if set.element().is_some() != field.shape().is_set() && set != FieldAction::Unset {
        return None;
    }
    let from: Option<FieldValue> = match json.from {
        Some(from) => Some(from_json(&from)?),
        None => None,
    };
    let adopts = match json.adopts {
        Some(AdoptionJson { by_hand, print, record }) => {
            let print = u64::from_str_radix(&print, 16).ok()?;
            Some(Adoption { record: record.to_owned(), print, by_hand })
        }
        None => None,
    };
    let kind = TargetKind::named(&json.kind)?;
    let words = |json: WordsJson| Words {
        file: json.file.into(),
        sha256: json.sha256.into(),
        exact: json.exact.into(),
        prefix: json.prefix.into(),
        suffix: json.suffix.into(),
    };
    let target = Target {
        key: TargetKey { kind, id: json.id.into() },
        name: json.name.map(Into::into),
        words: json.words.into_iter().map(words).collect(),
    };
    let over: Option<_> = json.over.iter().map(|id| OperationId::parse(id)).collect();
    Some(FieldChange { target, field, set, from, over: over?, adopts })
}
