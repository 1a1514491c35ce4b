//! Fields, dates and facets.

use super::*;
use crate::fixture::when;
use onrecord_model::{
    ActorIx, AnchorState, EventIx, Origin, Polarity, Provenance, Recorded, RecordedWords, RowRef,
    SourceIx, Stated, Strength,
};

#[test]
fn a_confirmed_suggestion_has_been_checked() {
    let mut records = pact().records().clone();
    records.statements[6].origin = Origin::Confirmed;
    assert_eq!(found(&Corpus::new(records), "is:checked"), [0, 6]);
}

#[test]
fn what_became_of_the_words_is_asked_for_and_recorded_words_are_found() {
    let mut records = pact().records().clone();
    for (at, state) in [
        (1, AnchorState::Moved),
        (2, AnchorState::Changed { likeness: 90 }),
        (3, AnchorState::Ambiguous { count: 2 }),
        (4, AnchorState::Lost),
    ] {
        let words = RecordedWords { exact: "crates of zinc".into(), ..RecordedWords::default() };
        let pieces = [words].into_iter().collect();
        let mut provenance = Provenance::default();
        provenance.known.set_recorded(Recorded { state, pieces, cue: None });
        records.statements[at].provenance = Some(Box::new(provenance));
    }
    let corpus = Corpus::new(records);
    for (text, want) in [
        ("is:moved", &[1][..]),
        ("is:changed", &[2]),
        ("is:ambiguous", &[3]),
        ("is:lost", &[4]),
        ("!is:lost zinc", &[2, 3]),
        // What moved is found by the source's words, what changed by those that were put down.
        ("\"separate bargain\"", &[1]),
        ("\"old man\"", &[]),
    ] {
        assert_eq!(found(&corpus, text), want, "{text}");
    }
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

/// [`pact`] where statements 5 and 7 are weak suggestions, which become weak 0 and 1.
fn half_weak() -> Corpus {
    let mut records = pact().records().clone();
    for at in [5, 7] {
        let weak = Provenance { strength: Strength::Weak, ..Provenance::default() };
        records.statements[at].origin = Origin::Suggested;
        records.statements[at].provenance = Some(Box::new(weak));
    }
    Corpus::new(records)
}

#[test]
fn weak_suggestions_are_found_behind_the_clear_ones_and_listed_where_somebody_asks() {
    let corpus = half_weak();
    let index = Index::build(&corpus, 1);
    let facets = Facets { actors: vec![(ActorIx(1), FacetRole::Speaker)], ..Facets::default() };
    let none = Facets::default();
    for (text, facets, weak, want, unlisted) in [
        ("", &none, false, &[][..], 2),
        ("", &none, true, &[0, 1], 0),
        ("", &facets, false, &[], 1),
        ("", &facets, true, &[1], 0),
        ("minister deal", &none, false, &[0, 1], 0),
        ("\"about a minister\"", &none, false, &[0], 0),
        ("minister !nuclear", &none, false, &[1], 0),
        ("is:weak", &none, false, &[0, 1], 0),
        ("is:weak by:lobo", &none, false, &[1], 0),
        ("is:clear minister", &none, true, &[], 0),
        ("!is:weak", &none, true, &[], 0),
        ("form:indirect", &none, false, &[], 2),
    ] {
        let query = Query::parse(text);
        let ask =
            SearchRequest { query: &query, facets, weak, limit: 100, meaning: ByMeaning::Off };
        let hits = search(&corpus, &index, &ask, &|| true).unwrap();
        let rows: Vec<_> = hits.iter().filter(|hit| hit.full).map(|hit| hit.row).collect();
        let first = rows.iter().position(|row| matches!(row, RowRef::Weak(_)));
        let weak = rows.iter().filter_map(|row| match row {
            RowRef::Weak(ix) => Some(ix.0),
            _ => None,
        });
        let mut found: Vec<_> = weak.collect();
        found.sort_unstable();
        assert_eq!((&found[..], hits.unlisted_weak()), (want, unlisted), "{text}");
        let clear = rows.iter().rposition(|row| matches!(row, RowRef::Statement(_)));
        assert!(first.is_none() || clear < first, "{text}: {rows:?}");
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
fn facets_of_a_kind_widen_and_kinds_narrow() {
    let actor = |at, role| (ActorIx(at), role);
    let facets = |actors: &[(ActorIx, FacetRole)], events: &[u32], sources: &[u32]| Facets {
        actors: actors.to_vec(),
        events: events.iter().copied().map(EventIx).collect(),
        sources: sources.iter().copied().map(SourceIx).collect(),
        read: Vec::new(),
    };
    for (facets, want) in [
        (
            facets(&[actor(1, FacetRole::Speaker), actor(2, FacetRole::Speaker)], &[], &[]),
            &[3, 7][..],
        ),
        (facets(&[actor(2, FacetRole::Any)], &[], &[]), &[3, 6]),
        (facets(&[actor(4, FacetRole::Any)], &[], &[]), &[0, 3, 9]),
        (facets(&[], &[1, 2], &[]), &[4, 8]),
        (facets(&[actor(4, FacetRole::Any)], &[], &[1]), &[9]),
    ] {
        let hits = ask(&pact(), "", &facets);
        assert_eq!(hits.iter().map(place).collect::<Vec<_>>(), want);
        assert_eq!((hits.full, hits.some), (want.len(), 0));
    }
}

#[test]
fn what_is_new_and_what_was_read_is_told_from_outside() {
    let corpus = half_weak();
    let mut index = Index::build(&corpus, 1);
    let rows = |index: &Index, text: &str, read: &[u32]| {
        let query = Query::parse(text);
        let facets =
            Facets { read: read.iter().copied().map(SourceIx).collect(), ..Facets::default() };
        let ask = SearchRequest {
            query: &query,
            facets: &facets,
            weak: true,
            limit: 100,
            meaning: ByMeaning::Off,
        };
        let hits = search(&corpus, index, &ask, &|| true).unwrap();
        hits.iter().map(|hit| corpus.row(hit.row).unwrap().id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&index, "is:new", &[]).len(), 0, "nothing is new before somebody was here");
    let all = rows(&index, "", &[]);
    let new = ["0", "7", "9"].map(|at| all.iter().find(|id| id.ends_with(at)).unwrap().clone());
    index.mark_new(&corpus, &|statement| new.iter().any(|id| **id == *statement.id));
    let mut found = rows(&index, "is:new", &[]);
    found.sort();
    assert_eq!(found, new, "weak ones as well");
    assert_eq!(index.new_statements(), 2);
    assert_eq!(rows(&index, "!is:new", &[]).len(), all.len() - 3);
    assert_eq!(rows(&index, "is:read", &[]).len(), 0);
    let (of_one, others) = (rows(&index, "is:read", &[1]), rows(&index, "!is:read", &[1]));
    assert_eq!(of_one, rows(&index, "is:read is:clear", &[1]));
    assert!(!of_one.is_empty() && of_one.len() + others.len() == all.len());
    assert_eq!(rows(&index, "", &[1]), all, "it filters nothing by itself");
}
