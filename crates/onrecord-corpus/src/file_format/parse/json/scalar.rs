//! Texts, numbers and words of the forgiving JSON reader, and what is passed over.

use std::borrow::Cow;

use super::{JsonNode, Parser, Value};
use onrecord_model::fault::JsonFlaw;
use onrecord_text::Part;

impl<'a> Parser<'a, '_> {
    /// Whether a text with a colon behind it begins here: a key, which no list holds.
    pub(super) fn at_key(&self) -> bool {
        let (_, end) = self.text_end(self.at);
        end.is_some_and(|end| self.byte(self.past_space(end)) == Some(b':'))
    }

    /// Whether the text that begins at `from` has a `\` in it, and one past its closing mark. No
    /// end where the line ends first: JSON has no line ends inside a text.
    fn text_end(&self, from: usize) -> (bool, Option<usize>) {
        let (mut at, mut escaped) = (from + 1, false);
        loop {
            match self.byte(at) {
                Some(b'"') => return (escaped, Some(at + 1)),
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                None | Some(b'\n') => return (escaped, None),
                Some(_) => at += 1,
            }
        }
    }

    pub(super) fn key(&mut self) -> JsonNode<'a> {
        let (escaped, end) = self.text_end(self.at);
        self.text_token(escaped, end)
    }

    pub(super) fn text_value(&mut self) -> JsonNode<'a> {
        let from = self.at;
        let (escaped, end) = self.text_end(from);
        if let Some(end) = end.filter(|end| self.is_quote_inside(*end)) {
            self.at = self.likely_end(end);
            return self.broken(from, JsonFlaw::QuoteInside);
        }
        self.text_token(escaped, end)
    }

    /// The text that begins here and ends before `end`.
    fn text_token(&mut self, escaped: bool, end: Option<usize>) -> JsonNode<'a> {
        let from = self.at;
        let Some(end) = end else {
            self.at = self.line_end(from);
            return self.broken(from, JsonFlaw::UnclosedText);
        };
        self.at = end;
        let token = self.text.part(from..end);
        let value = if escaped {
            serde_json::from_str(token).ok().map(Cow::Owned)
        } else {
            token.get(1..token.len() - 1).map(Cow::Borrowed)
        };
        match value {
            Some(value) => JsonNode { at: from as u32, value: Value::Text(value) },
            None => self.broken(from, JsonFlaw::BadEscape),
        }
    }

    /// Whether what follows a text on its line shows that its closing mark stands inside words.
    fn is_quote_inside(&self, end: usize) -> bool {
        let next = self.past_space(end);
        let Some(byte) = self.byte(next) else { return false };
        let same_line = !self.text.as_bytes().get(end..next).is_some_and(|s| s.contains(&b'\n'));
        // Two texts with a space between them lack a comma.
        let apart = byte == b'"' && next > end;
        same_line && !apart && !matches!(byte, b',' | b':' | b'}' | b']')
    }

    /// The next quotation mark on the line that can close a text; else the line's end.
    fn likely_end(&self, from: usize) -> usize {
        let line_end = self.line_end(from);
        let line = self.text.as_bytes().part(from..line_end);
        let closes = |mark: &usize| {
            let next = self.past_space(from + mark + 1);
            next >= line_end || matches!(self.byte(next), Some(b',' | b'}' | b']'))
        };
        memchr::memchr_iter(b'"', line).find(closes).map_or(line_end, |mark| from + mark + 1)
    }

    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().part(from.min(self.end)..self.end);
        memchr::memchr(b'\n', rest).map_or(self.end, |length| from + length)
    }

    /// A number, `true`, `false` or `null`.
    pub(super) fn word(&mut self) -> JsonNode<'a> {
        let from = self.at;
        let rest = self.text.part(from..self.end);
        let length = rest
            .bytes()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')))
            .unwrap_or(rest.len());
        let word = rest.part(..length);
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => Value::Number(word),
            _ => {
                self.junk();
                return JsonNode { at: from as u32, value: Value::Broken };
            }
        };
        self.at += length;
        JsonNode { at: from as u32, value }
    }

    /// Passes over what is no value, to the next comma or bracket or the end of the line.
    pub(super) fn junk(&mut self) {
        const SHOWN: usize = 40;
        let rest = self.text.part(self.at..self.end);
        let comment = rest.starts_with('/');
        let ends = |c: char| c == '\n' || !comment && matches!(c, ',' | '}' | ']');
        let length = rest.find(ends).unwrap_or(rest.len());
        let word = rest.part(..length).trim_end();
        let shown = word.part(..word.floor_char_boundary(SHOWN));
        self.flaw(self.at, JsonFlaw::NotAValue(shown.to_owned()));
        // At least one character, so that every call brings the reader further.
        self.at += length.max(rest.ceil_char_boundary(1));
    }

    /// Passes over brackets and all they hold, without a stack.
    pub(super) fn pass_brackets(&mut self) {
        let mut open = 0usize;
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'"' => {
                    let end = self.text_end(self.at).1;
                    self.at = end.unwrap_or_else(|| self.line_end(self.at));
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }
}
