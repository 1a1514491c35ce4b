//! What is found by its meaning, and what that leaves as it is.

use super::*;
use onrecord_model::StatementIx;

const SAID: [&str; 14] = [
    "My gut told me that the harbour master would sell us out.",
    "The magistrate took bribes from the sand company for eleven years.",
    "Los pescadores vieron el barco hundirse antes del amanecer.",
    "We will not negotiate with whoever burned the school.",
    "The widow buried her husband on a Tuesday and spoke to nobody.",
    "The bridge was closed because its cables had rusted through.",
    "La alcaldesa negó haber recibido dinero de la constructora.",
    "Fishermen mended their nets while the inspector counted crates.",
    "The children of the quarter have been drinking foul water since spring.",
    "El juez ordenó la captura de dos contrabandistas.",
    "The budget for lamps was spent on a party for the council.",
    "He denied that he had ever set foot on the island.",
    "Prices of bread doubled within a single winter.",
    "The strike ended when the owners gave in on wages.",
];

fn by_meaning(text: &str) -> Hits {
    ask_for(ByMeaning::Now, &rows(&SAID), text, &Facets::default())
}

/// The rows under the line, at most three.
fn near(text: &str) -> Vec<u32> {
    let hits = by_meaning(text);
    hits.iter().filter(|hit| hit.likeness.is_some()).map(place).take(3).collect()
}

#[test]
fn the_gist_and_the_other_language_are_found() {
    let mut missed = Vec::new();
    for (text, want) in [
        ("bad feeling about betrayal", 0),
        ("the judge was bribed by a firm", 1),
        ("fishermen watched the ship sink", 2),
        ("no talks with arsonists", 3),
        ("funeral of her spouse", 4),
        ("corroded suspension wires", 5),
        ("mayor denied receiving money from the builder", 6),
        ("polluted drinking supply kids", 8),
        ("judge ordered the arrest of smugglers", 9),
        ("sobornos al magistrado durante años", 1),
        ("la viuda enterró a su marido", 4),
        ("subió el precio del pan", 12),
        ("huelga por los salarios", 13),
    ] {
        let found = near(text);
        if found.first() != Some(&want) {
            missed.push(format!("{text}: {found:?}"));
        }
    }
    assert_eq!(missed, [""; 0]);
}

#[test]
fn every_row_under_the_line_says_why() {
    let corpus = rows(&SAID);
    let why = |text: &str, row: u32| {
        let hits = ask_for(ByMeaning::Now, &corpus, text, &Facets::default());
        let row = StatementIx(row).into();
        assert!(hits.likeness(row).is_some(), "{text}");
        let why = explain(&corpus, &hits, row).into_iter();
        let why = why.map(|why| format!("{}→{} {:?}", why.typed, why.found, why.kind));
        let missing = missing_words(&corpus, &hits, row).into_iter();
        why.chain(missing.map(|word| format!("{word}→"))).collect::<Vec<_>>().join(", ")
    };
    for (text, row, want) in [
        ("pescadores dormidos", 7, "pescadores→Fishermen Translation, dormidos→"),
        ("judge bribes zzqx", 1, "judge→magistrate Near, bribes→bribes Exact, zzqx→"),
        ("near:widows", 4, "widows→widow Inflection"),
    ] {
        assert_eq!(why(text, row), want, "{text}");
    }
}

#[test]
fn a_row_that_carries_every_word_stands_before_one_that_lacks_one() {
    let corpus = pact();
    for (text, first) in [
        ("acuerdo con el ministro", 0),
        ("negociación con las pandillas", 3),
        ("soltar a los hombres del gobierno", 4),
    ] {
        let hits = ask_for(ByMeaning::Now, &corpus, text, &Facets::default());
        let near: Vec<_> = hits.iter().filter(|hit| hit.likeness.is_some()).collect();
        assert_eq!(near.first().map(|hit| place(*hit)), Some(first), "{text}");
        let lacks = |hit: &Hit| !missing_words(&corpus, &hits, hit.row).is_empty();
        let own = near.iter().filter(|hit| hit.paraphrase_of.is_none());
        assert!(own.map(lacks).is_sorted(), "{text}");
        for hit in &near {
            let told = explain(&corpus, &hits, hit.row).into_iter().map(|why| why.typed);
            let told: Vec<_> = told.chain(missing_words(&corpus, &hits, hit.row)).collect();
            let small = ["con", "el", "las", "a", "los", "del"];
            assert!(!told.iter().any(|word| small.contains(&word.as_str())), "{text}: {told:?}");
        }
    }
}

/// `preso` is prisoner and no slip for `person`.
#[test]
fn what_looks_like_a_word_is_no_reason_where_the_dictionary_knows_it() {
    let corpus = rows(&["The prisoner came by night", "Some person came by day"]);
    let hits = ask_for(ByMeaning::Now, &corpus, "preso nocturno", &Facets::default());
    let why = |row: u32| explain(&corpus, &hits, StatementIx(row).into());
    assert_eq!(hits.row(0).map(place), Some(0));
    assert_eq!(why(0).first().map(|why| why.kind), Some(MatchKind::Translation));
    assert!(why(1).iter().all(|why| why.typed != "preso"), "{:?}", why(1));
    assert_eq!(hits.highlighter().highlights_by_meaning("a person, a preso").len(), 1);
}

/// Cruz is no cross, and what somebody begins with a capital may be a word all the same.
#[test]
fn nothing_else_stands_for_a_name() {
    let corpus = rows(&["They carried a cross", "Cruz built a wall", "The fishermen slept"]);
    let why = |text: &str, row: u32| {
        let hits = ask_for(ByMeaning::Now, &corpus, text, &Facets::default());
        let why = explain(&corpus, &hits, StatementIx(row).into()).into_iter();
        why.map(|why| format!("{}→{}", why.typed, why.found)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(why("llevaban Cruz", 0), "llevaban→carried");
    assert_eq!(why("llevaban cruz", 0), "llevaban→carried cruz→cross");
    assert_eq!(why("pared Cruz", 1), "pared→wall Cruz→Cruz");
    assert_eq!(why("Pescadores dormidos", 2), "Pescadores→fishermen dormidos→slept");
}

#[test]
fn a_paraphrase_stands_under_its_quote_by_meaning_too() {
    let hits = ask_for(ByMeaning::Now, &pact(), "acuerdo con el ministro", &Facets::default());
    let first: Vec<_> = hits.iter().take(2).collect();
    let told = |hit: &Hit| (place(*hit), hit.likeness.is_some(), hit.paraphrase_of);
    assert_eq!(
        first.iter().map(told).collect::<Vec<_>>(),
        [(0, true, None), (1, true, Some(StatementIx(0)))]
    );
}

#[test]
fn words_that_stand_for_others_are_lit_apart() {
    let hits = by_meaning("pescadores dormidos");
    let text = "Fishermen and pescadores slept";
    let lit = |lights: Vec<Highlight>| -> Vec<String> {
        lights.into_iter().map(|light| light.span.of(text).to_owned()).collect()
    };
    assert_eq!(lit(hits.highlighter().highlights(text)), ["pescadores"]);
    assert_eq!(lit(hits.highlighter().akin(text)), ["Fishermen", "pescadores", "slept"]);
    let words = ask(&rows(&SAID), "pescadores dormidos", &Facets::default());
    assert_eq!(words.highlighter().akin(text), []);
}

#[test]
fn only_meaning_is_asked_behind_near() {
    let corpus = rows(&SAID);
    let hits = by_meaning("near:magistrate");
    assert_eq!((hits.full, hits.some, hits.statements()), (0, 0, 0));
    assert_eq!(near("near:magistrate")[0], 1);
    assert!(near("near:magistrate").contains(&9), "{:?}", near("near:magistrate"));
    assert_eq!(near("near:\"polluted supply\"")[0], 8);
    // Where it is turned off nothing has the words.
    assert!(ask(&corpus, "near:magistrate", &Facets::default()).is_empty());
}

#[test]
fn what_must_hold_holds_for_meaning_too() {
    let hits = |text: &str| by_meaning(text).iter().map(place).collect::<Vec<_>>();
    assert!(hits("judges captured").contains(&9));
    assert!(!hits("judges captured !juez").contains(&9));
    assert!(!hits("\"sand company\" judges captured").contains(&9));
    assert_eq!(hits("\"sand company\" judges captured"), [1]);
    assert_eq!(hits("by:nobody judges"), [0; 0]);
}

#[test]
fn a_row_stands_once() {
    for text in ["judge bribes", "harbour master gut", "fishermen water", "the", "near:widow"] {
        let hits = by_meaning(text);
        let rows: Vec<_> = hits.iter().map(place).collect();
        assert_eq!(rows.len(), hits.len(), "{text}");
        let mut once = rows.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), rows.len(), "{text}: {rows:?}");
        assert_eq!(hits.len(), hits.full + hits.some + hits.near(), "{text}");
        assert_eq!(hits.row(hits.len()), None);
    }
}

proptest::proptest! {
    /// What has all words stands as it does without, and the first answer is the beginning of the second.
    #[test]
    fn full_matches_stay_as_they_are(text in "(deal|minister|the|near:talks|loyal|trato|nucelar|by:lobo|!a|pandillas|energy| ){1,5}") {
        let corpus = pact();
        let of = |meaning| ask_for(meaning, &corpus, &text, &Facets::default());
        let (off, later, now) = (of(ByMeaning::Off), of(ByMeaning::Later), of(ByMeaning::Now));
        let lead = |hits: &Hits| {
            let full = hits.iter().take_while(|hit| hit.full || hit.paraphrase_of.is_some());
            full.collect::<Vec<_>>()
        };
        proptest::prop_assert_eq!(lead(&off), lead(&now));
        proptest::prop_assert_eq!(off.full, now.full);
        let first: Vec<_> = later.iter().collect();
        proptest::prop_assert_eq!(first.len(), later.len());
        proptest::prop_assert_eq!(&first, &now.iter().take(first.len()).collect::<Vec<_>>());
        proptest::prop_assert!(first.iter().all(|hit| hit.likeness.is_none()));
    }
}

#[test]
fn a_row_with_most_of_what_was_typed_stands_above_the_line() {
    let corpus = rows(&SAID);
    let text = "children quarter drinking foul zzqx";
    let hits = ask_for(ByMeaning::Now, &corpus, text, &Facets::default());
    let first = hits.row(0).unwrap();
    assert_eq!((place(first), first.likeness, first.full), (8, None, false));
}
