//! The same edits in every format that is read: an invented article saved as each, and the article inside
//! the program as a web page and as a PDF with broken words.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use onrecord_corpus::{Reanchor, Telling, WordDiff};
use onrecord_model::{AnchorState, Document};
use onrecord_read::{Kind, Limits};
use onrecord_text::Span;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{CONTEXT, Words, article};

/// Paragraphs of an article, with a statement in each but the first.
const ARTICLE: [&str; 5] = [
    "The harbour board met behind closed doors on Monday to hear what had become of the dredging money.",
    "“We never signed for nine crates of zinc, and nobody at the quay asked us to,” said Nora Quint, the \
     harbour master. She spoke for an hour.",
    "Émile Roche, who keeps the lantern at the pier, told the board that 12 barges had left the basin \
     before dawn on the day of the fire. He had counted them twice.",
    "The auditor’s clerk denied that the ledger had been rewritten after the inspection in May, and left \
     the room. Two members followed her.",
    "“Somebody paid the tugboat crew in cash, I saw it with my own eyes…” a stevedore wrote to the paper. \
     He gave no name.",
];

/// The words of its statements, each with a word that stands nowhere else.
const STATEMENTS: [(&str, &str); 4] = [
    ("We never signed for nine crates of zinc, and nobody at the quay asked us to", "zinc"),
    ("12 barges had left the basin before dawn on the day of the fire", "barges"),
    ("the ledger had been rewritten after the inspection in May", "ledger"),
    ("Somebody paid the tugboat crew in cash, I saw it with my own eyes…", "tugboat"),
];

/// A format that paragraphs are saved in.
type Saved = fn(&[String]) -> (Kind, Vec<u8>);

const FORMATS: [(&str, Saved); 8] = [
    ("txt", |text| (Kind::Text, text.join("\n\n").into_bytes())),
    ("txt, wrapped", |text| (Kind::Text, wrapped(text, 60).into_bytes())),
    ("md", |text| (Kind::Markdown, wrapped(text, 72).into_bytes())),
    ("html", |text| (Kind::Html, html(text).into_bytes())),
    ("docx", |text| (Kind::Docx, docx(text))),
    ("vtt", |text| (Kind::Captions, captions(text, true).into_bytes())),
    ("srt", |text| (Kind::Captions, captions(text, false).into_bytes())),
    ("pdf", |text| (Kind::Pdf, pdf(text, false))),
];

fn read((kind, bytes): (Kind, Vec<u8>)) -> Document {
    onrecord_read::document(kind, bytes, &Limits::default()).expect("a document").document
}

/// Lines of at most so many characters.
fn lines(paragraph: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > columns {
            lines.push(word.to_owned());
        } else {
            *last = [last.as_str(), word].join(if last.is_empty() { "" } else { " " });
        }
    }
    lines
}

fn wrapped(text: &[String], columns: usize) -> String {
    let blocks = text.iter().map(|paragraph| lines(paragraph, columns).join("\n"));
    blocks.collect::<Vec<_>>().join("\n\n")
}

fn html(text: &[String]) -> String {
    let escaped = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: Vec<_> = text.iter().map(|one| format!("<p>{}</p>", escaped(one))).collect();
    format!(
        "<!doctype html><html><head><meta charset=utf-8><title>A page</title></head><body><nav><a \
         href=/>Home</a></nav><article>{}</article></body></html>",
        paragraphs.join("\n")
    )
}

fn docx(text: &[String]) -> Vec<u8> {
    let escaped = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraph = |one: &String| {
        // A word processor cuts runs where somebody typed again.
        let cut = escaped(one).replace(" the ", " the</w:t></w:r><w:r><w:t xml:space='preserve'> ");
        format!("<w:p><w:r><w:t xml:space='preserve'>{cut}</w:t></w:r></w:p>")
    };
    let body: String = text.iter().map(paragraph).collect();
    let document = format!(
        "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A caption a line.
fn captions(text: &[String], vtt: bool) -> String {
    let mut out = if vtt { "WEBVTT\n\n".to_owned() } else { String::new() };
    let all: Vec<_> = text.iter().flat_map(|paragraph| lines(paragraph, 40)).collect();
    for (at, line) in all.iter().enumerate() {
        let point = if vtt { '.' } else { ',' };
        let time = |at: usize| format!("00:{:02}:{:02}{point}000", at / 20, at % 20 * 3);
        let number = if vtt { String::new() } else { format!("{}\n", at + 1) };
        out += &[&number, &time(at), " --> ", &time(at + 1), "\n", line, "\n\n"].concat();
    }
    out
}

/// A file of pages of fifty lines, written by hand; where `hyphens`, with words broken at line ends.
fn pdf(text: &[String], hyphens: bool) -> Vec<u8> {
    let mut set: Vec<String> = Vec::new();
    for paragraph in text {
        let broken = super::edit::wrapped(paragraph, 78, hyphens).text;
        set.extend(broken.split('\n').map(|line| line.trim_end().to_owned()));
        set.push(String::new());
    }
    let pages: Vec<String> = set.chunks(50).map(page).collect();
    let kids: Vec<_> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << \
             /Font << /F 3 0 R >> >> >>",
            5 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file += &[&format!("{number} 0 obj\n"), object.as_str(), "\nendobj\n"].concat();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").unwrap();
    file.into_bytes()
}

fn page(lines: &[String]) -> String {
    let mut content = "BT /F 10 Tf 12 TL 60 740 Td".to_owned();
    for line in lines {
        let shown: String = line.chars().map(in_pdf).collect();
        content += &[" (", &shown, ") Tj T*"].concat();
    }
    content + " ET"
}

/// A character in a string of a PDF, by the encoding that Windows has for Western letters.
fn in_pdf(c: char) -> String {
    let code = match c {
        '(' | ')' | '\\' => return format!("\\{c}"),
        '“' => 0x93,
        '”' => 0x94,
        '‘' => 0x91,
        '’' => 0x92,
        '…' => 0x85,
        '–' => 0x96,
        '—' => 0x97,
        c if c.is_ascii() => return c.to_string(),
        c => u32::from(c),
    };
    assert!(code < 256, "{c} is in no PDF of ours");
    format!("\\{code:03o}")
}

/// What an edit must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    /// The words are the source's.
    Words,
    /// They changed, and the card says how.
    Told(Option<Telling>),
    /// Nothing of them is left.
    Nothing,
}

/// The article edited about statement `at`.
type Edit = fn(&mut Vec<String>, usize);

const EDITS: [(&str, Edit, Want); 10] = [
    ("none", |_, _| {}, Want::Words),
    ("statement deleted", |text, at| put(text, at, STATEMENTS[at].0, ""), Want::Nothing),
    ("paragraph deleted", |text, at| drop(text.remove(at + 1)), Want::Nothing),
    (
        "in ASCII",
        |text, _| {
            for one in text.iter_mut() {
                *one = super::edit::in_ascii(one).text;
            }
        },
        Want::Words,
    ),
    (
        "paragraph put in",
        |text, _| text.insert(0, "A correction was made to this.".into()),
        Want::Words,
    ),
    (
        "one word replaced",
        |text, at| put(text, at, [" signed ", " left ", " rewritten ", " paid "][at], " waited "),
        Want::Told(None),
    ),
    (
        "not put in",
        |text, at| put(text, at, [" signed ", " left ", " been ", " saw "][at], " not been "),
        Want::Told(Some(Telling::Negation)),
    ),
    (
        "number changed",
        |text, at| {
            put(text, at, ["nine", "12", "May", "I saw"][at], ["six", "72", "June", "9 saw"][at]);
        },
        Want::Told(Some(Telling::Number)),
    ),
    (
        "name put in",
        |text, at| {
            put(
                text,
                at,
                ["the quay", "the basin", "the inspection", "the tugboat"][at],
                "the Quintero tugboat",
            );
        },
        Want::Told(Some(Telling::Name)),
    ),
    (
        "paragraph moved to the end",
        |text, at| {
            let paragraph = text.remove(at + 1);
            text.push(paragraph);
        },
        Want::Words,
    ),
];

fn put(text: &mut [String], at: usize, from: &str, to: &str) {
    let paragraph = &mut text[at + 1];
    assert!(paragraph.contains(from), "{paragraph}: {from}");
    *paragraph = paragraph.replacen(from, to, 1);
}

/// Words as they stand in a document, which may have broken them.
fn recorded(document: &Document, exact: &str) -> Span {
    let wanted = onrecord_corpus::WantedWords { exact, ..Default::default() };
    let found = Reanchor::of(document).find(&wanted);
    assert!(found.state.has_words(), "{exact:?} in {:?}", document.text());
    found.span.unwrap()
}

#[test]
fn in_every_format_words_are_found_or_told() {
    let text: Vec<String> = ARTICLE.map(str::to_owned).to_vec();
    for (format, save) in FORMATS {
        let before = read(save(&text));
        for (edit, change, want) in EDITS {
            for at in 0..STATEMENTS.len() {
                let mut edited = text.clone();
                change(&mut edited, at);
                let after = read(save(&edited));
                let mut search = Reanchor::of(&after);
                for (other, (exact, own)) in STATEMENTS.iter().enumerate() {
                    let span = recorded(&before, exact);
                    let words = Words::of(before.text(), span, CONTEXT);
                    let found = search.find(&words.wanted());
                    let now = found.span.map(|span| span.of(after.text()));
                    let about = format!("{format}, {edit}, {exact}: {:?} {now:?}", found.state);
                    assert!(now.is_none_or(|now| now.contains(own)), "elsewhere: {about}");
                    let want = if other == at { want } else { Want::Words };
                    match want {
                        Want::Words => assert!(found.state.has_words(), "{about}"),
                        Want::Nothing => assert_eq!(found.span, None, "{about}"),
                        Want::Told(why) => {
                            assert!(matches!(found.state, AnchorState::Changed { .. }), "{about}");
                            let diff = WordDiff::of(words.0, now.unwrap());
                            let told: Vec<_> =
                                diff.telling().iter().map(|one| one.telling).collect();
                            assert!(why.is_none() || told.contains(&why), "{about} {diff:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_web_page_and_the_pdf_of_an_article_have_the_same_statements() {
    let (corpus, spans) = article();
    let document = &corpus.sources()[0].document;
    let text: Vec<String> =
        document.blocks().iter().map(|block| document.words(block.span).to_owned()).collect();
    let page = read((Kind::Html, html(&text).into_bytes()));
    let pdf = read((Kind::Pdf, pdf(&text, true)));
    for (from, to) in [(&page, &pdf), (&pdf, &page)] {
        let mut search = Reanchor::of(to);
        let mut missed = Vec::new();
        for span in &spans {
            let typed = Words::of(document.text(), *span, CONTEXT).wanted();
            let own = Reanchor::of(from).find(&typed).span.expect("it was saved");
            let words = Words::of(from.text(), own, CONTEXT);
            let found = search.find(&words.wanted());
            if !found.state.has_words() {
                missed.push((words.0, found.state, found.span.map(|span| span.of(to.text()))));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }
}
