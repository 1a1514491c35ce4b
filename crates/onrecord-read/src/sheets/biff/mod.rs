//! Workbooks of Excel 97 to 2003, and of Excel 5 and 95 (`.xls`): the rows of the other workbooks, out of binary
//! records in a compound file.
//!
//! `records` reads record by record, `sheet` puts the cells of a sheet together. Nothing of the file is believed:
//! what leads out of it is missing, and what is read in all is bounded by its size.
//!
//! Formats: [MS-XLS] and [MS-CFB].

mod records;
mod sheet;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use super::damage;
use super::formats::NumberFormat;
use super::values::Values;
use crate::compound::{CompoundFile, u16_at, u32_at};
use crate::draft::Draft;
use crate::{About, Doubt, Limits, ReadError, Reading, Warning, charset};

use records::{BiffCursor, BiffRecord, BiffRecords};
use sheet::BiffSheet;

/// Streams that hold a workbook: of Excel 97 and later, and of those before it.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Types of records ([MS-XLS] 2.3).
const END: u16 = 0x000a;
const BEGIN: u16 = 0x0809;
const CODE_PAGE: u16 = 0x0042;
const DATES: u16 = 0x0022;
const ENCRYPTED: u16 = 0x002f;
const FORMAT: u16 = 0x041e;
const SHARED: u16 = 0x00fc;
const SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00e0;

/// The version of a workbook whose texts are UTF-16; those before it have code pages.
const WIDE: u16 = 0x0600;

/// How often all bytes of a workbook may be gone through: sheets may claim to begin within each other.
const TIMES: usize = 4;

/// The most sheets that are read.
const SHEETS: usize = 10_000;

/// Whether `head` begins a compound file that holds such a workbook.
pub(crate) fn begins(head: &[u8]) -> bool {
    /// Where the first stream usually stands.
    const FIRST: usize = 512;
    let name: Vec<u8> = "Workbook\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The record that begins all that sheets share, in its two versions.
    let globals: [&[u8]; 2] =
        [b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"];
    let is_globals = |first: &[u8]| globals.iter().any(|begin| first.starts_with(begin));
    crate::compound::begins(head)
        && (head.get(FIRST..).is_some_and(is_globals)
            || memchr::memmem::find(head, &name).is_some())
}

/// The workbook in a compound file; `None` where it holds none.
pub(super) fn stream(bytes: &[u8]) -> Option<Result<Vec<u8>, ReadError>> {
    let mut file = CompoundFile::read(bytes)?;
    let entries = file.inside(0);
    for name in STREAMS {
        let named = |at: &&usize| file.entry(**at).is_some_and(|own| own.name == name);
        if let Some(at) = entries.iter().find(named) {
            let broken = || ReadError::Damaged("its workbook breaks off".into());
            return Some(file.stream(*at).ok_or_else(broken));
        }
    }
    None
}

/// Reads the workbook in `stream`.
pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if stream.len() > limits.unpacked {
        return Err(ReadError::TooLarge);
    }
    let workbook = Workbook::read(stream)?;
    let mut draft = Draft::new(limits);
    let (mut listed, mut warnings) = (Vec::new(), Vec::new());
    if !workbook.whole {
        warnings.push(damage("its list of sheets breaks off".into()));
    }
    let mut left = stream.len().saturating_mul(TIMES);
    let mut room = limits.unpacked;
    let mut seen = HashSet::default();
    for sheet in &workbook.sheets {
        if !seen.insert(sheet.at) || u16_at(stream, sheet.at) != Some(BEGIN) {
            warnings.push(damage(format!("its sheet {} is missing", sheet.name)));
            continue;
        }
        let read = BiffSheet::read(stream, sheet.at, &workbook, &mut left);
        if !read.whole {
            warnings.push(damage(format!("its sheet {} breaks off", sheet.name)));
        }
        listed.extend(read.write(&mut draft, sheet, &workbook, &mut room));
    }
    if room == 0 {
        warnings.push(Warning { line: 0, what: Doubt::CutOff });
    }
    Ok(Reading { listed, ..draft.finish(About::default(), warnings) })
}

/// What all sheets share.
struct Workbook {
    values: Values,
    shared: SharedTexts,
    sheets: Vec<BoundSheet>,
    texts: Texts,
    whole: bool,
}

/// The texts that cells share, one behind the other: there may be millions of them.
#[derive(Default)]
struct SharedTexts {
    text: String,
    /// Where each ends (bytes).
    ends: Vec<u32>,
}

impl SharedTexts {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.ends.push(self.text.len() as u32);
    }

    fn get(&self, at: u32) -> Option<&str> {
        let end = *self.ends.get(at as usize)?;
        let start = match (at as usize).checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start as usize..end as usize)
    }
}

/// A sheet as the workbook names it.
struct BoundSheet {
    name: String,
    /// Where in the stream it begins.
    at: usize,
    hidden: bool,
}

/// How texts are written.
#[derive(Default)]
struct Texts {
    is_wide: bool,
    /// The label of the code page, where they are not.
    charset: Option<String>,
}

impl Texts {
    /// `count` characters.
    fn read(&self, cursor: &mut BiffCursor<'_, '_>, count: usize) -> Option<String> {
        if self.is_wide {
            return cursor.characters(count);
        }
        let bytes = cursor.take(count);
        Some(charset::decode(&bytes, self.charset.as_deref())?.text.into_owned())
    }
}

impl Workbook {
    fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let (mut sheets, mut styles) = (Vec::new(), Vec::new());
        let (mut shared, mut formats) = (SharedTexts::default(), HashMap::default());
        let (mut texts, mut from_1904, mut whole) = (Texts::default(), false, false);
        for record in BiffRecords::new(stream, 0) {
            let bytes = record.bytes();
            match record.kind {
                BEGIN => texts.is_wide = u16_at(bytes, 0) == Some(WIDE),
                END => {
                    whole = true;
                    break;
                }
                ENCRYPTED => return Err(ReadError::Encrypted),
                CODE_PAGE => {
                    let page = u16_at(bytes, 0).map(u32::from);
                    texts.charset = page.and_then(charset::label_of_page);
                }
                DATES => from_1904 = u16_at(bytes, 0) == Some(1),
                FORMAT => formats.extend(format(&record, &texts)),
                STYLE => styles.extend(u16_at(bytes, 2)),
                SHEET if sheets.len() < SHEETS => sheets.extend(sheet(&record, &texts)),
                SHEET => return Err(ReadError::TooLarge),
                SHARED => {
                    let mut cursor = record.cursor(8);
                    while let Some(words) = cursor.shared() {
                        shared.push(&words);
                    }
                }
                _ => {}
            }
        }
        let style = |number: u16| {
            let built_in = || Rc::new(NumberFormat::built_in(number.into()));
            formats.get(&number).cloned().unwrap_or_else(built_in)
        };
        let values = Values::of(styles.into_iter().map(style).collect(), from_1904);
        Ok(Self { values, shared, sheets, texts, whole })
    }
}

/// A format and its number.
fn format(record: &BiffRecord<'_>, texts: &Texts) -> Option<(u16, Rc<NumberFormat>)> {
    let mut cursor = record.cursor(0);
    let number = cursor.u16()?;
    let count = if texts.is_wide { cursor.u16()? } else { cursor.byte()?.into() };
    Some((number, Rc::new(NumberFormat::of(&texts.read(&mut cursor, count.into())?))))
}

fn sheet(record: &BiffRecord<'_>, texts: &Texts) -> Option<BoundSheet> {
    let at = u32_at(record.bytes(), 0)? as usize;
    let mut cursor = record.cursor(4);
    let hidden = cursor.byte()? & 3 != 0;
    cursor.skip(1);
    let count = cursor.byte()?;
    let name = texts.read(&mut cursor, count.into())?;
    Some(BoundSheet { name: name.replace('\0', ""), at, hidden })
}
