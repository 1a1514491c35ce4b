//! Which words are a date: one small reader for each way of writing one.

use super::{Dates, Meaning, Partial, Unit};
use crate::extract::language::Class;
use crate::extract::tokens::{Kind, Token};

/// How many tokens a phrase takes, and what it says.
type Phrase = Option<(usize, Meaning)>;

impl Dates<'_> {
    /// Classes of words that a date may begin with.
    pub(super) const FIRST: Class = Class::all(&[
        Class::MONTH,
        Class::WEEKDAY,
        Class::LAST,
        Class::NEXT,
        Class::CURRENT,
        Class::YESTERDAY,
        Class::TODAY,
        Class::TOMORROW,
        Class::SEASON,
        Class::COUNT,
        Class::AGO,
        Class::DETERMINER,
        Class::EARLY,
    ]);

    /// The date that begins at token `at`.
    pub(super) fn phrase(&self, tokens: &[Token], at: usize) -> Phrase {
        self.relative(tokens, at)
            .or_else(|| self.month_first(tokens, at))
            .or_else(|| self.day_first(tokens, at))
            .or_else(|| self.weekday(tokens, at))
            .or_else(|| self.season(tokens, at))
            .or_else(|| self.figures(tokens, at))
            .or_else(|| self.year(tokens, at))
    }

    fn is(tokens: &[Token], at: usize, class: Class) -> bool {
        tokens.get(at).is_some_and(|token| token.is(class))
    }

    fn reads(&self, tokens: &[Token], at: usize, word: &str) -> bool {
        tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word && token.span.of(self.text).eq_ignore_ascii_case(word)
        })
    }

    /// A whole number without separators.
    fn integer(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Number)?;
        let words = token.span.of(self.text);
        (words.len() <= 4).then(|| words.parse().ok()).flatten()
    }

    /// 1 to 31, perhaps as `25th`.
    fn day_of_month(&self, tokens: &[Token], at: usize) -> Option<u8> {
        let token = tokens.get(at)?;
        if token.kind == Kind::Word {
            return (token.is(Class::COUNT) && self.reads(tokens, at, "primero")).then_some(1);
        }
        let words = token.span.of(self.text);
        let figures = ["st", "nd", "rd", "th", "º"].iter().find_map(|end| words.strip_suffix(end));
        let day: u8 = figures.unwrap_or(words).parse().ok()?;
        (token.kind == Kind::Number && (1..=31).contains(&day)).then_some(day)
    }

    fn year_at(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let year = self.integer(tokens, at)?;
        let four = tokens.get(at).is_some_and(|token| token.span.len() == 4);
        (four && (1000..=2100).contains(&year)).then_some(year)
    }

    /// A month's name; names that are words or people too count only beside what makes them one.
    fn month_at(&self, tokens: &[Token], at: usize) -> Option<u8> {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        if !token.is(Class::MONTH) {
            let word = self.word(token);
            return word.strip_prefix("mid-").and_then(|month| self.tables.value(month));
        }
        let value = self.value(token)?;
        let capital = token.is_capital();
        if self.tables.value("january").is_none() {
            return Some(value);
        }
        let doubtful = token.is(Class::AUXILIARY | Class::HE_NAME | Class::SHE_NAME)
            || self.reads(tokens, at, "march");
        let figure = tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let led = before.is_some_and(|before| {
            before.is(Class::PREPOSITION | Class::EARLY | Class::LAST | Class::NEXT | Class::RANGE)
                || before.kind == Kind::Number
        });
        (capital && (!doubtful || figure || led)).then_some(value)
    }

    /// `[, ] year`, and how many tokens it takes.
    fn year_behind(&self, tokens: &[Token], at: usize) -> (Option<i32>, usize) {
        if let Some(year) = self.year_at(tokens, at) {
            return (Some(year), 1);
        }
        if let Some(year) = self.year_beside(tokens, at) {
            return (Some(year), 2);
        }
        let comma = tokens.get(at).is_some_and(|token| token.kind == Kind::Comma);
        let of = self.reads(tokens, at, "of")
            || self.reads(tokens, at, "de")
            || self.reads(tokens, at, "del");
        match self.year_at(tokens, at + 1) {
            Some(year) if comma || of => (Some(year), 2),
            _ => (None, 0),
        }
    }

    /// "April next year".
    fn year_beside(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let token = tokens.get(at)?;
        let side = i32::from(token.is(Class::NEXT)) - i32::from(token.is(Class::LAST));
        let beside = side != 0 || token.is(Class::CURRENT);
        let today = self.published.filter(|_| beside && Self::is(tokens, at + 1, Class::YEARS))?;
        Some(today.year + side)
    }

    /// Behind a day: `and 27`, `-27`, `to the 27th`.
    fn second_day(&self, tokens: &[Token], at: usize) -> Option<(u8, usize)> {
        let joins = Self::is(tokens, at, Class::RANGE)
            || tokens.get(at).is_some_and(|token| token.kind == Kind::Dash);
        if !joins {
            return None;
        }
        let skip = usize::from(Self::is(tokens, at + 1, Class::DETERMINER));
        let day = self.day_of_month(tokens, at + 1 + skip)?;
        Some((day, 2 + skip))
    }

    /// `March 25, 2022`, `March 25 and 27`, `March 25-27`, `March 2022`, `March`, `early March`.
    fn month_first(&self, tokens: &[Token], at: usize) -> Phrase {
        let lead = usize::from(
            Self::is(tokens, at, Class::EARLY)
                && tokens.get(at + 1).is_some_and(|t| t.is(Class::MONTH)),
        );
        let month = self.month_at(tokens, at + lead)?;
        let mut next = at + lead + 1;
        let (mut first, mut second) = (self.day_of_month(tokens, next), None);
        if first.is_some() {
            next += 1;
            if let Some((day, length)) =
                self.second_day(tokens, next).filter(|(day, _)| Some(*day) > first)
            {
                second = Some(day);
                next += length;
            }
        } else if let Some((from, to)) = self.two_days(tokens, next) {
            (first, second) = (Some(from), Some(to));
            next += 1;
        }
        let (year, length) = self.year_behind(tokens, next);
        let date = Partial { year, month: Some(month), day: first };
        let end = next + length;
        if let Some(day) = second {
            let to = Partial { day: Some(day), ..date };
            return Some((end - at, Meaning::Range(date, to)));
        }
        Some(self.to_second_month(tokens, at, end, date).unwrap_or((end - at, Meaning::Date(date))))
    }

    /// `25-27` in one token.
    fn two_days(&self, tokens: &[Token], at: usize) -> Option<(u8, u8)> {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Number)?;
        let (from, to) = token.span.of(self.text).split_once('-')?;
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        (from < to && (1..=31).contains(&from) && to <= 31).then_some((from, to))
    }

    /// "March to mid-May", "25 March to 3 April": the second month of a range.
    fn to_second_month(&self, tokens: &[Token], at: usize, end: usize, from: Partial) -> Phrase {
        let range = self.reads(tokens, end, "to")
            || self.reads(tokens, end, "through")
            || self.reads(tokens, end, "until")
            || self.reads(tokens, end, "hasta")
            || self.reads(tokens, end, "a")
            || tokens.get(end).is_some_and(|token| token.kind == Kind::Dash);
        if !range {
            return None;
        }
        let begin = end + 1;
        let (length, meaning) =
            self.month_first(tokens, begin).or_else(|| self.day_first(tokens, begin))?;
        let Meaning::Date(to) = meaning else { return None };
        if from.day.is_some() != to.day.is_some() {
            return None;
        }
        let first = Partial { year: from.year.or(to.year), ..from };
        Some((begin + length - at, Meaning::Range(first, to)))
    }

    /// `25 March 2022`, `25th of March`, `25 de marzo de 2022`, `25 y el 27 de marzo`.
    fn day_first(&self, tokens: &[Token], at: usize) -> Phrase {
        let (mut first, mut second) = (self.day_of_month(tokens, at), None);
        let mut next = at + 1;
        if first.is_some() {
            if let Some((day, length)) = self.second_day(tokens, next) {
                second = Some(day);
                next += length;
            }
        } else if let Some((from, to)) = self.two_days(tokens, at) {
            (first, second) = (Some(from), Some(to));
        }
        first?;
        if self.reads(tokens, next, "of") || self.reads(tokens, next, "de") {
            next += 1;
        }
        let month = tokens.get(next).filter(|token| token.is(Class::MONTH))?;
        if self.tables.value("january").is_some() && !month.is_capital() {
            return None;
        }
        let month = self.value(month)?;
        let (year, length) = self.year_behind(tokens, next + 1);
        let end = next + 1 + length;
        let date = Partial { year, month: Some(month), day: first };
        if let Some(day) = second {
            let to = Partial { day: Some(day), ..date };
            return Some((end - at, Meaning::Range(date, to)));
        }
        Some(self.to_second_month(tokens, at, end, date).unwrap_or((end - at, Meaning::Date(date))))
    }

    /// `Friday`, `last Friday`, `Friday, March 25, 2022`, `el viernes pasado`.
    fn weekday(&self, tokens: &[Token], at: usize) -> Phrase {
        let side = |at: usize| {
            i32::from(Self::is(tokens, at, Class::NEXT))
                - i32::from(Self::is(tokens, at, Class::LAST))
        };
        let lead = usize::from(side(at) != 0 || Self::is(tokens, at, Class::CURRENT));
        let token = tokens.get(at + lead).filter(|token| token.is(Class::WEEKDAY))?;
        let weekday = self.value(token)?;
        let english = self.tables.value("monday").is_some();
        if english && !token.is_capital() {
            return None;
        }
        let next = at + lead + 1;
        let comma = usize::from(tokens.get(next).is_some_and(|token| token.kind == Kind::Comma));
        let date =
            self.month_first(tokens, next + comma).or_else(|| self.day_first(tokens, next + comma));
        if let Some((length, meaning @ Meaning::Date(Partial { day: Some(_), .. }))) = date {
            return Some((lead + 1 + comma + length, meaning));
        }
        let behind = usize::from(!english && side(next) != 0);
        let which = side(at) + if behind == 1 { side(next) } else { 0 };
        Some((lead + 1 + behind, Meaning::Weekday(weekday, which)))
    }

    /// `summer of 2014`, `last summer`.
    fn season(&self, tokens: &[Token], at: usize) -> Phrase {
        let side = i32::from(Self::is(tokens, at, Class::NEXT))
            - i32::from(Self::is(tokens, at, Class::LAST));
        let this = side != 0 || Self::is(tokens, at, Class::CURRENT);
        let lead = usize::from(this || Self::is(tokens, at, Class::EARLY));
        let season = tokens.get(at + lead).filter(|token| token.is(Class::SEASON))?;
        let season = self.value(season)?;
        let (year, length) = self.year_behind(tokens, at + lead + 1);
        let relative = this.then(|| self.published.map(|day| day.year + side)).flatten();
        let known = year.is_some() || this;
        let year = year.or(relative);
        known.then_some((lead + 1 + length, Meaning::Season(year, season)))
    }

    /// `2022-03-25`, `25/03/2022`, `2012-2014`, `1990s`, `19th century`.
    fn figures(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Number)?;
        let words = token.span.of(self.text);
        if let Some(decade) =
            words.strip_suffix('s').and_then(|figures| figures.parse::<i32>().ok())
        {
            let whole = (1000..2100).contains(&decade) && decade % 10 == 0;
            return whole.then_some((1, Meaning::Decade(decade)));
        }
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| words.strip_suffix(end));
        if let Some(number) = ordinal.and_then(|figures| figures.parse::<i32>().ok()) {
            let century = Self::is(tokens, at + 1, Class::CENTURY) && (11..=21).contains(&number);
            return century.then_some((2, Meaning::Century(number - 1)));
        }
        let mark = words.find(['-', '/'])?;
        let parts: Vec<i32> = words.split(['-', '/']).map_while(|part| part.parse().ok()).collect();
        let date = |year, month: i32, day: i32| {
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            let (month, day) = (Some(month as u8), Some(day as u8));
            fits.then_some((1, Meaning::Date(Partial { year: Some(year), month, day })))
        };
        match *parts.as_slice() {
            [year, month, day] if mark == 4 => date(year, month, day),
            [a, b, year] if year > 999 => {
                let american = self.tables.value("january").is_some() && a <= 12;
                if american { date(year, a, b) } else { date(year, b, a) }
            }
            [from, to] if mark == 4 && words.len() == 9 && from < to && to <= 2100 => {
                Some(years(from, to))
            }
            [from, to] if mark == 4 && words.len() == 7 && from > 1000 && from % 100 < to => {
                Some(years(from, from - from % 100 + to))
            }
            _ => None,
        }
    }

    /// A bare year, where a preposition or its surroundings say that it is one; `2012 to 2014`.
    fn year(&self, tokens: &[Token], at: usize) -> Phrase {
        if let Some(year) =
            tokens.get(at).and_then(|token| self.word(token).strip_prefix("mid-")?.parse().ok())
        {
            let date = Partial { year: Some(year), ..Partial::default() };
            return (1000..2100).contains(&year).then_some((1, Meaning::Date(date)));
        }
        let early = usize::from(Self::is(tokens, at, Class::EARLY));
        let year = self.year_at(tokens, at + early)?;
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let next = tokens.get(at + early + 1);
        let counts = next.is_some_and(|next| {
            next.kind == Kind::Word
                && !next.is_capital()
                && !next.is(Class::PREPOSITION
                    | Class::CONJUNCTION
                    | Class::SUBORDINATE
                    | Class::AUXILIARY
                    | Class::FINITE
                    | Class::ADVERB)
                && (next.is(Class::AUDIENCE | Class::PERSON)
                    || next.span.of(self.text).ends_with('s'))
        });
        let led = before.is_some_and(|before| {
            before.is(Class::PREPOSITION
                | Class::EARLY
                | Class::RANGE
                | Class::SUBORDINATE
                | Class::DETERMINER
                | Class::YEARS)
                || before.kind == Kind::Bracket
        });
        let money = before.is_some_and(|before| before.kind == Kind::Other);
        if money || counts && !led || !led && !(1800..=2100).contains(&year) || year < 1500 && !led
        {
            return None;
        }
        let end = at + early + 1;
        let range = Self::is(tokens, end, Class::RANGE)
            && !self.reads(tokens, end, "and")
            && !self.reads(tokens, end, "y")
            || tokens.get(end).is_some_and(|token| token.kind == Kind::Dash)
            || before.is_some_and(|_| self.opens_range(tokens, at))
                && Self::is(tokens, end, Class::RANGE);
        if range && let Some(to) = self.year_at(tokens, end + 1).filter(|to| *to > year) {
            let (_, meaning) = years(year, to);
            return Some((end + 2 - at, meaning));
        }
        let date = Partial { year: Some(year), ..Partial::default() };
        Some((early + 1, Meaning::Date(date)))
    }

    fn opens_range(&self, tokens: &[Token], at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.reads(tokens, before, "between") || self.reads(tokens, before, "entre")
        })
    }

    /// `today`, `last year`, `earlier this month`, `two weeks ago`, `hace dos años`.
    fn relative(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let comma = usize::from(tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Comma));
        let weekday = Self::is(tokens, at + 1 + comma, Class::WEEKDAY);
        let length = if weekday { 2 + comma } else { 1 };
        if token.is(Class::YESTERDAY) {
            return Some((length, Meaning::Shift(-1, Unit::Day)));
        }
        if token.is(Class::TODAY) {
            return Some((length, Meaning::Shift(0, Unit::Day)));
        }
        if token.is(Class::TOMORROW) {
            let morning = at.checked_sub(1).is_some_and(|before| {
                self.reads(tokens, before, "la") || self.reads(tokens, before, "de")
            });
            return (!morning).then_some((length, Meaning::Shift(1, Unit::Day)));
        }
        self.ago(tokens, at).or_else(|| self.beside_unit(tokens, at))
    }

    fn unit(tokens: &[Token], at: usize) -> Option<Unit> {
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

    fn count(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let token = tokens.get(at)?;
        if token.is(Class::COUNT) {
            return self.value(token).map(i32::from);
        }
        self.integer(tokens, at).filter(|count| *count < 200)
    }

    fn ago(&self, tokens: &[Token], at: usize) -> Phrase {
        if self.is_narrative()
            && Self::is(tokens, at, Class::COUNT)
            && self.reads(tokens, at + 2, "later")
        {
            let (count, unit) = (self.count(tokens, at)?, Self::unit(tokens, at + 1)?);
            return Some((3, Meaning::Shift(count, unit)));
        }
        let before = Self::is(tokens, at, Class::AGO);
        let from = at + usize::from(before);
        let count = self.count(tokens, from)?;
        let unit = Self::unit(tokens, from + 1)?;
        if before {
            return Some((3, Meaning::Shift(-count, unit)));
        }
        Self::is(tokens, from + 2, Class::AGO).then_some((3, Meaning::Shift(-count, unit)))
    }

    /// `last week`, `this year`, `el año pasado`, `next May`.
    fn beside_unit(&self, tokens: &[Token], at: usize) -> Phrase {
        let early = usize::from(Self::is(tokens, at, Class::EARLY));
        let from = at + early;
        let side = |at: usize| -> Option<i32> {
            let token = tokens.get(at)?;
            if token.is(Class::LAST) {
                Some(-1)
            } else if token.is(Class::NEXT) {
                Some(1)
            } else if token.is(Class::CURRENT) {
                Some(0)
            } else {
                None
            }
        };
        if let Some(by) = side(from) {
            if let Some(unit) = Self::unit(tokens, from + 1) {
                return Some((early + 2, Meaning::Shift(by, unit)));
            }
            let month = tokens.get(from + 1).filter(|token| token.is(Class::MONTH))?;
            return self.month_beside(month, by).map(|meaning| (early + 2, meaning));
        }
        let unit = Self::unit(tokens, from + 1)?;
        if !Self::is(tokens, from, Class::DETERMINER) || self.tables.value("january").is_some() {
            return None;
        }
        if self.reads(tokens, from + 2, "que") && Self::is(tokens, from + 3, Class::NEXT) {
            return Some((early + 4, Meaning::Shift(1, unit)));
        }
        let by = side(from + 2).filter(|by| *by != 0)?;
        Some((early + 3, Meaning::Shift(by, unit)))
    }

    /// "last March": the one before the day of publication.
    fn month_beside(&self, month: &Token, by: i32) -> Option<Meaning> {
        let month = self.value(month)?;
        let year = self.published.map(|today| match by {
            -1 => today.year - i32::from(month >= today.month),
            1 => today.year + i32::from(month <= today.month),
            _ => today.year,
        });
        Some(Meaning::Date(Partial { year, month: Some(month), day: None }))
    }
}

fn years(from: i32, to: i32) -> (usize, Meaning) {
    let year = |year| Partial { year: Some(year), ..Partial::default() };
    (1, Meaning::Range(year(from), year(to)))
}
