//! `onrecord find`: ranked statements, for one query or for every line of a file.

use std::io::{self, Read};
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::args::Find;
use super::out::{Out, Role};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use super::{hit, json, query};
use crate::corpus::Corpus;
use crate::disk::Folder;
use crate::search::{Ask, Facets, Hits, Index, Query, Session};
use crate::words::{commands, faults, queries};

/// Rows where nobody says how many.
const ROWS: usize = 10;

/// Answers what was asked.
///
/// # Errors
/// When nothing was asked, the file of queries cannot be read, or the answer cannot be written.
pub fn run(find: &Find, corpus: Corpus, out: &mut Out) -> Answer {
    let answers = Answers { limit: find.limit.map(Into::into), json: find.json };
    let mut finder = Finder::new(corpus, answers.limit.unwrap_or(ROWS));
    if let Some(file) = &find.queries {
        return each(&mut finder, answers, &lines(file)?, out);
    }
    let args: Vec<_> = find.query.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let readings = if find.phrase { query::phrase(&args) } else { query::words(&args) };
    let mut asked = finder.ask(readings.first);
    let misread = asked.hits.is_empty() || !asked.query.notices().is_empty();
    if let Some(second) = readings.second.filter(|_| misread) {
        asked = finder.ask(second);
    }
    if asked.query.is_empty() {
        return Err(Stop::Refused(commands::EMPTY_QUERY.to_owned()));
    }
    for notice in asked.query.notices() {
        out.aside(&queries::not_understood(notice))?;
    }
    let Asked { hits, .. } = &asked;
    if hits.is_empty() {
        out.aside(&commands::nothing(&finder.corpus, hits))?;
        return Ok(NOTHING);
    }
    let shown = answers.write(&finder.corpus, &asked, out)?;
    out.aside(&commands::found(hits, shown, finder.corpus.statements().len()))?;
    Ok(FOUND)
}

/// Answers every query in turn; found, if one of them was.
fn each(finder: &mut Finder, answers: Answers, lines: &str, out: &mut Out) -> Answer {
    let mut code = NOTHING;
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let asked = finder.ask(line.to_owned());
        let found = !asked.hits.is_empty();
        code = if found { FOUND } else { code };
        match (answers.json, found) {
            (true, false) => json::nothing(out.raw(), line, &asked.hits)?,
            (true, true) => {}
            (false, _) => out.line(&[(Role::Quiet, "/ "), (Role::Strong, line)])?,
        }
        if !answers.json && !found {
            out.line(&[
                (Role::Plain, "   "),
                (Role::Plain, &commands::nothing(&finder.corpus, &asked.hits)),
            ])?;
            out.line(&[])?;
        }
        answers.write(&finder.corpus, &asked, out)?;
    }
    Ok(code)
}

/// The queries of a file, or of standard input where it is called `-`.
fn lines(file: &Path) -> Result<String, Stop> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| {
            Stop::Refused(commands::unread("standard input", &error.to_string()))
        })?;
    } else {
        let folder = Folder::of_file(file);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        bytes = folder.read(&name).map_err(|trouble| {
            let place = file.to_string_lossy().into_owned();
            let why = crate::corpus::fault::Refusal::Trouble(trouble);
            Stop::Refused(faults::open_error(&crate::ingest::OpenError { place, why }))
        })?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A query and its answer.
pub struct Asked {
    /// As it was searched.
    pub text: String,
    /// As it was read.
    pub query: Query,
    /// What was found.
    pub hits: Hits,
}

/// Asks one investigation.
struct Finder {
    corpus: Arc<Corpus>,
    session: Session,
    /// How many rows must be in their exact order.
    limit: usize,
}

impl Finder {
    /// The index is built here, by as many threads as there are cores: nobody types meanwhile.
    fn new(corpus: Corpus, limit: usize) -> Self {
        let corpus = Arc::new(corpus);
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let index = Arc::new(Index::build(&corpus, threads));
        Self { session: Session::new(Arc::clone(&corpus), index), corpus, limit }
    }

    fn ask(&mut self, text: String) -> Asked {
        let query = Query::parse(&text);
        if query.is_empty() {
            // Asked for nothing, the search would answer with everything.
            return Asked { text, query, hits: Hits::default() };
        }
        let ask = Ask { query: &query, facets: &Facets::default(), limit: self.limit };
        let hits = self.session.search(&ask, &|| true).unwrap_or_default();
        Asked { text, query, hits }
    }
}

/// How answers are written.
#[derive(Debug, Clone, Copy)]
struct Answers {
    limit: Option<usize>,
    json: bool,
}

impl Answers {
    /// Writes the rows that are to be shown; returns how many.
    fn write(self, corpus: &Corpus, asked: &Asked, out: &mut Out) -> io::Result<usize> {
        let Asked { text, hits, .. } = asked;
        let rows = (0..self.rows(hits)).filter_map(|row| hits.row(row));
        let mut shown = 0;
        for (row, hit) in rows.enumerate() {
            shown = row + 1;
            if self.json {
                json::found(out.raw(), corpus, (text, hits), (shown, hit))?;
            } else {
                hit::write(out, corpus, asked, (shown, hit))?;
            }
        }
        Ok(shown)
    }

    /// How many rows are shown. For people, rows that lack a word are noise where others have them
    /// all, unless they ask for a number.
    fn rows(self, hits: &Hits) -> usize {
        let most = self.limit.unwrap_or(ROWS).min(hits.len());
        if self.limit.is_some() || self.json || hits.full == 0 {
            return most;
        }
        let lacking = |row: &usize| {
            hits.row(*row).is_some_and(|hit| !hit.full && hit.paraphrase_of.is_none())
        };
        (0..most).find(lacking).unwrap_or(most)
    }
}
