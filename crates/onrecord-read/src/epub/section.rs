//! A section of a book: XHTML, of which everything is the book's.

use crate::draft::Draft;
use crate::xml::{XmlElement, XmlPiece, attribute, walk};
use onrecord_model::{BlockKind, Place};
use onrecord_text::blanks::collapsed;

/// Writes the words of a section. Returns whether it is whole.
pub(super) fn write(draft: &mut Draft, page: &str, place: Place) -> bool {
    let mut section = BookSection {
        draft,
        place,
        words: String::new(),
        kind: BlockKind::Paragraph,
        items: 0,
        notes: Vec::new(),
        raised: None,
        cells: 0,
        skipped: 0,
    };
    let whole = walk(page, &mut |piece| match piece {
        XmlPiece::Start(name, element) => section.start(name, element),
        XmlPiece::Text(text) if section.skipped == 0 => {
            section.words.push_str(&text.replace(['\n', '\r', '\t'], " "));
        }
        XmlPiece::Text(_) => {}
        XmlPiece::End(name) => section.end(name),
    });
    section.flush();
    whole
}

struct BookSection<'d> {
    draft: &'d mut Draft,
    place: Place,
    /// The words of the open block.
    words: String,
    kind: BlockKind,
    /// How many entries of lists are open.
    items: usize,
    /// Of each open aside, whether it is a note.
    notes: Vec<bool>,
    /// Where the number of a note begins, while it is open (bytes of the block).
    raised: Option<usize>,
    /// The cells of the open row so far.
    cells: usize,
    /// How deep in what is no text of the book: its head, scripts, drawings.
    skipped: usize,
}

impl BookSection<'_> {
    fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match name {
            "head" | "script" | "style" | "svg" | "math" => self.skipped = 1,
            "sup" => self.raised = Some(self.words.len()),
            "a" if attribute(element, "type").is_some_and(|is| is.contains("noteref")) => {
                self.raised = Some(self.words.len());
            }
            "br" => self.words.push('\n'),
            "img" => {
                let told = attribute(element, "alt");
                self.words.extend(told.map(|told| format!(" {told} ")));
            }
            "td" | "th" => {
                self.words.push_str(if self.cells > 0 { "\t" } else { "" });
                self.cells += 1;
            }
            _ if is_block(name) => {
                self.flush();
                match name {
                    "li" => self.items += 1,
                    "aside" => {
                        let is = attribute(element, "type");
                        self.notes.push(is.is_some_and(|is| is.contains("note")));
                    }
                    _ => {}
                }
                self.kind = self.kind_of(name);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "sup" | "a" => return self.number_of_note(),
            "tr" | "table" => self.cells = 0,
            _ if !is_block(name) => return,
            _ => {}
        }
        self.flush();
        match name {
            "li" => self.items = self.items.saturating_sub(1),
            "aside" => drop(self.notes.pop()),
            _ => {}
        }
        self.kind = self.kind_of("");
    }

    /// A raised number is that of a note and no part of the word before it.
    fn number_of_note(&mut self) {
        let Some(from) = self.raised.take() else { return };
        let raised = self.words.get(from..).filter(|raised| is_number(raised));
        if let Some(number) = raised.map(|raised| format!("[{}]", raised.trim())) {
            self.words.truncate(from);
            self.words.push_str(&number);
        }
    }

    fn kind_of(&self, name: &str) -> BlockKind {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            _ if self.notes.contains(&true) => BlockKind::Note,
            _ if self.items > 0 => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }

    /// Ends the open block; within a row its cells go on.
    fn flush(&mut self) {
        if self.cells > 0 {
            self.words.push(' ');
            return;
        }
        let words = std::mem::take(&mut self.words);
        let line = |line: &str| line.split('\t').map(collapsed).collect::<Vec<_>>().join("\t");
        let lines = words.lines().map(line).filter(|line| !line.is_empty());
        self.draft.add(self.kind, Some(self.place), &lines.collect::<Vec<_>>().join("\n"));
    }
}

fn is_number(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().all(|c| c.is_ascii_digit())
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "div"
            | "section"
            | "article"
            | "aside"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "caption"
            | "body"
            | "header"
            | "footer"
            | "nav"
            | "ul"
            | "ol"
    )
}
