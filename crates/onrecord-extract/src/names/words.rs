//! What a run of capital words is: where a name begins and ends, what is title and what is name,
//! and which other names stand behind it. Knows one run, never the document.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::tokens::{Case, Token, TokenKind};
use onrecord_language::{Class, Tables, WordList};
use onrecord_model::{ActorKind, Gender};
use onrecord_text::Span;
use onrecord_text::fold::{fold_into, folded};

/// Words that say what somebody is.
const ROLE: Class = Class::all(&[Class::TITLE, Class::PERSON]);

/// Given names.
const GIVEN: Class = Class::all(&[Class::HE_NAME, Class::SHE_NAME]);

/// How many tokens from `at` on are one name.
pub(crate) fn run(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(may_stand_in_name) {
        return 0;
    }
    let mut length = 1;
    while let Some(last) = tokens.get(at + length - 1) {
        if last.is_possessive() {
            break;
        }
        let next = at + length;
        // "Ban on Cars\nAna Ruiz": no name goes on behind a heading.
        if tokens.get(next).is_some_and(|token| token.is(Class::NEW_LINE)) {
            break;
        }
        if tokens.get(next).is_some_and(may_stand_in_name) {
            length += 1;
            continue;
        }
        let joins = joints(tokens, next, last);
        if joins > 0 && tokens.get(next + joins).is_some_and(may_stand_in_name) {
            length += joins + 1;
            continue;
        }
        break;
    }
    length
}

/// How many small words from `at` on may join a name to its next word: `de la`, `van der`, and in
/// the name of a body `of`.
fn joints(tokens: &[Token], at: usize, last: &Token) -> usize {
    let particle = |at: usize| tokens.get(at).is_some_and(|token| token.is(Class::PARTICLE));
    let inner = tokens.get(at).is_some_and(|token| token.is(Class::INNER));
    if !particle(at) {
        return usize::from(inner && last.is(Class::ORGANIZATION));
    }
    let capital = tokens.get(at + 1).is_some_and(Token::is_capital);
    1 + usize::from(particle(at + 1) && !capital)
}

fn may_stand_in_name(token: &Token) -> bool {
    let never = Class::NOT_NAME
        | Class::WEEKDAY
        | Class::DETERMINER
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::SUBORDINATE
        | Class::SUBJECT
        | Class::ADVERB
        | Class::AUXILIARY;
    let month = token.is(Class::MONTH) && !token.is(GIVEN);
    token.is_capital()
        && token.span.len() > 1
        && (!token.is(never) || token.is(Class::PARTICLE) && token.is_capital())
        && !month
        && !(token.is(Class::FINITE)
            && token.case == Case::Capital
            && !token.is(Class::ORGANIZATION))
}

/// Whether a name is a surname alone, be it one with its small words (`Van Dyke`, `De la Cruz`).
pub(super) fn is_short(name: &[Token]) -> bool {
    name.split_last().is_some_and(|(_, small)| small.iter().all(|token| token.is(Class::PARTICLE)))
}

/// A run as titles and name; `None` where it is a role alone.
pub(super) fn part(run: &[Token]) -> Option<(&[Token], &[Token])> {
    let last = run.last()?;
    let given = run.iter().position(|token| token.is(GIVEN));
    if run.len() > 1 && last.is(Class::ORGANIZATION | Class::OUTLET) && given.is_none() {
        return Some((&[], run));
    }
    let end = run.len() - 1;
    if last.is(ROLE) {
        let honorific = run.iter().take(end).any(|token| token.is(Class::ABBREVIATION));
        let from = given.filter(|from| *from < end).or((honorific && end > 0).then_some(end))?;
        return run.split_at_checked(from);
    }
    let titles = run.iter().rposition(|token| token.is(ROLE)).map_or(0, |at| at + 1);
    run.split_at_checked(titles)
}

/// Whether a name is a body's: it has the word for one, or is an acronym.
pub(super) fn is_organization(text: &str, tables: &Tables, name: &[Token]) -> bool {
    let word = Class::ORGANIZATION | Class::OUTLET;
    let given = name.first().is_some_and(|token| token.is(GIVEN));
    let within = name
        .windows(2)
        .any(|pair| matches!(pair, [body, joint] if body.is(word) && joint.is(Class::INNER)));
    within
        || name.last().is_some_and(|token| token.is(word))
        || !given && name.iter().any(|token| token.is(word))
        || matches!(name, [one] if is_acronym(one))
        || !given && name.iter().any(|token| is_coined(tables, token.name_span().of(text)))
}

/// "MR. HALE", as records of a court write: all capitals, and nobody's initials.
pub(super) fn is_addressed(titles: &[Token], name: &[Token]) -> bool {
    matches!(name, [_]) && titles.last().is_some_and(|title| title.is(Class::ABBREVIATION))
}

/// Titles without the form of address before the name: "Ms" is no role.
pub(super) fn office(titles: &[Token]) -> &[Token] {
    match titles.split_last() {
        Some((last, before)) if last.is(Class::ADDRESS) => before,
        _ => titles,
    }
}

/// A capital in the middle of a word, as firms and sites write themselves (`InSight`, not `McCoy`).
fn is_coined(tables: &Tables, word: &str) -> bool {
    let capital = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
    let Some((at, _)) = capital else { return false };
    let head = Span::at(0, at).of(word);
    head.chars().all(char::is_alphabetic)
        && head.chars().any(char::is_lowercase)
        && !tables.has(WordList::SurnameHeads, &head.to_lowercase())
}

/// Whether a word is all capitals, as an acronym is.
pub(super) fn is_acronym(token: &Token) -> bool {
    token.case == Case::Upper && !token.is(Class::ABBREVIATION) && token.span.len() > 1
}

/// What sort of party a new name is.
pub(super) fn kind(titles: &[Token], name: &[Token], organization: bool) -> ActorKind {
    if name.last().is_some_and(|token| token.is(Class::OUTLET)) {
        return ActorKind::Outlet;
    }
    if organization {
        return ActorKind::Institution;
    }
    let given = name.first().is_some_and(|token| token.is(GIVEN));
    if !titles.is_empty() || given { ActorKind::Person } else { ActorKind::Unknown }
}

/// What titles tell of a person's gender.
pub(super) fn title_gender(titles: &[Token]) -> Option<Gender> {
    titles.iter().find_map(|title| match (title.is(Class::HE_TITLE), title.is(Class::SHE_TITLE)) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    })
}

/// What a title or a given name tells of a person's gender.
pub(super) fn gender(titles: &[Token], name: &[Token]) -> Option<Gender> {
    title_gender(titles).or_else(|| given_gender(name))
}

/// What a given name tells of a person's gender.
pub(super) fn given_gender(name: &[Token]) -> Option<Gender> {
    let [first, _, ..] = name else { return None };
    match (first.is(Class::HE_NAME), first.is(Class::SHE_NAME)) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    }
}

/// What all spellings of a name have in common: no case, accents, hyphens or dots, and one space
/// between words.
pub(super) fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    fold_into(&one_line(words), &mut key);
    key.retain(|c| !matches!(c, '-' | '.'));
    key
}

/// A name that was wrapped, or whose words are held together by hard spaces, with plain ones.
pub(super) fn one_line(words: &str) -> Cow<'_, str> {
    if words.contains(|c: char| c != ' ' && c.is_whitespace()) {
        words.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        words.into()
    }
}

/// The first letters of a name's longer words, folded; `None` where there are fewer than two.
pub(super) fn initials(text: &str, name: &[Token]) -> Option<String> {
    let mut letters = String::new();
    for token in name.iter().filter(|token| token.is_capital()) {
        letters.extend(token.span.of(text).chars().next());
    }
    (letters.chars().count() > 1).then(|| folded(&letters))
}

/// Whether an acronym may be a name's: its letters are the first ones of the words, all but the
/// small ones. `R-IN` behind a senator is not.
fn stands_for(text: &str, short: &Token, name: Option<&[Token]>) -> bool {
    let letters = folded(short.name_span().of(text)).replace(|c: char| !c.is_alphabetic(), "");
    let full = name.and_then(|name| initials(text, name));
    full.is_some_and(|full| full == letters)
}

/// Where other names stand behind the name of the tokens `from..at`: `alias Lobo or Wolf`,
/// `, known as Lobo,`, `(a) Lobo`, `(FBI)`. The second of the pair is one past the last token.
pub(super) fn other_names(
    text: &str,
    tables: &Tables,
    tokens: &[Token],
    (name, at): (usize, usize),
) -> SmallVec<[(usize, usize); 2]> {
    let mut found = SmallVec::new();
    let is = |at: usize, class| tokens.get(at).is_some_and(|token| token.is(class));
    let reads = |at: usize, word: &str| {
        tokens.get(at).is_some_and(|token| token.span.of(text).eq_ignore_ascii_case(word))
    };
    if reads(at, "(") && reads(at + 2, ")") {
        let short = tokens.get(at + 1).filter(|token| is_acronym(token));
        if short.is_some_and(|short| stands_for(text, short, tokens.get(name..at))) {
            found.push((at + 1, at + 2));
            return found;
        }
    }
    let marked = tables.phrase(WordList::AliasMark, |ahead, word| reads(at + ahead, word));
    let Some(mut from) = marked.map(|length| at + length).or_else(|| behind_alias(tokens, at))
    else {
        return found;
    };
    loop {
        // "alias Crook or the Wolf"
        let article = is(from, Class::ALIAS_ARTICLE)
            && tokens.get(from).is_some_and(|token| !token.is_capital());
        from += usize::from(article);
        let length = run(tokens, from);
        if length == 0 {
            return found;
        }
        found.push((from, from + length));
        if !is(from + length, Class::CONJUNCTION) {
            return found;
        }
        from += length + 1;
    }
}

/// `, better known as the`, `alias`: where another name begins that these words lead to.
fn behind_alias(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |at: usize, class| tokens.get(at).is_some_and(|token| token.is(class));
    let mark = |token: &Token| matches!(token.kind, TokenKind::Bracket | TokenKind::Comma);
    let mut from = at + usize::from(tokens.get(at).is_some_and(mark));
    from += usize::from(is(from, Class::ADVERB));
    from += usize::from(is(from, Class::ADVERB | Class::TIMELY | Class::COMPARATIVE));
    if !is(from, Class::ALIAS) {
        return None;
    }
    let naming = is(from, Class::NAMING | Class::KNOWN);
    from += 1;
    let joint = is(from, Class::AS);
    from += usize::from(joint);
    from += usize::from(is(from, Class::ALIAS_ARTICLE));
    (joint || !naming).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_language::Language;

    #[test]
    fn firms_write_themselves_with_a_capital_inside() {
        for (word, coined) in [
            ("InSight", true),
            ("BuzzFeed", true),
            ("McCoy", false),
            ("LaVerne", false),
            ("O’Malley", false),
            ("MS-13", false),
            ("Smith", false),
        ] {
            assert_eq!(is_coined(Tables::of(Language::English), word), coined, "{word}");
        }
    }
}
