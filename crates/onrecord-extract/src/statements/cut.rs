//! Stretches of text cut into tokens, quotes and sentences, in buffers that are used again.

use crate::SentenceSpans;
use crate::phrases::inner;
use crate::quotes::{Quotation, quotes};
use crate::sentence::{Paragraph, Sentence, SentenceItem};
use crate::tokens::{Token, tokens};
use onrecord_language::{Language, Tables};
use onrecord_text::Span;

/// The longest piece of a paragraph that is read at once, in bytes: bounds memory and the rules
/// that look back.
const PIECE: usize = 1 << 16;

/// A paragraph in the making: its tokens, and where its items and sentences are.
pub(super) struct CutParagraph {
    tables: &'static Tables,
    pub(super) tokens: Vec<Token>,
    quotes: Vec<Quotation>,
    /// Its items.
    pub(super) items: Vec<SentenceItem>,
    /// Where its sentences end, as numbers of items.
    pub(super) ends: Vec<usize>,
}

impl CutParagraph {
    pub(super) fn new(tables: &'static Tables) -> Self {
        let (tokens, quotes) = (Vec::new(), Vec::new());
        Self { tables, tokens, quotes, items: Vec::new(), ends: Vec::new() }
    }

    /// Cuts `span` of a text.
    pub(super) fn cut(&mut self, text: &str, span: Span) {
        self.tokens.clear();
        tokens(span.of(text), span.start, self.tables, &mut self.tokens);
        self.finish(text);
    }

    /// Finds the quotes and sentences of the tokens.
    fn finish(&mut self, text: &str) {
        self.quotes = quotes(text, &self.tokens, self.tables);
        let (mut items, mut ends) =
            (std::mem::take(&mut self.items), std::mem::take(&mut self.ends));
        let paragraph = self.paragraph(text);
        paragraph.items(&mut items);
        paragraph.ends_of(&items, &mut ends);
        (self.items, self.ends) = (items, ends);
    }

    pub(super) fn paragraph<'a>(&'a self, text: &'a str) -> Paragraph<'a> {
        Paragraph { text, tokens: &self.tokens, quotes: &self.quotes, tables: self.tables }
    }

    /// Cuts the words of pieces into tokens, as if nothing stood between them.
    pub(super) fn pieces(&mut self, text: &str, pieces: &[Span]) {
        self.tokens.clear();
        for piece in pieces {
            self.add(text, *piece);
        }
        self.finish(text);
    }

    /// Cuts what stands between two pieces into tokens.
    pub(super) fn between(&mut self, text: &str, span: Span) {
        self.tokens.clear();
        self.add(text, span);
    }

    fn add(&mut self, text: &str, span: Span) {
        tokens(span.of(text), span.start, self.tables, &mut self.tokens);
    }
}

/// The sentences and quotes of a paragraph, read in pieces as the rules read it.
pub(crate) fn sentences(text: &str, paragraph: Span, language: Language) -> SentenceSpans {
    let mut found = SentenceSpans::default();
    let mut cut = CutParagraph::new(Tables::of(language));
    let mut rest = paragraph;
    while !rest.is_empty() {
        let head = piece(text, rest);
        cut.cut(text, head);
        let mut from = 0;
        for end in &cut.ends {
            if let Some(items) = cut.items.get(from..*end) {
                let sentence = Sentence { paragraph: cut.paragraph(text), items };
                found.sentences.push(sentence.span(0, items.len()));
                found.quotes.extend((0..items.len()).filter_map(|at| inner(&sentence, at)));
            }
            from = *end;
        }
        rest = Span::new(head.end, rest.end);
    }
    found.sentences.retain(|span| !span.is_empty());
    found.quotes.retain(|span| !span.is_empty());
    found
}

/// The head of `rest` that is read at once: all of it, or up to a space near [`PIECE`].
pub(super) fn piece(text: &str, rest: Span) -> Span {
    if rest.len() as usize <= PIECE {
        return rest;
    }
    let to = text.floor_char_boundary(rest.start as usize + PIECE);
    let head = Span::new(rest.start, to as u32);
    let space = head.of(text).rfind(' ').filter(|at| *at > 0);
    space.map_or(head, |at| Span::new(rest.start, rest.start + at as u32 + 1))
}
