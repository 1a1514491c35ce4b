//! hOCR and ALTO as programs write them, and as they should not.

use super::*;
use onrecord_model::{BlockKind, LeftOut, Place, Region};

/// What a file says, each block behind its kind and place.
fn blocks(file: &str) -> Vec<String> {
    let reading = read(file.as_bytes(), &Limits::default()).unwrap();
    let document = &reading.document;
    let told = document.blocks().iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading => "# ",
            BlockKind::Note => "note ",
            BlockKind::LeftOut(LeftOut::RunningHeads) => "head ",
            other => panic!("{other:?}"),
        };
        let place = match document.place_at(block.span.start) {
            Some(Place::Region(region)) => format!("{} {:?}", region.page(), region.sides()),
            Some(Place::Page(page)) => page.to_string(),
            other => panic!("{other:?}"),
        };
        format!("{kind}{place}: {}", document.words(block.span))
    });
    told.collect()
}

fn doubts(file: &str) -> Vec<Doubt> {
    let reading = read(file.as_bytes(), &Limits::default()).unwrap();
    reading.warnings.into_iter().map(|warning| warning.what).collect()
}

/// A word of hOCR: `left right confidence words`.
fn word(word: &str) -> String {
    let mut parts = word.splitn(4, ' ');
    let mut next = || parts.next().unwrap();
    let (left, right, sure) = (next(), next(), next());
    format!(
        "<span class='ocrx_word' id='w' title='bbox {left} 0 {right} 30; x_wconf {sure}'><em>{}</em></span>\n ",
        next()
    )
}

fn line(class: &str, right: u32, words: &[&str]) -> String {
    let words: String = words.iter().map(|one| word(one)).collect();
    format!("<span class='{class}' title=\"bbox 0 0 {right} 30; baseline 0 -5\">{words}</span>\n")
}

fn hocr(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<html><head><title>scan.png</title>\n<meta name='ocr-system' content='x'/></head>\
         <body>{body}</body></html>\n"
    )
}

#[test]
fn paragraphs_of_hocr_stand_in_their_regions() {
    let first = line("ocr_line", 600, &["0 100 96 The", "110 300 41 rninister", "310 600 90 de-"]);
    let second = line("ocr_line", 580, &["0 100 96 nied", "110 300 95 it &amp; left."]);
    let poem =
        line("ocr_line", 100, &["0 100 96 Dead"]) + &line("ocr_line", 600, &["0 100 96 slow."]);
    let file = hocr(&format!(
        "<div class='ocr_page' title='image \"scan.png\"; bbox 0 0 700 900; ppageno 0'>\
         <div class='ocr_carea' title='bbox 1 1 2 2'><p class='ocr_par' title='bbox 10 20 610 90'>\
         {}</p><p class='ocr_par' title='bbox 10 100 610 300'>{first}{second}</p></div>{}</div>\
         <div class='ocr_page'><p class='ocr_par' title='bbox 5 5 5 9'>{poem}</p>loose words</div>outside",
        line("ocr_header", 300, &["0 9 96 HARBOUR", "10 90 96 NEWS"]),
        line("ocr_pageno", 30, &["0 30 90 7"]),
    ));
    assert_eq!(
        blocks(&file),
        [
            "# 1 [10, 20, 610, 90]: HARBOUR NEWS",
            "1 [10, 100, 610, 300]: The rninister denied it & left.",
            "2: Dead\nslow.",
            "2: loose words",
            "head 1 [0, 0, 30, 30]: 7",
        ]
    );
    assert_eq!(
        doubts(&file),
        [
            Doubt::Misread { count: 1, some: "p. 1 rninister".into() },
            Doubt::Hyphens { words: vec![(1, "de-nied".into())], more: 0 },
        ]
    );
}

const ALTO: &str = "<?xml version='1.0' encoding='UTF-8'?>
<alto xmlns='http://www.loc.gov/standards/alto/ns-v4#'><Layout><Page ID='p' PHYSICAL_IMG_NR='12'>
<TopMargin><TextBlock ID='h'><TextLine><String CONTENT='The'/><SP/><String CONTENT='Quay'/></TextLine></TextBlock></TopMargin>
<LeftMargin><TextBlock ID='m'><TextLine><String CONTENT='stamped'/></TextLine></TextBlock></LeftMargin>
<PrintSpace><TextBlock ID='b' HPOS='400' VPOS='10' WIDTH='300' HEIGHT='80'><TextLine><String CONTENT='second.'/></TextLine></TextBlock>
<ComposedBlock><TextBlock ID='a' HPOS='10.4' VPOS='20' WIDTH='300' HEIGHT='80' IDNEXT='b'>
<TextLine><String CONTENT='We' WC='0.93'/><String CONTENT='nego-' SUBS_TYPE='HypPart1' SUBS_CONTENT='negotiated' WC='0.3'/><HYP CONTENT='-'/></TextLine>
<TextLine><String CONTENT='tiated' SUBS_TYPE='HypPart2' SUBS_CONTENT='negotiated' WC='0.2'/><String CONTENT='in' WC='1'/><String CONTENT='sil'/><HYP CONTENT='&#xAD;'/></TextLine>
<TextLine><String CONTENT='ence'/><String CONTENT='and'/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page>
</Layout></alto>";

#[test]
fn blocks_of_alto_come_in_their_order_with_whole_words() {
    let text = [
        "12 [10, 20, 310, 100]: We negotiated in silence and",
        "12 [400, 10, 700, 90]: second.",
        "note 12: stamped",
        "head 12: The Quay",
    ];
    let told = |file: &str| {
        let mut told = blocks(file);
        told.sort_by_key(|block| text.iter().position(|one| one == block));
        (
            blocks(file).iter().position(|b| *b == text[0])
                < blocks(file).iter().position(|b| *b == text[1]),
            told,
        )
    };
    assert_eq!(told(ALTO), (true, text.map(str::to_owned).to_vec()));
    let order = "<ReadingOrder><OrderedGroup><ElementRef REF='b'/><ElementRef REF='a'/></OrderedGroup></ReadingOrder></alto>";
    let other = ALTO.replace("</alto>", order);
    assert_eq!(told(&other), (false, text.map(str::to_owned).to_vec()));
    assert_eq!(doubts(ALTO), [Doubt::Misread { count: 1, some: "p. 12 negotiated".into() }]);
}

#[test]
fn pages_have_the_numbers_that_alto_gives_them() {
    let page = |numbers: &str, words: &str| {
        format!(
            "<Page {numbers}><TextBlock><TextLine><String CONTENT='{words}'/></TextLine></TextBlock></Page>"
        )
    };
    let pages = [
        page("PHYSICAL_IMG_NR='17' PRINTED_IMG_NR='xii'", "one"),
        page("PHYSICAL_IMG_NR='18' PRINTED_IMG_NR='18'", "two"),
        page("PHYSICAL_IMG_NR='3'", "three"),
        page("PHYSICAL_IMG_NR='?'", "four"),
    ];
    let file = format!("<alto><Layout>{}</Layout></alto>", pages.concat());
    assert_eq!(blocks(&file), ["17: one", "18: two", "19: three", "20: four", "head 17: xii"]);
}

#[test]
fn blocks_that_name_each_other_in_a_circle_are_all_there() {
    let block = |id: &str, next: &str| {
        format!(
            "<TextBlock ID='{id}' IDNEXT='{next}'><TextLine><String CONTENT='{id}'/></TextLine></TextBlock>"
        )
    };
    let all = [("a", "c"), ("b", "a"), ("c", "b"), ("d", "e"), ("d", "d")]
        .map(|(id, next)| block(id, next));
    let file = format!("<alto><Page>{}</Page></alto>", all.concat());
    assert_eq!(blocks(&file), ["1: a", "1: c", "1: b", "1: d", "1: d"]);
}

#[test]
fn what_breaks_off_or_has_no_page_is_told() {
    assert_eq!(
        read(b"<alto><Layout></Layout></alto>", &Limits::default()).err(),
        Some(ReadError::NotText)
    );
    assert_eq!(read(b"", &Limits::default()).err(), Some(ReadError::NotText));
    let half = ALTO.split_at(ALTO.find("silence").unwrap_or(900)).0;
    assert_eq!(doubts(half).first(), Some(&Doubt::Damaged("it breaks off".into())));
    let page = hocr("<div class='ocr_page'>No.</div>").replace("</html>", "");
    assert_eq!(doubts(&page), [Doubt::Damaged("it breaks off".into())]);
}

#[test]
fn a_mark_is_set_once_for_each_paragraph() {
    let reading = read(ALTO.as_bytes(), &Limits::default()).unwrap();
    let region = Region::of(12, [10, 20, 310, 100]).map(Place::Region);
    let at = reading.document.text().find("silence").unwrap();
    assert_eq!(reading.document.place_at(at as u32), region);
}
