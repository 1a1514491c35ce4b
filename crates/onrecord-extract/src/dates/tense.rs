//! Which way a sentence looks: whether "on Friday" is the one before or the one to come.

use super::Dates;
use crate::tokens::{Kind, Mark, Token};
use onrecord_language::Class;

/// On which side of the day of publication the words around a date put it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// The verb tells what happened.
    Past,
    /// The verb tells what is to come.
    Ahead,
    /// Nothing tells.
    Open,
}

/// How a date stands in the course of what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// It opens its sentence: "In 1937 …".
    Opens,
    /// It goes on.
    On,
    /// A look back or ahead from which the text returns: "had begun in 1937", "until May 1945".
    Aside,
}

/// Words that are looked at on each side.
const REACH: usize = 12;

/// Whether a quotation mark is open at token `at`.
pub(super) fn is_quoted(sentence: &[Token], at: usize) -> bool {
    /// Tokens that a quote is looked for in: the longest sentences.
    const LONGEST: usize = 120;
    let before = sentence.get(at.saturating_sub(LONGEST)..at).unwrap_or(&[]);
    let marks = before.iter().filter_map(|token| match token.kind {
        Kind::Quote(mark) => Some(mark),
        _ => None,
    });
    marks.fold(false, |open, mark| match mark {
        Mark::Open | Mark::OpenAngle | Mark::OpenSingle => true,
        Mark::Close | Mark::CloseAngle | Mark::CloseSingle => false,
        Mark::Straight | Mark::StraightSingle => !open,
    })
}

impl Dates<'_> {
    /// The tense of the verb nearest to the words `at..at + length`: before them, else behind them.
    pub(super) fn tense(&self, sentence: &[Token], at: usize, length: usize) -> Tense {
        let before = sentence.get(at.saturating_sub(REACH)..at).unwrap_or(&[]);
        let behind = sentence.get(at + length..).unwrap_or(&[]);
        let possessive = sentence.get(at + length - 1).is_some_and(Token::is_possessive);
        if possessive {
            return Tense::Open;
        }
        if self.is_limit(before) {
            return Tense::Ahead;
        }
        let within = |token: &&Token| !matches!(token.kind, Kind::Semicolon | Kind::Stop);
        let back = before.iter().enumerate().rev().take_while(|(_, token)| within(token));
        let back = back.map(|(at, token)| self.tense_before(before, at, token));
        let ahead = behind.iter().take(REACH).take_while(within).map(|token| self.tense_of(token));
        let by = || before.last().is_some_and(|token| token.is(Class::UNTIL));
        back.chain(ahead).find(|tense| *tense != Tense::Open).unwrap_or(if by() {
            Tense::Ahead
        } else {
            Tense::Open
        })
    }

    /// How the date at `at` stands in what is told.
    pub(super) fn course(&self, sentence: &[Token], at: usize) -> Course {
        /// Words from "until" to what it leads to.
        const NEAR: usize = 8;
        let from = at.saturating_sub(NEAR);
        let before = sentence.get(from..at).unwrap_or(&[]);
        let opens = at < 3
            && before.iter().all(|token| {
                token.kind != Kind::Word || token.is(Class::PREPOSITION | Class::DETERMINER)
            });
        let bracket = before.iter().rev().find(|token| token.kind == Kind::Bracket);
        let bracket = bracket.is_some_and(|token| token.span.of(self.text) == "(");
        let comma = before.iter().rposition(|token| token.kind == Kind::Comma).unwrap_or(0);
        let near = before.get(comma..).unwrap_or(&[]);
        let until = (0..near.len()).any(|at| self.is_until(near, at));
        if opens && !until {
            Course::Opens
        } else if bracket || until || near.iter().any(|token| token.is(Class::PERFECT)) {
            Course::Aside
        } else {
            Course::On
        }
    }

    /// The tense of token `at` of the words before a date.
    fn tense_before(&self, before: &[Token], at: usize, token: &Token) -> Tense {
        /// Further off than this "said" tells when it was said, not when it was.
        const BESIDE: usize = 3;
        let tense = self.tense_of(token);
        let led = |word: &str| at.checked_sub(1).is_some_and(|at| self.reads(before, at, word));
        // "will be paid", "a still unspecified date"
        let adverb = usize::from(at > 0 && Self::is(before, at - 1, Class::ADVERB));
        let article = at.checked_sub(1 + adverb).and_then(|at| before.get(at));
        let article = article.is_some_and(|word| word.is(Class::DETERMINER | Class::POSSESSIVE));
        if tense == Tense::Past && !token.is(Class::WAS) && (led("be") || article) {
            return Tense::Open;
        }
        let been = led("been");
        if token.is(Class::SAY | Class::TELL) && before.len() - at > BESIDE {
            Tense::Open
        } else if tense == Tense::Ahead && been {
            Tense::Past
        } else {
            tense
        }
    }

    /// "until 9 a.m. Tuesday", "as early as Tuesday": what an open matter runs to.
    fn is_limit(&self, before: &[Token]) -> bool {
        const NEAR: usize = 6;
        let from = before.len().saturating_sub(NEAR);
        let near = before.get(from..).unwrap_or(&[]);
        let until = (0..near.len()).rev().find(|at| self.is_until(near, *at));
        let open = until.is_some_and(|at| {
            let led = near.get(at + 1..).unwrap_or(&[]);
            from + at > 0 && led.iter().all(|token| self.tense_of(token) == Tense::Open)
        });
        let last = before.len();
        let early = |at: usize| self.reads(before, at, "soon") || self.reads(before, at, "early");
        open || last > 1 && self.reads(before, last - 1, "as") && early(last - 2)
    }

    fn is_until(&self, tokens: &[Token], at: usize) -> bool {
        Self::is(tokens, at, Class::UNTIL) && !self.reads(tokens, at, "by")
    }

    pub(super) fn tense_of(&self, token: &Token) -> Tense {
        if token.kind != Kind::Word {
            return Tense::Open;
        }
        let word = token.span.of(self.text);
        let ends = |endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
        let (ahead, past) = if self.english {
            (false, !token.is_capital() && word.len() > 3 && ends(&["ed"]) && !ends(&["eed"]))
        } else {
            let verb = word.len() > 4 && !token.is_capital();
            (
                verb && ends(&["rá", "rán", "remos"]),
                verb && ends(&["ó", "aron", "ieron", "aba", "aban", "ía", "ían"]),
            )
        };
        if ahead || token.is(Class::FUTURE) {
            Tense::Ahead
        } else if past || token.is(Class::PAST | Class::PRETERITE | Class::WAS) {
            Tense::Past
        } else {
            Tense::Open
        }
    }
}
