//! Which dates make an event, and in which words: the clause around a date, as short as it can be
//! read alone.

use super::tense::Tense;
use super::{Dates, Meaning, Unit};
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::{Class, WordList};
use onrecord_text::Span;

/// A clause of fewer words without a capital says nothing by itself.
const FEWEST_WORDS: usize = 4;

/// The longest way from a date to the end of its sentence, in tokens.
const REACH: usize = 60;

/// The tokens of one sentence and the date among them.
#[derive(Clone, Copy)]
struct DateInSentence<'t> {
    tokens: &'t [Token],
    at: usize,
    end: usize,
}

impl Dates<'_> {
    /// The clause that a date stands in, where it tells of something that happened.
    pub(super) fn event(
        &self,
        sentence: &[Token],
        at: usize,
        length: usize,
        meaning: Meaning,
    ) -> Option<Span> {
        let bare = matches!(
            meaning,
            Meaning::FromNow(0, Unit::Day)
                | Meaning::Weekday(..)
                | Meaning::FromNamed(..)
                | Meaning::YearBefore
                | Meaning::Near(_)
                | Meaning::Of(_)
        );
        let around = self.in_brackets(sentence_of(sentence, at, at + length)?);
        let mention = self.is_attributive(around) || self.is_asked(sentence, at + length);
        if bare || mention || self.is_imprint(around) || self.is_dateline(around) {
            return None;
        }
        let (from, to) = self.clause(around);
        let clause = around.tokens.get(from..to)?;
        let dated = around.at.max(from) - from..around.end.min(to).max(from) - from;
        let words = |token: &&Token| token.kind == TokenKind::Word;
        let undated = clause.iter().filter(words).count()
            - within(clause, dated).iter().filter(words).count();
        let told = undated >= FEWEST_WORDS && self.happens(clause);
        let (first, last) = (clause.first()?, clause.last()?);
        told.then(|| Span::new(first.span.start, last.span.end))
    }

    /// Whether a clause tells what happened or will: not what is, might be or would be if.
    fn happens(&self, clause: &[Token]) -> bool {
        let verb = |token: &Token| !token.is_capital() && self.tense_of(token) != Tense::Open;
        // Not the month of May.
        let open =
            |token: &Token| token.is(Class::MODAL | Class::CONDITIONAL) && !token.is(Class::MONTH);
        // "They shut the gate", "the quake hit the town"; not "to shut", "a cut".
        let closed = Class::DETERMINER | Class::PREPOSITION | Class::AUXILIARY | Class::POSSESSIVE;
        let same = (1..clause.len()).any(|at| {
            let subject = clause.get(at - 1);
            subject.is_some_and(|subject| {
                subject.kind == TokenKind::Word && !subject.is(closed) && !subject.is_possessive()
            }) && self.listed(WordList::Invariable, clause, at).is_some()
        });
        (same || clause.iter().any(verb)) && !clause.iter().any(open)
    }

    /// "the July 25 call", "the law of 1789", "elecciones 2022": the date tells which, not when.
    fn is_attributive(&self, around: DateInSentence<'_>) -> bool {
        let DateInSentence { tokens, at, end } = around;
        // "at last week's debate"
        if end.checked_sub(1).and_then(|last| tokens.get(last)).is_some_and(Token::is_possessive) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        let is = |class| Self::is(tokens, before, class);
        if Self::of(tokens, before) {
            let time = Class::DAYS
                | Class::WEEKS
                | Class::MONTHS
                | Class::UNIT
                | Class::PART
                | Class::UNTIL
                | Class::AFTER
                | Class::BEFORE;
            return before.checked_sub(1).is_some_and(|noun| {
                !Self::is(tokens, noun, time)
                    && (self.is_noun(tokens, noun)
                        || tokens.get(noun).is_some_and(|noun| noun.is_capital() && before > 1))
            });
        }
        let owner = tokens.get(before).is_some_and(Token::is_possessive);
        let led = self.english && is(Class::DETERMINER) || owner;
        let closed = Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::SUBORDINATE
            | Class::AUXILIARY
            | Class::SUBJECT
            | Class::DETERMINER
            | Class::ADVERB;
        let noun = tokens.get(end).is_some_and(|next| match next.kind {
            TokenKind::Word => !next.is(closed),
            // "his 1994 “Contract”"
            TokenKind::Quote(_) => true,
            _ => false,
        });
        let bare = tokens.get(at).is_some_and(|date| date.kind == TokenKind::Number)
            && end == at + 1
            && self.is_noun(tokens, before)
            && !is(Class::UNTIL);
        led && noun || bare
    }

    /// Whether the sentence around ends in a question mark.
    fn is_asked(&self, sentence: &[Token], from: usize) -> bool {
        let rest = within(sentence, from.min(sentence.len())..sentence.len());
        let stop = rest.iter().take(REACH).find(|token| token.kind == TokenKind::Stop);
        stop.is_some_and(|stop| stop.span.of(self.text).contains('?'))
    }

    /// "Copyright 2020", "Published 3 May 2021": the words around are about the text itself.
    fn is_imprint(&self, around: DateInSentence<'_>) -> bool {
        const HEAD: usize = 3;
        const NEAR: usize = 4;
        let near = within(around.tokens, around.at.saturating_sub(NEAR)..around.at);
        let sign = |token: &Token| token.span.of(self.text) == "©" || token.is(Class::COPYRIGHT);
        let head = around.tokens.iter().take(HEAD);
        near.iter().any(sign)
            || head.into_iter().any(|token| sign(token) || token.is(Class::IMPRINT))
    }

    /// "WASHINGTON, Aug. 11 (Agency) —": the date in front of a report.
    fn is_dateline(&self, around: DateInSentence<'_>) -> bool {
        const LONGEST: usize = 8;
        let before = within(around.tokens, 0..around.at);
        let place = before.len() <= LONGEST
            && before.iter().all(|token| token.is_capital() || token.kind != TokenKind::Word);
        let next = around.tokens.get(around.end);
        let mark = next.is_some_and(|token| {
            matches!(token.kind, TokenKind::Bracket | TokenKind::Dash | TokenKind::Colon)
                || token.span.of(self.text) == "_"
        });
        place && mark
    }

    /// What stands within the brackets around a date, if it stands in any: that alone has to tell
    /// something, which "(1934–1940)" and "(Doe 2001)" do not.
    fn in_brackets<'t>(&self, around: DateInSentence<'t>) -> DateInSentence<'t> {
        let DateInSentence { tokens, at, end } = around;
        let bracket = |at: usize| Self::is_kind(tokens, at, TokenKind::Bracket);
        let opens = |at: usize| {
            tokens.get(at).is_some_and(|token| matches!(token.span.of(self.text), "(" | "["))
        };
        let Some(open) = (0..at).rev().find(|at| bracket(*at)).filter(|at| opens(*at)) else {
            return around;
        };
        let close = (end..tokens.len()).find(|at| bracket(*at)).unwrap_or(tokens.len());
        let from = open + 1;
        let tokens = within(tokens, from..close);
        DateInSentence { tokens, at: at - from, end: end - from }
    }

    /// The clause as token positions: the piece between marks that holds the date, and as many
    /// more as it takes to have a verb and a beginning.
    fn clause(&self, around: DateInSentence<'_>) -> (usize, usize) {
        let DateInSentence { tokens, at, end } = around;
        let before =
            |at: usize| (0..at).rev().find(|cut| Self::cuts(tokens, *cut)).map_or(0, |cut| cut + 1);
        let behind = |at: usize| {
            (at..tokens.len()).find(|cut| Self::cuts(tokens, *cut)).unwrap_or(tokens.len())
        };
        let piece = |from: usize, to: usize| within(tokens, from..to);
        let (mut from, mut to) = (before(at), behind(end));
        while !self.is_told(piece(from, to)) && to < tokens.len() {
            to = behind(to + 1);
        }
        while from > 0
            && !(self.begins(piece(from, to), at - from) && self.has_verb(piece(from, to)))
        {
            from = before(from - 1);
        }
        while small_words(piece(from, to)) < FEWEST_WORDS && to < tokens.len() {
            to = behind(to + 1);
        }
        let is_mark = |token: &Token| !matches!(token.kind, TokenKind::Word | TokenKind::Number);
        let opens = |at: usize| {
            tokens.get(at).is_some_and(|head| is_mark(head) || at > 0 && is_joint(head))
        };
        while from < at && opens(from) {
            from += 1;
        }
        while to > end && tokens.get(to - 1).is_some_and(is_mark) {
            to -= 1;
        }
        (from, to)
    }

    /// Whether a piece whose date is its token `date` can be read from its first word on: not "who
    /// left", "to leave", "leaving", "from the gate".
    fn begins(&self, piece: &[Token], date: usize) -> bool {
        let is_lead = |token: &Token| is_joint(token) || token.is(Class::ADVERB);
        let Some(at) = piece.iter().position(|token| !is_lead(token)) else { return false };
        let Some(head) = piece.get(at) else { return false };
        let leads = piece.get(at..date).is_some_and(|lead| {
            lead.iter().all(|token| token.is(Class::PREPOSITION | Class::DETERMINER))
        });
        let open = head.is(Class::RELATIVE)
            || head.is(Class::PREPOSITION | Class::INNER) && !leads
            || self.is_verb(head)
            || head.is(Class::LOOKS_GERUND);
        head.is_capital() || !open
    }

    /// Whether a piece tells something: it has a verb, and more than a participle in front of a comma
    /// where it begins with a preposition ("under an accord signed yesterday,").
    fn is_told(&self, piece: &[Token]) -> bool {
        let is_head = |class| piece.first().is_some_and(|head| head.is(class));
        if is_head(Class::RELATIVE) || !is_head(Class::PREPOSITION | Class::SUBORDINATE) {
            return self.has_verb(piece);
        }
        let comma = piece.iter().rposition(|token| token.kind == TokenKind::Comma);
        let strong = |token: &Token| {
            token.is(Class::AUXILIARY | Class::PAST | Class::PRETERITE)
                || !self.english && self.is_verb(token)
        };
        let main = || comma.is_some_and(|comma| self.has_verb(within(piece, comma..piece.len())));
        // "When he had left,"
        let side = is_head(Class::SUBORDINATE) && !is_head(Class::PREPOSITION | Class::THAT);
        !side && piece.iter().any(strong) || main()
    }

    /// Whether a new piece begins behind token `at`: a mark, or "that" behind a verb of saying.
    fn cuts(tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let said =
            || at.checked_sub(1).is_some_and(|at| Self::is(tokens, at, Class::SAY | Class::TELL));
        match token.kind {
            TokenKind::Comma => {
                // Not "March 25, 2022" nor a list of names or figures.
                let next = tokens.get(at + 1);
                let listed = next.is_some_and(|next| next.kind == TokenKind::Number);
                !listed
            }
            TokenKind::Semicolon | TokenKind::Colon => true,
            // Not the hyphen of "68-year-old".
            TokenKind::Dash => {
                tokens.get(at + 1).is_none_or(|next| next.span.start > token.span.end)
            }
            TokenKind::Word => token.is(Class::THAT) && said(),
            _ => false,
        }
    }

    fn has_verb(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.is_verb(token))
    }

    fn is_verb(&self, token: &Token) -> bool {
        token.kind == TokenKind::Word
            && (self.tense_of(token) != Tense::Open || token.is(Class::AUXILIARY))
    }
}

fn small_words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.is_capital()).count()
}

fn is_joint(token: &Token) -> bool {
    token.is(Class::CONJUNCTION)
        || matches!(token.kind, TokenKind::Comma | TokenKind::Quote(_) | TokenKind::Bracket)
}

/// The sentence around the tokens `at..end`: a speaker's turn comes as a whole paragraph. What is
/// further off than [`REACH`] is left out, so that a text without stops is read in linear time.
fn sentence_of(tokens: &[Token], at: usize, end: usize) -> Option<DateInSentence<'_>> {
    let stops = |token: &Token| token.kind == TokenKind::Stop;
    let (first, last) = (at.saturating_sub(REACH), (end + REACH).min(tokens.len()));
    let from = tokens.get(first..at)?.iter().rposition(stops).map_or(first, |at| first + at + 1);
    let to = tokens.get(end..last)?.iter().position(stops).map_or(last, |at| end + at);
    Some(DateInSentence { tokens: tokens.get(from..to)?, at: at - from, end: end - from })
}
