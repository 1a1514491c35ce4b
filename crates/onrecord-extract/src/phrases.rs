//! Small readings of tokens that putting statements together needs: the name in a phrase, titles of
//! works, the words of a quote.

use super::names::run;
use super::sentence::{Sentence, SentenceItem};
use super::tokens::{Token, TokenKind};
use onrecord_language::Class;
use onrecord_text::Span;

/// The name at the end of a noun phrase, with its titles: of its first `head` tokens, or reaching
/// beyond them ("the Bureau of Prisons"). `inside`: a capital is not due to the beginning of the
/// sentence.
pub(super) fn name_in(phrase: &[Token], head: usize, inside: bool) -> Option<&[Token]> {
    let mut at = 0;
    let mut name = None;
    while at < head {
        let length = run(phrase, at);
        if length > 0 && at + length >= head {
            let plural = !inside
                && length == 1
                && phrase.get(at).is_some_and(|token| token.is(Class::PERSON | Class::MANY));
            name = (!plural).then(|| phrase.get(at..at + length)).flatten();
        }
        at += length.max(1);
    }
    name
}

/// "the state's chairman, Phil Lovas": the name that is all of the insertion.
pub(super) fn apposed(phrase: &[Token]) -> Option<&[Token]> {
    let comma = phrase.iter().position(|token| token.kind == TokenKind::Comma)?;
    let name = phrase.get(comma + 1..)?;
    let name = if name.last().is_some_and(|token| token.kind == TokenKind::Comma) {
        name.get(..name.len() - 1)?
    } else {
        name
    };
    // "su defensor, el abogado Iván Mora"
    let role = Class::TITLE | Class::PERSON | Class::FIELDS_OF_WORK | Class::DETERMINER;
    let small = name.iter().take_while(|token| !token.is_capital() && token.is(role)).count();
    let name = name.get(small..)?;
    // "Ana Ruiz (2011–2015)"
    let bracket = name.iter().position(|token| token.kind == TokenKind::Bracket);
    let name = bracket.filter(|at| *at > 0).and_then(|at| name.get(..at)).unwrap_or(name);
    let place = name.iter().all(|token| token.is(Class::PLACE));
    let described = phrase.first().is_some_and(|first| first.is(Class::DETERMINER));
    let long = name.len() > 1 || name.len() == 1 && described && !place;
    (long && run(name, 0) == name.len()).then_some(name)
}

/// Most words have capitals: a title over the text, whose capitals tell nothing.
pub(super) fn is_headline(tokens: &[Token]) -> bool {
    capitals(tokens, 4)
}

/// Whether there are more than `few` longer words and more than four in five have capitals.
pub(super) fn capitals(tokens: &[Token], few: usize) -> bool {
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (mut all, mut capitals) = (0, 0);
    for token in words {
        all += 1;
        capitals += usize::from(token.is_capital());
    }
    all > few && capitals * 10 > all * 8
}

/// Whether a short quote reads like the title of a work: “Night of the Fox”.
pub(super) fn is_title(tokens: &[Token]) -> bool {
    let small = Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION;
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let edges = [words().next(), words().next_back()];
    words().count() > 1
        && tokens.len() < 12
        && words().all(|token| token.is_capital() || token.is(small))
        && edges.iter().all(|edge| edge.is_some_and(Token::is_capital))
}

/// A quote's words: without its marks, without a comma before the closing one.
pub(super) fn inner(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let quote = sentence.quote(at)?;
    let tokens = sentence.paragraph.tokens.get(quote.from..quote.to)?;
    let first = tokens.first()?;
    let last = tokens.iter().rev().find(|token| token.kind != TokenKind::Comma)?;
    Some(Span::new(first.span.start, last.span.end))
}

/// The tokens of a sentence, those inside its quotes too.
pub(super) fn token_range(sentence: &Sentence<'_>) -> (usize, usize) {
    let at = |item: &SentenceItem, last: bool| match item {
        SentenceItem::Token(token) => token + usize::from(last),
        SentenceItem::Quote(quote) => {
            let quote = sentence.paragraph.quotes.get(*quote);
            quote.map_or(0, |quote| if last { quote.to } else { quote.from })
        }
    };
    let first = sentence.items.first().map_or(0, |item| at(item, false));
    let last = sentence.items.last().map_or(0, |item| at(item, true));
    (first, last)
}
