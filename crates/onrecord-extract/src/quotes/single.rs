//! Single marks. An apostrophe looks like the closing one, so that a quote is one only where a closing
//! mark is found, and of several the one that stands behind a stop or a comma.

use super::pairs::Pairs;
use super::sides::Sides;
use super::{Quotation, quote, unclosed};
use crate::tokens::{QuoteMark, Token, TokenKind};
use onrecord_language::{Tables, WordList};

/// The longest stretch between single marks, in tokens: beyond it an apostrophe is more likely.
const LONGEST: usize = 300;

/// Fewer tokens than these and a single mark that opens a paragraph is an apostrophe.
const FEWEST: usize = 6;

/// The quote that the single mark at `at` opens.
pub(super) fn single(
    text: &str,
    tokens: &[Token],
    tables: &Tables,
    pairs: &Pairs,
    at: usize,
) -> Option<Quotation> {
    let TokenKind::Quote(mark) = tokens.get(at)?.kind else { return None };
    if !opens(text, tokens, at) || is_clipped(text, tokens, tables, at) {
        return None;
    }
    if let Some(close) = close(text, tokens, pairs, at, mark) {
        return Some(quote(tokens, at, close, true, true));
    }
    // A quote of several paragraphs opens each and closes the last.
    let first = tokens.get(1).is_some_and(Token::is_capital);
    let goes_on = at == 0 && mark == QuoteMark::OpenSingle && first && tokens.len() > FEWEST;
    let ends = tokens.last().is_some_and(|last| last.kind == TokenKind::Stop);
    (goes_on && ends).then(|| unclosed(tokens, at, tokens.len(), true))
}

/// Whether the single mark at `at` stands where one opens.
fn opens(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let sides = Sides::of(text, token.span);
    match token.kind {
        TokenKind::Quote(QuoteMark::OpenSingle | QuoteMark::LowSingle) => sides.opens_by_place(),
        TokenKind::Quote(QuoteMark::StraightSingle) => {
            sides.is_free_before() && sides.after.is_some_and(opens_words)
        }
        _ => false,
    }
}

/// A letter, or the mark that opens a question.
fn opens_words(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '¿' | '¡' | '…' | '[')
}

/// “‘em”, “'90s”: a word or a number that lost its beginning.
fn is_clipped(text: &str, tokens: &[Token], tables: &Tables, at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Number
            || tables.has(WordList::Clipped, &next.span.of(text).to_lowercase())
    })
}

/// The mark that closes the quote opened at `at`: the first that can be nothing else; else the first.
fn close(text: &str, tokens: &[Token], pairs: &Pairs, at: usize, with: QuoteMark) -> Option<usize> {
    let mut doubtful = None;
    let mut here = at + 1;
    while here < tokens.len().min(at + LONGEST) {
        let token = tokens.get(here)?;
        let TokenKind::Quote(mark) = token.kind else {
            here += 1;
            continue;
        };
        if !super::is_single(mark) {
            // A double quote inside is whole, or it is no inside.
            match pairs.close(here) {
                Some(close) => here = close + 1,
                None => break,
            }
            continue;
        }
        let sides = Sides::of(text, token.span);
        if closes(mark, with, sides) && here > at + 1 {
            let stopped = sides.is_stopped_before();
            if stopped || doubtful.is_none() && !is_apostrophe(text, tokens, here) {
                return Some(here);
            }
            doubtful = doubtful.or(Some(here));
        } else if opens(text, tokens, here) {
            break;
        }
        here += 1;
    }
    doubtful
}

fn closes(mark: QuoteMark, with: QuoteMark, sides: Sides) -> bool {
    let own = match with {
        QuoteMark::LowSingle => mark == QuoteMark::OpenSingle,
        _ => false,
    };
    (own || matches!(mark, QuoteMark::CloseSingle | QuoteMark::StraightSingle))
        && !sides.is_letter_after()
        && sides.before.is_some_and(|c| !c.is_whitespace())
}

/// "the farmers’ land", "goin’ home": a letter before, and a word in small letters behind.
fn is_apostrophe(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = Sides::of(text, token.span).before;
    let next = tokens.get(at + 1).filter(|next| next.kind == TokenKind::Word);
    let small =
        next.is_some_and(|next| !next.is_capital() && next.span.start == token.span.end + 1);
    small && before.is_some_and(char::is_alphabetic)
}
