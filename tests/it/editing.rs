//! Records edited as a person does it: the form, a status in two keys, marks, notes, tags.

use crate::judging::{room, said, status};
use crate::support::Room;
use onrecord::app::Pane;
use onrecord::library::{self, OpenTarget};
use onrecord_corpus::Corpus;
use onrecord_model::Field;

/// The speaker of every statement.
fn speakers(room: &Room) -> Vec<String> {
    let corpus = &room.state.corpus;
    let name = |s| corpus.speaker_name(s).unwrap_or("—").to_owned();
    corpus.statements().iter().map(name).collect()
}

#[test]
fn a_wrong_speaker_is_put_right_in_the_form_and_by_whom_is_told() {
    for (width, height) in [(80, 24), (120, 36), (60, 12)] {
        let mut room = room(width, height);
        room.keys("<esc>e");
        assert!(room.screen().contains("Edit (⏎"), "{}", room.screen());
        // The second field is the speaker.
        room.keys("j<enter>");
        assert!(status(&room).starts_with("who: Ana Ruiz"), "{}", status(&room));
        room.keys("<c-u>bo");
        assert!(status(&room).contains("Bo Lind"), "offered: {}", status(&room));
        room.keys("<tab><enter>").follow();
        assert_eq!(speakers(&room)[0], "Bo Lind");
        assert!(room.screen().contains("(ana, 2"), "{}", room.screen());
        room.keys("u").follow();
        assert_eq!(speakers(&room)[0], "Ana Ruiz");
        room.keys("<esc>");
        assert!(room.state.overlay.is_none());
    }
}

#[test]
fn a_status_takes_two_keys_and_a_point_the_same_again() {
    let mut room = room(80, 24);
    room.keys("<esc>=");
    assert!(room.screen().contains("d disputed"), "{}", room.screen());
    room.keys("dj.j.").follow();
    let disputed = |room: &Room| {
        room.state.corpus.statements().iter().filter(|s| s.status.word() == "disputed").count()
    };
    assert_eq!(disputed(&room), 3);
    room.keys("u").follow();
    assert_eq!(disputed(&room), 2);
    room.keys("=<esc>=z").follow();
    assert_eq!(disputed(&room), 2, "neither Esc nor another letter is a status");
    room.keys("g=Ddenied by the town<enter>").follow();
    let how = room.state.corpus.annotations(room.state.subject().unwrap()).unwrap();
    assert_eq!(how.text(Field::How), Some("denied by the town"));
}

/// What is said of a row already is not written once more, and `u` takes back what was.
#[test]
fn a_point_writes_nothing_of_a_row_that_says_so_already() {
    let (this, all) = ("That is said of this row already", "That is said of all these already");
    for (first, again, told) in [
        ("=d", ".", this),
        ("=Dby the town<enter>", ".", this),
        ("tleak<enter>", ".", this),
        ("cheard it<enter>", ".", this),
        ("+", ".", this),
        ("*j*=d", ".", all),
        ("e=d", ".", this),
    ] {
        let mut room = room(80, 24);
        room.keys("<esc>").keys(first).follow();
        let written = room.desk.log(99).len();
        room.keys(again).follow();
        assert_eq!(room.desk.log(99).len(), written, "{first}");
        assert!(status(&room).starts_with(told), "{first}: {}", status(&room));
    }
    // A row that lacks a part of it gets the whole, so that the next one does.
    let mut room = room(80, 24);
    room.keys("<esc>=djj=d").follow();
    room.keys("gj=Dby the town<enter>").follow();
    room.keys("g.jj.").follow();
    let said = |room: &Room, at: usize| {
        let row = room.state.row(Pane::Quotes, at).unwrap();
        let set = room.state.corpus.annotations(row).unwrap();
        let text = |field| set.text(field).unwrap_or("—").to_owned();
        (text(Field::Status), text(Field::How))
    };
    for at in 0..3 {
        assert_eq!(said(&room, at), ("disputed".into(), "by the town".into()), "{at}");
    }
}

/// One name, word or date gives way to what is typed; a list goes on; a sentence is mended.
#[test]
fn what_stands_in_a_field_gives_way_or_is_gone_on_with() {
    for (field, before, typed, want) in [
        (Field::Speaker, "", "Eva Roth", "who: Eva Roth"),
        (Field::Speaker, "", "<end> Ortiz", "who: Ana Ruiz Ortiz"),
        (Field::Form, "", "ind", "form: ind"),
        (Field::Said, "2022<enter>k", "2023-01", "said: 2023-01"),
        (Field::Audience, "Bo Lind<enter>k", "Eva Roth", "to: Bo Lind, Eva Roth"),
        (Field::Via, "Bo Lind<enter>k", "deposition", "via: Bo Lind › deposition"),
        (Field::Via, "Bo Lind<enter>k", "<c-u>deposition", "via: deposition"),
        (Field::Note, "heard it<enter>", " twice", "note: heard it twice"),
    ] {
        let mut room = room(80, 50);
        room.keys("<esc>e");
        let fields = onrecord::app::form::fields(room.state.subject().unwrap());
        let at = fields.iter().position(|of| *of == field).unwrap();
        room.keys(&"j".repeat(at));
        if !before.is_empty() {
            room.keys("<enter>").keys(before).follow();
        }
        room.keys("<enter>").keys(typed);
        assert!(status(&room).starts_with(want), "{typed}: {}", status(&room));
    }
}

#[test]
fn what_is_marked_is_decided_about_at_once_and_taken_back_at_once() {
    let mut room = room(80, 24);
    let all = said(&room).len();
    room.keys("<esc>*");
    assert!(status(&room).starts_with("1 row is marked"), "{}", status(&room));
    room.keys("G*");
    assert!(status(&room).starts_with(&format!("{all} rows are marked")), "{}", status(&room));
    room.keys("+").follow();
    assert!(said(&room).iter().all(|(_, origin)| origin == "confirmed"));
    assert_eq!(
        status(&room),
        format!("Confirmed: {all} rows; kept in /folder/onrecord.d · u takes it back")
    );
    room.keys("tharbour, leak<enter>").follow();
    assert_eq!(room.state.corpus.tags(), ["harbour", "leak"]);
    room.keys("uu").follow();
    assert!(said(&room).iter().all(|(_, origin)| origin == "suggested"));
    assert!(room.state.corpus.tags().is_empty());
    room.keys("<esc>");
    assert!(room.state.marks.is_empty());
}

#[test]
fn a_note_is_written_and_what_is_no_value_is_told_and_can_be_mended() {
    let mut room = room(100, 30);
    room.keys("<esc>cheard it myself<enter>").follow();
    let note = |room: &Room| {
        let all = room.state.corpus.annotations(room.state.subject().unwrap());
        all.and_then(|all| all.text(Field::Note)).map(str::to_owned)
    };
    assert_eq!(note(&room).as_deref(), Some("heard it myself"));
    room.keys("c<c-u><enter>").follow();
    assert_eq!(note(&room), None);
    room.keys("e");
    let said_row = 9;
    for _ in 0..said_row {
        room.keys("j");
    }
    room.keys("<enter>the pumps<enter>");
    assert!(status(&room).contains("is a date"), "{}", status(&room));
    room.keys("<c-u>2022-03<enter>").follow();
    let statement = room.state.corpus.statements().get(0).unwrap().clone();
    assert_eq!(statement.said().unwrap().when.edtf, "2022-03");
}

/// Whom the rules only infer stands in brackets, in the form as on the row, and ⏎ alone does not make it a
/// person's word.
#[test]
fn an_inferred_speaker_stays_one_in_the_form() {
    let text = "Bo Lind came home on Monday.\n\nHe said that the pumps had leaked.\n";
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.txt"), text).unwrap();
    let place = OpenTarget::Path(home.path().to_owned());
    let options = library::OpenOptions::default();
    let corpus = library::open(&place, &options, &mut library::Silent).unwrap();
    let inferred = |corpus: &Corpus| {
        corpus.statements().iter().any(onrecord_model::Statement::has_inferred_speaker)
    };
    assert!(inferred(&corpus));
    let mut room = Room::of(corpus, 80, 24);
    room.keys("<esc>");
    room.keys("ej");
    assert!(room.screen().contains("(Bo Lind)"), "{}", room.screen());
    room.keys("<enter>");
    assert!(
        status(&room).starts_with("who:  ") && status(&room).contains("Bo Lind"),
        "{}",
        status(&room)
    );
    room.keys("<down><enter>").follow();
    assert!(!inferred(&room.state.corpus), "a person has said so");
    assert!(!room.screen().contains("(Bo Lind)"), "{}", room.screen());
}

fn disputed(room: &Room) -> usize {
    room.state.corpus.statements().iter().filter(|s| s.status.word() == "disputed").count()
}

/// What is marked is seen on its row, also without colour, and the count stands as long as it is.
#[test]
fn marks_are_seen_until_they_are_taken_off() {
    let mut room = room(80, 24).plain();
    room.keys("<esc>*jj");
    assert!(room.screen().contains(" *Ana Ruiz"), "{}", room.screen());
    assert!(status(&room).starts_with("1 row is marked"), "{}", status(&room));
    room.keys("=");
    assert!(room.screen().contains("d disputed"), "{}", room.screen());
    room.keys("d").follow();
    assert_eq!(disputed(&room), 1);
    assert!(room.screen().contains(" *Ana Ruiz"), "{}", room.screen());
    room.keys("<esc>");
    assert!(!room.screen().contains("*Ana Ruiz") && !status(&room).contains("marked"));
}

#[test]
fn a_status_and_how_it_was_found_are_one_decision() {
    let mut room = room(80, 24);
    room.keys("<esc>=Dthe town says no<enter>").follow();
    assert_eq!(disputed(&room), 1);
    assert_eq!(room.desk.log(9).len(), 1);
    room.keys("u").follow();
    assert_eq!(disputed(&room), 0);
    let left = room.state.corpus.annotations(room.state.subject().unwrap());
    assert!(left.is_none_or(|all| all.text(Field::How).is_none()), "{left:?}");
    room.keys("=D<esc>").follow();
    assert_eq!((disputed(&room), room.desk.log(9).len()), (0, 2), "Esc leaves nothing changed");
}

/// Only statements have a status, only suggestions a verdict, and each verdict is one step.
#[test]
fn what_a_record_cannot_have_is_not_written() {
    let mut room = room(100, 30);
    room.keys("<esc>1=d").follow();
    assert!(room.desk.log(9).is_empty(), "an actor has no status: {}", status(&room));
    room.keys("3-").follow();
    room.keys("/is:dismissed<enter>+").follow();
    room.keys("/<c-u><enter>g-").follow();
    let count = room.desk.log(9).len();
    room.keys("/<c-u>is:dismissed<enter>.").follow();
    assert_eq!(room.desk.log(9).len(), count, "it is dismissed already: {}", status(&room));
    let mut room = Room::embedded(100, 30);
    room.keys("<esc>=dj.").follow();
    assert_eq!(room.desk.log(9).len(), 2, "whoever put it down, it has a status");
}

/// A typing error in a name makes nobody new to merge into.
#[test]
fn an_actor_is_merged_into_one_who_is_there() {
    let mut room = room(100, 30);
    room.keys("<esc>1e");
    let at = onrecord::app::form::fields(room.state.subject().unwrap());
    let at = at.iter().position(|field| *field == Field::MergedInto).unwrap();
    room.keys(&"j".repeat(at)).keys("<enter>Ana Riuz<enter>");
    assert!(status(&room).contains("full name of one actor"), "{}", status(&room));
    let before = room.state.corpus.actors().len();
    room.keys("<c-u>ana ruiz<enter>").follow();
    assert_eq!(room.state.corpus.actors().len(), before - 1);
    assert_eq!(room.state.len(Pane::Actors), before - 1);
}

/// A date is typed as a person writes it, and shown as it is understood before it is saved.
#[test]
fn a_date_is_typed_as_a_person_writes_it() {
    let at = |room: &Room, field| {
        let fields = onrecord::app::form::fields(room.state.subject().unwrap());
        fields.iter().position(|of| *of == field).unwrap()
    };
    for (typed, shown, keys, want) in [
        ("3 May 2024", "3 May 2024 → 2024-05-03", "<enter>", "2024-05-03"),
        ("ayer", "ayer → 2026-11-28", "<enter>", "2026-11-28"),
        ("March 2023", "March 2023 → 2023-03", "<enter>", "2023-03"),
        ("2022-03/2022-05", "2022-03/2022-05", "<enter>", "2022-03/2022-05"),
        ("3/5/2024", "3 May 2024  5 Mar 2024", "<down><down><enter>", "2024-03-05"),
        ("3/5/2024", "3 May 2024  5 Mar 2024", "<enter><tab><enter>", "2024-05-03"),
    ] {
        let mut room = room(80, 24).plain();
        room.keys("<esc>e");
        let said = at(&room, Field::Said);
        room.keys(&"j".repeat(said)).keys("<enter>").keys(typed);
        assert!(status(&room).ends_with(shown), "{typed}: {}", status(&room));
        room.keys(keys).follow();
        let statement = room.state.corpus.statements().get(0).unwrap().clone();
        assert_eq!(statement.said().unwrap().when.edtf, want, "{typed}");
    }
    let mut room = room(80, 24).plain();
    room.keys("<esc>e");
    let said = at(&room, Field::Said);
    room.keys(&"j".repeat(said)).keys("<enter>3/5/2024<enter>");
    assert_eq!(status(&room), "3 May 2024 or 5 Mar 2024? ↓ chooses, ⏎ takes it.");
    assert!(room.decisions.is_empty(), "nothing is taken that may be another day");
}

#[test]
fn where_nothing_was_found_no_key_decides_about_anything() {
    let mut room = room(80, 24);
    room.keys("zzzzqqqq<enter>=d").follow();
    assert!(room.state.corpus.statements().iter().all(|one| one.status.word() == "unchecked"));
    assert!(room.state.editing, "one is in the line still");
    room.keys("<esc>=d").follow();
    let disputed = room.state.corpus.statements().iter();
    assert_eq!(disputed.filter(|one| one.status.word() == "disputed").count(), 1);
}

/// What others do to the list between `=` and its letter changes nothing of what the letter is about.
#[test]
fn a_letter_is_about_the_row_one_stood_on_when_it_was_asked_for() {
    let mut room = room(80, 24);
    room.keys("<enter>=");
    let asked = room.state.corpus.words(room.state.corpus.statements().get(0).unwrap());
    // The row under the hand becomes another one.
    room.state.quotes.cursor = 1;
    room.keys("d").follow();
    let corpus = &room.state.corpus;
    let disputed = corpus.statements().iter().filter(|one| one.status.word() == "disputed");
    assert_eq!(disputed.map(|one| corpus.words(one)).collect::<Vec<_>>(), [asked]);
}
