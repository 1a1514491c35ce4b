//! Why a row was found: which word of the query met which word of the statement, or whose name.

use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, RowRef, Statement};
use onrecord_text::words::each_word;

use crate::index::names_of;
use crate::matching::tiers::{Match, Tier, WordMatch};
use crate::result::highlight::LensWord;
use crate::result::hits::Hits;

/// Where a query word was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the statement's own words.
    Words,
    /// In a name of its speaker.
    Speaker,
    /// In a name of somebody it is about.
    About,
    /// In a name of somebody it was said to.
    Audience,
}

/// One query word and what it met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The word as typed.
    pub asked: String,
    /// The word as it stands in the statement, or the name of the actor.
    pub met: String,
    /// How they met.
    pub how: Match,
    /// Where.
    pub place: Place,
}

/// For each word of the query that `row` meets: what it met, in the order of the query.
pub fn why(corpus: &Corpus, hits: &Hits, row: RowRef) -> Vec<Why> {
    let Some(statement) = corpus.row(row) else { return Vec::new() };
    let met = |(word, typed): (&LensWord, &String)| {
        let found = in_words(corpus, word, statement).or_else(|| in_names(corpus, word, statement));
        let (met, how, place) = found?;
        Some(Why { asked: typed.clone(), met, how, place })
    };
    hits.asked().filter_map(met).collect()
}

/// The words of the query that `row` does not meet, as typed.
pub fn missing(corpus: &Corpus, hits: &Hits, row: RowRef) -> Vec<String> {
    let Some(statement) = corpus.row(row) else { return Vec::new() };
    let lacks = |word: &LensWord| {
        in_words(corpus, word, statement).is_none() && in_names(corpus, word, statement).is_none()
    };
    hits.asked().filter(|(word, _)| lacks(word)).map(|(_, typed)| typed.clone()).collect()
}

fn in_words(
    corpus: &Corpus,
    word: &LensWord,
    statement: &Statement,
) -> Option<(String, Match, Place)> {
    let mut best: Option<(WordMatch, String)> = None;
    let mut keys = Vec::new();
    for piece in corpus.pieces(statement) {
        each_word(piece, |there| {
            if !there.joined {
                keys.push((there.key.to_owned(), there.span.of(piece).to_owned()));
            }
            if let Some(met) = word.asked.match_within(there.key, word.reach)
                && best.as_ref().is_none_or(|(known, _)| known.quality < met.quality)
            {
                best = Some((met, there.span.of(piece).to_owned()));
            }
        });
    }
    let length = word.parts.len();
    let mut runs = keys.windows(length.max(1)).filter(|_| length > 0);
    let run = runs.find(|run| run.iter().map(|(key, _)| key).eq(&word.parts));
    let whole = best.as_ref().is_some_and(|(met, _)| met.kind == Match::Exact);
    match run.filter(|_| !whole) {
        Some(run) => {
            let words: Vec<&str> = run.iter().map(|(_, there)| there.as_str()).collect();
            Some((words.join(" "), Match::Phrase, Place::Words))
        }
        None => best.map(|(met, there)| (there, met.kind, Place::Words)),
    }
}

fn in_names(
    corpus: &Corpus,
    word: &LensWord,
    statement: &Statement,
) -> Option<(String, Match, Place)> {
    let speaker = statement.speaker.value().map(|actor| (*actor, Place::Speaker));
    let about = statement.about().iter().map(|actor| (*actor, Place::About));
    let audience = statement.audience().iter().map(|actor| (*actor, Place::Audience));
    let mut best: Option<(WordMatch, String, Place)> = None;
    for (actor, place) in speaker.into_iter().chain(about).chain(audience) {
        if let Some((met, name)) = name_met(corpus, word, actor)
            && best.as_ref().is_none_or(|(known, ..)| known.quality < met.quality)
        {
            best = Some((met, name.to_owned(), place));
        }
    }
    best.map(|(met, name, place)| (name, met.kind, place))
}

/// The name of `actor` that `word` meets best.
fn name_met<'a>(
    corpus: &'a Corpus,
    word: &LensWord,
    actor: ActorIx,
) -> Option<(WordMatch, &'a str)> {
    let mut best: Option<(WordMatch, &str)> = None;
    for (name, _) in names_of(corpus, actor) {
        let mut initials = String::new();
        let mut take = |met: Option<WordMatch>| {
            if let Some(met) = met
                && best.is_none_or(|(known, _)| known.quality < met.quality)
            {
                best = Some((met, name));
            }
        };
        each_word(name, |there| {
            if !there.joined {
                initials.extend(there.key.chars().next());
            }
            take(word.asked.match_within(there.key, word.reach));
        });
        if word.reach == Tier::Fuzzy {
            take(word.asked.match_initials(&initials));
        }
    }
    best
}
