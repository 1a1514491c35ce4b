//! `onrecord find`: ranked statements, for one query or for every line of a file.

use std::io::{self, Read};
use std::path::Path;

use super::answers::Answers;
use super::finder::{AnsweredQuery, Finder};
use super::out::Out;
use super::request::{AnswerFormat, FindRequest, Question};
use super::stop::{Answer, FOUND, NOTHING, Stop};
use crate::disk::{self, Folder};
use crate::library::KeptIndex;
use crate::words::{commands, faults};
use onrecord_corpus::Corpus;
use onrecord_search::{ByMeaning, Hit};

/// Rows where nobody says how many.
const ROWS: usize = 10;

/// Answers what was asked.
///
/// # Errors
/// When nothing was asked, the file of queries cannot be read, or the answer cannot be written.
pub(super) fn run(
    asked: FindRequest,
    corpus: Corpus,
    kept: Option<&KeptIndex>,
    out: &mut Out,
) -> Answer {
    let FindRequest { question, limit, weak, meaning, format } = asked;
    let mut finder = Finder::new(corpus, limit.unwrap_or(ROWS), weak);
    // A row of a table has the words: there is no line in it under which others could stand.
    let by_meaning = meaning && format != AnswerFormat::Csv;
    finder.meaning = if by_meaning { ByMeaning::Now } else { ByMeaning::Off };
    let code = answer(&mut finder, question, (limit, format), out)?;
    // Whoever reads has the answer, and does not wait for this.
    out.flush()?;
    finder.keep(kept);
    Ok(code)
}

fn answer(
    finder: &mut Finder,
    question: Question,
    (limit, format): (Option<usize>, AnswerFormat),
    out: &mut Out,
) -> Answer {
    let readings = match question {
        Question::Typed(readings) => readings,
        Question::EachLine(file) => {
            let lines = lines(&file)?;
            let code = each(finder, limit, &lines, Answers::new(format, out)?)?;
            finder.tell_fault(out)?;
            return Ok(code);
        }
    };
    let Some(asked) = finder.ask_typed(readings, out)? else { return Ok(NOTHING) };
    let mut answers = Answers::new(format, out)?;
    let shown = write(&mut answers, &finder.corpus, &asked, limit)?;
    answers.finish()?;
    out.aside(&commands::found(&asked.hits, shown, finder.corpus.statements().len()))?;
    Ok(FOUND)
}

/// Answers every query in turn; found, if one of them was.
fn each(
    finder: &mut Finder,
    limit: Option<usize>,
    lines: &str,
    mut answers: Answers<'_, '_>,
) -> Answer {
    let mut code = NOTHING;
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let asked = finder.ask(line.to_owned());
        code = if asked.hits.is_empty() { code } else { FOUND };
        answers.query(&finder.corpus, &asked)?;
        write(&mut answers, &finder.corpus, &asked, limit)?;
    }
    answers.finish()?;
    Ok(code)
}

/// Writes the rows that are to be shown: all there are up to the limit, or where nobody says how
/// many, those that fit. Returns how many.
fn write(
    answers: &mut Answers<'_, '_>,
    corpus: &Corpus,
    asked: &AnsweredQuery,
    limit: Option<usize>,
) -> io::Result<usize> {
    let rows: Vec<Hit> = match limit {
        Some(limit) => asked.hits.iter().take(limit).collect(),
        None if answers.is_for_scripts() => asked.hits.iter().take(ROWS).collect(),
        None => asked.fitting().take(ROWS).collect(),
    };
    for (rank, hit) in (1..).zip(&rows) {
        answers.hit(corpus, asked, (rank, *hit))?;
    }
    Ok(rows.len())
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
        bytes = typed_file(file)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What stands in a file that was named.
///
/// # Errors
/// [`Stop::Refused`] where it cannot be read.
pub(super) fn typed_file(file: &Path) -> Result<Vec<u8>, Stop> {
    Folder::of_file(file).anywhere().read(&disk::name(file)).map_err(|trouble| {
        let place = disk::text(file);
        let why = onrecord_model::fault::OpenErrorKind::File(trouble);
        Stop::Refused(faults::open_error(&crate::library::OpenError { place, why }))
    })
}
