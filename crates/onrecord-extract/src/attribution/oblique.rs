//! Where a table is small: to whom it was said, and what is not said at all. A dative in front of its
//! verb or behind it hears ("Dem Minister sagte Ute Roth"), a name ends where another one is led to
//! ("disse João Silva a Maria Costa"), and who is told or heard has not spoken.

use super::inverted::inverted_end;
use super::{Attribution, Range, SourceMention};
use crate::sentence::Sentence;
use onrecord_language::{Class, WordList};

/// Names as speakers only who can be, and marks as not done what a "never" behind the verb denies.
pub(super) fn keep_speakers(sentence: &Sentence<'_>, found: &mut [Attribution]) {
    if !sentence.paragraph.tables.language().is_partial() {
        return;
    }
    for one in found {
        let at = one.cue.0;
        let SourceMention::Named(range) = one.source else { continue };
        let who = speaker(sentence, at, range).filter(|_| !is_told(sentence, at, range));
        one.source = who.map_or(SourceMention::Nobody, SourceMention::Named);
        one.happens &= !is_denied(sentence, one, range);
    }
}

/// Of the words that stand where a speaker does, those that name him.
fn speaker(sentence: &Sentence<'_>, at: usize, (from, to): Range) -> Option<Range> {
    let hearer = is_dative(sentence, from);
    if to <= at {
        // "Dem Minister Karl Beck sagte | Ute Roth", "Als Begründung sagte | Ute Roth"
        let led = from.checked_sub(1).is_some_and(|before| {
            sentence.is(before, Class::PREPOSITION | Class::AS)
                && sentence.paragraph.tables.language().has_capital_nouns()
        });
        return if hearer || led { nominative(sentence, at + 1, true) } else { Some((from, to)) };
    }
    // "sagte | er Anna Weiß"
    let pronoun = (at + 1..from).find(|item| is_pronoun(sentence, *item));
    if let Some(pronoun) = pronoun {
        return Some((pronoun, pronoun + 1));
    }
    if hearer {
        let further = (from + 1..).take_while(|item| sentence.is_word(*item));
        return further.into_iter().find_map(|item| nominative(sentence, item, false));
    }
    let named =
        |item: usize| (from..item).any(|word| sentence.is(word, Class::HE_NAME | Class::SHE_NAME));
    let ends = |item: &usize| {
        let lower = !sentence.is_capital(*item) && sentence.is_capital(item - 1);
        let leads = sentence.phrase(WordList::AudienceLeads, *item).is_some();
        let told = sentence.phrase(WordList::Datives, *item).is_some();
        lower && (leads || told || named(*item) && is_dative(sentence, *item))
    };
    Some((from, (from + 1..to).find(ends).unwrap_or(to)))
}

/// "Ute Roth", "die Ministerin Eva Lang": the phrase at `from` if it can be who does something. A name
/// alone counts directly behind the verb (`bare`) only: else it may be the hearer's.
fn nominative(sentence: &Sentence<'_>, from: usize, bare: bool) -> Option<Range> {
    let article = sentence.is(from, Class::DETERMINER)
        && !sentence.is(from, Class::OF)
        && (!sentence.is(from, Class::HE_ARTICLE) || sentence.is(from + 1, Class::HE_TITLE));
    let begins = article || bare && (sentence.is_capital(from) || is_pronoun(sentence, from));
    let to = inverted_end(sentence, from);
    (begins && !is_dative(sentence, from) && to > from).then_some((from, to))
}

fn is_pronoun(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::SUBJECT) && !sentence.is(at, Class::ADDRESSED | Class::DETERMINER)
}

/// "dem Reporter", "der Ministerin": whom something is said to, or done.
fn is_dative(sentence: &Sentence<'_>, at: usize) -> bool {
    // The article of a man who speaks is that of a woman who hears.
    let woman = |noun: usize| {
        let title = sentence.is(noun, Class::TITLE | Class::PERSON);
        let word = sentence.token(noun).map(|token| token.span.of(sentence.paragraph.text));
        let tables = sentence.paragraph.tables;
        title
            && word.is_some_and(|word| tables.without_ending(WordList::SheEndings, word).is_some())
    };
    let article = sentence.is(at, Class::HE_ARTICLE) && sentence.is(at, Class::DEFINITE);
    sentence.phrase(WordList::Datives, at).is_some() || article && woman(at + 1)
}

/// "wurde Jens Holt gesagt", "hörte Lena Voss sagen": the words are not theirs.
fn is_told(sentence: &Sentence<'_>, at: usize, (from, _): Range) -> bool {
    let first = from.min(at);
    let before = (0..first).rev().find(|item| !sentence.is(*item, Class::ADVERB));
    let passive = sentence.is(at, Class::PARTICIPLE)
        && (before.is_some_and(|before| sentence.is(before, Class::BE))
            || sentence.is(at + 1, Class::BE));
    let clause = (0..at).rev().take_while(|item| sentence.is_word(*item));
    passive || clause.into_iter().any(|item| sentence.phrase(WordList::Hears, item).is_some())
}

/// "sagte Karl Müller nie", "Karl Müller sagte nie: …": a negation behind the verb, in front of what is
/// said.
fn is_denied(sentence: &Sentence<'_>, one: &Attribution, (from, _): Range) -> bool {
    let at = one.cue.0;
    let said = one.content.iter().map(|(from, _)| *from).find(|from| *from > at);
    let behind = if from > at { from + 1 } else { at + 1 };
    let mut clause =
        (behind..said.unwrap_or(usize::MAX)).take_while(|item| sentence.is_word(*item));
    clause.any(|item| sentence.is(item, Class::NEGATION))
}
