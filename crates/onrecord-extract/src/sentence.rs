//! Sentences: a paragraph as items (words and marks, each quote one item), cut where one sentence
//! ends. What stands between quotation marks is never cut.

use super::quotes::Quote;
use super::tokens::{Kind, Token};
use onrecord_language::Class;
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
pub(super) enum Item {
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
    pub(super) quotes: &'a [Quote],
}

/// One sentence of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The paragraph it stands in.
    pub(super) paragraph: Paragraph<'a>,
    /// Its items.
    pub(super) items: &'a [Item],
}

impl<'a> Sentence<'a> {
    /// Item `at` where it is a token.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        match self.items.get(at)? {
            Item::Token(token) => self.paragraph.tokens.get(*token),
            Item::Quote(_) => None,
        }
    }

    /// Item `at` where it is a quote.
    pub(super) fn quote(&self, at: usize) -> Option<&'a Quote> {
        match self.items.get(at)? {
            Item::Quote(quote) => self.paragraph.quotes.get(*quote),
            Item::Token(_) => None,
        }
    }

    /// Whether item `at` is a token of `kind`.
    pub(super) fn is_kind(&self, at: usize, kind: Kind) -> bool {
        self.token(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether item `at` is a word of `class`.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|token| token.is(class))
    }

    /// Whether item `at` is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.is_kind(at, Kind::Word)
    }

    /// Whether item `at` reads like `word` (in lower case).
    pub(super) fn reads(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| {
            token.name_span().of(self.paragraph.text).eq_ignore_ascii_case(word)
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

    /// Whether the last token inside quote item `at` is of `kind`.
    pub(super) fn quote_ends(&self, at: usize, kind: Kind) -> bool {
        self.quote(at).is_some_and(|quote| self.paragraph.ends(quote, kind))
    }
}

impl Paragraph<'_> {
    fn ends(&self, quote: &Quote, kind: Kind) -> bool {
        let last = quote.to.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.is_some_and(|token| token.kind == kind)
    }

    /// Words inside `quote`.
    pub(super) fn words_in(&self, quote: &Quote) -> usize {
        let inside = self.tokens.get(quote.from..quote.to).unwrap_or(&[]);
        inside.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).count()
    }

    /// The items of the whole paragraph.
    pub(super) fn items(&self, out: &mut Vec<Item>) {
        out.clear();
        let mut at = 0;
        for (number, quote) in self.quotes.iter().enumerate() {
            out.extend((at..quote.from.saturating_sub(1)).map(Item::Token));
            out.push(Item::Quote(number));
            at = quote.to + usize::from(quote.closed);
        }
        out.extend((at..self.tokens.len()).map(Item::Token));
    }

    /// Where sentences end: positions in `items`, the last one its length. What has no full stop
    /// for too long ends at a line end, or anywhere: rules look through their whole sentence.
    pub(super) fn ends_of(&self, items: &[Item], out: &mut Vec<usize>) {
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
        if self.quote(at + 1).is_some() && self.breaks_line(at) {
            return true;
        }
        let Some(token) = self.token(at) else {
            let closes = self.quote_ends(at, Kind::Stop);
            return closes
                && (self.quote(at + 1).is_some()
                    || self.begins_sentence(at + 1)
                        && !self.is_kind(at + 1, Kind::Dash)
                        && !self.attributes(at + 1));
        };
        match token.kind {
            Kind::Stop => self.begins_sentence(at + 1) || self.quote(at + 1).is_some(),
            // "in the U.S. The court": a dot of an abbreviation ends the sentence only where a
            // word follows that has its capital from nothing else.
            Kind::Word if token.span.of(self.paragraph.text).ends_with('.') => {
                let next = Class::DETERMINER | Class::SUBJECT | Class::PREPOSITION;
                !token.is(Class::TITLE)
                    && self.token(at + 1).is_some_and(|next_token| {
                        next_token.is_capital() && next_token.is(next | Class::SUBORDINATE)
                    })
            }
            _ => false,
        }
    }

    /// Whether a line ends behind item `at`, and not in the middle of an attribution.
    fn breaks_line(&self, at: usize) -> bool {
        let (Some(this), Some(next)) = (self.item_span(at), self.item_span(at + 1)) else {
            return false;
        };
        let gap = Span::new(this.end, next.start).of(self.paragraph.text);
        gap.contains('\n') && !self.is_kind(at, Kind::Comma) && !self.is_kind(at, Kind::Colon)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| match token.kind {
            Kind::Word => token.is_capital(),
            Kind::Bracket => matches!(token.span.of(self.paragraph.text), "(" | "["),
            Kind::Number | Kind::Dash | Kind::Quote(_) | Kind::Other => true,
            _ => false,
        })
    }

    /// Whether the words from `at` on say who said what stands before them: a name or a pronoun
    /// and a verb of saying that takes nothing more (“Why?” Smith asked.), or the other way round.
    fn attributes(&self, at: usize) -> bool {
        const FURTHEST: usize = 14;
        let verb = Class::SAY | Class::TELL;
        if self.is(at, Class::ADVERB) && self.is_kind(at + 1, Kind::Comma) {
            return false;
        }
        for ahead in at..at + FURTHEST {
            let Some(token) = self.token(ahead) else { return false };
            if token.kind == Kind::Comma && self.is(ahead + 1, Class::SUBJECT) {
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
                        && !self.is_kind(then, Kind::Colon)
                        && (self.token(then).is_none()
                            || !self.is_word(then) && !self.quote_follows(then)
                            || self.is(then, Class::PREPOSITION | Class::WEEKDAY | Class::ADVERB)
                            || self.is(then, Class::AUDIENCE)
                            || token.is(Class::TELL) && self.is_capital(then));
            }
            let inside =
                matches!(token.kind, Kind::Word | Kind::Comma | Kind::Bracket | Kind::Number)
                    || token.kind == Kind::Stop && self.is_kind(ahead + 1, Kind::Bracket);
            if !inside {
                return false;
            }
        }
        false
    }

    /// Whether item `at` is a comma with a quote behind it that begins a sentence of its own.
    fn quote_follows(&self, at: usize) -> bool {
        self.is_kind(at, Kind::Comma)
            && self.quote(at + 1).is_some_and(|quote| {
                self.paragraph.tokens.get(quote.from).is_some_and(Token::is_capital)
            })
    }

    /// Whether item `at` is a word with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }
}
