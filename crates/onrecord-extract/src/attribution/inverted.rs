//! Subjects that stand behind their verb: `“…,” said X`, "Contó Ana Ruiz: …".

use super::Range;
use super::nouns::{apposition, is_other_name, subject_behind};
use super::source::beyond_insertion;
use super::times::time_end;
use super::verbs::group;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;

/// `“…,” said X` and `…, said X`: the phrase behind the verb, where nothing else can follow it.
pub(super) fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    if !sentence.is(at, Class::SAY | Class::OBJECT) {
        return None;
    }
    let previous = group(sentence, at).checked_sub(1)?;
    let is_quote = |at: usize| sentence.quote(at).is_some() && !is_other_name(sentence, at);
    let behind_quote = is_quote(previous)
        || sentence.is_kind(previous, TokenKind::Comma)
            && previous.checked_sub(1).is_some_and(is_quote);
    let loose =
        sentence.is_kind(previous, TokenKind::Comma) || sentence.is_kind(previous, TokenKind::Dash);
    // "“…”, criticized Smith"; but "…, criticized Smith": him.
    if !behind_quote && (!loose || !sentence.is(at, Class::SAY)) {
        return None;
    }
    // "…, dijeron el jueves funcionarios de la ciudad"
    let from = if behind_quote {
        behind_verb(sentence, at)
    } else {
        time_end(sentence, at + 1).max(at + 1)
    };
    let first = sentence.token(from).filter(|token| token.kind == TokenKind::Word)?;
    let several = sentence.is(at, Class::SEVERAL) && first.is(Class::LOOKS_PLURAL);
    let noun = first.is_capital()
        || several
        || first.is(Class::DETERMINER
            | Class::SUBJECT
            | Class::PERSON
            | Class::TITLE
            | Class::MANY);
    let clause = first.is(Class::SUBORDINATE) && !first.is(Class::DETERMINER);
    if clause || first.is(Class::PREPOSITION | Class::ADVERB | Class::CONJUNCTION) && !noun {
        return None;
    }
    let mut to = inverted_end(sentence, from);
    if !noun && !sentence.is_capital(to - 1) {
        return None;
    }
    let done = sentence.token(to).is_none_or(|token| match token.kind {
        TokenKind::Comma
        | TokenKind::Stop
        | TokenKind::Semicolon
        | TokenKind::Dash
        | TokenKind::Bracket
        | TokenKind::Colon => true,
        TokenKind::Word => {
            token.is(Class::PREPOSITION | Class::RELATIVE | Class::ADVERB | Class::CIRCUMSTANCE)
                || time_end(sentence, to) > to
                || behind_quote && !token.is(Class::AUXILIARY)
        }
        _ => behind_quote,
    });
    let plain = Class::DETERMINER | Class::PERSON | Class::TITLE | Class::INNER | Class::SUBJECT;
    let known = (from..to)
        .all(|word| sentence.is_capital(word) || sentence.is(word, plain | Class::ORGANIZATION));
    // "The director, Ann Lee, said the bank “is sound.”": the bank is what she talks of.
    let opens = sentence.quote(to).is_some();
    let sure = behind_quote || known && !opens || beyond_insertion(sentence, previous).is_none();
    while to > from + 1 && sentence.is(to - 1, Class::DETERMINER) && !sentence.is_capital(to - 1) {
        to -= 1;
    }
    (done && sure && to > from).then(|| (from, apposition(sentence, (from, to))))
}

/// "señaló la semana pasada | Ana Ruiz", "dijo a este diario | el alcalde": where the subject begins
/// behind a verb that may stand far from it.
fn behind_verb(sentence: &Sentence<'_>, at: usize) -> usize {
    const FURTHEST: usize = 12;
    let apart = sentence.is(at, Class::DROPS | Class::LOOSE | Class::PARTICIPLE)
        && !sentence.is(at, Class::PAST);
    let end = (at + 1..at + FURTHEST).find(|item| !sentence.is_word(*item));
    let subject = end.filter(|_| apart).and_then(|end| subject_behind(sentence, at + 1, end));
    subject.unwrap_or(at + 1)
}

/// The end of the subject that begins at `from` behind its verb.
pub(super) fn inverted_end(sentence: &Sentence<'_>, from: usize) -> usize {
    // `article`: "el también senador"
    let ends = |token: &Token, inside: bool, article: bool| {
        let verb = token.is(Class::FINITE) && !token.is_capital();
        let outer = token.is(Class::PREPOSITION) && !(inside && token.is(Class::INNER));
        let adverb = token.is(Class::ADVERB) && !token.is(Class::DETERMINER) && !article;
        // "said Theresa May", "said João do Carmo"
        let named = token.is_capital() || inside && token.is(Class::PARTICLE);
        let clause =
            token.is(Class::RELATIVE | Class::CIRCUMSTANCE) || token.is(Class::AUXILIARY) && !named;
        clause || verb || outer || adverb
    };
    // "fügte er hinzu"
    if sentence.is(from, Class::SUBJECT) && sentence.paragraph.tables.language().is_partial() {
        return from + 1;
    }
    let mut to = from;
    while sentence.token(to).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !ends(token, to > from, to > from && sentence.is(to - 1, Class::DETERMINER))
            && !through(sentence, to)
            && (to == from || !addresses(sentence, to))
            && time_end(sentence, to) == to
    }) {
        to += 1;
    }
    to
}

/// "dijo Ana Ruiz | al diario": behind a name a preposition leads on, unless the name does.
fn addresses(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = at + 1 + usize::from(sentence.is(at + 1, Class::DETERMINER));
    // "el jugador | al final del partido"
    let contracted = sentence.is(at, Class::CONTRACTION);
    (sentence.is_capital(at - 1) || contracted)
        && sentence.is(at, Class::PREPOSITION)
        && !sentence.is(at, Class::OF)
        && !sentence.is_capital(next)
}

/// "in a statement", "en una rueda de prensa": where it was said, no part of who said it ("the
/// author of the report" is).
fn through(sentence: &Sentence<'_>, at: usize) -> bool {
    let noun = at + 1 + usize::from(sentence.is(at + 1, Class::DETERMINER));
    sentence.is(at, Class::THROUGH) && sentence.is(noun, Class::MEDIUM)
}

/// "Ana Ruiz vio el pacto, que —reconoció— fracasó": a verb that is all of an insertion.
pub(super) fn is_between_dashes(sentence: &Sentence<'_>, at: usize) -> bool {
    let dash = |at: usize| sentence.is_kind(at, TokenKind::Dash);
    dash(at + 1) && at.checked_sub(1).is_some_and(dash)
}

/// "Contó Ana Ruiz: …", "Dijo el alcalde que …": the end of the subject behind a verb that begins
/// its clause.
pub(super) fn verb_first(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let ends = |to: usize| sentence.is(to, Class::THAT) || sentence.is_kind(to, TokenKind::Colon);
    // "Así lo confirmó el ministro": whom a verb is about has "a" in front.
    let object = at.checked_sub(1).is_some_and(|before| sentence.is(before, Class::CLITIC));
    let party = Class::TITLE | Class::PERSON | Class::MANY;
    let somebody = sentence.is_capital(at + 1) || sentence.is(at + 2, party);
    let to = (at + 2..at + LONGEST).find(|to| !sentence.is_word(*to) || ends(*to));
    if object && somebody && !to.is_some_and(ends) {
        return Some(inverted_end(sentence, at + 1));
    }
    let to = to?;
    let pronoun = sentence.is(at, Class::LOOSE) && sentence.is(at + 1, Class::SUBJECT);
    let noun = sentence.is_capital(at + 1) || sentence.is(at + 1, Class::DETERMINER) || pronoun;
    (noun && ends(to)).then_some(to)
}
