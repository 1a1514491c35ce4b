//! The file of drafts, in JSON. What stands in one is taken as far as it can be meant.

use serde::{Deserialize, Serialize};

use super::wire::{RecordEntry, WordsEntry};
use crate::app::draft::{DraftAbout, SavedDraft};
use onrecord_model::Field;

/// The number of this form; a file of another one holds none.
const VERSION: u32 = 1;

/// Drafts that are kept, the latest of them.
pub(super) const MOST: usize = 20;

#[derive(Serialize, Deserialize)]
struct DraftsFile {
    version: u32,
    #[serde(default)]
    drafts: Vec<DraftEntry>,
}

#[derive(Serialize, Deserialize)]
struct DraftEntry {
    field: String,
    #[serde(default)]
    records: Vec<RecordEntry>,
    /// Of a passage: its words, and its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    passage: Option<(WordsEntry, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    text: String,
}

/// The bytes of the file. (What has only strings and numbers can always be written.)
pub(super) fn write(drafts: Vec<SavedDraft>) -> Option<Vec<u8>> {
    let entry = |SavedDraft { field, about, status, text }: SavedDraft| {
        let (records, passage) = match about {
            DraftAbout::Records(records) => (records.iter().map(RecordEntry::of).collect(), None),
            DraftAbout::Passage(words, end) => (Vec::new(), Some((WordsEntry::of(&words), end))),
        };
        let status = status.map(String::from);
        DraftEntry { field: field.word().to_owned(), records, passage, status, text }
    };
    let drafts = drafts.into_iter().map(entry).collect();
    serde_json::to_vec(&DraftsFile { version: VERSION, drafts }).ok()
}

/// What stands in the file, as far as it can be meant.
pub(super) fn read(bytes: &[u8]) -> Vec<SavedDraft> {
    let file = serde_json::from_slice::<DraftsFile>(bytes).ok();
    let Some(file) = file.filter(|file| file.version == VERSION) else { return Vec::new() };
    let draft = |entry: DraftEntry| {
        let field = Field::named(&entry.field)?;
        let about = if let Some((words, end)) = entry.passage {
            DraftAbout::Passage(words.read(), end)
        } else {
            let records = entry.records.into_iter().map(RecordEntry::read);
            DraftAbout::Records(records.collect::<Option<Vec<_>>>()?)
        };
        let status = entry.status.map(Box::from);
        let meant = !matches!(&about, DraftAbout::Records(records) if records.is_empty());
        meant.then_some(SavedDraft { field, about, status, text: entry.text })
    };
    file.drafts.into_iter().take(MOST).filter_map(draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::session::{SavedRecord, SavedWords};
    use onrecord_corpus::RecordKey;
    use proptest::prelude::*;

    fn drafts() -> Vec<SavedDraft> {
        let words =
            || SavedWords { source: "tape".into(), start: 7, text: "“Nobody…”".into() };
        let record = |key, words| SavedRecord { key, words };
        let row = record(RecordKey::Row("s1".into()), Some(words()));
        let actor = record(RecordKey::Actor("ana".into()), None);
        let draft =
            |field, about, text: &str| SavedDraft { field, about, status: None, text: text.into() };
        let how = draft(Field::How, DraftAbout::Records(vec![row]), "by the town");
        vec![
            draft(Field::Note, DraftAbout::Records(vec![actor.clone(), actor]), "heard\u{1b} it"),
            SavedDraft { status: Some("disputed".into()), ..how },
            draft(Field::Speaker, DraftAbout::Passage(words(), 90), ""),
        ]
    }

    #[test]
    fn drafts_come_back_as_they_were_and_what_is_none_is_none() {
        assert_eq!(read(&write(drafts()).unwrap()), drafts());
        for text in [
            "",
            "[]",
            r#"{"version":2,"drafts":[]}"#,
            r#"{"version":1,"drafts":[{"field":"note","text":"x"}]}"#,
            r#"{"version":1,"drafts":[{"field":"mood","records":[{"kind":"row","id":"s"}],"text":"x"}]}"#,
        ] {
            assert_eq!(read(text.as_bytes()), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn damaged_drafts_are_some_or_none(at in 0usize..600, byte in any::<u8>(), cut in any::<bool>()) {
            let mut bytes = write(drafts()).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            let some = read(&bytes);
            prop_assert_eq!(read(&write(some.clone()).unwrap()), some);
        }
    }
}
