//! Are reprints found wherever they stand, and nothing else? A small measure of what
//! `cargo bench --bench everywhere` measures at length.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test may stop where it stumbles"
)]

#[path = "../../../benches/reprints/mod.rs"]
mod reprints;

use onrecord_corpus::Corpus;
use onrecord_search::{AskedWords, Index, everywhere};
use reprints::{Figures, Hidden, made};

#[test]
fn reprints_are_found_and_nothing_else() {
    let figures = measured(&made(2000, 60));
    let want = Figures {
        hidden: 60,
        found: 60,
        wrong: 0,
        negated: 10,
        marked: 10,
        renamed: 10,
        named: 10,
        wrongly_marked: 0,
    };
    assert_eq!(figures, want);
}

#[test]
#[cfg(feature = "meaning")]
fn translations_are_found_and_told_apart() {
    let figures = measured(&reprints::translated(2000));
    assert_eq!(figures.hidden, 100);
    assert!(figures.recall() >= 0.85 && figures.precision() >= 0.95, "{figures:?}");
}

fn measured((corpus, hidden): &(Corpus, Vec<Hidden>)) -> Figures {
    let index = Index::build(corpus, 1);
    let mut figures = Figures::default();
    for one in hidden {
        let asked = AskedWords::Row(one.original.into());
        figures.add(one, &everywhere(corpus, &index, &asked, &|| true).expect("an answer"));
    }
    figures
}
