//! What was being typed when the connection was lost: kept, offered, and gone on with.

use std::sync::Arc;

use onrecord::app::Msg;
use onrecord::app::draft::{self, Drafts, SavedDraft};
use onrecord_model::Field;

use crate::judging::{room, status};
use crate::support::Room;

/// What a run that is cut off after `keys` leaves.
fn cut_off(keys: &str) -> Vec<SavedDraft> {
    let mut room = room(100, 30);
    room.keys(keys);
    draft::left(&room.state, false)
}

/// The same folder opened again, before any key that matters.
fn again(left: Vec<SavedDraft>) -> Room {
    let mut room = room(100, 30);
    opened_with(&mut room, left);
    room
}

fn opened_with(room: &mut Room, left: Vec<SavedDraft>) {
    room.state.drafts = Drafts::new(left);
    let (corpus, index) = (Arc::clone(&room.corpus), Arc::clone(&room.state.index));
    let base = Arc::clone(&corpus);
    room.send(Msg::Corpus { corpus, index, base, operations: 0, more: false });
}

#[test]
fn what_was_being_typed_is_offered_and_gone_on_with() {
    for (keys, told, resume, stands) in [
        ("<esc>cheard it", "Not finished: note on “Nobody told us", "<esc>c", "note: heard it"),
        ("<esc>tmoney, ha", "Not finished: tags on “Nobody", "<esc>t", "tags: money, ha"),
        ("<esc>ej<enter><c-u>Eva R", "Not finished: who on “Nobody", "<esc>e<enter>", "who: Eva R"),
        ("<esc>1cseen", "Not finished: note on “", "<esc>1c", "note: seen"),
        ("<esc>=Dthe to", "how on “Nobody told us", "<esc>=D", "how: the to"),
        ("<esc>*j*cbo", "Not finished: note of 2 rows on “No", "<esc>c", "note of 2: bo"),
        ("<esc>*j*cbo", "Not finished: note of 2 rows on “No", "<esc>*j*c", "note of 2: bo"),
        ("<esc>4jaEva", "A passage was picked: “", "<esc>4a<enter>", "who: "),
        ("<esc>4a<enter>Eva", "A passage was picked: “Nobody", "<esc>4a<enter>", "who: Eva"),
    ] {
        let mut room = again(cut_off(keys));
        assert!(
            status(&room).starts_with(told) || status(&room).contains(told),
            "{keys}: {}",
            status(&room)
        );
        assert!(room.decisions.is_empty(), "{keys}");
        room.keys(resume);
        assert!(status(&room).starts_with(stands), "{keys}: {}", status(&room));
        assert!(room.decisions.is_empty(), "only ⏎ decides: {keys}");
        room.keys("<esc><esc>");
        assert_eq!(draft::left(&room.state, true), [], "{keys}: Esc lets it go");
    }
}

/// From the search line, where one begins, and wherever else the sentence stands: ⏎ goes to the record, though
/// a query hides it, and on with it.
#[test]
fn enter_goes_on_with_it_from_where_one_is() {
    for (keys, told, stands) in [
        ("<esc>cheard it", "note on “Nobody told us", "note: heard it"),
        ("<esc>jtmoney, ha", "tags on “the pumps", "tags: money, ha"),
        ("<esc>1cseen", "note on “", "note: seen"),
        ("<esc>2cseen", "note on “", "note: seen"),
        ("<esc>=Dthe to", "how on “Nobody told us", "how: the to"),
        ("<esc>*j*cbo", "note of 2 rows on “No", "note of 2: bo"),
    ] {
        let left = cut_off(keys);
        if left.is_empty() {
            assert!(keys.contains('2'), "no event to write a note on: {keys}");
            continue;
        }
        for before in ["", "Clara Moss"] {
            let mut room = room(80, 24);
            room.keys(before);
            opened_with(&mut room, left.clone());
            assert!(status(&room).contains(told), "{keys}: {}", status(&room));
            assert!(status(&room).ends_with("; ⏎ goes on with it."), "{}", status(&room));
            room.keys("<enter>");
            assert!(status(&room).starts_with(stands), "{keys} {before}: {}", status(&room));
            let subject = room.state.subject().unwrap();
            let key = room.state.corpus.key(subject).unwrap();
            room.keys("<enter>");
            let decision = room.decisions.last().unwrap();
            let onrecord_journal::Intent::Edit(edits) = &decision.intent else { panic!("{keys}") };
            assert_eq!(&*edits[0].key.id, key.id(), "{keys}: one stands on it");
            assert_eq!(draft::left(&room.state, true), [], "{keys}");
        }
    }
    let mut picked = again(cut_off("<esc>4jaEva"));
    picked.keys("<enter>");
    assert!(status(&picked).contains("who said it"), "{}", status(&picked));
    // Any other key is what it always is, and it is not lost.
    let mut other = again(cut_off("<esc>cheard it"));
    other.keys("p<enter>");
    assert_eq!((other.state.line.text(), other.state.prompt.is_none()), ("p", true));
    assert_eq!(draft::left(&other.state, true).len(), 1);
}

#[test]
fn it_becomes_what_it_was_to_be() {
    let mut room = again(cut_off("<esc>=Dthe to"));
    room.keys("<esc>=Dwn says no<enter>").follow();
    let set = room.state.corpus.annotations(room.state.subject().unwrap()).unwrap();
    assert_eq!(set.text(Field::How), Some("the town says no"));
    assert_eq!(room.state.corpus.statements().get(0).unwrap().status.word(), "disputed");
    let mut room = again(cut_off("<esc>4jalll<enter>Ev"));
    room.keys("<esc>4a<enter>a Roth<enter>").follow();
    let corpus = &room.state.corpus;
    let put = corpus.statements().iter().find(|one| corpus.speaker_name(one) == Some("Eva Roth"));
    assert!(put.is_some(), "{}", room.screen());
}

#[test]
fn it_stays_until_it_is_gone_on_with_and_nothing_else_is_kept() {
    for keys in ["<esc>c", "<esc>cx<bs>", "<esc>cheard<esc>", "<esc>cheard<enter>", "<esc>=D", ""] {
        assert_eq!(cut_off(keys), [], "{keys}: nothing is unfinished");
    }
    let left = cut_off("<esc>cheard it");
    // Elsewhere, and in another field, it is not in the way.
    let mut room = again(left.clone());
    room.keys("<esc>jc");
    assert_eq!(status(&room), "note:");
    room.keys("second");
    let both = draft::left(&room.state, false);
    assert_eq!((both.len(), &both[..1]), (2, &left[..]));
    assert_eq!(draft::left(&room.state, true), left, "who asks to leave leaves what was there");
    let room = again(both);
    assert!(status(&room).contains("(1 more)"), "{}", status(&room));
    // A record that is gone takes no words with it.
    let mut room = Room::embedded(100, 30);
    opened_with(&mut room, left.clone());
    assert!(status(&room).ends_with("note: heard it."), "{}", status(&room));
    assert_eq!(draft::left(&room.state, true), left);
}
