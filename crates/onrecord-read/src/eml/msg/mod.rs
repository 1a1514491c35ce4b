//! Outlook's `.msg` ([MS-OXMSG]): rewritten as the mail that it was, which the reader of mails then reads.
//!
//! What is taken: the header that it was sent with, or else who wrote it to whom, when and about what; its text
//! in each form; what is attached, mails within it too.

mod rtf;

use onrecord_text::blanks::collapsed;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::transfer;
use crate::charset;
use crate::compound::{self, CompoundFile, u32_at};
use crate::day::civil;

/// The deepest nesting of mails in a `.msg`.
const DEEPEST: usize = 8;

/// Properties ([MS-OXPROPS]), by their numbers.
const SUBJECT: u16 = 0x0037;
const SENT: u16 = 0x0039;
const WRITER: [u16; 2] = [0x0042, 0x0c1a];
const WRITER_ADDRESS: [u16; 4] = [0x5d02, 0x5d01, 0x0065, 0x0c1f];
const HEADER: u16 = 0x007d;
const BLIND: u16 = 0x0e02;
const COPIED: u16 = 0x0e03;
const TO: u16 = 0x0e04;
const RECEIVED: u16 = 0x0e06;
const BODY: u16 = 0x1000;
const RTF: u16 = 0x1009;
const PAGE: u16 = 0x1013;
const SHOWN_NAME: u16 = 0x3001;
const DATA: u16 = 0x3701;
const FILE_NAMES: [u16; 2] = [0x3707, 0x3704];
const MIME: u16 = 0x370e;
const CONTENT_ID: u16 = 0x3712;
const CODE_PAGES: [u16; 2] = [0x3ffd, 0x3fde];

/// Whether `bytes` begin as a `.msg` does, and name a property of one.
pub(crate) fn is_msg(head: &[u8]) -> bool {
    let name: Vec<u8> = "__substg1.0_".encode_utf16().flat_map(u16::to_le_bytes).collect();
    compound::begins(head) && memchr::memmem::find(head, &name).is_some()
}

/// The mail in a `.msg`, as it would be sent; `None` where the file is none.
pub(super) fn as_mail(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::read(bytes)?;
    let mail = MsgMail::of(&mut file, 0, 32)?;
    Some(mail.write(&mut file, DEEPEST))
}

/// The properties of a mail, a recipient or an attachment.
struct MsgMail {
    /// Number, type and entry of each that stands in a stream or storage of its own.
    streams: Vec<(u16, u16, usize)>,
    /// The fixed ones, in a row of 16 bytes each.
    fixed: Vec<u8>,
    /// Storages of what is attached.
    attached: Vec<usize>,
    /// The label of the code page of its text.
    charset: Option<String>,
}

impl MsgMail {
    /// Those in storage `at`, whose fixed ones stand behind a head of so many bytes. `None` where there are none.
    fn of(file: &mut CompoundFile<'_>, at: usize, head: usize) -> Option<Self> {
        let mut found =
            Self { streams: Vec::new(), fixed: Vec::new(), attached: Vec::new(), charset: None };
        let mut any = false;
        for entry in file.inside(at) {
            let Some(name) = file.entry(entry).map(|entry| entry.name.clone()) else { continue };
            if let Some(tag) = name.strip_prefix("__substg1.0_") {
                let tag = tag.get(..8).and_then(|tag| u32::from_str_radix(tag, 16).ok());
                found.streams.extend(tag.map(|tag| ((tag >> 16) as u16, tag as u16, entry)));
            } else if name.starts_with("__attach_version1.0_") {
                found.attached.push(entry);
            } else if name == "__properties_version1.0" {
                any = true;
                let bytes = file.stream(entry)?;
                if let Some(rows) = bytes.get(head..) {
                    found.fixed = rows.to_vec();
                }
            }
        }
        let page = CODE_PAGES.iter().find_map(|page| found.number(*page));
        found.charset = page.and_then(|page| charset::label_of_page(page as u32));
        (any || !found.streams.is_empty()).then_some(found)
    }

    /// A fixed property of eight bytes at most.
    fn number(&self, property: u16) -> Option<u64> {
        let rows = self.fixed.as_chunks::<16>().0;
        let row = rows
            .iter()
            .find(|row| u32_at(*row, 0).is_some_and(|tag| (tag >> 16) as u16 == property))?;
        Some(u64::from(u32_at(row, 8)?) | u64::from(u32_at(row, 12)?) << 32)
    }

    fn bytes(&self, file: &mut CompoundFile<'_>, property: u16) -> Option<Vec<u8>> {
        let (_, _, at) = *self.streams.iter().find(|(own, ..)| *own == property)?;
        file.stream(at)
    }

    fn words(&self, file: &mut CompoundFile<'_>, property: u16) -> Option<String> {
        let (_, kind, at) = *self.streams.iter().find(|(own, ..)| *own == property)?;
        let bytes = file.stream(at)?;
        let text = match kind {
            0x001f => {
                let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
                char::decode_utf16(units)
                    .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect()
            }
            _ => charset::decode(&bytes, self.charset.as_deref())?.text.into_owned(),
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    fn first(&self, file: &mut CompoundFile<'_>, properties: &[u16]) -> Option<String> {
        properties.iter().find_map(|property| self.words(file, *property))
    }

    /// The mail as it is sent, with mails in it `depth` deep.
    fn write(&self, file: &mut CompoundFile<'_>, depth: usize) -> Vec<u8> {
        let mut out = self.header(file).into_bytes();
        let mut forms = Vec::new();
        let plain = self.words(file, BODY);
        let page = match self.bytes(file, PAGE) {
            Some(page)
                if self.streams.iter().any(|(own, kind, _)| *own == PAGE && *kind == 0x0102) =>
            {
                Some(page)
            }
            _ => self.words(file, PAGE).map(String::into_bytes),
        };
        let page = page.filter(|page| !page.trim_ascii().is_empty());
        let plain = match (plain, &page) {
            (None, None) => {
                let rtf = self.bytes(file, RTF);
                rtf.and_then(|rtf| rtf::words(&rtf, self.charset.as_deref()))
            }
            (plain, _) => plain,
        };
        forms.extend(plain.map(|text| part("text/plain; charset=utf-8", text.as_bytes())));
        let is_utf_8 = |page: &[u8]| std::str::from_utf8(page).is_ok();
        forms.extend(page.map(|page| {
            let kind = if is_utf_8(&page) { "text/html; charset=utf-8" } else { "text/html" };
            part(kind, &page)
        }));
        let mut parts = Vec::new();
        if !forms.is_empty() {
            parts.push(multipart("alternative", depth * 2, &forms));
        }
        for at in &self.attached {
            parts.extend(attachment(file, *at, depth));
        }
        if !parts.is_empty() {
            out.extend(multipart("mixed", depth * 2 + 1, &parts));
        }
        out
    }

    /// The header that it was sent with, without what is said of its parts; else one made from what is known.
    fn header(&self, file: &mut CompoundFile<'_>) -> String {
        let mut out = String::new();
        if let Some(sent) = self.words(file, HEADER).filter(|sent| sent.contains(':')) {
            let mut kept = true;
            for line in sent.lines().filter(|line| !line.trim().is_empty()) {
                if !line.starts_with([' ', '\t']) {
                    let low = line.to_ascii_lowercase();
                    kept = line.contains(':')
                        && !low.starts_with("content-")
                        && !low.starts_with("mime-version");
                }
                if kept {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        let low = out.to_ascii_lowercase();
        let has = |name: &str| low.starts_with(name) || low.contains(&format!("\n{name}"));
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|_| !has(&name.to_ascii_lowercase())) {
                let value = collapsed(&value);
                out.extend([name, " ", &value, "\n"]);
            }
        };
        let address = self.first(file, &WRITER_ADDRESS).filter(|address| address.contains('@'));
        let from = match (self.first(file, &WRITER), address) {
            (Some(name), Some(address)) if name != address => {
                Some(format!("\"{}\" <{address}>", name.replace('"', "'")))
            }
            (name, address) => address.or(name),
        };
        add("From:", from);
        add("To:", self.words(file, TO));
        add("Cc:", self.words(file, COPIED));
        add("Bcc:", self.words(file, BLIND));
        let sent = self.number(SENT).or_else(|| self.number(RECEIVED));
        add("Date:", sent.and_then(date));
        add("Subject:", self.words(file, SUBJECT));
        out
    }
}

/// An attachment as a part of a mail.
fn attachment(file: &mut CompoundFile<'_>, at: usize, depth: usize) -> Option<Vec<u8>> {
    let own = MsgMail::of(file, at, 8)?;
    let name = own.first(file, &FILE_NAMES).or_else(|| own.words(file, SHOWN_NAME));
    let (_, kind, data) = *own.streams.iter().find(|(property, ..)| *property == DATA)?;
    let named = |how: &str, ending: &str| {
        let name = name.clone().unwrap_or_else(|| "attachment".to_owned());
        let name = if name.to_lowercase().ends_with(ending) { name } else { name + ending };
        let name = percent_encode(name.as_bytes(), NON_ALPHANUMERIC).to_string();
        format!("\nContent-Disposition: {how}; filename*=utf-8''{name}")
    };
    if kind != 0x000d {
        let sound =
            |kind: &String| kind.contains('/') && kind.bytes().all(|b| b.is_ascii_graphic());
        let mime = own.words(file, MIME).filter(sound);
        // A picture that the page names stands in its words.
        let inside = mime.as_ref().is_some_and(|kind| kind.starts_with("image/"))
            && own.words(file, CONTENT_ID).is_some();
        let disposition = if inside { "inline" } else { "attachment" };
        let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
        let kind = mime + &named(disposition, "");
        return Some(part(&kind, &file.stream(data)?));
    }
    // A mail of Outlook's, with properties of its own.
    let inner = MsgMail::of(file, data, 24).filter(|_| depth > 0)?;
    let mail = inner.write(file, depth - 1);
    Some(part(&format!("message/rfc822{}", named("attachment", ".eml")), &mail))
}

/// A part of a mail: its type, with whatever else its header says, and its bytes in base64.
fn part(kind: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n");
    [head.into_bytes(), transfer::to_base64(bytes)].concat()
}

/// Parts between boundaries that no base64 holds.
fn multipart(kind: &str, number: usize, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out =
        format!("Content-Type: multipart/{kind}; boundary=\"={number}=\"\n\n").into_bytes();
    for part in parts {
        out.extend(format!("--={number}=\n").into_bytes());
        out.extend_from_slice(part);
        out.push(b'\n');
    }
    out.extend(format!("--={number}=--\n").into_bytes());
    out
}

/// A time of Windows, in 100 ns since 1601, as a mail writes it.
fn date(time: u64) -> Option<String> {
    /// Seconds from 1601 to 1970.
    const BEFORE: u64 = 11_644_473_600;
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = (time / 10_000_000).checked_sub(BEFORE)?;
    let (year, month, day) = civil((seconds / 86400) as i64);
    let month = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    let of_day = seconds % 86400;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    (year < 10_000).then(|| format!("{day} {month} {year} {hour:02}:{minute:02}:{second:02} +0000"))
}
