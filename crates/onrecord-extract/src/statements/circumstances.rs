//! When something was said and to whom, as the words that attribute it tell.

use super::StatementReader;
use super::who::NamedSpeaker;
use crate::attribution::{Attribution, Range, SourceMention};
use crate::names::run;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use crate::{DateMention, Proposal};
use onrecord_language::{Class, WordList};
use onrecord_text::Span;

/// The longest way in items from a verb to the day on which something was said.
const NEAR: usize = 8;

impl StatementReader<'_> {
    /// The words of the date on which something was said: beside the verb ("said on Monday", "told
    /// the paper on 3 May", "said Smith on Monday"), between the two ("Smith on Monday said"), or at
    /// the head of the clause ("On Monday, Smith said").
    pub(super) fn said(&self, sentence: &Sentence<'_>, one: &Attribution) -> Option<Span> {
        let dates = self.dates.within(sentence.span(0, sentence.items.len()));
        let dates: Vec<Dated> = dates.filter_map(|words| Dated::of(sentence, words)).collect();
        let outside = |date: &&Dated| one.content.iter().all(|range| !overlap(*range, date.items));
        let source = match one.source {
            SourceMention::Named(range) => Some(range),
            _ => None,
        };
        let free = || {
            let named = |date: &&Dated| {
                source.is_none_or(|source| {
                    !overlap(source, date.items) && !is_attribute(sentence, source, date.items)
                })
            };
            dates.iter().filter(outside).filter(named)
        };
        let behind = source.map_or(one.cue.1, |(_, to)| to.max(one.cue.1));
        let next = one.content.iter().map(|(from, _)| *from).filter(|from| *from >= behind).min();
        let end = next.unwrap_or(sentence.items.len()).min(behind + NEAR);
        let after = free().filter(|date| date.items.0 >= behind && date.items.0 < end);
        let after = after.min_by_key(|date| date.items.0);
        let after = after.filter(|date| leads_on(sentence, (behind, date.items.0)));
        let first = source.map_or(one.cue.0, |(from, _)| from.min(one.cue.0));
        // The date and small words are all that stands from one item to another.
        let filling = |(from, to): Range| {
            free().find(|date| {
                date.items.0 >= from
                    && date.items.1 <= to
                    && only_small(sentence, (from, date.items.0))
                    && only_small(sentence, (date.items.1, to))
            })
        };
        let between = source.and_then(|(from, to)| {
            let gap = if to <= one.cue.0 { (to, one.cue.0) } else { (one.cue.1, from) };
            filling(gap)
        });
        let head = || filling((clause_start(sentence, one, first), first));
        after.or(between).or_else(head).map(|date| date.words)
    }

    /// Whom a verb of telling names behind it, what was said went through and to; the verb of
    /// another attribution may name somebody behind its subject: "dijo Ana Gil a La Voz".
    pub(super) fn told(
        &mut self,
        sentence: &Sentence<'_>,
        one: &Attribution,
    ) -> (Vec<u32>, Vec<u32>) {
        let cue = one.cue.1;
        let is = |class| cue.checked_sub(1).is_some_and(|cue| sentence.is(cue, class));
        let tells = is(Class::TELL);
        // "culpó a Smith" tells whom it is about.
        let says = tells || is(Class::SAY) && !is(Class::OBJECT);
        let behind = match one.source {
            SourceMention::Named((from, to)) if from >= cue => to,
            _ => cue,
        };
        let lead = [cue, behind]
            .into_iter()
            .filter(|_| says)
            .find_map(|at| sentence.phrase(WordList::AudienceLeads, at).map(|length| at + length));
        let Some(from) = lead.or(tells.then_some(behind)) else { return Default::default() };
        let tokens: Vec<Token> = (from..sentence.items.len())
            .map_while(|item| sentence.token(item).copied())
            .skip_while(|token| {
                // "to the newspaper La Voz"
                token.is(Class::DETERMINER | Class::OUTLET) && !token.is_capital()
            })
            .collect();
        let name = tokens.get(..run(&tokens, 0)).filter(|name| !name.is_empty());
        let Some(told) = name.and_then(|name| self.names.name(self.text, name, self.sentence))
        else {
            return Default::default();
        };
        if tells {
            self.names.told(told);
        }
        let via = self.names.is_outlet(told);
        (if via { vec![told] } else { Vec::new() }, vec![told])
    }

    /// Notes through whom the statements of a sentence, those from `kept` on, came here, where one of its
    /// attributions reports another. `told`: whom the words of each source mean.
    pub(super) fn through(
        &mut self,
        sentence: &Sentence<'_>,
        kept: usize,
        attributions: &[Attribution],
        told: &[(Range, NamedSpeaker)],
    ) {
        for one in attributions {
            let Some(range) = one.through else { continue };
            let known = told.iter().find(|(source, _)| *source == range);
            let who = known.map_or_else(|| self.who(sentence, range), |(_, who)| *who);
            let Some(teller) = who.speaker else { continue };
            let cue = Some(sentence.span(one.shown.0, one.shown.1));
            let here = self.found.iter_mut().skip(kept.saturating_sub(1));
            let fits = |found: &&mut Proposal| {
                found.cue == cue && found.speaker.is_some_and(|speaker| speaker != teller)
            };
            for found in here.filter(fits) {
                if !found.via.contains(&teller) {
                    found.via.push(teller);
                }
            }
        }
    }
}

/// Gives the statements whose cues are in `days` the day beside them, where no turn has one.
pub(super) fn date(
    statements: &mut [Proposal],
    mut days: Vec<(Span, Span)>,
    dates: &[DateMention],
) {
    days.sort_unstable();
    for one in statements.iter_mut().filter(|one| one.said.is_none()) {
        let day = one.cue.and_then(|cue| {
            let at = days.binary_search_by_key(&cue, |(cue, _)| *cue).ok()?;
            days.get(at).map(|(_, words)| *words)
        });
        one.said = day.and_then(|words| {
            let from = dates.partition_point(|date| date.span.start < words.start);
            let there = dates.get(from..)?.iter();
            let mut there = there.take_while(|date| date.span.start == words.start);
            there.find(|date| date.span == words).map(|date| (date.when.clone(), words))
        });
    }
}

/// A date among the items of a sentence.
#[derive(Debug, Clone, Copy)]
struct Dated {
    words: Span,
    items: Range,
}

impl Dated {
    fn of(sentence: &Sentence<'_>, words: Span) -> Option<Self> {
        let start = |at: usize| sentence.token(at).map(|token| token.span.start);
        let all = 0..sentence.items.len();
        let from = all.clone().find(|at| start(*at) == Some(words.start))?;
        let to = (from + 1..all.end).find(|at| start(*at).is_none_or(|start| start >= words.end));
        Some(Self { words, items: (from, to.unwrap_or(all.end)) })
    }
}

fn overlap((from, to): Range, (start, end): Range) -> bool {
    from < end && start < to
}

/// "The May 2020 report said", "Monday's paper said": the date tells which it is that says so.
fn is_attribute(sentence: &Sentence<'_>, (source, _): Range, (from, to): Range) -> bool {
    let owner = to.checked_sub(1).and_then(|last| sentence.token(last));
    let owner = owner.is_some_and(Token::is_possessive);
    let article = from.checked_sub(1).is_some_and(|at| sentence.is(at, Class::DETERMINER));
    let noun =
        !sentence.is_capital(source) && !sentence.is(source, Class::DETERMINER | Class::SUBJECT);
    to == source && noun && (owner || article)
}

/// Where the clause begins whose first known word is item `first`: behind what was said, a mark or the
/// head of the sentence.
fn clause_start(sentence: &Sentence<'_>, one: &Attribution, first: usize) -> usize {
    let content = one.content.iter().map(|(_, to)| *to).filter(|to| *to <= first);
    let parts = |at: &usize| {
        sentence.quote(*at).is_some()
            || sentence.is_kind(*at, TokenKind::Semicolon)
            || sentence.is_kind(*at, TokenKind::Colon)
            || sentence.is_kind(*at, TokenKind::Stop)
    };
    let mark = (0..first).rev().take_while(|at| !parts(at)).last().unwrap_or(first);
    content.fold(mark, usize::max)
}

/// Whether nothing but prepositions, articles, adverbs, conjunctions and commas stands there.
fn only_small(sentence: &Sentence<'_>, (from, to): Range) -> bool {
    let small = Class::PREPOSITION
        | Class::DETERMINER
        | Class::ADVERB
        | Class::CONJUNCTION
        | Class::EARLY
        | Class::AUXILIARY;
    (from..to).all(|at| sentence.is(at, small) || sentence.is_kind(at, TokenKind::Comma))
}

/// Whether the words between a verb and a date lead on to it: whom it was told and in what ("the
/// paper in a statement on"), and no other clause.
fn leads_on(sentence: &Sentence<'_>, (from, to): Range) -> bool {
    let closes = Class::RELATIVE | Class::SUBORDINATE | Class::AUXILIARY | Class::FINITE;
    (from..to).all(|at| {
        sentence.token(at).is_some_and(|token| {
            let word = token.kind == TokenKind::Word;
            let clause = token.is(closes) && !token.is(Class::PREPOSITION | Class::DETERMINER);
            let verb = token.is(Class::LOOKS_PAST | Class::LOOKS_GERUND);
            word && (token.is_capital() || !clause && !verb)
        })
    })
}
