//! The words that `form:` and `is:` take, and what they mean.

use onrecord_model::{AnchorState, Field, Form, Origin, Polarity, Status, Strength};

use super::Property;
use crate::matching::edit_distance::{Letters, edit_distance};

/// Words that a field takes and what they mean, in the order in which they came: a beginning that was
/// enough for one of the earlier words goes on to mean that one, whatever came later.
pub(super) type Choices<T> = [&'static [(&'static str, T)]];

/// What `form:` takes.
pub(super) const FORMS: &Choices<Form> = &[&[
    ("direct", Form::Direct),
    ("mixed", Form::Mixed),
    ("indirect", Form::Indirect),
    ("passage", Form::Passage),
    ("note", Form::Note),
]];

/// What `is:` takes.
pub(super) const PROPERTIES: &Choices<Property> =
    &[&STANDING, &MAKING, &SHOWING, &SET, &ANCHORED, &SEEN, &LACKING];

/// How far a statement is checked, and who put it here.
const STANDING: [(&str, Property); 10] = [
    ("unchecked", Property::Status(Status::Unchecked)),
    ("single-source", Property::Status(Status::SingleSource)),
    ("corroborated", Property::Status(Status::Corroborated)),
    ("authenticated", Property::Status(Status::Authenticated)),
    ("disputed", Property::Status(Status::Disputed)),
    ("retracted", Property::Status(Status::Retracted)),
    ("hand", Property::Origin(Origin::Hand)),
    ("suggested", Property::Origin(Origin::Suggested)),
    ("confirmed", Property::Origin(Origin::Confirmed)),
    ("checked", Property::Checked),
];

/// What the attributing words make of it, in both ways of saying so, and what a list does not tell.
const MAKING: [(&str, Property); 13] = [
    ("denied", Property::Polarity(Polarity::Denies)),
    ("denies", Property::Polarity(Polarity::Denies)),
    ("refused", Property::Polarity(Polarity::Refuses)),
    ("refuses", Property::Polarity(Polarity::Refuses)),
    ("asked", Property::Polarity(Polarity::Asks)),
    ("asks", Property::Polarity(Polarity::Asks)),
    ("ordered", Property::Polarity(Polarity::Orders)),
    ("orders", Property::Polarity(Polarity::Orders)),
    ("affirmed", Property::Polarity(Polarity::Affirms)),
    ("affirms", Property::Polarity(Polarity::Affirms)),
    ("listed", Property::Origin(Origin::Listed)),
    ("dismissed", Property::Origin(Origin::Dismissed)),
    ("question", Property::Question),
];

/// How far the words show that it is a statement.
const SHOWING: [(&str, Property); 2] =
    [("weak", Property::Strength(Strength::Weak)), ("clear", Property::Strength(Strength::Clear))];

/// What people made of it beside that.
const SET: [(&str, Property); 6] = [
    ("withheld", Property::Withheld),
    ("conflict", Property::Conflict),
    ("edited", Property::Edited),
    ("critical", Property::Flagged(Field::Critical)),
    ("starred", Property::Flagged(Field::Star)),
    ("noted", Property::Noted),
];

/// How its words stand in a source that changed since they were put down.
const ANCHORED: [(&str, Property); 4] = [
    ("moved", Property::Anchored(AnchorState::Moved.word())),
    ("changed", Property::Anchored(AnchorState::Changed { likeness: 0 }.word())),
    ("ambiguous", Property::Anchored(AnchorState::Ambiguous { count: 0 }.word())),
    ("lost", Property::Anchored(AnchorState::Lost.word())),
];

/// What somebody who comes back has seen of it.
const SEEN: [(&str, Property); 2] = [("new", Property::New), ("read", Property::Read)];

/// What it lacks before publication.
const LACKING: [(&str, Property); 1] = [("hole", Property::Hole)];

/// What `reply:` takes, each with the word of the field; `none` is what accuses somebody who has not
/// answered.
pub(super) const REPLIES: &Choices<Option<&'static str>> = &[&[
    ("needed", Some("needed")),
    ("asked", Some("asked")),
    ("no-answer", Some("no answer")),
    ("declined", Some("declined")),
    ("answered", Some("answered")),
    ("not-needed", Some("not needed")),
    ("none", None),
]];

/// What `terms:` takes, each with the word of the field.
pub(super) const TERMS: &Choices<&'static str> = &[&[
    ("on-record", "on record"),
    ("background", "background"),
    ("not-for-attribution", "not for attribution"),
    ("deep-background", "deep background"),
    ("off", "off"),
    ("unknown", "unknown"),
]];

/// What `value` means, named whole or by its beginning.
pub(super) fn meaning<T: Copy + PartialEq>(value: &str, choices: &Choices<T>) -> Option<T> {
    let exact = choices.iter().copied().flatten().find(|(name, _)| *name == value);
    exact.map(|(_, found)| *found).or_else(|| begun(value, choices))
}

/// What `value` is the beginning of: the meaning that it had when it first had only one.
fn begun<T: Copy + PartialEq>(value: &str, choices: &Choices<T>) -> Option<T> {
    let means = |list: &'static [(&'static str, T)]| {
        list.iter().filter(|(name, _)| name.starts_with(value)).map(|(_, found)| *found)
    };
    let mut seen: Vec<T> = Vec::new();
    for list in choices {
        for found in means(list) {
            if !seen.contains(&found) {
                seen.push(found);
            }
        }
        match seen.as_slice() {
            [] => {}
            [only] => return Some(*only),
            _ => return None,
        }
    }
    None
}

/// The name of `list` that `typed` was probably meant for: at most two letters away.
pub(super) fn nearest(
    typed: &str,
    list: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let typed: Letters = typed.chars().take(24).collect();
    list.map(|name| (edit_distance(&typed, &name.chars().collect::<Letters>()), name))
        .filter(|(distance, name)| *distance <= 2 && usize::from(*distance) < name.len())
        .min()
        .map(|(_, name)| name)
}
