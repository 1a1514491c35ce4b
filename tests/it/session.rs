//! Leaving, and beginning again where one was: what holds, and what falls off.

use onrecord::app::original::{OriginalPlace, OriginalTold};
use onrecord::app::session::SavedPlace;
use onrecord::app::{Msg, Pane};
use onrecord_corpus::Corpus;
use onrecord_model::Statement;

use crate::support::Room;

/// The shipped investigation after `keys`, left, and begun again.
fn again(keys: &str, (width, height): (u16, u16)) -> (Room, Room) {
    let mut before = Room::embedded(width, height);
    before.keys(keys);
    let place = SavedPlace::of(&before.state);
    let after = Room::begun((*before.corpus).clone(), place, width, height);
    (before, after)
}

#[test]
fn one_begins_where_one_was() {
    for keys in [
        "",
        "minister deal",
        "minister<down>",
        "<esc>jjj",
        "<esc>1jj <esc>3j",
        "<esc>1jj<enter>jj",
        "<esc>2jj <esc>",
        "<esc>w",
        "<esc>jj<enter>",
        "<esc>jj<enter>jjjjjj",
        "<esc>jj<enter>}}}",
        "deal<enter><enter>",
        "<esc>4G",
    ] {
        for size in [(80, 24), (120, 36), (160, 50), (60, 16)] {
            let (mut before, mut after) = again(keys, size);
            before.resize(size.0, size.1);
            assert!(after.state.editing, "{keys}: it begins in the search line");
            assert_eq!(after.state.line.is_marked(), !before.state.line.text().is_empty());
            let state = |room: &Room| {
                let state = &room.state;
                (
                    (state.line.text().to_owned(), state.facets.clone(), state.weak),
                    (state.focus.pane, state.focus.list, state.subject()),
                    state.source.as_ref().map(|view| (view.source, view.subject, view.at.anchor)),
                )
            };
            assert_eq!(state(&after), state(&before), "{keys} {size:?}");
            if before.state.editing {
                before.keys("<esc>");
            }
            assert_eq!(after.keys("<esc>").marked(), before.marked(), "{keys} {size:?}");
        }
    }
}

#[test]
fn what_is_typed_takes_the_place_of_the_query_and_goes_on_in_the_list() {
    let (_, mut room) = again("minister deal<enter><enter>", (80, 24));
    assert_eq!(room.state.focus.pane, Pane::Source);
    room.keys("truce");
    assert_eq!((room.state.line.text(), room.state.focus.pane), ("truce", Pane::Quotes));
    let (_, mut room) = again("minister deal<enter><enter>", (80, 24));
    let first = room.state.subject();
    room.keys("<down>");
    assert_eq!((room.state.editing, room.state.focus.pane), (false, Pane::Quotes));
    assert_ne!(room.state.subject(), first);
}

/// The shipped investigation without one statement, or with another id for it.
fn with(corpus: &Corpus, change: impl FnOnce(&mut Vec<Statement>)) -> Corpus {
    let mut records = corpus.records().clone();
    change(&mut records.statements);
    Corpus::new(records)
}

#[test]
fn what_is_gone_is_dropped_and_what_has_another_id_is_met_again() {
    let mut before = Room::embedded(80, 24);
    before.keys("<esc>jj<enter>");
    let place = SavedPlace::of(&before.state);
    let subject = before.state.subject().unwrap();
    let words = |room: &Room| room.marked();
    let id = before.corpus.key(subject).unwrap().id().to_owned();
    let renamed = with(&before.corpus, |all| {
        all.iter_mut().find(|s| *s.id == *id).unwrap().id = "other".into();
    });
    let mut after = Room::begun(renamed, place.clone(), 80, 24);
    assert_eq!(words(after.keys("<esc>")), words(&before), "by its words");
    let mut gone = place.unwrap();
    gone.actors = vec![("nobody".into(), onrecord_search::FacetRole::Any)];
    gone.sources = vec!["nowhere".into()];
    gone.selected.iter_mut().chain(gone.passage.iter_mut().map(|p| &mut p.subject)).for_each(
        |record| {
            record.key = onrecord_corpus::RecordKey::Row("gone".into());
            record.words = None;
        },
    );
    let room = Room::begun((*before.corpus).clone(), Some(gone), 80, 24);
    assert!(room.state.facets.is_empty() && room.state.notice.is_none());
    assert_eq!(room.state.quotes.cursor, 0);
}

#[test]
fn a_source_is_marked_as_read_from_everywhere_in_it() {
    for keys in ["<esc>R", "<esc><enter>R", "<esc>sR", "<esc>iR<esc>"] {
        let mut room = Room::embedded(120, 36);
        room.keys(keys);
        assert_eq!(room.state.read.len(), 1, "{keys}");
        room.keys("<esc><esc>3");
        assert!(room.screen().contains("· read"), "{keys}: {}", room.screen());
        room.keys("/is:read ");
        assert_eq!(room.state.hits.statements(), room.corpus.statements().len());
        room.keys("<esc>R");
        assert_eq!(room.state.hits.statements(), 0, "{keys}");
        assert!(!room.screen().contains("· read"));
    }
}

#[test]
fn the_original_is_opened_at_the_place_one_stands_on() {
    for keys in ["<esc>o", "minister deal<enter>o", "minister deal<enter><enter>o", "<esc>1jjo"] {
        let mut room = Room::embedded(120, 36);
        room.keys(keys);
        let [place] = room.originals[..] else { panic!("{keys}: {:?}", room.originals) };
        let words = room.corpus.location(room.state.subject().unwrap()).unwrap().words;
        assert_eq!((place.offset, place.sure), (words[0].start, false), "{keys}");
    }
    // In the list of sources a source has its beginning.
    let mut room = Room::embedded(120, 36);
    room.keys("<esc>so");
    assert_eq!(room.originals[0].offset, 0);
}

#[test]
fn a_browser_is_asked_for_and_only_the_same_key_is_yes() {
    let mut room = Room::embedded(120, 36);
    let ask = |room: &mut Room| {
        let place = *room.keys("o").originals.last().unwrap();
        assert!(!place.sure);
        room.send(Msg::Original(OriginalTold::Ask(place, "xdg-open '/a b.html'".into())));
        assert!(room.screen().contains("In a browser? o again runs: xdg-open '/a b.html'"));
        place
    };
    room.keys("<esc>");
    let place = ask(&mut room);
    room.keys("k");
    let again = ask(&mut room);
    assert_eq!((again, room.originals.len()), (place, 2));
    room.keys("o");
    assert_eq!(room.originals.last(), Some(&OriginalPlace { sure: true, ..place }));
    assert!(!room.keys("o").originals.last().unwrap().sure, "each time it is asked");
}
