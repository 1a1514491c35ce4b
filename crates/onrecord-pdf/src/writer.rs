//! Paragraphs to one text, with the places of paragraphs and pages in it.

use std::collections::HashSet;

use onrecord_text::Span;

use crate::furniture;
use crate::hyphens::KnownWords;
use crate::prose::{ParagraphKind, ParagraphLines};
use crate::{LeftOutKind, LeftOutLine, PageStart, PdfParagraph};

/// What was written.
#[derive(Default)]
pub(crate) struct WrittenText {
    /// The text.
    pub(crate) text: String,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<PdfParagraph>,
    /// Where its pages begin.
    pub(crate) pages: Vec<PageStart>,
    /// Pages and words whose hyphen was taken away by guess.
    pub(crate) doubtful: Vec<(u32, String)>,
    /// Furniture that was not written.
    pub(crate) left_out: Vec<LeftOutLine>,
    /// Whether something was left out for its length.
    pub(crate) cut: bool,
}

/// Writes paragraphs down, one after the other.
pub(crate) struct TextWriter {
    /// What was written so far.
    pub(crate) written: WrittenText,
    words: KnownWords,
    /// Furniture that was written already.
    seen: HashSet<String>,
    longest: usize,
}

impl TextWriter {
    /// A writer of at most `longest` bytes, for a document that has these `words`.
    pub(crate) fn new(words: KnownWords, longest: usize) -> Self {
        Self { written: WrittenText::default(), words, seen: HashSet::new(), longest }
    }

    /// Writes the next paragraph; nothing any more once one was too long.
    pub(crate) fn write(&mut self, paragraph: &ParagraphLines) {
        if self.written.cut
            || paragraph.kind == ParagraphKind::Furniture && self.is_known(paragraph)
        {
            return;
        }
        let size: usize = paragraph.lines.iter().map(|(_, line)| line.text.len() + 1).sum();
        self.written.cut = self.written.text.len() + size > self.longest;
        if !self.written.cut {
            self.paragraph(paragraph);
        }
    }

    /// Whether a line of furniture says nothing new; then it is left out, and that is noted.
    fn is_known(&mut self, furniture: &ParagraphLines) -> bool {
        let Some((page, line)) = furniture.lines.first() else { return true };
        let kind = if furniture::only_counts(&line.text) {
            LeftOutKind::PageNumber
        } else if self.seen.insert(furniture::without_numbers(&line.text)) {
            return false;
        } else {
            LeftOutKind::RunningHead
        };
        self.written.left_out.push(LeftOutLine { page: *page, kind, text: line.text.clone() });
        true
    }

    fn paragraph(&mut self, paragraph: &ParagraphLines) {
        if !self.written.text.is_empty() {
            self.written.text.push_str("\n\n");
        }
        let start = self.written.text.len();
        for ((page, line), broken) in paragraph.lines.iter().zip(&paragraph.breaks) {
            let (first, rest) = match line.text.split_once('\n') {
                Some((first, rest)) => (first, Some(rest)),
                None => (line.text.as_str(), None),
            };
            if self.written.text.len() == start {
                self.written.text.push_str(first);
            } else if *broken {
                self.written.text.push('\n');
                self.written.text.push_str(first);
            } else {
                self.join(*page, first);
            }
            self.turn_to(*page, self.written.text.len().saturating_sub(first.len()));
            for part in rest.into_iter().flat_map(|rest| rest.split('\n')) {
                self.join(*page, part);
            }
        }
        let span = Span::at(start, self.written.text.len());
        self.written.paragraphs.push(PdfParagraph { span, kind: paragraph.kind });
    }

    fn join(&mut self, page: u32, line: &str) {
        let doubtful = self.words.join(&mut self.written.text, line);
        self.written.doubtful.extend(doubtful.map(|word| (page, word)));
    }

    /// Notes that the text from byte `at` on stands on page `number`.
    fn turn_to(&mut self, number: u32, at: usize) {
        if self.written.pages.last().is_none_or(|last| last.number != number) {
            self.written.pages.push(PageStart { at: at as u32, number });
        }
    }
}
