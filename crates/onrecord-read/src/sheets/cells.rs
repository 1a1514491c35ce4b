//! A sheet, row by row.

use super::page::SheetCells;
use super::values::Values;
use crate::xml::{XmlElement, attribute, is_true};
use onrecord_text::blanks::collapsed;

/// The style of a cell that names none.
const FIRST: usize = 0;

/// The rows of a sheet as its XML goes by.
pub(super) struct SheetRows<'v> {
    values: &'v Values,
    /// The number of the row that is open or was last, from 1.
    row: u32,
    /// What stands in the open row, each with its column from 0.
    cells: SheetCells,
    /// The column of the open cell, and where the next one is that names none.
    column: u32,
    cell: Option<SheetCell>,
    /// Whether words are those of a value or a text, and not of a formula.
    in_value: bool,
    /// How deep in what is read to others (`rPh`).
    spoken: usize,
    words: String,
    /// The formula of the open cell, and whether words are its.
    formula: String,
    in_formula: bool,
    /// How many formulas there are whose results the file does not keep.
    unknown: u32,
    /// Whether the open row is hidden.
    hidden: bool,
}

/// An open cell.
struct SheetCell {
    /// Of which type its value is (ECMA-376 part 1, 18.18.11).
    kind: String,
    style: usize,
}

impl<'v> SheetRows<'v> {
    /// Nothing read yet.
    pub(super) fn new(values: &'v Values) -> Self {
        Self {
            values,
            row: 0,
            cells: Vec::new(),
            column: 0,
            cell: None,
            in_value: false,
            spoken: 0,
            words: String::new(),
            formula: String::new(),
            in_formula: false,
            unknown: 0,
            hidden: false,
        }
    }

    /// Whether the row that ended last is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// How many formulas there are whose results the file does not keep.
    pub(super) fn unknown(&self) -> u32 {
        self.unknown
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        match name {
            "row" => {
                let number = attribute(element, "r").and_then(|row| row.parse().ok());
                self.row = number.unwrap_or(self.row.saturating_add(1));
                self.hidden = attribute(element, "hidden").is_some_and(|said| is_true(&said));
                self.cells.clear();
                self.column = 0;
            }
            "c" => {
                let style = attribute(element, "s").and_then(|style| style.parse().ok());
                let kind = attribute(element, "t").unwrap_or_else(|| "n".into());
                self.cell = Some(SheetCell { kind, style: style.unwrap_or(FIRST) });
                let named = attribute(element, "r").and_then(|cell| column_of(&cell));
                self.column = named.unwrap_or(self.column);
                self.words.clear();
                self.formula.clear();
            }
            "f" => self.in_formula = self.cell.is_some(),
            "rPh" => self.spoken += 1,
            "v" | "t" => self.in_value = self.spoken == 0 && self.cell.is_some(),
            _ if is_printed(name) => {
                self.words.clear();
                self.in_value = true;
            }
            _ => {}
        }
    }

    /// Words come.
    pub(super) fn text(&mut self, text: &str) {
        if self.in_value {
            self.words.push_str(text);
        } else if self.in_formula {
            self.formula.push_str(text);
        }
    }

    /// An element ends; of a row that ends, its number and its cells, where there is anything in them.
    pub(super) fn end(&mut self, name: &str) -> Option<(u32, SheetCells)> {
        match name {
            "v" | "t" => self.in_value = false,
            "f" => self.in_formula = false,
            "rPh" => self.spoken = self.spoken.saturating_sub(1),
            "c" => {
                let cell = self.cell.take()?;
                let mut shown = self.values.shown(&cell.kind, cell.style, &self.words);
                if self.words.is_empty() && !self.formula.is_empty() {
                    shown = format!("={}", self.formula);
                    self.unknown = self.unknown.saturating_add(1);
                }
                let shown = collapsed(&shown);
                if !shown.is_empty() {
                    self.cells.push((self.column, shown));
                }
                self.column = self.column.saturating_add(1);
            }
            "row" if !self.cells.is_empty() => {
                return Some((self.row.max(1), std::mem::take(&mut self.cells)));
            }
            _ => {}
        }
        None
    }

    /// What is printed above or below the sheet, where `name` ends that; without the codes of its layout.
    pub(super) fn printed(&mut self, name: &str) -> Option<String> {
        if !is_printed(name) {
            return None;
        }
        self.in_value = false;
        Some(printed(&self.words))
    }
}

/// What is printed above or below a sheet, without the codes of its layout.
pub(super) fn printed(words: &str) -> String {
    let mut plain = String::new();
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        match c {
            '&' => match chars.next() {
                // A font's name and style stand between quotation marks.
                Some('"') => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
                Some('&') => plain.push('&'),
                _ => plain.push(' '),
            },
            c => plain.push(c),
        }
    }
    plain
}

fn is_printed(name: &str) -> bool {
    matches!(
        name,
        "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter"
    )
}

/// The column (from 0) of a cell: 27 of `AB12`.
fn column_of(cell: &str) -> Option<u32> {
    /// Letters of the furthest column there is, `XFD`.
    const LONGEST: usize = 3;
    let letters = cell.bytes().filter(|byte| *byte != b'$');
    let letters: Vec<_> = letters.take_while(u8::is_ascii_alphabetic).take(LONGEST + 1).collect();
    let worth = |letter: &u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let number = letters.iter().fold(0, |sum, letter| sum * 26 + worth(letter));
    (1..=LONGEST).contains(&letters.len()).then(|| number - 1)
}

/// The row (from 1) of a cell: 12 of `AB12`.
pub(super) fn row_of(cell: &str) -> Option<u32> {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '$').parse().ok()
}
