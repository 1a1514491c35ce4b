//! Rules that bring a form to its lemma: an ending, and what stands in its place there. The rules of a language
//! stand in its table; this reads them.

use onrecord_text::Part;

use crate::bytes::{BadTable, Parts};
use crate::list::SortedWords;

/// The least letters that a rule leaves of a word.
const LEAST: usize = 2;

/// The rules of one language, a line each, tried in order: `ies>y` (in place of `ies` stands `y`), `ed>=` (nothing, and
/// a doubled letter before it goes as well: `planned`, `plan`). A rule with `+` before it is for words that
/// are lemmas themselves as well: `meeting` is one, and a form of `meet`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EndingRules {
    lines: &'static str,
}

impl EndingRules {
    pub(crate) const EMPTY: Self = Self { lines: "" };

    /// The rules that stand next in `parts`.
    pub(crate) fn read(parts: &mut Parts) -> Result<Self, BadTable> {
        let lines = std::str::from_utf8(parts.stretch()?).map_err(|_| BadTable::Cut)?;
        Ok(Self { lines })
    }

    /// The number of the first lemma of `lemmas` that a rule makes of `form`.
    pub(crate) fn lemma(&self, form: &str, lemmas: &SortedWords) -> Option<u32> {
        let itself = lemmas.find(form).is_some();
        let mut made = String::new();
        self.lines.lines().find_map(|line| {
            let (of_all, rule) = line.strip_prefix('+').map_or((false, line), |rule| (true, rule));
            let (ending, instead) = rule.split_once('>')?;
            let stem = form.strip_suffix(ending).filter(|stem| stem.len() >= LEAST)?;
            if itself && !of_all {
                return None;
            }
            made.clear();
            made.push_str(if instead == "=" { undoubled(stem)? } else { stem });
            made.push_str(if instead == "=" { "" } else { instead });
            lemmas.find(&made)
        })
    }
}

/// `stem` without the second of its last two letters, where these are the same.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.char_indices().rev();
    let ((last, second), (_, first)) = (letters.next()?, letters.next()?);
    (first == second).then(|| stem.part(..last))
}
