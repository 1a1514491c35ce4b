//! Writes one judgement into the text of an investigation's file, and takes it out again: records
//! are put where they belong, everything else stays byte for byte as it is.
//!
//! The library calls it with the text as it stands on the disk at that moment. Nothing here knows
//! files. A text that is not sound JSON is left alone: where something belongs in it would be a
//! guess.

mod accepted;
mod adoption;
mod described;
mod judgement;
mod keys;
mod layout;
mod lift;
mod record;
mod scan;
mod set;

pub use accepted::{AcceptedRow, with_anchors};
pub use adoption::{AdoptedRow, adoption, investigation};
pub use described::{DescribedRecord, describe};
pub use judgement::Judgement;
pub use lift::{lift, take_out};

use std::error::Error;
use std::fmt;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use self::layout::{Layout, newline, space_before, string};
use super::VERSION;
use onrecord_model::Verdict;
use onrecord_text::Span;

/// Why a text is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// It is not sound JSON; this is the line, from 1.
    NotJson(u32),
    /// It is JSON, but no investigation that can be added to: not an object, of another version, or
    /// with something else where a list of records belongs.
    Other,
    /// What is to be taken out does not stand there.
    Gone,
    /// Somebody has decided the other way there: so.
    Contradicted(Verdict),
}

impl fmt::Display for EditError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self:?}")
    }
}

impl Error for EditError {}

/// What was changed, so that it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedEdit {
    patches: Vec<Patch>,
    /// SHA-256 of the text afterwards.
    after: [u8; 32],
}

/// A piece of text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Patch {
    at: usize,
    removed: String,
    inserted: String,
}

/// A new investigation, before anything is written into it.
fn empty(title: &str) -> String {
    let title = string(title);
    format!("{{\n  \"version\": {VERSION},\n  \"title\": {title},\n  \"sources\": []\n}}\n")
}

/// Whether nothing stands in a text.
fn is_blank(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim().is_empty()
}

/// `text` with `judgement` written into it, and what was written. A text without anything in it
/// becomes an investigation. What the text says already is not written again.
///
/// # Errors
/// [`EditError`], where it is not clear what belongs where, or where it says the opposite.
pub fn insert(text: &str, judgement: &Judgement) -> Result<(String, AppliedEdit), EditError> {
    let mut edit = Edit::begun(text, &judgement.title);
    edit.check()?;
    let list = match judgement.verdict {
        Verdict::Confirmed | Verdict::Suggested => "statements",
        Verdict::Dismissed => "dismissed",
    };
    edit.agrees(judgement)?;
    if let Some(there) = edit.with_id(list, &judgement.id) {
        match judgement.verdict {
            Verdict::Confirmed => edit.set_origin(there, "suggested", "confirmed"),
            Verdict::Suggested => edit.set_origin(there, "confirmed", "suggested"),
            Verdict::Dismissed => {}
        }
        edit.bring(judgement)?;
    } else {
        let source = edit.source(judgement)?;
        for (id, actor) in &judgement.actors {
            if edit.with_id("actors", id).is_none() {
                edit.add("actors", actor)?;
            }
        }
        edit.add(list, &judgement.record(&source))?;
    }
    Ok(edit.written())
}

/// `text` with the fields that were decided about brought to what `judgement` says, in the record that is
/// there.
///
/// # Errors
/// [`EditError`], where there is none, or it is not clear what belongs where.
pub fn update(text: &str, judgement: &Judgement) -> Result<(String, AppliedEdit), EditError> {
    let mut edit = Edit { text: text.to_owned(), patches: Vec::new() };
    edit.check()?;
    edit.with_id("statements", &judgement.id).ok_or(EditError::Gone)?;
    edit.bring(judgement)?;
    Ok(edit.written())
}

/// `text` byte for byte as it was before `written`; nothing where somebody has changed it since, or
/// nothing was written.
pub fn reverse(text: &str, written: &AppliedEdit) -> Option<String> {
    let same = written.after == <[u8; 32]>::from(Sha256::digest(text));
    if !same || written.patches.is_empty() {
        return None;
    }
    let mut edit = Edit { text: text.to_owned(), patches: Vec::new() };
    for Patch { at, removed, inserted } in written.patches.iter().rev() {
        edit.replace(Span::at(*at, at + inserted.len()), removed.clone());
    }
    Some(edit.text)
}

/// A text under change.
struct Edit {
    text: String,
    patches: Vec<Patch>,
}

impl Edit {
    /// Of a text without anything in it an investigation is begun.
    fn begun(text: &str, title: &str) -> Self {
        let mut edit = Self { text: text.to_owned(), patches: Vec::new() };
        if is_blank(text) {
            edit.replace(Span::at(0, text.len()), empty(title));
        }
        edit
    }

    fn check(&self) -> Result<(), EditError> {
        scan::sound(&self.text).map_err(EditError::NotJson)?;
        let root = scan::root(&self.text);
        let version = scan::under(&self.text, root, "version").map(|span| span.of(&self.text));
        let known = version.is_none_or(|version| version == VERSION);
        let object = root.of(&self.text).starts_with('{');
        if object && known { Ok(()) } else { Err(EditError::Other) }
    }

    fn replace(&mut self, span: Span, inserted: String) {
        let removed = span.of(&self.text).to_owned();
        if self.text.get(span.range()).is_some() {
            self.text.replace_range(span.range(), &inserted);
            self.patches.push(Patch { at: span.start as usize, removed, inserted });
        }
    }

    fn with_id(&self, list: &str, id: &str) -> Option<Span> {
        let has = |record: &Span| self.id_of(*record).as_deref() == Some(id);
        scan::records(&self.text, list).into_iter().find(has)
    }

    fn id_of(&self, record: Span) -> Option<String> {
        scan::string_under(&self.text, record, "id")
    }

    /// The text as it is now, and what was changed.
    fn written(self) -> (String, AppliedEdit) {
        let after = Sha256::digest(&self.text).into();
        (self.text, AppliedEdit { patches: self.patches, after })
    }

    /// A suggestion that stands in the file itself is confirmed there, or made one again.
    fn set_origin(&mut self, record: Span, from: &str, to: &str) {
        let origin = scan::under(&self.text, record, "origin");
        if let Some(origin) = origin.filter(|span| span.of(&self.text) == string(from)) {
            self.replace(origin, string(to));
        }
    }

    /// Whether nobody has decided the other way in the text.
    fn agrees(&self, judgement: &Judgement) -> Result<(), EditError> {
        match judgement.verdict {
            Verdict::Confirmed if !self.dismissals(judgement).is_empty() => {
                Err(EditError::Contradicted(Verdict::Dismissed))
            }
            Verdict::Dismissed => match self.with_id("statements", &judgement.id) {
                Some(there) if self.origin_of(there).as_deref() != Some("suggested") => {
                    Err(EditError::Contradicted(Verdict::Confirmed))
                }
                _ => Ok(()),
            },
            Verdict::Confirmed | Verdict::Suggested => Ok(()),
        }
    }

    /// Brings the record of a judgement that is there to what it says, with the actors it names.
    fn bring(&mut self, judgement: &Judgement) -> Result<(), EditError> {
        if judgement.verdict == Verdict::Dismissed || judgement.decided.is_empty() {
            return Ok(());
        }
        self.update(("statements", &judgement.id), &judgement.keys, &judgement.decided)?;
        let there = self.with_id("statements", &judgement.id).ok_or(EditError::Gone)?;
        let record = self.object(there);
        for (id, actor) in &judgement.actors {
            if self.with_id("actors", id).is_none() && record::is_named(&record, id) {
                self.add("actors", actor)?;
            }
        }
        Ok(())
    }

    fn origin_of(&self, record: Span) -> Option<String> {
        scan::string_under(&self.text, record, "origin")
    }

    /// The dismissals that mean this suggestion, by its id or its place.
    fn dismissals(&self, judgement: &Judgement) -> Vec<Span> {
        let means = |there: &Span| {
            self.id_of(*there).is_some_and(|id| id == judgement.id)
                || (self.is_in(*there, &judgement.file) && judgement.is_at(&self.object(*there)))
        };
        scan::records(&self.text, "dismissed").into_iter().filter(means).collect()
    }

    /// Whether a record's words are looked for in `file`.
    fn is_in(&self, record: Span, file: &str) -> bool {
        let (root, sources) = (scan::root(&self.text), scan::records(&self.text, "sources"));
        let said = |of| scan::string_under(&self.text, of, "source");
        let source = match (said(record).or_else(|| said(root)), sources.as_slice()) {
            (Some(id), _) => self.with_id("sources", &id),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        source.and_then(|s| scan::string_under(&self.text, s, "file")).as_deref() == Some(file)
    }

    fn object(&self, record: Span) -> Map<String, Value> {
        serde_json::from_str(record.of(&self.text)).unwrap_or_default()
    }

    /// The id of the judgement's source, which is added if it is not there.
    fn source(&mut self, judgement: &Judgement) -> Result<String, EditError> {
        if let Some(known) = self.source_of(&judgement.file) {
            return self.id_of(known).ok_or(EditError::Other);
        }
        self.add_source(&judgement.source_id, &judgement.source)
    }

    /// The record of the source whose file this is.
    fn source_of(&self, file: &str) -> Option<Span> {
        let is_it = |record: &Span| {
            scan::string_under(&self.text, *record, "file").as_deref() == Some(file)
        };
        scan::records(&self.text, "sources").into_iter().find(is_it)
    }

    /// Puts a source down, and gives the id that it goes by: `id`, unless that is another's.
    fn add_source(&mut self, id: &str, keys: &Map<String, Value>) -> Result<String, EditError> {
        let mut id = id.to_owned();
        while self.with_id("sources", &id).is_some() {
            id.push('+');
        }
        self.name_usual_source()?;
        let mut record = keys.clone();
        record.shift_insert(0, "id".into(), id.clone().into());
        self.add("sources", &record)?;
        Ok(id)
    }

    /// Beside an only source words need not name it. Before there is another the file says once
    /// which they mean, else all of them would be lost.
    fn name_usual_source(&mut self) -> Result<(), EditError> {
        let root = scan::root(&self.text);
        let sources = scan::records(&self.text, "sources");
        let [only] = sources.as_slice() else { return Ok(()) };
        if scan::under(&self.text, root, "source").is_some() || !self.has_words_without_source() {
            return Ok(());
        }
        let id = string(&self.id_of(*only).ok_or(EditError::Other)?);
        let mut entries = scan::entries(&self.text, root).into_iter();
        let is_it = |key: Span| scan::string(&self.text, key).as_deref() == Some("sources");
        let (key, _) = entries.find(|(key, _)| is_it(*key)).ok_or(EditError::Other)?;
        let tight = root.of(&self.text).starts_with("{\"");
        let (colon, least) = if tight { (":", "") } else { (": ", " ") };
        let space = space_before(&self.text, key.start as usize);
        let space = if space.is_empty() { least } else { space };
        let inserted = format!("\"source\"{colon}{id},{space}");
        self.replace(Span::new(key.start, key.start), inserted);
        Ok(())
    }

    /// Whether a record may have words that do not say in which source they stand.
    fn has_words_without_source(&self) -> bool {
        let lacks = |record: &Span| scan::under(&self.text, *record, "source").is_none();
        let list = |key| scan::records(&self.text, key);
        let mentions = |record: &Span| scan::under(&self.text, *record, "mentions").is_some();
        list("statements").iter().any(lacks)
            || list("dismissed").iter().any(lacks)
            || list("actors").iter().any(mentions)
            || !list("events").is_empty()
    }

    /// Puts a record at the end of the list under `key`; gives it as it was written.
    fn add(&mut self, key: &str, record: &Map<String, Value>) -> Result<String, EditError> {
        let root = scan::root(&self.text);
        let Some(held) = scan::under(&self.text, root, key) else {
            return self.add_list(root, key, record);
        };
        let items = scan::items(&self.text, held);
        match held.of(&self.text).chars().next() {
            Some('[') if items.is_empty() => self.fill(root, held, record),
            Some('[') => Ok(self.append(&items, record)),
            Some('n') => self.fill(root, held, record),
            Some('{') => {
                let layout = Layout::of(&self.text, held, &self.unit(root));
                let written = layout.record(record);
                let pad = if layout == Layout::Tight { "" } else { " " };
                self.replace(Span::new(held.end, held.end), format!(",{pad}{written}{pad}]"));
                self.replace(Span::new(held.start, held.start), format!("[{pad}"));
                Ok(written)
            }
            _ => Err(EditError::Other),
        }
    }

    /// After the last of the records, in the look of that.
    fn append(&mut self, items: &[Span], record: &Map<String, Value>) -> String {
        let Some(last) = items.last().copied() else { return String::new() };
        let layout = Layout::of(&self.text, last, &self.unit(scan::root(&self.text)));
        let written = layout.record(record);
        let between = if let Some(other) = items.iter().rev().nth(1) {
            Span::new(other.end, last.start).of(&self.text).to_owned()
        } else {
            let space = space_before(&self.text, last.start as usize);
            let inline = if layout == Layout::Tight { "" } else { " " };
            format!(",{}", if space.contains('\n') { space } else { inline })
        };
        self.replace(Span::new(last.end, last.end), format!("{between}{written}"));
        written
    }

    /// In the place of an empty list.
    fn fill(
        &mut self,
        root: Span,
        held: Span,
        record: &Map<String, Value>,
    ) -> Result<String, EditError> {
        let of = scan::entries(&self.text, root).into_iter();
        let key = of.rev().find(|(_, value)| *value == held).ok_or(EditError::Other)?.0;
        let (layout, outer) = self.layout_under(root, key);
        let written = layout.record(record);
        self.replace(held, layout.list(&written, &outer));
        Ok(written)
    }

    /// As a new list after the last key.
    fn add_list(
        &mut self,
        root: Span,
        key: &str,
        record: &Map<String, Value>,
    ) -> Result<String, EditError> {
        let entries = scan::entries(&self.text, root);
        let Some((last_key, last)) = entries.last().copied() else { return Err(EditError::Other) };
        let (layout, outer) = self.layout_under(root, last_key);
        let written = layout.record(record);
        let held = layout.list(&written, &outer);
        let name = Value::from(key);
        let inserted = match &layout {
            Layout::Spread { newline, .. } => format!(",{newline}{outer}{name}: {held}"),
            Layout::Line => format!(", {name}: {held}"),
            Layout::Tight => format!(",{name}:{held}"),
        };
        self.replace(Span::new(last.end, last.end), inserted);
        Ok(written)
    }

    /// How records of a list look whose key stands at `key`, and the white space before that.
    fn layout_under(&self, root: Span, key: Span) -> (Layout, String) {
        let before = space_before(&self.text, key.start as usize);
        let Some((_, outer)) = before.rsplit_once('\n') else {
            let tight = root.of(&self.text).starts_with("{\"");
            return (if tight { Layout::Tight } else { Layout::Line }, String::new());
        };
        let unit = self.unit(root);
        let indent = format!("{outer}{unit}");
        (Layout::Spread { newline: newline(&self.text), indent, unit }, outer.to_owned())
    }

    /// White space that each level has more than the one around it.
    fn unit(&self, root: Span) -> String {
        let entries = scan::entries(&self.text, root);
        let before = |key: &Span| space_before(&self.text, key.start as usize);
        let indents = entries.iter().filter_map(|(key, _)| Some(before(key).rsplit_once('\n')?.1));
        indents.filter(|indent| !indent.is_empty()).min().unwrap_or("  ").to_owned()
    }

    /// Takes the record at `there` out of `list`, with what parts it from the others.
    fn take_out(&mut self, list: &str, there: Span) -> Result<(), EditError> {
        let records = scan::records(&self.text, list);
        let at = records.iter().position(|item| *item == there);
        let at = at.ok_or(EditError::Gone)?;
        let item = |at: Option<usize>| at.and_then(|at| records.get(at)).copied();
        let own = item(Some(at)).ok_or(EditError::Gone)?;
        let span = match (item(at.checked_sub(1)), item(Some(at + 1))) {
            (Some(before), _) => Span::new(before.end, own.end),
            (None, Some(next)) => Span::new(own.start, next.start),
            (None, None) => {
                let held = scan::under(&self.text, scan::root(&self.text), list);
                let held = held.ok_or(EditError::Gone)?;
                self.replace(held, "[]".to_owned());
                return Ok(());
            }
        };
        self.replace(span, String::new());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
