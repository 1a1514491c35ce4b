//! Whether what an attribution tells stands at all: not where the sentence calls it false, doubts it
//! or takes it back ("it is not true that Smith said …"), and not inside what somebody denies.

use super::{Attribution, SourceMention};
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};
use onrecord_model::Polarity;

/// Marks as not done what the sentence does not let stand, and shows hearsay with the cue.
pub(super) fn stand(sentence: &Sentence<'_>, found: &mut Vec<Attribution>) {
    if found.is_empty() {
        return;
    }
    let signs = Signs::of(sentence);
    for one in found.iter_mut() {
        signs.hearsay(sentence, one);
        one.happens &= !signs.fall(sentence, one);
    }
    let outer: Vec<_> = found.iter().filter(|one| !affirms(one)).cloned().collect();
    found.retain(|one| !outer.iter().any(|outer| outer.reports(one.cue.0)));
}

fn affirms(one: &Attribution) -> bool {
    one.happens && one.polarity == Some(Polarity::Affirms)
}

/// Where source and cue begin.
fn start(one: &Attribution) -> usize {
    match one.source {
        SourceMention::Named((from, _)) => from.min(one.shown.0),
        SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => one.shown.0,
    }
}

/// What a sentence holds of words that withhold, each found once.
#[derive(Debug, Default)]
struct Signs {
    /// For each item, where its clause begins.
    clauses: Vec<usize>,
    /// For each item, where the sentence begins of which its clause depends.
    wholes: Vec<usize>,
    negations: Vec<usize>,
    /// Words under which an infinitive is not done: "failed to show".
    undone: Vec<usize>,
    falsehoods: Vec<usize>,
    hearsay: Vec<usize>,
    /// Words that a clause depends by.
    leads: Vec<usize>,
}

impl Signs {
    fn of(sentence: &Sentence<'_>) -> Self {
        let mut signs = Self::default();
        let (mut clause, mut whole) = (0, 0);
        for at in 0..=sentence.items.len() {
            signs.clauses.push(clause);
            signs.wholes.push(whole);
            let Some(token) = sentence.token(at) else {
                (clause, whole) = (at + 1, at + 1);
                continue;
            };
            let no = token.is(Class::NEGATION | Class::NOBODY);
            if no {
                signs.negations.push(at);
            }
            if token.is(Class::UNDONE) && sentence.is(at + 1, Class::MARKER) {
                signs.undone.push(at);
            }
            if is_falsehood(sentence, at, token) {
                signs.falsehoods.push(at);
            }
            // "aurait dit": by its mood alone it is somebody else's word.
            if token.is(Class::HEARSAY) || sentence.phrase(WordList::Moods, at).is_some() {
                signs.hearsay.push(at);
            }
            if token.is(Class::THAT | Class::RELATIVE | Class::SUBORDINATE) {
                signs.leads.push(at);
            }
            let joint = Class::THAT | Class::SUBORDINATE | Class::CONJUNCTION;
            let mark = !matches!(token.kind, TokenKind::Word | TokenKind::Number);
            if mark || token.is(joint) && !no {
                clause = at + 1;
            }
            let apart = token.kind == TokenKind::Comma
                && sentence.is(at + 1, Class::CONJUNCTION | Class::CONTRAST);
            if apart || token.kind == TokenKind::Semicolon {
                whole = at + 1;
            }
        }
        signs
    }

    /// Where the clause begins that holds item `at`.
    fn clause(&self, at: usize) -> usize {
        self.clauses.get(at).copied().unwrap_or(at)
    }

    /// "allegedly said", "said allegedly", "Allegedly Smith said": all of it is the cue.
    fn hearsay(&self, sentence: &Sentence<'_>, one: &mut Attribution) {
        let (start, cue) = (start(one), one.cue.0);
        let from = self.clause(start.saturating_sub(1));
        let source = match one.source {
            SourceMention::Named(range) => range,
            SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => (cue, cue),
        };
        // "It allegedly failed, according to Smith": that is what Smith says.
        let near = |at: &&usize| {
            (**at + 1..cue).all(|item| {
                (source.0..source.1).contains(&item)
                    || sentence.is(item, Class::AUXILIARY | Class::ADVERB | Class::CLITIC)
            })
        };
        let before = self.hearsay.iter().filter(near).find(|at| (from..cue).contains(*at));
        let behind = sentence.is(one.cue.1, Class::HEARSAY);
        if before.is_none() && !behind {
            return;
        }
        one.shown.0 = before.map_or(one.shown.0, |at| (*at).min(one.shown.0));
        one.shown.1 += usize::from(behind && one.shown.1 == one.cue.1);
        one.only_says = false;
        one.polarity = None;
    }

    /// Whether the sentence takes back before the cue what the cue says.
    fn fall(&self, sentence: &Sentence<'_>, one: &Attribution) -> bool {
        let start = start(one);
        let behind = one.content.iter().all(|(from, _)| *from > one.cue.0);
        behind
            && (self.deny(sentence, start)
                || self.belie(sentence, one, start)
                || is_supposed(sentence, one, start))
    }

    /// "At no time did Smith say", "Nobody near Smith said", "It is not so that Smith said",
    /// "Claims that Smith said … were false".
    fn deny(&self, sentence: &Sentence<'_>, start: usize) -> bool {
        let own = self.clause(start);
        let led = own.checked_sub(1).filter(|lead| sentence.is(*lead, Class::THAT));
        let outer = led.map_or(own, |lead| self.clause(lead));
        let noun = Class::NOUN | Class::AMBIGUOUS;
        let unowned = led.is_some_and(|lead| {
            outer == 0
                && lead > 0
                && sentence.is(lead - 1, noun)
                && (0..lead).all(|at| sentence.is(at, noun | Class::DETERMINER))
        });
        let failed = self.undone.iter().any(|at| (outer..start).contains(at));
        unowned || failed || self.negations.iter().any(|at| (outer..=start).contains(at))
    }

    /// A word of falsehood before the cue, of which the clause of the cue depends.
    fn belie(&self, sentence: &Sentence<'_>, one: &Attribution, start: usize) -> bool {
        let from = self.wholes.get(start).copied().unwrap_or(start);
        let dependent = sentence.token(one.cue.0).is_some_and(|cue| {
            cue.is(Class::GERUND | Class::PARTICIPLE | Class::NOUN) && !cue.is(Class::PAST)
        });
        let head = |at: usize| {
            (start..at).all(|item| {
                sentence.is_word(item)
                    && !sentence.is(item, Class::RELATIVE | Class::PREPOSITION)
                    && (item == 0 || !sentence.is_capital(item))
            })
        };
        self.falsehoods.iter().filter(|at| (from..one.cue.0).contains(*at)).any(|at| {
            dependent
                || self.leads.iter().any(|lead| (at + 1..start).contains(lead))
                || *at >= start && head(*at)
        })
    }
}

/// "Had Smith said that …, he …", "Suppose Smith said that …"
fn is_supposed(sentence: &Sentence<'_>, one: &Attribution, start: usize) -> bool {
    const NEAR: usize = 3;
    let small = Class::THAT | Class::ADVERB | Class::DETERMINER;
    let supposes = |at| sentence.phrase(WordList::Supposing, at).is_some();
    let near = (start.saturating_sub(NEAR)..start).rev().find(|at| !sentence.is(*at, small));
    if near.into_iter().chain(start..one.cue.0.min(start + NEAR)).any(supposes) {
        return true;
    }
    let past = sentence.is(one.cue.0, Class::PAST | Class::PARTICIPLE);
    past && start == 1 && sentence.is(0, Class::AUXILIARY)
}

/// "false", "rumour", "retracted"; "walked back".
fn is_falsehood(sentence: &Sentence<'_>, at: usize, token: &Token) -> bool {
    token.is(Class::FALSITY) || token.is(Class::RETREAT) && sentence.is(at + 1, Class::BACKWARD)
}
