//! [`SoughtWords`]: the words that are looked for, folded, and which of them carry what is said.

use onrecord_language::{Tables, guess};
use onrecord_text::words::each_word;

use crate::small_words::is_small;

/// Words beyond this are not looked for: it is no statement but a chapter.
const MOST: usize = 400;

/// One word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoughtWord {
    /// Its folded letters.
    pub key: String,
    /// Whether it is one of those that hold any sentence together.
    pub small: bool,
}

/// The words that are looked for, in order, in one language.
#[derive(Debug, Clone)]
pub(super) struct SoughtWords {
    /// The words.
    pub words: Vec<SoughtWord>,
    /// Their language.
    #[cfg(feature = "meaning")]
    pub language: onrecord_language::Language,
    tables: &'static Tables,
}

impl Default for SoughtWords {
    fn default() -> Self {
        Self::of("")
    }
}

impl SoughtWords {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let language = guess(text);
        let tables = Tables::of(language);
        let mut words = Vec::new();
        each_word(text, |word| {
            if !word.joined && words.len() < MOST {
                let small = is_small(tables, word.key)
                    || is_small(tables, &word.span.of(text).to_lowercase());
                words.push(SoughtWord { key: word.key.to_owned(), small });
            }
        });
        Self {
            words,
            #[cfg(feature = "meaning")]
            language,
            tables,
        }
    }

    /// Whether a folded word holds any sentence of this language together.
    pub(super) fn is_small(&self, word: &str) -> bool {
        is_small(self.tables, word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_carries_a_sentence_in_either_language() {
        for (text, want) in [
            ("We have not paid the miners of the valley", "paid miners valley"),
            ("No le han pagado a los mineros del valle", "pagado mineros valle"),
            ("I think so", "think"),
            ("", ""),
        ] {
            let words = SoughtWords::of(text);
            let telling =
                words.words.iter().filter(|word| !word.small).map(|word| word.key.as_str());
            assert_eq!(telling.collect::<Vec<_>>().join(" "), want, "{text}");
        }
    }
}
