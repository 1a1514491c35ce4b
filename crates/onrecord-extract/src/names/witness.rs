//! What stands around a name and tells that somebody or some body goes by it: the word for a firm in
//! front ("carrier Skyhop"), a post there ("analyst at Miller Hart", "Jefferies analyst Ann Lee").

use std::ops::Range;

use super::listed::Looks;
use super::run::{BODY, GIVEN, may_stand_in_name};
use super::words::is_place;
use super::{Names, run, traits};
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::{Class, WordList};
use onrecord_model::{ActorKind, How};
use onrecord_text::Span;

/// Words between a name and what it is said to be.
const FURTHEST: usize = 6;

/// Words of a post between the name of a firm and that of who has it.
const POST: usize = 4;

/// Posts that somebody has with a firm or a paper, and with nobody else.
const POSTS: Class = Class::all(&[Class::BUSINESS, Class::PRESS]);

impl Names {
    /// Notes what the words around the name of the tokens `name` tell of its entry.
    pub(super) fn witness(
        &mut self,
        text: &str,
        tokens: &[Token],
        name: Range<usize>,
        entry: u32,
    ) -> Option<()> {
        let around = Around { tokens, name: name.clone() };
        let before = name.start.checked_sub(1).and_then(|before| tokens.get(before));
        let noun = self.firm_noun(text, &around);
        let entry = self.resolved(entry);
        let looks = self.entries.get(entry as usize)?.looks;
        let post = self.serves(text, &around, looks) || around.employs(looks);
        let entry = self.entries.get_mut(entry as usize)?;
        let titled = tokens.get(name.start).is_some_and(|first| first.is(Class::TITLE));
        // "the Hudson", "737 Max"
        let article = before.is_some_and(|token| {
            token.kind == TokenKind::Number
                || token.is(Class::DEFINITE) && (!token.is_capital() || token.is(Class::OPENS))
        });
        entry.placed += u32::from(before.is_some_and(|token| token.is(Class::PLACING)));
        entry.articled += u32::from(article && !titled);
        entry.acts |= noun.is_some() || post;
        if entry.kind == ActorKind::Unknown {
            entry.kind = noun.unwrap_or(if post { ActorKind::Institution } else { entry.kind });
        }
        Some(())
    }

    /// "an analyst at Hart", "diputados de Alba": whether somebody has a post there.
    fn serves(&self, text: &str, around: &Around<'_>, looks: Looks) -> bool {
        let with = around.name.start.checked_sub(1);
        let Some(with) = with.filter(|at| around.is(*at, Class::OF | Class::FOR | Class::PLACING))
        else {
            return false;
        };
        let Some(role) = with.checked_sub(1).and_then(|role| around.tokens.get(role)) else {
            return false;
        };
        let member = self.tables.has(WordList::Members, role.name_span().of(text));
        let post = member || role.is(POSTS | Class::SPORT) || around.is(with, Class::PLACING);
        let role = member || role.is(traits::ROLE) && !role.is(Class::VAGUE | Class::SEAT);
        role && post && (looks != Looks::Person || around.is(with, Class::PLACING))
    }

    /// What the noun in front of a name, or in the insertion behind it, makes of it.
    fn firm_noun(&self, text: &str, around: &Around<'_>) -> Option<ActorKind> {
        let plain = |token: &&Token| token.kind == TokenKind::Word && !token.is_capital();
        let before = around.name.start.checked_sub(1).and_then(|at| around.tokens.get(at));
        let inserted = around.inserted();
        let inserted = inserted.take_while(|token| !token.is(Class::PREPOSITION | Class::RELATIVE));
        let beside = before.into_iter().chain(around.tokens.get(around.name.end));
        let paper = |noun: &Token| self.tables.has(WordList::Papers, noun.name_span().of(text));
        if beside.filter(plain).any(paper) {
            return Some(ActorKind::Outlet);
        }
        let mut nouns = before.into_iter().chain(inserted).filter(plain);
        nouns.find_map(|noun| self.party_noun(text, noun))
    }

    /// What sort of party a word in lower case tells: a firm, a paper, a team.
    fn party_noun(&self, text: &str, noun: &Token) -> Option<ActorKind> {
        let word = noun.name_span().of(text);
        if self.tables.has(WordList::Groups, word) {
            return Some(ActorKind::Group);
        }
        let firm = noun.is(Class::ORGANIZATION) || self.tables.has(WordList::Firms, word);
        firm.then_some(ActorKind::Institution)
    }

    /// Notes the body that a noun in lower case at `at` and the names beside it are: "the French foreign
    /// ministry", "el cártel de Sinaloa". Returns how many tokens from `at` on are read.
    pub(super) fn lower_body(&mut self, text: &str, tokens: &[Token], at: usize) -> Option<usize> {
        let noun = tokens.get(at)?;
        let word = noun.name_span().of(text);
        if noun.is_capital() || !self.tables.has(WordList::StateBodies, word) {
            return None;
        }
        let range = self.owned(text, tokens, at).or_else(|| owning(tokens, at))?;
        let (first, last) = (tokens.get(range.start)?, tokens.get(range.end - 1)?);
        let span = Span::new(first.span.start, last.core);
        let known = super::same::words(text, within(tokens, range.clone()))?;
        let entry = self.by_key.get(&known).copied().unwrap_or_else(|| {
            let group = self.tables.has(WordList::Groups, word);
            let kind = if group { ActorKind::Group } else { ActorKind::Institution };
            let at = self.add(span.of(text), kind);
            self.by_key.insert(known, at);
            at
        });
        let entry = self.resolved(entry);
        self.entries.get_mut(entry as usize)?.mentions.push((span, How::Name));
        Some(range.end - at)
    }

    /// "Russia’s foreign ministry", "the Ruiz administration": from the name in front to the noun.
    fn owned(&self, text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
        const MODIFIERS: usize = 2;
        let plain = |token: &Token| {
            let closed = Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION;
            token.kind == TokenKind::Word
                && !token.is_capital()
                && !token.is(closed | Class::AUXILIARY)
        };
        let before = within(tokens, 0..at).iter().rev();
        let field = |token: &Token| {
            plain(token) && self.tables.has(WordList::StateFields, token.span.of(text))
        };
        let modifiers = before.take(MODIFIERS).take_while(|token| field(token)).count();
        let end = at - modifiers;
        let capital = |token: &&Token| may_stand_in_name(token);
        let length = within(tokens, 0..end).iter().rev().take(3).take_while(capital).count();
        let name = tokens.get(end - length..end).filter(|name| !name.is_empty())?;
        let place = is_place(text, self.tables, name);
        let known = super::same::words(text, name)
            .is_some_and(|key| self.by_key.contains_key(&key) || self.by_last.contains_key(&key));
        let administered = known && modifiers == 0 && !name.last()?.is_possessive();
        (place || administered).then_some(end - length..at + 1)
    }
}

/// "cártel de Sinaloa", "comisión de Legislación": from the noun to the end of the name behind it.
fn owning(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let of = tokens.get(at + 1).filter(|token| token.is(Class::OF) && token.is(Class::PARTICLE))?;
    let article =
        tokens.get(at + 2).is_some_and(|token| token.is(Class::DEFINITE) && !token.is_capital());
    let from = at + 2 + usize::from(article);
    let length = run(tokens, from);
    let first = tokens.get(from).filter(|_| length > 0)?;
    let person = first.is(GIVEN) && !first.is(Class::PLACE);
    (!person && of.kind == TokenKind::Word).then_some(at..from + length)
}

/// A name and the words around it.
struct Around<'t> {
    tokens: &'t [Token],
    name: Range<usize>,
}

impl Around<'_> {
    fn is(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(class))
    }

    /// The words behind a comma and an article: ", a maker of cars".
    fn inserted(&self) -> impl Iterator<Item = &Token> {
        let at = self.name.end;
        let comma = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
        let opens = comma && self.is(at + 1, Class::DETERMINER);
        let rest = self.tokens.get(at + 2..).filter(|_| opens).into_iter().flatten();
        let noun = |token: &&Token| {
            token.kind == TokenKind::Word && !token.is(Class::FINITE | Class::AUXILIARY)
        };
        rest.take(FURTHEST).take_while(noun)
    }

    /// "Hart’s chief executive", "Hart analyst Ann Lee"
    fn employs(&self, looks: Looks) -> bool {
        let last = self.name.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        let owns = last.is_some_and(Token::is_possessive);
        let plain = |at: &usize| {
            self.tokens.get(*at).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && !token.is_capital()
                    && !token.is(Class::PREPOSITION)
            })
        };
        let words = (self.name.end..self.name.end + POST).take_while(plain).count();
        let post = (self.name.end..self.name.end + words).any(|at| self.is(at, POSTS));
        let person = self.is(self.name.end + words, GIVEN);
        // "a Varnel spokesman", "an INS official"
        let role = if looks == Looks::Acronym { traits::ROLE } else { POSTS };
        let speaks = self.is(self.name.end, role) && self.is(self.name.end, Class::PERSON);
        let named = self.is(self.name.start, GIVEN | Class::SURNAME);
        post && (owns && !named || person && !self.is(self.name.start, BODY))
            || speaks && plain(&self.name.end) && !owns
    }
}
