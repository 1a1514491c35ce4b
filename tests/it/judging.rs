//! Judging suggestions as a person does it: keys in, screen out.

use std::fs;

use crate::support::Room;
use onrecord::app::msg::{Decided, Decision};
use onrecord::app::{Msg, Pane};
use onrecord::library::{self, OpenTarget};
use onrecord_journal::{OperationId, Outcome};
use onrecord_model::Origin;
use onrecord_model::fault::WriteError;

const FIRST: &str = "\
The harbour report

“Nobody told us about the leak,” said Ana Ruiz, the harbour master. The town paid for it.

The mayor, Bo Lind, said the pumps had been tested in March.

“We tested every one of them twice,” Lind said. “There was no leak.”
";

const SECOND: &str = "\
An answer

“He was never there,” said Clara Moss, who ran the pumps for ten years.
";

/// Two articles in which five things are said.
pub(crate) fn room(width: u16, height: u16) -> Room {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), FIRST).unwrap();
    fs::write(folder.path().join("b.txt"), SECOND).unwrap();
    let place = OpenTarget::Path(folder.path().to_owned());
    Room::of(
        library::open(&place, &library::OpenOptions::default(), &mut library::Silent).unwrap(),
        width,
        height,
    )
}

pub(crate) fn status(room: &Room) -> String {
    room.screen().lines().last().unwrap().trim().to_owned()
}

/// Words and origin of every statement.
pub(crate) fn said(room: &Room) -> Vec<(String, String)> {
    let statements = room.state.corpus.statements().iter();
    let word = |s: Origin| s.word().to_owned();
    statements.map(|s| (room.state.corpus.words(s), word(s.origin))).collect()
}

/// An article of three statements, of which the last two may be none.
fn half_weak(width: u16, height: u16) -> Room {
    let text = "Ana Ruiz said the pumps had leaked.\n\nAna Ruiz hopes that the town will pay.\n\n\
                Bo Lind expects to win the vote in March.\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let place = OpenTarget::Path(folder.path().to_owned());
    let options = library::OpenOptions::default();
    Room::of(library::open(&place, &options, &mut library::Silent).unwrap(), width, height)
}

#[test]
fn weak_suggestions_are_counted_and_listed_on_request() {
    for (width, height) in [(80, 24), (160, 50)] {
        let mut room = half_weak(width, height);
        room.keys("<esc>");
        assert!(room.screen().contains("1 + 2 weak"), "{}", room.screen());
        assert_eq!(room.state.len(Pane::Quotes), 1);
        room.keys("w");
        assert_eq!(room.state.len(Pane::Quotes), 3);
        assert!(status(&room).contains("w hides them"), "{}", status(&room));
        assert!(room.screen().contains("weak · indirect"), "{}", room.screen());
        room.keys("w");
        assert_eq!(room.state.len(Pane::Quotes), 1);
        // Their words find them, behind the clear ones.
        room.keys("/ana ruiz<enter>");
        assert_eq!(room.state.len(Pane::Quotes), 2);
        assert!(room.screen().contains("1 of 1 statement + 1 weak"), "{}", room.screen());
        room.keys("/is:weak<enter>i");
        assert!(room.screen().contains("weak suggestion"), "{}", room.screen());
        room.keys("<esc>+").follow();
        assert_eq!(room.state.corpus.statements().len(), 2, "a person's word makes it clear");
        room.keys("/<c-u><esc>w");
        assert_eq!(room.state.len(Pane::Quotes), 3);
    }
    let mut none = room(80, 24);
    none.keys("<esc>w");
    assert!(status(&none).contains("no weak suggestions"), "{}", status(&none));
}

#[test]
fn confirm_dismiss_and_take_back_from_the_list() {
    for (width, height) in [(80, 24), (120, 36), (160, 50)] {
        let mut room = room(width, height);
        let before = said(&room);
        assert!(before.len() >= 4, "{before:?}");
        assert!(before.iter().all(|(_, origin)| origin == "suggested"));
        room.keys("<esc>");
        assert!(room.marked().starts_with("Nobody told us"), "{}", room.screen());
        room.keys("+");
        assert!(room.screen().contains("confirming … · direct"), "at once:\n{}", room.screen());
        assert!(!room.screen().contains("confirmed"), "it is not on the disk:\n{}", room.screen());
        assert!(room.marked().starts_with("Nobody"), "one stays on it");
        room.follow();
        assert_eq!(said(&room)[0].1, "confirmed");
        let told =
            "Ana Ruiz · “Nobody told us about the le…”: confirmed; kept in /folder/onrecord.d";
        assert_eq!(status(&room), told);
        assert!(room.marked().starts_with("Nobody"), "the selection stays");
        room.keys("j");
        let second = room.marked();
        room.keys("-");
        assert!(room.marked() != second, "what is dismissed is gone at once");
        let waits = ["dismissing …", "… ~"].iter().any(|sign| room.screen().contains(sign));
        assert!(waits, "{}", room.screen());
        room.follow();
        assert_eq!(said(&room).len(), before.len() - 1);
        let told =
            "Bo Lind said · “the pumps had been tested in March”: dismissed · u takes it back";
        assert_eq!(status(&room), told);
        room.keys("u").follow();
        assert_eq!(said(&room).len(), before.len());
        assert_eq!(room.marked(), second, "what is taken back is selected");
        room.keys("u").follow();
        assert_eq!(said(&room), before);
        assert_eq!(status(&room), "Ana Ruiz · “Nobody told us about the leak”: taken back");
        room.keys("u").follow();
        assert_eq!(status(&room), "Nothing was decided that could be taken back.");
        assert!(room.decisions.is_empty());
    }
}

#[test]
fn quick_presses_are_each_about_another_suggestion() {
    let mut room = room(80, 24);
    let all = said(&room).len();
    room.keys("<esc>---+");
    let mut ids: Vec<_> = room.decisions.iter().map(id).collect();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    // An answer that comes in the middle changes nothing.
    room.follow();
    assert_eq!(said(&room).len(), all - 3);
    for _ in 0..all + 2 {
        room.keys("-");
    }
    room.follow();
    assert_eq!(said(&room).iter().filter(|(_, origin)| origin == "suggested").count(), 0);
    for _ in 0..3 * all {
        room.keys("u");
    }
    room.follow();
    assert_eq!(said(&room).len(), all);
    assert!(said(&room).iter().all(|(_, origin)| origin == "suggested"));
}

#[test]
fn in_the_source_the_next_one_in_the_text_is_marked() {
    let mut room = room(80, 24);
    room.keys("<esc>4");
    let first = room.marked();
    room.keys("}");
    let second = room.marked();
    room.keys("{+").follow();
    assert_eq!(room.marked(), first, "one stays:\n{}", room.screen());
    room.keys("+");
    assert!(status(&room).starts_with("This is confirmed already"), "{}", status(&room));
    room.keys("}-").follow();
    assert!(!room.marked().is_empty() && room.marked() != second, "{}", room.screen());
}

#[test]
fn the_card_can_be_judged_and_goes_on() {
    let mut room = room(80, 24);
    room.keys("<esc>i");
    let (screen, first) = (room.screen(), room.state.subject());
    assert!(screen.contains("why") && screen.contains("cue “said” after the quote"), "{screen}");
    room.keys("+").follow();
    assert!(room.state.overlay.is_some() && room.screen().contains("confirmed"));
    assert_eq!(room.state.subject(), first, "one stays on it");
    // Among suggestions it is one no more, and the card is that of the next.
    room.keys("u").follow();
    room.keys("<esc>/is:suggested<enter>i+").follow();
    assert!(room.state.overlay.is_some());
    assert!(screen.contains("Nobody told us"));
    let card = room.screen().lines().take(23).collect::<String>();
    assert!(!card.contains("Nobody told us"), "{card}");
    assert_ne!(room.state.subject(), first);
}

#[test]
fn elsewhere_one_quiet_sentence_says_why_not() {
    for (keys, want) in [
        ("<esc>1+", "Only suggested statements are judged"),
        ("leak paid town<enter>-", "This is a paragraph of a source"),
        ("<esc>?+", "There is nothing to judge here"),
        ("zzyqx<enter>", ""),
    ] {
        let mut room = room(100, 30);
        room.keys(keys);
        assert!(status(&room).contains(want), "{keys}: {}", status(&room));
        assert!(room.decisions.is_empty());
    }
    let mut room = Room::embedded(100, 30);
    room.keys("<esc>+");
    assert!(status(&room).starts_with("A person put this statement down"), "{}", status(&room));
}

#[test]
fn in_the_search_line_they_are_text() {
    let mut room = room(80, 24);
    room.keys("+-u");
    assert_eq!(room.state.line.text(), "+-u");
    assert!(room.decisions.is_empty());
}

#[test]
fn what_cannot_be_written_is_as_before() {
    let mut room = room(80, 24);
    let before = said(&room);
    room.keys("<esc>+");
    let decision = room.decisions.pop().unwrap();
    let (folder, outcome) = (Some("/x/onrecord.d".to_owned()), Err(WriteError::Denied));
    room.send(Msg::Decided(Box::new(Decided { decision, folder, outcome })));
    assert!(status(&room).contains("you may not write /x/onrecord.d"), "{}", status(&room));
    assert!(!room.screen().contains("confirmed"), "{}", room.screen());
    assert_eq!(said(&room), before);
    room.keys("u").follow();
    assert_eq!(status(&room), "Nothing was decided that could be taken back.");
}

/// What could not be taken back is taken back the next time.
#[test]
fn what_cannot_be_taken_back_now_stays_the_next() {
    let mut room = room(80, 24);
    room.keys("<esc>+j+");
    let made: Vec<_> = room.decisions.iter().map(id).collect();
    room.follow().keys("u");
    for _ in 0..2 {
        let decision = room.decisions.pop().unwrap();
        assert_eq!(id(&decision), made[1]);
        room.send(Msg::Decided(Box::new(Decided {
            decision,
            folder: None,
            outcome: Err(WriteError::Full),
        })));
        room.keys("u");
    }
    room.follow();
    let origins: Vec<_> = said(&room).into_iter().map(|(_, origin)| origin).collect();
    assert_eq!(origins.iter().filter(|origin| *origin == "confirmed").count(), 1);
}

/// The id of the row that a decision is about.
fn id(decision: &Decision) -> Box<str> {
    decision.rows.first().map(|(id, _)| id.clone()).unwrap_or_default()
}

#[test]
fn filters_follow_and_the_places_one_has_been_are_kept() {
    let mut room = room(120, 36);
    let all = said(&room).len();
    room.keys("is:suggested<enter>");
    assert_eq!(room.state.hits.full, all);
    room.keys("+").follow();
    assert_eq!(room.state.hits.full, all - 1, "a confirmed one is no suggestion");
    room.keys("-").follow();
    assert_eq!(room.state.hits.full, all - 2);
    room.keys("/<c-u>is:confirmed<enter>");
    assert_eq!(room.state.hits.full, 1, "{}", room.screen());
    room.keys("<esc><");
    assert_eq!(room.state.line.text(), "is:confirmed");
    room.keys("<c-l>/<c-u>is:unchecked<enter>");
    assert_eq!(room.state.hits.full, 1, "a confirmed one has a status of its own");
}

#[test]
fn the_screen_does_not_jump_when_the_investigation_follows() {
    let mut room = room(80, 24);
    room.keys("<esc>4}}");
    for _ in 0..3 {
        room.keys("j");
    }
    let before = room.state.source.as_ref().map(|view| view.at);
    room.keys("3+");
    let at = room.state.source.as_ref().map(|view| view.at);
    room.follow();
    assert_eq!(room.state.source.as_ref().map(|view| view.at), at);
    assert!(before.is_some());
}

#[test]
fn a_suggestion_has_its_sign_at_every_width() {
    for (width, [suggested, waiting, confirmed]) in [
        (
            80,
            ["suggested", "confirming …", "confirmed"]
                .map(|o| format!("{o} · direct · a.txt line 3")),
        ),
        (30, ["suggested", "confirming …", "confirmed"].map(str::to_owned)),
        (20, ["?", "…", "✓"].map(str::to_owned)),
    ] {
        let mut room = room(width, 24);
        room.keys("<esc>");
        let row = |room: &Room, at: usize| room.screen().lines().nth(at).unwrap().to_owned();
        assert!(row(&room, 3).trim_end().ends_with(&suggested), "{}", room.screen());
        room.keys("+");
        assert!(row(&room, 3).trim_end().ends_with(&waiting), "{}", room.screen());
        room.follow();
        assert!(row(&room, 3).trim_end().ends_with(&confirmed), "{}", room.screen());
    }
}

/// `-` on a confirmed row makes it a suggestion again, and one stays on it; once more dismisses it.
#[test]
fn a_step_down_takes_a_confirmation_back_and_the_next_dismisses() {
    for session in ["the same", "another"] {
        let mut room = room(80, 24);
        room.keys("<esc>+").follow();
        if session == "another" {
            room = room.again(80, 24);
            room.keys("<esc>");
            assert!(status(&room).starts_with("- suggestion again  i why"), "{}", status(&room));
        }
        room.keys("g");
        assert!(room.marked().starts_with("Nobody"), "{}", room.screen());
        room.keys("-");
        assert!(room.screen().contains("taking back … · direct"), "{}", room.screen());
        room.follow();
        assert_eq!(said(&room)[0].1, "suggested");
        assert!(room.marked().starts_with("Nobody"), "one stays:\n{}", room.screen());
        let told = "Ana Ruiz · “Nobody told us abo";
        let told = status(&room).starts_with(told) && status(&room).contains("a suggestion again");
        assert!(told, "{}", status(&room));
        let all = said(&room).len();
        room.keys("-").follow();
        assert_eq!(said(&room).len(), all - 1);
        room.keys("uu").follow();
        assert_eq!((said(&room).len(), said(&room)[0].1.as_str()), (all, "confirmed"), "{session}");
    }
}

#[test]
fn what_was_dismissed_is_listed_and_restored() {
    let mut room = room(80, 24);
    let all = said(&room);
    room.keys("<esc>--").follow();
    room.keys("/is:dismissed<enter>");
    assert!(status(&room).starts_with("+ suggestion again  i why"), "{}", status(&room));
    let screen = room.screen();
    assert!(screen.contains("2 dismissed") && screen.contains("3 Quotes 2"), "{screen}");
    assert!(
        screen.contains("dismissed · direct") && room.marked().starts_with("Nobody"),
        "{screen}"
    );
    room.keys("-");
    assert!(status(&room).starts_with("This is dismissed already; +"), "{}", status(&room));
    room.keys("+").follow();
    assert!(room.screen().contains("1 dismissed"), "{}", room.screen());
    assert_eq!(said(&room).len(), all.len() - 1);
    assert!(room.marked().starts_with("the pumps had"), "the next one:\n{}", room.screen());
    room.keys("u").follow();
    assert!(room.screen().contains("2 dismissed"), "{}", room.screen());
    // In another session as well, and by words and speakers.
    let mut later = room.again(100, 30);
    later.keys("is:dismissed by:ruiz leak<enter>");
    assert!(later.screen().contains("1 dismissed"), "{}", later.screen());
    later.keys("+").follow();
    later.keys("/<c-u>is:dismissed<enter>+").follow();
    later.keys("/<c-u><esc>");
    assert_eq!(said(&later), all);
    later.keys("/is:dismissed");
    assert_eq!(later.state.hits.len(), 0, "{}", later.screen());
}

#[test]
fn leaving_waits_for_what_is_not_on_the_disk() {
    let mut room = room(80, 24);
    room.keys("<esc>+-q");
    assert!(!room.left);
    assert_eq!(status(&room), "Writing 2 decisions (q again leaves without them)");
    let mut waiting = std::mem::take(&mut room.decisions).into_iter();
    let mut judged = |room: &mut Room, outcome| {
        let decision = waiting.next().unwrap();
        room.send(Msg::Decided(Box::new(Decided { decision, folder: None, outcome })));
    };
    judged(&mut room, Ok(written()));
    assert_eq!(status(&room), "Writing 1 decision (q again leaves without them)");
    judged(&mut room, Err(WriteError::Full));
    assert!(!room.left && status(&room).starts_with("Not written: there is no room"), "one stays");
    room.keys("q");
    assert!(room.left, "nothing waits any more");
}

#[test]
fn q_again_leaves_and_any_other_key_stays() {
    let mut room = room(80, 24);
    room.keys("<esc>+qj");
    assert!(!status(&room).contains("Writing"));
    room.follow();
    assert!(!room.left, "one has changed one's mind");
    room.keys("+q<c-l>");
    assert!(!room.left);
    room.keys("q");
    assert!(room.left);
    let mut room = self::room(80, 24);
    room.keys("<esc>+q").follow();
    assert!(room.left, "as soon as it is written");
}

/// That something is on the disk.
fn written() -> Outcome {
    Outcome::Written(OperationId { run: "run".into(), number: 1 })
}

#[test]
fn what_others_decide_is_one_quiet_line() {
    let mut room = room(80, 24);
    room.keys("<esc>").send(Msg::Others(vec![("jorge".into(), 3), ("ana\u{1b}".into(), 1)]));
    assert_eq!(status(&room), "jorge: 3 decisions; ana␛: 1 decision");
    room.send(Msg::Others(vec![("jorge".into(), 1)]));
    assert_eq!(status(&room), "jorge: 4 decisions; ana␛: 1 decision", "nobody has seen the others");
    room.keys("j");
    assert!(!status(&room).contains("jorge"), "{}", status(&room));
}

/// What others decide never stands in the place of what one has to be told of one's own, nor over what one
/// types: it waits for the next key.
#[test]
fn what_others_decide_waits_for_what_is_ones_own() {
    let others = |room: &mut Room| room.send(Msg::Others(vec![("jorge".into(), 1)]));
    let mut room = room(80, 24);
    room.keys("<esc>+").follow();
    others(&mut room);
    assert!(status(&room).contains(": confirmed; kept in"), "{}", status(&room));
    room.resize(110, 24);
    assert!(
        status(&room).ends_with("onrecord.d             jorge: 1 decision"),
        "{}",
        status(&room)
    );
    room.resize(80, 24);
    room.keys("j");
    assert_eq!(status(&room), "jorge: 1 decision");
    // It came first, and before any key what one has decided oneself.
    room.keys("=c");
    others(&mut room);
    room.follow();
    assert!(status(&room).contains(": status: corroborated"), "{}", status(&room));
    room.keys("cheard");
    others(&mut room);
    assert_eq!(status(&room), "note: heard");
    room.keys("<esc>");
    assert_eq!(status(&room), "jorge: 2 decisions");
    room.keys("=");
    others(&mut room);
    assert!(!room.screen().contains("jorge"), "{}", room.screen());
    room.keys("<esc>");
    assert_eq!(status(&room), "jorge: 1 decision");
}

/// A suggestion has no status, and where one asks for what is unchecked that is said.
#[test]
fn who_asks_for_what_is_unchecked_is_told_what_finds_suggestions() {
    let mut room = room(80, 24);
    let told = "A suggestion has no status yet; is:suggested form:direct finds those.";
    room.keys("is:unchecked form:direct");
    assert!(room.screen().contains(told), "{}", room.screen());
    assert!(room.screen().contains("Nothing found."), "{}", room.screen());
    room.keys("<esc>+").follow();
    room.keys("/is:unchecked form:direct");
    assert_eq!((room.state.hits.full, status(&room).as_str()), (1, told));
    room.keys("<enter>");
    assert!(!room.screen().contains(told), "the keys stand there again:\n{}", room.screen());
    // Where all are looked at there is nothing to be told.
    room.keys("/<c-u><enter>*G*+").follow();
    room.keys("<esc>/is:unchecked is:direct");
    assert!(!room.screen().contains("A suggestion"), "{}", room.screen());
}

/// In another run the last by this name is taken back when one says so once more; by any other key
/// nothing is.
#[test]
fn what_another_run_decided_is_taken_back_after_asking() {
    let mut room = room(80, 24);
    room.keys("<esc>+").follow();
    let mut room = room.again(80, 24);
    room.keys("<esc>u").follow();
    assert!(status(&room).starts_with("u again takes back ana, 20"), "{}", status(&room));
    assert!(status(&room).ends_with(": verdict: confirmed"), "{}", status(&room));
    assert_eq!(said(&room)[0].1, "confirmed");
    room.keys("ju").follow();
    assert!(status(&room).starts_with("u again takes back"), "{}", status(&room));
    room.keys("u").follow();
    assert_eq!(
        (said(&room)[0].1.as_str(), status(&room).as_str()),
        ("suggested", "Taken back; kept in /folder/onrecord.d")
    );
}
