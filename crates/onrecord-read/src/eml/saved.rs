//! The pages of a saved page (MHTML, RFC 2557): a mail whose parts are the page, its frames and what they show.

use super::headers::Headers;
use super::walk::MailPart;

/// A page or a frame of it.
pub(crate) struct SavedPage {
    /// Its address.
    pub link: Option<String>,
    /// The encoding that the file says it is in.
    pub charset: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The pages in their order, the page itself first, and when they were saved, as the file writes it. More than
/// `most` are not looked for.
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
        } else if matches!(part.kind().as_str(), "text/html" | "application/xhtml+xml") {
            let link = part.headers.words("content-location");
            let charset = part.headers.parameter("content-type", "charset");
            pages.push(SavedPage { link, charset, bytes: part.decoded().into_owned() });
        }
    }
    if let Some(at) =
        main.and_then(|main| pages.iter().position(|page| page.link == Some(main.clone())))
    {
        pages.swap(0, at);
    }
    (pages, date)
}
