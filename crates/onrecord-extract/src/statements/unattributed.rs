//! Quotes without an attribution of their own: what goes on from the statement before, what a colon
//! announces, what a name signs.

use smallvec::SmallVec;

use super::veto::changes_speaker;
use super::who::NamedSpeaker;
use super::{Announced, FEWEST_WORDS, Last, StatementReader};
use crate::attribution::{cue, end_of, source_of};
use crate::phrases::{capitals, inner, is_title, token_range};
use crate::sentence::{Sentence, SentenceItem};
use crate::tokens::{Token, TokenKind};
use crate::{Proposal, Rule};
use onrecord_language::Class;
use onrecord_model::{Form, SpeakerBy, Strength};
use onrecord_text::Span;

impl StatementReader<'_> {
    /// A sentence that ends in a colon names the speaker of what follows.
    pub(super) fn announce(&mut self, sentence: &Sentence<'_>, colon: usize) {
        self.open_section(sentence, colon);
        for at in 0..colon {
            if sentence.is(at, Class::SAY | Class::TELL)
                && let Some(source) = source_of(sentence, at)
            {
                let who = self.whose(sentence, source, (at, at + 1), NamedSpeaker::default());
                let cue = cue(sentence, at);
                if who.by.is_some() && cue.happens {
                    let span = sentence.span(cue.shown.0, cue.shown.1);
                    self.announced = Some(Announced { who, cue, span });
                }
            }
        }
    }

    /// "Lo que dijo:", a line of its own: all quotes of the section are of whom the text is about.
    fn open_section(&mut self, sentence: &Sentence<'_>, colon: usize) {
        const LONGEST: usize = 6;
        let verb =
            (0..colon).find(|at| sentence.is(*at, Class::SAY) && sentence.is(*at, Class::DROPS));
        let Some(verb) = verb.filter(|_| colon <= LONGEST) else {
            return;
        };
        let first = matches!(sentence.items.first(), Some(SentenceItem::Token(0)));
        let bare = first && verb + 1 == colon && sentence.items.len() == colon + 1;
        if bare {
            let who = self.names.unsaid(sentence.span(verb, colon), self.sentence);
            self.section = Some(NamedSpeaker::new(who, None, SpeakerBy::DroppedSubject));
        }
    }

    /// Quotes that no attribution of the sentence covers.
    pub(super) fn rest(&mut self, sentence: &Sentence<'_>, covered: &[bool]) {
        let only_quotes = !(0..sentence.items.len()).any(|at| sentence.is_word(at));
        // "- “The fair” is open again": an item of a list, of which only what somebody says is wanted.
        if sentence.paragraph.tokens.first().is_some_and(|token| token.kind == TokenKind::Dash)
            && sentence.paragraph.quotes.first().is_some_and(|quote| quote.from == 2)
        {
            return;
        }
        for at in 0..sentence.items.len() {
            let Some(quote) = sentence.quote(at).copied() else { continue };
            if covered.get(at).copied().unwrap_or(true) {
                continue;
            }
            let words = sentence.paragraph.words_in(&quote);
            let Some(span) = inner(sentence, at) else { continue };
            let whole = Self::is_whole(sentence, at, only_quotes && words > 1);
            let scare = quote.single && words < 2 * FEWEST_WORDS && !whole;
            if scare || Self::is_title(sentence, at) {
                continue;
            }
            if words < 2 * FEWEST_WORDS && Self::is_named(sentence, at) {
                continue;
            }
            if only_quotes {
                self.pull(sentence, span);
                let leads = at == 0 && sentence.opens_paragraph();
                let (from, to) = token_range(sentence);
                let all = from <= 1 && to + 2 >= sentence.paragraph.tokens.len();
                self.go_on(span, (leads, all), sentence.paragraph.is_open(&quote));
                continue;
            }
            // An address between marks is one word.
            if words < FEWEST_WORDS || !span.of(self.text).contains(char::is_whitespace) {
                continue;
            }
            let colon = at >= 1 && sentence.is_kind(at - 1, TokenKind::Colon);
            let who = if colon {
                self.before_colon(sentence, at - 1)
            } else if sentence.is_kind(at + 1, TokenKind::Dash)
                || sentence.is_kind(at + 1, TokenKind::Colon)
            {
                self.signature(sentence, at + 2)
            } else {
                NamedSpeaker::default()
            };
            let same = self.last.filter(|last| last.paragraph == self.paragraph && !colon);
            let before = same.map_or(NamedSpeaker::default(), |last| self.who_said(last).before());
            let mention = who.mention.or(before.mention);
            let who = if who.speaker.is_some() { who } else { before };
            let rule = if colon { Rule::Colon } else { Rule::Marks };
            self.quoted(span, NamedSpeaker { mention, ..who }, rule);
            if let Some(last) = self.last.as_mut() {
                last.open = sentence.paragraph.is_open(&quote);
            }
        }
    }

    /// A quote that begins and ends as a sentence does, that a colon announces or that is all of its
    /// sentence (`alone`): whatever its marks,
    /// it is no word held at a distance.
    fn is_whole(sentence: &Sentence<'_>, at: usize, alone: bool) -> bool {
        let Some(quote) = sentence.quote(at) else { return false };
        let inside = sentence.paragraph.inside(quote);
        let capital = inside.iter().find(|token| token.kind == TokenKind::Word);
        let ends = [TokenKind::Stop, TokenKind::Comma];
        let ended = inside.last().is_some_and(|last| ends.contains(&last.kind));
        let announced = at > 0 && sentence.is_kind(at - 1, TokenKind::Colon);
        capital.is_some_and(Token::is_capital) && (ended || announced || alone)
    }

    /// `“…” — Name`, at the end of the sentence.
    fn signature(&mut self, sentence: &Sentence<'_>, from: usize) -> NamedSpeaker {
        let end = end_of(sentence);
        let name = from < end && (from..end).all(|at| sentence.is_capital(at));
        if name { self.who(sentence, (from, end)) } else { NamedSpeaker::default() }
    }

    /// “…” behind "the" or "the novel": a name, or words held at a distance.
    fn is_named(sentence: &Sentence<'_>, at: usize) -> bool {
        let before = at.checked_sub(1);
        // "bajo el lema de «…»"
        let joined = before.filter(|before| sentence.is(*before, Class::OF | Class::AS));
        let noun = joined.map_or(before, |joined| joined.checked_sub(1));
        let work = noun.is_some_and(|noun| sentence.is(noun, Class::WORK));
        before.is_some_and(|before| {
            work || Self::is_apposed(sentence, before, at)
                || sentence.is(before, Class::DETERMINER)
                    && !sentence.is(before, Class::SUBORDINATE)
        })
    }

    /// „Partei „Neue Wege““: where nouns have capitals, a quote that begins with one directly behind a noun
    /// is its name.
    fn is_apposed(sentence: &Sentence<'_>, before: usize, at: usize) -> bool {
        let first = sentence.quote(at).map(|quote| sentence.paragraph.inside(quote));
        let capital = first.and_then(|inside| inside.first()).is_some_and(Token::is_capital);
        let noun = before > 0 && sentence.is_word(before) && sentence.is_capital(before);
        capital && noun && sentence.paragraph.tables.language().has_capital_nouns()
    }

    /// A quote whose words nearly all have capitals is the title of a work.
    fn is_title(sentence: &Sentence<'_>, at: usize) -> bool {
        let quote = sentence.quote(at);
        let tokens = quote.and_then(|quote| sentence.paragraph.tokens.get(quote.from..quote.to));
        tokens.is_some_and(|tokens| is_title(tokens) || tokens.len() < 12 && capitals(tokens, 1))
    }

    /// A sentence of quotes alone goes on from the direct statement before it. `leads`: the quote opens
    /// its paragraph; `open`: it goes on beyond it.
    fn go_on(&mut self, span: Span, (leads, all): (bool, bool), open: bool) {
        if let Some(Announced { who, cue, span: words }) = self.announced {
            self.push(Proposal {
                spans: SmallVec::from_iter([span]),
                form: Form::Direct,
                speaker: who.speaker,
                speaker_by: who.by,
                candidates: who.candidates.into_iter().flatten().collect(),
                mention: who.mention,
                cue: Some(words),
                polarity: cue.polarity,
                only_says: cue.only_says,
                attribution: who.mention.into_iter().collect(),
                via: Vec::new(),
                audience: Vec::new(),
                said: None,
                rule: Rule::Colon,
                strength: Strength::Clear,
            });
        } else if let Some(who) = self.headed() {
            self.quoted(span, who, Rule::FollowUp);
        } else {
            self.follow_up(span, leads, all);
        }
        if let Some(last) = self.last.as_mut() {
            last.open = open;
        }
    }

    fn follow_up(&mut self, span: Span, leads: bool, all: bool) {
        let near = self.last.filter(|last| {
            last.sentence + 1 >= self.sentence && last.paragraph + 1 >= self.paragraph
        });
        let joins = near.filter(|last| leads && last.open || last.paragraph == self.paragraph);
        if let Some(last) = joins
            && let Some(proposal) = self.found.get_mut(last.proposal)
            && proposal.form == Form::Direct
            && (last.open || !changes_speaker(self.text, proposal, span))
        {
            proposal.spans.push(span);
            self.last = Some(Last { sentence: self.sentence, paragraph: self.paragraph, ..last });
            return;
        }
        // "Smith said that it was late.\n\n“…”": whoever is reported goes on in his own words.
        let reported = self.said.filter(|said| {
            let beside =
                said.paragraph == self.paragraph || all && said.paragraph + 1 == self.paragraph;
            said.sentence + 1 == self.sentence && beside
        });
        let who = near.or(reported).filter(|last| last.open || !self.is_talk(*last, span));
        let who = who.map_or(NamedSpeaker::default(), |last| self.who_said(last).before());
        let rule = if who.speaker.is_some() { Rule::FollowUp } else { Rule::Marks };
        self.quoted(span, who, rule);
    }

    /// Who said what was read last.
    fn who_said(&self, last: Last) -> NamedSpeaker {
        let proposal = self.found.get(last.proposal);
        proposal.map_or(NamedSpeaker::default(), |proposal| NamedSpeaker {
            speaker: proposal.speaker,
            mention: proposal.mention,
            by: proposal.speaker_by,
            candidates: {
                let mut all = proposal.candidates.iter().copied();
                std::array::from_fn(|_| all.next())
            },
        })
    }

    /// Proposes a quote that no words beside it attribute.
    fn quoted(&mut self, span: Span, who: NamedSpeaker, rule: Rule) {
        let nobody = who.speaker.is_none() && self.heading;
        let strength = if nobody { Strength::Weak } else { Strength::Clear };
        self.push(Proposal {
            spans: SmallVec::from_iter([span]),
            form: Form::Direct,
            speaker: who.speaker,
            speaker_by: who.by,
            candidates: who.candidates.into_iter().flatten().collect(),
            mention: who.mention,
            cue: None,
            polarity: None,
            only_says: false,
            attribution: Vec::new(),
            via: Vec::new(),
            audience: Vec::new(),
            said: None,
            rule,
            strength,
        });
    }
}
