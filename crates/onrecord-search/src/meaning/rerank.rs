//! [`SentenceMemory`]: puts what was found by its meaning into the order that a network gives it, which reads
//! whole sentences: it tells apart who did what to whom, where the tables know words.
//!
//! It was taught English, so it reads English rows for an English query. These change places among
//! themselves; all others stay where they are, and no row comes or goes. So do rows that carry every word, which
//! stand first, and a quote with the paraphrases under it.

use onrecord_corpus::Corpus;
use onrecord_language::{Language, guess};
use onrecord_meaning::{Dictionary, Network, SentenceVector, Tongue};
use onrecord_model::RowRef;
use onrecord_text::words::parts;

use foldhash::HashMap;

use super::WHOLE;
use super::places::each;
use crate::result::hits::{Hits, NearHit};

/// So many rows are read, the first ones: what stands behind them is seldom looked at.
const READ: usize = 50;

/// So many bytes of a row are handed over; the network reads 128 pieces of them at most, about 90 words.
const LONGEST: usize = 1024;

/// So many rows go through the network together, between two looks at whether to go on: about 20 ms.
const TOGETHER: usize = 4;

/// Rows whose vectors are kept, 1.5 KB each.
const REMEMBERED: usize = 2048;

/// The vectors of rows of one corpus that a network has read: a letter more in the query asks for few others.
#[derive(Debug, Default)]
pub(crate) struct SentenceMemory {
    /// The network that gave them, by its name.
    network: String,
    vectors: HashMap<RowRef, SentenceVector>,
}

impl SentenceMemory {
    /// Puts the rows of `hits` that were found by their meaning in order, on `threads` threads. Says whether any was
    /// read; `None` when told to stop, and nothing has changed then.
    pub(crate) fn reorder(
        &mut self,
        corpus: &Corpus,
        network: &Network,
        hits: &mut Hits,
        threads: usize,
        keep_going: &(dyn Fn() -> bool + Sync),
    ) -> Option<bool> {
        let query = hits.typed.join(" ");
        if !is_english(&query) {
            return Some(false);
        }
        let first = (0..).zip(&hits.near).take(READ).filter(|(at, _)| is_free(&hits.near, *at));
        let texts = first.filter_map(|(at, near)| Some((at, near.row, text(corpus, near.row)?)));
        let english: Vec<(usize, _, _)> = texts.filter(|(.., text)| is_english(text)).collect();
        if english.is_empty() {
            return Some(false);
        }
        let rows = english.iter().map(|(_, row, text)| (*row, text.as_str()));
        self.read(network, rows, threads, keep_going)?;
        let asked = network.vectors(&[&query]).pop()?;
        let rows = english.iter().filter_map(|(at, row, _)| {
            let likeness = self.vectors.get(row)?.likeness(&asked);
            Some(NearHit { likeness, by_network: true, ..*hits.near.get(*at)? })
        });
        let mut rows: Vec<NearHit> = rows.collect();
        let scores: Vec<_> = rows.iter().map(|near| near.score).collect();
        // Of equals the one that stood first.
        rows.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        for (((at, ..), near), score) in english.into_iter().zip(rows).zip(scores) {
            // The score falls from row to row, so it stays with the place.
            if let Some(there) = hits.near.get_mut(at) {
                *there = NearHit { score, ..near };
            }
        }
        hits.network = Some(network.name().to_owned());
        Some(true)
    }

    /// Reads those of `rows` that are not known yet. `None` when told to stop.
    fn read<'t>(
        &mut self,
        network: &Network,
        rows: impl Iterator<Item = (RowRef, &'t str)>,
        threads: usize,
        keep_going: &(dyn Fn() -> bool + Sync),
    ) -> Option<()> {
        if self.network != network.name() || self.vectors.len() > REMEMBERED {
            network.name().clone_into(&mut self.network);
            self.vectors.clear();
        }
        let mut new: Vec<_> = rows.filter(|(row, _)| !self.vectors.contains_key(row)).collect();
        // Texts of like length together, the longest first, so that no thread ends long after another.
        new.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
        let batches: Vec<_> = new.chunks(TOGETHER).collect();
        let read = each(threads, batches.len(), |at| {
            let batch = batches.get(at).filter(|_| keep_going())?;
            let texts: Vec<_> = batch.iter().map(|(_, text)| *text).collect();
            Some(batch.iter().map(|(row, _)| *row).zip(network.vectors(&texts)).collect::<Vec<_>>())
        });
        let whole = read.iter().all(Option::is_some);
        self.vectors.extend(read.into_iter().flatten().flatten());
        whole.then_some(())
    }
}

/// Whether the row at a position may change its place.
fn is_free(near: &[NearHit], at: usize) -> bool {
    let under = |at: usize| near.get(at).is_some_and(|near| near.paraphrase_of.is_some());
    let whole = near.get(at).is_some_and(|near| near.score >= WHOLE);
    !whole && !under(at) && !under(at + 1)
}

fn text(corpus: &Corpus, row: RowRef) -> Option<String> {
    Some(corpus.quotation(corpus.row(row)?, LONGEST))
}

/// Whether a text is English, by its small words and by what a dictionary knows of the others; in doubt it is
/// not.
fn is_english(text: &str) -> bool {
    let dictionary = Dictionary::shipped();
    let knows = |key: &str, tongue| dictionary.lemmas(key, tongue).next().is_some();
    let (mut english, mut spanish) = (0, 0);
    for (key, _) in parts(text) {
        english += usize::from(knows(&key, Tongue::English));
        spanish += usize::from(knows(&key, Tongue::Spanish));
    }
    english > spanish && guess(text) == Language::English
}

#[cfg(test)]
mod tests {
    use onrecord_model::StatementIx;

    use super::*;

    #[test]
    fn what_carries_every_word_and_what_stands_under_a_quote_stays() {
        let near = |score, paraphrase_of: Option<u32>| NearHit {
            row: RowRef::Statement(StatementIx(0)),
            score,
            likeness: 0.2,
            by_network: false,
            paraphrase_of: paraphrase_of.map(StatementIx),
        };
        let rows = [
            near(0.8, None),
            near(0.3, None),
            near(0.3, None),
            near(0.3, Some(2)),
            near(0.2, None),
        ];
        let free: Vec<_> = (0..rows.len()).filter(|at| is_free(&rows, *at)).collect();
        assert_eq!(free, [1, 4]);
    }

    #[test]
    fn a_text_is_english_or_left_alone() {
        for (text, want) in [
            ("who took the money", true),
            ("judge bribed", true),
            ("The magistrate took bribes from the sand company.", true),
            ("quién se llevó el dinero", false),
            ("juez sobornado", false),
            ("Los pescadores vieron el barco hundirse.", false),
            ("Der Richter nahm das Geld und ging.", false),
            ("Moreau Ruiz", false),
            ("", false),
        ] {
            assert_eq!(is_english(text), want, "{text}");
        }
    }
}
