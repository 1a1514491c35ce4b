//! Where a passage stands in the original, as a citation names it: `p. 214 ¶3`, `00:12:31`,
//! `line 88`, `¶17`.
//!
//! Whoever names a place asks here: citations, exports, commands, the source's title. It goes by the
//! marks that the reader of the file has set and knows no formats.

use std::fmt;

use onrecord_model::{Document, Mark, Original, Place, Region, Source, Statement};
use onrecord_text::{Span, width};

/// The place of `span` (bytes of the source's text): from where it begins to where it ends.
pub fn place(source: &Source, span: Span) -> String {
    let first = Spot::of(source, span.start);
    let last = Spot::of(source, span.end.saturating_sub(1).max(span.start));
    match (first, last) {
        (first, last) if first == last => first.to_string(),
        (Spot::Page(page, from), Spot::Page(same, to)) if page == same => {
            format!("p. {page} ¶{from}–{to}")
        }
        (Spot::Region(region, from), Spot::Region(other, to)) if region.page() == other.page() => {
            format!("p. {} ¶{from}–{to}", region.page())
        }
        (Spot::Section(section, from), Spot::Section(same, to)) if section == same => {
            format!("section {section} ¶{from}–{to}")
        }
        (Spot::Line(from), Spot::Line(to)) => format!("lines {from}–{to}"),
        (Spot::Paragraph(from), Spot::Paragraph(to)) => format!("¶{from}–{to}"),
        (first, last) => format!("{first} – {last}"),
    }
}

/// The same for somebody who has yet to find the file: `filings/Exh-C.pdf p. 214 ¶3`.
pub fn in_file(source: &Source, span: Span) -> String {
    if source.file.is_empty() {
        return place(source, span);
    }
    format!("{} {}{}", source.file, place(source, span), text_beside(source))
}

/// That the text of a picture is that of a file beside it: ` (text beside it: scan.txt)`.
fn text_beside(source: &Source) -> String {
    let name = source.beside.as_ref().and_then(|file| file.rsplit('/').next());
    match name {
        Some(name) => format!(" (text beside it: {name})"),
        None => String::new(),
    }
}

/// Columns of a source's name below which it says nothing.
const NAME: usize = 8;

/// `Exh-C.pdf p. 214`: the source and where a passage begins, for a row of a list, in at most
/// `columns`. Where they are too few the name is cut, a file's inside, so that its ending stays;
/// `None` where too little of it would be left.
pub fn brief(source: &Source, statement: &Statement, columns: usize) -> Option<String> {
    let place = original(statement).map_or_else(|| begins(source, statement.hull()), str::to_owned);
    named(source, &place, columns)
}

fn named(source: &Source, place: &str, columns: usize) -> Option<String> {
    let room = columns.checked_sub(width::of(place) + 1)?;
    let name = if is_file_name(source) {
        width::cut_inside(&source.title, room)
    } else {
        width::cut(&source.title, room)
    };
    let told = width::of(&name) >= NAME.min(width::of(&source.title));
    told.then(|| format!("{name} {place}"))
}

/// Where a passage begins, in as few words as tell it: `p. 214`, `00:12:31`.
pub fn begins(source: &Source, span: Span) -> String {
    match Spot::of(source, span.start) {
        Spot::Page(page, _) => format!("p. {page}"),
        Spot::Region(region, _) => format!("p. {}", region.page()),
        Spot::Section(section, _) => format!("section {section}"),
        spot => spot.to_string(),
    }
}

/// The place of words that do not stand in their source any more.
pub const NOWHERE: &str = "not found there now";

/// Where a statement stands. For a row of a list that is where its words stood in what they were taken
/// from, as the row says it, and not where the list has them.
pub fn of(source: &Source, statement: &Statement) -> String {
    if !statement.anchor_state().has_place() {
        return NOWHERE.into();
    }
    original(statement).map_or_else(|| place(source, statement.hull()), str::to_owned)
}

/// The same for somebody who has yet to find the file: `filings/Exh-C.pdf p. 214 ¶3`, and for a row
/// of a list how it came here: `p. 214 ¶3, listed in quotes.ndjson line 5`.
pub fn of_in_file(source: &Source, statement: &Statement) -> String {
    let here = match (statement.anchor_state().has_place(), source.file.as_str()) {
        (true, _) => in_file(source, statement.hull()),
        (false, "") => NOWHERE.into(),
        (false, file) => format!("{file}, {NOWHERE}"),
    };
    match original(statement) {
        Some(place) => format!("{place}, listed in {here}"),
        None => here,
    }
}

/// Where a statement stands, as it is cited: with the file where there is no link by which the source
/// could be found.
pub fn cited(source: &Source, statement: &Statement) -> String {
    match source.link {
        Some(_) => of(source, statement) + &text_beside(source),
        None => of_in_file(source, statement),
    }
}

/// The same for any words of a source.
pub fn cited_span(source: &Source, span: Span) -> String {
    match source.link {
        Some(_) => place(source, span) + &text_beside(source),
        None => in_file(source, span),
    }
}

/// The link of a source, and when what stands there was taken down.
pub fn link(source: &Source) -> Option<String> {
    let link = source.link.as_ref()?;
    Some(match &source.captured {
        Some(captured) => format!("{link} (captured {captured})"),
        None => link.clone(),
    })
}

fn original(statement: &Statement) -> Option<&str> {
    statement.original().and_then(|Original { place, .. }| place.as_deref())
}

/// The place of byte `offset` while one reads on; a paragraph with how many there are: `¶17/46`.
pub fn reading(source: &Source, offset: u32) -> String {
    match Spot::of(source, offset) {
        spot @ Spot::Paragraph(_) => format!("{spot}/{}", source.document.paragraphs()),
        spot => spot.to_string(),
    }
}

/// Whether the title is only the file's name, because nobody knows a better one.
pub fn is_file_name(source: &Source) -> bool {
    source.file.rsplit('/').next() == Some(&source.title)
}

/// The place of one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot<'s> {
    /// A page and a paragraph of it, both from 1.
    Page(u32, u32),
    /// A part of a scanned page, and a paragraph of the page, from 1.
    Region(Region, u32),
    /// Seconds into a recording.
    Time(u32),
    /// A line of the file, from 1.
    Line(u32),
    /// A row, from 1, of the sheet with this name, where it is known.
    Row(Option<&'s str>, u32),
    /// A slide, from 1.
    Slide(u32),
    /// A section of a book and a paragraph of it, both from 1.
    Section(u32, u32),
    /// A paragraph of the whole text, from 1.
    Paragraph(u32),
}

impl<'s> Spot<'s> {
    fn of(source: &'s Source, offset: u32) -> Self {
        let document = &source.document;
        let paragraph = document.paragraph_at(offset);
        let Some(mark) = document.mark_at(offset) else { return Self::Paragraph(paragraph) };
        match mark.place {
            Place::Page(page) => Self::Page(page, paragraph_from(document, mark, paragraph)),
            Place::Region(region) => {
                let page = first_of_page(document, mark, region.page());
                Self::Region(region, paragraph_from(document, page, paragraph))
            }
            Place::Section(number) => {
                Self::Section(number, paragraph_from(document, mark, paragraph))
            }
            Place::Row(row) => Self::Row(document.heading_over(offset), row),
            Place::Slide(slide) => Self::Slide(slide),
            Place::Time(milliseconds) => Self::Time(milliseconds / 1000),
            // The file is one's own copy of something published: nobody else has its lines.
            Place::Line(_) if source.link.is_some() => Self::Paragraph(paragraph),
            Place::Line(line) => Self::Line(line),
        }
    }
}

/// The number of a paragraph from a mark on. What runs over from before it is the first one behind it.
fn paragraph_from(document: &Document, mark: Mark, paragraph: u32) -> u32 {
    let before = document.blocks().partition_point(|block| block.span.end <= mark.at);
    paragraph.saturating_sub(before as u32).max(1)
}

/// The mark that a scanned page begins with, of which every paragraph has its own.
fn first_of_page(document: &Document, mark: Mark, page: u32) -> Mark {
    let before = |mark: &Mark| {
        let before = document.mark_at(mark.at.checked_sub(1)?)?;
        let same = match before.place {
            Place::Region(region) => region.page() == page,
            place => place == Place::Page(page),
        };
        same.then_some(before)
    };
    std::iter::successors(Some(mark), before).last().unwrap_or(mark)
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page, paragraph) => write!(out, "p. {page} ¶{paragraph}"),
            Self::Region(region, paragraph) => {
                let [left, top, right, bottom] = region.sides();
                let page = region.page();
                write!(out, "p. {page} ¶{paragraph} at {left},{top}–{right},{bottom}")
            }
            Self::Time(seconds) => {
                let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
                write!(out, "{hours:02}:{minutes:02}:{:02}", seconds % 60)
            }
            Self::Line(line) => write!(out, "line {line}"),
            Self::Row(Some(sheet), row) => write!(out, "{sheet} row {row}"),
            Self::Row(None, row) => write!(out, "row {row}"),
            Self::Slide(slide) => write!(out, "slide {slide}"),
            Self::Section(section, paragraph) => write!(out, "section {section} ¶{paragraph}"),
            Self::Paragraph(paragraph) => write!(out, "¶{paragraph}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{
        Block, BlockKind, Carried, Document, Facts, Form, Mark, Origin, Provenance, SourceIx,
        Stated, Status,
    };

    /// A source whose paragraphs are the words of `text` between bars, with marks at those words.
    fn marked(text: &str, marks: &[(&str, Place)]) -> Source {
        let mut at = 0;
        let blocks = text.split('|').map(|words| {
            let span = Span::at(at, at + words.len());
            at += words.len() + 1;
            Block { span, kind: BlockKind::Paragraph }
        });
        let mark = |(words, place): &(&str, Place)| Mark {
            at: text.find(words).unwrap() as u32,
            place: *place,
        };
        let marks = marks.iter().map(mark).collect();
        let document = Document::of_blocks(text, blocks.collect(), marks);
        Source { file: "a/b.x".into(), document, ..Source::default() }
    }

    fn words_at(source: &Source, from: &str, to: &str) -> String {
        let text = source.document.text();
        let (start, end) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
        place(source, Span::at(start, end))
    }

    #[test]
    fn pages_count_their_own_paragraphs() {
        // “three” runs over onto page 214.
        let marks = [("one", Place::Page(213)), ("over", Place::Page(214))];
        let source = marked("zero|one|two|three over|four|five", &marks);
        for (from, to, want) in [
            ("zero", "zero", "¶1"),
            ("one", "one", "p. 213 ¶1"),
            ("two", "three", "p. 213 ¶2–3"),
            ("over", "over", "p. 214 ¶1"),
            ("five", "five", "p. 214 ¶3"),
            ("three", "four", "p. 213 ¶3 – p. 214 ¶2"),
            ("zero", "one", "¶1 – p. 213 ¶1"),
        ] {
            assert_eq!(words_at(&source, from, to), want);
        }
    }

    #[test]
    fn sheets_slides_and_books_are_cited_by_what_they_have() {
        let marks = [
            ("Payments", Place::Row(1)),
            ("Ana", Place::Row(12)),
            ("slide", Place::Slide(3)),
            ("book", Place::Section(2)),
        ];
        let source = marked("Payments|Ana|slide|book|end", &marks);
        let mut blocks = source.document.blocks().to_vec();
        blocks[0].kind = BlockKind::Heading;
        let marks = source.document.marks_in(Span::new(0, 99)).collect();
        let document = Document::of_blocks(source.document.text(), blocks, marks);
        let source = Source { document, ..source };
        for (from, to, want) in [
            ("Ana", "Ana", "Payments row 12"),
            ("Payments", "Ana", "Payments row 1 – Payments row 12"),
            ("slide", "slide", "slide 3"),
            ("book", "end", "section 2 ¶1–2"),
        ] {
            assert_eq!(words_at(&source, from, to), want);
        }
    }

    #[test]
    fn a_scanned_page_is_cited_with_the_part_of_it() {
        let region = |page, top| Place::Region(Region::of(page, [10, top, 300, top + 40]).unwrap());
        let marks = [("one", region(1, 5)), ("two", region(2, 5)), ("three", region(2, 50))];
        let source = marked("one|two|three", &marks);
        for (from, to, want) in [
            ("one", "one", "p. 1 ¶1 at 10,5–300,45"),
            ("three", "three", "p. 2 ¶2 at 10,50–300,90"),
            ("two", "three", "p. 2 ¶1–2"),
            ("one", "two", "p. 1 ¶1 at 10,5–300,45 – p. 2 ¶1 at 10,5–300,45"),
        ] {
            assert_eq!(words_at(&source, from, to), want);
        }
        assert_eq!(begins(&source, Span::at(4, 7)), "p. 2");
        let source = Source { beside: Some("a/b.hocr".into()), ..source };
        let cited = "a/b.x p. 2 ¶1 at 10,5–300,45 (text beside it: b.hocr)";
        assert_eq!(cited_span(&source, Span::at(4, 7)), cited);
        let linked = Source { link: Some("https://a.example".into()), ..source };
        assert!(cited_span(&linked, Span::at(4, 7)).ends_with(" (text beside it: b.hocr)"));
    }

    #[test]
    fn recordings_are_cited_by_time() {
        let marks = [
            ("one", Place::Time(751_999)),
            ("two", Place::Time(0)),
            ("six", Place::Time(u32::MAX)),
        ];
        let source = marked("one|two|six", &marks);
        for (from, to, want) in [
            ("one", "one", "00:12:31"),
            ("one", "two", "00:12:31 – 00:00:00"),
            ("six", "six", "1193:02:47"),
        ] {
            assert_eq!(words_at(&source, from, to), want);
        }
        assert_eq!(in_file(&source, Span::new(0, 1)), "a/b.x 00:12:31");
    }

    #[test]
    fn a_text_is_cited_by_line_and_what_is_published_by_paragraph() {
        let document = Document::new("one\ntwo\n\nthree");
        let own = Source { file: "notes.md".into(), document, ..Source::default() };
        let published = Source { link: Some("https://x.example".into()), ..own.clone() };
        for (from, to, line, paragraph) in [
            ("two", "two", "line 2", "¶1"),
            ("one", "two", "lines 1–2", "¶1"),
            ("two", "three", "lines 2–4", "¶1–2"),
        ] {
            assert_eq!(words_at(&own, from, to), line);
            assert_eq!(words_at(&published, from, to), paragraph);
        }
        assert_eq!(
            (reading(&own, 9).as_str(), reading(&published, 9).as_str()),
            ("line 4", "¶2/2")
        );
    }

    #[test]
    fn a_row_names_its_source_as_far_as_there_is_room() {
        let page = [("two", Place::Page(214))];
        let file = Source { title: "Exhibit-12-C.pdf".into(), ..marked("one|two", &page) };
        let file = Source { file: "a/Exhibit-12-C.pdf".into(), ..file };
        let titled = Source { title: "The harbour contract".into(), ..file.clone() };
        let two = Span::new(4, 7);
        for (source, columns, want) in [
            (&file, 23, Some("Exhibit-12-C.pdf p. 214")),
            (&file, 17, Some("Exhib….pdf p. 214")),
            (&file, 14, None),
            (&file, 0, None),
            (&titled, 40, Some("The harbour contract p. 214")),
            (&titled, 20, Some("The harbour… p. 214")),
        ] {
            assert_eq!(named(source, &begins(source, two), columns).as_deref(), want, "{columns}");
        }
        let first = begins(&file, Span::new(0, 3));
        assert_eq!(named(&file, &first, 30).as_deref(), Some("Exhibit-12-C.pdf ¶1"));
    }

    #[test]
    fn a_row_of_a_list_stands_where_it_was_taken_from() {
        let line = Mark { at: 0, place: Place::Line(5) };
        let block = Block { span: Span::new(0, 3), kind: BlockKind::Paragraph };
        let document = Document::of_blocks("One", vec![block], vec![line]);
        let source = Source { file: "rows.ndjson".into(), document, ..Source::default() };
        let row = |place: Option<&str>| {
            let original = Original { place: place.map(str::to_owned), ..Original::default() };
            let carried = Carried { original: Some(original), ..Carried::default() };
            let known = Facts { carried: Some(Box::new(carried)), ..Facts::NONE }.into();
            Statement {
                id: "a".into(),
                source: SourceIx(0),
                spans: [block.span].into_iter().collect(),
                form: Form::Unknown,
                status: Status::Unchecked,
                origin: Origin::Listed,
                speaker: Stated::Silent,
                provenance: Some(Box::new(Provenance { known, ..Provenance::default() })),
            }
        };
        for (place, want, in_file) in [
            (Some("p. 214 ¶3"), "p. 214 ¶3", "p. 214 ¶3, listed in rows.ndjson line 5"),
            (None, "line 5", "rows.ndjson line 5"),
        ] {
            let row = row(place);
            assert_eq!(
                (of(&source, &row), of_in_file(&source, &row)),
                (want.into(), in_file.into())
            );
        }
    }

    #[test]
    fn nothing_has_a_place_too() {
        let none = Source::default();
        assert_eq!(in_file(&none, Span::new(7, 3)), "¶1");
        assert_eq!(reading(&none, u32::MAX), "¶1/0");
        assert!(!is_file_name(&marked("a", &[])));
        let named = Source { title: "b.x".into(), ..marked("a", &[]) };
        assert!(is_file_name(&named));
    }

    proptest::proptest! {
        #[test]
        fn every_span_has_a_place(
            text in "[a é\r\n|]{0,40}",
            (start, end) in (0u32..60, 0u32..60),
            marks in proptest::collection::vec((0u32..40, 0u32..3, 0u32..9), 0..6),
        ) {
            let mut marks: Vec<_> = marks
                .into_iter()
                .map(|(at, kind, n)| {
                    let place = [Place::Page(n), Place::Time(n * 500), Place::Line(n)][kind as usize];
                    Mark { at, place }
                })
                .collect();
            marks.sort_by_key(|mark| mark.at);
            let document = Document::of_blocks(text.as_str(), Document::new(text.as_str()).blocks().to_vec(), marks);
            let source = Source { document, ..Source::default() };
            proptest::prop_assert!(!place(&source, Span::new(start, end)).is_empty());
            proptest::prop_assert!(!place(&source, Span::new(start, end)).contains("¶0"));
        }
    }
}
