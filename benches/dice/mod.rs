//! A small generator of numbers and of words that can be spoken, so that no bench needs a crate for it.
#![allow(dead_code, reason = "each bench uses its part")]

/// xorshift64* (Marsaglia 2003, Vigna 2016).
pub(crate) struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 33) as usize) % end
    }

    /// A rank below `end`; rank r is drawn about 1/(r+3) as often as the first.
    pub(crate) fn zipf(&mut self, end: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((((end + 3) as f64 / 3.0).powf(share) - 1.0) * 3.0) as usize % end
    }

    /// A word of `least` syllables or more; frequent words are short.
    pub(crate) fn word(&mut self, least: usize, rank: usize) -> String {
        let syllables = least + (rank + 2).ilog(12) as usize + self.below(2);
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(
                ["b", "c", "d", "l", "m", "n", "p", "r", "s", "st", "t", "v"][self.below(12)],
            );
            word.push_str(["a", "e", "i", "o", "u", "an", "er", "in"][self.below(8)]);
        }
        word
    }
}
