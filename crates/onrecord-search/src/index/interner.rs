//! [`Interner`]: numbers for words in the order in which they come, while statements are read.

use foldhash::HashMap;
use onrecord_text::never;

/// Numbers each different word. Nearly all words fit a 16-byte number and are compared as one,
/// without following a pointer; that is what most of the time of reading would go into.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    short: HashMap<u128, u16>,
    long: HashMap<Box<str>, u16>,
}

impl Interner {
    /// How many different words there are.
    pub(crate) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The number of `word`, a new one if it is new. The caller keeps [`Interner::len`] below 2¹⁶.
    pub(crate) fn number(&mut self, word: &str) -> u16 {
        let next = self.len() as u16;
        if let Some(packed) = pack(word) {
            return *self.short.entry(packed).or_insert(next);
        }
        match self.long.get(word) {
            Some(number) => *number,
            None => *self.long.entry(word.into()).or_insert(next),
        }
    }

    /// All words with their numbers, sorted by word.
    pub(crate) fn into_sorted(self) -> Vec<(Box<str>, u16)> {
        let short = self.short.into_iter().map(|(packed, number)| (unpack(packed), number));
        let mut words: Vec<_> = short.chain(self.long).collect();
        words.sort_unstable();
        words
    }
}

/// The bytes of a word of up to 16, filled up with zeros, which stand in no word.
fn pack(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_be_bytes(bytes))
}

fn unpack(packed: u128) -> Box<str> {
    let bytes = packed.to_be_bytes();
    let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let word = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(word) = word else {
        never!("a packed word is a text");
        return Box::default();
    };
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_first_number_and_come_back_sorted() {
        let words = ["the", "a", "exactly16letters", "sixteen letters!!", "ñandú", "漢字漢字漢字"];
        let mut interner = Interner::default();
        for _ in 0..2 {
            for (at, word) in (0..).zip(words) {
                assert_eq!(interner.number(word), at, "{word}");
            }
        }
        let mut want: Vec<(Box<str>, u16)> = words.into_iter().map(Box::from).zip(0..).collect();
        want.sort();
        assert_eq!(interner.into_sorted(), want);
    }
}
