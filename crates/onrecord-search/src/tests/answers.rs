//! What an answer holds beside its statements.

use super::*;
use onrecord_corpus::Records;
use onrecord_model::{
    BlockKind, Document, Form, LeftOut, Origin, Source, SourceIx, Stated, Statement, StatementIx,
    Status,
};
use onrecord_text::Span;

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
fn the_records_beside_the_rows_follow() {
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
        let why = explain(&pact, &hits, StatementIx(row).into()).into_iter();
        let why =
            why.map(|why| format!("{}→{} {:?} {:?}", why.typed, why.found, why.kind, why.place));
        let missing = missing_words(&pact, &hits, StatementIx(row).into()).into_iter();
        why.chain(missing.map(|word| format!("{word}→"))).collect::<Vec<_>>().join(", ")
    };
    for (text, row, want) in [
        ("nucelar ener", 5, "nucelar→nuclear Typo Words, ener→energy Prefix Words"),
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
fn what_is_highlighted_is_what_matches() {
    let pact = pact();
    let lit = |query: &str, text: &str| {
        let hits = ask(&pact, query, &Facets::default());
        let highlights = hits.highlighter().highlights(text).into_iter();
        highlights
            .map(|lit| format!("{}:{}", lit.span.of(text), lit.word))
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
    assert!(ask(&pact, "by:luna", &Facets::default()).highlighter().is_empty());
}

#[test]
fn passages_stand_between_what_has_all_words_and_what_lacks_some() {
    let text = "The harbour board met. “We saw the crane,” she said.\n\nThe crane fell on the harbour.\n\nCranes Ltd";
    let mut blocks = Document::new(text).blocks().to_vec();
    blocks[2].kind = BlockKind::LeftOut(LeftOut::RunningHeads);
    let document = Document::of_blocks(text, blocks, Vec::new());
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
    let records = Records {
        sources: vec![source].into(),
        statements: vec![statement].into(),
        ..Records::default()
    };
    let corpus = Corpus::new(records);
    let index = Index::build(&corpus, 1);
    for (query, want, notes) in [
        ("", &["a"][..], 0),
        ("crane", &["a", "s¶2"], 1),
        ("crane harbour", &["s¶2", "s¶1", "a"], 0),
        ("\"on the harbour\"", &["s¶2"], 0),
        ("form:direct crane", &["a"], 0),
        ("form:passage crane", &["s¶1", "s¶2"], 0),
        ("form:passage", &["s¶1", "s¶2"], 0),
        ("form:note crane", &["s¶3"], 1),
        ("form:note", &["s¶3"], 1),
        ("ltd", &[], 1),
        ("nobody", &[], 0),
    ] {
        let ask = SearchRequest {
            query: &Query::parse(query),
            facets: &Facets::default(),
            weak: false,
            limit: 10,
            meaning: ByMeaning::Off,
        };
        let hits = search(&corpus, &index, &ask, &|| true).unwrap_or_default();
        let ids: Vec<_> = hits.iter().filter_map(|hit| corpus.row(hit.row)).collect();
        let ids: Vec<_> = ids.iter().map(|statement| &*statement.id).collect();
        assert_eq!((&*ids, hits.notes), (want, notes), "{query}");
    }
}
