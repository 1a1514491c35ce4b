//! Who hears or reads has said nothing: of "heard Smith say: “…”" the words are Smith's, and who "said
//! nothing about it" has left no words.

use super::inverted::inverted_end;
use super::shape::{has_verb, is_somebody};
use super::{Attribution, Range, SourceMention, attribution, cue, end_of, trim};
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};

/// How far behind a verb of hearing the one stands who is heard.
const FURTHEST: usize = 8;

/// Whether somebody takes in what the verb at `at` is about.
pub(super) fn hears(sentence: &Sentence<'_>, at: usize, source: SourceMention) -> bool {
    let somebody = match source {
        SourceMention::Named(range) => is_somebody(sentence, range),
        SourceMention::Same | SourceMention::Unsaid => true,
        SourceMention::Nobody => false,
    };
    somebody && sentence.phrase(WordList::Hears, at).is_some()
}

/// "oyó decir a Ana Ruiz que …", "oyó a Ana Ruiz decir que …": what the verb of saying under a verb of
/// hearing attributes.
pub(super) fn heard(sentence: &Sentence<'_>, at: usize) -> Option<Attribution> {
    if at == 0 || sentence.phrase(WordList::Saying, at).is_none() {
        return None;
    }
    let hears = |item: usize| sentence.phrase(WordList::Hears, item).is_some();
    let led = |item: usize| {
        let lead = sentence.phrase(WordList::AudienceLeads, item);
        lead.map(|length| item + length).filter(|_| !sentence.is(item, Class::TO))
    };
    let (source, then) = if hears(at - 1) {
        let from = led(at + 1)?;
        let to = inverted_end(sentence, from);
        ((from, to), to)
    } else {
        let near =
            (at.saturating_sub(FURTHEST)..at).rev().take_while(|item| sentence.is_word(*item));
        let verb = near.into_iter().find(|item| hears(*item))?;
        ((led(verb + 1)?, at), at + 1)
    };
    let begins = sentence.is(then, Class::THAT) || sentence.is_kind(then, TokenKind::Colon);
    let from = then + usize::from(begins);
    let words: Range = (from, trim(sentence, from, end_of(sentence)));
    let said = begins || sentence.quote(from).is_some();
    let whole = source.0 < source.1 && words.0 < words.1 && said;
    whole.then(|| attribution(cue(sentence, at), at, SourceMention::Named(source), vec![words]))
}

/// "said nothing about it": no words of anybody.
pub(super) fn is_silent(sentence: &Sentence<'_>, content: &[Range]) -> bool {
    content.first().is_some_and(|(from, to)| {
        let led = from.checked_sub(1).is_some_and(|lead| sentence.is(lead, Class::THAT));
        let first = sentence.phrase(WordList::Silence, *from).is_some();
        first && !led && !has_verb(sentence, *from, *to)
    })
}
