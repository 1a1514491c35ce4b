//! HTML: the main text of a saved page, and what the page says about itself.
//!
//! The steps are a file each: bytes to a [`tree`](tree::Tree), the tree to [`pieces`] of words,
//! the pieces to the main text ([`body`]) and to blocks. The page's title is not repeated in the
//! text where the metadata have it. Nothing is fetched and nothing is run.

mod about;
mod beside;
mod body;
mod builder;
mod byline;
mod captions;
mod ends;
mod fields;
mod furniture;
mod linked;
mod links;
mod names;
mod phrases;
mod pieces;
mod remarks;
mod roots;
mod rows;
mod spoken;
mod styles;
mod tags;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_article;
mod tree;
mod weights;

use super::draft::Draft;
use super::{Doubt, Limits, ReadError, Reading, Warning, charset};
use html5gum::{Token, Tokenizer};
use onrecord_model::{BlockKind, LeftOut};
use pieces::HtmlPiece;

pub(crate) use tree::Tree as HtmlTree;

/// How many of the first bytes may say which encoding the page is in. The standard asks for 1,024;
/// saved pages have longer heads.
const HEAD: usize = 8192;

/// The longest cell of a table in a mail that stands beside the next (bytes): a longer one is a text.
const CELL: usize = 120;

/// Reads a page.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text, [`ReadError::TooLarge`] from 4 GiB on.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = charset::decode(bytes, declared(bytes)).ok_or(ReadError::NotText)?;
    let mut reading = page(&decoded.text, limits)?;
    let doubt = decoded.doubt.map(|what| Warning { line: 0, what });
    reading.warnings.splice(0..0, doubt);
    Ok(reading)
}

/// Reads a page that is characters already.
///
/// # Errors
/// [`ReadError::TooLarge`] from 4 GiB on.
pub(super) fn page(page: &str, limits: &Limits) -> Result<Reading, ReadError> {
    if page.len() >= u32::MAX as usize {
        return Err(ReadError::TooLarge);
    }
    let tree = tree::Tree::of(page, limits);
    let linked = linked::article(&tree.linked);
    let about = about::about(&tree, &linked);
    let body = body::body(&tree, &about);
    let unended =
        |tag: &str| Doubt::Damaged(format!("a <{tag}> without its end; the rest is not read"));
    let unended = tree.unended.map(unended);
    let little = body.little.then_some(Doubt::MostLeftOut);
    let warnings: Vec<_> =
        unended.into_iter().chain(little).map(|what| Warning { line: 0, what }).collect();
    let mut draft = Draft::new(limits);
    let kept = body.pieces.iter().filter(|(_, out)| out.is_none());
    let shown: usize = kept.map(|(piece, _)| piece.weight as usize).sum();
    // A page that a script would fill has its text, if anywhere, in its linked data.
    let filled = linked.body.filter(|text| text.len() > 3 * shown.max(100));
    for line in filled.iter().flat_map(|text| text.lines()) {
        draft.add(BlockKind::Paragraph, None, line.trim());
    }
    for (piece, out) in body.pieces {
        let words = pieces::words(&tree, &body.gone, &piece);
        if let Some(what) = out.or(filled.as_ref().map(|_| LeftOut::Furniture)) {
            draft.leave_out(what, None, &words);
            continue;
        }
        draft.add(piece.kind, None, &words);
        if piece.bold > piece.first {
            let head = HtmlPiece { last: piece.bold, ..piece };
            draft.in_bold(&pieces::words(&tree, &body.gone, &head));
        }
    }
    let wordless = body::wordless(&tree);
    for at in body.hidden {
        for piece in pieces::pieces_under(&tree, &wordless, at) {
            draft.leave_out(LeftOut::Hidden, None, &pieces::words(&tree, &wordless, &piece));
        }
    }
    let cut = beside::beside(&tree, limits, &mut |what, words| draft.leave_out(what, None, words));
    draft.cut_off(cut);
    Ok(draft.finish(about, warnings))
}

/// The words of a piece of HTML, a block a paragraph: what Markdown has of it; and whether there are more than are read.
pub(super) fn words(html: &str, limits: &Limits) -> (String, bool) {
    let tree = tree::Tree::of(html, limits);
    let gone = body::wordless(&tree);
    let pieces = pieces::pieces(&tree, &gone);
    let words = pieces.iter().map(|piece| pieces::words(&tree, &gone, piece));
    (words.collect::<Vec<_>>().join("\n\n"), tree.cut)
}

/// Hands over what the words of a piece of HTML leave out; returns whether there is more than is read.
pub(super) fn apart(html: &str, limits: &Limits, tell: &mut dyn FnMut(LeftOut, &str)) -> bool {
    beside::beside(&tree::Tree::of(html, limits), limits, tell)
}

/// The words of a mail that is written as a page, block by block, and all of them: what is furniture on a page is
/// somebody's words in a mail. What it quotes stands behind `>`, as in a plain one. And whether there are more than
/// are read.
pub(super) fn mail(html: &str, limits: &Limits) -> (Vec<(BlockKind, String)>, bool) {
    if html.len() >= u32::MAX as usize {
        return (Vec::new(), true);
    }
    let tree = tree::Tree::of(html, limits);
    let gone = body::wordless(&tree);
    let within = |piece: &HtmlPiece, tags: &[&str]| {
        tree.around(piece.first).find(|(_, node)| tags.contains(&node.tag)).map(|(at, _)| at)
    };
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    let mut last = None;
    for piece in pieces::pieces(&tree, &gone) {
        let words = pieces::words(&tree, &gone, &piece);
        let level = tree.around(piece.first).filter(|(_, node)| node.tag == "blockquote").count();
        let (row, cell) = (within(&piece, &["tr"]), within(&piece, &["td", "th"]));
        let short = words.len() <= CELL && !words.contains('\n');
        // The cells of a row of a table stay beside each other; what is laid out by a table does not.
        if let Some((before, of)) = last
            && short
            && row.is_some_and(|row| row == before)
            && cell != Some(of)
            && let Some((_, line)) = blocks.last_mut()
        {
            line.push('\t');
            line.push_str(&words);
        } else if level == 0 {
            blocks.push((piece.kind, words));
        } else {
            let marks = ">".repeat(level);
            let lines: Vec<_> = words.lines().map(|line| format!("{marks} {line}")).collect();
            blocks.push((piece.kind, lines.join("\n")));
        }
        last = row.zip(cell).filter(|_| short);
    }
    let cut = beside::beside(&tree, limits, &mut |what, words| {
        // Many of a few bytes are one block.
        match blocks.last_mut() {
            Some((BlockKind::LeftOut(last), before)) if *last == what => {
                before.push('\n');
                before.push_str(words);
            }
            _ => blocks.push((BlockKind::LeftOut(what), words.to_owned())),
        }
    });
    (blocks, cut)
}

/// What the character reference `text`, such as `&oacute;` or `&#243;`, stands for; `None` where it is
/// none, or of no character.
pub(super) fn reference(text: &str) -> Option<String> {
    let words = Tokenizer::new(text).filter_map(|token| match token {
        Ok(Token::String(words)) => Some(String::from_utf8_lossy(&words).into_owned()),
        _ => None,
    });
    let words: String = words.collect();
    // One character or two; more is a name that only begins like one (`&ampx;`).
    let whole = words.chars().count() <= 2;
    (whole && words != text && words != "\u{fffd}").then_some(words)
}

/// The encoding that the page says it is in: in a `<meta>`, or as XML does.
pub(super) fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head.utf8_chunks().next()?.valid();
    let lower = head.to_ascii_lowercase();
    let value = |from: usize, name: &str| {
        let tag = lower.get(from..)?;
        let tag = tag.get(..tag.find('>').unwrap_or(tag.len()))?;
        let at = from + tag.find(name)? + name.len();
        let rest = head.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
        rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/'))
            .find(|label| !label.is_empty())
    };
    let metas = lower.match_indices("<meta").find_map(|(at, _)| value(at, "charset"));
    metas.or_else(|| value(lower.find("<?xml")?, "encoding"))
}
