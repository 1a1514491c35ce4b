//! A forgiving reader of JSON: a tree of values with their places, and what is wrong with the file.
//!
//! `format` calls it. A strict reader gives up at the first missing comma and takes the whole
//! investigation with it. This one names the flaw and goes on, so that a flaw costs one value or
//! one record. Its tree holds no guesses: what cannot be read with certainty is [`Value::Broken`].
//!
//! A file that is JSON is read as it stands. One that is not is read a second time with *fences*:
//! the next line that begins with `{` in the column of a list's first record ends a record that has
//! lost its own brace, which would else swallow all records after it.

mod fence;
mod scalar;

use std::borrow::Cow;

use super::lines::Lines;
use super::sink::Sink;
use fence::Fence;
use onrecord_model::fault::{FaultKind, JsonFlaw};

/// Brackets in brackets before a value is passed over: records need six, a stack bears hundreds.
const DEEPEST: usize = 64;
/// Depth of the list of records under a top-level key; the records stand one deeper.
const LISTS: usize = 1;

/// A value at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct JsonNode<'a> {
    /// Its first byte in the file.
    pub at: u32,
    pub value: Value<'a>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<JsonNode<'a>>),
    Object(Vec<Member<'a>>),
    /// Not to be read with certainty; the flaw has been told.
    Broken,
}

impl JsonNode<'_> {
    pub(super) fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member<'a> {
    /// The key's first byte in the file.
    pub at: u32,
    pub key: Cow<'a, str>,
    pub node: JsonNode<'a>,
}

/// Reads `text`, which must be shorter than 4 GiB.
pub(super) fn read<'a>(text: &'a str, lines: &Lines) -> (JsonNode<'a>, Sink) {
    let (root, sink) = Parser::new(text, lines, Fences::Off).root();
    if sink.count() == 0 { (root, sink) } else { Parser::new(text, lines, Fences::On).root() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fences {
    Off,
    On,
}

struct Parser<'a, 'l> {
    text: &'a str,
    lines: &'l Lines,
    fences: Fences,
    /// The byte to read next.
    at: usize,
    /// One past the last byte that may be read: the file's end, or a fence.
    end: usize,
    sink: Sink,
    /// A flaw has just been told: what follows from it directly is not told again.
    hurt: bool,
}

impl<'a, 'l> Parser<'a, 'l> {
    fn new(text: &'a str, lines: &'l Lines, fences: Fences) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, lines, fences, at, end: text.len(), sink: Sink::default(), hurt: false }
    }

    fn root(mut self) -> (JsonNode<'a>, Sink) {
        let root = match self.next() {
            Some(b'{') => self.object(0),
            Some(_) => self.broken(self.at, JsonFlaw::NotAnObject),
            None => self.broken(0, JsonFlaw::Empty),
        };
        (root, self.sink)
    }

    fn flaw(&mut self, at: usize, flaw: JsonFlaw) {
        if !self.hurt {
            self.sink.put(at as u32, FaultKind::Json(flaw));
        }
        self.hurt = true;
    }

    fn broken(&mut self, at: usize, flaw: JsonFlaw) -> JsonNode<'a> {
        self.flaw(at, flaw);
        JsonNode { at: at as u32, value: Value::Broken }
    }

    fn unclosed(&mut self, at: usize, opener: char) {
        let before = self.lines.of(self.at as u32);
        self.flaw(at, JsonFlaw::Unclosed { opener, before });
    }

    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    /// Passes over white space; the byte that stands there then.
    fn next(&mut self) -> Option<u8> {
        self.at = self.past_space(self.at);
        self.byte(self.at)
    }

    fn past_space(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            at += 1;
        }
        at
    }

    fn value(&mut self, depth: usize) -> JsonNode<'a> {
        match self.next() {
            Some(b'{' | b'[') if depth > DEEPEST => {
                let node = self.broken(self.at, JsonFlaw::TooDeep);
                self.pass_brackets();
                node
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.text_value(),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> JsonNode<'a> {
        let opened = self.at;
        let mut members: Vec<Member<'a>> = Vec::new();
        self.at += 1;
        loop {
            match self.next() {
                Some(b'"') => members.extend(self.member(depth)),
                Some(b'}') if depth == 0 && self.byte(self.past_space(self.at + 1)).is_some() => {
                    self.pass_stray('}');
                }
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b'{') if depth == 0 => {
                    self.flaw(self.at, JsonFlaw::Stray('{'));
                    let record = self.value(LISTS + 1);
                    reopen(&mut members, record);
                    self.separate(b'}');
                }
                Some(b']') if depth == 0 => self.pass_stray(']'),
                Some(b',') => self.pass_comma(),
                None | Some(b'{' | b']') => {
                    self.unclosed(opened, '{');
                    break;
                }
                Some(_) => {
                    self.junk();
                }
            }
        }
        JsonNode { at: opened as u32, value: Value::Object(members) }
    }

    /// A key with its value; nothing where it has none.
    fn member(&mut self, depth: usize) -> Option<Member<'a>> {
        let key = self.key();
        let has_colon = self.next() == Some(b':');
        if has_colon {
            self.at += 1;
        }
        let node = match self.next() {
            None | Some(b',' | b'}' | b']') => {
                let flaw = if has_colon { JsonFlaw::MissingValue } else { JsonFlaw::MissingColon };
                self.broken(key.at as usize, flaw)
            }
            Some(_) => {
                if !has_colon {
                    self.flaw(key.at as usize, JsonFlaw::MissingColon);
                }
                self.value(depth + 1)
            }
        };
        self.separate(b'}');
        let Value::Text(name) = key.value else { return None };
        Some(Member { at: key.at, key: name, node })
    }

    fn list(&mut self, depth: usize) -> JsonNode<'a> {
        let opened = self.at;
        let mut items = Vec::new();
        let mut fence = Fence::default();
        self.at += 1;
        loop {
            match self.next() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b'}')
                    if depth == LISTS && self.byte(self.past_space(self.at + 1)).is_some() =>
                {
                    self.pass_stray('}');
                }
                Some(b',') => self.pass_comma(),
                None | Some(b'}') => {
                    self.unclosed(opened, '[');
                    break;
                }
                Some(b'"') if self.at_key() => {
                    self.unclosed(opened, '[');
                    break;
                }
                Some(_) => {
                    let end = self.end;
                    if depth == LISTS && self.fences == Fences::On {
                        self.end = fence.after(self.text, self.at).min(end);
                    }
                    items.push(self.value(depth + 1));
                    self.end = end;
                    self.separate(b']');
                }
            }
        }
        JsonNode { at: opened as u32, value: Value::List(items) }
    }

    /// The comma after a value, or what stands in its place.
    fn separate(&mut self, closer: u8) {
        let after_value = self.at;
        match self.next() {
            Some(b',') => {
                let comma = self.at;
                self.hurt = false;
                self.at += 1;
                if self.next() == Some(closer) {
                    self.flaw(comma, JsonFlaw::ExtraComma);
                    self.hurt = false;
                }
            }
            None | Some(b'}' | b']') => {}
            // The list lacks its bracket rather than a comma.
            Some(b'"') if closer == b']' && self.at_key() => {}
            // A comment or the like: the flaw is what stands here.
            Some(byte) if !byte.is_ascii_alphanumeric() && !b"\"{[-".contains(&byte) => {}
            Some(_) => {
                self.flaw(after_value.saturating_sub(1), JsonFlaw::MissingComma);
                self.hurt = false;
            }
        }
    }

    fn pass_comma(&mut self) {
        self.flaw(self.at, JsonFlaw::ExtraComma);
        self.at += 1;
        self.hurt = false;
    }

    fn pass_stray(&mut self, bracket: char) {
        self.flaw(self.at, JsonFlaw::Stray(bracket));
        self.at += 1;
        // The comma that belongs to the stray bracket.
        if self.next() == Some(b',') {
            self.at += 1;
        }
        self.hurt = false;
    }
}

/// Puts a record that stands outside every list back into the list before it: a stray bracket had
/// closed that too early.
fn reopen<'a>(members: &mut [Member<'a>], record: JsonNode<'a>) {
    let lists = members.iter_mut().rev().filter_map(|member| match &mut member.node.value {
        Value::List(items) => Some(items),
        _ => None,
    });
    if let Some(list) = lists.take(1).next() {
        list.push(record);
    }
}

#[cfg(test)]
mod tests;
