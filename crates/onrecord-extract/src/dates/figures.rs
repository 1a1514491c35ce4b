//! Dates in figures: `2022-03-25`, `25/03/2022`, `12.05.2022`, `2012-2014`.

use super::edtf::write;
use super::phrase::Phrase;
use super::resolve::PARTS;
use super::{Dates, Meaning, Partial, ReadDate, When, calendar};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, Language, Tables};

/// A day and a month in figures, of which it is not said which stands first, and their year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayAndMonth {
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) year: i32,
    /// Whether points part them, which no one writes who puts the month first.
    pub(super) points: bool,
}

/// Which of the two stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureOrder {
    Day,
    Month,
}

impl DayAndMonth {
    /// The date where that stands first, if there is such a month.
    pub(super) fn read(self, order: FigureOrder) -> Option<Partial> {
        let (day, month) = match order {
            FigureOrder::Day => (self.first, self.second),
            FigureOrder::Month => (self.second, self.first),
        };
        let date = Partial { month: Some(month), day: Some(day), ..Partial::year(self.year) };
        (1..=12).contains(&month).then_some(date)
    }

    /// What it may be, the day first before the month first.
    pub(super) fn readings(self) -> Vec<When> {
        let orders = [FigureOrder::Day, FigureOrder::Month];
        let dates = orders.into_iter().filter_map(|order| self.read(order));
        let mut dates: Vec<_> =
            dates.filter_map(|date| When::new(&write(date), None).ok()).collect();
        dates.dedup();
        dates
    }

    /// The order that its own figures prove.
    fn proof(self) -> Option<FigureOrder> {
        match (self.read(FigureOrder::Day), self.read(FigureOrder::Month)) {
            (Some(_), None) => Some(FigureOrder::Day),
            (None, Some(_)) => Some(FigureOrder::Month),
            _ => None,
        }
    }

    /// The same beside a weekday, which only one of the two readings may fit.
    pub(super) fn on(self, weekday: u8) -> Meaning {
        let readings = [FigureOrder::Day, FigureOrder::Month].map(|order| self.read(order));
        let fits = |date: &Partial| {
            date.as_day().is_some_and(|day| calendar::weekday(calendar::number(day)) == weekday)
        };
        let mut fitting = readings.into_iter().flatten().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(date), None) => Meaning::Date(Partial { weekday: Some(weekday), ..date }),
            _ => Meaning::Figures(self),
        }
    }

    /// The date in an order that is known from elsewhere, and from what; both readings as one of a set
    /// where there are two.
    pub(super) fn when(self, order: Option<(FigureOrder, String)>) -> Option<When> {
        let readings = [FigureOrder::Day, FigureOrder::Month].map(|order| self.read(order));
        let (day, month) = match readings {
            [Some(day), Some(month)] if day != month => (write(day), write(month)),
            [Some(date), _] | [None, Some(date)] => return When::new(&write(date), None).ok(),
            [None, None] => return None,
        };
        let set = if day < month { format!("[{day},{month}]") } else { format!("[{month},{day}]") };
        let Some((order, basis)) = order else {
            let when = When::new(&set, None).ok()?;
            return Some(when.inferred(Vec::new(), Some(EITHER.to_owned())));
        };
        let date = if order == FigureOrder::Day { day } else { month };
        let parts = PARTS.iter().skip(1).map(|part| (*part).to_owned()).collect();
        Some(When::new(&set, Some(&date)).ok()?.inferred(parts, Some(basis)))
    }
}

/// Said of a date that nothing decides.
const EITHER: &str = "day and month may stand either way round";

/// In which order a document writes day and month in figures.
#[derive(Debug, Clone)]
pub(super) struct DocumentOrder {
    /// What its own dates prove, and the words of one that does. Both where they disagree.
    day: Option<String>,
    month: Option<String>,
    /// Whether its language writes the day first, whoever writes.
    day_first: bool,
}

impl DocumentOrder {
    /// As the dates of a text tell.
    pub(super) fn of_text(text: &str, tables: &Tables, read: &[ReadDate]) -> Self {
        let first = |order: FigureOrder| {
            let proves = |one: &&ReadDate| match one.meaning {
                Meaning::Figures(figures) => figures.proof() == Some(order),
                _ => false,
            };
            read.iter().find(proves).map(|one| one.span.of(text).to_owned())
        };
        let day_first = tables.language() != Language::English;
        Self { day: first(FigureOrder::Day), month: first(FigureOrder::Month), day_first }
    }

    /// The order of one date, and from what it is known; `None` where it may be either.
    pub(super) fn of(&self, figures: DayAndMonth) -> Option<(FigureOrder, String)> {
        match (&self.day, &self.month) {
            _ if figures.proof().is_some() => figures.proof().map(|order| (order, String::new())),
            (Some(proof), None) => Some((FigureOrder::Day, format!("day first, as in “{proof}”"))),
            (None, Some(proof)) => {
                Some((FigureOrder::Month, format!("month first, as in “{proof}”")))
            }
            (Some(_), Some(_)) => None,
            (None, None) => (figures.points || self.day_first)
                .then(|| (FigureOrder::Day, "assumed: day first".to_owned())),
        }
    }
}

impl Dates<'_> {
    /// `2022-03-25`, `25/03/2022`, `2012-2014`.
    pub(super) fn figures(&self, tokens: &[Token], at: usize) -> Phrase {
        const MARKS: [char; 3] = ['-', '/', '.'];
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let words = token.span.of(self.text);
        let mark = words.find(MARKS)?;
        let parts: Vec<i32> = words.split(MARKS).map_while(|part| part.parse().ok()).collect();
        let points = words.contains('.');
        if words.split(MARKS).count() != parts.len() || points && words.contains(['-', '/']) {
            return None;
        }
        match *parts.as_slice() {
            [year, month, day] if mark == 4 && !points => {
                let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
                let (month, day) = (Some(month as u8), Some(day as u8));
                let date = Partial { month, day, ..Partial::year(year) };
                fits.then_some((1, Meaning::Date(date)))
            }
            [first, second, year] if year > 999 => {
                let (first, second) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
                let one = DayAndMonth { first, second, year, points };
                let days = 1..=31;
                let fits = days.contains(&first)
                    && days.contains(&second)
                    && (first <= 12 || second <= 12);
                fits.then_some((1, Meaning::Figures(one)))
            }
            _ if points => None,
            [from, to] if mark == 4 && words.len() == 9 => self.whole_years(tokens, at, from, to),
            [from, to] if mark == 4 && words.len() == 7 && from % 100 < to => {
                self.whole_years(tokens, at, from, from - from % 100 + to)
            }
            _ => None,
        }
    }

    /// `3-Apr-2020`
    pub(super) fn dashed(&self, tokens: &[Token], at: usize) -> Phrase {
        const LENGTH: usize = 5;
        let [day, dash, month, second, year] = tokens.get(at..at + LENGTH)? else { return None };
        let dashes = dash.kind == TokenKind::Dash && second.kind == TokenKind::Dash;
        let tight = day.span.end == dash.span.start && second.span.end == year.span.start;
        if !(dashes && tight && month.is(Class::MONTH)) {
            return None;
        }
        let (day, month) = (self.day_number(tokens, at), self.tables.value(&self.word(month)));
        let (year, _) = self.year_at(tokens, at + LENGTH - 1)?;
        let date = Partial { month, day, ..Partial::year(year) };
        day.map(|_| (LENGTH, Meaning::Date(date)))
    }

    /// From one year to the other in one token, where it does not count.
    fn whole_years(&self, tokens: &[Token], at: usize, from: i32, to: i32) -> Phrase {
        let other = self.is_numbered(tokens, at)
            || self.is_measured(tokens, at + 1)
            || self.is_count(tokens, at, at + 1);
        let fits = 1000 < from && from < to && to <= 2100 && !other;
        fits.then(|| (1, Meaning::Range(Partial::year(from), Partial::year(to))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dates;
    use crate::tokens::tokens;
    use onrecord_language::{Language, Tables};
    use onrecord_model::When;

    fn dates(text: &str, language: Language) -> Vec<When> {
        let tables = Tables::of(language);
        let mut cut = Vec::new();
        tokens(text, 0, tables, &mut cut);
        let mut dates = Dates::new(text, tables, None);
        dates.read(&cut);
        dates.finish().into_iter().map(|date| date.when).collect()
    }

    #[test]
    fn the_order_of_day_and_month_is_proven_assumed_or_open() {
        let set = "[2018-03-07,2018-07-03]";
        for (text, language, resolved, basis) in [
            (
                "7/3/2018 he left. 21/3/2018 back.",
                Language::English,
                "2018-03-07",
                "day first, as in “21/3/2018”",
            ),
            (
                "7/3/2018 he left. 3/21/2018 back.",
                Language::English,
                "2018-07-03",
                "month first, as in “3/21/2018”",
            ),
            (
                "7/3/2018 he left.",
                Language::English,
                set,
                "day and month may stand either way round",
            ),
            (
                "7-3-2018, 21/3/2018, 3/21/2018",
                Language::English,
                set,
                "day and month may stand either way round",
            ),
            ("7.3.2018 he left.", Language::English, "2018-03-07", "assumed: day first"),
            ("7/3/2018 salió.", Language::Spanish, "2018-03-07", "assumed: day first"),
            (
                "7/3/2018 salió, 3/21/2018 no.",
                Language::Spanish,
                "2018-07-03",
                "month first, as in “3/21/2018”",
            ),
        ] {
            let found = dates(text, language);
            let first = found.first().unwrap();
            assert_eq!((first.edtf.as_str(), first.resolved.as_str()), (set, resolved), "{text}");
            assert_eq!(first.basis.as_deref(), Some(basis), "{text}");
            assert_eq!(first.inferred.is_empty(), resolved == set, "{text}");
        }
    }

    #[test]
    fn figures_that_leave_no_choice_are_stated() {
        for (text, want) in [
            ("21/3/2018", Some("2018-03-21")),
            ("3/21/2018", Some("2018-03-21")),
            ("5/5/2018", Some("2018-05-05")),
            ("2018-03-07", Some("2018-03-07")),
            ("7-Mar-2018", Some("2018-03-07")),
            ("21/13/2018", None),
            ("192.168.2018.1", None),
            ("1.2-2018", None),
            ("00/3/2018", None),
        ] {
            let found = dates(text, Language::English);
            assert_eq!(found.first().map(|when| when.edtf.as_str()), want, "{text}");
            assert!(found.iter().all(|when| when.inferred.is_empty()), "{text}");
        }
    }
}
