//! [`Lexicon`]: names of records (actors, sources) by their words, for fields and panes.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn};

use crate::index::vocabulary::Vocabulary;
use crate::matching::candidates::Candidates;
use crate::matching::tiers::{Pattern, TIERS, Tier, WordMatch};
use onrecord_text::Part;
use onrecord_text::words::each_word;

/// Which records have a word in one of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    vocabulary: Vocabulary,
    /// (word, record), sorted.
    postings: SharedColumn<[u32; 2]>,
    initials: Vocabulary,
    initial_postings: SharedColumn<[u32; 2]>,
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
            postings: postings(words.into_values()),
            initials: Vocabulary::of_sorted(initials.keys().map(String::as_str)),
            initial_postings: postings(initials.into_values()),
        }
    }

    /// Writes it into sections from `base` on, eight at most.
    pub(crate) fn write<W: io::Write>(
        &self,
        image: &mut ImageWriter<W>,
        base: u32,
    ) -> io::Result<()> {
        self.vocabulary.write(image, base)?;
        image.put(base + 3, &self.postings)?;
        self.initials.write(image, base + 4)?;
        image.put(base + 7, &self.initial_postings)
    }

    /// The one that [`Lexicon::write`] wrote.
    pub(crate) fn open(image: &Image, base: u32) -> Result<Self, ImageFault> {
        Ok(Self {
            vocabulary: Vocabulary::open(image, base)?,
            postings: image.column(base + 3)?,
            initials: Vocabulary::open(image, base + 4)?,
            initial_postings: image.column(base + 7)?,
        })
    }

    /// Records with a name word that `pattern` matches at `tier` (and not nearer), each once with its
    /// best match, sorted by record.
    pub(crate) fn matches(&self, pattern: &Pattern, tier: Tier) -> Vec<(u32, WordMatch)> {
        let mut matches: Vec<(u32, WordMatch)> = Vec::new();
        for (words, found) in Candidates::new(&self.vocabulary, pattern, tier).matches {
            matches.extend(records_of(&self.postings, &words).map(|record| (record, found)));
        }
        if tier == Tier::Fuzzy
            && let Some(word) = self.initials.find(&pattern.key)
            && let Some(found) = pattern.match_initials(&pattern.key)
        {
            matches.extend(
                records_of(&self.initial_postings, &(word..word + 1)).map(|record| (record, found)),
            );
        }
        matches.sort_unstable_by_key(|(record, found)| (*record, std::cmp::Reverse(found.quality)));
        matches.dedup_by_key(|(record, _)| *record);
        matches
    }

    /// Records that have, for each of `words`, a name word it matches. Typing errors count only where
    /// nothing matches without, and so on.
    pub(crate) fn with_all(&self, words: &[String]) -> Vec<u32> {
        self.with_all_within(words, &TIERS)
    }

    /// The same, where something matches at one of these tiers.
    pub(crate) fn with_all_within(&self, words: &[String], tiers: &[Tier]) -> Vec<u32> {
        let patterns: Vec<_> = words.iter().map(|word| Pattern::new(word, true)).collect();
        let within = |tier| {
            let records = |pattern: &Pattern| {
                let nearer = TIERS.iter().filter(|near| **near <= tier);
                let mut records: Vec<u32> = nearer
                    .flat_map(|near| self.matches(pattern, *near))
                    .map(|(at, _)| at)
                    .collect();
                records.sort_unstable();
                records.dedup();
                records
            };
            patterns.iter().map(records).reduce(|all, more| {
                all.into_iter().filter(|record| more.binary_search(record).is_ok()).collect()
            })
        };
        let found =
            tiers.iter().copied().filter_map(within).find(|found: &Vec<u32>| !found.is_empty());
        found.unwrap_or_default()
    }
}

fn postings(records: impl Iterator<Item = Vec<u32>>) -> SharedColumn<[u32; 2]> {
    let mut postings: Vec<_> = (0..)
        .zip(records)
        .flat_map(|(word, records)| records.into_iter().map(move |record| [word, record]))
        .collect();
    postings.sort_unstable();
    postings.dedup();
    postings.into()
}

fn records_of<'a>(postings: &'a [[u32; 2]], words: &Range<u32>) -> impl Iterator<Item = u32> + 'a {
    let from = postings.partition_point(|[word, _]| *word < words.start);
    let to = postings.partition_point(|[word, _]| *word < words.end);
    postings.part(from..to).iter().map(|[_, record]| *record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_by_all_words_and_with_typos_only_where_needed() {
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
