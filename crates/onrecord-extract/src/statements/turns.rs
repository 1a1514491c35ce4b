//! Turns of a transcript: those a reader found, and those that show in the text.

use smallvec::SmallVec;

use super::{FEWEST_WORDS, StatementReader};
use crate::names::run;
use crate::sentence::Paragraph;
use crate::tokens::{Case, Token, TokenKind, tokens};
use crate::{Proposal, Rule};
use onrecord_language::{Class, Tables, WordList};
use onrecord_model::{Form, SpeakerBy, Strength, Turn};
use onrecord_text::Span;

impl StatementReader<'_> {
    /// A turn that the document's own layout shows: all its words are one statement.
    pub(super) fn given_turn(&mut self, turn: &Turn, tables: &Tables) {
        self.sentence += 1;
        if turn.speaker.is_none() && is_answer(self.text, tables, turn.words.start) {
            self.answers.push(self.found.len());
        }
        let speaker = turn.speaker.map(|span| {
            let mut name = Vec::new();
            tokens(span.of(self.text), span.start, tables, &mut name);
            let named = (run(&name, 0) == name.len()).then_some(name.as_slice());
            let named = named.and_then(|name| self.names.name(self.text, name, self.sentence));
            named.unwrap_or_else(|| self.names.described(self.text, span))
        });
        self.push(Proposal {
            spans: SmallVec::from_iter([turn.words]),
            form: Form::Direct,
            speaker,
            speaker_by: speaker.map(|_| named_by(self.text, turn)),
            mention: turn.speaker,
            cue: None,
            polarity: None,
            only_says: false,
            attribution: turn.speaker.into_iter().collect(),
            via: Vec::new(),
            rule: Rule::Turn,
            strength: Strength::Clear,
        });
    }

    /// `R:` and `A:` are the words of the one person whom the text before the first of them names.
    pub(super) fn answers(&mut self) {
        let answers = std::mem::take(&mut self.answers);
        let first = answers.first().and_then(|at| self.found.get(*at)?.spans.first().copied());
        let Some(who) = first.and_then(|first| self.names.only_one_before(first.start)) else {
            return;
        };
        for at in answers {
            if let Some(proposal) = self.found.get_mut(at) {
                proposal.speaker = Some(who);
                proposal.speaker_by = Some(SpeakerBy::Turn);
            }
            self.names.spoke(who, 0);
        }
    }

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
            mention: Some(mention),
            cue: tokens.get(colon).map(|token| token.span),
            polarity: None,
            only_says: true,
            attribution: vec![mention],
            via: Vec::new(),
            rule: Rule::Turn,
            strength: Strength::Clear,
        });
        if let Some(last) = self.last.as_mut() {
            last.open = paragraph.quotes.last().is_some_and(|quote| paragraph.is_open(quote));
        }
        true
    }
}

/// Whether the label directly in front of the words names the speaker, or somebody was named before
/// ("BY MS. RUIZ:") who goes on behind "Q.".
fn named_by(text: &str, turn: &Turn) -> SpeakerBy {
    let between = turn.speaker.filter(|name| name.end <= turn.words.start);
    let between = between.map(|name| Span::new(name.end, turn.words.start).of(text));
    let mut depth = 0_usize;
    let mut label = false;
    for c in between.unwrap_or("?").chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c => label |= depth == 0 && (c.is_alphabetic() || c == '?'),
        }
    }
    if label { SpeakerBy::Turn } else { SpeakerBy::Name }
}

/// Whether the line of the words at byte `at` is labelled as an answer.
fn is_answer(text: &str, tables: &Tables, at: u32) -> bool {
    let head = Span::new(0, at).of(text);
    let label = head.rsplit('\n').next().unwrap_or(head);
    let label = label.trim_matches(|c: char| !c.is_alphabetic());
    label.starts_with(char::is_uppercase) && tables.has(WordList::Answers, &label.to_lowercase())
}
