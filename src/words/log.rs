//! The log of decisions: who, when, what, and of which record.

use std::collections::HashSet;

use super::record::Fact;
use super::{dates, decisions, labels};
use onrecord_journal::{FieldAction, FieldChange, LogEntry, TargetKind};
use onrecord_model::{Field, FieldValue};
use onrecord_text::{clean, width};

/// Columns of the words of a record, and of each where several are named.
const WORDS: usize = 300;
const OF_SEVERAL: usize = 60;
/// Columns of a value.
const VALUE: usize = 2_000;
/// Records that are named of one decision.
const RECORDS: usize = 3;

/// While the journal is being looked into, and where nothing stands in it.
pub const LOOKING: &str = "Looking into the journal …";
/// Nobody has decided anything.
pub const NOTHING: &str = "Nothing has been decided yet.";

/// A decision as one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// When: `29 Nov 2026 10:04`, in UTC.
    pub when: String,
    /// Who.
    pub by: String,
    /// What: `status: unchecked → corroborated`.
    pub what: String,
    /// Of which record: its words, or its name.
    pub record: String,
}

/// A decision as a row of the log.
pub fn row(entry: &LogEntry) -> LogRow {
    let operation = &entry.operation;
    let clean = |text: &str| clean::one_line(text).into_owned();
    let record = operation.changes.first().map_or_else(String::new, record);
    LogRow {
        when: clean(&dates::moment(&operation.at)),
        by: clean(&operation.by),
        what: clean(&what(entry)),
        record: clean(&record),
    }
}

/// A decision as text: when and by whom, in so many columns, and what.
pub fn line(entry: &LogEntry, by: usize) -> (String, String) {
    let LogRow { when, by: name, what, .. } = row(entry);
    let lead = format!("{when} UTC  {}  ", width::pad(&name, by));
    let records = records(&entry.operation.changes);
    (lead, format!("{what} — {}", clean::one_line(&records)))
}

/// Which of how many decisions one stands on.
pub fn place(row: usize, total: usize) -> String {
    format!("{} of {}", labels::number(row + 1), labels::number(total))
}

/// A decision as the facts of a card: all it changed, of which records, and who has built on it.
pub fn facts(entry: &LogEntry) -> Vec<Fact> {
    let operation = &entry.operation;
    let when = format!("{}, {}", operation.by, dates::moment(&operation.at));
    let followed = match entry.followed_by.as_slice() {
        [] => None,
        names => Some(("then", format!("{} built on it", names.join(", ")))),
    };
    let facts = [("who", when), ("what", what(entry)), ("of", records(&operation.changes))];
    let facts = facts.into_iter().chain(followed);
    facts.map(|(name, words)| (name, clean::one_line(&words).into_owned())).collect()
}

/// What a decision did: each change once, with its number of records, and whether it still holds.
fn what(entry: &LogEntry) -> String {
    let same = |one: &FieldChange, other: &FieldChange| {
        (one.field, &one.set, &one.from) == (other.field, &other.set, &other.from)
            || (keeps_words(one)
                && keeps_words(other)
                && one.set.value().is_some() == other.set.value().is_some())
    };
    let changes: Vec<_> = own(&entry.operation.changes).cloned().collect();
    let groups = changes.chunk_by(same).filter_map(|group| {
        let what = of_link(entry, group.first()?).or_else(|| Some(of_change(group.first()?)))?;
        Some(match group.len() {
            1 => what,
            count => format!("{what}: {}", labels::count(count, "record", "records")),
        })
    });
    let changes = groups.collect::<Vec<_>>().join("; ");
    let gone = entry.taken_back.then_some("taken back · ");
    let undo = entry.operation.undoes.as_ref().map(|_| "undo · ");
    gone.into_iter().chain(undo).chain([&*changes]).collect()
}

/// Whether a source that changed was accepted, or not any more, where it says the words as before.
fn keeps_words(change: &FieldChange) -> bool {
    let agree = || Some(change.set.value()?.agrees(change.from.as_ref()?));
    change.field == Field::Anchor && (change.set == FieldAction::Unset || agree() == Some(true))
}

/// The changes but for what each link says of the statement that it leads to.
fn own(changes: &[FieldChange]) -> impl Iterator<Item = &FieldChange> {
    changes.iter().filter(|change| change.field != Field::LinkedFrom)
}

/// A link: `contradicts “Nobody came”`.
fn of_link(entry: &LogEntry, change: &FieldChange) -> Option<String> {
    let Some(FieldValue::Link { kind, to }) = change.set.element() else { return None };
    let other = entry.operation.changes.iter().find(|other| other.target.key.id == *to);
    let other = other.map_or_else(|| to.to_string(), record);
    let other = width::cut(&other, OF_SEVERAL);
    let gone = if matches!(change.set, FieldAction::Remove(_)) { "not any more: " } else { "" };
    Some(format!("{gone}{} {other}", labels::link(*kind)))
}

/// One change: `who: Speaker 2 → Ana Ruiz`.
fn of_change(change: &FieldChange) -> String {
    let name = labels::field(change.field);
    match (change.field, &change.set, &change.from) {
        (Field::Verdict, FieldAction::To(to), _) => of_verdict(change, to),
        (_, FieldAction::To(_), _) if keeps_words(change) => "accepted as it stands".into(),
        (_, FieldAction::To(to), None) => format!("{name}: {}", value(to)),
        (_, FieldAction::To(to), Some(from)) => format!("{name}: {} → {}", value(from), value(to)),
        (Field::Anchor, FieldAction::Unset, _) | (_, FieldAction::Unset, None) => {
            format!("{name}: as it was")
        }
        (_, FieldAction::Unset, Some(from)) => format!("{name}: {} → as it was", value(from)),
        (_, FieldAction::Add(element), _) => format!("{name} + {}", value(element)),
        (_, FieldAction::Remove(element), _) => format!("{name} - {}", value(element)),
    }
}

fn of_verdict(change: &FieldChange, to: &FieldValue) -> String {
    let by_hand = change.adopts.as_ref().is_some_and(|adopts| adopts.by_hand);
    match to.as_text() {
        Some("confirmed") if by_hand => "put down as a statement".into(),
        Some("suggested") => "a suggestion again".into(),
        _ => value(to),
    }
}

fn value(value: &FieldValue) -> String {
    width::cut(&decisions::value(value), VALUE).into_owned()
}

/// The records that changes are about, each once.
fn records(changes: &[FieldChange]) -> String {
    let mut keys = HashSet::new();
    let firsts = own(changes).filter(|change| keys.insert(&change.target.key));
    let firsts: Vec<_> = firsts.collect();
    let columns = if firsts.len() == 1 { WORDS } else { OF_SEVERAL };
    let named = firsts.iter().take(RECORDS).map(|change| record_and_file(change, columns));
    let named: Vec<_> = named.collect();
    match firsts.len() - named.len() {
        0 => named.join("; "),
        more => format!("{} and {} more", named.join("; "), labels::number(more)),
    }
}

/// A record in so many columns, with the file its words stand in.
fn record_and_file(change: &FieldChange, columns: usize) -> String {
    let file = change.target.words.first().map(|words| &*words.file);
    match file {
        Some(file) if change.target.key.kind != TargetKind::Source => {
            format!("{} ({file})", width::cut(&record(change), columns))
        }
        _ => record(change),
    }
}

/// A record as a person knows it: the words of a statement, the name of all else.
fn record(change: &FieldChange) -> String {
    let target = &change.target;
    let words = target.words.first().map(|words| &*words.exact).filter(|words| !words.is_empty());
    let quoted = |words: &str| format!("“{}”", width::cut(words.trim(), WORDS));
    match (target.key.kind, &target.name, words) {
        (TargetKind::Statement, _, Some(words)) => quoted(words),
        (_, Some(name), _) if !name.is_empty() => width::cut(name, WORDS).into_owned(),
        (_, _, Some(words)) => quoted(words),
        _ => format!("{} {}", target.key.kind.word(), target.key.id),
    }
}
