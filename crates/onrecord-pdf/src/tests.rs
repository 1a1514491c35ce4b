//! PDFs written by hand, object by object, and a few from other programs (`tests/files/pdf`).

mod aside;
mod coded;
mod heads;
mod rows;

use std::fmt::Write;

use proptest::prelude::*;

use crate::ParagraphKind::{Furniture, Heading, Item, Note, Text};
use crate::{PdfError, PdfLimits, PdfText, Problem, read};

const HEARING: &[u8] = include_bytes!("../tests/files/hearing.pdf");

/// A file of these objects, numbered from 1, of which the first is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer\n<< /Size {} /Root 1 0 R /Info 2 0 R >>\nstartxref\n{table}\n%%EOF\n",
        places.len() + 1
    )
    .unwrap();
    file.into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A file of letter-size pages with these contents and `more` in each page's dictionary. Font /F is
/// Helvetica, its byte 1 the ligature fi; /I is a picture of one point, /R a form that runs itself.
fn pdf_with(contents: &[String], more: &str) -> Vec<u8> {
    let kids: Vec<_> = (0..contents.len()).map(|page| format!("{} 0 R", 7 + 2 * page)).collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 3 0 R >>".to_owned(),
        "<< /Title (A \\344 title) /Author <feff00410042> /CreationDate (D:20210514) >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding \
         /WinAnsiEncoding /Differences [1 /fi] >> >>"
            .to_owned(),
        stream(
            "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            "x",
        ),
        stream(
            "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /R 6 0 R >> >>",
            "/R Do /R Do",
        ),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << \
             /Font << /F 4 0 R >> /XObject << /I 5 0 R /R 6 0 R >> >> {more} >>",
            8 + 2 * page
        ));
        objects.push(stream("", content));
    }
    file(&objects)
}

fn pdf(contents: &[String]) -> Vec<u8> {
    pdf_with(contents, "")
}

/// Lines under each other, 12 points apart, in letters of 10 points. `é` may stand in them.
fn lines(x: i32, y: i32, lines: &[&str]) -> String {
    let mut content = format!("BT /F 10 Tf 12 TL {x} {y} Td ");
    for line in lines {
        let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        write!(content, "({}) Tj T* ", line.replace('é', "\\351").replace('ﬁ', "\\001")).unwrap();
    }
    content + "ET\n"
}

fn reading(bytes: &[u8]) -> PdfText {
    read(bytes, &PdfLimits::default()).unwrap()
}

fn blocks(reading: &PdfText) -> Vec<&str> {
    reading.paragraphs.iter().map(|paragraph| paragraph.span.of(&reading.text)).collect()
}

const FULL: &str = "a line that fills the column from its left to its right end, as most lines do";

#[test]
fn lines_become_paragraphs() {
    for (page, expected) in [
        // A blank line's height between them.
        (
            lines(
                72,
                700,
                &["First paragraph of words that go on to the end of their line,", "and end."],
            ) + &lines(
                72,
                660,
                &["Second paragraph, which has a line of its own and stays there."],
            ),
            vec![
                "First paragraph of words that go on to the end of their line, and end.",
                "Second paragraph, which has a line of its own and stays there.",
            ],
        ),
        // Only the first line set in.
        (
            lines(84, 700, &["One fills the line from the left end to the right end, I think"])
                + &lines(
                    72,
                    688,
                    &["and this is the rest of it, which is as long as the first one."],
                )
                + &lines(
                    84,
                    676,
                    &["Two fills the line from the left end to the right end, I think"],
                )
                + &lines(
                    72,
                    664,
                    &["and this is the rest of it, which is as long as the first one."],
                ),
            vec![
                "One fills the line from the left end to the right end, I think and this is the \
                 rest of it, which is as long as the first one.",
                "Two fills the line from the left end to the right end, I think and this is the \
                 rest of it, which is as long as the first one.",
            ],
        ),
        // There was room for the next word: the author ended these lines.
        (lines(72, 700, &["Port Authority", "Quay 3", FULL]), vec!["Port Authority\nQuay 3", FULL]),
        (lines(72, 700, &["of\u{fb01}ce café"]), vec!["office café"]),
        (lines(72, 700, &["(a) one", "(b) two"]), vec!["(a) one", "(b) two"]),
    ] {
        let reading = reading(&pdf(&[page]));
        assert_eq!(blocks(&reading), expected);
        assert_eq!(reading.problems, []);
    }
}

#[test]
fn letters_make_words_by_their_places() {
    for (shown, expected) in [
        ("(One) Tj 26 0 Td (two) Tj", "One two"),
        ("[(W) 80 (ord) -300 (gap)] TJ", "Word gap"),
        ("6 Tc (SPACED OUT LETTERS) Tj", "SPACED OUT LETTERS"),
        // Letters set apart one by one, at even steps and at even gaps; but not the alphabet.
        (
            "(S) Tj 13 0 Td (I) Tj 13 0 Td (L) Tj 13 0 Td (E) Tj 13 0 Td (N) Tj 13 0 Td (T) Tj 26 0 Td \
             (V) Tj 13 0 Td (O) Tj 13 0 Td (T) Tj 13 0 Td (E) Tj",
            "SILENT VOTE",
        ),
        ("5 Tc 9 Tw (S I L E N T) Tj", "SILENT"),
        ("(A) Tj 17 0 Td (B) Tj 17 0 Td (C) Tj 17 0 Td (D) Tj 17 0 Td (E) Tj", "A B C D E"),
        ("(x) Tj 17 0 Td (x) Tj 17 0 Td (x) Tj 17 0 Td (x) Tj 17 0 Td (x) Tj", "x x x x x"),
        // What is printed over the end of an entry is no part of its last word.
        ("(an entry too long) Tj 60 0 Td (2640) Tj", "an entry too long 2640"),
        // Bold by printing twice, nearly in the same place.
        ("(bold) Tj 0.3 0 Td (bold) Tj", "bold"),
        // What the letters stand for is said beside them.
        ("/Span << /ActualText <feff00e9> >> BDC (xyz) Tj EMC", "é"),
        (
            "(investi) Tj /Span << /ActualText <feff00ad> >> BDC (-) Tj EMC 0 -12 Td (gation) Tj",
            "investigation",
        ),
        // An accent over its letter, as old fonts have it.
        ("(caf) Tj 13.5 0 Td (\\264) Tj 0.5 0 Td (e) Tj", "café"),
        // The mark of a footnote, raised.
        ("(word) Tj /F 6 Tf 4 Ts (1) Tj /F 10 Tf 0 Ts ( goes) Tj", "word1 goes"),
        ("50 Tz (nar) Tj (row) Tj", "narrow"),
    ] {
        let page = format!("BT /F 10 Tf 72 700 Td {shown} ET");
        let reading = reading(&pdf(&[page]));
        assert_eq!(reading.text, expected, "{shown}");
    }
}

#[test]
fn a_hyphen_that_may_be_the_words_own_is_doubted_aloud() {
    let cut = |word: &str| {
        format!("a line that fills the column from its left to its right end, {word}-")
    };
    let (first, second) = (cut("the land"), cut("the inves"));
    let page =
        lines(72, 700, &[&first, "register was not found, and nobody could say where it is,"])
            + &lines(72, 640, &[&second, "tigation ended there, as most of them do in this town,"])
            + &lines(
                72,
                580,
                &[&cut("a quarry"), "railway ran to it, and nobody could say where it is,"],
            );
    let reading = reading(&pdf(&[page]));
    assert!(reading.text.contains("the landregister"), "{}", reading.text);
    let words = ["land-register", "inves-tigation", "quarry-railway"];
    let words = words.map(|word| (1, word.to_owned())).to_vec();
    assert_eq!(reading.problems, [Problem::Hyphens { words, more: 0 }]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The left column has lines that are",
        "filled with words as columns are,",
        "and it goes on to its foot before",
        "the right column is begun by it",
    ];
    let right = [
        "and then the right column begins",
        "with lines of its own, which are",
        "as full as those on the left side",
        "are, until everything is read.",
    ];
    let head = "A title that runs over both of the columns from the left side to the right one";
    let page = lines(72, 720, &[head]) + &lines(72, 690, &left) + &lines(320, 690, &right);
    let reading = reading(&pdf(&[page]));
    assert_eq!(
        blocks(&reading),
        [head.to_owned(), format!("{} {}", left.join(" "), right.join(" "))]
    );
    // A table is read row by row.
    let page = lines(72, 700, &["Valdés", "Ortega", "Luna", "Total"])
        + &lines(320, 700, &["120", "80", "14", "214"]);
    let reading = super::tests::reading(&pdf(&[page]));
    assert_eq!(blocks(&reading), ["Valdés 120", "Ortega 80", "Luna 14", "Total 214"]);
}

#[test]
fn turned_pages_and_stamps_are_read() {
    let upright = "BT /F 10 Tf 0 1 -1 0 300 100 Tm (Runs up the page) Tj ET";
    let stamp = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET";
    let text = lines(72, 700, &["Level words."]);
    let reading = reading(&pdf(&[text.clone() + upright + stamp]));
    assert_eq!(blocks(&reading), ["DRAFT", "Level words.", "Runs up the page"]);
    let turned = pdf_with(&[upright.to_owned()], "/Rotate 90");
    assert_eq!(super::tests::reading(&turned).text, "Runs up the page");
}

#[test]
fn filled_in_fields_are_read() {
    let field = "/Annots [<< /Subtype /Widget /FT /Tx /V (Irina) /Rect [72 600 200 614] >> \
        << /Subtype /Widget /FT /Btn /V /Off /Rect [72 500 80 508] >>]";
    let reading = reading(&pdf_with(&[lines(72, 700, &["Name:"])], field));
    assert_eq!(blocks(&reading), ["Name:", "Irina"]);
}

#[test]
fn pictures_are_told() {
    let picture = "600 0 0 780 0 0 cm /I Do".to_owned();
    let stamped = |number: usize| {
        lines(72, 780, &[&format!("Filed 1/1/21 Page {number} of 4")])
            + "q 600 0 0 780 0 0 cm /I Do Q"
    };
    let words = lines(72, 700, &["Words."]);
    // The second page is blank: nothing is missing from it.
    let mixed = reading(&pdf(&[words.clone(), String::new(), picture.clone()]));
    assert_eq!(mixed.problems, [Problem::Picture(3)]);
    // Nor is one that is drawn, or that has no more than a mark on it, a picture.
    let drawn = "72 700 m 90 700 l 90 720 l S".to_owned();
    let mark = "20 0 0 20 0 0 cm /I Do".to_owned();
    let other = reading(&pdf(&[words.clone(), drawn, mark]));
    assert_eq!(other.problems, [Problem::Drawn(2), Problem::Drawn(3)]);
    // A scan with a line of the court's at its top is a picture still.
    let filed = reading(&pdf(&[stamped(1), stamped(2), stamped(3), words]));
    assert_eq!(filed.problems, [Problem::Picture(1), Problem::Picture(2), Problem::Picture(3)]);
    let all = read(pdf(&[picture.clone(), picture]), &PdfLimits::default());
    assert_eq!(all.map(|_| ()), Err(PdfError::Pictures));
    assert_eq!(reading(&pdf(&[String::new()])).text, "");
}

#[test]
fn passwords_are_asked_for_only_where_they_are_needed() {
    let locked = include_bytes!("../tests/files/locked.pdf");
    assert_eq!(read(locked, &PdfLimits::default()).map(|_| ()), Err(PdfError::Encrypted));
    for open in [
        &include_bytes!("../tests/files/owner_only.pdf")[..],
        include_bytes!("../tests/files/owner_only_rc4.pdf"),
    ] {
        assert_eq!(reading(open).text, "The door was open when they came.");
    }
}

#[test]
fn what_is_damaged_is_mended_or_told() {
    let whole = pdf(&[lines(72, 700, &["Words."])]);
    let at = |words: &[u8]| memchr::memmem::find(&whole, words).unwrap();
    // Without its table, and with a table that points elsewhere.
    assert_eq!(reading(&whole[..at(b"xref")]).text, "Words.");
    let shifted = [b"%PDF-1.4\n%shifted by this line\n", &whole[9..]].concat();
    assert_eq!(reading(&shifted).text, "Words.");
    for (bytes, error) in [
        (&b""[..], PdfError::NotPdf),
        (b"PK\x03\x04", PdfError::NotPdf),
        (b"%PDF-1.7\nand nothing else", PdfError::NoPageList),
        (&whole[..40], PdfError::NoPageList),
    ] {
        assert_eq!(read(bytes, &PdfLimits::default()).map(|_| ()), Err(error));
    }
}

#[test]
fn bounds_are_kept() {
    let words = lines(72, 700, &["Words."]);
    let tight = PdfLimits { unpacked: 200, ..PdfLimits::default() };
    // A form that runs itself, twice each time.
    let looped = reading(&pdf(&[words.clone() + "/R Do"]));
    assert_eq!(looped.text, "Words.");
    let long = pdf(&[words.clone(), lines(72, 700, &[FULL; 20])]);
    let cut = read(&long, &tight).unwrap();
    assert_eq!(cut.text, "Words.");
    assert!(matches!(cut.problems[0], Problem::TooMuch(2)), "{:?}", cut.problems);
    let short = PdfLimits { text: 20, ..PdfLimits::default() };
    let cut = read(pdf(&[words, lines(72, 700, &["More than twenty letters."])]), &short).unwrap();
    assert_eq!((cut.text.as_str(), cut.problems.len()), ("Words.", 1));
    assert_eq!(cut.problems[0], Problem::CutOff);
    // Objects packed to more than may be unpacked are refused before they are.
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &vec![0; 1 << 20]).unwrap();
    let table = packer.finish().unwrap();
    for (name, tables, unpacked, refused) in [
        ("ObjStm", 1, 1 << 16, true),
        // A name may be written in hexadecimal.
        ("O#62j#53tm", 1, 1 << 16, true),
        ("#58Ref", 1, 1 << 16, true),
        ("Objects", 1, 1 << 16, false),
        // Each table fits, all of them do not.
        ("ObjStm", 3, 4 << 20, false),
        ("ObjStm", 5, 4 << 20, true),
    ] {
        let mut bomb = b"%PDF-1.5\n".to_vec();
        for _ in 0..tables {
            bomb.extend(format!("1 0 obj << /Type /{name} >>\nstream\n").bytes());
            bomb.extend(&table);
            bomb.extend(b"\nendstream\nendobj\n");
        }
        let limits = PdfLimits { unpacked, ..PdfLimits::default() };
        let read = read(&bomb, &limits).map(|_| ());
        assert_eq!(read == Err(PdfError::TooLarge), refused, "{tables} {name}");
    }
    // Widths for four billion glyphs.
    let wide = String::from_utf8(pdf(&[lines(72, 700, &["Words."])])).unwrap();
    let wide =
        wide.replace("/BaseFont /Helvetica", "/FirstChar 0 /LastChar 4294967295 /Widths [1]");
    assert!(read(wide.as_bytes(), &PdfLimits::default()).is_ok());
}

#[test]
fn the_ends_of_inline_images_are_not_sought_for_ever() {
    for (content, most, fits) in [
        ("BI /W 1 ID xx EI BI /W 1 ID xx EI (ID)", 10, true),
        ("BI /W 1 ID BI /W 1 ID ", 16, false),
        ("BI /W 1 ID BI /W 1 ID ", 17, true),
        ("EI BI /W 1 ID ", 1, false),
        ("/P <</MCID 0>> BDC /FRIDAY 10 Tf", 0, true),
        ("/P BI /W 1ID ", 0, false),
        ("", 0, true),
    ] {
        assert_eq!(super::bounds::images_end(content.as_bytes(), most), fits, "{content}");
    }
}

#[test]
fn forms_without_content_cost_something_too() {
    let font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    let resources = |next| format!("/Resources << {font} /XObject << /X {next} 0 R >> >>");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R {} >>",
            resources(5)
        ),
        stream("", &(lines(72, 700, &["Words."]) + "/X Do")),
    ];
    // Ten forms, each of which shows the next one ten times.
    for next in 6..16 {
        let dict = format!("/Subtype /Form /BBox [0 0 9 9] {}", resources(next));
        objects.push(stream(&dict, &"/X Do ".repeat(10)));
    }
    let limits = PdfLimits { unpacked: 1 << 20, ..PdfLimits::default() };
    let cut = read(file(&objects), &limits).unwrap();
    assert_eq!(cut.text, "Words.");
    assert!(matches!(cut.problems.first(), Some(Problem::TooMuch(1))));
}

#[test]
fn forms_are_run_to_a_depth() {
    for (depth, expected) in [(5, "Deep."), (20, "")] {
        let font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
        let resources = |next| format!("/Resources << {font} /XObject << /X {next} 0 R >> >>");
        let mut objects = vec![
            "<< /Type /Catalog /Pages 3 0 R >>".to_owned(),
            "<< >>".to_owned(),
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
            format!("<< /Type /Page /Parent 3 0 R /Contents 5 0 R {} >>", resources(6)),
            stream("", "/X Do"),
        ];
        for form in 6..6 + depth {
            let dict = format!("/Subtype /Form /BBox [0 0 9 9] {}", resources(form + 1));
            objects.push(stream(&dict, "/X Do"));
        }
        objects.push(stream("/Subtype /Form /BBox [0 0 9 9]", &lines(72, 700, &["Deep."])));
        assert_eq!(reading(&file(&objects)).text, expected);
    }
}

#[test]
fn a_file_of_another_program_reads_like_its_page() {
    let reading = reading(HEARING);
    let about = &reading.metadata;
    assert_eq!(about.title.as_deref(), Some("Hearing on the harbour contract"));
    assert_eq!(about.author.as_deref(), Some("Office of the Clerk"));
    assert_eq!((&about.published, about.created.as_deref()), (&None, Some("2021-05-14")));
    let kinds: Vec<_> = reading.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(
        kinds,
        [Furniture, Heading, Text, Text, Text, Heading, Text, Text, Item, Item, Text, Text, Note]
    );
    let text = reading.text;
    for words in [
        "opened its investigation into the harbour contract after two officials",
        "the same well-known supplier twice for the dredging of the outer basin.1 The supplier",
        "a spokesman stated that the letter “did not reach the responsible department before",
        "four centimetres short.\n\n1 Report of the auditors, volume 2, page 31.",
    ] {
        assert!(text.to_lowercase().contains(&words.to_lowercase()), "{words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn paragraphs_and_pages_lie_in_the_text(words in prop::collection::vec("[a-zé(\\- ]{0,40}", 1..12), x in 0i32..600, y in 0i32..790) {
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let page = lines(x, y, &words);
        if let Ok(reading) = read(pdf(&[page.clone(), page]), &PdfLimits::default()) {
            for paragraph in &reading.paragraphs {
                prop_assert!(!paragraph.span.of(&reading.text).is_empty());
                prop_assert!(reading.page_at(paragraph.span.start).is_some());
            }
        }
    }

    #[test]
    fn any_operators_are_run(operators in prop::collection::vec(prop::sample::select(vec![
        "q", "Q", "BT", "ET", "(é) Tj", "[(a) -900 (b) 9e9] TJ", "/F 10 Tf", "/F 0 Tf", "/F -1e30 Tf", "T*",
        "1 0 0 1 9 9 cm", "0 0 0 0 0 0 Tm", "1e38 0 0 1e38 0 0 cm", "/R Do", "/I Do", "/Span << /ActualText (x) >> BDC",
        "/Artifact << /Type /Pagination >> BDC", "EMC", "99 Tz", "72 700 Td", "(\\001) '", "1 1 (a) \"",
    ]), 0..60)) {
        let _ = read(pdf(&[operators.join(" ")]), &PdfLimits::default());
    }

    #[test]
    fn no_broken_byte_ends_in_a_panic(changes in prop::collection::vec((0usize..24000, any::<u8>()), 0..6), cut in 0usize..24000) {
        let mut bytes = HEARING.to_vec();
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(if cut % 3 == 0 { cut } else { bytes.len() });
        let _ = read(&bytes, &PdfLimits::default());
    }
}
