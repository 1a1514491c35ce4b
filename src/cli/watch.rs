//! `onrecord watch`: what a list of names and phrases finds that it has not found before.
//!
//! The memory of the list is held from before the sources are read until the answer was taken, so that of two
//! runs at once one waits for the other; only then is it written.

mod list;

use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::args::WatchArgs;
use super::out::{Out, TextRole};
use super::place::{self, NamedPaths};
use super::stop::{Answer, FOUND, NOTHING, REFUSED, Stop, tell};
use super::{find, json};
use crate::disk;
use crate::export::citation;
use crate::library::{self, MemoryError, NewsRow, WatchMemory, WatchedLine};
use crate::words::watch as said;
use list::{WatchLine, WatchLineFault, WatchList};
use onrecord_corpus::Corpus;
use onrecord_model::RecordRef;
use onrecord_search::{Index, Query, watched};

const INDENT: &str = "    ";

/// Tells what is new; that there is none is an exit code, and so is a line of the list that cannot be read.
///
/// # Errors
/// When the list, what was told before, or the sources cannot be read, and when the answer cannot be written.
pub(super) fn run(asked: &WatchArgs, named: &NamedPaths, out: &mut Out) -> Answer {
    if named.withheld {
        return Err(Stop::Refused(said::WITHHELD.to_owned()));
    }
    let file = disk::text(&asked.list);
    let list = WatchList::read(&find::typed_file(&asked.list)?);
    for (line, fault) in &list.faults {
        tell(&told(&file, *line, fault));
    }
    let target = place::ChosenTarget::of(named).target;
    let mut memory = WatchMemory::hold(&asked.list, &target).map_err(refused)?;
    let corpus = place::open(named, out)?;
    let news = news(&list.lines, &corpus, &mut memory);
    for row in &news {
        if asked.json {
            let lines = row.lines.iter().filter_map(|at| list.lines.get(*at));
            let lines: Vec<_> = lines.map(|line| (line.number, line.text.as_str())).collect();
            json::news(out.raw(), &corpus, row, &lines)?;
        } else {
            write(out, &corpus, row, (&asked.list, &list.lines))?;
        }
    }
    out.raw().flush()?;
    memory.keep().map_err(|why| Stop::Refused(said::not_kept(&why)))?;
    if !news.is_empty() {
        let lines: HashSet<_> = news.iter().flat_map(|row| &row.lines).collect();
        out.aside(&said::summary(news.len(), lines.len(), list.lines.len()))?;
    }
    Ok(match (list.faults.is_empty(), news.is_empty()) {
        (false, _) => REFUSED,
        (true, true) => NOTHING,
        (true, false) => FOUND,
    })
}

/// What the lines find and have not told.
fn news(lines: &[WatchLine], corpus: &Corpus, memory: &mut WatchMemory) -> Vec<NewsRow> {
    let threads = library::cores();
    let index = Index::build(corpus, threads);
    let queries: Vec<Query> = lines.iter().map(|line| line.query.clone()).collect();
    let rows = watched(corpus, &index, &queries, threads);
    let lines: Vec<_> = lines
        .iter()
        .map(|line| WatchedLine { text: &line.text, lights: line.query.lights() })
        .collect();
    library::news(corpus, &lines, &rows, memory)
}

fn refused(why: MemoryError) -> Stop {
    Stop::Refused(match why {
        MemoryError::NoFolder => said::NO_FOLDER.to_owned(),
        MemoryError::Damaged => said::DAMAGED.to_owned(),
        MemoryError::File(why) => said::no_memory(&why),
    })
}

/// A line of the list that is left out, and why.
fn told(file: &str, line: usize, fault: &WatchLineFault) -> String {
    let why = match fault {
        WatchLineFault::NoText => said::NO_TEXT.to_owned(),
        WatchLineFault::Nothing => said::NOTHING.to_owned(),
        WatchLineFault::Misread(notice) => said::misread(notice),
    };
    said::at(file, line, &why)
}

/// A row for people: which lines found it, the words with their citation, and the sentences around.
fn write(
    out: &mut Out,
    corpus: &Corpus,
    row: &NewsRow,
    (file, lines): (&Path, &[WatchLine]),
) -> io::Result<()> {
    let Some(statement) = corpus.row(row.row) else { return Ok(()) };
    for line in row.lines.iter().filter_map(|at| lines.get(*at)) {
        let at = format!(" · {}:{}", disk::text(file), line.number);
        out.line(&[(TextRole::Strong, &line.text), (TextRole::Quiet, &at)])?;
    }
    let Some(cited) = citation::of(corpus, RecordRef::Row(row.row)) else { return Ok(()) };
    out.flow((TextRole::Plain, INDENT), &cited, &[])?;
    let passage = library::passage(corpus, row).filter(|_| !statement.form.is_passage());
    if let Some(passage) = passage {
        out.flow((TextRole::Quiet, INDENT), passage, &[])?;
    }
    out.line(&[(TextRole::Quiet, INDENT), (TextRole::Quiet, &statement.id)])?;
    out.line(&[])
}
