//! What of a run of capital words is title and what is name, without what does not belong to it.

use super::run::{BODY, GIVEN, ROLE, is_only_place};
use crate::tokens::Token;
use onrecord_language::{Class, Tables, WordList};

/// Whether a name is a surname alone, be it one with its small words (`Van Dyke`, `De la Cruz`).
pub(super) fn is_short(name: &[Token]) -> bool {
    let small = |token: &Token| token.is(Class::PARTICLE) && !token.is(GIVEN);
    name.split_last().is_some_and(|(_, before)| before.iter().all(small))
}

/// A run as titles and name; `None` where it is a role alone.
pub(super) fn part<'t>(
    text: &str,
    tables: &Tables,
    run: &'t [Token],
) -> Option<(&'t [Token], &'t [Token])> {
    let run = without(text, tables, WordList::Honours, run);
    let end = without_suffix(text, tables, run).len();
    let given = run.iter().position(|token| token.is(GIVEN));
    // "la Policía", though one of them is called so as well.
    if matches!(run, [one] if one.is(Class::ALONE)) {
        return Some((&[], run));
    }
    if given.is_none() {
        if is_body(run) {
            return Some((&[], run));
        }
        // "Ministro de Ambiente": an office alone.
        let role = run.iter().rposition(|token| token.is(ROLE));
        if role.and_then(|role| run.get(role + 1)).is_some_and(|next| next.is(Class::OF)) {
            return None;
        }
    }
    let person = before_given(run, end).or_else(|| {
        let given = given.filter(|given| *given < end)?;
        behind_titles(run, given, end)
    });
    if let Some(from) = person {
        return run.split_at_checked(from);
    }
    let (last, before) = run.get(..end)?.split_last()?;
    if last.is(ROLE) {
        let honorific = before.iter().any(|token| token.is(Class::ABBREVIATION));
        let from = (honorific && !before.is_empty()).then_some(before.len())?;
        return run.split_at_checked(from);
    }
    run.split_at_checked(behind_roles(before))
}

/// Where what stands behind the last role begins.
fn behind_roles(run: &[Token]) -> usize {
    run.len() - run.iter().rev().take_while(|token| !token.is(ROLE)).count()
}

/// "General Assembly", "Justice Department": no role stands behind the word for a body; inside its
/// name one may ("Court of Justice", "Fiscalía General de la República").
fn is_body(run: &[Token]) -> bool {
    let small =
        |at: Option<usize>| at.and_then(|at| run.get(at)).is_some_and(|token| !token.is_capital());
    let role = run.iter().rposition(|token| token.is(ROLE));
    let inside = role.is_some_and(|role| small(role.checked_sub(1)) || small(Some(role + 1)));
    let body = run.iter().rposition(|token| token.is(BODY));
    run.len() > 1 && body.is_some_and(|body| inside || Some(body) >= role)
}

/// "Charlotte Mayor Ann Lee": where the given name behind a role begins.
fn before_given(run: &[Token], end: usize) -> Option<usize> {
    let role = |at: &usize| {
        let plain = run.get(*at).is_some_and(|role| role.is(ROLE) && !role.is(GIVEN));
        plain && run.get(at + 1).is_some_and(|next| next.is(GIVEN))
    };
    let last = (1..end.saturating_sub(1)).rev().find(role)?;
    Some(last + 1)
}

/// Where the name with the given name at `given` begins. "Martin King": what stands behind a given
/// name is no title; "King Charles", "Dean Ana Ruiz" have one, "Dean Martin" is a name.
fn behind_titles(run: &[Token], given: usize, end: usize) -> Option<usize> {
    let first = run.get(given)?;
    let next = run.get(given + 1).is_some_and(|next| next.is(GIVEN));
    let from = if first.is(ROLE) && next && (first.is(Class::SEAT) || given + 2 < end) {
        given + 1
    } else {
        behind_roles(run.get(..given)?)
    };
    // "Queen Elizabeth": who reigns has no surname, and is called by the title.
    let reigns = |title: &Token| title.is(Class::SEAT) && from + 1 == end;
    let title = from.checked_sub(1).filter(|at| run.get(*at).is_some_and(reigns));
    Some(title.unwrap_or(from))
}

/// "Vermont Bernie Sanders", "Universe Ana Ruiz": the name of a person without a place or an ordinary
/// word in front of it; "Paris Hilton" is one.
pub(super) fn without_place(name: &[Token]) -> &[Token] {
    let before = Class::PLACE | Class::ORDINARY;
    let place =
        |token: &Token| token.is(before) && !token.is(GIVEN | BODY | ROLE | Class::PARTICLE);
    let places = name.iter().take_while(|token| place(token)).count();
    let rest = name.get(places..).unwrap_or(name);
    if let [body] = rest
        && body.is(Class::ALONE)
    {
        return rest;
    }
    let person = rest.len() > 1 && rest.first().is_some_and(|first| first.is(GIVEN));
    if person && !rest.iter().any(|token| token.is(BODY)) { rest } else { name }
}

/// "catedrático de Ecología de la Universidad de Alba": a body's name begins with the word for it,
/// where small words lead to that.
pub(super) fn from_body(name: &[Token]) -> &[Token] {
    if name.first().is_some_and(|first| first.is(BODY | GIVEN)) {
        return name;
    }
    let led = |at: &usize| {
        name.get(*at).is_some_and(|token| token.is(BODY))
            && name
                .get(at - 1)
                .is_some_and(|small| small.is(Class::PARTICLE) && !small.is_capital())
    };
    let body = (1..name.len()).find(led);
    body.and_then(|at| name.get(at..)).unwrap_or(name)
}

/// "Airbus A350-900", "National Security Council Ukraine": the name of a body without the number of a
/// model or the place behind it.
pub(super) fn without_model<'t>(text: &str, name: &'t [Token]) -> &'t [Token] {
    let model = |token: &Token| token.span.of(text).contains(|c: char| c.is_ascii_digit());
    match name {
        [before @ .., body, last]
            if body.is(Class::ALONE) && model(last)
                || body.is(BODY) && !before.is_empty() && is_only_place(last) =>
        {
            name.get(..name.len() - 1).unwrap_or(name)
        }
        _ => name,
    }
}

/// A name without "Jr.", which its shorter forms lack.
pub(super) fn without_suffix<'t>(text: &str, tables: &Tables, name: &'t [Token]) -> &'t [Token] {
    without(text, tables, WordList::NameSuffixes, name)
}

/// A name without the words of a list at its end.
fn without<'t>(text: &str, tables: &Tables, list: WordList, name: &'t [Token]) -> &'t [Token] {
    let has = |token: &Token| {
        let word = token.name_span().of(text).to_lowercase();
        tables.has(list, word.trim_end_matches('.'))
    };
    match name.split_last() {
        Some((end, before)) if !before.is_empty() && has(end) => before,
        _ => name,
    }
}
