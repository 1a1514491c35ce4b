//! Where nothing is found: the nearest words that the statements have.

use onrecord_text::words::each_word;

use crate::matching::edit_distance::{Letters, edit_distance};
use crate::ranking::Term;
use crate::search::Space;

/// Words offered at most.
const OFFERED: usize = 3;

/// For each word that is met nowhere, the nearest word there is, as it stands in the text: at most
/// two of five letters differ.
pub(crate) fn nearest(space: Space<'_>, terms: &[Term<'_>]) -> Vec<String> {
    let unknown = terms.iter().filter(|term| term.nearest.is_none());
    unknown.filter_map(|term| offer(space, term)).take(OFFERED).collect()
}

fn offer(space: Space<'_>, term: &Term<'_>) -> Option<String> {
    let asked = &term.expansion.pattern;
    let furthest = asked.chars.len() * 2 / 5;
    let alike =
        space.index.vocabulary.with_letters(asked.letter_set, furthest as u32, furthest as u32);
    let nearest = alike.filter_map(|at| {
        let chars: Letters = space.index.vocabulary.word(at).chars().collect();
        let far = chars.len().abs_diff(asked.chars.len()) > furthest;
        let slips = if far { u8::MAX } else { edit_distance(&asked.chars, &chars) };
        (usize::from(slips) <= furthest).then_some((slips, at))
    });
    let (_, word) = nearest.min()?;
    as_it_stands(space, word)
}

/// The spelling of a word of the vocabulary at the first place where it stands.
fn as_it_stands(space: Space<'_>, word: u32) -> Option<String> {
    let key = space.index.vocabulary.word(word);
    let row = space.index.shards.iter().find_map(|shard| {
        let rows = shard.postings(shard.locals(&(word..word + 1)));
        Some(shard.first + u32::from(*rows.first()?))
    })?;
    let statement = space.corpus.statements().get(row as usize)?;
    let mut found = None;
    for piece in space.corpus.pieces(statement) {
        each_word(piece, |there| {
            if found.is_none() && there.key == key {
                found = Some(there.span.of(piece).to_owned());
            }
        });
    }
    found
}
