//! How one asked word meets one word of a text: the tiers, from the same letters to a few of them.
//!
//! The only file that knows the fuzzy matcher. It compares single folded words and names, which is
//! where subsequence matching means something; over sentences it is noise.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::index::vocabulary::letters;
use crate::matching::edit_distance::{Letters, slips, slips_to_start};
use crate::matching::inflection::inflected;

/// How an asked word met a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same letters.
    Exact,
    /// Its parts, one after the other (`MS-13` and "MS 13").
    Phrase,
    /// The word begins with it.
    Prefix,
    /// Another ending of the same word.
    Inflection,
    /// One or two slips of the finger away.
    Slip,
    /// The first letters of a name's words.
    Initials,
    /// Its letters in order, with others between.
    Subsequence,
}

/// How far from its letters a word is looked for. Each reach includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Reach {
    /// The word itself, as a beginning, with another ending.
    #[default]
    Same,
    /// With slips.
    Slipped,
    /// A subsequence, or initials.
    Far,
}

/// From near to far.
pub(crate) const REACHES: [Reach; 3] = [Reach::Same, Reach::Slipped, Reach::Far];

/// A meeting and how good it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) how: Match,
    /// 1–100; 100 is exact. A better tier is always higher than a weaker one.
    pub(crate) quality: u8,
}

/// The quality of a word's beginning, before [`completeness`] adds to it.
pub(crate) const PREFIX: u8 = 74;

const INFLECTION: u8 = 72;
const SLIP: u8 = 62;
const TWO_SLIPS: u8 = 50;
const UNFINISHED_SLIP: u8 = 46;
const INITIALS: u8 = 40;
/// At most; see `Asked::subsequence`.
const SUBSEQUENCE: u8 = 38;

// A better tier is always higher.
const _: () = assert!(PREFIX + 12 < 100 && PREFIX > INFLECTION && INFLECTION > SLIP);
const _: () = assert!(SLIP > TWO_SLIPS && TWO_SLIPS > UNFINISHED_SLIP);
const _: () = assert!(UNFINISHED_SLIP > INITIALS && INITIALS > SUBSEQUENCE);

/// Words up to this many letters are taken as they are: so short, every slip is another word.
const SHORT: usize = 3;

/// Words from this many letters on may have two slips.
const LONG: usize = 8;

/// A word to look for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) key: String,
    pub(crate) chars: Letters,
    pub(crate) letters: u64,
    /// Still being typed.
    pub(crate) open: bool,
    /// Digits and short words: `2015` is not `2016`.
    pub(crate) strict: bool,
    digits: bool,
}

impl Asked {
    pub(crate) fn new(key: &str, open: bool) -> Self {
        let chars: Letters = key.chars().collect();
        let digits = key.contains(|c: char| c.is_ascii_digit());
        let strict = digits || chars.len() <= SHORT;
        Self { key: key.to_owned(), letters: letters(key), chars, open, strict, digits }
    }

    /// Whether it may be the beginning of a word: while it is typed, or long enough to mean it.
    pub(crate) fn may_begin(&self) -> bool {
        self.open || (self.chars.len() >= SHORT && !self.digits)
    }

    /// How many slips a word of this length may have.
    pub(crate) fn slips_allowed(&self) -> usize {
        match self.chars.len() {
            _ if self.strict => 0,
            length if length < LONG => 1,
            _ => 2,
        }
    }

    /// How it meets `word` within `reach`, if it does.
    pub(crate) fn meet(&self, word: &str, reach: Reach) -> Option<Met> {
        let slipped = || (reach >= Reach::Slipped).then(|| self.slipped(word))?;
        let far = || (reach >= Reach::Far).then(|| self.subsequence(word))?;
        self.same(word).or_else(slipped).or_else(far)
    }

    /// Meets the word itself, as a beginning, or with another ending.
    pub(crate) fn same(&self, word: &str) -> Option<Met> {
        if word == self.key {
            return Some(Met { how: Match::Exact, quality: 100 });
        }
        if self.may_begin() && word.starts_with(&self.key) {
            let quality = PREFIX + completeness(self.key.len(), word.len());
            return Some(Met { how: Match::Prefix, quality });
        }
        let ends = !self.strict && inflected(&self.key, word);
        ends.then_some(Met { how: Match::Inflection, quality: INFLECTION })
    }

    /// Meets with one or two slips, or as a beginning with one while it is typed.
    pub(crate) fn slipped(&self, word: &str) -> Option<Met> {
        let allowed = self.slips_allowed();
        if allowed == 0 || word.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let chars: Letters = word.chars().collect();
        if chars.len() + allowed < self.chars.len() {
            return None;
        }
        if chars.len() <= self.chars.len() + allowed {
            let slips = slips(&self.chars, &chars);
            if usize::from(slips) <= allowed {
                let quality = if slips <= 1 { SLIP } else { TWO_SLIPS };
                return Some(Met { how: Match::Slip, quality });
            }
        }
        let unfinished = self.open && slips_to_start(&self.chars, &chars) <= 1;
        unfinished.then_some(Met { how: Match::Slip, quality: UNFINISHED_SLIP })
    }

    /// How well its letters stand in `word` in order, 1–38; `None` where that says nothing.
    ///
    /// It must begin like the word, have at least half of its letters, and reach half of the score
    /// that the matcher gives a word against itself. Of the matcher's two scores only the one of
    /// `fuzzy_indices` is used: that of `fuzzy_match` differs for the same pair (0.3.7).
    pub(crate) fn subsequence(&self, word: &str) -> Option<Met> {
        let begins = word.chars().next() == self.chars.first().copied();
        if self.strict || !begins || word.len() > 2 * self.key.len() {
            return None;
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        let (score, _) = matcher.fuzzy_indices(word, &self.key)?;
        let (best, _) = matcher.fuzzy_indices(&self.key, &self.key)?;
        let share = score * i64::from(SUBSEQUENCE) / best.max(1);
        let quality = u8::try_from(share).ok().filter(|share| *share >= SUBSEQUENCE / 2)?;
        Some(Met { how: Match::Subsequence, quality })
    }

    /// Whether it is the first letters of a name's words.
    pub(crate) fn initials(&self, initials: &str) -> Option<Met> {
        let same = self.chars.len() >= 2 && self.key == initials;
        same.then_some(Met { how: Match::Initials, quality: INITIALS })
    }
}

/// Whether a quality is that of a beginning.
pub(crate) const fn is_prefix(quality: u8) -> bool {
    PREFIX <= quality && quality <= PREFIX + 12
}

/// 0–12: how much of a word its beginning is.
fn completeness(part: usize, whole: usize) -> u8 {
    u8::try_from(12 * part / whole.max(1)).unwrap_or(0).min(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_of_a_word() {
        use Match::{Exact, Inflection, Prefix, Slip, Subsequence};
        for (asked, word, want) in [
            ("deal", "deal", Some(Exact)),
            ("dea", "deal", Some(Prefix)),
            ("de", "deal", None),
            ("de…", "deal", Some(Prefix)),
            ("deals", "deal", Some(Inflection)),
            ("negotiating", "negotiated", Some(Inflection)),
            ("nucelar", "nuclear", Some(Slip)),
            ("uclear", "nuclear", Some(Slip)),
            ("loyality", "loyalty", Some(Slip)),
            ("marroqn", "marroquin", Some(Subsequence)),
            ("negotaitoin", "negotiation", Some(Slip)),
            ("nucel…", "nuclear", Some(Slip)),
            ("nucel", "nuclear", None),
            ("2015", "2016", None),
            ("201…", "2016", Some(Prefix)),
            ("201", "2016", None),
            ("cat", "cap", None),
            ("ngotitn", "negotiation", Some(Subsequence)),
            ("mtgcntr", "meetingscenter", Some(Subsequence)),
            ("land", "lastmindead", None),
            ("zzyqx", "zyx", None),
        ] {
            let open = asked.ends_with('…');
            let asked = Asked::new(asked.trim_end_matches('…'), open);
            let how = asked.meet(word, Reach::Far).map(|met| met.how);
            assert_eq!(how, want, "{} {word}", asked.key);
        }
    }
}
