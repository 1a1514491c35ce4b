//! Markdown (`CommonMark` with tables, footnotes and front matter): words without their signs.
//!
//! Every block keeps the line of the file that it begins on.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::draft::Draft;
use super::{Limits, ReadError, Reading, Warning, decode, front_matter, html};
use onrecord_model::{BlockKind, LeftOut, Place};
use onrecord_text::Part as _;

/// Reads a Markdown file.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text, [`ReadError::TooLarge`] from 4 GiB on.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let text = &*decoded.text;
    if text.len() >= u32::MAX as usize {
        return Err(ReadError::TooLarge);
    }
    let doubt = decoded.doubt.map(|what| Warning { line: 0, what });
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = MarkdownWriter::new(text, limits);
    let read = text.part(..upto(text, limits.elements));
    writer.draft.cut_off(read.len() < text.len());
    for (event, range) in Parser::new_ext(read, options).into_offset_iter() {
        if writer.draft.is_full() {
            break;
        }
        writer.take(event, &range);
    }
    writer.flush();
    let mut about = front_matter::about(&writer.front);
    about.title = about.title.or(writer.title);
    Ok(writer.draft.finish(about, doubt.into_iter().collect()))
}

/// The end of the last line of `text` before it has more than `most` signs. The parser keeps a node or two for any of
/// them, and has them all before it tells the first.
fn upto(text: &str, most: usize) -> usize {
    let signs = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_punctuation() || *b == b'\n');
    let Some((over, _)) = signs.map(|(at, _)| at).zip(0..).nth(most) else { return text.len() };
    text.part(..over).trim_end_matches(|c| c != '\n').len()
}

struct MarkdownWriter<'t> {
    text: &'t str,
    limits: &'t Limits,
    /// Where each line of the file begins.
    lines: Vec<u32>,
    draft: Draft,
    /// The block in hand, and the byte of the file where it begins.
    words: String,
    at: usize,
    /// How many bytes of the words in hand are the number of an item or the label of a note, from the first on.
    mark: usize,
    /// The number of the next item of each list that is open; `None` where it has no numbers.
    lists: Vec<Option<u64>>,
    /// How many times the words in hand are bold, and whether any of the block were not.
    bold: u32,
    plain: bool,
    /// How many bytes of the words in hand are bold, from the first on.
    head: usize,
    headings: u32,
    items: u32,
    notes: u32,
    /// The source of an HTML block in hand.
    html: Option<String>,
    /// Whether front matter is being read, and what it is.
    in_front: bool,
    front: String,
    /// Whether a main heading is being read, and the first there was.
    in_title: bool,
    title: Option<String>,
}

impl<'t> MarkdownWriter<'t> {
    fn new(text: &'t str, limits: &'t Limits) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end as u32 + 1);
        Self {
            text,
            lines: std::iter::once(0).chain(ends).collect(),
            limits,
            draft: Draft::new(limits),
            words: String::new(),
            at: 0,
            mark: 0,
            lists: Vec::new(),
            bold: 0,
            plain: false,
            head: 0,
            headings: 0,
            items: 0,
            notes: 0,
            html: None,
            in_front: false,
            front: String::new(),
            in_title: false,
            title: None,
        }
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&words, range);
            }
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                } else {
                    let words = self.html_words(&html);
                    self.push(&words, range);
                }
            }
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
                    self.push("\n", range);
                } else {
                    self.leave_out(&tag, range.start);
                }
            }
            // As it stands in the file: the note says the same.
            Event::FootnoteReference(_) => {
                self.push(self.text.part(range.clone()), range);
            }
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.push("\n", range),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::TableCell => {
                if self.has_words() && !self.words.ends_with('\n') {
                    self.words.push_str(" | ");
                }
            }
            Tag::TableHead | Tag::TableRow => {
                if self.has_words() {
                    self.words.push('\n');
                }
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {}
            block => {
                self.flush();
                self.at = range.start;
                self.open(block, range);
            }
        }
    }

    fn open(&mut self, block: &Tag<'_>, range: &Range<usize>) {
        match block {
            Tag::Heading { level, .. } => {
                self.headings += 1;
                self.in_title = *level as u8 == 1 && self.title.is_none();
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                self.items += 1;
                self.number(range);
            }
            Tag::FootnoteDefinition(label) => {
                self.notes += 1;
                self.mark_with(&format!("[^{label}]: "));
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::MetadataBlock(_) => self.in_front = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if self.in_title {
                    let title = self.words.part(self.mark..).trim();
                    self.title = Some(title.to_owned()).filter(|title| !title.is_empty());
                }
                self.in_title = false;
                self.flush();
                self.headings = self.headings.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.mark = 0;
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.mark = 0;
                self.flush();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    let words = self.html_words(&html);
                    self.words.push_str(&words);
                    self.leave_out(&html, self.at);
                    self.flush();
                }
            }
            TagEnd::MetadataBlock(_) => {
                self.in_front = false;
                let place = Some(Place::Line(1));
                self.draft.leave_out(LeftOut::Markup, place, &self.front);
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::TableCell
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
            _ => self.flush(),
        }
    }

    /// Begins an item of a list with its number as it is shown, counted on from the first: people cite by it.
    fn number(&mut self, range: &Range<usize>) {
        let Some(Some(next)) = self.lists.last_mut() else { return };
        let number = *next;
        *next = next.saturating_add(1);
        let written = self.text.part(range.clone()).trim_start();
        let behind = written.trim_start_matches(|c: char| c.is_ascii_digit());
        let sign = if behind.starts_with(')') { ')' } else { '.' };
        self.mark_with(&format!("{number}{sign} "));
    }

    /// Begins a block with what waits for its words.
    fn mark_with(&mut self, mark: &str) {
        self.words.push_str(mark);
        self.mark = self.words.len();
    }

    fn has_words(&self) -> bool {
        self.words.len() > self.mark
    }

    fn words(&mut self, words: &CowStr<'_>, range: &Range<usize>) {
        if self.in_front {
            self.front.push_str(words);
        } else {
            self.push(words, range);
        }
    }

    fn push(&mut self, words: &str, range: &Range<usize>) {
        if self.words.is_empty() {
            self.at = self.at.max(range.start);
        }
        self.plain |= self.bold == 0 && !words.trim().is_empty();
        self.words.push_str(words);
        if !self.plain {
            self.head = self.words.len();
        }
    }

    fn html_words(&mut self, html: &str) -> String {
        let (words, cut) = html::words(html, self.limits);
        self.draft.cut_off(cut);
        words
    }

    /// Keeps what HTML at byte `at` says beside its words: alternative texts, comments.
    fn leave_out(&mut self, html: &str, at: usize) {
        let place = self.line(at);
        let draft = &mut self.draft;
        let mut tell = |what, words: &str| draft.leave_out(what, Some(place), words);
        let cut = html::apart(html, self.limits, &mut tell);
        self.draft.cut_off(cut);
    }

    fn line(&self, at: usize) -> Place {
        Place::Line(self.lines.partition_point(|line| *line as usize <= at).max(1) as u32)
    }

    /// Writes the block in hand. A number and a label wait for their words.
    fn flush(&mut self) {
        if !self.has_words() {
            return;
        }
        let kind = match () {
            () if self.notes > 0 => BlockKind::Note,
            () if self.headings > 0 => BlockKind::Heading,
            () if self.items > 0 => BlockKind::Item,
            () => BlockKind::Paragraph,
        };
        self.draft.add(kind, Some(self.line(self.at)), self.words.trim_start_matches(' '));
        // A note's label and the words of HTML are others than were counted.
        if let Some(head) = self.words.get(..std::mem::take(&mut self.head)) {
            self.draft.in_bold(head.trim_start_matches(' '));
        }
        self.plain = false;
        self.mark = 0;
        self.words.clear();
    }
}

#[cfg(test)]
mod tests;
