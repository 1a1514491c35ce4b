//! Word documents written by hand: each a body, zipped here with the parts that it needs.

use proptest::prelude::*;

use super::read;
use crate::package::tests::zipped;
use crate::{Doubt, Limits, ReadError, Reading};
use onrecord_model::BlockKind::{self, Heading, Item, Note, Paragraph};
use onrecord_model::LeftOut;

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style>
    <w:style w:styleId="Mine"><w:name w:val="My heads"/><w:basedOn w:val="Ttulo1"/></w:style>
    <w:style w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:styleId="Lista"><w:name w:val="List Bullet"/></w:style>
    <w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
    </w:styles>"#;

fn document(body: &str) -> String {
    format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>")
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let mut parts = vec![("word/document.xml", document.as_str()), ("word/styles.xml", STYLES)];
    parts.extend(more);
    zipped(&parts)
}

fn blocks(reading: &Reading) -> Vec<(BlockKind, &str)> {
    let words = |block: &onrecord_model::Block| (block.kind, reading.document.words(block.span));
    reading.document.blocks().iter().map(words).collect()
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn bodies_become_blocks() {
    for (body, expected) in [
        (p("One") + &p("Two &amp; “three” &#233;"), vec![(Paragraph, "One"), (Paragraph, "Two & “three” é")]),
        ("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>".into(), vec![]),
        (
            "<w:p><w:r><w:t xml:space='preserve'>Runs are </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>\
             <w:t>one</w:t><w:tab/><w:t>text</w:t><w:br/><w:t>and line</w:t></w:r></w:p>".into(),
            vec![(Paragraph, "Runs are one\ttext\nand line")],
        ),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>\
             <w:r><w:t>no tab</w:t></w:r></w:p>".into(),
            vec![(Paragraph, "no tab")],
        ),
        (
            "<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop so</w:t><w:softHyphen/><w:t>ft</w:t>\
             <w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>".into(),
            vec![(Paragraph, "non-stop softα☑")],
        ),
        (
            "<w:p><w:hyperlink r:id='x'><w:r><w:t>a link</w:t></w:r></w:hyperlink>\
             <w:smartTag><w:sdt><w:sdtContent><w:r><w:t> within</w:t></w:r></w:sdtContent></w:sdt></w:smartTag></w:p>".into(),
            vec![(Paragraph, "a link within")],
        ),
    ] {
        let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
        assert_eq!(blocks(&reading), expected, "{body}");
        assert_eq!(reading.warnings, []);
    }
}

#[test]
fn styles_tell_headings_and_lists() {
    for (properties, kind) in [
        ("<w:pStyle w:val='Ttulo1'/>", Heading),
        ("<w:pStyle w:val='Mine'/>", Heading),
        ("<w:pStyle w:val='Deep'/>", Heading),
        ("<w:outlineLvl w:val='0'/>", Heading),
        ("<w:outlineLvl w:val='9'/>", Paragraph),
        ("<w:pStyle w:val='Lista'/>", Item),
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>", Item),
        ("<w:pStyle w:val='Lista'/><w:numPr><w:numId w:val='0'/></w:numPr>", Paragraph),
        ("<w:pStyle w:val='Ttulo1'/><w:numPr><w:numId w:val='3'/></w:numPr>", Heading),
        ("<w:pStyle w:val='Loop'/>", Paragraph),
        ("<w:pStyle w:val='Nowhere'/>", Paragraph),
        ("<w:pPrChange><w:pPr><w:pStyle w:val='Ttulo1'/></w:pPr></w:pPrChange>", Paragraph),
    ] {
        let body = format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Words</w:t></w:r></w:p>");
        let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
        assert_eq!(blocks(&reading), [(kind, "Words")], "{properties}");
    }
}

#[test]
fn paragraphs_begin_with_the_numbers_of_their_lists() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='7'/>\
        <w:numFmt w:val='decimal'/><w:lvlText w:val='Clause %1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>\
        <w:pStyle w:val='Sub'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl></w:abstractNum>\
        <w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:styleId='Sub'><w:name w:val='Sub'/><w:pPr><w:numPr><w:numId w:val='3'/>\
        </w:numPr></w:pPr></w:style><w:style w:styleId='Sub2'><w:name w:val='Sub 2'/><w:basedOn w:val='Sub'/>\
        </w:style></w:styles>";
    let p = |properties: &str, words: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let clause = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>";
    let ends = "<w:rPr><w:del/></w:rPr>";
    let body = [
        p(clause, "The seller pays."),
        p("<w:pStyle w:val='Sub'/>", "in cash"),
        p("<w:pStyle w:val='Sub2'/>", "at once"),
        p("<w:pStyle w:val='Sub'/><w:numPr><w:numId w:val='0'/></w:numPr>", "Plainly."),
        p(clause, ""),
        p(&(clause.to_owned() + ends), "The buyer "),
        p(clause, "keeps silent."),
    ]
    .concat();
    let document = document(&body);
    let file = zipped(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ]);
    let reading = read(&file, &Limits::default()).unwrap();
    assert_eq!(
        blocks(&reading),
        [
            (Item, "Clause 7. The seller pays."),
            (Item, "(a) in cash"),
            (Item, "(b) at once"),
            (Paragraph, "Plainly."),
            (Item, "Clause 9. The buyer keeps silent."),
        ]
    );
}

#[test]
fn no_word_of_a_document_is_lost() {
    let body = "<w:p><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>Here</w:t></w:r>\
        <w:r><w:drawing><wp:docPr descr='A cheque' title='A cheque'/></w:drawing></w:r></w:p>\
        <w:p><w:r><w:pict><v:shape alt='A stamp'><v:textpath string='DRAFT'/></v:shape></w:pict></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase>\
        </w:ruby></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='D'/><w:ddList><w:result w:val='1'/>\
        <w:listEntry w:val='No'/><w:listEntry w:val='Yes'/></w:ddList></w:ffData></w:fldChar></w:r><w:r>\
        <w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>, paid </w:t>\
        </w:r><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>\
        </w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r>\
        <w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>\
        </w:fldChar></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='Name'/></w:textInput>\
        </w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Ana</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let file = docx(
        body,
        &[
            (
                "word/_rels/document.xml.rels",
                "<r><r Id='g' Type='http://x/glossaryDocument' Target='glossary/document.xml'/></r>",
            ),
            ("word/glossary/document.xml", &document(&p("Yours truly"))),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:id='3'><w:p><w:r><w:t>Unseen.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
        ],
    );
    let reading = read(&file, &Limits::default()).unwrap();
    assert_eq!(
        blocks(&reading),
        [
            (Paragraph, "Here A cheque"),
            (Paragraph, "A stamp  DRAFT"),
            (Paragraph, "漢字"),
            (Paragraph, "Yes, paid ☒☐"),
            (Paragraph, "Ana"),
            (BlockKind::LeftOut(LeftOut::Hidden), "moved"),
            (BlockKind::LeftOut(LeftOut::Hidden), "Name\nUnseen.\nYours truly"),
            (BlockKind::LeftOut(LeftOut::Repeats), "kanji"),
        ]
    );
    assert_eq!(reading.warnings, []);
}

#[test]
fn tracked_changes_read_as_accepted() {
    for (body, expected) in [
        (
            "<w:p><w:r><w:t>He said </w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>".to_owned(),
            vec!["He said yes"],
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>stays</w:t></w:r></w:p>\
             <w:p><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>".to_owned(),
            vec!["stays", "moved"],
        ),
        // The end of the first paragraph was deleted.
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>".to_owned() + &p("paragraph"),
            vec!["One paragraph"],
        ),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Last</w:t></w:r></w:p>".to_owned(), vec!["Last"]),
        (
            "<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>bold</w:t></w:r></w:p>".to_owned(),
            vec!["bold"],
        ),
    ] {
        let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
        let words = reading.document.body_blocks().iter();
        let words: Vec<_> = words.map(|block| reading.document.words(block.span)).collect();
        assert_eq!(words, expected, "{body}");
    }
}

#[test]
fn fields_show_their_results() {
    let mark = |kind| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let run = |text| format!("<w:r><w:t>{text}</w:t></w:r>");
    let code = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>";
    for (inner, expected) in [
        (format!("{begin}{code}{separate}{}{end}", run("12")), "p. 12 end"),
        (format!("{begin}{code}{}{separate}{}{end}", run("code"), run("12")), "p. 12 end"),
        // A field in the code of a field.
        (
            format!("{begin}{begin}{code}{separate}{}{end}{separate}{}{end}", run("no"), run("12")),
            "p. 12 end",
        ),
        (format!("<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>", run("12")), "p. 12 end"),
    ] {
        let body = format!("<w:p>{}{inner}{}</w:p>", run("p. "), run(" end"));
        let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
        assert_eq!(blocks(&reading), [(Paragraph, expected)], "{inner}");
    }
    // A field without end costs no more than its paragraph.
    let body = format!("<w:p>{begin}{code}</w:p>{}", p("after"));
    let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
    assert_eq!(blocks(&reading), [(Paragraph, "after")]);
}

#[test]
fn rows_of_short_cells_are_lines_and_prose_stays_apart() {
    let row = |cells: &[String]| {
        format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>", cells.join("</w:tc><w:tc>"))
    };
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let inner = table(&row(&[p("in"), p("ner")]));
    let body = p("before")
        + &table(&(row(&[p("Name"), p("Sum")]) + &row(&[p("Luna"), p(""), p("1,200")])))
        + &table(&row(&[p("Q."), p("One.") + &p("Two.")]))
        + &table(&row(&[inner + &p(""), p("outer")]))
        + &p("after");
    let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
    let words: Vec<_> = blocks(&reading).into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        words,
        ["before", "Name\tSum", "Luna\t1,200", "Q.", "One.", "Two.", "in\tner\touter", "after"]
    );
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p("boxed"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{text_box}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent>\
         <w:t>host</w:t></w:r></w:p>"
    );
    let reading = read(&docx(&body, &[]), &Limits::default()).unwrap();
    assert_eq!(blocks(&reading), [(Paragraph, "host"), (Paragraph, "boxed")]);
}

#[test]
fn notes_follow_the_text_with_their_numbers() {
    let body = "<w:p><w:r><w:t>He denied it</w:t><w:footnoteReference w:id='7'/><w:t>, then</w:t>\
        <w:endnoteReference w:id='1'/><w:t> left</w:t><w:footnoteReference w:id='2'/></w:r></w:p>";
    let note =
        |kind: &str, id: &str, text: &str| format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", p(text));
    let foot = note("footnote", "2", "Second.")
        + &note("footnote", "0", "never shown")
        + &format!(
            "<w:footnote w:id='7'><w:p><w:r><w:footnoteRef/><w:t>First</w:t></w:r></w:p>{}</w:footnote>",
            p("and more.")
        );
    let foot = format!("<w:footnotes>{foot}</w:footnotes>");
    let end = format!("<w:endnotes>{}</w:endnotes>", note("endnote", "1", "Ends."));
    let rels = "<Relationships><Relationship Type='http://x/footnotes' Target='feet.xml'/></Relationships>";
    let parts = [
        ("word/feet.xml", foot.as_str()),
        ("word/endnotes.xml", &end),
        ("word/_rels/document.xml.rels", rels),
    ];
    let reading = read(&docx(body, &parts), &Limits::default()).unwrap();
    assert_eq!(
        blocks(&reading),
        [
            (Paragraph, "He denied it[1], then[2] left[3]"),
            (Note, "[1] First\nand more."),
            (Note, "[2] Ends."),
            (Note, "[3] Second."),
            (BlockKind::LeftOut(LeftOut::Hidden), "never shown"),
        ]
    );
    let reading = read(&docx(body, &[]), &Limits::default()).unwrap();
    assert_eq!(reading.warnings.len(), 2);
}

#[test]
fn what_is_no_text_of_the_document_is_kept_apart() {
    let relations = "<R><R Type='http://x/header' Target='h.xml'/><R Type='http://x/comments' Target='c.xml'/></R>";
    let body = "<w:p><w:r><w:t>He did</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del></w:p>";
    let comment =
        format!("<w:comments><w:comment w:author='Eva'>{}</w:comment></w:comments>", p("Ask Bo."));
    let file = docx(
        body,
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/h.xml", &format!("<w:hdr>{}</w:hdr>", p("Harbour board"))),
            ("word/c.xml", &comment),
        ],
    );
    let reading = read(&file, &Limits::default()).unwrap();
    let left = [
        (Paragraph, "He did"),
        (BlockKind::LeftOut(LeftOut::RunningHeads), "Harbour board"),
        (BlockKind::LeftOut(LeftOut::Hidden), "not"),
        (BlockKind::LeftOut(LeftOut::Comments), "Eva\nAsk Bo."),
    ];
    assert_eq!(blocks(&reading), left);
}

#[test]
fn the_main_part_may_have_any_name_and_the_file_says_who_wrote_it() {
    let core = "<cp:coreProperties><dc:title>The &lt;pact&gt;</dc:title><dc:creator>A. Uno</dc:creator>\
        <cp:lastModifiedBy>B</cp:lastModifiedBy><dc:subject>here</dc:subject><cp:keywords>zinc, tin</cp:keywords>\
        <dcterms:created xsi:type='dcterms:W3CDTF'>2022-03-27T09:00:00Z</dcterms:created></cp:coreProperties>";
    let bytes = zipped(&[
        ("_rels/.rels", "<R><R Type='http://x/officeDocument' Target='/w/d2.xml'/></R>"),
        ("w/d2.xml", &document(&p("here"))),
        ("docProps/core.xml", core),
        (
            "docProps/app.xml",
            "<Properties><Application>W</Application><Company>Quay &amp; Co</Company>\
             <TitlesOfParts><vt:vector><vt:lpstr>Title</vt:lpstr></vt:vector></TitlesOfParts></Properties>",
        ),
        (
            "docProps/custom.xml",
            "<Properties><property name='Case'><vt:lpwstr>4 of 7</vt:lpwstr></property></Properties>",
        ),
    ]);
    let reading = read(&bytes, &Limits::default()).unwrap();
    let said = "lastModifiedBy · B\nkeywords · zinc, tin\nCompany · Quay & Co\nCase · 4 of 7";
    let about = BlockKind::LeftOut(LeftOut::About);
    assert_eq!(blocks(&reading), [(Paragraph, "here"), (about, said)]);
    assert_eq!(reading.about.title.as_deref(), Some("The <pact>"));
    assert_eq!(reading.about.byline.as_deref(), Some("A. Uno"));
    assert_eq!(reading.about.created.as_deref(), Some("2022-03-27"));
}

#[test]
fn a_file_of_another_program_reads_like_its_page() {
    let bytes = include_bytes!("../../tests/files/docx/minutes.docx");
    let reading = read(bytes, &Limits::default()).unwrap();
    assert_eq!(
        blocks(&reading),
        [
            (Heading, "Minutes of the board"),
            (
                Paragraph,
                "The director said he had once seen the contract.[1] “It was on the table,” he added."
            ),
            (Item, "Approve the budget"),
            (Item, "Elect a chair"),
            (Paragraph, "Present\t7"),
            (Paragraph, "Absent\t2"),
            (Paragraph, "The meeting closed at six.[2]"),
            (Note, "[1] Exhibit D, page 4."),
            (Note, "[2] According to the clerk."),
            (BlockKind::LeftOut(LeftOut::Hidden), "never"),
            (BlockKind::LeftOut(LeftOut::Comments), "Q\nreally?"),
        ]
    );
    assert_eq!(reading.about.byline.as_deref(), Some("P. Clerk"));
    assert_eq!(reading.warnings, []);
}

#[test]
fn what_cannot_be_read_says_why() {
    let damaged = |why: &str| ReadError::Damaged(why.into());
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let whole = docx(&p("words"), &[]);
    for (bytes, error) in [
        (b"".to_vec(), ReadError::NotText),
        (b"plain".to_vec(), ReadError::NotText),
        (compound.clone(), ReadError::NotText),
        ([compound, encrypted].concat(), ReadError::Encrypted),
        (b"PK\x03\x04 and nothing".to_vec(), damaged("its zip archive is broken")),
        (whole[..whole.len() / 2].to_vec(), damaged("its zip archive is broken")),
        (zipped(&[("xl/workbook.xml", "<x/>")]), damaged("it holds no text document")),
        (zipped(&[("word/document.xml", "<w:document><w:p")]), damaged("its text breaks off")),
    ] {
        let found = read(&bytes, &Limits::default()).map(|reading| reading.document.text().len());
        assert_eq!(found, Err(error));
    }
}

#[test]
fn what_stands_before_the_damage_is_kept() {
    let body = document(&(p("whole") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>half"));
    let cut = body.strip_suffix("</w:body></w:document>").unwrap();
    let reading = read(&zipped(&[("word/document.xml", cut)]), &Limits::default()).unwrap();
    assert_eq!(blocks(&reading), [(Paragraph, "whole"), (Paragraph, "half")]);
    assert_eq!(reading.warnings[0].what, Doubt::Damaged("its text breaks off".into()));
}

#[test]
fn bounds_are_kept() {
    let bomb = docx(&p(&"a".repeat(1 << 20)), &[]);
    let tight = Limits { unpacked: 1 << 16, ..Limits::default() };
    assert_eq!(read(&bomb, &tight).map(|_| ()), Err(ReadError::TooLarge));
    let short = Limits { text: 12, ..Limits::default() };
    let reading = read(&docx(&(p("eight ch") + &p("too much")), &[]), &short).unwrap();
    assert_eq!(blocks(&reading), [(Paragraph, "eight ch"), (Paragraph, "to")]);
    assert_eq!(reading.warnings[0].what, Doubt::CutOff);
    let deep =
        "<w:tbl><w:tr><w:tc>".repeat(5000) + &p("deep") + &"</w:tc></w:tr></w:tbl>".repeat(5000);
    assert!(read(&docx(&deep, &[]), &Limits::default()).is_ok());
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w:p><w:r><w:t>&b;!</w:t></w:r></w:p>";
    let reading = read(&zipped(&[("word/document.xml", entities)]), &Limits::default()).unwrap();
    assert_eq!(blocks(&reading), [(Paragraph, "!")]);
}

proptest! {
    #[test]
    fn any_soup_of_elements_is_read(names in prop::collection::vec(
        prop::sample::select(vec![
            "<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
            "</w:tc>", "<w:pPr>", "</w:pPr>", "<w:del>", "</w:del>", "<w:br/>", "é ", "&amp;", "<w:sym w:char='F0FFFFFF'/>",
            "<w:footnote w:id='1'>", "</w:footnote>", "<w:fldChar w:fldCharType='begin'/>", "<w:footnoteReference w:id='1'/>",
        ]), 0..60)) {
        let _ = read(&docx(&names.concat(), &[]), &Limits::default());
    }

    #[test]
    fn no_broken_byte_ends_in_a_panic(at in 0usize..2000, byte: u8, cut in 0usize..2000) {
        let mut bytes = docx(&(p("One") + "<w:p><w:r><w:t>Two</w:t></w:r></w:p>"), &[]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut / 4));
        if let Ok(reading) = read(&bytes, &Limits::default()) {
            for block in reading.document.blocks() {
                prop_assert!(!reading.document.words(block.span).is_empty());
            }
        }
    }
}
