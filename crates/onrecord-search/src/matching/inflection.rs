//! Whether two words differ in their ending only, by rule and for English and Spanish together.
//!
//! A memory keeps the word and loses its ending, so any pair of common endings on the same stem
//! will do; a dictionary would know more and need the language. Rules in the spirit of Porter
//! (1980), but comparing two words instead of cutting one.

/// Endings that a word may wear or lack.
const ENDINGS: [&str; 59] = [
    "", "s", "es", "e", "ed", "d", "ing", "ings", "y", "ies", "ied", "ying", "ly", "er", "ers",
    "or", "ors", "ion", "ions", "al", "ally", "ment", "ments", "ness", "able", "ive", "ity", "ism",
    "ist", "ists", "ian", "ians", "an", "ans", // English
    "o", "a", "os", "as", "mente", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas",
    "ando", "iendo", "ar", "ir", "aron", "ieron", "aba", "aban", "ia", "ian_", "cion",
    "ciones", // Spanish
];

/// The shortest stem in letters that two words must share.
const SHORTEST: usize = 4;

/// The longest ending in bytes.
const LONGEST_ENDING: usize = 6;

/// The fewest bytes of a word of `length` bytes that are its stem: about half of it.
fn stem_of(length: usize) -> usize {
    (length.saturating_sub(1) / 2).max(3)
}

/// The beginning of `word` that every other form of it has.
pub(crate) fn shortest_stem(word: &str) -> &str {
    word.get(..word.floor_char_boundary(stem_of(word.len()))).unwrap_or(word)
}

/// Whether `a` and `b` are one word with two endings.
pub(crate) fn inflected(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if shared < SHORTEST.min(short) || shared < stem_of(long) || long - shared > LONGEST_ENDING {
        return false;
    }
    // The stem may end before the last shared letter: negotiat-e, negotiat-ing; carr-y, carr-ies.
    (0..=2).any(|back| {
        let stem = shared.saturating_sub(back);
        stem >= SHORTEST.min(short) && ends(a, stem) && ends(b, stem)
    })
}

/// Whether what stands behind the first `stem` bytes of `word` is an ending, the last letter of the
/// stem doubled or not (run, running).
fn ends(word: &str, stem: usize) -> bool {
    let Some(rest) = word.get(stem..) else { return false };
    let last = word.get(..stem).and_then(|stem| stem.chars().next_back());
    let doubled = last.and_then(|last| rest.strip_prefix(last)).filter(|rest| rest.len() > 1);
    ENDINGS.contains(&rest) || doubled.is_some_and(|rest| ENDINGS.contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_one_word() {
        for (a, b, want) in [
            ("deal", "deals", true),
            ("deals", "dealing", true),
            ("promise", "promised", true),
            ("promises", "promising", true),
            ("carry", "carries", true),
            ("carried", "carrying", true),
            ("run", "running", true),
            ("stopped", "stopping", true),
            ("quick", "quickly", true),
            ("negotiate", "negotiations", true),
            ("pandillero", "pandilleros", true),
            ("negociado", "negociaron", true),
            ("detencion", "detenciones", true),
            ("car", "carton", false),
            ("minister", "ministry", false),
            ("nation", "notion", false),
            ("trump", "trust", false),
            ("form", "from", false),
            ("", "s", false),
            ("niño", "niños", true),
            ("漢字漢字", "漢字漢", false),
        ] {
            assert_eq!(inflected(a, b), want, "{a} {b}");
            assert_eq!(inflected(b, a), want, "{b} {a}");
        }
    }
}
