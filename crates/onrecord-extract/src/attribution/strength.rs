//! How far a verb shows that something was said. A verb of saying with a clause does; what somebody
//! thinks, hopes or plans does less; and a verb of doing with its object ("added 20 points"), a
//! participle ("a parasite called …") or an adjective ("confirmed cases") does not at all.

use super::hearing::hears;
use super::shape::{Shape, is_finite, is_object, is_party, is_somebody};
use super::verbs::joined;
use super::{Range, SourceMention};
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};
use onrecord_model::Strength;

/// The strength of the attribution by the verb at `at`; `None` where nothing was said.
pub(super) fn strength(
    sentence: &Sentence<'_>,
    at: usize,
    source: SourceMention,
    content: &[Range],
) -> Option<Strength> {
    let says = sentence.is(at, Class::ONLY_SAYS) && !sentence.is(at, Class::AMBIGUOUS);
    if says && source != SourceMention::Unsaid {
        return Some(Strength::Clear);
    }
    let said = Class::SAY | Class::TELL | Class::OBJECT;
    let thought = sentence.is(at, Class::THINK)
        || sentence.is(at, Class::INFINITIVE) && !sentence.is(at, said);
    let behind = content.iter().find(|(from, _)| *from > at).copied();
    if quotes(sentence, at, content) {
        return Some(Strength::Clear);
    }
    let modifies = match source {
        SourceMention::Named(range) => {
            // "A team in Alder, has confirmed traces": no name stands behind the verb.
            let thing = range.0 > at && !is_somebody(sentence, range);
            let helped = at > 0 && sentence.is(at - 1, Class::AUXILIARY);
            thing && sentence.is(at, Class::DEED | Class::FACT)
                || range.0 > at && helped && sentence.is(at, Class::PAST)
                || is_noun(sentence, at, range)
                || is_participle(sentence, at, range)
                || behind.is_some_and(|(from, _)| is_adjective(sentence, at, range, from))
        }
        // "se informó que": nobody says it; but "se preguntó si".
        SourceMention::Unsaid => {
            !sentence.is(at, Class::ASKS)
                && (at.saturating_sub(2)..at).any(|item| sentence.is(item, Class::SELF))
        }
        SourceMention::Same | SourceMention::Nobody => false,
    };
    if modifies {
        return None;
    }
    let Some((from, to)) = behind else {
        return Some(if thought { Strength::Weak } else { Strength::Clear });
    };
    if says_later(sentence, at, from) {
        return Some(Strength::Weak);
    }
    if sentence.is(at, Class::ONLY_SAYS) {
        return Some(Strength::Clear);
    }
    let party = is_party(sentence, source);
    match Shape::of(sentence, (from, to), at) {
        Shape::Clause => {
            let party = party || shows(sentence, source);
            let less = thought
                || hears(sentence, at, source)
                || !party && sentence.is(at, Class::DEED | Class::FACT);
            Some(if less { Strength::Weak } else { Strength::Clear })
        }
        Shape::Infinitive => {
            let less = thought_of(sentence, at) || sentence.is(at, Class::REFUSES);
            Some(if less { Strength::Weak } else { Strength::Clear })
        }
        // "acusó al banco": a preposition stands before whom it is about.
        Shape::Led if sentence.is(at, Class::OBJECT) && !sentence.is(at, Class::PAST) => {
            of_object(sentence, at, source, party)
        }
        Shape::Led => {
            // "apologized for the delay"
            let object = sentence.is(at, Class::OBJECT) && !sentence.is(from, Class::CALLS_FOR);
            let done = Class::DEED | Class::FACT;
            (party && !object && !sentence.is(at, done)).then_some(Strength::Weak)
        }
        // "The agency, citing a clerk, reported": from where it is known.
        Shape::Phrase if is_inserted(sentence, at, to) => None,
        Shape::Phrase => of_object(sentence, at, source, party),
    }
}

/// "promised to say that …": what somebody is to say he has not said.
fn says_later(sentence: &Sentence<'_>, at: usize, from: usize) -> bool {
    let verb = from + usize::from(sentence.is(from, Class::MARKER));
    let marked = verb > from && sentence.is(verb, Class::SAY | Class::TELL);
    let says = marked && !sentence.is(verb, Class::PAST);
    from > at && (says || sentence.phrase(WordList::Saying, verb).is_some())
}

/// Whether a gerund stands between a subject and its verb.
fn is_inserted(sentence: &Sentence<'_>, at: usize, to: usize) -> bool {
    sentence.is(at, Class::GERUND)
        && sentence.is(at, Class::AFFIRMS)
        && at > 0
        && sentence.is_kind(at - 1, TokenKind::Comma)
        && sentence.is_kind(to, TokenKind::Comma)
        && is_finite(sentence, to + 1)
}

/// Whether a quote stands near the beginning of what was said, or at its end where that may be all that
/// was.
pub(super) fn quotes(sentence: &Sentence<'_>, at: usize, content: &[Range]) -> bool {
    let done = sentence.is(at, Class::DEED);
    let near = if done { 3 } else { 6 };
    let stands = |(from, to): &Range| {
        (*from..(*to).min(from + near)).any(|item| sentence.quote(item).is_some())
            || !done && *to > *from && sentence.quote(*to - 1).is_some()
    };
    content.iter().any(stands)
}

/// "plans to", "agreed to"
fn thought_of(sentence: &Sentence<'_>, at: usize) -> bool {
    let said = Class::SAY | Class::TELL | Class::OBJECT;
    sentence.is(at, Class::DEED) || sentence.is(at, Class::THINK) && !sentence.is(at, said)
}

/// A verb with nothing but its object: "denied the claim" says something, "found the child" nothing.
fn of_object(
    sentence: &Sentence<'_>,
    at: usize,
    source: SourceMention,
    party: bool,
) -> Option<Strength> {
    let is = |class| sentence.is(at, class);
    let object = is(Class::OBJECT);
    let shows = shows(sentence, source);
    let counted = matches!(source, SourceMention::Named((from, _)) if is_number(sentence, from));
    let deed = is(Class::DEED) || !party && counted;
    if deed && !object && !shows || object && !party && is(Class::DEED | Class::GERUND) {
        return None;
    }
    // An order of those who may give one is a statement; a doctor's of an X-ray is none.
    if object && is(Class::ORDERS) && may_order(sentence, source) {
        return Some(Strength::Clear);
    }
    let told = is(Class::THINK | Class::TELL | Class::DEED | Class::FACT) || shows || !party;
    Some(if told { Strength::Weak } else { Strength::Clear })
}

/// Whether a source is a study, a poll, a record: what can show something.
fn shows(sentence: &Sentence<'_>, source: SourceMention) -> bool {
    let SourceMention::Named((from, to)) = source else { return false };
    (from..to).any(|at| sentence.is(at, Class::EVIDENCE))
}

/// Whether a source is a body or holds an office.
fn may_order(sentence: &Sentence<'_>, source: SourceMention) -> bool {
    let authority = Class::ORGANIZATION | Class::OFFICE | Class::LAW | Class::FORCES | Class::ALONE;
    let SourceMention::Named((from, to)) = source else { return false };
    (from..to).any(|at| sentence.is(at, authority))
}

fn is_number(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_kind(at, TokenKind::Number) || sentence.is(at, Class::COUNT)
}

/// Words that begin a noun phrase, or no noun.
const OPENING: Class = Class::all(&[
    Class::DETERMINER,
    Class::POSSESSIVE,
    Class::SUBJECT,
    Class::PREPOSITION,
    Class::SUBORDINATE,
    Class::ADVERB,
    Class::AUXILIARY,
    Class::CONJUNCTION,
]);

/// "1.6 million confirmed cases", "a gang leader and alleged killer": the word describes the noun
/// behind it.
fn is_adjective(sentence: &Sentence<'_>, at: usize, (from, to): Range, then: usize) -> bool {
    let plain = then == at + 1
        && sentence.is_word(then)
        && !sentence.is_capital(then)
        && !sentence.is(then, OPENING);
    if !plain || !sentence.is(at, Class::PARTICIPLE) {
        return false;
    }
    let counts = |item: usize| {
        is_number(sentence, item)
            || sentence.is(item, Class::DETERMINER)
            || sentence.phrase(WordList::Measures, item).is_some()
    };
    let counted = (from..to).all(counts);
    // "with a whispered warning"
    let determined = to == at
        && at > 0
        && sentence.is(at - 1, Class::DETERMINER)
        && !sentence.is(at - 1, Class::PRONOMINAL | Class::SUBJECT);
    counted || determined || joined(sentence, at).is_some()
}

/// "a parasite called Toxo", "opinions expressed here", "a deal announced on Monday": the word belongs to
/// the noun before it, which does nothing.
fn is_participle(sentence: &Sentence<'_>, at: usize, range: Range) -> bool {
    let (from, to) = range;
    let beside = (to..at).all(|item| sentence.is(item, Class::ADVERB));
    if to > at
        || !beside
        || !sentence.is(at, Class::PARTICIPLE)
        || sentence.is(at, Class::ONLY_SAYS)
    {
        return false;
    }
    let party = is_party(sentence, SourceMention::Named(range));
    let known = is_somebody(sentence, range);
    let object = is_object(sentence, range);
    let named = sentence.is(at, Class::NAMING);
    let led = sentence.is(at + 1, Class::PREPOSITION) && !sentence.is(at + 1, Class::CALLS_FOR);
    let apposed = from > 0 && !sentence.is_word(from - 1) && sentence.is(from, Class::DETERMINER);
    // "opinions expressed in": such a verb needs an object.
    let bare = led && sentence.is(at, Class::OBJECT) && !known;
    let loose = object || led || apposed && !sentence.is_word(at + 1);
    bare || named && (object || !party) || !party && loose
}

/// "any future Palestinian state", "criticism and ridicule": a word in the form of a plural's verb behind
/// what is no plural is a noun.
fn is_noun(sentence: &Sentence<'_>, at: usize, (from, to): Range) -> bool {
    let bare = sentence.token(at).is_some_and(|token| {
        let form = Class::PAST | Class::GERUND | Class::PARTICIPLE | Class::LOOKS_PLURAL;
        token.is(Class::FINITE) && !token.is(form | Class::DROPS)
    });
    let several = Class::LOOKS_PLURAL
        | Class::MANY
        | Class::CONJUNCTION
        | Class::SUBJECT
        | Class::SHARE
        | Class::PRONOMINAL
        | Class::RELATIVE
        | Class::COUNT
        | Class::ORGANIZATION;
    let plural = (from..to).any(|item| sentence.is(item, several));
    let helped = (at.saturating_sub(3)..at).any(|item| {
        sentence.is(item, Class::AUXILIARY | Class::MARKER | Class::RELATIVE | Class::NEGATION)
    });
    let described = sentence.is(at, Class::AMBIGUOUS) && is_object(sentence, (from, to));
    bare && !helped
        && (described || !plural)
        && (sentence.is(at, Class::AMBIGUOUS) || joined(sentence, at).is_some())
}
