//! A verb beside a quote that no table knows: place and comma say that it tells whose words these are.

use super::Range;
use super::nouns::phrase;
use super::verbs::is_verbal;
use crate::phrases::is_title;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::Class;

/// The most words of a name beside such a verb.
const LONGEST: usize = 5;

/// Verbs that other rules read.
const KNOWN: Class = Class::all(&[
    Class::SAY,
    Class::TELL,
    Class::THINK,
    Class::OBJECT,
    Class::INFINITIVE,
    Class::AUXILIARY,
]);

/// Who spoke, where the word at `at` stands for a verb of saying.
pub(super) fn beside_quote(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    let token = sentence.token(at)?;
    if token.kind != TokenKind::Word || token.is(KNOWN) {
        return None;
    }
    named(sentence, at).or_else(|| inverted(sentence, at))
}

/// `“…,” Smith barked.`: a name behind a quote, the verb and a mark.
fn named(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    if !is_verbal(sentence, at) || !is_done(sentence, at + 1) {
        return None;
    }
    let range = phrase(sentence, at)?;
    let quote = range.0.checked_sub(1).filter(|before| sentence.quote(*before).is_some())?;
    let finished =
        sentence.quote_ends(quote, TokenKind::Comma) || sentence.quote_ends(quote, TokenKind::Stop);
    let named = sentence.is_capital(range.1 - 1) || sentence.is(range.0, Class::SUBJECT);
    (finished && named && range.1 - range.0 <= LONGEST).then_some(range)
}

/// `“…,” barked Smith.`: the quote is the first of the sentence, and no small word follows it.
fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    const SMALL: Class = Class::all(&[
        Class::DETERMINER,
        Class::PREPOSITION,
        Class::CONJUNCTION,
        Class::SUBORDINATE,
        Class::SUBJECT,
        Class::ADVERB,
        Class::NEGATION,
        Class::TITLE,
        Class::PERSON,
        Class::FIELDS_OF_WORK,
        Class::ORGANIZATION,
        Class::OUTLET,
        Class::WEEKDAY,
        Class::OPENER,
        Class::ADDRESS,
    ]);
    let comma = at.checked_sub(1).filter(|before| sentence.is_kind(*before, TokenKind::Comma));
    let quote = comma.unwrap_or(at).checked_sub(1).filter(|quote| *quote == 0)?;
    let inside = sentence.paragraph.inside(sentence.quote(quote)?);
    let ended = comma.is_some()
        || [TokenKind::Comma, TokenKind::Stop].iter().any(|end| sentence.quote_ends(quote, *end));
    if !ended || is_title(inside) || sentence.is_capital(at) || sentence.is(at, SMALL) {
        return None;
    }
    let from = at + 1;
    if let Some(to) = described(sentence, from) {
        return Some((from, to));
    }
    let name = (from..sentence.items.len()).take_while(|item| {
        sentence.is_capital(*item) || *item > from && sentence.is(*item, Class::PARTICLE)
    });
    let to = from + name.count();
    (from < to && to - from <= LONGEST && is_done(sentence, to)).then_some((from, to))
}

/// `“…,” wheezed the old caretaker.`: the end of words that say what somebody is.
fn described(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let party = Class::PERSON | Class::TITLE | Class::FIELDS_OF_WORK;
    let to =
        (from..from + LONGEST).find(|item| !sentence.is_word(*item) || is_done(sentence, *item));
    let to = to.filter(|to| *to > from + 1 && is_done(sentence, *to))?;
    let determined = sentence.is(from, Class::DETERMINER) && !sentence.is(from, Class::PREPOSITION);
    (determined && sentence.is(to - 1, party)).then_some(to)
}

/// `“…”, remató.`: such a verb alone, in a language whose verbs need no subject.
pub(super) fn unsaid(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.token(at).filter(|token| token.kind == TokenKind::Word) else {
        return false;
    };
    let told = token.is(Class::PAST_ENDING | Class::PRETERITE) && !token.is_capital();
    let drops = sentence.paragraph.tables.language().drops_subjects();
    let ended = sentence.token(at + 1).is_none_or(|next| next.kind == TokenKind::Stop);
    let comma = at == 2 && sentence.is_kind(1, TokenKind::Comma);
    let quoted = sentence.quote(0).is_some_and(|quote| !is_title(sentence.paragraph.inside(quote)));
    told && drops && ended && comma && quoted && !token.is(KNOWN)
}

/// Whether nothing follows that the verb could do something to.
fn is_done(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_none_or(|next| {
        matches!(next.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Colon)
            || next.is(Class::PREPOSITION | Class::ADVERB)
    })
}
