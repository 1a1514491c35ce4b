//! A line of a list as it is parsed: the fields of a row under all their names, and the rest.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::details::{MENTION_KEY, Rest, SPEAKER_BY_KEY};
use super::{Name, Speaker, stated};

/// The fields of a line under all their names. A line may have several of one meaning; our own
/// names stand before those of others.
#[derive(Default)]
pub(super) struct RowLine<'l> {
    pub(super) text: Option<RowWords<'l>>,
    pub(super) quotation: Option<RowWords<'l>>,
    pub(super) quote: Option<RowWords<'l>>,
    pub(super) id: Option<Name<'l>>,
    pub(super) quote_id: Option<Name<'l>>,
    pub(super) speaker: Option<By<'l>>,
    pub(super) source: Option<Name<'l>>,
    pub(super) date: Option<Name<'l>>,
    pub(super) link: Option<Name<'l>>,
    pub(super) url: Option<Name<'l>>,
    pub(super) urls: Option<Name<'l>>,
    /// All other keys, with those of a speaker that is a record.
    pub(super) rest: Rest<'l>,
}

/// What was said: a text and nothing else.
#[derive(Deserialize)]
pub(super) struct RowWords<'l>(#[serde(borrow)] pub(super) Cow<'l, str>);

/// A speaker: a name as it stands, or a record.
pub(super) enum By<'l> {
    Name(Name<'l>),
    Record(Speaker<'l>),
}

/// The speaker, where one is named.
pub(super) fn stated_by(by: Option<By<'_>>) -> Option<Speaker<'_>> {
    match by? {
        By::Name(name) => stated(Some(name)).map(|Name(name)| Speaker { name, id: None }),
        By::Record(speaker) => Some(speaker).filter(|speaker| !speaker.name.is_empty()),
    }
}

impl<'l> RowLine<'l> {
    /// The value of `kind` as JSON.
    pub(super) fn kind(&self) -> Option<&'l str> {
        self.rest.iter().find(|(key, _)| key == "kind").map(|(_, json)| *json)
    }

    /// Whether it has a key that is no plain row's.
    pub(super) fn has(&self, key: &str) -> bool {
        self.rest.iter().any(|(own, _)| own == key)
    }
}

impl<'de: 'l, 'l> Deserialize<'de> for RowLine<'l> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = RowLine<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut line = RowLine::default();
        while let Some(RowWords(key)) = map.next_key::<RowWords<'de>>()? {
            match &*key {
                "text" => once(&mut line.text, &mut map)?,
                "quotation" => once(&mut line.quotation, &mut map)?,
                "quote" => once(&mut line.quote, &mut map)?,
                "id" => once(&mut line.id, &mut map)?,
                "quoteID" => once(&mut line.quote_id, &mut map)?,
                "source" => once(&mut line.source, &mut map)?,
                "date" => once(&mut line.date, &mut map)?,
                "link" => once(&mut line.link, &mut map)?,
                "url" => once(&mut line.url, &mut map)?,
                "urls" => once(&mut line.urls, &mut map)?,
                "speaker" => {
                    let by = map.next_value::<Option<ByLine<'de>>>()?;
                    if line.speaker.is_some() {
                        return Err(A::Error::custom(TWICE));
                    }
                    if let Some(ByLine { by, rest }) = by {
                        line.speaker = Some(by);
                        line.rest.extend(rest);
                    }
                }
                _ => line.rest.push((key, map.next_value::<&RawValue>()?.get())),
            }
        }
        Ok(line)
    }
}

const TWICE: &str = "a key stands twice";

fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::custom(TWICE));
    }
    *slot = map.next_value()?;
    Ok(())
}

/// A speaker, and the keys of its record that are details of the row.
struct ByLine<'l> {
    by: By<'l>,
    rest: Rest<'l>,
}

impl<'de: 'l, 'l> Deserialize<'de> for ByLine<'l> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ByVisitor)
    }
}

struct ByVisitor;

impl ByVisitor {
    fn name<E>(name: Result<Name<'_>, E>) -> Result<ByLine<'_>, E> {
        Ok(ByLine { by: By::Name(name?), rest: Rest::new() })
    }
}

impl<'de> Visitor<'de> for ByVisitor {
    type Value = ByLine<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        NameVisitor.expecting(out)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Self::name(NameVisitor.visit_borrowed_str(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Self::name(NameVisitor.visit_str(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Self::name(NameVisitor.visit_u64(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Self::name(NameVisitor.visit_i64(number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Self::name(NameVisitor.visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut speaker = Speaker { name: Cow::Borrowed(""), id: None };
        let mut rest = Rest::new();
        while let Some(RowWords(key)) = map.next_key::<RowWords<'de>>()? {
            let mut own = |key: &'static str, json: &'de RawValue| {
                rest.push((Cow::Borrowed(key), json.get()));
            };
            match &*key {
                "id" => speaker.id = map.next_value::<Option<RowWords<'de>>>()?.map(|id| id.0),
                "name" => {
                    let name = map.next_value::<Option<RowWords<'de>>>()?;
                    speaker.name = name.map_or(speaker.name, |name| name.0);
                }
                "mention" => own(MENTION_KEY, map.next_value()?),
                "by" => own(SPEAKER_BY_KEY, map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if speaker.name.is_empty() {
            speaker.name = speaker.id.clone().unwrap_or_default();
        }
        Ok(ByLine { by: By::Record(speaker), rest })
    }
}

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
