//! What the attributing words make of what they attribute: the verb with all that changes what it
//! says ("refused to say", "might deny", "did not say"), and its class.
//!
//! A verb of saying under a negation attributes nothing: who "did not say" that it rained has not
//! said that it did not either, and who "did not deny" it has not said that it did.

use super::Range;
use crate::sentence::Sentence;
use onrecord_language::{Class, WordList};
use onrecord_model::Polarity;

/// A cue as it is to be shown, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AttributionCue {
    /// The words that must be shown for it to be true.
    pub(crate) shown: Range,
    /// What it makes of the words; `None` where that stays open.
    pub(crate) polarity: Option<Polarity>,
    /// Whether it only says that it was said.
    pub(crate) only_says: bool,
    /// Whether it is done at all: not "did not say", "without saying", "failed to say".
    pub(crate) happens: bool,
    /// Whether it may be done, or will be: "might say", "will say".
    pub(crate) possible: bool,
}

/// Words that attribute by themselves and have a polarity.
pub(crate) const KNOWN: Class = Class::all(&[
    Class::ONLY_SAYS,
    Class::AFFIRMS,
    Class::DENIES,
    Class::REFUSES,
    Class::ASKS,
    Class::ORDERS,
    Class::OPEN,
]);

/// The cue whose verb or noun stands at `at`.
pub(crate) fn cue(sentence: &Sentence<'_>, at: usize) -> AttributionCue {
    let mut around = VerbGroup::of(sentence, at);
    if is_reflexive(sentence, at) {
        around.take(at - 1);
        around.under = Some(Under::Refusal);
    }
    let own = of_word(sentence, at);
    let polarity = match around.under {
        // "would not say": will not, rather than does not.
        None if around.negated && around.willing => Some(Polarity::Refuses),
        _ if around.negated => None,
        Some(Under::Refusal) => Some(Polarity::Refuses),
        Some(Under::Denial) => Some(Polarity::Denies),
        Some(Under::Doubt) => None,
        None if is_order(sentence, at) => Some(Polarity::Orders),
        None => own,
    };
    let told = polarity == Some(Polarity::Affirms) && around.from == at;
    AttributionCue {
        shown: (around.from, at + 1),
        polarity,
        only_says: told && sentence.is(at, Class::ONLY_SAYS),
        happens: !around.negated,
        possible: matches!(around.under, Some(Under::Doubt)) || around.willing || around.tried,
    }
}

/// The polarity of a word by its class alone.
fn of_word(sentence: &Sentence<'_>, at: usize) -> Option<Polarity> {
    const CLASSES: [(Class, Polarity); 6] = [
        (Class::ONLY_SAYS, Polarity::Affirms),
        (Class::AFFIRMS, Polarity::Affirms),
        (Class::DENIES, Polarity::Denies),
        (Class::REFUSES, Polarity::Refuses),
        (Class::ASKS, Polarity::Asks),
        (Class::ORDERS, Polarity::Orders),
    ];
    CLASSES.iter().find(|(class, _)| sentence.is(at, *class)).map(|(_, polarity)| *polarity)
}

/// "told them to leave", "called for talks", "asked that he go": the verb wants something done.
fn is_order(sentence: &Sentence<'_>, at: usize) -> bool {
    const FURTHEST: usize = 8;
    let next = at + 1;
    if sentence.is(at, Class::CALLING) && sentence.is(next, Class::CALLS_FOR) {
        return true;
    }
    if !sentence.is(at, Class::URGING) {
        return false;
    }
    let clause = Class::THAT | Class::SUBORDINATE | Class::FINITE | Class::AUXILIARY;
    let closed = |item: usize| {
        !sentence.is_word(item)
            || sentence.is(item, clause) && !sentence.is(item, Class::DETERMINER)
            || sentence.is(item, Class::SUBJECT) && !sentence.is(item, Class::AUDIENCE)
    };
    let marker = (next..next + FURTHEST)
        .take_while(|item| !closed(*item))
        .find(|item| sentence.is(*item, Class::MARKER));
    let noun = Class::DETERMINER | Class::POSSESSIVE | Class::AUDIENCE | Class::WEEKDAY;
    marker.is_some_and(|marker| {
        let then = marker + 1;
        sentence.is_word(then) && !sentence.is(then, noun) && !sentence.is_capital(then)
    })
}

/// "se negó a decir": the verb denies, but with "se" in front and "a" behind it refuses.
fn is_reflexive(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::REFLEXIVE)
        && at.checked_sub(1).is_some_and(|before| sentence.is(before, Class::SELF))
        && sentence.is(at + 1, Class::MARKER)
}

/// What stands in front of a verb and belongs to it.
#[derive(Debug, Default)]
struct VerbGroup {
    /// The first word that must be shown with it.
    from: usize,
    negated: bool,
    willing: bool,
    /// Whether it is only tried.
    tried: bool,
    /// The outermost of what it stands under.
    under: Option<Under>,
}

/// What a verb may stand under.
#[derive(Debug, Clone, Copy)]
enum Under {
    /// "refused to say"
    Refusal,
    /// "denied saying"
    Denial,
    /// "might say", "is likely to say"
    Doubt,
}

impl VerbGroup {
    fn of(sentence: &Sentence<'_>, verb: usize) -> Self {
        const LONGEST: usize = 10;
        let mut around = Self { from: verb, ..Self::default() };
        let (mut at, mut joined) = (verb, false);
        while at > 0 && at + LONGEST > verb && sentence.is_word(at - 1) {
            let step = around.step(sentence, at).or_else(|| around.governor(sentence, at));
            at = match step {
                Some(next) => next,
                // "did not confirm or deny": what stands in front of the first is said of both.
                None if !joined && is_second(sentence, at, verb) => {
                    joined = true;
                    at - 2
                }
                None => break,
            };
        }
        around
    }

    fn take(&mut self, at: usize) {
        self.from = self.from.min(at);
    }

    /// Takes in the small word in front of item `at`; where to go on from.
    fn step(&mut self, sentence: &Sentence<'_>, at: usize) -> Option<usize> {
        let before = at - 1;
        let is = |class| sentence.is(before, class);
        let without = is(Class::UNDONE) && is(Class::PREPOSITION);
        if is(Class::NEGATION) || without {
            self.negated = true;
            self.willing |= is(Class::WILLING);
            self.take(before);
        } else if is(Class::AUXILIARY) && is(Class::MODAL | Class::WILLING) {
            if is(Class::MODAL) {
                self.under = Some(Under::Doubt);
            }
            self.willing |= is(Class::WILLING);
            self.take(before);
        } else if is(Class::AUXILIARY) {
            // "did not", "is likely to": in front of what must be shown.
            if self.from == at && sentence.is(at, Class::NEGATION | Class::CONTROL) {
                self.take(before);
            }
        } else if !is(Class::ADVERB | Class::CLITIC) || is(Class::UNDONE) {
            return None;
        }
        Some(before)
    }

    /// Takes in the verb that the one at `at` stands under: "refused to say", "no quiso decir".
    fn governor(&mut self, sentence: &Sentence<'_>, at: usize) -> Option<usize> {
        let behind = at - 1;
        // "stopped short of saying"
        let led = sentence.is(behind, Class::PREPOSITION) && sentence.is(at, Class::GERUND);
        let short = led && behind > 0 && sentence.is(behind - 1, Class::SHORT);
        let marked = sentence.is(behind, Class::MARKER) || short;
        if !marked && sentence.is(at, Class::FINITE) {
            return None;
        }
        let mut verb = at.checked_sub(1 + usize::from(marked))?;
        // "went on to say"
        if marked
            && sentence.is(verb, Class::ADVERB | Class::PREPOSITION)
            && !sentence.is(verb, Class::UNDONE)
        {
            verb = verb.checked_sub(1)?;
        }
        let is = |class| sentence.is(verb, class);
        let reflexive = is_reflexive(sentence, verb);
        if reflexive || is(Class::REFUSES) {
            self.under = Some(Under::Refusal);
        } else if short || is(Class::UNDONE) {
            self.negated = true;
        } else if is(Class::WILLING) {
            self.willing = true;
        } else if is(Class::MODAL) {
            self.under = Some(Under::Doubt);
        } else if is(Class::DENIES) {
            self.under = Some(Under::Denial);
        } else if sentence.phrase(WordList::Attempts, verb).is_some() {
            self.tried = true;
        } else if !is(Class::CONTROL | Class::INFINITIVE) {
            return None;
        }
        verb -= usize::from(reflexive);
        self.take(verb);
        Some(verb)
    }
}

/// Whether the verb at `at` is joined to another one in front of it, in a form that needs the same
/// words before it: "confirm or deny".
fn is_second(sentence: &Sentence<'_>, at: usize, verb: usize) -> bool {
    let bare = sentence.token(verb).is_some_and(|token| {
        !token.is(Class::PAST | Class::GERUND | Class::DROPS | Class::LOOKS_PLURAL)
    });
    at == verb
        && bare
        && at > 2
        && sentence.is(at - 1, Class::CONJUNCTION)
        && sentence.is_word(at - 2)
}

/// Reads the cue that somebody marked as the items `from..to` of a sentence; `None` where no table
/// knows a word of it.
pub(crate) fn marked(sentence: &Sentence<'_>, (from, to): Range) -> Option<AttributionCue> {
    let verb =
        |at: &usize| sentence.is(*at, KNOWN) && !sentence.is(*at, Class::NOUN | Class::MEDIUM);
    let known = |at: &usize| sentence.is(*at, KNOWN);
    let Some(mut at) = (from..to).find(verb).or_else(|| (from..to).find(known)) else {
        let opens = (from..to).any(|at| sentence.is(at, Class::OPENER));
        let polarity = Some(Polarity::Affirms);
        return opens.then_some(AttributionCue {
            shown: (from, to),
            polarity,
            only_says: true,
            happens: true,
            possible: false,
        });
    };
    // "continued to deny": the last verb, with what it stands under.
    let between = Class::MARKER | Class::ADVERB | Class::AUXILIARY;
    while sentence.is(at, Class::CONTROL)
        && let Some(next) = (at + 1..to).find(known)
        && (at + 1..next).all(|item| sentence.is(item, between))
    {
        at = next;
    }
    let cue = cue(sentence, at);
    let (first, last) = cue.shown;
    let only_says = cue.only_says && first >= from;
    Some(AttributionCue { shown: (first.min(from), last.max(to)), only_says, ..cue })
}
