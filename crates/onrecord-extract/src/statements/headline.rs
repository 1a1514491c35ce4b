//! Headlines that name their speaker: `Ruiz: The pact is dead`. Whether the words in front of the
//! colon are somebody shows only in the text below, so that these wait until all is read.

use smallvec::SmallVec;

use super::who::NamedSpeaker;
use super::{FEWEST_WORDS, StatementReader};
use crate::attribution::end_of;
use crate::names::run;
use crate::phrases::token_range;
use crate::sentence::Sentence;
use crate::tokens::{Case, Token, TokenKind, within};
use crate::{Proposal, Rule};
use onrecord_language::Class;
use onrecord_model::{Form, SpeakerBy, Strength};
use onrecord_text::Span;

/// Words that describe a speaker without a name.
const PARTY: Class = Class::all(&[Class::PERSON, Class::ORGANIZATION, Class::OUTLET, Class::MANY]);

/// The words of a headline behind its label.
#[derive(Debug, Clone)]
pub(super) struct Headline {
    label: SmallVec<[Token; 4]>,
    colon: Span,
    spans: SmallVec<[Span; 2]>,
    form: Form,
}

impl StatementReader<'_> {
    /// Notes what a headline's label may say; `false` where the sentence is none. `shouts`: its
    /// words have capitals.
    pub(super) fn headline(&mut self, sentence: &Sentence<'_>, shouts: bool) -> bool {
        const LONGEST: usize = 5;
        let colon = (1..=LONGEST).find(|at| sentence.is_kind(*at, TokenKind::Colon));
        let (Some(colon), end) = (colon, end_of(sentence)) else { return false };
        let (from, to) = token_range(sentence);
        let first = self.paragraph == 1 && from <= 1 && to + 2 >= sentence.paragraph.tokens.len();
        if !first && !shouts {
            return false;
        }
        let label: SmallVec<[Token; 4]> =
            (0..colon).filter_map(|at| sentence.token(at).copied()).collect();
        let named = label.iter().all(|token| token.is_capital() || token.is(PARTY))
            && label.last().is_some_and(|last| {
                let described = last.is(PARTY) || colon == 1 && last.is(Class::MEDIUM);
                described || !sentence.is(0, Class::DETERMINER)
            });
        let words = (colon + 1..end)
            .map(|at| sentence.quote(at).map_or(1, |quote| sentence.paragraph.words_in(quote)));
        let long = words.sum::<usize>() >= FEWEST_WORDS;
        let Some(mark) = sentence.token(colon) else { return false };
        if label.len() < colon || !named || !long {
            return false;
        }
        let quoted = (colon + 1..end).any(|at| sentence.quote(at).is_some());
        let plain = (colon + 1..end).any(|at| sentence.is_word(at));
        let form = match (quoted, plain) {
            (true, false) => Form::Direct,
            (true, true) => Form::Mixed,
            _ => Form::Indirect,
        };
        let spans = self.content_spans(sentence, (colon + 1, end));
        // Numbers and signs behind a colon are nobody's words.
        if spans.is_empty() {
            return false;
        }
        self.headlines.push(Headline { label, colon: mark.span, spans, form });
        true
    }

    /// Notes a line in capitals that begins with a name and a colon: the quote below it is that
    /// person's.
    pub(super) fn heading(&mut self, sentence: &Sentence<'_>) {
        const LONGEST: usize = 4;
        let (from, to) = token_range(sentence);
        let words = within(sentence.paragraph.tokens, from..to);
        let shouts = |token: &Token| token.kind != TokenKind::Word || token.case == Case::Upper;
        let whole = from == 0 && to == sentence.paragraph.tokens.len();
        let colon = words.iter().position(|token| token.kind == TokenKind::Colon);
        let Some(colon) = colon.filter(|colon| whole && (1..=LONGEST).contains(colon)) else {
            return;
        };
        let label = within(words, 0..colon);
        if colon + 1 < words.len()
            && words.iter().all(shouts)
            && run(label, 0) == label.len()
            && self.names.is_somebody(self.text, label)
        {
            self.label = Some((label.iter().copied().collect(), self.paragraph));
        }
    }

    /// Whom the line above this paragraph names.
    pub(super) fn headed(&mut self) -> Option<NamedSpeaker> {
        let (label, _) = self.label.take().filter(|(_, at)| at + 1 == self.paragraph)?;
        let who = self.names.name(self.text, &label, self.sentence)?;
        Some(NamedSpeaker::new(Some(who), None, SpeakerBy::QuoteBefore))
    }

    /// Proposes the headlines whose label the document knows, or which describes somebody.
    pub(super) fn headlines(&mut self) {
        for headline in std::mem::take(&mut self.headlines) {
            let (Some(first), Some(last)) = (headline.label.first(), headline.label.last()) else {
                continue;
            };
            let mention = Span::new(first.span.start, last.core);
            let speaker = if self.names.knows(self.text, last) {
                self.names.name(self.text, &headline.label, 0)
            } else if last.is(PARTY) || headline.label.len() == 1 && last.is(Class::MEDIUM) {
                Some(self.names.described(self.text, mention))
            } else {
                None
            };
            let Some(speaker) = speaker else { continue };
            self.found.push(Proposal {
                spans: headline.spans,
                form: headline.form,
                speaker: Some(speaker),
                speaker_by: Some(SpeakerBy::Name),
                candidates: Vec::new(),
                mention: Some(mention),
                cue: Some(headline.colon),
                polarity: None,
                only_says: true,
                attribution: vec![mention],
                via: Vec::new(),
                audience: Vec::new(),
                said: None,
                rule: Rule::Colon,
                strength: Strength::Clear,
            });
            self.names.spoke(speaker, 0);
        }
    }
}
