//! Lists of statements as tables, CSV and TSV: one statement a row, columns known by their names.
//!
//! Room `library` calls [`read`] and shows the [`Mapping`]. Nothing is guessed from the cells: a table
//! without a column for the words is not a list of statements, but a document of rows.

mod ledger;
mod ours;
mod records;
mod set;
mod sheet;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub(super) use self::ledger::document;
use csv::StringRecord;

use self::ours::Ours;
use self::records::{GoOn, each_record, reader};
use super::rows::{Name, Row, Speaker, day, stated};
use super::{Doubt, Limits, ReadError, Warning, decode};
use onrecord_text::Part as _;
use onrecord_text::fold::folded;

pub use sheet::ListedSheet;
pub(crate) use sheet::SheetListing;

/// What stands between cells, from the most to the least usual.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// For a table of one column: the unit separator of ASCII, which no text has, so that the commas of
/// what was said stay in it.
const NO_DELIMITER: u8 = 0x1f;

/// Names of columns, folded, without blanks and signs; the surest first.
const COLUMNS: [(&str, &[&str]); 6] = [
    (
        "text",
        &[
            "text",
            "quotation",
            "quote",
            "statement",
            "cita",
            "declaracion",
            "texto",
            "words",
            "frase",
        ],
    ),
    (
        "speaker",
        &[
            "speaker",
            "who",
            "quien",
            "orador",
            "oradora",
            "hablante",
            "declarante",
            "name",
            "nombre",
            "author",
            "autor",
        ],
    ),
    ("date", &["date", "saidedtf", "said", "fecha", "datesaid", "saidon"]),
    ("source", &["source", "document", "file", "fuente", "documento", "archivo", "medio"]),
    ("link", &["link", "url", "urls", "enlace", "vinculo", "href"]),
    ("id", &["id", "quoteid", "identificador"]),
];

/// Doubts told one by one; a file that only looks like a table would have one a row.
const TOLD: usize = 1000;

/// What stands in the place of the rank where a query found nothing.
const NOTHING: &str = "nothing found";

/// Rows above the one that names the columns, such as a title, at most; in a sheet those with anything in them.
const ABOVE: usize = 8;

/// The most columns that are looked at.
const WIDEST: usize = 4096;

/// A list of statements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Which column was read as what, in the order of the columns.
    pub mapping: Vec<Mapping>,
    /// Columns that were not read.
    pub unused: Vec<String>,
    /// What could not be read, in order.
    pub warnings: Vec<Warning>,
}

/// A column and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The column's name in the file.
    pub column: String,
    /// The field of a [`Row`]: `text`, `speaker`, `date`, `source`, `link` or `id`.
    pub as_: &'static str,
}

/// Reads a table whose first row names its columns. Every row with words goes to `row`, with the line
/// it begins on, from 1.
///
/// `None` where no column is named as the one of the words: it is no list of statements.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    mut row: impl FnMut(u32, &Row<'_>),
) -> Result<Option<Table>, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let (declared, text, first) = declared(&decoded.text);
    let Some((above, head)) = head(text, declared) else { return Ok(None) };
    let (title, text) = (text.part(..above), text.part(above..));
    let line = first + records::newlines(title);
    let mut reading =
        Filling { table: Table::default(), head: &head, left: limits.text, header: true };
    if let Some(doubt) = decoded.doubt {
        reading.warn(0, doubt);
    }
    if !title.trim().is_empty() {
        reading.warn(first, Doubt::AboveTable(title.trim().to_owned()));
    }
    each_record(text, line, head.delimiter, |line, record, whole| {
        reading.put(line, record, whole, &mut row)
    });
    let mut table = reading.table;
    for (at, column) in head.columns.iter().enumerate() {
        let column = column.clone();
        match head.roles.iter().find(|(_, place)| *place == at) {
            Some((as_, _)) => table.mapping.push(Mapping { column, as_ }),
            None if head.ours.whole || head.ours.reads(at) || column.is_empty() => {}
            None => table.unused.push(column),
        }
    }
    Ok(Some(table))
}

/// The row that names the columns, the one of the words among them, and how many bytes stand above it. Below
/// others it has to name two columns at least that are known: one word alone may be a title.
fn head(text: &str, delimiter: Option<u8>) -> Option<(usize, Head)> {
    let read = |text| delimiter.map_or_else(|| sniff(text), |delimiter| Head::of(text, delimiter));
    let is_list = |head: &Head, roles| head.at("text").is_some() && head.roles.len() >= roles;
    if let Some(head) = read(text).filter(|head| is_list(head, 1)) {
        return Some((0, head));
    }
    let below = memchr::memchr_iter(b'\n', text.as_bytes()).take(ABOVE).map(|end| end + 1);
    let mut heads = below.filter_map(|at| Some((at, read(text.get(at..)?)?)));
    heads.find(|(_, head)| is_list(head, 2))
}

/// What stands between the cells of a table.
fn delimiter(text: &str) -> u8 {
    sniff(text).map_or(b',', |head| head.delimiter)
}

/// The delimiter that Excel's first line names (`sep=;`), the text behind it and its line.
fn declared(text: &str) -> (Option<u8>, &str, u32) {
    let Some(behind) = text.strip_prefix("sep=") else { return (None, text, 1) };
    match (behind.bytes().next(), behind.get(1..)) {
        (Some(delimiter), Some(rest)) if rest.starts_with(['\r', '\n']) => {
            (Some(delimiter), rest.trim_start_matches('\r').trim_start_matches('\n'), 2)
        }
        _ => (None, text, 1),
    }
}

/// The first row of a table.
struct Head {
    delimiter: u8,
    columns: Vec<String>,
    /// Fields of a row and the columns they stand in.
    roles: Vec<(&'static str, usize)>,
    /// Columns that we write ourselves.
    ours: Ours,
}

/// The head read with the delimiter that gives it the most sense.
fn sniff(text: &str) -> Option<Head> {
    let heads = DELIMITERS.iter().rev().filter_map(|delimiter| Head::of(text, *delimiter));
    let head = heads
        .max_by_key(|head| (head.at("text").is_some(), head.roles.len(), head.columns.len()))?;
    if head.columns.len() == 1 { Head::of(text, NO_DELIMITER) } else { Some(head) }
}

impl Head {
    fn of(text: &str, delimiter: u8) -> Option<Self> {
        let mut record = StringRecord::new();
        reader(text, delimiter).read_record(&mut record).ok().filter(|read| *read)?;
        let columns = record.iter().take(WIDEST);
        Some(Self::named(columns.map(|name| name.trim().to_owned()).collect(), delimiter))
    }

    /// A head of these columns.
    fn named(columns: Vec<String>, delimiter: u8) -> Self {
        let plain = |name: &String| folded(name).chars().filter(|c| c.is_alphanumeric()).collect();
        let names: Vec<String> = columns.iter().map(plain).collect();
        let place = |(role, known): &(&'static str, &[&str])| {
            let at = known.iter().find_map(|known| names.iter().position(|name| name == known))?;
            Some((*role, at))
        };
        let roles = COLUMNS.iter().filter_map(place).collect();
        let ours = Ours::of(&columns);
        Self { delimiter, columns, roles, ours }
    }

    /// The row of a record, whose words are `text`.
    fn row<'r>(&self, record: &'r StringRecord, text: String) -> Row<'r> {
        let ours = &self.ours;
        let cell = |role| record.get(self.at(role)?).map(str::trim);
        let name = |role| {
            let name = Some(Name(Cow::Borrowed(ours.plain(cell(role)?)?)));
            if ours.whole { name } else { stated(name) }
        };
        Row {
            id: name("id"),
            speaker: name("speaker").map(|Name(name)| Speaker { name, id: None }),
            source: name("source"),
            // A table of ours has more of it in other columns.
            date: name("date").filter(|_| !ours.whole).map(day),
            link: name("link").filter(|Name(link)| !ours.whole || ours::is_link(link)),
            details: ours.details(record, &text, cell("speaker")),
            text: Cow::Owned(text),
        }
    }

    fn at(&self, role: &str) -> Option<usize> {
        self.roles.iter().find(|(own, _)| *own == role).map(|(_, at)| *at)
    }
}

/// A table while it is filled.
struct Filling<'h> {
    table: Table,
    head: &'h Head,
    /// Bytes of words that are still taken.
    left: usize,
    header: bool,
}

impl Filling<'_> {
    fn put(
        &mut self,
        line: u32,
        record: &StringRecord,
        whole: bool,
        sink: &mut impl FnMut(u32, &Row<'_>),
    ) -> GoOn {
        if std::mem::take(&mut self.header) {
            return true;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        let ours = &self.head.ours;
        if !whole {
            self.warn(line, Doubt::OpenQuote);
        } else if record.len() != self.head.columns.len() {
            self.warn(line, Doubt::Ragged);
        }
        let text = self.text(record);
        if text.is_empty() {
            if ours.whole && record.iter().any(|cell| cell == NOTHING) {
                return true;
            }
            self.warn(line, Doubt::NoWords);
            return true;
        }
        let Some(left) = self.left.checked_sub(text.len()) else {
            self.warn(line, Doubt::CutOff);
            return false;
        };
        self.left = left;
        let row = self.head.row(record, text);
        sink(line, &row);
        true
    }

    /// The words of a row. Where they stand last, what stands behind them is theirs as well: a comma
    /// that should have been in quotation marks.
    fn text(&self, record: &StringRecord) -> String {
        let Some(at) = self.head.at("text") else { return String::new() };
        let mut text = record.get(at).unwrap_or("").trim_start().to_owned();
        if at + 1 == self.head.columns.len() {
            for cell in record.iter().skip(at + 1) {
                text.push(char::from(self.head.delimiter));
                text.push_str(cell);
            }
        }
        text.truncate(text.trim_end().len());
        if self.head.ours.whole { ours::words(text) } else { text }
    }

    fn warn(&mut self, line: u32, what: Doubt) {
        if self.table.warnings.len() < TOLD || what == Doubt::CutOff {
            self.table.warnings.push(Warning { line, what });
        }
    }
}
