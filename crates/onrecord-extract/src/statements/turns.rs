//! Turns that show in the text, where no reader found any: a name in capitals and a colon.

use smallvec::SmallVec;

use super::{FEWEST_WORDS, StatementReader};
use crate::sentence::Paragraph;
use crate::tokens::{Case, Token, TokenKind};
use crate::{Proposal, Rule};
use onrecord_language::Class;
use onrecord_model::{Form, SpeakerBy, Strength};
use onrecord_text::Span;

impl StatementReader<'_> {
    /// Names and dates of a paragraph whose words are known to be somebody's.
    pub(super) fn mentions(&mut self, tokens: &[Token]) {
        self.sentence += 1;
        self.names.read(self.text, tokens, &[], self.sentence);
        self.dates.read(tokens);
    }

    /// A paragraph that begins with a speaker in capitals and a colon is a turn of a transcript.
    pub(super) fn turn(&mut self, paragraph: Paragraph<'_>) -> bool {
        const LONGEST: usize = 4;
        let tokens = paragraph.tokens;
        let from = usize::from(
            tokens.first().is_some_and(|token| matches!(token.kind, TokenKind::Quote(_))),
        );
        let label = tokens
            .iter()
            .skip(from)
            .take(LONGEST + 1)
            .position(|token| token.kind == TokenKind::Colon);
        let Some(label) = label.filter(|label| *label > 0) else { return false };
        let colon = from + label;
        let (Some(name), Some(words)) = (tokens.get(from..colon), tokens.get(colon + 1..)) else {
            return false;
        };
        let is_label = name.iter().all(|token| token.case == Case::Upper || token.is(Class::TITLE));
        let long =
            words.iter().filter(|token| token.kind == TokenKind::Word).count() >= FEWEST_WORDS;
        let (Some(first), Some(last)) =
            (words.first(), words.iter().rev().find(|t| !matches!(t.kind, TokenKind::Quote(_))))
        else {
            return false;
        };
        let known = self.turns > 0 || name.iter().any(|token| self.names.knows(self.text, token));
        if !is_label || !long && self.turns == 0 || !known {
            return false;
        }
        self.sentence += 1;
        self.turns += 1;
        let speaker = self.names.name(self.text, name, self.sentence);
        let (Some(from), Some(to)) = (name.first(), name.last()) else { return false };
        let mention = Span::new(from.span.start, to.span.end);
        let from = if matches!(first.kind, TokenKind::Quote(_)) {
            first.span.end
        } else {
            first.span.start
        };
        self.push(Proposal {
            spans: SmallVec::from_iter([Span::new(from, last.span.end)]),
            form: Form::Direct,
            speaker,
            speaker_by: speaker.map(|_| SpeakerBy::Name),
            candidates: Vec::new(),
            mention: Some(mention),
            cue: tokens.get(colon).map(|token| token.span),
            polarity: None,
            only_says: true,
            attribution: vec![mention],
            via: Vec::new(),
            audience: Vec::new(),
            said: None,
            rule: Rule::Turn,
            strength: Strength::Clear,
        });
        if let Some(last) = self.last.as_mut() {
            last.open = paragraph.quotes.last().is_some_and(|quote| paragraph.is_open(quote));
        }
        true
    }
}
