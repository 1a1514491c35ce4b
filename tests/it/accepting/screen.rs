//! The key that accepts, as a person meets it.

use std::fs;

use super::{desk, opened, write};
use crate::editions::article;
use crate::judging::status;
use crate::support::Room;
use onrecord_corpus::Corpus;

/// The article with one number changed, two paragraphs put in before it, and a statement taken out.
fn changed() -> Corpus {
    let (corpus, _) = article();
    let text = corpus.sources()[0].document.text().replacen("72 hours", "48 hours", 1);
    let lost = "why did you lower your guard?";
    assert!(text.contains(lost));
    let folder = desk();
    write(&folder, &text.replace(lost, ""));
    fs::remove_dir_all(folder.path().join("onrecord.d")).ok();
    opened(&folder)
}

fn asks(room: &Room, words: &str) {
    assert!(room.screen().contains(words), "{words:?} is not in\n{}", room.screen());
}

#[test]
fn all_that_stand_there_go_at_once_and_any_other_by_itself() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut room = Room::of(changed(), width, height).plain();
        room.keys("<esc>A").follow();
        assert_eq!(
            status(&room),
            "Accepted: 31 same (u takes it back); kept in /folder/onrecord.d"
        );
        room.keys("A");
        let left = "insight-crime.txt: 2 changed, 1 ambiguous, 1 lost: A on each of these rows.";
        assert_eq!(status(&room), left);
        room.keys("/is:changed<enter>A");
        assert_eq!(status(&room), "A again accepts the words as the source has them now.");
        asks(&room, "NUMBER −72 +48");
        assert_eq!(room.decisions.len(), 0, "nothing is accepted unseen");
        room.keys("A").follow();
        assert_eq!(status(&room), "Accepted as the source says it now (u takes it back)");
        room.keys("<esc>/is:lost<enter>AA").follow();
        assert_eq!(status(&room), "Kept as recorded (u takes it back)");
        room.keys("i");
        asks(&room, "kept as recorded — ana");
        room.keys("<esc>A").follow();
        asks(&room, "insight-crime.txt: 1 changed, 1 ambiguous: A on each");
        room.keys("u").follow();
        room.keys("u").follow();
        room.keys("/is:changed<enter>");
        asks(&room, "2 of 35 statements");
    }
}

#[test]
fn a_card_before_and_after() {
    let mut room = Room::of(changed(), 100, 30).plain();
    room.keys("<esc>/is:changed<enter>/release the arrested individuals<enter>A");
    insta::assert_snapshot!("before", room.screen());
    room.keys("A").follow().keys("i");
    let screen = room.screen();
    let today = |line: &str| line.split(" — ana, ").next().unwrap().trim_end().to_owned();
    insta::assert_snapshot!("after", screen.lines().map(today).collect::<Vec<_>>().join("\n"));
}

#[test]
fn of_words_that_stand_several_times_a_person_picks_those_that_are_meant() {
    let mut room = Room::of(changed(), 100, 30).plain();
    room.keys("<esc>/is:ambiguous<enter>A");
    assert_eq!(status(&room), "A again: pick which of these words in the source are meant.");
    room.keys("A");
    assert!(status(&room).starts_with("n N the next of these words"), "{}", room.screen());
    let first = room.state.annotation.clone().unwrap();
    room.keys("n");
    let second = room.state.annotation.clone().unwrap();
    assert!(first.span.start < second.span.start, "{first:?} {second:?}");
    room.keys("N");
    assert_eq!(room.state.annotation.as_ref(), Some(&first));
    room.keys("n<enter>").follow();
    assert!(status(&room).starts_with("Accepted at this place (u takes it back)"));
    let corpus = &room.state.corpus;
    let row = corpus.row(corpus.find_row(&second.of.unwrap()).unwrap()).unwrap();
    assert_eq!((row.first_piece(), row.recorded()), (second.span, None));
    room.keys("u").follow();
    room.keys("/is:ambiguous<enter>");
    asks(&room, "1 of 35 statements");
}
