//! What a query asks for: how it is answered, and what a decision does to its answer.

use super::{Condition, Filter, Property, Query, QueryNotice, QueryWord};
use onrecord_model::{Form, Origin, Status, Strength};

impl Query {
    /// Its words, those to rank by first, then those behind `near:`.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &QueryWord> + Clone {
        self.words.iter().chain(&self.near)
    }

    /// The same, with names as they are written.
    pub(crate) fn exactly(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Whether it asks for nothing, so that everything is shown.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.near.is_empty() && self.filters.is_empty()
    }

    /// Whether it asks for the suggestions that a person did not want, which nothing else finds.
    pub(crate) fn asks_dismissed(&self) -> bool {
        self.asks_for(&Condition::Is(Property::Origin(Origin::Dismissed)))
    }

    /// Whether it asks for weak suggestions alone (`is:weak`).
    pub fn asks_weak(&self) -> bool {
        self.asks_for(&Condition::Is(Property::Strength(Strength::Weak)))
    }

    fn asks_for(&self, condition: &Condition) -> bool {
        self.filters.iter().any(|filter| filter.condition == *condition && !filter.not)
    }

    /// Whether it asks for what is unchecked, which a suggestion is not: of it nobody has said how far it is
    /// checked.
    pub fn asks_unchecked(&self) -> bool {
        self.asks_for(&Condition::Is(Property::Status(Status::Unchecked)))
    }

    /// Whether a statement is out of its answer as soon as it is of this origin.
    pub fn leaves_out_origin(&self, origin: Origin) -> bool {
        self.leaves_out(|property| match property {
            Property::Origin(asked) => Some(*asked == origin),
            Property::Checked if origin == Origin::Confirmed => Some(true),
            _ => None,
        })
    }

    /// Whether a statement is out of its answer as soon as it is checked so far.
    pub fn leaves_out_status(&self, status: Status) -> bool {
        self.leaves_out(|property| match property {
            Property::Status(asked) => Some(*asked == status),
            Property::Checked if status != Status::Unchecked => Some(true),
            _ => None,
        })
    }

    /// Whether one of its filters fails where its property `holds`, or does not, as far as that is known.
    fn leaves_out(&self, holds: impl Fn(&Property) -> Option<bool>) -> bool {
        let fails = |filter: &Filter| match &filter.condition {
            Condition::Is(property) => holds(property) == Some(filter.not),
            _ => false,
        };
        self.filters.iter().any(fails)
    }

    /// Whether it asks for what was read or was not (`is:read`).
    pub fn asks_read(&self) -> bool {
        let read = Condition::Is(Property::Read);
        self.filters.iter().any(|filter| filter.condition == read)
    }

    /// Whether it looks for words, which are found wherever they stand.
    pub(crate) fn asks_words(&self) -> bool {
        let phrase =
            |filter: &Filter| matches!(filter.condition, Condition::Phrase(_)) && !filter.not;
        !self.words.is_empty() || !self.near.is_empty() || self.filters.iter().any(phrase)
    }

    /// Whether passages may answer it: it has words, or asks for passages.
    pub(crate) fn asks_passages(&self) -> bool {
        self.asks_words() || self.asks_for(&Condition::Form(Form::Passage)) || self.asks_notes()
    }

    /// Whether it asks for what readers left out of the running text (`form:note`).
    pub(crate) fn asks_notes(&self) -> bool {
        self.asks_for(&Condition::Form(Form::Note))
    }

    /// Whether it asks for a time (`on:`), so that rows should tell the date they go by.
    pub fn asks_when(&self) -> bool {
        self.filters.iter().any(|filter| matches!(filter.condition, Condition::On(_)))
    }

    /// What was searched as text or left out, and why.
    pub fn notices(&self) -> &[QueryNotice] {
        &self.notices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether what is confirmed, or corroborated, leaves the answer.
    #[test]
    fn a_query_says_what_a_decision_takes_out_of_its_answer() {
        for (text, confirmed, corroborated) in [
            ("", false, false),
            ("deal form:direct", false, false),
            ("is:suggested", true, false),
            ("deal !is:confirmed", true, false),
            ("is:confirmed", false, false),
            ("is:unchecked form:direct", false, true),
            ("!is:corroborated", false, true),
            ("!is:unchecked", false, false),
            ("is:corroborated", false, false),
            ("!is:checked", true, true),
            ("is:checked", false, false),
            ("is:denied is:new", false, false),
        ] {
            let query = Query::parse(text);
            let said = (
                query.leaves_out_origin(Origin::Confirmed),
                query.leaves_out_status(Status::Corroborated),
            );
            assert_eq!(said, (confirmed, corroborated), "{text}");
        }
    }
}
