//! One stretch of words is one statement, however many words attribute it.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use onrecord_model::{Form, SpeakerBy};

use crate::Proposal;

/// Puts statements into the order of their words, and joins those of the same words: "responded by
/// saying" has two cues and says it once.
pub(super) fn once(statements: &mut Vec<Proposal>) {
    statements.sort_by(|one, other| one.spans.cmp(&other.spans));
    statements.dedup_by(|next, kept| {
        let same = next.spans == kept.spans;
        if same {
            join(kept, next);
        }
        same
    });
}

/// A quote that nothing attributes and that stands elsewhere with its speaker, as one that a page sets
/// apart does, is the same person's.
pub(super) fn again(text: &str, statements: &mut [Proposal]) {
    let direct = |one: &&Proposal| one.form == Form::Direct;
    let mut known: HashMap<String, Option<u32>, FixedState> = HashMap::default();
    for one in statements.iter().filter(direct) {
        let Some(speaker) = one.speaker else { continue };
        let same = known.entry(words(text, one)).or_insert(Some(speaker));
        *same = same.filter(|same| *same == speaker);
    }
    for one in statements.iter_mut().filter(|one| one.form == Form::Direct && one.speaker.is_none())
    {
        let speaker = known.get(&words(text, one)).copied().flatten();
        one.speaker = speaker.filter(|_| one.cue.is_none());
        one.speaker_by = one.speaker.map(|_| SpeakerBy::QuoteBefore);
    }
}

/// The words of a statement without marks and case.
fn words(text: &str, one: &Proposal) -> String {
    let mut words = String::new();
    for span in &one.spans {
        let letters = span.of(text).chars().filter(|c| c.is_alphanumeric());
        words.extend(letters.flat_map(char::to_lowercase));
    }
    words
}

/// Keeps the attribution nearest to the words, the innermost. Where one cue gives two speakers,
/// neither is known.
fn join(kept: &mut Proposal, next: &mut Proposal) {
    let both = kept.speaker.is_some() && next.speaker.is_some();
    if kept.cue == next.cue && both && kept.speaker != next.speaker {
        kept.speaker = None;
        kept.speaker_by = None;
    } else if rank(next) > rank(kept) {
        std::mem::swap(kept, next);
    }
}

/// How well a proposal knows whose its words are.
fn rank(one: &Proposal) -> (bool, bool, Reverse<u32>, u32) {
    let hull = one.spans.first().zip(one.spans.last());
    let far = hull.zip(one.cue).map(|((first, last), cue)| {
        first.start.saturating_sub(cue.end).max(cue.start.saturating_sub(last.end))
    });
    let start = one.cue.map_or(0, |cue| cue.start);
    (one.speaker.is_some(), one.cue.is_some(), Reverse(far.unwrap_or(u32::MAX)), start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rule;
    use onrecord_model::{Form, SpeakerBy, Strength};
    use onrecord_text::Span;

    fn proposal(speaker: Option<u32>, cue: Option<(u32, u32)>) -> Proposal {
        Proposal {
            spans: [Span::new(20, 30)].into_iter().collect(),
            form: Form::Indirect,
            speaker,
            speaker_by: speaker.map(|_| SpeakerBy::Name),
            candidates: Vec::new(),
            mention: None,
            cue: cue.map(|(start, end)| Span::new(start, end)),
            polarity: None,
            only_says: false,
            attribution: Vec::new(),
            via: Vec::new(),
            audience: Vec::new(),
            said: None,
            rule: Rule::Verb,
            strength: Strength::Clear,
        }
    }

    #[test]
    fn the_same_words_are_said_once() {
        let (far, near) = (Some((0, 5)), Some((10, 15)));
        for (one, other, want) in [
            ((Some(1), far), (Some(1), near), (Some(1), near)),
            ((Some(1), far), (Some(2), near), (Some(2), near)),
            ((Some(1), far), (None, near), (Some(1), far)),
            ((Some(1), near), (Some(2), near), (None, near)),
            ((Some(1), None), (Some(2), None), (None, None)),
            ((Some(1), None), (Some(2), far), (Some(2), far)),
        ] {
            for (first, second) in [(one, other), (other, one)] {
                let mut all = vec![proposal(first.0, first.1), proposal(second.0, second.1)];
                once(&mut all);
                let cue = want.1.map(|(start, end)| Span::new(start, end));
                let found: Vec<_> = all.iter().map(|one| (one.speaker, one.cue)).collect();
                assert_eq!(found, [(want.0, cue)], "{first:?} {second:?}");
                assert_eq!(all[0].speaker_by.is_some(), want.0.is_some());
            }
        }
    }
}
