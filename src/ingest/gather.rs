//! Many files as one investigation: what a person put down about some of them, and what is proposed.

use std::collections::HashSet;

use super::gist::{Gist, Look};
use super::kept::Library;
use super::merge::Whole;
use super::shelf::{self, Shelf};
use super::{INVESTIGATION, Watch, piece, pool, proposals};
use crate::corpus::fault::{Fault, Refusal, Trouble, What};
use crate::corpus::format::{self, Text, Wanted};
use crate::corpus::{Corpus, Records};
use crate::disk;
use crate::model::SourceIx;
use crate::read;

/// After so many files the first early state is handed out, the next after four times as many, and
/// so on: each costs an index, so their number must not grow with the folder.
const EARLY: usize = 16;

/// A folder: its investigation if it has one, and everything else below it that can be read.
pub(super) fn folder(
    library: &Library,
    title: String,
    watch: &mut dyn Watch,
) -> Result<Records, Refusal> {
    let found = disk::list(library.folder().path());
    let mut whole = match whole(library, INVESTIGATION, watch, found.files.len()) {
        Ok(whole) => whole,
        Err(Trouble::Missing) => {
            let mut whole = Whole::default();
            whole.records.title = title;
            whole
        }
        Err(why) => return Err(Refusal::Trouble(why)),
    };
    let named: HashSet<_> = whole.records.sources.iter().map(|s| s.file.clone()).collect();
    let own = |file: &String| file == INVESTIGATION || named.contains(file);
    let files: Vec<_> = found.files.into_iter().filter(|file| !own(file)).collect();
    let (before, mut due) = (named.len(), EARLY);
    let all = before + files.len();
    pool::in_order(
        &files,
        watch.jobs(),
        |file| piece::read(library, file),
        |at, piece| {
            whole.add(piece);
            let done = before + at + 1;
            watch.progress(done, all, files.get(at).map_or("", String::as_str));
            if at + 1 == due && done < all {
                due *= 4;
                watch.early(Corpus::new(whole.clone().finish()));
            }
        },
    );
    let mut records = whole.finish();
    let troubles = found.troubles.into_iter();
    let unreadable = |(file, why)| Fault { file, line: 0, what: What::Unreadable(why) };
    records.faults.extend(troubles.map(unreadable));
    if records.sources.is_empty() { Err(Refusal::NothingToRead) } else { Ok(records) }
}

/// The investigation in `file` and the sources it names; `most` files are to be read in all.
pub(super) fn investigation(
    shelf: &dyn Shelf,
    file: &str,
    watch: &mut dyn Watch,
    most: usize,
) -> Result<Records, Trouble> {
    whole(shelf, file, watch, most).map(Whole::finish)
}

fn whole(
    shelf: &dyn Shelf,
    file: &str,
    watch: &mut dyn Watch,
    most: usize,
) -> Result<Whole, Trouble> {
    let bytes = shelf.read(file)?;
    let decoded = read::decode(&bytes).map_err(|read::NotText| Trouble::NotText)?;
    if decoded.text.len() >= u32::MAX as usize {
        return Err(Trouble::TooLarge);
    }
    let mut gists = Vec::new();
    let mut records = format::read(&decoded.text, file, &mut |wanted| {
        let (texts, kept) = load(shelf, wanted, watch, most);
        gists = kept;
        texts
    });
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
