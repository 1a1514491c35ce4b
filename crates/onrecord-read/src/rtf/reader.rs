//! Goes through the tokens.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use foldhash::HashMap;
use onrecord_text::blanks::collapsed;

use super::bytes::RtfToken;
use super::group::{Destination, Group};
use crate::draft::Draft;
use crate::{About, Doubt, Reading, Warning, charset};
use onrecord_model::{BlockKind, LeftOut};

/// The most groups that are open at once; those deeper are taken for the one around.
const DEEPEST: usize = 4_096;

/// Whether a group has just begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Begun {
    /// Something stands in it already.
    #[default]
    No,
    /// It has.
    Now,
    /// It has, and whoever does not know its word passes it over.
    Optional,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default)]
struct RtfParagraph {
    in_row: bool,
    is_item: bool,
    is_heading: bool,
}

/// The most letters that stand for one of Unicode; no program writes more, and what is behind would be lost.
const SPARE: u32 = 8;

/// What has been read so far.
pub(super) struct RtfBuilder {
    draft: Draft,
    about: About,
    group: Group,
    around: Vec<Group>,
    /// Groups that are too deep and still open.
    deeper: usize,
    begun: Begun,
    /// Bytes that wait for the letters they are part of.
    bytes: Vec<u8>,
    /// The first half of a letter that `\u` writes in two.
    half: Option<u16>,
    /// Letters for other readers that are still to be passed over.
    spare: u32,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// The paragraph of the text, and the cells of the row before it.
    body: String,
    cells: Vec<String>,
    shape: RtfParagraph,
    notes: Vec<String>,
    /// What a list writes before its entry.
    list_text: String,
    /// What stands elsewhere: above pages, in comments, hidden.
    aside: String,
    title: String,
    author: String,
    created: [Option<i32>; 3],
}

impl RtfBuilder {
    /// Nothing read yet.
    pub(super) fn new(draft: Draft, page: Option<&'static Encoding>) -> Self {
        Self {
            draft,
            about: About::default(),
            group: Group { to: Destination::Body, spare: 1, font: 0, hidden: false },
            around: Vec::new(),
            deeper: 0,
            begun: Begun::No,
            bytes: Vec::new(),
            half: None,
            spare: 0,
            page: page.unwrap_or(WINDOWS_1252),
            fonts: HashMap::default(),
            body: String::new(),
            cells: Vec::new(),
            shape: RtfParagraph::default(),
            notes: Vec::new(),
            list_text: String::new(),
            aside: String::new(),
            title: String::new(),
            author: String::new(),
            created: [None; 3],
        }
    }

    /// Takes the next token.
    pub(super) fn take(&mut self, token: RtfToken<'_>) {
        match token {
            RtfToken::Byte(byte) => return self.byte(byte),
            RtfToken::Text(text) => {
                for byte in text {
                    self.byte(*byte);
                }
                return;
            }
            _ => {}
        }
        self.letters();
        match token {
            RtfToken::Open => self.open(),
            RtfToken::Close => self.close(),
            RtfToken::Symbol(b'*') if self.begun == Begun::Now => self.begun = Begun::Optional,
            RtfToken::Symbol(symbol) => self.symbol(symbol),
            RtfToken::Word(word, number) => self.word(word, number),
            RtfToken::Byte(_) | RtfToken::Text(_) => {}
        }
    }

    fn open(&mut self) {
        if self.around.len() < DEEPEST {
            self.around.push(self.group);
        } else {
            self.deeper += 1;
        }
        (self.begun, self.spare) = (Begun::Now, 0);
    }

    fn close(&mut self) {
        self.spare = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(outer) = self.around.pop() else { return };
        let inner = std::mem::replace(&mut self.group, outer);
        if inner.to == Destination::ListText && outer.to != Destination::ListText {
            self.end_list_text();
        }
        if inner.to != outer.to || inner.hidden != outer.hidden {
            self.end_aside(inner);
        }
    }

    /// Puts the number of an entry before it; a bullet, which may be a letter of a font of signs, needs no words.
    fn end_list_text(&mut self) {
        let text = std::mem::take(&mut self.list_text);
        let text = text.trim();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let is_bullet =
            letters == 0 || text.chars().count() == 1 && !text.contains(char::is_numeric);
        if !is_bullet && !self.body.ends_with(&format!("{text} ")) {
            self.put(&format!("{text} "));
        }
    }

    fn symbol(&mut self, symbol: u8) {
        self.begun = Begun::No;
        match symbol {
            b'\\' | b'{' | b'}' => self.put(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("-"),
            b'\r' | b'\n' => self.paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let begun = std::mem::take(&mut self.begun);
        if begun != Begun::No && word == "ud" {
            // What stands beside it for readers that know fewer letters goes nowhere (`upr`).
            self.group.to = Destination::Body;
            return;
        }
        if begun != Begun::No || word == "footnote" {
            if let Some(to) = Group::destination(word) {
                // What is in a group that goes nowhere goes nowhere, but for the parts of `info`.
                let about =
                    matches!(to, Destination::Title | Destination::Author | Destination::Created);
                if self.group.to != Destination::Nowhere || about {
                    self.group.to = to;
                }
                if to == Destination::Note {
                    self.notes.push(String::new());
                    let number = format!("[{}]", self.notes.len());
                    self.body.push_str(&number);
                }
                return;
            }
            if begun == Begun::Optional && !matches!(word, "shpinst" | "shptxt") {
                self.group.to = Destination::Nowhere;
                return;
            }
        }
        self.control(word, number);
    }

    fn control(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" | "page" => self.paragraph(),
            "line" => self.put("\n"),
            "tab" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            "u" => self.unicode(number),
            "uc" => {
                let spare = number.and_then(|number| u32::try_from(number).ok());
                self.group.spare = spare.unwrap_or(1).min(SPARE);
            }
            "f" => self.group.font = number.unwrap_or(self.group.font),
            "plain" => self.group.hidden = false,
            "v" | "deleted" => self.set_hidden(number != Some(0)),
            "pard" => self.shape = RtfParagraph::default(),
            "intbl" => self.shape.in_row = true,
            "ls" | "pnlvlblt" | "pnlvlbody" => self.shape.is_item = true,
            "outlinelevel" => self.shape.is_heading = number.is_some_and(|level| level < 9),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "ansicpg" => {
                let page = number.and_then(|number| charset::windows(number.try_into().ok()?));
                self.page = page.unwrap_or(self.page);
            }
            "mac" => self.page = MACINTOSH,
            "fcharset" if self.group.to == Destination::Fonts => {
                if let Some(page) = number.and_then(font_page) {
                    self.fonts.insert(self.group.font, page);
                }
            }
            "yr" => self.made(0, number),
            "mo" => self.made(1, number),
            "dy" => self.made(2, number),
            _ => {}
        }
    }

    fn made(&mut self, part: usize, number: Option<i32>) {
        if self.group.to == Destination::Created
            && let Some(slot) = self.created.get_mut(part)
        {
            *slot = number;
        }
    }

    fn set_hidden(&mut self, hidden: bool) {
        let before = self.group;
        self.group.hidden = hidden;
        if before.hidden && !hidden {
            self.end_aside(before);
        }
    }

    fn unicode(&mut self, number: Option<i32>) {
        // Numbers are signed and of 16 bits.
        let Some(unit) = number.map(|number| number as u16) else { return };
        let first = self.half.take();
        if first.is_none() && (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
        } else {
            let letters = char::decode_utf16(first.into_iter().chain([unit]));
            let whole = |letter: Result<char, _>| letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.put(&letters.map(whole).collect::<String>());
        }
        self.spare = self.group.spare;
    }

    fn byte(&mut self, byte: u8) {
        self.begun = Begun::No;
        if self.spare > 0 {
            self.spare -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    /// Turns the bytes that wait into letters.
    fn letters(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let page = self.fonts.get(&self.group.font).copied().unwrap_or(self.page);
        let bytes = std::mem::take(&mut self.bytes);
        let (letters, _) = page.decode_without_bom_handling(&bytes);
        self.put(&letters);
    }

    fn put(&mut self, words: &str) {
        let to = match self.group.to {
            Destination::Nowhere | Destination::Fonts | Destination::Created => return,
            Destination::Title => &mut self.title,
            Destination::Author => &mut self.author,
            Destination::Note => match self.notes.last_mut() {
                Some(note) => note,
                None => return,
            },
            Destination::ListText => &mut self.list_text,
            Destination::Head | Destination::Comment => &mut self.aside,
            Destination::Body if self.group.hidden => &mut self.aside,
            Destination::Body => &mut self.body,
        };
        to.push_str(words);
    }

    fn paragraph(&mut self) {
        match self.group.to {
            Destination::Body if !self.group.hidden => {}
            Destination::Nowhere => return,
            _ => return self.put("\n"),
        }
        if self.shape.in_row {
            self.body.push(' ');
            return;
        }
        let kind = match (self.shape.is_heading, self.shape.is_item) {
            (true, _) => BlockKind::Heading,
            (false, true) => BlockKind::Item,
            (false, false) => BlockKind::Paragraph,
        };
        let words = std::mem::take(&mut self.body);
        self.draft.add(kind, None, words.trim());
    }

    fn end_cell(&mut self) {
        if self.group.to == Destination::Body {
            let cell = std::mem::take(&mut self.body);
            let cell = collapsed(&cell);
            self.cells.extend((!cell.is_empty()).then_some(cell));
        }
    }

    fn end_row(&mut self) {
        if self.group.to == Destination::Body {
            let row = std::mem::take(&mut self.cells).join("\t");
            self.draft.add(BlockKind::Paragraph, None, &row);
        }
    }

    /// Keeps what stood apart from the text in a group that ends.
    fn end_aside(&mut self, group: Group) {
        let what = match group.to {
            Destination::Head => LeftOut::RunningHeads,
            Destination::Comment => LeftOut::Comments,
            Destination::Body if group.hidden => LeftOut::Hidden,
            _ => return,
        };
        let words = std::mem::take(&mut self.aside);
        self.draft.leave_out(what, None, &words);
    }

    /// The reading, with what is still open.
    pub(super) fn finish(mut self) -> Reading {
        self.letters();
        if self.half.take().is_some() {
            self.put("\u{fffd}");
        }
        self.end_aside(self.group);
        (self.group.to, self.group.hidden) = (Destination::Body, false);
        if self.cells.is_empty() {
            self.shape.in_row = false;
            self.paragraph();
        } else {
            self.end_cell();
            self.end_row();
        }
        for (note, number) in std::mem::take(&mut self.notes).iter().zip(1..) {
            self.draft.add(BlockKind::Note, None, &format!("[{number}] {}", note.trim()));
        }
        let fact = |words: String| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        self.about.title = fact(self.title);
        self.about.byline = fact(self.author);
        if let [Some(year), Some(month), Some(day)] = self.created {
            self.about.created = crate::day::day(&format!("{year:04}-{month:02}-{day:02}"));
        }
        let cut = !self.around.is_empty();
        let cut = cut.then(|| Doubt::Damaged("its text breaks off".into()));
        let warnings = cut.into_iter().map(|what| Warning { line: 0, what });
        self.draft.finish(self.about, warnings.collect())
    }
}

/// The encoding of a font's bytes (`\fcharset`).
fn font_page(number: i32) -> Option<&'static Encoding> {
    charset::windows(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
