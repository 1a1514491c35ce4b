//! Who somebody is, put right as a person does it: all "Speaker 2" of some transcripts are one who has a
//! name, and of one name two are meant.

use std::fs;

use crate::judging::status;
use crate::support::Room;
use onrecord::library::{self, OpenTarget};
use onrecord_corpus::Corpus;

/// A room over these files, which were in a folder.
fn over(files: &[(&str, &str)]) -> Room {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let place = OpenTarget::Path(folder.path().to_owned());
    let options = library::OpenOptions::default();
    Room::of(library::open(&place, &options, &mut library::Silent).unwrap(), 100, 30)
}

/// Whoever speaks: the name, and how many statements.
fn voices(corpus: &Corpus) -> Vec<(String, usize)> {
    let all = (0..corpus.actors().len()).map(onrecord_model::ActorIx::from);
    let said = |ix| (corpus.shown_name(ix).to_owned(), corpus.said_by(ix).len());
    let mut all: Vec<_> = all.map(said).filter(|(_, said)| *said > 0).collect();
    all.sort();
    all
}

const TALK: &str = "[00:00:01] Speaker 1: When did you see the truck on the pier?

[00:00:11] Speaker 2: It came at night, and nobody asked for papers.
";

fn counted(all: &[(&str, usize)]) -> Vec<(String, usize)> {
    all.iter().map(|(name, said)| ((*name).to_owned(), *said)).collect()
}

#[test]
fn all_of_one_name_become_one_person_with_one_undo() {
    let mut room = over(&[("a.txt", TALK), ("b.txt", TALK), ("c.txt", TALK)]);
    let before = voices(&room.state.corpus);
    assert_eq!(before.len(), 6);
    room.keys("nobody asked<enter>d");
    assert!(room.screen().contains("R rename all of the name"), "{}", room.screen());
    room.keys("R");
    assert!(status(&room).starts_with("name of all 3: Speaker 2"), "{}", status(&room));
    room.keys("Ana Ruiz<enter>").follow();
    assert!(
        status(&room).starts_with("Speaker 2: name: Ana Ruiz, all 3 of the name; "),
        "{}",
        status(&room)
    );
    let after = voices(&room.state.corpus);
    assert_eq!(
        after,
        counted(&[("Ana Ruiz", 3), ("Speaker 1", 1), ("Speaker 1", 1), ("Speaker 1", 1)])
    );
    let ana = room.state.corpus.actors().iter().find(|actor| actor.name == "Ana Ruiz").unwrap();
    assert_eq!(ana.kind, onrecord_model::ActorKind::Person);
    assert!(ana.aliases.iter().any(|alias| alias.name == "Speaker 2"));
    room.keys("u").follow();
    assert_eq!(voices(&room.state.corpus), before);
}

const ONE: &str = "Ana Ruiz, a judge, came. “The court will wait,” Ana Ruiz said.\n";
const OTHER: &str = "Ana Ruiz came late. “The fish are gone,” Ana Ruiz said.\n";

#[test]
fn in_one_source_somebody_else_of_the_name_is_meant() {
    let mut room = over(&[("a.txt", ONE), ("b.txt", OTHER)]);
    assert_eq!(voices(&room.state.corpus), counted(&[("Ana Ruiz", 2)]));
    room.keys("fish<enter>ds").follow();
    let parted = voices(&room.state.corpus);
    assert_eq!(parted.iter().map(|(_, said)| *said).collect::<Vec<_>>(), [1, 1], "{parted:?}");
    assert_eq!(room.state.corpus.actors().len(), 2);
    // She is told apart, and goes by a name of her own from then on.
    room.keys("dr").keys("<c-u>Ana Ruiz Mora<enter>").follow();
    assert_eq!(
        voices(&room.state.corpus).iter().filter(|(name, _)| name == "Ana Ruiz Mora").count(),
        1
    );
    room.keys("uu").follow();
    assert_eq!(voices(&room.state.corpus), counted(&[("Ana Ruiz", 2)]));
}

#[test]
fn whoever_was_made_one_with_others_is_set_apart_in_one_source_again() {
    let mut room = over(&[("a.txt", TALK), ("b.txt", TALK), ("c.txt", TALK)]);
    room.keys("nobody asked<enter>MdRAna Ruiz<enter>").follow();
    room.keys("Gds").follow();
    let speakers: Vec<_> = voices(&room.state.corpus);
    let one = counted(&[("Speaker 1", 1)]).remove(0);
    let mut want = counted(&[("Ana Ruiz", 2), ("Speaker 2", 1)]);
    want.extend([one.clone(), one.clone(), one]);
    want.sort();
    let plain =
        |(name, said): &(String, usize)| (name.split(" (").next().unwrap().to_owned(), *said);
    let mut shown: Vec<_> = speakers.iter().map(plain).collect();
    shown.sort();
    assert_eq!(shown, want, "{}", status(&room));
    // Nobody is left over who says nothing and is named nowhere.
    assert!(room.state.corpus.actors().iter().all(|actor| !actor.mentions.is_empty()));
}

#[test]
fn at_one_place_somebody_else_of_the_name_is_meant() {
    let text = "Ana Ruiz came. “The court will wait,” Ana Ruiz said.\n\n\
                “The fish are gone,” Ana Ruiz said.\n";
    let mut room = over(&[("a.txt", text)]);
    room.keys("fish<enter>dp").follow();
    let parted = voices(&room.state.corpus);
    assert_eq!(parted.iter().map(|(_, said)| *said).collect::<Vec<_>>(), [1, 1], "{parted:?}");
    let mentions: Vec<_> =
        room.state.corpus.actors().iter().map(|actor| actor.mentions.len()).collect();
    assert_eq!(mentions.iter().sum::<usize>(), 3);
    assert!(mentions.contains(&1), "{mentions:?}");
}

#[test]
fn two_namesakes_are_joined_by_what_tells_them_apart_and_nobody_is_left_out() {
    let fisher = "Ana Ruiz, a fisherwoman from Bray, came. “The fish are gone,” Ana Ruiz said.\n";
    let judge = "Judge Ana Ruiz of Alder came. “The court will wait,” Ana Ruiz said.\n";
    let mut room = over(&[("a.txt", judge), ("b.txt", fisher)]);
    let before = voices(&room.state.corpus);
    assert_eq!(before.len(), 2, "{before:?}");
    let other = before.iter().find(|(name, _)| name.contains("judge") || name.contains("Judge"));
    let other = other.unwrap().0.clone();
    room.keys("fish<enter>dm").keys(&format!("{other}<enter>")).follow();
    assert_eq!(voices(&room.state.corpus).len(), 1, "{}", status(&room));
    room.keys("u").follow();
    // Nobody is the same as herself.
    let own = before.iter().find(|(name, _)| *name != other).unwrap().0.clone();
    room.keys("dm").keys(&format!("{own}<enter>"));
    assert!(status(&room).starts_with("is is the full name"), "{}", status(&room));
    room.keys("<esc>dx").follow();
    assert_eq!(voices(&room.state.corpus).len(), 1);
    let silent = room.state.corpus.statements().iter().filter(|s| s.speaker.value().is_none());
    assert_eq!(silent.count(), 1);
}

/// Who is one of several, by name or because somebody said so, is nobody in all of them, with one undo.
#[test]
fn nobody_is_nobody_wherever_one_goes_by_the_name() {
    for (makes_one, text, said) in [
        ("", "Ana Ruiz came. “The fish are gone,” Ana Ruiz said.\n", "fish"),
        ("dRAna Ruiz<enter>", TALK, "nobody asked"),
    ] {
        let mut room = over(&[("a.txt", text), ("b.txt", text), ("c.txt", text)]);
        room.keys(said).keys("<enter>").keys(makes_one).follow();
        let before = voices(&room.state.corpus);
        assert!(before.contains(&("Ana Ruiz".to_owned(), 3)), "{before:?}");
        room.keys("dx").follow();
        let after = voices(&room.state.corpus);
        assert!(after.iter().all(|(name, _)| !name.contains("Ana Ruiz")), "{after:?}");
        assert!(!after.iter().any(|(name, _)| name == "Speaker 2"), "{after:?}");
        room.keys("u").follow();
        assert_eq!(voices(&room.state.corpus), before, "{makes_one}");
    }
}

/// Of several who only share a name one is nobody by `x` and all by `X`, which is told.
#[test]
fn of_several_of_one_name_one_is_nobody_or_all() {
    let mut room = over(&[("a.txt", TALK), ("b.txt", TALK), ("c.txt", TALK)]);
    let count = |room: &Room| {
        voices(&room.state.corpus).iter().filter(|(name, _)| name.starts_with("Speaker 2")).count()
    };
    room.keys("nobody asked<enter>d");
    assert!(room.screen().contains("x nobody  X nobody, all of the name"), "{}", room.screen());
    room.keys("x").follow();
    assert!(status(&room).starts_with("Speaker 2: nobody; kept in"), "{}", status(&room));
    assert_eq!(count(&room), 2);
    room.keys("u").follow();
    room.keys("dX").follow();
    assert_eq!(status(&room), "Speaker 2: nobody, all 3 of the name · u takes it back");
    assert_eq!(count(&room), 0);
    room.keys("u").follow();
    assert_eq!(count(&room), 3);
}

#[test]
fn where_nobody_is_named_that_is_said() {
    let mut room = over(&[("a.txt", "“The court will wait for all papers.”\n")]);
    room.keys("court<enter>d");
    assert!(status(&room).starts_with("Nobody is named here"), "{}", status(&room));
}
