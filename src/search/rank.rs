//! Ranking: which statements meet the words of a query, and in which order.
//!
//! First every statement gets a sum over the words it meets, weighed by how rare the word is and how
//! well it was met; this walks the lists of the words only. Then those that may stand on top are
//! weighed again by nearness and order of the words (`nearness`).
//!
//! A row that has all words stands above one that lacks one. Words are looked for near by first; only
//! where no row has all of them are they looked for further away, and then a word that is also met
//! near by never brings in a row by itself.

use super::expand::{Candidate, Expansion, Target};
use super::filter::Allowed;
use super::near::Reach;
use super::search::Space;
use super::shard::{ROWS, Shard};

/// The largest sum a row can get; small enough for an array of counts, fine enough to tell.
const TOP: f32 = 4000.0;

/// Added to the sum of a row that has all words.
const FULL: u16 = 8192;

/// A word in more than one of so many statements does not bring in a row by itself.
const COMMON: u32 = 4;

/// One word of the query at work.
pub(super) struct Term<'a> {
    pub(super) expansion: &'a Expansion,
    /// How much it counts, above 0; 0 where it meets nothing anywhere.
    pub(super) weight: f32,
    /// The nearest reach at which it meets anything.
    pub(super) own: Option<Reach>,
    /// How far it is looked for.
    pub(super) reach: Reach,
    common: bool,
}

impl<'a> Term<'a> {
    pub(super) fn new(space: Space<'a>, expansion: &'a Expansion) -> Self {
        let own = expansion.nearest(space.corpus, space.index);
        let rows = space.index.rows;
        let frequency = expansion.frequency(space.corpus, space.index);
        let rarity = (f64::from(rows) / (f64::from(frequency) + 1.0)).ln_1p().max(0.1) as f32;
        Self {
            expansion,
            weight: if own.is_some() { rarity } else { 0.0 },
            own,
            reach: own.unwrap_or_default(),
            common: frequency > rows / COMMON,
        }
    }

    /// What it meets by itself.
    fn finds(&self, space: Space<'a>) -> &'a [Candidate] {
        let found = self.own.map(|own| self.expansion.at(own, space.corpus, space.index));
        found.map_or(&[], |found| &found.candidates)
    }

    /// What it meets further away, once the search was widened.
    fn improves(&self, space: Space<'a>) -> impl Iterator<Item = &'a Candidate> + use<'a> {
        let (own, reach, expansion) = (self.own, self.reach, self.expansion);
        let further = [Reach::Slipped, Reach::Far].into_iter();
        further
            .filter(move |further| own.is_some_and(|own| own < *further) && *further <= reach)
            .flat_map(move |further| &expansion.at(further, space.corpus, space.index).candidates)
    }

    /// All it meets, best first.
    pub(super) fn candidates(&self, space: Space<'a>) -> impl Iterator<Item = &'a Candidate> {
        self.finds(space).iter().chain(self.improves(space))
    }
}

/// A row that was found, with its sum, [`FULL`] added where it has all words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coarse {
    pub(super) row: u32,
    sum: u16,
}

impl Coarse {
    pub(super) fn is_full(self) -> bool {
        self.sum >= FULL
    }

    /// 0–1.
    pub(super) fn share(self) -> f32 {
        f32::from(self.sum & (FULL - 1)) / TOP
    }
}

/// The rows a query finds by its words.
#[derive(Default)]
pub(super) struct Found {
    /// Best first; equal ones in the order of the corpus.
    pub(super) rows: Vec<Coarse>,
    pub(super) full: usize,
    pub(super) undated: usize,
    /// Whether any row, filtered or not, has all words that are met anywhere.
    complete: bool,
}

/// Finds the rows that meet `terms`, looking further away for as long as no row has all words.
/// `None` when told to stop.
pub(super) fn find<'a>(
    space: Space<'a>,
    terms: &mut [Term<'a>],
    allowed: &Allowed,
    keep_going: &dyn Fn() -> bool,
) -> Option<Found> {
    let mut scratch = Scratch::default();
    let mut found = pass(space, terms, allowed, &mut scratch, keep_going)?;
    for reach in [Reach::Slipped, Reach::Far] {
        let wider = |term: &Term<'_>| term.own.is_some_and(|own| own < reach);
        if found.complete || terms.len() < 2 || !terms.iter().any(wider) {
            continue;
        }
        for term in terms.iter_mut().filter(|term| wider(term)) {
            term.reach = reach;
        }
        found = pass(space, terms, allowed, &mut scratch, keep_going)?;
    }
    found.rows = in_order(&found.rows);
    Some(found)
}

/// Sums of one shard, used again for the next.
#[derive(Default)]
struct Scratch {
    rows: Vec<Sum>,
}

/// What one row has met.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// A bit for each word.
    met: u32,
    sum: u32,
}

/// What a row must have to be shown.
struct Bar {
    all: u32,
    known: u32,
    /// Words that may bring in a row by themselves.
    telling: u32,
}

impl Bar {
    fn new(terms: &[Term<'_>]) -> Self {
        let bits = |of: &dyn Fn(&Term<'_>) -> bool| {
            let having = terms.iter().enumerate().filter(|(_, term)| of(term));
            having.fold(0, |bits, (at, _)| bits | bit(at))
        };
        let known = bits(&|term| term.own.is_some());
        let telling = bits(&|term| term.own.is_some() && !term.common);
        Self { all: bits(&|_| true), known, telling: if telling == 0 { known } else { telling } }
    }

    /// Half of the telling words, or all of them.
    fn admits(&self, met: u32) -> bool {
        met == self.all
            || 2 * (met & self.telling).count_ones() >= self.telling.count_ones() && met != 0
    }
}

fn bit(at: usize) -> u32 {
    1 << (at % 32)
}

fn pass<'a>(
    space: Space<'a>,
    terms: &[Term<'a>],
    allowed: &Allowed,
    scratch: &mut Scratch,
    keep_going: &dyn Fn() -> bool,
) -> Option<Found> {
    let bar = Bar::new(terms);
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    let mut found = Found::default();
    for shard in &space.index.shards {
        if !keep_going() {
            return None;
        }
        scratch.rows.clear();
        scratch.rows.resize(shard.rows() as usize, Sum::default());
        let unit = |term: &Term<'_>, candidate: &Candidate| {
            let quality = f32::from(candidate.met.quality) / 100.0;
            u32::try_from((term.weight / total * quality * TOP) as i32).unwrap_or(0)
        };
        for (at, term) in terms.iter().enumerate() {
            for candidate in term.finds(space) {
                scratch.find(shard, candidate, bit(at), unit(term, candidate));
            }
        }
        for (at, term) in terms.iter().enumerate() {
            for candidate in term.improves(space) {
                scratch.improve(shard, candidate, bit(at), unit(term, candidate));
            }
        }
        found.take(shard, scratch, &bar, allowed);
    }
    Some(found)
}

impl Scratch {
    /// Gives `sum` to the rows that `candidate` meets by the word `bit`.
    fn find(&mut self, shard: &Shard, candidate: &Candidate, bit: u32, sum: u32) {
        self.each(shard, candidate, |row| {
            // Rows that have the word already get nothing, without a branch to guess.
            row.sum += if row.met & bit == 0 { sum } else { 0 };
            row.met |= bit;
        });
    }

    /// The same, where the row has met another word already.
    fn improve(&mut self, shard: &Shard, candidate: &Candidate, bit: u32, sum: u32) {
        self.each(shard, candidate, |row| {
            if row.met != 0 && row.met & bit == 0 {
                row.sum += sum;
                row.met |= bit;
            }
        });
    }

    fn each(&mut self, shard: &Shard, candidate: &Candidate, give: impl Fn(&mut Sum)) {
        let mut to = |row: usize| self.rows.get_mut(row).into_iter().for_each(&give);
        match &candidate.target {
            Target::Words(words) => {
                shard.postings(shard.locals(words)).iter().for_each(|row| to(*row as usize));
            }
            Target::Sequence(words) => {
                shard.following(words).into_iter().for_each(|row| to(row as usize));
            }
            Target::Rows(rows) => {
                rows.within(shard.range()).for_each(|row| to((row - shard.first) as usize));
            }
        }
    }
}

impl Found {
    fn take(&mut self, shard: &Shard, scratch: &Scratch, bar: &Bar, allowed: &Allowed) {
        for (row, Sum { met, sum }) in (shard.first..).zip(scratch.rows.iter().copied()) {
            if met == 0 || !bar.admits(met) {
                continue;
            }
            self.complete |= met & bar.known == bar.known;
            if allowed.contains(row) {
                let full = met == bar.all;
                self.full += usize::from(full);
                self.rows.push(Coarse { row, sum: sum as u16 + if full { FULL } else { 0 } });
            } else {
                self.undated += usize::from(allowed.lacks_only_a_date(row));
            }
        }
    }
}

/// Sorts by sum, highest first; rows of one sum keep their order. (Counting sort: there are few
/// different sums and perhaps a million rows.)
fn in_order(rows: &[Coarse]) -> Vec<Coarse> {
    let place = |row: &Coarse| (2 * FULL - 1).saturating_sub(row.sum) as usize;
    let mut next = vec![0u32; 2 * FULL as usize + 1];
    for row in rows {
        if let Some(count) = next.get_mut(place(row) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut next {
        sum += *start;
        *start = sum;
    }
    let mut sorted = vec![Coarse { row: 0, sum: 0 }; rows.len()];
    for row in rows {
        if let Some(at) = next.get_mut(place(row)) {
            if let Some(slot) = sorted.get_mut(*at as usize) {
                *slot = *row;
            }
            *at += 1;
        }
    }
    sorted
}

/// For the sums to fit: every row of a shard has its place in a 16-bit number.
const _: () = assert!(ROWS <= 1 << 16 && TOP < FULL as f32);
