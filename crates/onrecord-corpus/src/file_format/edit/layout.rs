//! How a record is written into a file that has a look of its own: spread over lines, on one line
//! with spaces, or as tight as it goes.

use std::fmt::Write;

use serde_json::{Map, Value};

use onrecord_text::{Part, Span, clean};

/// How records look where they are to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    /// One key a line.
    Spread {
        /// `\n` or `\r\n`.
        newline: &'static str,
        /// White space before the record's brackets.
        indent: String,
        /// White space that a level more has.
        unit: String,
    },
    /// `{ "id": "a" }`.
    Line,
    /// `{"id":"a"}`.
    Tight,
}

impl Layout {
    /// How the value at `span` looks: by what stands before it and within it.
    pub(super) fn of(text: &str, span: Span, unit: &str) -> Self {
        let own = span.of(text);
        let before = space_before(text, span.start as usize);
        match before.rsplit_once('\n') {
            Some((_, indent)) if own.contains('\n') => {
                Self::Spread { newline: newline(text), indent: indent.into(), unit: unit.into() }
            }
            _ if own.starts_with("{\"") || own.starts_with("[{\"") => Self::Tight,
            _ => Self::Line,
        }
    }

    /// The record.
    pub(super) fn record(&self, record: &Map<String, Value>) -> String {
        let Self::Spread { newline, indent, unit } = self else {
            return value(&Value::Object(record.clone()), self == &Self::Line);
        };
        let line = |(key, held): (&String, &Value)| {
            format!("{newline}{indent}{unit}{}: {}", string(key), value(held, true))
        };
        let lines: Vec<_> = record.iter().map(line).collect();
        format!("{{{}{newline}{indent}}}", lines.join(","))
    }

    /// A list with one record, which is laid out as this says; `outer` is the white space before
    /// the line on which the list begins.
    pub(super) fn list(&self, record: &str, outer: &str) -> String {
        match self {
            Self::Spread { newline, indent, .. } => {
                format!("[{newline}{indent}{record}{newline}{outer}]")
            }
            Self::Line => format!("[ {record} ]"),
            Self::Tight => format!("[{record}]"),
        }
    }
}

/// White space directly before byte `at`.
pub(super) fn space_before(text: &str, at: usize) -> &str {
    let before = text.part(..at);
    let solid = before.trim_end_matches([' ', '\t', '\n', '\r']).len();
    before.part(solid..)
}

/// How lines end in `text`.
pub(super) fn newline(text: &str) -> &'static str {
    let first = memchr::memchr(b'\n', text.as_bytes()).and_then(|at| text.get(..at));
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// A value on one line.
pub(super) fn value(held: &Value, spaced: bool) -> String {
    let (space, pad) = if spaced { (" ", " ") } else { ("", "") };
    let inside = |parts: Vec<String>, open: char, close: char| {
        let pad = if parts.is_empty() { "" } else { pad };
        format!("{open}{pad}{}{pad}{close}", parts.join(&format!(",{space}")))
    };
    match held {
        Value::String(text) => string(text),
        Value::Array(items) => {
            inside(items.iter().map(|item| value(item, spaced)).collect(), '[', ']')
        }
        Value::Object(entries) => {
            let entry = |(key, held): (&String, &Value)| {
                format!("{}:{space}{}", string(key), value(held, spaced))
            };
            inside(entries.iter().map(entry).collect(), '{', '}')
        }
        plain => plain.to_string(),
    }
}

/// A JSON text; what could steer a terminal that shows the file stands as `\uXXXX`.
pub(super) fn string(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    if !quoted.chars().any(clean::is_hostile) {
        return quoted;
    }
    let mut out = String::new();
    for c in quoted.chars() {
        if clean::is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}
