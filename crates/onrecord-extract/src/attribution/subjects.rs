//! Subjects in places where English and Spanish have none: joined to their verb by a hyphen, or between
//! the two words of it.

use super::Range;
use super::inverted::inverted_end;
use crate::sentence::Sentence;
use onrecord_language::Class;

/// `“…”, hat Karl Winter gesagt.`: the subject between a verb and its participle, behind a quote.
pub(super) fn enclosed(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    let participle = sentence.is(at, Class::PARTICIPLE) && sentence.is(at, Class::SAY);
    let nouns = sentence.paragraph.tables.language().has_capital_nouns();
    if !participle || !nouns {
        return None;
    }
    let from = (0..at).rev().find(|item| !sentence.is_word(*item))? + 1;
    let quoted = [from.checked_sub(1), from.checked_sub(2)];
    let behind = quoted.into_iter().flatten().any(|item| sentence.quote(item).is_some());
    let subject = inverted_end(sentence, from + 1);
    (behind && sentence.is(from, Class::AUXILIARY) && subject > from + 1)
        .then_some((from + 1, subject))
}

/// "dit-il", "a-t-il dit": the verb that has its subject behind a hyphen.
pub(super) fn enclitic(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let with = |at: usize| {
        sentence.is(at, Class::SUBJECT) && sentence.is(at, Class::FINITE | Class::AUXILIARY)
    };
    let before = at.checked_sub(1).filter(|_| sentence.is(at, Class::PARTICIPLE));
    let own = with(at) && sentence.is(at, Class::SAY);
    if own { Some(at) } else { before.filter(|at| with(*at)) }
}
