//! Decades and centuries, before Christ and after.

use super::phrase::Phrase;
use super::{Dates, Meaning};
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList, roman};

/// The centuries that figures are read for.
const CENTURIES: std::ops::RangeInclusive<i32> = 1..=21;

impl Dates<'_> {
    /// `the nineties`, `the '90s`, `1990s`, `los años noventa`, `la década de 1990`, `19th century`,
    /// `siglo III a. C.`.
    pub(super) fn decade_or_century(&self, tokens: &[Token], at: usize) -> Phrase {
        self.century(tokens, at)
            .or_else(|| self.decade_in_figures(tokens, at))
            .or_else(|| self.genitive_decade(tokens, at))
            .or_else(|| self.decade_in_words(tokens, at))
    }

    /// A century, and how many tokens it takes.
    fn century(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let (number, end) = if token.is(Class::CENTURY) {
            (roman(tokens.get(at + 1)?.span.of(self.text))?, at + 2)
        } else {
            let word = self.word(token);
            let word = if self.is_mid(token) { word.split_once('-')?.1 } else { &word };
            if !Self::is(tokens, at + 1, Class::CENTURY) {
                return None;
            }
            let figures = self.tables.without_ending(WordList::OrdinalEndings, word);
            let number = figures.and_then(|figures| figures.parse().ok());
            let ordinal = token.is(Class::ORDINAL).then(|| self.value(token)).flatten();
            // "the first century of the club"
            let ordinal = ordinal.map(i32::from).filter(|number| *number > 4);
            (number.or(ordinal)?, at + 2)
        };
        let before = self.era(WordList::BeforeChrist, tokens, end);
        let after = before.or_else(|| self.era(WordList::AfterChrist, tokens, end));
        let end = after.map_or(end, |length| end + length);
        let century = if before.is_some() { -number } else { number };
        CENTURIES.contains(&number).then_some((end - at, Meaning::Century(century)))
    }

    /// How many tokens at `at` say before or after Christ.
    pub(super) fn era(&self, list: WordList, tokens: &[Token], at: usize) -> Option<usize> {
        let length = self.listed(list, tokens, at)?;
        let end = tokens.get(at + length - 1)?;
        // "2019 ad spending"
        let written = length > 1 || end.is_capital() || end.span.of(self.text).contains('.');
        (written && !end.is_possessive()).then_some(length)
    }

    /// `1990s`, `the '90s`, `the 90s`, `mid-1990s`.
    fn decade_in_figures(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        let mid = self.is_mid(token);
        if token.kind != TokenKind::Number && !mid {
            return None;
        }
        let word = self.word(token);
        let words = if mid { word.split_once('-')?.1 } else { &word };
        let many = self.tables.endings(words).is(Class::LOOKS_PLURAL);
        let (last, _) = words.char_indices().next_back().filter(|_| many)?;
        let decade: i32 = words.get(..last)?.parse().ok()?;
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        // "the '90s", "the 90s"; but "in her 80s"
        let short = before.is_some_and(|before| {
            before.is(Class::DEFINITE | Class::EARLY)
                || matches!(before.kind, TokenKind::Quote(_)) && before.span.end == token.span.start
        });
        let decade = if short && (20..100).contains(&decade) { 1900 + decade } else { decade };
        let whole = (1000..2100).contains(&decade) && decade % 10 == 0;
        // "the 1800s" may be all of the century.
        let century = decade % 100 == 0 && decade < 2000;
        let meaning =
            if century { Meaning::Century(decade / 100 + 1) } else { Meaning::Decade(decade) };
        whole.then_some((1, meaning))
    }

    /// `the 1980's`.
    fn genitive_decade(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
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

    /// `the nineties`, `mid-nineties`, `los años noventa`, `finales de los noventa`, `los 90`.
    fn decade_in_words(&self, tokens: &[Token], at: usize) -> Phrase {
        let token = tokens.get(at)?;
        if self.english {
            let led = at.checked_sub(1);
            let led = led.is_some_and(|at| Self::is(tokens, at, Class::DETERMINER | Class::EARLY));
            let word = self.word(token);
            let mid = word.split_once('-').filter(|_| self.is_mid(token)).map(|(_, ties)| ties);
            let ties = mid.unwrap_or(&word);
            let known = mid.is_some() || led && token.is(Class::TIES);
            let known = known && self.tables.class(ties).is(Class::TIES);
            let ties = self.tables.value(ties).filter(|_| known)?;
            return Some((1, Meaning::Decade(1900 + i32::from(ties))));
        }
        if token.is(Class::YEARS | Class::DECADES) {
            let of = usize::from(Self::of(tokens, at + 1));
            let article = usize::from(of == 1 && Self::is(tokens, at + 2, Class::DETERMINER));
            let next = at + 1 + of + article;
            let figure = self.tens(tokens, next)?;
            // "los años 2010 y 2011"
            let listed = Self::is_kind(tokens, next + 1, TokenKind::Comma)
                || Self::is(tokens, next + 1, Class::CONJUNCTION | Class::RANGE);
            let listed =
                figure >= 100 && listed && Self::is_kind(tokens, next + 2, TokenKind::Number);
            let many = token.is(Class::DECADES) || self.value(token) == Some(2) && !listed;
            return decade(figure).filter(|_| many).map(|meaning| (next + 1 - at, meaning));
        }
        let early = Self::early(tokens, at);
        let los = at + early;
        let article = Self::is(tokens, los, Class::DETERMINER | Class::CONTRACTION);
        let plural = Self::is(tokens, los, Class::LOOKS_PLURAL);
        let (los, from) =
            if article && plural { (los, los + 1) } else { (los.checked_sub(1)?, los) };
        let plural =
            Self::is(tokens, los, Class::LOOKS_PLURAL) && Self::is(tokens, los, Class::DETERMINER);
        let figure = self.tens(tokens, from).filter(|figure| plural && *figure < 100)?;
        let led = los.checked_sub(1);
        let led = led.is_some_and(|at| Self::is(tokens, at, Class::PREPOSITION));
        let next = tokens.get(from + 1);
        let closed = Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::AUXILIARY
            | Class::DETERMINER
            | Class::NOBODY
            | Class::NEGATION
            | Class::CLITIC;
        let alone = next.is_none_or(|next| {
            next.kind != TokenKind::Word
                || next.is(closed)
                || self.tense_of(next) == super::tense::Tense::Past
        });
        let sure = early > 1 || led && alone;
        decade(figure).filter(|_| sure).map(|meaning| (from + 1 - at, meaning))
    }

    /// `noventa`, `90`, `1990`.
    fn tens(&self, tokens: &[Token], at: usize) -> Option<i32> {
        let named = tokens.get(at).filter(|token| token.is(Class::TIES));
        let figure = named.and_then(|token| self.value(token)).map(i32::from);
        figure.or_else(|| self.integer(tokens, at)).filter(|figure| *figure >= 20)
    }
}

/// The decade of a figure: `90` and `1990`.
fn decade(figure: i32) -> Option<Meaning> {
    let decade = if figure < 100 { 1900 + figure } else { figure };
    let whole = decade % 10 == 0 && (1500..2100).contains(&decade);
    whole.then_some(Meaning::Decade(decade))
}

/// Apostrophes as the tables write them.
fn plain_apostrophe(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::super::tests::each;
    use onrecord_language::Language;

    #[test]
    fn decades_centuries_and_eras() {
        each(
            Language::English,
            &[
                ("in the 80s he sang", "80s = 198X"),
                ("she is in her 80s", ""),
                ("in the 1800s", "1800s = 18XX"),
                ("in the 2000s", "2000s = 200X"),
                ("since the mid-1970s", "mid-1970s = 197X"),
                ("a mid-sixties tune", "mid-sixties = 196X"),
                ("in the mid-18th century", "mid-18th century = 17XX"),
                ("in the 4th century", "4th century = 03XX"),
                ("of the 2nd century BC", "2nd century BC = -0199/-0100"),
                ("a wall of c. 310 BCE", "c. 310 BCE = -0309~"),
                ("circa 1420 it fell", "circa 1420 = 1420~"),
                ("in AD 79 it burned", "AD 79 = 0079"),
                ("in 1066 AD", "1066 AD = 1066"),
                ("from 64 to 49 BC", "64 to 49 BC = -0063/-0048"),
                ("its 2019 ad budget", "2019 = 2019"),
                ("in 2019 BC voters", "2019 = 2019"),
                ("In ’97 he left, in May ’98 she did", "’97 = 1997|May ’98 = 1998-05"),
                ("he called it ‘98 percent’", ""),
            ],
        );
        each(
            Language::Spanish,
            &[
                ("una moneda del 31 a. C. y otra", "31 a. C. = -0030"),
                ("murió en 14 d.C. en Nola", "14 d.C. = 0014"),
                ("en el siglo II a. C.", "siglo II a. C. = -0199/-0100"),
                ("del 58 antes de Cristo", "58 antes de Cristo = -0057"),
                ("a principios de los setenta cantó", "principios de los setenta = 197X"),
                ("en los ochenta nadie habló", "los ochenta = 198X"),
                ("a mediados de los 60", "mediados de los 60 = 196X"),
                ("los ochenta detenidos callaron", ""),
                ("en los años 1980 cantó", "años 1980 = 198X"),
                ("los años 2010 y 2011", "2010 = 2010|2011 = 2011"),
                ("hacia 1780 nació", "hacia 1780 = 1780~"),
            ],
        );
    }
}
