//! What holds for every query.

use super::*;
use crate::fixture::PACT;

proptest::proptest! {
    #[test]
    fn typed_or_pasted_makes_no_difference(text in "(deal|minister|the|ms-13|nucelar|by:lobo|!a|\"a deal\"| ){1,6}") {
        let (corpus, facets) = (std::sync::Arc::new(pact()), Facets::default());
        let index = std::sync::Arc::new(Index::build(&corpus, 2));
        let mut session = Session::new(corpus.clone(), index.clone());
        for (end, _) in text.char_indices() {
            let query = Query::parse(text.get(..end).unwrap());
            session.search(&SearchRequest { query: &query, facets: &facets, weak: false, limit: 9, meaning: ByMeaning::Off }, &|| true).unwrap();
        }
        let query = Query::parse(&text);
        let ask = SearchRequest { query: &query, facets: &facets, weak: false, limit: 9, meaning: ByMeaning::Off };
        let mut typed = session.search(&ask, &|| true).unwrap();
        let mut pasted = search(&corpus, &index, &ask, &|| true).unwrap();
        (typed.work, pasted.work) = Default::default();
        proptest::prop_assert_eq!(format!("{typed:?}"), format!("{pasted:?}"));
    }

    #[test]
    fn a_filter_never_adds_a_result(
        words in "(deal|minister|the|nucelar|batman|de|zzz| ){0,4}",
        filter in "(by:lobo|!a|\"a deal\"|form:direct|on:2022|!on:2015|in:truce|via:faro|is:checked|about:batman)",
    ) {
        let corpus = pact();
        let wide = found(&corpus, &words);
        for row in found(&corpus, &format!("{filter} {words}")) {
            proptest::prop_assert!(wide.contains(&row), "{} {}", words, filter);
        }
    }

    #[test]
    fn highlights_stand_on_words_and_never_overlap(query in "[a-z 1é-]{0,12}", text in "[a-zÉß’1 漢\u{301}-]{0,40}|\\PC{0,20}") {
        let corpus = rows(&[&text, "deal"]);
        let hits = ask(&corpus, &query, &Facets::default());
        let mut last = 0;
        for light in hits.highlighter().highlights(&text) {
            proptest::prop_assert!(light.span.start >= last && !light.span.is_empty());
            proptest::prop_assert!(text.get(light.span.range()).is_some());
            last = light.span.end;
        }
    }

    #[test]
    fn rows_come_in_order_of_their_score(query in "(deal|minister|the|nucelar|batman|de|13| ){1,5}") {
        let hits = ask(&pact(), &query, &Facets::default());
        let scores: Vec<_> = hits.iter().map(|hit| hit.score).collect();
        proptest::prop_assert!(scores.is_sorted_by(|a, b| a >= b), "{:?}", scores);
        for hit in hits.iter().filter(|hit| hit.paraphrase_of.is_none()) {
            let whole = missing_words(&pact(), &hits, hit.row).is_empty();
            proptest::prop_assert_eq!(whole, hit.full, "{}", PACT[place(hit) as usize]);
        }
    }
}
