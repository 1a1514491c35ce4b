//! Who passes himself off as another: "a man posing as Mark Bell said" does not name Mark Bell.

use super::SourceMention;
use super::nouns::phrase;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};

/// Whether the verb at `at` only tells whom somebody passes himself off as: "called himself Mark Bell".
pub(super) fn poses(sentence: &Sentence<'_>, at: usize) -> bool {
    let length = sentence.phrase(WordList::Poses, at);
    length.is_some_and(|length| sentence.is_capital(at + length))
}

/// The one who speaks, where the words of `source` name whom he passes himself off as.
pub(super) fn unmasked(sentence: &Sentence<'_>, source: SourceMention) -> SourceMention {
    const LONGEST: usize = 6;
    let SourceMention::Named((from, to)) = source else { return source };
    let posed = (from.saturating_sub(LONGEST)..to).find(|at| {
        let then = sentence.phrase(WordList::Poses, *at).map(|length| at + length);
        then.is_some_and(|then| {
            let article = usize::from(sentence.is(then, Class::DETERMINER));
            let reaches = then >= from || then + article == from;
            reaches && (then..to.max(then + 2)).any(|item| sentence.is_capital(item))
        })
    });
    let Some(posed) = posed else { return source };
    let head = head_end(sentence, posed);
    let own = if head > from { Some((from, head)) } else { phrase(sentence, head) };
    own.map_or(SourceMention::Nobody, SourceMention::Named)
}

/// The end of the words that a clause of posing belongs to: without "who", "had" and the comma.
fn head_end(sentence: &Sentence<'_>, posed: usize) -> usize {
    let small = Class::RELATIVE | Class::AUXILIARY | Class::ADVERB | Class::SELF | Class::CLITIC;
    let loose = |at: usize| sentence.is(at, small) || sentence.is_kind(at, TokenKind::Comma);
    let mut end: usize = posed;
    while end > 0 && loose(end - 1) {
        end -= 1;
    }
    end
}
