//! Old workbooks: one of another hand, and streams of records written by hand.

use super::*;
use onrecord_model::{Block, BlockKind, LeftOut, Place};

/// What another program wrote.
const PAYMENTS: &[u8] = include_bytes!("../../../../../tests/files/office/payments.xls");

fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(bytes.len() as u16).to_le_bytes(), bytes].concat()
}

/// A text with its length before it.
fn text(words: &str) -> Vec<u8> {
    [&(words.len() as u16).to_le_bytes()[..], b"\0", words.as_bytes()].concat()
}

/// A cell of the first style.
fn cell(kind: u16, row: u16, column: u16, value: &[u8]) -> Vec<u8> {
    let head = [row, column, 0].map(u16::to_le_bytes).concat();
    record(kind, &[&head[..], value].concat())
}

const BEGINNING: &[u8] = b"\x00\x06\x05\x00\0\0\0\0\0\0\0\0\0\0\0\0";

/// Where in the stream of two sheets with short names the place of the second one stands.
const SECOND: usize = 37;

/// A stream with these sheets, each of records.
fn stream(more: &[u8], sheets: &[(&str, &[Vec<u8>])]) -> Vec<u8> {
    let bound = |name: &str, at: u32| {
        let head = [&at.to_le_bytes()[..], b"\0\0", &[name.len() as u8, 0]].concat();
        record(SHEET, &[&head[..], name.as_bytes()].concat())
    };
    let globals = |places: &[u32]| {
        let bounds = sheets.iter().zip(places).map(|((name, _), at)| bound(name, *at));
        let bounds: Vec<u8> = bounds.flatten().collect();
        [&record(BEGIN, BEGINNING)[..], more, &bounds, &record(END, b"")].concat()
    };
    let mut at = globals(&vec![0; sheets.len()]).len();
    let (mut places, mut bodies) = (Vec::new(), Vec::new());
    for (_, records) in sheets {
        let body = [record(BEGIN, BEGINNING), records.concat(), record(END, b"")].concat();
        places.push(at as u32);
        at += body.len();
        bodies.extend(body);
    }
    [globals(&places), bodies].concat()
}

type SeenBlock = (BlockKind, String, Option<Place>);

fn seen(reading: &Reading) -> Vec<SeenBlock> {
    let document = &reading.document;
    let block = |block: &Block| {
        let words = document.words(block.span).to_owned();
        (block.kind, words, document.place_at(block.span.start))
    };
    document.blocks().iter().map(block).collect()
}

fn want(all: &[(BlockKind, &str, u32)]) -> Vec<SeenBlock> {
    all.iter()
        .map(|(kind, words, row)| (*kind, (*words).to_owned(), Some(Place::Row(*row))))
        .collect()
}

#[test]
fn a_workbook_of_another_hand() {
    use BlockKind::{Heading, Paragraph};
    assert!(begins(PAYMENTS));
    let reading = super::super::read(PAYMENTS, &Limits::default()).unwrap();
    let hidden = BlockKind::LeftOut(LeftOut::Hidden);
    let heads = BlockKind::LeftOut(LeftOut::RunningHeads);
    let told = want(&[
        (Heading, "Payments", 1),
        (Paragraph, "Date\tPayee\tAmount\tTwice\tPaid", 1),
        // Who wrote it left it to Excel to work out the formula of the fourth column.
        (Paragraph, "2024-03-04\tMuñoz & Søn, “Zinc”\t41000.5\tTRUE", 2),
        (Paragraph, "2024-03-05 14:30\t漢字 tugboat\t12\t-7", 3),
        (Paragraph, "0.3", 5),
        (Heading, "Quotes", 1),
        (Paragraph, "What was said at the quay", 1),
        (Paragraph, "Who\tQuote\tWhen", 2),
        (Paragraph, "Ana Ruiz\tWe never paid for the zinc.\t2024-03-04", 3),
        (Paragraph, "Nobody called.", 4),
        (heads, "Harbour & board", 1),
        (hidden, "Old\nsecret ledger", 1),
    ]);
    assert_eq!(seen(&reading), told);
    assert_eq!(reading.warnings, []);
    let mut said = Vec::new();
    for sheet in &reading.listed {
        sheet.each_row(&reading.document, |row, _, said_there| {
            let who = said_there.speaker.as_ref().map(|speaker| speaker.name.to_string());
            said.push((row, said_there.text.to_string(), who));
        });
    }
    let ana = Some("Ana Ruiz".to_owned());
    let first = (3, "We never paid for the zinc.".to_owned(), ana);
    assert_eq!(said, [first, (4, "Nobody called.".to_owned(), None)]);
}

#[test]
fn formulas_comments_and_what_is_drawn() {
    let formula =
        |row, column, value: [u8; 8]| cell(0x0006, row, column, &[&value[..], &[0; 6]].concat());
    let object = |kind: u16, number: u16| {
        record(
            0x005d,
            &[&[0x15, 0, 0x12, 0][..], &kind.to_le_bytes(), &number.to_le_bytes()].concat(),
        )
    };
    let drawn = |words: &str| {
        let count = (words.len() as u16).to_le_bytes();
        let head = [&[0; 10][..], &count, &[0; 6]].concat();
        let words = record(0x003c, &[b"\0", words.as_bytes()].concat());
        [record(0x01b6, &head), words, record(0x003c, &[0; 8])].concat()
    };
    let chart = [
        record(BEGIN, BEGINNING),
        cell(0x0203, 9, 9, &7f64.to_le_bytes()),
        record(0x100d, b"\0\0\x04\0Tugs"),
        record(END, b""),
    ];
    let sheet = [
        cell(0x0204, 1, 1, &text("behind")),
        formula(0, 0, 1.5f64.to_le_bytes()),
        formula(0, 1, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &text("worked out")),
        formula(0, 2, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        formula(0, 3, [2, 0, 7, 0, 0, 0, 0xff, 0xff]),
        // Two numbers in one, before what stands in front of them.
        record(
            0x00bd,
            &[&[1, 0, 2, 0][..], &[0, 0, 0xa6, 0, 0, 0], &[0, 0, 0xa6, 0, 0, 0], &[3, 0]].concat(),
        ),
        cell(0x0204, 1, 0, &text("first\nline")),
        object(0x19, 5),
        drawn("Ask Bo."),
        object(6, 6),
        drawn("Not for print"),
        chart.concat(),
        record(0x001c, &[&[1, 0, 0, 0, 0, 0, 5, 0][..], &text("Eva Lund")].concat()),
    ];
    let reading = read(&stream(b"", &[("S", &sheet)]), &Limits::default()).unwrap();
    let comment = BlockKind::LeftOut(LeftOut::Comments);
    let told = want(&[
        (BlockKind::Heading, "S", 1),
        (BlockKind::Paragraph, "1.5\tworked out\tTRUE\t#DIV/0!", 1),
        (BlockKind::Paragraph, "first line\tbehind\t41\t41", 2),
        (BlockKind::Paragraph, "Not for print", 1),
        (BlockKind::Paragraph, "Tugs", 1),
        (comment, "Eva Lund\nAsk Bo.", 2),
    ]);
    assert_eq!(seen(&reading), told);
    assert_eq!(reading.warnings, []);
}

#[test]
fn numbers_stand_in_their_formats_as_in_newer_workbooks() {
    let format = |number: u16, code: &str| {
        record(FORMAT, &[&number.to_le_bytes()[..], &text(code)].concat())
    };
    let style = |number: u16| record(STYLE, &[&[0, 0][..], &number.to_le_bytes()].concat());
    let globals = [
        format(164, "#,##0"),
        format(165, "0.0%;;\"none\""),
        [164, 165, 14, 4].map(style).concat(),
    ];
    let number = |column: u16, style: u16, value: f64| {
        let head = [0, column, style].map(u16::to_le_bytes).concat();
        record(0x0203, &[&head[..], &value.to_le_bytes()].concat())
    };
    let sheet = [
        number(0, 0, 14000.5),
        number(1, 0, 14000.0),
        number(2, 1, 0.125),
        number(3, 1, 0.0),
        number(4, 2, 45355.0),
        number(5, 3, -2500.25),
    ];
    let reading = read(&stream(&globals.concat(), &[("S", &sheet)]), &Limits::default()).unwrap();
    let row = "14,001 (14000.5)\t14,000\t12.5%\tnone (0)\t2024-03-04\t-2,500.25";
    assert_eq!(reading.document.text(), format!("S\n\n{row}"));
}

#[test]
fn what_is_damaged_is_told_and_the_rest_read() {
    let one: &[Vec<u8>] = &[cell(0x0204, 0, 0, &text("one"))];
    let mut bytes = stream(b"", &[("A", one), ("B", one)]);
    bytes.truncate(bytes.len() - 2);
    let reading = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(reading.document.text(), "A\n\none\n\nB\n\none");
    assert_eq!(reading.warnings, [damage("its sheet B breaks off".into())]);
    // A sheet that claims to begin where another does, and one beyond the end.
    for place in [bytes[24..28].to_vec(), vec![0xff; 4]] {
        let mut moved = stream(b"", &[("A", one), ("B", one)]);
        moved[SECOND..SECOND + 4].copy_from_slice(&place);
        let reading = read(&moved, &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), "A\n\none");
        assert_eq!(reading.warnings, [damage("its sheet B is missing".into())]);
    }
    let locked = stream(&record(ENCRYPTED, &[1, 0]), &[("A", one)]);
    assert_eq!(read(&locked, &Limits::default()).err(), Some(ReadError::Encrypted));
    let small = Limits { unpacked: 10, ..Limits::default() };
    assert_eq!(read(&stream(b"", &[]), &small).err(), Some(ReadError::TooLarge));
}

#[test]
fn a_text_named_by_many_cells_is_taken_as_often_as_there_is_room() {
    let shared = record(SHARED, &[&[0; 8][..], &text("zinc")].concat());
    let cells: Vec<_> = (0..300).map(|row| cell(0x00fd, row, 0, &[0; 4])).collect();
    let bytes = stream(&shared, &[("A", &cells)]);
    let read = |unpacked| read(&bytes, &Limits { unpacked, ..Limits::default() }).unwrap();
    let whole = read(1 << 20);
    assert_eq!((whole.document.blocks().len(), whole.warnings.len()), (301, 0));
    let cut = read(bytes.len());
    assert_eq!(cut.warnings, []);
    let limits = Limits { text: 200, ..Limits::default() };
    let short = super::read(&bytes, &limits).unwrap();
    assert_eq!(short.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
}

#[test]
fn a_workbook_before_excel_97_has_a_code_page() {
    let mut bytes = stream(&record(CODE_PAGE, &1251u16.to_le_bytes()), &[]);
    bytes[5] = 5;
    let name = record(SHEET, b"\0\0\0\0\0\0\x03\xd6\xe8\xed");
    let end = bytes.len() - 4;
    bytes.splice(end..end, name);
    let at = bytes.len() as u32;
    let place = bytes.windows(3).position(|three| three == b"\xd6\xe8\xed").unwrap() - 7;
    bytes[place..place + 4].copy_from_slice(&at.to_le_bytes());
    bytes.extend(record(BEGIN, b"\x00\x05\x10\x00\0\0\0\0"));
    bytes.extend(cell(0x0204, 0, 0, b"\x03\x00\xd6\xe8\xed"));
    bytes.extend(record(END, b""));
    let reading = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(reading.document.text(), "Цин\n\nЦин");
}
