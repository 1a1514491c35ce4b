//! Quotes that stand alone as a heading does: `3. “Not on my watch”`. Where the text below has the same
//! words, it is there that somebody says them.

use super::StatementReader;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_text::Span;

/// More words than these are no heading.
const LONGEST: usize = 12;

/// Of more headings than these it is not looked whether the text repeats them.
const MOST: usize = 64;

impl StatementReader<'_> {
    /// Notes the quote of a sentence that is all of its paragraph and ends like no sentence.
    pub(super) fn pull(&mut self, sentence: &Sentence<'_>, span: Span) {
        let paragraph = sentence.paragraph;
        let [quote] = paragraph.quotes else { return };
        let lead = paragraph.tokens.get(..quote.from.saturating_sub(1));
        let numbered = matches!(lead, Some([] | [_] | [_, _]))
            && lead.and_then(<[_]>::first).is_none_or(|first| first.kind == TokenKind::Number);
        let inside = paragraph.inside(quote);
        let ended = [TokenKind::Stop, TokenKind::Comma];
        let stops = inside.last().is_some_and(|last| ended.contains(&last.kind));
        let alone = numbered && quote.closed && quote.to + 1 == paragraph.tokens.len();
        if alone && !stops && paragraph.words_in(quote) <= LONGEST && self.pulled.len() < MOST {
            self.pulled.push(span);
        }
    }

    /// Takes out those that the text has again.
    pub(super) fn leave_out_pulled(&mut self) {
        let mut pulled = std::mem::take(&mut self.pulled);
        if pulled.is_empty() {
            return;
        }
        let text = self.text.to_lowercase();
        pulled.retain(|span| {
            let words = span.of(self.text).to_lowercase();
            !words.is_empty() && text.matches(words.as_str()).nth(1).is_some()
        });
        self.found.retain(|one| {
            one.cue.is_some() || !matches!(one.spans[..], [only] if pulled.contains(&only))
        });
    }
}
