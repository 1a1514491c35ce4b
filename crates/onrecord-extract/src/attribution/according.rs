//! What attributes without a verb of its own: "according to Smith", "según el alcalde", and with
//! one in front of its subject: "según informó ayer el alcalde".

use super::nouns::{apposition, name_end, subject_behind};
use super::times::time_end;
use super::verbs::is_verbal;
use super::{Attribution, Range, SourceMention, end_of, trim};
use crate::Rule;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};
use onrecord_model::{Polarity, Strength};

/// The items of the opener whose known word stands at `known`.
pub(super) fn opener(sentence: &Sentence<'_>, known: usize) -> Option<Range> {
    if is_view(sentence, known) {
        return Some((0, 1));
    }
    if !sentence.is(known, Class::OPENER) {
        return None;
    }
    sentence.phrase_around(WordList::Openers, known)
}

/// "according to X": X runs to the next comma or the end.
pub(super) fn according(sentence: &Sentence<'_>, known: usize) -> Option<Attribution> {
    let (at, from) = opener(sentence, known)?;
    if sentence.paragraph.tables.language().is_partial() && !opens_partly(sentence, at, from) {
        return None;
    }
    let named = Opened::of(sentence, at, from)?;
    let end = end_of(sentence);
    let before = trim(sentence, 0, at);
    // "18:22 | Según el alcalde, …": a time in front of it is no sentence.
    let before = if (0..before).any(|item| !is_mark(sentence, item)) { before } else { 0 };
    let behind = (named.to + usize::from(sentence.is_kind(named.to, TokenKind::Comma)), end);
    // "Smith said that, according to the report, …": Smith says it; "according to Lee": so does Lee.
    let inner = before > 0 && sentence.is(before - 1, Class::THAT | Class::ONLY_SAYS);
    let somebody = matches!(named.source, SourceMention::Named((from, to))
        if (from..to).any(|item| sentence.is_capital(item)));
    if inner && !(somebody && sentence.is(before - 1, Class::THAT)) {
        return None;
    }
    let content = if before == 0 || inner || opens_clause(sentence, at, named.to) {
        vec![(behind.0, trim(sentence, behind.0, end))]
    } else if is_inserted(sentence, (before, at), named.to) {
        vec![(0, before), (behind.0, trim(sentence, behind.0, end))]
    } else {
        vec![(0, before)]
    };
    Some(Attribution {
        cue: (at, from),
        shown: (at, named.shown),
        polarity: Some(Polarity::Affirms),
        only_says: sentence.is(known, Class::OPENER),
        happens: true,
        source: named.source,
        through: None,
        content: content.into_iter().filter(|(from, to)| from < to).collect(),
        rule: Rule::According,
        strength: Strength::Clear,
    })
}

/// The opener that begins with item `at`.
pub(super) fn opener_at(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    const LONGEST: usize = 4;
    (at..at + LONGEST).find_map(|known| opener(sentence, known).filter(|(from, _)| *from == at))
}

/// Where a word for "according to" is another word as well ("o segundo homem", "so viel"): somebody is
/// named behind it, and where nouns have capitals it stands beside a quote.
fn opens_partly(sentence: &Sentence<'_>, at: usize, from: usize) -> bool {
    let noun = Class::DETERMINER
        | Class::POSSESSIVE
        | Class::PERSON
        | Class::TITLE
        | Class::MANY
        | Class::ORGANIZATION
        | Class::SUBJECT;
    let before = at.checked_sub(1);
    let quoted = before.is_some_and(|before| {
        sentence.quote(before).is_some()
            || sentence.is_kind(before, TokenKind::Comma)
                && before.checked_sub(1).is_some_and(|quote| sentence.quote(quote).is_some())
    });
    let nouns = sentence.paragraph.tables.language().has_capital_nouns();
    let apart = before.is_none_or(|before| !sentence.is(before, Class::DETERMINER));
    (sentence.is_capital(from) || sentence.is(from, noun)) && apart && (quoted || !nouns)
}

/// What stands behind an opener.
struct Opened {
    source: SourceMention,
    /// One past the words of the cue.
    shown: usize,
    /// One past all of it.
    to: usize,
}

impl Opened {
    fn of(sentence: &Sentence<'_>, at: usize, from: usize) -> Option<Self> {
        // Nobody is called "according to".
        if opener_at(sentence, from).is_some() {
            return None;
        }
        if at == 0 && is_view(sentence, at) && sentence.is_capital(from) {
            let to = name_end(sentence, from);
            return Some(Self { source: SourceMention::Named((from, to)), shown: from, to });
        }
        if let Some(verb) = verb_end(sentence, from) {
            return Self::clause(sentence, from, verb);
        }
        let mut to = from;
        while to < sentence.items.len() && !ends_phrase(sentence, to) {
            to += 1;
        }
        if to == from {
            return None;
        }
        // "según el día": on what it depends, and nobody's words.
        if time_end(sentence, from) == to && !(from..to).any(|item| sentence.is_capital(item)) {
            return None;
        }
        to = apposition(sentence, (from, to));
        let source = SourceMention::Named((from, to));
        Some(Self { source, shown: from, to: behind_bracket(sentence, to) })
    }

    /// "según informó ayer a este diario el alcalde": the subject stands behind the verb, and "se
    /// informó" has none. What a paper has found out ("pudo saber este diario") nobody has said.
    fn clause(sentence: &Sentence<'_>, from: usize, verb: usize) -> Option<Self> {
        if (from..=verb).any(|at| sentence.phrase(WordList::Learned, at).is_some()) {
            return None;
        }
        let to = (verb..sentence.items.len()).find(|at| ends_phrase(sentence, *at));
        let to = to.unwrap_or(sentence.items.len());
        if sentence.is(from, Class::SELF) {
            return Some(Self { source: SourceMention::Nobody, shown: verb, to });
        }
        let first = subject_behind(sentence, verb, to);
        let Some(first) = first else {
            return Some(Self { source: SourceMention::Nobody, shown: verb, to });
        };
        let to = apposition(sentence, (first, to));
        Some(Self { source: SourceMention::Named((first, to)), shown: verb, to })
    }
}

/// One past the verb that an opener has behind it ("según ha explicado", "según lo que dijo"); `None`
/// where a noun follows.
fn verb_end(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    if sentence.is(at, Class::SELF) {
        return Some(at + 2);
    }
    if sentence.is(at, Class::CLITIC) && sentence.is(at + 1, Class::RELATIVE) {
        at += 2;
    }
    let clause = at > from;
    while sentence.is(at, Class::CLITIC | Class::SELF) {
        at += 1;
    }
    let bare = at;
    while sentence.is(at, Class::AUXILIARY | Class::MODAL) {
        at += 1;
    }
    let noun = Class::PERSON | Class::TITLE | Class::ORGANIZATION | Class::MANY | Class::OUTLET;
    let next = sentence.is(at + 1, Class::DETERMINER) || sentence.is_capital(at + 1);
    let verb = sentence.token(at).is_some_and(|token| {
        let told = token.is(Class::FINITE) && (!token.is(Class::AMBIGUOUS | Class::MEDIUM) || next);
        let looks = token.is(Class::PAST_ENDING) && !token.is(noun | Class::MEDIUM);
        !token.is_capital()
            && token.kind == TokenKind::Word
            && (told || looks || token.is(Class::PRETERITE) || at > bare)
    });
    let passive = clause || !sentence.is(from, Class::DETERMINER);
    (verb && passive).then_some(at + 1)
}

/// "Para la economista Ana Ruiz, …", "Para Ana Ruiz la solución …": who sees it so.
fn is_view(sentence: &Sentence<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    if at != 0 || !sentence.is(0, Class::VIEW) {
        return false;
    }
    let party = Class::TITLE | Class::PERSON | Class::MANY;
    let described =
        sentence.is(1, Class::DETERMINER) && (2..NEAR).any(|item| sentence.is(item, party));
    let then = name_end(sentence, 1);
    let place = (1..then).all(|item| sentence.is(item, Class::PLACE));
    let quoted = sentence.is_kind(then, TokenKind::Comma) && sentence.quote(then + 1).is_some();
    let named = (then > 2 || then > 1 && quoted)
        && !place
        && (sentence.is(then, Class::DETERMINER) || sentence.is_kind(then, TokenKind::Comma));
    described || named
}

/// A time or a bar in front of an entry: no word.
fn is_mark(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quote(at).is_none() && !sentence.is_word(at)
}

/// "… y, según su informe, halló plomo": a conjunction in front of the insertion leads to what follows it.
fn opens_clause(sentence: &Sentence<'_>, at: usize, to: usize) -> bool {
    let led = at.checked_sub(2).is_some_and(|lead| sentence.is(lead, Class::CONJUNCTION));
    led && sentence.is_kind(at - 1, TokenKind::Comma) && sentence.is_kind(to, TokenKind::Comma)
}

/// "según el Servicio de Riego (SERI), …": one past the bracket that belongs to the name.
fn behind_bracket(sentence: &Sentence<'_>, to: usize) -> usize {
    const LONGEST: usize = 6;
    let bracket = |at: &usize| sentence.is_kind(*at, TokenKind::Bracket);
    let close = (to + 1..to + LONGEST).find(bracket).filter(|_| bracket(&to));
    close.map_or(to, |close| close + 1)
}

/// ", according to Smith, ": between two commas, and what stands before is no sentence.
fn is_inserted(sentence: &Sentence<'_>, (before, at): (usize, usize), to: usize) -> bool {
    let commas = before < at && sentence.is_kind(to, TokenKind::Comma);
    commas && !(0..before).any(|item| is_verbal(sentence, item) || sentence.is(item, Class::FINITE))
}

fn ends_phrase(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_none_or(|token| match token.kind {
        TokenKind::Word => token.is(Class::RELATIVE | Class::SUBORDINATE) && !token.is_capital(),
        TokenKind::Number | TokenKind::Other => false,
        _ => true,
    })
}
