//! What is attached to a mail: read where it is a document, else named and told as not read.

use super::{DEPTH, Mail, MailPart};
use crate::{Doubt, Kind, Limits, ReadError, Warning, charset, html, kind};
use onrecord_model::BlockKind;

impl Mail<'_, '_> {
    /// Keeps an attachment, read if it can be.
    pub(super) fn attach(&mut self, part: &MailPart<'_>) {
        let Some(name) = part.attachment().map(|name| html::one_line(&name)) else { return };
        // A picture in the words of a mail is its decoration.
        let shown = part.kind().starts_with("image/")
            && part.headers.kind("content-disposition") != "attachment";
        let reading = self.read(part, &name).ok();
        let missing = reading.is_none() && !shown;
        let not_read = missing.then(|| Warning { line: 0, what: Doubt::NotRead(name.clone()) });
        self.warnings.extend(not_read);
        let document = reading.map(|reading| {
            self.warnings.extend(reading.warnings);
            reading.document
        });
        self.attached.push((name, document));
    }

    fn read(&self, part: &MailPart<'_>, name: &str) -> Result<crate::Reading, ReadError> {
        let kind = Kind::of(name).unwrap_or(Kind::Rows);
        let by_type = part.kind();
        let kind = match by_type.as_str() {
            "text/html" => Kind::Html,
            "application/pdf" => Kind::Pdf,
            _ if matches!(kind, Kind::Table | Kind::Rows) && by_type.starts_with("text/") => {
                Kind::Text
            }
            _ => kind,
        };
        // Mails in mails are read as deep as their parts.
        let depth = self.limits.depth.min(DEPTH).saturating_sub(part.depth + 1);
        if kind == Kind::Mail && depth == 0 {
            return Err(ReadError::TooLarge);
        }
        let limits = Limits {
            depth: if kind == Kind::Mail { depth } else { self.limits.depth },
            ..*self.limits
        };
        let bytes = part.decoded();
        let label = part.headers.parameter("content-type", "charset");
        let decoded = match kind {
            Kind::Text | Kind::Markdown => charset::decode(&bytes, label.as_deref()),
            _ => None,
        };
        match decoded {
            Some(decoded) => kind::document(kind, decoded.text.into_owned().into_bytes(), &limits),
            None => kind::document(kind, bytes.into_owned(), &limits),
        }
    }

    /// Writes what was attached behind the text: documents under their names, then the names of the
    /// others.
    pub(super) fn attachments(&mut self) {
        let mut named = Vec::new();
        for (name, document) in std::mem::take(&mut self.attached) {
            let line = format!("Attachment: {name}");
            let Some(document) = document else {
                named.push(line);
                continue;
            };
            self.draft.add(BlockKind::Heading, None, &line);
            for block in document.blocks() {
                self.draft.add(block.kind, None, document.words(block.span));
            }
        }
        self.draft.add(BlockKind::Note, None, &named.join("\n"));
    }
}
