//! [`FilePart`]: a document that lies in a file of another kind, what is attached to a mail or a PDF, what lies in
//! a document of an office, or a mail of a store.
//!
//! Whatever holds others (mails, PDFs, offices, archives) says so in [`Kind::holds_parts`] and hands its parts over one by
//! one; they are read as files of their own, one behind the other and none kept.

use onrecord_text::blanks::collapsed;
use std::borrow::Cow;

use foldhash::HashMap;

use super::archive::PassedParts;
use super::day::day;
use super::{
    Doubt, Kind, Limits, ReadError, Reading, Warning, archive, charset, dated, document, eml,
    mhtml, pdf,
};

pub use onrecord_model::WITHIN;

/// The deepest nesting of parts in parts: a mail in a mail in a store.
const DEEPEST: usize = 6;

/// The most parts of one file, those of its parts with them.
const MOST: usize = 200_000;

/// The most of them that lie deeper than in a part of the file: mails in mails in mails would else take minutes.
const MOST_DEEP: usize = 50_000;

/// All parts of one file may come to so many times what one may unpack to.
const WHOLE: usize = 16;

/// The longest name of a part that is kept (bytes).
const LONGEST: usize = 120;

/// A part of a file.
#[derive(Debug, Clone, Default)]
pub struct FilePart<'p> {
    /// Its name; from [`parts`] all names that lead to it, with [`WITHIN`] between them.
    pub name: String,
    /// Of which kind it is; `None` for one that is not read.
    pub kind: Option<Kind>,
    /// What it holds, as it was before it was packed.
    pub bytes: Cow<'p, [u8]>,
    /// The encoding of its text, where somebody says it.
    pub charset: Option<String>,
    /// When and where it was taken down from the web.
    pub captured: Option<Capture>,
    /// Why its bytes are not here, though its kind may be read.
    pub unread: Option<ReadError>,
}

/// When and where a document was taken down from the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Its address.
    pub link: String,
    /// When, as whoever took it down writes it.
    pub time: Option<String>,
    /// The digest of what was sent, as whoever took it down writes it (`sha1:…`).
    pub digest: Option<String>,
    /// Why it is not all that was there, as whoever took it down writes it (`length`, `time`, `disconnect`).
    pub cut: Option<String>,
}

impl Capture {
    /// Says in `reading` where it is from. The day of the capture stands in for that of publication only
    /// where nothing else tells one, and says so.
    pub(super) fn settle(&self, reading: &mut Reading) {
        let dateline = dated::dateline(reading);
        let cut = self.cut.iter().map(|why| format!("its capture was cut off: {why}"));
        let told = cut.map(|why| Warning { line: 0, what: Doubt::Damaged(why) });
        reading.warnings.extend(told);
        let about = &mut reading.about;
        // What a page names as its address may be another's; what is cited is what was taken down.
        about.link = Some(self.link.clone());
        let Some(time) = &self.time else { return };
        about.created = day(time);
        let digest = self.digest.iter().map(|digest| format!(", {digest}"));
        about.captured = Some(format!("{time}{}", digest.collect::<String>()));
        if about.date.is_none() && dateline.is_none() {
            about.date = about.created.clone();
            let digest = self.digest.iter().map(|digest| format!(", payload {digest}"));
            about.basis = Some(format!("captured {time}{}", digest.collect::<String>()));
        }
    }
}

impl FilePart<'_> {
    /// Reads it as a document. A list is read as a text: whoever sent it quotes nobody with it.
    ///
    /// # Errors
    /// Why it gives no document.
    pub fn read(&self, kind: Kind, limits: &Limits) -> Result<Reading, ReadError> {
        if let Some(why) = &self.unread {
            return Err(why.clone());
        }
        let kind = if kind == Kind::Rows { Kind::Text } else { kind };
        let label = self.charset.as_deref().filter(|_| matches!(kind, Kind::Text | Kind::Markdown));
        let mut reading = match label.and_then(|label| charset::decode(&self.bytes, Some(label))) {
            Some(decoded) => document(kind, decoded.text.into_owned().into_bytes(), limits),
            None => document(kind, &*self.bytes, limits),
        }?;
        if let Some(captured) = &self.captured {
            captured.settle(&mut reading);
        }
        Ok(reading)
    }
}

/// Hands over all parts of a file by its name and kind, and theirs, each behind the one that it lies in. Returns what is to be
/// told where these were not all: there are more than are looked at, the file breaks off, or what it holds besides
/// is no document.
pub fn parts(
    (file, kind): (&str, Kind),
    bytes: &[u8],
    limits: &Limits,
    each: &mut dyn FnMut(&FilePart<'_>),
) -> Vec<Doubt> {
    let mut walk = PartWalk {
        file,
        limits,
        each,
        left: MOST,
        left_deep: MOST_DEEP,
        unpacked: WHOLE * limits.unpacked,
        rest: None,
        passed: PassedParts::default(),
    };
    walk.within("", kind, bytes, DEEPEST);
    walk.rest.into_iter().chain(walk.passed.doubt()).collect()
}

/// Whether a file of `kind` has no text of its own, only parts.
pub fn is_bundle(kind: Kind, bytes: &[u8]) -> bool {
    kind == Kind::Archive || kind == Kind::Mail && eml::is_store(bytes)
}

/// Whether parts are to be looked for in a file of `kind`: most PDFs and documents of offices say at once that they
/// hold none.
pub fn may_hold_parts(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Pdf => onrecord_pdf::may_hold_files(bytes),
        kind if kind.is_office() => archive::embedded::may_hold(bytes),
        kind => kind.holds_parts(),
    }
}

struct PartWalk<'w> {
    file: &'w str,
    limits: &'w Limits,
    each: &'w mut dyn FnMut(&FilePart<'_>),
    left: usize,
    left_deep: usize,
    /// Bytes that may still be handed over.
    unpacked: usize,
    rest: Option<Doubt>,
    passed: PassedParts,
}

impl PartWalk<'_> {
    fn within(&mut self, path: &str, kind: Kind, bytes: &[u8], depth: usize) {
        if !kind.holds_parts() {
            return;
        }
        let own = if path.is_empty() { self.file } else { path };
        let mut taken = HashMap::default();
        // What lies deeper may unpack to half as much, so that all that are open stay within twice the bound.
        let unpacked = self.limits.unpacked >> (DEEPEST - depth);
        let limits = Limits { unpacked, ..*self.limits };
        let mut hand = |mut part: FilePart<'_>| {
            let is_deep = depth + 1 < DEEPEST;
            let full = self.left == 0 || is_deep && self.left_deep == 0;
            if full || depth == 0 || self.unpacked == 0 {
                self.rest = Some(Doubt::CutOff);
                return false;
            }
            self.left -= 1;
            self.left_deep -= usize::from(is_deep);
            self.unpacked = self.unpacked.saturating_sub(part.bytes.len());
            let name = unlike(&plain(&part.name), &mut taken);
            part.name = if path.is_empty() { name } else { format!("{path}{WITHIN}{name}") };
            let opened = part.kind.filter(|_| part.unread.is_none());
            let bundle = opened.is_some_and(|kind| is_bundle(kind, &part.bytes));
            if !bundle {
                (self.each)(&part);
            }
            if let Some(kind) = opened {
                self.within(&part.name, kind, &part.bytes, depth - 1);
            }
            true
        };
        let mut passed = PassedParts::default();
        let whole = match kind {
            Kind::Archive => archive::parts((own, bytes), &limits, &mut passed, &mut hand),
            Kind::Capture => mhtml::parts(bytes, &limits, &mut hand),
            Kind::Pdf => pdf::parts(bytes, &limits, &mut hand),
            kind if kind.is_office() => archive::embedded::parts(bytes, &limits, &mut hand),
            _ => {
                eml::parts(bytes, &limits, &mut hand);
                true
            }
        };
        self.passed.add(passed);
        if !whole {
            self.rest
                .get_or_insert_with(|| Doubt::Damaged("what is packed in it breaks off".into()));
        }
    }
}

/// A name that does not look like a path to a part, nor leads out of the file. Folders in it stay: they say
/// where somebody kept it, and tell `a/b.txt` from `a_b.txt`.
fn plain(name: &str) -> String {
    let name = collapsed(name);
    let name = name.replace('\\', "/").replace('\0', "_").replace('›', ">");
    let name = name.replace("../", ".._");
    let name = name.trim_start_matches('/');
    let ending = name.rfind('.').filter(|at| name.len() - at < 12);
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = name.split_at(ending.unwrap_or(name.len()));
    let room = LONGEST - ending.len();
    format!("{}…{ending}", stem.split_at(stem.floor_char_boundary(room)).0)
}

/// `name`, told from those that were `taken` by a number: `lease (2).pdf`. With each stands the last number behind
/// it, so that a thousand parts of one name are not counted through for each.
fn unlike(name: &str, taken: &mut HashMap<String, u32>) -> String {
    let mut number = taken.get(name).copied().unwrap_or(1);
    let mut own = name.to_owned();
    while taken.contains_key(&own) {
        number += 1;
        let parted = name.rsplit_once('.').filter(|(_, ending)| !ending.contains('/'));
        let (stem, ending) = parted.unwrap_or((name, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        own = format!("{stem} ({number}){dot}{ending}");
    }
    taken.insert(name.to_owned(), number);
    taken.insert(own.clone(), 1);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_name_are_told_apart() {
        let mut taken = HashMap::default();
        let names = ["a.pdf", "a (2).pdf", "a.pdf", "a.pdf", "a (2).pdf", "b", "b", "a.pdf"];
        let want = [
            "a.pdf",
            "a (2).pdf",
            "a (3).pdf",
            "a (4).pdf",
            "a (2) (2).pdf",
            "b",
            "b (2)",
            "a (5).pdf",
        ];
        assert_eq!(names.map(|name| unlike(name, &mut taken)), want);
    }

    #[test]
    fn folders_stay_and_lead_nowhere_else() {
        for (name, want) in [
            ("a/b.txt", "a/b.txt"),
            ("a_b.txt", "a_b.txt"),
            ("a\\b › c.txt", "a/b > c.txt"),
            ("/a/../../b.txt", "a/.._.._b.txt"),
        ] {
            assert_eq!(plain(name), want);
        }
        let mut taken = HashMap::default();
        let names = ["v1.2/list", "v1.2/list"].map(|name| unlike(name, &mut taken));
        assert_eq!(names, ["v1.2/list", "v1.2/list (2)"]);
    }

    /// Mails in mails in mails: a small file has more than anybody reads in a minute.
    #[test]
    fn parts_deep_in_others_are_bounded() {
        fn mail(depth: u32) -> String {
            if depth == 0 {
                return "Subject: s\nFrom: a@quay.example\n\nNo.\n".to_owned();
            }
            let part = format!(
                "--b{depth}\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n{}",
                mail(depth - 1)
            );
            format!(
                "Subject: s\nContent-Type: multipart/mixed; boundary=b{depth}\n\n{}--b{depth}--\n",
                part.repeat(38)
            )
        }
        let mut count = 0;
        let told =
            parts(("", Kind::Mail), mail(3).as_bytes(), &Limits::default(), &mut |_| count += 1);
        assert_eq!(told, [Doubt::CutOff]);
        assert_eq!(count, 38 + 38 * 38 + MOST_DEEP);
    }

    /// Counted through for each, these would take hours.
    #[test]
    fn many_parts_of_one_name_are_told_apart_at_once() {
        let mut taken = HashMap::default();
        let last = (0..100_000).map(|_| unlike("mail.eml", &mut taken)).last();
        assert_eq!(last.as_deref(), Some("mail (100000).eml"));
    }
}
