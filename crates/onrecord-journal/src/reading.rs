//! [`FieldReadings`]: what stands in a field when all decisions about it are known, and which of two
//! readings claims less.

use onrecord_model::{Field, FieldReading, FieldShape, FieldValue};

/// The decisions about a field that no other followed, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldReadings(pub Vec<FieldReading>);

impl FieldReadings {
    /// The value that all agree on; `None` where nobody decided, where they took it back, or where they
    /// do not agree.
    pub fn agreed(&self) -> Option<&FieldValue> {
        let last = self.0.last()?.value.as_ref()?;
        (!self.is_conflict()).then_some(last)
    }

    /// Whether they contradict each other.
    pub fn is_conflict(&self) -> bool {
        is_conflict(self.0.iter().map(|reading| reading.value.as_ref()))
    }
}

/// Whether values that stand beside each other contradict each other.
pub(crate) fn is_conflict<'v>(values: impl IntoIterator<Item = Option<&'v FieldValue>>) -> bool {
    let mut values = values.into_iter();
    let Some(mut one) = values.next() else { return false };
    values.any(|other| {
        let agree = match (one, other) {
            (Some(one), Some(other)) => one.agrees(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        one = other;
        !agree
    })
}

/// What a row shows of a field where decisions contradict each other: the reading that claims least. Of
/// words in an order it is the weakest, of flags "yes" (who is careful is right until it is settled), of
/// all else that it is not stated. `None`: as if nobody had decided.
pub fn weaker(field: Field, readings: &FieldReadings) -> Option<FieldValue> {
    let values: Vec<_> = readings.0.iter().map(|reading| reading.value.as_ref()).collect();
    weaker_of(field, &values)
}

/// The same of the values alone.
pub(crate) fn weaker_of(field: Field, values: &[Option<&FieldValue>]) -> Option<FieldValue> {
    let mut set = values.iter().copied().flatten();
    match field.shape() {
        FieldShape::Choice(_) => {
            let rank = |value: &&FieldValue| value.as_text().and_then(|word| field.rank(word));
            let weakest = set.min_by_key(rank);
            // Beside a decision that was taken back, what claims less than no decision stays.
            let none = match field {
                // What one dismissed and another did not stays where both see it.
                Field::Verdict => {
                    let seen = |value: &FieldValue| match value.as_text() {
                        Some("dismissed") => FieldValue::text("suggested"),
                        _ => value.clone(),
                    };
                    return weakest.map(seen);
                }
                Field::Status => field.rank("unchecked"),
                Field::Terms => field.rank("unknown"),
                _ => None,
            };
            let stays = |value: &&FieldValue| !values.contains(&None) || rank(value) < none;
            weakest.filter(stays).cloned()
        }
        FieldShape::Flag => Some(FieldValue::Flag(set.any(|v| *v == FieldValue::Flag(true)))),
        FieldShape::Text | FieldShape::Anchor => None,
        _ => Some(FieldValue::Silent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::NamedActor;

    fn readings(values: &[Option<FieldValue>]) -> FieldReadings {
        let reading = |value: &Option<FieldValue>| FieldReading {
            value: value.clone(),
            by: "ana".into(),
            at: "".into(),
        };
        FieldReadings(values.iter().map(reading).collect())
    }

    #[test]
    fn the_reading_that_claims_least_is_shown() {
        let text = |word| Some(FieldValue::text(word));
        let actor =
            |name: &str| Some(FieldValue::Actor(NamedActor { id: None, name: name.into() }));
        let flag = |flag| Some(FieldValue::Flag(flag));
        for (field, values, want) in [
            (Field::Status, [text("corroborated"), text("disputed")], text("disputed")),
            (Field::Status, [text("corroborated"), None], None),
            (Field::Status, [None, text("retracted")], text("retracted")),
            (Field::Terms, [None, text("off")], text("off")),
            (Field::Terms, [text("on record"), None], None),
            (Field::Verdict, [text("confirmed"), text("dismissed")], text("suggested")),
            (Field::Terms, [text("on record"), text("off")], text("off")),
            (Field::Speaker, [actor("Ana Ruiz"), actor("Bo Lind")], Some(FieldValue::Silent)),
            (Field::Sensitive, [flag(true), flag(false)], flag(true)),
            (Field::Sensitive, [None, flag(true)], flag(true)),
            (Field::Note, [text("one"), text("two")], None),
        ] {
            let readings = readings(&values);
            assert!(readings.is_conflict());
            assert_eq!(weaker(field, &readings), want, "{field:?} {values:?}");
        }
    }

    #[test]
    fn agreement_is_no_conflict() {
        let same =
            readings(&[Some(FieldValue::text("disputed")), Some(FieldValue::text("disputed"))]);
        assert!(!same.is_conflict());
        assert_eq!(same.agreed(), Some(&FieldValue::text("disputed")));
        assert_eq!(readings(&[]).agreed(), None);
        assert!(!readings(&[None, None]).is_conflict());
    }
}
