//! Whose words a colon announces without a verb of saying: the label's, or the sentence's subject.

use super::StatementReader;
use super::who::NamedSpeaker;
use crate::attribution::{Range, introduction, name_end};
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};

/// What tells who somebody is, in front of the name.
const ROLE: Class =
    Class::all(&[Class::TITLE, Class::PERSON, Class::FIELDS_OF_WORK, Class::DETERMINER]);

impl StatementReader<'_> {
    /// `Name: “…”`: only where the name is all of the label, with what its bearer is. "The case of Ann
    /// Lee: “…”" is what somebody else was asked; whose words a section gives is then known from above.
    pub(super) fn before_colon(&mut self, sentence: &Sentence<'_>, colon: usize) -> NamedSpeaker {
        let mut from = colon;
        while from > 0 && (sentence.is_capital(from - 1) || sentence.is(from - 1, ROLE)) {
            from -= 1;
        }
        let whole = from.checked_sub(1).is_none_or(|before| {
            !sentence.is_word(before) && !sentence.is_kind(before, TokenKind::Number)
        });
        let named =
            (from..colon).any(|at| sentence.is_capital(at) && !sentence.is(at, Class::DETERMINER));
        if whole && named {
            return self.who(sentence, (from, colon));
        }
        if let Some(subject) = only_subject(sentence, colon) {
            let is_person = (subject.0..subject.1).map_while(|at| sentence.token(at).copied());
            let name: Vec<_> = is_person.skip_while(|token| !token.is_capital()).collect();
            if self.names.is_somebody(self.text, &name) {
                return self.who(sentence, subject);
            }
        }
        self.section.map_or(NamedSpeaker::default(), NamedSpeaker::before)
    }
}

/// "La alcaldesa Ana Ruiz, en conversación con la radio: “…”", "Ana Ruiz fue tajante: “…”": the subject of
/// a sentence that ends in a quote, where nobody else and nothing that holds words stands before the colon.
fn only_subject(sentence: &Sentence<'_>, colon: usize) -> Option<Range> {
    const LONGEST: usize = 14;
    let last = (colon + 1..sentence.items.len()).all(|at| !sentence.is_word(at));
    let from = introduction(sentence);
    let mut name = from;
    while sentence.is(name, ROLE) && (!sentence.is_capital(name) || name == from) {
        name += 1;
    }
    let to = name_end(sentence, name);
    if !last || to < name + 2 || colon > to + LONGEST {
        return None;
    }
    let own = (to + 1..colon).find(|at| sentence.is_kind(*at, TokenKind::Comma));
    let talk = sentence.is_kind(to, TokenKind::Comma) && sentence.is(to + 1, Class::THROUGH);
    let apart = sentence.is_kind(to, TokenKind::Comma) && !talk || own.is_some();
    let holds = Class::MEDIUM | Class::WORK;
    let other =
        Class::PERSON | Class::TITLE | Class::HE | Class::SHE | Class::THEY | Class::AUDIENCE;
    let closed = |at: usize| {
        sentence.quote(at).is_some()
            || sentence.phrase(WordList::TakesIn, at).is_some()
            || !talk && sentence.is(at, holds | other)
            || !talk && sentence.is_capital(at)
            || sentence.is(at, Class::RELATIVE | Class::SUBORDINATE)
                && !sentence.is(at, Class::DETERMINER)
            || sentence.is(at, Class::BE) && is_participle(sentence, at + 1)
    };
    // "Ana Ruiz never said: “…”": words that she has not spoken.
    let withheld = |at: usize| {
        sentence.is(at, Class::NEGATION) || sentence.phrase(WordList::Moods, at).is_some()
    };
    let says = |at: usize| sentence.is(at, Class::SAY | Class::TELL);
    let unsaid = (to..colon).any(withheld) && (to..colon).any(says);
    (!apart && !unsaid && !(to..colon).any(closed)).then_some((from, to))
}

/// "fue recibida", "was met with": what is done to somebody.
fn is_participle(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.is(at + 1, Class::PREPOSITION) {
        return true;
    }
    sentence.token(at).is_some_and(|token| {
        let word = token.span.of(sentence.paragraph.text);
        let ends = sentence.paragraph.tables.without_ending(WordList::ParticipleEndings, word);
        ends.is_some() || token.is(Class::PARTICIPLE | Class::LOOKS_PAST)
    })
}
