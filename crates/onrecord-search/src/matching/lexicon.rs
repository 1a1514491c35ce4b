//! [`Lexicon`]: names of records (actors, sources) by their words, for fields and panes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::index::vocabulary::Vocabulary;
use crate::matching::candidates::Meetings;
use crate::matching::tiers::{Asked, Met, REACHES, Reach};
use onrecord_text::words::each_word;

/// Which records have a word in one of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    vocabulary: Vocabulary,
    /// (word, record), sorted.
    ties: Vec<(u32, u32)>,
    initials: Vocabulary,
    initial_ties: Vec<(u32, u32)>,
}

impl Lexicon {
    /// Takes `(record, name)` in any order; a record may have several names.
    pub(crate) fn new<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Self {
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut initials: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (record, name) in names {
            let mut first = String::new();
            each_word(name, |word| {
                if !word.joined {
                    first.extend(word.key.chars().next());
                }
                words.entry(word.key.to_owned()).or_default().push(record);
            });
            if first.chars().count() > 1 {
                initials.entry(first).or_default().push(record);
            }
        }
        Self {
            vocabulary: Vocabulary::of_sorted(words.keys().map(String::as_str)),
            ties: ties(words.into_values()),
            initials: Vocabulary::of_sorted(initials.keys().map(String::as_str)),
            initial_ties: ties(initials.into_values()),
        }
    }

    /// Records with a name word that `asked` meets within `reach` (and not nearer), each once with
    /// its best meeting, sorted by record.
    pub(crate) fn meet(&self, asked: &Asked, reach: Reach) -> Vec<(u32, Met)> {
        let mut met: Vec<(u32, Met)> = Vec::new();
        for (words, how) in Meetings::new(&self.vocabulary, asked, reach).met {
            met.extend(tied(&self.ties, &words).map(|record| (record, how)));
        }
        if reach == Reach::Far
            && let Some(word) = self.initials.find(&asked.key)
            && let Some(how) = asked.initials(&asked.key)
        {
            met.extend(tied(&self.initial_ties, &(word..word + 1)).map(|record| (record, how)));
        }
        met.sort_unstable_by_key(|(record, met)| (*record, std::cmp::Reverse(met.quality)));
        met.dedup_by_key(|(record, _)| *record);
        met
    }

    /// Records that have, for each of `words`, a name word it meets. Slips count only where nothing
    /// is met without, and so on.
    pub(crate) fn with_all(&self, words: &[String]) -> Vec<u32> {
        let asked: Vec<_> = words.iter().map(|word| Asked::new(word, true)).collect();
        let within = |reach| {
            let records = |asked: &Asked| {
                let nearer = REACHES.iter().filter(|near| **near <= reach);
                let mut records: Vec<u32> =
                    nearer.flat_map(|near| self.meet(asked, *near)).map(|(at, _)| at).collect();
                records.sort_unstable();
                records.dedup();
                records
            };
            let mut lists = asked.iter().map(records);
            let first = lists.next().unwrap_or_default();
            lists.fold(first, |all, more| {
                all.into_iter().filter(|record| more.binary_search(record).is_ok()).collect()
            })
        };
        let found = REACHES.into_iter().map(within).find(|found: &Vec<u32>| !found.is_empty());
        found.unwrap_or_default()
    }
}

fn ties(records: impl Iterator<Item = Vec<u32>>) -> Vec<(u32, u32)> {
    let mut ties: Vec<_> = (0..)
        .zip(records)
        .flat_map(|(word, records)| records.into_iter().map(move |record| (word, record)))
        .collect();
    ties.sort_unstable();
    ties.dedup();
    ties
}

fn tied<'a>(ties: &'a [(u32, u32)], words: &Range<u32>) -> impl Iterator<Item = u32> + 'a {
    let from = ties.partition_point(|(word, _)| *word < words.start);
    let to = ties.partition_point(|(word, _)| *word < words.end);
    ties.get(from..to).unwrap_or(&[]).iter().map(|(_, record)| *record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_met_by_all_words_and_slips_only_where_needed() {
        let names =
            ["Osiris Luna", "Lobo", "Carlos Marroquín", "Nayib Bukele", "Lena Lunar", "Barrio 18"];
        let lexicon = Lexicon::new((0..).zip(names));
        for (words, want) in [
            ("luna", &[0, 4][..]),
            ("osiris luna", &[0]),
            ("lun", &[0, 4]),
            ("marroqiun", &[2]),
            ("buk", &[3]),
            ("nb", &[3]),
            ("barrio 18", &[5]),
            ("barrio 19", &[]),
            ("luna bukele", &[]),
            ("", &[]),
        ] {
            let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
            assert_eq!(lexicon.with_all(&words), want, "{words:?}");
        }
    }
}
