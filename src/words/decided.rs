//! What was decided, of whose words, and how it is taken back: one line that fits the narrow screen.

use std::borrow::Cow;

use super::decisions::change;
use super::{anchors, labels, who};
use crate::app::notice::ToldRecord;
use onrecord_journal::{FieldAction, FieldEdit, Intent};
use onrecord_model::Field;
use onrecord_text::{clean, width};

/// Columns of the narrow screen.
const COLUMNS: usize = 80;
/// Columns that the words of a statement have at least, so that it is known by them.
const WORDS: usize = 12;
/// Columns of what was set, at most: a note may be long.
const SET: usize = 40;
/// Columns of a name, and of the attributing words, at most.
const NAME: usize = 24;
/// Columns that the folder has at least: its last part.
const FOLDER: usize = 16;
/// Before the folder.
const KEPT: &str = "; kept in ";
/// How it is taken back, where there is room to say so.
const BACK: &str = " · u takes it back";

/// What was decided `about` which record; the folder it is kept in the first time.
pub(super) fn decided(intent: &Intent, about: Option<&ToldRecord>, folder: Option<&str>) -> String {
    let done = match intent {
        Intent::Edit(edits) => edited(edits),
        Intent::Put(_) => "put down as a statement".into(),
        Intent::Accept(what) => return kept(&anchors::accept(what), folder, COLUMNS),
        Intent::TakeBack { .. } => "taken back".into(),
    };
    let back = match intent {
        Intent::TakeBack { .. } => "",
        _ => BACK,
    };
    let Some(about) = about else { return with_room(kept(&capital(&done), folder, COLUMNS), back) };
    let done = width::cut(&done, SET);
    let name = name(about);
    let room = COLUMNS.saturating_sub(width::of(&name));
    let Some(said) = &about.said else {
        return with_room(format!("{name}: {}", kept(&done, folder, room.saturating_sub(2))), back);
    };
    let room = room.saturating_sub(4);
    let done = kept(&done, folder, room.saturating_sub(WORDS));
    let whole = width::of(&done) + width::of(back) + WORDS <= room;
    let done = if whole { done + back } else { done };
    let words = clean::one_line(&said.words);
    format!("{name}“{}”: {done}", width::cut(&words, room.saturating_sub(width::of(&done))))
}

/// `told` with `more` where the narrow screen has room for both.
fn with_room(told: String, more: &str) -> String {
    if width::of(&told) + width::of(more) <= COLUMNS { told + more } else { told }
}

/// Who said it, with the attributing words where they must be shown, before the words; of another record its
/// name alone.
fn name(about: &ToldRecord) -> String {
    let cue = about.said.as_ref().map(|said| said.cue.as_deref());
    let cue = cue.map(|cue| cue.map(|cue| width::cut(cue, NAME)));
    let name = about.name.as_deref().map(|name| who::bracketed(name, about.inferred));
    let name = name.as_deref().map(|name| who::cut(name, NAME));
    let told = match (name, cue) {
        (Some(name), None) => name.into_owned(),
        (Some(name), Some(Some(cue))) => format!("{name} {cue} · "),
        (Some(name), Some(None)) => format!("{name} · "),
        (None, Some(Some(cue))) => format!("{cue} "),
        (None, _) => String::new(),
    };
    clean::one_line(&told).into_owned()
}

/// What was done as far as it fits; behind it, where there is room, where it is kept and how it is taken
/// back.
pub(super) fn whole(done: &str, folder: Option<&str>) -> String {
    let done = clean::one_line(done);
    let done = width::cut(&done, COLUMNS);
    let folder = folder.filter(|_| width::of(&done) + width::of(KEPT) + FOLDER <= COLUMNS);
    with_room(kept(&done, folder, COLUMNS), BACK)
}

/// What was done, and where it is kept, in so many columns: of a long path the end tells most.
fn kept(done: &str, folder: Option<&str>, columns: usize) -> String {
    let done = clean::one_line(done);
    let Some(folder) = folder.map(clean::one_line) else {
        return width::cut(&done, columns).into_owned();
    };
    let room = columns.saturating_sub(width::of(KEPT));
    let done = width::cut(&done, room.saturating_sub(width::of(&folder).min(FOLDER)));
    let folder = ending(&folder, room.saturating_sub(width::of(&done)));
    format!("{done}{KEPT}{folder}")
}

/// As many folders of a path as fit into `columns`, from its end; of one that is too long itself its middle is
/// left out.
fn ending(path: &str, columns: usize) -> Cow<'_, str> {
    if width::of(path) <= columns {
        return Cow::Borrowed(path);
    }
    let ends = path.match_indices('/').filter_map(|(at, _)| path.get(at..));
    let mut fitting = ends.filter(|end| width::of(end) < columns);
    match fitting.next() {
        Some(end) => Cow::Owned(format!("…{end}")),
        None => width::cut_inside(path, columns),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What was set: of one field its value, of many rows their number.
pub(super) fn edited(edits: &[FieldEdit]) -> String {
    let Some(first) = edits.first() else { return String::new() };
    let done = match (first.field, &first.set) {
        (Field::Verdict, FieldAction::To(verdict)) => match verdict.as_text() {
            Some("confirmed") => "confirmed".into(),
            Some("dismissed") => "dismissed".into(),
            _ => "a suggestion again".into(),
        },
        (Field::NoActor, FieldAction::To(_)) => match edits.len() {
            1 => return "nobody".into(),
            all => return format!("nobody, all {all} of the name"),
        },
        (field, set) => change(field, set),
    };
    // Whoever gets a name is a person by it, and all others of the name may be the same.
    let by_name = |edit: &&FieldEdit| first.field == Field::Name && edit.field == Field::MergedInto;
    match edits.iter().filter(by_name).count() {
        0 if first.field == Field::Name && edits.iter().all(|edit| edit.key == first.key) => {
            return done;
        }
        0 => {}
        others => return format!("{done}, all {} of the name", others + 1),
    }
    let same = edits.iter().all(|edit| edit.field == first.field && edit.set == first.set);
    match (edits.len(), same) {
        (1, _) => done,
        (count, true) => format!("{done}: {}", labels::count(count, "row", "rows")),
        (count, false) => format!("{done}, and {} more", count - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::notice::LinkedWords;
    use onrecord_journal::{TargetKey, TargetKind};
    use onrecord_model::FieldValue;

    fn edit(field: Field, set: FieldAction) -> FieldEdit {
        FieldEdit { key: TargetKey { kind: TargetKind::Statement, id: "s-1".into() }, field, set }
    }

    fn verdict(word: &str) -> FieldEdit {
        edit(Field::Verdict, FieldAction::To(FieldValue::text(word)))
    }

    #[test]
    fn what_was_done_and_where() {
        let hostile = FieldAction::To(FieldValue::text("two\nlines \u{1b}[2J"));
        let tag = edit(Field::Tags, FieldAction::Add(FieldValue::text("money")));
        for (edits, folder, want) in [
            (vec![verdict("confirmed")], Some("/a/onrecord.d"), "Confirmed; kept in /a/onrecord.d"),
            (vec![verdict("dismissed"), verdict("dismissed")], None, "Dismissed: 2 rows"),
            (vec![verdict("suggested")], None, "A suggestion again"),
            (vec![tag.clone()], None, "Tags + money"),
            (vec![tag, verdict("confirmed")], None, "Tags + money, and 1 more"),
            (vec![edit(Field::Note, hostile)], None, "Note: two lines ␛[2J"),
            (vec![edit(Field::Speaker, FieldAction::Unset)], None, "Who: as it was"),
        ] {
            let want = format!("{want} · u takes it back");
            assert_eq!(decided(&Intent::Edit(edits), None, folder), want);
        }
    }

    #[test]
    fn it_says_of_whose_words_and_fits_the_narrow_screen() {
        let about = |name: Option<&str>, inferred, cue: Option<&str>, words: Option<&str>| {
            let said = words
                .map(|words| LinkedWords { cue: cue.map(str::to_owned), words: words.to_owned() });
            ToldRecord { name: name.map(str::to_owned), inferred, said }
        };
        let long = "We never knew of any leak at the harbour, and nobody at the quay had told us";
        let note = edit(Field::Note, FieldAction::To(FieldValue::text(long)));
        let status = edit(Field::Status, FieldAction::To(FieldValue::text("single source")));
        let back = Intent::TakeBack { of: None, sure: false };
        for (about, intent, folder, want) in [
            (
                about(Some("Ana Ruiz"), false, None, Some(long)),
                Intent::Edit(vec![verdict("confirmed")]),
                None,
                "Ana Ruiz · “We never knew of any leak at the harb…”: confirmed · u takes it back",
            ),
            (
                about(Some("Ana Ruiz"), true, Some("denied"), Some("any leak")),
                Intent::Edit(vec![status]),
                None,
                "(Ana Ruiz) denied · “any leak”: status: single source · u takes it back",
            ),
            (
                about(None, false, Some("allegedly"), Some(long)),
                Intent::Edit(vec![note]),
                None,
                "allegedly “We never knew of any leak…”: note: We never knew of any leak at the…",
            ),
            (
                about(Some("Ana Ruiz"), false, None, Some(long)),
                Intent::Edit(vec![verdict("dismissed")]),
                Some("/srv/harbour/onrecord.d"),
                "Ana Ruiz · “We never knew of any l…”: dismissed; kept in /srv/harbour/onrecord.d",
            ),
            (
                about(Some("Ana Ruiz"), false, Some("told"), Some(long)),
                Intent::Edit(vec![edit(Field::Note, FieldAction::To(FieldValue::text(long)))]),
                Some("/home/ana/stories/2026/the harbour and its pumps/onrecord.d"),
                "Ana Ruiz told · “We never knew o…”: note: We never knew o…; kept in …/onrecord.d",
            ),
            (
                about(
                    Some("The Commission for the Quays and Pumps of the Harbour"),
                    true,
                    None,
                    None,
                ),
                Intent::Edit(vec![verdict("confirmed")]),
                Some("/home/ana/stories/2026/the harbour and its pumps/onrecord.d"),
                "(The Commission for th…): confirmed; kept in …/onrecord.d · u takes it back",
            ),
            (
                about(Some("Speaker 2"), false, None, None),
                Intent::Edit(vec![edit(Field::Name, FieldAction::To(FieldValue::text("Bo Lind")))]),
                None,
                "Speaker 2: name: Bo Lind · u takes it back",
            ),
            (
                about(Some("Ana Ruiz"), false, None, Some("No.")),
                back,
                None,
                "Ana Ruiz · “No.”: taken back",
            ),
        ] {
            let said = decided(&intent, Some(&about), folder);
            assert_eq!(said, want);
            assert!(width::of(&said) <= COLUMNS, "{said}");
        }
    }
}
