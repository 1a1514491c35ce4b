//! Why a row was found: which word of the query matches which word of the statement, or whose name.

use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, RowRef, Statement};
use onrecord_text::words::each_word;

use crate::index::names_of;
use crate::matching::tiers::{MatchKind, Tier, WordMatch};
use crate::result::highlight::{Akin, HighlightWord};
use crate::result::hits::Hits;

/// Where a query word matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchPlace {
    /// In the statement's own words.
    Words,
    /// In a name of its speaker.
    Speaker,
    /// In a name of somebody it is about.
    About,
    /// In a name of somebody it was said to.
    Audience,
}

/// One query word and what it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The word as typed.
    pub typed: String,
    /// The word as it stands in the statement, or the name of the actor.
    pub found: String,
    /// How they match.
    pub kind: MatchKind,
    /// Where.
    pub place: MatchPlace,
}

/// For each word of the query that `row` matches: what it matches, in the order of the query.
pub fn explain(corpus: &Corpus, hits: &Hits, row: RowRef) -> Vec<Explanation> {
    let Some(statement) = corpus.row(row) else { return Vec::new() };
    if hits.likeness(row).is_some() {
        return by_meaning(corpus, hits, statement).into_iter().flatten().collect();
    }
    let explained = |(word, typed): (&HighlightWord, &String)| {
        let found = in_words(corpus, word, statement).or_else(|| in_names(corpus, word, statement));
        let (found, kind, place) = found?;
        Some(Explanation { typed: typed.clone(), found, kind, place })
    };
    hits.query_words().filter_map(explained).collect()
}

/// The words of the query that `row` does not match, as typed.
pub fn missing_words(corpus: &Corpus, hits: &Hits, row: RowRef) -> Vec<String> {
    let Some(statement) = corpus.row(row) else { return Vec::new() };
    if hits.likeness(row).is_some() {
        let met = hits.typed.iter().zip(by_meaning(corpus, hits, statement)).enumerate();
        let missing = met.filter(|(at, (_, met))| met.is_none() && hits.highlighter.tells(*at));
        return missing.map(|(_, (typed, _))| typed.clone()).collect();
    }
    let lacks = |word: &HighlightWord| {
        in_words(corpus, word, statement).is_none() && in_names(corpus, word, statement).is_none()
    };
    hits.query_words().filter(|(word, _)| lacks(word)).map(|(_, typed)| typed.clone()).collect()
}

/// For each word of the query what it meets in a row that was found by its meaning: itself or a name, as
/// elsewhere, or the word that stands for it best. One that only holds others together meets nothing.
fn by_meaning(corpus: &Corpus, hits: &Hits, statement: &Statement) -> Vec<Option<Explanation>> {
    let mut best: Vec<Option<(f32, Explanation)>> = vec![None; hits.typed.len()];
    for piece in corpus.pieces(statement) {
        each_word(piece, |there| {
            for Akin { kind, word, worth } in hits.highlighter.all_akin_to(there.key) {
                let at = usize::from(word);
                let (Some(known), Some(typed)) = (best.get_mut(at), hits.typed.get(at)) else {
                    continue;
                };
                if !there.joined && known.as_ref().is_none_or(|(known, _)| *known < worth) {
                    let found = there.span.of(piece).to_owned();
                    let place = MatchPlace::Words;
                    *known =
                        Some((worth, Explanation { typed: typed.clone(), found, kind, place }));
                }
            }
        });
    }
    let mut words = hits.query_words();
    let explained = best.into_iter().enumerate().map(|(at, akin)| {
        let word = words.next().filter(|_| hits.highlighter.tells(at));
        let direct = word.and_then(|(word, typed)| {
            let allowed = |met: &(_, MatchKind, _)| hits.highlighter.allows(at, met.1);
            let met = in_words(corpus, word, statement).filter(allowed);
            let met = met.or_else(|| in_names(corpus, word, statement).filter(allowed));
            let (found, kind, place) = met?;
            Some(Explanation { typed: typed.clone(), found, kind, place })
        });
        direct.or(akin.map(|(_, akin)| akin))
    });
    explained.collect()
}

fn in_words(
    corpus: &Corpus,
    word: &HighlightWord,
    statement: &Statement,
) -> Option<(String, MatchKind, MatchPlace)> {
    let mut best: Option<(WordMatch, String)> = None;
    let mut keys = Vec::new();
    for piece in corpus.pieces(statement) {
        each_word(piece, |there| {
            if !there.joined {
                keys.push((there.key.to_owned(), there.span.of(piece).to_owned()));
            }
            if let Some(found) = word.pattern.match_within(there.key, word.tier)
                && best.as_ref().is_none_or(|(known, _)| known.quality < found.quality)
            {
                best = Some((found, there.span.of(piece).to_owned()));
            }
        });
    }
    let length = word.parts.len();
    let mut runs = keys.windows(length.max(1)).filter(|_| length > 0);
    let run = runs.find(|run| run.iter().map(|(key, _)| key).eq(&word.parts));
    let whole = best.as_ref().is_some_and(|(found, _)| found.kind == MatchKind::Exact);
    match run.filter(|_| !whole) {
        Some(run) => {
            let words: Vec<&str> = run.iter().map(|(_, there)| there.as_str()).collect();
            Some((words.join(" "), MatchKind::Phrase, MatchPlace::Words))
        }
        None => best.map(|(found, there)| (there, found.kind, MatchPlace::Words)),
    }
}

fn in_names(
    corpus: &Corpus,
    word: &HighlightWord,
    statement: &Statement,
) -> Option<(String, MatchKind, MatchPlace)> {
    let speaker = statement.speaker.value().map(|actor| (*actor, MatchPlace::Speaker));
    let about = statement.about().iter().map(|actor| (*actor, MatchPlace::About));
    let audience = statement.audience().iter().map(|actor| (*actor, MatchPlace::Audience));
    let mut best: Option<(WordMatch, String, MatchPlace)> = None;
    for (actor, place) in speaker.into_iter().chain(about).chain(audience) {
        if let Some((found, name)) = matching_name(corpus, word, actor)
            && best.as_ref().is_none_or(|(known, ..)| known.quality < found.quality)
        {
            best = Some((found, name.to_owned(), place));
        }
    }
    best.map(|(found, name, place)| (name, found.kind, place))
}

/// The name of `actor` that `word` matches best.
fn matching_name<'a>(
    corpus: &'a Corpus,
    word: &HighlightWord,
    actor: ActorIx,
) -> Option<(WordMatch, &'a str)> {
    let mut best: Option<(WordMatch, &str)> = None;
    for (name, _) in names_of(corpus, actor) {
        let mut initials = String::new();
        let mut take = |found: Option<WordMatch>| {
            if let Some(found) = found
                && best.is_none_or(|(known, _)| known.quality < found.quality)
            {
                best = Some((found, name));
            }
        };
        each_word(name, |there| {
            if !there.joined {
                initials.extend(there.key.chars().next());
            }
            take(word.pattern.match_within(there.key, word.tier));
        });
        if word.tier == Tier::Fuzzy {
            take(word.pattern.match_initials(&initials));
        }
    }
    best
}
