//! Comments in the code of a page: where it was saved from, and what somebody wrote there.

use onrecord_text::Part as _;

/// How much of a comment may say where the page is from (bytes).
const HEAD: usize = 4096;

/// The address in `saved from url=(0042)https://…` of browsers, `url: https://…` of `SingleFile`.
pub(super) fn saved_from(comment: &str) -> Option<&str> {
    let head = comment.part(..comment.floor_char_boundary(HEAD));
    let is_saved = head.contains("saved from url=(") || head.contains("SingleFile");
    let link = head.find("http").filter(|_| is_saved)?;
    head.part(link..).split_whitespace().next()
}

/// What is written in the code beside the page. What is there for one browser alone is a page; settings of a program
/// are none.
pub(super) fn remark(comment: &str) -> Option<&str> {
    let comment = comment.trim();
    let page = match comment.strip_prefix("[if") {
        Some(rest) => rest.split_once("]>").map(|(_, page)| page)?,
        None => comment,
    };
    let page = page.trim_end().trim_end_matches("<![endif]").trim_start();
    let code = page.starts_with("[endif") || page.starts_with("<xml") || page.starts_with("?xml");
    (!code && page.chars().any(char::is_alphabetic)).then_some(page)
}
