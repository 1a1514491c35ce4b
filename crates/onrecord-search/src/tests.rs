//! Queries against a small investigation, from the text typed to the rows and panes shown.

use super::fixture::{PACT, pact, rows, when};
use super::*;
use onrecord_corpus::{Corpus, Records};
use onrecord_model::{
    Document, Form, Origin, Polarity, Provenance, Source, SourceIx, Stated, Statement, StatementIx,
    Status,
};
use onrecord_text::Span;

fn ask(corpus: &Corpus, text: &str, facets: &Facets) -> Hits {
    let index = Index::build(corpus, 1);
    let query = Query::parse(text);
    search(corpus, &index, &Ask { query: &query, facets, limit: 100 }, &|| true).unwrap()
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
fn a_confirmed_suggestion_has_been_checked() {
    let mut records = pact().records().clone();
    records.statements[6].origin = Origin::Confirmed;
    assert_eq!(found(&Corpus::new(records), "is:checked"), [0, 6]);
}

#[test]
fn what_is_denied_and_what_a_list_says_are_found() {
    let mut records = pact().records().clone();
    let makes = |polarity| Provenance { polarity: Some(polarity), ..Provenance::default() };
    records.statements[2].provenance = Some(Box::new(makes(Polarity::Denies)));
    records.statements[5].provenance = Some(Box::new(makes(Polarity::Affirms)));
    records.statements[7].origin = Origin::Listed;
    let corpus = Corpus::new(records);
    for (text, want) in [
        ("is:denied", &[2][..]),
        ("is:affirmed", &[5]),
        ("is:asked", &[]),
        ("is:listed", &[7]),
        ("!is:denied is:suggested", &[6]),
    ] {
        assert_eq!(found(&corpus, text), want, "{text}");
    }
}

#[test]
fn rows_with_a_date_of_their_own_stand_before_those_of_a_dated_source() {
    let mut records = pact().records().clone();
    records.sources[0].date = Stated::Is(when("2023-01-01"));
    let corpus = Corpus::new(records);
    let hits = ask(&corpus, "on:2022-03", &Facets::default());
    let from = |hit: Hit| dates(&corpus, hit.row)[0].from == DateFrom::Source;
    let late: Vec<_> = hits.iter().map(from).collect();
    assert!(late.contains(&true) && late.contains(&false) && late.is_sorted(), "{late:?}");
}

#[test]
fn filters_hold() {
    for (text, want) in [
        ("by:lobo", &[7][..]),
        ("by:\"osiris luna\"", &[7]),
        ("by:marroqiun", &[0, 1, 6]),
        ("by:luna by:bukele", &[]),
        ("deal !by:marroquin", &[5, 7, 8]),
        ("to:faro", &[3]),
        ("about:batman", &[6]),
        ("via:faro", &[0]),
        ("via:recording", &[0]),
        ("via:\"insight crime\"", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ("in:truce", &[8, 9]),
        ("in:revelations deal", &[0, 5, 6, 7]),
        ("form:direct", &[0]),
        ("form:passage", &[]),
        ("is:single-source", &[0]),
        ("is:suggested", &[6]),
        ("is:checked", &[0]),
        ("\"this minister\"", &[0]),
        ("\"minister this\"", &[]),
        ("“MS-13”", &[4, 5, 8]),
        ("deal !minister", &[6, 8]),
        ("deal -not:minister", &[6, 8]),
        ("deal !\"a deal\"", &[0, 6, 8]),
        ("on:2022-04", &[3, 0, 1, 2, 5, 6, 7]),
        ("on:2022-06", &[]),
        ("on:2022-03-22", &[4, 0, 1, 2, 5, 6, 7]),
        ("on:2012..2014", &[8, 0, 1, 2, 5, 6, 7]),
        ("!on:2012..2014", &[3, 4]),
        ("form:direct on:2012..2014", &[0]),
    ] {
        assert_eq!(full(text), want, "{text}");
    }
}

#[test]
fn what_has_no_date_is_counted() {
    for (text, undated) in
        [("on:2022-04", 1), ("on:2022-04 pandillas", 1), ("on:2022-04 deal", 0), ("deal", 0)]
    {
        assert_eq!(ask(&pact(), text, &Facets::default()).undated, undated, "{text}");
    }
}

#[test]
fn a_paraphrase_stands_under_its_quote() {
    let hits = ask(&pact(), "minister deal", &Facets::default());
    let (quote, paraphrase) = (hits.row(0).unwrap(), hits.row(1).unwrap());
    assert_eq!((place(quote), quote.paraphrase_of), (0, None));
    assert_eq!((place(paraphrase), paraphrase.full), (1, false));
    assert_eq!(paraphrase.paraphrase_of, Some(StatementIx(0)));
    assert_eq!(hits.len(), hits.full + hits.some + 1);
    // With the words it stands there as a find of its own.
    let hits = ask(&pact(), "marroquin", &Facets::default());
    assert_eq!(hits.iter().map(place).collect::<Vec<_>>(), [0, 1, 6]);
    assert_eq!(hits.row(1).unwrap().paraphrase_of, None);
    // What a filter leaves out does not come back.
    assert_eq!(found(&pact(), "minister deal form:direct"), [0]);
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
fn facets_of_a_kind_widen_and_kinds_narrow() {
    let actor = |at, role| (ActorIx(at), role);
    let facets = |actors: &[(ActorIx, Role)], events: &[u32], sources: &[u32]| Facets {
        actors: actors.to_vec(),
        events: events.iter().copied().map(EventIx).collect(),
        sources: sources.iter().copied().map(SourceIx).collect(),
    };
    for (facets, want) in [
        (facets(&[actor(1, Role::Speaker), actor(2, Role::Speaker)], &[], &[]), &[3, 7][..]),
        (facets(&[actor(2, Role::Any)], &[], &[]), &[3, 6]),
        (facets(&[actor(4, Role::Any)], &[], &[]), &[0, 3, 9]),
        (facets(&[], &[1, 2], &[]), &[4, 8]),
        (facets(&[actor(4, Role::Any)], &[], &[1]), &[9]),
    ] {
        let hits = ask(&pact(), "", &facets);
        assert_eq!(hits.iter().map(place).collect::<Vec<_>>(), want);
        assert_eq!((hits.full, hits.some), (want.len(), 0));
    }
}

#[test]
fn the_other_panes_follow() {
    let pact = pact();
    let panes = |text: &str| {
        let hits = ask(&pact, text, &Facets::default());
        let actors: Vec<_> = hits.actors.iter().map(|(actor, count)| (actor.0, *count)).collect();
        let events: Vec<_> = hits.events.iter().map(|event| event.0).collect();
        let sources: Vec<_> = hits.sources.iter().map(|(at, count)| (at.0, *count)).collect();
        (actors, events, sources)
    };
    let everybody = vec![(0, 3), (1, 1), (2, 1), (4, 1), (5, 1), (3, 0)];
    assert_eq!(panes(""), (everybody, vec![2, 1, 0, 3], vec![(0, 8), (1, 2)]));
    assert_eq!(panes("minister deal"), (vec![(0, 1), (1, 1), (3, 0)], vec![], vec![(0, 3)]));
    assert_eq!(panes("luna"), (vec![(1, 1)], vec![], vec![(0, 1)]));
    assert_eq!(panes("truce"), (vec![], vec![2], vec![(1, 1)]));
    assert_eq!(panes("killed"), (vec![], vec![0], vec![]));
    for (query, events) in [
        ("on:2022", vec![1, 0]),
        ("on:2012 killed", vec![]),
        ("!on:2022 gangs", vec![2]),
        ("by:lobo killed", vec![]),
        ("!form:direct killed", vec![0]),
    ] {
        assert_eq!(panes(query).1, events, "{query}");
    }
    assert_eq!(panes("batman").0, [(2, 1), (0, 1), (4, 0)]);
}

#[test]
fn nothing_found_offers_the_nearest_words() {
    for (text, want) in
        [("vexxxently", &["vehemently"][..]), ("zzyqx", &[]), ("bukleqe", &["Bukele"])]
    {
        let hits = ask(&pact(), text, &Facets::default());
        assert_eq!(hits.nearest, want, "{text}");
    }
}

#[test]
fn every_row_says_why() {
    let pact = pact();
    let reasons = |text: &str, row: u32| {
        let hits = ask(&pact, text, &Facets::default());
        let why = why(&pact, &hits, StatementIx(row).into()).into_iter();
        let why = why.map(|why| format!("{}→{} {:?} {:?}", why.asked, why.met, why.how, why.place));
        let missing = missing(&pact, &hits, StatementIx(row).into()).into_iter();
        why.chain(missing.map(|word| format!("{word}→"))).collect::<Vec<_>>().join(", ")
    };
    for (text, row, want) in [
        ("nucelar ener", 5, "nucelar→nuclear Slip Words, ener→energy Prefix Words"),
        ("Lobo loyal", 7, "Lobo→Lobo Exact Speaker, loyal→loyal Exact Words"),
        (
            "villatoro deals",
            0,
            "villatoro→Gustavo Villatoro Exact About, deals→deal Inflection Words",
        ),
        ("MS-13 truce", 8, "MS-13→MS 13 Phrase Words, truce→truce Exact Words"),
        ("faro gangs", 3, "faro→El Faro Exact Audience, gangs→gangs Exact Words"),
        ("minister deal", 1, "minister→, deal→"),
        ("keep his zzyqx", 6, "keep→keep Exact Words, his→his Exact Words, zzyqx→"),
    ] {
        assert_eq!(reasons(text, row), want, "{text}");
    }
}

#[test]
fn what_is_lit_is_what_was_met() {
    let pact = pact();
    let lit = |query: &str, text: &str| {
        let hits = ask(&pact, query, &Facets::default());
        let lights = hits.lens().lights(text).into_iter();
        lights
            .map(|light| format!("{}:{}", light.span.of(text), light.word))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (query, text, want) in [
        ("minister deal", "A Minister’s deals: a DEAL!", "Minister:0 deals:1 DEAL:1"),
        ("negocio", "Negoció NEGOCIO", "Negoció:0 NEGOCIO:0"),
        ("ms13", "MS-13, MS13’s and MS 13", "MS-13:0 MS13:0 MS 13:0"),
        ("\"this minister\" deal", "this minister, this, deal", "this minister:1 deal:0"),
        ("nucelar", "nuclear", "nuclear:0"),
        ("deal", "dael", ""),
        ("", "anything", ""),
        ("by:luna", "luna", ""),
    ] {
        assert_eq!(lit(query, text), want, "{query}");
    }
    assert!(ask(&pact, "by:luna", &Facets::default()).lens().is_empty());
}

#[test]
fn a_search_stops_when_told_to() {
    let (corpus, query) = (pact(), Query::parse("deal"));
    let index = Index::build(&corpus, 1);
    let ask = Ask { query: &query, facets: &Facets::default(), limit: 10 };
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
        let ask = Ask { query: &query, facets: &facets, limit: 100 };
        session.search(&ask, &|| true).unwrap().work
    };
    let first = cost("common balator");
    assert!(first.compared <= 40 && first.read <= 10_200 && first.looked_at <= 200, "{first:?}");
    let same = cost("common balator");
    assert_eq!((same.compared, same.read), (0, first.read));
    let more = cost("common balator cem");
    assert!(more.compared <= index.words() / 10, "{more:?}");
    let slip = cost("common balatro");
    assert!(slip.compared <= index.words() / 4, "{slip:?}");
}

proptest::proptest! {
    #[test]
    fn typed_or_pasted_makes_no_difference(text in "(deal|minister|the|ms-13|nucelar|by:lobo|!a|\"a deal\"| ){1,6}") {
        let (corpus, facets) = (std::sync::Arc::new(pact()), Facets::default());
        let index = std::sync::Arc::new(Index::build(&corpus, 2));
        let mut session = Session::new(corpus.clone(), index.clone());
        for (end, _) in text.char_indices() {
            let query = Query::parse(text.get(..end).unwrap());
            session.search(&Ask { query: &query, facets: &facets, limit: 9 }, &|| true).unwrap();
        }
        let query = Query::parse(&text);
        let ask = Ask { query: &query, facets: &facets, limit: 9 };
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
    fn lights_stand_on_words_and_never_overlap(query in "[a-z 1é-]{0,12}", text in "[a-zÉß’1 漢\u{301}-]{0,40}|\\PC{0,20}") {
        let corpus = rows(&[&text, "deal"]);
        let hits = ask(&corpus, &query, &Facets::default());
        let mut last = 0;
        for light in hits.lens().lights(&text) {
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
            let whole = missing(&pact(), &hits, hit.row).is_empty();
            proptest::prop_assert_eq!(whole, hit.full, "{}", PACT[place(hit) as usize]);
        }
    }
}

#[test]
fn passages_stand_between_what_has_all_words_and_what_lacks_some() {
    let text =
        "The harbour board met. “We saw the crane,” she said.\n\nThe crane fell on the harbour.";
    let document = Document::new(text);
    let at = text.find("We saw").unwrap_or(0);
    let said = Span::at(at, at + "We saw the crane".len());
    let source = Source { id: "s".into(), title: "S".into(), document, ..Source::default() };
    let statement = Statement {
        id: "a".into(),
        source: SourceIx(0),
        spans: [said].into_iter().collect(),
        form: Form::Direct,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: Stated::Silent,
        provenance: None,
    };
    let records =
        Records { sources: vec![source], statements: vec![statement], ..Records::default() };
    let corpus = Corpus::new(records);
    let index = Index::build(&corpus, 1);
    for (query, want) in [
        ("", &["a"][..]),
        ("crane", &["a", "s¶2"]),
        ("crane harbour", &["s¶2", "s¶1", "a"]),
        ("\"on the harbour\"", &["s¶2"]),
        ("form:direct crane", &["a"]),
        ("form:passage crane", &["s¶1", "s¶2"]),
        ("form:passage", &["s¶1", "s¶2"]),
        ("nobody", &[]),
    ] {
        let ask = Ask { query: &Query::parse(query), facets: &Facets::default(), limit: 10 };
        let hits = search(&corpus, &index, &ask, &|| true).unwrap_or_default();
        let ids: Vec<_> = hits.iter().filter_map(|hit| corpus.row(hit.row)).collect();
        let ids: Vec<_> = ids.iter().map(|statement| &*statement.id).collect();
        assert_eq!(ids, want, "{query}");
    }
}
