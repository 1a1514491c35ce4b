//! Sentences: a paragraph as items (words and marks, each quote one item), cut where one sentence
//! ends. What stands between quotation marks is never cut.

use super::quotes::Quotation;
use super::tokens::{Token, TokenKind, is_superscript, within};
use onrecord_language::{Class, Tables, WordList};
use onrecord_text::Span;

#[cfg(test)]
thread_local! {
    /// How many times a rule has looked at an item: what the guard against slow-downs counts.
    pub(super) static LOOKS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A sentence of more items than this ends at the next line end …
const LONG: usize = 200;

/// … and one of this many where it is.
const LONGEST: usize = 400;

/// A token, or a whole quote, by its number in the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceItem {
    /// A token outside quotes.
    Token(usize),
    /// A quote.
    Quote(usize),
}

/// A paragraph taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paragraph<'a> {
    /// The whole document's text.
    pub(super) text: &'a str,
    /// All tokens, those inside quotes too.
    pub(super) tokens: &'a [Token],
    /// The outermost quotes.
    pub(super) quotes: &'a [Quotation],
    /// The words of its language.
    pub(super) tables: &'static Tables,
}

/// One sentence of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The paragraph it stands in.
    pub(super) paragraph: Paragraph<'a>,
    /// Its items.
    pub(super) items: &'a [SentenceItem],
}

impl<'a> Sentence<'a> {
    /// Item `at` where it is a token.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        match self.items.get(at)? {
            SentenceItem::Token(token) => self.paragraph.tokens.get(*token),
            SentenceItem::Quote(_) => None,
        }
    }

    /// Item `at` where it is a quote.
    pub(super) fn quote(&self, at: usize) -> Option<&'a Quotation> {
        match self.items.get(at)? {
            SentenceItem::Quote(quote) => self.paragraph.quotes.get(*quote),
            SentenceItem::Token(_) => None,
        }
    }

    /// Whether item `at` is a token of `kind`.
    pub(super) fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether item `at` is a word of `class`.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|token| token.is(class))
    }

    /// Whether item `at` is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.is_kind(at, TokenKind::Word)
    }

    /// Where a phrase of a list stands around item `known`, which is its longest word.
    pub(super) fn phrase_around(&self, list: WordList, known: usize) -> Option<(usize, usize)> {
        self.paragraph.tables.phrase_around(list, known, |at, word| self.reads(at, word))
    }

    /// How many items from `at` on are a phrase of a list.
    pub(super) fn phrase(&self, list: WordList, at: usize) -> Option<usize> {
        if self.paragraph.tables.is_empty(list) {
            return None;
        }
        let head = self.token(at)?.name_span().of(self.paragraph.text);
        self.paragraph.tables.phrase(list, head, |ahead, word| self.reads(at + ahead, word))
    }

    /// Whether item `at` reads like `word` (in lower case).
    fn reads(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| {
            let text = token.name_span().of(self.paragraph.text);
            // "VEA TAMBIÉN"
            text.eq_ignore_ascii_case(word) || !text.is_ascii() && text.to_lowercase() == word
        })
    }

    /// Bytes of the items `from..to`, quotes with their marks.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let end = |at: usize| self.item_span(at);
        match (end(from), to.checked_sub(1).and_then(end)) {
            (Some(first), Some(last)) if from < to => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    fn item_span(&self, at: usize) -> Option<Span> {
        self.token(at).map(|token| token.span).or_else(|| self.quote(at).map(|quote| quote.outer))
    }

    /// Whether the sentence is the first of its paragraph and begins with a quote.
    pub(super) fn opens_paragraph(&self) -> bool {
        matches!(self.items.first(), Some(SentenceItem::Quote(0)))
            && self.quote(0).is_some_and(|quote| quote.from <= 1)
    }

    /// Whether the last token inside quote item `at` is of `kind`.
    pub(super) fn quote_ends(&self, at: usize, kind: TokenKind) -> bool {
        self.quote(at).is_some_and(|quote| self.paragraph.ends(quote, kind))
    }
}

impl Paragraph<'_> {
    fn ends(&self, quote: &Quotation, kind: TokenKind) -> bool {
        let last = quote.to.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.is_some_and(|token| token.kind == kind)
    }

    /// Whether `quote` goes on beyond the paragraph: nothing closes it, and nothing stands behind it.
    pub(super) fn is_open(&self, quote: &Quotation) -> bool {
        !quote.closed && quote.to >= self.tokens.len()
    }

    /// The tokens between the marks of `quote`.
    pub(super) fn inside(&self, quote: &Quotation) -> &[Token] {
        within(self.tokens, quote.from..quote.to)
    }

    /// Words inside `quote`.
    pub(super) fn words_in(&self, quote: &Quotation) -> usize {
        self.inside(quote)
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .count()
    }

    /// The items of the whole paragraph.
    pub(super) fn items(&self, out: &mut Vec<SentenceItem>) {
        out.clear();
        let mut at = 0;
        // "said¹": a reference to a note is no part of the sentence.
        let plain = |at: &usize| {
            self.tokens.get(*at).is_none_or(|token| {
                token.kind != TokenKind::Number
                    || !token.span.of(self.text).chars().all(is_superscript)
            })
        };
        for (number, quote) in self.quotes.iter().enumerate() {
            out.extend((at..quote.from.saturating_sub(1)).filter(plain).map(SentenceItem::Token));
            out.push(SentenceItem::Quote(number));
            at = quote.to + usize::from(quote.closed);
            if quote.closed {
                at += self.references(at);
                let mark = self.tokens.get(at).map(|token| token.kind);
                if matches!(mark, Some(TokenKind::Comma | TokenKind::Stop)) {
                    let references = self.references(at + 1);
                    if references > 0 {
                        out.push(SentenceItem::Token(at));
                        at += 1 + references;
                    }
                }
            }
        }
        out.extend((at..self.tokens.len()).filter(plain).map(SentenceItem::Token));
    }

    /// How many tokens from `at` on refer to notes: `“…,”³ said`, `”[3]`, `”*`, `” (3)`. They are no part
    /// of the sentence.
    fn references(&self, at: usize) -> usize {
        let mut from = at;
        loop {
            let length = self.reference(from);
            if length == 0 {
                return from - at;
            }
            from += length;
        }
    }

    /// The length of the reference to a note at `at`, in tokens; 0 where there is none.
    fn reference(&self, at: usize) -> usize {
        const LONGEST: usize = 3;
        let token = |at: usize| self.tokens.get(at);
        let words = |at: usize| token(at).map(|token| token.span.of(self.text));
        let number = |at: usize| {
            words(at).is_some_and(|words| {
                words.chars().all(char::is_numeric) && words.chars().count() <= LONGEST
            })
        };
        let before = at.checked_sub(1).and_then(token).map(|token| token.span.end);
        let close = before == token(at).map(|token| token.span.start);
        let starred = |words: &str| words.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
        match words(at) {
            Some("[" | "(") => {
                let end = words(at + 2);
                let letter =
                    |words: &str| words.len() == 1 && words.chars().all(char::is_lowercase);
                let enclosed = number(at + 1)
                    || words(at + 1).is_some_and(|words| starred(words) || letter(words));
                3 * usize::from(enclosed && matches!(end, Some("]" | ")")))
            }
            Some(words) => usize::from(close && number(at) || starred(words)),
            None => 0,
        }
    }

    /// Where sentences end: positions in `items`, the last one its length. What has no full stop
    /// for too long ends at a line end, or anywhere: rules look through their whole sentence.
    pub(super) fn ends_of(&self, items: &[SentenceItem], out: &mut Vec<usize>) {
        out.clear();
        let whole = Sentence { paragraph: *self, items };
        let mut from = 0;
        for at in 0..items.len() {
            let length = at + 1 - from;
            let too_long = length >= LONGEST || length >= LONG && whole.breaks_line(at);
            if at + 1 == items.len() || whole.ends_after(at) || too_long {
                out.push(at + 1);
                from = at + 1;
            }
        }
    }
}

impl Sentence<'_> {
    fn ends_after(&self, at: usize) -> bool {
        if self.quote(at + 1).is_some() && self.breaks_line(at) || self.breaks_cell(at) {
            return true;
        }
        let Some(token) = self.token(at) else {
            let closes = self.quote_ends(at, TokenKind::Stop);
            return closes
                && (self.quote(at + 1).is_some()
                    || self.begins_sentence(at + 1)
                        && !self.is_kind(at + 1, TokenKind::Dash)
                        && !self.attributes(at + 1));
        };
        match token.kind {
            TokenKind::Stop => self.begins_sentence(at + 1) || self.quote(at + 1).is_some(),
            // "in the U.S. The court": a dot of an abbreviation ends the sentence only where a
            // word follows that has its capital from nothing else.
            TokenKind::Word if token.span.of(self.paragraph.text).ends_with('.') => {
                let next = Class::DETERMINER | Class::SUBJECT | Class::PREPOSITION;
                !token.is(Class::TITLE)
                    && self.token(at + 1).is_some_and(|next_token| {
                        next_token.is_capital() && next_token.is(next | Class::SUBORDINATE)
                    })
            }
            _ => false,
        }
    }

    /// Whether another cell of a table's row begins behind item `at`: nobody speaks across it.
    fn breaks_cell(&self, at: usize) -> bool {
        let gap = self.gap_behind(at);
        // Behind a colon a speaker's words may be set off with a tab.
        gap.contains('\t') && !gap.contains('\n') && !self.is_kind(at, TokenKind::Colon)
    }

    /// What stands between item `at` and the next.
    fn gap_behind(&self, at: usize) -> &str {
        match (self.item_span(at), self.item_span(at + 1)) {
            (Some(this), Some(next)) => Span::new(this.end, next.start).of(self.paragraph.text),
            _ => "",
        }
    }

    /// Whether a line ends behind item `at`, and not in the middle of an attribution.
    fn breaks_line(&self, at: usize) -> bool {
        self.gap_behind(at).contains('\n')
            && !self.is_kind(at, TokenKind::Comma)
            && !self.is_kind(at, TokenKind::Colon)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| match token.kind {
            TokenKind::Word => token.is_capital(),
            TokenKind::Bracket => matches!(token.span.of(self.paragraph.text), "(" | "["),
            TokenKind::Number | TokenKind::Dash | TokenKind::Quote(_) | TokenKind::Other => true,
            _ => false,
        })
    }

    /// Whether the words from `at` on say who said what stands before them: a name or a pronoun
    /// and a verb of saying that takes nothing more (“Why?” Smith asked.), or the other way round.
    fn attributes(&self, at: usize) -> bool {
        const FURTHEST: usize = 14;
        let verb = Class::SAY | Class::TELL;
        if self.is(at, Class::ADVERB) && self.is_kind(at + 1, TokenKind::Comma) {
            return false;
        }
        for ahead in at..at + FURTHEST {
            let Some(token) = self.token(ahead) else { return false };
            if token.kind == TokenKind::Comma && self.is(ahead + 1, Class::SUBJECT) {
                return false;
            }
            let noun = token.is(Class::AMBIGUOUS) && !token.is(Class::PAST);
            if token.is(Class::AUXILIARY) && !self.is(ahead + 1, verb) && !self.is(ahead + 2, verb)
            {
                return false;
            }
            if token.is(verb) && token.is(Class::FINITE) && !noun {
                let inverted = ahead == at;
                let then = ahead + 1;
                return inverted
                    || self.quote(then).is_none()
                        && !self.is_kind(then, TokenKind::Colon)
                        && (self.token(then).is_none()
                            || !self.is_word(then) && !self.quote_follows(then)
                            || self.is(then, Class::PREPOSITION | Class::WEEKDAY | Class::ADVERB)
                            || self.is(then, Class::AUDIENCE) && !self.tells_more(then)
                            || token.is(Class::TELL)
                                && self.is_capital(then)
                                && !self.tells_more(then));
            }
            let inside = matches!(
                token.kind,
                TokenKind::Word | TokenKind::Comma | TokenKind::Bracket | TokenKind::Number
            ) || token.kind == TokenKind::Stop
                && self.is_kind(ahead + 1, TokenKind::Bracket);
            if !inside {
                return false;
            }
        }
        false
    }

    /// "told reporters she would": whether a clause begins behind the one at `at`, who is told.
    fn tells_more(&self, at: usize) -> bool {
        let capital = (at..self.items.len()).take_while(|item| self.is_capital(*item)).count();
        let then = at + capital.max(1);
        self.is(then, Class::SUBJECT | Class::THAT)
    }

    /// Whether item `at` is a comma with a quote behind it that begins a sentence of its own.
    fn quote_follows(&self, at: usize) -> bool {
        self.is_kind(at, TokenKind::Comma)
            && self.quote(at + 1).is_some_and(|quote| {
                self.paragraph.tokens.get(quote.from).is_some_and(Token::is_capital)
            })
    }

    /// Whether it ends as a question.
    pub(super) fn asks(&self) -> bool {
        let last = self.items.len().checked_sub(1).and_then(|last| self.item_span(last));
        last.is_some_and(|last| last.of(self.paragraph.text).ends_with('?'))
    }

    /// Whether item `at` is a word with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }
}
