//! Which word is a month: names of months are names of people, of streets and plain words, too.

use super::{Dates, Year};
use crate::tokens::{Case, Token, TokenKind, within};
use onrecord_language::{Class, WordList};

impl Dates<'_> {
    /// A month's name; names that are words or people too count only beside what makes them one.
    pub(super) fn month_at(&self, tokens: &[Token], at: usize) -> Option<u8> {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        if self.is_mid(token) {
            let month = self.word(token).split_once('-')?.1.to_owned();
            let month = Some(month).filter(|month| self.tables.class(month).is(Class::MONTH));
            return self.tables.value(&month?);
        }
        if !token.is(Class::MONTH) {
            return None;
        }
        let month = self.value(token)?;
        let known = if self.english {
            token.is_capital() && self.is_english_month(tokens, at, token)
        } else {
            token.case != Case::Capital || self.is_written_large(tokens, at)
        };
        known.then_some(month)
    }

    /// Whether a capital month of English is one: not "Ms. May", "said April", "the march".
    fn is_english_month(&self, tokens: &[Token], at: usize, token: &Token) -> bool {
        let named = Class::TITLE | Class::HE_NAME | Class::SHE_NAME;
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let person = before.is_some_and(|before| before.is_capital() && before.is(named));
        if self.has_figures(tokens, at) {
            return !person || before.is_some_and(|before| before.is(Class::WEEKDAY));
        }
        let dotted = token.span.of(self.text).ends_with('.');
        if token.is(Class::ABBREVIATION) && !dotted {
            return false;
        }
        let doubtful = token.is(named | Class::AUXILIARY | Class::DOUBTFUL_MONTH);
        if doubtful {
            return self.is_led_month(tokens, at);
        }
        // "January Jones"
        let alone = before.is_none_or(|before| before.kind != TokenKind::Word);
        !(alone && Self::is_surname(tokens, at + 1))
    }

    /// Whether a Spanish month with a capital, as a name has it, is one: "En Julio de 2020".
    fn is_written_large(&self, tokens: &[Token], at: usize) -> bool {
        self.has_figures(tokens, at)
            || self.is_led_month(tokens, at) && !Self::is_surname(tokens, at + 1)
    }

    /// "May 3", "June, 3rd", "Julio de 2020", and in English "17 May".
    fn has_figures(&self, tokens: &[Token], at: usize) -> bool {
        let number = |at: usize| Self::is_kind(tokens, at, TokenKind::Number);
        let before = at.checked_sub(1);
        let day = before.is_some_and(number)
            || before.is_some_and(|of| Self::of(tokens, of))
                && at.checked_sub(2).is_some_and(number);
        day && self.english
            || number(at + 1)
            || self.day_behind(tokens, at + 1).is_some()
            || matches!(self.year_behind(tokens, at + 1), (Year::Stated(_), _))
    }

    /// Whether the word in front of a month leads to a time: "in May", "end of April", "March and
    /// April"; but not "told April", "with June".
    fn is_led_month(&self, tokens: &[Token], at: usize) -> bool {
        /// Words from "was" to "by".
        const NEAR: usize = 3;
        let month = |at: usize| {
            tokens.get(at).is_some_and(|token| token.is(Class::MONTH) || self.is_mid(token))
        };
        let joint = |at: usize| {
            Self::is(tokens, at, Class::RANGE | Class::CONJUNCTION)
                || Self::is_kind(tokens, at, TokenKind::Dash)
        };
        if joint(at + 1) && month(at + 2) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        let is = |class| Self::is(tokens, before, class);
        let further = |class| before.checked_sub(1).is_some_and(|at| Self::is(tokens, at, class));
        let time = Class::EARLY | Class::LAST | Class::NEXT | Class::CURRENT;
        let of_time = time
            | Class::ORDINAL
            | Class::DAYS
            | Class::WEEKS
            | Class::MONTHS
            | Class::WEEKDAY
            | Class::HALF;
        let joined = joint(before) && before.checked_sub(1).is_some_and(month);
        // "was written by April"
        let passive = within(tokens, before.saturating_sub(NEAR)..before);
        let author = is(Class::BY) && passive.iter().any(|token| token.is(Class::BE));
        // "a June agreement", "the costly August battles"
        let plain = self.is_noun(tokens, before) || is(Class::ADVERB) && further(Class::DETERMINER);
        let attribute = (is(Class::DETERMINER) || plain) && self.is_noun(tokens, at + 1);
        let led = self.listed(WordList::MonthLeads, tokens, before).is_some() && !author;
        is(time) || led || joined || attribute || Self::of(tokens, before) && further(of_time)
    }

    /// Whether a name goes on at `at`: "April Jones".
    fn is_surname(tokens: &[Token], at: usize) -> bool {
        let closed = Class::MONTH | Class::WEEKDAY | Class::DETERMINER | Class::SUBJECT;
        tokens.get(at).is_some_and(|next| next.is_capital() && !next.is(closed))
    }

    /// "la avenida 17 de Mayo", "el Movimiento 26 de Julio": what bears the name of a day.
    pub(super) fn is_named_after(&self, tokens: &[Token], at: usize, month: &Token) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.english {
            return false;
        }
        let large = tokens.get(before).is_some_and(|word| {
            word.is_capital() && !word.is(Class::WEEKDAY | Class::DETERMINER | Class::PREPOSITION)
        });
        let named = [WordList::Streets, WordList::NamedAfterDays];
        let named = named.into_iter().any(|list| self.listed(list, tokens, before).is_some());
        named || large && month.is_capital()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::each;
    use onrecord_language::Language;

    #[test]
    fn months_that_are_people_are_no_dates() {
        each(
            Language::English,
            &[
                ("“No,” said April.", ""),
                ("April told June that May Lin knew.", ""),
                ("It was written by August.", ""),
                ("Ms. May 3 times refused.", ""),
                ("Ann May said it to June.", ""),
                ("January Jones sang.", ""),
                ("a letter for April", ""),
                ("in April or in May", "April = ~2022-04|May = ~2022-05"),
                ("from March to May", "March to May = ~2022-03/2022-05"),
                ("By June he was gone", "June = ~2022-06"),
                ("at the end of April", "end of April = ~2022-04"),
                ("on Saturday May 7", "Saturday May 7 = ~2022-05-07"),
                ("in April Congress met", "April = ~2022-04"),
                ("a big June deal, the costly May battles", "June = ~2022-06|May = ~2022-05"),
                ("(August–October 1950)", "August–October 1950 = 1950-08/1950-10"),
                ("late August", "late August = ~2021-08"),
            ],
        );
        each(
            Language::Spanish,
            &[
                ("Julio dijo que no.", ""),
                ("Abril y su hermana salieron.", ""),
                ("la casa de Julio", ""),
                ("con Julio Pérez", ""),
                ("Según Abril, no.", ""),
                ("En Julio de 2020 vino Julio.", "Julio de 2020 = 2020-07"),
                ("el 3 de Julio de 2020", "3 de Julio de 2020 = 2020-07-03"),
                ("en Julio Ortiz confía", ""),
                ("a finales de Abril", "finales de Abril = ~2022-04"),
                ("en la avenida 17 de mayo", ""),
                ("el Movimiento 26 de Julio", ""),
                ("el próximo 20 de mayo", "próximo 20 de mayo = ~2022-05-20"),
            ],
        );
    }
}
