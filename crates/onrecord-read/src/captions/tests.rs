//! Captions from bytes to blocks, marks and turns.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use onrecord_model::{BlockKind, Document, LeftOut, Place};

fn read(text: &str) -> Reading {
    super::read(text.as_bytes(), &Limits::default()).expect("captions")
}

/// Blocks with the seconds of every mark where it stands.
fn shown(document: &Document, marks: impl Fn(u32) -> bool) -> Vec<String> {
    let block = |block: &onrecord_model::Block| {
        let mut out = String::new();
        for (at, c) in document.words(block.span).char_indices() {
            let at = block.span.start + at as u32;
            if marks(at)
                && let Some(Place::Time(time)) = document.place_at(at)
            {
                write!(out, "{{{}}}", f64::from(time) / 1000.0).unwrap();
            }
            out.push(c);
        }
        out
    };
    document.body_blocks().iter().map(block).collect()
}

/// The same, where the place changes.
fn blocks(reading: &Reading) -> Vec<String> {
    let document = &reading.document;
    let new = |at: u32| {
        let before = at.checked_sub(1).and_then(|before| document.place_at(before));
        document.place_at(at) != before
    };
    shown(document, new)
}

/// A file of cues one second long, without gaps.
fn srt(cues: &[&str]) -> String {
    let cue = |(at, words): (usize, &&str)| {
        let time = |at: usize| format!("00:{:02}:{:02},000", at / 60, at % 60);
        format!("{at}\n{} --> {}\n{words}\n\n", time(at), time(at + 1))
    };
    (1..).zip(cues).map(cue).collect()
}

fn spoken(cues: &[&str]) -> Vec<String> {
    blocks(&read(&srt(cues)))
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn every_form_of_naming_reads_as_a_name_and_words() {
    for (name, cues, want) in [
        (
            "voices",
            vec!["<v Ana>Yo no firmé", "<v Ana>nada.</v>", "<v.loud Luz>¿No?"],
            vec!["{1}Ana: Yo no firmé {2}nada.", "{3}Luz: ¿No?"],
        ),
        (
            "a voice holds for its cue",
            vec!["<v Ana>No.", "Who was that?"],
            vec!["{1}Ana: No.", "{2}Who was that?"],
        ),
        (
            "two voices in a cue",
            vec!["<v Ana>No.</v>\n<v Luz>Sí.</v>"],
            vec!["{1}Ana: No.", "Luz: Sí."],
        ),
        (
            "names",
            vec!["Ana López: No.", "Luz: ¿No?", "Ana López: Nunca."],
            vec!["{1}Ana López: No.", "{2}Luz: ¿No?", "{3}Ana López: Nunca."],
        ),
        (
            "a name for several cues",
            vec!["ANA: I did not", "sign it. I was", "at home.", "LUZ: You did."],
            vec!["{1}ANA: I did not {2}sign it. I was {3}at home.", "{4}LUZ: You did."],
        ),
        ("two names in a cue", vec!["ANA: No.\nLUZ: Yes."], vec!["{1}ANA: No.", "LUZ: Yes."]),
        (
            "a name of its own line",
            vec!["ANA:\nNo.", "LUZ:", "Yes."],
            vec!["{1}ANA: No.", "{3}LUZ: Yes."],
        ),
        (
            "brackets",
            vec!["[ANA] No.", "[LUZ] Yes.", "[ANA]: Why?"],
            vec!["{1}ANA: No.", "{2}LUZ: Yes.", "{3}ANA: Why?"],
        ),
        (
            "brackets beside sounds",
            vec!["[suspira]", "- Ya.", "[Pedro] No.", "¿No?"],
            vec!["{1}[suspira]", "{2}- Ya.", "{3}Pedro: No.", "{4}¿No?"],
        ),
        (
            "round brackets beside sounds",
            vec!["(door slams)", "- Who?", "(Ruiz) It was there.", "(Speaking) No."],
            vec!["{1}(door slams)", "{2}- Who?", "{3}Ruiz: It was there.", "{4}(Speaking) No."],
        ),
        (
            "sounds are no names",
            vec!["[MUSIC] We go.", "[MUSIC] We stay.", "[Laughs] I did.", "[Laughs] So?"],
            vec!["{1}[MUSIC] We go. {2}[MUSIC] We stay. {3}[Laughs] I did. {4}[Laughs] So?"],
        ),
        ("dashes", vec!["- No.\n- Yes.", "Why?"], vec!["{1}- No.", "- Yes. {2}Why?"]),
        (
            "dashes that are none",
            vec!["-5 degrees", "-- and so on", "- and on"],
            vec!["{1}-5 degrees {2}-- and so on {3}- and on"],
        ),
        (
            "chevrons",
            vec![">> ANA: No. >> LUZ: Yes.", ">> Why?", "&gt;&gt; Reporter: So?"],
            vec!["{1}ANA: No.", "LUZ: Yes.", "{2}- Why?", "{3}Reporter: So?"],
        ),
        ("dash and name", vec!["- Ana: No.\n- Luz: Yes."], vec!["{1}Ana: No.", "Luz: Yes."]),
        (
            "what is no name",
            vec![
                "10:30 Meeting: all of us",
                "http: and https://a.b",
                "Remember this: no",
                "Note: it was late",
                "And: no",
            ],
            vec![
                "{1}10:30 Meeting: all of us {2}http: and https://a.b {3}Remember this: no {4}Note: it was late {5}And: no",
            ],
        ),
        (
            "a name in a film holds for its sentence",
            vec!["He came.", "- No.\n- Yes.", "JUAN: I was", "at home.", "- Who?\n- You."],
            vec![
                "{1}He came.",
                "{2}- No.",
                "- Yes.",
                "{3}JUAN: I was {4}at home.",
                "{5}- Who?",
                "- You.",
            ],
        ),
        ("full width", vec!["記者：これは", "本です。"], vec!["{1}記者: これは{2}本です。"]),
    ] {
        assert_eq!(spoken(&cues), want, "{name}");
    }
}

#[test]
fn blocks_end_with_the_sentence_or_in_silence() {
    let sentence = "palabra ".repeat(30) + "fin.";
    let long = read(&srt(&[sentence.as_str(); 5]));
    let lengths: Vec<_> = long.document.blocks().iter().map(|block| block.span.len()).collect();
    assert_eq!(lengths, [489, 489, 244]);

    let endless = "palabra ".repeat(30);
    let endless = read(&srt(&[endless.as_str(); 8]));
    assert_eq!(endless.document.paragraphs(), 2);

    let silence =
        "1\n00:00:01,000 --> 00:00:02,000\nAna: One\n\n2\n00:00:08,000 --> 00:00:09,000\nAna: two";
    assert_eq!(blocks(&read(silence)), ["{1}Ana: One", "{8}Ana: two"]);
}

#[test]
fn sounds_are_notes_that_nobody_says() {
    let reading =
        read(&srt(&["ANA: No.", "[door slams]", "I did", "(coughs)", "not.", "LUZ: ♪ La ♪"]));
    let document = &reading.document;
    let kinds: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| (block.kind == BlockKind::Note, document.words(block.span)))
        .collect();
    let want = [
        (false, "ANA: No."),
        (true, "[door slams]"),
        (false, "ANA: I did (coughs) not."),
        (false, "LUZ: ♪ La ♪"),
    ];
    assert_eq!(kinds, want);
    let said = |turn: &onrecord_model::Turn| {
        let words: Vec<_> = turn.words.iter().map(|span| document.words(*span)).collect();
        (turn.name(document).unwrap_or("").to_owned(), words.join(" … "))
    };
    let turns: Vec<_> = reading.turns.iter().map(said).collect();
    let own = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    assert_eq!(turns, [own("ANA", "No."), own("ANA", "I did … not.")]);
}

#[test]
fn turns_name_their_bytes() {
    let reading = read(&srt(&["<v Ana>Yo no", "<v Ana>firmé.", "- ¿No?"]));
    let document = &reading.document;
    let turns = reading.turns.iter();
    let turns: Vec<_> =
        turns.map(|turn| (turn.name(document), document.words(turn.hull()), turn.time)).collect();
    assert_eq!(turns, [(Some("Ana"), "Yo no firmé.", Some(1000)), (None, "¿No?", Some(3000))]);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let text = "WEBVTT - Sesión 7\n\n00:01.000 --> 00:02.000\nOne\n\nxx:03 --> 00:04.000\nlost\n\n00:05.000 --> 00:06.000\ntwo";
    let reading = read(text);
    assert_eq!(blocks(&reading), ["{1}One {5}two"]);
    assert_eq!(reading.warnings, [Warning { line: 6, what: Doubt::BadCue }]);
    assert_eq!(left_out(&reading), [(LeftOut::Hidden, "lost", Some(Place::Line(7)))]);
    assert_eq!(reading.about.title.as_deref(), Some("Sesión 7"));

    let reading = read("1\n00:00:01,000 --> soon\nkept\n");
    assert_eq!(blocks(&reading), ["{1}kept"]);
    assert_eq!(reading.warnings, [Warning { line: 2, what: Doubt::BadEnd }]);

    let latin = super::read(b"1\n00:00:01,000 --> 00:00:02,000\nS\xed\n", &Limits::default());
    let latin = latin.expect("captions");
    assert_eq!(latin.document.text(), "Sí");
    assert_eq!(latin.warnings, [Warning { line: 0, what: Doubt::ReadAs("Windows-1252".into()) }]);

    let short = Limits { text: 20, ..Limits::default() };
    let cut = super::read(srt(&["one", "two", "three", "four"]).as_bytes(), &short);
    let cut = cut.expect("captions");
    assert_eq!(cut.document.text(), "one two three");
    assert_eq!(cut.warnings, [Warning { line: 14, what: Doubt::CutOff }]);
}

fn left_out(reading: &Reading) -> Vec<(LeftOut, &str, Option<Place>)> {
    let document = &reading.document;
    let piece = |(what, span): (LeftOut, onrecord_text::Span)| {
        (what, document.words(span), document.place_at(span.start))
    };
    document.left_out().map(piece).collect()
}

#[test]
fn words_of_identifiers_are_left_out_where_they_name_nobody() {
    let cue = |id: &str, at: u8| format!("{id}\n00:0{at}.000 --> 00:0{at}.500\nWe rowed.\n\n");
    let ids = ["The quay at night", "12", "9f3c-ab/4-0", "intro"];
    let cues: String = (1..).zip(ids).map(|(at, id)| cue(id, at)).collect();
    let line = |line| Some(Place::Line(line));
    let want =
        [(LeftOut::Markup, "The quay at night", line(3)), (LeftOut::Markup, "intro", line(15))];
    assert_eq!(left_out(&read(&format!("WEBVTT\n\n{cues}"))), want);
    let cues: String = (1..).zip(["1 - Luz Pe", "2 - Bo Li"]).map(|(at, id)| cue(id, at)).collect();
    assert_eq!(left_out(&read(&format!("WEBVTT\n\n{cues}"))), []);
}

#[test]
fn what_no_player_shows_or_is_shown_twice_stands_apart() {
    let text = "WEBVTT\nKind: captions\n\nNOTE Ana speaks\nlow\n\nSTYLE\n::cue { color: red }\n\n\
                00:01.000 --> 00:02.000\nOne two\n\n00:02.000 --> 00:03.000\nOne two\nthree four\n\n\
                00:03.000 --> 00:04.000\nthree four\nfive\n\nastray\n";
    let reading = read(text);
    assert_eq!(reading.document.body(), "One two three four five");
    let line = |line| Some(Place::Line(line));
    assert_eq!(
        left_out(&reading),
        [
            (LeftOut::Hidden, "NOTE Ana speaks", line(4)),
            (LeftOut::Hidden, "low", line(5)),
            (LeftOut::Hidden, "astray", line(21)),
            (LeftOut::Repeats, "One two", Some(Place::Time(2000))),
            (LeftOut::Repeats, "three four", Some(Place::Time(3000))),
            (LeftOut::Markup, "Kind: captions", line(2)),
            (LeftOut::Markup, "STYLE", line(7)),
            (LeftOut::Markup, "::cue { color: red }", line(8)),
        ]
    );
}

#[test]
fn what_holds_no_caption_is_refused() {
    for bytes in [&b"just a text"[..], b"\x89PNG\0\0", b"1\n2\n3"] {
        assert_eq!(super::read(bytes, &Limits::default()).err(), Some(ReadError::NotText));
    }
    for text in ["", "\u{feff}", "WEBVTT", "1\n00:00:01,000 --> 00:00:02,000\n"] {
        assert_eq!(read(text).document.paragraphs(), 0, "{text:?}");
    }
}

#[test]
fn files_as_programs_write_them() {
    let file = |name: &str| {
        let path = format!("{}/tests/files/captions/{name}", env!("CARGO_MANIFEST_DIR"));
        super::read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
    };
    let all = |reading: &Reading| blocks(reading).join("\n");
    insta::assert_snapshot!("rolling", all(&file("rolling.vtt")));
    insta::assert_snapshot!("meeting", all(&file("meeting.vtt")));
    insta::assert_snapshot!("hearing", all(&file("hearing.srt")));
    insta::assert_snapshot!("film", all(&file("film.srt")));
}

/// What must hold whatever the bytes are.
fn check(reading: &Reading) {
    let document = &reading.document;
    let text = document.text();
    let mut last = 0;
    let mut turns = reading.turns.iter().peekable();
    for block in document.body_blocks() {
        assert!(text.get(block.span.range()).is_some_and(|words| words.trim() == words));
        assert!(matches!(document.place_at(block.span.start), Some(Place::Time(_))));
        assert!(block.span.start >= last);
        last = block.span.end;
        // Sounds are nobody's turn.
        let Some(turn) = turns.next_if(|turn| block.span.covers(turn.hull())) else { continue };
        assert!(turn.speaker.is_none_or(|name| text.get(name.range()).is_some()));
        assert!(!document.words(turn.hull()).is_empty());
    }
    assert_eq!(turns.next(), None);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(reading) = super::read(&bytes, &Limits::default()) {
            check(&reading);
        }
    }

    #[test]
    fn any_cues_are_read(parts in proptest::collection::vec(prop_oneof![
        Just("WEBVTT\n\n"), Just("\n"), Just("\r"), Just("\r\n"), Just("1"), Just(" --> "), Just("00:01.5"),
        Just("\n\n00:00:01,000 --> 00:00:02,000\n"), Just("\n\n00:02.000 --> 00:03.000\n"), Just("<v Ana>"),
        Just("</v>"), Just("<"), Just(">"), Just(">> "), Just("- "), Just("Ana: "), Just("[LUZ] "), Just("&amp;"),
        Just("&"), Just("{\\an8}"), Just("NOTE "), Just("palabra "), Just("No. "), Just("漢字"), Just("e\u{301}"),
        Just("\u{feff}"), Just("\u{a0}"), Just("\u{202e}"),
    ], 0..40), limit in 0_usize..120) {
        let limits = Limits { text: limit, ..Limits::default() };
        for limits in [limits, Limits::default()] {
            if let Ok(reading) = super::read(parts.concat().as_bytes(), &limits) {
                prop_assert!(reading.document.text().len() <= limits.text);
                check(&reading);
            }
        }
    }
}
