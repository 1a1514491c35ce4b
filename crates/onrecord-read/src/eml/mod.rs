//! Mail (RFC 5322, MIME): who wrote what to whom, the text, and what was attached.
//!
//! The header's first words are a block of the text, so that they can be found and cited. Of two
//! forms of the same text the one is read that says more. What is attached is named, and
//! handed over by [`parts`] to be read as documents of their own. Outlook's files are rewritten as mails
//! first ([`msg`]).
//!
//! What no mailer shows is left out and kept: text before and behind the parts, fields that few read, the form that
//! is not read. So are the names of what is attached, since nobody says them.

mod alternative;
mod attached;
mod encoded_word;
mod flowed;
mod headers;
mod msg;
mod saved;
mod store;
mod transfer;
mod uuencoded;
mod walk;

use headers::Headers;
use walk::{Leaf, leaves};

use super::archive::Hand;
use super::day::day;
use super::draft::Draft;
use super::parts::FilePart;
use super::{About, Kind, Limits, ReadError, Reading};
use onrecord_model::{BlockKind, LeftOut};

pub(super) use msg::is_msg;
pub(super) use saved::{SavedPage, pages};
pub(super) use store::{begins, is_store};
pub(super) use transfer::quoted_printable;

/// The fields that are shown, in this order.
const SHOWN: &[(&str, &str)] = &[
    ("from", "From"),
    ("to", "To"),
    ("cc", "Cc"),
    ("bcc", "Bcc"),
    ("date", "Date"),
    ("subject", "Subject"),
];

/// Fields that people fill in and mailers do not show.
const ASIDE: &[&str] = &[
    "sender",
    "reply-to",
    "resent-from",
    "resent-to",
    "resent-cc",
    "resent-date",
    "organization",
    "organisation",
    "newsgroups",
    "keywords",
    "comments",
    "summary",
];

/// Reads a mail, or the mails of a store one behind the other; of several, nobody wrote all and none
/// has the day of all.
///
/// # Errors
/// [`ReadError::Damaged`] where it has no header.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let sent = msg::as_mail(bytes);
    let mails = store::mails(sent.as_deref().unwrap_or(bytes));
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
        let mut page = MailPage { draft: &mut draft, attached: Vec::new() };
        page.show(&headers);
        leaves(headers, body, limits, &mut warnings, &mut |leaf| page.put(leaf));
        page.name_attached();
    }
    let about = if mails.len() == 1 { abouts.pop() } else { None };
    Ok(draft.finish(about.unwrap_or_default(), warnings))
}

/// Hands over what is attached to a mail, or the mails of a store, until `hand` wants no more.
pub(super) fn parts(bytes: &[u8], limits: &Limits, hand: &mut Hand<'_>) {
    let sent = msg::as_mail(bytes);
    let mails = store::mails(sent.as_deref().unwrap_or(bytes));
    if mails.len() > 1 {
        for (number, bytes) in (1..).zip(mails) {
            let name = format!("{number}");
            if !hand(FilePart { name, kind: Some(Kind::Mail), bytes, ..FilePart::default() }) {
                return;
            }
        }
        return;
    }
    for bytes in &mails {
        let (headers, body) = Headers::read(bytes);
        let mut more = true;
        leaves(headers, body, limits, &mut Vec::new(), &mut |leaf| {
            if let Leaf::Attached(part) = leaf
                && more
                && part.has_words()
            {
                more = hand(part.handed_over());
            }
        });
    }
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

/// The text of a mail while it is written.
struct MailPage<'d> {
    draft: &'d mut Draft,
    /// The names of what is attached.
    attached: Vec<String>,
}

impl MailPage<'_> {
    fn put(&mut self, leaf: Leaf<'_, '_>) {
        match leaf {
            Leaf::Forwarded(headers) => self.show(headers),
            Leaf::Words(words) => {
                for (kind, words) in words {
                    self.draft.add(kind, None, &words);
                }
            }
            Leaf::Otherwise(words) => {
                for (_, words) in words {
                    self.draft.leave_out(LeftOut::OtherForm, None, &words);
                }
            }
            Leaf::Outside(words) => self.draft.leave_out(LeftOut::Hidden, None, &words),
            Leaf::Attached(part) => self.attached.push(part.name()),
        }
    }

    fn show(&mut self, headers: &Headers) {
        let line = |(name, shown): &(&str, &str)| {
            headers.words(name).map(|words| format!("{shown}: {words}"))
        };
        let lines: Vec<_> = SHOWN.iter().filter_map(line).collect();
        self.draft.add(BlockKind::Paragraph, None, &lines.join("\n"));
        for (name, words) in ASIDE.iter().flat_map(|name| headers.all(name).map(move |w| (name, w)))
        {
            self.draft.leave_out(LeftOut::Markup, None, &format!("{name}: {words}"));
        }
    }

    /// Names in the text would be somebody's words: `Attachment: note.txt` reads as what one Attachment says.
    fn name_attached(&mut self) {
        for name in std::mem::take(&mut self.attached) {
            self.draft.leave_out(LeftOut::Attached, None, &name);
        }
    }
}

#[cfg(test)]
mod tests;
