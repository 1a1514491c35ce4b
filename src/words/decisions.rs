//! What is said about decisions: what they set, what may be typed, and why nothing was written.

use super::{anchors, dates, decided, labels, troubles};
use crate::app::input::action::Action;
use crate::app::msg::Decision;
use crate::app::notice::Undecidable;
use crate::app::typed_value;
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, Intent, LogEntry};
use onrecord_model::fault::WriteError;
use onrecord_model::{Field, FieldReading, FieldShape, FieldValue};
use onrecord_text::{clean, width};

/// A field and what becomes of it: `speaker: Ana Ruiz`.
pub fn change(field: Field, set: &FieldAction) -> String {
    let name = labels::field(field);
    match set {
        FieldAction::To(to) => format!("{name}: {}", value(to)),
        FieldAction::Unset => format!("{name}: as it was"),
        FieldAction::Add(element) => format!("{name} + {}", value(element)),
        FieldAction::Remove(element) => format!("{name} - {}", value(element)),
    }
}

/// A value as a person reads it.
pub fn value(value: &FieldValue) -> String {
    match value {
        FieldValue::Silent => "—".into(),
        FieldValue::Actors(actors) if actors.is_empty() => "nobody".into(),
        FieldValue::Link { kind, to } => format!("{} {to}", kind.word()),
        FieldValue::Anchor(anchor) => anchors::accepted(anchor),
        other => typed_value::text(other),
    }
}

/// What a field takes, where something else was typed.
pub(super) fn bad_value(field: Field) -> String {
    let name = labels::field(field);
    match field.shape() {
        FieldShape::Choice(words) => format!("{name} is one of: {}.", words.join(", ")),
        FieldShape::Flag => format!("{name} is yes or no."),
        FieldShape::Date => format!(
            "{name} is a date: 3 May 2024, ayer, March 2023; 2022-03, 2012/2014, 2015/.. (EDTF)."
        ),
        FieldShape::Actor => format!("{name} is the full name of one actor who is listed already."),
        _ => format!("That is nothing that {name} can be."),
    }
}

/// Why a key of the form does nothing here.
pub(super) fn not_so(action: Action, field: Field) -> String {
    let name = labels::field(field);
    match action {
        Action::Toggle => format!("{name} is not a matter of yes or no; ⏎ sets it."),
        Action::Unset => format!("Nobody has set {name}."),
        Action::NotStated => format!("{name} has no “not stated”; x takes back what was set."),
        _ => format!("Nobody contradicts anybody about {name}."),
    }
}

/// One of the readings of a field that contradict each other, under the form's row, behind its key.
pub fn reading_row(at: usize, reading: &FieldReading) -> String {
    let value = reading.value.as_ref().map_or_else(|| "as it was".to_owned(), value);
    let when: Vec<_> =
        dates::day_of(&reading.at).into_iter().chain(dates::time_of(&reading.at)).collect();
    let row = format!("{}  {value}   ({}, {})", at + 1, reading.by, when.join(" "));
    clean::one_line(&row).into_owned()
}

/// In the form's row of a field about which people contradict each other.
pub const CONTRADICTED: &str = "≠ ";

/// What a date may be, where day and month may stand either way round.
pub(super) fn two_dates(one: &str, other: &str) -> String {
    format!("{one} or {other}? ↓ chooses, ⏎ takes it.")
}

/// Behind a date that is typed: how it is understood.
pub fn read_as(date: Option<&str>) -> String {
    date.map_or_else(String::new, |date| format!(" → {date}"))
}

/// Behind names that are typed: those that nobody has yet, of whom somebody new is made.
pub fn new_actors(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [_] => " (new)".into(),
        names => format!(" ({} new)", names.len()),
    }
}

/// How many rows the next decision is about.
pub fn marked(count: usize) -> String {
    let rows = labels::count(count, "row is", "rows are");
    format!("{rows} marked: + - = t c . decide about all (Esc unmarks)")
}

/// The row of a form: what stands in the field, in brackets where it is only inferred, and who set it.
pub fn form_row(
    value: Option<&FieldValue>,
    inferred: bool,
    tags: &[&str],
    decided: Option<&FieldReading>,
) -> String {
    let stands = match value {
        _ if !tags.is_empty() => tags.join(", "),
        Some(value) if inferred => format!("({})", self::value(value)),
        Some(value) => self::value(value),
        None => "·".into(),
    };
    let who = decided.map(|reading| {
        format!("   ({}, {})", reading.by, reading.at.get(..10).unwrap_or(&reading.at))
    });
    clean::one_line(&who.into_iter().fold(stands, |all, who| all + &who)).into_owned()
}

/// That others have decided something.
pub fn others(told: &[(Box<str>, usize)]) -> String {
    let one = |(by, count): &(Box<str>, usize)| {
        format!("{by}: {}", labels::count(*count, "decision", "decisions"))
    };
    clean::one_line(&told.iter().map(one).collect::<Vec<_>>().join("; ")).into_owned()
}

/// What would be taken back with the next `u`.
pub(super) fn take_back(entry: &LogEntry) -> String {
    let LogEntry { operation, followed_by, .. } = entry;
    let what = operation.changes.first().map(|first| change(first.field, &first.set));
    let more = match operation.changes.len() {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let followed = match followed_by.as_slice() {
        [] => String::new(),
        names => format!("; {} built on it", names.join(", ")),
    };
    let (by, at) = (&operation.by, operation.at.get(..10).unwrap_or(&operation.at));
    let frees = if operation.withholds() { " (it may leave the desk then)" } else { "" };
    let what = what.into_iter().chain([more, followed]).collect::<String>();
    let said = format!("u again takes back {by}, {at}: {what}{frees}");
    clean::one_line(&said).into_owned()
}

/// That the program is left as soon as all is written.
pub(super) fn writing(waiting: usize) -> String {
    let decisions = labels::count(waiting, "decision", "decisions");
    format!("Writing {decisions} (q again leaves without them)")
}

/// A decision by what it is about, for a list of those that were not written.
pub fn named(corpus: &Corpus, decision: &Decision) -> String {
    /// Columns of its words.
    const WORDS: usize = 60;
    let what = match &decision.intent {
        Intent::Edit(edits) => {
            let verdict = edits.first().filter(|edit| edit.field == Field::Verdict);
            match verdict.map(|edit| &edit.set) {
                Some(FieldAction::To(to)) if to.as_text() == Some("confirmed") => "confirm".into(),
                Some(FieldAction::To(to)) if to.as_text() == Some("dismissed") => "dismiss".into(),
                _ => clean::one_line(&decided::edited(edits)).into_owned(),
            }
        }
        Intent::Put(_) => "put down a statement".into(),
        Intent::Accept(_) => "accept the words".into(),
        Intent::TakeBack { .. } => "take back".to_owned(),
    };
    let Some((id, _)) = decision.rows.first() else { return what };
    let Some(row) = corpus.find_row(id) else {
        return format!("{what} {}", clean::one_line(id));
    };
    let Some(statement) = corpus.row(row) else { return what };
    let words = corpus.words(statement);
    let words = clean::one_line(&words);
    let words = width::cut(&words, WORDS);
    match corpus.speaker_name(statement) {
        Some(who) => format!("{what} “{words}” — {}", clean::one_line(who)),
        None => format!("{what} “{words}”"),
    }
}

/// What was given up when the program was left, a line each.
pub fn unwritten(named: &[String]) -> Vec<String> {
    let decisions = labels::count(named.len(), "decision was", "decisions were");
    let lines = named.iter().map(|named| format!("  {named}"));
    std::iter::once(format!("{decisions} not written:")).chain(lines).collect()
}

/// Why nothing was written, and what to do.
pub(super) fn not_decided(folder: Option<&str>, why: &WriteError) -> String {
    let folder = folder.unwrap_or("the journal");
    let why = match why {
        WriteError::NotJson(line) => {
            format!("{folder} is no sound JSON (line {line}); mend it (! and check name the place)")
        }
        WriteError::NoInvestigation => {
            format!("{folder} is not an investigation that can be added to; see docs/format.md")
        }
        WriteError::NotUtf8 => format!("{folder} is not UTF-8; save it as UTF-8"),
        WriteError::Gone | WriteError::Contradicted(_) | WriteError::Busy => {
            format!("somebody else is writing {folder}; try again")
        }
        WriteError::NoWords => "its words cannot be pointed at; r reads the sources again".into(),
        WriteError::Unread(trouble) => format!("{folder}: {}", troubles::sentence(trouble)),
        WriteError::Denied => format!("you may not write {folder}; ask its owner"),
        WriteError::Full => format!("there is no room on the disk for {folder}"),
        WriteError::NoHome => "there is no folder for your own data; set XDG_DATA_HOME".into(),
        WriteError::Fault => "a fault of the program, not of your files".into(),
        WriteError::System(why) => format!("{folder}: {why}; try again"),
    };
    clean::one_line(&format!("Not written: {why}.")).into_owned()
}

/// Why there is nothing to decide about a row.
pub(super) fn undecidable(why: Undecidable) -> &'static str {
    match why {
        Undecidable::Nothing => "There is nothing to judge here.",
        Undecidable::NoStatement => "Only suggested statements are judged; stand on one in Quotes.",
        Undecidable::NoActor => {
            "Nobody is named here; stand on an actor, or on what somebody said."
        }
        Undecidable::NoPlace => "Go to the place first: ⏎ on the actor, then n to the mention.",
        Undecidable::Passage => "This is a paragraph of a source, not a suggested statement.",
        Undecidable::OfAList => {
            "This is the row of a list; suggestions are judged where their documents are open."
        }
        Undecidable::ByHand => "A person put this statement down; only suggestions are judged.",
        Undecidable::Confirmed => "This is confirmed already; - makes it a suggestion again.",
        Undecidable::Dismissed => "This is dismissed already; + makes it a suggestion again.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::fault::FileError;

    #[test]
    fn every_obstacle_says_what_to_do_and_steers_nothing() {
        let hostile = || "\u{1b}]0;x\u{202e}".to_owned();
        for why in [
            WriteError::NotJson(12),
            WriteError::NoInvestigation,
            WriteError::NotUtf8,
            WriteError::Busy,
            WriteError::NoWords,
            WriteError::Unread(FileError::Other(hostile())),
            WriteError::Denied,
            WriteError::Full,
            WriteError::NoHome,
            WriteError::Fault,
            WriteError::System(hostile()),
        ] {
            let said = not_decided(Some(&format!("/x/{}", hostile())), &why);
            assert!(said.starts_with("Not written: ") && said.ends_with('.'), "{said}");
            assert!(!said.chars().any(clean::is_hostile), "{said}");
        }
    }
}
