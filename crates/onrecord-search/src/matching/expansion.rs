//! [`Expansion`]: one word of the query, and everything in an index that it matches.

use std::ops::Range;
use std::sync::OnceLock;

use onrecord_corpus::Corpus;
use onrecord_model::ActorIx;

use crate::index::Index;
use crate::index::row_set::RowSet;
use crate::matching::candidates::Candidates;
use crate::matching::tiers::{MatchKind, Pattern, TIERS, Tier, WordMatch};
use crate::query::QueryWord;

/// A name of the speaker or of whom it concerns counts a little less than a word of the statement.
const NAME_WEIGHT: u8 = 92;

/// Where rows come from.
#[derive(Debug)]
pub(crate) enum RowSource {
    /// Statements with one of these words.
    Words(Range<u32>),
    /// Statements with these words one after the other.
    Sequence(Vec<u32>),
    /// Statements said by, to or about somebody so named.
    Rows(RowSet),
}

/// One way to match the word of the query.
#[derive(Debug)]
pub(crate) struct Alternative {
    pub(crate) rows: RowSource,
    pub(crate) found: WordMatch,
}

/// What one word of the query matches at one tier.
#[derive(Debug, Default)]
pub(crate) struct TierMatches {
    /// Best first.
    pub(crate) alternatives: Vec<Alternative>,
    /// Actors with such a name, by position.
    pub(crate) actors: Vec<(ActorIx, WordMatch)>,
    /// How many words of the vocabulary were compared for it.
    compared: usize,
}

/// One word of the query with what it matches, worked out as far as it is needed.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) pattern: Pattern,
    pub(crate) word: QueryWord,
    by_tier: [OnceLock<TierMatches>; 3],
    frequency: OnceLock<Frequency>,
}

/// In how many statements a word stands, at the nearest tier at which it stands in any.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frequency {
    /// As it was probably meant: exactly, if it does anywhere. The measure of its rarity.
    pub(crate) meant: u32,
    /// In any way.
    pub(crate) all: u32,
}

impl Expansion {
    pub(crate) fn new(word: &QueryWord) -> Self {
        let pattern = Pattern::new(&word.key, word.open);
        Self {
            pattern,
            word: word.clone(),
            by_tier: Default::default(),
            frequency: OnceLock::new(),
        }
    }

    /// What it matches at exactly `tier`.
    pub(crate) fn at(&self, tier: Tier, corpus: &Corpus, index: &Index) -> &TierMatches {
        let [same, typo, fuzzy] = &self.by_tier;
        let cell = match tier {
            Tier::Same => same,
            Tier::Typo => typo,
            Tier::Fuzzy => fuzzy,
        };
        cell.get_or_init(|| self.find(tier, corpus, index))
    }

    /// The nearest tier at which it matches anything.
    pub(crate) fn nearest(&self, corpus: &Corpus, index: &Index) -> Option<Tier> {
        TIERS.into_iter().find(|tier| !self.at(*tier, corpus, index).alternatives.is_empty())
    }

    /// In how many statements it stands.
    pub(crate) fn frequency(&self, corpus: &Corpus, index: &Index) -> Frequency {
        *self.frequency.get_or_init(|| {
            let Some(tier) = self.nearest(corpus, index) else { return Frequency::default() };
            let alternatives = &self.at(tier, corpus, index).alternatives;
            let (mut exact, mut all) = (0, 0);
            for alternative in alternatives {
                let count = match &alternative.rows {
                    RowSource::Words(words) => index.frequency(words),
                    RowSource::Sequence(_) => 1,
                    RowSource::Rows(rows) => rows.count(),
                };
                all += count;
                exact += if alternative.found.quality == 100 { count } else { 0 };
            }
            let rows = |count: usize| count.min(index.rows as usize) as u32;
            Frequency { meant: rows(if exact > 0 { exact } else { all }), all: rows(all) }
        })
    }

    /// How many words of the vocabulary it was compared with so far.
    pub(crate) fn compared(&self) -> usize {
        self.by_tier.iter().filter_map(OnceLock::get).map(|found| found.compared).sum()
    }

    fn find(&self, tier: Tier, corpus: &Corpus, index: &Index) -> TierMatches {
        let Candidates { matches, compared } =
            Candidates::new(&index.vocabulary, &self.pattern, tier);
        let mut alternatives: Vec<Alternative> = matches
            .into_iter()
            .map(|(words, found)| Alternative { rows: RowSource::Words(words), found })
            .collect();
        if tier == Tier::Same {
            let numbers = self.word.parts.iter().map(|part| index.vocabulary.find(part));
            let sequence: Option<Vec<u32>> = numbers.collect();
            if let Some(sequence) = sequence.filter(|sequence| !sequence.is_empty()) {
                let found = WordMatch { kind: MatchKind::Phrase, quality: 100 };
                alternatives.push(Alternative { rows: RowSource::Sequence(sequence), found });
            }
        }
        let actors: Vec<(ActorIx, WordMatch)> = index
            .names
            .matches(&self.pattern, tier)
            .into_iter()
            .map(|(at, found)| (ActorIx(at), found))
            .collect();
        alternatives.extend(name_rows(&actors, corpus, index.rows));
        alternatives.sort_by_key(|alternative| std::cmp::Reverse(alternative.found.quality));
        TierMatches { alternatives, actors, compared }
    }
}

/// The statements of `actors` and those that concern them, apart by how the names match.
fn name_rows(actors: &[(ActorIx, WordMatch)], corpus: &Corpus, rows: u32) -> Vec<Alternative> {
    let mut kinds: Vec<MatchKind> = actors.iter().map(|(_, found)| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of = |kind| {
        let alike = actors.iter().filter(move |(_, found)| found.kind == kind);
        let least = alike.clone().map(|(_, found)| found.quality).min()?;
        let tied = alike.flat_map(|(actor, _)| {
            corpus.said_by(*actor).chain(corpus.concerning(*actor)).map(|row| row.0)
        });
        let set = RowSet::of(rows, tied);
        if set.is_empty() {
            return None;
        }
        let quality = quality_in_name(least);
        Some(Alternative { rows: RowSource::Rows(set), found: WordMatch { kind, quality } })
    };
    kinds.into_iter().filter_map(of).collect()
}

/// The quality of a word matched in a name instead of in the statement.
pub(crate) const fn quality_in_name(quality: u8) -> u8 {
    (quality as u32 * NAME_WEIGHT as u32 / 100) as u8
}
