//! Saved pages of many kinds of site against the words of their articles.
//!
//! `tests/files/html/NAME.html` is a page made for this test in the manner of a kind of site,
//! `NAME.txt` what a person would call its article.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use onrecord_read::{Limits, html};

/// What is asked of every page, and of all in the mean.
const WORST: f64 = 0.95;
const MEAN: f64 = 0.98;

fn words(text: &str) -> HashMap<String, u32> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// The harmonic mean of how many of the words found are the article's, and how many of its words
/// are found.
fn f1(found: &str, wanted: &str) -> f64 {
    let (found, wanted) = (words(found), words(wanted));
    let both: u32 = found.iter().map(|(w, n)| *n.min(wanted.get(w).unwrap_or(&0))).sum();
    let all: u32 = found.values().chain(wanted.values()).sum();
    f64::from(2 * both) / f64::from(all.max(1))
}

#[test]
fn the_words_of_an_article_are_found_on_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/html");
    let mut pages: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ext| ext == "html"));
    pages.sort();
    let (mut sum, mut worst) = (0.0, Vec::new());
    for page in &pages {
        let reading = html::read(&fs::read(page).unwrap(), &Limits::default()).unwrap();
        let wanted = fs::read_to_string(page.with_extension("txt")).unwrap();
        let score = f1(reading.document.body(), &wanted);
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        println!("{score:.3} {name}");
        sum += score;
        if score < WORST {
            worst.push(name);
        }
    }
    let mean = sum / pages.len() as f64;
    println!("{mean:.3} mean of {}", pages.len());
    assert!(worst.is_empty(), "below {WORST}: {worst:?}");
    assert!(pages.len() >= 12 && mean >= MEAN, "mean {mean:.3}");
}

#[test]
fn a_page_says_who_wrote_what_and_when() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/html");
    for (name, title, byline, date, link) in [
        (
            "wordpress",
            "Harbour board knew of cracked crane, letters show",
            Some("Ines Okafor"),
            Some("2023-02-14"),
            Some("https://courier.example/harbour-board/"),
        ),
        (
            "semantic",
            "Who sold the wells of Tarn Valley?",
            Some("Leo Brandt, Aisha Mbeki"),
            Some("2021-09-30"),
            Some("https://courier.example/2023/who-sold-the-wells-of-tarn-valley-"),
        ),
        (
            "spanish",
            "El ministro sabía de la mina, dicen los correos",
            Some("Lucía Ferrán"),
            Some("2022-05-17"),
            Some("https://faro.example/politica/el-ministro.html"),
        ),
        (
            "dialog",
            "Who sold the wells of Tarn Valley?",
            None,
            None,
            Some("https://courier.example/wells"),
        ),
        ("japanese", "ダム建設の資料、市が廃棄か", None, None, None),
        (
            "ministry",
            "Statement on the inquiry into Sallow Bay",
            Some("Ministry of Ports"),
            Some("2023-03-01"),
            None,
        ),
    ] {
        let page = fs::read(folder.join(name).with_extension("html")).unwrap();
        let about = html::read(&page, &Limits::default()).unwrap().about;
        assert_eq!(about.title.as_deref(), Some(title), "{name}");
        assert_eq!(about.byline.as_deref(), byline, "{name}");
        assert_eq!(about.date.as_deref(), date, "{name}");
        assert_eq!(about.link.as_deref(), link, "{name}");
    }
}
