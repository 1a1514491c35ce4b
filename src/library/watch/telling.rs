//! [`ToldSentence`]: a sentence that a line of the list has found, known by its words and those around it, wherever
//! it stands.

use super::WatchedLine;
use crate::disk::hash64;
use onrecord_corpus::Corpus;
use onrecord_extract::sentences;
use onrecord_model::{Document, Statement};
use onrecord_text::{Part, Span};

/// Words before and behind that tell a sentence from the same one elsewhere.
const AROUND: usize = 6;

/// A paragraph longer than this (bytes) is not cut into sentences: the words of the row stand for them.
const LONGEST: u32 = 1 << 15;

/// What is remembered of a telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ToldSentence {
    /// The line and the words.
    pub key: u64,
    /// The words before.
    pub before: u64,
    /// The words behind.
    pub behind: u64,
}

/// Makes the tellings of one document.
pub(super) struct SentenceFinder<'d> {
    document: &'d Document,
    /// The paragraph that was cut last, with its sentences.
    cut: Option<(Span, Vec<Span>)>,
}

impl<'d> SentenceFinder<'d> {
    /// Of this document.
    pub(super) const fn of(document: &'d Document) -> Self {
        Self { document, cut: None }
    }

    /// The telling of a row for a line, and the sentences: of a statement those that its words stand in, so that
    /// it stays the same whoever is quoted there; of a passage those that have what the line looks for.
    /// Of words that do not stand in the document any more, these.
    pub(super) fn of_row(
        &mut self,
        corpus: &Corpus,
        row: &Statement,
        line: &WatchedLine<'_>,
    ) -> (ToldSentence, Span) {
        let hull = row.hull();
        if row.recorded_words().is_some() {
            let key = key(line.text, &corpus.words(row));
            return (ToldSentence { key, before: 0, behind: 0 }, Span::default());
        }
        let sentences = self.sentences(hull);
        let is_meant = |sentence: &Span| {
            sentence.meet(hull).is_some()
                && (!row.form.is_passage()
                    || !line.lights.highlights(sentence.of(self.document.text())).is_empty())
        };
        let mut meant = sentences.iter().copied().filter(is_meant);
        let passage = match (meant.next(), meant.next_back()) {
            (Some(first), last) => Span::new(first.start, last.unwrap_or(first).end),
            (None, _) => hull,
        };
        (self.telling(line.text, passage), passage)
    }

    /// The sentences of the paragraphs that `hull` stands in.
    fn sentences(&mut self, hull: Span) -> Vec<Span> {
        let text = self.document.text();
        let block = |at| self.document.block(self.document.paragraph_at(at)).map(|b| b.span);
        let (first, last) = (block(hull.start), block(hull.end.saturating_sub(1).max(hull.start)));
        let Some((first, last)) = first.zip(last) else { return Vec::new() };
        let around = Span::new(first.start, last.end.max(first.end));
        if around.len() > LONGEST {
            return Vec::new();
        }
        match &self.cut {
            Some((cut, sentences)) if *cut == around => sentences.clone(),
            _ => {
                // By itself, so that it is cut alike whatever stands elsewhere in the document.
                let alone = around.of(text);
                let cut = sentences(alone, Span::at(0, alone.len())).sentences;
                let moved =
                    |span: Span| Span::new(around.start + span.start, around.start + span.end);
                let cut: Vec<_> = cut.into_iter().map(moved).collect();
                self.cut = Some((around, cut.clone()));
                cut
            }
        }
    }

    fn telling(&self, line: &str, passage: Span) -> ToldSentence {
        let text = self.document.text();
        let before = text.part(..passage.start as usize).split_whitespace().rev().take(AROUND);
        let behind = text.part(passage.end as usize..).split_whitespace().take(AROUND);
        ToldSentence {
            key: key(line, passage.of(text)),
            before: hash64(before),
            behind: hash64(behind),
        }
    }
}

/// The line and the words of a text, however their lines are broken.
fn key(line: &str, text: &str) -> u64 {
    hash64(line.split_whitespace().chain([""]).chain(text.split_whitespace()))
}
