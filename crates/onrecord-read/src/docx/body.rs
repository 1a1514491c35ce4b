//! Goes through the text of a Word document: paragraphs, tables, notes, tracked changes.
//!
//! Elements are known by their local names (ECMA-376 part 1, 17); what is not named here is only
//! a wrapper around text. Room: `read::docx`.

use onrecord_text::blanks::collapsed;
use std::collections::HashMap;

use super::forms::LegacyField;
use super::numbering::{Counters, Numbering};
use super::styles::{Styles, is_outline};
use super::symbols::symbol;
use crate::Limits;
use crate::xml::{XmlElement, XmlPiece, attribute, walk};
use onrecord_model::{BlockKind, LeftOut};

/// The longest row of a table that is one line (bytes); a longer one is read cell by cell.
const ROW: usize = 400;

/// The level of a list whose paragraphs name none.
const TOP: usize = 0;

/// A finished block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocxBlock {
    /// Its words.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
}

/// Which kind of note a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

impl NoteKind {
    /// The part in which notes of this kind stand.
    pub(super) const fn part(self) -> &'static str {
        match self {
            Self::Foot => "footnotes",
            Self::End => "endnotes",
        }
    }
}

/// A place in the text that points to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// To which kind.
    pub kind: NoteKind,
    /// By which id.
    pub id: String,
}

/// What is open around the place that is being read.
enum DocxFrame {
    Paragraph(DocxParagraph),
    Table(DocxTable),
}

#[derive(Default)]
struct DocxParagraph {
    text: String,
    /// What its style says.
    style: Option<BlockKind>,
    heading: bool,
    /// The ids of its style and of the list that it is an entry of, and the level in it, where it says so itself.
    style_id: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// What its list writes before it.
    number: Option<String>,
    /// Whether its end was deleted: it goes on in the next one.
    runs_on: bool,
    /// What stands in text boxes that hang on it.
    boxes: Vec<DocxBlock>,
}

#[derive(Default)]
struct DocxTable {
    /// The cells of the open row.
    cells: Vec<Vec<DocxBlock>>,
    /// Rows that are done.
    rows: Vec<DocxBlock>,
}

/// Whether the words of an element that is left out are kept, and whether such are read.
#[derive(Debug, Clone, Copy, Default)]
struct Keeping {
    kept: bool,
    in_words: bool,
}

/// A part with text, being read.
pub(super) struct DocxBody<'s> {
    styles: &'s Styles,
    numbering: &'s Numbering,
    counters: Counters,
    deepest: usize,
    frames: Vec<DocxFrame>,
    done: Vec<DocxBlock>,
    /// The beginning of a paragraph whose end was deleted.
    carried: String,
    references: Vec<Reference>,
    notes: HashMap<String, String>,
    /// The note being read, and how much was done before it.
    note: Option<(String, usize)>,
    /// How many elements are open since one that is left out; 0 outside.
    skipped: usize,
    /// What was deleted or is said twice, a piece for each place.
    aside: Vec<(LeftOut, String)>,
    keeping: Keeping,
    /// The field of a form that is open.
    form: Option<LegacyField>,
    /// For each open field, whether its result has begun.
    fields: Vec<bool>,
    in_properties: bool,
    in_text: bool,
}

impl<'s> DocxBody<'s> {
    /// Nothing read yet.
    pub(super) fn new((styles, numbering): (&'s Styles, &'s Numbering), limits: &Limits) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            deepest: limits.depth,
            frames: Vec::new(),
            done: Vec::new(),
            carried: String::new(),
            references: Vec::new(),
            notes: HashMap::new(),
            note: None,
            skipped: 0,
            aside: Vec::new(),
            keeping: Keeping::default(),
            form: None,
            fields: Vec::new(),
            in_properties: false,
            in_text: false,
        }
    }

    /// Reads a part. What is damaged is told; what stands before it is kept.
    pub(super) fn run(&mut self, xml: &str) -> Option<String> {
        let whole = walk(xml, &mut |piece| match piece {
            XmlPiece::Start(name, element) => self.start(name, element),
            XmlPiece::End(name) => self.end(name),
            XmlPiece::Text(text) => self.text(text),
        });
        (!whole).then(|| self.broken())
    }

    /// Closes what is open where the part breaks off.
    fn broken(&mut self) -> String {
        self.skipped = 0;
        while let Some(frame) = self.frames.last() {
            match frame {
                DocxFrame::Paragraph(_) => self.end("p"),
                DocxFrame::Table(_) => {
                    self.end("tr");
                    self.end("tbl");
                }
            }
        }
        "its text breaks off".into()
    }

    /// The blocks, what they refer to, and what is kept out of them, in order.
    pub(super) fn finish(mut self) -> (Vec<DocxBlock>, Vec<Reference>, Vec<(LeftOut, String)>) {
        let rest = std::mem::take(&mut self.carried);
        self.done.extend(written(&rest, BlockKind::Paragraph));
        (self.done, self.references, self.aside)
    }

    /// The notes by their ids, and what is kept out of them, in order.
    pub(super) fn notes(self) -> (HashMap<String, String>, Vec<(LeftOut, String)>) {
        (self.notes, self.aside)
    }

    fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            self.keeping.in_words = self.keeping.kept && matches!(name, "delText" | "t");
            return;
        }
        if self.in_properties {
            self.property(name, element);
            return;
        }
        if let Some(form) = &mut self.form {
            form.start(name, element);
            return;
        }
        if let Some(what) = is_aside(name) {
            (self.skipped, self.keeping.kept) = (1, true);
            self.aside.push((what, String::new()));
            return;
        }
        match name {
            _ if is_left_out(name) => (self.skipped, self.keeping.kept) = (1, false),
            "p" => self.open(DocxFrame::Paragraph(DocxParagraph::default())),
            "tbl" => self.open(DocxFrame::Table(DocxTable::default())),
            "tc" => {
                if let Some(DocxFrame::Table(table)) = self.frames.last_mut() {
                    table.cells.push(Vec::new());
                }
            }
            "comment" => {
                let author = attribute(element, "author");
                self.done.extend(author.and_then(|by| written(&by, BlockKind::Paragraph)));
            }
            "pPr" => self.in_properties = true,
            "t" => self.in_text = self.fields.iter().all(|result| *result),
            "tab" | "ptab" => self.put("\t"),
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "sym" => {
                let (font, code) = (attribute(element, "font"), attribute(element, "char"));
                if let Some(c) = font.zip(code).and_then(|(font, code)| symbol(&font, &code)) {
                    self.put(c.encode_utf8(&mut [0; 4]));
                }
            }
            "ffData" => self.form = Some(LegacyField::default()),
            "docPr" => self.aloud(element, &["title", "descr"]),
            "textpath" => self.aloud(element, &["string"]),
            "shape" | "rect" | "roundrect" | "oval" => self.aloud(element, &["alt"]),
            "fldChar" => self.field(&attribute(element, "fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer(NoteKind::Foot, element),
            "endnoteReference" => self.refer(NoteKind::End, element),
            "footnote" | "endnote" => {
                self.note = attribute(element, "id").map(|id| (id, self.done.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            self.keeping.in_words = false;
            return;
        }
        match name {
            "pPr" => {
                self.in_properties = false;
                self.number();
            }
            "t" => self.in_text = false,
            "ffData" => self.end_form(),
            "p" if matches!(self.frames.last(), Some(DocxFrame::Paragraph(_))) => {
                if let Some(DocxFrame::Paragraph(paragraph)) = self.frames.pop() {
                    self.close(paragraph);
                }
            }
            "tr" => {
                if let Some(DocxFrame::Table(table)) = self.frames.last_mut() {
                    table.end_row();
                }
            }
            "tbl" if matches!(self.frames.last(), Some(DocxFrame::Table(_))) => {
                if let Some(DocxFrame::Table(table)) = self.frames.pop() {
                    self.hand_over(table.rows);
                }
            }
            "footnote" | "endnote" => {
                if let Some((id, from)) = self.note.take() {
                    let words: Vec<_> = self.done.drain(from..).map(|block| block.text).collect();
                    self.notes.insert(id, words.join("\n"));
                }
            }
            _ => {}
        }
    }

    /// Opens a paragraph or a table, unless too many are open already: its text is then that of
    /// the one around it.
    fn open(&mut self, frame: DocxFrame) {
        if self.frames.len() < self.deepest {
            self.frames.push(frame);
        }
    }

    fn property(&mut self, name: &str, element: &XmlElement<'_>) {
        if name.ends_with("Change") {
            (self.skipped, self.keeping.kept) = (1, false);
            return;
        }
        let Some(DocxFrame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        let value = || attribute(element, "val").unwrap_or_default();
        match name {
            "pStyle" => {
                let id = value();
                paragraph.style = self.styles.kind(&id);
                paragraph.style_id = Some(id);
            }
            "numId" => paragraph.list = Some(value()),
            "ilvl" => paragraph.level = value().parse().ok(),
            "outlineLvl" => paragraph.heading = is_outline(&value()),
            "del" | "moveFrom" => paragraph.runs_on = true,
            _ => {}
        }
    }

    /// Counts the paragraph in its list. One whose end was deleted is part of the next.
    fn number(&mut self) {
        let Some(DocxFrame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        if paragraph.runs_on {
            return;
        }
        let styled = paragraph.style_id.as_deref().and_then(|id| self.styles.list(id));
        let Some(list) = paragraph.list.as_deref().or(styled.map(|(list, ..)| list)) else {
            return;
        };
        let by_style = || {
            let (_, level, id) = styled?;
            self.numbering.level_of(list, id).or(level)
        };
        let level = paragraph.level.or_else(by_style).unwrap_or(TOP);
        paragraph.number = self.numbering.next(&mut self.counters, list, level);
    }

    fn text(&mut self, text: &str) {
        if self.keeping.in_words {
            self.aside.last_mut().into_iter().for_each(|(_, aside)| aside.push_str(text));
        } else if self.in_text && self.skipped == 0 {
            self.put(text);
        }
    }

    /// Adds words to the innermost paragraph. Text has line ends only where Word was told so.
    fn put(&mut self, words: &str) {
        if self.fields.iter().any(|result| !*result) {
            return;
        }
        let Some(DocxFrame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        if words == "\n" {
            let end = paragraph.text.trim_end().len();
            paragraph.text.truncate(end);
            paragraph.text.push('\n');
        } else {
            paragraph.text.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    /// Puts what is told of a picture at its place, where it does not say the same twice.
    fn aloud(&mut self, element: &XmlElement<'_>, names: &[&str]) {
        let mut told: Vec<_> = names.iter().filter_map(|name| attribute(element, name)).collect();
        told.dedup();
        for words in told {
            let words = collapsed(&words);
            if !words.is_empty() {
                self.put(&format!(" {words} "));
            }
        }
    }

    /// Puts what was chosen at the place of the field, whose code has just begun.
    fn end_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        let own = self.fields.pop();
        if let Some(shown) = form.shown() {
            self.put(shown);
        }
        self.fields.extend(own);
        self.aside.extend(form.default.map(|words| (LeftOut::Hidden, words)));
    }

    /// A field begins with its code, then, after a mark, comes its result.
    fn field(&mut self, mark: &str) {
        match mark {
            "begin" if self.fields.len() < self.deepest => self.fields.push(false),
            "separate" => {
                if let Some(result) = self.fields.last_mut() {
                    *result = true;
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn refer(&mut self, kind: NoteKind, element: &XmlElement<'_>) {
        if self.note.is_some() {
            return;
        }
        let Some(id) = attribute(element, "id") else { return };
        self.references.push(Reference { kind, id });
        self.put(&format!("[{}]", self.references.len()));
    }

    fn close(&mut self, mut paragraph: DocxParagraph) {
        // The code of a field does not go on in the next paragraph; its end was lost.
        self.fields.fill(true);
        if !self.carried.is_empty() {
            paragraph.text.insert_str(0, &std::mem::take(&mut self.carried));
        }
        if paragraph.runs_on && paragraph.boxes.is_empty() {
            self.carried = paragraph.text;
            return;
        }
        let kind = paragraph.kind();
        if let Some(number) = paragraph.number.take().filter(|_| !paragraph.text.trim().is_empty())
        {
            paragraph.text.insert_str(0, &(number + " "));
        }
        let mut blocks: Vec<_> = written(&paragraph.text, kind).into_iter().collect();
        blocks.append(&mut paragraph.boxes);
        self.hand_over(blocks);
    }

    /// Gives finished blocks to what is open around them.
    fn hand_over(&mut self, mut blocks: Vec<DocxBlock>) {
        match self.frames.last_mut() {
            Some(DocxFrame::Paragraph(around)) => around.boxes.append(&mut blocks),
            Some(DocxFrame::Table(table)) => match table.cells.last_mut() {
                Some(cell) => cell.append(&mut blocks),
                None => table.rows.append(&mut blocks),
            },
            None => self.done.append(&mut blocks),
        }
    }
}

impl DocxParagraph {
    fn kind(&self) -> BlockKind {
        match (self.style, self.list.as_ref().map(|list| list != "0")) {
            _ if self.heading => BlockKind::Heading,
            (Some(BlockKind::Heading), _) => BlockKind::Heading,
            (_, Some(true)) | (Some(BlockKind::Item), None) => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }
}

impl DocxTable {
    /// A row of short cells is one line with tabs between them, as a spreadsheet copies it, so that
    /// what belongs together stays together; where a cell holds prose, its paragraphs stay apart.
    fn end_row(&mut self) {
        let cells: Vec<_> = self.cells.drain(..).filter(|cell| !cell.is_empty()).collect();
        let length: usize = cells.iter().flatten().map(|block| block.text.len()).sum();
        let plain =
            |cell: &Vec<DocxBlock>| matches!(cell.as_slice(), [only] if !only.text.contains('\n'));
        if cells.len() > 1 && length <= ROW && cells.iter().all(plain) {
            let words: Vec<_> = cells.into_iter().flatten().map(|block| block.text).collect();
            self.rows.extend(written(&words.join("\t"), BlockKind::Paragraph));
        } else {
            self.rows.extend(cells.into_iter().flatten());
        }
    }
}

/// A block of `text`, unless it is blank.
fn written(text: &str, kind: BlockKind) -> Option<DocxBlock> {
    let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    (!text.is_empty()).then_some(DocxBlock { text, kind })
}

/// Elements whose words are kept out of the text: what was deleted or moved from there, and how characters are
/// read, in small print over them.
fn is_aside(name: &str) -> Option<LeftOut> {
    match name {
        "del" | "moveFrom" => Some(LeftOut::Hidden),
        "rt" => Some(LeftOut::Repeats),
        _ => None,
    }
}

/// Elements that are left out with all that is in them: what older programs would show instead of what stands
/// beside it, and properties as they were before.
fn is_left_out(name: &str) -> bool {
    name == "Fallback" || name.ends_with("Change")
}
