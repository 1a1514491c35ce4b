//! PDF: what [`onrecord_pdf`] reads, as a document.

use std::borrow::Cow;

use onrecord_model::{Block, BlockKind, Document, LeftOut, Mark, Place};
use onrecord_pdf::{
    LeftOutKind, PageStart, ParagraphKind, PdfError, PdfParagraph, PdfText, Problem,
};

use crate::archive::Hand;
use crate::description::FileDescription;
use crate::left_out::LeftOutText;
use crate::parts::FilePart;
use crate::{About, Doubt, Kind, Limits, ReadError, Reading, Warning};

/// Reads a PDF.
///
/// # Errors
/// [`ReadError::NotText`] where it is no PDF, [`ReadError::Encrypted`] where it needs a password,
/// [`ReadError::Pictures`] where no page has text, [`ReadError::TooLarge`] and
/// [`ReadError::Damaged`].
pub fn read<'b>(bytes: impl Into<Cow<'b, [u8]>>, limits: &Limits) -> Result<Reading, ReadError> {
    let bounds = onrecord_pdf::PdfLimits { text: limits.text, unpacked: limits.unpacked };
    let bytes = bytes.into();
    let holds_files = onrecord_pdf::may_hold_files(&bytes);
    let PdfText { mut text, paragraphs, pages, metadata, attached, left_out, mut problems } =
        onrecord_pdf::read(bytes, &bounds).map_err(refused)?;
    let block = |p: PdfParagraph| Block { span: p.span, kind: block_kind(p.kind) };
    let mut blocks = paragraphs.into_iter().map(block).collect();
    let mark = |page: PageStart| Mark { at: page.at, place: Place::Page(page.number) };
    let mut marks = pages.into_iter().map(mark).collect();
    let mut behind = LeftOutText::default();
    for line in left_out {
        behind.put(left_out_as(line.kind), Some(Place::Page(line.page)), &line.text);
    }
    let about = About {
        title: metadata.title,
        byline: metadata.author,
        date: metadata.published,
        created: metadata.created,
        ..About::default()
    };
    let mut described = FileDescription::default();
    for (name, words) in &metadata.others {
        described.put(name, words);
    }
    described.tell(&text, &about, &mut behind);
    if !behind.append((&mut text, &mut blocks, &mut marks), limits.text) {
        problems.push(Problem::CutOff);
    }
    let document = Document::of_blocks(text, blocks, marks);
    // Hearings come as pages, too.
    let turns = crate::transcript::turns(&document, &[]);
    // The others lie in it as documents of their own.
    let not_read = attached.into_iter().filter(|_| !holds_files).map(Doubt::NotRead);
    let doubts = problems.into_iter().map(doubt).chain(not_read);
    let warnings = doubts.map(|what| Warning { line: 0, what });
    Ok(Reading { document, about, turns, warnings: warnings.collect(), ..Reading::default() })
}

/// Hands over the files that are attached to a PDF. One that cannot be unpacked has no kind.
pub(super) fn parts(bytes: &[u8], limits: &Limits, hand: &mut Hand<'_>) -> bool {
    if !onrecord_pdf::may_hold_files(bytes) {
        return true;
    }
    let bounds = onrecord_pdf::PdfLimits { text: limits.text, unpacked: limits.unpacked };
    // Why it cannot be opened is told where its own text is read.
    let _ = onrecord_pdf::attached_files(bytes, &bounds, &mut |file| {
        let bytes = file.bytes.unwrap_or_else(Vec::new);
        let kind = Kind::of_file(&file.name, &bytes).filter(|_| !bytes.is_empty());
        hand(FilePart { name: file.name, kind, bytes: bytes.into(), ..FilePart::default() })
    });
    true
}

fn refused(error: PdfError) -> ReadError {
    match error {
        PdfError::NotPdf => ReadError::NotText,
        PdfError::Encrypted => ReadError::Encrypted,
        PdfError::Pictures => ReadError::Pictures,
        PdfError::TooLarge => ReadError::TooLarge,
        PdfError::NoPageList | PdfError::NoPages => ReadError::Damaged(error.to_string()),
    }
}

fn left_out_as(why: LeftOutKind) -> LeftOut {
    match why {
        LeftOutKind::RunningHead | LeftOutKind::PageNumber => LeftOut::RunningHeads,
        LeftOutKind::LineNumbers => LeftOut::LineNumbers,
        LeftOutKind::OffPage | LeftOutKind::Hidden => LeftOut::Hidden,
    }
}

fn block_kind(kind: ParagraphKind) -> BlockKind {
    match kind {
        ParagraphKind::Text | ParagraphKind::Row | ParagraphKind::Furniture => BlockKind::Paragraph,
        ParagraphKind::Heading => BlockKind::Heading,
        ParagraphKind::Item => BlockKind::Item,
        ParagraphKind::Note | ParagraphKind::Sticky | ParagraphKind::Attached => BlockKind::Note,
    }
}

fn doubt(problem: Problem) -> Doubt {
    match problem {
        Problem::Picture(page) => Doubt::Picture(page),
        Problem::TooMuch(page) => Doubt::Damaged(format!("page {page}: more on it than is read")),
        Problem::Drawn(page) => {
            Doubt::Damaged(format!("page {page}: drawn, without letters or pictures"))
        }
        Problem::Meaningless(page) => {
            Doubt::Damaged(format!("page {page}: letters without a meaning"))
        }
        Problem::Hyphens { words, more } => Doubt::Hyphens { words, more },
        Problem::CutOff => Doubt::CutOff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_becomes_a_document_with_its_pages_and_metadata() {
        let bytes = include_bytes!("../tests/files/pdf/hearing.pdf");
        let reading = read(&bytes[..], &Limits::default()).unwrap();
        let (document, about) = (&reading.document, &reading.about);
        assert_eq!(about.title.as_deref(), Some("Hearing on the harbour contract"));
        assert_eq!(about.byline.as_deref(), Some("Office of the Clerk"));
        assert_eq!((&about.date, about.created.as_deref()), (&None, Some("2021-05-14")));
        let kinds: Vec<_> = document.blocks().iter().map(|block| block.kind).collect();
        assert_eq!(kinds[..3], [BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph]);
        assert_eq!(document.place_at(0), Some(Place::Page(1)));
        assert_eq!(reading.warnings, []);
    }

    #[test]
    fn what_is_left_out_comes_last_with_its_page() {
        let bytes = include_bytes!("../tests/files/pdf/hearing.pdf");
        let document = read(&bytes[..], &Limits::default()).unwrap().document;
        let left_out = document.left_out();
        let told: Vec<_> = left_out
            .map(|(what, span)| (what, document.place_at(span.start), document.words(span)))
            .collect();
        assert_eq!(told, [(LeftOut::RunningHeads, Some(Place::Page(1)), "1 of 1")]);
    }

    #[test]
    fn what_is_attached_lies_in_it() {
        let bytes = include_bytes!("../tests/files/pdf/attached.pdf");
        let reading = read(&bytes[..], &Limits::default()).unwrap();
        let text = "The lists are attached.\n\nledger.csv\n\nletter.pdf\n\nplan.dwg\n\nnote.txt";
        assert_eq!((reading.document.text(), reading.warnings), (text, vec![]));
        let mut told = Vec::new();
        crate::parts(("", Kind::Pdf), bytes, &Limits::default(), &mut |part| {
            let read = part.kind.map(|kind| part.read(kind, &Limits::default()).unwrap());
            let words = read.map(|read| read.document.text().lines().next().unwrap().to_owned());
            told.push((part.name.clone(), words));
        });
        let of = |name: &str, words: Option<&str>| (name.to_owned(), words.map(str::to_owned));
        let want = [
            of("ledger.csv", Some("day\tsum")),
            of("letter.pdf", Some("The inner letter.")),
            of(
                "letter.pdf › deep.txt",
                Some("The QUAGGA keys were sold twice, and nobody in the town was told of it."),
            ),
            of("plan.dwg", None),
            of("note.txt", Some("“We paid him,” said Ana Ruiz.")),
        ];
        assert_eq!(told, want);
    }

    #[test]
    fn what_cannot_be_read_keeps_its_reason() {
        let locked = include_bytes!("../tests/files/pdf/locked.pdf");
        for (bytes, error) in [
            (&locked[..], ReadError::Encrypted),
            (b"PK\x03\x04", ReadError::NotText),
            (b"%PDF-1.7\nno more", ReadError::Damaged("its list of pages is missing".into())),
        ] {
            assert_eq!(read(bytes, &Limits::default()).map(|_| ()), Err(error));
        }
        assert_eq!(doubt(Problem::Picture(3)), Doubt::Picture(3));
        assert_eq!(doubt(Problem::CutOff), Doubt::CutOff);
        for (problem, words) in [
            (Problem::TooMuch(2), "page 2: more on it than is read"),
            (Problem::Drawn(3), "page 3: drawn, without letters or pictures"),
            (Problem::Meaningless(4), "page 4: letters without a meaning"),
        ] {
            assert_eq!(doubt(problem), Doubt::Damaged(words.into()));
        }
    }
}
