//! [`AskedWord`]: the words of a query that say something, to be looked for by their meaning.

use std::cmp::Ordering;

use onrecord_language::{Language, Tables, guess};
use onrecord_meaning::{Dictionary, Tongue};

use crate::matching::expansion::{Alternative, RowSource};
use crate::matching::tiers::MatchKind;
use crate::query::{Query, QueryWord};
use crate::ranking::Term;
use crate::session::IndexedCorpus;
use crate::small_words::is_small;

/// A word of the query that says something.
#[derive(Clone, Copy)]
pub(crate) struct AskedWord<'a> {
    pub(crate) word: &'a QueryWord,
    /// How rows are found by its letters; none of a word behind `near:`, which are not looked for.
    pub(crate) term: Option<&'a Term<'a>>,
    /// Whether it is a name here, for which nothing else stands: Cruz is no cross.
    pub(crate) is_name: bool,
}

impl<'a> AskedWord<'a> {
    /// The ways that rows have it by its letters: all of them for a word that the dictionary does not know,
    /// for one that it knows those that are no guess. `preso` is prisoner and not a slip for `person`.
    pub(super) fn by_letters(
        self,
        indexed: IndexedCorpus<'a>,
    ) -> impl Iterator<Item = &'a Alternative> {
        let known = is_known(&self.word.key);
        let ways = self.term.into_iter().flat_map(move |term| term.alternatives(indexed));
        ways.filter(move |way| !known || is_no_guess(way.found.kind, self.word.open))
    }
}

/// Whether the dictionary knows a word as `onrecord_text::words` folds it.
pub(super) fn is_known(key: &str) -> bool {
    let dictionary = Dictionary::shipped();
    Tongue::ALL.into_iter().any(|tongue| dictionary.lemmas(key, tongue).next().is_some())
}

/// Whether a word that matches so is the word itself, or, while it is still `open`, begins like it.
pub(super) const fn is_no_guess(kind: MatchKind, open: bool) -> bool {
    match kind {
        MatchKind::Exact | MatchKind::Phrase => true,
        MatchKind::Prefix => open,
        _ => false,
    }
}

/// The words of the query, with the `terms` of those that rows are found by; nothing for those that say nothing.
pub(crate) fn asked<'a>(
    indexed: IndexedCorpus<'a>,
    query: &'a Query,
    terms: &'a [Term<'a>],
) -> Vec<Option<AskedWord<'a>>> {
    let terms = terms.iter().map(Some).chain(std::iter::repeat(None));
    let words = query.asked().zip(terms).zip(small(query)).enumerate();
    let asked = words.map(|(at, ((word, term), small))| {
        let is_name = is_name(indexed, (at, word), term);
        (!small).then_some(AskedWord { word, term, is_name })
    });
    asked.collect()
}

/// Whether a word of the query is a name here: written as one, and either not the first of the query and known
/// here as it stands, or that of an actor.
fn is_name<'a>(
    indexed: IndexedCorpus<'a>,
    (at, word): (usize, &QueryWord),
    term: Option<&Term<'a>>,
) -> bool {
    let mut letters = word.typed.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let of_actor = |way: &Alternative| {
        way.found.kind == MatchKind::Exact && matches!(way.rows, RowSource::Rows(_))
    };
    capital
        && letters.next().is_some_and(char::is_lowercase)
        && (at > 0 && indexed.index.vocabulary.find(&word.key).is_some()
            || term.is_some_and(|term| term.alternatives(indexed).any(of_actor)))
}

/// For each word of the query, those behind `near:` included, whether it only holds the others together.
/// Where nothing else was typed none does.
fn small(query: &Query) -> Vec<bool> {
    let tables = Tables::of(language(query));
    let is_small = |word: &QueryWord| {
        word.parts.is_empty()
            && (is_small(tables, &word.key) || is_small(tables, &word.typed.to_lowercase()))
    };
    let small: Vec<_> = query.asked().map(is_small).collect();
    if small.contains(&false) { small } else { vec![false; small.len()] }
}

/// The language of a query.
fn language(query: &Query) -> Language {
    let words: Vec<&str> = query.asked().map(|word| word.typed.as_str()).collect();
    likeliest(guess(&words.join(" ")), &query.asked().map(|word| &*word.key))
}

/// Of English and Spanish the language that knows most of the `words`, as `onrecord_text::words` folds them; else
/// what was `guessed`. Few words often show no language by themselves, as `con` and `son` do.
pub(crate) fn likeliest<'w>(
    guessed: Language,
    words: &(impl Iterator<Item = &'w str> + Clone),
) -> Language {
    let known = |tongue| {
        let (dictionary, tables) = (Dictionary::shipped(), Tables::of(language_of(tongue)));
        let known = |word: &&str| {
            dictionary.lemmas(word, tongue).next().is_some() || is_small(tables, word)
        };
        words.clone().filter(known).count()
    };
    let [english, spanish] = Tongue::ALL.map(known);
    match english.cmp(&spanish) {
        _ if !matches!(guessed, Language::English | Language::Spanish) => guessed,
        Ordering::Greater => Language::English,
        Ordering::Less => Language::Spanish,
        Ordering::Equal => guessed,
    }
}

/// Whether a folded word only holds others together in English or in Spanish.
pub(super) fn is_small_in_either(word: &str) -> bool {
    Tongue::ALL.into_iter().any(|tongue| is_small(Tables::of(language_of(tongue)), word))
}

/// A language of the tables of meaning as one of those that rules read by.
const fn language_of(tongue: Tongue) -> Language {
    match tongue {
        Tongue::English => Language::English,
        Tongue::Spanish => Language::Spanish,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_holds_others_together_says_nothing() {
        for (text, want) in [
            ("acuerdo con el ministro", "acuerdo ministro"),
            ("acuerdo con ministro", "acuerdo ministro"),
            ("the deal with his son", "deal son"),
            ("no son de ellos los barcos", "barcos"),
            ("the con man", "con man"),
            ("el", "el"),
            ("near:the near:widow", "widow"),
            ("MS-13 y la mara", "MS-13 mara"),
            ("", ""),
        ] {
            let query = Query::parse(text);
            let said = query.asked().zip(small(&query)).filter(|(_, small)| !small);
            let said: Vec<_> = said.map(|(word, _)| word.typed.as_str()).collect();
            assert_eq!(said.join(" "), want, "{text}");
        }
    }
}
