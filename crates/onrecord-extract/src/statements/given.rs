//! Turns that a reader found: each is one statement of whoever has the word, and what is said to have
//! been said in it are statements of their own, which came here through its speaker.

use super::StatementReader;
use super::cut::CutParagraph;
use crate::names::run;
use crate::tokens::{TokenKind, tokens};
use crate::{Proposal, Rule};
use onrecord_language::{Class, Tables, WordList};
use onrecord_model::{Block, Form, SpeakerBy, Strength, Turn, TurnDay, TurnPart, When};
use onrecord_text::Span;

impl StatementReader<'_> {
    /// All words of a turn are one statement of its speaker.
    pub(super) fn given_turn(&mut self, turn: &Turn, tables: &Tables) {
        self.sentence += 1;
        let part = turn.part;
        let named = turn.speaker.map(|name| self.labelled(name, tables));
        let speaker = named.or_else(|| self.in_part(turn, tables));
        let audience = turn.to.iter().map(|name| self.labelled(*name, tables)).collect();
        self.push(Proposal {
            spans: turn.words.iter().copied().collect(),
            form: Form::Direct,
            speaker,
            speaker_by: speaker.map(|_| named_by(self.text, turn)),
            candidates: Vec::new(),
            mention: turn.speaker,
            cue: None,
            polarity: None,
            only_says: false,
            attribution: turn.speaker.into_iter().collect(),
            via: Vec::new(),
            audience,
            said: turn.said.as_ref().and_then(when),
            rule: match part {
                TurnPart::Asks | TurnPart::Examines => Rule::Question,
                TurnPart::Writes => Rule::Written,
                TurnPart::Speaks | TurnPart::Answers | TurnPart::Testifies => Rule::Turn,
            },
            strength: Strength::Clear,
        });
    }

    /// Whom a label names: a person, or somebody who is only described.
    fn labelled(&mut self, span: Span, tables: &Tables) -> u32 {
        let mut label = Vec::new();
        tokens(span.of(self.text), span.start, tables, &mut label);
        // "El señor ROJAS", "Mr. SMITH of Ohio": the article and the place are no part of the name.
        // "EL FARO" is an outlet's name, article and all.
        let article = match label.as_slice() {
            [first, next, ..] => first.is(Class::DEFINITE) && next.is(Class::TITLE | Class::PERSON),
            _ => false,
        };
        let name = label.get(usize::from(article)..).unwrap_or(&label);
        let address = name.iter().take_while(|token| token.is(Class::TITLE) && !token.is_capital());
        let name = name.get(address.count()..).unwrap_or(name);
        // "Sol, Ana", as offices write senders.
        let comma = name.iter().position(|token| token.kind == TokenKind::Comma);
        if let Some((last, first)) = comma.map(|at| (name.get(..at), name.get(at + 1..)))
            && let (Some(last), Some(first)) = (last, first)
            && run(last, 0) == last.len()
            && run(first, 0) == first.len()
            && !last.is_empty()
            && let Some(who) = self.names.turned(self.text, (first, last), self.sentence)
        {
            return who;
        }
        let length = run(name, 0);
        let placed = name.get(length).is_none_or(|next| next.is(Class::PREPOSITION));
        let name = name.get(..length).filter(|name| placed && !name.is_empty());
        let named = name.and_then(|name| self.names.name(self.text, name, self.sentence));
        named.unwrap_or_else(|| self.names.described(self.text, span))
    }

    /// Who asks or answers in a talk, where nobody names them there.
    fn in_part(&mut self, turn: &Turn, tables: &Tables) -> Option<u32> {
        let role = match turn.part {
            TurnPart::Speaks | TurnPart::Writes => return None,
            TurnPart::Asks => 0,
            TurnPart::Answers => 1,
            TurnPart::Examines => 2,
            TurnPart::Testifies => 3,
        };
        let who = self.names.unnamed(&tables.entry(WordList::TalkRoles, role)?);
        if matches!(turn.part, TurnPart::Answers | TurnPart::Testifies) {
            self.answerer.get_or_insert(who);
        }
        Some(who)
    }

    /// Answers without a name are those of the one person whom the title, or else the text before the
    /// first of them, names; where it names several, or nobody, the one who answers stays without a name.
    pub(super) fn answers(&mut self, title: Option<&str>) {
        let (Some(answerer), Some(first)) = (self.answerer, self.talk_begins) else { return };
        // What is asked names others: only what stands in front of the talk tells with whom it is.
        let headed = self.title.filter(|title| *title <= first);
        let named = title.and_then(|title| self.names.in_title(title));
        let named = named.or_else(|| self.names.only_one_before(headed?));
        if let Some(who) = named.or_else(|| self.names.only_one_before(first)) {
            self.names.turns_out(answerer, who);
        }
    }

    /// Reads a block in which somebody has the word: what turns leave of it names people, what they
    /// hold may tell what others have said. `first` is the number of the first of `turns`.
    pub(super) fn spoken(
        &mut self,
        block: &Block,
        turns: &[Turn],
        first: usize,
        cut: &mut CutParagraph,
    ) {
        let mut from = block.span.start;
        for (nth, turn) in turns.iter().enumerate() {
            let first_inside = turn.words.partition_point(|piece| piece.end <= block.span.start);
            let inside = turn.words.iter().skip(first_inside);
            let inside = inside.take_while(|piece| piece.start < block.span.end);
            let inside: Vec<Span> =
                inside.filter_map(|piece| overlap(*piece, block.span)).collect();
            for piece in &inside {
                cut.between(self.text, Span::new(from.min(piece.start), piece.start));
                self.sentence += 1;
                self.names.read(self.text, &cut.tokens, &[], self.sentence);
                from = piece.end;
            }
            for pieces in inside.chunks(PIECES) {
                cut.pieces(self.text, pieces);
                self.told_in(first + nth, pieces, cut);
            }
        }
    }

    /// What a turn, given as proposal `at`, says that others have said. Only whom its words name is
    /// believed to have: "he" may be anybody in a talk.
    fn told_in(&mut self, at: usize, pieces: &[Span], cut: &CutParagraph) {
        let kept = self.found.len();
        (self.last, self.announced, self.in_turn) = (None, None, true);
        self.heading = false;
        self.sentences(cut);
        (self.last, self.announced, self.in_turn) = (None, None, false);
        let teller = self.found.get(at).and_then(|turn| turn.speaker);
        let told = self.found.split_off(kept.min(self.found.len()));
        self.found.extend(told.into_iter().filter_map(|mut one| {
            let named = matches!(one.speaker_by, Some(SpeakerBy::Name | SpeakerBy::Role));
            if !named || one.cue.is_none() || one.speaker == teller {
                return None;
            }
            one.via.extend(teller.filter(|teller| !one.via.contains(teller)));
            if pieces.len() > 1 {
                let of = |span: &Span| {
                    let from = pieces.partition_point(|piece| piece.end <= span.start);
                    let inside =
                        pieces.iter().skip(from).take_while(|piece| piece.start < span.end);
                    inside.filter_map(|piece| overlap(*piece, *span)).collect::<Vec<_>>()
                };
                one.spans = one.spans.iter().flat_map(of).collect();
            }
            (!one.spans.is_empty()).then_some(one)
        }));
    }
}

/// The most pieces of a turn that are read at once.
const PIECES: usize = 1 << 10;

/// The bytes that two spans share.
fn overlap(one: Span, other: Span) -> Option<Span> {
    one.overlaps(other).then(|| Span::new(one.start.max(other.start), one.end.min(other.end)))
}

/// The day of a turn, and the words that say so.
fn when(day: &TurnDay) -> Option<(When, Span)> {
    let when = When::new(&day.day, None).ok()?.inferred(Vec::new(), day.basis.clone());
    Some((when, day.words))
}

/// Whether the label directly in front of the words names the speaker, or somebody was named before
/// ("BY MS. RUIZ:") who goes on behind "Q.". Whoever writes signs or stands in the header.
fn named_by(text: &str, turn: &Turn) -> SpeakerBy {
    if turn.part == TurnPart::Writes {
        return SpeakerBy::Name;
    }
    let start = turn.hull().start;
    let Some(name) = turn.speaker.filter(|name| name.end <= start) else { return SpeakerBy::Turn };
    let between = Span::new(name.end, start).of(text);
    // What stands behind a name on its own line is told of its bearer: "ANA RUIZ, CLERK: No."
    let below = between.find(['\n', '\r']).and_then(|line| between.get(line..));
    let mut depth = 0_usize;
    let mut label = false;
    for c in below.iter().flat_map(|below| below.chars()) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c => label |= depth == 0 && c.is_alphabetic(),
        }
    }
    if label { SpeakerBy::Turn } else { SpeakerBy::Name }
}
