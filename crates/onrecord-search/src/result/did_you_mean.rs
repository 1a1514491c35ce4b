//! Where nothing is found: the nearest words that the statements have.

use onrecord_text::words::each_word;

use crate::matching::edit_distance::{Letters, edit_distance};
use crate::ranking::Term;
use crate::session::IndexedCorpus;

/// Words offered at most.
const OFFERED: usize = 3;

/// For each word that matches nowhere, the nearest word there is, as it stands in the text: at most
/// two of five letters differ.
pub(crate) fn nearest(indexed: IndexedCorpus<'_>, terms: &[Term<'_>]) -> Vec<String> {
    let unknown = terms.iter().filter(|term| term.nearest.is_none());
    unknown.filter_map(|term| offer(indexed, term)).take(OFFERED).collect()
}

fn offer(indexed: IndexedCorpus<'_>, term: &Term<'_>) -> Option<String> {
    let pattern = &term.expansion.pattern;
    let furthest = pattern.chars.len() * 2 / 5;
    let alike =
        indexed.index.vocabulary.with_letters(pattern.letter_set, furthest as u32, furthest as u32);
    let nearest = alike.filter_map(|at| {
        let chars: Letters = indexed.index.vocabulary.word(at).chars().collect();
        let far = chars.len().abs_diff(pattern.chars.len()) > furthest;
        let distance = if far { u8::MAX } else { edit_distance(&pattern.chars, &chars) };
        (usize::from(distance) <= furthest).then_some((distance, at))
    });
    let (_, word) = nearest.min()?;
    as_it_stands(indexed, word)
}

/// The spelling of a word of the vocabulary at the first place where it stands.
fn as_it_stands(indexed: IndexedCorpus<'_>, word: u32) -> Option<String> {
    let key = indexed.index.vocabulary.word(word);
    let row = indexed.index.shards.iter().find_map(|shard| {
        let rows = shard.postings(shard.locals(&(word..word + 1)));
        Some(shard.first + u32::from(*rows.first()?))
    })?;
    let statement = indexed.corpus.statements().get(row as usize)?;
    let mut found = None;
    for piece in indexed.corpus.pieces(statement) {
        each_word(piece, |there| {
            if found.is_none() && there.key == key {
                found = Some(there.span.of(piece).to_owned());
            }
        });
    }
    found
}
