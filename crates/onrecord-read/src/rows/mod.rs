//! Lists of statements, one JSON object a line (NDJSON): `text` and, where known, `id`, `speaker`,
//! `source`, `date` and `link`. The lines of `list statements --json` are such a list, with [`Details`],
//! and so are those of Quotebank (`quotation`, `quoteID`, `urls`). [`Row`] is also what a table has.
//!
//! One line at a time and borrowing from it, so that a million take no memory beyond their words.

mod anchor;
mod annotated;
mod details;
mod line;
pub(super) mod words;

#[cfg(test)]
mod tests;

pub use anchor::RowAnchor;
pub(crate) use anchor::cell as anchor_cell;
pub(crate) use annotated::annotations;
pub use details::{Details, Flaw, Party, RowPiece, SPEAKER_BY_KEY, Wrong};

use std::borrow::Cow;

use line::{RowLine, stated_by};

/// One row: borrowed from its line, or owning its cells (`Row<'static>`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row<'l> {
    /// What was said. Never blank.
    pub text: Cow<'l, str>,
    /// The row's own id.
    pub id: Option<Name<'l>>,
    /// Who said it.
    pub speaker: Option<Speaker<'l>>,
    /// Where it stands.
    pub source: Option<Name<'l>>,
    /// When it was said.
    pub date: Option<Name<'l>>,
    /// Where it can be read.
    pub link: Option<Name<'l>>,
    /// What else it says.
    pub details: Option<Box<Details>>,
}

/// A name, or another short value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'l>(pub Cow<'l, str>);

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker<'l> {
    /// The name.
    pub name: Cow<'l, str>,
    /// The id, where there is one beside the name.
    pub id: Option<Cow<'l, str>>,
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRow {
    /// It is not UTF-8.
    NotText,
    /// It is not a JSON object with a `text`, or one of its values has the wrong shape.
    NotARow,
    /// Its `text` is empty.
    NoWords,
    /// It is a date, as `list dates --json` writes it.
    Date,
}

/// Reads one line; `None` for a blank one, and for one that says that nothing was found.
///
/// # Errors
/// [`BadRow`] where the line is no row.
pub fn row(line: &[u8]) -> Result<Option<Row<'_>>, BadRow> {
    let line = std::str::from_utf8(line).map_err(|_| BadRow::NotText)?;
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Ok(None);
    }
    if !line.starts_with('{') {
        return Err(BadRow::NotARow);
    }
    let mut line: RowLine<'_> = serde_json::from_str(line).map_err(|_| BadRow::NotARow)?;
    let kind = line.kind();
    let text = match line.text.take().or(line.quotation.take()).or(line.quote.take()) {
        None if kind == Some("\"nothing\"") => return Ok(None),
        Some(_) if kind == Some("\"date\"") && line.has("edtf") => return Err(BadRow::Date),
        text => text.ok_or(BadRow::NotARow)?.0,
    };
    if text.trim().is_empty() {
        return Err(BadRow::NoWords);
    }
    let record = matches!(kind, Some("\"statement\"" | "\"passage\""));
    let details = Details::of(&line.rest, record).map_err(|_| BadRow::NotARow)?;
    Ok(Some(Row {
        text,
        id: known(line.id, record).or(stated(line.quote_id)),
        speaker: stated_by(line.speaker),
        source: known(line.source, record),
        date: stated(line.date).map(day),
        link: known(line.link, record).or(stated(line.url)).or(stated(line.urls)),
        details: details.map(Box::new),
    }))
}

/// A value as `record`, one of ours, gives it: there “None” is a name like another.
fn known(name: Option<Name<'_>>, record: bool) -> Option<Name<'_>> {
    if record { name.filter(|name| !name.0.is_empty()) } else { stated(name) }
}

/// A name that says something: not blank, and not what programs write for nothing.
pub(super) fn stated(name: Option<Name<'_>>) -> Option<Name<'_>> {
    name.filter(|Name(name)| {
        !matches!(name.trim(), "" | "None" | "null" | "NULL" | "nan" | "NaN" | "N/A")
    })
}

/// The day of a date that has a time of day behind it (`2019-06-24 19:21:00`), which is no EDTF.
pub(super) fn day(Name(date): Name<'_>) -> Name<'_> {
    const DAY: usize = 10;
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        DAY => byte == b' ',
        _ => byte.is_ascii_digit(),
    };
    if date.len() <= DAY || !date.bytes().take(DAY + 1).enumerate().all(fits) {
        return Name(date);
    }
    Name(match date {
        Cow::Borrowed(date) => Cow::Borrowed(date.get(..DAY).unwrap_or(date)),
        Cow::Owned(mut date) => {
            date.truncate(DAY);
            Cow::Owned(date)
        }
    })
}
