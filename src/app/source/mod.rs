//! The source pane: which source is open, what is marked in it, and moving through it.

pub(crate) mod marks;
pub mod viewport;

use marks::Marks;
use viewport::{Frame, Position, SourceRow};

use crate::app::layout::PanePlace;
use onrecord_corpus::Corpus;
use onrecord_model::{Passage, RecordRef, RowRef, Source, SourceIx, StatementIx};
use onrecord_search::Highlighter;
use onrecord_text::Span;

/// How far one press of `n` looks for the next hit (bytes): what can be searched within a frame.
const SIGHT: usize = 1 << 20;

/// An open source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Which one.
    pub source: SourceIx,
    /// The record it shows.
    pub subject: RecordRef,
    /// What is marked.
    pub marks: Marks,
    /// Where it is read.
    pub at: Position,
    /// The hit stepped to with `n`, when no mark was.
    pub hit: Option<Span>,
}

impl SourceView {
    /// Opens a subject at its passage, centred in `frame`. `None` where it has no passage.
    pub fn open(corpus: &Corpus, subject: RecordRef, frame: Frame) -> Option<Self> {
        let location = corpus.location(subject)?;
        let (source, marks) = (location.source, location.into());
        let mut view =
            Self { source, subject, marks, at: Position { anchor: 0, row: i32::MAX }, hit: None };
        if let Some(span) = view.marked() {
            view.centre(corpus.source(source)?, span, frame);
        }
        Some(view)
    }

    /// From the first marked byte to the last.
    pub fn marked(&self) -> Option<Span> {
        let first = self.marks.words.first()?;
        Some(Span::new(first.start, self.marks.words.last()?.end))
    }

    /// The rows on the screen.
    pub fn rows(&self, source: &Source, frame: Frame) -> Vec<SourceRow> {
        viewport::rows(source, frame, self.at)
    }

    /// The byte that is being read: the first that is marked if it is on the screen, else the first
    /// on it.
    pub fn reading(&self, rows: &[SourceRow]) -> u32 {
        let spans = || rows.iter().filter_map(SourceRow::span);
        let mark = self.hit.or_else(|| self.marked());
        let seen = mark.filter(|mark| spans().any(|row| row.overlaps(*mark)));
        seen.map(|mark| mark.start).or_else(|| spans().next().map(|s| s.start)).unwrap_or(0)
    }

    /// Scrolls by `delta` rows.
    pub fn scroll(&mut self, source: &Source, frame: Frame, delta: i32) {
        self.at.row = self.at.row.saturating_sub(delta);
        self.settle(source, frame);
    }

    /// Goes to the first (`false`) or last row.
    pub(crate) fn scroll_to_end(&mut self, source: &Source, frame: Frame, last: bool) {
        let end = source.document.text().len() as u32;
        self.at = if last {
            Position { anchor: end, row: i32::MIN / 2 }
        } else {
            Position { anchor: 0, row: i32::MAX / 2 }
        };
        self.settle(source, frame);
    }

    /// Ties the position to a byte that is on the screen: the mark if it is, so that a resize keeps
    /// it in view, else the first row.
    pub fn settle(&mut self, source: &Source, frame: Frame) {
        let rows = self.rows(source, frame);
        let mark = self.hit.or_else(|| self.marked());
        let with_row = || rows.iter().enumerate().filter_map(|(at, r)| Some((at, r.span()?)));
        let place = mark
            .and_then(|mark| {
                let (at, _) = with_row().find(|(_, span)| span.contains(mark.start))?;
                Some((at, mark.start))
            })
            .or_else(|| with_row().next().map(|(at, span)| (at, span.start)));
        if let Some((row, anchor)) = place {
            self.at = Position { anchor, row: row as i32 };
        }
    }

    /// After a resize: a position below the pane comes up to its last row.
    pub fn resized(&mut self, source: &Source, frame: Frame) {
        if let Some(mark) = self.marked().filter(|mark| mark.start == self.at.anchor) {
            self.centre(source, mark, frame);
        } else {
            self.at.row = self.at.row.clamp(0, (frame.height as i32 - 1).max(0));
        }
        self.settle(source, frame);
    }

    /// Puts `span` into the middle of the pane; the beginning of one too long to its top.
    fn centre(&mut self, source: &Source, span: Span, frame: Frame) {
        let height = viewport::height_of(source, frame.columns, span, frame.height);
        let row = (frame.height - height) / 2;
        self.at = Position { anchor: span.start, row: row as i32 };
        self.settle(source, frame);
    }

    /// Goes to step `to` of the subject's steps.
    pub(crate) fn step_to(&mut self, corpus: &Corpus, frame: Frame, to: usize) -> bool {
        let Some(Passage { source, span }) = self.marks.steps.get(to).copied() else {
            return false;
        };
        let Some(text) = corpus.source(source) else { return false };
        self.source = source;
        self.marks.step = to;
        self.marks.words = vec![span];
        if !matches!(self.subject, RecordRef::Event(_)) {
            self.marks.cues.clear();
        }
        self.bring(text, span, frame);
        true
    }

    /// Goes to the next (`forward`) or previous highlighted word in the source; `false` where there is
    /// none within [`SIGHT`].
    pub(crate) fn step_hit(
        &mut self,
        source: &Source,
        highlighter: &Highlighter,
        frame: Frame,
        forward: bool,
    ) -> bool {
        let from = self.hit.or_else(|| self.marked()).map_or(self.at.anchor, |span| span.start);
        let Some(span) = next_highlight(source, highlighter, from, forward) else { return false };
        self.hit = Some(span);
        self.bring(source, span, frame);
        true
    }

    /// Stands on the first (or, coming back, the last) highlighted word of the mark, if there is one.
    pub(crate) fn enter_hit(&mut self, source: &Source, highlighter: &Highlighter, forward: bool) {
        let Some(mark) = self.marked() else { return };
        let from = if forward { mark.start.saturating_sub(1) } else { mark.end };
        self.hit =
            next_highlight(source, highlighter, from, forward).filter(|hit| hit.overlaps(mark));
    }

    /// The statement after (or before) the mark in the source that is open.
    pub fn neighbour(&self, corpus: &Corpus, forward: bool) -> Option<StatementIx> {
        let here = self.marked().unwrap_or(Span::new(self.at.anchor, self.at.anchor));
        let row = match self.subject {
            RecordRef::Row(row) => row,
            _ => StatementIx(if forward { 0 } else { u32::MAX }).into(),
        };
        let here = Some((here.start, row));
        let key = |ix: &StatementIx| {
            let start = corpus.statement(*ix)?.hull().start;
            Some((start, RowRef::Statement(*ix)))
        };
        let mut all = corpus.statements_in(self.source);
        if forward {
            all.find(|ix| key(ix) > here)
        } else {
            all.take_while(|ix| key(ix) < here).last()
        }
    }

    /// The statement that byte `offset` belongs to: the innermost of several.
    pub fn statement_at(&self, corpus: &Corpus, offset: u32) -> Option<StatementIx> {
        let length = |ix: &StatementIx| {
            let over = corpus.statement(*ix)?.spans.iter().find(|s| s.contains(offset))?;
            Some(over.len())
        };
        corpus.statements_over(self.source, Span::new(offset, offset + 1)).min_by_key(length)
    }

    /// Brings `span` onto the screen: not at all if it is there already, else centred.
    pub(crate) fn bring(&mut self, source: &Source, span: Span, frame: Frame) {
        let rows = self.rows(source, frame);
        let seen = rows.iter().filter_map(SourceRow::span).any(|row| row.contains(span.start));
        if seen {
            self.settle(source, frame);
        } else {
            self.centre(source, span, frame);
        }
    }
}

/// Columns left of the words for paragraph numbers: `¶17 `, or none where there is no room.
pub fn gutter(source: &Source, columns: usize) -> usize {
    if columns < 40 { 0 } else { source.document.paragraphs().to_string().len() + 3 }
}

/// The text's frame within the pane's place.
pub fn frame(source: &Source, place: PanePlace) -> Frame {
    let columns = usize::from(place.inner.width);
    let height = usize::from(place.inner.height);
    Frame { columns: columns.saturating_sub(gutter(source, columns) + 1).max(1), height }
}

/// The next highlighted word after (before) byte `from`.
fn next_highlight(
    source: &Source,
    highlighter: &Highlighter,
    from: u32,
    forward: bool,
) -> Option<Span> {
    let document = &source.document;
    let mut line = document.line_at(from);
    let mut left = SIGHT;
    loop {
        let (span, _) = document.line(line)?;
        let highlights = highlighter
            .highlights(document.words(span))
            .into_iter()
            .map(|l| l.span.shifted(span.start));
        let found = if forward {
            highlights.into_iter().find(|span| span.start > from)
        } else {
            highlights.into_iter().rfind(|span| span.start < from)
        };
        if found.is_some() {
            return found;
        }
        left = left.checked_sub(span.len() as usize)?;
        line = if forward { line + 1 } else { line.checked_sub(1)? };
    }
}
