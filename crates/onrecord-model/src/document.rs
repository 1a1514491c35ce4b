//! [`Document`]: a source's text, cut into blocks (paragraphs, headings) and into short lines.
//!
//! Both cuts are made once, when the text arrives; everything after is a binary search, so that a
//! passage in the middle of 100 MB is found and laid out without touching the rest.

use std::sync::Arc;

use onrecord_image::{SharedColumn, SharedText};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Region;
use blocks::{BlockList, MarkList};
use onrecord_text::{Part, Span};

mod blocks;
mod kept;

pub use kept::{read_documents, write_documents};

/// The longest line in bytes before it is laid out in stretches of its own.
///
/// Wrapping restarts at every line, so this bounds the work for one screen whatever the text is;
/// 4 KiB is some fifty rows of an 80-column terminal, more than one screen of prose.
const STRETCH: usize = 4096;

/// What a block is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A section's title.
    Heading,
    /// An entry of a list.
    Item,
    /// A caption of a recording.
    Cue,
    /// A footnote.
    Note,
    /// What the reader of the file left out of the running text. These blocks come last.
    LeftOut(LeftOut),
}

/// What a reader leaves out of the running text, in the order in which a document has it at its end. Nobody
/// is quoted from it, and it is searched only by whoever asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LeftOut {
    /// Running heads and feet, page numbers.
    RunningHeads,
    /// The numbers of lines.
    LineNumbers,
    /// What a page says beside its article: menus, notices, other stories.
    Furniture,
    /// Lists of links.
    Links,
    /// What pictures show, and whose they are.
    Captions,
    /// What is not shown to whoever looks at the file.
    Hidden,
    /// What others wrote below an article.
    Comments,
    /// Sounds, stage directions.
    Directions,
    /// What stands there twice: a caption that rolls on.
    Repeats,
    /// Headers and marks of the format that say nothing to most readers.
    Markup,
    /// What another form of a mail says, not in the same words: its page where the plain text is read, or that
    /// where the page is.
    OtherForm,
    /// What a mail brings along, by its names.
    Attached,
    /// What a file says about itself besides its title and author: subject, keywords, description.
    About,
}

/// Where a place of the text is found in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// On this page, from 1.
    Page(u32),
    /// In this part of a scanned page.
    Region(Region),
    /// So many milliseconds into a recording.
    Time(u32),
    /// On this line of the file, from 1.
    Line(u32),
    /// In this row, from 1, of the sheet whose name is the heading above.
    Row(u32),
    /// On this slide, from 1.
    Slide(u32),
    /// In this section of a book as its file has them, from 1; the first may be its cover.
    Section(u32),
}

/// From byte `at` of the text on, up to the next mark, the original is at `place`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Byte offset in the text.
    pub at: u32,
    /// The place in the original.
    pub place: Place,
}

/// A stretch of text between blank lines. Its number (¶) is its position, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Bytes from its first to its last character, without the line end.
    pub span: Span,
    /// Paragraph or heading.
    pub kind: BlockKind,
}

/// A decoded text with its blocks and lines. The text is the source's own, byte for byte. Cheap to
/// clone: all clones share one text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    cut: Arc<Cut>,
}

#[derive(Debug, Default)]
struct Cut {
    text: SharedText,
    blocks: BlockList,
    lines: SharedColumn<LayoutLine>,
    marks: MarkList,
    /// The numbers of those blocks that are headings.
    headings: SharedColumn<u32>,
}

/// What of a document is written; the rest is found again from it, which is quicker than to read it.
#[derive(Serialize, Deserialize)]
struct Written<T, B, M> {
    text: T,
    blocks: B,
    marks: M,
}

/// A line of a block, short enough to be wrapped at once: its first byte, its end, and the position of
/// its block.
type LayoutLine = [u32; 3];

impl Document {
    /// The text of a file as it stands, cut into blocks at blank lines; its lines are the file's.
    /// `\n`, `\r\n` and `\r` all end a line.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let (mut blocks, mut lines) = (Vec::<Block>::new(), Vec::new());
        let mut marks = Vec::new();
        let mut open = false;
        for (span, number) in hard_lines(&text).zip(1..) {
            let line = span.of(&text);
            if line.trim().is_empty() {
                open = false;
                continue;
            }
            marks.push(Mark { at: span.start, place: Place::Line(number) });
            if open && let Some(block) = blocks.last_mut() {
                block.span.end = span.end;
            } else {
                blocks.push(Block { span, kind: BlockKind::Paragraph });
            }
            open = true;
            let block = blocks.len() as u32 - 1;
            for piece in stretches(line) {
                let Span { start, end } = piece.shifted(span.start);
                lines.push([start, end, block]);
            }
        }
        find_headings(&text, &mut blocks);
        Self::cut(text, blocks, lines, marks)
    }

    /// A text whose blocks are all paragraphs: the rows of a list.
    pub fn of_rows(text: impl Into<Box<str>>, rows: &[Span]) -> Self {
        let block = |span: &Span| Block { span: *span, kind: BlockKind::Paragraph };
        Self::of_blocks(text, rows.iter().map(block).collect(), Vec::new())
    }

    /// A text whose blocks are known: what a reader found. Blocks ascend and
    /// do not overlap, marks ascend, what was left out comes last. Empty blocks are left out.
    pub fn of_blocks(text: impl Into<Box<str>>, mut blocks: Vec<Block>, marks: Vec<Mark>) -> Self {
        let text = text.into();
        blocks.retain(|block| !block.span.is_empty());
        debug_assert!(blocks.is_sorted_by(|a, b| a.span.end <= b.span.start));
        debug_assert!(marks.is_sorted_by_key(|mark| mark.at));
        debug_assert!(blocks.is_sorted_by_key(|b| matches!(b.kind, BlockKind::LeftOut(_))));
        let lines = lines_of(&text, &blocks);
        Self::cut(text, blocks, lines, marks)
    }

    fn cut(text: Box<str>, blocks: Vec<Block>, lines: Vec<LayoutLine>, marks: Vec<Mark>) -> Self {
        let headings = headings_of(&blocks).into();
        let (text, lines) = (text.into(), lines.into());
        let (blocks, marks) = (BlockList::from(blocks), MarkList::from(marks));
        Self { cut: Arc::new(Cut { text, blocks, lines, marks, headings }) }
    }

    /// Where byte `offset` is found in the original, where that is known.
    pub fn place_at(&self, offset: u32) -> Option<Place> {
        self.mark_at(offset).map(|mark| mark.place)
    }

    /// The mark that byte `offset` stands behind, where there is one.
    pub fn mark_at(&self, offset: u32) -> Option<Mark> {
        let marks = self.cut.marks.as_slice();
        let next = marks.partition_point(|mark| mark.at <= offset);
        marks.get(next.checked_sub(1)?).copied()
    }

    /// The marks that hold in `span`: the one that it begins behind, and those inside it.
    pub fn marks_in(&self, span: Span) -> impl Iterator<Item = Mark> + '_ {
        let marks = self.cut.marks.as_slice();
        let upto = marks.partition_point(|mark| mark.at < span.end);
        let from = marks.partition_point(|mark| mark.at <= span.start).saturating_sub(1);
        marks.part(from.min(upto)..upto).iter().copied()
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.cut.text
    }

    /// The words of `span`; empty where it does not fit.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.cut.text)
    }

    /// All blocks in order.
    pub fn blocks(&self) -> &[Block] {
        self.cut.blocks.as_slice()
    }

    /// The blocks of the running text.
    pub fn body_blocks(&self) -> &[Block] {
        self.blocks().part(..self.body_count())
    }

    /// What the reader left out of the running text, kind by kind.
    pub fn left_out(&self) -> impl Iterator<Item = (LeftOut, Span)> {
        self.blocks().part(self.body_count()..).iter().filter_map(|block| match block.kind {
            BlockKind::LeftOut(what) => Some((what, block.span)),
            _ => None,
        })
    }

    /// The running text: all that the document says, without what its reader left out.
    pub fn body(&self) -> &str {
        match self.cut.blocks.get(self.body_count()) {
            Some(first) => self.cut.text.part(..first.span.start as usize).trim_end(),
            None => &self.cut.text,
        }
    }

    /// How many blocks are of the running text; what was left out comes behind them.
    fn body_count(&self) -> usize {
        self.cut.blocks.first_where(|block| matches!(block.kind, BlockKind::LeftOut(_)))
    }

    /// How many paragraphs (blocks) there are.
    pub fn paragraphs(&self) -> u32 {
        self.cut.blocks.len() as u32
    }

    /// The block with number `paragraph` (1-based).
    pub fn block(&self, paragraph: u32) -> Option<Block> {
        self.cut.blocks.get((paragraph as usize).checked_sub(1)?)
    }

    /// The number (from 1) of the paragraph that byte `offset` stands in, or of the one before it;
    /// 1 in an empty text.
    pub fn paragraph_at(&self, offset: u32) -> u32 {
        (self.cut.blocks.first_where(|block| block.span.start > offset) as u32).max(1)
    }

    /// The section heading that byte `offset` stands under, if any.
    pub fn heading_over(&self, offset: u32) -> Option<&str> {
        let paragraph = self.paragraph_at(offset);
        if matches!(self.block(paragraph)?.kind, BlockKind::LeftOut(_)) {
            return None;
        }
        let next = self.cut.headings.partition_point(|heading| *heading <= paragraph);
        let heading = self.cut.headings.get(next.checked_sub(1)?)?;
        Some(self.words(self.block(*heading)?.span))
    }

    /// How many lines there are to lay out.
    pub fn line_count(&self) -> usize {
        self.cut.lines.len()
    }

    /// The span of line `line`, and whether it is the first of its block.
    pub fn line(&self, line: usize) -> Option<(Span, bool)> {
        let [start, end, block] = *self.cut.lines.get(line)?;
        let before = line.checked_sub(1).and_then(|before| self.cut.lines.get(before));
        let first = before.is_none_or(|[_, _, before]| *before != block);
        Some((Span::new(start, end), first))
    }

    /// The paragraph number (from 1) that line `line` belongs to.
    pub fn paragraph_of_line(&self, line: usize) -> u32 {
        self.cut.lines.get(line).map_or(1, |[_, _, block]| block.saturating_add(1))
    }

    /// The line that byte `offset` stands in, or the one before it.
    pub fn line_at(&self, offset: u32) -> usize {
        self.cut.lines.partition_point(|[start, ..]| *start <= offset).saturating_sub(1)
    }
}

/// Plain text does not say what a heading is. Taken for one: a block of one short line that ends
/// like a title (no full stop, comma or colon), is not quoted, and stands directly over longer
/// running text. Numbers, labels ("SEE ALSO: …") and lists fail one of these.
fn find_headings(text: &str, blocks: &mut [Block]) {
    const LONGEST: u32 = 90;
    let looks_like = |block: &Block, next: &Block| {
        let words = block.span.of(text);
        block.span.len() <= LONGEST
            && next.span.len() > 2 * block.span.len().min(45)
            && !words.contains(['\n', '\r', '“', '"', '«', ':'])
            && !words.ends_with(['.', ',', ';', '!', '…', '”'])
            && words.chars().next().is_some_and(char::is_uppercase)
    };
    let mut from = blocks;
    while let [block, rest @ ..] = from {
        if rest.first().is_some_and(|next| looks_like(block, next)) {
            block.kind = BlockKind::Heading;
        }
        from = rest;
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cut { text, blocks, marks, .. } = &*self.cut;
        let (blocks, marks) = (blocks.as_slice(), marks.as_slice());
        Written { text: &**text, blocks, marks }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written::<Box<str>, Vec<Block>, Vec<Mark>> { text, blocks, marks } =
            Written::deserialize(deserializer)?;
        let lines = lines_of(&text, &blocks);
        Ok(Self::cut(text, blocks, lines, marks))
    }
}

/// The numbers (from 1) of the blocks that are headings.
fn headings_of(blocks: &[Block]) -> Vec<u32> {
    let numbered = (1..).zip(blocks);
    numbered.filter(|(_, block)| block.kind == BlockKind::Heading).map(|(at, _)| at).collect()
}

/// The lines of all blocks, in order.
fn lines_of(text: &str, blocks: &[Block]) -> Vec<LayoutLine> {
    let mut lines = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let words = block.span.of(text);
        for hard in hard_lines(words) {
            for piece in stretches(hard.of(words)) {
                let Span { start, end } = piece.shifted(block.span.start + hard.start);
                lines.push([start, end, at as u32]);
            }
        }
    }
    lines
}

/// Spans of the lines of `text`, without their line ends.
fn hard_lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let line = Span::at(from, from + length);
        let crlf = rest.as_bytes().get(length..length + 2) == Some(b"\r\n");
        from += length + if crlf { 2 } else { 1 };
        Some(line)
    })
}

/// Cuts one line into stretches of at most about [`STRETCH`] bytes, after a space where there is one.
fn stretches(line: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = line.get(from..).filter(|rest| !rest.is_empty())?;
        let length = if rest.len() <= STRETCH { rest.len() } else { cut(rest) };
        let stretch = Span::at(from, from + length);
        from += length;
        Some(stretch)
    })
}

/// Where to cut a line longer than a stretch: after its last space, else between two characters.
fn cut(rest: &str) -> usize {
    let at = rest.floor_char_boundary(STRETCH);
    let head = rest.part(..at);
    head.rfind(' ').map_or(at, |space| space + 1)
}

#[cfg(test)]
mod tests;
