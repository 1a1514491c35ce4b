//! Lists of statements for the benches: from a file of one JSON object or one line of text a row, or
//! made up, always the same.
#![allow(dead_code, reason = "each bench uses its part")]

#[path = "../dice/mod.rs"]
mod dice;

use std::collections::HashMap;
use std::path::Path;

use onrecord_corpus::{Corpus, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Document, Form, Origin, Source, SourceIx, Stated, Statement, Status,
};
use onrecord_text::Span;

use dice::Dice;

/// One row of a list.
pub(crate) struct Row {
    pub text: String,
    pub speaker: Option<String>,
}

/// Reads `path`: NDJSON with `text` and perhaps `speaker`, else plain lines.
pub(crate) fn read(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).expect("a readable list");
    let json = path.extension().is_some_and(|extension| extension == "ndjson");
    text.lines().map(|line| if json { of_json(line) } else { Row::plain(line) }).collect()
}

fn of_json(line: &str) -> Row {
    let row: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
    let text = |key: &str| row.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    Row { text: text("text").unwrap_or_default(), speaker: text("speaker") }
}

impl Row {
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), speaker: None }
    }
}

/// The corpus of `rows`: one source, one paragraph a row.
pub(crate) fn corpus(rows: &[Row]) -> Corpus {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(rows.len());
    let mut actors: Vec<Actor> = Vec::new();
    let mut known: HashMap<&str, ActorIx> = HashMap::new();
    let mut speakers = Vec::with_capacity(rows.len());
    for row in rows {
        let from = text.len();
        text.push_str(&row.text);
        spans.push(Span::at(from, text.len()));
        text.push('\n');
        speakers.push(row.speaker.as_deref().map(|name| {
            *known.entry(name).or_insert_with(|| {
                actors.push(actor(name));
                ActorIx::from(actors.len() - 1)
            })
        }));
    }
    let statements = (0..).zip(spans.iter().zip(speakers)).map(|(at, (span, speaker))| Statement {
        id: format!("r{at}").into(),
        source: SourceIx(0),
        spans: [*span].into_iter().collect(),
        form: Form::Unknown,
        status: Status::Unchecked,
        origin: Origin::Hand,
        speaker: speaker.map_or(Stated::Unseen, Stated::Is),
        provenance: None,
    });
    let statements = statements.collect();
    let source = Source {
        id: "list".into(),
        title: "A list".into(),
        document: Document::of_rows(text, &spans),
        ..Source::default()
    };
    Corpus::new(Records {
        sources: vec![source].into(),
        actors: actors.into(),
        statements,
        ..Records::default()
    })
}

fn actor(name: &str) -> Actor {
    Actor {
        id: name.into(),
        name: name.to_owned(),
        kind: ActorKind::Person,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits: Vec::new(),
        joined: false,
    }
}

/// `count` made-up statements of about twenty words. Their words follow Zipf's law, as those of any
/// language do: without it neither long nor short lists of rows would be as they are in life.
pub(crate) fn made_up(count: usize) -> Vec<Row> {
    let mut dice = Dice(20_160_711);
    let words: Vec<String> = (0..60_000).map(|rank| dice.word(1, rank)).collect();
    let names: Vec<String> =
        (0..400).map(|_| dice.word(1, 9_000) + " " + &dice.word(1, 9_000)).collect();
    let make = |dice: &mut Dice| {
        let length = 8 + dice.below(24);
        let text: Vec<&str> = (0..length).map(|_| words[dice.zipf(words.len())].as_str()).collect();
        let spoken = dice.below(3) == 0;
        let speaker = spoken.then(|| names[dice.zipf(names.len())].clone());
        Row { text: text.join(" "), speaker }
    };
    (0..count).map(|_| make(&mut dice)).collect()
}
