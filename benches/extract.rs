//! Who said what, at three lengths: is the room fast enough, and linear?
//!
//! `cargo bench --bench extract` reads made-up articles of 10 kB, 1 MB and 100 MB in English and in
//! Spanish, and a text of nothing but what the rules look for, and prints MB/s of one core.

#![allow(missing_docs, clippy::print_stdout, reason = "a bench prints")]

use std::time::{Duration, Instant};

use onrecord_extract::{ExtractionContext, Language, extract};
use onrecord_model::Document;

/// Lengths in bytes.
const LENGTHS: [(usize, &str); 3] =
    [(10_000, "10 kB"), (1_000_000, "1 MB"), (100_000_000, "100 MB")];

/// At least so long is measured.
const LEAST: Duration = Duration::from_millis(500);

const ENGLISH: Words = Words {
    names: &[
        "Ann Lee",
        "Carlos Ruiz",
        "Mr. Paz",
        "Senator Olga Marsh",
        "the mayor",
        "Riverside Bank",
    ],
    says: &["said", "told reporters", "added", "claimed", "has denied", "wrote"],
    what: &["the pact was dead", "nobody had paid the rent", "two men left on March 3, 2021"],
    plain: &[
        "The rain went on until Tuesday, and the river rose over the lower streets of the town.",
        "A truck with two drums of oil stood in front of the court for hours before it left.",
    ],
    that: " that ",
};

const SPANISH: Words = Words {
    names: &["Ana Ruiz", "Carlos Paz", "la alcaldesa", "el juez Luis Mora", "el Banco del Sur"],
    says: &["dijo", "aseguró", "negó", "explicó", "añadió", "sostuvo"],
    what: &[
        "el pacto terminó",
        "nadie pagó la renta",
        "dos hombres salieron el 3 de marzo de 2021",
    ],
    plain: &[
        "La lluvia siguió hasta el martes y el río subió por las calles bajas de la ciudad.",
        "Un camión con dos bidones de aceite esperó horas frente al juzgado antes de irse.",
    ],
    that: " que ",
};

/// What sentences are made of.
struct Words {
    names: &'static [&'static str],
    says: &'static [&'static str],
    what: &'static [&'static str],
    plain: &'static [&'static str],
    that: &'static str,
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of.get(self.below(of.len())).copied().unwrap_or("")
    }
}

/// Paragraphs of two to five sentences: quotes, reported speech and plain ones.
fn article(words: &Words, length: usize) -> String {
    let mut dice = Dice(7);
    let mut text = String::with_capacity(length + 512);
    while text.len() < length {
        for _ in 0..2 + dice.below(4) {
            let (name, says) = (dice.one(words.names), dice.one(words.says));
            let what = dice.one(words.what);
            match dice.below(6) {
                0 => text.extend(["“", what, ",” ", says, " ", name, ". "]),
                1 => text.extend([name, " ", says, words.that, what, ". "]),
                _ => text.extend([dice.one(words.plain), " "]),
            }
        }
        text.push_str("\n\n");
    }
    text
}

/// Nothing but what sets rules off, in paragraphs without an end.
fn hostile(length: usize) -> String {
    let mut dice = Dice(11);
    let pieces =
        ["said", ", ", "“", "”", "Smith", " that ", "(", ")", " — ", "who", "\"", " and ", "alias"];
    let mut text = String::with_capacity(length + 16);
    while text.len() < length {
        text.push_str(dice.one(&pieces));
        text.push(' ');
    }
    text
}

/// Bytes a second, in millions, and how many statements were found.
fn speed(text: &str, language: Language) -> (f64, usize) {
    let document = Document::new(text);
    let about = ExtractionContext { published: None, language: Some(language), title: None };
    let (start, mut bytes, mut found) = (Instant::now(), 0, 0);
    while start.elapsed() < LEAST {
        found = extract(&document, &about, &[]).statements.len();
        bytes += text.len();
    }
    (bytes as f64 / 1e6 / start.elapsed().as_secs_f64(), found)
}

fn main() {
    for (length, label) in LENGTHS {
        for (kind, text, language) in [
            ("English", article(&ENGLISH, length), Language::English),
            ("Spanish", article(&SPANISH, length), Language::Spanish),
            ("hostile", hostile(length), Language::English),
        ] {
            let (speed, found) = speed(&text, language);
            println!("{label:>6} {kind}: {speed:.1} MB/s, {found} statements");
        }
    }
}
