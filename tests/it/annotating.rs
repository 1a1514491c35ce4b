//! Passages put down as statements, as a person does it: keys in, screen out.

use std::fs;

use crate::support::Room;
use onrecord::app::annotation::picked;
use onrecord::app::{Msg, Pane, Size};
use onrecord::library::{self, OpenTarget};
use onrecord_model::{Field, Form, Origin, Polarity};

const TEXT: &str = "\
The harbour report

“Nobody told us about the leak,” said Ana Ruiz, the harbour master. The town paid for it. And \
it cost 3.5 million.

The mayor, Bo Lind, denied that the pumps had leaked. He left early.
";

fn room(width: u16, height: u16) -> Room {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("harbour");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let place = OpenTarget::Path(folder);
    let options = library::OpenOptions::default();
    Room::of(library::open(&place, &options, &mut library::Silent).unwrap(), width, height)
}

fn words(room: &Room) -> String {
    let picked = picked(&room.state).expect("a passage is picked");
    let source = room.state.corpus.source(picked.source).expect("its source");
    source.document.words(picked.span).to_owned()
}

fn status(room: &Room) -> String {
    room.screen().lines().last().unwrap().trim().to_owned()
}

/// Words and speaker of what was put down by hand.
fn by_hand(room: &Room) -> Vec<(String, String)> {
    let corpus = &room.state.corpus;
    let hand = corpus.statements().iter().filter(|one| one.origin == Origin::Hand);
    let said = |one| {
        let who = corpus.speaker_name(one).unwrap_or("—");
        (corpus.words(one), who.to_owned())
    };
    hand.map(said).collect()
}

#[test]
fn three_keys_and_a_name_make_a_statement() {
    for (width, height) in [(80, 24), (100, 30), (160, 50), (40, 10)] {
        let mut room = room(width, height);
        room.keys("<esc>4a");
        assert_eq!(words(&room), "Nobody told us about the leak");
        assert!(room.marked().contains("Nobody told us"), "{}", room.screen());
        // The next sentence, of which no rule says whose words it is.
        room.keys("j");
        assert_eq!(words(&room), "The town paid for it.");
        room.keys("<enter>Eva Roth");
        assert!(status(&room).starts_with("who: Eva Roth (new)"), "{}", status(&room));
        room.keys("<enter>");
        assert_eq!(room.decisions.len(), 1);
        room.follow();
        let put = ("The town paid for it.".to_owned(), "Eva Roth".to_owned());
        assert_eq!(by_hand(&room), std::slice::from_ref(&put));
        assert!(room.state.corpus.faults().is_empty(), "{:?}", room.state.corpus.faults());
        assert!(picked(&room.state).is_none() && room.state.overlay.is_none());
        // One stands on it: what is set next is set of it.
        room.keys("=s").follow();
        let subject = room.state.corpus.statements().iter().find(|one| one.origin == Origin::Hand);
        assert_eq!(subject.unwrap().status.word(), "single source");
        let mut later = room.again(width, height);
        assert_eq!(by_hand(&later), [put]);
        later.keys("<esc>u").follow();
    }
}

#[test]
fn the_passage_grows_and_shrinks_at_either_end() {
    let mut room = room(80, 24);
    room.keys("<esc>4aj");
    for (keys, want) in [
        ("h", "The town paid for"),
        ("<left>", "The town paid"),
        ("ll", "The town paid for it."),
        ("L", "The town paid for it. And it cost 3.5 million."),
        ("H", "The town paid for it."),
        ("ol", "town paid for it."),
        ("h", "The town paid for it."),
        (
            "H",
            "“Nobody told us about the leak,” said Ana Ruiz, the harbour master. The town paid for it.",
        ),
        ("jk", "The town paid for it."),
        ("kkkk", "The harbour report"),
    ] {
        room.keys(keys);
        assert_eq!(words(&room), want, "{keys}");
    }
    assert!(status(&room).contains("h l end by word"), "{}", status(&room));
    room.keys("o");
    assert!(status(&room).contains("h l start by word"), "{}", status(&room));
    room.keys("<esc>");
    assert!(picked(&room.state).is_none() && room.decisions.is_empty());
    assert_eq!(room.state.focus.pane, Pane::Source);
}

#[test]
fn what_the_rules_see_stands_there_and_goes_by_a_key() {
    let mut room = room(80, 24);
    room.keys("<esc>4a<enter>");
    assert!(status(&room).starts_with("who: Ana Ruiz"), "{}", status(&room));
    for seen in ["Nobody told us about the leak", "direct", "said", "a.txt ¶2"] {
        assert!(room.screen().contains(seen), "{seen}\n{}", room.screen());
    }
    // Another name takes its place with its first letter.
    room.keys("Bo L<tab><enter>").follow();
    assert_eq!(by_hand(&room)[0].1, "Bo Lind");
    room.keys("u").follow();
    assert!(by_hand(&room).is_empty());
    // Esc goes back a step at a time, and nothing is written.
    room.keys("a<enter><esc>");
    assert!(picked(&room.state).is_some() && room.state.overlay.is_none());
    room.keys("<esc>");
    assert!(picked(&room.state).is_none() && room.decisions.is_empty());
}

/// In a transcript no quotation marks tell that words are somebody's own.
#[test]
fn a_sentence_of_a_turn_is_direct() {
    for (name, text) in [
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:09.000\nGood day. The pumps leaked.\n"),
        ("b.txt", "Speaker 1: Good day. The pumps leaked.\n\nSpeaker 2: Since when?\n"),
    ] {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(name), text).unwrap();
        let place = OpenTarget::Path(home.path().to_owned());
        let options = library::OpenOptions::default();
        let corpus = library::open(&place, &options, &mut library::Silent).unwrap();
        let mut room = Room::of(corpus, 80, 24);
        room.keys("<esc>4a");
        while words(&room) != "The pumps leaked." {
            let before = words(&room);
            room.keys("j");
            assert_ne!(words(&room), before, "the sentence is there");
        }
        room.keys("<enter>Eva Roth<enter>").follow();
        let statements = room.state.corpus.statements();
        let one = statements.iter().find(|one| one.origin == Origin::Hand).unwrap();
        assert_eq!(one.form, Form::Direct, "{name}");
    }
}

#[test]
fn a_denial_stays_one_and_nobody_is_honest() {
    let mut room = room(100, 30);
    room.keys("<esc>4a");
    let denied = "The mayor, Bo Lind, denied that the pumps had leaked.";
    while words(&room) != denied {
        let before = words(&room);
        room.keys("j");
        assert_ne!(words(&room), before, "the sentence is there");
    }
    room.keys("<enter><c-u><enter>").follow();
    let corpus = &room.state.corpus;
    let one = corpus.statements().iter().find(|one| one.origin == Origin::Hand).unwrap();
    assert_eq!((one.form, one.polarity()), (Form::Indirect, Some(Polarity::Denies)));
    let put = onrecord_model::RecordRef::Row(corpus.find_row(&one.id).unwrap());
    let speaker = corpus.field_value(put, Field::Speaker);
    assert_eq!(speaker, Some(onrecord_model::FieldValue::Silent));
}

#[test]
fn every_size_shows_as_much_as_it_can() {
    for (width, height) in [(80, 24), (100, 30), (160, 50), (20, 6), (1, 1)] {
        let mut room = room(width, height).plain();
        room.keys("<esc>4aj");
        insta::assert_snapshot!(format!("picked_{width}x{height}"), room.snapshot());
        room.keys("<enter>");
        insta::assert_snapshot!(format!("asked_{width}x{height}"), room.snapshot());
    }
}

#[test]
fn a_click_or_another_size_loses_nothing() {
    let mut room = room(80, 24);
    room.keys("<esc>4aj");
    room.send(Msg::Resize(Size { width: 100, height: 30 }));
    assert_eq!(words(&room), "The town paid for it.");
    room.keys("<enter>");
    room.send(Msg::Resize(Size { width: 30, height: 9 }));
    room.keys("Eva Roth<enter>").follow();
    assert_eq!(by_hand(&room).len(), 1);
}

/// Whom the rules only infer is offered and not put there: ⏎ alone does not make it a person's word.
#[test]
fn an_inferred_speaker_is_offered_and_not_put_there() {
    let text = "Bo Lind came home on Monday.\n\nHe said that the pumps had leaked.\n";
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), text).unwrap();
    let place = OpenTarget::Path(home.path().to_owned());
    let options = library::OpenOptions::default();
    let corpus = library::open(&place, &options, &mut library::Silent).unwrap();
    let said = corpus.statements().get(0).unwrap();
    assert_eq!((corpus.speaker_name(said), said.has_inferred_speaker()), (Some("Bo Lind"), true));
    let mut room = Room::of(corpus, 100, 30);
    room.keys("<esc>4a<enter>");
    assert!(
        status(&room).starts_with("who:  ") && status(&room).contains("Bo Lind"),
        "{}",
        status(&room)
    );
    room.keys("<enter>").follow();
    assert_eq!(by_hand(&room)[0].1, "—");
    room.keys("u").follow();
    room.keys("a<enter><down><enter>").follow();
    assert_eq!(by_hand(&room)[0].1, "Bo Lind");
}
