//! What is neither a page's text nor to be lost: notes that stick to it, attached files, what is left out.

use super::*;
use crate::LeftOutKind::{Hidden, LineNumbers, OffPage, PageNumber, RunningHead};
use crate::ParagraphKind::{Attached, Sticky};

#[test]
fn notes_that_stick_to_a_page_are_read() {
    let notes = "/Annots [<< /Subtype /Text /Contents (Who signed this?) /Rect [72 600 90 614] >> \
        << /Subtype /Highlight /Contents (Not in\\nthe first draft) /Rect [72 500 80 508] >> \
        << /Subtype /Text /F 2 /Contents (hidden) /Rect [72 500 80 508] >> \
        << /Subtype /Popup /Contents (said by its note) /Rect [72 500 80 508] >> \
        << /Subtype /Underline /Contents ( ) /Rect [72 500 80 508] >>]";
    let reading = reading(&pdf_with(&[lines(72, 700, &["The letter."])], notes));
    assert_eq!(blocks(&reading), ["The letter.", "Who signed this?", "Not in the first draft"]);
    let kinds: Vec<_> = reading.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, [Text, Sticky, Sticky]);
    assert_eq!(reading.left_out.len(), 1);
    assert_eq!((reading.left_out[0].kind, reading.left_out[0].text.as_str()), (Hidden, "hidden"));
}

#[test]
fn what_is_typed_and_stamped_onto_a_page_is_read_and_who_put_a_note_there() {
    let notes = "/Annots [<< /Subtype /FreeText /Contents (The mill was paid.) /T (Ida) /Rect [72 500 300 514] >> \
        << /Subtype /Stamp /Contents (Received in March) /Rect [72 400 200 414] >> \
        << /Subtype /Text /T (Ida Moreau) /Contents (By whom?) /Rect [72 300 80 308] >> \
        << /Subtype /Text /T (Ida Moreau) /Rect [72 300 80 308] >> \
        << /Subtype /FreeText /F 2 /Contents (not shown) /Rect [72 200 300 214] >>]";
    let reading = reading(&pdf_with(&[lines(72, 700, &["The letter."])], notes));
    let want = ["The letter.", "The mill was paid.", "Received in March", "Ida Moreau: By whom?"];
    assert_eq!(blocks(&reading), want);
    assert_eq!(
        reading.left_out.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
        ["not shown"]
    );
}

#[test]
fn fields_say_what_they_are_called_and_what_is_chosen() {
    let button = "/Subtype /Widget /FT /Btn /Rect [72 500 80 508]";
    let notes = format!(
        "/Annots [<< /Subtype /Widget /FT /Tx /T (f1) /TU (Your name) /V (Ida) /Rect [72 600 200 614] >> \
         << /Subtype /Widget /FT /Tx /T (Age) /Rect [72 580 200 594] >> \
         << /Subtype /Widget /FT /Tx /Ff 8192 /T (Pin) /V (sesame) /Rect [72 560 200 574] >> \
         << /Subtype /Widget /FT /Ch /T (Towns) /V [(Weir) (Mill)] /Rect [72 540 200 554] >> \
         << {button} /T (Paid) /AS /Yes >> << {button} /T (Refused) /AS /Off >> << {button} /AS /Yes >> \
         << {button} /Ff 65536 /T (Send) >> \
         << {button} /Ff 32768 /Parent << /T (Way) >> /AS /boat >> \
         << {button} /Ff 32768 /Parent << /T (Way) >> /AS /Off >>]"
    );
    let reading = reading(&pdf_with(&[lines(72, 700, &["Form."])], &notes));
    let notes = reading.paragraphs.iter().filter(|paragraph| paragraph.kind == Sticky);
    let notes: Vec<_> = notes.map(|paragraph| paragraph.span.of(&reading.text)).collect();
    let want = ["Your name: Ida", "Towns: Weir, Mill", "☑ Paid", "☐ Refused", "◉ Way: boat"];
    assert_eq!(notes, want);
    assert!(!reading.text.contains("sesame"), "{}", reading.text);
}

#[test]
fn a_note_that_is_listed_a_thousand_times_costs_no_more_than_a_page() {
    let note = format!("<< /Subtype /Text /Contents ({}) >>", "a".repeat(1 << 16));
    let listed = "4 0 R ".repeat(1000);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [{listed}] >>"),
        note,
    ];
    let limits = PdfLimits { unpacked: 1 << 20, ..PdfLimits::default() };
    let cut = read(file(&objects), &limits).unwrap();
    assert_eq!(cut.problems, [Problem::TooMuch(1)]);
    assert!(cut.paragraphs.len() <= 16, "{}", cut.paragraphs.len());
}

#[test]
fn attached_files_are_named() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 5 0 R >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F \
         << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Annots [<< /Subtype \
         /FileAttachment /FS << /F (third.csv) >> >> << /Subtype /Text /FS << /F (no.txt) >> >>] >>"
            .to_owned(),
        stream("", &lines(72, 700, &["See the lists."])),
        // A tree that is a loop.
        "<< /Kids [6 0 R 7 0 R 5 0 R] >>".to_owned(),
        "<< /Names [(a) << /F (first.txt) /UF <feff00660069007200730074002e0074> >>] >>".to_owned(),
        "<< /Names [(b) << /F (second.doc) >> (c) << /F (second.doc) >>] >>".to_owned(),
    ];
    let reading = reading(&file(&objects));
    let names = ["first.t", "second.doc", "third.csv"];
    assert_eq!(reading.attached, names);
    assert_eq!(blocks(&reading)[1..], names);
    assert!(reading.paragraphs[1..].iter().all(|paragraph| paragraph.kind == Attached));
}

#[test]
fn attached_files_are_handed_over_within_bounds() {
    let held = |number: u32| format!("/EF << /F {number} 0 R >>");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [\
         (a) 6 0 R (b) 6 0 R (c) << /F (a.txt) /EF << /F 5 0 R >> >> (d) << /F (gone.txt) >>] >> >> >>"
            .to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>".to_owned(),
        stream("/Type /EmbeddedFile", "one"),
        stream("/Type /EmbeddedFile", "longer"),
        format!("<< /F (a.txt) {} >>", held(4)),
    ];
    let bytes = file(&objects);
    assert!(crate::may_hold_files(&bytes) && !crate::may_hold_files(HEARING));
    let handed = |unpacked, most| {
        let mut handed = Vec::new();
        let limits = PdfLimits { unpacked, ..PdfLimits::default() };
        crate::attached_files(&*bytes, &limits, &mut |file| {
            let bytes = file.bytes.map(|bytes| String::from_utf8(bytes).unwrap());
            handed.push((file.name, bytes));
            handed.len() < most
        })
        .unwrap();
        handed
    };
    let file = |name: &str, bytes: Option<&str>| (name.to_owned(), bytes.map(str::to_owned));
    let (one, gone) = (file("a.txt", Some("one")), file("gone.txt", None));
    assert_eq!(handed(9, 9), [one.clone(), file("a.txt", Some("longer")), gone.clone()]);
    assert_eq!(handed(3, 9), [one.clone(), file("a.txt", None), gone]);
    assert_eq!(handed(9, 1), [one]);
}

#[test]
fn what_is_left_out_of_the_text_is_kept_beside_it() {
    let body = |page: usize| {
        let rows: Vec<_> = (0..6).map(|row| format!("{page}{row} {FULL}")).collect();
        let rows: Vec<_> = rows.iter().map(String::as_str).collect();
        lines(72, 760, &["Ferry inquiry"])
            + &lines(72, 700, &rows)
            + &lines(300, 40, &[&page.to_string()])
    };
    let beside = body(3) + &lines(700, 700, &["beside the page"]);
    let reading = reading(&pdf(&[body(1), body(2), beside]));
    let left_out: Vec<_> =
        reading.left_out.iter().map(|line| (line.page, line.kind, line.text.as_str())).collect();
    assert_eq!(
        left_out,
        [
            (1, PageNumber, "1"),
            (2, RunningHead, "Ferry inquiry"),
            (2, PageNumber, "2"),
            (3, OffPage, "beside the page"),
            (3, RunningHead, "Ferry inquiry"),
            (3, PageNumber, "3"),
        ]
    );
    assert_eq!(reading.text.matches("Ferry inquiry").count(), 1);
    assert!(!reading.text.contains("beside"));
}

#[test]
fn the_numbers_of_rows_are_no_numbers_of_lines() {
    let numbers: Vec<_> = (1..=25).map(|number| number.to_string()).collect();
    let numbers: Vec<_> = numbers.iter().map(String::as_str).collect();
    let said = vec!["Q. Did you see it? A. I did, and so did everybody else there."; 25];
    let page = |beside: &str| pdf(&[lines(60, 700, &numbers) + beside]);
    let transcript = reading(&page(&lines(100, 700, &said)));
    assert_eq!(transcript.left_out.len(), 1);
    assert_eq!(transcript.left_out[0].kind, LineNumbers);
    assert_eq!(transcript.left_out[0].text, numbers.join(" "));
    let paid = lines(100, 700, &["Quist Towage"; 25]) + &lines(300, 700, &["1,200.00"; 25]);
    let table = reading(&page(&paid));
    assert_eq!(table.left_out, []);
    assert!(table.text.contains("25 Quist Towage 1,200.00"), "{}", table.text);
}
