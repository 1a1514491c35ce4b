//! Verbs that say something only with the noun or adverb behind them: "hizo un llamado a la calma",
//! "dio a conocer que", "made clear that".

use super::behind::that_ahead;
use super::cue::AttributionCue;
use super::nouns::subject;
use super::source::{before, is_party};
use super::verbs::{clitics, dropped_at};
use super::{Attribution, Range, SourceMention, attribution, end_of, quotes_or_trim};
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};
use onrecord_model::Polarity;

/// The attribution whose verb stands at `at`, where the words from there on are such a phrase.
pub(super) fn light(sentence: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let (length, polarity) = match sentence.phrase(WordList::CallsOn, at) {
        Some(length) => (length, Polarity::Orders),
        None => (sentence.phrase(WordList::MakesKnown, at)?, Polarity::Affirms),
    };
    let source = source(sentence, at)?;
    let content = content(sentence, at + length, polarity)?;
    let cue = AttributionCue {
        shown: (at, at + length),
        polarity: Some(polarity),
        only_says: false,
        happens: true,
        possible: false,
    };
    Some(attribution(cue, at, source, vec![content]))
}

/// Whoever is the subject of the verb at `at`; of an infinitive, that of the sentence.
fn source(sentence: &Sentence<'_>, at: usize) -> Option<SourceMention> {
    if sentence.is(at, Class::NEGATION) || at > 0 && sentence.is(at - 1, Class::NEGATION) {
        return None;
    }
    if at > 0 && sentence.is(at - 1, Class::PREPOSITION) {
        return subject(sentence).map(SourceMention::Named);
    }
    if let Some((source, _)) = dropped_at(sentence, at) {
        return Some(source);
    }
    let range = before(sentence, clitics(sentence, at))?;
    is_party(sentence, range, at).then_some(SourceMention::Named(range))
}

/// What is said behind the phrase that ends at `from`: a clause, a quote, or what is called for.
fn content(sentence: &Sentence<'_>, from: usize, polarity: Polarity) -> Option<Range> {
    let end = end_of(sentence);
    let colon = sentence.is_kind(from, TokenKind::Colon);
    let preposition = sentence.is(from, Class::PREPOSITION | Class::TO | Class::FOR);
    let clause = that_ahead(sentence, from, end);
    let begin = match clause {
        Some(clause) => clause,
        None if colon => from + 1,
        None if preposition && polarity == Polarity::Orders => from + 1,
        None => return None,
    };
    let range = (begin, quotes_or_trim(sentence, begin, end));
    (range.0 < range.1).then_some(range)
}
