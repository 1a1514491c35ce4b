//! Goes through the text of an `OpenDocument` file. Elements are known by their local names; what is not named
//! here is only a wrapper around text.

use foldhash::HashSet;
use onrecord_text::blanks::collapsed;

use crate::ListedSheet;
use crate::draft::Draft;
use crate::sheets::{SheetCells, SheetPage, with_stored};
use crate::xml::{XmlElement, attribute};
use onrecord_model::{BlockKind, LeftOut, Place};

/// The most spaces that one element stands for: no text has more on end.
const SPACES: usize = 64;

/// Where a cell says what it is worth (ISO/IEC 26300-1, 19.384 and around), its formula last.
const WORTHS: [&str; 6] =
    ["string-value", "date-value", "time-value", "boolean-value", "value", "formula"];

/// What has been read so far.
pub(super) struct Content {
    draft: Draft,
    /// The words of the paragraph that is open, and of those around it that it interrupts.
    words: Vec<String>,
    /// How many lists, headings are open.
    lists: usize,
    heading: bool,
    /// What is open that keeps its words apart.
    apart: Vec<Apart>,
    /// Notes of the text, in order.
    notes: Vec<(String, Option<Place>)>,
    /// How many tables are open, and the cells of the row of the outermost one.
    tables: usize,
    cells: SheetCells,
    cell: String,
    /// The column of the cell that is open or comes next, from 0, and how many like it stand in the file as one.
    column: u32,
    columns: u32,
    /// The sheet that is open, and those before it that are lists of statements.
    page: Option<SheetPage>,
    listed: Vec<ListedSheet>,
    /// What the cell is worth, which stands in for words that it has not.
    worth: Option<String>,
    /// The number that the cell shows in its words.
    number: Option<String>,
    /// Names of the styles of tables that are not shown, and of the style that is open.
    unseen: HashSet<String>,
    style: Option<String>,
    hidden: HiddenCells,
    /// The row of the sheet, and how many like it stand in the file as one.
    row: u32,
    rows: u32,
    slide: u32,
    is_sheet: bool,
    /// How deep in the number of a note, or in the day of a comment.
    skipped: usize,
}

/// Whether the outermost table, and the row of it, are not shown.
#[derive(Debug, Clone, Copy, Default)]
struct HiddenCells {
    table: bool,
    row: bool,
}

/// What keeps its words apart from the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    Note,
    Comment,
    Deleted,
    /// What a speaker says to a slide.
    Spoken,
}

impl Content {
    /// Nothing read yet.
    pub(super) fn new(draft: Draft) -> Self {
        Self {
            draft,
            words: Vec::new(),
            lists: 0,
            heading: false,
            apart: Vec::new(),
            notes: Vec::new(),
            tables: 0,
            cells: Vec::new(),
            cell: String::new(),
            column: 0,
            columns: 1,
            page: None,
            listed: Vec::new(),
            worth: None,
            number: None,
            unseen: HashSet::default(),
            style: None,
            hidden: HiddenCells::default(),
            row: 0,
            rows: 1,
            slide: 0,
            is_sheet: false,
            skipped: 0,
        }
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match name {
            "note-citation" => self.skipped = 1,
            // Of a comment or a change it is told who made it, not when.
            "date" if self.is_of_others() => self.skipped = 1,
            "creator" if self.is_of_others() => self.words.push(String::new()),
            "spreadsheet" => self.is_sheet = true,
            "p" | "h" => {
                self.heading = name == "h";
                self.words.push(String::new());
            }
            "list-item" | "list-header" => self.lists += 1,
            "s" => {
                let count = attribute(element, "c").and_then(|count| count.parse().ok());
                self.put(&" ".repeat(count.unwrap_or(1).min(SPACES)));
            }
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "note" => {
                let number = self.notes.len() + 1;
                self.put(&format!("[{number}]"));
                self.notes.push((String::new(), self.place()));
                self.apart.push(Apart::Note);
            }
            "annotation" => self.apart.push(Apart::Comment),
            "tracked-changes" => self.apart.push(Apart::Deleted),
            "notes" => self.apart.push(Apart::Spoken),
            "page" => self.slide = self.slide.saturating_add(1),
            "table" => self.table(element),
            "table-row" if self.tables == 1 => {
                let repeated = attribute(element, "number-rows-repeated");
                self.rows = repeated.and_then(|rows| rows.parse().ok()).unwrap_or(1);
                self.row = self.row.saturating_add(1);
                let shown = attribute(element, "visibility");
                self.hidden.row = shown.is_some_and(|shown| shown != "visible");
                self.cells.clear();
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let repeated = attribute(element, "number-columns-repeated");
                self.columns = repeated.and_then(|columns| columns.parse().ok()).unwrap_or(1);
                self.cell.clear();
                self.worth = WORTHS.iter().find_map(|worth| attribute(element, worth));
                self.number = attribute(element, "value");
            }
            "style" => self.style = attribute(element, "name"),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.unseen.extend(self.style.take());
            }
            _ => {}
        }
    }

    fn table(&mut self, element: &XmlElement<'_>) {
        self.tables += 1;
        if self.tables > 1 {
            return;
        }
        self.row = 0;
        let style = attribute(element, "style-name");
        self.hidden.table = style.is_some_and(|style| self.unseen.contains(&style));
        self.hidden.row = false;
        if self.is_sheet {
            let named = attribute(element, "name");
            let hidden = self.hidden.table;
            let begin = |name: String| SheetPage::begin(&mut self.draft, &name, hidden);
            self.page = Some(named.map_or_else(SheetPage::default, begin));
        }
    }

    /// Words come.
    pub(super) fn text(&mut self, text: &str) {
        if self.skipped == 0 && self.words.last().is_some() {
            // Line ends of the file are spaces; those of the text have an element.
            let words = text.replace(['\n', '\r', '\t'], " ");
            self.put(&words);
        }
    }

    fn put(&mut self, words: &str) {
        if let Some(open) = self.words.last_mut() {
            open.push_str(words);
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "creator" if !self.is_of_others() => {}
            "p" | "h" | "creator" => {
                if let Some(words) = self.words.pop() {
                    self.paragraph(&words);
                }
                self.heading = false;
            }
            "list-item" | "list-header" => self.lists = self.lists.saturating_sub(1),
            "note" | "annotation" | "tracked-changes" | "notes" => drop(self.apart.pop()),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.listed.extend(self.page.take().and_then(SheetPage::finish));
                }
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let cell = collapsed(&self.cell);
                let number = self.number.take();
                let whole = |shown: String| match number {
                    Some(number) => with_stored(shown, &number),
                    None => shown,
                };
                let words =
                    Some(cell).filter(|cell| !cell.is_empty()).map(whole).or(self.worth.take());
                self.cells.extend(words.map(|words| (self.column, words)));
                self.column = self.column.saturating_add(self.columns);
            }
            "table-row" if self.tables == 1 => self.end_row(),
            _ => {}
        }
    }

    /// A row that stands for several equal ones is written once: a file of a few bytes can have a million.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if let Some(page) = &mut self.page {
            page.row(&mut self.draft, self.row.max(1), (&cells, self.hidden.row));
        } else {
            let words: Vec<_> = cells.into_iter().map(|(_, words)| words).collect();
            self.draft.add(self.seen(BlockKind::Paragraph), self.place(), &words.join("\t"));
        }
        self.row = self.row.saturating_add(self.rows.saturating_sub(1));
    }

    /// What a row or the name of a sheet is: left out where it is not shown.
    fn seen(&self, kind: BlockKind) -> BlockKind {
        let hidden = self.hidden.table || self.hidden.row;
        if hidden { BlockKind::LeftOut(LeftOut::Hidden) } else { kind }
    }

    /// Whether what is read is what somebody wrote about the text, or took out of it.
    fn is_of_others(&self) -> bool {
        matches!(self.apart.last(), Some(Apart::Comment | Apart::Deleted))
    }

    fn paragraph(&mut self, words: &str) {
        let place = self.place();
        match self.apart.last() {
            Some(Apart::Note) => {
                if let Some((note, _)) = self.notes.last_mut() {
                    note.push_str(if note.is_empty() { "" } else { "\n" });
                    note.push_str(words.trim());
                }
            }
            Some(Apart::Comment) => self.draft.leave_out(LeftOut::Comments, place, words),
            Some(Apart::Deleted) => self.draft.leave_out(LeftOut::Hidden, place, words),
            Some(Apart::Spoken) => self.draft.add(BlockKind::Note, place, words),
            None if self.tables > 0 => {
                self.cell.push_str(words);
                self.cell.push(' ');
            }
            None if self.heading => self.draft.add(BlockKind::Heading, place, words),
            None if self.lists > 0 && self.slide == 0 => {
                self.draft.add(BlockKind::Item, place, words);
            }
            None => self.draft.add(BlockKind::Paragraph, place, words),
        }
    }

    fn place(&self) -> Option<Place> {
        match (self.is_sheet, self.slide) {
            (true, _) => Some(Place::Row(self.row.max(1))),
            (false, 0) => None,
            (false, slide) => Some(Place::Slide(slide)),
        }
    }

    /// What was read, the notes behind it, each with the number that stands in its place; and the sheets that are
    /// lists of statements.
    pub(super) fn finish(mut self) -> (Draft, Vec<ListedSheet>) {
        self.listed.extend(self.page.take().and_then(SheetPage::finish));
        for ((words, place), number) in std::mem::take(&mut self.notes).into_iter().zip(1..) {
            self.draft.add(BlockKind::Note, place, &format!("[{number}] {words}"));
        }
        (self.draft, self.listed)
    }
}
