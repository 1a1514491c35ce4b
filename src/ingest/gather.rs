//! Many files as one investigation: what a person put down about some of them, and what is proposed.

use std::collections::HashSet;

use super::gist::{Gist, Look};
use super::kept::Library;
use super::merge::Whole;
use super::shelf::{self, Shelf};
use super::{INVESTIGATION, Watch, cues, piece, pool, proposals};
use crate::disk;
use onrecord_corpus::fault::{Fault, Refusal, Trouble, What};
use onrecord_corpus::format::{self, Text, Wanted};
use onrecord_corpus::{Corpus, Records};
use onrecord_model::SourceIx;

/// After so many files the first early state is handed out, the next after four times as many, and
/// so on: each costs an index, so their number must not grow with the folder.
const EARLY: usize = 16;

/// One document, and where it is read.
pub(super) struct Item<'l> {
    /// Its folder.
    pub(super) library: &'l Library,
    /// Its name there.
    pub(super) file: String,
}

/// A folder: its investigation if it has one, and everything else below it that can be read.
pub(super) fn folder(
    library: &Library,
    title: String,
    watch: &mut dyn Watch,
) -> Result<Records, Refusal> {
    let found = disk::list(library.folder());
    let opened = match library.read(INVESTIGATION) {
        Ok(bytes) => whole(&bytes, (library, INVESTIGATION), watch, found.files.len()),
        Err(why) => Err(why),
    };
    let (mut troubles, bare) = (found.troubles, opened.is_err());
    let mut whole = opened.unwrap_or_else(|why| {
        if why != Trouble::Missing {
            // What was met on the way tells the same.
            troubles.retain(|(file, _)| file != INVESTIGATION);
            troubles.insert(0, (INVESTIGATION.to_owned(), why));
        }
        let mut whole = Whole::default();
        whole.records.title = title;
        whole
    });
    let sources = &whole.records.sources;
    let named: HashSet<_> =
        sources.iter().filter_map(|source| library.folder().find(&source.file).ok()).collect();
    // Why a source has no text is told with the source.
    troubles.retain(|(file, _)| sources.iter().all(|source| source.file != *file));
    let before = sources.len();
    let files = found.files.into_iter();
    let files = files.filter(|(file, path)| file != INVESTIGATION && !named.contains(path));
    let items: Vec<_> = files.map(|(file, _)| Item { library, file }).collect();
    documents(&mut whole, &items, before, watch);
    let records = records(whole, troubles);
    if bare && is_nothing(&records) { Err(Refusal::NothingToRead) } else { Ok(records) }
}

/// Adds each document to what was read `before` it (a number of files).
pub(super) fn documents(
    whole: &mut Whole,
    items: &[Item<'_>],
    before: usize,
    watch: &mut dyn Watch,
) {
    let (mut due, all) = (EARLY, before + items.len());
    pool::in_order(
        items,
        watch.jobs(),
        |item| piece::read(item.library, &item.file),
        |at, piece| {
            whole.add(piece);
            let done = before + at + 1;
            watch.progress(done, all, items.get(at).map_or("", |item| &item.file));
            if at + 1 == due && done < all {
                due *= 4;
                watch.early(Corpus::new(whole.clone().finish()));
            }
        },
    );
}

/// All that was read, with what could not be.
pub(super) fn records(whole: Whole, troubles: Vec<(String, Trouble)>) -> Records {
    let mut records = whole.finish();
    let unreadable = |(file, why)| Fault { file, line: 0, what: What::Unreadable(why) };
    records.faults.extend(troubles.into_iter().map(unreadable));
    records
}

/// Whether there is neither a document nor a reason why one is not read.
pub(super) fn is_nothing(records: &Records) -> bool {
    records.sources.is_empty() && records.faults.is_empty()
}

/// The investigation in `bytes`, which stand in `file`, and the sources it names.
pub(super) fn investigation(
    bytes: &[u8],
    place: (&dyn Shelf, &str),
    watch: &mut dyn Watch,
) -> Result<Records, Trouble> {
    whole(bytes, place, watch, 0).map(Whole::finish)
}

/// The same, to go on with; `most` files are to be read in all.
fn whole(
    bytes: &[u8],
    (shelf, file): (&dyn Shelf, &str),
    watch: &mut dyn Watch,
    most: usize,
) -> Result<Whole, Trouble> {
    let decoded =
        onrecord_read::decode(bytes).map_err(|onrecord_read::NotText| Trouble::NotText)?;
    if decoded.text.len() >= u32::MAX as usize {
        return Err(Trouble::TooLarge);
    }
    let mut gists = Vec::new();
    let mut records = format::read(&decoded.text, file, &mut |wanted| {
        let (texts, kept) = load(shelf, wanted, watch, most);
        gists = kept;
        texts
    });
    cues::read(&mut records);
    if let Some(doubt) = shelf::unusual(decoded.encoding) {
        let what = What::Doubt(doubt);
        records.faults.insert(0, Fault { file: file.to_owned(), line: 0, what });
    }
    let mut whole = Whole::of(records);
    for (at, gist) in gists {
        let Some(source) = whole.records.sources.get_mut(at.at()) else { continue };
        piece::fill(source, gist.reading.about);
        let proposed = proposals::records(source, gist.found);
        whole.suggest(at, proposed);
    }
    whole.settle();
    Ok(whole)
}

/// The gists of sources by their positions.
type Gists = Vec<(SourceIx, Gist)>;

/// Loads what an investigation wants, many files at once: the texts in order, and what else reading
/// them gave.
fn load(
    shelf: &dyn Shelf,
    wanted: &[Wanted],
    watch: &mut dyn Watch,
    most: usize,
) -> (Vec<Result<Text, Trouble>>, Gists) {
    let (mut texts, mut gists) = (Vec::new(), Vec::new());
    let all = most.max(wanted.len());
    pool::in_order(
        wanted,
        watch.jobs(),
        |source| match source.file.as_str() {
            "" => Err(Trouble::Missing),
            file => piece::named(shelf, file, &look(source)),
        },
        |at, gist| {
            texts.push(gist.as_ref().map(piece::text).map_err(Clone::clone));
            gists.extend(gist.ok().map(|gist| (SourceIx::from(at), gist)));
            watch.progress(at + 1, all, wanted.get(at).map_or("", |source| &source.file));
        },
    );
    (texts, gists)
}

/// A person who has annotated a source whole needs no proposals.
fn look(source: &Wanted) -> Look {
    if source.complete { Look::Text } else { Look::Whole(source.published.clone()) }
}
