//! The pages of a saved page (MHTML, RFC 2557): a mail whose parts are the page, its frames and what they show.

use super::headers::Headers;
use super::walk::MailPart;
use crate::Kind;

/// A page, a frame of it, or a text that it came with.
pub(crate) struct SavedPage {
    /// A page, or a text.
    pub kind: Kind,
    /// Its address.
    pub link: Option<String>,
    /// The encoding that the file says it is in.
    pub charset: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The pages and texts in their order, the page itself first, and when they were saved, as the file writes it. More
/// than `most` are not looked for.
pub(crate) fn pages(bytes: &[u8], most: usize) -> (Vec<SavedPage>, Option<String>) {
    let (headers, body) = Headers::read(bytes);
    let date = headers.words("date");
    let main = headers.words("snapshot-content-location");
    let mut waiting = vec![MailPart::whole(headers, body)];
    let mut pages = Vec::new();
    while let Some(part) = waiting.pop() {
        if pages.len() >= most {
            break;
        }
        if part.is_multipart() && part.is_shallow() {
            let inner = part.split(most).into_iter().flatten();
            waiting.extend(inner.collect::<Vec<_>>().into_iter().rev());
            continue;
        }
        let kind = match part.kind().as_str() {
            "text/html" | "application/xhtml+xml" => Some(Kind::Html),
            "text/plain" => Some(Kind::Text),
            _ => None,
        };
        if let Some(kind) = kind {
            let link = part.headers.words("content-location");
            let charset = part.headers.parameter("content-type", "charset");
            pages.push(SavedPage { kind, link, charset, bytes: part.decoded().into_owned() });
        }
    }
    let is_page = |page: &SavedPage| page.kind == Kind::Html;
    let named = main.and_then(|main| {
        pages.iter().position(|page| is_page(page) && page.link.as_ref() == Some(&main))
    });
    if let Some(at) = named.or_else(|| pages.iter().position(is_page)) {
        pages.swap(0, at);
    }
    (pages, date)
}
