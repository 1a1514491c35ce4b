//! What stands behind a verb of reporting: a clause, an infinitive, or a noun phrase alone; and whether
//! what stands before it can speak.

use super::SourceMention;
use super::verbs::is_verbal;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::Class;

/// The shape of the words that a verb attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "that he left", "he left".
    Clause,
    /// "to leave".
    Infinitive,
    /// "on the stand": what stands behind a preposition.
    Led,
    /// "the deal".
    Phrase,
}

impl Shape {
    /// The shape of the items `from..to` behind the verb at `at`.
    pub(super) fn of(sentence: &Sentence<'_>, (from, to): (usize, usize), at: usize) -> Self {
        let lead = from.saturating_sub(1).max(at);
        let marked = sentence.is(lead, Class::THAT)
            || sentence.is_kind(lead, TokenKind::Colon)
            || sentence.is(from, Class::SUBORDINATE) && !sentence.is(from, Class::DETERMINER);
        if marked || has_verb(sentence, from, to) {
            return Self::Clause;
        }
        let noun = Class::DETERMINER | Class::POSSESSIVE | Class::AUDIENCE | Class::SUBJECT;
        let object = sentence.is(from + 1, noun) || sentence.is_capital(from + 1);
        if sentence.is(from, Class::MARKER) && sentence.is_word(from + 1) && !object {
            Self::Infinitive
        } else if sentence.is(from, Class::PREPOSITION) {
            Self::Led
        } else if sentence.is(from, Class::GERUND | Class::PLAIN) {
            // "denied taking it", "prometió volver"
            Self::Clause
        } else {
            Self::Phrase
        }
    }
}

/// Whether the words are a clause by themselves: a verb in a form that has a subject stands behind one,
/// before anything that depends of it.
pub(super) fn has_verb(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    const INSERTED: usize = 9;
    let nominative = Class::SUBJECT;
    if sentence.is(from, nominative) && !sentence.is(from, Class::AUDIENCE | Class::IT) {
        return true;
    }
    let closed = Class::RELATIVE | Class::CIRCUMSTANCE | Class::SUBORDINATE;
    for at in from + 1..to {
        let Some(token) = sentence.token(at) else { continue };
        match token.kind {
            // "Smith, the mayor, was ill"
            TokenKind::Comma => {
                let close = (at + 1..to.min(at + INSERTED))
                    .find(|close| sentence.is_kind(*close, TokenKind::Comma));
                return close.is_some_and(|close| is_finite(sentence, close + 1));
            }
            TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash => return false,
            _ => {}
        }
        if is_finite(sentence, at) {
            return !sentence.is(at - 1, Class::CONJUNCTION);
        }
        let determines = token.is(Class::DETERMINER) && !token.is(Class::THAT);
        if token.is(closed) && !determines && !token.is_capital() {
            return false;
        }
    }
    false
}

/// Whether a word is the verb of a clause.
pub(super) fn is_finite(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.token(at).filter(|token| !token.is_capital()) else { return false };
    let unfinished = Class::BEEN | Class::TO_BE | Class::LOOKS_GERUND;
    if token.is(Class::AUXILIARY | Class::VERBAL) {
        return !token.is(unfinished);
    }
    // "an order placed by them" and "they placed an order" differ by what follows.
    let object = Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT | Class::AUDIENCE;
    let named = sentence.is_capital(at + 1) && !sentence.is(at + 1, Class::WEEKDAY | Class::MONTH);
    let takes = sentence.is(at + 1, object | Class::THAT | Class::MARKER)
        || sentence.is_kind(at + 1, TokenKind::Number)
        || named;
    let verb = token.is(Class::FINITE) && !token.is(Class::AMBIGUOUS | Class::PARTICIPLE);
    verb || takes && token.is(Class::FINITE | Class::LOOKS_PAST) && !token.is(Class::AMBIGUOUS)
}

/// Who or what may speak.
const PARTY: Class = Class::all(&[
    Class::PERSON,
    Class::MANY,
    Class::TITLE,
    Class::FIELDS_OF_WORK,
    Class::ORGANIZATION,
    Class::OUTLET,
    Class::SHARE,
    Class::AUDIENCE,
    Class::SUBJECT,
    Class::PRONOMINAL,
]);

/// Whether the words of a source may be a party: a name, a role, several. Of "the tagline" or "3248
/// cases" that is not known.
pub(super) fn is_party(sentence: &Sentence<'_>, source: SourceMention) -> bool {
    let SourceMention::Named((from, to)) = source else { return true };
    let counted = sentence.is_kind(from, TokenKind::Number);
    let plural = to > from && !counted && sentence.is(to - 1, Class::LOOKS_PLURAL);
    plural || is_somebody(sentence, (from, to))
}

/// Whether they name a party for certain.
pub(super) fn is_somebody(sentence: &Sentence<'_>, (from, to): (usize, usize)) -> bool {
    let counted = sentence.is_kind(from, TokenKind::Number);
    let first = |at: usize| at == 0 || sentence.is(at, Class::DETERMINER);
    let named = (from..to).any(|at| sentence.is_capital(at) && !first(at));
    let lone = sentence.is_capital(from) && to == from + 1 && !sentence.is(from, Class::DETERMINER);
    !counted && (named || lone) || (from..to).any(|at| sentence.is(at, PARTY))
}

/// Whether a verb or a preposition stands before the source, so that it is no subject: "carried a
/// parasite called …".
pub(super) fn is_object(sentence: &Sentence<'_>, (from, _): (usize, usize)) -> bool {
    let Some(lead) = from.checked_sub(1) else { return false };
    let introduces = lead == 0 || !sentence.is_word(lead - 1);
    let preposition = sentence.is(lead, Class::PREPOSITION) && !introduces;
    preposition || is_verbal(sentence, lead) || sentence.is(lead, Class::PLAIN)
}
