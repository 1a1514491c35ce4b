//! One file, read: a source with its doubts, or the rows of a list.

use crate::corpus::Records;
use crate::corpus::fault::{Fault, Trouble, What};
use crate::corpus::format::Text;
use crate::disk::Folder;
use crate::model::{Source, Stated, Turn, When};
use crate::read::{self, About, Kind, Limits, ReadError, Warning};

use super::pool::held;
use super::shelf::{Shelf, sha256};
use super::{list, proposals};

/// What came of a file: records with one source and its doubts, rows of a list, or a fault alone.
pub(super) fn read(folder: &Folder, file: &str) -> Records {
    let Some(kind) = Kind::of(file) else {
        return refused(file, What::NotRead);
    };
    let (folder, name) = (folder.clone(), file.to_owned());
    let piece = held(move || match kind {
        Kind::Rows => list::statements(&folder, &name, 1, &mut |_| ()),
        Kind::Table => list::table(&folder, &name),
        kind => document(&folder, &name, kind),
    });
    piece.and_then(|read| read).unwrap_or_else(|why| refused(file, What::Unreadable(why)))
}

/// A file that gives nothing but a fault.
fn refused(file: &str, what: What) -> Records {
    let fault = Fault { file: file.to_owned(), line: 0, what };
    Records { faults: vec![fault], ..Records::default() }
}

/// A document as a source, with what is proposed for it.
pub(super) fn document(shelf: &dyn Shelf, file: &str, kind: Kind) -> Result<Records, Trouble> {
    let (text, about, turns) = load(shelf, file, kind)?;
    let fault = |(line, doubt)| Fault { file: file.to_owned(), line, what: What::Doubt(doubt) };
    let name = file.rsplit('/').next().unwrap_or(file).to_owned();
    let seen = |fact: Option<String>| fact.map_or(Stated::Unseen, Stated::Is);
    let source = Source {
        id: file.into(),
        title: about.title.unwrap_or(name),
        publisher: seen(about.publisher),
        byline: seen(about.byline),
        date: about
            .date
            .and_then(|date| When::new(&date, None).ok())
            .map_or(Stated::Unseen, Stated::Is),
        link: about.link,
        sha256: text.sha256,
        document: text.document,
        file: file.to_owned(),
        ..Source::default()
    };
    let faults = text.doubts.into_iter().map(fault).collect();
    let mut records = Records { sources: vec![source], faults, ..Records::default() };
    proposals::add(&mut records, &turns);
    Ok(records)
}

/// The text of a source that an investigation names, of whatever kind its file is.
pub(super) fn text(shelf: &dyn Shelf, file: &str) -> Result<Text, Trouble> {
    // A name without an ending that is known is taken for text, as it always was.
    let kind = Kind::of(file)
        .filter(|kind| !matches!(kind, Kind::Rows | Kind::Table))
        .unwrap_or(Kind::Text);
    load(shelf, file, kind).map(|(text, ..)| text)
}

fn load(shelf: &dyn Shelf, file: &str, kind: Kind) -> Result<(Text, About, Vec<Turn>), Trouble> {
    let bytes = shelf.read(file)?;
    let reading = read::document(kind, &bytes, &Limits::default()).map_err(trouble)?;
    let doubts = reading.warnings.into_iter().map(|Warning { line, what }| (line, what));
    let doubts = doubts.collect();
    let text = Text { document: reading.document, sha256: sha256(&bytes), doubts };
    Ok((text, reading.about, reading.turns))
}

pub(super) fn trouble(error: ReadError) -> Trouble {
    match error {
        ReadError::NotText => Trouble::NotText,
        ReadError::NoStatements => Trouble::NoStatements,
        ReadError::Encrypted => Trouble::Encrypted,
        ReadError::Pictures => Trouble::Pictures,
        ReadError::TooLarge => Trouble::Unpacked,
        ReadError::Damaged(why) => Trouble::Damaged(why),
    }
}
