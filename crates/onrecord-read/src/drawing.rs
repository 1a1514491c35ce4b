//! Words that are drawn (`DrawingML`): the shapes of slides, text boxes, diagrams and charts of any office file.
//!
//! Format: ECMA-376 part 1, 20 and 21.

use crate::ReadError;
use onrecord_text::blanks::collapsed;
use std::collections::HashSet;

use crate::draft::Draft;
use crate::package::Package;
use crate::xml::{self, XmlPiece, attribute, walk};
use onrecord_model::{BlockKind, LeftOut, Place};

/// As what parts are referred to whose words are drawn beside those of the part that refers to them.
const DRAWN: [&str; 3] = ["drawing", "diagramData", "chart"];

/// Writes what is drawn in what `part` refers to, and in what that does.
pub(crate) fn beside(
    draft: &mut Draft,
    package: &mut Package<'_>,
    part: &str,
    place: Option<Place>,
) -> Result<(), ReadError> {
    let mut seen = HashSet::from([part.to_owned()]);
    let mut waiting = vec![part.to_owned()];
    while let Some(part) = waiting.pop() {
        for relation in package.relations(&part)? {
            if DRAWN.contains(&relation.kind.as_str())
                && seen.insert(relation.part.clone())
                && let Some(xml) = package.part(&relation.part)?
            {
                write(draft, &xml, place, Some(BlockKind::Paragraph));
                waiting.push(relation.part);
            }
        }
    }
    Ok(())
}

/// Keeps the words that stand on every slide of a kind: those of shapes that no slide fills itself, and what somebody
/// wrote to whoever fills one ("Name of the board"). What the program itself writes there ("Click to add title") says
/// nothing.
pub(crate) fn fixed(draft: &mut Draft, part: &str, place: Option<Place>) {
    let (mut words, mut in_text) = (String::new(), false);
    let mut kept = Some(LeftOut::RunningHeads);
    walk(part, &mut |piece| match piece {
        XmlPiece::Start("sp", _) => {
            words.clear();
            kept = Some(LeftOut::RunningHeads);
        }
        XmlPiece::Start("ph", holder) => {
            let own = attribute(holder, "hasCustomPrompt");
            kept = own.filter(|own| xml::is_true(own)).map(|_| LeftOut::Hidden);
        }
        XmlPiece::Start("t", _) => in_text = true,
        XmlPiece::End("t") => in_text = false,
        XmlPiece::End("p") | XmlPiece::Start("br", _) => words.push('\n'),
        XmlPiece::Text(text) if in_text => words.push_str(text),
        XmlPiece::End("sp") => {
            if let Some(kept) = kept.take() {
                draft.leave_out(kept, place, &std::mem::take(&mut words));
            }
        }
        _ => {}
    });
}

/// Writes the words of a part: as `kind`, or as what their shape is. Returns whether it is whole.
pub(crate) fn write(
    draft: &mut Draft,
    xml: &str,
    place: Option<Place>,
    kind: Option<BlockKind>,
) -> bool {
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
        // What is told of a picture to who does not see it.
        XmlPiece::Start("cNvPr", picture) => {
            let told = ["title", "descr"].iter().filter_map(|name| attribute(picture, name));
            let mut told: Vec<_> = told.collect();
            told.dedup();
            for words in told {
                draft.add(kind.unwrap_or(BlockKind::Paragraph), place, &collapsed(&words));
            }
        }
        XmlPiece::Start("r", _) => raised = false,
        XmlPiece::Start("rPr", run) => {
            let height = attribute(run, "baseline").and_then(|height| height.parse::<i32>().ok());
            raised = height.is_some_and(|height| height > 0);
        }
        XmlPiece::Start("tr", _) => cells = Some(Vec::new()),
        XmlPiece::Start("t" | "text" | "v", _) => in_text = true,
        XmlPiece::End("t") => in_text = false,
        // What a chart shows beside a point.
        XmlPiece::End("v") => {
            in_text = false;
            words.push('\t');
        }
        XmlPiece::Start("br", _) => words.push('\n'),
        // A raised number is that of a note and no part of the word before it.
        XmlPiece::Text(text) if in_text && raised && text.bytes().all(|b| b.is_ascii_digit()) => {
            words.extend(["[", text, "]"]);
        }
        XmlPiece::Text(text) if in_text => words.push_str(text),
        XmlPiece::End("p") if cells.is_some() => words.push(' '),
        XmlPiece::End("tc") => {
            let cell = collapsed(&std::mem::take(&mut words));
            if let Some(cells) = cells.as_mut().filter(|_| !cell.is_empty()) {
                cells.push(cell);
            }
        }
        XmlPiece::End("p" | "text" | "cat" | "val" | "tx") => {
            in_text = false;
            draft.add(shape, place, std::mem::take(&mut words).trim());
        }
        XmlPiece::End("tr") => {
            let row = cells.take().into_iter().flatten().collect::<Vec<_>>().join("\t");
            draft.add(shape, place, &row);
        }
        _ => {}
    })
}
