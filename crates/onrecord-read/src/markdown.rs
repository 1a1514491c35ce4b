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
                if !self.words.is_empty() && !self.words.ends_with('\n') {
                    self.words.push_str(" | ");
                }
            }
            Tag::TableHead | Tag::TableRow => {
                if !self.words.is_empty() {
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
                self.open(block);
            }
        }
    }

    fn open(&mut self, block: &Tag<'_>) {
        match block {
            Tag::Heading { level, .. } => {
                self.headings += 1;
                self.in_title = *level as u8 == 1 && self.title.is_none();
            }
            Tag::Item => self.items += 1,
            Tag::FootnoteDefinition(label) => {
                self.notes += 1;
                self.words = format!("[^{label}]: ");
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
                    self.title =
                        Some(self.words.trim().to_owned()).filter(|title| !title.is_empty());
                }
                self.in_title = false;
                self.flush();
                self.headings = self.headings.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.words = self.html_words(&html);
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

    /// Writes the block in hand. A note's label waits for its words.
    fn flush(&mut self) {
        let label = self.notes > 0 && self.words.ends_with("]: ");
        if self.words.is_empty() || label {
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
        self.words.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, Doubt};

    fn shown(text: &str) -> Vec<(char, u32, String)> {
        let document = read(text.as_bytes(), &Limits::default()).unwrap().document;
        let show = |block: &onrecord_model::Block| {
            let kind = match block.kind {
                BlockKind::Paragraph => 'p',
                BlockKind::Heading => 'h',
                BlockKind::Item => 'i',
                BlockKind::Cue => 'c',
                BlockKind::Note => 'n',
                BlockKind::LeftOut(_) => 'l',
            };
            let line = match document.place_at(block.span.start) {
                Some(Place::Line(line)) => line,
                _ => 0,
            };
            (kind, line, document.words(block.span).to_owned())
        };
        document.body_blocks().iter().map(show).collect()
    }

    #[test]
    fn blocks_have_their_kind_and_line() {
        for (text, want) in [
            ("# A *b*\n\nc\nd  \ne\n", &[('h', 1, "A b"), ('p', 3, "c d\ne")][..]),
            ("A\n===\n\nb", &[('h', 1, "A"), ('p', 4, "b")]),
            (
                "- a\n- b\n\n  c\n\n1. d\n",
                &[('i', 1, "a"), ('i', 2, "b"), ('i', 4, "c"), ('i', 6, "d")],
            ),
            (
                "> “no,” he **said**\n> twice\n\nx",
                &[('p', 1, "“no,” he said twice"), ('p', 4, "x")],
            ),
            ("```\na\n  b\n\nc\n```\n", &[('p', 2, "a\n  b"), ('p', 5, "c")]),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n", &[('p', 1, "a | b\n1 | 2")]),
            ("a[^1] b\n\n[^1]: note\n", &[('p', 1, "a[^1] b"), ('n', 3, "[^1]: note")]),
            (
                "<div>\n<b>a</b> &amp; b\n</div>\n\nc<br>d <i>e</i>",
                &[('p', 1, "a & b"), ('p', 5, "c\nd e")],
            ),
            ("[text](http://x) ![alt](y) `code` ~~s~~ &eacute;", &[('p', 1, "text alt code s é")]),
            ("a\r\n\r\nb\r\n***\r\nc", &[('p', 1, "a"), ('p', 3, "b"), ('p', 5, "c")]),
            ("\u{feff}# t", &[('h', 1, "t")]),
            ("", &[]),
        ] {
            let want: Vec<_> = want.iter().map(|(k, l, w)| (*k, *l, (*w).to_owned())).collect();
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn front_matter_says_what_it_is() {
        let text = "---\ntitle: \"Notes: day one\"\nauthors:\n  - Ana Ruiz\n  - Bo Li\ndate: 2022-05-17\n\
            url: https://example.org/a\n---\n\n# Other\n\ntext";
        let reading = read(text.as_bytes(), &Limits::default()).unwrap();
        let about = About {
            title: Some("Notes: day one".to_owned()),
            byline: Some("Ana Ruiz, Bo Li".to_owned()),
            publisher: None,
            date: Some("2022-05-17".to_owned()),
            link: Some("https://example.org/a".to_owned()),
            ..About::default()
        };
        assert_eq!(reading.about, about);
        let document = &reading.document;
        assert_eq!(document.body(), "Other\n\ntext");
        let left = document.left_out().map(|(what, span)| (what, document.words(span)));
        let front = "title: \"Notes: day one\"\nauthors:\n- Ana Ruiz\n- Bo Li\n\
            date: 2022-05-17\nurl: https://example.org/a";
        assert_eq!(left.collect::<Vec<_>>(), [(LeftOut::Markup, front)]);
        let bare = read(b"# One\n\n# Two", &Limits::default()).unwrap();
        assert_eq!(bare.about.title.as_deref(), Some("One"));
        let list = read(b"---\nauthor: [Ana, 'Bo Li']\n---\nx", &Limits::default()).unwrap();
        assert_eq!(list.about.byline.as_deref(), Some("Ana, Bo Li"));
    }

    #[test]
    fn html_leaves_nothing_out_unseen() {
        let text = "one <!-- ask Ida --> <img alt='the weir'> two\n\n<!-- not\nyet -->\n\n<div>three<svg><text>dam</text></svg></div>";
        let document = read(text.as_bytes(), &Limits::default()).unwrap().document;
        assert_eq!(document.body(), "one   two\n\nthree");
        let left = document
            .left_out()
            .map(|(what, span)| (what, document.words(span), document.place_at(span.start)));
        let line = |line| Some(Place::Line(line));
        let want = [
            (LeftOut::Captions, "the weir", line(1)),
            (LeftOut::Captions, "dam", line(6)),
            (LeftOut::Hidden, "ask Ida", line(1)),
            (LeftOut::Hidden, "not yet", line(3)),
        ];
        assert_eq!(left.collect::<Vec<_>>(), want);
    }

    #[test]
    fn notes_as_they_are_written_are_read() {
        let notes = include_str!("../tests/files/markdown/notes.md");
        let about = read(notes.as_bytes(), &Limits::default()).unwrap().about;
        assert_eq!(about.title.as_deref(), Some("Harbour, day three"));
        assert_eq!(about.link.as_deref(), Some("https://courier.example/notes/3"));
        let shown = shown(notes);
        let shown: Vec<_> =
            shown.iter().map(|(k, line, words)| (*k, *line, words.as_str())).collect();
        assert_eq!(
            shown,
            [
                ('h', 8, "Walk along the quay"),
                ('p', 10, "Tom Halloran, docker, by the fence. On the record."),
                ('p', 12, "“I was told to fill in a form, and I filled in a form.”"),
                ('i', 14, "reported rust in April"),
                ('i', 15, "two witnesses:"),
                ('i', 16, "his brother"),
                ('i', 17, "the crane driver[^1]"),
                (
                    'p',
                    19,
                    "who | asked on | answer\nboard | 9 Feb | none\n\
                     inspectorate | 10 Feb | “proceedings opened”"
                ),
                ('n', 24, "[^1]: Wants no name in print."),
            ]
        );
    }

    #[test]
    fn a_file_is_read_up_to_so_many_signs() {
        let text = "# a\n<p>b\n<p>c\n\nd, *e*\nf";
        for (elements, kept) in [
            (0, ""),
            (1, ""),
            (2, "a"),
            (4, "a"),
            (5, "a\n\nb"),
            (8, "a\n\nb\n\nc"),
            (13, "a\n\nb\n\nc\n\nd, e f"),
        ] {
            let limits = Limits { elements, ..Limits::default() };
            let reading = read(text.as_bytes(), &limits).unwrap();
            let whole = reading.warnings.is_empty();
            assert_eq!((reading.document.text(), whole), (kept, elements > 12), "{elements}");
        }
        let limits = Limits { elements: 4, ..Limits::default() };
        let reading = read(b"<p id class id", &limits).unwrap();
        assert_eq!(reading.warnings, []);
        let reading = read(b"<p id class id title>a\n", &limits).unwrap();
        assert_eq!(reading.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
    }

    #[test]
    fn old_encodings_are_told() {
        let reading = read(b"# Marroqu\xedn", &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), "Marroquín");
        let told = Warning { line: 0, what: Doubt::ReadAs("Windows-1252".to_owned()) };
        assert_eq!(reading.warnings, [told]);
        assert_eq!(read(b"\x89PNG\0\xff", &Limits::default()).unwrap_err(), ReadError::NotText);
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read(text in "([#>*_`|\\[\\]()~:<!-]|[ab é漢\r\n]|---\n|\\[\\^1\\]:? ?|</?div>|\\| a \\||    ){0,40}") {
            let reading = read(text.as_bytes(), &Limits { text: 40, ..Limits::default() }).unwrap();
            proptest::prop_assert!(reading.document.text().len() <= 40);
            for block in reading.document.blocks() {
                let words = reading.document.words(block.span);
                proptest::prop_assert!(!words.trim().is_empty() && !words.contains("\n\n"));
            }
        }
    }
}
