//! Attribution: the words of a sentence that say who said something, and which other words of the
//! sentence are what was said.
//!
//! One mechanism for quotes and reported speech: a cue (a verb of reporting, "according to") with
//! its source beside it divides the sentence into what stands left and right of the two; what
//! follows the cue decides which side is the content. Quotes are single items here.

mod according;
mod behind;
mod beside;
mod clauses;
mod closing;
mod content;
mod cue;
mod extent;
mod hearing;
mod inverted;
mod light;
mod nouns;
mod oblique;
mod parts;
mod posing;
mod shape;
mod source;
mod standing;
mod strength;
mod subjects;
mod times;
mod topic;
mod verbs;

use according::according;
use behind::behind_time;
use beside::{beside_quote, unsaid};
use clauses::inside_clause;
use content::{content, left, quotes_or_trim};
use hearing::{heard, hears, is_silent};
use light::light;
use oblique::keep_speakers;
use parts::part;
use posing::{poses, unmasked};
use source::{SourceSide, source};
use standing::stand;
use strength::{quotes, strength};

use super::Rule;
use super::sentence::Sentence;
use super::tokens::{Token, TokenKind};
use onrecord_language::{Class, WordList};
use onrecord_model::{Polarity, Strength};

pub(super) use cue::{AttributionCue, cue, marked};
pub(super) use nouns::{introduction, name_end};
pub(super) use topic::{Topic, topic};

/// A half-open range of items of the sentence.
pub(super) type Range = (usize, usize);

/// Who is named as the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceMention {
    /// These items.
    Named(Range),
    /// Whoever the attribution before it names ("he said, adding that …").
    Same,
    /// Whoever the text goes on about: the verb needs no subject ("Dijo que …").
    Unsaid,
    /// Nobody: "se informó".
    Nobody,
}

/// One attribution found in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// The verb, noun or opener.
    pub(super) cue: Range,
    /// The cue as it is to be shown.
    pub(super) shown: Range,
    /// What it makes of the words; `None` where that stays open.
    pub(super) polarity: Option<Polarity>,
    /// Whether it only says that it was said.
    pub(super) only_says: bool,
    /// Whether anything was said at all: not "if Smith said", "stopped short of saying".
    pub(super) happens: bool,
    pub(super) source: SourceMention,
    /// Who tells that it was said, where another attribution of the sentence reports this one: "Smith
    /// said that Lee had told him …" came here through Smith.
    pub(super) through: Option<Range>,
    pub(super) content: Vec<Range>,
    pub(super) rule: Rule,
    /// How far it shows by itself, without marks of quotation, that something was said.
    pub(super) strength: Strength,
}

impl Attribution {
    /// Whether the item at `cue` stands in what this one reports.
    pub(super) fn reports(&self, cue: usize) -> bool {
        self.cue.0 < cue && self.content.iter().any(|(from, to)| *from <= cue && cue < *to)
    }
}

/// All attributions of a sentence, in order of their cues.
pub(super) fn attributions(sentence: &Sentence<'_>, headline: bool) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for at in 0..sentence.items.len() {
        let one = according(sentence, at)
            .or_else(|| heard(sentence, at))
            .or_else(|| verb(sentence, at, !found.is_empty(), headline))
            .or_else(|| light(sentence, at))
            .or_else(|| noun(sentence, at));
        // "When does it open, according to the plan?" asks and tells nothing.
        let asks = |one: &Attribution| one.rule == Rule::According && sentence.asks();
        if let Some(one) = one.filter(|one| !one.content.is_empty() && !asks(one)) {
            found.push(one);
        }
    }
    part(sentence, &mut found);
    keep_speakers(sentence, &mut found);
    stand(sentence, &mut found);
    found
}

/// The end of the sentence without its last stop.
pub(super) fn end_of(sentence: &Sentence<'_>) -> usize {
    let end = sentence.items.len();
    if end > 0 && sentence.is_kind(end - 1, TokenKind::Stop) { end - 1 } else { end }
}

/// `to` without commas, colons and conjunctions at its end.
fn trim(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let mut to = to;
    while to > from {
        let loose = sentence.token(to - 1).is_some_and(|token| match token.kind {
            TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash => true,
            TokenKind::Word => token.is(Class::CONJUNCTION),
            _ => false,
        });
        if !loose {
            break;
        }
        to -= 1;
    }
    to
}

fn verb(sentence: &Sentence<'_>, at: usize, again: bool, headline: bool) -> Option<Attribution> {
    let token = sentence.token(at)?;
    if let Some(range) = beside_quote(sentence, at) {
        let content = vec![left(sentence, range.0.min(at))];
        return Some(attribution(cue(sentence, at), at, SourceMention::Named(range), content));
    }
    if unsaid(sentence, at) {
        let content = vec![left(sentence, 1)];
        return Some(attribution(cue(sentence, at), at, SourceMention::Unsaid, content));
    }
    let reporting = Class::SAY | Class::TELL | Class::THINK | Class::OBJECT | Class::INFINITIVE;
    if !token.is(reporting) || token.is_possessive() || sentence.is(at, Class::THAT) {
        return None;
    }
    if token.is_capital() && at > 0 && !headline {
        return None;
    }
    // "a campaign called “Open Doors”"
    let named = token.is(Class::NAMING) && sentence.quote(at + 1).is_some();
    if named && at.checked_sub(1).is_some_and(|noun| sentence.is(noun, Class::WORK)) {
        return None;
    }
    // "the change offered by Smith", "added to the doubt"
    let object = sentence.is(at, Class::OBJECT) && !sentence.is(at, Class::SAY | Class::CALLING);
    let passive = token.is(Class::PAST)
        && (sentence.is(at + 1, Class::BY) || object && sentence.is(at + 1, Class::OF));
    let grows = sentence.is(at, Class::INCREASE) && sentence.is(at + 1, Class::TO);
    if passive || grows || poses(sentence, at) {
        return None;
    }
    // "who asked not to be named": a condition, no statement.
    let condition = at > 0 && sentence.is(at - 1, Class::RELATIVE);
    if condition && sentence.is(at + 1, Class::NEGATION) {
        return None;
    }
    let (source, side) = source(sentence, at, again)?;
    let source = (unmasked(sentence, source), side);
    let mut cue = cue(sentence, at);
    cue.happens &= !is_asked(sentence, at, source);
    let inverted = matches!(source.1, SourceSide::Behind(_));
    let verb = token.is(Class::PAST) || inverted || is_verb(sentence, at, source.0);
    if token.is(Class::AMBIGUOUS) && !verb {
        return None;
    }
    let mut content =
        as_said(sentence, at, source).unwrap_or_else(|| content(sentence, at, source));
    inside_clause(sentence, at, &mut content);
    // "He will deny it": what "it" was is not told here.
    let hollow = Class::SUBJECT | Class::HE | Class::SHE | Class::THEY | Class::IT;
    if matches!(content[..], [(from, to)] if to == from + 1 && sentence.is(from, hollow)) {
        return None;
    }
    // "pidió reserva de su nombre": a condition, no statement.
    let secret = |(from, _): &Range| {
        let noun = from + usize::from(sentence.is(*from, Class::DETERMINER | Class::PREPOSITION));
        sentence.phrase(WordList::Anonymity, noun).is_some()
    };
    if content.iter().any(secret) || is_silent(sentence, &content) {
        return None;
    }
    if hears(sentence, at, source.0) && quotes(sentence, at, &content) {
        return None;
    }
    // "calls for talks": what stands between verb and words belongs to the verb.
    if let [(first, _)] = content[..]
        && first > at + 1
        && (at + 1..first).all(|item| sentence.is(item, Class::PREPOSITION))
    {
        cue.shown.1 = first;
    }
    let said = strength(sentence, at, source.0, &content)?;
    let possible = cue.possible && !quotes(sentence, at, &content);
    let strength = if possible { Strength::Weak } else { said };
    Some(Attribution { strength, ..attribution(cue, at, source.0, content) })
}

/// What the verb or noun at `at` attributes.
fn attribution(
    cue: AttributionCue,
    at: usize,
    source: SourceMention,
    content: Vec<Range>,
) -> Attribution {
    let AttributionCue { shown, polarity, only_says, happens, .. } = cue;
    let (cue, rule, strength) = ((at, at + 1), Rule::Verb, Strength::Clear);
    let through = None;
    Attribution {
        cue,
        shown,
        polarity,
        only_says,
        happens,
        source,
        through,
        content,
        rule,
        strength,
    }
}

/// "Smith’s claim that …": a noun of reporting with whose it is.
fn noun(sentence: &Sentence<'_>, at: usize) -> Option<Attribution> {
    const FURTHEST: usize = 3;
    let clause = sentence.is(at, Class::NOUN) && sentence.is(at + 1, Class::THAT);
    let relative = Class::AUXILIARY | Class::VERBAL | Class::FINITE;
    if !clause || sentence.is(at + 2, relative) && !sentence.is(at + 2, Class::DETERMINER) {
        return None;
    }
    let owner = (at.saturating_sub(FURTHEST)..at).rev().find(|owner| {
        sentence.is(*owner, Class::POSSESSIVE)
            || sentence.token(*owner).is_some_and(Token::is_possessive)
    })?;
    let source = owned(sentence, owner);
    let end = end_of(sentence);
    let semicolon = (at + 2..end).find(|item| sentence.is_kind(*item, TokenKind::Semicolon));
    let content = (at + 2, trim(sentence, at + 2, semicolon.unwrap_or(end)));
    // "Smith’s claim that … was false": where the clause ends does not show.
    let subject = source.0 == 0;
    if content.0 >= content.1 || subject {
        return None;
    }
    let cue = AttributionCue { happens: true, ..cue(sentence, at) };
    let cue = AttributionCue { shown: (at, at + 1), ..cue };
    let said = attribution(cue, at, SourceMention::Named(source), vec![content]);
    Some(Attribution { strength: Strength::Weak, ..said })
}

/// The noun phrase that ends in the possessive at `owner`.
fn owned(sentence: &Sentence<'_>, owner: usize) -> Range {
    let mut from = owner;
    while from > 0
        && sentence.is_capital(owner)
        && sentence.is_capital(from - 1)
        && !sentence.token(from - 1).is_some_and(Token::is_possessive)
    {
        from -= 1;
    }
    if !sentence.is_capital(owner) && from > 0 && sentence.is(from - 1, Class::DETERMINER) {
        from -= 1;
    }
    (from, owner + 1)
}

/// "As Smith noted, the deal is dead": the clause beside the insertion.
fn as_said(
    sentence: &Sentence<'_>,
    at: usize,
    (source, place): (SourceMention, SourceSide),
) -> Option<Vec<Range>> {
    const LONGEST: usize = 7;
    let SourceMention::Named((from, _)) = source else { return None };
    let before = from.min(at).checked_sub(1).filter(|before| sentence.is(*before, Class::AS))?;
    let mut then = match place {
        SourceSide::Before(_) => behind_time(sentence, at + 1),
        SourceSide::Behind(end) => end,
    };
    // "As Smith told the paper, …"
    if sentence.is(at, Class::TELL) {
        then = (then..then + LONGEST).find(|item| !sentence.is_word(*item)).unwrap_or(then);
    }
    let end = end_of(sentence);
    let left = (usize::from(sentence.is(0, Class::CONJUNCTION)), trim(sentence, 0, before));
    let right = (then + 1, trim(sentence, then + 1, end));
    let apart = sentence.is_kind(then, TokenKind::Comma);
    if !apart && then < end || sentence.is_capital(before) && before > 1 {
        return None;
    }
    let sides = [left, right].into_iter().filter(|(from, to)| from < to);
    Some(sides.collect())
}

/// "Did Smith say that …?", "If Smith said …", "Nobody said …": nothing is said, or not for certain.
fn is_asked(
    sentence: &Sentence<'_>,
    at: usize,
    (source, place): (SourceMention, SourceSide),
) -> bool {
    let SourceMention::Named((from, _)) = source else { return false };
    let bare = sentence
        .token(at)
        .is_some_and(|token| !token.is(Class::PAST | Class::GERUND | Class::LOOKS_PLURAL));
    let inverted = bare
        && matches!(place, SourceSide::Before(_))
        && from.checked_sub(1).is_some_and(|lead| sentence.is(lead, Class::INVERTING));
    let lead = from.min(at).checked_sub(1);
    let supposed = lead.is_some_and(|lead| sentence.is(lead, Class::CONDITIONAL));
    inverted || supposed || sentence.is(from, Class::NOBODY)
}

/// Whether a word that may be a noun is a verb here: its source is a name or a pronoun, and what
/// follows is no verb and no preposition.
fn is_verb(sentence: &Sentence<'_>, at: usize, source: SourceMention) -> bool {
    let SourceMention::Named((from, to)) = source else { return false };
    if sentence.is(at, Class::INFINITIVE) && sentence.is(at + 1, Class::TO) {
        return to == at && !sentence.token(to - 1).is_some_and(Token::is_possessive);
    }
    // "Ana Ruiz, de 80 años, cuenta que …"
    let comma = (from + 1..to).find(|item| sentence.is_kind(*item, TokenKind::Comma));
    let Some(last) = comma.unwrap_or(to).checked_sub(1) else { return false };
    let quoted = sentence.quote(at + 1).is_some()
        || sentence.is_kind(at + 1, TokenKind::Stop)
            && at >= 1
            && (0..at).any(|item| sentence.quote(item).is_some());
    let people = Class::SUBJECT | Class::MANY | Class::PERSON | Class::EVIDENCE;
    let somebody = sentence.is_capital(last) || sentence.is(last, people);
    let name_follows = sentence.is_capital(at + 1) && !sentence.is(at, Class::OBJECT);
    // "the protests exploding in town"
    let modified = !sentence.is(at, Class::GERUND) && sentence.is(at + 1, Class::LOOKS_GERUND);
    let closed = Class::AUXILIARY | Class::CONJUNCTION;
    let noun = sentence.is(at + 1, closed) || name_follows || modified;
    let preposition = sentence.is(at + 1, Class::PREPOSITION) && !sentence.is(at + 1, Class::FOR);
    // "are demanding the keys"; but "is promising at best"
    let object = Class::DETERMINER | Class::POSSESSIVE | Class::THAT | Class::SUBJECT;
    let going_on = sentence.is(at, Class::GERUND)
        && sentence.is(at + 1, object)
        && (at.saturating_sub(2)..at).any(|item| sentence.is(item, Class::BE));
    let verb = somebody && !noun;
    quoted || going_on || verb && !preposition
}

/// The source beside the verb at `at`, for a sentence that announces what follows it.
pub(super) fn source_of(sentence: &Sentence<'_>, at: usize) -> Option<SourceMention> {
    source(sentence, at, false).map(|(source, _)| source)
}
