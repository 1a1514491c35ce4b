//! `OpenDocument` files written by hand.

use super::read;
use crate::package::tests::zipped;
use crate::{Doubt, Limits, ReadError, Warning};
use onrecord_model::BlockKind::{self, Heading, Item, Note, Paragraph};
use onrecord_model::{LeftOut, Place};

fn blocks(content: &str, more: &[(&str, &str)]) -> Vec<(BlockKind, String, Option<Place>)> {
    let content = format!(
        "<office:document-content><office:body>{content}</office:body></office:document-content>"
    );
    let mut parts = vec![("content.xml", content.as_str())];
    parts.extend(more);
    let document = read(&zipped(&parts), &Limits::default()).unwrap().document;
    let block = |block: &onrecord_model::Block| {
        let words = document.words(block.span).to_owned();
        (block.kind, words, document.place_at(block.span.start))
    };
    document.blocks().iter().map(block).collect()
}

#[test]
fn a_text_with_lists_notes_comments_and_deletions() {
    let read = blocks(
        "<office:text><text:tracked-changes><text:deletion><dc:creator>Bo</dc:creator><text:p>not</text:p>\
         </text:deletion></text:tracked-changes><text:h>The lease</text:h>\
         <text:p>On <text:date>4 March</text:date> it runs<text:s text:c='2'/>for<text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>Signed twice.</text:p></text:note-body></text:note> ever<office:annotation>\
         <dc:creator>Eva</dc:creator><text:p>Ask counsel.</text:p></office:annotation>.<text:line-break/>So</text:p>\
         <text:list><text:list-item><text:p>berth &amp; crane</text:p></text:list-item></text:list>\
         <table:table table:name='T'><table:table-row><table:table-cell><text:p>Ana</text:p></table:table-cell>\
         <table:table-cell/><table:table-cell><text:p>41</text:p><text:p>000</text:p></table:table-cell>\
         </table:table-row></table:table></office:text>",
        &[(
            "styles.xml",
            "<s><style:header><text:p>Harbour board</text:p></style:header><style:style/></s>",
        )],
    );
    let want = [
        (Heading, "The lease"),
        (Paragraph, "On 4 March it runs  for[1] ever.\nSo"),
        (Item, "berth & crane"),
        (Paragraph, "Ana\t41 000"),
        (Note, "[1] Signed twice."),
        (BlockKind::LeftOut(LeftOut::RunningHeads), "Harbour board"),
        (BlockKind::LeftOut(LeftOut::Hidden), "Bo\nnot"),
        (BlockKind::LeftOut(LeftOut::Comments), "Eva\nAsk counsel."),
    ];
    let want: Vec<_> = want.map(|(kind, words)| (kind, words.to_owned(), None)).into();
    assert_eq!(read, want);
}

#[test]
fn a_sheet_keeps_its_rows_with_their_numbers() {
    let row = |words: &str, more: &str| {
        format!(
            "<table:table-row {more}><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        )
    };
    let table = format!(
        "<office:spreadsheet><table:table table:name='Payments'>{}{}{}</table:table></office:spreadsheet>",
        row("Paid", ""),
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row>",
        row("Owed", "table:number-rows-repeated='7'"),
    );
    let want = [(Heading, "Payments", 1), (Paragraph, "Paid", 1), (Paragraph, "Owed", 1_000_002)];
    let want: Vec<_> =
        want.map(|(kind, words, row)| (kind, words.to_owned(), Some(Place::Row(row)))).into();
    assert_eq!(blocks(&table, &[]), want);
}

#[test]
fn cells_without_words_are_worth_something_and_what_is_hidden_is_left_out() {
    let row = |cell: &str, more: &str| {
        format!("<table:table-row {more}><table:table-cell {cell}/></table:table-row>")
    };
    let sheets = format!(
        "<style:style style:name='gone'><style:table-properties table:display='false'/></style:style>\
         <office:spreadsheet><table:table table:name='Payments'>{}{}{}{}{}{}</table:table>\
         <table:table table:name='Old' table:style-name='gone'>{}</table:table></office:spreadsheet>",
        row("office:value-type='float' office:value='14000.5'", ""),
        row("office:date-value='2024-03-04'", ""),
        row("office:boolean-value='true'", ""),
        row("table:formula='of:=[.A1]*2'", ""),
        row("office:string-value='not due'", "table:visibility='collapse'"),
        row("office:string-value='paid'", "table:visibility='visible'"),
        row("office:value='7'", ""),
    );
    let hidden = BlockKind::LeftOut(LeftOut::Hidden);
    let want = [
        (Heading, "Payments", 1),
        (Paragraph, "14000.5", 1),
        (Paragraph, "2024-03-04", 2),
        (Paragraph, "true", 3),
        (Paragraph, "of:=[.A1]*2", 4),
        (Paragraph, "paid", 6),
        (hidden, "not due", 5),
        (hidden, "Old\n7", 1),
    ];
    let want: Vec<_> =
        want.map(|(kind, words, row)| (kind, words.to_owned(), Some(Place::Row(row)))).into();
    assert_eq!(blocks(&sheets, &[]), want);
}

#[test]
fn a_presentation_has_slides_and_what_is_said_to_them() {
    let slide = "<office:presentation><draw:page><text:p>Who paid</text:p><presentation:notes><text:p>Pause here.\
        </text:p></presentation:notes></draw:page><draw:page><text:p>Nobody</text:p></draw:page></office:presentation>";
    let want = [(Paragraph, "Who paid", 1), (Note, "Pause here.", 1), (Paragraph, "Nobody", 2)];
    let want: Vec<_> =
        want.map(|(kind, words, slide)| (kind, words.to_owned(), Some(Place::Slide(slide)))).into();
    assert_eq!(blocks(slide, &[]), want);
}

#[test]
fn what_is_damaged_or_locked_is_told() {
    let limits = Limits::default();
    let locked = zipped(&[
        ("META-INF/manifest.xml", "<m><e><manifest:encryption-data/></e></m>"),
        ("content.xml", "?"),
    ]);
    assert_eq!(read(&locked, &limits).err(), Some(ReadError::Encrypted));
    let empty = zipped(&[("mimetype", "x")]);
    let missing = ReadError::Damaged("content.xml is missing in it".into());
    assert_eq!(read(&empty, &limits).err(), Some(missing));
    let cut = zipped(&[("content.xml", "<o><text:p>Whole.</text:p><text:p>Cut o")]);
    let reading = read(&cut, &limits).unwrap();
    assert_eq!(reading.document.text(), "Whole.");
    let broken = Warning { line: 0, what: Doubt::Damaged("its text breaks off".into()) };
    assert_eq!(reading.warnings, [broken]);
}

#[test]
fn a_sheet_whose_header_names_the_words_is_a_list() {
    let cell = |words: &str, more: &str| {
        format!("<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>")
    };
    let wide = "table:number-columns-repeated='2'";
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let table = |name: &str, rows: &[String]| {
        format!("<table:table table:name='{name}'>{}</table:table>", rows.concat())
    };
    let empty = format!("<table:table-cell {wide}/>");
    let quotes = [
        row(&[cell("Quién", ""), empty.clone(), cell("Cita", "")]),
        row(&[cell("Ana Ruiz", ""), empty.clone(), cell("No se pagó.", "")]),
        row(&[cell("x", wide), cell("y", ""), cell("Sí.", "")]),
    ];
    let content = format!(
        "<office:document-content><office:spreadsheet>{}{}</office:spreadsheet></office:document-content>",
        table("Pagos", &[row(&[cell("Fecha", ""), cell("Importe", "")])]),
        table("Citas", &quotes),
    );
    let file = zipped(&[("content.xml", &content)]);
    let reading = read(&file, &Limits::default()).unwrap();
    let mut said = Vec::new();
    for sheet in &reading.listed {
        sheet.each_row(&reading.document, |number, _, row| {
            let speaker = row.speaker.as_ref().map(|speaker| speaker.name.to_string());
            said.push((number, row.text.to_string(), speaker));
        });
    }
    let of = |row, words: &str, who: &str| (row, words.to_owned(), Some(who.to_owned()));
    assert_eq!(said, [of(2, "No se pagó.", "Ana Ruiz"), of(3, "Sí.", "x")]);
}

#[test]
fn a_number_that_is_shown_shorter_than_it_is_stands_behind_what_is_shown() {
    let cell = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value='{value}'><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let cells = [
        cell("14000.5", "14.001"),
        cell("1234567.25", "1.234.567,25 €"),
        cell("0.125", "12,5%"),
        cell("-5", "5"),
        cell("0", "-"),
        cell("?", "paid"),
    ];
    let sheet = format!(
        "<office:spreadsheet><table:table table:name='S'><table:table-row>{}</table:table-row></table:table>\
         </office:spreadsheet>",
        cells.concat()
    );
    let row = "14.001 (14000.5)\t1.234.567,25 €\t12,5%\t5 (-5)\t-\tpaid";
    let want = [(Heading, "S"), (Paragraph, row)];
    let want: Vec<_> =
        want.map(|(kind, words)| (kind, words.to_owned(), Some(Place::Row(1)))).into();
    assert_eq!(blocks(&sheet, &[]), want);
}
