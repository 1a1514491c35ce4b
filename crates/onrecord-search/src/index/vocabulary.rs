//! [`Vocabulary`]: all different words of something, sorted, in one piece of memory.

use std::io;
use std::ops::Range;

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn, SharedText};

/// Sorted folded words. A word's position is its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    text: SharedText,
    /// Where each word starts in `text`; one entry more than words.
    starts: SharedColumn<u32>,
    /// See [`letter_set`].
    letter_sets: SharedColumn<u64>,
}

impl Vocabulary {
    /// Takes words that are sorted and different.
    pub(crate) fn of_sorted<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut starts, mut letter_sets) = (String::new(), vec![0], Vec::new());
        for word in words {
            text.push_str(word);
            starts.push(text.len() as u32);
            letter_sets.push(letter_set(word));
        }
        Self { text: text.into(), starts: starts.into(), letter_sets: letter_sets.into() }
    }

    /// Writes it into sections `base` and the two behind.
    pub(crate) fn write<W: io::Write>(
        &self,
        image: &mut ImageWriter<W>,
        base: u32,
    ) -> io::Result<()> {
        image.put(base, self.text.as_bytes())?;
        image.put(base + 1, &self.starts)?;
        image.put(base + 2, &self.letter_sets)
    }

    /// The one that [`Vocabulary::write`] wrote.
    pub(crate) fn open(image: &Image, base: u32) -> Result<Self, ImageFault> {
        let (starts, letter_sets) = (image.column(base + 1)?, image.column(base + 2)?);
        Ok(Self { text: image.text(base)?, starts, letter_sets })
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> u32 {
        self.letter_sets.len() as u32
    }

    /// The word with number `word`; empty where there is none.
    pub(crate) fn word(&self, word: u32) -> &str {
        let at = word as usize;
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(from, to)| self.text.get(*from as usize..*to as usize)).unwrap_or("")
    }

    /// The number of `word`.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_where(|known| known >= word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// All words that begin with `start`.
    pub(crate) fn starting_with(&self, start: &str) -> Range<u32> {
        let from = self.first_where(|word| word >= start);
        from..self.first_where(|word| word > start && !word.starts_with(start)).max(from)
    }

    /// Words that have all but `missing` of the letters of `wanted`, and at most `foreign` others.
    pub(crate) fn with_letters(
        &self,
        wanted: u64,
        missing: u32,
        foreign: u32,
    ) -> impl Iterator<Item = u32> + '_ {
        let fits = move |have: &u64| {
            (wanted & !have).count_ones() <= missing && (have & !wanted).count_ones() <= foreign
        };
        self.letter_sets
            .iter()
            .enumerate()
            .filter(move |(_, have)| fits(have))
            .map(|(at, _)| at as u32)
    }

    /// The first word for which `holds`, where it holds for all words behind that one, too.
    fn first_where(&self, holds: impl Fn(&str) -> bool) -> u32 {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if holds(self.word(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        from
    }
}

/// Which letters a word has, one bit for each: the cheapest question to ask before comparing words.
/// Letters beyond a–z and digits share the upper bits.
pub(crate) fn letter_set(word: &str) -> u64 {
    word.chars().fold(0, |seen, c| {
        seen | 1
            << match c {
                'a'..='z' => u32::from(c) - u32::from('a'),
                '0'..='9' => 26 + u32::from(c) - u32::from('0'),
                other => 36 + u32::from(other) % 28,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_themselves_and_by_their_beginning() {
        let words = ["deal", "dealer", "deals", "deam", "ñame"];
        let vocabulary = Vocabulary::of_sorted(words.into_iter());
        for (at, word) in words.into_iter().enumerate() {
            assert_eq!(vocabulary.find(word), Some(at as u32));
        }
        assert_eq!(vocabulary.find("dea"), None);
        for (start, want) in
            [("deal", 0..3), ("dea", 0..4), ("", 0..5), ("x", 4..4), ("ñ", 4..5), ("zz", 4..4)]
        {
            assert_eq!(vocabulary.starting_with(start), want, "{start}");
        }
        let near: Vec<_> = vocabulary.with_letters(letter_set("dael"), 0, 1).collect();
        assert_eq!(near, [0, 1, 2]);
    }
}
