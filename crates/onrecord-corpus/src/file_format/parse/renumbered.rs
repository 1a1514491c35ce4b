//! Which number a paragraph has in a document that changed: by the words that the file says stand in it.
//! One paragraph put in at the beginning would else lead every number astray.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;
use memchr::memmem::Finder;

use super::json::{JsonNode, Value};
use crate::anchors::reanchor::Reanchor;
use onrecord_model::Document;

/// Words that stand in more paragraphs tell none apart.
const COMMON: usize = 40;
/// Bytes that are scanned at most: less than a second.
const SCANNED: u64 = 2_000_000_000;
/// What words that stand in one paragraph only are worth; so much is needed for a paragraph to be known.
const KNOWN: u32 = 720;

/// Words that a file says stand in a paragraph, by source: `None` where it names none.
pub(super) type PlacedInFile<'n> = HashMap<Option<&'n str>, BTreeMap<u32, HashSet<&'n str>>>;

/// What `node` and all in it say of paragraphs.
pub(super) fn placed_in_file<'n>(node: &'n JsonNode<'n>) -> PlacedInFile<'n> {
    let mut found = PlacedInFile::new();
    gather(node, None, &mut found);
    found
}

fn gather<'n>(node: &'n JsonNode<'n>, source: Option<&'n str>, found: &mut PlacedInFile<'n>) {
    match &node.value {
        Value::List(items) => {
            for item in items {
                gather(item, source, found);
            }
        }
        Value::Object(members) => {
            let value =
                |key: &str| members.iter().find(|m| m.key == key).map(|member| &member.node.value);
            let text = |key: &str| match value(key) {
                Some(Value::Text(text)) => Some(&**text),
                _ => None,
            };
            let source = text("source").or(source);
            let number = match value("paragraph") {
                Some(Value::Number(digits)) => digits.parse::<u32>().ok(),
                _ => None,
            };
            if let Some((number, exact)) = number.zip(text("exact")).filter(|(_, e)| !e.is_empty())
            {
                found.entry(source).or_default().entry(number).or_default().insert(exact);
            }
            for member in members {
                gather(&member.node, source, found);
            }
        }
        _ => {}
    }
}

/// The numbers that paragraphs have now, each with how many words stand there and nowhere else.
#[derive(Debug, Default)]
pub(super) struct Renumbered(BTreeMap<u32, (u32, u32)>);

/// That a paragraph may be another one: how much its words are worth, and how many of them stand there
/// and nowhere else.
#[derive(Debug, Clone, Copy)]
struct NumberPair {
    before: u32,
    now: u32,
    score: u32,
    alone: u32,
}

impl Renumbered {
    /// Those of `document`, of which a file says in which paragraphs words stand.
    pub(super) fn of<'n>(
        document: &Document,
        search: &mut Reanchor,
        placed: impl Iterator<Item = (u32, &'n HashSet<&'n str>)> + Clone,
    ) -> Self {
        let mut said: HashMap<&str, u32, FixedState> = HashMap::default();
        for exact in placed.clone().flat_map(|(_, words)| words) {
            *said.entry(exact).or_default() += 1;
        }
        let mut left = SCANNED;
        let mut known: HashMap<&str, Vec<u32>, FixedState> = HashMap::default();
        let mut pairs: Vec<NumberPair> = Vec::new();
        for (number, words) in placed {
            let mut scores: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
            for exact in words {
                let there = known.entry(exact).or_insert_with(|| {
                    let cost = document.text().len() as u64;
                    let enough = left >= cost;
                    left = left.saturating_sub(cost);
                    let found =
                        if enough { paragraphs_with(document, exact) } else { Some(Vec::new()) };
                    found.unwrap_or_else(|| search.paragraphs_with(exact))
                });
                // What is said of several paragraphs tells none of them, however few are left.
                let said = said.get(exact).map_or(1, |said| *said);
                let among = said.max(there.len() as u32).max(1);
                for paragraph in &*there {
                    let (score, alone) = scores.entry(*paragraph).or_default();
                    *score += KNOWN / among;
                    *alone += u32::from(among == 1);
                }
            }
            let pair = |(now, (score, alone))| NumberPair { before: number, now, score, alone };
            pairs.extend(scores.into_iter().map(pair));
        }
        Self(in_order(&pairs, document.paragraphs()))
    }

    /// The number that paragraph `number` has now; `None` where it is not known again.
    pub(super) fn now(&self, number: u32) -> Option<u32> {
        self.0.get(&number).map(|(now, _)| *now).or_else(|| self.between(number))
    }

    /// Whether the number of a paragraph is known by more than some words that stand there.
    pub(super) fn is_sure_of(&self, number: u32) -> bool {
        let several = self.0.get(&number).is_some_and(|(_, alone)| *alone > 1);
        several || self.between(number).is_some_and(|now| self.now(number) == Some(now))
    }

    /// The number of a paragraph between two others that moved by as much: so did all between them.
    fn between(&self, number: u32) -> Option<u32> {
        let (before, (then, _)) = self.0.range(..number).next_back()?;
        let (behind, (later, _)) = self.0.range(number + 1..).next()?;
        let same = i64::from(*then) - i64::from(*before) == i64::from(*later) - i64::from(*behind);
        same.then(|| then + (number - before))
    }
}

/// The paragraphs that words stand in, none where they are too many; `None` where they stand nowhere byte
/// for byte.
fn paragraphs_with(document: &Document, exact: &str) -> Option<Vec<u32>> {
    let mut paragraphs = Vec::new();
    for at in Finder::new(exact).find_iter(document.text().as_bytes()) {
        let paragraph = document.paragraph_at(at as u32);
        if paragraphs.last() != Some(&paragraph) {
            paragraphs.push(paragraph);
        }
        if paragraphs.len() > COMMON {
            return Some(Vec::new());
        }
    }
    Some(paragraphs).filter(|found| !found.is_empty())
}

/// Of pairs, ordered by both their numbers: those that ascend in both and score most together, without
/// those that score too little to be known.
fn in_order(pairs: &[NumberPair], paragraphs: u32) -> BTreeMap<u32, (u32, u32)> {
    // For each number now and all below it, the best way that ends there: its score and last pair.
    let mut best = BestUpTo(vec![(0, None); paragraphs as usize + 1]);
    let mut ways: Vec<(u64, Option<usize>)> = Vec::with_capacity(pairs.len());
    for same in pairs.chunk_by(|a, b| a.before == b.before) {
        let from = ways.len();
        for pair in same {
            let (before, last) = best.of(pair.now - 1);
            ways.push((before + u64::from(pair.score), last));
        }
        for (at, pair) in (from..).zip(same) {
            if let Some((score, _)) = ways.get(at) {
                best.put(pair.now, (*score, Some(at)));
            }
        }
    }
    let mut numbers = BTreeMap::new();
    let mut at = best.of(paragraphs).1;
    while let Some((pair, way)) = at.and_then(|at| Some((pairs.get(at)?, ways.get(at)?))) {
        if pair.score >= KNOWN {
            numbers.insert(pair.before, (pair.now, pair.alone));
        }
        at = way.1;
    }
    numbers
}

/// A tree of maxima over all numbers up to one (Fenwick, 1994).
struct BestUpTo(Vec<(u64, Option<usize>)>);

impl BestUpTo {
    fn of(&self, number: u32) -> (u64, Option<usize>) {
        let (mut at, mut best) = (number as usize, (0, None));
        while at > 0 {
            if let Some(one) = self.0.get(at).filter(|one| one.0 > best.0) {
                best = *one;
            }
            at &= at - 1;
        }
        best
    }

    fn put(&mut self, number: u32, one: (u64, Option<usize>)) {
        let mut at = number.max(1) as usize;
        while let Some(slot) = self.0.get_mut(at) {
            if one.0 > slot.0 {
                *slot = one;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What became of paragraphs `1..` of a text whose words are said to stand in them.
    fn numbers(before: &str, now: &str) -> Vec<Option<u32>> {
        let words: Vec<HashSet<&str>> =
            before.split("\n\n").map(|block| block.split(' ').collect()).collect();
        let document = Document::new(now);
        let mut search = Reanchor::of(&document);
        let numbers = Renumbered::of(&document, &mut search, (1..).zip(&words));
        (1..=words.len() as u32).map(|number| numbers.now(number)).collect()
    }

    #[test]
    fn paragraphs_are_known_again_by_their_words() {
        let text = "ada he\n\nbo he\n\nhe\n\ncy he\n\ndo he";
        for (now, want) in [
            (text.to_owned(), [1, 2, 3, 4, 5]),
            (format!("new\n\n{text}"), [2, 3, 4, 5, 6]),
            (text.replace("ada he\n\n", ""), [0, 1, 2, 3, 4]),
            (text.replace("bo he\n\n", ""), [1, 0, 0, 3, 4]),
            (text.replace("cy he", "new\n\ncy he"), [1, 2, 0, 5, 6]),
            (format!("{}\n\nada he", text.replace("ada he\n\n", "")), [0, 1, 2, 3, 4]),
            ("nothing of it".to_owned(), [0; 5]),
        ] {
            let want: Vec<_> = want.iter().map(|n| Some(*n).filter(|n| *n > 0)).collect();
            assert_eq!(numbers(text, &now), want, "{now}");
        }
    }

    #[test]
    fn words_of_one_statement_are_no_proof_of_its_paragraph() {
        let sure = |before: &str, now: &str, number| {
            let words: Vec<HashSet<&str>> =
                before.split("\n\n").map(|block| block.split(' ').collect()).collect();
            let document = Document::new(now);
            let mut search = Reanchor::of(&document);
            Renumbered::of(&document, &mut search, (1..).zip(&words)).is_sure_of(number)
        };
        assert!(sure("ada bo", "new\n\nada bo", 1));
        assert!(!sure("ada", "new\n\nada", 1));
        assert!(sure("ada\n\nbo\n\ncy", "ada\n\nbo\n\ncy", 2));
        assert!(!sure("ada\n\nbo\n\ncy", "ada\n\nnew\n\nbo\n\ncy", 2));
    }

    proptest! {
        #[test]
        fn numbers_ascend_and_are_there(before in "([ab]|c|d| |\n\n){0,40}", now in "([ab]|c|d| |\n\n){0,40}") {
            let numbers = numbers(&before, &now);
            let known: Vec<_> = numbers.into_iter().flatten().collect();
            prop_assert!(known.is_sorted_by(|a, b| a < b));
            let all = Document::new(now.as_str()).paragraphs();
            prop_assert!(known.iter().all(|number| (1..=all).contains(number)));
        }
    }
}
