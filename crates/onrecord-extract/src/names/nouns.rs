//! Names where every noun has a capital: what is a name shows by a given name, a title or an acronym
//! in front of it, or because nothing else stands there.

use super::words::is_acronym;
use crate::tokens::Token;
use onrecord_language::Class;

/// Given names.
const GIVEN: Class = Class::all(&[Class::HE_NAME, Class::SHE_NAME]);

/// What somebody is.
const ROLE: Class = Class::all(&[Class::TITLE, Class::PERSON]);

/// Bodies.
const BODY: Class = Class::all(&[Class::ORGANIZATION, Class::OUTLET]);

/// Where the name begins in a run of nouns; `None` where nothing shows one.
pub(super) fn begins(run: &[Token]) -> Option<usize> {
    let [.., last] = run else { return None };
    if let Some(given) = run.iter().position(|token| token.is(GIVEN)) {
        let title = given.checked_sub(1).filter(|title| run.get(*title).is_some_and(is_role));
        return (given + 1 < run.len()).then_some(title.unwrap_or(given));
    }
    let title = run.iter().rposition(is_role).filter(|title| title + 1 < run.len());
    let body = last.is(BODY) && run.len() > 1 || run.len() == 1 && is_acronym(last);
    title.or(body.then_some(0))
}

fn is_role(token: &Token) -> bool {
    token.is(ROLE)
}

/// The name in a noun phrase of which the first `head` tokens count: "der Winzer Alois Huber" has one
/// behind its noun, "ein Sprecher der Polizei" has none.
pub(crate) fn named(phrase: &[Token], head: usize) -> Option<&[Token]> {
    let determined = phrase.first().is_some_and(|first| first.is(Class::DETERMINER));
    // "Und er sagte"
    let small = Class::DETERMINER | Class::CONJUNCTION | Class::PREPOSITION;
    let from = phrase.iter().position(|token| token.is_capital() && !token.is(small))?;
    let run = phrase.get(from..head.min(phrase.len()))?;
    let joined = |token: &Token| token.is_capital() || token.is(Class::PARTICLE);
    let inner = |token: &Token| token.is(Class::DETERMINER) && !token.is_capital();
    let ends = run.iter().position(|token| !joined(token) || inner(token));
    // "ein Sprecher der Polizei": the name is not his.
    if ends.is_some() && !run.iter().take(ends?).any(|token| token.is(GIVEN)) {
        return None;
    }
    let run = run.get(..ends.unwrap_or(run.len()))?;
    if let Some(from) = begins(run) {
        return run.get(from..);
    }
    let plain = ROLE | BODY | Class::MANY;
    match run {
        [] => None,
        [noun, name @ ..] if determined => {
            (!name.is_empty() && !noun.is(BODY) && name.iter().all(Token::is_capital))
                .then_some(name)
        }
        [only] => (!only.is(plain)).then_some(run),
        _ => (!run.iter().any(|token| token.is(plain))).then_some(run),
    }
}
