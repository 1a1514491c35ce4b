//! Columns of the tables that `export --csv` and `find --csv` write, as [`Details`] of a row.
//!
//! A table with all of [`MARKS`] is one of ours: there `—` is what a source does not say, and the
//! apostrophe that keeps a spreadsheet from running a cell goes. Of another table only columns are
//! read whose cells are words that we write, so that no row comes back stronger than it went.

use csv::StringRecord;

use super::set;
use crate::rows::words::{FORMS, meant};
use crate::rows::{Details, Flaw, Party, RowPiece, SPEAKER_BY_KEY, Wrong, anchor_cell};
use onrecord_model::terms::{ORIGINS, POLARITIES, SPEAKER_BY, STATUSES, STRENGTHS, Terms};
use onrecord_model::{Field, Medium, Said, Stated, Status, When};
use onrecord_text::Span;

/// Columns that together nobody else has.
const MARKS: [&str; 3] = ["speaker_by", "speaker_as_written", "said_edtf"];

/// Columns whose cells are one of a few words.
const WORDS: [&str; 6] = ["form", "speaker_by", "polarity", "status", "origin", "strength"];

/// Columns that only a table of ours has.
const OWN: [&str; 13] = [
    "speaker_as_written",
    "cue",
    "to",
    "via",
    "medium",
    "said_edtf",
    "said_words",
    "date_basis",
    "place",
    "start",
    "end",
    "anchor",
    "note",
];

/// What the source does not say.
pub(super) const SILENT: &str = "—";
/// Between several values of one cell.
pub(super) const BETWEEN: &str = " | ";
/// Between pieces of the words.
const GAP: &str = " … ";

/// Which of the columns a table has.
pub(super) struct Ours {
    columns: Vec<(&'static str, usize)>,
    /// What people set, and the columns it stands in.
    set: Vec<(Field, usize)>,
    /// Whether the table is one of ours.
    pub(super) whole: bool,
}

impl Ours {
    pub(super) fn of(columns: &[String]) -> Self {
        let at = |name: &str| columns.iter().position(|column| column == name);
        let whole = MARKS.iter().all(|name| at(name).is_some());
        let own = OWN.iter().filter(|_| whole);
        let known = WORDS.iter().chain(own).filter_map(|name| Some((*name, at(name)?)));
        let set: Vec<_> =
            if whole { set::fields().collect() } else { set::keeping_back().collect() };
        let set = set.into_iter().filter_map(|field| Some((field, at(field.word())?)));
        Self { columns: known.collect(), set: set.collect(), whole }
    }

    /// Whether a column is read here.
    pub(super) fn reads(&self, at: usize) -> bool {
        let set = self.set.iter().any(|(_, own)| *own == at);
        set || self.columns.iter().any(|(_, own)| *own == at)
    }

    /// A cell as it was before it was written; `None` where it says nothing.
    pub(super) fn plain<'c>(&self, cell: &'c str) -> Option<&'c str> {
        if !self.whole {
            return Some(cell);
        }
        Some(bare(cell)).filter(|cell| !cell.is_empty() && *cell != SILENT)
    }

    fn cell<'r>(&self, record: &'r StringRecord, name: &str) -> &'r str {
        let at = self.columns.iter().find(|(known, _)| *known == name);
        self.cell_at(record, at.map(|(_, at)| *at))
    }

    fn cell_at<'r>(&self, record: &'r StringRecord, at: Option<usize>) -> &'r str {
        let cell = at.and_then(|at| record.get(at)).unwrap_or("").trim();
        if self.whole { bare(cell) } else { cell }
    }

    /// What a row with `text` says beyond it; `None` where the table has no such column.
    pub(super) fn details(
        &self,
        record: &StringRecord,
        text: &str,
        speaker: Option<&str>,
    ) -> Option<Box<Details>> {
        if self.columns.is_empty() && self.set.is_empty() {
            return None;
        }
        let mut to = Details::default();
        to.form = self.word(record, "form", FORMS, &mut to.flaws);
        to.by = self.word(record, "speaker_by", SPEAKER_BY, &mut to.flaws);
        to.polarity = self.word(record, "polarity", POLARITIES, &mut to.flaws);
        to.status =
            self.word(record, "status", STATUSES, &mut to.flaws).unwrap_or(Status::Unchecked);
        to.origin = self.word(record, "origin", ORIGINS, &mut to.flaws);
        to.strength = self.word(record, "strength", STRENGTHS, &mut to.flaws);
        if self.whole {
            to.no_speaker_sought = speaker.is_none_or(|cell| cell.trim().is_empty());
            self.fill(&mut to, record, text);
        }
        for (field, at) in &self.set {
            set::put(&mut to, *field, self.cell_at(record, Some(*at)), self.whole);
        }
        Some(Box::new(to))
    }

    fn fill(&self, to: &mut Details, record: &StringRecord, text: &str) {
        let cell = |name| self.cell(record, name);
        let words = |name| Some(cell(name).to_owned()).filter(|words| !words.is_empty());
        let piece = |name| words(name).map(|text| RowPiece { text, span: None });
        to.mention = piece("speaker_as_written");
        to.cue = piece("cue");
        to.audience = stated(cell("to")).map(parties);
        to.via = stated(cell("via"))
            .map(|cell| parties(cell).into_iter().map(|who| (who, None)).collect());
        to.medium = stated(cell("medium")).map(medium);
        to.place = words("place");
        to.note = words("note");
        match said(cell("said_edtf"), words("said_words"), cell("date_basis")) {
            Ok(said) => to.said = said,
            Err(wrong) => to.flaws.push(Flaw { key: "said_edtf", wrong }),
        }
        match pieces(text, cell("start"), cell("end")) {
            Ok(words) => to.words = words,
            Err(wrong) => to.flaws.push(Flaw { key: "start", wrong }),
        }
        to.anchor = anchor_cell(cell("anchor"), text.split(GAP));
    }

    /// The word of a cell. One that is not known is told of a table of ours; elsewhere the column is
    /// somebody else's.
    fn word<T: Copy>(
        &self,
        record: &StringRecord,
        name: &'static str,
        terms: &Terms<T>,
        flaws: &mut Vec<Flaw>,
    ) -> Option<T> {
        let cell = self.cell(record, name);
        let known = meant(cell, terms);
        if let Err(allowed) = &known
            && self.whole
            && !cell.is_empty()
        {
            let key = if name == "speaker_by" { SPEAKER_BY_KEY } else { name };
            flaws.push(Flaw { key, wrong: Wrong::Word(cell.to_owned(), allowed.clone()) });
        }
        known.ok()
    }
}

/// A cell without the apostrophe before what a spreadsheet would run.
pub(super) fn bare(cell: &str) -> &str {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.trim_start().starts_with(SIGNS)).unwrap_or(cell)
}

fn stated(cell: &str) -> Stated<&str> {
    match cell {
        "" => Stated::Unseen,
        SILENT => Stated::Silent,
        words => Stated::Is(words),
    }
}

fn parties(cell: &str) -> Vec<Party> {
    let party = |name: &str| Party { id: name.to_owned(), name: name.to_owned() };
    cell.split(BETWEEN).map(party).collect()
}

/// `interview`, `interview (inferred)` or `interview (inferred: they were asked)`.
fn medium(cell: &str) -> Medium {
    let inferred = cell.strip_suffix(')').and_then(|cell| cell.split_once(" (inferred"));
    let Some((kind, why)) = inferred else {
        return Medium { kind: cell.to_owned(), stated: true, basis: None };
    };
    let basis = why.strip_prefix(": ").map(str::to_owned);
    Medium { kind: kind.to_owned(), stated: false, basis }
}

/// A date with its words and with what of it is inferred: `year inferred: the article is of 2022`.
fn said(edtf: &str, words: Option<String>, basis: &str) -> Result<Stated<Said>, Wrong> {
    let edtf = match stated(edtf) {
        Stated::Is(edtf) => edtf,
        Stated::Silent => return Ok(Stated::Silent),
        Stated::Unseen => return Ok(Stated::Unseen),
    };
    let when = When::new(edtf, None).map_err(Wrong::Date)?;
    let (parts, why) = match basis.split_once(" inferred") {
        _ if basis.is_empty() => (Vec::new(), None),
        Some((parts, why)) => (
            parts.split(", ").map(str::to_owned).collect(),
            why.strip_prefix(": ").map(str::to_owned),
        ),
        // Whatever it says, the date is not as the source has it.
        None => (vec!["date".to_owned()], Some(basis.to_owned())),
    };
    Ok(Stated::Is(Said { when: when.inferred(parts, why), words }))
}

/// The pieces of `text` with their places.
fn pieces(text: &str, starts: &str, ends: &str) -> Result<Vec<RowPiece>, Wrong> {
    if starts.is_empty() && ends.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = |cell: &str| -> Result<Vec<u32>, Wrong> {
        cell.split(BETWEEN).map(|byte| byte.trim().parse().map_err(|_| Wrong::Shape)).collect()
    };
    let (starts, ends) = (bytes(starts)?, bytes(ends)?);
    let spans = starts.iter().zip(&ends).map(|(start, end)| Span { start: *start, end: *end });
    let spans: Vec<Span> = spans.collect();
    if starts.len() != ends.len() || spans.iter().any(|span| span.start >= span.end) {
        return Err(Wrong::Pieces);
    }
    let parts = by_length(text, &spans).unwrap_or_else(|| match spans.len() {
        1 => vec![text],
        _ => text.split(GAP).collect(),
    });
    if parts.len() != spans.len() || parts.iter().any(|part| part.is_empty()) {
        return Err(Wrong::Pieces);
    }
    let piece = |(text, span): (&str, Span)| RowPiece { text: text.to_owned(), span: Some(span) };
    Ok(parts.into_iter().zip(spans).map(piece).collect())
}

/// The pieces of `text` as long as their places, where they fit: a gap may stand within one.
fn by_length<'t>(text: &'t str, spans: &[Span]) -> Option<Vec<&'t str>> {
    let (mut rest, mut parts) = (text, Vec::new());
    for (at, span) in spans.iter().enumerate() {
        if at > 0 {
            rest = rest.strip_prefix(GAP)?;
        }
        let (part, behind) = rest.split_at_checked(span.len() as usize)?;
        parts.push(part);
        rest = behind;
    }
    rest.is_empty().then_some(parts)
}

/// A cell of a table of ours that stands for a link only where it is one: without one there is the
/// file and the place.
pub(super) fn is_link(cell: &str) -> bool {
    cell.contains("://")
}

/// The words of a row as they were before they were written.
pub(super) fn words(cell: String) -> String {
    if bare(&cell).len() == cell.len() { cell } else { bare(&cell).to_owned() }
}
