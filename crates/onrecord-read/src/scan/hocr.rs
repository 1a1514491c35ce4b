//! hOCR (version 1.2): a web page whose classes say what is a page, a paragraph, a line and a word, and whose titles
//! say where it stands and how sure the machine was (`bbox 10 20 300 60; x_wconf 93`).

use onrecord_model::{BlockKind, LeftOut};
use onrecord_text::blanks::collapsed;

use super::set::{BoundingBox, ScannedBlock, ScannedLine, ScannedText, ScannedWord, whole};
use crate::Limits;
use crate::html::HtmlTree;

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    let has = |words: &str| memchr::memmem::find(head, words.as_bytes()).is_some();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<")
        && ["class=\"ocr_page", "class='ocr_page", "name=\"ocr-system\"", "name='ocr-system'"]
            .into_iter()
            .any(has)
}

/// Hands over the words of all pages. Returns whether the file is whole.
pub(super) fn words(page: &str, limits: &Limits, text: &mut ScannedText) -> bool {
    let tree = HtmlTree::of(page, limits);
    let mut walk = HocrWalk::default();
    for (at, node) in tree.under(HtmlTree::ROOT) {
        if node.tag.is_empty() {
            walk.words(at, tree.words(node), text);
            continue;
        }
        let Some(classes) = tree.attribute(at, "class") else { continue };
        let titled = |title| HocrElement { at, end: node.end, title };
        let element = titled(tree.attribute(at, "title").unwrap_or(UNTITLED));
        for class in classes.split_ascii_whitespace() {
            walk.element(class, &element, text);
        }
    }
    walk.end_block(text);
    // A page that breaks off does so in its words or in a tag, unless it is cut between two.
    !tree.cut && (page.trim_end().ends_with("</html>") || !page.contains("<html"))
}

/// The title of an element that says nothing of its place.
const UNTITLED: &str = "";

/// An element that has a class.
struct HocrElement<'t> {
    at: u32,
    /// One past the last node in it.
    end: u32,
    title: &'t str,
}

#[derive(Default)]
struct HocrWalk {
    kind: Option<BlockKind>,
    region: Option<BoundingBox>,
    lines: Vec<ScannedLine>,
    line: ScannedLine,
    /// One past the last node of the page, the paragraph, what stands beside the text, and the word that are open.
    page_end: u32,
    block_end: u32,
    aside_end: u32,
    word_end: u32,
}

impl HocrWalk {
    fn element(&mut self, class: &str, element: &HocrElement<'_>, text: &mut ScannedText) {
        if class == "ocr_page" {
            self.end_block(text);
            text.page(None);
            self.page_end = element.end;
        } else if element.at >= self.page_end {
            // Nothing but pages has words.
        } else if class == "ocrx_word" {
            let sure = property(element.title, "x_wconf").and_then(|sure| sure.trim().parse().ok());
            let sure = sure.filter(|sure: &f64| sure.is_finite()).map(|percent| percent / 100.0);
            let region = bounds(element.title);
            self.line.words.push(ScannedWord { sure, region, ..ScannedWord::default() });
            self.word_end = element.end;
        } else if let Some(kind) = block(class) {
            self.end_block(text);
            (self.kind, self.region) = (Some(kind), bounds(element.title));
            self.block_end = element.end;
        } else if is_line(class) {
            self.begin_line(class, element, text);
        }
    }

    fn begin_line(&mut self, class: &str, element: &HocrElement<'_>, text: &mut ScannedText) {
        let beside = is_beside(class);
        let within = element.at < self.block_end;
        if beside && !within || element.at >= self.aside_end && self.aside_end > 0 {
            self.end_block(text);
        }
        if beside && !within {
            self.kind = Some(BlockKind::LeftOut(LeftOut::RunningHeads));
            (self.region, self.aside_end) = (bounds(element.title), element.end);
        } else if class == "ocr_header" && self.lines.is_empty() {
            // Tesseract calls the lines of a headline so.
            self.kind = Some(BlockKind::Heading);
        }
        self.end_line();
        self.line.region = bounds(element.title);
    }

    fn words(&mut self, at: u32, words: &str, text: &mut ScannedText) {
        if at >= self.page_end {
            return;
        }
        let within = if at < self.word_end { self.line.words.last_mut() } else { None };
        if let Some(word) = within {
            word.text.push_str(&collapsed(words));
            return;
        }
        // What stands behind a paragraph is none of it.
        if at >= self.block_end && self.block_end > 0 && !words.trim().is_empty() {
            self.end_block(text);
        }
        let word = |word: &str| ScannedWord { text: word.to_owned(), ..ScannedWord::default() };
        self.line.words.extend(words.split_whitespace().map(word));
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.words.retain(|word| !word.text.is_empty());
        self.word_end = 0;
        if !line.words.is_empty() {
            self.lines.push(line);
        }
    }

    fn end_block(&mut self, text: &mut ScannedText) {
        self.end_line();
        (self.block_end, self.aside_end) = (0, 0);
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        let (region, lines) = (self.region.take(), std::mem::take(&mut self.lines));
        if !lines.is_empty() {
            text.add(&ScannedBlock { kind, region, lines });
        }
    }
}

/// What a class makes of what stands in it; `None` for one that begins no block.
fn block(class: &str) -> Option<BlockKind> {
    Some(match class {
        "ocr_par" | "ocr_carea" | "ocr_column" | "ocrx_block" => BlockKind::Paragraph,
        "ocr_title" | "ocr_part" | "ocr_chapter" => BlockKind::Heading,
        _ => return None,
    })
}

/// Whether a line of this class, where it stands in no paragraph, belongs to the page and not to the text.
fn is_beside(class: &str) -> bool {
    matches!(class, "ocr_header" | "ocr_footer" | "ocr_pageno")
}

fn is_line(class: &str) -> bool {
    is_beside(class) || matches!(class, "ocr_line" | "ocrx_line" | "ocr_textfloat" | "ocr_caption")
}

/// A property of a title: what stands behind its name, up to the next.
fn property<'t>(title: &'t str, name: &str) -> Option<&'t str> {
    title.split(';').find_map(|part| part.trim_start().strip_prefix(name)?.strip_prefix(' '))
}

fn bounds(title: &str) -> Option<BoundingBox> {
    let numbers = property(title, "bbox")?.split_ascii_whitespace();
    let mut numbers = numbers.map_while(|number| number.parse().ok());
    let mut next = || whole(numbers.next()?);
    Some([next()?, next()?, next()?, next()?])
}
