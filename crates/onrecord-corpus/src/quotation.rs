//! The words of a statement as they stand in its source: [`Corpus::words`] without, and
//! [`Corpus::quotation`] with the quotation marks around them.

use std::borrow::Cow;

use super::{Corpus, WordDiff};
use onrecord_model::{AnchorState, Document, Form, Statement};
use onrecord_text::{Span, never};

/// What stands between two pieces of a statement, where its attribution interrupts it.
const BETWEEN: &str = " … ";

/// Marks that open a quotation.
const OPENING: [char; 7] = ['“', '"', '«', '„', '‘', '‹', '‟'];

/// Marks that close one.
const CLOSING: [char; 7] = ['”', '"', '»', '“', '’', '›', '\''];

impl Corpus {
    /// The pieces of a statement: the source's own words, but those that were put down where the source
    /// says something else now.
    pub fn pieces<'a>(&'a self, statement: &'a Statement) -> impl Iterator<Item = &'a str> + 'a {
        let recorded = statement.recorded_words();
        let present = recorded.is_none().then(|| self.present_pieces(statement));
        let recorded = recorded.into_iter().flatten().map(|piece| &*piece.exact);
        recorded.chain(present.into_iter().flatten())
    }

    /// What stands in the places of a statement now, whatever was put down; nothing where it has none.
    pub fn present_pieces<'a>(
        &'a self,
        statement: &'a Statement,
    ) -> impl Iterator<Item = &'a str> + 'a {
        let document = self.document(statement);
        statement.spans.iter().map(move |span| {
            let Some(document) = document else {
                never!("the statement {} has no source", statement.id);
                return "";
            };
            document.words(*span)
        })
    }

    /// The words of a statement; pieces joined by ` … `.
    pub fn words(&self, statement: &Statement) -> String {
        let pieces: Vec<_> = self.pieces(statement).collect();
        pieces.join(BETWEEN)
    }

    /// How the words that stand in the places of a statement differ from those that were put down;
    /// `None` where they do not, where there is no place, or where a list gives the words alone.
    pub fn changes(&self, statement: &Statement) -> Option<WordDiff> {
        let changed = matches!(statement.anchor_state(), AnchorState::Changed { .. })
            && statement.known().carried.is_none();
        let present: Vec<_> = self.present_pieces(statement).collect();
        changed.then(|| WordDiff::of(&self.words(statement), &present.join(BETWEEN)))
    }

    /// The words of a statement as a reader sees them: with the quotation marks of the source. They
    /// end at the last character that fits into `longest` bytes.
    pub fn quotation(&self, statement: &Statement, longest: usize) -> String {
        let Some(document) = self.document(statement) else { return String::new() };
        let mut text = String::new();
        let recorded = statement.recorded_words().into_iter().flatten();
        let recorded = recorded.map(|piece| quoted(&piece.exact, statement.form));
        let present = statement.spans.iter().map(|span| {
            let words = document.words(with_marks(document, *span));
            Cow::Borrowed(words)
        });
        let present = present.filter(|_| statement.recorded_words().is_none());
        for words in recorded.chain(present) {
            if !text.is_empty() {
                text.push_str(BETWEEN);
            }
            let end = words.floor_char_boundary(longest.saturating_sub(text.len()));
            text.push_str(words.get(..end).unwrap_or(&words));
        }
        text
    }

    /// The document that a statement stands in.
    fn document(&self, statement: &Statement) -> Option<&Document> {
        self.source(statement.source).map(|source| &source.document)
    }
}

/// Recorded words of a direct quote, between marks: those of the source were not put down.
fn quoted(words: &str, form: Form) -> Cow<'_, str> {
    if form == Form::Direct { format!("“{words}”").into() } else { words.into() }
}

/// `span` together with the quotation marks that stand directly around it (and a comma or stop
/// between the last word and the closing mark).
fn with_marks(document: &Document, span: Span) -> Span {
    let text = document.text();
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    let Some(open) = before.filter(|c| OPENING.contains(c)) else { return span };
    let mut after = text.get(span.end as usize..).into_iter().flat_map(str::chars);
    let end = match (after.next(), after.next()) {
        (Some(c), _) if CLOSING.contains(&c) => c.len_utf8(),
        (Some(stop @ (',' | '.')), Some(c)) if CLOSING.contains(&c) => {
            stop.len_utf8() + c.len_utf8()
        }
        _ => 0,
    };
    Span::new(span.start - open.len_utf8() as u32, span.end + end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Records;
    use onrecord_model::{Origin, Source, SourceIx, Stated, Status};

    /// A corpus with a statement whose pieces stand between `[` and `]` in `marked`.
    fn corpus(marked: &str) -> Corpus {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (at, part) in marked.split(['[', ']']).enumerate() {
            let start = text.len();
            text.push_str(part);
            spans.extend((at % 2 == 1).then(|| Span::at(start, text.len())));
        }
        let statement = Statement {
            id: "s".into(),
            source: SourceIx(0),
            spans: spans.into_iter().collect(),
            form: Form::Direct,
            status: Status::Unchecked,
            origin: Origin::Hand,
            speaker: Stated::Silent,
            provenance: None,
        };
        let source = Source { document: Document::new(text), ..Source::default() };
        let (sources, statements) = (vec![source], vec![statement]);
        Corpus::new(Records {
            sources: sources.into(),
            statements: statements.into(),
            ..Records::default()
        })
    }

    #[test]
    fn a_quotation_keeps_the_marks_of_its_source() {
        for (marked, want) in [
            ("Bo said “[no].”", "“no.”"),
            ("Bo said “[no]”.", "“no”"),
            ("«[No]», dijo Bo, «[nunca].»", "«No» … «nunca.»"),
            ("‘[No],’ said Bo.", "‘No,’"),
            ("„[Nein]“, sagte Bo.", "„Nein“"),
            ("“[No]; never,” said Bo.", "“No"),
            ("Bo said that [nobody came].", "nobody came"),
            ("[No]", "No"),
        ] {
            let corpus = corpus(marked);
            assert_eq!(corpus.statements().len(), 1);
            let statement = corpus.statements().get(0).unwrap();
            assert_eq!(corpus.quotation(statement, usize::MAX), want, "{marked}");
        }
    }

    #[test]
    fn a_quotation_ends_at_a_whole_character() {
        let corpus = corpus("“[ñandú]”");
        assert_eq!(corpus.statements().len(), 1);
        let statement = corpus.statements().get(0).unwrap();
        for (longest, want) in [(0, ""), (3, "“"), (4, "“"), (5, "“ñ"), (40, "“ñandú”")]
        {
            assert_eq!(corpus.quotation(statement, longest), want, "{longest}");
        }
    }
}
