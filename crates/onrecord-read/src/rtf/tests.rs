//! Texts written by hand.

use proptest::prelude::*;

use super::read;
use crate::{Limits, ReadError, Reading};
use onrecord_model::BlockKind::{self, Heading, Item, LeftOut, Note, Paragraph};
use onrecord_model::LeftOut::{Comments, Hidden, RunningHeads};

fn blocks(reading: &Reading) -> Vec<(BlockKind, &str)> {
    let words = |block: &onrecord_model::Block| (block.kind, reading.document.words(block.span));
    reading.document.blocks().iter().map(words).collect()
}

#[test]
fn texts_become_blocks() {
    for (text, want) in [
        (r"\pard One\par Two\par", &[(Paragraph, "One"), (Paragraph, "Two")][..]),
        (r"\'93Se\'f1al\'94 \u8364?5 \u-10179?\u-8704?\par", &[(Paragraph, "“Señal” €5 😀")]),
        (r"{\uc2\u241 nn}o \lquote a\rquote\~b\_c\{\}\par", &[(Paragraph, "ño ‘a’\u{a0}b-c{}")]),
        (r"\pard\ls1 rope\par\pard\outlinelevel0 Quay\par", &[(Item, "rope"), (Heading, "Quay")]),
        (
            r"{\listtext\f3 7.1\tab}\ls1 Rope.\par{\listtext\f3 o\tab}Tar.\par{\pntext (a)\tab}{\listtext (a)\tab}Oars.\par",
            &[(Item, "7.1 Rope."), (Item, "Tar."), (Item, "(a) Oars.")],
        ),
        (
            r"\pard\intbl Ana\cell 41\par 000\cell\row\pard after\par",
            &[(Paragraph, "Ana\t41 000"), (Paragraph, "after")],
        ),
        (
            r"He left{\super\chftn}{\footnote\pard\chftn On Monday.} again.\par",
            &[(Paragraph, "He left[1] again."), (Note, "[1] On Monday.")],
        ),
        (
            r"{\header Harbour board\par}Said{\v  secretly}{\*\annotation Ask Bo.} {\deleted not }so.\par",
            &[
                (Paragraph, "Said so."),
                (LeftOut(RunningHeads), "Harbour board"),
                (LeftOut(Hidden), "secretly"),
                (LeftOut(Hidden), "not"),
                (LeftOut(Comments), "Ask Bo."),
            ],
        ),
        (
            r"{\*\unknown gone}{\pict 00ff}{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt box}}\par",
            &[(Paragraph, "herebox")],
        ),
        (r"never closed {\b bold", &[(Paragraph, "never closed bold")]),
        (r"{\upr{S?nal}{\*\ud{Se\u241 ?al}}}\par", &[(Paragraph, "Señal")]),
        (r"\uc200\u241 ????????twenty\par", &[(Paragraph, "ñtwenty")]),
    ] {
        let file = format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial;}}}}{text}}}");
        let reading = read(file.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(blocks(&reading), want, "{text}");
        let is_cut = text.starts_with("never");
        assert_eq!(reading.warnings.len(), usize::from(is_cut), "{text}");
    }
}

#[test]
fn bytes_are_letters_of_the_page_or_of_their_font() {
    for (head, text, want) in [
        (r"\ansi\ansicpg1251", r"\'d1\'ef\'e8\'f1\'ee\'ea", "Список"),
        (r"\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}", r"\'f1{\f1 \'f1}\'f1", "ñсñ"),
        (r"\ansi\ansicpg932", r"\'8a\'bf\'8e\'9a", "漢字"),
        (r"\mac", r"\'96", "ñ"),
    ] {
        let file = format!("{{\\rtf1{head} {text}}}");
        let reading = read(file.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), want, "{head}");
    }
}

#[test]
fn a_text_says_who_wrote_it_and_when() {
    let file = r"{\rtf1{\info{\title The lease}{\author Ana Ruiz}{\creatim\yr2024\mo3\dy4\hr9}{\doccomm x}}Words}";
    let reading = read(file.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(reading.about.title.as_deref(), Some("The lease"));
    assert_eq!(reading.about.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(reading.about.created.as_deref(), Some("2024-03-04"));
    assert_eq!(reading.document.text(), "Words");
    assert_eq!(read(b"PK", &Limits::default()).err(), Some(ReadError::NotText));
}

proptest! {
    #[test]
    fn whatever_is_damaged_is_read(parts in prop::collection::vec(prop::sample::select(&[
        "{", "}", "\\par ", "\\cell ", "\\row ", "\\u-10179?", "\\uc9 ", "\\'e9", "\\'", "\\bin9 ", "{\\footnote ",
        "{\\header ", "{\\*\\annotation ", "\\v ", "\\v0 ", "\\f1 ", "{\\fonttbl{\\f1\\fcharset128 x;}}", "é", "x ", "\\",
    ][..]), 0..60)) {
        let file = format!("{{\\rtf1 {}", parts.concat());
        let reading = read(file.as_bytes(), &Limits::default()).unwrap();
        for block in reading.document.blocks() {
            prop_assert!(!reading.document.words(block.span).trim().is_empty());
        }
    }
}
