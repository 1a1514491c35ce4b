//! How long a watch list takes: 1,000 names over 100,000 statements, the index that they share included.
//!
//! `cargo bench --bench watch`; `ONRECORD_COUNT=N` takes another number of statements, `ONRECORD_NAMES=N` of names.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a bench may stop where it stumbles, and prints"
)]

mod rows;

use std::env::var;
use std::thread::available_parallelism;
use std::time::Instant;

use onrecord_search::{Index, Query, watched};

fn number(name: &str, usual: usize) -> usize {
    var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

fn main() {
    let list = rows::made_up(number("ONRECORD_COUNT", 100_000));
    let corpus = rows::corpus(&list);
    let names = names(&list, number("ONRECORD_NAMES", 1000));
    let threads = available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let index = Index::build(&corpus, threads);
    let built = start.elapsed();
    let queries: Vec<_> = names.iter().map(|name| Query::parse(&format!("{name} "))).collect();
    let found = watched(&corpus, &index, &queries, threads);
    let all = start.elapsed();
    let rows: usize = found.iter().map(Vec::len).sum();
    let met = found.iter().filter(|rows| !rows.is_empty()).count();
    println!(
        "{} names over {} statements on {threads} threads: {all:.2?}, of which the index {built:.2?}; \
         {met} names met, {rows} rows",
        names.len(),
        list.len(),
    );
}

/// Two neighbouring words of a row in turn with two of different rows, half of them as a phrase.
fn names(list: &[rows::Row], count: usize) -> Vec<String> {
    let step = (list.len() / count.max(1)).max(1);
    let word = |row: &rows::Row, at: usize| {
        let mut words = row.text.split_whitespace().filter(|word| word.len() > 4);
        words.nth(at).map(str::to_owned)
    };
    let pairs = list.iter().step_by(step).zip(list.iter().skip(step / 2).step_by(step)).enumerate();
    let names = pairs.filter_map(|(at, (one, other))| {
        let second = if at % 2 == 0 { one } else { other };
        Some(format!("{} {}", word(one, 0)?, word(second, 1)?))
    });
    names.take(count).collect()
}
