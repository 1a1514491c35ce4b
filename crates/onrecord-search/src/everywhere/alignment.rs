//! [`align`]: where in the words of a row those that are looked for stand, and how many of them.
//!
//! The local alignment of Smith and Waterman (1981) over words: what agrees counts by its weight, what
//! stands on one side only, or for another word, costs a share of it. So a clause that was cut out or put in, and a word that
//! was changed, cost little, and the stretch ends where there is nothing more alike.

use std::ops::Range;

/// What a word that stands on one side only costs, as a share of its weight.
const ALONE: f32 = 0.35;

/// The least that it costs: even of small words a whole line is not passed over for nothing.
const LEAST: f32 = 0.04;

/// A word with its weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct WeighedWord {
    /// Its number among those that are looked for, one for all its forms; `None` for any other.
    pub word: Option<u16>,
    /// Whether it stands in the very form that is looked for.
    pub exact: bool,
    /// What it counts, from 0 to 1.
    pub weight: f32,
    /// Whether it holds any sentence together and tells nothing.
    pub small: bool,
}

/// Where two texts agree.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Agreement {
    /// Which of the wanted words.
    pub wanted: Range<usize>,
    /// Which words of the row.
    pub row: Range<usize>,
    /// What the words that agree weigh.
    pub agreed: f32,
    /// How many of them tell something.
    pub telling: usize,
    /// How many agree letter for letter.
    pub words: usize,
}

impl Agreement {
    /// Whether the words follow one another on both sides, with nothing between.
    pub(super) fn is_exact(&self) -> bool {
        self.words == self.wanted.len() && self.words == self.row.len()
    }
}

/// The best way that ends between two words, and where it began.
#[derive(Debug, Clone, Copy, Default)]
struct Trail {
    score: f32,
    agreed: f32,
    telling: u16,
    words: u16,
    from: (u32, u32),
}

impl Trail {
    fn costs(self, weight: f32) -> Self {
        Self { score: self.score - (weight * ALONE).max(LEAST), ..self }
    }
}

/// The stretch in which `row` and `wanted` agree best; `None` where no word does.
pub(super) fn align(wanted: &[WeighedWord], row: &[WeighedWord]) -> Option<Agreement> {
    let mut before = vec![Trail::default(); wanted.len() + 1];
    let mut now = before.clone();
    let mut best: Option<(Trail, (usize, usize))> = None;
    for (at, there) in row.iter().enumerate() {
        let mut left = Trail::default();
        let columns = wanted.iter().zip(before.windows(2)).zip(now.iter_mut().skip(1));
        for (column, ((asked, above), slot)) in columns.enumerate() {
            let [corner, above] = above else { continue };
            let mut way = above.costs(there.weight);
            let instead = corner.costs(there.weight.max(asked.weight));
            for other in [left.costs(asked.weight), instead] {
                if other.score > way.score {
                    way = other;
                }
            }
            if asked.word.is_some() && asked.word == there.word {
                let fresh = Trail { from: (at as u32, column as u32), ..Trail::default() };
                let along = if corner.score > 0.0 { *corner } else { fresh };
                let met = met(along, asked, there.exact);
                if met.score >= way.score {
                    way = met;
                }
            }
            if way.score <= 0.0 {
                way = Trail::default();
            }
            if best.is_none_or(|(best, _)| way.score > best.score) && way.score > 0.0 {
                best = Some((way, (at, column)));
            }
            (*slot, left) = (way, way);
        }
        std::mem::swap(&mut before, &mut now);
    }
    let (way, (row_end, wanted_end)) = best?;
    Some(Agreement {
        wanted: way.from.1 as usize..wanted_end + 1,
        row: way.from.0 as usize..row_end + 1,
        agreed: way.agreed,
        telling: way.telling.into(),
        words: way.words.into(),
    })
}

fn met(along: Trail, asked: &WeighedWord, exact: bool) -> Trail {
    Trail {
        score: along.score + asked.weight,
        agreed: along.agreed + asked.weight,
        telling: along.telling.saturating_add(u16::from(!asked.small)),
        words: along.words.saturating_add(u16::from(exact)),
        from: along.from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `wanted` and `row`, a letter a word; capitals weigh one, others little.
    fn stretch(wanted: &str, row: &str) -> Option<(Range<usize>, Range<usize>, usize, usize)> {
        let words = |text: &str| -> Vec<_> {
            text.chars()
                .map(|c| {
                    let small = c.is_lowercase();
                    let weight = if small { 0.1 } else { 1.0 };
                    WeighedWord { word: Some(c as u16), exact: true, weight, small }
                })
                .collect()
        };
        align(&words(wanted), &words(row)).map(|s| (s.wanted, s.row, s.telling, s.words))
    }

    #[test]
    fn what_agrees_is_found_with_what_was_cut_added_and_changed() {
        for (wanted, row, want) in [
            ("ABCD", "xyABCDz", Some((0..4, 2..6, 4, 4))),
            ("ABCD", "ABxyCD", Some((0..4, 0..6, 4, 4))),
            ("ABxyCD", "ABCD", Some((0..6, 0..4, 4, 4))),
            ("ABCD", "ABXD", Some((0..4, 0..4, 3, 3))),
            ("AnBCD", "ABCD", Some((0..5, 0..4, 4, 4))),
            ("ABCDEFGH", "CDE", Some((2..5, 0..3, 3, 3))),
            ("ABCD", "VWXY", None),
            ("", "A", None),
            ("A", "", None),
        ] {
            assert_eq!(stretch(wanted, row), want, "{wanted} {row}");
        }
    }
}
