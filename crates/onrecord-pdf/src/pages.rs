//! The pages of a file: their pieces with heads and feet marked, what is to be said about each, and
//! the paragraphs of all of them.

use hayro_syntax::Pdf;

use crate::columns::{self, Column};
use crate::content::{self, PageContent};
use crate::faces;
use crate::furniture;
use crate::pieces::{self, TextPiece};
use crate::prose::{self, ParagraphKind, ParagraphLines, TypeStyle};
use crate::{LeftOutKind, PdfLimits, Problem};

/// How much of a page a picture covers that is a picture of the page.
const COVERED: f64 = 0.5;

/// A page: its pieces, heads and feet marked, and what sticks to it.
#[derive(Default)]
pub(crate) struct PageWords {
    /// What is written on it.
    pub(crate) pieces: Vec<TextPiece>,
    /// What sticks to it.
    pub(crate) notes: Vec<String>,
    /// What is left out of its text.
    pub(crate) left_out: Vec<(LeftOutKind, String)>,
}

/// What a page shows: its pieces, and the rest.
type PageFound = (Vec<TextPiece>, PageContent);

/// What each page of a file shows; no more of the file is needed for its text.
pub(crate) fn found(pdf: &Pdf, limits: &PdfLimits) -> Vec<PageFound> {
    /// How many bytes of content a byte of the file may stand for, all pages together; it is
    /// about ten in real files, and twenty where forms are shared.
    const GROWTH: usize = 100;
    let mut left = limits.unpacked.saturating_add(pdf.data().as_ref().len() * GROWTH);
    let mut faces = faces::Faces::new(limits.unpacked);
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let mut content = content::of_page(page, &mut faces, limits.unpacked, &mut left);
        faces.turn_page();
        let found = pieces::pieces(std::mem::take(&mut content.letters));
        content.off_page = pieces::pieces(std::mem::take(&mut content.cut_off));
        // Copied, so that they stand together and not among what the page needed for a while.
        pages.push((found.clone(), content));
    }
    pages
}

/// The words of each page; what cannot be read is told.
pub(crate) fn look(found: Vec<PageFound>, problems: &mut Vec<Problem>) -> Vec<PageWords> {
    let (mut pages, contents): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let line_numbers = furniture::mark(&mut pages);
    for (page, content) in pages.iter_mut().zip(&contents) {
        // Where there is nothing else, neither text nor picture, it is the text.
        if content.pictures < COVERED && page.iter().all(|piece| piece.furniture) {
            for piece in page {
                piece.furniture = false;
            }
        }
    }
    for (at, (page, content)) in pages.iter().zip(&contents).enumerate() {
        problems.extend(problem_of(at as u32 + 1, page, content));
    }
    let words = |((pieces, numbers), content): ((_, Vec<TextPiece>), PageContent)| {
        let left_out =
            [(LeftOutKind::LineNumbers, numbers), (LeftOutKind::OffPage, content.off_page)];
        let left_out = left_out.into_iter().filter(|(_, pieces)| !pieces.is_empty());
        let left_out = left_out.map(|(kind, pieces)| (kind, text_of(&pieces)));
        let hidden = content.hidden.into_iter().map(|words| (LeftOutKind::Hidden, words));
        let left_out = left_out.chain(hidden).collect();
        PageWords { pieces, notes: content.notes, left_out }
    };
    pages.into_iter().zip(line_numbers).zip(contents).map(words).collect()
}

fn text_of(pieces: &[TextPiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// What is to be said about a page. A scan that the court has stamped with a line at its top has
/// text, but not its own.
fn problem_of(number: u32, page: &[TextPiece], content: &PageContent) -> Option<Problem> {
    /// How much of a page without text a picture covers that may be all there is to read: not a mark
    /// between two chapters.
    const SEEN: f64 = 0.02;
    let empty = page.iter().all(|piece| piece.furniture);
    let covered = if page.is_empty() { SEEN } else { COVERED };
    if empty && content.pictures >= covered {
        return Some(Problem::Picture(number));
    }
    if content.cut {
        return Some(Problem::TooMuch(number));
    }
    let letters: usize = page.iter().map(|piece| piece.text.len()).sum();
    if content.unread as usize > letters / 10 {
        return Some(Problem::Meaningless(number));
    }
    (page.is_empty() && content.drawn).then_some(Problem::Drawn(number))
}

/// The pages of a document in columns.
pub(crate) struct DocumentColumns {
    pages: Vec<PageColumns>,
    style: TypeStyle,
}

/// A page in columns.
struct PageColumns {
    furniture: Vec<Column>,
    text: Vec<Column>,
    notes: Vec<String>,
}

impl PageColumns {
    fn lines(&self) -> impl Iterator<Item = &str> {
        let columns = self.furniture.iter().chain(&self.text);
        let lines = columns.flatten().flat_map(|line| line.text.split('\n'));
        lines.chain(self.notes.iter().map(String::as_str))
    }
}

impl DocumentColumns {
    /// Sorts the words of `pages` into columns.
    pub(crate) fn of(pages: Vec<PageWords>) -> Self {
        let body = body_size(&pages);
        let in_columns = |page: PageWords| {
            let (furniture, text) = in_columns(page.pieces);
            PageColumns { furniture, text, notes: page.notes }
        };
        let pages: Vec<_> = pages.into_iter().map(in_columns).collect();
        let leading = TypeStyle::leading(pages.iter().flat_map(|page| &page.text));
        Self { pages, style: TypeStyle { body, leading } }
    }

    /// All lines, whatever they are.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().flat_map(PageColumns::lines)
    }

    /// Hands over the paragraphs of all pages; what goes on over the end of a column or a page is one. A page
    /// is let go when its paragraphs are complete.
    pub(crate) fn paragraphs(self, hand: &mut dyn FnMut(ParagraphLines)) {
        let mut open = OpenParagraphs { paragraphs: Vec::new(), hand };
        for (page, columns) in (1..).zip(self.pages) {
            for line in columns.furniture.into_iter().flatten() {
                open.push(ParagraphLines::of_line(page, line, ParagraphKind::Furniture));
            }
            for column in columns.text {
                let paragraphs = prose::paragraphs(column, page, &self.style);
                for (at, paragraph) in paragraphs.into_iter().enumerate() {
                    match open.text().filter(|text| at == 0 && text.goes_on_in(&paragraph)) {
                        Some(text) => text.append(paragraph),
                        None => open.push(paragraph),
                    }
                }
            }
            for note in &columns.notes {
                open.push(ParagraphLines::aside(page, note, ParagraphKind::Sticky));
            }
        }
        open.close();
    }
}

/// The last paragraph of the text, which may go on, and what stands between it and the next.
struct OpenParagraphs<'h> {
    paragraphs: Vec<ParagraphLines>,
    hand: &'h mut dyn FnMut(ParagraphLines),
}

impl OpenParagraphs<'_> {
    fn push(&mut self, paragraph: ParagraphLines) {
        if !paragraph.is_aside() {
            self.close();
        }
        self.paragraphs.push(paragraph);
    }

    fn text(&mut self) -> Option<&mut ParagraphLines> {
        self.paragraphs.first_mut().filter(|first| !first.is_aside())
    }

    fn close(&mut self) {
        self.paragraphs.drain(..).for_each(&mut *self.hand);
    }
}

/// The furniture of a page, and its text, those directions first in which most of it runs.
fn in_columns(page: Vec<TextPiece>) -> (Vec<Column>, Vec<Column>) {
    let (furniture, own): (Vec<_>, Vec<_>) = page.into_iter().partition(|piece| piece.furniture);
    let mut turned: Vec<Vec<TextPiece>> = Vec::new();
    for piece in own {
        match turned.last_mut() {
            Some(same) if same.last().is_some_and(|last| last.turn == piece.turn) => {
                same.push(piece);
            }
            _ => turned.push(vec![piece]),
        }
    }
    turned.sort_by_key(|same| std::cmp::Reverse(same.len()));
    (columns::columns(furniture), turned.into_iter().flat_map(columns::columns).collect())
}

/// The size that most letters of the document are set in (to half a point).
fn body_size(pages: &[PageWords]) -> f32 {
    let mut letters = std::collections::BTreeMap::<u32, usize>::new();
    let pieces = pages.iter().flat_map(|page| &page.pieces);
    for piece in pieces.filter(|piece| !piece.furniture) {
        *letters.entry((piece.size * 2.0) as u32).or_default() += piece.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f32 / 2.0)
}
