//! What is found by its meaning, on the screen: under a line, told by words, and without moving anything.
#![cfg(feature = "meaning")]

use crate::support::Room;
use onrecord_corpus::{Corpus, Records};
use onrecord_model::{Document, Form, Origin, Source, SourceIx, Stated, Statement, Status};
use onrecord_search::ByMeaning;
use onrecord_text::Span;

/// Invented statements, each in quotes with its speaker.
const SAID: [&str; 6] = [
    "The tender was decided before anybody had read the bids.",
    "My gut told me that the harbour master would sell us out.",
    "The magistrate took bribes from the sand company for eleven years.",
    "Fishermen mended their nets while the inspector counted crates.",
    "The bids were opened on a Tuesday in an empty room.",
    "Los pescadores vieron el barco hundirse antes del amanecer.",
];

/// An investigation of one source, in which each of them is a statement of nobody named.
fn said() -> Corpus {
    let text = SAID.join("\n");
    let spans = SAID.map(|said| {
        let at = text.find(said).unwrap();
        Span::at(at, at + said.len())
    });
    let statements = (0..).zip(spans).map(|(at, span): (usize, _)| Statement {
        id: format!("s{at}").into(),
        source: SourceIx(0),
        spans: [span].into_iter().collect(),
        form: Form::Direct,
        status: Status::default(),
        origin: Origin::Hand,
        speaker: Stated::Silent,
        provenance: None,
    });
    let statements = statements.collect();
    let source =
        Source { title: "The tender".into(), document: Document::new(text), ..Source::default() };
    Corpus::new(Records { sources: vec![source].into(), statements, ..Records::default() })
}

fn snapshot(name: &str, room: &Room) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, room.snapshot());
    });
}

#[test]
fn a_line_stands_between_words_and_meaning() {
    for (width, height) in [(80, 24), (100, 30), (160, 50)] {
        let mut room = Room::of(said(), width, height);
        room.keys("pescadores barco");
        snapshot(&format!("by_meaning_{width}x{height}"), &room);
    }
    let mut room = Room::of(said(), 80, 24).plain();
    room.keys("pescadores barco<down><down>i");
    snapshot("by_meaning_card_no_color_80x24", &room);
}

#[test]
fn what_comes_by_meaning_moves_nothing() {
    let mut room = Room::of(said(), 100, 30);
    room.slow = true;
    room.keys("bids ");
    room.answer_as(ByMeaning::Later);
    let rows = room.state.hits.len();
    assert_eq!((rows, room.state.hits.awaits_meaning), (2, true));
    room.keys("<down>");
    let list = |room: &Room| {
        let screen = room.screen();
        let lines = screen.lines().map(|line| line.chars().take(58).collect::<String>());
        lines.skip(3).take(6).collect::<Vec<_>>()
    };
    let (before, cursor, top) = (list(&room), room.state.quotes.cursor, room.state.quotes.top);
    room.answer_as(ByMeaning::Now);
    assert!(room.state.hits.len() > rows && room.state.hits.near() > 0);
    assert_eq!((room.state.quotes.cursor, room.state.quotes.top), (cursor, top));
    assert_eq!(list(&room), before);
}

#[test]
fn one_key_turns_it_off_and_on() {
    let mut room = Room::of(said(), 80, 24);
    room.keys("magistrados sobornados<esc>");
    assert!(room.state.hits.near() > 0, "{}", room.screen());
    room.keys("M");
    assert_eq!(room.state.hits.near(), 0);
    assert!(room.screen().contains("M finds by meaning again"), "{}", room.screen());
    room.keys("M");
    assert!(room.state.hits.near() > 0);
}
