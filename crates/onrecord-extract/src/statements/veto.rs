//! Who cannot be the one that a pronoun, a verb without a subject or a quote alone is taken to mean: who
//! has just asked does not answer himself, the dead do not speak, nobody calls himself by his name, and of
//! several that "dijeron" no single one is meant. Whoever the text names is never touched.

use super::who::NamedSpeaker;
use super::{Last, StatementReader};
use crate::attribution::Range;
use crate::sentence::Sentence;
use crate::tokens::TokenKind;
use crate::{Proposal, Rule};
use onrecord_language::{Class, WordList};
use onrecord_model::{Form, Polarity, SpeakerBy};
use onrecord_text::Span;

impl StatementReader<'_> {
    /// Leaves a statement without a speaker, where the one inferred cannot have said it.
    pub(super) fn veto(&self, proposal: &mut Proposal) {
        let Some(speaker) = proposal.speaker.filter(|_| is_guess(proposal.speaker_by)) else {
            return;
        };
        let answers =
            proposal.speaker_by == Some(SpeakerBy::QuoteBefore) && self.has_asked(speaker);
        if answers
            || self.names.is_dead(speaker)
            || self.names.is_person(speaker) && self.names.is_named_in(speaker, &proposal.spans)
        {
            proposal.speaker = None;
            proposal.speaker_by = None;
            if proposal.rule == Rule::FollowUp {
                proposal.rule = Rule::Marks;
            }
        }
    }

    /// The same of what a verb at `cue` attributes to `who`.
    pub(super) fn veto_by_verb(
        &self,
        sentence: &Sentence<'_>,
        cue: Range,
        who: NamedSpeaker,
    ) -> NamedSpeaker {
        let Some(speaker) = who.speaker.filter(|_| is_guess(who.by)) else { return who };
        let dropped = who.by == Some(SpeakerBy::DroppedSubject);
        // "Dijeron que …"
        let several = dropped && sentence.is(cue.0, Class::SEVERAL);
        let replies = sentence.phrase(WordList::Replies, cue.0).is_some();
        let answers =
            replies && self.has_asked(speaker) || self.has_asked_another(speaker, dropped);
        if several && self.names.is_person(speaker) || answers && !goes_on_asking(sentence, cue) {
            return NamedSpeaker { speaker: None, by: None, ..who };
        }
        who
    }

    /// Whether the statement read last is a question of `speaker`, of this sentence or the one before.
    fn has_asked(&self, speaker: u32) -> bool {
        self.question(speaker).is_some()
    }

    /// Whether that question went to somebody who may be meant as well: "Lee asked Bell about it. He said".
    fn has_asked_another(&self, speaker: u32, dropped: bool) -> bool {
        let asked = self.question(speaker).map_or(&[][..], |question| &question.audience);
        let near = self.asked.filter(|(_, _, sentence)| sentence + 1 >= self.sentence);
        let unquoted = near.filter(|(who, ..)| *who == speaker).map(|(_, other, _)| other);
        asked.iter().copied().chain(unquoted).any(|other| {
            other != speaker
                && self.names.is_person(other)
                && (dropped || self.names.are_alike(other, speaker))
        })
    }

    fn question(&self, speaker: u32) -> Option<&Proposal> {
        let said = self.said.filter(|said| said.sentence + 1 >= self.sentence)?;
        let last = self.found.get(said.proposal)?;
        (last.polarity == Some(Polarity::Asks) && last.speaker == Some(speaker)).then_some(last)
    }

    /// Whether a quote at `next` is an answer to the one before it, or stands in a talk of two: of several
    /// quotes in a row nobody is left out who may have spoken.
    pub(super) fn is_talk(&self, last: Last, next: Span) -> bool {
        let Some(before) = self.found.get(last.proposal) else { return false };
        let same = last.paragraph == self.paragraph;
        let question = before.spans.last().is_some_and(|words| words.of(self.text).ends_with('?'));
        let [one, other] = self.voices;
        let two = one.zip(other).is_some_and(|(one, other)| {
            one.speaker != other.speaker && other.paragraph + 2 >= self.paragraph
        });
        same && changes_speaker(self.text, before, next)
            || before.form == Form::Direct && !same && (question || two)
    }

    /// Notes whom the one that a sentence is about, whose name ends at item `from`, asks there.
    pub(super) fn asks(&mut self, sentence: &Sentence<'_>, from: usize, who: u32) {
        const NEAR: usize = 2;
        let verb = (from..from + NEAR).find(|at| sentence.is(*at, Class::ASKS));
        let Some(verb) = verb.filter(|at| sentence.is(*at, Class::FINITE)) else { return };
        let rest = sentence.span(verb + 1, sentence.items.len());
        if let Some(other) = self.names.seen_in(rest) {
            self.asked = Some((who, other, self.sentence));
        }
    }

    /// Notes that a sentence tells of the death of the one it is about, whose name ends at item `from`.
    pub(super) fn dies(&mut self, sentence: &Sentence<'_>, from: usize, who: u32) {
        const FURTHEST: usize = 10;
        for at in from..from + FURTHEST {
            if sentence.phrase(WordList::Dies, at).is_some() {
                self.names.dies(who);
                return;
            }
            let small = sentence.is(at, Class::AUXILIARY | Class::ADVERB);
            let verb = Class::FINITE | Class::LOOKS_PAST | Class::PAST_ENDING | Class::RELATIVE;
            let inside = sentence.is_word(at)
                || sentence.is_kind(at, TokenKind::Comma)
                || sentence.is_kind(at, TokenKind::Number);
            if !inside || sentence.is(at, Class::NEGATION) || !small && sentence.is(at, verb) {
                return;
            }
        }
    }
}

/// Whether somebody is only taken to have spoken.
fn is_guess(by: Option<SpeakerBy>) -> bool {
    matches!(by, Some(SpeakerBy::Pronoun | SpeakerBy::DroppedSubject | SpeakerBy::QuoteBefore))
}

/// Whether a quote stands behind a question somebody asked, or directly behind another closed quote: who
/// spoke there would not have stopped.
pub(super) fn changes_speaker(text: &str, before: &Proposal, next: Span) -> bool {
    let Some(last) = before.spans.last() else { return false };
    let between = Span::new(last.end.min(next.start), next.start).of(text);
    let beside = !between.chars().any(char::is_alphanumeric);
    beside || before.polarity == Some(Polarity::Asks)
}

/// "Añadió", "preguntó": who asks goes on.
fn goes_on_asking(sentence: &Sentence<'_>, cue: Range) -> bool {
    sentence.is(cue.0, Class::ASKS) || sentence.phrase(WordList::GoesOn, cue.0).is_some()
}
