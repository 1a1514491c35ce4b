//! Quotation marks: which stretches of a paragraph stand between them.
//!
//! Marks are paired within one paragraph, whichever way the language sets them: “A”, „A“, «A», »A«,
//! ”A”, ‘A’, ‚A‘, ‹A›. What a mark does shows in what stands beside it. A quote that is still open at the
//! paragraph's end runs to the end: either it goes on in the next paragraph (which opens with a mark
//! again), or its closing mark was forgotten.

mod dialogue;
mod inserted;
mod pairs;
mod sides;
mod single;

use super::tokens::{QuoteMark, Token, TokenKind};
use onrecord_language::{Class, Tables};
use onrecord_text::Span;
use pairs::Pairs;

/// A stretch between quotation marks, outermost level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotation {
    /// First token inside.
    pub(super) from: usize,
    /// One past the last token inside.
    pub(super) to: usize,
    /// Bytes with the marks.
    pub(super) outer: Span,
    /// Whether a closing mark was found.
    pub(super) closed: bool,
    /// Whether it stands between single marks.
    pub(super) single: bool,
}

/// The quotes of a paragraph, in order.
pub(super) fn quotes(text: &str, tokens: &[Token], tables: &Tables) -> Vec<Quotation> {
    let quoted = tokens.get(1).is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)));
    if tokens.first().is_some_and(|token| token.kind == TokenKind::Dash) && !quoted {
        // Where insertions are not told from answers, dashes give nobody words.
        let told = !tables.language().is_partial();
        return if told { dialogue::dialogue(tokens) } else { Vec::new() };
    }
    let mut found = Vec::new();
    let pairs = Pairs::of(text, tokens);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let TokenKind::Quote(mark) = token.kind else {
            at += 1;
            continue;
        };
        let next = if is_single(mark) {
            single::single(text, tokens, tables, &pairs, at)
        } else {
            double(tokens, &pairs, at)
        };
        let beyond = next.map_or(at + 1, |quote| quote.to + usize::from(quote.closed));
        if let Some(quote) = next.filter(|quote| quote.from < quote.to) {
            inserted::parts(text, tokens, quote, &mut found);
        }
        at = beyond.max(at + 1);
    }
    found
}

/// The quote that the double mark at `at` opens.
fn double(tokens: &[Token], pairs: &Pairs, at: usize) -> Option<Quotation> {
    if let Some(close) = pairs.close(at) {
        return Some(quote(tokens, at, close, true, false));
    }
    if !pairs.opens(at) {
        return None;
    }
    let Some(next) = pairs.next(at) else {
        return Some(unclosed(tokens, at, tokens.len(), false));
    };
    // “A, said X. “B,” said Y: the first was never closed. “A “b” c: nor was it, but goes on.
    if let Some(end) = attribution(tokens, at + 1, next) {
        return Some(quote(tokens, at, end, false, false));
    }
    let ended = next.checked_sub(1).and_then(|last| tokens.get(last));
    if ended.is_some_and(|last| matches!(last.kind, TokenKind::Stop | TokenKind::Colon)) {
        return Some(quote(tokens, at, next, false, false));
    }
    match pairs.close(next) {
        Some(close) => Some(quote(tokens, at, close, true, false)),
        None => Some(unclosed(tokens, at, tokens.len(), false)),
    }
}

/// A quote from the mark at `at` up to `to` at most that no mark closes: to the attribution behind it,
/// if there is one.
fn unclosed(tokens: &[Token], at: usize, to: usize, single: bool) -> Quotation {
    quote(tokens, at, attribution(tokens, at + 1, to).unwrap_or(to), false, single)
}

/// Where a quote that is never closed ends because “…, said the mayor” follows: at the comma.
fn attribution(tokens: &[Token], from: usize, to: usize) -> Option<usize> {
    let named = |token: &Token| token.is_capital() || token.is(Class::DETERMINER | Class::SUBJECT);
    let windows = tokens.get(from..to)?.windows(3);
    let at = windows.into_iter().position(|three| {
        matches!(three, [comma, verb, who] if comma.kind == TokenKind::Comma
            && verb.is(Class::SAY) && verb.is(Class::FINITE) && named(who))
    })?;
    (at > 0).then_some(from + at + 1)
}

fn quote(tokens: &[Token], start: usize, end: usize, closed: bool, single: bool) -> Quotation {
    let last = if closed { end } else { end - 1 };
    let first_byte = tokens.get(start).map_or(0, |token| token.span.start);
    let last_byte = tokens.get(last).map_or(first_byte, |token| token.span.end);
    let outer = Span::new(first_byte, last_byte);
    Quotation { from: start + 1, to: end, outer, closed, single }
}

fn is_single(mark: QuoteMark) -> bool {
    matches!(
        mark,
        QuoteMark::OpenSingle
            | QuoteMark::LowSingle
            | QuoteMark::CloseSingle
            | QuoteMark::StraightSingle
    )
}

#[cfg(test)]
mod tests;
