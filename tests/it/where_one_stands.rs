//! Where one stands after a decision, and what is told of it: of whose words it was.

use crate::judging::{room, status};
use crate::support::Room;
use onrecord_model::RecordRef;

/// The words of the row one stands on.
fn here(room: &Room) -> String {
    let Some(RecordRef::Row(row)) = room.state.subject() else { return String::new() };
    let corpus = &room.state.corpus;
    corpus.words(corpus.row(row).unwrap()).chars().take(10).collect()
}

/// One stays on the row, whatever is decided about it; where it leaves the list by it, the next comes under
/// the cursor, and what it was about is told by its words.
#[test]
fn one_stays_on_the_row_unless_it_leaves_the_list() {
    let [first, second, third] = ["Nobody tol", "the pumps ", "We tested "];
    for (query, keys, stands, told) in [
        ("", "+", first, "“Nobody told us about the…”: confirmed; kept"),
        ("", "-", second, "“Nobody told us about the…”: dismissed; kept"),
        ("", "=c", first, "“Nobody told us…”: status: corroborated; kept"),
        ("", "tmoney<enter>", first, "“Nobody told us about t…”: tags + money; kept"),
        ("", "cheard<enter>", first, "“Nobody told us about…”: note: heard; kept"),
        ("", "=cj.", second, "“the pumps had been tes…”: status: corroborated"),
        ("", "-.", third, "“the pumps had been tested in March”: dismissed"),
        ("is:suggested", "+", second, "“Nobody told us about the…”: confirmed; kept"),
        ("is:suggested", "++", third, "“the pumps had been tested in March”: confirmed"),
        ("is:suggested", "+.", third, "“the pumps had been tested in March”: confirmed"),
        ("is:suggested", "=c", first, "“Nobody told us…”: status: corroborated; kept"),
        ("!is:checked", "=c", second, "“Nobody told us…”: status: corroborated; kept"),
        ("!is:checked", "=c=d", third, "“the pumps had been t…”: status: disputed"),
        ("!is:checked", "=c.", third, "“the pumps had been…”: status: corroborated"),
    ] {
        for at_once in [true, false] {
            let mut room = room(80, 24);
            room.keys(query).keys("<enter>");
            assert_eq!(here(&room), first, "{query}");
            if at_once {
                room.keys(keys).follow();
            } else {
                // As slowly as a person looks: the list follows between two keys.
                for key in keys.split_inclusive(['+', '-', 'c', 'd', '.', '>']) {
                    room.keys(key).follow();
                }
            }
            assert_eq!(here(&room), stands, "{query} {keys} {at_once}");
            let status = status(&room);
            let mut parts = told.split('…').map(|part| part.trim_start_matches('”'));
            assert!(parts.all(|part| status.contains(part)), "{keys}: {status}");
        }
    }
}

/// Whose words leave the list by a filter that no key foresees, from its end as well.
#[test]
fn what_leaves_the_list_makes_room_for_the_next_wherever_one_stood() {
    let mut room = room(80, 24);
    room.keys("<esc>*G*tharbour<enter>").follow();
    room.keys("<esc>/tag:harbour<enter>j");
    assert_eq!(here(&room), "the pumps ");
    room.keys("t-harbour<enter>").follow();
    assert_eq!(here(&room), "We tested ", "{}", room.screen());
    room.keys("Gt-harbour<enter>").follow();
    assert_eq!(here(&room), "We tested ", "the last that is left:\n{}", room.screen());
}

/// A form is of one record: where that leaves the list, it is not another's all at once.
#[test]
fn a_form_closes_where_its_record_leaves_the_list() {
    let mut room = room(80, 24);
    room.keys("<esc>*G*+").follow();
    room.keys("<esc>/is:unchecked<enter>e=c").follow();
    assert!(room.state.overlay.is_none(), "{}", room.screen());
    assert_eq!(here(&room), "the pumps ");
    room.keys("/<c-u><enter>ge=d").follow();
    assert!(room.state.overlay.is_some(), "it is still there:\n{}", room.screen());
    assert_eq!(here(&room), "Nobody tol");
}

/// Nobody's words are told stronger than they stand.
#[test]
fn what_is_told_names_who_was_inferred_in_brackets_and_how_it_was_said() {
    let corpus = crate::support::attributed::investigation();
    let mut room = Room::of(corpus, 100, 30);
    room.keys("buyer<enter>=d");
    let decision = room.decisions.pop().unwrap();
    let outcome = Ok(onrecord_journal::Outcome::Written(onrecord_journal::OperationId {
        run: "run".into(),
        number: 1,
    }));
    let decided = onrecord::app::msg::Decided { decision, folder: None, outcome };
    room.send(onrecord::app::Msg::Decided(Box::new(decided)));
    let told = "(Ilse Brandt) refused · “to name the buyer”: status: disputed · u takes it back";
    assert_eq!(status(&room), told);
}
