//! Pages from bytes to blocks.

use super::*;
use crate::{About, Doubt};
use onrecord_model::BlockKind::{Heading, Item, LeftOut, Note, Paragraph};
use onrecord_model::LeftOut as Left;

fn blocks(page: &str) -> Vec<(BlockKind, String)> {
    let document = read(page.as_bytes(), &Limits::default()).expect("a page").document;
    let show = |b: &onrecord_model::Block| (b.kind, document.words(b.span).to_owned());
    document.blocks().iter().map(show).filter(|(kind, _)| !matches!(kind, LeftOut(_))).collect()
}

#[test]
fn a_page_without_an_article_keeps_its_words() {
    for (page, want) in [
        ("plain <b>words</b>", vec![(Paragraph, "plain words")]),
        (
            "<h1>Docket</h1><table><tr><td>1<td>Motion</table>",
            vec![(Heading, "Docket"), (Paragraph, "1\tMotion")],
        ),
        ("<nav>Home</nav><ul><li><a href=/x>One</a></ul><footer>(c)</footer>", vec![(Item, "One")]),
        ("<form><p>All in a form</form>", vec![(Paragraph, "All in a form")]),
        (
            "<p>a<div hidden>b</div><script>c</script><p>d<p class=footnotes>n",
            vec![(Paragraph, "a"), (Paragraph, "d"), (Note, "n")],
        ),
        ("", vec![]),
        ("<p></p>", vec![]),
    ] {
        let want: Vec<_> = want.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
        assert_eq!(blocks(page), want, "{page}");
    }
}

#[test]
fn nobody_is_quoted_across_the_cells_of_a_row() {
    let rows =
        "<tr><td>“We paid nothing,”<td>said Ida Moreau<tr><td>Tom Halloran<td hidden>x<td>900";
    for page in
        [format!("<table>{rows}</table>"), format!("<table><tr><th>Words<th>Who{rows}</table>")]
    {
        let lines: Vec<_> = blocks(&page).into_iter().map(|(_, words)| words).collect();
        let own = lines.iter().rev().take(2).rev().collect::<Vec<_>>();
        assert_eq!(own, ["“We paid nothing,”\tsaid Ida Moreau", "Tom Halloran\t900"], "{page}");
    }
}

#[test]
fn what_was_filled_in_is_text_with_its_label() {
    for (form, want) in [
        ("<p>Name: <input value='Ida Moreau'>", "Name: Ida Moreau"),
        ("<p><label>Name</label><input value='Ida Moreau'>, miller", "Name: Ida Moreau , miller"),
        ("<p>Why <textarea rows=2>\nThe weir\nwas open</textarea>", "Why: The weir\nwas open"),
        ("<p>Paid: <select><option>none<option selected>900</select> francs", "Paid: 900 francs"),
        (
            "<p>By <select multiple><option selected>boat<option>road<option selected>rail</select>",
            "By: boat, rail",
        ),
        ("<p>Paid <select><option>none<option>some<option selected>all</select>", "Paid: all"),
        ("<p><input type=checkbox checked> paid <input type=checkbox>refused", "☑ paid ☐ refused"),
        ("<p><input type=radio> no<input type=radio checked> yes", "○ no ◉ yes"),
        (
            "<table><tr><td>Name<td><input value=Ida><tr><td>Paid<td><input type=checkbox checked>",
            "Name\tIda\nPaid\t☑",
        ),
        (
            "<p>Name: <input><textarea> </textarea><input type=password value=sesame><input type=hidden value=x>",
            "Name:",
        ),
        ("<p hidden><input value=x></p><p>a</p><input type=checkbox id=menu><p>b", "a\nb"),
    ] {
        let lines: Vec<_> = blocks(form).into_iter().map(|(_, words)| words).collect();
        assert_eq!(lines.join("\n"), want, "{form}");
    }
    let page = "<p>Pin: <input type=password name=pin value=sesame><button>Send</button>";
    let document = read(page.as_bytes(), &Limits::default()).expect("a page").document;
    assert_eq!(document.text(), "Pin:\n\nSend\n\npin");
}

#[test]
fn what_says_again_what_the_page_is_and_who_wrote_it_is_a_repeat() {
    let text =
        "<p>The ministry denied on Monday that it had made any deal with the port. ".repeat(4);
    for by in ["<p class=byline>By Ida Moreau", "<p>By Ida Moreau", "<div>By Ida Moreau</div>"] {
        let page =
            format!("<title>A deal denied</title><nav>Home</nav><h1>A deal denied</h1>{by}{text}");
        let reading = read(page.as_bytes(), &Limits::default()).expect("a page");
        assert_eq!(reading.about.byline.as_deref(), Some("Ida Moreau"), "{by}");
        let document = &reading.document;
        let left: Vec<_> =
            document.left_out().map(|(what, span)| (what, document.words(span))).collect();
        let want = [(Left::Furniture, "Home"), (Left::Repeats, "A deal denied\nBy Ida Moreau")];
        assert_eq!(left, want, "{by}");
    }
    for line in [
        "By Monday",
        "By Monday Evening, it rained.",
        "By the river",
        "by Ida Moreau",
        "By Ida",
        "By March Ida",
    ] {
        let page = format!("<h1>A deal denied</h1><p>{line}</p>{text}");
        assert_eq!(read(page.as_bytes(), &Limits::default()).unwrap().about.byline, None, "{line}");
    }
    let two = format!("<h1>A deal denied</h1><p>Por Ida Moreau y Tom de la Cruz</p>{text}");
    let about = read(two.as_bytes(), &Limits::default()).unwrap().about;
    assert_eq!(about.byline.as_deref(), Some("Ida Moreau y Tom de la Cruz"));
}

#[test]
fn a_title_stands_in_the_text_only_where_it_is_another() {
    let text =
        "<p>The ministry denied on Monday that it had made any deal with the port. ".repeat(4);
    for (head, first) in [
        ("<title>A deal denied</title><h1>A deal denied!</h1>", false),
        ("<title>A deal denied, again</title><h1>A deal denied</h1>", false),
        ("<title>News of Monday</title><h1>A deal denied</h1>", true),
        ("<title>News of Monday</title><h1><a href=/>A deal denied</a></h1>", false),
    ] {
        let blocks = blocks(&format!("{head}<div>{text}</div>"));
        assert_eq!(blocks.len(), 4 + usize::from(first), "{head}");
        assert_eq!(blocks[0].0 == Heading, first, "{head}");
    }
}

#[test]
fn a_quote_has_its_marks_whether_style_or_the_page_sets_them() {
    for (page, want) in [
        ("<p><q>We go</q>, she said.", "“We go”, she said."),
        ("<p>He said <q>she said <q>go</q> twice</q>.", "He said “she said ‘go’ twice”."),
        ("<p>He said <q>“we go”</q>.", "He said “we go”."),
        ("<p>He said <q> we <b>go</b></q>.", "He said “ we go”."),
        ("<p>He said <q></q> and went</q>.", "He said and went."),
        ("<p>He said <q>we go", "He said “we go"),
    ] {
        assert_eq!(blocks(page), [(Paragraph, want.to_owned())], "{page}");
    }
}

#[test]
fn what_is_left_out_stands_behind_the_text_by_its_kind() {
    let text =
        "<p>The ministry denied on Monday that it had made any deal with the port.".repeat(4);
    let page = format!(
        "<nav><a href=/>Home</a> News</nav><article>{text}<figure><img><figcaption>The port</figure>\
         <p><a href=/x>The port and the ministry</a></p>{text}<p hidden>Not shown</p></article>\
         <section class=comments><p>I like it</p><p>I do not</p></section><footer>All rights</footer>"
    );
    let document = read(page.as_bytes(), &Limits::default()).expect("a page").document;
    let left: Vec<_> =
        document.left_out().map(|(what, span)| (what, document.words(span))).collect();
    let want = [
        (Left::Furniture, "Home News"),
        (Left::Furniture, "All rights"),
        (Left::Links, "The port and the ministry"),
        (Left::Captions, "The port"),
        (Left::Hidden, "Not shown"),
        (Left::Comments, "I like it\nI do not"),
    ];
    assert_eq!(left, want);
    assert_eq!(document.body().matches("denied").count(), 8);
    let linked = format!(
        r#"<script type="application/ld+json">{{"@type":"Article","articleBody":"{}"}}</script><p>Loading"#,
        "The port was sold. ".repeat(30)
    );
    let document = read(linked.as_bytes(), &Limits::default()).expect("a page").document;
    let left: Vec<_> =
        document.left_out().map(|(what, span)| (what, document.words(span))).collect();
    assert_eq!(left, [(Left::Furniture, "Loading")]);
}

/// A page under which somebody else has written.
const LONG_AND_SIGNED: &str = "<title>t</title><p>The harbour board met behind closed doors on Monday to hear what had \
    become of the dredging money, and nobody of those who were there spoke to the press before the evening.</p>\
    <p>By Jonas Feld, 5 May 2023</p>";

#[test]
fn the_page_says_what_it_is() {
    let page = r#"<!doctype html><html><head><title>A headline | The Post</title>
        <meta property="og:site_name" content="The Post"><meta name=author content="By Ana Ruiz">
        <meta property="article:published_time" content="2022-05-17T08:00:00Z">
        <link rel="canonical" href="https://example.org/a"></head><body><h1>A headline</h1><p>text</p>"#;
    let about = About {
        title: Some("A headline".to_owned()),
        byline: Some("Ana Ruiz".to_owned()),
        publisher: Some("The Post".to_owned()),
        date: Some("2022-05-17".to_owned()),
        link: Some("https://example.org/a".to_owned()),
        ..About::default()
    };
    assert_eq!(read(page.as_bytes(), &Limits::default()).unwrap().about, about);
    for (page, about) in [
        ("<title>T</title>", ("T", None, None)),
        ("<h1>Only <i>this</i></h1>", ("Only this", None, None)),
        (
            "<title>x - y</title><h1>x</h1><a rel=author>Von Eva Kahn</a><time>May 1, 2020</time>",
            ("x", Some("Eva Kahn"), Some("2020-05-01")),
        ),
        (
            "<meta name=citation_author content=A><meta name=citation_author content=B><title>t</title>",
            ("t", Some("A, B"), None),
        ),
        (
            "<title>The dam - Almanac</title><script type=application/ld+json>{\"@type\":\"Article\",\
             \"headline\":\"wall that holds water\",\"datePublished\":1709510400}</script><h1>The dam</h1>",
            ("The dam", None, Some("2024-03-04")),
        ),
        (
            "<title>Dam</title><script type=application/ld+json>{\"@type\":\"Article\",\
             \"headline\":\"The dam is shut\"}</script><h1>The dam is shut!</h1>",
            ("The dam is shut", None, None),
        ),
        (
            "<title>t</title><p class=byline>By Ana Ruiz | The Post | March 4, 2024</p>",
            ("t", Some("Ana Ruiz"), Some("2024-03-04")),
        ),
        (
            "<title>t</title><p class=author>Von Eva von der Au, Mai 2020</p>\
             <div class=meta><span class=date>Published: March 4, 2024</span></div>",
            ("t", Some("Eva von der Au"), Some("2024-03-04")),
        ),
        (
            "<title>t</title><h1>t</h1><p>By Jonas Feld, 5 May 2023</p><p>The board met.",
            ("t", Some("Jonas Feld"), Some("2023-05-05")),
        ),
        (
            "<title>t</title><div>Por Ana de la Mora | 5 de mayo de 2023</div><p>Se reunió.",
            ("t", Some("Ana de la Mora"), Some("2023-05-05")),
        ),
        // What is no line of its own, and what stands below, is not by whom the page is.
        ("<title>t</title><p>By Friday, 5 May 2023</p><p>By Jonas Feld</p>", ("t", None, None)),
        ("<title>t</title><p>By Jonas Feld, 5 May 2023, it was over.</p>", ("t", None, None)),
        (LONG_AND_SIGNED, ("t", None, None)),
        (
            "<title>t</title><meta name=author content='von der Au'><p class=update>2024-03-04</p>",
            ("t", Some("von der Au"), None),
        ),
    ] {
        let own = read(page.as_bytes(), &Limits::default()).unwrap().about;
        let own = (own.title.as_deref().unwrap(), own.byline.as_deref(), own.date.as_deref());
        assert_eq!(own, about, "{page}");
    }
}

#[test]
fn encodings_are_declared_or_guessed() {
    let page = |head: &str| {
        [head.as_bytes(), b"<p>Marroqu\xedn neg\xf3 que la polic\xeda le pagara."].concat()
    };
    let guess = vec![Warning { line: 0, what: Doubt::ReadAs("Windows-1252".to_owned()) }];
    for (head, warnings) in [
        ("<meta charset=\"iso-8859-1\">", vec![]),
        ("<META http-equiv=Content-Type content='text/html; charset=latin1'>", vec![]),
        ("<?xml version='1.0' encoding='ISO-8859-1'?>", vec![]),
        ("<meta charset=utf-8>", guess.clone()),
        ("", guess),
    ] {
        let reading = read(&page(head), &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), "Marroquín negó que la policía le pagara.", "{head}");
        assert_eq!(reading.warnings, warnings, "{head}");
    }
    assert_eq!(read(b"\x89PNG\0\0\xff", &Limits::default()).unwrap_err(), ReadError::NotText);
}

#[test]
fn hostile_pages_cost_no_more_than_large_ones() {
    let wide = "<b id=x>".repeat(4_000) + &"<p>word".repeat(4_000);
    assert_eq!(blocks(&wide).len(), 4_000);
    let deep = "<div><span>a".repeat(3_000);
    assert!(!blocks(&deep).is_empty());
    let lists = "<ul><li>".repeat(3_000) + "end";
    assert_eq!(blocks(&lists), [(Item, "end".to_owned())]);
    let small = Limits { text: 10, ..Limits::default() };
    let cut = read("<p>éééé<p>éééé".as_bytes(), &small).unwrap();
    assert_eq!(cut.document.text(), "éééé");
    assert_eq!(cut.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
}

proptest::proptest! {
    #[test]
    fn anything_is_read(page in "(<(div|p|b|a href=x|li|td|table|svg|script|h1|article|form|header|br|pre|/div|/p|/b|/a|/td|/svg|/script|meta charset=)>|[a é漢\r\n&<]|&amp;|class=|A sentence, of some length, that may count as running text\\.){0,40}") {
        let reading = read(page.as_bytes(), &Limits { depth: 6, ..Limits::default() }).unwrap();
        for block in reading.document.blocks() {
            let words = reading.document.words(block.span);
            proptest::prop_assert!(!words.trim().is_empty() && !words.contains("\n\n"));
        }
    }

    #[test]
    fn damaged_pages_are_read(
        hits in proptest::collection::vec((0usize..9000, proptest::num::u8::ANY), 0..40),
        cut in 0usize..9000,
    ) {
        let mut page = include_bytes!("../../tests/files/html/japanese.html").to_vec();
        page.extend_from_slice(include_bytes!("../../tests/files/html/wordpress.html"));
        for (at, byte) in hits {
            let at = at % page.len();
            page[at] = byte;
        }
        if let Ok(reading) = read(&page[cut % page.len()..], &Limits::default()) {
            for block in reading.document.blocks() {
                proptest::prop_assert!(!reading.document.words(block.span).trim().is_empty());
            }
        }
    }
}
