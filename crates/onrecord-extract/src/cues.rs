//! Cues that somebody marked by hand: what they make of the words they attribute.

use super::attribution::marked;
use super::sentence::{Paragraph, Sentence, SentenceItem};
use super::tokens::tokens;
use onrecord_language::{Tables, guess};
use onrecord_model::{Document, Polarity};
use onrecord_text::Span;

/// How far around a cue is looked, in bytes: a verb and what changes it stand close together.
const NEAR: u32 = 240;

/// Reads the cues of one document.
#[derive(Debug)]
pub struct Cues<'d> {
    document: &'d Document,
    tables: &'static Tables,
}

/// A cue as the tables read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedCue {
    /// Its words, with those that it is not true without: "did not say", where only "say" is
    /// marked.
    pub words: Span,
    /// What it makes of the words it attributes; `None` where that stays open.
    pub polarity: Option<Polarity>,
    /// Whether it only says that it was said.
    pub only_says: bool,
}

impl<'d> Cues<'d> {
    /// The cues of `document`, in the language that its words tell.
    pub fn of(document: &'d Document) -> Self {
        Self { document, tables: Tables::of(guess(document.body())) }
    }

    /// Reads the cue at bytes `cue`; `None` where no table knows a word of it.
    pub fn read(&self, cue: Span) -> Option<MarkedCue> {
        let text = self.document.text();
        let near = self.around(cue);
        let mut all = Vec::new();
        tokens(near.of(text), near.start, self.tables, &mut all);
        let items: Vec<_> = (0..all.len()).map(SentenceItem::Token).collect();
        let paragraph = Paragraph { text, tokens: &all, quotes: &[], tables: self.tables };
        let sentence = Sentence { paragraph, items: &items };
        let from = all.partition_point(|token| token.span.end <= cue.start);
        let to = all.partition_point(|token| token.span.start < cue.end);
        let read = marked(&sentence, (from, to))?;
        let words = sentence.span(read.shown.0, read.shown.1);
        let words = Span::new(words.start.min(cue.start), words.end.max(cue.end));
        Some(MarkedCue { words, polarity: read.polarity, only_says: read.only_says })
    }

    /// What stands near `cue` in its block.
    fn around(&self, cue: Span) -> Span {
        let blocks = self.document.blocks();
        let next = blocks.partition_point(|block| block.span.start <= cue.start);
        let block = next.checked_sub(1).and_then(|at| blocks.get(at)).map_or(cue, |b| b.span);
        let text = self.document.text();
        let start = text.floor_char_boundary(cue.start.saturating_sub(NEAR) as usize) as u32;
        let end = text.floor_char_boundary(cue.end.saturating_add(NEAR) as usize) as u32;
        Span::new(block.start.max(start).min(cue.start), block.end.min(end).max(cue.end))
    }
}
