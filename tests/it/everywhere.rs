//! Where the words of a statement stand: what is listed at every size, and what keys do on its rows.

use std::path::Path;
use std::sync::Arc;

use crate::support::Room;
use onrecord::app::{Msg, Pane, everywhere};
use onrecord::library::{self, OpenOptions, OpenTarget};
#[cfg(feature = "embedded")]
use onrecord_search::{AskedWords, Everywhere, Index};

/// Five papers that print one quote: as it was, negated, denied by another, and two of them one text.
fn room(width: u16, height: u16) -> Room {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cmd/everywhere.in");
    let target = OpenTarget::Path(place);
    let corpus = library::open(&target, &OpenOptions::default(), &mut library::Silent);
    Room::of(corpus.expect("it opens"), width, height)
}

/// The id of the row that one stands on in the list.
fn place(room: &Room) -> Option<String> {
    let record = everywhere::selected(&room.state)?;
    Some(room.state.corpus.key(record)?.id().to_owned())
}

#[test]
fn places_at_every_size() {
    for (width, height) in [(80, 24), (100, 30), (160, 50), (20, 6), (1, 1)] {
        let room = room(width, height);
        let mut room = if width == 100 { room.plain() } else { room };
        room.keys("<esc>gEj");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("everywhere_{width}x{height}"), room.snapshot());
        });
    }
}

#[test]
fn one_stands_on_what_was_asked_goes_there_and_comes_back() {
    let mut room = room(80, 24);
    room.keys("<esc>/coin<enter>gE");
    assert_eq!(place(&room).as_deref(), Some("coin"));
    room.keys("k");
    assert_eq!(place(&room).as_deref(), Some("denied"));
    room.keys("<enter>");
    assert_eq!((place(&room), room.state.focus.pane), (None, Pane::Source));
    assert!(room.marked().starts_with("they took 300 coins"), "{}", room.marked());
    room.keys("<esc>");
    assert_eq!(place(&room).as_deref(), Some("denied"));
    room.keys("y");
    assert!(room.copied[0].contains("300 coins"), "{:?}", room.copied);
    room.keys("E");
    assert_eq!(place(&room), None);
}

#[test]
fn the_list_follows_what_is_decided() {
    let mut room = room(80, 24);
    room.keys("<esc>gEk=d").follow();
    assert_eq!(place(&room).as_deref(), Some("denied"));
    let row = room.state.corpus.find_row("denied").and_then(|row| room.state.corpus.row(row));
    assert_eq!(row.unwrap().status, onrecord_model::Status::Disputed);
}

#[test]
fn an_old_answer_changes_nothing() {
    let mut room = room(80, 24);
    room.keys("<esc>gE");
    let shown = room.screen();
    room.send(Msg::Everywhere { generation: 0, found: Arc::default() });
    assert_eq!(room.screen(), shown);
}

#[test]
fn what_has_no_words_is_told() {
    let mut room = room(80, 24);
    room.keys("<esc>1gE");
    assert!(room.state.overlay.is_none() && room.state.notice.is_some());
}

/// The sample marks which statements sum which quotes up: all of them are places of one another.
#[test]
#[cfg(feature = "embedded")]
fn every_paraphrase_of_the_sample_is_found() {
    let room = Room::embedded(80, 24);
    let corpus = &room.state.corpus;
    let index = Index::build(corpus, 1);
    let ask = |row| -> Everywhere {
        onrecord_search::everywhere(corpus, &index, &AskedWords::Row(row), &|| true).unwrap()
    };
    let mut pairs = 0;
    for (row, statement) in corpus.rows() {
        let Some(quote) = statement.paraphrase_of() else { continue };
        let both = [(row, quote.into()), (quote.into(), row)];
        for (asked, other) in both {
            assert!(ask(asked).places.iter().any(|place| place.row == other), "{}", statement.id);
        }
        pairs += 1;
    }
    assert!(pairs > 0);
}

/// Where nobody has marked them, most are found all the same, by the people and the meaning of both.
#[test]
#[cfg(all(feature = "embedded", feature = "meaning"))]
fn paraphrases_of_the_sample_are_found_without_their_links() {
    let linked = Room::embedded(80, 24).state.corpus.clone();
    let mut records = linked.records().clone();
    for known in records.statements.iter_mut().filter_map(|one| one.provenance.as_mut()) {
        let facts = onrecord_model::Facts { links: Vec::new(), ..(*known.known).clone() };
        known.known = facts.into();
    }
    let corpus = onrecord_corpus::Corpus::new(records);
    let index = Index::build(&corpus, 1);
    let (mut pairs, mut missed) = (0, Vec::new());
    for (row, statement) in linked.rows() {
        let Some(quote) = statement.paraphrase_of() else { continue };
        for (asked, other) in [(row, quote.into()), (quote.into(), row)] {
            let asked = AskedWords::Row(asked);
            let found = onrecord_search::everywhere(&corpus, &index, &asked, &|| true).unwrap();
            if !found.places.iter().any(|place| place.row == other) {
                missed.push(&*statement.id);
            }
        }
        pairs += 1;
    }
    // Of `s09` there are only the words that name the suspect, which stand in `s08` as well.
    assert_eq!((pairs, missed), (5, vec!["s09", "s09"]));
}
