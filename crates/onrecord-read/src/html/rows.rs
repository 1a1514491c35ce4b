//! Rows of data tables: their cells are read on one line, as in sheets and Word files.
//!
//! Tables also lay pages out. A row is data where it has two cells at least and each holds a short line;
//! where the table says itself that it is one of data, the lines may be long.

use super::tags;
use super::tree::{Node, Tree};

/// The longest line of a cell of a table that does not say what it is (bytes).
const CELL: usize = 120;

/// The `tr` elements of `tree` that are read on one line, ascending. One pass, whatever is nested in what.
pub(super) fn rows(tree: &Tree) -> Vec<u32> {
    let mut walk = RowWalk { tree, tables: Vec::new(), open: Vec::new(), found: Vec::new() };
    for (at, node) in tree.under(Tree::ROOT) {
        walk.leave(at);
        walk.enter(at, node);
    }
    walk.leave(u32::MAX);
    walk.found.sort_unstable();
    walk.found
}

/// A table that is open.
struct OpenTable {
    end: u32,
    /// Whether it says that it lays out the page.
    layout: bool,
    /// Whether it says that it is one of data: by its role, a caption, the head of a row or column.
    data: bool,
    /// Its rows so far: those of short cells, and of one long line at least.
    rows: Vec<(u32, bool)>,
}

/// A row that is open.
struct OpenRow {
    at: u32,
    end: u32,
    cells: usize,
    /// The open cell.
    cell: OpenCell,
    /// Whether a cell is long.
    long: bool,
    /// Whether a cell holds more than a line.
    prose: bool,
}

#[derive(Default)]
struct OpenCell {
    end: u32,
    /// How long its words are so far (bytes).
    line: usize,
    /// Whether its line has ended: more words would be a second one.
    ended: bool,
    /// Where the newest block in it ends.
    block: Option<u32>,
}

struct RowWalk<'t> {
    tree: &'t Tree,
    tables: Vec<OpenTable>,
    open: Vec<OpenRow>,
    found: Vec<u32>,
}

impl RowWalk<'_> {
    fn enter(&mut self, at: u32, node: Node) {
        match node.tag {
            "table" => self.table(at, node),
            "tr" => self.open.push(OpenRow {
                at,
                end: node.end,
                cells: 0,
                cell: OpenCell::default(),
                long: false,
                prose: false,
            }),
            "th" | "td" | "caption" | "thead" => self.part(node),
            _ => self.inside(at, node),
        }
    }

    fn table(&mut self, at: u32, node: Node) {
        // What holds a table lays it out.
        if let Some(row) = self.open.last_mut() {
            row.prose = true;
        }
        let role = self.tree.attribute(at, "role").map(str::trim);
        self.tables.push(OpenTable {
            end: node.end,
            layout: matches!(role, Some("presentation" | "none")),
            data: matches!(role, Some("table" | "grid" | "treegrid")),
            rows: Vec::new(),
        });
    }

    fn part(&mut self, node: Node) {
        if let Some(table) = self.tables.last_mut() {
            table.data |= node.tag != "td";
        }
        if let Some(row) = self.open.last_mut()
            && matches!(node.tag, "td" | "th")
        {
            row.cells += 1;
            row.cell = OpenCell { end: node.end, ..OpenCell::default() };
        }
    }

    /// Counts what stands in a cell: words, and blocks that end a line.
    fn inside(&mut self, at: u32, node: Node) {
        let Some(row) = self.open.last_mut().filter(|row| at < row.cell.end) else { return };
        let cell = &mut row.cell;
        if node.tag.is_empty() {
            let words = self.tree.words(node).trim();
            cell.ended |= cell.line > 0 && cell.block.is_some_and(|end| end <= at);
            row.prose |= cell.ended && !words.is_empty();
            cell.line += words.len();
            row.long |= cell.line > CELL;
        } else if tags::is_block(node.tag) {
            cell.ended |= cell.line > 0;
            cell.block = Some(node.end);
            let more = matches!(node.tag, "ul" | "ol" | "dl" | "pre" | "blockquote");
            row.prose |= more || tags::is_heading(node.tag);
        }
    }

    fn leave(&mut self, at: u32) {
        while let Some(row) = self.open.pop_if(|row| row.end <= at) {
            let table = self.tables.last_mut();
            if row.cells > 1
                && !row.prose
                && let Some(table) = table
            {
                table.rows.push((row.at, row.long));
            }
        }
        while let Some(table) = self.tables.pop_if(|table| table.end <= at) {
            let own = table.rows.into_iter().filter(|(_, long)| table.data || !long);
            self.found.extend(own.filter(|_| !table.layout).map(|(row, _)| row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn rows_of_data_are_told_from_boxes_of_a_page() {
        let long =
            "The board met in the old mill and spoke for three hours about the dam. ".repeat(2);
        for (table, want) in [
            ("<tr><td>4 March<td>Mill<td>900".to_owned(), 1),
            ("<tr><td><p>4 March</p><td><div><b>Mill</b></div>".to_owned(), 1),
            ("<tr><td>Mill road<br>Weir<td>900".to_owned(), 1),
            ("<tr><td>4 March<tr><td>Mill".to_owned(), 0),
            ("<tr><td>Menu<td><p>One.</p><p>Two.</p>".to_owned(), 0),
            ("<tr><td>Menu<td><p>One.</p>Two.".to_owned(), 0),
            ("<tr><td>Menu<td>One.<p>Two.</p>".to_owned(), 0),
            ("<tr><td>Menu<td><ul><li>One</ul>".to_owned(), 0),
            ("<tr><td>Menu<td><h2>News</h2>".to_owned(), 0),
            (format!("<tr><td>Menu<td>{long}"), 0),
            (format!("<tr><th>Day<th>What<tr><td>4 March<td>{long}"), 2),
            (format!("<caption>Minutes</caption><tr><td>4 March<td>{long}"), 1),
            // The outer row lays out the inner one.
            ("<tr><td>Menu<td><table><tr><td>4 March<td>900</table>".to_owned(), 1),
        ] {
            for (role, layout) in [("", false), (" role=presentation", true)] {
                let tree = Tree::of(&format!("<table{role}>{table}"), &Limits::default());
                let inner = table.contains("<table>");
                let want = if layout && !inner { 0 } else { want };
                assert_eq!(rows(&tree).len(), want, "{role} {table}");
            }
        }
    }

    #[test]
    fn rows_nested_without_end_are_read_in_one_pass() {
        let page = "<table><tr><td>a<td>b".repeat(20_000);
        assert!(rows(&Tree::of(&page, &Limits::default())).len() <= 20_000);
    }
}
