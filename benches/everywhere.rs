//! Reprints: are they found wherever they stand, and how long does it take?
//!
//! `cargo bench --bench everywhere` hides 500 reprints among 100,000 made-up statements and asks for each
//! where its words stand (`ONRECORD_ROWS=N` for another number of statements). It prints recall and precision, how
//! many of those that turn the words round, or name somebody else, are marked, and the time of an answer. Then the
//! same of 100 statements that stand in the other language as well, which must be told as translated.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a bench may stop where it stumbles, and prints"
)]

mod reprints;

use std::collections::BTreeMap;
use std::env::var;
use std::time::{Duration, Instant};

use onrecord_corpus::Corpus;
use onrecord_search::{AskedWords, Index, everywhere};
use reprints::{Figures, Hidden, made, translated};

const HIDDEN: usize = 500;

fn main() {
    let rows = var("ONRECORD_ROWS").map_or(100_000, |rows| rows.parse().expect("a number"));
    measure(rows, &made(rows, HIDDEN));
    if cfg!(feature = "meaning") {
        measure(rows, &translated(rows));
    }
}

fn measure(rows: usize, (corpus, hidden): &(Corpus, Vec<Hidden>)) {
    let began = Instant::now();
    let index = Index::build(corpus, 2);
    println!("{rows} statements, index {:.1} s", began.elapsed().as_secs_f64());
    let (mut all, mut each) = (Figures::default(), BTreeMap::<_, Figures>::new());
    let mut times: Vec<Duration> = Vec::with_capacity(hidden.len());
    for one in hidden {
        let asked = AskedWords::Row(one.original.into());
        let began = Instant::now();
        let told = everywhere(corpus, &index, &asked, &|| true).expect("an answer");
        times.push(began.elapsed());
        all.add(one, &told);
        each.entry(one.edit).or_default().add(one, &told);
    }
    for (edit, figures) in each {
        println!("{:13} {}", format!("{edit:?}"), told(&figures));
    }
    println!("{:13} {}", "all", told(&all));
    println!(
        "turned round: {} of {} marked, {} others",
        all.marked, all.negated, all.wrongly_marked
    );
    println!("another name: {} of {} marked", all.named, all.renamed);
    times.sort_unstable();
    println!("an answer: median {:?}, worst {:?}", times[times.len() / 2], times[times.len() - 1]);
}

fn told(figures: &Figures) -> String {
    format!(
        "recall {:.3}, precision {:.3} of {}",
        figures.recall(),
        figures.precision(),
        figures.hidden
    )
}
