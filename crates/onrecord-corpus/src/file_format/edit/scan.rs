//! Where the values of a JSON text stand. The text must be sound ([`sound`]); of one that is not the
//! answers are empty or wrong, never a panic.

use serde::de::IgnoredAny;

use onrecord_text::{Part, Span};

/// The mark of byte order that some editors put in front.
const MARK: char = '\u{feff}';

/// Whether `text` is one JSON value from end to end.
///
/// # Errors
/// The line, from 1, on which it is not.
pub(super) fn sound(text: &str) -> Result<(), u32> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    serde_json::from_str::<IgnoredAny>(text).map(drop).map_err(|flaw| flaw.line() as u32)
}

/// The value that is the whole text.
pub(super) fn root(text: &str) -> Span {
    let from = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    value(text, from)
}

/// The keys of the object at `object` and their values, in order.
pub(super) fn entries(text: &str, object: Span) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut at = opened(text, object, b'{');
    while let Some(from) = at.filter(|at| byte(text, *at) == Some(b'"')) {
        let key = value(text, from);
        let colon = past_space(text, key.end as usize);
        let held = value(text, colon + 1);
        found.push((key, held));
        at = next(text, held);
    }
    found
}

/// The items of the list at `list`, in order.
pub(super) fn items(text: &str, list: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = opened(text, list, b'[');
    while let Some(from) = at.filter(|at| !matches!(byte(text, *at), None | Some(b']'))) {
        let item = value(text, from);
        if item.is_empty() {
            break;
        }
        found.push(item);
        at = next(text, item);
    }
    found
}

/// The value under `key` in the object at `object`, the first if there are several.
pub(super) fn under(text: &str, object: Span, key: &str) -> Option<Span> {
    let of = entries(text, object).into_iter();
    of.filter(|(name, _)| string(text, *name).as_deref() == Some(key)).map(|(_, held)| held).next()
}

/// The text that the value at `span` is.
pub(super) fn string(text: &str, span: Span) -> Option<String> {
    serde_json::from_str(span.of(text)).ok()
}

/// The text under `key` in the object at `object`.
pub(super) fn string_under(text: &str, object: Span, key: &str) -> Option<String> {
    under(text, object, key).and_then(|held| string(text, held))
}

/// The records under `key`, which may be one without brackets.
pub(super) fn records(text: &str, key: &str) -> Vec<Span> {
    match under(text, root(text), key) {
        Some(held) if held.of(text).starts_with('[') => items(text, held),
        Some(held) if held.of(text).starts_with('{') => vec![held],
        _ => Vec::new(),
    }
}

/// The first byte inside the brackets.
fn opened(text: &str, span: Span, bracket: u8) -> Option<usize> {
    let start = span.start as usize;
    (byte(text, start) == Some(bracket)).then(|| past_space(text, start + 1))
}

/// The byte after the comma behind `value`; nothing where it is the last.
fn next(text: &str, value: Span) -> Option<usize> {
    let at = past_space(text, value.end as usize);
    (byte(text, at) == Some(b',')).then(|| past_space(text, at + 1))
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

fn past_space(text: &str, mut at: usize) -> usize {
    while matches!(byte(text, at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// The value that begins at `from`, after white space.
fn value(text: &str, from: usize) -> Span {
    let from = past_space(text, from);
    let mut at = from;
    let mut open = 0usize;
    while let Some(here) = byte(text, at) {
        match here {
            b'"' => at = past_string(text, at),
            b'{' | b'[' => {
                open += 1;
                at += 1;
            }
            b'}' | b']' if open == 0 => break,
            b'}' | b']' => {
                open -= 1;
                at += 1;
            }
            _ if open == 0 => {
                let ends = |b: &u8| b",]}: \t\r\n".contains(b);
                let rest = text.as_bytes().part(at..);
                at += rest.iter().position(ends).unwrap_or(rest.len());
                break;
            }
            _ => at += 1,
        }
        if open == 0 {
            break;
        }
    }
    Span::at(from, at)
}

/// The byte after the text that begins at `at`.
fn past_string(text: &str, mut at: usize) -> usize {
    at += 1;
    while let Some(here) = byte(text, at) {
        match here {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}
