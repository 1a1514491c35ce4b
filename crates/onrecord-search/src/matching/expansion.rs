//! [`Expansion`]: one asked word, and everything in an index that it meets.

use std::ops::Range;
use std::sync::OnceLock;

use onrecord_corpus::Corpus;
use onrecord_model::ActorIx;

use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::matching::candidates::Meetings;
use crate::matching::tiers::{Asked, Match, Met, REACHES, Reach};
use crate::query::QueryWord;

/// A name of the speaker or of whom it concerns counts a little less than a word of the statement.
const FIELD: u8 = 92;

/// Where rows come from.
#[derive(Debug)]
pub(crate) enum Target {
    /// Statements with one of these words.
    Words(Range<u32>),
    /// Statements with these words one after the other.
    Sequence(Vec<u32>),
    /// Statements said by, to or about somebody so named.
    Rows(RowSet),
}

/// One way to meet the asked word.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    pub(crate) met: Met,
}

/// What one asked word meets within one reach.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Best first.
    pub(crate) candidates: Vec<Candidate>,
    /// Actors with such a name, by position.
    pub(crate) actors: Vec<(ActorIx, Met)>,
    /// How many words of the vocabulary were compared for it.
    compared: usize,
}

/// One asked word with what it meets, worked out as far as it is needed.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) asked: Asked,
    pub(crate) word: QueryWord,
    found: [OnceLock<Found>; 3],
    frequency: OnceLock<Frequency>,
}

/// In how many statements a word stands, at the nearest reach at which it stands in any.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frequency {
    /// As it was probably meant: exactly, if it does anywhere. The measure of its rarity.
    pub(crate) meant: u32,
    /// In any way.
    pub(crate) all: u32,
}

impl Expansion {
    pub(crate) fn new(word: &QueryWord) -> Self {
        let asked = Asked::new(&word.key, word.open);
        Self { asked, word: word.clone(), found: Default::default(), frequency: OnceLock::new() }
    }

    /// What it meets at exactly `reach`.
    pub(crate) fn at(&self, reach: Reach, corpus: &Corpus, index: &Index) -> &Found {
        let [same, slipped, far] = &self.found;
        let cell = match reach {
            Reach::Same => same,
            Reach::Slipped => slipped,
            Reach::Far => far,
        };
        cell.get_or_init(|| self.find(reach, corpus, index))
    }

    /// The nearest reach at which it meets anything.
    pub(crate) fn nearest(&self, corpus: &Corpus, index: &Index) -> Option<Reach> {
        REACHES.into_iter().find(|reach| !self.at(*reach, corpus, index).candidates.is_empty())
    }

    /// In how many statements it stands.
    pub(crate) fn frequency(&self, corpus: &Corpus, index: &Index) -> Frequency {
        *self.frequency.get_or_init(|| {
            let Some(reach) = self.nearest(corpus, index) else { return Frequency::default() };
            let candidates = &self.at(reach, corpus, index).candidates;
            let (mut exact, mut all) = (0, 0);
            for candidate in candidates {
                let count = match &candidate.target {
                    Target::Words(words) => index.frequency(words),
                    Target::Sequence(_) => 1,
                    Target::Rows(rows) => rows.count(),
                };
                all += count;
                exact += if candidate.met.quality == 100 { count } else { 0 };
            }
            let rows = |count: usize| count.min(index.rows as usize) as u32;
            Frequency { meant: rows(if exact > 0 { exact } else { all }), all: rows(all) }
        })
    }

    /// How many words of the vocabulary it was compared with so far.
    pub(crate) fn compared(&self) -> usize {
        self.found.iter().filter_map(OnceLock::get).map(|found| found.compared).sum()
    }

    fn find(&self, reach: Reach, corpus: &Corpus, index: &Index) -> Found {
        let Meetings { met, compared } = Meetings::new(&index.vocabulary, &self.asked, reach);
        let mut candidates: Vec<Candidate> = met
            .into_iter()
            .map(|(words, met)| Candidate { target: Target::Words(words), met })
            .collect();
        if reach == Reach::Same {
            let numbers = self.word.parts.iter().map(|part| index.vocabulary.find(part));
            let sequence: Option<Vec<u32>> = numbers.collect();
            if let Some(sequence) = sequence.filter(|sequence| !sequence.is_empty()) {
                let met = Met { how: Match::Phrase, quality: 100 };
                candidates.push(Candidate { target: Target::Sequence(sequence), met });
            }
        }
        let actors: Vec<(ActorIx, Met)> = index
            .names
            .meet(&self.asked, reach)
            .into_iter()
            .map(|(at, met)| (ActorIx(at), met))
            .collect();
        candidates.extend(field_rows(&actors, corpus, index.rows));
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.met.quality));
        Found { candidates, actors, compared }
    }
}

/// The statements of `actors` and those that concern them, apart by how the names were met.
fn field_rows(actors: &[(ActorIx, Met)], corpus: &Corpus, rows: u32) -> Vec<Candidate> {
    let mut hows: Vec<Match> = actors.iter().map(|(_, met)| met.how).collect();
    hows.sort_unstable();
    hows.dedup();
    let of = |how| {
        let alike = actors.iter().filter(move |(_, met)| met.how == how);
        let least = alike.clone().map(|(_, met)| met.quality).min()?;
        let tied = alike.flat_map(|(actor, _)| {
            corpus.said_by(*actor).chain(corpus.concerning(*actor)).map(|row| row.0)
        });
        let set = RowSet::of(rows, tied);
        let quality = in_field(least);
        let candidate = Candidate { target: Target::Rows(set), met: Met { how, quality } };
        Some(candidate).filter(|c| !matches!(&c.target, Target::Rows(set) if set.is_empty()))
    };
    hows.into_iter().filter_map(of).collect()
}

/// The quality of a word met in a name instead of in the statement.
pub(crate) const fn in_field(quality: u8) -> u8 {
    (quality as u32 * FIELD as u32 / 100) as u8
}
