//! An investigation's file and the sources it names: what a person put down about them, and what is
//! proposed.

use super::document::{AnalysedDocument, Depth};
use super::file_source::FileSource;
use super::merge::Merge;
use super::{OpenOptions, Progress, cues, list, piece, pool, proposals};
use onrecord_corpus::Records;
use onrecord_corpus::file_format::{self, LoadedText, WantedText};
use onrecord_model::SourceIx;
use onrecord_model::fault::{Doubt, Fault, FaultKind, FileError};

/// Sources read, by their positions.
type Analysed = Vec<(SourceIx, AnalysedDocument)>;

/// The investigation in `bytes`, which stand in `file`, and the sources it names.
///
/// # Errors
/// Why `bytes` are no text.
pub(super) fn read(
    bytes: &[u8],
    place: (&dyn FileSource, &str),
    options: &OpenOptions,
    progress: &mut dyn Progress,
) -> Result<Records, FileError> {
    begin(bytes, place, options, progress, 0).map(Merge::finish)
}

/// The same, to go on with; `most` files are to be read in all.
///
/// # Errors
/// As [`read`].
pub(super) fn begin(
    bytes: &[u8],
    (files, file): (&dyn FileSource, &str),
    options: &OpenOptions,
    progress: &mut dyn Progress,
    most: usize,
) -> Result<Merge, FileError> {
    let decoded = onrecord_read::decode(bytes, None).ok_or(FileError::NotText)?;
    if decoded.text.len() >= u32::MAX as usize {
        return Err(FileError::TooLarge);
    }
    let mut analysed = Vec::new();
    let mut records = file_format::read(&decoded.text, file, &mut |wanted| {
        let (texts, documents) = load(files, wanted, (options, &mut *progress), most);
        analysed = documents;
        texts
    });
    cues::read(&mut records);
    // However sure the reading: nothing can be written into a file that is not UTF-8.
    let wide = || std::str::from_utf8(bytes).is_err().then(|| Doubt::ReadAs("UTF-16".into()));
    if let Some(doubt) = decoded.doubt.or_else(wide) {
        let what = FaultKind::Doubt(doubt);
        records.faults.insert(0, Fault { file: file.to_owned(), line: 0, what });
    }
    let mut merge = Merge::of(records);
    for (at, document) in analysed {
        let Some(source) = merge.records.sources.get_mut(at.at()) else { continue };
        piece::fill(source, document.reading.about);
        source.beside = document.beside;
        source.coverage = document.found.coverage;
        let mut proposed = proposals::records(source, document.found);
        list::put_sheets(&mut proposed, source, &document.reading.listed);
        merge.suggest(at, proposed);
    }
    merge.settle();
    Ok(merge)
}

/// Loads what an investigation wants, many files at once: the texts in order, and what else reading
/// them gave.
fn load(
    files: &dyn FileSource,
    wanted: &[WantedText],
    (options, progress): (&OpenOptions, &mut dyn Progress),
    most: usize,
) -> (Vec<Result<LoadedText, FileError>>, Analysed) {
    let (mut texts, mut analysed) = (Vec::new(), Vec::new());
    let all = most.max(wanted.len());
    pool::in_order(
        wanted,
        options.jobs(),
        |source| match source.file.as_str() {
            "" => Err(FileError::Missing),
            file => piece::named(files, file, &depth(source)),
        },
        |at, source, document| {
            texts.push(document.as_ref().map(piece::text).map_err(Clone::clone));
            analysed.extend(document.ok().map(|document| (SourceIx::from(at), document)));
            progress.progress(at + 1, all, &source.file);
        },
    );
    (texts, analysed)
}

/// A person who has annotated a source whole needs no proposals.
fn depth(source: &WantedText) -> Depth {
    if source.complete { Depth::Text } else { Depth::Statements(source.published.clone()) }
}
