//! Lines of a journal's file: one operation a line, JSON with a checksum at its end. What is torn or
//! glued is named and left out; what follows it is read.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::HashMap;
use foldhash::fast::RandomState;
use onrecord_model::fault::LineFault;
use onrecord_model::{Field, FieldValue};
use onrecord_text::{Part, never};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

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
pub(crate) const MOST: Counter = 1 << 53;

/// A line that is no operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub fault: LineFault,
}

/// An operation as JSON; what is read borrows from the line. `J` is a value as JSON.
#[derive(Serialize, Deserialize)]
struct LineJson<'a, J> {
    v: u32,
    #[serde(borrow)]
    op: Text<'a>,
    #[serde(borrow)]
    at: Text<'a>,
    #[serde(borrow)]
    by: Text<'a>,
    counter: Counter,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    undoes: Option<Text<'a>>,
    #[serde(borrow, bound(deserialize = "J: Deserialize<'de>"))]
    changes: Vec<ChangeJson<'a, J>>,
}

#[derive(Serialize, Deserialize)]
struct ChangeJson<'a, J> {
    #[serde(borrow)]
    kind: Text<'a>,
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    name: Option<Text<'a>>,
    #[serde(borrow)]
    field: Text<'a>,
    /// `None` stands for a key that is not there, `Some` of `null` for one that is `null`.
    #[serde(
        default = "none",
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none",
        bound(deserialize = "J: Deserialize<'de>")
    )]
    from: Option<J>,
    #[serde(
        default = "none",
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none",
        bound(deserialize = "J: Deserialize<'de>")
    )]
    to: Option<J>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    add: Option<J>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    remove: Option<J>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    over: Vec<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordsJson<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    adopts: Option<AdoptionJson<'a>>,
}

#[derive(Serialize, Deserialize)]
struct AdoptionJson<'a> {
    #[serde(default, skip_serializing_if = "is_false")]
    by_hand: bool,
    #[serde(borrow)]
    print: Text<'a>,
    #[serde(borrow)]
    record: &'a RawValue,
}

#[derive(PartialEq, Hash, Serialize, Deserialize)]
struct WordsJson<'a> {
    #[serde(borrow)]
    file: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Text::is_empty")]
    sha256: Text<'a>,
    #[serde(borrow)]
    exact: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Text::is_empty")]
    prefix: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Text::is_empty")]
    suffix: Text<'a>,
}

/// Words of a line, where they stand in it unless something in them is escaped.
#[derive(Default, PartialEq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl Text<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What serde would ask of `J` otherwise.
const fn none<J>() -> Option<J> {
    None
}

/// A key that is there with any value, `null` too.
fn there<'de, D: serde::Deserializer<'de>, J: Deserialize<'de>>(
    from: D,
) -> Result<Option<J>, D::Error> {
    J::deserialize(from).map(Some)
}

/// An operation as its line, with the end of the line. No control character is in it but that.
pub fn encode(operation: &Operation) -> String {
    let line = (|| {
        let changes: Result<_, _> = operation.changes.iter().map(change_to_json).collect();
        let id = |id: &OperationId| Text(Cow::Owned(id.to_string()));
        serde_json::to_string(&LineJson {
            v: VERSION,
            op: id(&operation.id),
            at: Text::from(&*operation.at),
            by: Text::from(&*operation.by),
            counter: operation.counter,
            undoes: operation.undoes.as_ref().map(id),
            changes: changes?,
        })
    })();
    let Ok(mut line) = line else {
        never!("the operation {} is no JSON", operation.id);
        return String::new();
    };
    line.pop();
    let sum = crc32fast::hash(line.as_bytes());
    // Writing into a string does not fail.
    let _ = writeln!(line, "{SUM}{sum:08x}\"}}");
    line
}

fn change_to_json(
    change: &FieldChange,
) -> Result<ChangeJson<'_, Box<RawValue>>, serde_json::Error> {
    let FieldChange { target, field, set, from, over, adopts } = change;
    let value = |value: &FieldValue| to_raw_value(&to_json(value));
    let (mut to, mut add, mut remove) = (None, None, None);
    match set {
        FieldAction::To(set) => to = Some(value(set)?),
        FieldAction::Unset => {}
        FieldAction::Add(element) => add = Some(value(element)?),
        FieldAction::Remove(element) => remove = Some(value(element)?),
    }
    Ok(ChangeJson {
        kind: target.key.kind.word().into(),
        id: Text::from(&*target.key.id),
        name: target.name.as_deref().map(Text::from),
        field: field.word().into(),
        from: from.as_ref().map(value).transpose()?,
        to,
        add,
        remove,
        over: over.iter().map(|id| Text(Cow::Owned(id.to_string()))).collect(),
        words: target.words.iter().map(words_to_json).collect(),
        adopts: adopts.as_deref().map(adoption_to_json),
    })
}

fn adoption_to_json(adoption: &Adoption) -> AdoptionJson<'_> {
    AdoptionJson {
        by_hand: adoption.by_hand,
        print: Text(Cow::Owned(format!("{:016x}", adoption.print))),
        record: &adoption.record,
    }
}

fn words_to_json(words: &Words) -> WordsJson<'_> {
    let Words { file, sha256, exact, prefix, suffix } = words;
    WordsJson {
        file: Text::from(&**file),
        sha256: Text::from(&**sha256),
        exact: Text::from(&**exact),
        prefix: Text::from(&**prefix),
        suffix: Text::from(&**suffix),
    }
}

/// Takes the operations in `bytes` off, each to `sink`, `first` the number of the first line. What stands
/// behind the last end of a line is not whole yet and is left for the next time. Gives how many bytes
/// were taken, how many lines, and the lines that are none.
pub fn lines(
    bytes: &[u8],
    first: u32,
    mut sink: impl FnMut(Operation),
) -> (usize, u32, Vec<BadLine>) {
    LineReader::default().lines(bytes, first, |_, operation| sink(operation))
}

/// Reads lines, and keeps once what several of them say alike: runs, words, adopted records.
#[derive(Debug, Default)]
pub struct LineReader {
    run: Option<Arc<str>>,
    file: Option<Arc<str>>,
    sha256: Option<Arc<str>>,
    /// By a hash; of two that have the same one the later.
    words: HashMap<u64, Arc<[Words]>>,
    adopted: HashMap<u64, Arc<Adoption>>,
    hasher: RandomState,
}

impl LineReader {
    /// As [`lines`], each operation with the number of its line.
    pub fn lines(
        &mut self,
        bytes: &[u8],
        first: u32,
        mut sink: impl FnMut(u32, Operation),
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
            match self.decode(whole) {
                Ok(operation) => sink(number, operation),
                Err(fault) => {
                    bad.push(BadLine { line: number, fault });
                    // A torn line may have a whole one glued to it.
                    self.behind(whole).into_iter().for_each(|operation| sink(number, operation));
                }
            }
        }
        (taken, count, bad)
    }

    /// The last operation in a line that begins with something else.
    fn behind(&mut self, line: &[u8]) -> Option<Operation> {
        let text = std::str::from_utf8(line).ok()?;
        let (at, _) = text.rmatch_indices(HEAD).find(|(at, _)| *at > 0)?;
        self.decode(text.part(at..).as_bytes()).ok()
    }

    fn decode(&mut self, line: &[u8]) -> Result<Operation, LineFault> {
        let text = whole(line).ok_or(LineFault::Torn)?;
        let json: LineJson<&RawValue> = serde_json::from_str(text).map_err(|_| later(text))?;
        if json.v != VERSION {
            return Err(LineFault::Later);
        }
        self.operation(&json).ok_or(LineFault::Unknown)
    }
}

/// A line of which the checksum, which is no key of the operation, is right.
fn whole(line: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(line).ok()?;
    let text = text.strip_suffix('\r').unwrap_or(text);
    let (body, tail) = text.split_at_checked(text.len().checked_sub(TAIL)?)?;
    let sum = tail.strip_prefix(SUM)?.strip_suffix("\"}")?;
    let sum = u32::from_str_radix(sum, 16).ok()?;
    (sum == crc32fast::hash(body.as_bytes())).then_some(text)
}

/// What is wrong with a line of which the shape is not known.
fn later(line: &str) -> LineFault {
    let version = serde_json::from_str::<Value>(line).ok();
    let version = version.and_then(|value| value.get("v").and_then(Value::as_u64));
    let known = version.is_none_or(|version| version == u64::from(VERSION));
    if known { LineFault::Unknown } else { LineFault::Later }
}

impl LineReader {
    fn operation(&mut self, json: &LineJson<&RawValue>) -> Option<Operation> {
        let undoes = match &json.undoes {
            Some(id) => Some(OperationId::parse(&id.0)?),
            None => None,
        };
        if json.counter > MOST || json.changes.is_empty() {
            return None;
        }
        Some(Operation {
            id: self.id(&json.op.0)?,
            at: json.at.0.as_ref().into(),
            by: json.by.0.as_ref().into(),
            counter: json.counter,
            undoes,
            changes: json.changes.iter().map(|json| self.change(json)).collect::<Option<_>>()?,
        })
    }

    /// A file is mostly one run's.
    fn id(&mut self, text: &str) -> Option<OperationId> {
        let known = self.run.as_ref().and_then(|run| {
            let number = text.strip_prefix(&**run)?.strip_prefix(':')?.parse().ok()?;
            Some(OperationId { run: Arc::clone(run), number })
        });
        let id = known.or_else(|| OperationId::parse(text))?;
        self.run = Some(Arc::clone(&id.run));
        Some(id)
    }

    fn change(&mut self, json: &ChangeJson<&RawValue>) -> Option<FieldChange> {
        let field = Field::named(&json.field.0)?;
        let set = match (json.to, json.add, json.remove) {
            (Some(to), None, None) => FieldAction::To(value(to)?),
            (None, Some(add), None) => FieldAction::Add(value(add)?),
            (None, None, Some(remove)) => FieldAction::Remove(value(remove)?),
            (None, None, None) => FieldAction::Unset,
            _ => return None,
        };
        if set.element().is_some() != field.shape().is_set() && set != FieldAction::Unset {
            return None;
        }
        let from = match json.from {
            Some(from) => Some(value(from)?),
            None => None,
        };
        let adopts = match &json.adopts {
            Some(adopts) => Some(self.adoption(adopts)?),
            None => None,
        };
        let target = Target {
            key: TargetKey {
                kind: TargetKind::named(&json.kind.0)?,
                id: json.id.0.as_ref().into(),
            },
            name: json.name.as_ref().map(|name| name.0.as_ref().into()),
            words: self.words(&json.words),
        };
        let over = json.over.iter().map(|id| OperationId::parse(&id.0)).collect::<Option<_>>()?;
        Some(FieldChange { target, field, set, from, over, adopts })
    }

    fn words(&mut self, json: &[WordsJson]) -> Arc<[Words]> {
        let hash = self.hasher.hash_one(json);
        let same = |known: &&Arc<[Words]>| {
            let mut pairs = known.iter().zip(json);
            known.len() == json.len() && pairs.all(|(one, json)| words_to_json(one) == *json)
        };
        if let Some(known) = self.words.get(&hash).filter(same) {
            return Arc::clone(known);
        }
        let words = |one: &WordsJson| Words {
            file: once(&mut self.file, &one.file.0),
            sha256: once(&mut self.sha256, &one.sha256.0),
            exact: one.exact.0.as_ref().into(),
            prefix: one.prefix.0.as_ref().into(),
            suffix: one.suffix.0.as_ref().into(),
        };
        let words: Arc<[Words]> = json.iter().map(words).collect();
        self.words.insert(hash, Arc::clone(&words));
        words
    }

    fn adoption(&mut self, json: &AdoptionJson) -> Option<Arc<Adoption>> {
        let AdoptionJson { by_hand, print, record } = json;
        let (by_hand, print) = (*by_hand, u64::from_str_radix(&print.0, 16).ok()?);
        let hash = self.hasher.hash_one((by_hand, print, record.get()));
        let same = |known: &&Arc<Adoption>| {
            (known.by_hand, known.print, known.record.get()) == (by_hand, print, record.get())
        };
        if let Some(known) = self.adopted.get(&hash).filter(same) {
            return Some(Arc::clone(known));
        }
        let adoption = Arc::new(Adoption { record: (*record).to_owned(), print, by_hand });
        self.adopted.insert(hash, Arc::clone(&adoption));
        Some(adoption)
    }
}

/// `text`, the same as the last time where it says the same.
fn once(last: &mut Option<Arc<str>>, text: &str) -> Arc<str> {
    match last {
        Some(last) if **last == *text => Arc::clone(last),
        _ => Arc::clone(last.insert(text.into())),
    }
}

/// Mostly plain words, which need no reader.
fn value(json: &RawValue) -> Option<FieldValue> {
    let plain = json.get().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match plain {
        Some(text) if !text.contains('\\') => Some(FieldValue::text(text)),
        _ => from_json(&serde_json::from_str(json.get()).ok()?),
    }
}
