//! What belongs to the pages and not to the text: running heads and feet, page numbers, the
//! numbers of lines beside a transcript.
//!
//! A line is furniture where it stands in the same place, outermost, on pages close to each other, says
//! the same but for numbers that count the pages, and is set apart from the text (by room, or in small
//! print) or counts. It is kept once, where it stands first, because it may be all there is of a case
//! number; the others and page numbers are left out and told. What is said inside the pages as well is
//! no head: an answer of a witness, an entry of a ledger.

use std::collections::{HashMap, HashSet};

use super::pieces::TextPiece;
use super::rows;

/// How many lines from the edge are looked at.
const OUTERMOST: usize = 4;

/// On how many pages a line must stand to be furniture; two will do where there are only two.
const PAGES: usize = 3;

/// The next page with a running head is at most this many further on: heads change sides, and a page
/// with a picture has none.
const NEXT: usize = 3;

/// How far its base line may differ between pages (points).
const SAME_PLACE: f32 = 4.0;

/// How many numbers beside the lines make a column of line numbers; a page of a transcript has 25.
const NUMBERED: usize = 20;

/// Lines are set apart by so many times the usual step from line to line.
const ROOM: f32 = 1.5;

/// The same on a page with too few lines to have a usual step, in sizes of the letter.
const ROOM_OF_FEW: f32 = 2.5;

/// Letters smaller than this part of the page's usual ones are small print.
const SMALL: f32 = 0.9;

/// Words that may stand beside a page number without saying more than it does.
const COUNTING: [&str; 9] = ["page", "of", "p", "pg", "página", "pagina", "de", "seite", "von"];

/// An outermost line of a page.
struct PageEdge {
    page: usize,
    row: u32,
    y: f32,
    /// Whether it stands at the top.
    top: bool,
    /// Whether it is the outermost, and begins or ends with a number that stands apart.
    counted: bool,
    /// Whether it is set apart from the text: by room, or in small print.
    apart: bool,
    /// Its words without numbers.
    words: String,
    /// Its first and last number.
    numbers: [Option<i64>; 2],
    /// All that is written in digits, in order.
    digits: Vec<i64>,
}

impl PageEdge {
    /// Whether it is the number of its very page and nothing else.
    fn is_page_number(&self) -> bool {
        self.counted && self.words.is_empty() && self.numbers == [Some(self.page as i64 + 1); 2]
    }
}

/// Marks the furniture of all `pages`, each the pieces of one page row by row. The numbers of lines are
/// taken away, and returned for each page.
pub(crate) fn mark(pages: &mut [Vec<TextPiece>]) -> Vec<Vec<TextPiece>> {
    let line_numbers = pages.iter_mut().map(take_line_numbers).collect();
    let edges: Vec<PageEdge> =
        pages.iter().enumerate().flat_map(|(at, page)| edges(at, page)).collect();
    let inside = inside(pages, &edges);
    let several = pages.len() > 1;
    let few = if pages.len() == 2 { 2 } else { PAGES };
    let mut alike: HashMap<(bool, &str), Vec<&PageEdge>> = HashMap::new();
    let mut placed: HashMap<(bool, i32), Vec<&PageEdge>> = HashMap::new();
    for edge in &edges {
        alike.entry((edge.top, &edge.words)).or_default().push(edge);
        if edge.counted {
            placed.entry((edge.top, (edge.y / SAME_PLACE) as i32)).or_default().push(edge);
        }
    }
    alike.retain(|(_, words), edges| {
        let rare = |times: &usize| *times < 2 || times * 4 < edges.len();
        words.is_empty() || inside.get(*words).is_none_or(rare)
    });
    let lone = edges.iter().filter(|edge| several && edge.is_page_number());
    let repeated = alike.into_values().flat_map(|edges| in_place(edges, few));
    let counted =
        placed.into_values().filter(|edges| edges.len() >= few && count_pages(edges)).flatten();
    let furniture: Vec<(usize, u32)> =
        repeated.chain(counted).chain(lone).map(|edge| (edge.page, edge.row)).collect();
    for (page, row) in furniture {
        let Some(page) = pages.get_mut(page) else { continue };
        let from = page.partition_point(|piece| (piece.turn, piece.row) < (0, row));
        for piece in page.iter_mut().skip(from).take_while(|piece| piece.row == row) {
            piece.furniture = true;
        }
    }
    line_numbers
}

/// How often lines that stand inside the pages say what one of `edges` says, by their words without
/// numbers; lines that stand twice at one edge of a page count as well, since a head does not repeat
/// itself. Of a page of few lines, a third is inside.
fn inside<'e>(pages: &[Vec<TextPiece>], edges: &'e [PageEdge]) -> HashMap<&'e str, usize> {
    let mut inside: HashMap<&str, usize> =
        edges.iter().map(|edge| (edge.words.as_str(), 0)).collect();
    for page in pages {
        let rows = rows(page);
        let half = OUTERMOST.min(rows.len() / 3).max(1);
        let (mut top, mut foot) = (HashSet::new(), HashSet::new());
        for (at, row) in rows.iter().enumerate() {
            let words = without_numbers(&text_of(row));
            let first = match () {
                () if at < half => top.insert(words.clone()),
                () if at + half >= rows.len() => foot.insert(words.clone()),
                () => false,
            };
            if let Some(times) = inside.get_mut(words.as_str()).filter(|_| !first) {
                *times += 1;
            }
        }
    }
    inside
}

/// The rows of the level text of a page.
fn rows(page: &[TextPiece]) -> Vec<Vec<&TextPiece>> {
    let level: Vec<&TextPiece> =
        page.iter().filter(|piece| piece.turn == 0 && !piece.furniture).collect();
    level.chunk_by(|a, b| a.row == b.row).map(<[&TextPiece]>::to_vec).collect()
}

fn text_of(row: &[&TextPiece]) -> String {
    row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// How many of `rows` lines are looked at from either edge: a page of few lines has its head and its
/// foot among the same ones.
fn outermost(rows: usize) -> usize {
    OUTERMOST.min(rows.div_ceil(2))
}

/// Whether a line of furniture says no more than the number of its page.
pub(crate) fn only_counts(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(str::to_lowercase)
        .all(|word| number(&word).is_some() || COUNTING.contains(&word.as_str()))
}

/// What lines of furniture that differ only by their numbers have in common.
pub(crate) fn without_numbers(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|c| !c.is_numeric()).collect();
        if word.chars().any(char::is_alphabetic) && number(&word).is_none() {
            words.push_str(&word.to_lowercase());
            words.push(' ');
        }
    }
    words
}

fn edges(page: usize, pieces: &[TextPiece]) -> Vec<PageEdge> {
    let rows = rows(pieces);
    let usual = usual_step(&rows);
    let small = SMALL * middle(rows.iter().filter_map(|row| size_of(row)).collect());
    let edge = |at: usize, row: &Vec<&TextPiece>, top| {
        let (first, last) = (row.first()?, row.last()?);
        let text = text_of(row);
        let numbers: Vec<i64> =
            text.split(|c: char| !c.is_alphanumeric()).filter_map(number).collect();
        Some(PageEdge {
            page,
            row: first.row,
            y: first.y,
            top,
            apart: size_of(row)? < small || has_room(&rows, at, top, usual),
            counted: at == 0 && (only_counts(&first.text) || only_counts(&last.text)),
            words: without_numbers(&text),
            numbers: [numbers.first().copied(), numbers.last().copied()],
            digits: digits(&text),
        })
    };
    let half = outermost(rows.len());
    let heads = rows.iter().take(half).enumerate().filter_map(|(at, row)| edge(at, row, true));
    let feet =
        rows.iter().rev().take(half).enumerate().filter_map(|(at, row)| edge(at, row, false));
    heads.chain(feet).collect()
}

/// The size of the largest letters of a row.
fn size_of(row: &[&TextPiece]) -> Option<f32> {
    row.iter().map(|piece| piece.size).reduce(f32::max)
}

fn middle(mut numbers: Vec<f32>) -> f32 {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

fn step(a: &[&TextPiece], b: &[&TextPiece]) -> Option<f32> {
    Some((b.first()?.y - a.first()?.y).abs())
}

/// The usual step from line to line; `None` where there are too few to tell.
fn usual_step(rows: &[Vec<&TextPiece>]) -> Option<f32> {
    /// The fewest lines that have one.
    const FEW: usize = 5;
    let steps = rows.iter().zip(rows.iter().skip(1)).filter_map(|(a, b)| step(a, b)).collect();
    (rows.len() >= FEW).then(|| middle(steps))
}

/// Whether there is more room than usual between the row that is number `at` from its edge, or one of the
/// next few, and the text inside: a head may have several lines.
fn has_room(rows: &[Vec<&TextPiece>], at: usize, top: bool, usual: Option<f32>) -> bool {
    let row =
        |at: usize| if top { rows.get(at) } else { rows.get(rows.len().checked_sub(at + 1)?) };
    (at..outermost(rows.len())).any(|at| {
        let (Some(a), Some(b)) = (row(at), row(at + 1)) else { return false };
        let few = ROOM_OF_FEW * size_of(a).unwrap_or(0.0);
        step(a, b).is_some_and(|step| step >= usual.map_or(few, |usual| ROOM * usual))
    })
}

/// Those of `edges`, which say the same, that stand in one place on at least `few` pages close to
/// each other, and whose numbers stay or count the pages.
fn in_place(mut edges: Vec<&PageEdge>, few: usize) -> Vec<&PageEdge> {
    edges.sort_by(|a, b| a.y.total_cmp(&b.y));
    let same = edges.chunk_by_mut(|a, b| b.y - a.y <= SAME_PLACE);
    let mut found = Vec::new();
    for placed in same {
        placed.sort_by_key(|edge| edge.page);
        for close in placed.chunk_by(|a, b| b.page - a.page <= NEXT) {
            let numbers_only = close.iter().all(|edge| edge.words.is_empty());
            let apart = close.iter().filter(|edge| edge.apart).count();
            let is_head = if numbers_only {
                count_pages(close)
            } else {
                stay(close) && (is_most(apart, close) || go_up(close))
            };
            if close.len() >= few && is_head {
                found.extend(close);
            }
        }
    }
    found
}

/// Whether `times` are three in five of `edges` at least.
fn is_most(times: usize, edges: &[&PageEdge]) -> bool {
    times * 5 > edges.len() * 3
}

/// Whether number `which` in most of `edges` goes up by `by_page` with each page.
fn steady(edges: &[&PageEdge], which: usize, by_page: i64) -> bool {
    let mut seen: HashMap<i64, usize> = HashMap::new();
    for edge in edges {
        if let Some(number) = edge.digits.get(which) {
            *seen.entry(number - by_page * edge.page as i64).or_default() += 1;
        }
    }
    let without = edges.iter().filter(|edge| edge.digits.len() <= which).count();
    seen.into_values().any(|times| is_most(times, edges))
        || (by_page == 0 && is_most(without, edges))
}

/// How many numbers there are in those of `edges` that have the most.
fn most_digits(edges: &[&PageEdge]) -> usize {
    edges.iter().fold(0, |most, edge| most.max(edge.digits.len()))
}

/// Whether the numbers in `edges`, which say the same, are the same on most pages or go up with the
/// pages. Amounts and days of entries do neither.
fn stay(edges: &[&PageEdge]) -> bool {
    (0..most_digits(edges)).all(|which| steady(edges, which, 0) || steady(edges, which, 1))
}

/// Whether one of the numbers in `edges`, which say the same, goes up with the pages.
fn go_up(edges: &[&PageEdge]) -> bool {
    (0..most_digits(edges)).any(|which| steady(edges, which, 1))
}

/// Whether most of `edges`, which stand in one place, carry numbers that go up with their pages.
fn count_pages(edges: &[&PageEdge]) -> bool {
    let counts = |which: usize| {
        let mut ahead: HashMap<i64, usize> = HashMap::new();
        for edge in edges {
            if let Some(Some(number)) = edge.numbers.get(which) {
                *ahead.entry(number - edge.page as i64).or_default() += 1;
            }
        }
        ahead.into_values().any(|times| is_most(times, edges))
    };
    counts(0) || counts(1)
}

/// What is written in digits, each run of them a number; the last eighteen digits of a longer one.
fn digits(text: &str) -> Vec<i64> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let number =
        |run: &str| run.get(run.len().saturating_sub(18)..).and_then(|run| run.parse().ok());
    runs.filter_map(number).collect()
}

/// A number in digits, or small Roman ones as prefaces have.
fn number(word: &str) -> Option<i64> {
    if word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let roman = [("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let (mut rest, mut value) = (word, 0);
    for (digits, worth) in roman {
        while let Some(after) = rest.strip_prefix(digits) {
            (rest, value) = (after, value + worth);
        }
    }
    (!word.is_empty() && rest.is_empty() && word.len() <= 7).then_some(value)
}

/// Takes the numbers of the lines beside a transcript or a pleading away: they count from 1 down the
/// page, at its left, and would stand in the middle of every sentence. The rows of a table have numbers of
/// their own, which belong to them.
fn take_line_numbers(page: &mut Vec<TextPiece>) -> Vec<TextPiece> {
    let mut expected = 1;
    let mut found = HashSet::new();
    let mut edge: Option<f32> = None;
    for (at, piece) in page.iter().enumerate().filter(|(_, piece)| piece.turn == 0) {
        let in_line = edge.is_none_or(|x1| (piece.x1 - x1).abs() < piece.size);
        if in_line && piece.text.parse() == Ok(expected) {
            edge = Some(piece.x1);
            found.insert(at);
            expected += 1;
        }
    }
    if found.len() < NUMBERED {
        return Vec::new();
    }
    let right = edge.unwrap_or(0.0);
    let beside =
        page.iter().filter(|piece| piece.turn == 0 && piece.x1 < right - piece.size).count();
    if beside * 10 > page.len() || stand_in_a_table(page, &found) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    let mut kept = Vec::with_capacity(page.len());
    for (at, piece) in page.drain(..).enumerate() {
        if found.contains(&at) { taken.push(piece) } else { kept.push(piece) }
    }
    *page = kept;
    taken
}

/// Whether most of the pieces `numbers` of a page stand before rows of a table.
fn stand_in_a_table(page: &[TextPiece], numbers: &HashSet<usize>) -> bool {
    let mut rows: Vec<Vec<TextPiece>> = Vec::new();
    for (at, piece) in page.iter().enumerate().filter(|(_, piece)| piece.turn == 0) {
        if numbers.contains(&at) {
            rows.push(Vec::new());
        } else if let Some(row) = rows.last_mut().filter(|row: &&mut Vec<TextPiece>| {
            row.first().is_none_or(|first| first.row == piece.row)
        }) {
            row.push(piece.clone());
        }
    }
    rows.retain(|row| !row.is_empty());
    2 * rows::tabular(&rows).into_iter().filter(|tabular| *tabular).count() > rows.len()
}
