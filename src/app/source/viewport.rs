//! One screen of a source: which rows of the text stand on it, laid out around a byte of the text.
//!
//! The position is (byte, screen row of that byte), never "row n of the wrapped text": it survives
//! every resize, and only as much is laid out as the screen shows.

use onrecord_model::{BlockKind, LeftOut, Source, Stated, When};
use onrecord_text::{Span, date, wrap};

/// One row of the source pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceRow {
    /// Title, byline or link above the text; the link below it. Not part of the text.
    Chrome(String),
    /// Above what a reader left out of the text: what it is.
    LeftOut(LeftOut),
    /// Nothing (between paragraphs).
    Gap,
    /// A row of the text.
    Text {
        /// Its bytes in the text.
        span: Span,
        /// The paragraph's number (from 1), on its first row.
        paragraph: Option<u32>,
        /// What its block is.
        kind: BlockKind,
    },
}

impl SourceRow {
    /// The bytes of the text on this row.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Text { span, .. } => Some(*span),
            Self::Chrome(_) | Self::LeftOut(_) | Self::Gap => None,
        }
    }
}

/// Where a source is read: byte `anchor` of its text stands on row `row` of the pane (from 0; it may
/// lie outside the pane, above or below).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Byte offset in the text.
    pub anchor: u32,
    /// `SourceRow` of the pane.
    pub row: i32,
}

/// The size of a source pane's text: columns for words, rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Columns for the words.
    pub columns: usize,
    /// Rows.
    pub height: usize,
}

/// The rows on the screen for `at`, moved as little as needed so that the pane is filled: no empty
/// rows above the beginning, none below the end while there is text above.
pub fn rows(source: &Source, frame: Frame, at: Position) -> Vec<SourceRow> {
    let units = Units { source, columns: frame.columns };
    let anchor_unit = units.of(at.anchor);
    let mut rows = units.rows(anchor_unit);
    let before = row_of(&rows, at.anchor);
    // How many rows of the text stand above the pane's first row (negative: rows are missing).
    let mut above = before as i64 - i64::from(at.row);
    let (mut first, mut last) = (anchor_unit, anchor_unit);
    let height = frame.height as i64;
    while above < 0 && first > 0 {
        first -= 1;
        let more = units.rows(first);
        above += more.len() as i64;
        rows.splice(0..0, more);
    }
    above = above.max(0);
    while (rows.len() as i64) < above + height && last + 1 < units.count() {
        last += 1;
        rows.extend(units.rows(last));
    }
    while (rows.len() as i64) < above + height && (above > 0 || first > 0) {
        // The end is on the screen with room below: show more of what stands above.
        if above == 0 {
            first -= 1;
            let more = units.rows(first);
            above += more.len() as i64;
            rows.splice(0..0, more);
        }
        let missing = above + height - rows.len() as i64;
        above -= missing.min(above).max(0);
    }
    rows.into_iter().skip(above as usize).take(frame.height).collect()
}

/// How many rows the words of `span` take (at most `most`).
pub(crate) fn height_of(source: &Source, columns: usize, span: Span, most: usize) -> usize {
    let units = Units { source, columns };
    let mut count = 0;
    for unit in units.of(span.start)..=units.of(span.end.saturating_sub(1).max(span.start)) {
        let rows = units.rows(unit);
        count += rows.iter().filter(|r| r.span().is_some_and(|s| s.overlaps(span))).count();
        if count >= most {
            return most;
        }
    }
    count
}

/// The text as a sequence of units that are laid out one by one: the chrome above, each line, the
/// chrome below.
struct Units<'a> {
    source: &'a Source,
    columns: usize,
}

impl Units<'_> {
    fn count(&self) -> usize {
        self.source.document.line_count() + 2
    }

    /// The unit of byte `offset`.
    fn of(&self, offset: u32) -> usize {
        match self.source.document.line_count() {
            0 => 0,
            _ => self.source.document.line_at(offset) + 1,
        }
    }

    fn rows(&self, unit: usize) -> Vec<SourceRow> {
        if unit == 0 {
            return self.chrome(head(self.source));
        }
        let document = &self.source.document;
        let Some((line, first)) = document.line(unit - 1) else {
            let mut rows = vec![SourceRow::Gap];
            rows.extend(self.chrome(foot(self.source)));
            return rows;
        };
        let paragraph = document.paragraph_of_line(unit - 1);
        let kind = document.block(paragraph).map_or(BlockKind::Paragraph, |block| block.kind);
        let mut rows = Vec::new();
        if first {
            rows.push(SourceRow::Gap);
            let before = document.block(paragraph.saturating_sub(1)).map(|block| block.kind);
            if let BlockKind::LeftOut(what) = kind
                && before != Some(kind)
            {
                rows.extend([SourceRow::LeftOut(what), SourceRow::Gap]);
            }
        }
        for (at, row) in wrap::rows(document.words(line), self.columns).into_iter().enumerate() {
            let paragraph = (first && at == 0).then_some(paragraph);
            rows.push(SourceRow::Text { span: row.shifted(line.start), paragraph, kind });
        }
        rows
    }

    fn chrome(&self, lines: Vec<String>) -> Vec<SourceRow> {
        let mut rows = Vec::new();
        for line in lines {
            let wrapped = wrap::rows(&line, self.columns);
            rows.extend(wrapped.into_iter().map(|row| SourceRow::Chrome(row.of(&line).to_owned())));
        }
        rows
    }
}

/// The row of a unit on which byte `offset` stands.
fn row_of(rows: &[SourceRow], offset: u32) -> usize {
    let at = |row: &SourceRow| row.span().is_some_and(|span| span.start <= offset);
    rows.iter().rposition(at).unwrap_or(0)
}

/// Title, byline and link: what stands above the text. `—` is "not stated", `·` "nobody looked".
fn head(source: &Source) -> Vec<String> {
    let written = |when: &When| {
        let date = date::written(&when.edtf, &when.resolved);
        if when.is_inferred() { format!("({date})") } else { date }
    };
    let date = match &source.created {
        Some(created) if source.date.value().is_none() => {
            Stated::Is(format!("created {}", written(created)))
        }
        _ => source.date.as_ref().map(written),
    };
    let facts = [
        ("by", source.byline.as_ref().map(String::as_str)),
        ("in", source.publisher.as_ref().map(String::as_str)),
        ("on", date.as_ref().map(String::as_str)),
    ];
    let known = facts.iter().any(|(_, fact)| !matches!(fact, Stated::Unseen));
    let mut lines = vec![source.title.clone()];
    if known {
        let facts = facts.map(|(name, fact)| format!("{name} {}", stated(fact)));
        lines.push(facts.join("  "));
    }
    lines.extend(source.link.clone());
    lines.extend(source.captured.as_ref().map(|captured| format!("captured {captured}")));
    lines
}

/// The link and the terms: what stands below the text.
fn foot(source: &Source) -> Vec<String> {
    let mut lines: Vec<_> = source.link.iter().cloned().collect();
    lines.extend(source.licence.iter().map(|licence| licence.terms.clone()));
    lines
}

/// A fact as a row shows it.
fn stated(fact: Stated<&str>) -> &str {
    match fact {
        Stated::Is(words) => words,
        Stated::Silent => "—",
        Stated::Unseen => "·",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::Document;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        Source {
            title: "Title".into(),
            link: Some("https://example.org/a".into()),
            document: Document::new(text),
            ..Source::default()
        }
    }

    fn shown(source: &Source, columns: usize, height: usize, anchor: u32, row: i32) -> Vec<String> {
        rows(source, Frame { columns, height }, Position { anchor, row })
            .into_iter()
            .map(|row| match row {
                SourceRow::Chrome(line) => format!("# {line}"),
                SourceRow::Gap => String::new(),
                SourceRow::LeftOut(what) => format!("# {what:?}"),
                SourceRow::Text { span, paragraph, .. } => {
                    format!("{} {}", paragraph.unwrap_or(0), source.document.words(span).trim_end())
                }
            })
            .collect()
    }

    #[test]
    fn the_screen_is_filled_around_the_anchor() {
        let text = "one two three four\n\nfive\n\nsix seven";
        let source = source(text);
        let at = |words: &str| text.find(words).unwrap() as u32;
        let head = ["# Title", "# https://example.org/a", "", "1 one two"];
        assert_eq!(
            shown(&source, 21, 4, 0, 99),
            ["# Title", "# https://example.org/a", "", "1 one two three four"]
        );
        assert_eq!(shown(&source, 21, 3, at("five"), 1), ["", "2 five", ""]);
        assert_eq!(
            shown(&source, 21, 3, at("six"), 0),
            ["3 six seven", "", "# https://example.org/a"]
        );
        assert_eq!(
            shown(&source, 21, 3, at("six"), -50),
            ["3 six seven", "", "# https://example.org/a"]
        );
        assert_eq!(shown(&source, 9, 9, 0, -1)[..2], ["0 three", "0 four"].map(String::from)[..]);
        assert_eq!(shown(&source, 21, 50, at("six"), 0).len(), 10, "all of it, from the top");
        assert_eq!(shown(&source, 21, 4, 0, 3)[..3], head[..3]);
    }

    #[test]
    fn what_was_left_out_stands_under_what_it_is() {
        let text = "We rowed.\n\nBoard\n\n1\n\nHome";
        let mut blocks = Document::new(text).blocks().to_vec();
        let kinds = [LeftOut::RunningHeads, LeftOut::RunningHeads, LeftOut::Links];
        for (block, kind) in blocks.iter_mut().skip(1).zip(kinds) {
            block.kind = BlockKind::LeftOut(kind);
        }
        let document = Document::of_blocks(text, blocks, Vec::new());
        let source = Source { document, link: None, ..source("") };
        let rows = ["# Title", "", "1 We rowed.", "", "# RunningHeads", "", "2 Board", "", "3 1"];
        let links = ["", "# Links", "", "4 Home", ""];
        assert_eq!(shown(&source, 21, 20, 0, 0), [&rows[..], &links[..]].concat());
    }

    #[test]
    fn a_text_without_a_line_shows_its_chrome() {
        assert_eq!(
            shown(&source(""), 30, 9, 0, 0),
            ["# Title", "# https://example.org/a", "", "# https://example.org/a"]
        );
    }

    proptest! {
        #[test]
        fn the_anchor_stays_on_the_screen_and_rows_follow_one_another(
            text in "[a-z é漢\n]{0,400}", columns in 1usize..30, height in 1usize..20,
            anchor in 0u32..400, row in 0i32..20,
        ) {
            let source = source(&text);
            let anchor = text.floor_char_boundary(anchor as usize) as u32;
            let row = row.min(height as i32 - 1);
            let rows = rows(&source, Frame { columns, height }, Position { anchor, row });
            prop_assert!(rows.len() <= height);
            let spans: Vec<_> = rows.iter().filter_map(SourceRow::span).collect();
            prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
            let document = &source.document;
            let lines = (0..document.line_count()).filter_map(|line| document.line(line));
            if lines.into_iter().any(|(line, _)| line.contains(anchor)) {
                prop_assert!(spans.iter().any(|s| s.contains(anchor)), "{spans:?} {anchor}");
            }
        }
    }
}
