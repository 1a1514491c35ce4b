//! Which words count from another date: from the day of publication ("yesterday", "two weeks ago"),
//! or from the date named before ("the next day", "later that year").

use super::phrase::Phrase;
use super::{Dates, Meaning, Partial, THIS, Unit};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

impl Dates<'_> {
    /// `today`, `last year`, `earlier this month`, `two weeks ago`, `hace dos años`, `that day`.
    pub(super) fn relative(&self, tokens: &[Token], at: usize) -> Phrase {
        let early = Self::early(tokens, at);
        let article = usize::from(
            !self.english
                && Self::is(tokens, at + early, Class::DETERMINER)
                && !Self::is(tokens, at + early, Class::CURRENT | Class::SAME)
                && Self::unit(tokens, at + early + 1).is_some(),
        );
        let early = early + article;
        if let Some(day) = self.numbered_day(tokens, at) {
            return Some(day);
        }
        // "una final mañana"
        let day_early = if self.english { early } else { 0 };
        let day = self.day_by_name(tokens, at + day_early);
        day.map(|(length, meaning)| (day_early + length, meaning))
            .or_else(|| {
                let (length, meaning) = self.beside(tokens, at + early)?;
                Some((early + length, meaning))
            })
            .or_else(|| self.ago(tokens, at))
            .or_else(|| self.later(tokens, at))
            .or_else(|| self.end_of(tokens, at))
            .or_else(|| self.recent(tokens, at))
    }

    /// `yesterday`, `today`, `tomorrow`, `esta noche`.
    fn day_by_name(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let before = at.checked_sub(1);
        if token.is(Class::CURRENT) && Self::is(tokens, at + 1, Class::PART) {
            return Some((2, Meaning::FromNow(0, Unit::Day)));
        }
        let by = if token.is(Class::YESTERDAY) {
            -1
        } else if token.is(Class::TODAY) {
            // "hoy por hoy" names no day.
            let idiom = |at| self.listed(WordList::NoDay, tokens, at).is_some();
            let idiom = idiom(at) || before.is_some_and(idiom);
            // "today's youth" is of no day either.
            if idiom || token.is_possessive() {
                return None;
            }
            0
        } else if token.is(Class::TOMORROW) {
            // "la mañana" is a morning.
            let morning = before
                .is_some_and(|before| Self::is(tokens, before, Class::DETERMINER | Class::CURRENT));
            if morning {
                return None;
            }
            1
        } else {
            return None;
        };
        let comma = usize::from(Self::is_kind(tokens, at + 1, TokenKind::Comma));
        let weekday = Self::is(tokens, at + 1 + comma, Class::WEEKDAY)
            && !Self::is_kind(tokens, at + 2 + comma, TokenKind::Number);
        let length = if weekday { 2 + comma } else { 1 };
        Some((length, Meaning::FromNow(by, Unit::Day)))
    }

    pub(super) fn unit(tokens: &[Token], at: usize) -> Option<Unit> {
        let token = tokens.get(at)?;
        [
            (Class::DAYS, Unit::Day),
            (Class::WEEKS, Unit::Week),
            (Class::MONTHS, Unit::Month),
            (Class::YEARS, Unit::Year),
            (Class::DECADES, Unit::Decade),
        ]
        .iter()
        .find_map(|(class, unit)| token.is(*class).then_some(*unit))
    }

    /// One of the unit: "the last years" are no date.
    pub(super) fn one_unit(&self, tokens: &[Token], at: usize) -> Option<Unit> {
        let unit = Self::unit(tokens, at)?;
        let many = tokens.get(at).and_then(|token| self.value(token)) == Some(2);
        (!many).then_some(unit)
    }

    /// `two`, `15`, `un par de`, and how many tokens it takes.
    fn count(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        let token = tokens.get(at)?;
        if token.is(Class::COUNT) {
            if let Some(length) = self.listed(WordList::Pair, tokens, at + 1) {
                return Some((2, 1 + length));
            }
            return self.number(tokens, at);
        }
        self.integer(tokens, at).filter(|count| *count < 1000).map(|count| (count, 1))
    }

    /// `two weeks ago`, `hace más de 30 años`.
    fn ago(&self, tokens: &[Token], at: usize) -> Phrase {
        const FILLERS: usize = 4;
        if !self.english {
            if !Self::is(tokens, at, Class::AGO) {
                return None;
            }
            let from = (at + 1..at + 1 + FILLERS).find(|from| {
                self.count(tokens, *from).is_some()
                    || tokens.get(*from).is_none_or(|token| token.kind != TokenKind::Word)
            })?;
            let (count, length) = self.count(tokens, from)?;
            let unit = Self::unit(tokens, from + length)?;
            return Some((from + length + 1 - at, Meaning::FromNow(-count, unit)));
        }
        let (count, length) = self.count(tokens, at)?;
        let unit = Self::unit(tokens, at + length)?;
        let ago = Self::is(tokens, at + length + 1, Class::AGO);
        let year = (count, unit) == (1, Unit::Year);
        let meaning = if year { Meaning::YearBefore } else { Meaning::FromNow(-count, unit) };
        ago.then_some((length + 2, meaning))
    }

    /// `two days later`, `a year earlier`, `un día después`, `the day after,`.
    fn later(&self, tokens: &[Token], at: usize) -> Phrase {
        if Self::is(tokens, at, Class::YEAR_AGO) {
            return Some((1, Meaning::YearBefore));
        }
        let counted = self.count(tokens, at);
        let (count, length) = counted.unwrap_or((1, 0));
        let unit = Self::unit(tokens, at + length)?;
        let mut next = at + length + 1;
        let more = usize::from(Self::is(tokens, next, Class::COMPARATIVE));
        next += more;
        let side = i32::from(Self::is(tokens, next, Class::AFTER))
            - i32::from(Self::is(tokens, next, Class::BEFORE));
        let relating = tokens.get(next).is_some_and(|token| token.is(Class::PREPOSITION));
        let behind = tokens.get(next + 1);
        let ends = behind
            .is_none_or(|token| token.kind != TokenKind::Word && token.kind != TokenKind::Number);
        // "the day after the shooting" is counted from what is not known here.
        let open = if relating || counted.is_none() { !ends } else { Self::goes_on(behind) };
        let one = counted.is_some() || self.one_unit(tokens, at) == Some(Unit::Day);
        if side == 0 || open || !one {
            return None;
        }
        if (count * side, unit) == (-1, Unit::Year) {
            return Some((next + 1 - at, Meaning::YearBefore));
        }
        Some((next + 1 - at, Meaning::FromNamed(count * side, unit)))
    }

    /// "later than", "después de": what it is later than follows.
    fn goes_on(behind: Option<&Token>) -> bool {
        behind.is_some_and(|token| token.is(Class::THAN))
    }

    /// `last week`, `this year`, `the previous month`, `that day`, `el año pasado`, `ese mismo día`.
    pub(super) fn beside(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let before = at.checked_sub(1);
        if token.is(Class::SAME) {
            let more = usize::from(Self::is(tokens, at + 1, Class::SAME));
            let alone = more == 0 && token.is(Class::SELFSAME);
            let led = before
                .is_some_and(|before| Self::is(tokens, before, Class::DETERMINER | Class::SAME));
            // "esa noche"
            let part = Self::is(tokens, at + 1 + more, Class::PART).then_some(Unit::Day);
            let unit = part.or_else(|| self.one_unit(tokens, at + 1 + more));
            let unit = unit.filter(|_| !alone || led)?;
            let week = matches!(unit, Unit::Week | Unit::Decade);
            return (!week).then_some((more + 2, Meaning::FromNamed(0, unit)));
        }
        if let Some(side) = Self::side(tokens, at) {
            let unit = self.one_unit(tokens, at + 1)?;
            let this_day = side == 0 && Self::is(tokens, at + 1, Class::DAY);
            // "the last month of the war" is the war's.
            let of = side != 0 && Self::of(tokens, at + 2);
            if this_day || of {
                return None;
            }
            let the = before.is_some_and(|before| Self::is(tokens, before, Class::DETERMINER));
            let named =
                token.is(Class::NAMED) || self.english && side > 0 && (the || unit == Unit::Day);
            let meaning =
                if named { Meaning::FromNamed(side, unit) } else { Meaning::FromNow(side, unit) };
            return Some((2, meaning));
        }
        if self.english
            || !Self::is(tokens, at, Class::YEARS | Class::MONTHS | Class::WEEKS | Class::DAYS)
        {
            return None;
        }
        let unit = self.one_unit(tokens, at)?;
        let behind = tokens.get(at + 1)?;
        let sides = [(WordList::Coming, 1), (WordList::Going, 0), (WordList::Gone, -1)];
        let phrase = sides.into_iter().find_map(|(list, by)| {
            self.listed(list, tokens, at + 1).map(|length| (1 + length, by))
        });
        if let Some((length, by)) = phrase {
            return Some((length, Meaning::FromNow(by, unit)));
        }
        let side = Self::aside(tokens, at + 1)?;
        let named = behind.is(Class::NAMED);
        let meaning =
            if named { Meaning::FromNamed(side, unit) } else { Meaning::FromNow(side, unit) };
        Some((2, meaning))
    }

    /// `the end of the year`, `later in the year`, `year-end`, `finales de mes`, `fin del año`.
    fn end_of(&self, tokens: &[Token], at: usize) -> Phrase {
        if Self::is(tokens, at, Class::YEAR_END) {
            return Some((1, Meaning::Of(Unit::Year)));
        }
        if let Some(unit @ (Unit::Year | Unit::Month)) = self.one_unit(tokens, at)
            && let Some(length) = self.listed(WordList::UnitEnd, tokens, at)
        {
            return Some((length, Meaning::Of(unit)));
        }
        if !Self::is(tokens, at, Class::EARLY) {
            return None;
        }
        let of = Self::is(tokens, at + 1, Class::OF | Class::WITHIN_UNIT);
        let mut next = at + 1 + usize::from(of);
        let article = Self::is(tokens, next, Class::DETERMINER);
        next += usize::from(article);
        let unit = self.one_unit(tokens, next)?;
        let plain = matches!(unit, Unit::Year | Unit::Month) && of && (article || !self.english);
        // "the end of the year in which": said by what follows.
        plain.then_some((next + 1 - at, Meaning::Of(unit)))
    }

    /// `recent weeks`, `the past few months`, `las últimas semanas`.
    fn recent(&self, tokens: &[Token], at: usize) -> Phrase {
        if !Self::is(tokens, at, Class::RECENT | Class::LAST) {
            return None;
        }
        let few = usize::from(Self::is(tokens, at + 1, Class::FEW));
        let unit = Self::unit(tokens, at + 1 + few)?;
        let many = self.one_unit(tokens, at + 1 + few).is_none();
        let near = matches!(unit, Unit::Day | Unit::Week | Unit::Month) && many;
        // "the last days of the war" are the war's.
        let of = Self::of(tokens, at + 2 + few);
        (near && !of).then_some((few + 2, Meaning::Near(unit)))
    }

    /// `el día 8`, `el pasado día 3`, `on the 20th`.
    fn numbered_day(&self, tokens: &[Token], at: usize) -> Phrase {
        if self.english {
            return self.ordinal_day(tokens, at);
        }
        let side = Self::aside(tokens, at);
        let lead = usize::from(side.is_some());
        if !Self::is(tokens, at + lead, Class::DAY) {
            return None;
        }
        let day = self.day_number(tokens, at + lead + 1)?;
        let month = Self::of(tokens, at + lead + 2)
            && Self::is(tokens, at + lead + 3, Class::MONTH | Class::MONTHS);
        (!month).then_some((lead + 2, Meaning::DayOfMonth(day, side.unwrap_or(THIS))))
    }

    /// `the 20th` behind a preposition, where no noun follows.
    fn ordinal_day(&self, tokens: &[Token], at: usize) -> Phrase {
        let led = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::PREPOSITION));
        let figures = tokens.get(at + 1).filter(|token| token.kind == TokenKind::Number);
        let figures = figures.filter(|_| led && Self::is(tokens, at, Class::DEFINITE))?;
        let ordinal = figures.span.of(self.text).ends_with(char::is_alphabetic);
        let day = self.day_number(tokens, at + 1).filter(|_| ordinal)?;
        let next = tokens.get(at + 2);
        let noun = next.is_some_and(|next| {
            next.kind == TokenKind::Word
                && !next.is(Class::CONJUNCTION | Class::AUXILIARY | Class::PREPOSITION)
                && !next.is(Class::DETERMINER | Class::SUBJECT)
        });
        (!noun && !Self::of(tokens, at + 2)).then_some((2, Meaning::DayOfMonth(day, 0)))
    }

    /// `Christmas Day`, `Thanksgiving`, `Navidad de 2021`.
    pub(super) fn feast(&self, tokens: &[Token], at: usize) -> Phrase {
        let side = Self::aside(tokens, at);
        let lead = usize::from(side.is_some());
        let token = tokens.get(at + lead).filter(|token| token.is(Class::FEAST))?;
        let (month, mut day) = match self.value(token)? {
            24 => (12, 24),
            25 => (12, 25),
            31 => (12, 31),
            _ => return None,
        };
        let mut next = at + lead + 1;
        let named = Self::is(tokens, next, Class::DAYS);
        if Self::is(tokens, next, Class::EVE) {
            day -= 1;
            next += 1;
        } else if named {
            next += 1;
        }
        let (year, length) = self.year_behind(tokens, next);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let after_preposition = before.is_some_and(|before| before.is(Class::PREPOSITION));
        let alone = tokens
            .get(next)
            .is_none_or(|token| token.kind != TokenKind::Word || token.is(Class::CONJUNCTION));
        let known = named
            || side.is_some()
            || length > 0
            || after_preposition && alone
            || next > at + lead + 1;
        let date = Partial {
            year,
            month: Some(month),
            day: Some(day),
            side: side.unwrap_or(THIS),
            ..Partial::default()
        };
        known.then_some((next + length - at, Meaning::Date(date)))
    }
}
