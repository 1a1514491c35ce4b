//! Lines of dialogue in the Spanish way: `—No firmé —dijo el director—. Nadie me lo pidió.` A line
//! is one statement; what stands between the dashes says whose.

use smallvec::SmallVec;

use super::StatementReader;
use super::who::NamedSpeaker;
use crate::attribution::{SourceMention, attributions};
use crate::phrases::inner;
use crate::sentence::{Paragraph, Sentence, SentenceItem};
use crate::tokens::TokenKind;
use crate::{Proposal, Rule};
use onrecord_language::Class;
use onrecord_model::{Form, SpeakerBy, Strength};
use onrecord_text::Span;

/// The two who talk: who spoke last, and who before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dialogue {
    paragraph: u32,
    last: Option<u32>,
    before: Option<u32>,
}

impl StatementReader<'_> {
    /// Reads a paragraph that is a line of dialogue; `false` where it is none.
    pub(super) fn dialogue(&mut self, paragraph: Paragraph<'_>, items: &[SentenceItem]) -> bool {
        let [dash, words @ ..] = paragraph.tokens else { return false };
        let goes_on = self.talk.paragraph > 0 && self.talk.paragraph + 1 == self.paragraph;
        let lines =
            words.iter().any(|next| next.kind == TokenKind::Dash && next.is(Class::NEW_LINE));
        if dash.kind != TokenKind::Dash || lines || paragraph.quotes.is_empty() && !goes_on {
            return false;
        }
        // "- “…”, dijo Paz": an item of a list.
        if paragraph.quotes.first().is_some_and(|quote| quote.from > 1) {
            return false;
        }
        self.mentions(paragraph.tokens);
        let sentence = Sentence { paragraph, items };
        let mut spans: SmallVec<[Span; 2]> =
            (0..items.len()).filter_map(|at| inner(&sentence, at)).collect();
        let (mut who, mut cue, mut polarity, mut only_says) =
            (NamedSpeaker::default(), None, None, false);
        if let ([], [first, .., last] | [first @ last]) = (paragraph.quotes, words) {
            spans.push(Span::new(first.span.start, last.span.end));
            who = NamedSpeaker::new(self.talk.before, None, SpeakerBy::Turn);
        }
        if let Some(one) = attributions(&sentence, false).iter().find(|one| one.happens) {
            cue = Some(sentence.span(one.shown.0, one.shown.1));
            (polarity, only_says) = (one.polarity, one.only_says);
            who = match one.source {
                SourceMention::Named(range) => self.who(&sentence, range),
                SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => {
                    NamedSpeaker::default()
                }
            };
        }
        let NamedSpeaker { speaker, mention, by } = who;
        if spans.is_empty() {
            return true;
        }
        self.push(Proposal {
            spans,
            form: Form::Direct,
            speaker,
            speaker_by: by,
            mention,
            cue,
            polarity,
            only_says,
            attribution: mention.into_iter().chain(cue).collect(),
            via: Vec::new(),
            audience: Vec::new(),
            said: None,
            rule: if cue.is_some() { Rule::Verb } else { Rule::Marks },
            strength: Strength::Clear,
        });
        let before = if speaker == self.talk.last { self.talk.before } else { self.talk.last };
        self.talk = Dialogue { paragraph: self.paragraph, last: speaker, before };
        true
    }
}
