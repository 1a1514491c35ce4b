//! Nothing of a document is out of reach: every paragraph is found by every word of it, whoever is
//! quoted in it and however the quote is cut.

use std::fs;

use onrecord::library::{OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_search::{ByMeaning, Facets, Index, Query, SearchRequest, search};
use onrecord_text::words::each_word;
use proptest::prelude::*;

fn opened(name: &str, text: &str) -> Corpus {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    open(&OpenTarget::Path(folder.path().into()), &OpenOptions::default(), &mut Silent).unwrap()
}

/// The words of paragraphs by which none of their rows is found, with the paragraph's number.
fn out_of_reach(corpus: &Corpus) -> Vec<(u32, String)> {
    let index = Index::build(corpus, 1);
    let mut lost = Vec::new();
    for source in corpus.sources() {
        let document = &source.document;
        for (number, block) in (1..).zip(document.blocks()) {
            let mut words = Vec::new();
            each_word(document.words(block.span), |word| {
                words.push(word.span.of(document.words(block.span)).to_owned());
            });
            for word in words {
                let query = Query::parse(&word);
                let ask = SearchRequest {
                    query: &query,
                    facets: &Facets::default(),
                    weak: false,
                    limit: 1000,
                    meaning: ByMeaning::Off,
                };
                let hits = search(corpus, &index, &ask, &|| true).unwrap();
                let here = |row| {
                    let at = corpus.row(row).unwrap().hull().start;
                    document.paragraph_at(at) == number
                };
                let found = hits.iter().any(|hit| hit.full && here(hit.row));
                lost.extend((!found).then_some((number, word)));
            }
        }
    }
    lost
}

/// A piece of a paragraph: a quote, who says it, a name in front of a turn, what is between.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "“We never saw the green crane,”",
        "“and nobody asked us.”",
        "said Ana Ruiz, leaning on the rail",
        "she said",
        "– who had been there all night –",
        "Bo Quist denied that he took the keys.",
        "ANA RUIZ:",
        "Q.",
        "THE WITNESS:",
        "«No firmamos nada»,",
        "dijo el alcalde, Juan Peña, en la plaza",
        "The tide was low.",
        "It’s 4.5 km off; MS-13 didn't care.",
        "漢字 é",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_paragraph_is_found_by_every_word_of_it(
        paragraphs in proptest::collection::vec(proptest::collection::vec(piece(), 1..6), 1..5),
    ) {
        let paragraphs: Vec<_> = paragraphs.iter().map(|pieces| pieces.join(" ")).collect();
        let text = paragraphs.join("\n\n");
        prop_assert_eq!(out_of_reach(&opened("a.txt", &text)), [], "{}", text);
    }
}

#[test]
fn an_interrupted_quote_does_not_hide_what_stands_between() {
    let between = "“We never saw it,” said Ana Ruiz, below the green crane, “and nobody asked us.”";
    let corpus = opened("a.txt", between);
    assert!(corpus.statements().iter().any(|statement| statement.spans.len() == 2));
    assert_eq!(out_of_reach(&corpus), []);
}

#[test]
fn a_file_without_blank_lines_is_found_to_its_end() {
    let text: Vec<_> = (0..40_000).map(|n| format!("w{n}")).collect();
    let corpus = opened("a.txt", &format!("{} last", text.join(" ")));
    let query = Query::parse("w39999 last");
    let ask = SearchRequest {
        query: &query,
        facets: &Facets::default(),
        weak: false,
        limit: 10,
        meaning: ByMeaning::Off,
    };
    let hits = search(&corpus, &Index::build(&corpus, 1), &ask, &|| true).unwrap();
    assert_eq!(hits.iter().filter(|hit| hit.full).count(), 1);
}
