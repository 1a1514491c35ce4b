//! Reading the sources again: what is on the screen stays until the whole is there, and what was
//! selected, filtered and shown is found again in it.

use std::fs;
use std::sync::Arc;

use crate::support::Room;
use onrecord::app::reading::ReadingState;
use onrecord::app::{Effect, Msg, update};
use onrecord::library::{self, OpenTarget};
use onrecord_corpus::Corpus;
use onrecord_image::{Image, ImageWriter};
use onrecord_search::Index;
use tempfile::TempDir;

/// Forty articles, each with two statements, so that lists and texts scroll.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        fs::write(folder.path().join(format!("m{number:02}.txt")), article(number)).unwrap();
    }
    folder
}

fn article(number: usize) -> String {
    let padding = "The town waited for an answer all week. ".repeat(60);
    format!(
        "“The pumps of pier {number} were never tested,” said Ana Ruiz on Monday.\n\n{padding}\n\n\
         “Pier {number} was closed by then,” Bo Lind said.\n\n{padding}\n"
    )
}

fn read(folder: &TempDir) -> Msg {
    let place = OpenTarget::Path(folder.path().to_owned());
    let corpus = Arc::new(
        library::open(&place, &library::OpenOptions::default(), &mut library::Silent).unwrap(),
    );
    let index = Arc::new(Index::build(&corpus, 1));
    let base = Arc::clone(&corpus);
    Msg::Corpus { corpus, index, base, operations: 0, more: false }
}

fn room(folder: &TempDir) -> Room {
    let place = OpenTarget::Path(folder.path().to_owned());
    Room::of(
        library::open(&place, &library::OpenOptions::default(), &mut library::Silent).unwrap(),
        80,
        24,
    )
}

/// The screen without its last line, which tells that it was read.
fn body(room: &Room) -> String {
    let screen = room.screen();
    screen.lines().skip(1).take(22).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_did_not_change_is_as_it_was_row_by_row() {
    let folder = folder();
    for keys in
        ["<esc>", "<esc>jjjjjjjjj", "<esc>Gkkk", "<esc>jjj jj4jjj", "<esc>1j<enter>", "pier 7"]
    {
        let mut room = room(&folder);
        room.keys(keys);
        let before = body(&room);
        room.slow = true;
        room.send(read(&folder));
        assert_eq!(body(&room), before, "{keys}: nothing of it is shown before the answer");
        room.answer();
        assert_eq!(body(&room), before, "{keys}");
    }
}

#[test]
fn documents_that_came_and_went_before_it_move_nothing_on_the_screen() {
    let folder = folder();
    let mut room = room(&folder);
    room.keys("<esc>jjjjjjjjjjjjj 4jjj3");
    let before = body(&room);
    let facets = room.state.facets.clone();
    assert!(!facets.is_empty());
    for (name, number) in [("a1.txt", 70), ("a2.txt", 71), ("b.txt", 72)] {
        fs::write(folder.path().join(name), article(number)).unwrap();
    }
    room.keys("r").send(read(&folder));
    let rows = |screen: &str| screen.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    // The counts in the titles tell the new rows.
    let (old, new) = (rows(&before), rows(&body(&room)));
    let moved = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    assert!(moved <= 1, "{before}\n\n{}", room.screen());
    assert_eq!(room.state.facets.actors.len(), facets.actors.len());
    fs::remove_file(folder.path().join("a1.txt")).unwrap();
    room.keys("r").send(read(&folder));
    let new = rows(&body(&room));
    let moved = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    assert!(moved <= 1, "{before}\n\n{}", room.screen());
}

#[test]
fn a_document_that_has_grown_keeps_its_statement_selected() {
    let folder = folder();
    let mut room = room(&folder);
    room.keys("<esc>jjjjjjj");
    let words = room.marked();
    let subject = room.state.subject();
    let text = format!("Corrected on Friday.\n\n{}", article(3));
    fs::write(folder.path().join("m03.txt"), text).unwrap();
    room.keys("r").send(read(&folder));
    assert!(words.contains("Pier 3 was closed"), "{words}");
    assert_eq!(room.marked(), words, "{}", room.screen());
    assert_eq!(room.state.subject(), subject, "same place in the list");
}

#[test]
fn where_one_has_been_is_kept() {
    let folder = folder();
    let walk = |reread: bool| {
        let mut room = room(&folder);
        room.keys("<esc>jjj<enter>3jjjj<enter>");
        if reread {
            fs::write(folder.path().join("a.txt"), article(90)).unwrap();
            room.keys("r").send(read(&folder));
        }
        ["<", "<", "<", ">", ">"].map(|key| {
            room.keys(key);
            (room.marked(), room.state.focus.pane)
        })
    };
    let before = walk(false);
    assert!(before.iter().any(|(words, _)| words.contains("Pier 1 was closed")), "{before:?}");
    assert_eq!(walk(true), before);
}

/// A letter typed between what was read and its answer is asked of the new records.
#[test]
fn a_question_in_between_is_asked_with_the_filters_in_their_new_places() {
    let folder = folder();
    let mut room = room(&folder);
    room.keys("<esc>jj ");
    let name = |room: &Room| {
        let actor = room.state.facets.actors[0].0;
        room.state.corpus.actor(actor).unwrap().name.clone()
    };
    let (before, full) = (name(&room), room.state.hits.full);
    room.slow = true;
    fs::write(folder.path().join("a.txt"), "“No,” said Cora Swan of Bray. “Never,” said Ida Fry.")
        .unwrap();
    room.keys("r").send(read(&folder));
    room.keys("/p");
    room.answer();
    assert_eq!(name(&room), before);
    room.keys("<c-u>");
    room.answer();
    assert_eq!((name(&room), room.state.hits.full), (before, full));
}

#[test]
fn a_reading_that_failed_leaves_all_as_it_is_and_the_first_is_not_asked_for_twice() {
    let folder = folder();
    let mut room = room(&folder);
    room.keys("<esc>jjjr");
    let before = body(&room);
    room.send(Msg::NotRead(None));
    assert_eq!(body(&room), before);
    assert!(room.screen().contains("a fault of the program"), "{}", room.screen());
    assert_eq!(room.state.reading, ReadingState::Done);
    room.state.reading = ReadingState::First;
    let effects = update(&mut room.state, Msg::Key(onrecord::app::Chord::char('r')));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Reread(_))));
    assert!(room.screen().contains("Still reading"), "{}", room.screen());
}

/// Decisions made of what was read come before its answer does: it is whole, and read, all the same.
#[test]
fn decisions_that_follow_at_once_do_not_hide_that_it_was_read() {
    let folder = folder();
    let mut room = room(&folder);
    room.keys("<esc>jj");
    room.slow = true;
    room.keys("r").send(read(&folder));
    let corpus = Arc::clone(room.state.asked_of().0);
    let index = Arc::clone(room.state.asked_of().1);
    room.send(Msg::Rebuilt { corpus, index, upto: 0 });
    room.answer();
    assert_eq!(room.state.reading, ReadingState::Done);
    assert!(room.screen().contains("Read again."), "{}", room.screen());
}

/// What is lost of an image is not found: that nothing is there must not be believed.
#[test]
fn what_is_read_from_an_image_that_is_cut_is_read_again() {
    let (folder, kept) = (folder(), tempfile::NamedTempFile::new().unwrap());
    let place = OpenTarget::Path(folder.path().to_owned());
    let options = library::OpenOptions::default();
    let corpus = library::open(&place, &options, &mut library::Silent).unwrap();
    let mut image = ImageWriter::new(kept.as_file(), [1; 32]).unwrap();
    corpus.write(&mut image).unwrap();
    Index::build(&corpus, 1).write(&mut image).unwrap();
    image.finish().unwrap();
    let image = Image::of_file(&kept.reopen().unwrap(), &[1; 32]).unwrap();
    let mut room = Room::of(Corpus::open(&image).unwrap(), 80, 24);
    room.keys("<esc>j");
    assert_eq!(room.state.reading, ReadingState::Done);
    kept.as_file().set_len(1).unwrap();
    assert!(image.verify(1).is_err());
    let key = |room: &mut Room| {
        update(&mut room.state, Msg::Key(onrecord::app::Chord::char('j')))
            .into_iter()
            .filter(|effect| matches!(effect, Effect::Reread(_)))
            .count()
    };
    assert_eq!((key(&mut room), key(&mut room)), (1, 0));
}
