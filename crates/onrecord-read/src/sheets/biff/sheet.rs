//! A sheet out of its records: cells, comments, what is drawn on it and what is printed above and below.

use foldhash::HashMap;
use onrecord_text::blanks::collapsed;

use super::records::{BiffRecord, BiffRecords, cell, rk};
use super::{BEGIN, BoundSheet, END, Texts, Workbook};
use crate::compound::u16_at;
use crate::draft::Draft;
use crate::sheets::cells::printed;
use crate::sheets::{ListedSheet, SheetPage};
use onrecord_model::{BlockKind, LeftOut, Place};

/// Types of records ([MS-XLS] 2.3).
const BOOLEAN: u16 = 0x0205;
const FOOTER: u16 = 0x0015;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const HEADER: u16 = 0x0014;
const LABEL: u16 = 0x0204;
const LABEL_OF_SHARED: u16 = 0x00fd;
const LABEL_WITH_FONTS: u16 = 0x00d6;
const NOTE: u16 = 0x001c;
const NUMBER: u16 = 0x0203;
const OBJECT: u16 = 0x005d;
const OBJECT_TEXT: u16 = 0x01b6;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
const TITLE_OF_CHART: u16 = 0x100d;

/// The object that is a comment ([MS-XLS] 2.5.143).
const COMMENT: u16 = 0x19;

/// What cells show in which no value is ([MS-XLS] 2.5.10).
const ERRORS: [(u8, &str); 8] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
    (0x2b, "#GETTING_DATA"),
];

/// The most cells of a sheet: rows times columns.
const CELLS: usize = 65_536 * 256;

/// What stands in a cell.
enum BiffValue {
    /// One of the shared texts.
    Shared(u32),
    Text(Box<str>),
    /// A number and its style.
    Number(f64, u16),
    Boolean(bool),
    Error(u8),
}

/// A sheet as it was read.
#[derive(Default)]
pub(super) struct BiffSheet {
    /// Row and column (from 0) of each cell, and what stands in it.
    cells: Vec<(u16, u16, BiffValue)>,
    /// The cell of the last formula: its text comes behind it.
    formula: Option<(u16, u16)>,
    /// The object that is open: what it is, and its number.
    object: Option<(u16, u16)>,
    /// What stands in comments, by the numbers of their objects.
    comments: HashMap<u16, String>,
    /// Row, object and author of each comment.
    notes: Vec<(u16, u16, String)>,
    drawn: Vec<String>,
    printed: Vec<String>,
    /// Whether it ends as it should.
    pub(super) whole: bool,
}

impl BiffSheet {
    /// Reads the sheet that begins at byte `at`; `left` bytes of records are read at most.
    pub(super) fn read(stream: &[u8], at: usize, workbook: &Workbook, left: &mut usize) -> Self {
        let mut sheet = Self::default();
        // A chart in a sheet begins and ends as a sheet does.
        let mut depth = 0usize;
        for record in BiffRecords::new(stream, at) {
            let Some(rest) = left.checked_sub(record.len()) else { break };
            *left = rest;
            if sheet.cells.len() >= CELLS {
                break;
            }
            match record.kind {
                BEGIN => depth += 1,
                END if depth <= 1 => {
                    sheet.whole = true;
                    break;
                }
                END => depth -= 1,
                TITLE_OF_CHART => sheet.drawn.extend(title(&record, &workbook.texts)),
                _ if depth == 1 => drop(sheet.put(&record, &workbook.texts)),
                _ => {}
            }
        }
        sheet
    }

    /// Takes what a record says; `None` where it breaks off.
    fn put(&mut self, record: &BiffRecord<'_>, texts: &Texts) -> Option<()> {
        let bytes = record.bytes();
        match record.kind {
            NOTE => return self.note(record, texts),
            OBJECT => self.object = Some((u16_at(bytes, 4)?, u16_at(bytes, 6)?)),
            OBJECT_TEXT => {
                let count = u16_at(bytes, 10)?;
                let words = record.continued().characters(count.into())?;
                match self.object.take() {
                    Some((COMMENT, number)) => drop(self.comments.insert(number, words)),
                    _ => self.drawn.push(words),
                }
            }
            HEADER | FOOTER if !bytes.is_empty() => {
                let mut cursor = record.cursor(0);
                let count = if texts.is_wide { cursor.u16()? } else { cursor.byte()?.into() };
                self.printed.push(texts.read(&mut cursor, count.into())?);
            }
            FORMULA_TEXT => {
                let (row, column) = self.formula.take()?;
                self.cells.push((row, column, BiffValue::Text(text(record, 0, texts)?.into())));
            }
            SHORT_NUMBERS => {
                let (row, first) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
                let numbers = bytes.get(4..bytes.len().checked_sub(2)?)?.chunks_exact(6);
                for (column, number) in (first..).zip(numbers) {
                    let value = BiffValue::Number(rk(number, 2)?, u16_at(number, 0)?);
                    self.cells.push((row, column, value));
                }
            }
            _ => {
                let (row, column, _) = cell(bytes)?;
                if record.kind == FORMULA {
                    self.formula = Some((row, column));
                }
                self.cells.push((row, column, value(record, texts)?));
            }
        }
        Some(())
    }

    /// A comment: before Excel 97 its words, since then who wrote it.
    fn note(&mut self, record: &BiffRecord<'_>, texts: &Texts) -> Option<()> {
        let row = u16_at(record.bytes(), 0)?;
        if texts.is_wide {
            let object = u16_at(record.bytes(), 6)?;
            self.notes.push((row, object, text(record, 8, texts)?));
        } else {
            self.notes.push((row, 0, text(record, 4, texts)?));
        }
        Some(())
    }

    /// Writes the sheet, of whose shared texts `room` bytes are taken at most: one may be named by a million cells.
    pub(super) fn write(
        mut self,
        draft: &mut Draft,
        sheet: &BoundSheet,
        workbook: &Workbook,
        room: &mut usize,
    ) -> Option<ListedSheet> {
        let mut page = SheetPage::begin(draft, &sheet.name, sheet.hidden);
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        for cells in self.cells.chunk_by(|one, next| one.0 == next.0) {
            let shown = cells.iter().map(|(_, column, value)| {
                let shown = workbook.shown(value, room);
                (u32::from(*column), collapsed(&shown))
            });
            let shown = shown.filter(|(_, words)| !words.is_empty()).collect();
            let row = cells.first().map(|(row, ..)| u32::from(*row) + 1);
            page.row(draft, row?, (&shown, false));
            if draft.is_full() || *room == 0 {
                break;
            }
        }
        let first = Some(Place::Row(1));
        for words in &self.drawn {
            page.beside(draft, BlockKind::Paragraph, first, words);
        }
        for words in &self.printed {
            draft.leave_out(LeftOut::RunningHeads, first, &printed(words));
        }
        for (row, object, author) in &self.notes {
            let place = Some(Place::Row(u32::from(*row) + 1));
            draft.leave_out(LeftOut::Comments, place, author);
            if let Some(words) = self.comments.remove(object) {
                draft.leave_out(LeftOut::Comments, place, &words);
            }
        }
        for words in self.comments.values() {
            draft.leave_out(LeftOut::Comments, first, words);
        }
        page.finish()
    }
}

impl Workbook {
    /// What a cell shows. Shared texts are taken as long as there is `room`.
    fn shown(&self, value: &BiffValue, room: &mut usize) -> String {
        match value {
            BiffValue::Shared(at) => {
                // A number that no text has: it is all that is known of the cell.
                let words = self.shared.get(*at).map(str::to_owned);
                let words = words.unwrap_or_else(|| at.to_string());
                *room = room.saturating_sub(words.len());
                if *room == 0 { String::new() } else { words }
            }
            BiffValue::Text(words) => words.to_string(),
            BiffValue::Number(number, style) => {
                self.values.shown("n", (*style).into(), &number.to_string())
            }
            BiffValue::Boolean(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
            BiffValue::Error(code) => {
                let known = ERRORS.iter().find(|(own, _)| own == code);
                known.map_or_else(|| format!("#{code}"), |(_, shown)| (*shown).to_owned())
            }
        }
    }
}

/// The value of a cell; of a formula whose text comes behind it, and of what is no cell, there is none.
fn value(record: &BiffRecord<'_>, texts: &Texts) -> Option<BiffValue> {
    let bytes = record.bytes();
    let style = u16_at(bytes, 4)?;
    let byte = |at: usize| bytes.get(at).copied();
    Some(match record.kind {
        NUMBER => BiffValue::Number(record.cursor(6).f64()?, style),
        SHORT_NUMBER => BiffValue::Number(rk(bytes, 6)?, style),
        LABEL_OF_SHARED => BiffValue::Shared(record.cursor(6).u32()?),
        LABEL | LABEL_WITH_FONTS => BiffValue::Text(text(record, 6, texts)?.into()),
        BOOLEAN if byte(7)? == 0 => BiffValue::Boolean(byte(6)? != 0),
        BOOLEAN => BiffValue::Error(byte(6)?),
        FORMULA if u16_at(bytes, 12)? != 0xffff => {
            BiffValue::Number(record.cursor(6).f64()?, style)
        }
        FORMULA => match byte(6)? {
            1 => BiffValue::Boolean(byte(8)? != 0),
            2 => BiffValue::Error(byte(8)?),
            _ => return None,
        },
        _ => return None,
    })
}

/// A text behind `at` bytes of a record and its length.
fn text(record: &BiffRecord<'_>, at: usize, texts: &Texts) -> Option<String> {
    let mut cursor = record.cursor(at);
    let count = cursor.u16()?;
    texts.read(&mut cursor, count.into())
}

/// What a chart says of itself, its axes and rows.
fn title(record: &BiffRecord<'_>, texts: &Texts) -> Option<String> {
    let mut cursor = record.cursor(2);
    let count = cursor.byte()?;
    texts.read(&mut cursor, count.into())
}
