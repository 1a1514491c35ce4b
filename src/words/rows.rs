//! What stands on the first line of a statement's row beside who said it: who put it here, how the
//! source gives the words, and where they stand.

use super::{anchors, labels, places};
use crate::app::decisions::Pending;
use onrecord_corpus::Corpus;
use onrecord_model::{Field, Form, Origin, Statement, Status, Verdict};
use onrecord_text::width;

/// `suggested · direct · recording`; with what was decided and is `pending`.
pub fn form_and_medium(statement: &Statement, pending: Option<Pending>) -> String {
    joined(&[
        origin(statement, pending),
        labels::form(statement.form),
        labels::short_medium(statement),
    ])
}

/// `suggested · direct`: the same without the medium.
pub fn origin_and_form(statement: &Statement, pending: Option<Pending>) -> String {
    joined(&[origin(statement, pending), labels::form(statement.form)])
}

/// `rest` behind what must be seen of a row before it is used: `withheld · suggested · direct`.
pub fn with_marks(corpus: &Corpus, statement: &Statement, rest: &str) -> String {
    joined(&[&marked(corpus, statement)[0], rest])
}

/// The same without how far it is checked.
pub fn with_warnings(corpus: &Corpus, statement: &Statement, rest: &str) -> String {
    let [words, _] = parted(&warnings(corpus, statement));
    joined(&[&words, rest])
}

/// Columns below which the place goes before words become signs: a narrow row tells the form first.
const PLACED: usize = 20;

/// What stands at the end of a row's first line, in at most `columns`: `suggested · indirect ·
/// Exh-C.pdf p. 214`, the place only where several sources are open. Where there is less room the
/// medium goes first, then words become signs, then the place goes; the sign of a machine's
/// suggestion is always there, however little room there is.
pub fn aside(
    corpus: &Corpus,
    statement: &Statement,
    pending: Option<Pending>,
    columns: usize,
) -> String {
    let [words, marks] = marked(corpus, statement);
    let signs = joined_by(" ", &[&marks, &signs(statement, pending)]);
    let whole =
        joined(&[&words, &form_and_medium(statement, pending), &remarks(corpus, statement)]);
    let form = joined(&[&words, &origin_and_form(statement, pending)]);
    let origin = joined(&[&words, origin(statement, pending)]);
    let fits = |words: String| (width::of(&words) <= columns).then_some(words);
    let placed = |form: &str, uncut: bool| {
        let left = columns.saturating_sub(width::of(form) + width::of(BETWEEN));
        let room = if uncut { usize::MAX } else { left };
        fits(joined(&[form, &place(corpus, statement, room)?]))
    };
    placed(&whole, true)
        .or_else(|| placed(&form, false))
        .or_else(|| placed(&signs, false).filter(|_| columns >= PLACED))
        .or_else(|| fits(whole))
        .or_else(|| fits(form))
        .or_else(|| fits(origin).filter(|origin| !origin.is_empty()))
        .or_else(|| fits(signs))
        .unwrap_or_else(|| joined_by(" ", &[&marks, origin_sign(statement, pending)]))
}

/// What must be seen of a row before it is used, and how far it is checked, in words and as signs.
fn marked(corpus: &Corpus, statement: &Statement) -> [String; 2] {
    let [withheld, anchor, conflict] = warnings(corpus, statement);
    parted(&[withheld, anchor, conflict, checked(statement.status)])
}

fn warnings(corpus: &Corpus, statement: &Statement) -> [Option<(&'static str, &'static str)>; 3] {
    let conflict = corpus.annotations_of(statement).is_some_and(|set| !set.conflicts.is_empty());
    let withheld = corpus.keeps_back(statement).then_some(WITHHELD);
    [withheld, anchors::mark(statement), conflict.then_some(CONFLICT)]
}

fn parted(marks: &[Option<(&str, &str)>]) -> [String; 2] {
    let words: Vec<_> = marks.iter().flatten().map(|(word, _)| *word).collect();
    let signs: Vec<_> = marks.iter().flatten().map(|(_, sign)| *sign).collect();
    [joined(&words), signs.join(" ")]
}

/// How far a statement is checked, likewise; nothing for what is unchecked.
const fn checked(status: Status) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Unchecked => None,
        Status::SingleSource => Some(("single source", "1s")),
        Status::Corroborated => Some(("corroborated", "co")),
        Status::Authenticated => Some(("authenticated", "au")),
        Status::Disputed => Some(("disputed", "di")),
        Status::Retracted => Some(("retracted", "re")),
    }
}

/// What must not leave this desk, in a word and as a sign.
const WITHHELD: (&str, &str) = ("withheld", "⊘");
/// Decisions that contradict each other, likewise.
const CONFLICT: (&str, &str) = ("conflict", "≠");

/// `#money · note`: what people noted of a row, where there is room for it.
fn remarks(corpus: &Corpus, statement: &Statement) -> String {
    let Some(set) = corpus.annotations_of(statement) else { return String::new() };
    let tags: Vec<_> = set.words(Field::Tags).map(|tag| format!("#{tag}")).collect();
    let note = if set.text(Field::Note).is_some() { "note" } else { "" };
    joined(&[&tags.join(" "), note])
}

/// Where the words stand, where there is more than one source in which they might.
fn place(corpus: &Corpus, statement: &Statement, columns: usize) -> Option<String> {
    let source = corpus.source(statement.source).filter(|_| corpus.sources().len() > 1)?;
    if !statement.anchor_state().has_place() {
        return None;
    }
    match statement.form {
        // Its source stands at the beginning of the row.
        Form::Passage | Form::Note => Some(places::begins(source, statement.hull())),
        _ => places::brief(source, statement, columns),
    }
}

/// `? ~`: who put it here and the form, as signs.
fn signs(statement: &Statement, pending: Option<Pending>) -> String {
    let signs = [origin_sign(statement, pending), labels::form_sign(statement.form)];
    signs.into_iter().filter(|sign| !sign.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Between the parts.
const BETWEEN: &str = " · ";

/// Those that say something, with points between.
fn joined(parts: &[&str]) -> String {
    joined_by(BETWEEN, parts)
}

fn joined_by(between: &str, parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

/// Who put a statement here, in a word; nothing for a person. What is not on the disk yet is not so
/// yet, and says that it waits.
pub fn origin(statement: &Statement, pending: Option<Pending>) -> &'static str {
    let (verdict, written) = told(pending);
    match (verdict, written, statement.origin) {
        (Some(Verdict::Confirmed), false, _) => "confirming …",
        (Some(Verdict::Dismissed), false, _) => "dismissing …",
        (Some(Verdict::Suggested), false, _) => "taking back …",
        (None, false, _) => "writing …",
        (Some(Verdict::Dismissed), true, _) | (None, true, Origin::Dismissed) => "dismissed",
        (Some(Verdict::Confirmed), true, _) | (None, true, Origin::Confirmed) => "confirmed",
        (None, true, Origin::Suggested) if statement.is_weak() => "weak",
        (Some(Verdict::Suggested), true, _) | (None, true, Origin::Suggested) => "suggested",
        (None, true, Origin::Listed) => "listed",
        (None, true, Origin::Hand) => "",
    }
}

/// What was decided of a suggestion and is on its way, and whether all that waits is on the disk.
fn told(pending: Option<Pending>) -> (Option<Verdict>, bool) {
    pending.map_or((None, true), |pending| (pending.verdict, pending.written))
}

/// The same as a sign, where there is no room for a word.
pub fn origin_sign(statement: &Statement, pending: Option<Pending>) -> &'static str {
    match (told(pending), statement.origin) {
        ((_, false), _) => "…",
        ((Some(Verdict::Dismissed), true), _) | ((None, true), Origin::Dismissed) => "✗",
        ((Some(Verdict::Confirmed), true), _) | ((None, true), Origin::Confirmed) => "✓",
        ((None, true), Origin::Suggested) if statement.is_weak() => "??",
        ((Some(Verdict::Suggested), true), _) | ((None, true), Origin::Suggested) => "?",
        ((None, true), Origin::Listed) => "≡",
        ((None, true), Origin::Hand) => "",
    }
}
