//! Words that do not stand in a text letter for letter: the places that come nearest to them.
//!
//! A short text is compared as a whole. In a long one the words of the statement and of its context vote
//! for places first, the rarer the heavier, and only the places with most votes are compared.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use foldhash::fast::FixedState;
use onrecord_text::Part;

use super::context::{AnchorContext, low, lower};
use super::edges::Edges;
use super::edits::EditPattern;

/// Steps (see [`EditPattern::cost`]) up to which a text is compared as a whole: some milliseconds.
const WHOLE: u64 = 2_000_000;
/// Places of a long text that are compared.
const PLACES: usize = 6;
/// Words that stand more often do not vote.
const COMMON: usize = 4_096;
/// Bytes of text whose votes are counted together.
const BIN: i64 = 64;
/// Below this likeness a place is none.
const LEAST: f32 = 0.6;
/// Parts of a region in which a second place is looked for.
const PARTS: usize = 5;

/// A place that resembles the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LikePlace {
    /// Its bytes in the plain text.
    pub(super) range: Range<usize>,
    /// How far it is alike: 0 to 1.
    pub(super) likeness: f32,
}

/// The words of a text by their hashes, to be looked up.
#[derive(Debug)]
pub(super) struct WordPlaces(Vec<(u32, u32)>);

impl WordPlaces {
    /// Those of `text`, which must be shorter than 4 GiB.
    pub(super) fn of(text: &str) -> Self {
        let mut places: Vec<_> = words(text).map(|(at, word)| (hash(word), at as u32)).collect();
        places.sort_unstable();
        Self(places)
    }

    fn of_word(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        let hash = hash(word);
        let from = self.0.partition_point(|(other, _)| *other < hash);
        let here = self.0.part(from..).iter();
        here.take_while(move |(other, _)| *other == hash).map(|(_, at)| *at)
    }
}

/// The words that are looked for, and what stood around them, in plain text.
#[derive(Debug)]
pub(super) struct Wanted<'w> {
    pub(super) exact: &'w str,
    pub(super) prefix: Option<&'w str>,
    pub(super) suffix: Option<&'w str>,
    /// The same, to be compared.
    pub(super) around: &'w AnchorContext,
}

/// The places of `text` that resemble the words, best first, at most a few, none of them overlapping.
/// `places` gives the words of a long text; `spend` is asked before work is done.
pub(super) fn like_places<'p>(
    text: &str,
    wanted: &Wanted<'_>,
    places: impl FnOnce() -> &'p WordPlaces,
    spend: &mut dyn FnMut(u64) -> bool,
) -> Vec<LikePlace> {
    let exact = lower(wanted.exact);
    let forward = EditPattern::new(exact.iter().copied());
    let backward = EditPattern::new(exact.iter().rev().copied());
    let regions = if forward.cost(text.len()) <= WHOLE {
        std::iter::once(0..text.len()).collect()
    } else {
        regions(text, wanted, places(), spend)
    };
    let worded = [exact.first(), exact.last()].map(|c| c.is_some_and(|c| c.is_alphanumeric()));
    let around = wanted.around;
    let edges = Edges { text, forward: &forward, backward: &backward, around, worded };
    let mut found: Vec<LikePlace> = Vec::new();
    for region in regions {
        let region = at_characters(text, region);
        let letters: Vec<_> = text.get(region.clone()).map_or_else(Vec::new, with_places);
        let chars: Vec<char> = letters.iter().map(|(_, c)| *c).collect();
        let byte = |at: usize| letters.get(at).map_or(region.end, |(byte, _)| region.start + byte);
        let mut parts: Vec<Range<usize>> = std::iter::once(0..chars.len()).collect();
        for _ in 0..PARTS {
            let Some(part) = parts.pop() else { break };
            if !spend(forward.cost(part.len())) {
                return found;
            }
            let Some(inside) = chars.get(part.clone()) else { continue };
            let Some(closest) = forward.closest(&backward, inside) else { continue };
            let (from, to) = (part.start + closest.start, part.start + closest.end);
            let longer = forward.len().max(to - from).max(1);
            if 1.0 - closest.cost as f32 / longer as f32 >= LEAST {
                let range = edges.settled(byte(from)..byte(to));
                let likeness = edges.likeness(range.clone());
                found.push(LikePlace { range, likeness });
                parts.extend([part.start..from, to..part.end]);
            }
        }
    }
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.range.start.cmp(&b.range.start)));
    let mut apart: Vec<LikePlace> = Vec::new();
    for place in found {
        let meets = |other: &LikePlace| {
            other.range.start < place.range.end && place.range.start < other.range.end
        };
        if !apart.iter().any(meets) {
            apart.push(place);
        }
    }
    apart
}

/// The parts of a long text that have most of the words.
fn regions(
    text: &str,
    wanted: &Wanted<'_>,
    places: &WordPlaces,
    spend: &mut dyn FnMut(u64) -> bool,
) -> Vec<Range<usize>> {
    let behind = wanted.exact.len() as i64;
    let own = words(wanted.exact).map(|(at, word)| (at as i64, word));
    let prefix = wanted
        .prefix
        .into_iter()
        .flat_map(|prefix| words(prefix).map(|(at, word)| (at as i64 - prefix.len() as i64, word)));
    let suffix = wanted.suffix.into_iter().flat_map(words);
    let suffix = suffix.map(|(at, word)| (at as i64 + behind, word));
    let mut votes: HashMap<i64, f32, FixedState> = HashMap::default();
    for (offset, word) in own.chain(prefix).chain(suffix) {
        let there = places.of_word(word).take(COMMON + 1).count();
        if there > COMMON || !spend(1 + there as u64) {
            continue;
        }
        for at in places.of_word(word) {
            let bin = (i64::from(at) - offset).div_euclid(BIN);
            *votes.entry(bin).or_insert(0.0) += 1.0 / there as f32;
        }
    }
    // A word put in or taken out moves what follows into the next bin.
    let with_next =
        |bin: &i64| [-1, 0, 1].iter().filter_map(|by| votes.get(&(bin + by))).sum::<f32>();
    let mut bins: Vec<_> = votes.keys().map(|bin| (with_next(bin), *bin)).collect();
    bins.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let slack = behind / 3 + 2 * BIN;
    let mut regions: Vec<Range<i64>> = Vec::new();
    for (_, bin) in bins {
        let region = bin * BIN - slack..(bin + 1) * BIN + behind + slack;
        let covered = |other: &Range<i64>| {
            // Most of what is near was looked at with the better place.
            (other.start - region.start).abs() <= 2 * BIN
        };
        if !regions.iter().any(covered) {
            regions.push(region);
        }
        if regions.len() == PLACES {
            break;
        }
    }
    let inside = |at: i64| usize::try_from(at.max(0)).unwrap_or(usize::MAX).min(text.len());
    regions.into_iter().map(|region| inside(region.start)..inside(region.end)).collect()
}

/// The runs of letters and figures in `text`, with the bytes where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(char::is_alphanumeric)?;
        let rest = text.get(start..)?;
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        from = start + length;
        Some((start, text.get(start..from)?))
    })
}

fn hash(word: &str) -> u32 {
    let mut hasher = FixedState::default().build_hasher();
    word.chars().map(low).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish() as u32
}

fn with_places(text: &str) -> Vec<(usize, char)> {
    text.char_indices().map(|(at, c)| (at, low(c))).collect()
}

fn at_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, exact: &str) -> Vec<String> {
        let around = AnchorContext::of(None, None);
        let wanted = Wanted { exact, prefix: None, suffix: None, around: &around };
        let places = WordPlaces::of(text);
        let found = like_places(text, &wanted, || &places, &mut |_| true);
        found.into_iter().map(|place| text.get(place.range).unwrap().to_owned()).collect()
    }

    #[test]
    fn the_nearest_places_best_first() {
        let text = "we made some deals. nobody came. they made no deal with us, we made a deal.";
        assert_eq!(found(text, "we made some deal")[0], "we made some deals");
        assert_eq!(found(text, "nobody comes"), ["nobody came"]);
        assert_eq!(found(text, "a wholly other thing was said"), [""; 0]);
    }

    #[test]
    fn in_a_long_text_words_vote_for_places() {
        let filler = "the harbour master wrote that the quay was sold to the town before noon. ";
        let mut text = filler.repeat(40_000);
        let middle = text.len() / 2 + 11;
        text.insert_str(middle, " Nora Quint swore that nine crates had never left the shed. ");
        let exact = "Nora Quint swore that six crates had left the shed";
        let want = "Nora Quint swore that nine crates had never left the shed";
        assert_eq!(found(&text, exact), [want]);
    }

    proptest! {
        #[test]
        fn places_lie_between_characters_and_apart(
            text in "([ab é]|ñ|🙂|漢){0,60}",
            exact in "([ab é]|ñ|🙂){1,20}",
        ) {
            let places = WordPlaces::of(&text);
            let around = AnchorContext::of(None, None);
            let wanted = Wanted { exact: &exact, prefix: None, suffix: None, around: &around };
            let found = like_places(&text, &wanted, || &places, &mut |_| true);
            for place in &found {
                prop_assert!(text.get(place.range.clone()).is_some());
            }
            let mut ranges: Vec<_> = found.iter().map(|place| place.range.clone()).collect();
            ranges.sort_by_key(|range| range.start);
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
