//! Dashes that enclose what a narrator says in a line of dialogue.

use super::Quotation;
use crate::tokens::{Token, TokenKind};
use onrecord_language::Class;
use onrecord_text::Span;

/// A line of dialogue in the Spanish way: —No firmé —dijo el director—. Nadie me lo pidió. Dashes
/// enclose what the narrator says; without such an insertion the line is left alone.
pub(super) fn dialogue(tokens: &[Token]) -> Vec<Quotation> {
    let dashes: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| (token.kind == TokenKind::Dash).then_some(at))
        .collect();
    let mut found = Vec::new();
    let [first, rest @ ..] = dashes.as_slice() else { return found };
    // Lines that each begin with a dash are a list, or lines of several people.
    let begins = |at: &usize| tokens.get(*at).is_some_and(|dash| dash.is(Class::NEW_LINE));
    if rest.iter().any(begins) {
        return found;
    }
    let mut from = first + 1;
    for pair in rest.chunks(2) {
        let (Some(opens), closes) = (pair.first().copied(), pair.get(1).copied()) else { break };
        found.extend(said(tokens, from, opens, true));
        let Some(closes) = closes else { return found };
        let mark = tokens.get(closes + 1);
        let skip =
            mark.is_some_and(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Comma));
        from = closes + 1 + usize::from(skip);
    }
    if !found.is_empty() {
        found.extend(said(tokens, from, tokens.len(), true));
    }
    found
}

/// The words `from..to` of a line of dialogue.
fn said(tokens: &[Token], from: usize, to: usize, closed: bool) -> Option<Quotation> {
    let first = tokens.get(from).filter(|_| from < to)?;
    let last = to.checked_sub(1).and_then(|last| tokens.get(last))?;
    let outer = Span::new(first.span.start, last.span.end);
    Some(Quotation { from, to, outer, closed, single: false })
}
