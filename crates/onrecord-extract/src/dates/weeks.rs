//! Dates that the calendar works out: "the week of 4 May 2020", "the second Tuesday of June 2020".

use super::phrase::Phrase;
use super::{Dates, Meaning, Partial, calendar};
use crate::tokens::Token;
use onrecord_language::{Class, WordList};

/// A weekday of a month, counted from its first (1) or from its last (−1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NthWeekday {
    pub(super) number: i8,
    pub(super) weekday: u8,
}

impl NthWeekday {
    /// The day that it is of a month of a known year, if there is such a day.
    pub(super) fn of(self, month: Partial) -> Option<Partial> {
        let first = Partial { day: Some(1), ..month }.as_day()?;
        let (of_first, first) = (calendar::weekday(calendar::number(first)), first);
        let ahead = (7 + self.weekday - of_first) % 7;
        let last = calendar::last_day(first.year, first.month);
        let day = if self.number > 0 {
            1 + ahead + 7 * (self.number as u8 - 1)
        } else {
            let weeks = (last - 1 - ahead) / 7;
            1 + ahead + 7 * weeks
        };
        (day <= last).then_some(Partial { day: Some(day), ..month })
    }
}

impl Dates<'_> {
    /// `week of September 30th, 2019`, `semana del 30 de septiembre`.
    pub(super) fn week_of(&self, tokens: &[Token], at: usize) -> Phrase {
        let lead = self.listed(WordList::WeekOf, tokens, at)?;
        let article = usize::from(Self::is(tokens, at + lead, Class::DETERMINER));
        let from = at + lead + article;
        let (length, meaning) = self
            .month_first(tokens, from)
            .or_else(|| self.day_first(tokens, from))
            .or_else(|| self.weekday(tokens, from))
            .or_else(|| self.figures(tokens, from))?;
        let meaning = match meaning {
            Meaning::Date(date @ Partial { day: Some(_), .. }) => Meaning::WeekOf(date),
            Meaning::Range(from, to) => Meaning::Stretch(from, to),
            Meaning::Figures(_) => meaning,
            _ => return None,
        };
        Some((from + length - at, meaning))
    }

    /// Behind a weekday at `at`, from `from` on: `16 al viernes 20 de mayo`.
    pub(super) fn weekday_range(&self, tokens: &[Token], at: usize, from: usize) -> Phrase {
        let day =
            self.day_number(tokens, from).filter(|_| Self::joins_range(tokens, at, from + 1))?;
        let article = usize::from(!self.english && Self::is(tokens, from + 2, Class::DETERMINER));
        let begin = from + 2 + article;
        tokens.get(begin).filter(|token| token.is(Class::WEEKDAY))?;
        let (length, meaning) = self.weekday(tokens, begin)?;
        let Meaning::Date(to @ Partial { day: Some(last), .. }) = meaning else { return None };
        let first = Partial { day: Some(day), weekday: None, ..to };
        (day < last).then_some((begin + length - from, Meaning::Range(first, to)))
    }

    /// `second Tuesday of June 2020`, `last Friday in May`, `primer lunes de junio`.
    pub(super) fn nth_weekday(&self, tokens: &[Token], at: usize) -> Phrase {
        const MOST: u8 = 5;
        let token = tokens.get(at)?;
        let weekday = tokens.get(at + 1).filter(|token| token.is(Class::WEEKDAY))?;
        let weekday = self.value(weekday)?;
        let ordinal = self.ordinal(token).filter(|number| (1..=MOST).contains(number));
        let last = token.is(Class::LAST);
        let within = Self::is(tokens, at + 2, Class::OF | Class::WITHIN_UNIT);
        let month = self.month_first(tokens, at + 3).filter(|_| within);
        let Some((length, Meaning::Date(month @ Partial { month: Some(_), day: None, .. }))) =
            month
        else {
            // "every second Tuesday of the month" is no Tuesday.
            return ordinal.filter(|_| !last).map(|_| (2, Meaning::Nothing));
        };
        let number = if last { -1 } else { ordinal? as i8 };
        Some((3 + length, Meaning::NthWeekday(NthWeekday { number, weekday }, month)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::each;
    use onrecord_language::Language;

    #[test]
    fn weeks_and_weekdays_of_a_month() {
        each(
            Language::English,
            &[
                ("the week of May 6th, 2020", "week of May 6th, 2020 = 2020-05-04/2020-05-10"),
                (
                    "the week beginning Monday 4 May 2020",
                    "week beginning Monday 4 May 2020 = 2020-05-04/2020-05-10",
                ),
                ("in the week of 4 May", "week of 4 May = ~2022-05-02/2022-05-08"),
                (
                    "Monday 4 to Friday 8 May 2020",
                    "Monday 4 to Friday 8 May 2020 = 2020-05-04/2020-05-08",
                ),
                ("on Thursday, 2/5/2019, he", "Thursday, 2/5/2019 = 2019-05-02"),
                ("the week of 4–8 May 2020", "week of 4–8 May 2020 = 2020-05-04/2020-05-08"),
                (
                    "the third Thursday of November 2019",
                    "third Thursday of November 2019 = 2019-11-21",
                ),
                ("the 1st Monday of May 2020", "1st Monday of May 2020 = 2020-05-04"),
                ("the last Friday in May 2019", "last Friday in May 2019 = 2019-05-31"),
                ("the first Monday of June", "first Monday of June = ~2022-06-06"),
                ("every second Tuesday of the month", ""),
            ],
        );
        each(
            Language::Spanish,
            &[
                (
                    "la semana del 6 de mayo de 2020",
                    "semana del 6 de mayo de 2020 = 2020-05-04/2020-05-10",
                ),
                (
                    "el primer martes de junio de 2020",
                    "primer martes de junio de 2020 = 2020-06-02",
                ),
                ("el último lunes de mayo de 2020", "último lunes de mayo de 2020 = 2020-05-25"),
            ],
        );
    }

    #[test]
    fn a_day_in_any_dress() {
        each(
            Language::English,
            &[
                ("on June, 3rd, 2017", "June, 3rd, 2017 = 2017-06-03"),
                ("In June, 20 people came", "June = ~2022-06"),
                ("on June the 3rd, 2017", "June the 3rd, 2017 = 2017-06-03"),
                ("on the third of June 2017", "third of June 2017 = 2017-06-03"),
                ("on the 3rd day of June 2017", "3rd day of June 2017 = 2017-06-03"),
                ("on Friday the 3rd of June 2022", "Friday the 3rd of June 2022 = 2022-06-03"),
                ("on June Third, 2017", "June Third, 2017 = 2017-06-03"),
                ("on June 34, 2017", ""),
                ("on 34 June 2017", ""),
                ("In June 20 officers fell", "June = ~2022-06"),
            ],
        );
        each(
            Language::Spanish,
            &[
                ("el 1.º de junio de 2017", "1.º de junio de 2017 = 2017-06-01"),
                ("el 1 de junio del año 2017", "1 de junio del año 2017 = 2017-06-01"),
                ("el 1ro de junio de 2017", "1ro de junio de 2017 = 2017-06-01"),
                ("el 1° de junio de 2017", "1° de junio de 2017 = 2017-06-01"),
                ("Junio 3 de 2017", "Junio 3 de 2017 = 2017-06-03"),
                ("en marzo 20 personas cayeron", "marzo = ~2022-03"),
            ],
        );
    }
}
