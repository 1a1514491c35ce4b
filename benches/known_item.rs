//! Known items: how far up does a half-remembered statement stand?
//!
//! `ONRECORD_KNOWN=DIR cargo bench --bench known_item` reads `DIR/queries.tsv` (class, file of lines,
//! line from 0, query) and the files it names in `DIR` (`Speaker: sentence` where `DIR/speakers.tsv`
//! has a speaker in its third column), and prints MRR@10, success@1 and success@10 of each class.
//! `ONRECORD_MISSED=CLASS` prints the queries of a class that are not on top.

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

use std::collections::BTreeMap;
use std::env::var;
use std::path::{Path, PathBuf};

use onrecord_corpus::Corpus;
use onrecord_model::StatementIx;
use onrecord_search::{ByMeaning, Facets, Index, Query, SearchRequest, search};

fn main() {
    let Ok(folder) = var("ONRECORD_KNOWN").map(PathBuf::from) else {
        println!("ONRECORD_KNOWN names the folder with queries.tsv");
        return;
    };
    let speakers = std::fs::read_to_string(folder.join("speakers.tsv")).unwrap_or_default();
    let speakers: Vec<&str> =
        speakers.lines().map(|line| line.split('\t').nth(2).unwrap_or("")).collect();
    let queries = std::fs::read_to_string(folder.join("queries.tsv")).expect("queries.tsv");
    let mut loaded: BTreeMap<&str, (Corpus, Index)> = BTreeMap::new();
    let mut ranks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for line in queries.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [class, file, target, text] = fields[..] else { continue };
        let (corpus, index) =
            loaded.entry(file).or_insert_with(|| load(&folder.join(file), &speakers));
        let target: u32 = target.parse().expect("a line number");
        let rank = rank(corpus, index, target, text);
        ranks.entry(class).or_default().push(rank);
        if rank != 1 && var("ONRECORD_MISSED").as_deref() == Ok(class) {
            told(corpus, index, target, text, rank);
        }
    }
    let mut sum = 0.0;
    for (class, ranks) in &ranks {
        let share = |of: &dyn Fn(usize) -> f64| {
            ranks.iter().map(|rank| of(*rank)).sum::<f64>() / ranks.len() as f64
        };
        let mrr = share(&|rank| if (1..=10).contains(&rank) { 1.0 / rank as f64 } else { 0.0 });
        let first = share(&|rank| f64::from(u8::from(rank == 1)));
        let ten = share(&|rank| f64::from(u8::from((1..=10).contains(&rank))));
        println!("{class:10} {mrr:.3} ({:.0}/{:.0})", first * 100.0, ten * 100.0);
        sum += mrr;
    }
    println!("{:10} {:.4}", "mean", sum / ranks.len().max(1) as f64);
}

fn load(path: &Path, speakers: &[&str]) -> (Corpus, Index) {
    let mut rows = rows::read(path);
    for (row, speaker) in rows.iter_mut().zip(speakers) {
        let body = row.text.strip_prefix(speaker).and_then(|rest| rest.strip_prefix(": "));
        if let Some(body) = body.filter(|_| !speaker.is_empty()).map(str::to_owned) {
            *row = rows::Row { text: body, speaker: Some((*speaker).to_owned()) };
        }
    }
    let corpus = rows::corpus(&rows);
    let index = Index::build(&corpus, 2);
    (corpus, index)
}

/// The position of the target among the first ten rows, from 1; 0 where it is not there.
fn rank(corpus: &Corpus, index: &Index, target: u32, text: &str) -> usize {
    let query = Query::parse(text);
    let ask = SearchRequest {
        query: &query,
        facets: &Facets::default(),
        weak: false,
        limit: 200,
        meaning: ByMeaning::Now,
    };
    let hits = search(corpus, index, &ask, &|| true).expect("never told to stop");
    hits.iter()
        .take(10)
        .position(|hit| hit.row == StatementIx(target).into())
        .map_or(0, |at| at + 1)
}

fn told(corpus: &Corpus, index: &Index, target: u32, text: &str, rank: usize) {
    let query = Query::parse(text);
    let ask = SearchRequest {
        query: &query,
        facets: &Facets::default(),
        weak: false,
        limit: 200,
        meaning: ByMeaning::Now,
    };
    let hits = search(corpus, index, &ask, &|| true).expect("never told to stop");
    println!("#{rank} {text:?}: {} have all, {} some", hits.full, hits.some);
    let all = hits.iter().enumerate();
    for (at, hit) in
        all.filter(|(at, hit)| *at < 2 || hit.row == StatementIx(target).into()).take(3)
    {
        let words = corpus.row(hit.row).map(|s| corpus.words(s)).unwrap_or_default();
        let mark = if hit.row == StatementIx(target).into() { ">" } else { " " };
        println!("  {mark}{:>4} {:.3} {words}", at + 1, hit.score);
    }
}
