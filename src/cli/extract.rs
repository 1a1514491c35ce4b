//! `onrecord extract`: what each document gives by itself, as lines for scripts and for other machines.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::ExtractArgs;
use super::out::Out;
use super::place::{self, NamedPaths};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use super::{find, json};
use crate::disk;
use crate::library::{DocumentExtraction, OpenTarget};
use crate::words::{commands, extract as said, faults};
use onrecord_corpus::Corpus;
use onrecord_model::fault::FaultKind;
use onrecord_model::{ActorIx, RecordRef, SourceIx};

/// Writes the lines of each document as soon as those of all before it are written.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read, or something is withheld that would get out; when the answer
/// cannot be written.
pub(super) fn run(asked: &ExtractArgs, mut named: NamedPaths, out: &mut Out) -> Answer {
    if named.paths.is_empty() {
        named.paths.push(PathBuf::from("."));
    }
    let Some(target) = OpenTarget::of(named.paths.clone()) else { return Ok(NOTHING) };
    let list = asked.files_from.as_deref().map(list).transpose()?;
    let is_folder = |path| disk::kind(path) == Ok(disk::EntryKind::Folder);
    if list.is_some() && !matches!(&target, OpenTarget::Path(path) if is_folder(path)) {
        return Err(Stop::Refused(said::ONE_FOLDER.to_owned()));
    }
    let extraction = DocumentExtraction::of(&target, &named.options, list.as_deref(), asked.shard)
        .map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    if extraction.may_be_withheld() && !named.withheld {
        refuse_withheld(&named, out)?;
    }
    let (mut documents, mut unread) = (0, 0);
    let failed = extraction.run(
        |corpus| Extracted::of(corpus, &named),
        |extracted| match extracted.and_then(|extracted| {
            documents += extracted.documents;
            unread += extracted.unread;
            out.raw().write_all(&extracted.lines)?;
            out.flush()
        }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => ControlFlow::Break(why),
        },
    );
    if let Some(why) = failed {
        return Err(why.into());
    }
    out.aside(&said::summary(documents, unread))?;
    // A shard may well hold nothing but files that are not read, and is done then.
    let nothing = documents == 0 && unread > 0 && asked.shard.is_none();
    Ok(if nothing { NOTHING } else { FOUND })
}

/// A list of files, or what is piped in where it is called `-`.
fn list(file: &Path) -> Result<Vec<u8>, Stop> {
    if file != Path::new("-") {
        return find::typed_file(file);
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Stop::Refused(commands::unread("standard input", &error.to_string())))?;
    Ok(bytes)
}

/// Refuses to extract where something is withheld: a document by itself does not say which of its words stand
/// in another one that somebody withholds.
fn refuse_withheld(named: &NamedPaths, out: &mut Out) -> Result<(), Stop> {
    let corpus = place::open_whole(named, out)?;
    if let Some(fault) = corpus.unread_decision() {
        return Err(Stop::Refused(commands::may_withhold(fault)));
    }
    match corpus.for_others() {
        (_, 0) => Ok(()),
        (_, rows) => Err(Stop::Refused(said::withheld(rows))),
    }
}

/// What one document gave.
struct Extracted {
    lines: Vec<u8>,
    documents: usize,
    unread: usize,
}

impl Extracted {
    fn of(corpus: Corpus, named: &NamedPaths) -> io::Result<Self> {
        let corpus = if named.names { corpus } else { corpus.anonymous() };
        let corpus = if named.withheld { corpus.with_marks() } else { corpus.for_others().0 };
        let mut lines = Vec::new();
        write(&mut lines, &corpus)?;
        let unread =
            corpus.faults().iter().filter(|fault| !matches!(fault.what, FaultKind::Doubt(_)));
        Ok(Self { lines, documents: corpus.sources().len(), unread: unread.count() })
    }
}

/// Writes all lines of a document.
fn write(to: &mut dyn Write, corpus: &Corpus) -> io::Result<()> {
    for ix in (0..corpus.sources().len()).map(SourceIx::from) {
        json::document(to, corpus, ix)?;
    }
    let rows = corpus.listed(true).into_iter().map(RecordRef::Row);
    let actors = (0..corpus.actors().len()).map(ActorIx::from).map(RecordRef::Actor);
    let events = corpus.chronology().iter().copied().map(RecordRef::Event);
    for subject in rows.chain(actors).chain(events) {
        json::subject(to, corpus, subject)?;
    }
    for named in corpus.dates() {
        json::dating(to, corpus, named)?;
    }
    corpus.faults().iter().try_for_each(|fault| json::fault(to, fault))
}
