//! Presentations (Office Open XML): the words of each slide, its title as a heading, its speaker's notes behind
//! it.
//!
//! What stands on every slide (its number, the date, a foot) and comments are left out of the text and kept as
//! such. Formats: ECMA-376 part 1 (`PresentationML`, `DrawingML`).

use crate::draft::Draft;
use crate::package::Package;
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
    let relations = package.relations(&main)?;
    let mut draft = Draft::new(limits);
    let mut warnings = Vec::new();
    for (id, number) in slides(&presentation).into_iter().zip(1..) {
        let place = Place::Slide(number);
        let part = relations.iter().find(|relation| relation.id.as_ref() == Some(&id));
        let xml = match part {
            Some(relation) => package.part(&relation.part)?,
            None => None,
        };
        let (Some(part), Some(xml)) = (part, xml) else {
            warnings.push(damage(format!("slide {number} is missing in it")));
            continue;
        };
        if !write(&mut draft, &xml, place, None) {
            warnings.push(damage(format!("slide {number} breaks off")));
        }
        for beside in package.relations(&part.part)? {
            let kind = match beside.kind.as_str() {
                "notesSlide" => BlockKind::Note,
                "comments" | "comment" => BlockKind::LeftOut(LeftOut::Comments),
                _ => continue,
            };
            if let Some(xml) = package.part(&beside.part)? {
                write(&mut draft, &xml, place, Some(kind));
            }
        }
    }
    Ok(draft.finish(package.about()?, warnings))
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

/// Writes the words of a part: as `kind`, or as what their shape is. Returns whether it is whole.
fn write(draft: &mut Draft, xml: &str, place: Place, kind: Option<BlockKind>) -> bool {
    let mut shape = kind.unwrap_or(BlockKind::Paragraph);
    let (mut words, mut in_text, mut raised) = (String::new(), false, false);
    let mut cells = None::<Vec<String>>;
    walk(xml, &mut |piece| match piece {
        XmlPiece::Start("sp" | "graphicFrame", _) => shape = kind.unwrap_or(BlockKind::Paragraph),
        XmlPiece::Start("ph", holder) => {
            shape = match attribute(holder, "type").as_deref() {
                Some("sldNum" | "dt" | "ftr" | "hdr") => BlockKind::LeftOut(LeftOut::RunningHeads),
                Some("title" | "ctrTitle") if kind.is_none() => BlockKind::Heading,
                _ => shape,
            };
        }
        XmlPiece::Start("r", _) => raised = false,
        XmlPiece::Start("rPr", run) => {
            let height = attribute(run, "baseline").and_then(|height| height.parse::<i32>().ok());
            raised = height.is_some_and(|height| height > 0);
        }
        XmlPiece::Start("tr", _) => cells = Some(Vec::new()),
        XmlPiece::Start("t" | "text", _) => in_text = true,
        XmlPiece::End("t") => in_text = false,
        XmlPiece::Start("br", _) => words.push('\n'),
        // A raised number is that of a note and no part of the word before it.
        XmlPiece::Text(text) if in_text && raised && text.bytes().all(|b| b.is_ascii_digit()) => {
            words.extend(["[", text, "]"]);
        }
        XmlPiece::Text(text) if in_text => words.push_str(text),
        XmlPiece::End("p" | "text") => {
            in_text = false;
            let said = std::mem::take(&mut words);
            match &mut cells {
                Some(_) if said.trim().is_empty() => {}
                Some(cells) => cells.push(said.split_whitespace().collect::<Vec<_>>().join(" ")),
                None => draft.add(shape, Some(place), &said),
            }
        }
        XmlPiece::End("tr") => {
            let row = cells.take().into_iter().flatten().collect::<Vec<_>>().join("\t");
            draft.add(shape, Some(place), &row);
        }
        _ => {}
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::zipped;

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
        let first =
            format!("<p:sld>{}{table}{}</p:sld>", shape("title", "Payments"), shape("sldNum", "2"));
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
                        + &to("b", "slide", "slides/slide2.xml")),
                ),
            ),
            ("ppt/slides/slide1.xml", &first),
            ("ppt/slides/slide2.xml", second),
            (
                "ppt/slides/_rels/slide1.xml.rels",
                &relations(&to("n", "notesSlide", "../notesSlides/n.xml")),
            ),
            ("ppt/notesSlides/n.xml", &notes),
        ]);
        let reading = read(&file, &Limits::default()).unwrap();
        let document = &reading.document;
        let blocks = document.blocks().iter().map(|block| {
            (block.kind, document.words(block.span), document.place_at(block.span.start))
        });
        let slide = |number| Some(Place::Slide(number));
        assert_eq!(
            blocks.collect::<Vec<_>>(),
            [
                (BlockKind::Paragraph, "Paid in[1]\n cash & kind", slide(1)),
                (BlockKind::Heading, "Payments", slide(2)),
                (BlockKind::Paragraph, "Ana\t41,000", slide(2)),
                (BlockKind::Note, "Do not show this one.", slide(2)),
                (BlockKind::LeftOut(LeftOut::RunningHeads), "2", slide(2)),
            ]
        );
        assert_eq!(reading.warnings, [damage("slide 3 is missing in it".into())]);
    }
}
