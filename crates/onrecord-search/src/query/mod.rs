//! [`Query`]: what was typed, taken apart into words to rank by and filters that must hold.
//!
//! Reading a query never fails: what cannot be read as a field is searched as text, and a
//! [`QueryNotice`] says so. Knows no corpus; names are resolved in `filter`.

use onrecord_model::{Form, Origin, Polarity, Status, When};
use onrecord_text::words::{Compound, compounds, parts};

use crate::filtering::statement_dates::range;
use crate::matching::edit_distance::{Letters, slips};

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

/// Which actors `by:`, `to:`, `about:` and `via:` look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    By,
    To,
    About,
    Via,
    In,
}

/// What `is:` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Status(Status),
    Origin(Origin),
    /// Confirmed, or more than unchecked.
    Checked,
    Polarity(Polarity),
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// A name meets all of these words.
    Named(Field, Vec<String>),
    On(When),
    Form(Form),
    Is(Is),
    /// These words follow one another.
    Phrase(Vec<String>),
}

/// A test and whether it must fail instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) test: Test,
    pub(crate) not: bool,
}

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(crate) words: Vec<QueryWord>,
    pub(crate) filters: Vec<Filter>,
    notices: Vec<QueryNotice>,
}

const FIELDS: [&str; 8] = ["by", "to", "about", "via", "in", "on", "form", "is"];

/// Words that a field takes and what they mean, in the order in which they came: a beginning that was
/// enough for one of the earlier words goes on to mean that one, whatever came later.
type Choices<T> = [&'static [(&'static str, T)]];

const FORMS: &Choices<Form> = &[&[
    ("direct", Form::Direct),
    ("mixed", Form::Mixed),
    ("indirect", Form::Indirect),
    ("passage", Form::Passage),
]];

const IS: &Choices<Is> = &[&STANDING, &MAKING];

/// How far a statement is checked, and who put it here.
const STANDING: [(&str, Is); 10] = [
    ("unchecked", Is::Status(Status::Unchecked)),
    ("single-source", Is::Status(Status::SingleSource)),
    ("corroborated", Is::Status(Status::Corroborated)),
    ("authenticated", Is::Status(Status::Authenticated)),
    ("disputed", Is::Status(Status::Disputed)),
    ("retracted", Is::Status(Status::Retracted)),
    ("hand", Is::Origin(Origin::Hand)),
    ("suggested", Is::Origin(Origin::Suggested)),
    ("confirmed", Is::Origin(Origin::Confirmed)),
    ("checked", Is::Checked),
];

/// What the attributing words make of it, in both ways of saying so, and what a list does not tell.
const MAKING: [(&str, Is); 12] = [
    ("denied", Is::Polarity(Polarity::Denies)),
    ("denies", Is::Polarity(Polarity::Denies)),
    ("refused", Is::Polarity(Polarity::Refuses)),
    ("refuses", Is::Polarity(Polarity::Refuses)),
    ("asked", Is::Polarity(Polarity::Asks)),
    ("asks", Is::Polarity(Polarity::Asks)),
    ("ordered", Is::Polarity(Polarity::Orders)),
    ("orders", Is::Polarity(Polarity::Orders)),
    ("affirmed", Is::Polarity(Polarity::Affirms)),
    ("affirms", Is::Polarity(Polarity::Affirms)),
    ("listed", Is::Origin(Origin::Listed)),
    ("dismissed", Is::Origin(Origin::Dismissed)),
];

impl Query {
    /// Reads what was typed. Never fails: see [`Query::notices`].
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        while let Some(piece) = Piece::next(rest) {
            rest = piece.behind;
            if piece.unclosed {
                query.notice(QueryNotice::UnclosedQuote);
            }
            query.take(&piece);
        }
        query
    }

    /// Whether it asks for nothing, so that everything is shown.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty()
    }

    /// Whether it asks for the suggestions that a person did not want, which nothing else finds.
    pub(crate) fn asks_dismissed(&self) -> bool {
        let dismissed = Test::Is(Is::Origin(Origin::Dismissed));
        self.filters.iter().any(|filter| filter.test == dismissed && !filter.not)
    }

    /// Whether passages may answer it: it has words, or asks for passages.
    pub(crate) fn asks_passages(&self) -> bool {
        let asks = |filter: &Filter| match &filter.test {
            Test::Phrase(_) => !filter.not,
            Test::Form(form) => *form == Form::Passage && !filter.not,
            Test::Named(..) | Test::On(_) | Test::Is(_) => false,
        };
        !self.words.is_empty() || self.filters.iter().any(asks)
    }

    /// Whether it asks for a time (`on:`), so that rows should tell the date they go by.
    pub fn asks_when(&self) -> bool {
        self.filters.iter().any(|filter| matches!(filter.test, Test::On(_)))
    }

    /// What was searched as text or left out, and why.
    pub fn notices(&self) -> &[QueryNotice] {
        &self.notices
    }

    fn take(&mut self, piece: &Piece<'_>) {
        let keys = |text| parts(text).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        let words = keys(piece.value);
        if words.is_empty() {
            // A field with nothing in it yet, or signs only.
            return;
        }
        let test = match piece.field {
            Some(field) => self.field(field, piece.value, words),
            None if piece.quoted => Some(Test::Phrase(words)),
            None => None,
        };
        match test {
            Some(test) => self.filters.push(Filter { test, not: piece.not }),
            None if piece.not => {
                self.filters.push(Filter { test: Test::Phrase(keys(piece.whole)), not: true });
            }
            None => self.rank_by(piece.whole, piece.behind.is_empty()),
        }
    }

    /// The test that `field:value` stands for; `None` where it is to be searched as text.
    fn field(&mut self, field: &str, value: &str, words: Vec<String>) -> Option<Test> {
        Some(match field.to_lowercase().as_str() {
            "by" => Test::Named(Field::By, words),
            "to" => Test::Named(Field::To, words),
            "about" => Test::Named(Field::About, words),
            "via" => Test::Named(Field::Via, words),
            "in" => Test::Named(Field::In, words),
            "on" => {
                let Some(when) = range(value) else {
                    self.notice(QueryNotice::BadDate { text: value.to_owned() });
                    return None;
                };
                Test::On(when)
            }
            "form" => Test::Form(self.listed("form", value, FORMS)?),
            "is" => Test::Is(self.listed("is", value, IS)?),
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
        let all = || choices.iter().copied().flatten();
        let exact = all().find(|(name, _)| *name == value).map(|(_, found)| *found);
        if let Some(found) = exact.or_else(|| begun(&value, choices)) {
            return Some(found);
        }
        let nearest = nearest(&value, all().map(|(name, _)| *name));
        self.notice(QueryNotice::UnknownValue { field, value, nearest });
        None
    }

    /// Adds the words of `text` to rank by. `last`: nothing stands behind it in the query.
    fn rank_by(&mut self, text: &str, last: bool) {
        for Compound { key, parts, span, .. } in compounds(text) {
            if self.words.iter().any(|known| known.key == key) {
                continue;
            }
            if self.words.len() == MOST_WORDS {
                return self.notice(QueryNotice::TooLong);
            }
            let parts = if parts.len() > 1 { parts } else { Vec::new() };
            let open = last && span.end as usize == text.len();
            self.words.push(QueryWord { key, typed: span.of(text).to_owned(), parts, open });
        }
    }

    fn notice(&mut self, notice: QueryNotice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
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

/// The next stretch of a query up to a space, or to the closing quote mark.
struct Piece<'a> {
    not: bool,
    field: Option<&'a str>,
    /// What stands after the field, without quote marks.
    value: &'a str,
    /// Field and value as typed, to be searched as text.
    whole: &'a str,
    quoted: bool,
    unclosed: bool,
    /// The rest of the query.
    behind: &'a str,
}

impl<'a> Piece<'a> {
    fn next(rest: &'a str) -> Option<Self> {
        let start = rest.trim_start();
        let bare = start.strip_prefix('!').or_else(|| start.strip_prefix("-not:"));
        let whole = bare.unwrap_or(start);
        if start.is_empty() {
            return None;
        }
        let (field, value) = split_field(whole);
        let value = if field.is_some() { value.trim_start() } else { value };
        let opened = value.strip_prefix(['"', '“', '”', '„', '«']);
        let closing = |c| if value.starts_with('«') { c == '»' } else { "\"”“".contains(c) };
        let closed = opened.and_then(|inside| inside.split_once(closing));
        let (value, behind) = closed.unwrap_or_else(|| {
            let value = opened.unwrap_or(value);
            value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
        });
        let length = whole.len() - behind.len();
        Some(Self {
            not: bare.is_some(),
            field,
            value,
            whole: whole.get(..length).unwrap_or(whole),
            quoted: closed.is_some(),
            unclosed: opened.is_some() && closed.is_none(),
            behind,
        })
    }
}

/// `by:luna` → `by`, `luna`. A colon is common in text: only a word of letters before it and
/// something after it make a field, and `https://` is none.
fn split_field(text: &str) -> (Option<&str>, &str) {
    let Some((name, value)) = text.split_once(':') else { return (None, text) };
    let known = FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
    let letters = !name.is_empty() && name.chars().all(char::is_alphabetic);
    let follows = value.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
    if known || letters && follows { (Some(name), value) } else { (None, text) }
}

/// The name of `list` that `typed` was probably meant for: at most two letters away.
fn nearest(typed: &str, list: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let typed: Letters = typed.chars().take(24).collect();
    list.map(|name| (slips(&typed, &name.chars().collect::<Letters>()), name))
        .filter(|(slips, name)| *slips <= 2 && usize::from(*slips) < name.len())
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A short form of what a query asks for.
    fn read(text: &str) -> String {
        let query = Query::parse(text);
        let words = query.words.iter().map(|word| {
            let mark = if word.open { "…" } else { "" };
            format!("{}{}{mark}", word.key, word.parts.join("+"))
        });
        let filters = query.filters.iter().map(|filter| {
            let asks = match &filter.test {
                Test::Named(field, words) => format!("{field:?}({})", words.join(" ")),
                Test::On(when) => format!("On({})", when.resolved),
                Test::Form(form) => format!("{form:?}"),
                Test::Is(is) => format!("{is:?}"),
                Test::Phrase(words) => format!("“{}”", words.join(" ")),
            };
            format!("{}{asks}", if filter.not { "!" } else { "" })
        });
        words.chain(filters).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn queries_as_they_are_typed() {
        for (text, want) in [
            ("", ""),
            ("minister deal", "minister deal…"),
            ("minister deal ", "minister deal"),
            ("deal Deal", "deal"),
            ("MS-13", "ms13ms+13…"),
            ("by:Lobo deal", "deal… By(lobo)"),
            ("by:\"Osiris Luna\" x", "x… By(osiris luna)"),
            ("BY: “Osiris Luna”", "By(osiris luna)"),
            ("\"exact words\" more", "more… “exact words”"),
            ("«palabras exactas» “así” „so“", "“palabras exactas” “asi” “so”"),
            ("!word -not:other !by:x !\"a b\"", "!“word” !“other” !By(x) !“a b”"),
            ("on:2012..2014 on:..2014 on:2022-03", "On(2012/2014) On(../2014) On(2022-03)"),
            ("form:mixed is:single form:passage", "Mixed Status(SingleSource) Passage"),
            ("is:“single source”", "Status(SingleSource)"),
            ("is:checked", "Checked"),
            ("is:denied is:denies is:den", "Polarity(Denies) Polarity(Denies) Polarity(Denies)"),
            ("is:refused !is:asked", "Polarity(Refuses) !Polarity(Asks)"),
            ("is:ordered is:aff is:listed", "Polarity(Orders) Polarity(Affirms) Origin(Listed)"),
            // Beginnings that were enough before there were more words.
            (
                "is:d is:a is:ret is:r is:dis",
                "Status(Disputed) Status(Authenticated) Status(Retracted) Status(Retracted) Status(Disputed)",
            ),
            ("is:c", "is c…"),
            ("by:", ""),
            ("by: luna", "By(luna)"),
            ("12:30 https://elfaro.net", "12 30 https elfaro net…"),
            ("Jeb! - “", "jeb"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_searched_as_text_is_said() {
        let bad = |text: &str| QueryNotice::BadDate { text: text.into() };
        for (text, want, notice) in [
            ("\"exact wor", "exact wor…", QueryNotice::UnclosedQuote),
            ("by:“osiris", "By(osiris)", QueryNotice::UnclosedQuote),
            (
                "abuot:luna",
                "abuot luna…",
                QueryNotice::UnknownField { field: "abuot".into(), nearest: Some("about") },
            ),
            (
                "colour:red",
                "colour red…",
                QueryNotice::UnknownField { field: "colour".into(), nearest: None },
            ),
            (
                "is:retarcted",
                "is retarcted…",
                QueryNotice::UnknownValue {
                    field: "is",
                    value: "retarcted".into(),
                    nearest: Some("retracted"),
                },
            ),
            ("on:March", "on march…", bad("March")),
            ("on:2022-13", "on 2022 13…", bad("2022-13")),
        ] {
            assert_eq!(read(text), want, "{text}");
            assert_eq!(Query::parse(text).notices(), [notice]);
        }
        let long = (0..40).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let query = Query::parse(&long);
        assert_eq!((query.words.len(), query.notices()), (32, &[QueryNotice::TooLong][..]));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_query(text in "[a-z\"“”«»!:. é漢-]{0,30}|(by|on|is|form|-not):\\PC{0,12}|\\PC{0,20}") {
            let query = Query::parse(&text);
            let filters = query.filters.len();
            proptest::prop_assert!(query.words.len() + filters <= text.chars().count());
        }
    }
}
