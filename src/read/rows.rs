//! Lists of statements, one JSON object a line (NDJSON): `text` and, where known, `id`, `speaker`,
//! `source`, `date` and `link`. The lines of `list statements --json` are such a list, and so are
//! those of Quotebank (`quotation`, `quoteID`, `urls`). [`Row`] is also what a table has.
//!
//! One line at a time and borrowing from it, so that a million take no memory beyond their words.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One row: borrowed from its line, or owning its cells (`Row<'static>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'l> {
    /// What was said. Never blank.
    pub text: Cow<'l, str>,
    /// The row's own id.
    pub id: Option<Name<'l>>,
    /// Who said it.
    pub speaker: Option<Name<'l>>,
    /// Where it stands.
    pub source: Option<Name<'l>>,
    /// When it was said.
    pub date: Option<Name<'l>>,
    /// Where it can be read.
    pub link: Option<Name<'l>>,
}

/// The fields of a line under all their names. A line may have several of one meaning; our own
/// names stand before those of others.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow, default)]
    text: Option<Words<'l>>,
    #[serde(borrow, default)]
    quotation: Option<Words<'l>>,
    #[serde(borrow, default)]
    quote: Option<Words<'l>>,
    #[serde(borrow, default)]
    id: Option<Name<'l>>,
    #[serde(borrow, default, rename = "quoteID")]
    quote_id: Option<Name<'l>>,
    #[serde(borrow, default)]
    speaker: Option<Name<'l>>,
    #[serde(borrow, default)]
    source: Option<Name<'l>>,
    #[serde(borrow, default)]
    date: Option<Name<'l>>,
    #[serde(borrow, default)]
    link: Option<Name<'l>>,
    #[serde(borrow, default)]
    url: Option<Name<'l>>,
    #[serde(borrow, default)]
    urls: Option<Name<'l>>,
}

/// What was said: a text and nothing else.
#[derive(Deserialize)]
struct Words<'l>(#[serde(borrow)] Cow<'l, str>);

/// A name: a text, a number, an object that has one (as our own `--json` writes a speaker), or the
/// first of a list.
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
        out.write_str("a text, an object with a name, or a list of these")
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
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let first = list.next_element::<Option<Name<'de>>>()?.flatten();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first.unwrap_or(Name(Cow::Borrowed(""))))
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
    let line: Line<'_> = serde_json::from_str(line).map_err(|_| BadRow::NotARow)?;
    let text = line.text.or(line.quotation).or(line.quote).ok_or(BadRow::NotARow)?.0;
    if text.trim().is_empty() {
        return Err(BadRow::NoWords);
    }
    Ok(Some(Row {
        text,
        id: stated(line.id).or(stated(line.quote_id)),
        speaker: stated(line.speaker),
        source: stated(line.source),
        date: stated(line.date).map(day),
        link: stated(line.link).or(stated(line.url)).or(stated(line.urls)),
    }))
}

/// A name that says something: not blank, and not what programs write for nothing.
pub(super) fn stated(name: Option<Name<'_>>) -> Option<Name<'_>> {
    name.filter(|Name(name)| {
        !matches!(name.trim(), "" | "None" | "null" | "NULL" | "nan" | "NaN" | "N/A")
    })
}

/// The day of a date that has a time of day behind it (`2019-06-24 19:21:00`), which is no EDTF.
pub(super) fn day(Name(date): Name<'_>) -> Name<'_> {
    const DAY: usize = 10;
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        DAY => byte == b' ',
        _ => byte.is_ascii_digit(),
    };
    if date.len() <= DAY || !date.bytes().take(DAY + 1).enumerate().all(fits) {
        return Name(date);
    }
    Name(match date {
        Cow::Borrowed(date) => Cow::Borrowed(date.get(..DAY).unwrap_or(date)),
        Cow::Owned(mut date) => {
            date.truncate(DAY);
            Cow::Owned(date)
        }
    })
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
            (
                r#"{"quoteID":"2019-q1","quotation":"I did not","speaker":"None","qids":["Q1"],"date":"2019-06-24 19:21:00","probas":[["None","0.9"]],"urls":["http://a.org","http://b.org"],"phase":"E"}"#,
                Ok("I did not | 2019-q1 - - 2019-06-24 http://a.org"),
            ),
            (
                r#"{"quote":"other","text":"ours","url":"http://u","urls":[],"link":null,"date":"2019-06"}"#,
                Ok("ours | - - - 2019-06 http://u"),
            ),
            (r#"{"quote":"x","urls":[null],"speaker":["Ana","Luz"]}"#, Ok("x | - Ana - - -")),
            (r#"{"text":7}"#, Err(BadRow::NotARow)),
            (r#"{"text":null}"#, Err(BadRow::NotARow)),
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
