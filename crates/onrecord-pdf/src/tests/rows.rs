//! Rows of tables and lines of ledgers against columns of running text.

use super::*;
use crate::ParagraphKind::Row;

/// A page of tables: each row its cells, which begin at these places (points); `step` points apart.
fn table(places: &[i32], step: i32, rows: &[&[&str]]) -> String {
    let mut page = String::new();
    for (at, row) in (0..).zip(rows) {
        for (x, cell) in places.iter().zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            page += &lines(*x, 700 - step * at, &[cell]);
        }
    }
    page
}

#[test]
fn a_row_of_a_table_stays_a_row() {
    let statement: [&[&str]; 4] = [
        &["02 Feb", "Quay Towage Ltd", "1,200.00", "88,310.20"],
        &["03 Feb", "I. Valdés", "90.50", "88,219.70"],
        &["04 Feb", "Customs", "14,000.00", "74,219.70"],
        &["05 Feb", "Fund of the northern pier", "7.00", "74,212.70"],
    ];
    let cells: [&[&str]; 5] = [
        &["Date", "Reason", "Paid"],
        &["3 May", "Towing of the barge from the", "120"],
        &["", "outer basin to the dock, investi-", ""],
        &["", "gated later", ""],
        &["4 May", "Fuel", "80"],
    ];
    let joined = |row: &&[&str]| row.join(" ");
    for (page, expected) in [
        // Columns of amounts beside names are no columns of text, however full they are.
        (table(&[72, 120, 300, 380], 14, &statement), statement.iter().map(joined).collect()),
        (table(&[72, 120, 300, 380], 24, &statement), statement.iter().map(joined).collect()),
        (table(&[72, 110, 250, 300], 14, &statement), statement.iter().map(joined).collect()),
        // What goes on with a cell stays in its row.
        (
            table(&[72, 150, 340], 12, &cells),
            vec![
                "Date Reason Paid".to_owned(),
                "3 May Towing of the barge from the outer basin to the dock, investigated later 120"
                    .to_owned(),
                "4 May Fuel 80".to_owned(),
            ],
        ),
    ] {
        let reading = reading(&pdf(&[page + &lines(72, 300, &["They investi-", "gated it."])]));
        let rows: Vec<_> =
            reading.paragraphs.iter().filter(|paragraph| paragraph.kind == Row).collect();
        let rows: Vec<_> = rows.iter().map(|row| row.span.of(&reading.text)).collect();
        assert_eq!(rows, expected, "{}", reading.text);
    }
}

#[test]
fn lines_of_a_ledger_are_not_run_together() {
    let payments: Vec<String> =
        (1..8).map(|row| format!("Paid to Quist Towage {row},4{row}0.{row}5")).collect();
    let payments: Vec<&str> = payments.iter().map(String::as_str).collect();
    let reading = reading(&pdf(&[lines(72, 700, &payments)]));
    assert_eq!(blocks(&reading), payments);
}

#[test]
fn the_mark_of_a_turn_is_no_cell() {
    let said = [
        (72, "Q."),
        (100, "And who had the key of the room in which the lists of the tender lay?"),
        (72, "A."),
        (100, "I do not remember that, and nobody else who was there will remember it, I"),
    ];
    let mut page = String::new();
    for (at, (x, words)) in (0..).zip(said) {
        page += &lines(x, 700 - 12 * (at / 2) * 2, &[words]);
    }
    page +=
        &lines(100, 664, &["think, because it was so long ago, and we were many in that room."]);
    let reading = reading(&pdf(&[page]));
    assert_eq!(
        blocks(&reading),
        [
            "Q. And who had the key of the room in which the lists of the tender lay?",
            "A. I do not remember that, and nobody else who was there will remember it, I think, \
             because it was so long ago, and we were many in that room.",
        ]
    );
}
