//! What a PDF says about itself: its information dictionary, and where that is silent its XMP.

use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Stream};

use super::bounds;
use crate::Metadata;

/// Characters of the bytes 0x80 to 0x9f in `PDFDocEncoding` (ISO 32000-2, table D.2).
const UPPER: [char; 32] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}',
];

/// Accents of the bytes 0x18 to 0x1f in `PDFDocEncoding`.
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];

/// The longest metadata that is looked into (bytes).
const LONGEST: usize = 1 << 20;

/// What `pdf` says about itself.
pub(crate) fn about(pdf: &Pdf) -> Metadata {
    let info = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| said(&string(bytes.as_deref()?));
    let made = info.creation_date.or(info.modification_date);
    let date = made.filter(|date| date.year > 1900);
    let mut about = Metadata {
        title: text(&info.title),
        author: text(&info.author),
        created: date.map(made_on),
        ..Metadata::default()
    };
    let others = [("subject", text(&info.subject)), ("keywords", text(&info.keywords))];
    about.others.extend(others.into_iter().filter_map(|(name, words)| Some((name, words?))));
    if let Some(xmp) = xmp(pdf) {
        for (name, words) in others_in(&xmp) {
            // Both say the same where one program wrote them.
            if about.others.iter().all(|(_, known)| *known != words) {
                about.others.push((name, words));
            }
        }
        about.title = about.title.or_else(|| said(&element(&xmp, "dc:title")?));
        about.author = about.author.or_else(|| said(&element(&xmp, "dc:creator")?));
        about.created = about.created.or_else(|| day(&element(&xmp, "xmp:CreateDate")?));
        about.published = element(&xmp, "prism:publicationDate").and_then(|date| day(&date));
    }
    about
}

/// The day a file was made, or its month or year where it says no more. The reader of PDF fills what
/// a date leaves out (`D:2022`) with the first month, day and second: midnight on the first of a
/// month may be made up, and is not taken for stated.
fn made_on(date: DateTime) -> String {
    let time = (date.hour, date.minute, date.second, date.utc_offset_hour, date.utc_offset_minute);
    let DateTime { year, month, day, .. } = date;
    match (month, day, time) {
        (1, 1, (0, 0, 0, 0, 0)) => format!("{year:04}"),
        (_, 1, (0, 0, 0, 0, 0)) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// The characters of a string of PDF: UTF-16 or UTF-8 by its mark, else `PDFDocEncoding`.
pub(crate) fn string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| of_pdf(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn of_pdf(byte: u8) -> char {
    let from = |table: &[char], first: u8| table.get(usize::from(byte - first)).copied();
    let named = match byte {
        0x18..=0x1f => from(&ACCENTS, 0x18),
        0x80..=0x9f => from(&UPPER, 0x80),
        0xa0 => Some('€'),
        _ => None,
    };
    named.unwrap_or(char::from(byte))
}

/// What is more than blank, on one line.
fn said(text: &str) -> Option<String> {
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c == '\0').collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What XMP says in words besides title, author and days. What the dictionary calls the subject is its description.
fn others_in(xmp: &str) -> impl Iterator<Item = (&'static str, String)> {
    let elements = [
        ("description", "dc:description"),
        ("keywords", "dc:subject"),
        ("keywords", "pdf:Keywords"),
        ("rights", "dc:rights"),
        ("publisher", "dc:publisher"),
        ("contributor", "dc:contributor"),
        ("headline", "photoshop:Headline"),
    ];
    elements.into_iter().filter_map(|(name, own)| Some((name, said(&element(xmp, own)?)?)))
}

fn xmp(pdf: &Pdf) -> Option<String> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let stream = root.get::<Stream<'_>>("Metadata")?;
    Some(String::from_utf8_lossy(&bounds::unpacked(&stream, LONGEST)?).into_owned())
}

/// The text of the first element `name`, without the lists that XMP wraps it in.
fn element(xmp: &str, name: &str) -> Option<String> {
    let (_, rest) = xmp.split_once(&format!("<{name}"))?;
    let (inside, _) = rest.split_once(&format!("</{name}>"))?;
    let texts = inside.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    let text = texts.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    Some(plain.iter().fold(text, |text, (entity, c)| text.replace(entity, c)))
}

/// The day at the beginning of a date of XMP, or its year or month where it says no more.
fn day(date: &str) -> Option<String> {
    let day = date.split('T').next()?;
    let shape: String = day.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), "0000" | "0000-00" | "0000-00-00").then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded_by_their_marks() {
        for (bytes, text) in [
            (&b"plain"[..], "plain"),
            (b"\x84 \x93fi \xe9 \xa0 \x1c", "— ﬁfi é € ˝"),
            (b"\xfe\xff\0A\x20\x14", "A—"),
            (b"\xff\xfeA\0", "A"),
            (b"\xef\xbb\xbf\xc3\xa9", "é"),
            (b"\xfe\xff\0", ""),
        ] {
            assert_eq!(string(bytes), text);
        }
    }

    #[test]
    fn metadata_are_found_in_their_lists() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>A &amp;lt; B</rdf:li></rdf:Alt>\
            </dc:title><dc:creator><rdf:Seq><rdf:li>One</rdf:li> <rdf:li>Two</rdf:li></rdf:Seq>\
            </dc:creator><xmp:CreateDate>2021-05-14T10:00:00Z</xmp:CreateDate>";
        assert_eq!(element(xmp, "dc:title").as_deref(), Some("A &lt; B"));
        assert_eq!(element(xmp, "dc:creator").as_deref(), Some("One, Two"));
        assert_eq!(element(xmp, "dc:subject"), None);
        let others = format!(
            "{xmp}<dc:description><rdf:li>Zinc</rdf:li></dc:description><dc:rights> </dc:rights>"
        );
        assert_eq!(others_in(&others).collect::<Vec<_>>(), [("description", "Zinc".to_owned())]);
        let date = element(xmp, "xmp:CreateDate");
        assert_eq!(date.and_then(|date| day(&date)).as_deref(), Some("2021-05-14"));
        for (date, found) in [("2021", true), ("2021-05", true), ("May 2021", false), ("", false)] {
            assert_eq!(day(date).is_some(), found, "{date}");
        }
    }

    #[test]
    fn what_a_date_leaves_out_is_not_made_up() {
        let filled = DateTime {
            year: 2022,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            utc_offset_hour: 0,
            utc_offset_minute: 0,
        };
        for (date, want) in [
            (filled, "2022"),
            (DateTime { month: 5, ..filled }, "2022-05"),
            (DateTime { day: 14, ..filled }, "2022-01-14"),
            (DateTime { hour: 9, ..filled }, "2022-01-01"),
            (DateTime { utc_offset_hour: 2, ..filled }, "2022-01-01"),
        ] {
            assert_eq!(made_on(date), want);
        }
    }
}
