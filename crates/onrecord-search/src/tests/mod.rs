//! Queries against a small investigation, from the text typed to the rows and panes shown.

mod answers;
mod filters;
#[cfg(feature = "meaning")]
mod meaning;
mod properties;

use super::fixture::{pact, rows};
use super::*;
use onrecord_corpus::Corpus;

fn ask(corpus: &Corpus, text: &str, facets: &Facets) -> Hits {
    ask_for(ByMeaning::Off, corpus, text, facets)
}

fn ask_for(meaning: ByMeaning, corpus: &Corpus, text: &str, facets: &Facets) -> Hits {
    let index = Index::build(corpus, 1);
    let query = Query::parse(text);
    let ask = SearchRequest { query: &query, facets, weak: false, limit: 100, meaning };
    search(corpus, &index, &ask, &|| true).unwrap()
}

fn found(corpus: &Corpus, text: &str) -> Vec<u32> {
    ask(corpus, text, &Facets::default()).iter().map(place).collect()
}

/// The position of the statement that was found.
fn place(hit: Hit) -> u32 {
    hit.row.statement().unwrap().0
}

/// The rows that have all words.
fn full(text: &str) -> Vec<u32> {
    let hits = ask(&pact(), text, &Facets::default());
    let full = hits.iter().filter(|hit| hit.full).map(place).collect::<Vec<_>>();
    assert_eq!(hits.full, full.len(), "{text}");
    full
}

#[test]
fn what_is_half_remembered_is_found() {
    for (text, want) in [
        ("minister deal", &[0, 7, 5][..]),
        ("kind of deal", &[0]),
        ("nucelar energy", &[5]),
        ("nuclaer", &[5]),
        ("uclear", &[5]),
        ("dael", &[0, 5, 6, 7, 8]),
        ("negocio", &[9]),
        ("NEGOCIÓ", &[9]),
        ("negotiations", &[3]),
        ("dealing minister", &[0, 5, 7]),
        ("vehem", &[3]),
        ("ms13", &[4, 5, 8]),
        ("MS-13", &[4, 5, 8]),
        ("ms 13", &[8, 4, 5]),
        ("marroquin deal", &[6, 0]),
        ("batman", &[6, 3]),
        ("villatoro deal", &[0]),
        ("bukele deal", &[6]),
        ("2012", &[8]),
        ("2013", &[]),
        ("2016", &[]),
        ("zzyqx quuxfrob", &[]),
    ] {
        assert_eq!(full(text), want, "{text}");
    }
}

#[test]
fn exact_finds_stand_above_weaker_ones() {
    let corpus = rows(&[
        "ministers dealt, and ministers deal",
        "a deal, long before anybody had heard of the minister",
        "the minister deal",
        "a ministerial dealer",
        "one minister",
    ]);
    assert_eq!(found(&corpus, "minister deal "), [2, 1, 0, 3, 4]);
    assert_eq!(found(&corpus, "mniister deal"), [2, 0, 1, 3, 4]);
}

#[test]
fn an_exact_phrase_stands_first_among_thousands() {
    let mut texts = vec!["a minister; no deal with a man"; 3000];
    texts.push("such a deal");
    let corpus = rows(&texts);
    for query in ["a deal", "such a deal", "a deal "] {
        let hits = ask(&corpus, query, &Facets::default());
        assert_eq!(hits.row(0).map(place), Some(3000), "{query}");
    }
}

#[test]
fn equal_rows_keep_their_order() {
    let corpus = rows(&["same words"; 50]);
    assert_eq!(found(&corpus, "words same"), (0..50).collect::<Vec<_>>());
    assert_eq!(found(&corpus, "wor"), (0..50).collect::<Vec<_>>());
}

#[test]
fn a_search_stops_when_told_to() {
    let (corpus, query) = (pact(), Query::parse("deal"));
    let index = Index::build(&corpus, 1);
    let ask = SearchRequest {
        query: &query,
        facets: &Facets::default(),
        weak: false,
        limit: 10,
        meaning: ByMeaning::Off,
    };
    assert!(search(&corpus, &index, &ask, &|| false).is_none());
}

/// Work instead of time, which no test can trust: a keystroke compares the words near to one word
/// and reads the rows of those it meets.
#[test]
fn a_letter_more_costs_little() {
    let letter = |of: &str, n: usize| of.chars().nth(n % 5).unwrap();
    let made = |n: usize| {
        let (first, second) = (letter("bcdfg", n), letter("aeiou", n / 5));
        let (third, fourth) = (letter("lmnps", n / 25), letter("aeiou", n / 125));
        format!("{first}{second}{third}{fourth}tor")
    };
    let texts: Vec<String> = (0..10_000)
        .map(|n| format!("common {} {} {}", made(n % 625), made(n / 16), made(n * 7 % 625)))
        .collect();
    let corpus = std::sync::Arc::new(rows(&texts.iter().map(String::as_str).collect::<Vec<_>>()));
    let index = std::sync::Arc::new(Index::build(&corpus, 1));
    let mut session = Session::new(corpus, index.clone());
    let facets = Facets::default();
    let mut cost = |text: &str| {
        let query = Query::parse(text);
        let ask = SearchRequest {
            query: &query,
            facets: &facets,
            weak: false,
            limit: 100,
            meaning: ByMeaning::Off,
        };
        session.search(&ask, &|| true).unwrap().work
    };
    let first = cost("common balator");
    assert!(first.compared <= 40 && first.read <= 10_200 && first.rescored <= 200, "{first:?}");
    let same = cost("common balator");
    assert_eq!((same.compared, same.read), (0, first.read));
    let more = cost("common balator cem");
    assert!(more.compared <= index.words() / 10, "{more:?}");
    let slip = cost("common balatro");
    assert!(slip.compared <= index.words() / 4, "{slip:?}");
}
