//! The known word nearest to a mistyped one: keys, values and ids in a fault's sentence.

use strsim::levenshtein;

/// The candidate with the fewest letters to change, if that is at most a third of `word` (and two
/// at least, so that a swapped pair of letters in a short word counts). Of equals the one
/// nearest in length, then the first by letter, whatever order they come in.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let letters = lower.chars().count();
    let most = (letters / 3).max(2);
    let distance = |candidate: &str| {
        let near_length = candidate.len().abs_diff(word.len()) <= 4 * most;
        near_length
            .then(|| levenshtein(&lower, &candidate.to_lowercase()))
            .filter(|changes| *changes <= most)
    };
    let ranked = candidates.into_iter().filter_map(|one| Some((distance(one)?, one)));
    // A word that shares no letter is not near, however short both are.
    let ranked = ranked.filter(|(changes, _)| *changes < letters);
    let rank = |&(changes, one): &(usize, &'c str)| (changes, one.len().abs_diff(word.len()), one);
    ranked.min_by_key(rank).map(|(_, one)| one)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_known_word() {
        let known = ["speaker", "source", "cue", "said", "id"];
        for (word, want) in [
            ("speeker", Some("speaker")),
            ("Speaker", Some("speaker")),
            ("soruce", Some("source")),
            ("siad", Some("said")),
            ("cues", Some("cue")),
            ("publisher", None),
            ("xy", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), want, "{word}");
        }
    }
}
