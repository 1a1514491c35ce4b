//! ALTO (versions 2 to 4, of the Library of Congress): pages with blocks, lines and strings.
//!
//! Blocks come in the order that the file gives them (`ReadingOrder`, `IDNEXT`), else as they stand there. A word
//! that the end of a line cuts is written once, as the file says it is whole (`SUBS_CONTENT`).

use onrecord_text::blanks::collapsed;
use std::collections::{HashMap, HashSet};

use onrecord_model::{BlockKind, LeftOut};

use super::set::{BoundingBox, ScannedBlock, ScannedLine, ScannedText, ScannedWord, whole};
use crate::xml::{XmlElement, XmlPiece, attribute, walk};

/// Whether `head` begins such a file.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let root = memchr::memmem::find_iter(head, b"alto").any(|at| {
        let before = at.checked_sub(1).and_then(|before| head.get(before));
        let after = head.get(at + 4);
        matches!(before, Some(b'<' | b':')) && after.is_some_and(|c| b" \t\r\n>".contains(c))
    });
    head.starts_with(b"<") && root && memchr::memmem::find(head, b"<html").is_none()
}

/// Hands over the words of all pages. Returns whether the file is whole.
pub(super) fn words(xml: &str, text: &mut ScannedText) -> bool {
    let mut reader = AltoReader::default();
    let is_whole = walk(xml, &mut |piece| match piece {
        XmlPiece::Start(name, element) => reader.start(name, element),
        XmlPiece::End(name) => reader.end(name),
        XmlPiece::Text(_) => {}
    });
    reader.end_block();
    let AltoReader { pages, order, .. } = reader;
    let order: HashMap<String, usize> = order.into_iter().zip(0..).collect();
    for page in pages {
        text.page(page.number);
        if let Some(printed) = page.printed {
            text.printed(&printed);
        }
        for block in in_order(page.blocks, &order) {
            text.add(&block);
        }
    }
    is_whole
}

/// A page: its blocks, its number among the pictures of the work, and the one that is printed on it.
#[derive(Default)]
struct AltoPage {
    blocks: Vec<AltoBlock>,
    number: Option<u32>,
    printed: Option<String>,
}

#[derive(Default)]
struct AltoReader {
    pages: Vec<AltoPage>,
    /// The margin of the page that is open.
    margin: Option<BlockKind>,
    block: Option<AltoBlock>,
    /// The whole words of which the first part was set, and the second is to come.
    begun: Option<String>,
    /// The ids of blocks in the order in which they are to be read.
    order: Vec<String>,
}

/// A block with what says where it belongs.
struct AltoBlock {
    id: Option<String>,
    next: Option<String>,
    block: ScannedBlock,
}

impl AltoReader {
    fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        match name {
            "Page" => {
                self.end_block();
                let number = attribute(element, "PHYSICAL_IMG_NR");
                self.pages.push(AltoPage {
                    blocks: Vec::new(),
                    number: number.and_then(|number| number.trim().parse().ok()),
                    printed: attribute(element, "PRINTED_IMG_NR"),
                });
            }
            "TopMargin" | "BottomMargin" => {
                self.margin = Some(BlockKind::LeftOut(LeftOut::RunningHeads));
            }
            "LeftMargin" | "RightMargin" => self.margin = Some(BlockKind::Note),
            "PrintSpace" => self.margin = None,
            "TextBlock" => {
                self.end_block();
                let kind = self.margin.unwrap_or(BlockKind::Paragraph);
                let block = ScannedBlock { kind, region: bounds(element), lines: Vec::new() };
                let of = |name| attribute(element, name);
                self.block = Some(AltoBlock { id: of("ID"), next: of("IDNEXT"), block });
            }
            "TextLine" => {
                let line = ScannedLine { region: bounds(element), words: Vec::new() };
                self.lines(|lines| lines.push(line));
            }
            "String" => self.word(element),
            "HYP" => self.last_word(|word| {
                let end = word.text.trim_end_matches(['-', '\u{ad}', '\u{2010}', '¬']).len();
                word.text.truncate(end);
                word.goes_on = true;
            }),
            "ElementRef" => self.order.extend(attribute(element, "REF")),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "TextBlock" => self.end_block(),
            "TopMargin" | "BottomMargin" | "LeftMargin" | "RightMargin" => self.margin = None,
            _ => {}
        }
    }

    fn word(&mut self, element: &XmlElement<'_>) {
        let of = |name| attribute(element, name);
        let Some(own) = of("CONTENT") else { return };
        let whole_word = of("SUBS_CONTENT").filter(|word| !word.trim().is_empty());
        let part = of("SUBS_TYPE");
        // The second part of a word that was set whole with the first.
        let begun = self.begun.take();
        if part.as_deref() == Some("HypPart2") && begun.is_some() && begun == whole_word {
            return;
        }
        let is_first = part.as_deref() == Some("HypPart1");
        let text = match whole_word {
            Some(whole) if is_first => {
                self.begun = Some(whole.clone());
                whole
            }
            Some(whole) if part.as_deref() == Some("Abbreviation") => format!("{own} [{whole}]"),
            _ => own,
        };
        let text = collapsed(&text);
        let sure = of("WC")
            .and_then(|sure| sure.trim().parse().ok())
            .filter(|sure: &f64| sure.is_finite());
        let word = ScannedWord { text, sure, region: bounds(element), goes_on: false };
        self.lines(|lines| {
            if let Some(line) = lines.last_mut()
                && !word.text.is_empty()
            {
                line.words.push(word);
            }
        });
    }

    /// Changes the last word that was set, unless it is whole already.
    fn last_word(&mut self, change: impl FnOnce(&mut ScannedWord)) {
        if self.begun.is_some() {
            return;
        }
        self.lines(|lines| {
            if let Some(word) = lines.last_mut().and_then(|line| line.words.last_mut()) {
                change(word);
            }
        });
    }

    fn lines(&mut self, change: impl FnOnce(&mut Vec<ScannedLine>)) {
        if let Some(open) = &mut self.block {
            change(&mut open.block.lines);
        }
    }

    fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        match self.pages.last_mut() {
            Some(page) => page.blocks.push(block),
            None => self.pages.push(AltoPage { blocks: vec![block], ..AltoPage::default() }),
        }
    }
}

/// The blocks of a page as they are to be read: by the place of their ids in `order`, else each behind the one that
/// names it as its next.
fn in_order(blocks: Vec<AltoBlock>, order: &HashMap<String, usize>) -> Vec<ScannedBlock> {
    let mut blocks = blocks;
    let place = |block: &AltoBlock| block.id.as_ref().and_then(|id| order.get(id)).copied();
    if blocks.iter().any(|block| place(block).is_some()) {
        // What is not in the order stays behind what it stands behind.
        let mut last = 0;
        let keyed = blocks.into_iter().map(|block| {
            last = place(&block).unwrap_or(last);
            (last, block)
        });
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_by_key(|(place, _)| *place);
        return keyed.into_iter().map(|(_, block)| block.block).collect();
    }
    let named: HashSet<_> = blocks.iter().filter_map(|block| block.next.clone()).collect();
    if named.is_empty() {
        return blocks.into_iter().map(|block| block.block).collect();
    }
    let at: HashMap<_, _> =
        blocks.iter().enumerate().filter_map(|(at, b)| Some((b.id.clone()?, at))).collect();
    let mut left: Vec<_> = blocks.drain(..).map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    let is_named = |block: &AltoBlock| block.id.as_ref().is_some_and(|id| named.contains(id));
    let first: Vec<_> =
        left.iter().map(|block| block.as_ref().is_some_and(|b| !is_named(b))).collect();
    // Those that nobody names come first where they stand; what is left names itself in a circle.
    let starts = first.iter().enumerate().filter(|(_, first)| **first).map(|(at, _)| at);
    for start in starts.chain(0..left.len()).collect::<Vec<_>>() {
        let mut next = Some(start);
        while let Some(block) = next.and_then(|at| left.get_mut(at)).and_then(Option::take) {
            next = block.next.as_ref().and_then(|id| at.get(id)).copied();
            ordered.push(block.block);
        }
    }
    ordered
}

fn bounds(element: &XmlElement<'_>) -> Option<BoundingBox> {
    let number = |name| whole(attribute(element, name)?.trim().parse().ok()?);
    let (left, top) = (number("HPOS")?, number("VPOS")?);
    Some([left, top, left.checked_add(number("WIDTH")?)?, top.checked_add(number("HEIGHT")?)?])
}
