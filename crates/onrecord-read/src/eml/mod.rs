//! Mail (RFC 5322, MIME): who wrote what to whom, the text, and the names of what was attached.
//!
//! The header's first words are a block of the text, so that they can be found and cited. Of two
//! forms of the same text the plain one is read. Attachments that are text are read behind it, each
//! under its name; what is not read is named and told.

mod attached;
mod encoded_word;
mod flowed;
mod headers;
mod store;
mod transfer;

use std::borrow::Cow;

use headers::Headers;

use super::day::day;
use super::draft::Draft;
use super::{About, Doubt, Limits, ReadError, Reading, Warning, charset, html};
use onrecord_model::{BlockKind, Document};
use onrecord_text::Part as _;

/// The fields that are shown, in this order.
const SHOWN: &[(&str, &str)] =
    &[("from", "From"), ("to", "To"), ("cc", "Cc"), ("date", "Date"), ("subject", "Subject")];

/// The deepest nesting of parts that is read: each level is searched for boundaries again.
const DEPTH: usize = 30;

/// The most parts of one mail.
const PARTS: usize = 10_000;

/// Reads a mail, or the mails of a store one behind the other; of several, nobody wrote all and none
/// has the day of all.
///
/// # Errors
/// [`ReadError::Damaged`] where it has no header.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mails = store::mails(bytes);
    let mut draft = Draft::new(limits);
    let mut warnings = Vec::new();
    let mut abouts = Vec::new();
    for bytes in &mails {
        if draft.is_full() {
            break;
        }
        let (headers, body) = Headers::read(bytes);
        if headers.is_empty() {
            return Err(ReadError::Damaged("no mail header".to_owned()));
        }
        abouts.push(about(&headers));
        let mut mail = Mail {
            limits,
            draft: &mut draft,
            attached: Vec::new(),
            warnings: &mut warnings,
            waiting: Vec::new(),
            parts: 0,
        };
        mail.whole(headers, body);
    }
    let about = if mails.len() == 1 { abouts.pop() } else { None };
    Ok(draft.finish(about.unwrap_or_default(), warnings))
}

fn about(headers: &Headers) -> About {
    let names = headers.names("from").join(", ");
    About {
        title: headers.words("subject"),
        byline: Some(names).filter(|names| !names.is_empty()),
        publisher: None,
        date: headers.words("date").and_then(|date| day(&date)),
        ..About::default()
    }
}

/// A part that is still to be read.
struct MailPart<'b> {
    headers: Headers,
    body: &'b [u8],
    depth: usize,
}

impl MailPart<'_> {
    fn kind(&self) -> String {
        let kind = self.headers.kind("content-type");
        if kind.contains('/') { kind } else { "text/plain".to_owned() }
    }

    /// Its name as an attachment, if it is one.
    fn attachment(&self) -> Option<String> {
        let name = self.headers.parameter("content-disposition", "filename");
        let name = name.or_else(|| self.headers.parameter("content-type", "name"));
        let attached = self.headers.kind("content-disposition") == "attachment";
        if attached { Some(name.unwrap_or_else(|| self.kind())) } else { name }
    }

    fn has_words(&self) -> bool {
        self.kind() == "text/plain" && !self.decoded().trim_ascii().is_empty()
    }

    fn decoded(&self) -> Cow<'_, [u8]> {
        match self.headers.kind("content-transfer-encoding").as_str() {
            "base64" => Cow::Owned(transfer::base64(self.body)),
            "quoted-printable" => Cow::Owned(transfer::quoted_printable(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }
}

struct Mail<'b, 'l> {
    limits: &'l Limits,
    draft: &'l mut Draft,
    /// What was attached, as it was read, and the names of what was not.
    attached: Vec<(String, Option<Document>)>,
    warnings: &'l mut Vec<Warning>,
    /// The next part is the last: parts are read in the order of the file, without recursion.
    waiting: Vec<MailPart<'b>>,
    parts: usize,
}

impl<'b> Mail<'b, '_> {
    fn whole(&mut self, headers: Headers, body: &'b [u8]) {
        self.show(&headers);
        self.waiting.push(MailPart { headers, body, depth: 0 });
        while let Some(part) = self.waiting.pop() {
            self.part(&part);
        }
        self.attachments();
    }

    fn show(&mut self, headers: &Headers) {
        let line = |(name, shown): &(&str, &str)| {
            headers.words(name).map(|words| format!("{shown}: {words}"))
        };
        let lines: Vec<_> = SHOWN.iter().filter_map(line).collect();
        self.draft.add(BlockKind::Paragraph, None, &lines.join("\n"));
    }

    fn part(&mut self, part: &MailPart<'b>) {
        let kind = part.kind();
        if kind.starts_with("multipart/") {
            return self.split(part, kind == "multipart/alternative");
        }
        if kind == "message/rfc822" {
            return self.forwarded(part);
        }
        let attachment = part.attachment();
        if attachment.is_none() && matches!(kind.as_str(), "text/plain" | "text/html") {
            return self.text(part, kind == "text/html");
        }
        self.attach(part);
    }

    /// Puts the parts of a multipart on the pile; of alternatives only the chosen one is read.
    fn split(&mut self, part: &MailPart<'b>, alternative: bool) {
        let boundary = part.headers.parameter("content-type", "boundary").unwrap_or_default();
        let depth = part.depth + 1;
        if depth > DEPTH.min(self.limits.depth) {
            return self.damaged("parts nested too deep");
        }
        let found = bodies(part.body, boundary.as_bytes());
        if boundary.is_empty() || found.is_empty() {
            // Words without bounds are words still.
            self.damaged("parts without a boundary");
            return self.text(part, false);
        }
        let mut parts: Vec<MailPart<'b>> = Vec::new();
        for bytes in found {
            if self.parts >= PARTS {
                self.damaged("too many parts");
                break;
            }
            self.parts += 1;
            let (headers, body) = Headers::read(bytes);
            parts.push(MailPart { headers, body, depth });
        }
        if alternative {
            let is_text = |part: &MailPart<'_>| {
                let kind = part.kind();
                kind == "text/html" || kind.starts_with("multipart/")
            };
            let chosen = parts.iter().position(MailPart::has_words);
            let chosen = chosen.or_else(|| parts.iter().rposition(is_text)).unwrap_or(0);
            let mut at = 0;
            parts.retain(|part| {
                at += 1;
                at - 1 == chosen || !(part.kind().starts_with("text/") || is_text(part))
            });
        }
        parts.reverse();
        self.waiting.append(&mut parts);
    }

    fn forwarded(&mut self, part: &MailPart<'b>) {
        let encoded = matches!(part.decoded(), Cow::Owned(_));
        if encoded || part.depth >= DEPTH.min(self.limits.depth) {
            return self.attach(part);
        }
        let (headers, body) = Headers::read(part.body);
        self.show(&headers);
        self.waiting.push(MailPart { headers, body, depth: part.depth + 1 });
    }

    fn text(&mut self, part: &MailPart<'_>, is_html: bool) {
        let label = part.headers.parameter("content-type", "charset");
        // Mailers write us-ascii over anything; only ASCII can be believed to be it.
        let label = label.filter(|label| !label.eq_ignore_ascii_case("us-ascii"));
        let bytes = part.decoded();
        let Some(decoded) = charset::decode(&bytes, label.as_deref()) else {
            return self.damaged("a part that is no text");
        };
        self.warnings.extend(decoded.doubt.map(|what| Warning { line: 0, what }));
        if !is_html {
            let is = |key, word| {
                let value = part.headers.parameter("content-type", key);
                value.is_some_and(|value| value.eq_ignore_ascii_case(word))
            };
            let text = if is("format", "flowed") {
                Cow::Owned(flowed::joined(&decoded.text, is("delsp", "yes")))
            } else {
                decoded.text
            };
            return self.draft.add(BlockKind::Paragraph, None, &text);
        }
        let Ok(page) = html::page(&decoded.text, self.limits) else { return };
        for block in page.document.blocks() {
            self.draft.add(block.kind, None, page.document.words(block.span));
        }
    }

    fn damaged(&mut self, what: &str) {
        self.warnings.push(Warning { line: 0, what: Doubt::Damaged(what.to_owned()) });
    }
}

/// The parts between lines of `--boundary` (RFC 2046, §5.1.1). A last part without an end is read
/// to the end.
fn bodies<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let (mut begin, mut at) = (None, 0);
    while at < body.len() {
        let rest = body.part(at..);
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.part(..end).trim_ascii_end();
        let after = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary));
        if let Some(after) = after.filter(|after| after.is_empty() || *after == b"--") {
            parts.extend(begin.and_then(|begin: usize| body.get(begin..at)));
            begin = after.is_empty().then_some(at + end);
        }
        at += end;
    }
    parts.extend(begin.and_then(|begin| body.get(begin..)));
    parts
}

#[cfg(test)]
mod tests;
