//! What people set of a record, as its card tells it: each value with who set it and when, decisions that
//! contradict each other, and what the rules would say now.

use super::record::Fact;
use super::{dates, decisions, labels};
use onrecord_model::{Annotations, Conflict, Field, FieldReading, FieldValue, Otherwise};

/// Names decisions that contradict each other.
pub const CONFLICT: &str = "conflict";

/// That the words are those that the source has.
const AS_NOW: &str = "as the source says it";

/// The facts of what was set of a record.
pub fn facts(set: &Annotations) -> Vec<Fact> {
    let conflicts = set.conflicts.iter().map(|conflict| (CONFLICT, of_conflict(conflict)));
    let values = set.decided.iter().filter_map(|(field, reading)| {
        let contradicted = set.conflicts.iter().any(|conflict| conflict.field == *field);
        let said_with = matches!(field, Field::How | Field::Conditions);
        let alone = !said_with || set.value(explained(*field)).is_none();
        let shown = alone && !contradicted && !field.shape().is_set();
        shown.then(|| Some((labels::field(*field), of_value(set, *field, reading)?)))?
    });
    let rules = set.otherwise.iter().map(|otherwise| ("rules", of_rules(otherwise)));
    conflicts.chain(values).chain(tags(set)).chain(rules).collect()
}

/// The field that another one explains.
const fn explained(field: Field) -> Field {
    match field {
        Field::How => Field::Status,
        Field::Conditions => Field::Terms,
        other => other,
    }
}

/// `disputed — ana, 29 Nov: denied by the ministry`; nothing for what was taken back.
fn of_value(set: &Annotations, field: Field, reading: &FieldReading) -> Option<String> {
    let value = match reading.value.as_ref()? {
        // The words themselves stand on the card.
        FieldValue::Anchor(anchor) if !anchor.missed && !anchor.pieces.is_empty() => AS_NOW.into(),
        value => decisions::value(value),
    };
    let why = match field {
        Field::Status => set.text(Field::How),
        Field::Terms => set.text(Field::Conditions),
        _ => None,
    };
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    let set_by = if field == Field::Speaker { "set by " } else { "" };
    let when = [Some(reading.by.to_string()), dates::day_of(&reading.at)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(format!("{value} — {set_by}{when}{why}"))
}

/// `who: Ana Ruiz (ana, 10:04) or Bo Lind (jorge, 10:05), 29 Nov 2026; e settles it`.
fn of_conflict(conflict: &Conflict) -> String {
    let Conflict { field, readings } = conflict;
    let mut days: Vec<_> = readings.iter().map(|reading| dates::day_of(&reading.at)).collect();
    days.dedup();
    let one_day = days.len() == 1;
    let reading = |reading: &FieldReading| {
        let value = match &reading.value {
            Some(value) => decisions::value(value),
            None => "as it was".to_owned(),
        };
        let day = dates::day_of(&reading.at).filter(|_| !one_day);
        let at: Vec<_> = day.into_iter().chain(dates::time_of(&reading.at)).collect();
        let at = if at.is_empty() { String::new() } else { format!(", {}", at.join(" ")) };
        format!("{value} ({}{at})", reading.by)
    };
    let told = readings.iter().map(reading).collect::<Vec<_>>().join(" or ");
    let day = days.into_iter().flatten().filter(|_| one_day);
    let told = std::iter::once(told).chain(day).collect::<Vec<_>>().join(", ");
    let key = if *field == Field::Anchor { "A" } else { "e" };
    format!("{}: {told}; {key} settles it", labels::field(*field))
}

/// `who: the rules now say: Bo Lind`.
fn of_rules(otherwise: &Otherwise) -> String {
    let Otherwise { field, value } = otherwise;
    format!("{}: the rules now say: {}", labels::field(*field), decisions::value(value))
}

/// The tags; links and other names stand elsewhere on the card.
fn tags(set: &Annotations) -> Option<Fact> {
    let tags: Vec<_> = set.words(Field::Tags).map(|tag| format!("#{tag}")).collect();
    (!tags.is_empty()).then(|| (labels::field(Field::Tags), tags.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::NamedActor;

    fn reading(value: FieldValue, by: &str, at: &str) -> FieldReading {
        FieldReading { value: Some(value), by: by.into(), at: at.into() }
    }

    fn named(name: &str) -> FieldValue {
        FieldValue::Actor(NamedActor { id: None, name: name.into() })
    }

    #[test]
    fn a_value_says_who_set_it_and_when() {
        let at = "2026-11-29T10:04:00Z";
        for (field, value, beside, want) in [
            (
                Field::Status,
                FieldValue::text("disputed"),
                Some((Field::How, "denied by the ministry")),
                "status: disputed — ana, 29 Nov 2026: denied by the ministry",
            ),
            (Field::Speaker, named("Bo Lind"), None, "who: Bo Lind — set by ana, 29 Nov 2026"),
            (
                Field::Terms,
                FieldValue::text("background"),
                Some((Field::Conditions, "no names")),
                "terms: background — ana, 29 Nov 2026: no names",
            ),
            (Field::Reply, FieldValue::text("asked"), None, "reply: asked — ana, 29 Nov 2026"),
            (Field::Star, FieldValue::Flag(true), None, "star: yes — ana, 29 Nov 2026"),
        ] {
            let mut set = Annotations::default();
            for (field, value) in beside
                .map(|(field, words)| (field, FieldValue::text(words)))
                .into_iter()
                .chain([(field, value)])
            {
                set.values.push((field, value.clone()));
                set.decided.push((field, reading(value, "ana", at)));
            }
            let told: Vec<_> = facts(&set).into_iter().map(|(n, v)| format!("{n}: {v}")).collect();
            assert_eq!(told, [want]);
        }
    }

    #[test]
    fn contradictions_name_all_readings() {
        let mut set = Annotations::default();
        let ana = reading(named("Ana Ruiz"), "ana", "2026-11-29T10:04:00Z");
        for (other, want) in [
            (
                "2026-11-29T10:05:00Z",
                "who: Ana Ruiz (ana, 10:04) or Bo Lind (jorge, 10:05), 29 Nov 2026; e settles it",
            ),
            (
                "2026-11-30T09:00:00Z",
                "who: Ana Ruiz (ana, 29 Nov 2026 10:04) or Bo Lind (jorge, 30 Nov 2026 09:00); \
                 e settles it",
            ),
        ] {
            let readings = vec![ana.clone(), reading(named("Bo Lind"), "jorge", other)];
            set.conflicts = vec![Conflict { field: Field::Speaker, readings }];
            // What is contradicted is not told a second time.
            set.decided = vec![(Field::Speaker, ana.clone())];
            assert_eq!(facts(&set), [("conflict", want.to_owned())]);
        }
    }

    #[test]
    fn sets_and_what_the_rules_say_stand_last() {
        let tag = |tag: &str| (Field::Tags, FieldValue::text(tag));
        let set = Annotations {
            elements: vec![tag("money"), tag("pumps")],
            otherwise: vec![Otherwise { field: Field::Speaker, value: named("Bo Lind") }],
            ..Annotations::default()
        };
        let want = [
            ("tags", "#money #pumps".to_owned()),
            ("rules", "who: the rules now say: Bo Lind".to_owned()),
        ];
        assert_eq!(facts(&set), want);
    }
}
