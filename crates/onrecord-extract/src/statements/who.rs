//! Whom the words of an attribution mean, whom they tell, and who has another name.

use super::StatementReader;
use super::joint::members;
use crate::attribution::{Range, SourceMention, Topic, topic};
use crate::names::{SpeakerCandidates, named};
use crate::phrases::{apposed, inner, name_in};
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind, within};
use onrecord_language::{Class, WordList};
use onrecord_model::SpeakerBy;
use onrecord_text::Span;

/// Who speaks, the words that say so, and how far these name anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NamedSpeaker {
    pub(super) speaker: Option<u32>,
    pub(super) mention: Option<Span>,
    /// `None` where nobody is known.
    pub(super) by: Option<SpeakerBy>,
    /// Who may be meant, where none is more than another.
    pub(super) candidates: SpeakerCandidates,
}

impl NamedSpeaker {
    /// `speaker`, known from what `mention` is.
    pub(super) fn new(speaker: Option<u32>, mention: Option<Span>, by: SpeakerBy) -> Self {
        Self { speaker, mention, by: speaker.map(|_| by), candidates: SpeakerCandidates::default() }
    }

    /// The same speaker, known from the quote before.
    pub(super) fn before(self) -> Self {
        Self::new(self.speaker, self.mention, SpeakerBy::QuoteBefore)
    }
}

impl StatementReader<'_> {
    /// Whom a cue names as the source; `before`: whom the cue before it names.
    pub(super) fn whose(
        &mut self,
        sentence: &Sentence<'_>,
        source: SourceMention,
        cue: Range,
        before: NamedSpeaker,
    ) -> NamedSpeaker {
        let who = match source {
            SourceMention::Named(range) => self.who(sentence, range),
            SourceMention::Same => before,
            SourceMention::Nobody => NamedSpeaker::default(),
            SourceMention::Unsaid if sentence.paragraph.tables.language().is_partial() => {
                NamedSpeaker::default()
            }
            SourceMention::Unsaid => {
                let who = self.names.unsaid(sentence.span(cue.0, cue.1), self.sentence);
                NamedSpeaker::new(who, None, SpeakerBy::DroppedSubject)
            }
        };
        self.veto_by_verb(sentence, cue, who)
    }

    /// Whom a noun phrase means, and the words that say so.
    pub(super) fn who(&mut self, sentence: &Sentence<'_>, (from, to): Range) -> NamedSpeaker {
        let span = sentence.span(from, to);
        if let Some(quote) = sentence.quote(from) {
            let name = sentence.paragraph.inside(quote);
            let who = self.names.name(self.text, name, self.sentence);
            return NamedSpeaker::new(who, Some(span), SpeakerBy::Name);
        }
        let Some(first) = sentence.token(from) else { return NamedSpeaker::default() };
        let pronoun = Class::SUBJECT | Class::HE | Class::SHE | Class::THEY | Class::IT;
        if to == from + 1 && first.is(pronoun) {
            let who = self.names.pronoun(span, first.class, self.sentence);
            let unclear = if who.is_none() { self.names.unclear_in(span) } else { None };
            let who = NamedSpeaker::new(who, Some(span), SpeakerBy::Pronoun);
            return match unclear {
                Some(candidates) => NamedSpeaker { candidates, ..who },
                None => who,
            };
        }
        let mut to = to;
        // "said José Muñoz on 3 May": what leads on to a date is no part of the name.
        let behind = Class::ADVERB | Class::HE | Class::SHE | Class::PREPOSITION;
        while to > from + 1 && sentence.is(to - 1, behind) && !sentence.is_capital(to - 1) {
            to -= 1;
        }
        let span = sentence.span(from, to);
        let phrase: Vec<Token> = (from..to).map_while(|at| sentence.token(at).copied()).collect();
        let head = head(&phrase);
        if let Some(members) = members(&phrase, head) {
            let either = |at: usize| sentence.phrase(WordList::Either, at).is_some();
            if (from..to).any(either) {
                return NamedSpeaker::new(None, Some(span), SpeakerBy::Name);
            }
            let who = self.together(&members);
            return NamedSpeaker::new(who, Some(span), SpeakerBy::Name);
        }
        let plural = from == 0
            && head == 1
            && first.is(Class::LOOKS_PLURAL)
            && !self.names.knows(self.text, first);
        let name = if sentence.paragraph.tables.language().has_capital_nouns() {
            named(&phrase, head)
        } else if plural {
            None
        } else {
            name_in(&phrase, head, from > 0)
        };
        let name = name.or_else(|| apposed(&phrase));
        let apposition = name.is_some_and(|name| name.len() < phrase.len())
            && phrase.iter().any(|token| token.kind == TokenKind::Comma);
        let name = name.filter(|name| !self.names.is_plain(self.text, name));
        let who = name.and_then(|name| {
            let at =
                phrase.iter().position(|token| Some(token.span) == name.first().map(|t| t.span));
            let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| phrase.get(at));
            self.names.named(self.text, before, name, self.sentence)
        });
        if who.is_none()
            && let Some(candidates) = self.names.unclear_in(span)
        {
            self.names.tells_of_nobody(self.sentence);
            let who = NamedSpeaker::new(None, Some(span), SpeakerBy::Name);
            return NamedSpeaker { candidates, ..who };
        }
        if let (Some(who), true, [.., role]) = (who, apposition, within(&phrase, 0..head)) {
            self.names.role(self.text, role, who);
        }
        let in_role = if who.is_none() { self.names.in_role(self.text, &phrase) } else { None };
        let by = if in_role.is_some() { SpeakerBy::Role } else { SpeakerBy::Name };
        let who = who.or(in_role).or_else(|| {
            let comma =
                phrase.iter().position(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Bracket));
            let end = comma.filter(|comma| *comma > 0).map_or(to, |comma| from + comma);
            let words = phrase.get(..end - from).unwrap_or(&phrase);
            let end = end.min(from + one_of(sentence, words));
            let words = phrase.get(..end - from).unwrap_or(&phrase);
            let described = words.iter().any(describes) && may_speak(words);
            described.then(|| self.names.described(self.text, sentence.span(from, end)))
        });
        NamedSpeaker::new(who, Some(span).filter(|span| !span.is_empty()), by)
    }

    /// Notes whom a sentence is about.
    pub(super) fn about(&mut self, sentence: &Sentence<'_>) {
        let entry = match topic(sentence) {
            Topic::Other => return,
            Topic::Same => return self.names.goes_on(self.sentence),
            Topic::Named((from, to)) => {
                let Some(entry) = self.names.seen_in(sentence.span(from, to)) else { return };
                self.dies(sentence, to, entry);
                self.asks(sentence, to, entry);
                Some(entry)
            }
            Topic::Described((from, to)) => {
                let phrase: Vec<Token> =
                    (from..to).filter_map(|at| sentence.token(at).copied()).collect();
                // "La hermana de Ana Ruiz llegó": of her, and not of Ana Ruiz.
                for at in from + 1..to {
                    if sentence.is(at - 1, Class::OF)
                        || sentence.token(at).is_some_and(Token::is_possessive)
                    {
                        self.names.pass_over(sentence.span(from, to));
                    }
                }
                self.names.in_role(self.text, &phrase)
            }
        };
        self.names.about(entry, self.sentence);
    }

    /// The quotes of a sentence that are other names of somebody: alias “Crook” or “El Viejo”.
    pub(super) fn aliases(&mut self, sentence: &Sentence<'_>) -> Vec<usize> {
        const LONGEST: usize = 4;
        let mut found: Vec<usize> = Vec::new();
        for at in 1..sentence.items.len() {
            let Some(quote) = sentence.quote(at) else { continue };
            let behind = usize::from(sentence.is(at - 1, Class::PREPOSITION)) + 1;
            let word = at.checked_sub(behind).filter(|word| sentence.is(*word, Class::ALIAS));
            let called = word.is_some();
            let again =
                at >= 2 && found.contains(&(at - 2)) && sentence.is(at - 1, Class::CONJUNCTION);
            let capital = sentence.paragraph.tokens.get(quote.from).is_some_and(Token::is_capital);
            let short = sentence.paragraph.words_in(quote) <= LONGEST;
            if !(called || again) || !short || !capital {
                continue;
            }
            found.push(at);
            if word.is_some_and(|word| is_of_another(sentence, word) || is_scorned(sentence, word))
            {
                continue;
            }
            if let (Some(who), Some(span)) =
                (self.names.before(quote.outer.start), inner(sentence, at))
            {
                let words = span.of(self.text).trim_end_matches('.').len() as u32;
                self.names.alias(who, self.text, Span::new(span.start, span.start + words));
            }
        }
        found
    }
}

/// Where the head of a noun phrase ends: before a preposition, a relative clause or a participle.
pub(super) fn head(phrase: &[Token]) -> usize {
    let ends = |at: usize, token: &Token| {
        let inner = token.is(Class::PREPOSITION | Class::RELATIVE)
            && !(at == 0 && token.is(Class::DETERMINER))
            || at > 0 && is_participle(phrase, at);
        inner && !token.is_capital()
            || matches!(token.kind, TokenKind::Comma | TokenKind::Bracket | TokenKind::Dash)
    };
    let end = phrase.iter().enumerate().position(|(at, token)| ends(at, token));
    end.unwrap_or(phrase.len())
}

/// "a lawyer representing Smith": a participle between a plain noun and a name.
fn is_participle(phrase: &[Token], at: usize) -> bool {
    let around = at.checked_sub(1).and_then(|before| phrase.get(before..at + 2));
    let Some([before, token, next]) = around else { return false };
    let plain = !before.is(Class::DETERMINER | Class::ADVERB)
        && !before.is_possessive()
        && (!before.is_capital() || before.is(Class::MANY | Class::PERSON));
    plain && token.is(Class::LOOKS_GERUND) && (next.is_capital() || next.is(Class::DETERMINER))
}

/// Whether a word tells who somebody is: "a" and "it" alone do not.
fn describes(token: &Token) -> bool {
    let hollow = Class::DETERMINER
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::AUXILIARY
        | Class::HE
        | Class::SHE
        | Class::THEY
        | Class::IT;
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
        && (token.is(Class::MANY) || !token.is(hollow))
}

/// Whether words that describe somebody can: behind an article or a number anybody; else only a word
/// for people, a body, a place or what shows something. "Instead", "July", "state law" are nobody.
fn may_speak(words: &[Token]) -> bool {
    let Some(first) = words.first() else { return false };
    let determined = first.is(Class::DETERMINER | Class::POSSESSIVE | Class::SHARE | Class::COUNT);
    if (determined && words.len() > 1) || first.kind != TokenKind::Word {
        return true;
    }
    let party = Class::MANY
        | Class::PERSON
        | Class::TITLE
        | Class::FIELDS_OF_WORK
        | Class::ORGANIZATION
        | Class::OUTLET
        | Class::BODY
        | Class::EVIDENCE
        | Class::PLACE
        | Class::MEDIUM;
    let never = Class::ADVERB | Class::MONTH | Class::WEEKDAY | Class::UNIT | Class::AUXILIARY;
    let head = within(words, 0..head(words));
    let several = |token: &Token| {
        token.is(Class::LOOKS_PLURAL) && !token.is(Class::FINITE | Class::DETERMINER)
    };
    let named = |token: &Token| token.is_capital() && !token.is(Class::OPENS);
    head.iter().any(|token| token.is(party) || !token.is(never) && (several(token) || named(token)))
}

/// "the Ohio native nicknamed": a plain noun in front of the word for another name, so that it is
/// not the name before that is called so.
fn is_of_another(sentence: &Sentence<'_>, word: usize) -> bool {
    let joint = Class::CONJUNCTION
        | Class::ADVERB
        | Class::AUXILIARY
        | Class::DETERMINER
        | Class::PREPOSITION
        | Class::RELATIVE;
    word.checked_sub(1).is_some_and(|before| {
        sentence.is_word(before) && !sentence.is_capital(before) && !sentence.is(before, joint)
    })
}

/// "whom Smith called “Crook”", "he had dubbed “Crook”": a name that somebody gives to another; "was
/// called", "also called" tell that people call him so.
fn is_scorned(sentence: &Sentence<'_>, word: usize) -> bool {
    let named = |at: usize| sentence.is_capital(at) || sentence.is(at, Class::SUBJECT);
    let active = |at: usize| sentence.is(at, Class::AUXILIARY) && !sentence.is(at, Class::BE);
    let Some(before) = word.checked_sub(1).filter(|_| sentence.is(word, Class::NAMING)) else {
        return false;
    };
    sentence.is_word(before) && (named(before) || active(before))
}

/// "eine Sprecherin der Klinik | der Zeitung": where nouns have capitals, how many words describe
/// somebody; a second article belongs to whom it was said.
fn one_of(sentence: &Sentence<'_>, words: &[Token]) -> usize {
    let nouns = sentence.paragraph.tables.language().has_capital_nouns();
    let articles = words
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, token)| nouns && token.is(Class::DEFINITE) && !token.is_capital());
    articles.map(|(at, _)| at).nth(1).unwrap_or(words.len())
}
