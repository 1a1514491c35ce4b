//! Which way a sentence looks: whether "on Friday" is the one before or the one to come.

use super::Dates;
use crate::tokens::{QuoteMark, Token, TokenKind, within};
use onrecord_language::{Class, WordList};

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
    let before = within(sentence, at.saturating_sub(LONGEST)..at);
    let marks = before.iter().filter_map(|token| match token.kind {
        TokenKind::Quote(mark) => Some(mark),
        _ => None,
    });
    marks.fold(false, |open, mark| match mark {
        QuoteMark::Open
        | QuoteMark::Low
        | QuoteMark::OpenAngle
        | QuoteMark::OpenSingle
        | QuoteMark::LowSingle => true,
        QuoteMark::Close | QuoteMark::CloseAngle | QuoteMark::CloseSingle => false,
        QuoteMark::Straight | QuoteMark::StraightSingle => !open,
    })
}

impl Dates<'_> {
    /// The tense of the verb nearest to the words `at..at + length`: before them, else behind them.
    pub(super) fn tense(&self, sentence: &[Token], at: usize, length: usize) -> Tense {
        let before = within(sentence, at.saturating_sub(REACH)..at);
        let behind = within(sentence, at + length..sentence.len());
        let possessive = sentence.get(at + length - 1).is_some_and(Token::is_possessive);
        if possessive {
            return Tense::Open;
        }
        if self.is_limit(before) {
            return Tense::Ahead;
        }
        let within = |token: &&Token| !matches!(token.kind, TokenKind::Semicolon | TokenKind::Stop);
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
        let before = within(sentence, from..at);
        let opens = at < 3
            && before.iter().all(|token| {
                token.kind != TokenKind::Word || token.is(Class::PREPOSITION | Class::DETERMINER)
            });
        let bracket = before.iter().rev().find(|token| token.kind == TokenKind::Bracket);
        let bracket = bracket.is_some_and(|token| token.span.of(self.text) == "(");
        let clauses = before.rsplit(|token| token.kind == TokenKind::Comma);
        let near: &[Token] = clauses.into_iter().next().unwrap_or(before);
        let until = (0..near.len()).any(|at| Self::is_until(near, at));
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
        let led = |class| at.checked_sub(1).is_some_and(|at| Self::is(before, at, class));
        // "will be paid", "a still unspecified date"
        let adverb = usize::from(at > 0 && Self::is(before, at - 1, Class::ADVERB));
        let article = at.checked_sub(1 + adverb).and_then(|at| before.get(at));
        let article = article.is_some_and(|word| word.is(Class::DETERMINER | Class::POSSESSIVE));
        if tense == Tense::Past && !token.is(Class::WAS) && (led(Class::TO_BE) || article) {
            return Tense::Open;
        }
        let been = led(Class::BEEN);
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
        // Not the point of "9 a.m."
        let ended = |pair: &[Token]| {
            matches!(pair, [word, stop] if stop.kind == TokenKind::Stop
                && !word.span.of(self.text).contains('.'))
        };
        let before = match before.windows(2).rposition(ended) {
            Some(word) => within(before, word + 2..before.len()),
            None => before,
        };
        let from = before.len().saturating_sub(NEAR);
        let near = within(before, from..before.len());
        let until = (0..near.len()).rev().find(|at| Self::is_until(near, *at));
        let open = until.is_some_and(|at| {
            let led = within(near, at + 1..near.len());
            from + at > 0 && led.iter().all(|token| self.tense_of(token) == Tense::Open)
        });
        let last = before.len();
        open || last > 1 && self.listed(WordList::Limit, before, last - 2).is_some()
    }

    fn is_until(tokens: &[Token], at: usize) -> bool {
        Self::is(tokens, at, Class::UNTIL) && !Self::is(tokens, at, Class::BY)
    }

    pub(super) fn tense_of(&self, token: &Token) -> Tense {
        if token.kind != TokenKind::Word {
            return Tense::Open;
        }
        let shortest = if self.english { 4 } else { 5 };
        let verb = !token.is_capital() && token.span.len() >= shortest;
        let ahead = verb && token.is(Class::FUTURE_ENDING);
        let past = verb && token.is(Class::PAST_ENDING) && !token.is(Class::NO_PAST);
        if ahead || token.is(Class::FUTURE) {
            Tense::Ahead
        } else if past || token.is(Class::PAST | Class::PRETERITE | Class::WAS) {
            Tense::Past
        } else {
            Tense::Open
        }
    }
}
