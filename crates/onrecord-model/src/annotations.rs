//! [`Annotations`]: what people set of a record, beside what its nouns hold: who set it and when, and
//! where two of them contradict each other.

use super::{Field, FieldValue};
use serde::{Deserialize, Serialize};

/// One decision about a field as it stands on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldReading {
    /// What was set; `None` where a decision was taken back.
    pub value: Option<FieldValue>,
    /// Who set it.
    pub by: Box<str>,
    /// When by their clock: `2026-11-29T10:04:00Z`.
    pub at: Box<str>,
}

/// Two or more decisions about a field, none of which knew of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// What stands against each other, in the order of the decisions.
    pub readings: Vec<FieldReading>,
}

/// A field that a person set, and what the rules say of it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Otherwise {
    /// The field.
    pub field: Field,
    /// What would stand there without the decision.
    pub value: FieldValue,
}

/// What people set of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Annotations {
    /// The fields that hold a value, in order, each with its value; in a conflict the weaker one. Sets
    /// are not among them.
    pub values: Vec<(Field, FieldValue)>,
    /// The elements of sets, in order.
    pub elements: Vec<(Field, FieldValue)>,
    /// The last decision about each field that was set.
    pub decided: Vec<(Field, FieldReading)>,
    /// Where decisions contradict each other.
    pub conflicts: Vec<Conflict>,
    /// Where the rules would now say otherwise than a person set.
    pub otherwise: Vec<Otherwise>,
}

impl Annotations {
    /// The value of a field, where a person set one.
    pub fn value(&self, field: Field) -> Option<&FieldValue> {
        self.values.iter().find(|(of, _)| *of == field).map(|(_, value)| value)
    }

    /// The words of a field, where a person set some.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.value(field)?.as_text()
    }

    /// Whether a person set the flag.
    pub fn flag(&self, field: Field) -> bool {
        self.value(field) == Some(&FieldValue::Flag(true))
    }

    /// The words of a set.
    pub fn words(&self, field: Field) -> impl Iterator<Item = &str> {
        let of = self.elements.iter().filter(move |(of, _)| *of == field);
        of.filter_map(|(_, value)| value.as_text())
    }

    /// The last decision about a field.
    pub fn decided(&self, field: Field) -> Option<&FieldReading> {
        self.decided.iter().find(|(of, _)| *of == field).map(|(_, reading)| reading)
    }

    /// The same over what was set `before`: fields that nothing was decided about since stay.
    #[must_use]
    pub fn over(mut self, before: Self) -> Self {
        let decided = |field: Field| self.decided.iter().any(|(of, _)| *of == field);
        let values = before.values.into_iter().filter(|(field, _)| !decided(*field));
        let values: Vec<_> = values.collect();
        let conflicts = before.conflicts.into_iter().filter(|conflict| !decided(conflict.field));
        let conflicts: Vec<_> = conflicts.collect();
        let readings = before.decided.into_iter().filter(|(field, _)| !decided(*field));
        let readings: Vec<_> = readings.collect();
        let known = |element: &(Field, FieldValue)| self.elements.contains(element);
        let elements: Vec<_> = before.elements.into_iter().filter(|one| !known(one)).collect();
        self.values.extend(values);
        self.values.sort_by_key(|(field, _)| *field);
        self.conflicts.extend(conflicts);
        self.decided.extend(readings);
        self.elements.extend(elements);
        self.elements.sort_unstable();
        self
    }

    /// Whether it accuses somebody who has neither answered nor declined to, and need be asked.
    pub fn is_unanswered(&self) -> bool {
        const ENDS: [&str; 3] = ["answered", "declined", "not needed"];
        self.flag(Field::Critical)
            && !self.text(Field::Reply).is_some_and(|reply| ENDS.contains(&reply))
    }

    /// Whether a person made more of the record than a step up or down as a suggestion: marked it, set a
    /// field of it, or contradicted somebody about one.
    pub fn is_used(&self) -> bool {
        let used = |(field, value): &(Field, FieldValue)| {
            *field != Field::Verdict && *value != FieldValue::Flag(false)
        };
        !self.conflicts.is_empty() || !self.elements.is_empty() || self.values.iter().any(used)
    }

    /// Whether the record must not leave this desk: it is sensitive, or its terms are not on record.
    pub fn is_withheld(&self) -> bool {
        self.values.iter().any(|(field, value)| withholds(*field, value))
    }
}

/// Whether a value of a field keeps the record from leaving this desk.
pub fn withholds(field: Field, value: &FieldValue) -> bool {
    const OPEN: [&str; 2] = ["unknown", "on record"];
    // What cannot be read is the strictest that it may mean.
    match (field, value) {
        (Field::Sensitive, FieldValue::Flag(flag)) => *flag,
        (Field::Terms, FieldValue::Text(terms)) => !OPEN.contains(&&**terms),
        (Field::Sensitive | Field::Terms, value) => *value != FieldValue::Silent,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_as_a_suggestion_and_a_star_taken_off_make_no_use_of_a_record() {
        for (field, value, used) in [
            (Field::Verdict, FieldValue::text("suggested"), false),
            (Field::Star, FieldValue::Flag(false), false),
            (Field::Star, FieldValue::Flag(true), true),
            (Field::Speaker, FieldValue::Silent, true),
            (Field::Note, FieldValue::text("at the quay"), true),
        ] {
            let all = Annotations { values: vec![(field, value)], ..Annotations::default() };
            assert_eq!(all.is_used(), used, "{all:?}");
        }
        let tag = (Field::Tags, FieldValue::text("money"));
        assert!(Annotations { elements: vec![tag], ..Annotations::default() }.is_used());
    }

    #[test]
    fn what_may_not_be_shown_to_others_is_withheld() {
        for (field, value, held) in [
            (Field::Sensitive, FieldValue::Flag(true), true),
            (Field::Sensitive, FieldValue::Flag(false), false),
            (Field::Terms, FieldValue::text("off"), true),
            (Field::Terms, FieldValue::text("background"), true),
            (Field::Terms, FieldValue::text("on record"), false),
            (Field::Terms, FieldValue::text("unknown"), false),
            (Field::Note, FieldValue::text("off"), false),
        ] {
            let all = Annotations { values: vec![(field, value)], ..Annotations::default() };
            assert_eq!(all.is_withheld(), held, "{all:?}");
        }
    }
}
