//! Which words are a year or a part of one: figures, years in words, seasons, quarters, decades.

use super::bare::BareYear;
use super::edtf::{HALF, QUARTER};
use super::phrase::Phrase;
use super::{Dates, Meaning, Partial, THIS, Unit, Year};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList, roman};

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

    /// A year, and how many tokens it takes: `1996`, `480 BC`, `nineteen ninety-six`.
    pub(super) fn year_at(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        if let Some(year) = self.integer(tokens, at) {
            if Self::is(tokens, at + 1, Class::BC) {
                return Some((1 - year, 2));
            }
            let four = tokens.get(at).is_some_and(|token| token.span.len() == 4);
            return (four && (1000..=2100).contains(&year)).then_some((year, 1));
        }
        self.year_in_words(tokens, at)
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
        let (year, length) = self.year_behind(tokens, next);
        // "the last quarter" is the fourth only of a year that is named.
        if length == 0 && Self::is(tokens, from, Class::LAST) {
            return None;
        }
        Some((next + length - at, Meaning::Part(year, part, 0)))
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
        let (part, end) = self.numbered_part(tokens, at + length)?;
        Some((end - at, Meaning::Part(year, part, 0)))
    }

    /// `third quarter`, `third-quarter`, `segundo semestre`: its number, and where it ends.
    fn numbered_part(&self, tokens: &[Token], at: usize) -> Option<(u8, usize)> {
        let token = tokens.get(at).filter(|token| token.is(Class::ORDINAL))?;
        let word = self.word(token);
        if let Some((ordinal, part)) = word.split_once('-') {
            let quarter = self.tables.class(part).is(Class::QUARTER);
            let number = self.tables.value(ordinal).filter(|_| quarter)?;
            return Some((QUARTER + number - 1, at + 1));
        }
        let number = self.tables.value(&word).filter(|number| *number <= 4)?;
        if Self::is(tokens, at + 1, Class::QUARTER) {
            return Some((QUARTER + number - 1, at + 2));
        }
        let half = Self::is(tokens, at + 1, Class::HALF) && Self::of(tokens, at + 2);
        half.then(|| (HALF + u8::from(number > 1), at + 2))
    }

    /// `the nineties`, `the '90s`, `los años noventa`, `la década de 1990`, `nineteenth century`,
    /// `siglo XIX`.
    pub(super) fn decade_or_century(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let before = |class| at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, class));
        if self.english {
            let century = token.is(Class::ORDINAL) && Self::is(tokens, at + 1, Class::CENTURY);
            if century {
                let number = self.value(token).filter(|number| *number > 4)?;
                return Some((2, Meaning::Century(i32::from(number) - 1)));
            }
            let ties = token.is(Class::TIES) && before(Class::DETERMINER | Class::EARLY);
            let ties = self.value(token).filter(|_| ties)?;
            return Some((1, Meaning::Decade(1900 + i32::from(ties))));
        }
        if token.is(Class::CENTURY) {
            let number = tokens.get(at + 1).and_then(|number| roman(number.span.of(self.text)))?;
            return Some((2, Meaning::Century(number - 1)));
        }
        if !token.is(Class::YEARS | Class::DECADES) {
            return None;
        }
        let of = usize::from(Self::of(tokens, at + 1));
        let article = usize::from(of == 1 && Self::is(tokens, at + 2, Class::DETERMINER));
        let next = at + 1 + of + article;
        let named = tokens.get(next).filter(|token| token.is(Class::TIES));
        let figure = named.and_then(|token| self.value(token)).map(i32::from);
        let figure = figure.or_else(|| self.integer(tokens, next))?;
        let many = token.is(Class::DECADES) || self.value(token) == Some(2) && figure < 100;
        let decade = if figure < 100 { 1900 + figure } else { figure };
        let whole = many && decade % 10 == 0 && (1500..2100).contains(&decade);
        whole.then_some((next + 1 - at, Meaning::Decade(decade)))
    }

    /// `2022-03-25`, `25/03/2022`, `2012-2014`, `1990s`, `19th century`.
    pub(super) fn figures(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let words = token.span.of(self.text);
        let many = self.tables.endings(words).is(Class::LOOKS_PLURAL);
        let figures = words.char_indices().next_back().and_then(|(last, _)| words.get(..last));
        let figures = figures.filter(|_| many).and_then(|figures| figures.parse::<i32>().ok());
        if let Some(decade) = figures {
            // "the '90s"
            let short = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|before| {
                matches!(before.kind, TokenKind::Quote(_)) && before.span.end == token.span.start
            });
            let decade = if short && decade < 100 { 1900 + decade } else { decade };
            let whole = (1000..2100).contains(&decade) && decade % 10 == 0;
            return whole.then_some((1, Meaning::Decade(decade)));
        }
        if let Some(decade) = self.genitive_decade(tokens, at) {
            return Some(decade);
        }
        let ordinal = self.tables.without_ending(WordList::OrdinalEndings, words);
        if let Some(number) = ordinal.and_then(|figures| figures.parse::<i32>().ok()) {
            let century = Self::is(tokens, at + 1, Class::CENTURY) && (11..=21).contains(&number);
            return century.then_some((2, Meaning::Century(number - 1)));
        }
        let mark = words.find(['-', '/'])?;
        let parts: Vec<i32> = words.split(['-', '/']).map_while(|part| part.parse().ok()).collect();
        let date = |year, month: i32, day: i32| {
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            let (month, day) = (Some(month as u8), Some(day as u8));
            fits.then_some((1, Meaning::Date(Partial { month, day, ..Partial::year(year) })))
        };
        match *parts.as_slice() {
            [year, month, day] if mark == 4 => date(year, month, day),
            [a, b, year] if year > 999 => {
                let american = self.english && a <= 12;
                if american { date(year, a, b) } else { date(year, b, a) }
            }
            [from, to] if mark == 4 && words.len() == 9 => self.whole_years(tokens, at, from, to),
            [from, to] if mark == 4 && words.len() == 7 && from % 100 < to => {
                self.whole_years(tokens, at, from, from - from % 100 + to)
            }
            _ => None,
        }
    }

    /// From one year to the other in one token, where it does not count.
    fn whole_years(&self, tokens: &[Token], at: usize, from: i32, to: i32) -> Phrase {
        let other = self.is_measured(tokens, at + 1) || self.is_count(tokens, at, at + 1);
        let fits = 1000 < from && from < to && to <= 2100 && !other;
        fits.then(|| (1, years(from, to)))
    }

    /// `the 1980's`.
    fn genitive_decade(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let (figures, behind) = self.text.get(token.span.start as usize..)?.split_at_checked(4)?;
        let led = at
            .checked_sub(1)
            .is_some_and(|before| Self::is(tokens, before, Class::DETERMINER | Class::EARLY));
        let decade = figures.parse().ok().filter(|year: &i32| led && year % 10 == 0)?;
        let mut behind = behind.char_indices();
        let ending: String = behind.by_ref().take(2).map(|(_, c)| plain_apostrophe(c)).collect();
        let end = self.tables.has(WordList::GenitiveEndings, &ending).then(|| behind.offset())?;
        let end = token.span.start + 4 + end as u32;
        let length = tokens.get(at..)?.iter().take_while(|token| token.span.start < end).count();
        (1000..2100).contains(&decade).then_some((length, Meaning::Decade(decade)))
    }

    /// A bare year, where a preposition or its surroundings say that it is one; `2012 to 2014`.
    pub(super) fn year(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        if self.is_mid(token) {
            let year = self.word(token).split_once('-').and_then(|(_, year)| year.parse().ok())?;
            let whole = (1000..2100).contains(&year);
            return whole.then_some((1, Meaning::Date(Partial::year(year))));
        }
        let early = Self::early(tokens, at);
        let fiscal = early == 1 && Self::is(tokens, at + 1, Class::YEARS);
        let lead = early + usize::from(fiscal);
        let number = at + lead;
        let (year, length) = self.year_at(tokens, number)?;
        let figures = Self::is_kind(tokens, number, TokenKind::Number);
        let end = number + length;
        let bare = BareYear { at, number, end, year, figures, range: false };
        // "480 BC" says itself that it is one.
        let said = year <= 0 || figures && length > 1;
        if let Some((length, to)) = self.second_year(tokens, at, end, year) {
            let end = end + length;
            let plain =
                to > year && (said || self.is_year(tokens, BareYear { end, range: true, ..bare }));
            return Some((end - at, if plain { years(year, to) } else { Meaning::Nothing }));
        }
        if !said && !self.is_year(tokens, bare) {
            return None;
        }
        // "the 1988 third quarter"
        if let Some((part, end)) = self.numbered_part(tokens, end) {
            return Some((end - at, Meaning::Part(Year::Stated(year), part, 0)));
        }
        Some((end - at, Meaning::Date(Partial::year(year))))
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
        if let Some((to, length)) = self.year_at(tokens, end + 1) {
            return Some((1 + length, to));
        }
        let short = tokens
            .get(end + 1)
            .filter(|token| token.kind == TokenKind::Number && token.span.len() == 2)?;
        let to = year - year % 100 + self.integer(tokens, end + 1)?;
        let (last, joint) = (tokens.get(end.checked_sub(1)?)?, tokens.get(end)?);
        // "2012–14", "from 2005 to 07"; but "1999 - 15 of them"
        let tight = last.span.end == joint.span.start && joint.span.end == short.span.start;
        let led = at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::FROM | Class::OF));
        (to > year && (tight || led && joint.kind == TokenKind::Word)).then_some((2, to))
    }
}

/// Apostrophes as the tables write them.
fn plain_apostrophe(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

fn years(from: i32, to: i32) -> Meaning {
    Meaning::Range(Partial::year(from), Partial::year(to))
}
