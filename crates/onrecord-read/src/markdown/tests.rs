//! Blocks of Markdown as they are shown, and any text.

use super::*;
use crate::{About, Doubt};

fn shown(text: &str) -> Vec<(char, u32, String)> {
    let document = read(text.as_bytes(), &Limits::default()).unwrap().document;
    let show = |block: &onrecord_model::Block| {
        let kind = match block.kind {
            BlockKind::Paragraph => 'p',
            BlockKind::Heading => 'h',
            BlockKind::Item => 'i',
            BlockKind::Cue => 'c',
            BlockKind::Note => 'n',
            BlockKind::LeftOut(_) => 'l',
        };
        let line = match document.place_at(block.span.start) {
            Some(Place::Line(line)) => line,
            _ => 0,
        };
        (kind, line, document.words(block.span).to_owned())
    };
    document.body_blocks().iter().map(show).collect()
}

#[test]
fn blocks_have_their_kind_and_line() {
    for (text, want) in [
        ("# A *b*\n\nc\nd  \ne\n", &[('h', 1, "A b"), ('p', 3, "c d\ne")][..]),
        ("A\n===\n\nb", &[('h', 1, "A"), ('p', 4, "b")]),
        (
            "- a\n- b\n\n  c\n\n1. d\n",
            &[('i', 1, "a"), ('i', 2, "b"), ('i', 4, "c"), ('i', 6, "1. d")],
        ),
        // Numbers as they are shown, and with the sign that stands there.
        ("7. a\n7. b\n", &[('i', 1, "7. a"), ('i', 2, "8. b")]),
        ("1) a\n\n   b\n\n2) c\n", &[('i', 1, "1) a"), ('i', 3, "b"), ('i', 5, "2) c")]),
        (
            "1. - a\n   - b\n2.\n3. c",
            &[('i', 1, "1. a"), ('i', 2, "b"), ('i', 3, "2."), ('i', 4, "3. c")],
        ),
        ("1. <p>a</p>\n2. # b\n", &[('i', 1, "1. a"), ('h', 2, "2. b")]),
        ("1. | a | b |\n   |---|---|\n   | c | d |\n", &[('i', 1, "1. a | b\nc | d")]),
        ("> “no,” he **said**\n> twice\n\nx", &[('p', 1, "“no,” he said twice"), ('p', 4, "x")]),
        ("```\na\n  b\n\nc\n```\n", &[('p', 2, "a\n  b"), ('p', 5, "c")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", &[('p', 1, "a | b\n1 | 2")]),
        ("a[^1] b\n\n[^1]: note\n", &[('p', 1, "a[^1] b"), ('n', 3, "[^1]: note")]),
        (
            "<div>\n<b>a</b> &amp; b\n</div>\n\nc<br>d <i>e</i>",
            &[('p', 1, "a & b"), ('p', 5, "c\nd e")],
        ),
        ("[text](http://x) ![alt](y) `code` ~~s~~ &eacute;", &[('p', 1, "text alt code s é")]),
        ("a\r\n\r\nb\r\n***\r\nc", &[('p', 1, "a"), ('p', 3, "b"), ('p', 5, "c")]),
        ("\u{feff}# t", &[('h', 1, "t")]),
        ("", &[]),
    ] {
        let want: Vec<_> = want.iter().map(|(k, l, w)| (*k, *l, (*w).to_owned())).collect();
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn front_matter_says_what_it_is() {
    let text = "---\ntitle: \"Notes: day one\"\nauthors:\n  - Ana Ruiz\n  - Bo Li\ndate: 2022-05-17\n\
        url: https://example.org/a\n---\n\n# Other\n\ntext";
    let reading = read(text.as_bytes(), &Limits::default()).unwrap();
    let about = About {
        title: Some("Notes: day one".to_owned()),
        byline: Some("Ana Ruiz, Bo Li".to_owned()),
        publisher: None,
        date: Some("2022-05-17".to_owned()),
        link: Some("https://example.org/a".to_owned()),
        ..About::default()
    };
    assert_eq!(reading.about, about);
    let document = &reading.document;
    assert_eq!(document.body(), "Other\n\ntext");
    let left = document.left_out().map(|(what, span)| (what, document.words(span)));
    let front = "title: \"Notes: day one\"\nauthors:\n- Ana Ruiz\n- Bo Li\n\
        date: 2022-05-17\nurl: https://example.org/a";
    assert_eq!(left.collect::<Vec<_>>(), [(LeftOut::Markup, front)]);
    let bare = read(b"# One\n\n# Two", &Limits::default()).unwrap();
    assert_eq!(bare.about.title.as_deref(), Some("One"));
    let numbered = read(b"1. # One", &Limits::default()).unwrap();
    assert_eq!(numbered.about.title.as_deref(), Some("One"));
    let list = read(b"---\nauthor: [Ana, 'Bo Li']\n---\nx", &Limits::default()).unwrap();
    assert_eq!(list.about.byline.as_deref(), Some("Ana, Bo Li"));
}

#[test]
fn html_leaves_nothing_out_unseen() {
    let text = "one <!-- ask Ida --> <img alt='the weir'> two\n\n<!-- not\nyet -->\n\n<div>three<svg><text>dam</text></svg></div>";
    let document = read(text.as_bytes(), &Limits::default()).unwrap().document;
    assert_eq!(document.body(), "one   two\n\nthree");
    let left = document
        .left_out()
        .map(|(what, span)| (what, document.words(span), document.place_at(span.start)));
    let line = |line| Some(Place::Line(line));
    let want = [
        (LeftOut::Captions, "the weir", line(1)),
        (LeftOut::Captions, "dam", line(6)),
        (LeftOut::Hidden, "ask Ida", line(1)),
        (LeftOut::Hidden, "not yet", line(3)),
    ];
    assert_eq!(left.collect::<Vec<_>>(), want);
}

#[test]
fn notes_as_they_are_written_are_read() {
    let notes = include_str!("../../tests/files/markdown/notes.md");
    let about = read(notes.as_bytes(), &Limits::default()).unwrap().about;
    assert_eq!(about.title.as_deref(), Some("Harbour, day three"));
    assert_eq!(about.link.as_deref(), Some("https://courier.example/notes/3"));
    let shown = shown(notes);
    let shown: Vec<_> = shown.iter().map(|(k, line, words)| (*k, *line, words.as_str())).collect();
    assert_eq!(
        shown,
        [
            ('h', 8, "Walk along the quay"),
            ('p', 10, "Tom Halloran, docker, by the fence. On the record."),
            ('p', 12, "“I was told to fill in a form, and I filled in a form.”"),
            ('i', 14, "reported rust in April"),
            ('i', 15, "two witnesses:"),
            ('i', 16, "his brother"),
            ('i', 17, "the crane driver[^1]"),
            (
                'p',
                19,
                "who | asked on | answer\nboard | 9 Feb | none\n\
                 inspectorate | 10 Feb | “proceedings opened”"
            ),
            ('n', 24, "[^1]: Wants no name in print."),
        ]
    );
}

#[test]
fn a_file_is_read_up_to_so_many_signs() {
    let text = "# a\n<p>b\n<p>c\n\nd, *e*\nf";
    for (elements, kept) in [
        (0, ""),
        (1, ""),
        (2, "a"),
        (4, "a"),
        (5, "a\n\nb"),
        (8, "a\n\nb\n\nc"),
        (13, "a\n\nb\n\nc\n\nd, e f"),
    ] {
        let limits = Limits { elements, ..Limits::default() };
        let reading = read(text.as_bytes(), &limits).unwrap();
        let whole = reading.warnings.is_empty();
        assert_eq!((reading.document.text(), whole), (kept, elements > 12), "{elements}");
    }
    let limits = Limits { elements: 4, ..Limits::default() };
    let reading = read(b"<p id class id", &limits).unwrap();
    assert_eq!(reading.warnings, []);
    let reading = read(b"<p id class id title>a\n", &limits).unwrap();
    assert_eq!(reading.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
}

#[test]
fn old_encodings_are_told() {
    let reading = read(b"# Marroqu\xedn", &Limits::default()).unwrap();
    assert_eq!(reading.document.text(), "Marroquín");
    let told = Warning { line: 0, what: Doubt::ReadAs("Windows-1252".to_owned()) };
    assert_eq!(reading.warnings, [told]);
    assert_eq!(read(b"\x89PNG\0\xff", &Limits::default()).unwrap_err(), ReadError::NotText);
}

proptest::proptest! {
    #[test]
    fn anything_is_read(text in "([#>*_`|\\[\\]()~:<!-]|[ab é漢\r\n]|---\n|\\[\\^1\\]:? ?|</?div>|\\| a \\||    ){0,40}") {
        let reading = read(text.as_bytes(), &Limits { text: 40, ..Limits::default() }).unwrap();
        proptest::prop_assert!(reading.document.text().len() <= 40);
        for block in reading.document.blocks() {
            let words = reading.document.words(block.span);
            proptest::prop_assert!(!words.trim().is_empty() && !words.contains("\n\n"));
        }
    }
}
