//! Quotation marks: which stretches of a paragraph stand between them.
//!
//! Marks are paired within one paragraph. A quote that is still open at its end runs to the end:
//! either it goes on in the next paragraph (which opens with a mark again), or its closing mark was
//! forgotten. Single marks count only where they pair up and no double mark stands around them, for
//! an apostrophe looks the same.

use super::tokens::{QuoteMark, Token, TokenKind};
use onrecord_language::Class;
use onrecord_text::Span;

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

/// The longest stretch between single marks, in tokens: beyond it an apostrophe is more likely.
const LONGEST_SINGLE: usize = 80;

/// The quotes of a paragraph, in order.
pub(super) fn quotes(text: &str, tokens: &[Token]) -> Vec<Quotation> {
    if tokens.first().is_some_and(|token| token.kind == TokenKind::Dash) {
        return dialogue(tokens);
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, QuoteMark)> = None;
    for (at, token) in tokens.iter().enumerate() {
        let TokenKind::Quote(mark) = token.kind else { continue };
        let sides = Sides::of(text, token.span);
        match open {
            Some((_, with))
                if mark == QuoteMark::Straight && with == mark && is_inch(text, tokens, at) => {}
            Some((start, with)) if closes(mark, with, sides) => {
                let single = is_single(with);
                if at > start + 1 && !(single && at - start > LONGEST_SINGLE) {
                    found.push(quote(tokens, start, at, true, single));
                }
                open = None;
            }
            Some((_, with)) if !is_single(with) || is_single(mark) => {}
            _ if opens(mark, sides) => open = Some((at, mark)),
            // »A quote that goes on, opened with a closing mark.
            _ if at == 0 && matches!(mark, QuoteMark::CloseAngle | QuoteMark::Close) => {
                open = Some((
                    at,
                    if mark == QuoteMark::Close { QuoteMark::Open } else { QuoteMark::OpenAngle },
                ));
            }
            _ => {}
        }
    }
    if let Some((start, with)) = open
        && !is_single(with)
        && start + 1 < tokens.len()
    {
        let end = attribution(tokens, start + 1).unwrap_or(tokens.len());
        found.push(quote(tokens, start, end, false, false));
    }
    found
}

/// Whether a straight mark behind a digit means inches: the next one does not open a quote.
fn is_inch(text: &str, tokens: &[Token], at: usize) -> bool {
    let numeric = |token: &Token| Sides::of(text, token.span).before.is_some_and(char::is_numeric);
    let next = tokens
        .iter()
        .skip(at + 1)
        .find(|token| token.kind == TokenKind::Quote(QuoteMark::Straight));
    tokens.get(at).is_some_and(numeric)
        && next.is_some_and(|next| !Sides::of(text, next.span).is_free_before_mark())
}

/// Where a quote that is never closed ends because “…, said the mayor” follows: at the comma.
fn attribution(tokens: &[Token], from: usize) -> Option<usize> {
    let named = |token: &Token| token.is_capital() || token.is(Class::DETERMINER | Class::SUBJECT);
    let windows = tokens.get(from..)?.windows(3);
    let at = windows.into_iter().position(|three| {
        matches!(three, [comma, verb, who] if comma.kind == TokenKind::Comma
            && verb.is(Class::SAY) && verb.is(Class::FINITE) && named(who))
    })?;
    (at > 0).then_some(from + at + 1)
}

/// A line of dialogue in the Spanish way: —No firmé —dijo el director—. Nadie me lo pidió. Dashes
/// enclose what the narrator says; without such an insertion the line is left alone.
fn dialogue(tokens: &[Token]) -> Vec<Quotation> {
    let dashes: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| (token.kind == TokenKind::Dash).then_some(at))
        .collect();
    let mut found = Vec::new();
    let [first, rest @ ..] = dashes.as_slice() else { return found };
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

fn quote(tokens: &[Token], start: usize, end: usize, closed: bool, single: bool) -> Quotation {
    let last = if closed { end } else { end - 1 };
    let first_byte = tokens.get(start).map_or(0, |token| token.span.start);
    let last_byte = tokens.get(last).map_or(first_byte, |token| token.span.end);
    let outer = Span::new(first_byte, last_byte);
    Quotation { from: start + 1, to: end, outer, closed, single }
}

fn is_single(mark: QuoteMark) -> bool {
    matches!(mark, QuoteMark::OpenSingle | QuoteMark::CloseSingle | QuoteMark::StraightSingle)
}

/// What stands directly beside a mark.
#[derive(Debug, Clone, Copy)]
struct Sides {
    before: Option<char>,
    after: Option<char>,
}

impl Sides {
    fn of(text: &str, mark: Span) -> Self {
        let before = text.get(..mark.start as usize).and_then(|head| head.chars().next_back());
        let after = text.get(mark.end as usize..).and_then(|tail| tail.chars().next());
        Self { before, after }
    }

    /// Nothing that a closing mark would follow.
    fn is_free_before(self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '«' | '/')
        })
    }

    /// Nothing before it but white space: the mark opens something.
    fn is_free_before_mark(self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// An opening mark that stands where only a closing one can (`it,“ said`).
    fn closes_by_place(self) -> bool {
        self.before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'))
            && self.after.is_none_or(char::is_whitespace)
    }

    fn is_letter_after(self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }
}

fn opens(mark: QuoteMark, sides: Sides) -> bool {
    match mark {
        QuoteMark::Open | QuoteMark::OpenAngle => true,
        QuoteMark::Straight => {
            sides.is_free_before()
                || !sides.before.is_some_and(char::is_numeric) && sides.is_letter_after()
        }
        QuoteMark::OpenSingle => {
            sides.is_free_before() && sides.after.is_some_and(|c| !c.is_whitespace())
        }
        QuoteMark::StraightSingle => sides.is_free_before() && sides.is_letter_after(),
        QuoteMark::Close | QuoteMark::CloseAngle | QuoteMark::CloseSingle => false,
    }
}

fn closes(mark: QuoteMark, with: QuoteMark, sides: Sides) -> bool {
    match with {
        QuoteMark::Open => {
            mark == QuoteMark::Close
                || mark == QuoteMark::Straight && !sides.is_letter_after()
                || mark == QuoteMark::Open && sides.closes_by_place()
        }
        QuoteMark::OpenAngle => mark == QuoteMark::CloseAngle,
        QuoteMark::Straight => matches!(mark, QuoteMark::Straight | QuoteMark::Close),
        _ => {
            matches!(mark, QuoteMark::CloseSingle | QuoteMark::StraightSingle)
                && !sides.is_letter_after()
                && sides.before.is_some_and(|c| !c.is_whitespace())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;
    use onrecord_language::{Language, Tables};

    fn found(text: &str) -> Vec<(&str, bool)> {
        let mut cut = Vec::new();
        tokens(text, 0, Tables::of(Language::English), &mut cut);
        quotes(text, &cut).iter().map(|quote| (quote.outer.of(text), quote.closed)).collect()
    }

    #[test]
    fn marks_are_paired() {
        for (text, want) in [
            ("“A,” he said, “B.”", &[("“A,”", true), ("“B.”", true)][..]),
            ("\"A 'b' c\" and \"d\"", &[("\"A 'b' c\"", true), ("\"d\"", true)]),
            ("«A “b” c» dijo", &[("«A “b” c»", true)]),
            ("“A ‘b’ c", &[("“A ‘b’ c", false)]),
            ("It’s the boys’ ‘thing’, isn’t it", &[("‘thing’", true)]),
            ("a 12\" disc and a 5'10\" man", &[]),
            ("rock 'n' roll of the '90s", &[("'n'", true)]),
            ("\"a 12\" pipe and an 8\"\", he said", &[("\"a 12\" pipe and an 8\"\"", true)]),
            ("\"by 2016\" and \"by 2017\"", &[("\"by 2016\"", true), ("\"by 2017\"", true)]),
            ("“mixed\" marks", &[("“mixed\"", true)]),
            ("stray ” mark", &[]),
            ("“”", &[]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
