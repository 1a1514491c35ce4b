//! The second look at rows that may stand on top: where in them the query words stand.

use crate::index::row_set::RowSet;
use crate::index::shard::{JOINED, Shard, follows};
use crate::matching::expansion::Target;
use crate::ranking::proximity::{Place, Scale};
use crate::ranking::{Coarse, Term};
use crate::search::Space;

/// Which words of the query the words of one shard meet.
pub(crate) struct Lookup<'a> {
    shard: &'a Shard,
    weights: Vec<f32>,
    /// Whether the last word of the query is still being typed.
    open: bool,
    /// The words of the shard that any query word meets: small enough to be always at hand, since
    /// almost every word of a statement ends here.
    any: RowSet,
    /// For each word of the shard a bit for each query word.
    met: Vec<u32>,
    /// For each query word, for each word of the shard: how well.
    quality: Vec<u8>,
    /// Query words in several parts.
    sequences: Vec<(u8, Vec<u16>)>,
    widths: Vec<u8>,
    /// Query words that are also names, with the statements of those so named.
    names: Vec<(u8, u8, &'a RowSet)>,
    places: Vec<Place>,
    scale: Scale,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(space: Space<'a>, terms: &[Term<'a>], shard: &'a Shard) -> Self {
        let count = shard.word_count();
        let width = |term: &Term<'_>| term.expansion.word.parts.len().clamp(1, 255) as u8;
        let mut lookup = Self {
            shard,
            weights: terms.iter().map(|term| term.weight).collect(),
            open: terms.last().is_some_and(|term| term.expansion.asked.open),
            any: RowSet::none(count as u32),
            met: vec![0; count],
            quality: vec![0; count * terms.len()],
            sequences: Vec::new(),
            widths: terms.iter().map(width).collect(),
            names: Vec::new(),
            places: Vec::new(),
            scale: Scale::default(),
        };
        for (word, term) in (0..).zip(terms) {
            for candidate in term.candidates(space) {
                let quality = candidate.met.quality;
                match &candidate.target {
                    Target::Words(words) => {
                        shard.locals(words).for_each(|local| lookup.meet(word, local, quality));
                    }
                    Target::Sequence(words) => {
                        let locals = words.iter().map(|word| shard.local(*word));
                        let locals = locals.collect::<Option<Vec<_>>>();
                        lookup.sequences.extend(locals.map(|locals| (word, locals)));
                    }
                    Target::Rows(rows) => lookup.names.push((word, quality, rows)),
                }
            }
        }
        lookup
    }

    fn meet(&mut self, word: u8, local: usize, quality: u8) {
        let at = word as usize * self.shard.word_count() + local;
        if let (Some(met), Some(known)) = (self.met.get_mut(local), self.quality.get_mut(at))
            && *known < quality
        {
            self.any.insert(local as u32);
            *met |= 1 << word;
            *known = quality;
        }
    }

    /// Reads one word of each row, so that the memory brings many rows at once while nothing waits
    /// for any of them. Read one by one, rows far apart take most of the time of a second look.
    pub(crate) fn fetch(&self, rows: &[Coarse]) {
        let first = |row: &Coarse| self.shard.line((row.row - self.shard.first) as u16).first();
        let sum: u32 = rows.iter().filter_map(first).map(|word| u32::from(*word)).sum();
        std::hint::black_box(sum);
    }

    /// The final score of a row of this shard.
    pub(crate) fn score(&mut self, row: Coarse) -> f32 {
        let line = self.shard.line((row.row - self.shard.first) as u16);
        self.find_places(line);
        self.scale.load(&self.places);
        for (word, quality, rows) in &self.names {
            if self.scale.quality(*word) < *quality && rows.contains(row.row) {
                self.scale.meet(*word, *quality);
            }
        }
        self.scale.score(&self.weights, line.len(), row.is_full(), self.open)
    }

    /// Fills `places` with every query word that stands in `line`.
    fn find_places(&mut self, line: &[u16]) {
        self.places.clear();
        let (mut at, mut joined) = (0, false);
        for local in line {
            if *local == JOINED {
                joined = true;
                continue;
            }
            if self.any.contains(u32::from(*local)) {
                self.put(at, *local);
            }
            at += u32::from(!joined);
            joined = false;
        }
        for (word, sequence) in &self.sequences {
            let Some(at) = follows(line, sequence) else { continue };
            let width = self.widths.get(*word as usize).copied().unwrap_or(1);
            self.places.push(Place { at, word: *word, quality: 100, width });
        }
        if !self.sequences.is_empty() {
            self.places.sort_unstable();
        }
    }

    /// Adds the query words that the word `local` meets at `at`.
    fn put(&mut self, at: u32, local: u16) {
        let mut met = self.met.get(local as usize).copied().unwrap_or(0);
        while met != 0 {
            let word = met.trailing_zeros() as u8;
            met &= met - 1;
            let quality = word as usize * self.shard.word_count() + local as usize;
            let quality = self.quality.get(quality).copied().unwrap_or(0);
            let width = self.widths.get(word as usize).copied().unwrap_or(1);
            self.places.push(Place { at, word, quality, width });
        }
    }
}
