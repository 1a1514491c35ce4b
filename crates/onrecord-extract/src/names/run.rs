//! Where a name begins and ends. Knows the words of one run, never the document.

use crate::tokens::{Case, Token, TokenKind};
use onrecord_language::Class;

/// Words that say what somebody is.
pub(super) const ROLE: Class = Class::all(&[Class::TITLE, Class::PERSON]);

/// Given names.
pub(super) const GIVEN: Class = Class::all(&[Class::HE_NAME, Class::SHE_NAME]);

/// Words that make a name a body's.
pub(super) const BODY: Class = Class::all(&[Class::ORGANIZATION, Class::OUTLET, Class::BODY]);

/// The most words and small words of one name.
const LONGEST: usize = 16;

/// How many tokens from `at` on are one name.
pub(crate) fn run(tokens: &[Token], at: usize) -> usize {
    if opens_plainly(tokens, at) { 0 } else { whole_run(tokens, at) }
}

/// The same where the first word is part of the name though it begins a sentence.
pub(super) fn whole_run(tokens: &[Token], at: usize) -> usize {
    let Some(first) = tokens.get(at) else { return 0 };
    // "the State Department": no verb has a capital there.
    let noun = first.is(Class::AMBIGUOUS)
        && first.case == Case::Capital
        && !first.is(Class::OPENS)
        && tokens.get(at + 1).is_some_and(|next| next.is(BODY) && next.is_capital());
    let article = is_named_article(tokens, at);
    let word = is_named_word(tokens, at) || is_speaking_month(tokens, at);
    if !article && !noun && !word && !may_stand_in_name(first) {
        return 0;
    }
    let mut run = Run { tokens, from: at, length: 1, body: first.is(BODY), inner: false };
    while run.length < LONGEST && run.grow() {}
    run.length
}

/// "The Hill" inside a sentence: the article is the name's.
fn is_named_article(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.is(Class::DEFINITE) && token.is_capital() && !token.is(Class::OPENS)
    }) && tokens.get(at + 1).is_some_and(may_stand_in_name)
}

/// "Will Smith", "June Carver": a capital inside a sentence in front of another; "in June Carver left"
/// and "in May Britain voted" tell when.
fn is_named_word(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let timed = before.is_some_and(|before| {
        let leads = Class::PREPOSITION | Class::TIMELY | Class::ADVERB | Class::DETERMINER;
        before.kind == TokenKind::Number || before.is(leads)
    });
    let capital = |token: &Token| token.case == Case::Capital;
    let word = tokens.get(at).filter(|token| capital(token) && !token.is(Class::OPENS));
    let next = tokens.get(at + 1).filter(|next| capital(next) && !next.is(BODY | Class::PLACE));
    let (Some(word), Some(next)) = (word, next) else { return false };
    word.is(Class::AUXILIARY | Class::MONTH) && !timed && may_stand_in_name(next)
        || word.is(Class::AUXILIARY) && next.is(Class::SURNAME)
}

/// "May said": a month that speaks is somebody.
fn is_speaking_month(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is(Class::MONTH) && token.case == Case::Capital)
        && tokens.get(at + 1).is_some_and(|next| next.is(Class::ONLY_SAYS) && next.is(Class::PAST))
}

/// "Whatever Apple": the capital of an ordinary word at the beginning of a sentence is no part of the
/// name behind it, unless that is a body's ("Supreme Court").
fn opens_plainly(tokens: &[Token], at: usize) -> bool {
    let Some(first) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1).filter(|next| may_stand_in_name(next));
    first.is(Class::OPENS)
        && is_ordinary(first)
        && next.is_some_and(|next| !next.is(BODY) || next.is(Class::ALONE))
}

/// Whether a word with a capital may just as well be no name.
pub(super) fn is_ordinary(token: &Token) -> bool {
    let named = GIVEN | Class::SURNAME | ROLE | BODY | Class::PLACE | Class::ABBREVIATION;
    let verb = Class::PRETERITE | Class::PAST_ENDING | Class::LOOKS_PAST | Class::PARTICIPLE;
    token.is(Class::ORDINARY | Class::LOOKS_GERUND | Class::DETERMINER | verb)
        && !token.is(named)
        && token.case == Case::Capital
}

/// A name while it grows to the right.
struct Run<'t> {
    tokens: &'t [Token],
    from: usize,
    length: usize,
    /// Whether a word of it makes it a body's.
    body: bool,
    /// Whether a small word has joined its parts.
    inner: bool,
}

impl Run<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|token| token.is(class))
    }

    /// Takes in the next word; `false` where the name ends.
    fn grow(&mut self) -> bool {
        let next = self.from + self.length;
        let Some(last) = self.get(next - 1).filter(|last| !last.is_possessive()) else {
            return false;
        };
        // "Ban on Cars\nAna Ruiz": no name goes on behind a heading.
        let Some(token) = self.get(next).filter(|token| !token.is(Class::NEW_LINE)) else {
            return false;
        };
        let joins = if may_continue(last, token) {
            if self.begins_another(next) {
                return false;
            }
            0
        } else {
            let joins = self.joints(next);
            let behind = self.get(next + joins).filter(|_| joins > 0);
            // "Frente de Todos"
            let all = |token: &Token| {
                self.body && token.is(Class::DETERMINER) && token.case == Case::Capital
            };
            if !behind.is_some_and(|token| may_stand_in_name(token) || all(token)) {
                return false;
            }
            joins
        };
        self.inner |= joins > 0;
        self.body |= self.is(next + joins, BODY);
        self.length += joins + 1;
        true
    }

    /// "European Union Gordon Sondland": a person's name behind a body's. A body that begins with the
    /// word for it may be called after somebody ("Fundación Carlos Ruiz").
    fn begins_another(&self, next: usize) -> bool {
        // "Lisa Stark ABC"
        let paper = !self.body
            && self.length > 1
            && self.is(self.from, GIVEN)
            && self.get(next).is_some_and(|token| token.case == Case::Upper && token.is(BODY));
        // "la UDI Ana Ruiz"
        let party = self.length == 1
            && self.get(self.from).is_some_and(|token| token.case == Case::Upper)
            && self.get(next).is_some_and(|token| token.case == Case::Capital)
            && self.is_person(next);
        paper
            || party
            || self.body
                && !self.is(self.from, BODY)
                && !self.is(next - 1, ROLE)
                && self.is(next, GIVEN)
                && !self.is(next, BODY | Class::PLACE)
                && self
                    .get(next + 1)
                    .is_some_and(|token| may_stand_in_name(token) && !token.is(BODY))
    }

    /// How many small words from `at` on join the name to its next word: `de la`, `van der`, `&`, and
    /// in the name of a body `of the`, and `and` behind that.
    fn joints(&self, at: usize) -> usize {
        let Some(token) = self.get(at) else { return 0 };
        if token.kind == TokenKind::Other {
            return usize::from(token.is(Class::CONJUNCTION));
        }
        let article = self.is(at + 1, Class::DEFINITE | Class::PARTICLE)
            && self.get(at + 1).is_some_and(|token| !token.is_capital());
        let behind = self.get(at + 1 + usize::from(article));
        if token.kind != TokenKind::Word {
            return 0;
        }
        let conjunction = token.is(Class::CONJUNCTION) || token.span.len() == 1;
        let joins = if self.body {
            let proper = self.is(at - 1, Class::ALONE)
                || self.get(at - 1).is_some_and(|last| last.case == Case::Upper);
            let joint = token.is(Class::JOINT) && !proper || self.inner && token.is(Class::TO);
            let of = token.is(Class::OF | Class::PARTICLE) && !conjunction;
            let to = token.is(Class::CONTRACTION) && !token.is(Class::OF);
            of && !to && !self.is_person(at + 1) && (joint || token.is(Class::PARTICLE))
                || joint && (behind.is_some_and(is_subject_matter) || self.is_of_place(at, article))
                || token.is(Class::TO) && self.get(at + 1).is_some_and(is_ordinary)
                || token.is(Class::PLACING) && self.stands_in(at)
                || conjunction
                    && self.inner
                    && !self.is(at - 1, Class::PLACE)
                    && !self.leads_to_body(at + 1 + usize::from(article))
                    && behind.is_some_and(is_subject_matter)
        } else if conjunction {
            let joins = token.is(Class::PARTICLE) && self.is_second_surname(at);
            return usize::from(joins || self.is_of_both(at));
        } else {
            let place = self.length > 1 && behind.is_some_and(is_only_place);
            let to = token.is(Class::CONTRACTION) && !token.is(Class::OF);
            token.is(Class::PARTICLE) && !place && !to
        };
        if joins { 1 + usize::from(article) } else { 0 }
    }

    /// "Center for American Progress"
    fn is_of_place(&self, at: usize, article: bool) -> bool {
        let place = at + 1 + usize::from(article);
        self.is(place, Class::PLACE) && self.get(place + 1).is_some_and(is_subject_matter)
    }

    /// "Embajada de Alemania en Colombia"
    fn stands_in(&self, at: usize) -> bool {
        self.inner && self.is(at - 1, Class::PLACE) && self.is(at + 1, Class::PLACE)
    }

    /// "… and the World Health Organization": another body's name.
    fn leads_to_body(&self, at: usize) -> bool {
        const FURTHEST: usize = 5;
        let words = within_reach(self.tokens, at, FURTHEST).iter();
        let mut words = words.take_while(|token| may_stand_in_name(token));
        words.any(|token| token.is(Class::ORGANIZATION | Class::OUTLET))
    }

    /// "Immigration and Customs Enforcement": ordinary words in front, the word for a body behind.
    fn is_of_both(&self, at: usize) -> bool {
        const FURTHEST: usize = 4;
        let named = GIVEN | Class::SURNAME | Class::PLACE;
        let plain = |at: usize| self.is(at, Class::ORDINARY) && !self.is(at, named);
        let behind = within_reach(self.tokens, at + 1, FURTHEST);
        let last = behind.iter().take_while(|token| may_stand_in_name(token)).last();
        plain(at - 1)
            && self.is(at + 1, Class::ORDINARY)
            && last.is_some_and(|last| last.is(BODY) && !last.is(Class::ALONE))
    }

    /// "Ana Ortega y Gasset": one word behind, and more than one in front.
    fn is_second_surname(&self, at: usize) -> bool {
        let behind = self.get(at + 1);
        let ends = self.get(at + 2).is_none_or(|token| !may_stand_in_name(token));
        self.length > 1
            && ends
            && behind.is_some_and(|token| {
                !token.is(GIVEN | BODY | Class::PLACE) && token.case == Case::Capital
            })
            && (self.from..at).any(|at| self.is(at, GIVEN) && !self.is(at, BODY))
    }

    /// Whether a person's whole name begins at `at`.
    fn is_person(&self, at: usize) -> bool {
        self.is(at, GIVEN)
            && !self.is(at, BODY | Class::PLACE)
            && self.get(at + 1).is_some_and(may_stand_in_name)
    }
}

/// At most `most` tokens from `at` on.
fn within_reach(tokens: &[Token], at: usize, most: usize) -> &[Token] {
    let end = tokens.len().min(at + most);
    tokens.get(at.min(end)..end).unwrap_or(&[])
}

/// What a body may be for or on: "Health", never "Ana" or "Congress".
fn is_subject_matter(token: &Token) -> bool {
    !token.is(GIVEN | BODY | Class::PLACE) && token.case == Case::Capital
}

pub(super) fn is_only_place(token: &Token) -> bool {
    token.is(Class::PLACE) && !token.is(Class::SURNAME | GIVEN)
}

/// Whether `token` goes on with the name that `last` belongs to. Behind a given name or a title a
/// capital is a surname, whatever the word is elsewhere: "Theresa May".
fn may_continue(last: &Token, token: &Token) -> bool {
    let closed = Class::NOT_NAME | Class::WEEKDAY | Class::PREPOSITION | Class::CONJUNCTION;
    let capital = token.case == Case::Capital
        && !token.is(closed | Class::DETERMINER | Class::SUBJECT | Class::PAST);
    let surname = last.is(GIVEN | Class::ADDRESS)
        && token.is(Class::MONTH | Class::AUXILIARY | Class::FINITE | Class::ADVERB);
    // "Indiana State Police": no verb has a capital there.
    let noun = token.is(Class::AMBIGUOUS) && !token.is(Class::LOOKS_PLURAL);
    may_stand_in_name(token) || capital && (surname || noun)
}

pub(super) fn may_stand_in_name(token: &Token) -> bool {
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
    let particle = token.is(Class::PARTICLE) && !token.is(Class::OPENS);
    token.is_capital()
        && token.span.len() > 1
        && (!token.is(never) || particle || token.is(Class::WEEKDAY) && token.is(GIVEN))
        && !month
        && !(token.is(Class::FINITE) && token.case == Case::Capital && !token.is(BODY))
}
