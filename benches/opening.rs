//! Opening a folder: the first time, when every document is read, and the second, from what was kept.
//!
//! `cargo bench --bench opening` writes 1,000 made-up articles (saved pages, Markdown and text) into
//! a folder of its own and opens them. `ONRECORD_FOLDER=DIR` opens a folder of yours. "All rows" is
//! when everything is read and indexed.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may stop where it stumbles, and prints"
)]

use std::env::var;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use onrecord::library::{self, Cache, OpenOptions, OpenTarget, Silent};
use onrecord_corpus::Corpus;
use onrecord_search::Index;

/// Made-up articles.
const ARTICLES: usize = 1_000;

/// Paragraphs of one.
const PARAGRAPHS: usize = 14;

/// The second opening is measured so often; the median counts.
const RUNS: usize = 9;

fn main() {
    let made = tempfile::tempdir().expect("a folder");
    let cache = tempfile::tempdir().expect("a folder");
    let folder = var("ONRECORD_FOLDER").map_or_else(
        |_| {
            make_up(made.path());
            made.path().to_owned()
        },
        PathBuf::from,
    );
    let target = OpenTarget::Path(folder);
    let (corpus, first) = open(&target, cache.path());
    println!(
        "{} sources, {} statements, {} actors, {} events",
        corpus.sources().len(),
        corpus.statements().len(),
        corpus.actors().len(),
        corpus.events().len(),
    );
    drop(corpus);
    let mut again: Vec<_> = (0..RUNS).map(|_| open(&target, cache.path()).1).collect();
    again.sort_by_key(|(read, index)| *read + *index);
    let second = again.get(RUNS / 2).copied().unwrap_or_default();
    for (name, (read, index)) in [("first", first), ("second", second)] {
        println!(
            "{name}: all rows after {:.0?} ({read:.0?} to read, {index:.0?} to index)",
            read + index
        );
    }
    let [first, second] = [first, second].map(|(read, index)| (read + index).as_secs_f64());
    println!("the second is {:.1} times as fast", first / second);
}

fn open(target: &OpenTarget, cache: &Path) -> (Corpus, (Duration, Duration)) {
    let options = OpenOptions { cache: Cache::at(cache), ..OpenOptions::default() };
    let start = Instant::now();
    let corpus = library::open(target, &options, &mut Silent).expect("it opens");
    let read = start.elapsed();
    let start = Instant::now();
    drop(Index::build(&corpus, 2));
    (corpus, (read, start.elapsed()))
}

/// Writes articles that differ, in three formats, old enough to be known again by their stamps.
fn make_up(folder: &Path) {
    let then = SystemTime::now() - Duration::from_hours(1);
    for number in 0..ARTICLES {
        let paragraphs: Vec<_> = (0..PARAGRAPHS).map(|at| paragraph(number, at)).collect();
        let (ending, text) = match number % 3 {
            0 => ("html", page(number, &paragraphs)),
            1 => ("md", format!("# Harbour report {number}\n\n{}\n", paragraphs.join("\n\n"))),
            _ => ("txt", format!("{}\n", paragraphs.join("\n\n"))),
        };
        let path = folder.join(format!("article-{number:04}.{ending}"));
        fs::write(&path, text).expect("written");
        let file = fs::File::options().append(true).open(path).expect("opened");
        file.set_modified(then).expect("aged");
    }
}

fn page(number: usize, paragraphs: &[String]) -> String {
    let body = format!("<p>{}</p>", paragraphs.join("</p>\n<p>"));
    let menu =
        "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/port\">Port</a></li></ul></nav>";
    format!(
        "<!doctype html><html><head><title>Harbour report {number}</title></head><body>{menu}\
         <article><h1>Harbour report {number}</h1>\n{body}</article><footer>All rights</footer>\
         </body></html>\n"
    )
}

fn paragraph(number: usize, at: usize) -> String {
    const FIRST: [&str; 8] = ["Ana", "Luis", "Nora", "Ivo", "Marta", "Piet", "Rosa", "Emil"];
    const LAST: [&str; 9] =
        ["Ruiz", "Quint", "Holm", "Soto", "Weber", "Lund", "Prado", "Nagy", "Okoro"];
    const THINGS: [&str; 7] =
        ["the crane", "the permit", "the ledger", "the tender", "the wall", "the barge", "the fee"];
    let pick = |list: &[&'static str], salt: usize| {
        list.get((number * 31 + at * 17 + salt) % list.len()).copied().unwrap_or_default()
    };
    let (first, last, thing) = (pick(&FIRST, 1), pick(&LAST, 2), pick(&THINGS, 3));
    let (day, year) = (number % 28 + 1, 1990 + (number + at) % 30);
    match at % 4 {
        0 => format!(
            "“Nobody told us about {thing} in shed {number},” said {first} {last}, who has run the \
             yard for {} years. “We read of it in the papers.”",
            at + 2
        ),
        1 => format!(
            "{first} {last} denied that {thing} had been paid for before {day} March {year}, and \
             told the council that every receipt of lot {number} was still in the safe."
        ),
        2 => format!(
            "The yard lies behind the old customs house. Men come and go there at night, {thing} is \
             guarded by two dogs, and lot {} has stood open to the rain since the spring flood.",
            number + at
        ),
        _ => format!(
            "According to the harbour office, {thing} was inspected on {day} June {year}. The report \
             has {} pages; most of them are about the weather.",
            number % 90 + 3
        ),
    }
}
