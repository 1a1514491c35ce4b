//! Presentations (Office Open XML): the words of each slide, its title as a heading, its speaker's notes behind
//! it.
//!
//! What stands on every slide (its number, the date, a foot, what its layout says) and comments are left out of the text and kept as
//! such. Formats: ECMA-376 part 1 (`PresentationML`, `DrawingML`).

use foldhash::{HashMap, HashSet};

use crate::draft::Draft;
use crate::drawing;
use crate::package::{Package, parts_by_id};
use crate::xml::{XmlPiece, attribute, reference, walk};
use crate::{Doubt, Limits, ReadError, Reading, Warning};
use onrecord_model::{BlockKind, LeftOut, Place};

/// Reads a presentation.
///
/// # Errors
/// [`ReadError::NotText`] where it is none, [`ReadError::Encrypted`], [`ReadError::TooLarge`] where it unpacks
/// to more than [`Limits::unpacked`], and [`ReadError::Damaged`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut package = Package::open(bytes, limits.unpacked)?;
    let presentation = package.main("ppt/presentation.xml", "presentation")?;
    let main = package.main_name().to_owned();
    let authors = authors(&mut package, &main)?;
    let parts = parts_by_id(package.relations(&main)?);
    let mut draft = Draft::new(limits);
    let mut warnings = Vec::new();
    let mut layouts = HashSet::default();
    for (id, number) in slides(&presentation).into_iter().zip(1..) {
        let place = Some(Place::Slide(number));
        let part = parts.get(&id);
        let xml = match part {
            Some(part) => package.part(part)?,
            None => None,
        };
        let (Some(part), Some(xml)) = (part, xml) else {
            warnings.push(damage(format!("slide {number} is missing in it")));
            continue;
        };
        if !drawing::write(&mut draft, &xml, place, None) {
            warnings.push(damage(format!("slide {number} breaks off")));
        }
        drawing::beside(&mut draft, &mut package, part, place)?;
        fixed(&mut draft, &mut package, (part, place), &mut layouts)?;
        for beside in package.relations(part)? {
            let is_comment = match beside.kind.as_str() {
                "notesSlide" => false,
                "comments" | "comment" => true,
                _ => continue,
            };
            let Some(xml) = package.part(&beside.part)? else { continue };
            if is_comment {
                comments(&mut draft, &xml, place, &authors);
            } else {
                drawing::write(&mut draft, &xml, place, Some(BlockKind::Note));
            }
        }
    }
    let about = package.about(&mut draft)?;
    Ok(draft.finish(about, warnings))
}

/// Keeps what stands on every slide of this layout, and of its master, once for all of them.
fn fixed(
    draft: &mut Draft,
    package: &mut Package<'_>,
    (slide, place): (&str, Option<Place>),
    seen: &mut HashSet<String>,
) -> Result<(), ReadError> {
    let mut from = slide.to_owned();
    for kind in ["slideLayout", "slideMaster"] {
        let all = package.relations(&from)?;
        let Some(next) = all.into_iter().find(|relation| relation.kind == kind) else { break };
        if !seen.insert(next.part.clone()) {
            break;
        }
        if let Some(xml) = package.part(&next.part)? {
            drawing::fixed(draft, &xml, place);
        }
        from = next.part;
    }
    Ok(())
}

/// The names of those who wrote comments, by their ids.
fn authors(package: &mut Package<'_>, main: &str) -> Result<HashMap<String, String>, ReadError> {
    let mut all = HashMap::default();
    for relation in package.relations(main)? {
        if matches!(relation.kind.as_str(), "commentAuthors" | "authors")
            && let Some(xml) = package.part(&relation.part)?
        {
            walk(&xml, &mut |piece| {
                if let XmlPiece::Start("cmAuthor" | "author", author) = piece {
                    all.extend(attribute(author, "id").zip(attribute(author, "name")));
                }
            });
        }
    }
    Ok(all)
}

/// Keeps what people wrote on a slide, each behind whoever wrote it.
fn comments(draft: &mut Draft, xml: &str, place: Option<Place>, authors: &HashMap<String, String>) {
    let (mut words, mut in_text) = (String::new(), false);
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start("cm" | "reply", comment) => {
            let by = attribute(comment, "authorId").and_then(|id| authors.get(&id));
            if let Some(by) = by {
                draft.leave_out(LeftOut::Comments, place, by);
            }
        }
        XmlPiece::Start("text" | "t", _) => in_text = true,
        XmlPiece::Start("br", _) => words.push('\n'),
        XmlPiece::End("t") => in_text = false,
        XmlPiece::Text(text) if in_text => words.push_str(text),
        XmlPiece::End("text" | "p") => {
            in_text = false;
            draft.leave_out(LeftOut::Comments, place, &std::mem::take(&mut words));
        }
        _ => {}
    });
}

fn damage(what: String) -> Warning {
    Warning { line: 0, what: Doubt::Damaged(what) }
}

/// By which ids the slides are referred to, in order.
fn slides(presentation: &str) -> Vec<String> {
    let mut all = Vec::new();
    walk(presentation, &mut |piece| {
        if let XmlPiece::Start("sldId", slide) = piece {
            all.extend(reference(slide));
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::zipped;

    const MASTER: &str = "<p:sp><a:p><a:r><a:t>Not for print</a:t></a:r></a:p></p:sp><p:sp><p:ph hasCustomPrompt='1'/>\
        <a:p><a:r><a:t>Name of the board</a:t></a:r></a:p></p:sp>";
    const PICTURE: &str = "<p:pic><p:cNvPr id='4' title='A cheque' descr='A cheque'/></p:pic>";
    const AUTHORS: &str = "<p:cmAuthorLst><p:cmAuthor id='0' name='Eva Lund'/></p:cmAuthorLst>";
    const AUTHORS_NOW: &str =
        "<p188:authorLst><p188:author id='{A}' name='Bo Li'/></p188:authorLst>";
    const COMMENT: &str =
        "<p:cmLst><p:cm authorId='0'><p:pos x='1'/><p:text>Who paid?</p:text></p:cm></p:cmLst>";
    const COMMENT_NOW: &str = "<p188:cmLst><p188:cm authorId='{A}'><p188:replyLst><p188:reply authorId='{B}'>\
        <p188:txBody><a:p><a:r><a:t>We did.</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst></p188:cm>\
        </p188:cmLst>";

    #[test]
    fn slides_come_in_their_order_with_their_notes() {
        let relations = |all: &str| format!("<Relationships>{all}</Relationships>");
        let to = |id: &str, kind: &str, part: &str| {
            format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{part}'/>")
        };
        let shape = |kind: &str, words: &str| {
            format!(
                "<p:sp><p:nvPr><p:ph type='{kind}'/></p:nvPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r>\
                 </a:p></p:txBody></p:sp>"
            )
        };
        let table = "<p:graphicFrame><a:tbl><a:tr><a:tc><a:p><a:r><a:t>Ana</a:t></a:r></a:p></a:tc>\
            <a:tc><a:p/></a:tc><a:tc><a:p><a:r><a:t>41,000</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:graphicFrame>";
        let first = format!(
            "<p:sld>{}{table}{PICTURE}{}</p:sld>",
            shape("title", "Payments"),
            shape("sldNum", "2")
        );
        let second = "<p:sld><p:sp><a:p><a:r><a:t>Paid in</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>1</a:t></a:r><a:br/><a:r><a:t> cash &amp; kind</a:t></a:r></a:p></p:sp></p:sld>";
        let notes = format!("<p:notes>{}</p:notes>", shape("body", "Do not show this one."));
        let file = zipped(&[
            (
                "ppt/presentation.xml",
                "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='b'/><p:sldId id='257' r:id='a'/>\
                 <p:sldId id='258' r:id='gone'/></p:sldIdLst></p:presentation>",
            ),
            (
                "ppt/_rels/presentation.xml.rels",
                &relations(
                    &(to("a", "slide", "slides/slide1.xml")
                        + &to("b", "slide", "slides/slide2.xml")
                        + &to("c", "commentAuthors", "commentAuthors.xml")
                        + &to("d", "authors", "authors.xml")),
                ),
            ),
            ("ppt/slides/slide1.xml", &first),
            ("ppt/slides/slide2.xml", second),
            (
                "ppt/slides/_rels/slide1.xml.rels",
                &relations(
                    &(to("n", "notesSlide", "../notesSlides/n.xml")
                        + &to("l", "slideLayout", "../slideLayouts/l.xml")
                        + &to("o", "comments", "../comments/old.xml")
                        + &to("p", "comments", "../comments/new.xml")),
                ),
            ),
            (
                "ppt/slideLayouts/_rels/l.xml.rels",
                &relations(&to("m", "slideMaster", "../slideMasters/m.xml")),
            ),
            ("ppt/slideLayouts/l.xml", &shape("title", "Click here")),
            ("ppt/slideMasters/m.xml", MASTER),
            ("ppt/notesSlides/n.xml", &notes),
            ("ppt/commentAuthors.xml", AUTHORS),
            ("ppt/authors.xml", AUTHORS_NOW),
            ("ppt/comments/old.xml", COMMENT),
            ("ppt/comments/new.xml", COMMENT_NOW),
        ]);
        let reading = read(&file, &Limits::default()).unwrap();
        let document = &reading.document;
        let blocks = document.blocks().iter().map(|block| {
            (block.kind, document.words(block.span), document.place_at(block.span.start))
        });
        let (slide, left) = (|number| Some(Place::Slide(number)), BlockKind::LeftOut);
        assert_eq!(
            blocks.collect::<Vec<_>>(),
            [
                (BlockKind::Paragraph, "Paid in[1]\n cash & kind", slide(1)),
                (BlockKind::Heading, "Payments", slide(2)),
                (BlockKind::Paragraph, "Ana\t41,000", slide(2)),
                (BlockKind::Paragraph, "A cheque", slide(2)),
                (BlockKind::Note, "Do not show this one.", slide(2)),
                (left(LeftOut::RunningHeads), "2\nNot for print", slide(2)),
                (left(LeftOut::Hidden), "Name of the board", slide(2)),
                (left(LeftOut::Comments), "Eva Lund\nWho paid?\nBo Li\nWe did.", slide(2)),
            ]
        );
        assert_eq!(reading.warnings, [damage("slide 3 is missing in it".into())]);
    }
}
