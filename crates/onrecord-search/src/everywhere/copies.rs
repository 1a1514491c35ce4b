//! Copies of one text: places whose neighbours are the same in several sources are one account, and not
//! several that agree.

use onrecord_model::SourceIx;
use onrecord_text::Span;
use onrecord_text::words::parts;

use super::{Reprint, ReprintCopy};
use onrecord_corpus::Corpus;

/// Bytes of a source looked at on either side of the words.
const AROUND: usize = 700;
/// Words that follow one another and are compared as one.
const SHINGLE: usize = 4;
/// Shingles that both must have to be compared at all: some three lines of text.
const FEWEST: usize = 20;
/// Share of the shorter side's shingles that the other must have.
const ALIKE: f32 = 0.7;

/// What tells whether a place is a copy of another.
struct Neighbours<'c> {
    source: SourceIx,
    content: &'c str,
    /// The words of the place itself, folded.
    own: String,
    /// Hashes of what stands around them, in order.
    shingles: Vec<u64>,
}

impl<'c> Neighbours<'c> {
    fn of(corpus: &'c Corpus, place: &Reprint) -> Option<Self> {
        let source = corpus.source(place.source)?;
        let text = source.document.text();
        let (first, last) = (place.spans.first()?, place.spans.last()?);
        let from = text.floor_char_boundary((first.start as usize).saturating_sub(AROUND));
        let to =
            text.ceil_char_boundary((last.end as usize).saturating_add(AROUND).min(text.len()));
        let (before, after) =
            (Span::at(from, first.start as usize), Span::at(last.end as usize, to));
        let mut shingles: Vec<_> =
            [before, after].into_iter().flat_map(|side| shingles(side.of(text))).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let own = parts(&place.words).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        Some(Self { source: place.source, content: &source.sha256, own: own.join(" "), shingles })
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        if self.source == other.source || self.own != other.own {
            return false;
        }
        let same_file = !self.content.is_empty() && self.content == other.content;
        let fewer = self.shingles.len().min(other.shingles.len());
        let shared = self.shingles.iter().filter(|one| other.shingles.binary_search(one).is_ok());
        same_file || fewer >= FEWEST && shared.count() as f32 >= ALIKE * fewer as f32
    }
}

fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<_> = parts(text).into_iter().map(|(word, _)| word).collect();
    words.windows(SHINGLE).map(hash).collect()
}

/// FNV-1a (Fowler, Noll, Vo 1991) over words.
fn hash(words: &[String]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
}

/// Puts the copies of a text behind its first place; `places` are in the order of time. Whoever names
/// somebody else, or attributes by a verb that turns the words round, is no copy.
pub(super) fn gather(corpus: &Corpus, places: Vec<Reprint>) -> Vec<Reprint> {
    let mut kept: Vec<(Reprint, Option<Neighbours<'_>>)> = Vec::with_capacity(places.len());
    for place in places {
        let around = Neighbours::of(corpus, &place);
        let first = kept.iter_mut().find(|(first, there)| {
            let copy = around.as_ref().zip(there.as_ref()).is_some_and(|(a, b)| a.is_copy_of(b));
            copy && first.speaker == place.speaker && first.denies == place.denies
        });
        match first {
            Some((first, _)) => {
                first.asked |= place.asked;
                let Reprint { row, source, spans, .. } = place;
                first.copies.push(ReprintCopy { row, source, spans });
            }
            None => kept.push((place, around)),
        }
    }
    kept.into_iter().map(|(place, _)| place).collect()
}
