//! What stands beside a name and tells who somebody is: roles, an age, a place.
//!
//! Read from the words around one mention: titles and roles in front, an insertion behind
//! (`, 34, a fisherman from Bray,`), or what the name is said to be (`is the mayor of Alder`).

use std::ops::Range;

use super::roles::article_gender;
use super::words::{office, one_line, title_gender};
use super::{Names, run};
use crate::tokens::{Token, TokenKind, tokens, within};
use onrecord_language::{Class, Language, Tables};
use onrecord_model::{ActorKind, FieldsOfWork, Role, Traits};
use onrecord_text::{Span, fold::folded};

/// The words of each field of work.
const FIELDS: [(Class, FieldsOfWork); 12] = [
    (Class::OFFICE, FieldsOfWork::OFFICE),
    (Class::LAW, FieldsOfWork::LAW),
    (Class::FORCES, FieldsOfWork::FORCES),
    (Class::BUSINESS, FieldsOfWork::BUSINESS),
    (Class::PRESS, FieldsOfWork::PRESS),
    (Class::ARTS, FieldsOfWork::ARTS),
    (Class::LEARNING, FieldsOfWork::LEARNING),
    (Class::MEDICINE, FieldsOfWork::MEDICINE),
    (Class::CHURCH, FieldsOfWork::CHURCH),
    (Class::SPORT, FieldsOfWork::SPORT),
    (Class::SCHOOL, FieldsOfWork::SCHOOL),
    (Class::TRADE, FieldsOfWork::TRADE),
];

/// Words that may say what somebody is.
pub(super) const ROLE: Class = Class::all(&[Class::TITLE, Class::PERSON, Class::FIELDS_OF_WORK]);

/// The most roles that are noted of one person, and the most places: of more none tells anything.
const MOST: usize = 8;

/// The most words of a role before its `of`.
const WORDS: usize = 5;

/// Words before the comma in front of a name, in which a role may begin.
const FURTHEST: usize = 10;

/// Years that a person may have.
const AGES: std::ops::RangeInclusive<u8> = 3..=109;

/// What cannot stand in a role: a clause has begun, or another thing is named.
const NO_ROLE: Class = Class::all(&[
    Class::AUXILIARY,
    Class::RELATIVE,
    Class::SUBORDINATE,
    Class::SUBJECT,
    Class::THAT,
]);

/// Adds what another part of the text tells of the same person.
pub(super) fn add(traits: &mut Traits, more: Traits) {
    more.roles.into_iter().for_each(|role| push(traits, role));
    traits.gender = traits.gender.or(more.gender);
    traits.age = traits.age.or(more.age);
    more.places.into_iter().for_each(|place| put_place(traits, place));
}

/// Notes the titles in front of a name, `Alder Mayor`, without a form of address.
pub(super) fn titled(traits: &mut Traits, text: &str, titles: &[Token]) {
    note(traits, text, office(titles));
}

/// Notes a role in these words; nothing where none of them is one.
pub(super) fn note(traits: &mut Traits, text: &str, words: &[Token]) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let span = Span::new(first.span.start, last.core);
    push(traits, Role { words: one_line(span.of(text)).into_owned(), fields: fields(words) });
}

/// The fields of work of all words together.
pub(super) fn fields(words: &[Token]) -> FieldsOfWork {
    let of = FIELDS.iter().filter(|(class, _)| words.iter().any(|word| word.is(*class)));
    of.fold(FieldsOfWork::default(), |all, (_, field)| all.and(*field))
}

fn push(traits: &mut Traits, role: Role) {
    let known = |one: &Role| folded(&one.words) == folded(&role.words);
    if traits.roles.len() < MOST && !traits.roles.iter().any(known) {
        traits.roles.push(role);
    }
}

fn put_place(traits: &mut Traits, place: String) {
    let known = |one: &String| folded(one) == folded(&place);
    if traits.places.len() < MOST && !traits.places.iter().any(known) {
        traits.places.push(place);
    }
}

/// The plain words in front of the name at `at` that are one role: `former deputy mayor`.
pub(super) fn before(tokens: &[Token], at: usize) -> Range<usize> {
    let belongs = |token: &&Token| {
        token.kind == TokenKind::Word
            && token.is(ROLE | Class::VAGUE | Class::ORGANIZATION)
            && !token.is(Class::DETERMINER | NO_ROLE)
    };
    let count = within(tokens, 0..at).iter().rev().take(WORDS).take_while(belongs).count();
    at - count..at
}

/// What the words of a role tell by themselves, in whichever language they are.
pub(crate) fn traits_of(role: &str) -> Traits {
    let mut told = Traits::default();
    let mut all = FieldsOfWork::default();
    for language in Language::ALL {
        let mut words = Vec::new();
        tokens(role, 0, Tables::of(language), &mut words);
        all = all.and(fields(&words));
        let mut found = Traits::default();
        Beside { text: role, tokens: &words }.role(0, &mut found, false);
        add(&mut told, Traits { roles: Vec::new(), ..found });
    }
    told.roles = vec![Role { words: one_line(role).into_owned(), fields: all }];
    told
}

impl Names {
    /// Notes what stands behind the name of the tokens `name`, and an age in front of it.
    pub(super) fn beside(&mut self, text: &str, tokens: &[Token], name: Range<usize>, entry: u32) {
        let last = name.end.checked_sub(1).and_then(|last| tokens.get(last));
        if self.is_body(entry) || last.is_none_or(Token::is_possessive) {
            return;
        }
        let mut found = Traits::default();
        let beside = Beside { text, tokens };
        beside.behind(name.end, &mut found);
        beside.in_front(name.start, name.end, &mut found);
        if let Some(age) = age_before(text, tokens, name.start) {
            found.age = found.age.or(Some(age));
        }
        if found == Traits::default() {
            return;
        }
        let resolved = self.resolved(entry);
        if let Some(entry) = self.entries.get_mut(resolved as usize) {
            found.gender = found.gender.filter(|told| entry.gender.is_none_or(|g| g == *told));
            entry.gender = entry.gender.or(found.gender);
            // A firm may be an owner or a developer, but has no age and is no mayor.
            let firm = |role: &Role| role.fields.meets(FieldsOfWork::BUSINESS);
            let person = |role: &Role| !role.fields.is_empty() && !firm(role);
            if entry.kind == ActorKind::Unknown
                && (found.age.is_some() || found.roles.iter().any(person))
            {
                entry.kind = ActorKind::Person;
            }
            add(&mut entry.traits, found);
        }
    }
}

/// "the 34-year-old fisherman Juan Soto": the age in front of the name at `at`.
fn age_before(text: &str, tokens: &[Token], at: usize) -> Option<u8> {
    let before = tokens.get(at.saturating_sub(WORDS)..at)?;
    let aged = before.iter().rposition(|token| token.is(Class::AGED))?;
    let number = before.get(..aged)?.iter().rfind(|token| token.kind != TokenKind::Dash)?;
    age(text, number)
}

fn age(text: &str, number: &Token) -> Option<u8> {
    let years = (number.kind == TokenKind::Number).then(|| number.span.of(text).parse().ok())?;
    years.filter(|years| AGES.contains(years))
}

/// Reads what stands beside a name.
#[derive(Clone, Copy)]
struct Beside<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Beside<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|token| token.is(class))
    }

    fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Reads from `at` on, directly behind the name.
    fn behind(&self, at: usize, found: &mut Traits) {
        if self.is(at, Class::FROM) || self.is(at, Class::HOME) && !self.is(at, Class::PARTICLE) {
            self.home(at, found);
            return;
        }
        if self.is(at, Class::BE) {
            self.role(at + 1, found, true);
            return;
        }
        if !self.is_kind(at, TokenKind::Comma) && !self.is_kind(at, TokenKind::Bracket) {
            return;
        }
        let mut at = at + 1;
        if let Some(end) = self.age(at, found) {
            at = end;
            at += usize::from(self.is_kind(at, TokenKind::Comma));
        }
        if self.is(at, Class::HOME | Class::FROM) {
            self.home(at, found);
        } else {
            self.role(at, found, false);
        }
    }

    /// `the mayor of Alder, Ana Ruiz,`: the role in front of the name `from..to`, between commas.
    fn in_front(&self, from: usize, to: usize, found: &mut Traits) {
        let ends = matches!(
            self.get(to).map(|token| token.kind),
            None | Some(
                TokenKind::Comma | TokenKind::Stop | TokenKind::Bracket | TokenKind::Quote(_)
            )
        );
        let Some(comma) =
            from.checked_sub(1).filter(|at| self.is_kind(*at, TokenKind::Comma) && ends)
        else {
            return;
        };
        for at in comma.saturating_sub(FURTHEST)..comma {
            let mut role = Traits::default();
            if self.is(at, Class::DETERMINER) && self.role(at, &mut role, false) == Some(comma) {
                add(found, role);
                return;
            }
        }
    }

    /// `34`, `aged 34`, `de 34 años`, between two marks: the place behind it.
    fn age(&self, at: usize, found: &mut Traits) -> Option<usize> {
        let before = usize::from(self.is(at, Class::AGED | Class::PREPOSITION));
        let years = age(self.text, self.get(at + before)?)?;
        let mut end = at + before + 1;
        end += usize::from(self.is(end, Class::AGED));
        let closed = matches!(
            self.get(end).map(|token| token.kind),
            None | Some(
                TokenKind::Comma | TokenKind::Bracket | TokenKind::Stop | TokenKind::Semicolon
            )
        );
        // "Ana Ruiz, of 34": behind a small word only with the word for years.
        let plain = before == 0 || self.is(at, Class::AGED) || self.is(end - 1, Class::AGED);
        (closed && plain).then(|| {
            found.age = Some(years);
            end
        })
    }

    /// `of Alder`: the place where somebody is from, and where its words end.
    fn home(&self, at: usize, found: &mut Traits) -> Option<usize> {
        let name = self.complement(at)?;
        let words = self.tokens.get(name.clone())?;
        let body = Class::ORGANIZATION | Class::OUTLET;
        if words.iter().any(|token| token.is(body | ROLE)) {
            return None;
        }
        let span = Span::new(words.first()?.span.start, words.last()?.core);
        put_place(found, one_line(span.of(self.text)).into_owned());
        Some(name.end)
    }

    /// The name behind the small word at `at` and the articles behind that: `of the Alder Union`.
    fn complement(&self, at: usize) -> Option<Range<usize>> {
        let mut from = at + 1;
        while self.is(from, Class::DEFINITE) {
            from += 1;
        }
        let length = run(self.tokens, from);
        (length > 0).then_some(from..from + length)
    }

    /// `the former mayor of Alder`, up to the end of the phrase; what is `said` to be somebody has an
    /// article, or begins with the role: "was arresting officers" tells nothing. Returns where it ends.
    fn role(&self, at: usize, found: &mut Traits, said: bool) -> Option<usize> {
        let mut from = at;
        while self.is(from, Class::DETERMINER | Class::ADVERB) {
            from += 1;
        }
        let article = (at..from).filter_map(|at| self.get(at)).find_map(article_gender);
        // "a 34-year-old fisherman"
        if self.is_kind(from, TokenKind::Number) && self.is(from + 2, Class::AGED) {
            found.age = found.age.or_else(|| age(self.text, self.get(from)?));
            from += 3;
        }
        let inside = |token: &&Token| {
            let ends = Class::PREPOSITION | Class::CONJUNCTION | NO_ROLE;
            token.kind == TokenKind::Word && !token.is(ends)
        };
        let length = self.tokens.get(from..)?.iter().take(WORDS + 1).take_while(inside).count();
        let words = self.tokens.get(from..from + length).filter(|words| words.len() <= WORDS)?;
        let is_role = |token: &Token| token.is(ROLE) && !token.is(Class::VAGUE);
        let head = words.iter().rposition(is_role)?;
        let clause = |token: &Token| token.is(Class::FINITE | Class::PAST) && !token.is(ROLE);
        let tail = words.get(head + 1..)?.iter().all(|token| token.is(Class::RANK));
        let opens = from > at || words.first().is_some_and(|first| first.is(ROLE));
        if !tail || words.iter().any(clause) || said && !opens {
            return None;
        }
        let head = words.get(head)?;
        found.gender = found.gender.or_else(|| title_gender(words)).or(article);
        let fields = fields(words);
        let mut end = from + length;
        if self.is(end, Class::HOME | Class::FROM) {
            let seat = self.is(end, Class::FROM) || head.is(Class::SEAT | Class::TRADE);
            let place = if seat { self.home(end, found) } else { None };
            let name = || self.complement(end).map(|name| name.end);
            end = place.or_else(name).unwrap_or(end);
        }
        let words = self.tokens.get(from..end)?;
        let span = Span::new(words.first()?.span.start, words.last()?.core);
        push(found, Role { words: one_line(span.of(self.text)).into_owned(), fields });
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_work_has_its_words() {
        let all = FIELDS.iter().fold(FieldsOfWork::default(), |all, (_, field)| all.and(*field));
        assert_eq!(all.0.count_ones(), FieldsOfWork::COUNT);
        assert_eq!(Class::all(&FIELDS.map(|(class, _)| class)), Class::FIELDS_OF_WORK);
        let words = traits_of("former trade secretary").roles;
        assert!(words.first().is_some_and(|role| role.fields.meets(FieldsOfWork::OFFICE)));
        assert!(traits_of("witness").roles.first().is_some_and(|role| role.fields.is_empty()));
    }
}
