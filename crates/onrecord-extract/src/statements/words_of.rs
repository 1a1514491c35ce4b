//! "Those were the words of Ana Ruiz": a sentence directly behind a quote that tells whose it was.

use super::{Last, StatementReader};
use crate::Rule;
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};
use onrecord_model::{Polarity, SpeakerBy};
use onrecord_text::Span;
use smallvec::SmallVec;

impl StatementReader<'_> {
    /// Gives the quote that the sentence before ends with to whom this one names; `false` where it names
    /// nobody, or no quote stands there that is nobody's yet.
    pub(super) fn words_of(&mut self, sentence: &Sentence<'_>) -> bool {
        const LONGEST: usize = 8;
        let Some(from) = sentence.phrase(WordList::WordsOf, 0) else { return false };
        let denied = |at: usize| sentence.is(at, Class::NEGATION | Class::CONJUNCTION);
        let mut name = from..from + LONGEST;
        let to = name.find(|at| !sentence.is_word(*at)).unwrap_or(from);
        let near = self
            .last
            .filter(|last| last.sentence + 1 == self.sentence && last.paragraph == self.paragraph);
        let Some(last) = near.filter(|_| from < to && !(from..to).any(denied)) else {
            return false;
        };
        let who = self.who(sentence, (from, to));
        if who.speaker.is_none()
            || who.by != Some(SpeakerBy::Name)
            || !self.part_last(sentence, last)
        {
            return false;
        }
        let (cue, all) = (sentence.span(0, from), sentence.span(0, to));
        let Some(last) = self.last else { return false };
        let Some(proposal) = self.found.get_mut(last.proposal) else { return false };
        proposal.speaker = who.speaker;
        proposal.speaker_by = who.by;
        proposal.mention = who.mention;
        proposal.cue = Some(cue);
        proposal.polarity = Some(Polarity::Affirms);
        proposal.only_says = true;
        proposal.attribution = vec![all];
        proposal.rule = Rule::FollowUp;
        if let Some(speaker) = who.speaker {
            self.names.spoke(speaker, self.sentence);
        }
        true
    }

    /// Makes the quote read last a statement of its own where it was joined to what somebody else is
    /// known to have said; `false` where the words have an attribution beside them.
    fn part_last(&mut self, sentence: &Sentence<'_>, last: Last) -> bool {
        let Some(before) = self.found.get_mut(last.proposal) else { return false };
        if before.cue.is_none() && before.spans.len() == 1 {
            return true;
        }
        let Some(span) = before.spans.last().copied().filter(|_| before.spans.len() > 1) else {
            return false;
        };
        // "“…,” said Bo Hale, “…”": one sentence, and all of it his.
        let Some(Span { end: told, .. }) = before.cue else { return false };
        let tokens = sentence.paragraph.tokens;
        let between = |token: &Token| told <= token.span.start && token.span.start < span.start;
        let ended = |token: &Token| token.kind == TokenKind::Stop && between(token);
        let above = tokens.first().is_some_and(|first| told < first.span.start);
        if !above && !tokens.iter().any(ended) {
            return false;
        }
        before.spans.pop();
        let mut own = before.clone();
        own.spans = SmallVec::from_iter([span]);
        own.via = Vec::new();
        own.audience = Vec::new();
        own.said = None;
        self.found.push(own);
        self.last = Some(Last { proposal: self.found.len() - 1, ..last });
        true
    }
}
