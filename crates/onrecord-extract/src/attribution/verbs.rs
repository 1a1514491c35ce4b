//! The verb of an attribution: what it stands under, beside and without.

use super::SourceMention;
use super::nouns::phrase;
use super::source::{SourceSide, beyond_insertion};
use super::times::time_start;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};

/// "Dijo que …": a verb that begins its clause and needs no subject.
pub(super) fn dropped(sentence: &Sentence<'_>, at: usize) -> Option<(SourceMention, SourceSide)> {
    if !sentence.is(at, Class::DROPS) {
        return None;
    }
    dropped_at(sentence, at)
}

/// The same of a verb of whatever kind.
pub(super) fn dropped_at(
    sentence: &Sentence<'_>,
    at: usize,
) -> Option<(SourceMention, SourceSide)> {
    let mut from = at;
    while from > 0 {
        let small = sentence.is(from - 1, Class::AUXILIARY | Class::ADVERB | Class::CLITIC)
            && !sentence.is(from - 1, Class::NEGATION);
        let time = time_start(sentence, from);
        match (small, time < from) {
            (true, _) => from -= 1,
            (false, true) => from = time,
            (false, false) => break,
        }
    }
    let found = (SourceMention::Unsaid, SourceSide::Before(from));
    let Some(before) = from.checked_sub(1) else { return Some(found) };
    if sentence.is(before, Class::NEGATION) {
        return None;
    }
    if names_somebody(sentence, before) {
        return None;
    }
    // "Y agregó: …"
    if before == 0 && sentence.is(0, Class::CONJUNCTION) && !sentence.is(0, Class::NEGATION) {
        return Some(found);
    }
    let edge = sentence.quote(before).is_some()
        || sentence.token(before).is_some_and(|token| token.kind != TokenKind::Word);
    if edge {
        // Behind a subject and its insertion it has one.
        let inserted = beyond_insertion(sentence, before).is_some();
        let quoted = sentence.quote(before).is_some();
        return (!inserted || quoted).then_some(found);
    }
    // "En febrero dijo": what stands behind a preposition is no subject.
    let (first, _) = phrase(sentence, from)?;
    let lead = first.checked_sub(1)?;
    let introduced = sentence.is(lead, Class::PREPOSITION) && introduction_ends(sentence, lead);
    // "Desde el partido dijeron": those who are there.
    let several = sentence.is(at, Class::SEVERAL);
    if introduced && several && sentence.phrase(WordList::Quarters, lead).is_some() {
        return Some((SourceMention::Named((first, from)), SourceSide::Before(lead)));
    }
    introduced.then_some(found)
}

/// "Ana Gil (PP) dijo", "“JOH” contestó": a subject that ends in a mark.
fn names_somebody(sentence: &Sentence<'_>, last: usize) -> bool {
    let mark = sentence.is_kind(last, TokenKind::Bracket) || sentence.quote(last).is_some();
    mark && phrase(sentence, last + 1).is_some()
}

/// Whether nothing but what leads a sentence in stands in front of item `at`.
pub(super) fn introduction_ends(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    // "El 40 % de los vecinos"
    let amount =
        sentence.is_kind(before, TokenKind::Number) || sentence.is_kind(before, TokenKind::Other);
    !sentence.is_word(before) && !amount || sentence.is(before, Class::CONJUNCTION)
}

/// "has said", "ha dicho"; not "was said".
pub(super) fn has_auxiliary(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(3)..at).rev().find(|before| {
        !sentence.is(*before, Class::ADVERB) || sentence.is(*before, Class::AUXILIARY)
    });
    before.is_some_and(|before| sentence.is(before, Class::AUXILIARY))
}

/// "went on to accuse": the verb that a verb of reporting stands under.
pub(super) fn governing(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if sentence.is(at, Class::PLAIN) {
        let near = (at.saturating_sub(2)..at).rev();
        return near.into_iter().find(|verb| sentence.is(*verb, Class::CONTROL));
    }
    let to = at.checked_sub(1).filter(|to| sentence.is(*to, Class::TO))?;
    let last = to.checked_sub(1)?;
    let verb = if sentence.is(last, Class::ADVERB | Class::PREPOSITION) {
        last.checked_sub(1)?
    } else {
        last
    };
    sentence.is(verb, Class::CONTROL).then_some(verb)
}

/// "Smith met the judge and said …": the conjunction in front of a second verb.
pub(super) fn joined(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while sentence.is(before, Class::AUXILIARY | Class::ADVERB) && !sentence.is(before, Class::BE) {
        before = before.checked_sub(1)?;
    }
    let verb = sentence.is(at, Class::PAST) || !sentence.is(at, Class::AMBIGUOUS);
    (verb && sentence.is(before, Class::CONJUNCTION)).then_some(before)
}

/// Whether a word looks like the verb of a sentence.
pub(super) fn is_verbal(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| {
        !token.is_capital()
            && token.is(Class::AUXILIARY | Class::VERBAL | Class::PAST | Class::LOOKS_PAST)
    })
}

/// Where the unstressed pronouns in front of a verb begin ("le dijo").
pub(super) fn clitics(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut from = at;
    while from > 0 && at - from < 2 && sentence.is(from - 1, Class::CLITIC) {
        from -= 1;
    }
    from
}

/// Where the group of a verb begins: unstressed pronouns and auxiliaries ("le ha dicho").
pub(super) fn group(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut from = at;
    if sentence.is(at, Class::PARTICIPLE) {
        while from > 0 && sentence.is(from - 1, Class::AUXILIARY) {
            from -= 1;
        }
    }
    clitics(sentence, from)
}

/// "the hearing", "her warning", "at a Senate hearing:": a word that looks like a gerund and is a noun.
pub(super) fn is_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let owned = |at: usize| {
        at.checked_sub(1).is_some_and(|owner| {
            sentence.phrase(WordList::Owners, owner).is_some()
                || sentence.token(owner).is_some_and(Token::is_possessive)
        })
    };
    let somebody = Class::PERSON | Class::MANY | Class::TITLE | Class::FIELDS_OF_WORK;
    let alone = !sentence.is_word(at + 1) && sentence.quote(at + 1).is_none()
        || sentence.is(at + 1, Class::PREPOSITION | Class::WEEKDAY)
            && !sentence.is(at + 1, Class::THAT);
    let described = at > 1
        && alone
        && sentence.is_word(at - 1)
        && !sentence.is(at - 1, somebody)
        && owned(at - 1);
    sentence.is(at, Class::GERUND) && (owned(at) || described)
}

/// "a statement announcing the closure": a gerund behind a noun that tells what the statement is about.
pub(super) fn tells_of_medium(sentence: &Sentence<'_>, at: usize) -> bool {
    let said = Class::THAT | Class::SUBJECT;
    sentence.is(at, Class::GERUND)
        && at.checked_sub(1).is_some_and(|medium| sentence.is(medium, Class::MEDIUM))
        && sentence.is_word(at + 1)
        && !sentence.is(at + 1, said)
}
