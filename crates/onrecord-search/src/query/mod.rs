//! [`Query`]: what was typed, taken apart into words to rank by and filters that must hold.
//!
//! Reading a query never fails: what cannot be read as a field is searched as text, and a
//! [`QueryNotice`] says so. Knows no corpus; names are resolved in `filtering`.

mod asks;
mod date_range;
mod token;
mod values;

use onrecord_model::{Field, Form, Origin, Polarity, Status, Strength, When};
use onrecord_text::words::{Compound, compounds, parts};

use date_range::date_range;
pub use token::FIELDS;
use token::QueryToken;
use values::{Choices, FORMS, PROPERTIES, REPLIES, TERMS, meaning, nearest};

/// More words than this are not ranked by; a pasted paragraph is found by its beginning.
pub(crate) const MOST_WORDS: usize = 32;

/// Something in a query that was searched as text, or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryNotice {
    /// There is no such field.
    UnknownField {
        /// As typed.
        field: String,
        /// The field that was probably meant.
        nearest: Option<&'static str>,
    },
    /// `form:` and `is:` take words from a list, and this is none of them.
    UnknownValue {
        /// The field.
        field: &'static str,
        /// As typed.
        value: String,
        /// The value that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A quote mark opens and none closes.
    UnclosedQuote,
    /// `on:` takes a date, and this is none.
    BadDate {
        /// As typed.
        text: String,
    },
    /// Only the first 32 words are ranked by.
    TooLong,
    /// `near:` asks for what this program was built without.
    NoMeaning,
}

/// A word to rank by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// Folded, hyphens and apostrophes taken out.
    pub(crate) key: String,
    /// As it stands in the query.
    pub(crate) typed: String,
    /// Its parts where it was written with a hyphen or letters beside digits, else empty.
    pub(crate) parts: Vec<String>,
    /// Whether it is still being typed: the last of the query with nothing behind it.
    pub(crate) open: bool,
}

impl QueryWord {
    /// A whole word as `onrecord_text::words` folds it.
    #[cfg(feature = "meaning")]
    pub(crate) fn of_key(key: &str) -> Self {
        Self { key: key.to_owned(), typed: key.to_owned(), parts: Vec::new(), open: false }
    }
}

/// Which actors `by:`, `to:`, `about:` and `via:` look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameField {
    By,
    To,
    About,
    Via,
    In,
}

/// What `is:` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Status(Status),
    Origin(Origin),
    /// Confirmed, or more than unchecked.
    Checked,
    Polarity(Polarity),
    Strength(Strength),
    /// A question of an interview or a hearing.
    Question,
    /// Not there when somebody was here last.
    New,
    /// Of a source that somebody has marked as read.
    Read,
    /// It must not leave this desk.
    Withheld,
    /// Decisions about it contradict each other.
    Conflict,
    /// A person set one of its facts otherwise, or one that it lacked.
    Edited,
    /// A person set this flag.
    Flagged(Field),
    /// It has a remark.
    Noted,
    Hole,
    /// Its words stand so in a source that changed: the word of an anchor's state.
    Anchored(&'static str),
}

/// Which words that people set `tag:`, `note:` and `by-whom:` look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SetField {
    Tag,
    Note,
    ByWhom,
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// A name meets all of these words.
    Named(NameField, Vec<String>),
    On(When),
    Form(Form),
    Is(Property),
    /// What people set has all of these words.
    Set(SetField, Vec<String>),
    /// A field is set to this word.
    Chosen(Field, &'static str),
    /// It accuses somebody who has not answered.
    Unanswered,
    /// These words follow one another.
    Phrase(Vec<String>),
}

/// A condition and whether it must fail instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) condition: Condition,
    pub(crate) not: bool,
}

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(crate) words: Vec<QueryWord>,
    /// Words that rows are to come near to in meaning, behind `near:`.
    pub(crate) near: Vec<QueryWord>,
    pub(crate) filters: Vec<Filter>,
    /// Whether names are looked for as they are written, without typing errors.
    pub(crate) exact: bool,
    notices: Vec<QueryNotice>,
}

impl Query {
    /// Reads what was typed. Never fails: see [`Query::notices`].
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        while let Some(token) = QueryToken::next(rest) {
            rest = token.behind;
            if token.unclosed {
                query.notice(QueryNotice::UnclosedQuote);
            }
            query.take(&token);
        }
        query
    }

    fn take(&mut self, token: &QueryToken<'_>) {
        let keys = |text| parts(text).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        let words = keys(token.value);
        if words.is_empty() {
            // A field with nothing in it yet, or signs only.
            return;
        }
        let condition = match token.field {
            Some(field) => self.field(field, token.value, words),
            None if token.quoted => Some(Condition::Phrase(words)),
            None => None,
        };
        match condition {
            Some(condition) => self.filters.push(Filter { condition, not: token.not }),
            None if token.not => {
                self.filters
                    .push(Filter { condition: Condition::Phrase(keys(token.whole)), not: true });
            }
            None if asks_near(token) => self.near(token),
            None => self.rank_by(token.whole, token.behind.is_empty()),
        }
    }

    /// The condition that `field:value` stands for; `None` where it is to be searched as text.
    fn field(&mut self, field: &str, value: &str, words: Vec<String>) -> Option<Condition> {
        Some(match field.to_lowercase().as_str() {
            "by" => Condition::Named(NameField::By, words),
            "to" => Condition::Named(NameField::To, words),
            "about" => Condition::Named(NameField::About, words),
            "via" => Condition::Named(NameField::Via, words),
            "in" => Condition::Named(NameField::In, words),
            "on" => {
                let Some(when) = date_range(value) else {
                    self.notice(QueryNotice::BadDate { text: value.to_owned() });
                    return None;
                };
                Condition::On(when)
            }
            "tag" => Condition::Set(SetField::Tag, words),
            "note" => Condition::Set(SetField::Note, words),
            "by-whom" => Condition::Set(SetField::ByWhom, words),
            "reply" => match self.listed("reply", value, REPLIES)? {
                Some(reply) => Condition::Chosen(Field::Reply, reply),
                None => Condition::Unanswered,
            },
            "terms" => Condition::Chosen(Field::Terms, self.listed("terms", value, TERMS)?),
            "near" => return None,
            "form" => Condition::Form(self.listed("form", value, FORMS)?),
            "is" => Condition::Is(self.listed("is", value, PROPERTIES)?),
            unknown => {
                let nearest = nearest(unknown, FIELDS.into_iter());
                self.notice(QueryNotice::UnknownField { field: field.to_owned(), nearest });
                return None;
            }
        })
    }

    /// The one value of `choices` that `value` names or begins.
    fn listed<T: Copy + PartialEq>(
        &mut self,
        field: &'static str,
        value: &str,
        choices: &Choices<T>,
    ) -> Option<T> {
        let value = value.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some(found) = meaning(&value, choices) {
            return Some(found);
        }
        let names = choices.iter().copied().flatten().map(|(name, _)| *name);
        let nearest = nearest(&value, names);
        self.notice(QueryNotice::UnknownValue { field, value, nearest });
        None
    }

    /// Takes the words behind `near:`; to rank by, where nothing is found by its meaning.
    fn near(&mut self, token: &QueryToken<'_>) {
        let last = token.behind.is_empty();
        if cfg!(feature = "meaning") {
            let mut near = std::mem::take(&mut self.near);
            self.put(&mut near, token.value, last);
            self.near = near;
        } else {
            self.notice(QueryNotice::NoMeaning);
            self.rank_by(token.value, last);
        }
    }

    /// Adds the words of `text` to rank by. `last`: nothing stands behind it in the query.
    fn rank_by(&mut self, text: &str, last: bool) {
        let mut words = std::mem::take(&mut self.words);
        self.put(&mut words, text, last);
        self.words = words;
    }

    fn put(&mut self, words: &mut Vec<QueryWord>, text: &str, last: bool) {
        for Compound { key, parts, span, .. } in compounds(text) {
            if words.iter().any(|known| known.key == key) {
                continue;
            }
            if words.len() == MOST_WORDS {
                return self.notice(QueryNotice::TooLong);
            }
            let parts = if parts.len() > 1 { parts } else { Vec::new() };
            let open = last && span.end as usize == text.len();
            words.push(QueryWord { key, typed: span.of(text).to_owned(), parts, open });
        }
    }

    fn notice(&mut self, notice: QueryNotice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// Whether a token is `near:word`, which asks for the meaning of the word.
fn asks_near(token: &QueryToken<'_>) -> bool {
    !token.not && token.field.is_some_and(|field| field.eq_ignore_ascii_case("near"))
}

#[cfg(test)]
mod tests;
