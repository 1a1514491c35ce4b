//! Codings of what a page holds, and the fonts that say what its letters mean.

use super::*;

/// Deflated and written in base 85, each group of four bytes as five digits.
fn in_base_85(content: &str) -> String {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, content.as_bytes()).unwrap();
    let mut text = String::new();
    for bytes in packer.finish().unwrap().chunks(4) {
        let mut group = [0; 4];
        group[..bytes.len()].copy_from_slice(bytes);
        let value = u32::from_be_bytes(group);
        let digits = [52_200_625, 614_125, 7_225, 85, 1].map(|worth| value / worth % 85);
        text.extend(digits[..=bytes.len()].iter().map(|digit| char::from(b'!' + *digit as u8)));
    }
    text + "~>"
}

#[test]
fn what_is_deflated_behind_a_coding_of_text_is_read_within_its_bounds() {
    let content = lines(72, 700, &[FULL; 20]);
    let hex: Vec<_> = in_base_85(&content).bytes().map(|byte| format!("{byte:02x}")).collect();
    for (filters, packed) in [
        ("/A85 /Fl", in_base_85(&content)),
        ("/AHx /ASCII85Decode /FlateDecode", hex.concat() + ">"),
    ] {
        for (unpacked, whole) in [(content.len() + 2, true), (content.len() - 1, false)] {
            let page = stream(&format!("/Filter [{filters}]"), &packed);
            let bytes = String::from_utf8(pdf(&[String::new()])).unwrap();
            let bytes = bytes.replace(&stream("", ""), &page);
            let limits = PdfLimits { unpacked, ..PdfLimits::default() };
            let read = read(bytes.as_bytes(), &limits).unwrap();
            assert_eq!(read.text.matches(FULL).count(), if whole { 20 } else { 0 }, "{filters}");
            assert_eq!(read.problems.is_empty(), whole, "{:?}", read.problems);
        }
    }
}

#[test]
fn fonts_are_read_anew_where_a_document_has_many() {
    // More fonts than are kept, each of them asked for again long after it was let go.
    let page = |number: usize| {
        let words = lines(72, 700, &[&format!("Said on day {}.", number % 90)]);
        words.replace("/F 10 Tf", &format!("/F{} 10 Tf", number % 90))
    };
    let contents: Vec<_> = (0..180).map(page).collect();
    let font =
        |font| format!("/F{font} << /Type /Font /Subtype /Type1 /BaseFont /Courier /Id {font} >> ");
    let fonts = (0..90).map(font).collect::<Vec<_>>().concat();
    let bytes = String::from_utf8(pdf(&contents)).unwrap();
    let (before, rest) = bytes.split_once("<< /Type /Font ").unwrap();
    let (_, behind) = rest.split_once("endobj").unwrap();
    let bytes = format!("{before}<< {fonts} >>\nendobj{behind}");
    let bytes = bytes.replace("/Font << /F 4 0 R >>", "/Font 4 0 R");
    let reading = reading(bytes.as_bytes());
    for day in 0..90 {
        let times = reading.text.matches(&format!("Said on day {day}.")).count();
        assert_eq!(times, 2, "{day} in {}", reading.text);
    }
    assert_eq!(reading.problems, []);
}

#[test]
fn letters_of_a_font_that_is_missing_are_told() {
    let page = lines(72, 700, &["Paid to the mill."]) + "BT /Gone 10 Tf (forty crowns) Tj ET";
    let reading = reading(&pdf(&[page]));
    assert_eq!(reading.text, "Paid to the mill.");
    assert_eq!(reading.problems, [Problem::Meaningless(1)]);
}
