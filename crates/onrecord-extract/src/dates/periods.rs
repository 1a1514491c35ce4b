//! Parts of a year and of longer times: seasons, quarters, halves, fiscal years, in words ("third
//! quarter of 1990", "first half of the 20th century") and in short ("Q3 2021", "FY2021").

use super::calendar;
use super::edtf::{QUARTER, first_month, last_month};
use super::phrase::Phrase;
use super::{Dates, Meaning, Partial, THIS, Unit, Year};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

/// The how-manieth of how many equal parts of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NumberedPart {
    number: u8,
    of: u8,
    /// The same part of a year by its number in EDTF.
    edtf: u8,
}

impl Dates<'_> {
    /// `summer of 2014`, `last summer`, `the third quarter of 1990`, `last year's third quarter`.
    pub(super) fn part_of_year(&self, tokens: &[Token], at: usize) -> Phrase {
        let from = at + Self::early(tokens, at);
        let side = Self::side(tokens, from);
        let lead = usize::from(side.is_some());
        // "this past spring"
        let more = usize::from(side == Some(0) && Self::is(tokens, from + 1, Class::LAST));
        let side = if more == 1 { Some(-1) } else { side };
        if let Some(season) = tokens.get(from + lead + more).filter(|token| token.is(Class::SEASON))
        {
            let season = self.value(season)?;
            let next = from + lead + more + 1;
            let (year, length) = self.year_behind(tokens, next);
            let year = if side == Some(0) && length == 0 { Year::Now(0) } else { year };
            let known = length > 0 || side.is_some();
            let meaning = Meaning::Part(year, season, side.unwrap_or(THIS));
            return known.then_some((next + length - at, meaning));
        }
        let (part, next) = self.numbered_part(tokens, from)?;
        let (length, meaning) = self.part_of(tokens, part, next)?;
        // "the last quarter" is the fourth only of a year that is named.
        if length == 0 && Self::is(tokens, from, Class::LAST) {
            return None;
        }
        Some((next + length - at, meaning))
    }

    /// What a part is a part of, from `at` on: "of 1990", "of the 20th century", "of March 2020".
    fn part_of(&self, tokens: &[Token], part: NumberedPart, at: usize) -> Phrase {
        let of = usize::from(Self::of(tokens, at));
        let article = usize::from(of == 1 && Self::is(tokens, at + of, Class::DEFINITE));
        let whole = at + of + article;
        let (year, length) = self.year_behind(tokens, at);
        let of_year = |year, length| Some((length, Meaning::Part(year, part.edtf, THIS)));
        if length > 0 {
            return of_year(year, length);
        }
        if let Some((length, whole)) = self.fiscal_year(tokens, whole)
            && let Meaning::Date(Partial { year, .. }) = whole
        {
            return of_year(year, of + article + length);
        }
        // "the third quarter of $8 million"; but "the third quarter of the game"
        if of == 0 || article == 0 && !Self::is_kind(tokens, whole, TokenKind::Word) {
            // Halves are of games and books, too.
            return (part.of > 2).then_some(()).and_then(|()| of_year(Year::Open, 0));
        }
        // "of the year"
        if self.one_unit(tokens, whole) == Some(Unit::Year) {
            return of_year(Year::Open, of + article + 1);
        }
        let (length, meaning) =
            self.decade_or_century(tokens, whole).or_else(|| self.month_first(tokens, whole))?;
        let (from, to) = part.of_whole(meaning)?;
        Some((of + article + length, Meaning::Stretch(from, to)))
    }

    /// `last year's third quarter`, `year-earlier third quarter`.
    pub(super) fn part_beside(&self, tokens: &[Token], at: usize) -> Phrase {
        let (year, length) = if Self::is(tokens, at, Class::YEAR_AGO) {
            (Year::Now(-1), 1)
        } else {
            match self.beside(tokens, at)? {
                (length, Meaning::FromNow(by, Unit::Year)) => (Year::Now(by), length),
                _ => return None,
            }
        };
        let (part, end) = self.part_of_that(tokens, at + length)?;
        Some((end - at, Meaning::Part(year, part, 0)))
    }

    /// The part of a year that was named in front of it, by its number in EDTF, and where it ends:
    /// "the 1988 third quarter".
    pub(super) fn part_of_that(&self, tokens: &[Token], at: usize) -> Option<(u8, usize)> {
        let (part, end) = self.numbered_part(tokens, at)?;
        Some((part.edtf, end))
    }

    /// `third quarter`, `third-quarter`, `segundo semestre`: its number, and where it ends.
    fn numbered_part(&self, tokens: &[Token], at: usize) -> Option<(NumberedPart, usize)> {
        let token = tokens.get(at)?;
        let word = self.word(token);
        let part = |ordinal: u8, base: &str| {
            let base = self.tables.value(base)?;
            let of = match base {
                33 => 4,
                37 => 3,
                _ => 2,
            };
            let edtf = base + ordinal.checked_sub(1)?;
            (ordinal <= of).then_some(NumberedPart { number: ordinal, of, edtf })
        };
        let parts = Class::QUARTER | Class::HALF;
        if let Some((ordinal, base)) = word.split_once('-') {
            let known = token.kind == TokenKind::Word && self.tables.class(base).is(parts);
            return Some((part(self.tables.value(ordinal).filter(|_| known)?, base)?, at + 1));
        }
        let unit = tokens.get(at + 1).filter(|unit| unit.is(parts))?;
        let ordinal = self.ordinal(token)?;
        Some((part(ordinal, &self.word(unit))?, at + 2))
    }

    /// `third`, `3rd`, `3.ª`
    pub(super) fn ordinal(&self, token: &Token) -> Option<u8> {
        if token.kind == TokenKind::Word {
            return token.is(Class::ORDINAL).then(|| self.value(token)).flatten();
        }
        let figures = token.span.of(self.text);
        self.tables.without_ending(WordList::OrdinalEndings, figures)?.parse().ok()
    }

    /// `Q3 2021`, `3Q21`, `Q1–Q2 2020`, `H1 2020`, `T3 de 2021`.
    pub(super) fn period(&self, tokens: &[Token], at: usize) -> Phrase {
        let first = self.period_code(tokens, at)?;
        let second = Self::joins_range(tokens, at, at + 1)
            .then(|| self.period_code(tokens, at + 2))
            .flatten()
            .filter(|_| first.1 == Year::Open);
        let ((from, _, to), next) = match (first, second) {
            (one, None) => (one, at + 1),
            ((from, ..), Some((_, year, to))) => ((from, year, to), at + 3),
        };
        let year = second.unwrap_or(first).1;
        let (year, length) = if year == Year::Open {
            let mark = usize::from(Self::is_kind(tokens, next, TokenKind::Other));
            match self.fiscal_year(tokens, next + mark) {
                Some((length, Meaning::Date(Partial { year, .. }))) => (year, mark + length),
                _ => match self.year_behind(tokens, next + mark) {
                    (_, 0) => (Year::Open, 0),
                    (year, length) => (year, mark + length),
                },
            }
        } else {
            (year, 0)
        };
        // "Q1:" numbers a question, an "H1" is a heading.
        let before = at.checked_sub(1);
        let named = before.is_some_and(|at| {
            Self::is(tokens, at, Class::PREPOSITION | Class::DETERMINER | Class::EARLY)
        });
        if year == Year::Open && !(named && (QUARTER..QUARTER + 4).contains(&from)) {
            return None;
        }
        let meaning = if from == to {
            Meaning::Part(year, from, THIS)
        } else {
            let month = |month| Partial { year, month: Some(month), ..Partial::default() };
            Meaning::Stretch(month(first_month(from)), month(last_month(to)))
        };
        Some((next + length - at, meaning))
    }

    /// `Q3`, `3Q21`, `Q1-Q2`: the parts it goes from and to, and the year that stands in one word
    /// with them.
    fn period_code(&self, tokens: &[Token], at: usize) -> Option<(u8, Year, u8)> {
        const CODE: usize = 2;
        let token = tokens.get(at)?;
        let word = self.word(token);
        let code = |word: &str| {
            let known = self.tables.class(word).is(Class::PERIOD);
            known.then(|| self.tables.value(word)).flatten()
        };
        if let Some((from, to)) = word.split_once('-') {
            return Some((code(from)?, Year::Open, code(to)?)).filter(|(from, _, to)| from < to);
        }
        let (short, year) = word.split_at_checked(CODE)?;
        let part = code(short)?;
        let year = if year.is_empty() { Year::Open } else { Year::Stated(fiscal(year)?) };
        Some((part, year, part))
    }

    /// `FY2021`, `FY2019-20`, `fiscal year 2021`, `ejercicio 2019-20`.
    pub(super) fn fiscal_year(&self, tokens: &[Token], at: usize) -> Phrase {
        if let Some(lead) = self.listed(WordList::FiscalYears, tokens, at) {
            let (length, meaning) = self
                .year_at(tokens, at + lead)
                .map(|(year, length)| (length, Meaning::Date(Partial::year(year))))
                .or_else(|| self.figures(tokens, at + lead))?;
            return Some((lead + length, meaning));
        }
        let word = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let word = self.word(word);
        let (letters, figures) = word.split_at(word.find(|c: char| c.is_ascii_digit())?);
        if !self.tables.has(WordList::FiscalYears, letters) {
            return None;
        }
        let mut years = figures.split(['-', '/']);
        let from = fiscal(years.next()?)?;
        let meaning = match years.next() {
            None => Meaning::Date(Partial::year(from)),
            Some(to) => {
                let to = fiscal(to).filter(|to| *to > from)?;
                Meaning::Range(Partial::year(from), Partial::year(to))
            }
        };
        Some((1, meaning))
    }
}

/// A year of four figures, or of two in this century.
fn fiscal(figures: &str) -> Option<i32> {
    let year: i32 = figures.parse().ok()?;
    match figures.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1900..2100).contains(year)),
        _ => None,
    }
}

impl NumberedPart {
    /// From when to when it goes of a month, a decade or a century.
    fn of_whole(self, whole: Meaning) -> Option<(Partial, Partial)> {
        let Self { number, of, .. } = self;
        let share = |from: i32, years: i32| {
            let (number, of) = (i32::from(number), i32::from(of));
            let first = from + years * (number - 1) / of;
            Some((Partial::year(first), Partial::year(from + years * number / of - 1)))
        };
        match whole {
            Meaning::Decade(first) => share(first, 10),
            // The first century had no year 0.
            Meaning::Century(century) if century > 0 => share(100 * (century - 1) + 1, 100),
            Meaning::Century(century) => share(100 * century + 1, 100),
            Meaning::Date(month @ Partial { month: Some(_), day: None, .. }) if of == 2 => {
                const MIDDLE: u8 = 15;
                let day = |day| Partial { day: Some(day), ..month };
                let (from, to) =
                    if number == 1 { (1, MIDDLE) } else { (MIDDLE + 1, last_day(month)) };
                Some((day(from), day(to)))
            }
            _ => None,
        }
    }
}

/// The last day of a month; of a February whose year is open the 28th.
fn last_day(date: Partial) -> u8 {
    /// A year without a leap day.
    const PLAIN: i32 = 1;
    let year = if let Year::Stated(year) = date.year { year } else { PLAIN };
    date.month.map_or(1, |month| calendar::last_day(year, month))
}

#[cfg(test)]
mod tests {
    use super::super::tests::each;
    use onrecord_language::Language;

    #[test]
    fn parts_of_a_year_in_words_and_in_short() {
        each(
            Language::English,
            &[
                ("losses in Q2 2019", "Q2 2019 = 2019-04/2019-06"),
                ("from 4Q18", "4Q18 = 2018-10/2018-12"),
                ("Q2–Q3 2019 was quiet", "Q2–Q3 2019 = 2019-04/2019-09"),
                ("Q1-Q3 of 2017 were", "Q1-Q3 of 2017 = 2017-01/2017-09"),
                ("in 2H 2015", "2H 2015 = 2015-07/2015-12"),
                ("sales in Q1 rose", "Q1 = ~2022-01/2022-03"),
                ("Q1: why did it rise?", ""),
                ("the H1 heading", ""),
                ("the FY2018 books", "FY2018 = 2018"),
                ("in FY2018-19", "FY2018-19 = 2018/2019"),
                ("in fiscal year 2016/17", "fiscal year 2016/17 = 2016/2017"),
                (
                    "the third quarter of fiscal 2011",
                    "third quarter of fiscal 2011 = 2011-07/2011-09",
                ),
                ("the second half of last year", "second half of last year = ~2021-07/2021-12"),
                ("the second half of the match", ""),
                ("in the first quarter of the game", ""),
            ],
        );
        each(
            Language::Spanish,
            &[
                ("en el 2T 2019", "2T 2019 = 2019-04/2019-06"),
                ("el tercer cuatrimestre de 2018", "tercer cuatrimestre de 2018 = 2018-09/2018-12"),
                ("el segundo semestre de 2018", "segundo semestre de 2018 = 2018-07/2018-12"),
                ("la primera mitad del partido", ""),
                ("en el año fiscal 2017", "año fiscal 2017 = 2017"),
            ],
        );
    }

    #[test]
    fn halves_of_what_is_longer_or_shorter_than_a_year() {
        each(
            Language::English,
            &[
                (
                    "the second half of the 19th century",
                    "second half of the 19th century = 1851/1900",
                ),
                ("in the first half of the 1960s", "first half of the 1960s = 1960/1964"),
                (
                    "in the second half of February 2020",
                    "second half of February 2020 = 2020-02-16/2020-02-29",
                ),
                ("in the first half of June", "first half of June = ~2022-06-01/2022-06-15"),
            ],
        );
        each(
            Language::Spanish,
            &[
                ("en la segunda mitad del siglo XIX", "segunda mitad del siglo XIX = 1851/1900"),
                (
                    "la primera mitad de mayo de 2019",
                    "primera mitad de mayo de 2019 = 2019-05-01/2019-05-15",
                ),
            ],
        );
    }
}
