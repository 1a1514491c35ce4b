//! [`RecordFields`]: the keys of one record, read by name; everything odd about them becomes a fault.
//!
//! The records of this room ask for their keys here. A key of the wrong shape costs its own value
//! and nothing else.

use std::collections::HashSet;

use super::json::{JsonNode, Member, Value};
use super::sink::Sink;
use crate::resembling::nearest;
use onrecord_model::Stated;
use onrecord_model::fault::{FaultKind, RecordKind, ValueShape};
use onrecord_model::terms::Terms;

/// One record's keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordFields<'n> {
    /// The record's first byte.
    pub at: u32,
    record: RecordKind,
    members: &'n [Member<'n>],
}

impl<'n> RecordFields<'n> {
    /// The keys of `node`, after telling those that are not among `known`; nothing where it is no
    /// object. `key` names the key or list that holds it.
    pub(super) fn of(
        node: &'n JsonNode<'n>,
        key: &'static str,
        record: RecordKind,
        known: &[&'static str],
        sink: &mut Sink,
    ) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            return wrong(node, key, ValueShape::Object, sink);
        };
        let fields = Self { at: node.at, record, members };
        fields.check(known, sink);
        Some(fields)
    }

    fn check(&self, known: &[&'static str], sink: &mut Sink) {
        let mut seen = HashSet::new();
        for member in self.members {
            let key = member.key.as_ref();
            if !seen.insert(key) {
                sink.put(member.at, FaultKind::KeyTwice(key.to_owned()));
            } else if !known.contains(&key) {
                let nearest = nearest(key, known.iter().copied())
                    .and_then(|near| known.iter().find(|known| **known == near).copied());
                let key = key.to_owned();
                sink.put(
                    member.at,
                    FaultKind::UnknownKey {
                        record: self.record,
                        key,
                        nearest: nearest.map(Into::into),
                    },
                );
            }
        }
    }

    /// The value of `key`; `null` is [`Stated::Silent`], an absent key [`Stated::Unseen`].
    pub(super) fn get(&self, key: &str) -> Stated<&'n JsonNode<'n>> {
        match self.members.iter().find(|member| member.key == key) {
            None => Stated::Unseen,
            Some(Member { node: JsonNode { value: Value::Null, .. }, .. }) => Stated::Silent,
            Some(member) => Stated::Is(&member.node),
        }
    }

    /// The value of `key`, `null` too.
    pub(super) fn any(&self, key: &str) -> Option<&'n JsonNode<'n>> {
        self.members.iter().find(|member| member.key == key).map(|member| &member.node)
    }

    /// The value of a key that must be there.
    pub(super) fn need(&self, key: &'static str, sink: &mut Sink) -> Option<&'n JsonNode<'n>> {
        let value = self.get(key).value().copied();
        if value.is_none() {
            sink.put(self.at, FaultKind::MissingKey { record: self.record, key: key.into() });
        }
        value
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str, sink: &mut Sink) -> Stated<&'n str> {
        self.read(key, |node| as_text(node, key, sink))
    }

    /// A text that must be there and must not be empty.
    pub(super) fn need_text(&self, key: &'static str, sink: &mut Sink) -> Option<&'n str> {
        let text = as_text(self.need(key, sink)?, key, sink)?;
        if text.trim().is_empty() {
            sink.put(self.at, FaultKind::MissingKey { record: self.record, key: key.into() });
            return None;
        }
        Some(text)
    }

    /// The same, and an empty text where it is not there, which is told.
    pub(super) fn text_or_empty(&self, key: &'static str, sink: &mut Sink) -> &'n str {
        self.need_text(key, sink).unwrap_or_default()
    }

    /// A text of the reader's own.
    pub(super) fn string(&self, key: &'static str, sink: &mut Sink) -> Stated<String> {
        self.text(key, sink).map(str::to_owned)
    }

    /// A whole number from 1.
    pub(super) fn count(&self, key: &'static str, sink: &mut Sink) -> Option<u32> {
        let node = self.get(key).value().copied()?;
        let number = match node.value {
            Value::Number(digits) => digits.parse().ok().filter(|number| *number > 0),
            _ => None,
        };
        number.or_else(|| wrong(node, key, ValueShape::Count, sink))
    }

    /// `true` or `false`.
    pub(super) fn yes(&self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        let node = self.get(key).value().copied()?;
        match node.value {
            Value::Bool(yes) => Some(yes),
            _ => wrong(node, key, ValueShape::YesNo, sink),
        }
    }

    /// The items of a list. A single value counts as a list of one, an empty list as
    /// [`Stated::Silent`]: somebody looked, and there is nothing.
    pub(super) fn list(&self, key: &str) -> Stated<&'n [JsonNode<'n>]> {
        match self.get(key) {
            Stated::Unseen => Stated::Unseen,
            Stated::Silent => Stated::Silent,
            Stated::Is(JsonNode { value: Value::List(items), .. }) if items.is_empty() => {
                Stated::Silent
            }
            Stated::Is(JsonNode { value: Value::List(items), .. }) => Stated::Is(items),
            Stated::Is(node) => Stated::Is(std::slice::from_ref(node)),
        }
    }

    /// The items of a list, none where there is no list.
    pub(super) fn items(&self, key: &str) -> &'n [JsonNode<'n>] {
        match self.list(key) {
            Stated::Is(items) => items,
            Stated::Silent | Stated::Unseen => &[],
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&self, key: &'static str, sink: &mut Sink) -> Vec<String> {
        let items = self.items(key).iter();
        items.filter_map(|item| as_text(item, key, sink)).map(str::to_owned).collect()
    }

    /// One of a few values; `None` where the key is absent, `null` or none of them.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &'static str,
        choices: &Terms<T>,
        sink: &mut Sink,
    ) -> Option<T> {
        let node = self.get(key).value().copied()?;
        let text = as_text(node, key, sink)?;
        let chosen = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if chosen.is_none() {
            let allowed = choices.iter().map(|(name, _)| (*name).into()).collect();
            sink.put(
                node.at,
                FaultKind::UnknownValue { key: key.into(), value: text.to_owned(), allowed },
            );
        }
        chosen
    }

    fn read<T>(&self, key: &str, read: impl FnOnce(&'n JsonNode<'n>) -> Option<T>) -> Stated<T> {
        match self.get(key) {
            Stated::Unseen => Stated::Unseen,
            Stated::Silent => Stated::Silent,
            Stated::Is(node) => read(node).map_or(Stated::Unseen, Stated::Is),
        }
    }
}

/// The text of a node.
pub(super) fn as_text<'n>(
    node: &'n JsonNode,
    key: &'static str,
    sink: &mut Sink,
) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => wrong(node, key, ValueShape::Text, sink),
    }
}

/// Tells that a value has not the shape it needs. What is broken has been told already.
pub(super) fn wrong<T>(
    node: &JsonNode,
    key: &'static str,
    shape: ValueShape,
    sink: &mut Sink,
) -> Option<T> {
    if node.value != Value::Broken {
        sink.put(node.at, FaultKind::WrongShape { key: key.into(), shape });
    }
    None
}
