//! Pieces to columns of lines, in the order in which a reader goes through them.
//!
//! A page is cut from top to bottom into zones, where a gutter begins or ends, and a zone with a
//! gutter into its sides, again and again (after the XY cut of Nagy, Seth and Viswanathan, "A
//! prototype document image analysis system for technical journals", 1992). Tables have gutters,
//! too, but are read row by row: only what is wide and filled like running text is a column.

use super::pieces::TextPiece;
use super::rows::{self, PageRow};
use super::script::reads_from_right;
use onrecord_text::Part;

/// The narrowest gutter (in sizes of the letter).
const GUTTER: f32 = 0.8;

/// The narrowest column (in sizes of the letter): some fifteen characters.
const NARROWEST: f32 = 8.0;

/// Larger letters than this (points) are those of headings, and say nothing of a column's width.
const LARGE: f32 = 14.0;

/// The fewest lines that make a column.
const FEWEST: usize = 3;

/// How much of its column's width a line of running text fills on average, at the least.
const FILLED: f32 = 0.55;

/// One line in so many begins small at the least in running text; four in five do mostly.
const SMALL: usize = 5;

/// How many gutters are tried in a zone.
const TRIES: usize = 4;

/// How often a page is cut at most; a newspaper has some thirty columns.
const CUTS: usize = 400;

/// The most pieces that are looked at for columns; a page of small print has two thousand.
const MOST: usize = 20_000;

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextLine {
    /// Its words.
    pub(crate) text: String,
    /// Left end (points).
    pub(crate) x0: f32,
    /// Right end.
    pub(crate) x1: f32,
    /// Base line, downwards.
    pub(crate) y: f32,
    /// The size of its largest letters.
    pub(crate) size: f32,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
    /// Whether it is a row of a table.
    pub(crate) tabular: bool,
}

/// Lines under each other.
pub(crate) type Column = Vec<TextLine>;

/// Pieces of a page that lie side by side and overlap in height.
#[derive(Default)]
struct Band {
    pieces: Vec<TextPiece>,
    bottom: f32,
}

/// Sorts the pieces of a page (all of one direction) into columns.
pub(crate) fn columns(pieces: Vec<TextPiece>) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut zones = vec![pieces];
    let mut cuts = 0;
    while let Some(zone) = zones.pop() {
        cuts += 1;
        match cut(zone, cuts < CUTS) {
            PageCut::Parts(parts) => zones.extend(parts.into_iter().rev()),
            PageCut::Whole(zone) => columns.push(lines(zone)),
        }
    }
    columns
}

enum PageCut {
    Whole(Vec<TextPiece>),
    Parts(Vec<Vec<TextPiece>>),
}

/// Cuts a zone at its best gutter, if it has one.
fn cut(zone: Vec<TextPiece>, may_cut: bool) -> PageCut {
    if !may_cut || !(2 * FEWEST..MOST).contains(&zone.len()) {
        return PageCut::Whole(zone);
    }
    let bands = bands(zone);
    for x in gutters(&bands) {
        let stretches = stretches(&bands, x);
        if stretches.iter().any(|stretch| stretch.columns) {
            return PageCut::Parts(parts(bands, &stretches, x));
        }
    }
    PageCut::Whole(bands.into_iter().flat_map(|band| band.pieces).collect())
}

fn bands(mut zone: Vec<TextPiece>) -> Vec<Band> {
    zone.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut bands: Vec<Band> = Vec::new();
    for piece in zone {
        let bottom = piece.y + 0.1 * piece.size;
        match bands.last_mut() {
            Some(band) if piece.top() < band.bottom => {
                band.bottom = band.bottom.max(bottom);
                band.pieces.push(piece);
            }
            _ => bands.push(Band { pieces: vec![piece], bottom }),
        }
    }
    bands
}

/// The places where gutters may run, best first: those that the most pieces lie beside.
fn gutters(bands: &[Band]) -> Vec<f32> {
    let mut edges = Vec::new();
    for band in bands {
        let mut sides: Vec<_> = band.pieces.iter().collect();
        sides.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut before: Option<&TextPiece> = None;
        for piece in sides {
            // Beside a heading the gutter is as narrow as beside the text.
            let right = before.map_or(f32::INFINITY, |before| before.x1);
            let size = before.map_or(piece.size, |before| piece.size.min(before.size));
            if piece.x0 - right >= GUTTER * size {
                edges.push((right, band.pieces.len() as f32));
                edges.push((piece.x0, -(band.pieces.len() as f32)));
            }
            before = before.filter(|before| before.x1 > piece.x1).or(Some(piece));
        }
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut beside = 0.0;
    let mut places: Vec<(f32, f32, f32)> = Vec::new();
    for pair in edges.windows(2) {
        let [(from, more), (to, _)] = pair else { continue };
        beside += more;
        if to > from {
            places.push((beside, to - from, f32::midpoint(*from, *to)));
        }
    }
    places.sort_by(|a, b| (b.0, b.1).partial_cmp(&(a.0, a.1)).unwrap_or(std::cmp::Ordering::Equal));
    let mut best: Vec<f32> = Vec::new();
    for (_, _, x) in places {
        if best.iter().all(|other| (other - x).abs() > NARROWEST) {
            best.push(x);
        }
        if best.len() == TRIES {
            break;
        }
    }
    best
}

/// Bands that follow each other and are cut alike.
struct Stretch {
    bands: std::ops::Range<usize>,
    columns: bool,
}

/// Where the gutter at `x` parts columns, and where it does not.
fn stretches(bands: &[Band], x: f32) -> Vec<Stretch> {
    // A line that is too long for its column leans a little into the gutter.
    let crossed = |band: &Band| {
        band.pieces.iter().any(|p| p.x0 + 0.3 * p.size < x && x < p.x1 - 0.3 * p.size)
    };
    let one_sided = |band: &&Band| {
        band.pieces.iter().all(|p| f32::midpoint(p.x0, p.x1) <= x)
            || band.pieces.iter().all(|p| f32::midpoint(p.x0, p.x1) >= x)
    };
    let mut stretches = Vec::new();
    let mut from = 0;
    for run in bands.chunk_by(|a, b| crossed(a) == crossed(b)) {
        let to = from + run.len();
        // The short last line of a paragraph above is beside nothing, and so is a heading below.
        let start = from + run.iter().take_while(one_sided).count();
        let below = run.last_chunk().is_some_and(|[before, last]: &[Band; 2]| {
            one_sided(&last) && last.pieces.iter().all(|p| p.top() > before.bottom + 0.8 * p.size)
        });
        let end = if below { start.max(to - 1) } else { to };
        let beside = bands.part(start..end);
        if !run.first().is_some_and(crossed) && are_columns(beside, x) {
            push(&mut stretches, from..start, false);
            push(&mut stretches, start..end, true);
            push(&mut stretches, end..to, false);
        } else {
            push(&mut stretches, from..to, false);
        }
        from = to;
    }
    stretches
}

fn push(stretches: &mut Vec<Stretch>, bands: std::ops::Range<usize>, columns: bool) {
    match stretches.last_mut() {
        _ if bands.is_empty() => {}
        Some(last) if !last.columns && !columns => last.bands.end = bands.end,
        _ => stretches.push(Stretch { bands, columns }),
    }
}

/// Whether both sides of the gutter are running text. Where rows run on across the gutter the
/// lines of either side must be full, because else it is a table; where they do not, as in a
/// newspaper, blanks within them are no objection.
fn are_columns(bands: &[Band], x: f32) -> bool {
    let pieces = || bands.iter().flat_map(|band| &band.pieces);
    let (mut left, mut right): (Vec<&TextPiece>, Vec<&TextPiece>) =
        pieces().partition(|piece| is_left(piece, x));
    left.sort_by(|a, b| a.y.total_cmp(&b.y));
    let level = |piece: &&&TextPiece| {
        let off = 0.25 * piece.size;
        let at = left.partition_point(|other| other.y < piece.y - off);
        left.get(at).is_some_and(|other| other.y <= piece.y + off)
    };
    let alone = 2 * right.iter().filter(level).count() < right.len();
    if !is_column(&mut left, alone) || !is_column(&mut right, alone) {
        return false;
    }
    let narrow = |side: &[&TextPiece], other: &[&TextPiece]| 2.0 * extent(side) < extent(other);
    match (runs_on(&left), runs_on(&right)) {
        _ if alone => true,
        (true, true) => true,
        (false, false) => false,
        (true, false) => !narrow(&right, &left),
        (false, true) => !narrow(&left, &right),
    }
}

/// Whether the lines of a side go on with each other's sentences: some begin small, as in running text,
/// and not all with a name, a day or an amount. Of a script without small letters nothing is known.
fn runs_on(side: &[&TextPiece]) -> bool {
    let (mut small, mut others, mut unknown) = (0, 0, 0);
    for row in side.chunk_by(|a, b| a.row == b.row) {
        let first = row.first().and_then(|piece| piece.text.chars().find(|c| c.is_alphanumeric()));
        match first {
            Some(c) if c.is_lowercase() => small += 1,
            Some(c) if c.is_uppercase() || c.is_numeric() => others += 1,
            Some(_) => unknown += 1,
            None => {}
        }
    }
    unknown > others || small * SMALL >= small + others
}

fn extent(pieces: &[&TextPiece]) -> f32 {
    let ends = pieces.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), piece| {
        (x0.min(piece.x0), x1.max(piece.x1))
    });
    ends.1 - ends.0
}

/// Whether a piece lies to the left of a gutter, into which it may lean a little.
fn is_left(piece: &TextPiece, x: f32) -> bool {
    f32::midpoint(piece.x0, piece.x1) <= x
}

fn is_column(pieces: &mut [&TextPiece], alone: bool) -> bool {
    pieces.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    let rows: Vec<_> = pieces.chunk_by(|a, b| a.row == b.row).collect();
    let printed = |row: &&[&TextPiece]| row.iter().map(|piece| piece.x1 - piece.x0).sum::<f32>();
    let filled: f32 = if alone {
        rows.iter().map(|row| extent(row)).sum()
    } else {
        rows.iter().map(printed).sum()
    };
    let width = extent(pieces);
    let size = pieces.iter().map(|piece| piece.size).fold(0.0, f32::max).min(LARGE);
    rows.len() >= FEWEST
        && width >= NARROWEST * size
        && filled >= FILLED * width * rows.len() as f32
}

fn parts(bands: Vec<Band>, stretches: &[Stretch], x: f32) -> Vec<Vec<TextPiece>> {
    let mut parts = Vec::new();
    let mut bands = bands.into_iter();
    for stretch in stretches {
        let pieces = bands.by_ref().take(stretch.bands.len()).flat_map(|band| band.pieces);
        if stretch.columns {
            let (left, right): (Vec<_>, Vec<_>) =
                pieces.partition(|piece| f32::midpoint(piece.x0, piece.x1) <= x);
            let from_right = left.iter().filter(|piece| reads_from_right(&piece.text)).count();
            if from_right * 2 > left.len() {
                parts.extend([right, left]);
            } else {
                parts.extend([left, right]);
            }
        } else {
            parts.push(pieces.collect());
        }
    }
    parts
}

/// Joins the pieces of each row, and the lines of its cells to a row of a table.
fn lines(mut zone: Vec<TextPiece>) -> Column {
    zone.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    let mut zone = zone.into_iter().peekable();
    let mut rows: Vec<PageRow> = Vec::new();
    while let Some(first) = zone.next() {
        let number = first.row;
        let mut row = vec![first];
        row.extend(std::iter::from_fn(|| zone.next_if(|piece| piece.row == number)));
        rows.push(row);
    }
    let mut lines: Vec<(PageRow, bool)> = Vec::new();
    for (tabular, row) in rows::tabular(&rows).into_iter().zip(rows) {
        match lines.last_mut() {
            Some((above, true)) if rows::hangs_below(above, &row) => rows::hang(above, row),
            _ => lines.push((row, tabular)),
        }
    }
    lines.iter().filter_map(|(row, tabular)| line(row, *tabular)).collect()
}

fn line(row: &[TextPiece], tabular: bool) -> Option<TextLine> {
    let first = row.first()?;
    let words: Vec<&str> = row.iter().map(|piece| piece.text.as_str()).collect();
    let mut text = words.join(" ");
    if reads_from_right(&text) {
        text = words.into_iter().rev().collect::<Vec<_>>().join(" ");
    }
    let largest = row.iter().max_by(|a, b| a.size.total_cmp(&b.size))?;
    Some(TextLine {
        text,
        x0: first.x0,
        x1: row.iter().map(|piece| piece.x1).fold(first.x1, f32::max),
        y: largest.y,
        size: largest.size,
        bold: row.iter().all(|piece| piece.bold),
        tabular,
    })
}
