//! What stands between words: which mark a character is, and how many belong to it.

use super::tokens::{QuoteMark, Token, TokenKind, char_at, plain};

/// The mark that begins with `c` at byte `start`; `before` is the character in front of it.
pub(super) fn mark(text: &str, start: usize, c: char, before: char) -> Token {
    let mut end = start + c.len_utf8();
    let next = char_at(text, end).unwrap_or(' ');
    let kind = match c {
        // Typed for a low mark: ,,So,“ sagte er.
        ',' if next == c && before.is_whitespace() && is_letter(text, end + 1) => {
            end += 1;
            TokenKind::Quote(QuoteMark::Low)
        }
        ',' => TokenKind::Comma,
        '.' | '?' | '!' | '…' => {
            while let Some(more @ ('.' | '?' | '!' | '…')) = char_at(text, end) {
                end += more.len_utf8();
            }
            TokenKind::Stop
        }
        ':' => TokenKind::Colon,
        ';' => TokenKind::Semicolon,
        '—' | '–' | '―' => TokenKind::Dash,
        '-' if next == '-' || before.is_whitespace() == next.is_whitespace() => {
            while char_at(text, end) == Some('-') {
                end += 1;
            }
            TokenKind::Dash
        }
        '“' | '‟' => TokenKind::Quote(QuoteMark::Open),
        '„' => TokenKind::Quote(QuoteMark::Low),
        '”' => TokenKind::Quote(QuoteMark::Close),
        '«' | '‹' | '「' | '『' => TokenKind::Quote(QuoteMark::OpenAngle),
        '»' | '›' | '」' | '』' => TokenKind::Quote(QuoteMark::CloseAngle),
        '"' => TokenKind::Quote(QuoteMark::Straight),
        // Two single marks are a double one, as agencies send them: ``A,'' he said.
        '‘' | '`' | '’' | '\'' if next == c => {
            end += c.len_utf8();
            TokenKind::Quote(match c {
                '‘' => QuoteMark::Open,
                '’' => QuoteMark::Close,
                _ => QuoteMark::Straight,
            })
        }
        '‘' => TokenKind::Quote(QuoteMark::OpenSingle),
        '‚' => TokenKind::Quote(QuoteMark::LowSingle),
        '’' => TokenKind::Quote(QuoteMark::CloseSingle),
        '\'' => TokenKind::Quote(QuoteMark::StraightSingle),
        '(' | ')' | '[' | ']' => TokenKind::Bracket,
        _ => TokenKind::Other,
    };
    plain(kind, start, end)
}

fn is_letter(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_alphabetic)
}
