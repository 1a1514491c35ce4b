//! What belongs to the pages and not to the text: running heads and feet, page numbers, the
//! numbers of lines beside a transcript.
//!
//! A line is furniture where it stands in the same place, outermost, on several pages and says the
//! same but for its numbers, or carries the page's number. It is kept once, where it stands first,
//! because it may be all there is of a case number; page numbers are not kept.
//! Room: `read::pdf`.

use std::collections::HashMap;

use super::pieces::Piece;

/// How many lines from the edge are looked at.
const OUTERMOST: usize = 4;

/// On how many pages a line must stand to be furniture; two will do where there are only two.
const PAGES: usize = 3;

/// How far its base line may differ between pages (points).
const SAME_PLACE: f32 = 4.0;

/// How many numbers beside the lines make a column of line numbers; a page of a transcript has 25.
const NUMBERED: usize = 20;

/// Words that may stand beside a page number without saying more than it does.
const COUNTING: [&str; 9] = ["page", "of", "p", "pg", "página", "pagina", "de", "seite", "von"];

/// An outermost line of a page.
struct Edge {
    page: usize,
    row: u32,
    y: f32,
    /// Whether it stands at the top.
    top: bool,
    /// Whether it is the outermost, and begins or ends with a number that stands apart.
    counted: bool,
    /// Its words without numbers.
    words: String,
    /// Its first and last number.
    numbers: [Option<i64>; 2],
}

impl Edge {
    /// Whether it is the number of its very page and nothing else.
    fn is_page_number(&self) -> bool {
        self.counted && self.words.is_empty() && self.numbers == [Some(self.page as i64 + 1); 2]
    }
}

/// Marks the furniture of all `pages`, each the pieces of one page row by row.
pub fn mark(pages: &mut [Vec<Piece>]) {
    for page in &mut *pages {
        mark_line_numbers(page);
    }
    let edges: Vec<Edge> =
        pages.iter().enumerate().flat_map(|(at, page)| edges(at, page)).collect();
    let several = pages.len() > 1;
    let few = if pages.len() == 2 { 2 } else { PAGES };
    let mut alike: HashMap<(bool, &str), Vec<&Edge>> = HashMap::new();
    let mut placed: HashMap<(bool, i32), Vec<&Edge>> = HashMap::new();
    for edge in &edges {
        alike.entry((edge.top, &edge.words)).or_default().push(edge);
        if edge.counted {
            placed.entry((edge.top, (edge.y / SAME_PLACE) as i32)).or_default().push(edge);
        }
    }
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
}

/// Whether a line of furniture says no more than the number of its page.
pub fn only_counts(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(str::to_lowercase)
        .all(|word| number(&word).is_some() || COUNTING.contains(&word.as_str()))
}

/// What lines of furniture that differ only by their numbers have in common.
pub fn without_numbers(text: &str) -> String {
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

fn edges(page: usize, pieces: &[Piece]) -> Vec<Edge> {
    let level: Vec<&Piece> =
        pieces.iter().filter(|piece| piece.turn == 0 && !piece.furniture).collect();
    let rows: Vec<_> = level.chunk_by(|a, b| a.row == b.row).collect();
    let edge = |at: usize, row: &&[&Piece], top| {
        let (first, last) = (row.first()?, row.last()?);
        let text = row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        let numbers: Vec<i64> =
            text.split(|c: char| !c.is_alphanumeric()).filter_map(number).collect();
        Some(Edge {
            page,
            row: first.row,
            y: first.y,
            top,
            counted: at == 0 && (only_counts(&first.text) || only_counts(&last.text)),
            words: without_numbers(&text),
            numbers: [numbers.first().copied(), numbers.last().copied()],
        })
    };
    // A page of few lines has its head and its foot among the same ones.
    let half = OUTERMOST.min(rows.len().div_ceil(2));
    let heads = rows.iter().take(half).enumerate().filter_map(|(at, row)| edge(at, row, true));
    let feet =
        rows.iter().rev().take(half).enumerate().filter_map(|(at, row)| edge(at, row, false));
    heads.chain(feet).collect()
}

/// Those of `edges`, which say the same, that stand in one place on at least `few` pages.
fn in_place(mut edges: Vec<&Edge>, few: usize) -> Vec<&Edge> {
    edges.sort_by(|a, b| a.y.total_cmp(&b.y));
    let same = edges.chunk_by(|a, b| b.y - a.y <= SAME_PLACE);
    let numbered =
        |edges: &[&Edge]| !edges.iter().all(|edge| edge.words.is_empty()) || count_pages(edges);
    same.filter(|edges| edges.len() >= few && numbered(edges)).flatten().copied().collect()
}

/// Whether most of `edges`, which stand in one place, carry numbers that go up with their pages.
fn count_pages(edges: &[&Edge]) -> bool {
    let counts = |which: usize| {
        let mut ahead: HashMap<i64, usize> = HashMap::new();
        for edge in edges {
            if let Some(Some(number)) = edge.numbers.get(which) {
                *ahead.entry(number - edge.page as i64).or_default() += 1;
            }
        }
        ahead.into_values().max().unwrap_or(0) * 5 > edges.len() * 3
    };
    counts(0) || counts(1)
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

/// Drops the numbers of the lines beside a transcript or a pleading: they count from 1 down the
/// page, at its left, and would stand in the middle of every sentence.
fn mark_line_numbers(page: &mut Vec<Piece>) {
    let mut expected = 1;
    let mut found = Vec::new();
    let mut edge: Option<f32> = None;
    for (at, piece) in page.iter().enumerate().filter(|(_, piece)| piece.turn == 0) {
        let in_line = edge.is_none_or(|x1| (piece.x1 - x1).abs() < piece.size);
        if in_line && piece.text.parse() == Ok(expected) {
            edge = Some(piece.x1);
            found.push(at);
            expected += 1;
        }
    }
    if found.len() < NUMBERED {
        return;
    }
    let right = edge.unwrap_or(0.0);
    let beside =
        page.iter().filter(|piece| piece.turn == 0 && piece.x1 < right - piece.size).count();
    if beside * 10 > page.len() {
        return;
    }
    let mut found = found.into_iter().peekable();
    let mut at = 0;
    page.retain(|_| {
        let number = found.next_if_eq(&at).is_some();
        at += 1;
        !number
    });
}
