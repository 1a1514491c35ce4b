//! Lines to paragraphs: where one ends, what a hyphen at a line's end means, what is a heading.

use super::columns::{Column, TextLine};
use super::hyphens::HYPHENS;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A title of a section.
    Heading,
    /// An entry of a list.
    Item,
    /// A row of a table: its cells from left to right, apart by a blank.
    Row,
    /// A footnote.
    Note,
    /// What sticks to the page: a note, what somebody said of marked words.
    Sticky,
    /// The name of a file that is attached.
    Attached,
    /// The head or foot of a page.
    Furniture,
}

/// A paragraph: its lines, each with the page (from 1) it stands on.
#[derive(Debug, Clone)]
pub(crate) struct ParagraphLines {
    /// The lines, top to bottom.
    pub(crate) lines: Vec<(u32, TextLine)>,
    /// For each line, whether the line before it ends where its author ended it.
    pub(crate) breaks: Vec<bool>,
    /// What it is.
    pub(crate) kind: ParagraphKind,
    /// Whether its first line is set in.
    pub(crate) indented: bool,
    /// Whether its last line fills the column: it may go on in the next.
    pub(crate) full: bool,
}

/// What the columns of a document have in common.
pub(crate) struct TypeStyle {
    /// The size that most of the text is set in.
    pub(crate) body: f32,
    /// From base line to base line, in sizes of the letter: 1.2 as printers have it, 2.5 in drafts.
    pub(crate) leading: f32,
}

impl TypeStyle {
    /// The usual distance of lines in `columns`.
    pub(crate) fn leading<'c>(columns: impl Iterator<Item = &'c Column>) -> f32 {
        /// What is further apart is no line's distance from the next.
        const WIDEST: f32 = 3.0;
        let pairs = columns.flat_map(|column| column.iter().zip(column.iter().skip(1)));
        let steps = pairs.map(|(a, b)| (b.y - a.y) / a.size.max(b.size));
        median(steps.filter(|step| (0.7..WIDEST).contains(step)).collect()).unwrap_or(1.2)
    }
}

fn median(mut numbers: Vec<f32>) -> Option<f32> {
    numbers.sort_unstable_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// Letters that begin an entry of a list.
const BULLETS: [char; 11] = ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '➢', '⁃'];

/// How far the first line of a paragraph is set in, at the least (sizes of the letter).
const INDENT: f32 = 0.9;

/// Cuts a column into paragraphs.
pub(crate) fn paragraphs(column: Column, page: u32, style: &TypeStyle) -> Vec<ParagraphLines> {
    let shape = ParagraphShape::of(&column, style);
    let mut paragraphs: Vec<ParagraphLines> = Vec::new();
    for line in column {
        let (full, indented) = (shape.is_full(&line), shape.is_indented(&line));
        let open = paragraphs.last_mut();
        let joint = open.as_ref().map_or(Joint::Apart, |open| shape.joint(open, &line));
        let breaks = vec![joint == Joint::Broken];
        let line = ParagraphLines::of_line(page, line, ParagraphKind::Text);
        let line = ParagraphLines { breaks, indented, full, ..line };
        match open {
            Some(open) if joint != Joint::Apart => open.append(line),
            _ => paragraphs.push(line),
        }
    }
    for at in 0..paragraphs.len() {
        let next = paragraphs.get(at + 1).is_some_and(ParagraphLines::is_bold);
        if let Some(paragraph) = paragraphs.get_mut(at) {
            paragraph.kind = paragraph.looks_like(style, next);
            paragraph.set_off_number();
        }
    }
    paragraphs
}

/// How two lines of a column are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// The second begins a paragraph.
    Apart,
    /// The first was full.
    Wrapped,
    /// The first was ended by its author.
    Broken,
}

/// How a column is set.
struct ParagraphShape {
    /// Where most lines begin.
    left: f32,
    /// Where the longest lines end.
    right: f32,
    /// From base line to base line (points).
    leading: f32,
    /// The size of most lines (points).
    size: f32,
}

impl ParagraphShape {
    fn of(column: &Column, style: &TypeStyle) -> Self {
        /// So many lines show how far they are apart.
        const ENOUGH: usize = 6;
        let size = median(column.iter().map(|line| line.size).collect()).unwrap_or(style.body);
        let mut lefts: Vec<f32> = column.iter().map(|line| line.x0).collect();
        lefts.sort_by(f32::total_cmp);
        // Where as many lines are set in as are not, the left ones are not.
        let most = lefts.chunk_by(|a, b| b - a < 0.3 * size).rev().max_by_key(|same| same.len());
        let left = most.and_then(|same| same.first()).copied().unwrap_or(0.0);
        let right = column.iter().map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max);
        let own = (column.len() >= ENOUGH).then(|| TypeStyle::leading(std::iter::once(column)));
        Self { left, right, leading: own.unwrap_or(style.leading) * size, size }
    }

    /// Whether a line reaches the right end of the column, but for the word that did not fit.
    fn is_full(&self, line: &TextLine) -> bool {
        line.x1 > self.right - 0.15 * (self.right - self.left).max(1.0)
    }

    fn is_indented(&self, line: &TextLine) -> bool {
        line.x0 > self.left + INDENT * line.size
    }

    fn joint(&self, open: &ParagraphLines, line: &TextLine) -> Joint {
        let (Some((_, before)), Some((_, first))) = (open.lines.last(), open.lines.first()) else {
            return Joint::Apart;
        };
        let em = line.size;
        let step = line.y - before.y;
        let alike = (0.88..1.14).contains(&(line.size / before.size)) && line.bold == before.bold;
        let leading = self.leading * (em / self.size).max(1.0);
        let close = step < 1.3 * leading && step > -0.5 * em;
        let entries = begins_entry(&first.text) && begins_entry(&line.text);
        if before.tabular || line.tabular || (is_payment(&before.text) && is_payment(&line.text)) {
            return Joint::Apart;
        }
        if !alike || !close || entries || begins_item(&line.text) {
            return Joint::Apart;
        }
        let alone = open.lines.len() == 1;
        let lower = line.text.chars().next().is_some_and(char::is_lowercase);
        if lower && before.text.ends_with(HYPHENS) {
            return Joint::Wrapped;
        }
        let hangs = alone && begins_entry(&first.text);
        let ended = ends_sentence(&before.text);
        let further = line.x0 > before.x0 + INDENT * em;
        let indented = self.is_indented(line) && !hangs && (further || (alone && ended));
        let outdented =
            line.x0 < before.x0 - INDENT * em && (!alone || line.x0 < self.left - INDENT * em);
        // What follows an author's own line end was not pushed there by lack of room.
        let word = line.text.chars().take_while(|c| *c != ' ').count();
        let letters = line.text.chars().count().max(1) as f32;
        let room = (word as f32 + 1.0) * (line.x1 - line.x0) / letters;
        let fits = before.x1 + room + 1.5 * em < self.right;
        if fits {
            // Short lines, then a full one: a title or an address, and the text below it.
            let title = open.breaks.iter().skip(1).all(|broken| *broken) && self.is_full(line);
            let apart = ended || title || indented || outdented || begins_entry(&line.text);
            return if apart { Joint::Apart } else { Joint::Broken };
        }
        if indented || outdented || (ended && begins_entry(&line.text)) {
            return Joint::Apart;
        }
        Joint::Wrapped
    }
}

impl ParagraphLines {
    /// A paragraph of one line.
    pub(crate) fn of_line(page: u32, line: TextLine, kind: ParagraphKind) -> Self {
        let (lines, breaks) = (vec![(page, line)], vec![false]);
        Self { lines, breaks, kind, indented: false, full: false }
    }

    /// A paragraph of words that have no place on their page.
    pub(crate) fn aside(page: u32, text: &str, kind: ParagraphKind) -> Self {
        let words: Vec<_> = text.split_whitespace().collect();
        let (x0, x1, y, size) = (0.0, 0.0, 0.0, 0.0);
        let text = words.join(" ");
        let line = TextLine { text, x0, x1, y, size, bold: false, tabular: false };
        Self::of_line(page, line, kind)
    }

    /// Goes on with `next`.
    pub(crate) fn append(&mut self, next: Self) {
        self.lines.extend(next.lines);
        self.breaks.extend(next.breaks);
        self.full = next.full;
    }

    /// Whether it stands beside the text, which may go on after it.
    pub(crate) fn is_aside(&self) -> bool {
        use ParagraphKind::{Furniture, Note, Sticky};
        matches!(self.kind, Note | Sticky | Furniture)
    }

    fn is_bold(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.bold)
    }

    fn looks_like(&self, style: &TypeStyle, next_is_bold: bool) -> ParagraphKind {
        /// The longest heading (bytes).
        const LONGEST: usize = 200;
        let Some((_, first)) = self.lines.first() else { return ParagraphKind::Text };
        let length: usize = self.lines.iter().map(|(_, line)| line.text.len()).sum();
        let large = first.size >= 1.12 * style.body;
        let bold = self.is_bold() && !next_is_bold && !first.text.ends_with(['.', ',', ';']);
        let lettered = first.text.chars().any(char::is_alphabetic);
        if first.tabular {
            ParagraphKind::Row
        } else if begins_item(&first.text) {
            ParagraphKind::Item
        } else if length <= LONGEST
            && lettered
            && (large || bold && first.size >= 0.95 * style.body)
        {
            ParagraphKind::Heading
        } else if first.size <= 0.93 * style.body && begins_note(&first.text) {
            ParagraphKind::Note
        } else {
            ParagraphKind::Text
        }
    }

    /// Sets the number of a footnote off its words, where only its being raised had done that.
    fn set_off_number(&mut self) {
        let Some((_, first)) = self.lines.first_mut().filter(|_| self.kind == ParagraphKind::Note)
        else {
            return;
        };
        let words = first.text.trim_start_matches(char::is_numeric);
        let number = first.text.len() - words.len();
        if number > 0 && words.starts_with(char::is_alphabetic) {
            first.text.insert(number, ' ');
        }
    }

    /// Whether `next`, at the top of the next column or page, goes on with it.
    pub(crate) fn goes_on_in(&self, next: &Self) -> bool {
        let (Some((_, last)), Some((_, first))) = (self.lines.last(), next.lines.first()) else {
            return false;
        };
        // Below it on the same page it is no other column, but what a line's distance tells.
        let (page, at) = (self.lines.last(), next.lines.first());
        let below = page.map(|(page, _)| page) == at.map(|(page, _)| page) && first.y > last.y;
        if below && first.y - last.y > 1.5 * last.size {
            return false;
        }
        let prose = |kind| matches!(kind, ParagraphKind::Text | ParagraphKind::Item);
        let alike = (0.95..1.05).contains(&(first.size / last.size)) && first.bold == last.bold;
        if !alike || !prose(self.kind) || next.kind != ParagraphKind::Text {
            return false;
        }
        let hyphen = last.text.ends_with(HYPHENS);
        let lower = first.text.chars().next().is_some_and(char::is_lowercase);
        let ended = ends_sentence(&last.text);
        let goes_on = hyphen || lower || !(next.indented || begins_entry(&first.text));
        if ended { lower && self.full } else { (lower || self.full) && goes_on }
    }
}

/// Whether a line ends like a sentence, marks after it left aside.
fn ends_sentence(text: &str) -> bool {
    let marks = ['"', '\'', '”', '’', '»', ')', ']'];
    text.trim_end_matches(marks).ends_with(['.', '?', '!', ':', ';', '…'])
}

fn begins_item(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| BULLETS.contains(&c)) && chars.next().is_none_or(|c| c == ' ')
}

/// Whether a line begins like an entry of a list or a turn of a transcript: `(a)`, `12.`, `Q.`.
pub(crate) fn begins_entry(text: &str) -> bool {
    let Some(word) = text.split(' ').next() else { return false };
    let inner = word.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let marked = inner.len() < word.len() && !word.ends_with(|c: char| c.is_alphanumeric());
    begins_item(text)
        || (marked
            && !inner.is_empty()
            && inner.chars().count() <= 4
            && inner.chars().all(char::is_alphanumeric))
}

/// Whether a line ends with an amount, as the lines of a ledger do: digits in groups or with cents.
fn is_payment(text: &str) -> bool {
    let Some((_, last)) = text.rsplit_once(' ') else { return false };
    let amount = last.trim_matches(|c: char| !c.is_ascii_digit());
    let mut groups = amount.split(['.', ',', '\'', '’']);
    let first = groups.next().is_some_and(|first| matches!(first.len(), 1..=3));
    let mut behind = groups.peekable();
    first
        && behind.peek().is_some()
        && amount.len() + 2 >= last.len()
        && behind
            .all(|group| matches!(group.len(), 2 | 3) && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line in small print begins like a footnote: with its number or sign.
fn begins_note(text: &str) -> bool {
    text.starts_with(|c: char| c.is_numeric() || matches!(c, '*' | '†' | '‡' | '§' | '['))
}
