//! Blocks, lines and marks of texts.

use onrecord_image::{Image, ImageWriter};
use proptest::prelude::*;

use super::*;

#[test]
fn blocks_are_cut_at_blank_lines() {
    let document = Document::new("One\ntwo\r\n\r\nThree.\n \t\n\nFour é");
    let words: Vec<_> = document.blocks().iter().map(|b| document.words(b.span)).collect();
    assert_eq!(words, ["One\ntwo", "Three.", "Four é"]);
    assert_eq!(document.line_count(), 4);
    for (offset, paragraph) in [(0, 1), (5, 1), (11, 2), (12, 2), (99, 3)] {
        assert_eq!(document.paragraph_at(offset), paragraph, "at {offset}");
    }
    assert_eq!(
        document.line(1).map(|(span, first)| (document.words(span), first)),
        Some(("two", false))
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text = "\nOne\r\n\r\n\rtwo\nthree";
    let document = Document::new(text);
    for (words, line) in [("One", 2), ("two", 5), ("three", 6), ("ee", 6)] {
        let at = text.find(words).unwrap() as u32;
        assert_eq!(document.place_at(at), Some(Place::Line(line)), "{words}");
    }
    assert_eq!((document.place_at(0), Document::new("").place_at(0)), (None, None));
}

#[test]
fn nothing_and_only_blank_lines_have_no_block() {
    for text in ["", "\n\n", " \r\n"] {
        let document = Document::new(text);
        assert_eq!((document.paragraphs(), document.line_count()), (0, 0));
        assert_eq!((document.paragraph_at(0), document.line_at(5)), (1, 0));
    }
}

#[test]
fn headings_are_told_from_labels_and_sentences() {
    let long =
        "A paragraph that is long enough to be told from the heading that stands over it, surely.";
    for (line, heading) in [
        ("The Match That Lit the Fuse", true),
        ("What Options Remain?", true),
        ("SEE ALSO: Another Article", false),
        ("He said no.", false),
        ("a title that begins small", false),
        ("Two lines\nof a verse", false),
        ("“Why?”", false),
    ] {
        let document = Document::new(format!("{line}\n\n{long}"));
        assert_eq!(document.heading_over(line.len() as u32 + 5), heading.then_some(line));
    }
}

#[test]
fn a_very_long_line_is_laid_out_in_stretches() {
    let text = "palabra ".repeat(4000) + &"é".repeat(9000);
    let document = Document::new(text.as_str());
    assert_eq!(document.paragraphs(), 1);
    let lines: Vec<_> = (0..document.line_count()).filter_map(|line| document.line(line)).collect();
    assert_eq!(lines.iter().map(|(span, _)| document.words(*span)).collect::<String>(), text);
    assert!(lines.iter().all(|(span, _)| span.len() as usize <= STRETCH));
    assert_eq!(lines.iter().filter(|(_, first)| *first).count(), 1);
}

#[test]
fn known_blocks_keep_their_kind_and_the_way_back() {
    let text = "Title\n\none\ntwo\n\n[1] note";
    let block = |words: &str, kind| {
        let at = text.find(words).unwrap();
        Block { span: Span::at(at, at + words.len()), kind }
    };
    let blocks = vec![
        block("Title", BlockKind::Heading),
        block("one\ntwo", BlockKind::Cue),
        block("[1] note", BlockKind::Note),
    ];
    let marks =
        vec![Mark { at: 7, place: Place::Time(751_000) }, Mark { at: 16, place: Place::Page(3) }];
    let document = Document::of_blocks(text, blocks, marks);
    assert_eq!((document.paragraphs(), document.line_count()), (3, 4));
    assert_eq!(document.text(), text);
    let lines = (0..4).filter_map(|line| document.line(line));
    let lines: Vec<_> = lines.map(|(span, first)| (document.words(span), first)).collect();
    assert_eq!(lines, [("Title", true), ("one", true), ("two", false), ("[1] note", true)]);
    assert_eq!(document.heading_over(9), Some("Title"));
    for (offset, place) in [
        (0, None),
        (7, Some(Place::Time(751_000))),
        (15, Some(Place::Time(751_000))),
        (20, Some(Place::Page(3))),
    ] {
        assert_eq!(document.place_at(offset), place, "{offset}");
    }
}

/// A heading is short, and what stands under it is more than twice as long (or than 90).
#[test]
fn a_heading_is_short_and_stands_over_more() {
    for (line, under, heading) in [
        (9, 18, false),
        (9, 19, true),
        (45, 90, false),
        (45, 91, true),
        (90, 90, false),
        (90, 91, true),
        (91, 500, false),
        (3, 5, false),
        (3, 7, true),
    ] {
        let document = Document::new(format!("{}\n\n{}", "A".repeat(line), "b".repeat(under)));
        let kind = document.block(1).map(|block| block.kind);
        assert_eq!(kind == Some(BlockKind::Heading), heading, "{line} over {under}");
    }
}

#[test]
fn rows_are_paragraphs_and_an_empty_one_is_none() {
    let document = Document::of_rows("one two", &[Span::at(0, 3), Span::at(3, 3), Span::at(4, 7)]);
    let blocks: Vec<_> =
        document.blocks().iter().map(|block| (document.words(block.span), block.kind)).collect();
    assert_eq!(blocks, [("one", BlockKind::Paragraph), ("two", BlockKind::Paragraph)]);
}

#[test]
fn marks_hold_from_where_they_stand() {
    let marks: Vec<_> =
        [2, 5, 8].map(|at| Mark { at, place: Place::Line(at) }).into_iter().collect();
    let block = Block { span: Span::at(0, 10), kind: BlockKind::Paragraph };
    let document = Document::of_blocks("0123456789", vec![block], marks);
    for (from, to, want) in [
        (0, 2, &[][..]),
        (0, 3, &[2]),
        (2, 5, &[2]),
        (3, 6, &[2, 5]),
        (5, 9, &[5, 8]),
        (9, 10, &[8]),
        (0, 10, &[2, 5, 8]),
    ] {
        let marks: Vec<_> = document.marks_in(Span::at(from, to)).map(|mark| mark.at).collect();
        assert_eq!(marks, want, "{from}..{to}");
    }
}

#[test]
fn a_document_kept_and_read_again_is_the_same() {
    let document =
        Document::new("Title Of It\n\nOne line of a paragraph that is long enough\nand two");
    let kept = serde_json::to_string(&document).unwrap();
    let again: Document = serde_json::from_str(&kept).unwrap();
    assert_eq!((again.text(), again.blocks()), (document.text(), document.blocks()));
    assert_eq!(again.place_at(20), document.place_at(20));
    let lines = |of: &Document| (0..4).map(|line| of.line(line)).collect::<Vec<_>>();
    assert_eq!(lines(&again), lines(&document));
    assert_eq!(again.line_count(), 3);
}

proptest::proptest! {
    #[test]
    fn every_offset_has_its_place(text in "[a é\r\n“]{0,60}") {
        let document = Document::new(text.as_str());
        for line in 0..document.line_count() {
            let (span, _) = document.line(line).unwrap();
            proptest::prop_assert_eq!(document.line_at(span.start), line);
            proptest::prop_assert!(!document.words(span).is_empty());
            let block = document.block(document.paragraph_of_line(line)).unwrap();
            proptest::prop_assert!(block.span.covers(span));
        }
    }
}

/// Documents written into an image, and read from it.
fn kept(documents: &[&Document]) -> Vec<Document> {
    let mut image = ImageWriter::new(Vec::new(), [1; 32]).unwrap();
    write_documents(&mut image, 40, documents).unwrap();
    let image = Image::of_bytes(&image.finish().unwrap(), &[1; 32]).unwrap();
    read_documents(&image, 40).unwrap()
}

/// All that a document can be asked, as text.
fn told(document: &Document) -> String {
    let upto = document.text().len() as u32 + 2;
    let places = (0..upto).map(|at| {
        let (place, line) = (document.place_at(at), document.line_at(at));
        let under = document.heading_over(at);
        (place, line, document.paragraph_at(at), under, document.paragraph_of_line(line))
    });
    let lines: Vec<_> = (0..document.line_count()).map(|line| document.line(line)).collect();
    let blocks = (document.blocks(), document.block(1), document.block(99));
    let left_out: Vec<_> = document.left_out().collect();
    let whole = (document.text(), document.body(), document.paragraphs(), document.body_blocks());
    format!("{whole:?} {blocks:?} {left_out:?} {lines:?} {:?}", places.collect::<Vec<_>>())
}

#[test]
fn a_kept_document_says_what_it_said() {
    let block = |(start, end), kind| Block { span: Span::new(start, end), kind };
    let blocks = vec![
        block((0, 5), BlockKind::Heading),
        block((6, 13), BlockKind::Cue),
        block((14, 18), BlockKind::LeftOut(LeftOut::Attached)),
    ];
    let marks = vec![
        Mark { at: 0, place: Place::Page(3) },
        Mark { at: 6, place: Place::Region(Region::of(1, [2, 3, 40, 50]).unwrap()) },
    ];
    let documents = [
        Document::new(
            "The Quay\n\nNobody called me, she said. Nobody at all called.\r\nÑandú 🦜\n",
        ),
        Document::default(),
        Document::of_blocks("Title\nñandú x\nmenu", blocks, marks),
    ];
    let again = kept(&documents.each_ref());
    assert_eq!(again.iter().map(told).collect::<Vec<_>>(), documents.each_ref().map(told));
}

#[test]
fn every_kind_of_block_is_kept() {
    let left_out = [
        LeftOut::RunningHeads,
        LeftOut::LineNumbers,
        LeftOut::Furniture,
        LeftOut::Links,
        LeftOut::Captions,
        LeftOut::Hidden,
        LeftOut::Comments,
        LeftOut::Directions,
        LeftOut::Repeats,
        LeftOut::Markup,
        LeftOut::OtherForm,
        LeftOut::Attached,
    ];
    let kinds = [
        BlockKind::Paragraph,
        BlockKind::Heading,
        BlockKind::Item,
        BlockKind::Cue,
        BlockKind::Note,
    ];
    for kind in kinds.into_iter().chain(left_out.map(BlockKind::LeftOut)) {
        let block = Block { span: Span::new(0, 1), kind };
        let document = Document::of_blocks("x", vec![block], Vec::new());
        assert_eq!(kept(&[&document])[0].blocks(), [block]);
    }
}

proptest! {
    #[test]
    fn kept_texts_are_the_texts(texts in prop::collection::vec("[a-zñ¿🦜 .\n\r]{0,60}", 0..5)) {
        let documents: Vec<_> = texts.iter().map(|text| Document::new(text.as_str())).collect();
        let again = kept(&documents.iter().collect::<Vec<_>>());
        prop_assert_eq!(
            again.iter().map(told).collect::<Vec<_>>(),
            documents.iter().map(told).collect::<Vec<_>>()
        );
    }
}
