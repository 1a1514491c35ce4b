//! Dates: which words name a day, a month, a year or a stretch of them, and which it is (EDTF).
//!
//! The text is read once; only when all of it is known are the dates worked out, because what
//! "in March" means depends on the text: news counts from the day of publication, a narrative from
//! the date named last. What the text leaves out and what follows is marked as inferred, with the
//! reason; what cannot be told stays open (`XXXX`).
//!
//! `statements` hands it every sentence. It knows nothing of who says what.

mod bare;
mod calendar;
mod clause;
mod days;
mod edtf;
mod eras;
mod figures;
mod fill;
mod months;
mod order;
mod periods;
mod phrase;
mod relative;
mod resolve;
mod tense;
mod typed;
mod weeks;
mod years;

use super::DateMention;
use super::tokens::{Case, Token, TokenKind};
use figures::DayAndMonth;
use fill::Published;
use onrecord_language::{Class, Language, Tables, WordList};
use onrecord_model::{Day, When};
use onrecord_text::Span;
use order::{OrderedEvent, Subject};
use tense::{Course, Tense};
use weeks::NthWeekday;

/// The year of a date, as far as its words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Year {
    /// They do not.
    #[default]
    Open,
    /// "2012"
    Stated(i32),
    /// So many years from that of publication: "last year" is −1.
    Now(i32),
    /// So many years from the one named before: "that year" is 0.
    Named(i32),
}

/// The side of a date with no word of a side, or with "this": neither "last" (−1) nor "next" (1).
const THIS: i32 = 0;

/// A date as far as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Partial {
    year: Year,
    month: Option<u8>,
    day: Option<u8>,
    /// "last March" (−1), "next March" (1), or [`THIS`].
    side: i32,
    /// Whether the side counts from the date named before: "the following March".
    from_named: bool,
    /// The weekday that stands with it.
    weekday: Option<u8>,
}

impl Partial {
    fn year(year: i32) -> Self {
        Self { year: Year::Stated(year), ..Self::default() }
    }

    /// The day, where all of it is stated.
    fn as_day(self) -> Option<Day> {
        let Year::Stated(year) = self.year else { return None };
        Some(Day { year, month: self.month?, day: self.day? })
    }
}

/// What a phrase says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Words that look like a date and are none: nothing is read out of a piece of them.
    Nothing,
    /// A date, perhaps without its year.
    Date(Partial),
    /// From one to the other.
    Range(Partial, Partial),
    /// The same where neither end stands in the text as a date: "first half of March".
    Stretch(Partial, Partial),
    /// A season, quarter or half of a year by its number in EDTF (21 to 41), and its side.
    Part(Year, u8, i32),
    /// About this year: "c. 1850".
    About(i32),
    /// From this year on: "2015–present".
    Since(i32),
    /// Ten years from this one.
    Decade(i32),
    /// A hundred years, by their number; before Christ below 0.
    Century(i32),
    /// Day and month in figures, whichever stands first.
    Figures(DayAndMonth),
    /// The week that a day lies in.
    WeekOf(Partial),
    /// "the second Tuesday" of a month.
    NthWeekday(NthWeekday, Partial),
    /// A weekday and its side.
    Weekday(u8, i32),
    /// A day of a month that is not named, and its side.
    DayOfMonth(u8, i32),
    /// So many days, weeks, months or years from the day of publication: "yesterday".
    FromNow(i32, Unit),
    /// So many from the date named last: "the next day".
    FromNamed(i32, Unit),
    /// "a year ago", "year-earlier": the year before, or its same quarter where one was named.
    YearBefore,
    /// "in recent weeks": near the day of publication, more or less.
    Near(Unit),
    /// "the end of the year": of the one named last in a narrative, else of publication.
    Of(Unit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// What a date typed by itself may mean, on the day `today`.
pub(super) fn typed(text: &str, today: Day, ahead: bool) -> Vec<When> {
    typed::read(text, today, ahead)
}

/// A date that was read and is not worked out yet.
#[derive(Debug, Clone, Copy)]
struct ReadDate {
    span: Span,
    /// Where the two ends of a range stand.
    ends: Option<(Span, Span)>,
    meaning: Meaning,
    tense: Tense,
    course: Course,
    /// It stands in words between quotation marks.
    quoted: bool,
    /// The clause it dates, where that makes an event worth showing.
    event: Option<Span>,
}

/// Reads the dates of one document.
#[derive(Debug)]
pub(super) struct Dates<'a> {
    text: &'a str,
    tables: &'static Tables,
    /// Whether the rules of English count, else those of Spanish.
    english: bool,
    published: Option<Published>,
    read: Vec<ReadDate>,
    /// The clause of the event read last.
    told: Option<Span>,
    /// Events that are put before or after others.
    ordered: Vec<OrderedEvent>,
    /// What happened on which date.
    subjects: Vec<Subject>,
}

impl<'a> Dates<'a> {
    pub(super) fn new(text: &'a str, tables: &'static Tables, published: Option<&When>) -> Self {
        Self {
            text,
            tables,
            english: tables.language() == Language::English,
            published: published.and_then(Published::of),
            read: Vec::new(),
            told: None,
            ordered: Vec::new(),
            subjects: Vec::new(),
        }
    }

    /// Reads one sentence.
    pub(super) fn read(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let phrase = self.may_begin(tokens, at).then(|| self.phrase(tokens, at)).flatten();
            let Some((length, meaning)) = phrase else {
                let orders = Class::PREPOSITION | Class::BEFORE | Class::AFTER;
                if Self::is(tokens, at, orders) {
                    self.note_order(tokens, at);
                }
                at += 1;
                continue;
            };
            let length = length.max(1);
            // "c. 300 BC": what makes it vague belongs to it.
            let lead = usize::from(matches!(meaning, Meaning::About(_)));
            self.note(tokens, at - lead, length + lead, meaning);
            at += length;
        }
    }

    /// Whether a date may begin with token `at`.
    fn may_begin(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let number = Self::is_kind(tokens, at + 1, TokenKind::Number);
        match token.kind {
            TokenKind::Number => true,
            // "’98"
            TokenKind::Quote(_) => number,
            TokenKind::Word => {
                // "FY2021", "Q1-Q2", "AD 79"
                let figures = || token.span.of(self.text).ends_with(|c: char| c.is_ascii_digit());
                let short = token.case == Case::Upper && (number || figures());
                token.is(Self::FIRST) || self.is_mid(token) || short
            }
            _ => false,
        }
    }

    /// The words of the dates read so far that lie within `span`, the last ones first.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = Span> {
        let near = self.read.iter().rev().map(|read| read.span);
        near.take_while(move |date| date.start >= span.start).filter(move |date| span.covers(*date))
    }

    /// The dates of the whole text, in order of their first byte; the ends of a range behind it.
    pub(super) fn finish(self) -> Vec<DateMention> {
        let mut found =
            resolve::resolve(self.text, self.tables, &self.read, self.published.as_ref());
        order::put_bounds(self.text, &mut found, self.subjects, &self.ordered);
        found
    }

    fn note(&mut self, sentence: &[Token], at: usize, length: usize, meaning: Meaning) {
        if meaning == Meaning::Nothing {
            return;
        }
        let Some(words) = sentence.get(at..at + length) else { return };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let event = self.event(sentence, at, length, meaning);
        let read = ReadDate {
            span: Span::new(first.span.start, last.core),
            ends: matches!(meaning, Meaning::Range(..)).then(|| self.ends(words)).flatten(),
            meaning,
            tense: self.tense(sentence, at, length),
            course: self.course(sentence, at),
            quoted: tense::is_quoted(sentence, at),
            // A clause with two dates tells of one event.
            event: event.filter(|event| self.told != Some(*event)),
        };
        self.note_subjects(sentence, (at, at + length), read.span, event);
        self.told = event.or(self.told);
        self.read.push(read);
    }

    /// Where the two dates of a range stand.
    fn ends(&self, words: &[Token]) -> Option<(Span, Span)> {
        let (first, last) = (words.first()?, words.last()?);
        let joint = words.iter().rposition(|token| {
            token.kind == TokenKind::Dash || token.is(Class::RANGE) && token.kind == TokenKind::Word
        });
        if let Some(joint) = joint.filter(|joint| *joint > 0) {
            let (before, at, after) =
                (words.get(joint - 1)?, words.get(joint)?, words.get(joint + 1)?);
            // "al 9 de abril": the article is part of the date.
            let from = if at.is(Class::CONTRACTION) { at } else { after };
            return Some((
                Span::new(first.span.start, before.core),
                Span::new(from.span.start, last.core),
            ));
        }
        let figures = words.iter().find(|token| {
            token.kind == TokenKind::Number && token.span.of(self.text).contains('-')
        })?;
        let dash = figures.span.start + figures.span.of(self.text).find('-')? as u32;
        Some((Span::new(first.span.start, dash), Span::new(dash + 1, last.core)))
    }

    fn is(tokens: &[Token], at: usize, class: Class) -> bool {
        tokens.get(at).is_some_and(|token| token.is(class))
    }

    fn is_kind(tokens: &[Token], at: usize, kind: TokenKind) -> bool {
        tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// How many tokens from `at` on are a phrase of a list.
    fn listed(&self, list: WordList, tokens: &[Token], at: usize) -> Option<usize> {
        let reads = |token: &Token, word: &str| {
            token.kind == TokenKind::Word
                && token.name_span().of(self.text).eq_ignore_ascii_case(word)
        };
        let stands =
            |ahead, word: &str| tokens.get(at + ahead).is_some_and(|token| reads(token, word));
        let head = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        self.tables.phrase(list, head.name_span().of(self.text), stands)
    }

    fn word(&self, token: &Token) -> String {
        token.name_span().of(self.text).to_lowercase()
    }

    fn value(&self, token: &Token) -> Option<u8> {
        self.tables.value(&self.word(token))
    }

    /// "last" is −1, "this" 0, "next" 1.
    fn side(tokens: &[Token], at: usize) -> Option<i32> {
        let token = tokens.get(at)?;
        [(Class::LAST, -1), (Class::CURRENT, THIS), (Class::NEXT, 1)]
            .iter()
            .find_map(|(class, side)| token.is(*class).then_some(*side))
    }

    /// The same where it is "last" or "next".
    fn aside(tokens: &[Token], at: usize) -> Option<i32> {
        Self::side(tokens, at).filter(|side| *side != THIS)
    }
}

#[cfg(test)]
mod tests;
