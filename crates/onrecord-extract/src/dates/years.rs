//! Which words are a year, or the years from one to another: figures and words.

use super::bare::BareYear;
use super::phrase::Phrase;
use super::{Dates, Meaning, Partial, THIS, Unit, Year};
use crate::tokens::{QuoteMark, Token, TokenKind};
use onrecord_language::{Class, WordList};

impl Dates<'_> {
    /// A number in words, and how many tokens it takes: `twelve`, `ninety-six`, `ninety six`.
    pub(super) fn number(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        let token = tokens.get(at).filter(|token| token.is(Class::COUNT))?;
        let word = self.word(token);
        let value = |word: &str| self.tables.value(word).map(i32::from);
        let tens = value(&word)?;
        let ones = tokens.get(at + 1).filter(|token| tens >= 20 && token.is(Class::COUNT));
        match ones.and_then(|token| self.value(token)).filter(|ones| *ones < 10) {
            Some(ones) if self.english => Some((tens + i32::from(ones), 2)),
            _ => Some((tens, 1)),
        }
    }

    /// A year, and how many tokens it takes: `1996`, `480 BC`, `AD 79`, `’98`, `nineteen ninety-six`.
    pub(super) fn year_at(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        if let Some(lead) = self.era(WordList::AfterChrist, tokens, at) {
            let year = self.integer(tokens, at + lead).filter(|year| *year > 0)?;
            return Some((year, lead + 1));
        }
        if let Some(year) = self.integer(tokens, at) {
            if let Some((year, length)) = self.year_in_era(tokens, at + 1, year) {
                return Some((year, 1 + length));
            }
            let figures = tokens.get(at).map(|token| token.span.len());
            let four = figures == Some(4) && (1000..=2100).contains(&year);
            // "in the year 711"
            let named = figures == Some(3)
                && year >= 100
                && at
                    .checked_sub(1)
                    .is_some_and(|at| self.one_unit(tokens, at) == Some(Unit::Year));
            return (four || named).then_some((year, 1));
        }
        self.short_year(tokens, at).or_else(|| self.year_in_words(tokens, at))
    }

    /// The year of a number that an era stands behind, and how many tokens that takes.
    fn year_in_era(&self, tokens: &[Token], at: usize, year: i32) -> Option<(i32, usize)> {
        /// "2019 BC" is rather British Columbia.
        const OLDEST_LIKELY: i32 = 1500;
        let before = self.era(WordList::BeforeChrist, tokens, at);
        let after = before.or_else(|| self.era(WordList::AfterChrist, tokens, at));
        let length = after.filter(|_| year > 0)?;
        let ends = !Self::is_kind(tokens, at + length, TokenKind::Word);
        let year_of = if before.is_some() { 1 - year } else { year };
        (year < OLDEST_LIKELY || ends).then_some((year_of, length))
    }

    /// `’98`: an apostrophe and two figures.
    pub(super) fn short_year(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        /// Before this one a year of two figures is of this century.
        const TURN: i32 = 30;
        let (mark, figures) = (tokens.get(at)?, tokens.get(at + 1)?);
        let apostrophe = matches!(
            mark.kind,
            TokenKind::Quote(
                QuoteMark::CloseSingle | QuoteMark::OpenSingle | QuoteMark::StraightSingle
            )
        );
        let tight = mark.span.end == figures.span.start && figures.span.len() == 2;
        let closed = tokens.get(at + 2).is_some_and(|next| {
            matches!(next.kind, TokenKind::Quote(_)) && next.span.start == figures.span.end
        });
        let year = self.integer(tokens, at + 1).filter(|_| apostrophe && tight && !closed)?;
        Some((if year < TURN { 2000 } else { 1900 } + year, 2))
    }

    fn year_in_words(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        if !self.english || !Self::is(tokens, at, Class::COUNT) {
            return None;
        }
        if let Some(thousands) = self.listed(WordList::Millennium, tokens, at) {
            let ones = self.number(tokens, at + thousands);
            let (ones, length) = ones.unwrap_or((0, 0));
            return Some((2000 + ones, thousands + length));
        }
        let hundred = self.tables.value(&self.word(tokens.get(at)?))?;
        let (ones, length) = self.number(tokens, at + 1)?;
        let fits = (16..=20).contains(&hundred) && (10..100).contains(&ones);
        fits.then(|| (i32::from(hundred) * 100 + ones, 1 + length))
    }

    /// A bare year, where a preposition or its surroundings say that it is one; `2012 to 2014`.
    pub(super) fn year(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        if self.is_mid(token) {
            let year = self.word(token).split_once('-').and_then(|(_, year)| year.parse().ok())?;
            let whole = (1000..2100).contains(&year);
            return whole.then_some((1, Meaning::Date(Partial::year(year))));
        }
        if let Some(years) = self.years_before_christ(tokens, at) {
            return Some(years);
        }
        let early = Self::early(tokens, at);
        let fiscal = early == 1 && Self::is(tokens, at + 1, Class::YEARS);
        let number = at + early + usize::from(fiscal);
        let (year, length) = self.year_at(tokens, number)?;
        let figures = Self::is_kind(tokens, number, TokenKind::Number);
        let end = number + length;
        let bare = BareYear { at, number, end, year, figures, range: false };
        // "480 BC" says itself that it is one.
        let said =
            figures && length > 1 || self.era(WordList::AfterChrist, tokens, number).is_some();
        if let Some((length, to)) = self.second_year(tokens, at, end, year) {
            let end = end + length;
            let plain =
                to > year && (said || self.is_year(tokens, BareYear { end, range: true, ..bare }));
            return Some((end - at, if plain { years(year, to) } else { Meaning::Nothing }));
        }
        if let Some(length) = self.to_present(tokens, end) {
            return Some((end + length - at, Meaning::Since(year)));
        }
        if !said && !self.is_year(tokens, bare) {
            return None;
        }
        // "the 1988 third quarter"
        if let Some((part, end)) = self.part_of_that(tokens, end) {
            return Some((end - at, Meaning::Part(Year::Stated(year), part, THIS)));
        }
        let about = self.is_about(tokens, at);
        let meaning = if about { Meaning::About(year) } else { Meaning::Date(Partial::year(year)) };
        Some((end - at, meaning))
    }

    /// `–present`, `to the present`: how many tokens, behind a year.
    fn to_present(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let leads =
            Self::is(tokens, at, Class::RANGE) || Self::is_kind(tokens, at, TokenKind::Dash);
        let article = usize::from(Self::is(tokens, at + 1, Class::DETERMINER));
        let length = self.listed(WordList::Present, tokens, at + 1 + article)?;
        leads.then_some(1 + article + length)
    }

    /// Whether "circa" stands in front of token `at`.
    pub(super) fn is_about(&self, tokens: &[Token], at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.listed(WordList::Circa, tokens, at).is_some())
    }

    /// `264 to 241 BC`
    fn years_before_christ(&self, tokens: &[Token], at: usize) -> Phrase {
        let from = self.integer(tokens, at).filter(|_| Self::joins_range(tokens, at, at + 1))?;
        let to = self.integer(tokens, at + 2).filter(|to| *to < from)?;
        let (last, length) = self.year_in_era(tokens, at + 3, to)?;
        (last <= 0).then(|| (3 + length, years(1 - from, last)))
    }

    /// What leads from a year to another, and that: "to 2014", "–14"; and how many tokens it takes.
    fn second_year(
        &self,
        tokens: &[Token],
        at: usize,
        end: usize,
        year: i32,
    ) -> Option<(usize, i32)> {
        if !Self::joins_range(tokens, at, end) {
            return None;
        }
        let article = usize::from(!self.english && Self::is(tokens, end + 1, Class::DEFINITE));
        if let Some((to, length)) = self.year_at(tokens, end + 1 + article) {
            return Some((1 + article + length, to));
        }
        let short = tokens.get(end + 1).filter(|token| token.kind == TokenKind::Number)?;
        let unit = if short.span.len() == 1 { 10 } else { 100 };
        let to = year - year % unit + self.integer(tokens, end + 1).filter(|to| *to < 100)?;
        let (last, joint) = (tokens.get(end.checked_sub(1)?)?, tokens.get(end)?);
        // "2012–14", "from 2005 to 07"; but "1999 - 15 of them"
        let tight = last.span.end == joint.span.start && joint.span.end == short.span.start;
        let led = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::FROM | Class::OF));
        let worded = led && joint.kind == TokenKind::Word && short.span.len() == 2 && to > year;
        (tight || worded).then_some((2, to))
    }
}

fn years(from: i32, to: i32) -> Meaning {
    Meaning::Range(Partial::year(from), Partial::year(to))
}
