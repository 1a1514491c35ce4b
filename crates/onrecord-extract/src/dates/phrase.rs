//! Which words are a date of the calendar: months, days and weekdays, alone and as ranges.

use super::{Dates, Meaning, Partial, THIS, Year};
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// How many tokens a phrase takes, and what it says.
pub(super) type Phrase = Option<(usize, Meaning)>;

impl Dates<'_> {
    /// Classes of words that a date may begin with.
    pub(super) const FIRST: Class = Class::all(&[
        Class::MONTH,
        Class::WEEKDAY,
        Class::LAST,
        Class::NEXT,
        Class::CURRENT,
        Class::SAME,
        Class::YESTERDAY,
        Class::TODAY,
        Class::TOMORROW,
        Class::SEASON,
        Class::ORDINAL,
        Class::COUNT,
        Class::AGO,
        Class::YEAR_AGO,
        Class::YEAR_END,
        Class::DETERMINER,
        Class::EARLY,
        Class::FEAST,
        Class::PERIOD,
        Class::RECENT,
        Class::TIES,
        Class::CENTURY,
        Class::DAYS,
        Class::WEEKS,
        Class::MONTHS,
        Class::YEARS,
        Class::DECADES,
    ]);

    /// The date that begins at token `at`.
    pub(super) fn phrase(&self, tokens: &[Token], at: usize) -> Phrase {
        self.dashed(tokens, at)
            .or_else(|| self.week_of(tokens, at))
            .or_else(|| self.nth_weekday(tokens, at))
            .or_else(|| self.part_beside(tokens, at))
            .or_else(|| self.month_first(tokens, at))
            .or_else(|| self.day_first(tokens, at))
            .or_else(|| self.relative(tokens, at))
            .or_else(|| self.weekday(tokens, at))
            .or_else(|| self.part_of_year(tokens, at))
            .or_else(|| self.feast(tokens, at))
            .or_else(|| self.decade_or_century(tokens, at))
            .or_else(|| self.period(tokens, at))
            .or_else(|| self.fiscal_year(tokens, at))
            .or_else(|| self.figures(tokens, at))
            .or_else(|| self.year(tokens, at))
    }

    /// A whole number without separators.
    pub(super) fn integer(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let words = token.span.of(self.text);
        (words.len() <= 4).then(|| words.parse().ok()).flatten()
    }

    /// "mid-May", "late-November", "mid-1998".
    pub(super) fn is_mid(&self, token: &Token) -> bool {
        let part = token.span.of(self.text).split_once('-').map(|(part, _)| part.to_lowercase());
        token.kind == TokenKind::Word
            && part.is_some_and(|part| self.tables.class(&part).is(Class::EARLY))
    }

    /// How many tokens a part of what follows takes: "early", "finales de", "the end of the".
    pub(super) fn early(tokens: &[Token], at: usize) -> usize {
        if !Self::is(tokens, at, Class::EARLY) {
            return 0;
        }
        if !Self::of(tokens, at + 1) {
            return 1;
        }
        2 + usize::from(Self::is(tokens, at + 2, Class::DETERMINER))
    }

    /// `of`, `de`, `del`
    pub(super) fn of(tokens: &[Token], at: usize) -> bool {
        Self::is(tokens, at, Class::OF)
    }

    /// `[, ] year`, and how many tokens it takes.
    pub(super) fn year_behind(&self, tokens: &[Token], at: usize) -> (Year, usize) {
        if let Some((year, length)) = self.year_at(tokens, at) {
            return (Year::Stated(year), length);
        }
        if let Some((year, length)) = self.year_beside(tokens, at) {
            return (year, length);
        }
        let comma = Self::is_kind(tokens, at, TokenKind::Comma);
        let of = Self::of(tokens, at);
        // "de mayo del año 2019"
        let named = usize::from(of && !self.english && Self::is(tokens, at + 1, Class::YEARS));
        if (comma || of)
            && let Some((year, length)) = self.year_at(tokens, at + 1 + named)
        {
            return (Year::Stated(year), length + 1 + named);
        }
        if of && let Some((year, length)) = self.year_beside(tokens, at + 1) {
            return (year, length + 1);
        }
        (Year::Open, 0)
    }

    /// "next year", "that year", "el año pasado", "año que viene".
    fn year_beside(&self, tokens: &[Token], at: usize) -> Option<(Year, usize)> {
        let article = usize::from(Self::is(tokens, at, Class::DETERMINER));
        let (length, meaning) = self.beside(tokens, at).or_else(|| {
            let (length, meaning) = self.beside(tokens, at + article)?;
            Some((length + article, meaning))
        })?;
        match meaning {
            Meaning::FromNow(by, super::Unit::Year) => Some((Year::Now(by), length)),
            Meaning::FromNamed(by, super::Unit::Year) => Some((Year::Named(by), length)),
            _ => None,
        }
    }

    /// `March 25, 2022`, `March 25 and 27`, `March 25-27`, `March 2022`, `March`, `early March`,
    /// `last March`, `junio pasado`.
    pub(super) fn month_first(&self, tokens: &[Token], at: usize) -> Phrase {
        let early = Self::early(tokens, at);
        let (month, lead, side, beside) = self.led_month(tokens, at + early)?;
        let mut next = at + early + lead;
        if let Some(length) = self.no_day(tokens, next) {
            return Some((next + length - at, Meaning::Nothing));
        }
        let (first, second, length) = self.days_behind(tokens, at, next);
        next += length;
        let (year, length) = self.year_behind(tokens, next);
        next += length;
        let behind = Self::aside(tokens, next).filter(|_| !self.english && length == 0);
        next += usize::from(behind.is_some());
        let year = if year == Year::Open && beside { Year::Now(0) } else { year };
        let side = behind.unwrap_or(side);
        // "the next March"
        let the = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::DETERMINER));
        let from_named =
            Self::is(tokens, at + early, Class::NAMED) || self.english && side > 0 && the;
        let date = Partial {
            year,
            month: Some(month),
            day: first,
            side,
            from_named,
            ..Partial::default()
        };
        Some(self.maybe_range(tokens, at, next, date, second))
    }

    /// The month at `at`, how many tokens it takes with "last", "this", "próximo mes de" before it,
    /// its side, and whether it is "this".
    fn led_month(&self, tokens: &[Token], at: usize) -> Option<(u8, usize, i32, bool)> {
        let side = Self::side(tokens, at);
        let mut lead = usize::from(side.is_some());
        if !self.english
            && Self::is(tokens, at + lead, Class::MONTHS)
            && Self::of(tokens, at + lead + 1)
        {
            lead += 2;
        }
        let month = self.month_at(tokens, at + lead)?;
        let capital = !self.english || tokens.get(at + lead).is_some_and(Token::is_capital);
        capital.then_some((month, lead + 1, side.unwrap_or(THIS), side == Some(0)))
    }

    /// `date`, or the range that it opens.
    fn maybe_range(
        &self,
        tokens: &[Token],
        at: usize,
        end: usize,
        date: Partial,
        second: Option<u8>,
    ) -> (usize, Meaning) {
        if let Some(day) = second {
            let to = Partial { day: Some(day), ..date };
            return (end - at, Meaning::Range(date, to));
        }
        let range = self.to_second_month(tokens, at, end, date);
        range.unwrap_or((end - at, Meaning::Date(date)))
    }

    /// "March to mid-May", "25 March to 3 April": the second month of a range.
    fn to_second_month(&self, tokens: &[Token], at: usize, end: usize, from: Partial) -> Phrase {
        if !Self::joins_range(tokens, at, end) {
            return None;
        }
        let article = usize::from(!self.english && Self::is(tokens, end + 1, Class::DETERMINER));
        let begin = end + 1 + article;
        let (length, meaning) =
            self.month_first(tokens, begin).or_else(|| self.day_first(tokens, begin))?;
        let Meaning::Date(to) = meaning else { return None };
        if from.day.is_some() != to.day.is_some() {
            return None;
        }
        let year = if from.year == Year::Open { to.year } else { from.year };
        Some((begin + length - at, Meaning::Range(Partial { year, ..from }, to)))
    }

    /// Whether what stands at `end` leads from the date at `at` to another: "to", a dash, and behind
    /// "between" also "and".
    pub(super) fn joins_range(tokens: &[Token], at: usize, end: usize) -> bool {
        let between = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::BETWEEN));
        Self::is_kind(tokens, end, TokenKind::Dash)
            || Self::is(tokens, end, Class::RANGE)
                && (between || !Self::is(tokens, end, Class::CONJUNCTION))
    }

    /// `25 March 2022`, `25th of March`, `25 de marzo de 2022`, `25 y el 27 de marzo`, `pasado 29 de
    /// enero`, `día 9 de julio`.
    pub(super) fn day_first(&self, tokens: &[Token], at: usize) -> Phrase {
        let side = Self::aside(tokens, at).filter(|_| !self.english);
        let lead = usize::from(side.is_some());
        let word = usize::from(!self.english && Self::is(tokens, at + lead, Class::DAYS));
        let from = at + lead + word;
        let (mut first, mut second) = (self.day_of(tokens, from), None);
        let mut next = from + 1;
        if let Some(length) = self.no_day_before(tokens, from) {
            return Some((from + length - at, Meaning::Nothing));
        }
        if first.is_some() {
            if let Some((day, length)) = self.second_day(tokens, next) {
                second = Some(day);
                next += length;
            }
        } else if let Some((from, to)) = self.two_days(tokens, from) {
            (first, second) = (Some(from), Some(to));
        }
        first?;
        // "on the 4th day of March"
        let counted = self.english && Self::is(tokens, next, Class::DAY);
        next += usize::from(counted && Self::of(tokens, next + 1));
        if Self::of(tokens, next) {
            next += 1;
            let month = !self.english && Self::is(tokens, next, Class::MONTHS);
            next += if month && Self::of(tokens, next + 1) { 2 } else { 0 };
        }
        let name = tokens.get(next).filter(|token| token.is(Class::MONTH))?;
        if self.english && !name.is_capital() {
            return None;
        }
        if self.is_named_after(tokens, at, name) {
            return Some((next + 1 - at, Meaning::Nothing));
        }
        let month = self.value(name)?;
        let (year, length) = self.year_behind(tokens, next + 1);
        next += 1 + length;
        let behind = Self::aside(tokens, next).filter(|_| !self.english && length == 0);
        next += usize::from(behind.is_some());
        let side = behind.or(side).unwrap_or(THIS);
        let from_named = lead > 0 && Self::is(tokens, at, Class::NAMED);
        let date = Partial {
            year,
            month: Some(month),
            day: first,
            side,
            from_named,
            ..Partial::default()
        };
        Some(self.maybe_range(tokens, at, next, date, second))
    }

    /// `Friday`, `last Friday`, `Friday, March 25, 2022`, `Sunday dawn of 25 June`, `el viernes
    /// pasado`.
    pub(super) fn weekday(&self, tokens: &[Token], at: usize) -> Phrase {
        let early = Self::early(tokens, at);
        let ahead = Self::side(tokens, at + early);
        let lead = early + usize::from(ahead.is_some());
        let token = tokens.get(at + lead).filter(|token| token.is(Class::WEEKDAY))?;
        let weekday = self.value(token)?;
        let next = at + lead + 1;
        if self.english && !token.is_capital() || self.is_name(tokens, at + lead) {
            return None;
        }
        let hour = usize::from(self.english && Self::is(tokens, next, Class::DAYS));
        let comma = usize::from(
            Self::is_kind(tokens, next + hour, TokenKind::Comma)
                || hour > 0 && Self::of(tokens, next + hour),
        );
        // "Friday the 13th of May"
        let article = usize::from(
            self.english && hour + comma == 0 && Self::is(tokens, next, Class::DEFINITE),
        );
        let from = next + hour + comma + article;
        let date = self
            .month_first(tokens, from)
            .or_else(|| self.day_first(tokens, from))
            .or_else(|| self.weekday_range(tokens, at, from))
            .or_else(|| self.figures(tokens, from));
        let meaning = date.and_then(|(length, meaning)| {
            let meaning = match meaning {
                Meaning::Date(date @ Partial { day: Some(_), .. }) => {
                    Meaning::Date(Partial { weekday: Some(weekday), ..date })
                }
                Meaning::Range(Partial { day: Some(_), .. }, _) => meaning,
                Meaning::Figures(figures) => figures.on(weekday),
                _ => return None,
            };
            Some((from + length - at, meaning))
        });
        if meaning.is_some() {
            return meaning;
        }
        // "el lunes 16"; but "el lunes 16 hombres"
        let day = self.day_number(tokens, next).filter(|_| {
            let counts = self.is_people(tokens, next + 1) || self.is_measured(tokens, next + 1);
            !self.english && !counts && !self.is_noun(tokens, next + 1)
        });
        if let Some(day) = day {
            return Some((next + 1 - at, Meaning::DayOfMonth(day, ahead.unwrap_or(THIS))));
        }
        let behind = Self::aside(tokens, next).filter(|_| !self.english);
        let length = lead + 1 + usize::from(behind.is_some());
        Some((length, Meaning::Weekday(weekday, behind.or(ahead).unwrap_or(THIS))))
    }

    /// "Domingo García": a weekday that is a name.
    fn is_name(&self, tokens: &[Token], at: usize) -> bool {
        let capital = |at: usize| tokens.get(at).is_some_and(Token::is_capital);
        !self.english && capital(at) && capital(at + 1)
    }
}
