//! MHTML: a page saved as one file, with what it is shown with. The page is the document, with its address and the
//! day on which it was saved; its frames and texts lie in it as documents of their own, where they have words.

use super::archive::Hand;
use super::eml::{self, SavedPage};
use super::parts::{Capture, FilePart};
use super::{Doubt, Kind, Limits, ReadError, Reading, Warning, charset, html};

/// The most frames that are looked at.
const FRAMES: usize = 1000;

/// Reads the page.
///
/// # Errors
/// [`ReadError::Damaged`] where the file holds no page, and those of a page.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let (pages, time) = eml::pages(bytes, FRAMES);
    let more = pages.len() >= FRAMES;
    let missing = || ReadError::Damaged("it holds no page".to_owned());
    let page = pages.into_iter().next().filter(|page| page.kind == Kind::Html);
    let page = page.ok_or_else(missing)?;
    let label = page.charset.as_deref().or_else(|| html::declared(&page.bytes));
    let decoded = charset::decode(&page.bytes, label).ok_or(ReadError::NotText)?;
    let mut reading = html::page(&decoded.text, limits)?;
    let doubts = decoded.doubt.into_iter().chain(more.then_some(Doubt::CutOff));
    reading.warnings.extend(doubts.map(|what| Warning { line: 0, what }));
    if let Some(link) = address(&page) {
        Capture { link, time, digest: None, cut: None }.settle(&mut reading);
    }
    Ok(reading)
}

/// Hands over the frames and texts that have words.
pub(super) fn parts(bytes: &[u8], limits: &Limits, hand: &mut Hand<'_>) -> bool {
    let (pages, time) = eml::pages(bytes, FRAMES);
    for (number, page) in pages.into_iter().enumerate().skip(1) {
        let label = page.charset.as_deref().or_else(|| html::declared(&page.bytes));
        let decoded = charset::decode(&page.bytes, label);
        let has_words = decoded.is_some_and(|decoded| match page.kind {
            Kind::Html => html::page(&decoded.text, limits)
                .is_ok_and(|reading| !reading.document.body().trim().is_empty()),
            _ => !decoded.text.trim().is_empty(),
        });
        if !has_words {
            continue;
        }
        let link = address(&page);
        let name = link.as_deref().and_then(|link| Some(link.split_once("://")?.1.to_owned()));
        let part = FilePart {
            name: name.unwrap_or_else(|| format!("frame {number}")),
            kind: Some(page.kind),
            charset: page.charset,
            captured: link.map(|link| Capture {
                link,
                time: time.clone(),
                digest: None,
                cut: None,
            }),
            bytes: page.bytes.into(),
            unread: None,
        };
        if !hand(part) {
            break;
        }
    }
    true
}

/// The address of a page on the web; frames that a script made have made-up ones.
fn address(page: &SavedPage) -> Option<String> {
    let web = |link: &&String| link.starts_with("http://") || link.starts_with("https://");
    page.link.as_ref().filter(web).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts;

    const SAVED: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quay.example/news\r\n\
        Subject: Quay\r\nDate: Mon, 4 Mar 2024 09:15:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain\r\nContent-Location: https://quay.example/t.txt\r\n\r\nA text.\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/f\r\n\r\n<p>A frame.\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://quay.example/news\r\n\r\n<meta charset=3Dutf-8><title>Quay seven</title><p>We rowed =\r\n\
        to the caf=C3=A9.\r\n--b\r\nContent-Type: text/html\r\nContent-Location: cid:f\r\n\r\n<script>x</script>\r\n\
        --b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";

    #[test]
    fn the_page_is_read_and_its_frames_lie_in_it() {
        let reading = read(SAVED.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), "We rowed to the café.");
        assert_eq!(reading.about.title.as_deref(), Some("Quay seven"));
        assert_eq!(reading.about.link.as_deref(), Some("https://quay.example/news"));
        assert_eq!(reading.about.date.as_deref(), Some("2024-03-04"));
        assert_eq!(reading.about.basis.as_deref(), Some("captured Mon, 4 Mar 2024 09:15:00 -0000"));
        let mut frames = Vec::new();
        parts(("", Kind::Capture), SAVED.as_bytes(), &Limits::default(), &mut |part| {
            let text = part.read(part.kind.unwrap(), &Limits::default()).unwrap().document;
            frames.push(format!("{}: {}", part.name, text.text().trim_end()));
        });
        assert_eq!(frames, ["ads.example/f: A frame.", "quay.example/t.txt: A text."]);
    }

    #[test]
    fn a_file_without_a_page_is_refused() {
        for bytes in ["", "Subject: s\r\n\r\nNo.", "Content-Type: multipart/related\r\n\r\n"] {
            assert!(read(bytes.as_bytes(), &Limits::default()).is_err(), "{bytes}");
        }
    }
}
