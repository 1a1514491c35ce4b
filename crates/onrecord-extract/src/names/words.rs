//! What a name is, person or body, and which other names stand behind it. Knows one name, never the
//! document.

use onrecord_text::blanks::collapsed;
use std::borrow::Cow;

use smallvec::SmallVec;

use super::run::{BODY, GIVEN, run};
use crate::tokens::{Case, Token, TokenKind};
use onrecord_language::{Class, Tables, WordList};
use onrecord_model::{ActorKind, Gender};
use onrecord_text::Span;
use onrecord_text::fold::{fold_into, folded};

/// Whether a name is a body's: it has the word for one, or is an acronym.
pub(super) fn is_organization(text: &str, tables: &Tables, name: &[Token]) -> bool {
    let word = BODY;
    let given = name.first().is_some_and(|token| token.is(GIVEN) && !token.is(word));
    let surname = name.len() < 4 && name.last().is_some_and(|token| token.is(Class::SURNAME));
    if given && surname {
        return false;
    }
    if name.len() > 1 && known_as(text, tables, name).is(word) {
        return true;
    }
    let within = name
        .windows(2)
        .any(|pair| matches!(pair, [body, joint] if body.is(word) && joint.is(Class::JOINT | Class::PARTICLE)));
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
pub(super) fn kind(
    text: &str,
    tables: &Tables,
    (titles, name): (&[Token], &[Token]),
    organization: bool,
) -> ActorKind {
    let is_group =
        |token: &Token| tables.has(WordList::Groups, &token.name_span().of(text).to_lowercase());
    let ends = || name.first().into_iter().chain(head(name));
    if organization && ends().any(is_group) {
        return ActorKind::Group;
    }
    let outlet = known_as(text, tables, name).is(Class::OUTLET);
    if outlet || ends().any(|token| token.is(Class::OUTLET)) && (organization || name.len() == 1) {
        return ActorKind::Outlet;
    }
    if organization {
        return ActorKind::Institution;
    }
    let given = name.first().is_some_and(|token| token.is(GIVEN)) && name.len() > 1;
    if !titles.is_empty() || given { ActorKind::Person } else { ActorKind::Unknown }
}

/// The word that a name is about, behind which small words lead on: "International Court of Justice".
fn head(name: &[Token]) -> Option<&Token> {
    let small = name.iter().position(|token| !token.is_capital());
    name.get(..small.unwrap_or(name.len()))?.last()
}

/// The class of a name as a whole, where the tables know it: "The Hill", "Los Angeles".
fn known_as(text: &str, tables: &Tables, name: &[Token]) -> Class {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return Class::NONE };
    let words = one_line(Span::new(first.span.start, last.core).of(text)).to_lowercase();
    tables.class(&words.replace('.', ""))
}

/// Whether a name is a place's: all its words are, or it is known as a whole.
pub(super) fn is_place(text: &str, tables: &Tables, name: &[Token]) -> bool {
    let Some(first) = name.first() else { return false };
    let surname = matches!(name, [one] if one.is(Class::SURNAME | GIVEN));
    if let [one] = name
        && is_people(text, tables, one)
    {
        return true;
    }
    let small = |token: &Token| token.is(Class::PLACE | Class::PARTICLE | Class::DEFINITE);
    // "Magdalena de Suecia" is somebody; "Santiago de Chile" is known as a whole.
    let person = name.len() > 1 && first.is(GIVEN) && !first.is(Class::PARTICLE);
    !surname && !person && first.is(Class::PLACE) && name.iter().all(small)
        || name.len() > 1 && known_as(text, tables, name).is(Class::PLACE)
}

/// "Cubans": the plural of a word for a country.
fn is_people(text: &str, tables: &Tables, one: &Token) -> bool {
    let word = one.name_span().of(text).to_lowercase();
    let singular = word.char_indices().next_back().and_then(|(end, _)| word.get(..end));
    one.is(Class::LOOKS_PLURAL)
        && !one.is(Class::SURNAME | GIVEN | BODY)
        && singular.is_some_and(|word| tables.class(word).is(Class::PLACE))
}

/// Whether what is named is nobody: a law, a war, a street, a day.
pub(super) fn is_thing(text: &str, tables: &Tables, name: &[Token]) -> bool {
    let (Some(first), Some(head)) = (name.first(), head(name)) else { return false };
    if name.len() > 1 && known_as(text, tables, name).is(Class::THING) {
        return true;
    }
    // "Bank of America Stadium"
    if let [.., before, last] = name
        && last.is(Class::THING)
        && before.is_capital()
        && !std::ptr::eq(head, last)
    {
        return true;
    }
    if tables.language().is_head_first() {
        return first.is(Class::THING) && !first.is(Class::SURNAME | GIVEN | BODY);
    }
    let body = head.is(BODY);
    let second = name.get(1).is_some_and(|second| second.is(GIVEN));
    let person = first.is(GIVEN) && name.len() > 1 && (head.is(Class::SURNAME) || second);
    (first.is(Class::THING) && !first.is(Class::SURNAME | GIVEN) || head.is(Class::THING))
        && !body
        && !person
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
        collapsed(words).into()
    } else {
        words.into()
    }
}

/// The first letters of a name's words with a capital, folded; `None` where there are fewer than two.
pub(super) fn initials(text: &str, name: &[Token]) -> Option<String> {
    let mut letters = String::new();
    for token in name.iter().filter(|token| token.is_capital()) {
        letters.extend(token.span.of(text).chars().next());
    }
    (letters.chars().count() > 1).then(|| folded(&letters))
}

/// Whether a short name behind a parenthesis may be a name's: of a person its letters are the first
/// ones of the words, all but the small ones; of a body they stand in its name in this order, from the
/// first on: "INE", "Minedu". `R-IN` behind a senator is none.
fn stands_for(text: &str, tables: &Tables, short: &Token, name: Option<&[Token]>) -> bool {
    let letters = folded(short.name_span().of(text)).replace(|c: char| !c.is_alphabetic(), "");
    let Some(name) = name else { return false };
    if is_acronym(short) && initials(text, name).is_some_and(|full| full == letters) {
        return letters.chars().count() > 2 || is_organization(text, tables, name);
    }
    // "Juntos por el Cambio (JxC)": its capitals are those of the name.
    let capitals: String =
        short.name_span().of(text).chars().filter(|c| c.is_uppercase()).collect();
    let mixed = capitals.len() > 1 && capitals.chars().count() < letters.chars().count();
    if mixed && initials(text, name).is_some_and(|full| full == folded(&capitals)) {
        return true;
    }
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
    let all = folded(Span::new(first.span.start, last.core).of(text));
    let mut rest = all.chars();
    let head = letters.chars().next().is_some_and(|c| all.starts_with(c));
    let dashed = short.name_span().of(text).contains('-');
    is_organization(text, tables, name)
        && head
        && !dashed
        && !short.is(Class::PLACE)
        && (is_acronym(short) || letters.chars().all(|c| rest.any(|other| other == c)))
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
        let short = tokens.get(at + 1).filter(|token| token.is_capital());
        if short.is_some_and(|short| stands_for(text, tables, short, tokens.get(name..at))) {
            found.push((at + 1, at + 2));
            return found;
        }
    }
    let marked = tokens.get(at).and_then(|token| {
        let head = token.span.of(text);
        tables.phrase(WordList::AliasMark, head, |ahead, word| reads(at + ahead, word))
    });
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
