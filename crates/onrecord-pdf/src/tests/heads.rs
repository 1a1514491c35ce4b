//! Heads, feet and numbers of lines of pages against what is said on every page.

use super::*;

#[test]
fn heads_and_feet_stand_in_no_sentence() {
    let words = |line: usize| format!("{} {FULL}", (b'a' + line as u8) as char);
    let page = |number: usize| {
        let body: Vec<_> = (0..3).map(|line| words(3 * number - 3 + line)).collect();
        let body: Vec<_> = body.iter().map(String::as_str).collect();
        lines(72, 760, &["Docket 21-044"])
            + &lines(72, 700, &body)
            + &lines(300, 40, &[&format!("Page {number} of 4")])
    };
    let pages: Vec<_> = (1..=4).map(page).collect();
    let reading = reading(&pdf(&pages));
    let whole = (0..12).map(words).collect::<Vec<_>>().join(" ");
    assert_eq!(blocks(&reading), ["Docket 21-044", &whole]);
    // Each page begins inside the paragraph that runs over all of them.
    for page in 0..4u32 {
        let at = "Docket 21-044\n\n".len() as u32 + page * 3 * (FULL.len() as u32 + 3);
        assert_eq!(reading.page_at(at), Some(page + 1));
        assert_eq!(reading.page_at(at + 3), Some(page + 1));
    }
}

/// How often `words` stand in what is read of pages with these lines, under a head of their own.
fn times(words: &str, pages: &[Vec<String>]) -> usize {
    let page = |(number, page): (usize, &Vec<String>)| {
        let page: Vec<_> = page.iter().map(String::as_str).collect();
        lines(72, 760, &[&format!("Ferry inquiry, day 3, page {number}")]) + &lines(72, 700, &page)
    };
    let contents: Vec<_> = (1..).zip(pages).map(page).collect();
    let text = reading(&pdf(&contents)).text;
    assert_eq!(text.matches("Ferry inquiry").count(), 1, "{text}");
    text.matches(words).count()
}

#[test]
fn what_is_said_on_every_page_is_no_head() {
    let amounts = |page: usize| {
        (0..30).map(move |row| {
            format!("Paid to Quist Towage {}.{:02}", 7 * page * page + 11 * row, row)
        })
    };
    let ledger: Vec<Vec<_>> = (1..6).map(|page| amounts(page).collect()).collect();
    assert_eq!(times("Paid to Quist Towage", &ledger), 150);
    let forward = |page: usize| {
        let more = (0..20).map(|row| format!("{row} {FULL}"));
        std::iter::once(format!("Brought forward {}.50", 100 * page * page)).chain(more).collect()
    };
    let brought: Vec<Vec<_>> = (1..6).map(forward).collect();
    assert_eq!(times("Brought forward", &brought), 5);
    let answers = ["A. I do not recall that.", "Q. And after that?"].map(str::to_owned);
    for rows in [4, 6, 20] {
        let page: Vec<_> = answers.iter().cycle().take(rows).cloned().collect();
        assert_eq!(times("do not recall", &vec![page; 5]), 5 * rows / 2, "{rows} rows");
    }
}

#[test]
fn what_stands_on_the_grid_of_the_text_is_no_head() {
    // Three answers alone, on a grid of three lines, on each page; nothing says the same inside.
    let page = |at: usize| {
        lines(72, 700, &["A. No, sir."])
            + &lines(72, 676, &[&format!("{at}th {FULL}")])
            + &lines(72, 652, &[&format!("{} {FULL}", (b'a' + at as u8) as char)])
    };
    let pages: Vec<_> = (0..5).map(page).collect();
    assert_eq!(reading(&pdf(&pages)).text.matches("No, sir").count(), 5);
    // In small print, close to the text, it is one.
    let noted = |at: usize| {
        "BT /F 7 Tf 72 712 Td (Port authority) Tj ET ".to_owned()
            + &lines(72, 700, &[&format!("{at}th {FULL}"), FULL, &format!("{FULL}, {at}th")])
    };
    let pages: Vec<_> = (0..5).map(noted).collect();
    assert_eq!(reading(&pdf(&pages)).text.matches("Port authority").count(), 1);
}

#[test]
fn numbers_of_lines_are_kept_out() {
    let numbers: Vec<_> = (1..=25).map(|number| number.to_string()).collect();
    let numbers: Vec<_> = numbers.iter().map(String::as_str).collect();
    let said: Vec<_> =
        (0..25).map(|_| "Q. Did you see it? A. I did, and so did everybody else there.").collect();
    let page = lines(60, 700, &numbers) + &lines(100, 700, &said);
    let text = reading(&pdf(&[page])).text;
    assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
}
