//! What a narrator says inside the marks of a quote, between dashes: “La gente –dijo el alcalde– está
//! cansada”. It parts the quote as closing and opening marks would.

use super::Quotation;
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::Class;
use onrecord_text::Span;

/// The most words between the dashes.
const LONGEST: usize = 12;

/// Puts the pieces of `quote` onto `found`: all of it, where nobody is named inside.
pub(super) fn parts(text: &str, tokens: &[Token], quote: Quotation, found: &mut Vec<Quotation>) {
    let mut rest = quote;
    while let Some((opens, closes)) = insertion(text, tokens, &rest) {
        let first = rest.outer.start;
        let end = tokens.get(opens).map_or(first, |dash| dash.span.end);
        found.push(Quotation { to: opens, outer: Span::new(first, end), closed: true, ..rest });
        let mark = tokens.get(closes + 1);
        let stopped =
            mark.is_some_and(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Comma));
        let before = closes + usize::from(stopped);
        let start = tokens.get(before).map_or(end, |token| token.span.start);
        rest = Quotation { from: before + 1, outer: Span::new(start, rest.outer.end), ..rest };
        if rest.from >= rest.to {
            return;
        }
    }
    found.push(rest);
}

/// The dashes around a verb of saying and who said it.
fn insertion(text: &str, tokens: &[Token], quote: &Quotation) -> Option<(usize, usize)> {
    let dash = |at: &usize| {
        tokens
            .get(*at)
            .is_some_and(|token| token.kind == TokenKind::Dash || token.span.of(text) == "-")
    };
    let inside = quote.from..quote.to;
    inside.clone().skip(1).filter(dash).find_map(|opens| {
        let closes = (opens + 2..inside.end.min(opens + LONGEST)).find(dash)?;
        let words = within(tokens, opens + 1..closes);
        let says = |token: &Token| token.is(Class::SAY) && token.is(Class::FINITE);
        let led = words.iter().find(|token| !token.is(Class::CLITIC | Class::AUXILIARY));
        let first = led.is_some_and(|token| says(token) && !token.is_capital());
        let last = words.last().is_some_and(|token| says(token) && words.len() < 5);
        (first || last).then_some((opens, closes))
    })
}
