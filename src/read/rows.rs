//! Lists of statements, one JSON object a line (NDJSON): `text` and, where known, `id`, `speaker`,
//! `source`, `date` and `link`. The lines of `list statements --json` are such a list.
//!
//! One line at a time and borrowing from it, so that a million take no memory beyond their words.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// One row as it stands in the line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row<'l> {
    /// What was said. Never blank.
    #[serde(borrow)]
    pub text: Cow<'l, str>,
    /// The row's own id.
    #[serde(borrow, default)]
    pub id: Option<Name<'l>>,
    /// Who said it.
    #[serde(borrow, default)]
    pub speaker: Option<Name<'l>>,
    /// Where it stands.
    #[serde(borrow, default)]
    pub source: Option<Name<'l>>,
    /// When it was said.
    #[serde(borrow, default)]
    pub date: Option<Name<'l>>,
    /// Where it can be read.
    #[serde(borrow, default)]
    pub link: Option<Name<'l>>,
}

/// A name: a text, a number, or an object that has one (as our own `--json` writes a speaker).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'l>(pub Cow<'l, str>);

impl<'de: 'l, 'l> Deserialize<'de> for Name<'l> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, or an object with a name")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(number.to_string())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = Name(Cow::Borrowed(""));
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "name" | "edtf" => name = map.next_value::<Option<Name<'de>>>()?.unwrap_or(name),
                _ => drop(map.next_value::<serde::de::IgnoredAny>()?),
            }
        }
        Ok(name)
    }
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRow {
    /// It is not UTF-8.
    NotText,
    /// It is not a JSON object with a `text`, or one of its values has the wrong shape.
    NotARow,
    /// Its `text` is empty.
    NoWords,
}

/// Reads one line; `None` for a blank one.
///
/// # Errors
/// [`BadRow`] where the line is no row.
pub fn row(line: &[u8]) -> Result<Option<Row<'_>>, BadRow> {
    let line = std::str::from_utf8(line).map_err(|_| BadRow::NotText)?;
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Ok(None);
    }
    if !line.starts_with('{') {
        return Err(BadRow::NotARow);
    }
    let mut row: Row<'_> = serde_json::from_str(line).map_err(|_| BadRow::NotARow)?;
    if row.text.trim().is_empty() {
        return Err(BadRow::NoWords);
    }
    for name in [&mut row.id, &mut row.speaker, &mut row.source, &mut row.date, &mut row.link] {
        if name.as_ref().is_some_and(|name| name.0.trim().is_empty()) {
            *name = None;
        }
    }
    Ok(Some(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(row: &Row<'_>) -> String {
        let name =
            |name: &Option<Name<'_>>| name.as_ref().map_or("-".to_owned(), |n| n.0.to_string());
        let names = [&row.id, &row.speaker, &row.source, &row.date, &row.link].map(name);
        format!("{} | {}", row.text, names.join(" "))
    }

    #[test]
    fn lines_become_rows_or_say_why_not() {
        for (line, want) in [
            (
                r#"{"text":"No firmé nada","speaker":"Ana","id":"a1"}"#,
                Ok("No firmé nada | a1 Ana - - -"),
            ),
            (
                r#"{"id":7,"text":"say \"no\"\n","speaker":null,"more":[1]}"#,
                Ok("say \"no\"\n | 7 - - - -"),
            ),
            (
                r#"{"text":"x","speaker":{"id":"m","name":"Marroquín","mention":null},"source":"ic","link":""}"#,
                Ok("x | - Marroquín ic - -"),
            ),
            (r#"{"text":"x","date":{"edtf":"2022","inferred":[]}}"#, Ok("x | - - - 2022 -")),
            (r#"{"text":"  "}"#, Err(BadRow::NoWords)),
            (r#"{"speaker":"Ana"}"#, Err(BadRow::NotARow)),
            (r#"["text"]"#, Err(BadRow::NotARow)),
            ("{\"text\":\"x\"", Err(BadRow::NotARow)),
            ("text", Err(BadRow::NotARow)),
        ] {
            let got = row(line.as_bytes()).map(|row| shown(&row.expect("not blank")));
            assert_eq!(got.as_deref(), want.as_ref().copied(), "{line}");
        }
        assert_eq!(row(b" \r\n"), Ok(None));
        assert_eq!(row(b"{\"text\":\"\xff\"}"), Err(BadRow::NotText));
        assert_eq!(row("\u{feff}{\"text\":\"x\"}".as_bytes()).map(|row| row.is_some()), Ok(true));
    }
}
