//! Walks through the embedded investigation as a person makes them: keys in, screen out.

use crate::support::Room;
use onrecord::app::msg::{Mouse, MouseWhat};
use onrecord::app::{Chord, Key, Msg, Pane};
use onrecord::library::{self, OpenTarget};

fn has(room: &Room, words: &str) -> bool {
    room.screen().contains(words)
}

#[test]
fn three_half_remembered_words_stand_on_the_passage() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut room = Room::embedded(width, height);
        room.keys("minister deal");
        let screen = room.screen();
        let direct = screen.find(" direct · recording").expect("the direct quote is listed");
        let quote = screen.find("minister,”").expect("with the words that matched");
        let under = screen.find("indirect · recording").expect("the paraphrase is listed");
        let reason = screen.find("paraphrase of the quote above").expect("and says why");
        assert!(direct < quote && quote < under && under < reason, "{width}x{height}:\n{screen}");
        room.keys("<enter><enter>");
        assert!(has(&room, "¶17/46"), "{}", room.screen());
        let marked = room.marked();
        assert!(marked.starts_with("My gut tells me those guys"), "{marked}");
        assert!(marked.ends_with("some kind of deal with this minister"), "{marked}");
        room.keys("y");
        let copied = room.copied.pop().expect("something was copied");
        assert!(copied.starts_with("“My gut tells me"), "{copied}");
        assert!(copied.contains("with this minister” — Carlos Marroquín"), "{copied}");
        assert!(copied.contains("audio recording › El Faro › InSight Crime"), "{copied}");
        assert!(copied.contains("¶17"), "{copied}");
    }
}

#[test]
fn the_best_passage_is_marked_while_typing() {
    let mut room = Room::embedded(80, 24);
    room.keys("loyality viejo");
    assert!(room.marked().starts_with("I pulled Viejo out"), "{}", room.screen());
    assert!(room.state.editing);
}

#[test]
fn an_actor_opens_what_is_said_of_it_under_any_name() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>1/luna<enter>");
    assert!(has(&room, "▸Osiris Luna  Lobo"), "{}", room.screen());
    room.keys("<enter>");
    assert!(has(&room, "said by, to or about Osiris Luna"), "{}", room.screen());
    assert!(has(&room, "provided by Lobo"), "{}", room.screen());
    room.keys("n");
    assert!(has(&room, "2 of 7"), "{}", room.screen());
    assert_eq!(room.marked(), "Osiris Luna");
    room.keys("<");
    assert!(has(&room, "/ luna"), "back brings the query again:\n{}", room.screen());
}

#[test]
fn the_timeline_begins_in_2012_and_tells_what_is_inferred() {
    let mut room = Room::embedded(120, 60);
    room.keys("<esc>2");
    let screen = room.screen();
    let (first, killings) = (screen.find("▸2012–2014"), screen.find("25–27 Mar (2022)"));
    assert!(first.is_some() && first < killings, "{screen}");
    room.keys("G");
    assert!(has(&room, "no date"), "{}", room.screen());
    room.keys("/killed<enter><enter>");
    assert!(has(&room, "25–27 Mar (2022)"), "{}", room.screen());
    assert!(room.marked().contains("87"), "{}", room.marked());
    room.keys("<esc>i");
    assert!(has(&room, "inferred"), "{}", room.screen());
    assert!(has(&room, "17 May 2022"), "the reason is told:\n{}", room.screen());
}

#[test]
fn escape_never_quits_and_goes_out_step_by_step() {
    let mut room = Room::embedded(80, 24);
    room.keys("pact<enter><enter>z");
    for _ in 0..9 {
        room.keys("<esc>");
    }
    assert!(!room.left);
    assert!(room.state.unfiltered());
    room.keys("<");
    assert_eq!(room.state.line.text(), "pact", "the query just cleared comes back");
    room.keys("q");
    assert!(room.left);
}

#[test]
fn letters_in_the_line_are_text_and_control_c_clears_before_it_leaves() {
    let mut room = Room::embedded(80, 24);
    room.keys("q?!y");
    assert_eq!(room.state.line.text(), "q?!y");
    room.keys("<c-c>");
    assert!(!room.left && room.state.line.text().is_empty());
    room.keys("<c-c>");
    assert!(room.left);
}

#[test]
fn the_search_line_marks_the_old_query_and_the_next_letter_replaces_it() {
    let mut room = Room::embedded(80, 24);
    room.keys("pact<enter>/");
    assert_eq!(room.marked().split(' ').next(), Some("pact"), "shown without colour, too");
    room.keys("deal");
    assert_eq!(room.state.line.text(), "deal");
    room.keys("<enter><");
    assert_eq!(room.state.line.text(), "pact", "back brings it again");
    room.keys("/<left>s");
    assert_eq!(room.state.line.text(), "pacst");
    room.keys("<enter>/<bs>");
    assert!(room.state.unfiltered());
    room.keys("pact<enter>");
    room.send(Msg::Paste("minister".into()));
    assert_eq!(room.state.line.text(), "minister", "a paste is a query of its own");
}

#[test]
fn help_and_faults_are_there_from_an_empty_line() {
    let mut room = Room::embedded(80, 24);
    for key in [Key::Char('?'), Key::F1] {
        room.send(Msg::Key(Chord::plain(key)));
        assert!(has(&room, "Help (Esc closes)"), "{key:?}");
        room.keys("<esc>");
        assert!(room.state.editing && room.state.overlay.is_none());
    }
    room.keys("pact<enter>/?");
    assert!(has(&room, "Help (Esc closes)"), "a marked query is as good as none");
    room.keys("<esc><end>?");
    assert_eq!(room.state.line.text(), "pact?", "behind words it is text");
    room.send(Msg::Key(Chord::plain(Key::F1)));
    assert!(has(&room, "Help (Esc closes)"), "F1 is help everywhere");
    room.keys("<esc><c-u>!<enter>");
    assert!(has(&room, "Faults (Esc closes)"), "{}", room.screen());
    room.keys("<esc>!pact<enter>");
    assert_eq!(room.state.line.text(), "!pact", "a word left out goes on as it is");
    assert!(room.state.overlay.is_none() && !room.state.editing);
}

#[test]
fn the_first_hint_names_help_and_the_way_out() {
    let mut room = Room::embedded(80, 24);
    let hint = |room: &Room| room.screen().lines().last().unwrap_or_default().trim().to_owned();
    assert!(hint(&room).starts_with("? help  Esc q leave"), "{}", hint(&room));
    room.keys("q");
    assert!(hint(&room).starts_with("Esc q leaves onrecord"), "{}", hint(&room));
    room.keys("uit");
    assert!(hint(&room).starts_with("Esc q leaves onrecord"), "{}", hint(&room));
    room.keys("<esc>q");
    assert!(room.left);
}

#[test]
fn a_key_that_writes_does_nothing_right_after_escape() {
    let mut room = Room::embedded(80, 24);
    for key in ['+', '-', 'u'] {
        room.keys("<enter>");
        room.send(Msg::AfterEsc(Chord::char(key)));
        assert!(has(&room, &format!("{key} came too soon after Esc")), "{}", room.screen());
        assert!(room.decisions.is_empty());
    }
    room.send(Msg::AfterEsc(Chord::char('/')));
    room.send(Msg::AfterEsc(Chord::char('+')));
    assert_eq!(room.state.line.text(), "+", "in the line it is text");
}

#[test]
fn the_list_of_sources_ends_with_its_last() {
    for (width, height) in [(80, 24), (20, 6), (200, 50)] {
        let mut room = Room::embedded(width, height);
        room.keys("<enter>s");
        let first = room.screen();
        for keys in ["G", "j", "<pgdn>", "<end>"] {
            room.keys(keys);
            assert!(has(&room, "▸"), "{width}x{height} {keys}:\n{}", room.screen());
        }
        assert_eq!(room.keys("g").screen(), first);
    }
}

/// Three texts; all but the second speak of a heron.
fn three_texts(width: u16, height: u16) -> Room {
    let folder = tempfile::tempdir().expect("a folder");
    let padding = "Nothing of note happened on that day.\n\n".repeat(20);
    for (name, bird) in [("a", "heron"), ("b", "crane"), ("c", "heron")] {
        let text = format!(
            "The {bird}s\n\n“One {bird} came,” said Ada Quill, the warden of {name}.\n\n{padding}\
             “Then another {bird} left,” said Ben Rook.\n"
        );
        std::fs::write(folder.path().join(format!("{name}.txt")), text).expect("written");
    }
    let place = OpenTarget::Path(folder.path().to_owned());
    Room::of(
        library::open(&place, &library::OpenOptions::default(), &mut library::Silent)
            .expect("opens"),
        width,
        height,
    )
}

#[test]
fn the_next_hit_behind_the_last_of_a_source_is_in_the_next_source() {
    for focus in ["", "<enter>"] {
        let mut room = three_texts(120, 36);
        room.keys(&format!("heron<enter>{focus}"));
        let source = |room: &Room| room.state.source.as_ref().map(|view| view.source.0);
        let mut seen = vec![source(&room)];
        for _ in 0..40 {
            room.keys("n");
            if seen.last() != Some(&source(&room)) {
                seen.push(source(&room));
                assert!(has(&room, "Goes on in “"), "{}", room.screen());
                assert!(room.marked().contains("heron"), "{}", room.marked());
                let selected = room.state.selected(Pane::Quotes);
                assert_eq!(selected, room.state.source.as_ref().map(|view| view.subject));
            }
        }
        assert_eq!(seen, [Some(0), Some(2)], "one has no heron");
        assert!(has(&room, "No further one"), "{}", room.screen());
        for _ in 0..40 {
            room.keys("N");
        }
        assert_eq!(source(&room), Some(0), "and back");
    }
}

#[test]
fn a_filter_by_source_keeps_the_next_hit_inside() {
    let mut room = three_texts(120, 36);
    room.keys("heron<enter>s <esc>");
    for _ in 0..40 {
        room.keys("n");
    }
    assert_eq!(room.state.source.as_ref().map(|view| view.source.0), Some(0));
}

#[test]
fn the_nearest_words_are_offered_in_whatever_list_one_stands() {
    for pane in ["1", "2", "3"] {
        let mut room = Room::embedded(80, 24);
        room.keys(&format!("<enter>{pane}/zzminsterr"));
        assert!(has(&room, "Nearest words: Minister"), "{pane}\n{}", room.screen());
    }
}

#[test]
fn nothing_found_says_so_and_escape_brings_the_list_back() {
    let mut room = Room::embedded(80, 24);
    let list =
        |room: &Room| room.screen().lines().skip(1).take(12).map(str::to_owned).collect::<Vec<_>>();
    let all = list(&room);
    room.keys("zzyqx quuxfrob");
    assert!(has(&room, "Nothing found."), "{}", room.screen());
    room.keys("<esc>");
    assert_eq!(list(&room), all, "{}", room.screen());
    assert!(room.state.unfiltered());
}

#[test]
fn a_row_chosen_by_hand_stays_selected_while_the_list_changes() {
    let mut room = Room::embedded(120, 36);
    room.keys("viejo<down><down>");
    let chosen = room.state.subject();
    room.keys("/<end><bs>");
    assert_eq!(room.state.line.text(), "viej");
    assert_eq!(room.state.subject(), chosen);
}

#[test]
fn facets_of_one_kind_widen_and_of_different_kinds_narrow() {
    let mut room = Room::embedded(160, 50);
    room.keys("<esc>1 ");
    assert_eq!(room.state.hits.actors.len(), room.corpus.actors().len(), "others can be added");
    let one = room.state.hits.full;
    room.keys("j ");
    let two = room.state.hits.full;
    assert!(one > 0 && two > one, "{one} {two}");
    room.keys("x");
    assert!(room.state.unfiltered());
    room.keys("<");
    assert!(!room.state.unfiltered(), "filters just taken off come back");
}

#[test]
fn statements_are_stepped_through_in_the_source() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>4");
    let first = room.marked();
    room.keys("}");
    let second = room.marked();
    assert_ne!(first, second);
    room.keys("{");
    assert_eq!(room.marked(), first);
    room.keys("}<enter>");
    assert_eq!(room.marked(), second, "Enter selects it in Quotes");
}

#[test]
fn the_mark_survives_every_resize() {
    let mut room = Room::embedded(80, 24);
    room.keys("loyalty trustworthiness<enter><enter>");
    for (width, height) in [(20, 6), (200, 50), (1, 1), (40, 10), (2, 60), (80, 24), (120, 9)] {
        room.resize(width, height);
        let whole =
            room.state.layout().source.is_some_and(|p| p.inner.width > 2 && p.inner.height > 0);
        assert!(!whole || !room.marked().is_empty(), "{width}x{height}\n{}", room.screen());
    }
}

#[test]
fn a_click_selects_the_row_under_it() {
    let mut room = Room::embedded(80, 24);
    let marked_line = |room: &Room| room.screen().lines().position(|line| line.starts_with('▸'));
    let mut lines = Vec::new();
    for y in 3..9 {
        room.click(10, y);
        assert!(!room.state.editing);
        let line = marked_line(&room).expect("a row is selected");
        assert!(
            line <= usize::from(y),
            "{y}: the mark stands at the row's first line\n{}",
            room.screen()
        );
        lines.push(line);
    }
    assert!(
        lines.is_sorted() && lines.first() < lines.last(),
        "further down, another row: {lines:?}"
    );
}

#[test]
fn the_wheel_moves_what_is_under_it_and_back() {
    let mut room = Room::embedded(80, 24);
    room.keys("<esc>");
    let before = room.screen();
    let wheel = |what| Msg::Mouse(Mouse { x: 10, y: 8, what });
    room.send(wheel(MouseWhat::WheelDown));
    assert_ne!(room.screen(), before);
    room.send(wheel(MouseWhat::WheelUp));
    assert_eq!(room.screen(), before);
}
