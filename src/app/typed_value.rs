//! From what a person types to the value of a field, and back.

use onrecord_corpus::Corpus;
use onrecord_journal::FieldAction;
use onrecord_model::{ActorIx, Day, Field, FieldShape, FieldValue, NamedActor, NamedStep, When};
use onrecord_text::fold::folded;

/// What was typed is no value of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadValue;

/// What a date that is typed may mean, in EDTF, on the day `today`: nothing where it is none, two where
/// day and month may stand either way round.
pub(crate) fn dates(field: Field, text: &str, today: Option<Day>) -> Vec<String> {
    let text = text.trim();
    if When::new(text, None).is_ok() {
        return vec![text.to_owned()];
    }
    let ahead = matches!(field, Field::ReplyBy | Field::Embargo);
    let read = today.map(|today| onrecord_extract::typed_date(text, today, ahead));
    read.into_iter().flatten().map(|when| when.resolved).collect()
}

/// What becomes of a field by what was typed on the day `today`. Nothing typed: of words as if nobody had decided, of
/// actors and dates that it is not stated. `-word` takes a word out of a set.
pub(crate) fn actions(
    field: Field,
    text: &str,
    corpus: &Corpus,
    today: Option<Day>,
) -> Result<Vec<FieldAction>, BadValue> {
    let text = text.trim();
    let shape = field.shape();
    if shape == FieldShape::Words {
        return Ok(text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(word)
            .collect());
    }
    let value = match shape {
        FieldShape::Date | FieldShape::Actor | FieldShape::Actors | FieldShape::Steps
            if text.is_empty() || text == "—" =>
        {
            FieldValue::Silent
        }
        _ if text.is_empty() => return Ok(vec![FieldAction::Unset]),
        FieldShape::Text => FieldValue::text(text),
        FieldShape::Flag => FieldValue::Flag(flag(text)?),
        FieldShape::Choice(words) => FieldValue::text(one_of(text, words)?),
        FieldShape::Date => match dates(field, text, today).as_slice() {
            [date] => FieldValue::text(date),
            _ => return Err(BadValue),
        },
        FieldShape::Actor => {
            let actor = actor(text, corpus);
            // Nobody is merged into somebody who is not there, or into one of two.
            if field == Field::MergedInto && actor.id.is_none() {
                return Err(BadValue);
            }
            FieldValue::Actor(actor)
        }
        FieldShape::Actors => {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            FieldValue::Actors(names.map(|name| actor(name, corpus)).collect())
        }
        FieldShape::Steps => {
            let steps = text.split(['›', '>']).map(str::trim).filter(|step| !step.is_empty());
            FieldValue::Steps(steps.map(|one| step(one, corpus)).collect())
        }
        FieldShape::Words | FieldShape::Links | FieldShape::Anchor | FieldShape::Places => {
            return Err(BadValue);
        }
    };
    Ok(vec![FieldAction::To(value)])
}

/// One word of a set.
fn word(word: &str) -> FieldAction {
    match word.strip_prefix('-').map(str::trim).filter(|rest| !rest.is_empty()) {
        Some(out) => FieldAction::Remove(FieldValue::text(out)),
        None => FieldAction::Add(FieldValue::text(word)),
    }
}

fn flag(text: &str) -> Result<bool, BadValue> {
    match folded(text).as_str() {
        "y" | "yes" | "s" | "si" | "+" | "1" => Ok(true),
        "n" | "no" | "-" | "0" => Ok(false),
        _ => Err(BadValue),
    }
}

/// The word of a choice, whole or by a beginning that no other has.
fn one_of(text: &str, words: &[&'static str]) -> Result<&'static str, BadValue> {
    let typed = folded(text);
    if let Some(word) = words.iter().find(|word| **word == typed) {
        return Ok(word);
    }
    let mut begin = words.iter().filter(|word| word.starts_with(&typed));
    match (begin.next(), begin.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(BadValue),
    }
}

/// The only actor of that name, or the one that is shown so among its namesakes, else somebody new.
fn actor(name: &str, corpus: &Corpus) -> NamedActor {
    let key = folded(name);
    let only = |is: &dyn Fn(&str) -> bool| {
        let shown = |at: &usize| is(corpus.shown_name(ActorIx::from(*at)));
        let mut all = (0..corpus.actors().len()).filter(shown);
        all.next().filter(|_| all.next().is_none()).and_then(|at| corpus.actors().get(at))
    };
    // ANA RUIZ and Ana Ruiz may be two: what was offered is written as it is shown.
    if let Some(actor) =
        only(&|shown| shown == name).or_else(|| only(&|shown| folded(shown) == key))
    {
        return NamedActor { id: Some(actor.id.clone()), name: actor.name.as_str().into() };
    }
    let mut same = corpus.actors().iter().filter(|actor| folded(&actor.name) == key);
    match (same.next(), same.next()) {
        (Some(only), None) => {
            NamedActor { id: Some(only.id.clone()), name: only.name.as_str().into() }
        }
        _ => NamedActor { id: None, name: name.into() },
    }
}

/// The names typed for a field of actors that no actor has, each of which makes somebody new.
pub(crate) fn unknown_actors(field: Field, text: &str, corpus: &Corpus) -> Vec<String> {
    let named = matches!(field.shape(), FieldShape::Actor | FieldShape::Actors | FieldShape::Steps);
    let actions = if named { actions(field, text, corpus, None) } else { Ok(Vec::new()) };
    let new = |actor: NamedActor| actor.id.is_none().then(|| actor.name.to_string());
    let values = actions.into_iter().flatten().filter_map(|action| action.value());
    let actors = values.flat_map(|value| match value {
        FieldValue::Actor(actor) => vec![actor],
        FieldValue::Actors(actors) => actors,
        FieldValue::Steps(steps) => steps.into_iter().map(|step| step.actor).collect(),
        _ => Vec::new(),
    });
    actors.filter_map(new).collect()
}

/// `Ana Ruiz (recorded)`.
fn step(text: &str, corpus: &Corpus) -> NamedStep {
    let parted = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match parted {
        Some((name, did)) if !name.trim().is_empty() => {
            NamedStep { actor: actor(name.trim(), corpus), did: Some(did.trim().into()) }
        }
        _ => NamedStep { actor: actor(text, corpus), did: None },
    }
}

/// A value as it is typed, to be edited. Of a set nothing: its words are added and taken out.
pub(crate) fn text(value: &FieldValue) -> String {
    let names = |actors: &[NamedActor]| {
        actors.iter().map(|actor| &*actor.name).collect::<Vec<_>>().join(", ")
    };
    match value {
        FieldValue::Silent | FieldValue::Link { .. } | FieldValue::Anchor(_) => String::new(),
        FieldValue::Place(place) => match &place.words {
            Some(words) => format!("“{}” in {}", words.exact, place.source),
            None => place.source.to_string(),
        },
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        FieldValue::Actor(actor) => actor.name.to_string(),
        FieldValue::Actors(actors) => names(actors),
        FieldValue::Steps(steps) => {
            let step = |step: &NamedStep| match &step.did {
                Some(did) => format!("{} ({did})", step.actor.name),
                None => step.actor.name.to_string(),
            };
            steps.iter().map(step).collect::<Vec<_>>().join(" › ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{Actor, ActorKind};

    fn corpus() -> Corpus {
        let actor = |id: &str, name: &str| Actor {
            id: id.into(),
            name: name.into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let actors = [
            ("ana", "Ana Ruiz"),
            ("bo", "Bo Lind"),
            ("bo2", "Bo Lind"),
            ("loud", "EVA ROSS"),
            ("eva", "Eva Ross"),
        ];
        let actors = actors.map(|(id, name)| actor(id, name)).to_vec();
        Corpus::new(Records { actors: actors.into(), ..Records::default() })
    }

    fn named(id: Option<&str>, name: &str) -> NamedActor {
        NamedActor { id: id.map(Into::into), name: name.into() }
    }

    #[test]
    fn who_would_be_new_is_known_before() {
        for (field, typed, want) in [
            (Field::Speaker, "ana ruiz", &[][..]),
            (Field::Speaker, "Eva Roth", &["Eva Roth"]),
            (Field::Audience, "Ana Ruiz, Eva Roth, Al", &["Eva Roth", "Al"]),
            (Field::Via, "Ana Ruiz (recorded) › El Día", &["El Día"]),
            (Field::Speaker, "", &[]),
            (Field::Note, "Eva Roth", &[]),
        ] {
            assert_eq!(unknown_actors(field, typed, &corpus()), want, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_becomes_a_value_and_what_is_none_is_told() {
        let to = |value| Ok(vec![FieldAction::To(value)]);
        let ana = || named(Some("ana"), "Ana Ruiz");
        let corpus = corpus();
        let today = Some(Day { year: 2026, month: 11, day: 29 });
        for (field, typed, want) in [
            (Field::Speaker, " ana ruiz ", to(FieldValue::Actor(ana()))),
            (Field::Speaker, "Bo Lind", to(FieldValue::Actor(named(None, "Bo Lind")))),
            (Field::Speaker, "Eva Ross", to(FieldValue::Actor(named(Some("eva"), "Eva Ross")))),
            (Field::Speaker, "eva ross", to(FieldValue::Actor(named(None, "eva ross")))),
            (Field::Speaker, "Eva Roth", to(FieldValue::Actor(named(None, "Eva Roth")))),
            (Field::Speaker, "", to(FieldValue::Silent)),
            (Field::MergedInto, "ana ruiz", to(FieldValue::Actor(ana()))),
            (Field::MergedInto, "Ana Riuz", Err(BadValue)),
            (Field::MergedInto, "Bo Lind", Err(BadValue)),
            (
                Field::Audience,
                "Ana Ruiz, , Eva Roth",
                to(FieldValue::Actors(vec![ana(), named(None, "Eva Roth")])),
            ),
            (
                Field::Via,
                "Ana Ruiz (recorded) › El Día",
                to(FieldValue::Steps(vec![
                    NamedStep { actor: ana(), did: Some("recorded".into()) },
                    NamedStep { actor: named(None, "El Día"), did: None },
                ])),
            ),
            (Field::Note, "", Ok(vec![FieldAction::Unset])),
            (Field::Note, " seen ", to(FieldValue::text("seen"))),
            (Field::Sensitive, "y", to(FieldValue::Flag(true))),
            (Field::Sensitive, "perhaps", Err(BadValue)),
            (Field::Terms, "back", to(FieldValue::text("background"))),
            (Field::Terms, "o", Err(BadValue)),
            (Field::Said, "2022-03", to(FieldValue::text("2022-03"))),
            (Field::Said, "3 May 2024", to(FieldValue::text("2024-05-03"))),
            (Field::Said, "ayer", to(FieldValue::text("2026-11-28"))),
            (Field::ReplyBy, "3 May", to(FieldValue::text("2027-05-03"))),
            (Field::Said, "3 May", to(FieldValue::text("2026-05-03"))),
            (Field::Said, "3/5/2024", Err(BadValue)),
            (Field::Said, "the pumps", Err(BadValue)),
            (
                Field::Tags,
                "money, -old,",
                Ok(vec![
                    FieldAction::Add(FieldValue::text("money")),
                    FieldAction::Remove(FieldValue::text("old")),
                ]),
            ),
        ] {
            assert_eq!(actions(field, typed, &corpus, today), want, "{field:?} {typed}");
            if let Ok([FieldAction::To(value)]) = want.as_deref() {
                assert_eq!(
                    actions(field, &text(value), &corpus, today),
                    want,
                    "{field:?} once more"
                );
            }
        }
    }
}
