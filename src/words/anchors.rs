//! What became of words that were put down, in a document that changed since.

use std::borrow::Cow;

use super::record::Fact;
use super::{decisions, labels, places, word_diff};
use onrecord_corpus::{Corpus, DiffKind, Telling, WordDiff};
use onrecord_journal::Acceptance;
use onrecord_model::fault::{States, WriteError};
use onrecord_model::{AcceptedAnchor, AnchorState, Statement};
use onrecord_text::clean;

/// What a row says of words that do not stand in their source as they are shown, in a word and as a sign;
/// nothing for those that do.
pub fn mark(statement: &Statement) -> Option<(&'static str, &'static str)> {
    let state = statement.anchor_state();
    let sign = match state {
        AnchorState::Same | AnchorState::Moved => return None,
        AnchorState::Changed { .. } => "≈",
        AnchorState::Ambiguous { .. } => "≟",
        AnchorState::Lost => "∅",
    };
    Some((state.word(), sign))
}

/// What stands beside words that are cited as they were put down; nothing where the source has them.
pub fn cited(statement: &Statement) -> Option<&'static str> {
    match statement.anchor_state() {
        AnchorState::Same | AnchorState::Moved => None,
        AnchorState::Changed { .. } => Some("as recorded; the source says it otherwise now"),
        AnchorState::Ambiguous { .. } => {
            Some("as recorded; its place in the source is not certain")
        }
        AnchorState::Lost => Some("as recorded; the source does not say it any more"),
    }
}

/// Why Enter shows no words: one sentence.
pub fn missed(state: AnchorState) -> String {
    match state {
        AnchorState::Ambiguous { count } => format!(
            "The words stand here {}: which are meant is not certain.",
            labels::count(count as usize, "time", "times")
        ),
        _ => "The words do not stand here any more; they are shown as they were put down.".into(),
    }
}

/// What was accepted: the words, or that they are kept; of a source that it is as it is.
pub(super) fn accepted(anchor: &AcceptedAnchor) -> String {
    let words: Vec<_> = anchor.pieces.iter().map(|piece| &*piece.exact).collect();
    match (anchor.missed, words.is_empty()) {
        (true, _) => "kept as recorded".into(),
        (false, true) => "accepted as it is".into(),
        (false, false) => format!("“{}”", words.join(" … ")),
    }
}

/// What was done: `Accepted: 31 same, 2 moved`.
pub(super) fn accept(what: &Acceptance) -> String {
    let done = match (what.rows.len(), what.states) {
        (0, _) => "Accepted as it is".into(),
        (1, States { lost: 1, .. }) if what.place.is_none() => "Kept as recorded".into(),
        (1, States { changed: 1, .. }) => "Accepted as the source says it now".into(),
        (1, States { ambiguous: 1, .. } | States { lost: 1, .. }) => {
            "Accepted at this place".into()
        }
        (_, counted) => format!("Accepted: {}", states(counted)),
    };
    format!("{done} (u takes it back)")
}

/// What was accepted of a document, and what is left of it; of one that is withheld without its name.
pub fn accepted_of(file: Option<&String>, done: States, left: States) -> String {
    let file = file.map_or("a withheld document", |file| file);
    let done = if done == States::default() { Vec::new() } else { vec![states(done)] };
    let done =
        if done.is_empty() && left == States::default() { vec!["as it is".into()] } else { done };
    let done = done.first().map(|done| format!("accepted {done}"));
    let left = others(left).join(", ");
    let left = (!left.is_empty()).then(|| format!("left to a person: {left}"));
    let told: Vec<_> = done.into_iter().chain(left).collect();
    clean::one_line(&format!("{file}: {}", told.join("; "))).into_owned()
}

/// That an investigation has no such document.
pub fn no_source(file: &str) -> String {
    let said = format!("there is no document {file} here; onrecord list sources names them");
    clean::one_line(&said).into_owned()
}

/// Why nothing was accepted of a document.
pub fn not_accepted(file: &str, why: &WriteError) -> String {
    decisions::not_decided(Some(file), why)
}

/// What one more key does.
pub(super) fn accepting(anchor: AnchorState) -> &'static str {
    match anchor {
        AnchorState::Lost => "A again keeps the words as they were recorded.",
        AnchorState::Ambiguous { .. } => {
            "A again: pick which of these words in the source are meant."
        }
        _ => "A again accepts the words as the source has them now.",
    }
}

/// That a source has nothing that could be accepted at once, and what is left.
pub(super) fn nothing_to_accept(file: &str, left: States) -> String {
    if left == States::default() {
        return clean::one_line(&format!("{file}: there is nothing to accept.")).into_owned();
    }
    let left = others(left).join(", ");
    let said = format!("{file}: {left}: A on each of these rows.");
    clean::one_line(&said).into_owned()
}

/// What the card says of them.
pub(super) fn facts(corpus: &Corpus, statement: &Statement) -> Vec<Fact> {
    let state = statement.anchor_state();
    let file = || corpus.source(statement.source).map_or("the source", |source| &source.file);
    let told = match state {
        AnchorState::Same => return Vec::new(),
        AnchorState::Moved => {
            let source = corpus.source(statement.source);
            let place = source.map(|source| places::of(source, statement));
            place.map_or_else(String::new, |place| format!("now at {place}, between other words"))
        }
        AnchorState::Changed { likeness } => {
            let diff = corpus.changes(statement);
            let told = diff.as_ref().map_or_else(String::new, louder);
            let now = diff.map(|diff| ("now", marked(&diff)));
            let accepts = if corpus.is_unaccepted(statement) { "; A accepts" } else { "" };
            let told =
                format!("{told}{likeness} % alike; the words are as they were recorded{accepts}");
            return std::iter::once((state.word(), told)).chain(now).collect();
        }
        AnchorState::Ambiguous { count } => {
            let times = labels::count(count as usize, "time", "times");
            format!("the words stand {times} in {}; which are meant is not certain", file())
        }
        AnchorState::Lost => {
            let keeps = if corpus.is_unaccepted(statement) { " (A keeps them)" } else { "" };
            format!("{} does not say it any more; the words are as recorded{keeps}", file())
        }
    };
    vec![(state.word(), told)]
}

/// `NEGATION +not; NUMBER −5 +9; `: what changes what is said, before anything else.
fn louder(diff: &WordDiff) -> String {
    let all = diff.telling();
    let kinds = all.chunk_by(|a, b| a.telling == b.telling);
    let told = kinds.filter_map(|pieces| {
        let name = telling(pieces.first()?.telling?);
        let words: Vec<_> = pieces
            .iter()
            .map(|piece| format!("{}{}", word_diff::sign(piece.kind), piece.words))
            .collect();
        Some(format!("{name} {}; ", words.join(" ")))
    });
    told.collect()
}

fn telling(telling: Telling) -> &'static str {
    match telling {
        Telling::Negation => "NEGATION",
        Telling::Number => "NUMBER",
        Telling::Name => "NAME",
    }
}

/// Bytes of what was kept before the first difference that are shown: a low card has one line.
const BEFORE: usize = 24;

/// `… did [+not+] make [−some−] deal`: a word diff from some words before the first difference on.
fn marked(diff: &WordDiff) -> String {
    match diff.pieces.first().filter(|first| first.kind == DiffKind::Kept) {
        Some(first) => word_diff::marked_after(&end_of(&first.words), diff.pieces.iter().skip(1)),
        None => word_diff::marked(diff),
    }
}

/// The last words of what was kept.
fn end_of(words: &str) -> Cow<'_, str> {
    let from = words.floor_char_boundary(words.len().saturating_sub(BEFORE));
    let whole = words.get(from..).and_then(|rest| rest.split_once(' ').filter(|_| from > 0));
    whole.map_or(Cow::Borrowed(words), |(_, rest)| format!("… {rest}").into())
}

/// `31 same, 2 moved, 1 changed, 1 lost`: what there is none of is left out, but the same.
pub(super) fn states(states: States) -> String {
    let same = format!("{} {}", labels::number(states.same as usize), AnchorState::Same.word());
    std::iter::once(same).chain(others(states)).collect::<Vec<_>>().join(", ")
}

/// The same without those that stand as they stood.
fn others(states: States) -> Vec<String> {
    let States { same: _, moved, changed, ambiguous, lost } = states;
    let others = [
        (moved, AnchorState::Moved.word()),
        (changed, AnchorState::Changed { likeness: 0 }.word()),
        (ambiguous, AnchorState::Ambiguous { count: 0 }.word()),
        (lost, AnchorState::Lost.word()),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    others.map(|(count, word)| format!("{} {word}", labels::number(count as usize))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_what_is_said_stands_first_and_is_marked_twice() {
        for (recorded, present, loud, now) in [
            (
                "they did make five deals with Ruiz",
                "they did not make nine deals with Rulz",
                "NEGATION +not; NUMBER −five +nine; NAME −Ruiz +Rulz; ",
                "they did [++not++] make [−−five−−] [++nine++] deals with [−−Ruiz−−] [++Rulz++]",
            ),
            ("some kind of deal", "some sort of deal", "", "some [−kind−] [+sort+] of deal"),
            (
                "and nobody at the quay had ever asked them to sign it",
                "and nobody at the quay had ever asked them to read it",
                "",
                "… had ever asked them to [−sign−] [+read+] it",
            ),
        ] {
            let diff = WordDiff::of(recorded, present);
            assert_eq!((louder(&diff), marked(&diff)), (loud.to_owned(), now.to_owned()));
        }
    }

    #[test]
    fn states_are_counted_in_words() {
        let all = States { same: 31, moved: 2, changed: 1, ambiguous: 0, lost: 1 };
        assert_eq!(states(all), "31 same, 2 moved, 1 changed, 1 lost");
        assert_eq!(states(States::default()), "0 same");
    }
}
