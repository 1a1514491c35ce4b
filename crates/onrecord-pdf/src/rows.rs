//! Rows of tables: lines of cells that stand under each other.
//!
//! A row is told by what is blank: a gap in it lies over or under a gap of a row beside it, or is wider
//! than any between words. A line that goes on with the words of a cell belongs to the row that it hangs
//! below. Asked by `columns`; what a row is to the text, `prose` says.

use super::pieces::TextPiece;

/// A gap this wide (in sizes of the letter) parts cells where another gap stands above or below it.
const GAP: f32 = 1.2;

/// A gap this wide parts cells in any case.
const WIDE: f32 = 2.5;

/// How much of two gaps must lie over each other (in sizes of the letter).
const SHARED: f32 = 0.6;

/// Rows further apart than this (in sizes of the letter) are not of one table.
const FAR: f32 = 4.0;

/// Lines of one cell are no further apart than this (in sizes of the letter).
const TIGHT: f32 = 1.5;

/// Leaders between a title and its number are at least so many points.
const LEADERS: &str = "....";

/// The pieces of one row of a page, from left to right.
pub(crate) type PageRow = Vec<TextPiece>;

/// Which of `rows`, top to bottom, are rows of a table.
pub(crate) fn tabular(rows: &[PageRow]) -> Vec<bool> {
    let gaps: Vec<Vec<CellGap>> = rows.iter().map(|row| gaps(row)).collect();
    let beside = |at: usize, other: Option<usize>| {
        let near = |a: &TextPiece, b: &TextPiece| (a.y - b.y).abs() < FAR * a.size.max(b.size);
        let Some(other) = other else { return false };
        let (a, b) =
            (rows.get(at).and_then(|row| row.first()), rows.get(other).and_then(|row| row.first()));
        let (Some(ours), Some(theirs)) = (gaps.get(at), gaps.get(other)) else { return false };
        a.zip(b).is_some_and(|(a, b)| near(a, b))
            && ours.iter().any(|gap| theirs.iter().any(|other| gap.shares(other)))
    };
    let is_row = |(at, row): (usize, &PageRow)| {
        let wide = gaps.get(at).is_some_and(|gaps| gaps.iter().any(|gap| gap.ems() >= WIDE));
        let led = row.len() > 1 && row.iter().any(|piece| piece.text.contains(LEADERS));
        wide || led || beside(at, at.checked_sub(1)) || beside(at, Some(at + 1))
    };
    rows.iter().enumerate().map(is_row).collect()
}

/// What is blank between two cells.
struct CellGap {
    from: f32,
    to: f32,
    size: f32,
}

impl CellGap {
    fn ems(&self) -> f32 {
        (self.to - self.from) / self.size
    }

    fn shares(&self, other: &Self) -> bool {
        self.to.min(other.to) - self.from.max(other.from) >= SHARED * self.size.max(other.size)
    }
}

/// The gaps of a row that part cells: not the one behind the mark of an entry or of a turn (`Q.`, `(a)`,
/// `MR. LIND:`), nor the one behind the number of a line.
fn gaps(row: &[TextPiece]) -> Vec<CellGap> {
    let behind = |(at, (a, b)): (usize, (&TextPiece, &TextPiece))| {
        let gap = CellGap { from: a.x1, to: b.x0, size: a.size.max(b.size) };
        let label = at == 0 && (is_label(&a.text) || is_line_number(&a.text, &b.text));
        (gap.ems() >= GAP && !label).then_some(gap)
    };
    row.iter().zip(row.iter().skip(1)).enumerate().filter_map(behind).collect()
}

fn is_label(text: &str) -> bool {
    text.ends_with(':') || super::prose::begins_entry(text)
}

fn is_line_number(number: &str, text: &str) -> bool {
    let starts_sentence = text.starts_with(char::is_lowercase) || super::prose::begins_entry(text);
    number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) && starts_sentence
}

/// Whether `line` goes on with cells of `row`: each of its pieces begins small below one of them.
pub(crate) fn hangs_below(row: &[TextPiece], line: &[TextPiece]) -> bool {
    let (Some(last), Some(first)) = (row.iter().map(|cell| cell.y).reduce(f32::max), line.first())
    else {
        return false;
    };
    let step = first.y - last;
    (0.0..TIGHT * first.size).contains(&step)
        && line.len() <= row.len()
        && line.iter().all(|piece| {
            piece.text.starts_with(char::is_lowercase) && cell_above(row, piece).is_some()
        })
}

/// The cell of `row` that `piece` stands below: the one that it begins with, or lies within.
fn cell_above(row: &[TextPiece], piece: &TextPiece) -> Option<usize> {
    let shared = |cell: &TextPiece| cell.x1.min(piece.x1) - cell.x0.max(piece.x0);
    let mut above = row.iter().enumerate().filter(|(_, cell)| shared(cell) > 0.0);
    let (at, _) = above.next()?;
    above.next().is_none().then_some(at)
}

/// Puts the pieces of `line` behind the words of their cells. The lines of a cell stay apart by a line
/// end, which the writer of the text takes for one.
pub(crate) fn hang(row: &mut [TextPiece], line: PageRow) {
    for piece in line {
        let Some(cell) = cell_above(row, &piece).and_then(|at| row.get_mut(at)) else { continue };
        cell.text.push('\n');
        cell.text.push_str(&piece.text);
        cell.x1 = cell.x1.max(piece.x1);
        cell.y = piece.y;
    }
}
