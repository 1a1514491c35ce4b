//! How the attributions of one sentence share its words: where the content of one ends because
//! another begins, and which stand inside what somebody else said.

use super::shape::is_party;
use super::{Attribution, Range, SourceMention, trim};
use crate::Rule;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use onrecord_language::{Class, WordList};
use onrecord_model::Strength;

/// Cuts each content where a later attribution begins, and drops weak cues inside a content.
pub(super) fn part(sentence: &Sentence<'_>, found: &mut Vec<Attribution>) {
    for later in 1..found.len() {
        let Some((before, [next, ..])) = found.split_at_mut_checked(later) else { return };
        for earlier in before {
            if !goes_on(sentence, earlier, next) {
                cut(sentence, earlier, next);
            }
        }
    }
    let all = found.clone();
    let mut at = 0;
    found.retain(|one| {
        at += 1;
        if one.content.is_empty() {
            return false;
        }
        let inside = all.iter().take(at - 1).any(|outer| holds(outer, one.cue.0))
            || all.iter().skip(at).any(|outer| holds(outer, one.cue.0));
        let handed_on = all.iter().skip(at).any(|inner| hands_on(sentence, one, inner));
        (!inside || stands_inside(sentence, one)) && !handed_on
    });
    for one in found.iter_mut() {
        let Some((outer, source)) = through(&all, one) else { continue };
        one.through = Some(source);
        // "Smith thinks Lee said that …"
        if outer.strength == Strength::Weak && sentence.is(outer.cue.0, Class::THINK) {
            one.strength = Strength::Weak;
        }
    }
}

/// "said he was ill and hoped to rest", "said he was ill, but he did worry": what the speaker thinks, and
/// what a thing does, is part of what was said, where a clause goes on with it.
fn goes_on(sentence: &Sentence<'_>, earlier: &Attribution, next: &Attribution) -> bool {
    // Nothing is looked at for most pairs of the many in a long sentence.
    if earlier.strength == Strength::Weak || !holds(earlier, next.cue.0) {
        return false;
    }
    let said = Class::SAY | Class::TELL | Class::OBJECT;
    let thinks = sentence.is(next.cue.0, Class::THINK) && !sentence.is(next.cue.0, said);
    if !thinks && next.strength == Strength::Clear {
        return false;
    }
    let says = sentence.is(earlier.cue.0, Class::SAY | Class::TELL);
    let same = match next.source {
        SourceMention::Same => true,
        SourceMention::Named((from, to)) => {
            let pronoun = to == from + 1 && sentence.is(from, Class::SUBJECT);
            let apart = from > 1 && sentence.is_kind(from - 2, TokenKind::Comma);
            from > earlier.cue.0
                && (pronoun || thinks && !apart || !is_party(sentence, next.source))
        }
        SourceMention::Unsaid | SourceMention::Nobody => false,
    };
    says && same
}

/// Where `earlier` runs over the words of `next`, it ends before them.
fn cut(sentence: &Sentence<'_>, earlier: &mut Attribution, next: &Attribution) {
    // "said that, according to Smith, it …": all of it is said.
    let begins = |(from, _): &Range| *from <= next.cue.0 && next.cue.0 <= from + 1;
    if next.rule == Rule::According && earlier.content.iter().any(begins) {
        return;
    }
    let start = match next.source {
        SourceMention::Named((from, _)) if from > earlier.cue.0 => from.min(next.cue.0),
        _ => next.cue.0,
    };
    let start = meanwhile(sentence, start).unwrap_or(start);
    // "A man who said he was Smith told the police": the clause is a part of whoever tells.
    let inside = matches!(next.source, SourceMention::Named((from, to))
        if from <= earlier.cue.0 && earlier.cue.0 < to);
    let left = inside || next.content.iter().all(|(_, to)| *to <= start);
    let quoted = next.content.iter().map(|(from, _)| *from);
    let start = if inside {
        start
    } else {
        quoted.filter(|from| *from > earlier.cue.0).fold(start, usize::min)
    };
    let same = next.source == SourceMention::Same;
    let end = if left || same { Some(start) } else { clause(sentence, earlier, start) };
    let Some(end) = end else { return };
    for range in &mut earlier.content {
        if range.0 < end && start < range.1 {
            range.1 = trim(sentence, range.0, end);
            while range.1 < end && range.1 > range.0 && sentence.is(range.1 - 1, Class::PREPOSITION)
            {
                range.1 = trim(sentence, range.0, range.1 - 1);
            }
        }
    }
    earlier.content.retain(|(from, to)| from < to);
}

/// Where the words begin that join a verb to the one before: "al tiempo que | agregó".
pub(super) fn meanwhile(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    (verb.saturating_sub(LONGEST)..verb)
        .find(|at| sentence.phrase(WordList::Meanwhile, *at).is_some_and(|len| at + len == verb))
}

/// Where the clause begins whose subject or verb stands at `start`, if it does not depend on what
/// was said before.
fn clause(sentence: &Sentence<'_>, earlier: &Attribution, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    if sentence.is_kind(before, TokenKind::Semicolon) {
        return Some(before);
    }
    if sentence.is(before, Class::CONJUNCTION) || sentence.is(before, Class::CONTRAST) {
        return Some(before);
    }
    let introduced = earlier.cue.0 > 0 && sentence.is(0, Class::SUBORDINATE | Class::PREPOSITION);
    (sentence.is_kind(before, TokenKind::Comma) && introduced).then_some(before)
}

/// "The clerk said the minister told him “pay them”": all that `outer` says is who quotes whom, and the
/// innermost speaks.
fn hands_on(sentence: &Sentence<'_>, outer: &Attribution, inner: &Attribution) -> bool {
    const LONGEST: usize = 12;
    let SourceMention::Named((from, _)) = inner.source else { return false };
    // "Lima, según denunció Gil, dijo: “…”"
    if let [_, (start, _)] = outer.content[..] {
        let quoted = inner.content.iter().all(|(quote, end)| {
            *end == quote + 1 && *quote > inner.cue.0 && sentence.quote(*quote).is_some()
        });
        return quoted && inner.happens && (start..start + 3).contains(&inner.cue.0);
    }
    let [(start, _)] = outer.content[..] else { return false };
    if !(start..=start + LONGEST).contains(&from) || !holds(outer, inner.cue.0) {
        return false;
    }
    let quoted = matches!(inner.content[..], [(quote, end), ..]
        if end == quote + 1 && sentence.quote(quote).is_some());
    // "recalled that her mother, Ana Paz, used to say “…”"
    let insertion = |at: usize| {
        sentence.is_kind(at, TokenKind::Comma)
            || sentence.is_word(at) && !sentence.is(at, Class::FINITE | Class::AUXILIARY)
    };
    let apposed = start + 1 < from
        && sentence.is_kind(from - 1, TokenKind::Comma)
        && (start..from).all(insertion);
    quoted && inner.happens && (start == from || apposed)
}

/// Who tells that `inner` was said: the innermost attribution that reports it, and its source.
fn through<'a>(all: &'a [Attribution], inner: &Attribution) -> Option<(&'a Attribution, Range)> {
    let outer =
        |outer: &&Attribution| outer.cue != inner.cue && outer.happens && holds(outer, inner.cue.0);
    let width =
        |outer: &&Attribution| outer.content.iter().map(|(from, to)| to - from).sum::<usize>();
    let SourceMention::Named(own) = inner.source else { return None };
    let outer = all.iter().filter(outer).min_by_key(width)?;
    match outer.source {
        SourceMention::Named(range) => (range != own).then_some((outer, range)),
        SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => None,
    }
}

fn holds(outer: &Attribution, cue: usize) -> bool {
    outer.content.iter().any(|(from, to)| *from <= cue && cue < *to)
}

/// Whether an attribution inside what somebody said is worth a statement of its own.
fn stands_inside(sentence: &Sentence<'_>, one: &Attribution) -> bool {
    let quotes =
        one.content.iter().any(|(from, to)| (*from..*to).any(|at| sentence.quote(at).is_some()));
    let says = one.strength == Strength::Clear && sentence.is(one.cue.0, Class::SAY | Class::TELL);
    quotes || says || one.rule == Rule::According
}
