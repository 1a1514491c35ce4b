//! What a person sees of a document that changed.

use super::{article, opened};
use crate::support::Room;

/// The article with a number and a negation changed, and a statement taken out.
fn changed() -> String {
    let (corpus, _) = article();
    let text = corpus.sources()[0].document.text();
    let edited = text.replacen("72 hours", "48 hours", 1).replacen(
        "they made some",
        "they never made some",
        1,
    );
    let lost =
        "why did you lower your guard? We were all on the same page that things went through me.";
    assert!(edited.contains(lost));
    edited.replace(lost, "")
}

/// The line of the screen that begins like this, or holds it.
fn line(room: &Room, words: &str) -> String {
    let screen = room.screen();
    let line = screen.lines().find(|line| line.contains(words));
    line.unwrap_or_else(|| panic!("{words:?} is not in\n{screen}")).trim().to_owned()
}

#[test]
fn on_opening_one_line_tells_what_became_of_the_statements() {
    let room = Room::of(opened(&changed()), 80, 24);
    assert_eq!(
        line(&room, "changed:"),
        "insight-crime.txt changed: 30 same, 3 changed, 1 ambiguous, 1 lost (! tells)"
    );
    let (corpus, _) = article();
    let room = Room::of(corpus, 80, 24);
    assert!(!room.screen().contains("changed:"));
}

#[test]
fn a_row_is_marked_and_its_card_says_what_differs() {
    let mut room = Room::of(opened(&changed()), 140, 40);
    room.keys("<esc>/is:changed made some kind<enter>");
    assert!(line(&room, "Carlos Marroquín  ").contains("changed · direct"));
    // The words are those that were put down; the source has its own.
    assert!(
        room.screen().contains("they made some kind of deal") || room.screen().contains("but I…")
    );
    assert!(line(&room, "NEGATION").contains("NEGATION +never; 96 % alike"));
    room.keys("i");
    assert!(line(&room, "[++never++]").contains("think they [++never++] made some kind of deal"));
}

#[test]
fn enter_on_a_lost_statement_says_that_its_words_do_not_stand_there() {
    let mut room = Room::of(opened(&changed()), 140, 40);
    room.keys("<esc>/is:lost<enter>");
    assert!(line(&room, "Carlos Marroquín saying").contains("lost · direct"));
    room.keys("<enter>");
    assert_eq!(
        line(&room, "do not stand here"),
        "The words do not stand here any more; they are shown as they were put down."
    );
    // Nothing is marked for them.
    assert!(!room.screen().contains('┃'));
    room.keys("y");
    let copied = room.copied.pop().unwrap();
    assert!(copied.contains("as recorded; the source does not say it any more"), "{copied}");
    assert!(copied.ends_with("not found there now."), "{copied}");
}
