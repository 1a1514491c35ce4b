//! What is attached to a mail: its name, its kind, its bytes.

use super::walk::MailPart;
use crate::Kind;
use crate::parts::FilePart;
use onrecord_text::blanks::collapsed;

impl<'b> MailPart<'b> {
    /// Its name as its sender gave it.
    pub(super) fn own_name(&self) -> Option<String> {
        let name = self.headers.parameter("content-disposition", "filename");
        let name = name.or_else(|| self.headers.parameter("content-type", "name"));
        name.map(|name| collapsed(&name)).filter(|name| !name.is_empty())
    }

    /// Its name as an attachment; made from its type where the sender gave none.
    pub(super) fn name(&self) -> String {
        self.own_name().unwrap_or_else(|| {
            let kind = self.kind();
            let subject = || super::Headers::read(self.body).0.words("subject");
            match kind.as_str() {
                "message/rfc822" => subject().unwrap_or_else(|| "mail".to_owned()) + ".eml",
                "text/calendar" => "calendar.ics".to_owned(),
                "text/vcard" | "text/x-vcard" | "text/directory" => "card.vcf".to_owned(),
                _ => kind.replace('/', "-"),
            }
        })
    }

    /// Whether it may say something: a picture in the words of a mail is its decoration, a signature is for programs.
    pub(super) fn has_words(&self) -> bool {
        let kind = self.kind();
        let attached = self.headers.kind("content-disposition") == "attachment";
        let decoration = kind.starts_with("image/") && !attached;
        let signature = kind.starts_with("application/") && kind.ends_with("-signature");
        !(decoration || signature)
    }

    /// It as a document of its own.
    pub(super) fn handed_over(&self) -> FilePart<'b> {
        let name = self.name();
        let bytes = self.decoded();
        let kind = self.kind();
        let by_type = match kind.as_str() {
            "text/html" => Some(Kind::Html),
            "text/calendar" | "text/vcard" | "text/x-vcard" | "text/directory" => Some(Kind::Card),
            "application/pdf" => Some(Kind::Pdf),
            "message/rfc822" | "message/global" => Some(Kind::Mail),
            kind if kind.starts_with("text/") || kind.starts_with("message/") => Some(Kind::Text),
            _ => None,
        };
        // What the name or the bytes say counts before what the mailer calls it; a header alone begins like a mail.
        let kind = match kind.as_str() {
            "text/rfc822-headers" => Some(Kind::Text),
            // That it is some text says less than its type.
            _ => Kind::of_file(&name, &bytes)
                .filter(|kind| *kind != Kind::Text || Kind::of(&name).is_some())
                .or(by_type),
        };
        let charset = self.headers.parameter("content-type", "charset");
        FilePart { name, kind, bytes, charset, ..FilePart::default() }
    }
}
