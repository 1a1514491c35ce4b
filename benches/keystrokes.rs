//! The time from a typed letter to the ranked answer, over queries typed letter by letter.
//!
//! `cargo bench --bench keystrokes` measures 100,000 made-up statements. `ONRECORD_ROWS=FILE` takes
//! a list of your own (`.ndjson`, or lines of text), `ONRECORD_QUERIES=FILE` one query a line,
//! `ONRECORD_COUNT=N` another number of made-up statements, `ONRECORD_SLOW=1` names the slowest
//! keystrokes.

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

mod rows;

use std::env::var;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use onrecord_corpus::Corpus;
use onrecord_search::{ByMeaning, Facets, Index, Query, SearchRequest, Session};

/// Each keystroke is measured so often; the median counts.
const RUNS: usize = 5;

fn main() {
    let count = var("ONRECORD_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let start = Instant::now();
    let list = match var("ONRECORD_ROWS") {
        Ok(path) => rows::read(Path::new(&path)),
        Err(_) => rows::made_up(count),
    };
    let corpus = Arc::new(rows::corpus(&list));
    let queries = queries(&list);
    println!("{} statements read in {:.2?}", list.len(), start.elapsed());
    drop(list);
    let before = memory("VmRSS");
    for threads in [1, 2] {
        let start = Instant::now();
        let index = Index::build(&corpus, threads);
        println!("index on {threads} thread(s): {:.2?}, {} words", start.elapsed(), index.words());
    }
    let index = Arc::new(Index::build(&corpus, 2));
    println!(
        "index: {} MB by its own count; resident {} MB without it, {} MB with it, {} MB at the peak",
        index.bytes() / 1_000_000,
        before,
        memory("VmRSS"),
        memory("VmHWM"),
    );
    report(&corpus, &index, &queries);
}

fn report(corpus: &Arc<Corpus>, index: &Arc<Index>, queries: &[String]) {
    let mut keys: Vec<Key> = Vec::new();
    for run in 0..RUNS {
        let mut at = 0;
        for query in queries {
            let mut session = Session::new(Arc::clone(corpus), Arc::clone(index));
            let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
            for typed in ends.map(|end| &query[..end]) {
                let start = Instant::now();
                let query = Query::parse(typed);
                let ask = SearchRequest {
                    query: &query,
                    facets: &Facets::default(),
                    weak: false,
                    limit: 200,
                    meaning: meaning(),
                };
                let hits = session.search(&ask, &|| true).expect("never told to stop");
                let took = start.elapsed();
                if run == 0 {
                    keys.push(Key {
                        typed: typed.to_owned(),
                        took: Vec::new(),
                        found: (hits.full, hits.some),
                    });
                }
                keys[at].took.push(took);
                at += 1;
            }
        }
    }
    for key in &mut keys {
        key.took.sort_unstable();
    }
    told(&keys, "the median run", RUNS / 2);
    // On a machine that others use, the fastest run says what the work costs.
    told(&keys, "the fastest run", 0);
}

/// Which answer is measured: `ONRECORD_MEANING=later` (the default) is the first one of a large list, which
/// comes without what is found by its meaning; `now` the whole of it, `off` the one without.
fn meaning() -> ByMeaning {
    match var("ONRECORD_MEANING").as_deref() {
        Ok("now") => ByMeaning::Now,
        Ok("off") => ByMeaning::Off,
        _ => ByMeaning::Later,
    }
}

/// One keystroke: what was typed up to it, how long it took in each run, and what it found.
struct Key {
    typed: String,
    took: Vec<Duration>,
    found: (usize, usize),
}

/// Prints the figures of run number `run` (from the fastest) of each keystroke.
fn told(keys: &[Key], what: &str, run: usize) {
    let mut medians: Vec<(Duration, &Key)> = keys.iter().map(|key| (key.took[run], key)).collect();
    medians.sort_by_key(|(took, _)| *took);
    let at = |share: usize| medians[(medians.len() - 1) * share / 100].0;
    let (median, high, worst) = (at(50), at(95), at(100));
    println!(
        "{} keystrokes, {what}: median {median:.2?}, p95 {high:.2?}, worst {worst:.2?}",
        keys.len()
    );
    if var("ONRECORD_SLOW").is_ok() {
        for (took, key) in medians.iter().rev().take(20) {
            println!("  {took:>10.2?}  {:?} {:?}", key.typed, key.found);
        }
    }
}

/// The queries to type: from a file, or words out of the list itself, some with a slip.
fn queries(list: &[rows::Row]) -> Vec<String> {
    if let Ok(path) = var("ONRECORD_QUERIES") {
        let text = std::fs::read_to_string(path).expect("readable queries");
        return text.lines().map(str::to_owned).collect();
    }
    let step = (list.len() / 12).max(1);
    let query = |(at, row): (usize, &rows::Row)| {
        let words: Vec<&str> =
            row.text.split(' ').skip(at % 3).step_by(2 + at % 3).take(3).collect();
        let mut query = words.join(" ");
        if at % 4 == 0 && query.is_char_boundary(4) && query.len() > 5 {
            query.remove(4);
        }
        query
    };
    list.iter().step_by(step).take(12).enumerate().map(query).collect()
}

/// A figure of `/proc/self/status` in MB; 0 where there is none.
fn memory(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1000
}
