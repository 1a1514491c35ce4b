//! Workbooks written by hand.

use super::read;
use crate::package::tests::zipped;
use crate::{Doubt, Limits, Warning};
use onrecord_model::{Block, BlockKind, LeftOut, Place};

const WORKBOOK: &str = "<workbook><sheets><sheet name='Payments' sheetId='1' r:id='one'/>\
    <sheet name='Old' sheetId='2' state='hidden' r:id='two'/><sheet name='Gone' sheetId='3' r:id='three'/>\
    </sheets></workbook>";

fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, part): &(&str, &str, &str)| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{part}'/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

#[test]
fn rows_are_blocks_under_their_sheet() {
    let file = zipped(&[
        ("xl/workbook.xml", WORKBOOK),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("one", "worksheet", "worksheets/a.xml"),
                ("two", "worksheet", "/xl/worksheets/b.xml"),
            ]),
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Ana</t></si><si><r><t>Paid </t></r><r><t>twice</t></r><rPh><t>yomi</t></rPh></si></sst>",
        ),
        (
            "xl/worksheets/a.xml",
            "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>\
             <row r='5'><c r='B5' t='inlineStr'><is><t>in\ncash</t></is></c><c r='C5'><f>SUM(1,2)</f><v>3</v></c></row>\
             <row r='6' hidden='1'><c t='str'><v>not due</v></c></row><row r='7'><c t='str'><f>B5&amp;C5</f><v></v></c></row>\
             <row><c><v/></c></row></sheetData><headerFooter><oddHeader>&amp;C&amp;\"Arial,Bold\"Harbour &amp;&amp; board\
             </oddHeader></headerFooter></worksheet>",
        ),
        ("xl/worksheets/b.xml", "<worksheet><row r='2'><c t='str'><v>secret</v></c></row>"),
        (
            "xl/worksheets/_rels/a.xml.rels",
            &relations(&[
                ("c", "comments", "../comments1.xml"),
                ("d", "drawing", "../drawings/d.xml"),
            ]),
        ),
        (
            "xl/drawings/d.xml",
            "<wsDr><sp><txBody><a:p><a:r><a:t>Not for print</a:t></a:r></a:p></txBody></sp></wsDr>",
        ),
        (
            "xl/drawings/_rels/d.xml.rels",
            &relations(&[("k", "chart", "../charts/k.xml"), ("d", "drawing", "d.xml")]),
        ),
        (
            "xl/charts/k.xml",
            "<c:ser><c:tx><c:v>Paid</c:v></c:tx><c:cat><c:pt><c:v>May</c:v></c:pt><c:pt><c:v>June</c:v></c:pt></c:cat></c:ser>",
        ),
        (
            "xl/comments1.xml",
            "<comments><authors><author>Bo</author><author>Eva Lund</author></authors><commentList><comment ref='B5' authorId='1'><text><t>Ask Bo.</t></text></comment></commentList></comments>",
        ),
    ]);
    let reading = read(&file, &Limits::default()).unwrap();
    let document = &reading.document;
    let block = |block: &Block| {
        (block.kind, document.words(block.span), document.place_at(block.span.start))
    };
    let row = |row| Some(Place::Row(row));
    let left = BlockKind::LeftOut;
    assert_eq!(
        document.blocks().iter().map(block).collect::<Vec<_>>(),
        [
            (BlockKind::Heading, "Payments", row(1)),
            (BlockKind::Paragraph, "Ana\tPaid twice", row(1)),
            (BlockKind::Paragraph, "in cash\t3", row(5)),
            (BlockKind::Paragraph, "=B5&C5", row(7)),
            (BlockKind::Paragraph, "Not for print", row(1)),
            (BlockKind::Paragraph, "Paid", row(1)),
            (BlockKind::Paragraph, "May\tJune", row(1)),
            (left(LeftOut::RunningHeads), "Harbour & board", row(1)),
            (left(LeftOut::Hidden), "not due", row(6)),
            (left(LeftOut::Hidden), "Old", row(1)),
            (left(LeftOut::Hidden), "secret", row(2)),
            (left(LeftOut::Comments), "Eva Lund\nAsk Bo.", row(5)),
        ]
    );
    let damaged = |what: &str| Warning { line: 0, what: Doubt::Damaged(what.into()) };
    let told = [
        damaged(
            "1 of the formulas in its sheet Payments stand as such: what they gave is not kept in it",
        ),
        damaged("its sheet Old breaks off"),
        damaged("its sheet Gone is missing"),
    ];
    assert_eq!(reading.warnings, told);
}

/// A workbook with one sheet, by what stands in its rows: cells between bars, each in its own column.
fn workbook(rows: &[&str]) -> Vec<u8> {
    let cell = |(at, words): (usize, &str)| {
        let column = char::from(b'A' + at as u8);
        let words = words.trim();
        let inline = format!("<c r='{column}1' t='inlineStr'><is><t>{words}</t></is></c>");
        if words.is_empty() { String::new() } else { inline }
    };
    let row = |row: &&str| {
        let cells: String = row.split('|').enumerate().map(cell).collect();
        format!("<row>{cells}</row>")
    };
    let rows: String = rows.iter().map(row).collect();
    zipped(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='one'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", &relations(&[("one", "worksheet", "a.xml")])),
        ("xl/a.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

/// The rows of the lists in a workbook, as `row: words | speaker, date, link, id`.
fn listed(rows: &[&str]) -> Vec<String> {
    let reading = read(&workbook(rows), &Limits::default()).unwrap();
    let mut said = Vec::new();
    for sheet in &reading.listed {
        sheet.each_row(&reading.document, |number, words, row| {
            assert_eq!(reading.document.words(words), row.text);
            assert_eq!(reading.document.place_at(words.start), Some(Place::Row(number)));
            assert!(sheet.rows().covers(words), "{row:?}");
            let speaker = row.speaker.as_ref().map(|speaker| &*speaker.name);
            let rest =
                [&row.date, &row.link, &row.id].map(|name| name.as_ref().map(|name| &*name.0));
            let all: Vec<_> =
                std::iter::once(speaker).chain(rest).map(|one| one.unwrap_or("-")).collect();
            said.push(format!("{number}: {} | {}", row.text, all.join(" ")));
        });
    }
    said
}

#[test]
fn a_sheet_whose_header_names_the_words_is_a_list() {
    let head = "Date | Who | Note | Quote";
    let first = "2024-03-04 | Ana Ruiz | called | We never paid.";
    let want = |row: u32| vec![format!("{row}: We never paid. | Ana Ruiz 2024-03-04 - -")];
    assert_eq!(listed(&[head, first]), want(2));
    assert_eq!(listed(&["What was said", "of | the harbour", head, first]), want(4));
    // As in a table, a tenth row is no header; nor is one that stands under a row with as many cells.
    let above = ["a", "b", "c", "d", "e", "f", "g", "h"];
    assert_eq!(listed(&[&above[..], &[head, first]].concat()), want(10));
    assert_eq!(listed(&[&above[..], &["i", head, first]].concat()), Vec::<String>::new());
    assert_eq!(listed(&[first, head, first]), Vec::<String>::new());
    // Cells go by their columns, and whom no cell names nobody names.
    let rows = listed(&[
        "Quote | Who | When | Id",
        "No. | | | 7",
        " | Ana | 2024 | 8",
        "Ana said: “We paid.” | None | | ",
    ]);
    assert_eq!(rows, ["2: No. | - - - 7", "4: Ana said: “We paid.” | - - - -"]);
}

#[test]
fn a_sheet_without_a_column_of_words_is_none() {
    let none = Vec::<String>::new();
    assert_eq!(listed(&["Date | Payee | Amount", "2024-03-04 | Ana | 41000"]), none);
    // One word over rows of several cells is a title.
    assert_eq!(listed(&["Statement", "2024-03-04 | 41000"]), none);
    assert_eq!(listed(&["Quote", "We paid."]), ["2: We paid. | - - - -"]);
    assert_eq!(listed(&["Quote | Who"]), none);
    // What we wrote ourselves says more than a sheet can hold.
    let ours = "text | speaker | speaker_by | speaker_as_written | said_edtf";
    assert_eq!(listed(&[ours, "No. | Ana | name | Ana | 2024"]), none);
}
