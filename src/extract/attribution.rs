//! Attribution: the words of a sentence that say who said something, and which other words of the
//! sentence are what was said.
//!
//! One mechanism for quotes and reported speech: a cue (a verb of reporting, "according to") with
//! its source beside it divides the sentence into what stands left and right of the two; what
//! follows the cue decides which side is the content. Quotes are single items here.

use super::Rule;
use super::language::Class;
use super::sentence::Sentence;
use super::tokens::{Kind, Token};

/// A half-open range of items of the sentence.
pub(super) type Range = (usize, usize);

/// Who is named as the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// These items.
    Named(Range),
    /// Whoever the attribution before it names ("he said, adding that …").
    Same,
    /// Nobody is.
    Nobody,
}

/// One attribution found in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    pub(super) cue: Range,
    pub(super) source: Source,
    pub(super) content: Vec<Range>,
    pub(super) rule: Rule,
}

/// How far to look for the "that" of "said in a statement on Monday that".
const THAT_WITHIN: usize = 16;

/// All attributions of a sentence, in order of their cues.
pub(super) fn attributions(sentence: &Sentence<'_>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for at in 0..sentence.items.len() {
        let one = according(sentence, at).or_else(|| verb(sentence, at, !found.is_empty()));
        if let Some(one) = one.filter(|one| !one.content.is_empty()) {
            found.push(one);
        }
    }
    part(sentence, &mut found);
    found
}

/// Where one attribution's content runs over the words of a later one that stands at its end
/// ("A said x, B said"), the later one's source and cue are cut off.
fn part(sentence: &Sentence<'_>, found: &mut [Attribution]) {
    for later in 1..found.len() {
        let Some(next) = found.get(later).cloned() else { return };
        let start = match next.source {
            Source::Named((from, _)) => from.min(next.cue.0),
            _ => next.cue.0,
        };
        let last = next.content.iter().all(|(_, to)| *to <= start);
        let same = next.source == Source::Same;
        for earlier in found.iter_mut().take(later) {
            for range in &mut earlier.content {
                if range.0 < start && start < range.1 && (last || same) {
                    range.1 = trim(sentence, range.0, start);
                }
            }
        }
    }
}

/// "according to X": X runs to the next comma or the end.
fn according(sentence: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let length = if sentence.reads(at, "according") && sentence.reads(at + 1, "to") {
        2
    } else if sentence.reads(at, "según") {
        1
    } else if sentence.reads(at, "de")
        && sentence.reads(at + 1, "acuerdo")
        && sentence.reads(at + 2, "con")
    {
        3
    } else {
        return None;
    };
    let from = at + length;
    let mut to = from;
    while to < sentence.items.len() && !ends_phrase(sentence, to) {
        to += 1;
    }
    if to == from {
        return None;
    }
    let end = end_of(sentence);
    let before = trim(sentence, 0, at);
    let content = if before == 0 {
        let start = to + usize::from(sentence.is_kind(to, Kind::Comma));
        (start, trim(sentence, start, end))
    } else {
        (0, before)
    };
    let content = if content.0 < content.1 { vec![content] } else { Vec::new() };
    Some(Attribution {
        cue: (at, from),
        source: Source::Named((from, to)),
        content,
        rule: Rule::According,
    })
}

fn ends_phrase(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_none_or(|token| match token.kind {
        Kind::Word => token.is(Class::RELATIVE | Class::SUBORDINATE) && !token.is_capital(),
        Kind::Number | Kind::Other => false,
        _ => true,
    })
}

/// The end of the sentence without its last stop.
pub(super) fn end_of(sentence: &Sentence<'_>) -> usize {
    let end = sentence.items.len();
    if end > 0 && sentence.is_kind(end - 1, Kind::Stop) { end - 1 } else { end }
}

/// `to` without commas, colons and conjunctions at its end.
fn trim(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let mut to = to;
    while to > from {
        let loose = sentence.token(to - 1).is_some_and(|token| match token.kind {
            Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash => true,
            Kind::Word => token.is(Class::CONJUNCTION),
            _ => false,
        });
        if !loose {
            break;
        }
        to -= 1;
    }
    to
}

fn verb(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<Attribution> {
    let token = sentence.token(at)?;
    if let Some(range) = beside_quote(sentence, at) {
        let content = vec![left(sentence, range.0)];
        let source = Source::Named(range);
        return Some(Attribution { cue: (at, at + 1), source, content, rule: Rule::Verb });
    }
    let reporting = Class::SAY | Class::TELL | Class::THINK | Class::OBJECT | Class::INFINITIVE;
    if !token.is(reporting) || token.is_possessive() || token.is_capital() && at > 0 {
        return None;
    }
    let source = source(sentence, at, again)?;
    if token.is(Class::AMBIGUOUS) && !token.is(Class::PAST) && !is_verb(sentence, at, source.0) {
        return None;
    }
    let mut content = content(sentence, at, source);
    if in_relative_clause(sentence, at) {
        for range in &mut content {
            let comma = (range.0..range.1).find(|item| sentence.is_kind(*item, Kind::Comma));
            range.1 = comma.unwrap_or(range.1);
        }
    }
    Some(Attribution { cue: (at, at + 1), source: source.0, content, rule: Rule::Verb })
}

/// ", who asked not to be named, said": what stands in the clause ends with it.
fn in_relative_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= 2 && sentence.is(at - 1, Class::RELATIVE) && sentence.is_kind(at - 2, Kind::Comma)
}

/// `“…,” Smith barked.`: a verb that no table knows, between a name behind a quote and a mark.
fn beside_quote(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    const LONGEST: usize = 5;
    let token = sentence.token(at)?;
    let known = Class::SAY
        | Class::TELL
        | Class::THINK
        | Class::OBJECT
        | Class::INFINITIVE
        | Class::AUXILIARY;
    let ended = sentence.token(at + 1).is_none_or(|next| {
        matches!(next.kind, Kind::Stop | Kind::Comma | Kind::Colon)
            || next.is(Class::PREPOSITION | Class::ADVERB)
    });
    if token.is(known) || !is_verbal(sentence, at) || !ended {
        return None;
    }
    let range = phrase(sentence, at)?;
    let quote = range.0.checked_sub(1).filter(|before| sentence.quote(*before).is_some())?;
    let finished =
        sentence.quote_ends(quote, Kind::Comma) || sentence.quote_ends(quote, Kind::Stop);
    let named = sentence.is_capital(range.1 - 1) || sentence.is(range.0, Class::SUBJECT);
    (finished && named && range.1 - range.0 <= LONGEST).then_some(range)
}

/// Whether a word that may be a noun is a verb here: its source is a name or a pronoun, and what
/// follows is no verb and no preposition.
fn is_verb(sentence: &Sentence<'_>, at: usize, source: Source) -> bool {
    let Source::Named((_, to)) = source else { return false };
    let Some(last) = to.checked_sub(1) else { return false };
    let quoted = sentence.quote(at + 1).is_some()
        || sentence.is_kind(at + 1, Kind::Stop)
            && at >= 1
            && (0..at).any(|item| sentence.quote(item).is_some());
    quoted
        || (sentence.is_capital(last)
            || sentence.is(last, Class::SUBJECT | Class::MANY | Class::PERSON))
            && !sentence.is(at + 1, Class::AUXILIARY | Class::CONJUNCTION)
            && !(sentence.is_capital(at + 1) && !sentence.is(at, Class::OBJECT))
            && !(sentence.is(at + 1, Class::PREPOSITION) && !sentence.reads(at + 1, "for"))
}

/// The source of the verb at `at`, and whether it stands behind the verb.
fn source(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<(Source, Place)> {
    let token = sentence.token(at)?;
    let continuous = at > 0
        && (sentence.is(at - 1, Class::BE)
            || sentence.is(at - 1, Class::SUBJECT)
                && sentence.token(at - 1).is_some_and(Token::is_possessive));
    if token.is(Class::GERUND) && !continuous {
        return gerund(sentence, at, again).map(|source| (source, Place::Before(at)));
    }
    if !token.is(Class::FINITE | Class::PARTICIPLE | Class::GERUND) {
        return None;
    }
    if let Some(range) = inverted(sentence, at) {
        return Some((Source::Named(range), Place::Behind(range.1)));
    }
    let range = before(sentence, at)?;
    Some((Source::Named(range), Place::Before(range.0)))
}

/// "…, saying …": who spoke before in the sentence, else its subject; "Smith saying …": the name.
fn gerund(sentence: &Sentence<'_>, at: usize, again: bool) -> Option<Source> {
    let previous = at.checked_sub(1)?;
    if sentence.is_kind(previous, Kind::Comma)
        || sentence.is(previous, Class::PREPOSITION | Class::ADVERB)
        || again && sentence.is(previous, Class::CONJUNCTION)
    {
        return if again { Some(Source::Same) } else { subject(sentence).map(Source::Named) };
    }
    if sentence.reads(previous, "heard") || sentence.reads(previous, "quoted") {
        return before(sentence, previous).map(Source::Named);
    }
    let speech = sentence.quote(at + 1).is_some() || sentence.quote(at + 2).is_some();
    let named = sentence.is_capital(previous) || sentence.is(previous, Class::SUBJECT);
    (speech && named).then(|| phrase(sentence, at)).flatten().map(Source::Named)
}

/// The name or pronoun that the sentence begins with, perhaps behind an introduction and a comma.
fn subject(sentence: &Sentence<'_>) -> Option<Range> {
    let mut from = 0;
    if sentence.is(0, Class::PREPOSITION | Class::SUBORDINATE) {
        while from < sentence.items.len() && !sentence.is_kind(from, Kind::Comma) {
            from += 1;
        }
        from += 1;
    }
    if sentence.is(from, Class::CONJUNCTION) {
        from += 1;
    }
    if sentence.is(from, Class::SUBJECT) {
        return Some((from, from + 1));
    }
    let mut to = from;
    if sentence.is(from, Class::DETERMINER) {
        const LONGEST: usize = 6;
        while to < from + LONGEST && sentence.is_word(to) && !is_verbal(sentence, to) {
            to += 1;
        }
        return (is_verbal(sentence, to) && to > from + 1).then_some((from, to));
    }
    while sentence.is_capital(to)
        && !(to == from && sentence.is(to, Class::DETERMINER | Class::ADVERB))
    {
        to += 1;
    }
    let introduction = to == from + 1 && sentence.is_kind(to, Kind::Comma);
    (to > from && !introduction).then_some((from, to))
}

/// Whether a word looks like the verb of a sentence.
fn is_verbal(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| {
        !token.is_capital()
            && (token.is(Class::AUXILIARY)
                || token.is(Class::PAST)
                || token.span.of(sentence.paragraph.text).ends_with("ed"))
    })
}

/// On which side of its verb the source stands, and where the two begin or end.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// The source begins here, the verb follows it.
    Before(usize),
    /// The verb comes first, the source ends here.
    Behind(usize),
}

/// `“…,” said X` and `…, said X`: the phrase behind the verb, where nothing else can follow it.
fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    if !sentence.is(at, Class::SAY) {
        return None;
    }
    let previous = at.checked_sub(1)?;
    let behind_quote = sentence.quote(previous).is_some()
        || sentence.is_kind(previous, Kind::Comma) && at >= 2 && sentence.quote(at - 2).is_some();
    let loose = sentence.is_kind(previous, Kind::Comma) || sentence.is_kind(previous, Kind::Dash);
    if !behind_quote && !loose {
        return None;
    }
    let first = sentence.token(at + 1).filter(|token| token.kind == Kind::Word)?;
    let noun = first.is_capital()
        || first.is(Class::DETERMINER | Class::SUBJECT | Class::PERSON | Class::TITLE);
    if !noun || first.is(Class::SUBORDINATE) && !first.is(Class::DETERMINER) {
        return None;
    }
    let mut to = at + 1;
    while sentence.token(to).is_some_and(|token| {
        token.kind == Kind::Word
            && !token.is(Class::RELATIVE | Class::AUXILIARY | Class::WEEKDAY)
            && !(token.is(Class::FINITE) && !token.is_capital())
            && (!token.is(Class::PREPOSITION) || token.is(Class::INNER) && to > at + 1)
            && (!token.is(Class::ADVERB) || token.is(Class::DETERMINER))
    }) {
        to += 1;
    }
    let done = sentence.token(to).is_none_or(|token| match token.kind {
        Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Bracket | Kind::Colon => {
            true
        }
        Kind::Word => {
            token.is(Class::PREPOSITION | Class::WEEKDAY | Class::RELATIVE | Class::ADVERB)
                || behind_quote && !token.is(Class::AUXILIARY)
        }
        _ => behind_quote,
    });
    let plain = Class::DETERMINER | Class::PERSON | Class::TITLE | Class::INNER | Class::SUBJECT;
    let known = (at + 1..to)
        .all(|word| sentence.is_capital(word) || sentence.is(word, plain | Class::ORGANIZATION));
    let sure = behind_quote || known || beyond_insertion(sentence, previous).is_none();
    (done && sure && to > at + 1).then_some((at + 1, to))
}

/// The subject in front of the verb at `at`.
fn before(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    let mut end = at;
    let mut passive = false;
    let heard = sentence.reads(at, "heard") || sentence.reads(at, "quoted");
    let participle = sentence.is(at, Class::PARTICIPLE) && !heard;
    let gerund = sentence.is(at, Class::GERUND);
    while let Some(token) = end.checked_sub(1).and_then(|last| sentence.token(last)) {
        if token.kind != Kind::Word {
            break;
        }
        if token.is(Class::NEGATION) {
            return None;
        }
        let skipped = token.is(Class::AUXILIARY) || token.is(Class::ADVERB) && !token.is_capital();
        if !skipped {
            break;
        }
        passive |= participle && token.is(Class::BE) && !sentence.reads(end - 1, "been");
        passive |= participle && sentence.reads(end - 1, "been");
        end -= 1;
    }
    if passive && !gerund {
        return None;
    }
    let last = end.checked_sub(1)?;
    let token = sentence.token(last)?;
    if token.kind == Kind::Comma || token.kind == Kind::Dash {
        return beyond_insertion(sentence, last);
    }
    if token.kind == Kind::Bracket {
        let open = (0..last).rev().find(|at| sentence.is_kind(*at, Kind::Bracket))?;
        return phrase(sentence, open);
    }
    if token.is(Class::RELATIVE) && !token.is_capital() {
        let antecedent =
            if last > 0 && sentence.is_kind(last - 1, Kind::Comma) { last - 1 } else { last };
        return phrase(sentence, antecedent);
    }
    phrase(sentence, end)
}

/// "Smith, the head of the unit, said": the phrase before the insertion that ends at comma `comma`.
fn beyond_insertion(sentence: &Sentence<'_>, comma: usize) -> Option<Range> {
    let mut at = comma;
    let mut nearest = None;
    while at > 0 {
        at -= 1;
        if sentence.is_kind(at, Kind::Comma) || sentence.is_kind(at, Kind::Dash) {
            let inserted = sentence.token(at + 1)?;
            let opens = !inserted.is_capital() || inserted.kind != Kind::Word;
            let found = phrase(sentence, at).filter(|found| {
                let before = found.0.checked_sub(1);
                opens || before.is_none_or(|before| !sentence.is_word(before))
            });
            // "Scott, the attorney of Ohio, one of the states, said": on to the name.
            if let Some((from, _)) = found {
                let one_of_several = sentence.is(from, Class::DETERMINER)
                    && from
                        .checked_sub(1)
                        .is_some_and(|before| sentence.is_kind(before, Kind::Comma));
                if nearest.is_none() || sentence.is_capital(from) {
                    nearest = Some((from, comma));
                }
                if !one_of_several || sentence.is_capital(from) {
                    return nearest;
                }
            }
        }
        if sentence.quote(at).is_some() {
            break;
        }
    }
    nearest
}

/// Determiners that stand for somebody by themselves.
const PRONOUNS: [&str; 9] =
    ["others", "another", "some", "many", "both", "several", "most", "few", "one"];

/// The noun phrase that ends before item `end`.
fn phrase(sentence: &Sentence<'_>, end: usize) -> Option<Range> {
    const LONGEST: usize = 14;
    let last = end.checked_sub(1)?;
    let head = sentence.token(last)?;
    if head.is_possessive() && !head.is(Class::SUBJECT)
        || sentence.reads(last, "you")
        || sentence.reads(last, "we")
    {
        return None;
    }
    if head.is(Class::SUBJECT) {
        return Some((last, end));
    }
    let closed = Class::PREPOSITION | Class::SUBORDINATE | Class::CONJUNCTION | Class::AUXILIARY;
    if head.is(Class::DETERMINER)
        && !head.is_capital()
        && !PRONOUNS.iter().any(|word| sentence.reads(last, word))
    {
        return None;
    }
    let several = Class::MANY | Class::PERSON;
    if head.kind != Kind::Word
        || head.kind == Kind::Word && (!head.is_capital() || last == 0) && head.is(closed)
        || !head.is_capital() && head.is(Class::FINITE) && !head.is(several | Class::NOUN)
    {
        return None;
    }
    let mut from = last;
    while from > 0 && end - from < LONGEST {
        let Some(token) = sentence.token(from - 1) else { break };
        let joins = match token.kind {
            Kind::Number => true,
            Kind::Word if token.is_capital() && from > 1 => true,
            Kind::Word if token.is(Class::SUBORDINATE | Class::SUBJECT) => false,
            Kind::Word if token.is(Class::CONJUNCTION) => {
                from >= 2 && sentence.is_capital(from) && sentence.is_capital(from - 2)
            }
            Kind::Word if token.is(Class::AUXILIARY) => false,
            Kind::Word if token.is(Class::FINITE) && !token.is(several | Class::NOUN) => false,
            Kind::Word => !token.is(Class::PREPOSITION) || token.is(Class::INNER),
            _ => false,
        };
        if !joins {
            break;
        }
        from -= 1;
    }
    while from < last
        && sentence.token(from).is_some_and(|token| {
            token.is(closed | Class::ADVERB | Class::WEEKDAY) && !token.is(Class::DETERMINER)
        })
    {
        from += 1;
    }
    Some((from, end))
}

/// What was said: left of source and cue, right of them, or both.
fn content(sentence: &Sentence<'_>, at: usize, (source, place): (Source, Place)) -> Vec<Range> {
    let (start, mut then) = match place {
        Place::Before(start) => (start, at + 1),
        Place::Behind(end) => (at, end),
    };
    let end = end_of(sentence);
    let left_end = trim(sentence, 0, start);
    let left_is_quote = left_end > 0 && sentence.quote(left_end - 1).is_some();
    let detached = left_end > 0 && (left_end < start || left_is_quote);
    // "Smith, the head of the unit, said": the insertion is not what was said.
    let right = right(sentence, at, &mut then, end);
    let right = right.filter(|from| *from < end).map(|from| {
        let from = named_quote(sentence, at, from, end).unwrap_or(from);
        (from, quotes_end(sentence, from).unwrap_or_else(|| trim(sentence, from, end)))
    });
    let right = right.map(|(from, to)| {
        if sentence.is(at, Class::OBJECT) {
            (from, object_end(sentence, from, to))
        } else {
            (from, to)
        }
    });
    let right = right.filter(|(from, _)| fits(sentence, at, *from));
    let strong = sentence.is(at, Class::SAY | Class::TELL | Class::THINK);
    match right {
        Some(right)
            if left_is_quote
                && matches!(place, Place::Behind(_))
                && !starts_with_quote(sentence, right.0) =>
        {
            let _ = right;
            vec![left(sentence, left_end)]
        }
        Some(right) if left_is_quote && source != Source::Same => {
            vec![left(sentence, left_end), right]
        }
        Some(right) => vec![right],
        None if detached
            && strong
            && source != Source::Same
            && !left_is_quote
            && sentence.is_kind(then, Kind::Comma)
            && then + 1 < end =>
        {
            vec![left(sentence, left_end), (then + 1, trim(sentence, then + 1, end))]
        }
        None if detached && strong && source != Source::Same => vec![left(sentence, left_end)],
        None => Vec::new(),
    }
}

/// "called it “absolute chaos”": what was said is the quote.
fn named_quote(sentence: &Sentence<'_>, at: usize, from: usize, end: usize) -> Option<usize> {
    if !sentence.is(at, Class::NAMING) {
        return None;
    }
    let quote = (from..end.min(from + 3)).find(|item| sentence.quote(*item).is_some())?;
    (quote + 1 == end).then_some(quote)
}

/// The end of content that begins with a quote which is a sentence of its own.
fn quotes_end(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let quote = sentence.quote(from)?;
    let marked = from > 0
        && (sentence.is_kind(from - 1, Kind::Comma) || sentence.is_kind(from - 1, Kind::Colon));
    let capital = sentence.paragraph.tokens.get(quote.from).is_some_and(Token::is_capital);
    let closed = sentence.quote_ends(from, Kind::Comma) || sentence.quote_ends(from, Kind::Stop);
    if !(marked && capital || closed) {
        return None;
    }
    let mut to = from + 1;
    while sentence.quote(to).is_some() {
        to += 1;
    }
    Some(to)
}

/// An object ends where a comma leads on to something else: "denied any talks, perhaps making …".
fn object_end(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let leads_on = |at: usize| {
        sentence.is_kind(at, Kind::Comma)
            && sentence.is(at + 1, Class::ADVERB | Class::GERUND | Class::SUBJECT)
    };
    (from..to).find(|at| leads_on(*at)).unwrap_or(to)
}

/// Whether the verb at `at` can have content that begins at `from`: some only report where a
/// certain word follows.
fn fits(sentence: &Sentence<'_>, at: usize, from: usize) -> bool {
    let clause = from > 0
        && (sentence.is(from - 1, Class::THAT) || sentence.is_kind(from - 1, Kind::Colon))
        || sentence.quote(from).is_some()
        || sentence.is(from, Class::SUBORDINATE);
    let infinitive = sentence.reads(from, "to");
    let plain = Class::SAY | Class::TELL | Class::THINK | Class::OBJECT;
    if sentence.is(at, Class::STRICT) {
        return clause || infinitive && sentence.is(at, Class::INFINITIVE);
    }
    if sentence.is(at, Class::INFINITIVE) && !sentence.is(at, plain) { infinitive } else { true }
}

fn starts_with_quote(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quote(at).is_some()
}

/// What stands left of the attribution: where it ends in a quote that is a sentence of its own,
/// the quote alone, else all from the beginning.
fn left(sentence: &Sentence<'_>, end: usize) -> Range {
    let mut from = 0;
    while from + 1 < end
        && sentence.token(from).is_some_and(|token| {
            token.kind != Kind::Word && token.kind != Kind::Number || token.is(Class::CONJUNCTION)
        })
    {
        from += 1;
    }
    (from, end)
}

/// Words that tell when or why something was said.
const CIRCUMSTANCE: [&str; 9] =
    ["as", "when", "while", "after", "before", "because", "since", "until", "during"];

/// Where the content behind the cue begins, if there is one. `then` is the first item behind cue
/// and source.
fn right(sentence: &Sentence<'_>, at: usize, then: &mut usize, end: usize) -> Option<usize> {
    let mut from = *then;
    from = behind_time(sentence, from);
    if from >= end {
        return None;
    }
    if sentence.quote(from).is_some() {
        return Some(from);
    }
    if sentence.is(from, Class::THAT) {
        return Some(from + 1);
    }
    let token = sentence.token(from)?;
    match token.kind {
        Kind::Colon => return Some(from + 1),
        Kind::Comma => return behind_comma(sentence, from, end),
        Kind::Dash if sentence.quote(from + 1).is_some() => return Some(from + 1),
        Kind::Word | Kind::Number => {}
        Kind::Other | Kind::Bracket => return Some(from),
        _ => return None,
    }
    let that = that_ahead(sentence, from, end);
    if CIRCUMSTANCE.iter().any(|word| sentence.reads(from, word)) {
        return that.filter(|_| !sentence.is(at, Class::OBJECT));
    }
    if sentence.is(at, Class::OBJECT) {
        return (!token.is(Class::CONJUNCTION)).then_some(from);
    }
    if token.is(Class::PREPOSITION) && !token.is(Class::SUBORDINATE) {
        if sentence.is(at, Class::THINK) || sentence.reads(from, "to") {
            return Some(from);
        }
        return that.or_else(|| quote_ahead(sentence, from, end));
    }
    if sentence.is(at, Class::TELL) {
        let object = token.is_capital() || token.is(Class::AUDIENCE | Class::DETERMINER);
        if object {
            return that
                .or_else(|| quote_ahead(sentence, from, end))
                .or_else(|| behind_audience(sentence, from, end));
        }
    }
    if token.is(Class::CONJUNCTION) {
        return None;
    }
    Some(from)
}

/// Behind adverbs, weekdays and "last week": when it was said, not what.
fn behind_time(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        let length = if sentence.is(at + 1, Class::UNIT)
            && sentence.is(at, Class::DETERMINER | Class::ADVERB | Class::TIMELY | Class::WEEKDAY)
        {
            2
        } else if sentence.is(at, Class::MONTH) && sentence.is_kind(at + 1, Kind::Number) {
            2
        } else if sentence.is(at, Class::ADVERB | Class::WEEKDAY)
            && !sentence.is(at, Class::DETERMINER | Class::SUBORDINATE)
        {
            1
        } else if sentence.reads(at, "on") && sentence.is(at + 1, Class::WEEKDAY) {
            2
        } else {
            return at;
        };
        at += length;
    }
}

/// Behind a comma only a quote is content, at once or after an insertion.
fn behind_comma(sentence: &Sentence<'_>, comma: usize, end: usize) -> Option<usize> {
    if sentence.quote(comma + 1).is_some() {
        return Some(comma + 1);
    }
    quote_ahead(sentence, comma + 1, end)
}

/// A quote behind a comma or a colon, before any other verb of reporting.
fn quote_ahead(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    for at in from..end {
        if sentence.quote(at).is_some() {
            let mark =
                sentence.is_kind(at - 1, Kind::Comma) || sentence.is_kind(at - 1, Kind::Colon);
            return mark.then_some(at);
        }
        let token = sentence.token(at)?;
        if token.kind == Kind::Stop || token.kind == Kind::Semicolon {
            return None;
        }
    }
    None
}

fn that_ahead(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    for at in from..end.min(from + THAT_WITHIN) {
        let Some(token) = sentence.token(at) else { continue };
        if sentence.is(at, Class::THAT) {
            return Some(at + 1);
        }
        if matches!(
            token.kind,
            Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Colon | Kind::Dash
        ) {
            return None;
        }
        if token.is(Class::FINITE | Class::SUBJECT)
            && !token.is(Class::NOUN | Class::MEDIUM | Class::AUDIENCE)
            && !token.is_capital()
        {
            return None;
        }
    }
    None
}

/// "told the paper he would": behind the one who was told, where a clause begins.
fn behind_audience(sentence: &Sentence<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from + 1;
    while at < end {
        let token = sentence.token(at)?;
        if token.kind != Kind::Word && token.kind != Kind::Number {
            return None;
        }
        if token.is(Class::SUBJECT | Class::SUBORDINATE)
            || token.is(Class::DETERMINER) && !sentence.is(at - 1, Class::PREPOSITION)
            || sentence.reads(at, "to")
        {
            return Some(at);
        }
        if token.is(Class::AUXILIARY) {
            return None;
        }
        at += 1;
    }
    None
}

/// The source beside the verb at `at`, for a sentence that announces what follows it.
pub(super) fn source_of(sentence: &Sentence<'_>, at: usize) -> Option<Range> {
    match source(sentence, at, false)?.0 {
        Source::Named(range) => Some(range),
        Source::Same | Source::Nobody => None,
    }
}
