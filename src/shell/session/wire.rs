//! The file of a session, in JSON. Whatever stands in one is taken as far as it can be meant: lists are
//! cut at their bounds, and what is no session at all is none.

use serde::{Deserialize, Serialize};

use super::SavedSession;
use super::snapshot::{MOST_ROWS, MOST_SOURCES, SeenSource, Snapshot};
use crate::app::Pane;
use crate::app::session::{SavedPassage, SavedPlace, SavedRecord, SavedWords};
use onrecord_corpus::RecordKey;
use onrecord_search::FacetRole;
use onrecord_text::Part;

/// The number of this form; a file of another one is none.
const VERSION: u32 = 1;

/// Rows picked as filters, and selected, at most.
const MOST_PICKED: usize = 1_000;

/// Hexadecimal digits of a hash.
const DIGITS: usize = 16;

#[derive(Serialize, Deserialize)]
struct SessionFile {
    version: u32,
    #[serde(default)]
    at: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    actors: Vec<ActorFacet>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    list: u8,
    #[serde(default)]
    pane: u8,
    #[serde(default)]
    selected: Vec<RecordEntry>,
    #[serde(default)]
    passage: Option<PassageEntry>,
    /// Hashes, [`DIGITS`] each.
    #[serde(default)]
    read: String,
    #[serde(default)]
    seen: SeenEntry,
}

#[derive(Serialize, Deserialize)]
struct ActorFacet {
    id: String,
    #[serde(default)]
    any_role: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RecordEntry {
    kind: String,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<WordsEntry>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WordsEntry {
    source: String,
    start: u32,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct PassageEntry {
    subject: RecordEntry,
    words: WordsEntry,
    #[serde(default)]
    row: i32,
}

#[derive(Serialize, Deserialize, Default)]
struct SeenEntry {
    /// Of each source the hash of its file and of its content.
    #[serde(default)]
    sources: String,
    #[serde(default)]
    rows: Option<String>,
    #[serde(default)]
    decided: Option<String>,
}

/// The bytes of the file. (What has only strings and numbers can always be written.)
pub(super) fn write(saved: &SavedSession) -> Option<Vec<u8>> {
    let SavedSession { at, place, read, seen } = saved;
    let SavedPlace { query, actors, events, sources, weak, list, pane, selected, passage } = place;
    let strings = |ids: &[Box<str>]| ids.iter().map(ToString::to_string).collect();
    let pairs = seen.sources.iter().flat_map(|source| [source.file, source.content]);
    let file = SessionFile {
        version: VERSION,
        at: at.clone(),
        query: query.clone(),
        actors: actors
            .iter()
            .map(|(id, role)| ActorFacet { id: id.to_string(), any_role: *role == FacetRole::Any })
            .collect(),
        events: strings(events),
        sources: strings(sources),
        weak: *weak,
        list: number(*list),
        pane: number(*pane),
        selected: selected.iter().map(RecordEntry::of).collect(),
        passage: passage.as_ref().map(|passage| PassageEntry {
            subject: RecordEntry::of(&passage.subject),
            words: WordsEntry::of(&passage.words),
            row: passage.row,
        }),
        read: digits(read.iter().copied()),
        seen: SeenEntry {
            sources: digits(pairs),
            rows: seen.rows.as_ref().map(|rows| digits(rows.iter().copied())),
            decided: seen.decided.as_ref().map(|all| digits(all.iter().copied())),
        },
    };
    serde_json::to_vec(&file).ok()
}

/// What stands in the file; `None` where it is no session.
pub(super) fn read(bytes: &[u8]) -> Option<SavedSession> {
    let file: SessionFile = serde_json::from_slice(bytes).ok()?;
    if file.version != VERSION || !is_time(&file.at) {
        return None;
    }
    let ids = |ids: Vec<String>| ids.into_iter().take(MOST_PICKED).map(Box::from).collect();
    let role = |any| if any { FacetRole::Any } else { FacetRole::Speaker };
    let place = SavedPlace {
        query: file.query,
        actors: file
            .actors
            .into_iter()
            .take(MOST_PICKED)
            .map(|facet| (facet.id.into(), role(facet.any_role)))
            .collect(),
        events: ids(file.events),
        sources: ids(file.sources),
        weak: file.weak,
        list: pane(file.list).filter(|list| *list != Pane::Source).unwrap_or(Pane::Quotes),
        pane: pane(file.pane).unwrap_or(Pane::Quotes),
        selected: file
            .selected
            .into_iter()
            .take(MOST_PICKED)
            .filter_map(RecordEntry::read)
            .collect(),
        passage: file.passage.and_then(|passage| {
            let (subject, words) = (passage.subject.read()?, passage.words.read());
            Some(SavedPassage { subject, words, row: passage.row })
        }),
    };
    let pairs = numbers(&file.seen.sources, 2 * MOST_SOURCES)?;
    let sources = pairs.chunks_exact(2).filter_map(|pair| match *pair {
        [file, content] => Some(SeenSource { file, content, id: Box::default() }),
        _ => None,
    });
    let mut sources: Vec<_> = sources.collect();
    sources.sort_unstable();
    let sorted = |text: &str, most| {
        let mut hashes = numbers(text, most)?;
        hashes.sort_unstable();
        Some(hashes)
    };
    let known = |text: &Option<String>| match text {
        Some(hashes) => sorted(hashes, MOST_ROWS).map(Some),
        None => Some(None),
    };
    let (rows, decided) = (known(&file.seen.rows)?, known(&file.seen.decided)?);
    let read = sorted(&file.read, MOST_SOURCES)?;
    Some(SavedSession { at: file.at, place, read, seen: Snapshot { sources, rows, decided } })
}

/// Whether it looks like a time as we write it: its day is shown.
fn is_time(at: &str) -> bool {
    let like = "0000-00-00T00:00:00Z";
    at.len() == like.len()
        && at.bytes().zip(like.bytes()).all(|(byte, like)| match like {
            b'0' => byte.is_ascii_digit(),
            sign => byte == sign,
        })
}

impl RecordEntry {
    pub(super) fn of(record: &SavedRecord) -> Self {
        let kind = match record.key {
            RecordKey::Row(_) => "row",
            RecordKey::Event(_) => "event",
            RecordKey::Actor(_) => "actor",
            RecordKey::Source(_) => "source",
        };
        let words = record.words.as_ref().map(WordsEntry::of);
        Self { kind: kind.to_owned(), id: record.key.id().to_owned(), words }
    }

    pub(super) fn read(self) -> Option<SavedRecord> {
        let id = self.id.into();
        let key = match &*self.kind {
            "row" => RecordKey::Row(id),
            "event" => RecordKey::Event(id),
            "actor" => RecordKey::Actor(id),
            "source" => RecordKey::Source(id),
            _ => return None,
        };
        Some(SavedRecord { key, words: self.words.map(WordsEntry::read) })
    }
}

impl WordsEntry {
    pub(super) fn of(words: &SavedWords) -> Self {
        let SavedWords { source, start, text } = words;
        Self { source: source.to_string(), start: *start, text: text.clone() }
    }

    pub(super) fn read(self) -> SavedWords {
        SavedWords { source: self.source.into(), start: self.start, text: self.text }
    }
}

/// A pane by its number on the screen.
fn pane(number: u8) -> Option<Pane> {
    Pane::ALL.into_iter().nth(usize::from(number).checked_sub(1)?)
}

fn number(pane: Pane) -> u8 {
    match pane {
        Pane::Actors => 1,
        Pane::Timeline => 2,
        Pane::Quotes => 3,
        Pane::Source => 4,
    }
}

fn digits(hashes: impl Iterator<Item = u64>) -> String {
    use std::fmt::Write;
    hashes.fold(String::new(), |mut text, hash| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{hash:016x}");
        text
    })
}

/// Hashes, at most so many; `None` where it is something else.
fn numbers(text: &str, most: usize) -> Option<Vec<u64>> {
    if !text.len().is_multiple_of(DIGITS) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let each = (0..text.len() / DIGITS).take(most);
    each.map(|at| u64::from_str_radix(text.part(at * DIGITS..(at + 1) * DIGITS), 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn session() -> SavedSession {
        let words = SavedWords { source: "tape".into(), start: 7, text: "“Nobody…”".into() };
        let row = SavedRecord { key: RecordKey::Row("s1".into()), words: Some(words.clone()) };
        let actor = SavedRecord { key: RecordKey::Actor("ana".into()), words: None };
        let seen = |file, content| SeenSource { file, content, id: Box::default() };
        SavedSession {
            at: "2026-11-27T16:20:01Z".into(),
            place: SavedPlace {
                query: "by:ana \"quay".into(),
                actors: vec![("ana".into(), FacetRole::Any), ("bo".into(), FacetRole::Speaker)],
                events: vec!["e".into()],
                sources: vec!["tape".into()],
                weak: true,
                list: Pane::Timeline,
                pane: Pane::Source,
                selected: vec![row.clone(), actor],
                passage: Some(SavedPassage { subject: row, words, row: -3 }),
            },
            read: vec![1, u64::MAX],
            seen: Snapshot {
                sources: vec![seen(1, 9), seen(2, 3)],
                rows: Some(vec![0, 5]),
                decided: None,
            },
        }
    }

    #[test]
    fn a_session_comes_back_as_it_was() {
        for rows in [Some(vec![]), None, Some(vec![3, 4])] {
            let mut session = session();
            session.seen.decided.clone_from(&rows);
            session.seen.rows = rows;
            assert_eq!(read(&write(&session).unwrap()), Some(session));
        }
        assert_eq!(
            read(br#"{"version":1,"at":"2026-11-27T16:20:01Z"}"#).map(|s| s.place),
            Some(SavedPlace { list: Pane::Quotes, pane: Pane::Quotes, ..SavedPlace::default() })
        );
    }

    #[test]
    fn what_is_none_is_none() {
        for text in [
            "",
            "null",
            "[]",
            r#"{"version":1}"#,
            r#"{"version":2,"at":"2026-11-27T16:20:01Z"}"#,
            r#"{"version":1,"at":"yesterday"}"#,
            r#"{"version":1,"at":"2026-11-27T16:20:01Z","read":"é"}"#,
            r#"{"version":1,"at":"2026-11-27T16:20:01Z","read":"0"}"#,
            r#"{"version":1,"at":"2026-11-27T16:20:01Z","seen":{"sources":"xyzxyzxyzxyzxyzx"}}"#,
            r#"{"version":1,"at":"2026-11-27T16:20:01Z","pane":900}"#,
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_session_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        #[test]
        fn a_damaged_session_is_one_or_none(at in 0usize..900, byte in any::<u8>(), cut in any::<bool>()) {
            let mut bytes = write(&session()).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            if let Some(saved) = read(&bytes) {
                prop_assert_eq!(read(&write(&saved).unwrap()), Some(saved));
            }
        }
    }
}
