//! Which words beside a month are its days: figures, ordinals, two of them, and what is no day.

use super::{Dates, Year};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

impl Dates<'_> {
    /// 1 to 31, perhaps as `25th`.
    pub(super) fn day_number(&self, tokens: &[Token], at: usize) -> Option<u8> {
        let token = tokens.get(at)?;
        if token.kind == TokenKind::Word {
            return self.listed(WordList::FirstDay, tokens, at).map(|_| 1);
        }
        let words = token.span.of(self.text);
        let figures = self.tables.without_ending(WordList::OrdinalEndings, words);
        let day: u8 = figures.unwrap_or(words).parse().ok()?;
        (token.kind == TokenKind::Number && (1..=31).contains(&day)).then_some(day)
    }

    /// Behind a day: `and 27`, `-27`, `to the 27th`.
    pub(super) fn second_day(&self, tokens: &[Token], at: usize) -> Option<(u8, usize)> {
        let joins =
            Self::is(tokens, at, Class::RANGE) || Self::is_kind(tokens, at, TokenKind::Dash);
        if !joins {
            return None;
        }
        let skip = usize::from(Self::is(tokens, at + 1, Class::DETERMINER));
        let day = self.day_number(tokens, at + 1 + skip)?;
        Some((day, 2 + skip))
    }

    /// Behind a month that begins at `month`, from `at` on: `25`, `25 and 27`, `25-27`, `the 4th`,
    /// `, 20th`; the days and how many tokens they take.
    pub(super) fn days_behind(
        &self,
        tokens: &[Token],
        month: usize,
        at: usize,
    ) -> (Option<u8>, Option<u8>, usize) {
        let none = (None, None, 0);
        if let Some((from, to)) = self.two_days(tokens, at).filter(|_| self.english) {
            return (Some(from), Some(to), 1);
        }
        let Some((day, length)) = self.day_behind(tokens, at) else { return none };
        let next = at + length;
        let (_, year_length) = self.year_behind(tokens, next);
        // "marzo 4 de 2020"; "in March 25 people died" names no day.
        let the = month.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::DETERMINER));
        let people = !the && self.is_people(tokens, next);
        if year_length == 0 && (!self.english || people) {
            return none;
        }
        let second = self.second_day(tokens, next).filter(|(to, _)| self.english && *to > day);
        match second {
            Some((to, more)) => (Some(day), Some(to), length + more),
            None => (Some(day), None, length),
        }
    }

    /// `25`, `the 4th`, `, 20th`, `the fourth`, and how many tokens it takes.
    pub(super) fn day_behind(&self, tokens: &[Token], at: usize) -> Option<(u8, usize)> {
        if let Some(day) =
            self.day_number(tokens, at).filter(|_| Self::is_kind(tokens, at, TokenKind::Number))
        {
            return Some((day, 1));
        }
        if !self.english {
            return None;
        }
        let the = Self::is(tokens, at, Class::DEFINITE);
        let lead = usize::from(the || Self::is_kind(tokens, at, TokenKind::Comma));
        let day = self.ordinal(tokens.get(at + lead)?).filter(|day| (1..=31).contains(day))?;
        let figures = Self::is_kind(tokens, at + lead, TokenKind::Number);
        let dated = || self.year_behind(tokens, at + lead + 1).1 > 0;
        (the || figures && lead > 0 || lead == 0 && dated()).then_some((day, lead + 1))
    }

    /// `32, 2020`: what stands behind a month as its day and is none, with the year; how many tokens.
    pub(super) fn no_day(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.integer(tokens, at).filter(|day| (32..100).contains(day))?;
        let (year, length) = self.year_behind(tokens, at + 1);
        matches!(year, Year::Stated(_)).then_some(1 + length)
    }

    /// `25-27` or `25/26` in one token.
    pub(super) fn two_days(&self, tokens: &[Token], at: usize) -> Option<(u8, u8)> {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let (from, to) = token.span.of(self.text).split_once(['-', '/'])?;
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        (from < to && (1..=31).contains(&from) && to <= 31).then_some((from, to))
    }

    /// `25`, `25th`, and `fourth` where "of" follows.
    pub(super) fn day_of(&self, tokens: &[Token], at: usize) -> Option<u8> {
        let day = self.day_number(tokens, at).or_else(|| {
            let word =
                tokens.get(at).filter(|word| word.kind == TokenKind::Word && self.english)?;
            let the = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::DEFINITE));
            let of = Self::of(tokens, at + 1) || Self::is(tokens, at + 1, Class::DAY);
            self.ordinal(word).filter(|_| the && of)
        });
        day.filter(|day| (1..=31).contains(day))
    }

    /// `32 March 2020`: no day of a month, with the month and its year; how many tokens.
    pub(super) fn no_day_before(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.integer(tokens, at).filter(|day| (32..100).contains(day))?;
        let of = usize::from(Self::of(tokens, at + 1));
        tokens.get(at + 1 + of).filter(|month| month.is(Class::MONTH))?;
        let (year, length) = self.year_behind(tokens, at + 2 + of);
        matches!(year, Year::Stated(_)).then_some(2 + of + length)
    }
}
