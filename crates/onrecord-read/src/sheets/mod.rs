//! Workbooks (Office Open XML, and the older ones of `biff`): a block for each row, its cells with tabs between them, under the name of its
//! sheet.
//!
//! `cells` reads a sheet row by row, `values` says what a cell shows: `decimal` keeps the digits of a number,
//! `formats` writes them as the sheet shows them; `page` writes it down. What a formula gave is read, the formula
//! itself only where the file does not keep what it gave. Hidden sheets and rows, comments and what is printed above
//! and below are left out of the text and kept as
//! such; what is drawn on a sheet stands behind its rows.
//!
//! Formats: ECMA-376 part 1 (`SpreadsheetML`).

pub(crate) mod biff;
mod cells;
mod decimal;
mod formats;
mod page;
#[cfg(test)]
mod tests;
mod values;

use foldhash::HashMap;

use crate::draft::Draft;
use crate::drawing;
use crate::package::{Package, parts_by_id};
use crate::xml::{XmlPiece, attribute, reference, walk};
use crate::{Doubt, Limits, ListedSheet, ReadError, Reading, Warning};
use onrecord_model::{LeftOut, Place};

use cells::SheetRows;
pub(crate) use decimal::with_stored;
pub(crate) use page::{SheetCells, SheetPage};
use values::Values;

/// A sheet as the workbook names it.
struct Sheet {
    name: String,
    /// By which id the workbook refers to its part.
    id: String,
    hidden: bool,
}

/// Reads a workbook.
///
/// # Errors
/// [`ReadError::NotText`] where it is none, [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks
/// to more than [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if let Some(workbook) = biff::stream(bytes) {
        return biff::read(&workbook?, limits);
    }
    let mut package = Package::open(bytes, limits.unpacked)?;
    let workbook = package.main("xl/workbook.xml", "workbook")?;
    let strings = package.beside("sharedStrings")?;
    let styles = package.beside("styles")?;
    let values = Values::new(&workbook, strings.as_deref(), styles.as_deref());
    let main = package.main_name().to_owned();
    let parts = parts_by_id(package.relations(&main)?);
    let people = package.beside("person")?.map_or_else(HashMap::default, |xml| people(&xml));
    let mut draft = Draft::new(limits);
    let (mut listed, mut warnings) = (Vec::new(), Vec::new());
    for sheet in sheets(&workbook) {
        let part = parts.get(&sheet.id);
        let xml = match part {
            Some(part) => package.part(part)?,
            None => None,
        };
        let (Some(part), Some(xml)) = (part, xml) else {
            warnings.push(damage(format!("its sheet {} is missing", sheet.name)));
            continue;
        };
        let (list, told) = write(&mut draft, &sheet, &xml, &values);
        listed.extend(list);
        warnings.extend(told.into_iter().map(damage));
        drawing::beside(&mut draft, &mut package, part, Some(Place::Row(1)))?;
        for beside in package.relations(part)? {
            if matches!(beside.kind.as_str(), "comments" | "threadedComment")
                && let Some(xml) = package.part(&beside.part)?
            {
                comments(&mut draft, &xml, &people);
            }
        }
    }
    let about = package.about(&mut draft)?;
    Ok(Reading { listed, ..draft.finish(about, warnings) })
}

fn damage(what: String) -> Warning {
    Warning { line: 0, what: Doubt::Damaged(what) }
}

/// The sheets in the order in which their tabs stand.
fn sheets(workbook: &str) -> Vec<Sheet> {
    let mut all = Vec::new();
    walk(workbook, &mut |piece| {
        if let XmlPiece::Start("sheet", sheet) = piece {
            let name = attribute(sheet, "name");
            let hidden = attribute(sheet, "state").is_some_and(|state| state != "visible");
            all.extend(name.zip(reference(sheet)).map(|(name, id)| Sheet { name, id, hidden }));
        }
    });
    all
}

/// Writes the rows of a sheet under its name. Returns it as a list, where it is one, and what is to be told of it.
fn write(
    draft: &mut Draft,
    sheet: &Sheet,
    xml: &str,
    values: &Values,
) -> (Option<ListedSheet>, Vec<String>) {
    let mut page = SheetPage::begin(draft, &sheet.name, sheet.hidden);
    let mut rows = SheetRows::new(values);
    let whole = walk(xml, &mut |piece| match piece {
        XmlPiece::Start(name, element) => rows.start(name, element),
        XmlPiece::Text(text) => rows.text(text),
        XmlPiece::End(name) => {
            if let Some((number, cells)) = rows.end(name) {
                page.row(draft, number, (&cells, rows.is_hidden()));
            }
            if let Some(printed) = rows.printed(name) {
                draft.leave_out(LeftOut::RunningHeads, Some(Place::Row(1)), &printed);
            }
        }
    });
    let mut told = Vec::new();
    if rows.unknown() > 0 {
        let (count, name) = (rows.unknown(), &sheet.name);
        told.push(format!(
            "{count} of the formulas in its sheet {name} stand as such: what they gave is not kept in it"
        ));
    }
    if !whole {
        told.push(format!("its sheet {} breaks off", sheet.name));
    }
    (page.finish(), told)
}

/// Keeps what people wrote on cells, each behind whoever wrote it. Notes name their authors by the number in a
/// list, threads by the id of a person.
fn comments(draft: &mut Draft, xml: &str, people: &HashMap<String, String>) {
    let (mut words, mut row, mut by) = (String::new(), None, None);
    let mut authors: Vec<String> = Vec::new();
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start("author", _) => words.clear(),
        XmlPiece::End("author") => authors.push(std::mem::take(&mut words)),
        XmlPiece::Start("comment" | "threadedComment", comment) => {
            words.clear();
            let cell = attribute(comment, "ref");
            row = cell.and_then(|cell| cells::row_of(&cell)).map(Place::Row);
            let number = attribute(comment, "authorId").and_then(|at| at.parse::<usize>().ok());
            let person = attribute(comment, "personId").and_then(|id| people.get(&id));
            by = number.and_then(|at| authors.get(at)).or(person).cloned();
        }
        XmlPiece::Text(text) => words.push_str(text),
        XmlPiece::End("comment" | "threadedComment") => {
            if let Some(author) = by.take() {
                draft.leave_out(LeftOut::Comments, row, &author);
            }
            draft.leave_out(LeftOut::Comments, row, &words);
        }
        _ => {}
    });
}

/// The people who wrote in threads, by their ids.
fn people(xml: &str) -> HashMap<String, String> {
    let mut all = HashMap::default();
    walk(xml, &mut |piece| {
        if let XmlPiece::Start("person", person) = piece {
            all.extend(attribute(person, "id").zip(attribute(person, "displayName")));
        }
    });
    all
}
