//! Whether a bare number is a year: what stands around it says so, or says that it counts,
//! measures, numbers or names something else.

use super::Dates;
use super::tense::Tense;
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::{Class, WordList};
use onrecord_text::Span;

/// A number that may be a year, or two that may be years from and to, as positions of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct BareYear {
    /// Where what leads to it begins: "late", "fiscal".
    pub(super) at: usize,
    /// Its first figure.
    pub(super) number: usize,
    /// Behind its last.
    pub(super) end: usize,
    /// The year.
    pub(super) year: i32,
    /// Whether it is written in figures.
    pub(super) figures: bool,
    /// Whether it is two years, from and to.
    pub(super) range: bool,
}

/// How surely the word in front of a number makes a year of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearLead {
    /// "since 1999": nothing else follows.
    Strong,
    /// "the 1999", "of 1999": a number may follow, too.
    Weak,
    /// Nothing that leads to a year.
    Bare,
    /// "page 1999", "at 1930": no year follows.
    Other,
}

/// Years before this one are taken for years only behind what leads to nothing else.
const FIRST_SURE: i32 = 1500;

/// Years before this one are not taken for years without a word that leads to them.
const FIRST_BARE: i32 = 1800;

impl Dates<'_> {
    /// Whether it is a year, as far as the words around it tell.
    pub(super) fn is_year(&self, tokens: &[Token], bare: BareYear) -> bool {
        let BareYear { number, end, year, figures, range, .. } = bare;
        if self.is_measured(tokens, end) {
            return false;
        }
        let other = || self.is_title(tokens, number, end) || self.is_address(tokens, number, end);
        match self.year_lead(tokens, bare) {
            YearLead::Other => false,
            YearLead::Strong => year >= FIRST_SURE || !self.is_count(tokens, number, end),
            // "the Club of '89": of which century, nothing tells.
            YearLead::Weak => {
                let short = tokens
                    .get(number)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)));
                !short
                    && (year >= FIRST_SURE || range)
                    && !other()
                    && !self.is_count(tokens, number, end)
            }
            YearLead::Bare => {
                let apart = !Self::is_numbered_name(tokens, number)
                    && self.is_attribute(tokens, number, end);
                figures && year >= FIRST_BARE && apart && !other()
            }
        }
    }

    fn year_lead(&self, tokens: &[Token], bare: BareYear) -> YearLead {
        let number = bare.number;
        if bare.at < number {
            return YearLead::Strong;
        }
        if self.is_changed(tokens, bare) || self.is_numbered(tokens, number) {
            return YearLead::Other;
        }
        let Some(before) = number.checked_sub(1) else { return YearLead::Bare };
        let is = |class| Self::is(tokens, before, class);
        let Some(word) = tokens.get(before) else { return YearLead::Bare };
        match word.kind {
            TokenKind::Word => {}
            TokenKind::Bracket => return YearLead::Weak,
            // "$ 1999", "202 555 2010"
            TokenKind::Other | TokenKind::Number => return YearLead::Other,
            _ => return YearLead::Bare,
        }
        let listed = |list| self.listed(list, tokens, before).is_some();
        let clock = || listed(WordList::ClockLeads) && !self.is_noun(tokens, bare.end);
        let several = !self.english && is(Class::DETERMINER) && is(Class::LOOKS_PLURAL);
        // "as late as 1781"
        let late = is(Class::AS)
            && before.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::EARLY));
        let strong =
            late || is(Class::YEARS) || listed(WordList::YearLeads) || is(Class::BY) && before == 0;
        let weak = Class::PREPOSITION | Class::EARLY | Class::SUBORDINATE | Class::DETERMINER;
        // "1990 and 1995"; but "watched 1917"
        let joined = is(Class::RANGE)
            && before.checked_sub(1).is_some_and(|at| Self::is_kind(tokens, at, TokenKind::Number));
        let other = is(Class::RANGE | Class::CONJUNCTION) && !joined && !is(weak);
        let told = !word.is_capital() && !is(Class::WAS) && self.tense_of(word) == Tense::Past;
        let object = other || told && !bare.range;
        if several || self.is_amount(tokens, number) || clock() {
            YearLead::Other
        } else if strong {
            YearLead::Strong
        } else if object {
            YearLead::Other
        } else if is(weak) || joined || word.is_possessive() {
            YearLead::Weak
        } else {
            YearLead::Bare
        }
    }

    /// "more than 1800", "some 1900": how many.
    fn is_amount(&self, tokens: &[Token], number: usize) -> bool {
        const LONGEST: usize = 3;
        (1..=LONGEST.min(number)).any(|back| {
            self.listed(WordList::Counted, tokens, number - back).is_some_and(|took| took == back)
        })
    }

    /// "rose from 1061 to 1128": what changed is no time.
    fn is_changed(&self, tokens: &[Token], bare: BareYear) -> bool {
        /// Words between the verb and the number: "from", "sharply from".
        const NEAR: usize = 3;
        let Some(before) = bare.number.checked_sub(1) else { return false };
        let led = Self::is(tokens, before, Class::FROM | Class::OF);
        led && (2..=NEAR.min(bare.number))
            .any(|back| self.listed(WordList::Changes, tokens, bare.number - back).is_some())
    }

    /// "page 1999", "Room 2001", "No. 1973": the number of something. The point of an abbreviation may
    /// have ended what was taken for the sentence, so that the text is asked.
    pub(super) fn is_numbered(&self, tokens: &[Token], number: usize) -> bool {
        /// The longest such word, in bytes, and the longest that a point may stand behind, in letters.
        const LONGEST: usize = 24;
        const SHORT: usize = 3;
        let Some(start) = tokens.get(number).map(|token| token.span.start as usize) else {
            return false;
        };
        let from = self.text.ceil_char_boundary(start.saturating_sub(LONGEST));
        let before = Span::at(from, start).of(self.text).trim_end();
        let Some(word) = before.rsplit(char::is_whitespace).next() else { return false };
        let word = word.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let letters = word.find(|c: char| !c.is_alphabetic() || c == 'º');
        let (letters, rest) = word.split_at(letters.unwrap_or(word.len()));
        let short = matches!(rest, "." | "°" | "º" | ".º") && letters.chars().count() <= SHORT;
        (rest.is_empty() || short) && self.tables.has(WordList::Numbered, letters)
    }

    /// "1770 km", "2100 UTC", "1990 %".
    pub(super) fn is_measured(&self, tokens: &[Token], end: usize) -> bool {
        let Some(next) = tokens.get(end) else { return false };
        let joined = end.checked_sub(1).and_then(|last| tokens.get(last));
        let joined = joined.is_some_and(|last| last.span.end == next.span.start);
        match next.kind {
            TokenKind::Word => {
                Self::unit(tokens, end).is_some()
                    || self.listed(WordList::Measures, tokens, end).is_some()
            }
            TokenKind::Other => {
                let sign = next.span.of(self.text);
                matches!(sign, "%" | "‰" | "°" | "€" | "$" | "£" | "¥")
            }
            // "1800-strong"
            TokenKind::Dash => {
                let word = tokens.get(end + 1).filter(|word| word.kind == TokenKind::Word);
                joined && word.is_some_and(|word| word.span.start == next.span.end)
            }
            _ => false,
        }
    }

    /// "1800 people", "1200 empty houses": a number of them.
    pub(super) fn is_count(&self, tokens: &[Token], number: usize, end: usize) -> bool {
        let before = number.checked_sub(1);
        let the =
            before.is_some_and(|at| Self::is(tokens, at, Class::DEFINITE | Class::POSSESSIVE));
        let counted = |at: usize| {
            self.is_noun(tokens, at)
                && self.listed(WordList::YearNouns, tokens, at).is_none()
                && (self.is_people(tokens, at) || !the && Self::is(tokens, at, Class::LOOKS_PLURAL))
        };
        counted(end) || self.is_noun(tokens, end) && counted(end + 1)
    }

    /// "people", "officials", "soldiers".
    pub(super) fn is_people(&self, tokens: &[Token], at: usize) -> bool {
        Self::is(tokens, at, Class::AUDIENCE | Class::PERSON | Class::MANY)
            || self.listed(WordList::Heads, tokens, at).is_some()
    }

    /// "his secret 1996 campaign": between a plain word and a noun, or with no noun behind it.
    fn is_attribute(&self, tokens: &[Token], number: usize, end: usize) -> bool {
        let before = number.checked_sub(1);
        let plain = before.is_none_or(|before| self.is_noun(tokens, before));
        !self.is_noun(tokens, end) || plain && !self.is_count(tokens, number, end)
    }

    /// A plain word that may be a noun.
    pub(super) fn is_noun(&self, tokens: &[Token], at: usize) -> bool {
        let closed = Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::SUBORDINATE
            | Class::AUXILIARY
            | Class::FINITE
            | Class::ADVERB
            | Class::DETERMINER
            | Class::VERBAL
            | Class::RANGE
            | Class::EARLY
            | Class::CLITIC
            | Class::SUBJECT;
        tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !token.is_capital()
                && !token.is(closed)
                && self.tense_of(token) == Tense::Open
        })
    }

    /// "1119 Eighth Street", "avenida Sur 1919".
    fn is_address(&self, tokens: &[Token], number: usize, end: usize) -> bool {
        const LONGEST: usize = 5;
        let street = |token: &Token| {
            token.kind == TokenKind::Word && {
                let word = self.word(token);
                self.tables.has(WordList::Streets, word.trim_end_matches('.'))
            }
        };
        if self.english {
            let named = |token: &&Token| token.is_capital() || token.kind == TokenKind::Number;
            let name = within(tokens, end.min(tokens.len())..tokens.len());
            let mut name = name.iter().take(LONGEST).take_while(named);
            return name.any(street);
        }
        let part = |token: &&Token| {
            token.is_capital()
                || street(token)
                || token.is(Class::OF | Class::DETERMINER)
                || matches!(token.kind, TokenKind::Number | TokenKind::Comma)
        };
        // "el 1810 de la calle Mayor"
        let article = usize::from(Self::is(tokens, end + 1, Class::DETERMINER));
        if Self::of(tokens, end) && tokens.get(end + 1 + article).is_some_and(street) {
            return true;
        }
        let before = within(tokens, number.saturating_sub(LONGEST)..number);
        before.iter().rev().take_while(part).any(street)
    }

    /// "“1984”", "of 2001: A Space Odyssey", "the film 1917", "Orwell's 1984 is": the name of a work.
    fn is_title(&self, tokens: &[Token], number: usize, end: usize) -> bool {
        let Some(before) = number.checked_sub(1).and_then(|at| tokens.get(at)) else {
            return false;
        };
        let quote = |at: usize| {
            tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
        };
        let capital = tokens.get(end + 1).is_some_and(Token::is_capital);
        let colon = before.kind == TokenKind::Word
            && Self::is_kind(tokens, end, TokenKind::Colon)
            && capital;
        let work = before.is(Class::WORK) && before.kind == TokenKind::Word;
        let owned = before.is_possessive() && before.is_capital() && !self.is_noun(tokens, end);
        colon || work || owned || number > 0 && quote(number - 1) && quote(end)
    }

    /// "Agenda 2000": a word with a capital that no date begins with.
    fn is_numbered_name(tokens: &[Token], number: usize) -> bool {
        let dated = Class::PREPOSITION
            | Class::MONTH
            | Class::WEEKDAY
            | Class::SEASON
            | Class::FEAST
            | Class::DETERMINER;
        let before = number.checked_sub(1).and_then(|at| tokens.get(at));
        before.is_some_and(|before| before.is_capital() && !before.is(dated))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use onrecord_language::Language;

    /// The words of all dates in a text.
    fn words(text: &str, language: Language) -> String {
        let found = read(text, language, Some("2022-05-17"));
        found.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn numbers_that_count_measure_or_number_are_no_years() {
        for text in [
            "The crews came back at 1930 and slept.",
            "It was 2000 UTC when they left.",
            "The road is 1850 km long.",
            "A pipe of 1990 metres burst.",
            "The index fell from 1995 to 1871.",
            "The index climbed sharply from 1801 to 1928.",
            "It won by 1998 to 1874.",
            "He lives at 1920 North Ferry Road.",
            "Men of 2014 Eighth Street came.",
            "Nearly 1900 workers left.",
            "Some 2000 villagers fled from 1200 houses.",
            "The firm sold 1999 empty bottles.",
            "The 1850 soldiers marched.",
            "They read “1984” in class.",
            "The fans of 2010: The Year We Make Contact clapped.",
            "The film 1917 was a success.",
            "Orwell's 1984 was banned.",
            "She scored 1990 out of 2000 points.",
            "They watched 1917 and left.",
            "Call +1 202 555 2010.",
            "2010 people and 1999 birds came.",
            "Resolution No. 1973 was passed.",
            "See p. 1999 and vol. 2001 of it.",
            "See page 1999 and Room 2001.",
            "Flight 1980 was late.",
            "They paid 1999 dollars, or 2000 €.",
            "A crowd of 1850-odd came.",
            "The plant makes 1800-2000 tons.",
        ] {
            assert_eq!(words(text, Language::English), "", "{text}");
        }
        for text in [
            "Llegaron más de 1800 personas.",
            "La carretera mide 1900 kilómetros.",
            "Vivía en la calle Mayor 1950.",
            "El índice subió de 1810 a 1950.",
            "Los 2000 vecinos callaron.",
            "Según la ley 1922, basta.",
            "Costó 1999 pesos.",
            "La resolución n.º 1973 y el oficio N° 1985.",
            "Votaron 2010 personas y 1999 callaron.",
            "Vive en el 1810 de la calle Mayor.",
            "El decreto 2010/2015 y el expediente 2012-2014.",
            "A las 1930 sonó el disparo.",
        ] {
            assert_eq!(words(text, Language::Spanish), "", "{text}");
        }
    }

    #[test]
    fn numbers_are_years_where_words_or_shape_say_so() {
        for (text, want) in [
            ("By 1998 officials knew.", "1998"),
            ("In 2003 people left.", "2003"),
            ("A law of 1794 was revived in 1851.", "1794|1851"),
            ("his secret 1996 campaign", "1996"),
            ("A 1971 treaty and the 2004 elections", "1971|2004"),
            ("the Club of ’89 in ’91", "’91"),
            ("as late as 1781 senior officials knew", "1781"),
            ("1972 election and accord", "1972"),
            ("both 1990 and 1991", "1990|1991"),
            ("below 2005 levels, at 1990 prices", "2005|1990"),
            ("Work went on (1871) until 1066.", "1871|1066"),
            ("The port's 2010 plan", "2010"),
            ("from 1066 to 1087", "1066 to 1087"),
            ("It ruled 1931–45.", "1931–45"),
            ("It ruled 2003–5 and 1999–2.", "2003–5"),
            ("Mayor, 2015–present", "2015–present"),
            ("He was born 1950.", "1950"),
            ("In the year 711 they came.", "711"),
            ("From 2005 to 07 it slept.", "2005 to 07"),
            ("the war (264 BC - 241 BC)", "264 BC - 241 BC"),
            ("at month's end", "month's end"),
        ] {
            assert_eq!(words(text, Language::English), want, "{text}");
        }
        for (text, want) in [
            ("El ganador de 1997 volvió en 2002.", "1997|2002"),
            ("la reforma del 2000", "2000"),
            ("a partir de 1994 se les aplica", "1994"),
            ("gobernó de 2012–14", "2012–14"),
            ("en el año 711 y en el año 44 antes de nuestra era", "711|44 antes de nuestra era"),
        ] {
            assert_eq!(words(text, Language::Spanish), want, "{text}");
        }
    }
}
