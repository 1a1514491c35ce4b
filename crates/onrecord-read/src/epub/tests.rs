//! Books written by hand.

use super::read;
use crate::package::tests::zipped;
use crate::{Doubt, Limits, ReadError, Warning};
use onrecord_model::BlockKind::{self, Heading, Item, Note, Paragraph};
use onrecord_model::{Block, Place};

#[test]
fn sections_come_in_the_order_of_the_spine() {
    let book = zipped(&[
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        ),
        (
            "OPS/book.opf",
            "<package><metadata><dc:title>The harbour</dc:title><dc:creator>Ana Ruiz</dc:creator></metadata><manifest>\
             <item id='b' href='text/b.xhtml'/><item id='a' href='text/a%20one.xhtml'/><item id='c' href='c.xhtml'/>\
             </manifest><spine><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>",
        ),
        (
            "OPS/text/a one.xhtml",
            "<html><head><title/><style>p {}</style></head><body><h1>One</h1><p>A&nbsp;quay\nwas <i>built</i><a><sup>12</sup></a>.<br/>Then sold.\
             </p><ul><li>rope</li><li><p>chain &amp; hook</p></li></ul></body></html>",
        ),
        (
            "OPS/text/b.xhtml",
            "<html><body><table><tr><td>Ana</td><td><p>41</p></td></tr><tr><td>Bo</td></tr></table>\
             <aside epub:type='footnote'><p>Paid.</p></aside><p>Cut o",
        ),
    ]);
    let reading = read(&book, &Limits::default()).unwrap();
    let document = &reading.document;
    let block = |block: &Block| {
        (block.kind, document.words(block.span), document.place_at(block.span.start))
    };
    let want = [
        (Heading, "One", 1),
        (Paragraph, "A quay was built[12].\nThen sold.", 1),
        (Item, "rope", 1),
        (Item, "chain & hook", 1),
        (Paragraph, "Ana\t41", 2),
        (Paragraph, "Bo", 2),
        (Note, "Paid.", 2),
        (Paragraph, "Cut o", 2),
    ];
    let want: Vec<(BlockKind, &str, _)> =
        want.map(|(kind, words, n)| (kind, words, Some(Place::Section(n)))).into();
    assert_eq!(document.blocks().iter().map(block).collect::<Vec<_>>(), want);
    assert_eq!(reading.about.title.as_deref(), Some("The harbour"));
    assert_eq!(reading.about.byline.as_deref(), Some("Ana Ruiz"));
    let damaged = |what: &str| Warning { line: 0, what: Doubt::Damaged(what.into()) };
    let told = [
        damaged("section 2 (OPS/text/b.xhtml) is missing or breaks off"),
        damaged("section 3 (OPS/c.xhtml) is missing or breaks off"),
    ];
    assert_eq!(reading.warnings, told);
}

#[test]
fn a_book_without_a_list_is_damaged() {
    let book = zipped(&[("META-INF/container.xml", "<container/>")]);
    let missing = ReadError::Damaged("the list of its parts is missing in it".into());
    assert_eq!(read(&book, &Limits::default()).err(), Some(missing));
}
