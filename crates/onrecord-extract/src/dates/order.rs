//! Events that have no date and that the text puts before or after one that has: "fled before the
//! killings" where it says that the gang "killed 62 people on 25 March".

use std::collections::HashMap;

use super::tense::Tense;
use super::{Dates, Meaning, Partial, When};
use crate::DateMention;
use crate::tokens::{Token, TokenKind};
use onrecord_language::{Class, Tables, WordList};
use onrecord_text::Span;

/// "before the killings", in a clause that tells of an event.
#[derive(Debug, Clone)]
pub(super) struct OrderedEvent {
    /// These words.
    span: Span,
    /// Those of what it is put before or after: "the killings".
    words: Span,
    /// The stem of its noun.
    stem: String,
    before: bool,
    /// The clause.
    event: Span,
}

/// What happened on which date: the stem of a word of its clause, and the words of the date.
pub(super) type Subject = (String, Span);

/// The shortest stem by which two words are known for one, in bytes.
const SHORTEST: usize = 4;

impl Dates<'_> {
    /// Notes the event whose clause says that it was before or after something.
    pub(super) fn note_order(&mut self, sentence: &[Token], at: usize) {
        let lists = [(WordList::BeforeThat, true), (WordList::AfterThat, false)];
        let led = lists.into_iter().find_map(|(list, before)| {
            self.listed(list, sentence, at).map(|length| (at + length, before))
        });
        let Some((from, before)) = led else { return };
        let the = Class::DEFINITE | Class::SAME | Class::CURRENT;
        let article = Self::is(sentence, from, the)
            || !self.english
                && Self::is(sentence, from, Class::DETERMINER)
                && !Self::is(sentence, from, Class::POSSESSIVE);
        let contraction = Self::is(sentence, from - 1, Class::CONTRACTION);
        let noun = from + usize::from(article);
        let length = sentence.iter().skip(noun).enumerate();
        let length = length.take_while(|(ahead, _)| self.is_noun(sentence, noun + ahead)).count();
        let end = noun + length;
        let (Some(first), Some(head)) = (sentence.get(from), sentence.get(end - 1)) else { return };
        // "before the killings"; not "before the company fell", "before the killings of 1932".
        let ends = !Self::is_kind(sentence, end, TokenKind::Word)
            && !Self::is_kind(sentence, end, TokenKind::Number);
        if !(article || contraction) || length == 0 || !ends {
            return;
        }
        let Some(stem) = stem(self.tables, &self.word(head)) else { return };
        let meaning = Meaning::Date(Partial::default());
        let Some(event) = self.event(sentence, at, end - at, meaning) else { return };
        let Some(order) = sentence.get(at) else { return };
        let span = Span::new(order.span.start, head.span.end);
        let words = Span::new(first.span.start, head.span.end);
        self.ordered.push(OrderedEvent { span, words, stem, before, event });
    }

    /// Notes what happened on a date: the verbs of its clause, or the noun that it tells apart ("the
    /// July 25 call", "the raid of 25 July").
    pub(super) fn note_subjects(
        &mut self,
        sentence: &[Token],
        (at, end): (usize, usize),
        date: Span,
        event: Option<Span>,
    ) {
        let owner = at.checked_sub(2).filter(|noun| Self::of(sentence, noun + 1));
        let happened = |token: &Token| {
            !token.is_capital()
                && self.tense_of(token) == Tense::Past
                && !token.is(Class::AUXILIARY | Class::SAY | Class::TELL)
        };
        let words = sentence.iter().enumerate().filter(|(place, token)| match event {
            Some(event) => event.covers(token.span) && happened(token),
            None => (*place == end || Some(*place) == owner) && self.is_noun(sentence, *place),
        });
        let stems = words.filter_map(|(_, token)| stem(self.tables, &self.word(token)));
        let found: Vec<_> = stems.map(|stem| (stem, date)).collect();
        self.subjects.extend(found);
    }
}

/// A word without what makes a verb, a noun or several of it.
fn stem(tables: &Tables, word: &str) -> Option<String> {
    let stem = tables.without_ending(WordList::StemEndings, word).unwrap_or(word);
    let stem = if stem.len() < SHORTEST { word } else { stem };
    (stem.len() >= SHORTEST).then(|| stem.to_owned())
}

/// The bounds of events that are put before or after others, as dates of their own, in place.
pub(super) fn put_bounds(
    text: &str,
    found: &mut Vec<DateMention>,
    subjects: Vec<Subject>,
    ordered: &[OrderedEvent],
) {
    if ordered.is_empty() {
        return;
    }
    let mut known: HashMap<String, Vec<Span>> = HashMap::new();
    for (stem, date) in subjects {
        known.entry(stem).or_default().push(date);
    }
    let mut bounds = Vec::new();
    for one in ordered {
        let dates = known.get(&one.stem).into_iter().flatten();
        let Some(when) = only(found, dates, one.event) else { continue };
        // A clause with a date of its own needs no bound.
        let from = found.partition_point(|date| date.span.start < one.event.start);
        let own = found.get(from).is_some_and(|date| one.event.covers(date.span));
        if let Some(when) = bound(text, one, when).filter(|_| !own) {
            bounds.push(DateMention { span: one.span, when, event: Some(one.event) });
        }
    }
    found.extend(bounds);
    found.sort_by_key(|date| date.span.start);
}

/// The one date that all of `dates` are; none where they differ or stand in the clause itself.
fn only<'f>(
    found: &'f [DateMention],
    dates: impl Iterator<Item = &'f Span>,
    event: Span,
) -> Option<&'f When> {
    let mut known: Option<&When> = None;
    for words in dates.filter(|words| !event.covers(**words)) {
        let at = found.partition_point(|date| date.span.start < words.start);
        let mut there = found.get(at..)?.iter().take_while(|date| date.span.start == words.start);
        let when = &there.find(|date| date.span == *words)?.when;
        if known.is_some_and(|known| known.resolved != when.resolved) {
            return None;
        }
        known = Some(when);
    }
    known
}

/// `[..2022-03-25]`: some day before what began on that.
fn bound(text: &str, one: &OrderedEvent, when: &When) -> Option<When> {
    let start = when.resolved.split('/').next()?;
    // A season is written as a month is, from 21 on.
    let month = start.split('-').nth(1).is_none_or(|month| month < "13");
    let plain = month && start.chars().all(|c| c.is_ascii_digit() || c == '-');
    when.bounds().filter(|_| plain)?;
    let (words, dated) = (one.words.of(text), &when.resolved);
    let (edtf, basis) = if one.before {
        (format!("[..{start}]"), format!("before “{words}”, dated {dated}"))
    } else {
        (format!("[{start}..]"), format!("after “{words}”, dated {dated}"))
    };
    let whole = vec![super::resolve::WHOLE.to_owned()];
    Some(When::new(&edtf, None).ok()?.inferred(whole, Some(basis)))
}

#[cfg(test)]
mod tests {
    use super::super::{Dates, tests::cut_into};
    use onrecord_language::{Language, Tables};

    /// The bounds of events in a text, `words = bound: clause`.
    fn bounds(sentences: &[&str], language: Language) -> Vec<String> {
        let text = sentences.join(" ");
        let tables = Tables::of(language);
        let mut dates = Dates::new(&text, tables, None);
        cut_into(&mut dates, sentences, tables);
        let found = dates.finish();
        let ordered = found.iter().filter(|date| date.when.is_inferred());
        ordered
            .map(|date| {
                let event = date.event.map_or("", |event| event.of(&text));
                format!("{} = {}: {event}", date.span.of(&text), date.when.edtf)
            })
            .collect()
    }

    #[test]
    fn what_is_put_before_or_after_a_dated_event_has_its_bound() {
        let dated = "The gang killed 62 people on 25 March 2022.";
        for (sentences, want) in [
            (
                [dated, "The mayor had fled the town before the killings."],
                "before the killings = [..2022-03-25]: The mayor had fled the town before the killings",
            ),
            (
                ["After the killings, the house passed a harsh law.", dated],
                "After the killings = [2022-03-25..]: After the killings, the house passed a harsh law",
            ),
            (
                [
                    "The March 25, 2022 raid was long.",
                    "The mayor had left his house before the raid.",
                ],
                "before the raid = [..2022-03-25]: The mayor had left his house before the raid",
            ),
        ] {
            assert_eq!(bounds(&sentences, Language::English), [want], "{sentences:?}");
        }
        let found = bounds(
            &[
                "Los soldados capturaron a seis hombres el 3 de mayo de 2019.",
                "El alcalde huyó del pueblo antes de las capturas.",
            ],
            Language::Spanish,
        );
        let want = "antes de las capturas = [..2019-05-03]: El alcalde huyó del pueblo antes de las capturas";
        assert_eq!(found, [want]);
    }

    #[test]
    fn what_may_be_before_one_of_several_has_none() {
        let dated = "The gang killed 62 people on 25 March 2022.";
        for sentences in [
            [dated, "The mayor had fled the town before the storms."],
            [dated, "The mayor fled the town on 3 May 2021 before the killings."],
            [dated, "The mayor had fled the town before the killings of the clerks."],
            [
                "The gang killed 62 people on 25 March 2022 and killed six in May 2020.",
                "The gang killed two in 2012. The mayor had fled before the killings of it.",
            ],
            [
                "The gang killed 62 people in the square.",
                "The mayor had fled the town before the killings.",
            ],
        ] {
            assert_eq!(bounds(&sentences, Language::English), [""; 0], "{sentences:?}");
        }
    }
}
