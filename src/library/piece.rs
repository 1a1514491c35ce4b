//! One file, read: a source with its doubts and what is proposed for it, those that lie in the same file, or the
//! rows of a list.

use super::document::{AnalysedDocument, AnalysedPart, Depth, UnreadPart};
use super::document_cache::DocumentCache;
use super::file_source::FileSource;
use super::pool::isolated;
use super::sidecar::{self, Sidecar};
use super::{list, proposals};
use onrecord_corpus::Records;
use onrecord_corpus::file_format::LoadedText;
use onrecord_model::fault::{Doubt, Fault, FaultKind, FileError};
use onrecord_model::{Source, Stated, When};
use onrecord_read::{About, Kind, ReadError, Warning};

/// What came of a file and the texts beside it: a picture and a PDF of pictures have their text from the first of
/// them. Beside a PDF with text of its own they are documents of their own.
pub(super) fn read(cache: &DocumentCache, file: &str, beside: &[Sidecar]) -> Vec<Records> {
    let Some((text, others)) = beside.split_first() else { return alone(cache, file) };
    if sidecar::is_picture(file) {
        return with_text(cache, file, text, others);
    }
    let mut pieces = alone(cache, file);
    let pictures = refused(file, FaultKind::Unreadable(FileError::Pictures)).faults;
    if let Some(at) = pieces.iter().position(|piece| piece.faults == pictures) {
        pieces.splice(at..=at, with_text(cache, file, text, others));
    } else {
        let own = beside.iter().filter(|text| text.listed);
        pieces.extend(own.flat_map(|text| alone(cache, &text.file)));
    }
    pieces
}

/// A picture by the text beside it. What else lies there is told.
fn with_text(
    cache: &DocumentCache,
    file: &str,
    Sidecar { file: text, .. }: &Sidecar,
    others: &[Sidecar],
) -> Vec<Records> {
    let kind = cache.kind(text).unwrap_or(Kind::Text);
    let (parts, whole) = cache.documents(text, kind, &Depth::Statements(None));
    let of_picture = |one: AnalysedPart| match one.read {
        Ok(read) if one.name == *text => {
            document(file, AnalysedDocument { beside: Some(text.clone()), ..read })
        }
        read => part(AnalysedPart { name: one.name, read }),
    };
    let why = whole.err().map(|why| refused(text, FaultKind::Unreadable(why)));
    let twice = Doubt::Beside { read: text.clone(), of: file.to_owned() };
    let others = others.iter().filter(|other| other.listed);
    let others = others.map(|other| refused(&other.file, FaultKind::Doubt(twice.clone())));
    parts.into_iter().map(of_picture).chain(why).chain(others).collect()
}

/// What came of a file: records with one source and its doubts for each document in it, rows of a list, or faults
/// alone.
fn alone(cache: &DocumentCache, file: &str) -> Vec<Records> {
    let Some(kind) = cache.kind(file) else {
        return vec![refused(file, FaultKind::NotRead)];
    };
    let (folder, name) = (cache.folder().clone(), file.to_owned());
    let rows = match kind {
        Kind::Rows => {
            let rows = move || list::statements(&folder, &name, 1, &mut |_| ());
            isolated(rows).flatten().map(Some)
        }
        Kind::Table => isolated(move || list::table(&folder, &name)).flatten(),
        _ => Ok(None),
    };
    match rows {
        Ok(Some(rows)) => vec![rows],
        Ok(None) => {
            let (parts, whole) = cache.documents(file, kind, &Depth::Statements(None));
            let why = whole.err().map(|why| refused(file, FaultKind::Unreadable(why)));
            parts.into_iter().map(part).chain(why).collect()
        }
        Err(why) => vec![refused(file, FaultKind::Unreadable(why))],
    }
}

/// What came of a document in a file.
fn part(AnalysedPart { name, read }: AnalysedPart) -> Records {
    match read {
        Ok(read) => document(&name, read),
        Err(UnreadPart::Unknown) => refused(&name, FaultKind::NotRead),
        Err(UnreadPart::Failed(why)) => refused(&name, FaultKind::Unreadable(trouble(why))),
        Err(UnreadPart::Rest(doubt)) => refused(&name, FaultKind::Doubt(doubt)),
    }
}

/// A file that gives nothing but a fault.
fn refused(file: &str, what: FaultKind) -> Records {
    let fault = Fault { file: file.to_owned(), line: 0, what };
    Records { faults: vec![fault], ..Records::default() }
}

/// A document as a source, with what is proposed for it.
fn document(file: &str, analysed: AnalysedDocument) -> Records {
    let name = file.rsplit('/').next().unwrap_or(file).to_owned();
    let AnalysedDocument { sha256, reading, found, beside } = analysed;
    let mut source = Source {
        id: file.into(),
        title: name,
        sha256,
        document: reading.document,
        file: file.to_owned(),
        beside,
        ..Source::default()
    };
    fill(&mut source, reading.about);
    source.coverage = found.coverage;
    let fault = |warning: Warning| Fault {
        file: file.to_owned(),
        line: warning.line,
        what: FaultKind::Doubt(warning.what),
    };
    let mut records = proposals::records(&source, found);
    records.faults = reading.warnings.into_iter().map(fault).collect();
    list::put_sheets(&mut records, &mut source, &reading.listed);
    records.sources.push(source);
    records
}

/// Fills in what nobody has looked for with what the file says about itself.
pub(super) fn fill(source: &mut Source, about: About) {
    let fill = |slot: &mut Stated<String>, fact: Option<String>| {
        if let (Stated::Unseen, Some(fact)) = (&slot, fact) {
            *slot = Stated::Is(fact);
        }
    };
    fill(&mut source.publisher, about.publisher);
    fill(&mut source.byline, about.byline);
    let date = about.date.and_then(|date| When::new(&date, None).ok());
    if let (Stated::Unseen, Some(date)) = (&source.date, date) {
        source.date = Stated::Is(match about.basis {
            Some(basis) => date.inferred(vec!["date".to_owned()], Some(basis)),
            None => date,
        });
    }
    if source.date.value().is_none() {
        source.created = about.created.and_then(|date| When::new(&date, None).ok());
    }
    let is_other = source.link.is_some() && source.link != about.link;
    source.captured = about.captured.filter(|_| !is_other);
    source.link = source.link.take().or(about.link);
    // A source that nobody named goes by its file's name so far.
    if source.file.ends_with(&source.title) {
        source.title = about.title.unwrap_or(std::mem::take(&mut source.title));
    }
}

/// The text of a source that an investigation names, with what else reading it gave. Its file may be
/// of any kind; a name without an ending that is known is taken for text.
pub(super) fn named(
    files: &dyn FileSource,
    file: &str,
    depth: &Depth,
) -> Result<AnalysedDocument, FileError> {
    let list = |kind: &Kind| matches!(kind, Kind::Rows | Kind::Table);
    let kind = Kind::of(file).filter(|kind| !list(kind)).unwrap_or(Kind::Text);
    files.document(file, kind, depth)
}

/// The text of a document, as an investigation takes it.
pub(super) fn text(analysed: &AnalysedDocument) -> LoadedText {
    let doubts =
        analysed.reading.warnings.iter().map(|warning| (warning.line, warning.what.clone()));
    LoadedText {
        document: analysed.reading.document.clone(),
        sha256: analysed.sha256.clone(),
        doubts: doubts.collect(),
    }
}

pub(super) fn trouble(error: ReadError) -> FileError {
    match error {
        ReadError::NotText => FileError::NotText,
        ReadError::Encrypted => FileError::Encrypted,
        ReadError::Pictures => FileError::Pictures,
        ReadError::TooLarge => FileError::Unpacked,
        ReadError::Damaged(why) => FileError::Damaged(why),
    }
}
