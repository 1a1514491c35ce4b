//! Calendars (RFC 5545) and cards (RFC 6350, and 2.1 as telephones write it): each field a line, `NAME · value`.
//!
//! They come with mails: who was invited to what, where and when; who somebody is.

use super::description::SAYS;
use super::draft::Draft;
use super::{About, Doubt, Limits, ReadError, Reading, Warning, decode, html};
use crate::eml::quoted_printable;
use onrecord_model::{BlockKind, LeftOut};

/// Fields that say something to programs alone.
const SILENT: &[&str] = &[
    "VERSION", "PRODID", "CALSCALE", "METHOD", "SEQUENCE", "TRANSP", "REV", "PHOTO", "LOGO", "KEY",
    "SOUND",
];

/// Reads the cards or the calendar in `bytes`; a card or an entry is a block.
///
/// # Errors
/// [`ReadError::NotText`] where the bytes are no text, [`ReadError::Damaged`] where they hold none.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let decoded = decode(bytes, None).ok_or(ReadError::NotText)?;
    let told = |what| Warning { line: 0, what };
    let mut warnings: Vec<_> = decoded.doubt.map(told).into_iter().collect();
    let mut draft = Draft::new(limits);
    let mut block = String::new();
    let mut title = None;
    let mut begun = false;
    for line in unfolded(&decoded.text) {
        let Some(CardField { name, mut value, form }) = field(&line) else {
            if !line.contains(':') {
                // A value of several lines, broken without a mark.
                draft.leave_out(LeftOut::Markup, None, &line);
            }
            continue;
        };
        match name.as_str() {
            "BEGIN" | "END" => {
                begun = true;
                draft.add(BlockKind::Paragraph, None, &std::mem::take(&mut block));
                continue;
            }
            "SUMMARY" | "FN" if title.is_none() => title = Some(value.replace('\n', " ")),
            _ if SILENT.contains(&name.as_str()) => continue,
            _ => {}
        }
        match form {
            FieldForm::Plain => {}
            FieldForm::Page => {
                let (blocks, cut) = html::mail(&value, limits);
                draft.cut_off(cut);
                value = blocks.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n");
            }
            FieldForm::File => warnings.push(told(Doubt::NotRead(value.clone()))),
        }
        if draft.is_full() {
            break;
        }
        block.extend([&name, SAYS, &value, "\n"]);
    }
    if !begun {
        return Err(ReadError::Damaged("neither a calendar nor a card".to_owned()));
    }
    draft.add(BlockKind::Paragraph, None, &block);
    Ok(draft.finish(About { title, ..About::default() }, warnings))
}

/// The lines of `text`, those joined that were broken to be sent: one that begins with a blank goes on, and
/// behind `=` at its end one in quoted-printable.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Looked for in each line of the file once, not in all that was joined so far.
    let is_marked = |line: &str| line.contains("QUOTED-PRINTABLE");
    let mut marked = false;
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => {
                last.extend(line.chars().skip(1));
                marked |= is_marked(line);
            }
            Some(last) if marked && last.ends_with('=') => {
                last.pop();
                last.push_str(line);
            }
            _ => {
                lines.push(line.to_owned());
                marked = is_marked(line);
            }
        }
    }
    lines
}

/// A field: its name in capitals, and its value.
struct CardField {
    name: String,
    value: String,
    form: FieldForm,
}

/// How a value is written.
enum FieldForm {
    Plain,
    /// As a page.
    Page,
    /// As the letters of a file, whose name or type stands for it.
    File,
}

/// The field of a line: `DTSTART;TZID=Europe/Madrid:20240304T090000`, `item1.TEL:0555`.
fn field(line: &str) -> Option<CardField> {
    let mut marked = false;
    let colon = line.find(|c| {
        marked ^= c == '"';
        c == ':' && !marked
    })?;
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let name = name.rsplit('.').next()?.trim().to_ascii_uppercase();
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.is_empty() || !name.chars().all(sound) {
        return None;
    }
    let parameters = parameters.to_ascii_uppercase();
    let has = |key, word| parameter(&parameters, key).is_some_and(|own| own == word);
    if has("ENCODING", "BASE64") || has("ENCODING", "B") || has("VALUE", "BINARY") {
        let keys = ["FILENAME", "X-FILENAME", "FMTTYPE", "TYPE"];
        let named = keys.into_iter().find_map(|key| parameter(head, key)).unwrap_or("file");
        return Some(CardField { name, value: named.to_owned(), form: FieldForm::File });
    }
    let form = if has("FMTTYPE", "TEXT/HTML") { FieldForm::Page } else { FieldForm::Plain };
    let value = if parameters.contains("QUOTED-PRINTABLE") {
        let bytes = quoted_printable(value.as_bytes());
        decode(&bytes, None)?.text.into_owned()
    } else {
        value.to_owned()
    };
    // Who takes part is named beside his address.
    let named = parameter(head, "CN");
    let value = plain(&value);
    let mut value = named.map_or_else(|| value.clone(), |name| format!("{name} <{value}>"));
    // Whoever declined was not there.
    if let Some(answer) = parameter(head, "PARTSTAT").filter(|answer| !answer.is_empty()) {
        value = format!("{value} ({})", answer.to_ascii_lowercase().replace('-', " "));
    }
    (!value.trim().is_empty()).then_some(CardField { name, value, form })
}

/// Parameter `key` of the head of a field.
fn parameter<'t>(head: &'t str, key: &str) -> Option<&'t str> {
    let values = head.split(';').filter_map(|piece| piece.split_once('='));
    values
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
        .map(|(_, value)| value.trim_matches('"'))
}

/// A value without its escapes; the parts of a name or an address stand apart.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => {}
            },
            ';' => out.push_str("; "),
            c => out.push(c),
        }
    }
    let trimmed = out.trim_matches([';', ' ']);
    trimmed
        .strip_prefix("mailto:")
        .or(trimmed.strip_prefix("MAILTO:"))
        .unwrap_or(trimmed)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(card: &str) -> String {
        read(card.as_bytes(), &Limits::default()).unwrap().document.text().to_owned()
    }

    #[test]
    fn fields_are_lines() {
        let invitation = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;TZID=\"a:b\":20240304T090000\r\n\
            ORGANIZER;CN=\"Ruiz, Ana\":mailto:ana@quay.example\r\nSUMMARY:Berth\r\n  seven\\, again\r\n\
            DESCRIPTION:Bring the list.\\nSay nothing.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(
            text(invitation),
            "DTSTART · 20240304T090000\nORGANIZER · Ruiz, Ana <ana@quay.example>\n\
             SUMMARY · Berth seven, again\nDESCRIPTION · Bring the list.\nSay nothing."
        );
        let cards = "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Pe=C3=\n=B1a;Luz;;;\n\
            item1.TEL;HOME:0555 014\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\nBEGIN:VCARD\nFN:Bo Li\nEND:VCARD\n";
        assert_eq!(text(cards), "N · Peña; Luz\nTEL · 0555 014\n\nFN · Bo Li");
        let reading = read(invitation.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(reading.turns, []);
        assert_eq!(reading.about.title.as_deref(), Some("Berth seven, again"));
    }

    #[test]
    fn who_declined_is_told_and_what_is_attached_is_no_text() {
        let reading = read(
            b"BEGIN:VEVENT\nATTENDEE;CN=Luz Pe;PARTSTAT=NEEDS-ACTION:mailto:luz@x.example\n\
              ATTENDEE;PARTSTAT=DECLINED:mailto:bo@x.example\n\
              X-ALT-DESC;FMTTYPE=text/html:<p>Bring <b>both</b> lists.</p>\\n<p>Say nothing.</p>\n\
              ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:AAAA\n\
              ATTACH;VALUE=BINARY;X-FILENAME=\"lease.pdf\":AAAA\nATTACH:https://quay.example/a\n\
              broken off\nEND:VEVENT\n",
            &Limits::default(),
        )
        .unwrap();
        let document = &reading.document;
        assert_eq!(
            document.body().trim_end(),
            "ATTENDEE · Luz Pe <luz@x.example> (needs action)\n\
             ATTENDEE · bo@x.example (declined)\n\
             X-ALT-DESC · Bring both lists.\nSay nothing.\n\
             ATTACH · text/plain\nATTACH · lease.pdf\nATTACH · https://quay.example/a"
        );
        let aside = document.left_out().map(|(what, span)| (what, document.words(span)));
        assert_eq!(aside.collect::<Vec<_>>(), [(LeftOut::Markup, "broken off")]);
        let told = |name: &str| Warning { line: 0, what: Doubt::NotRead(name.to_owned()) };
        assert_eq!(reading.warnings, [told("text/plain"), told("lease.pdf")]);
    }

    #[test]
    fn what_holds_none_is_refused() {
        let refused = Err(ReadError::Damaged("neither a calendar nor a card".to_owned()));
        assert_eq!(read(b"Dear all: no", &Limits::default()).map(drop), refused);
        assert_eq!(read(b"\x89PNG\r\n\0\0", &Limits::default()).map(drop), Err(ReadError::NotText));
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read(text in "(BEGIN:VCARD\n|END:VCARD\n|N;ENCODING=QUOTED-PRINTABLE:|=C3|=\n|FN:|[a:;\\\\\"= \n]){0,40}") {
            let _ = read(text.as_bytes(), &Limits { text: 40, ..Limits::default() });
        }
    }
}
