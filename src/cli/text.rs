//! `onrecord text`: what was read of a document, as the program has it, so that anybody can compare.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::args::TextArgs;
use super::json;
use super::out::{Out, TextRole};
use super::place::{self, NamedPaths};
use super::stop::{Answer, FOUND, NOTHING, REFUSED, Stop, tell};
use crate::disk;
use crate::words::{commands, faults, labels};
use onrecord_corpus::Corpus;
use onrecord_model::{Source, SourceIx};

/// Prints the text of every document that was asked for: `inside` what was named with `-i`, or each
/// by itself. What cannot be read is told, and the others are printed.
///
/// # Errors
/// [`Stop::Refused`] where the investigation cannot be opened; when the answer cannot be written.
pub(super) fn run(asked: &TextArgs, named: &NamedPaths, inside: bool, out: &mut Out) -> Answer {
    let mut printed =
        Printed { several: asked.files.len() > 1, what: PrintedText::of(asked), any: false };
    let mut code = FOUND;
    if inside {
        let corpus = place::open(named, out)?;
        for typed in &asked.files {
            let name = typed.to_string_lossy();
            let mut found = sources(&corpus, &name);
            if found.is_empty() {
                // A document goes by its file's name, of which the odd bytes are written out.
                found = sources(&corpus, &disk::text(typed));
            }
            if found.is_empty() {
                tell(&commands::no_such_source(&name));
                code = NOTHING;
            }
            for ix in found {
                printed.print(&corpus, ix, out)?;
            }
        }
        return Ok(code);
    }
    for file in &asked.files {
        match alone(file, named, out) {
            Ok(corpus) => {
                printed.several |= corpus.sources().len() > 1;
                for ix in (0..corpus.sources().len()).map(SourceIx::from) {
                    printed.print(&corpus, ix, out)?;
                }
            }
            Err(Stop::Refused(sentence)) => {
                out.raw().flush()?;
                tell(&sentence);
                code = REFUSED;
            }
            Err(closed) => return Err(closed),
        }
    }
    Ok(code)
}

/// Opens one document; what could not be read of it is told.
fn alone(file: &OsStr, named: &NamedPaths, out: &mut Out) -> Result<Corpus, Stop> {
    let named =
        NamedPaths { paths: vec![PathBuf::from(file)], options: named.options.clone(), ..*named };
    let corpus = place::open_unsound(&named, out)?;
    for fault in corpus.faults() {
        out.aside(&faults::sentence(fault))?;
    }
    Ok(corpus)
}

/// The sources that go by `name`: an id, a file of the investigation, or the end of its path.
fn sources(corpus: &Corpus, name: &str) -> Vec<SourceIx> {
    let all = || (0..).map(SourceIx::from).zip(corpus.sources());
    let exact = |source: &Source| &*source.id == name || source.file == name;
    let ends = |source: &Source| {
        source.file.strip_suffix(name).is_some_and(|folder| folder.ends_with('/'))
    };
    let found: Vec<_> = all().filter(|(_, source)| exact(source)).map(|(ix, _)| ix).collect();
    if found.is_empty() {
        return all().filter(|(_, source)| ends(source)).map(|(ix, _)| ix).collect();
    }
    found
}

/// What of a document is printed.
#[derive(Debug, Clone, Copy)]
enum PrintedText {
    /// Its running text.
    Text,
    /// A line for each of its blocks.
    Blocks,
    /// What was left out of the running text.
    LeftOut,
}

impl PrintedText {
    fn of(asked: &TextArgs) -> Self {
        match (asked.json, asked.left_out) {
            (true, _) => Self::Blocks,
            (_, true) => Self::LeftOut,
            (false, false) => Self::Text,
        }
    }
}

/// What is printed so far.
struct Printed {
    /// Whether each text needs its name above it.
    several: bool,
    what: PrintedText,
    any: bool,
}

impl Printed {
    fn print(&mut self, corpus: &Corpus, ix: SourceIx, out: &mut Out) -> Result<(), Stop> {
        let Some(source) = corpus.source(ix) else { return Ok(()) };
        if matches!(self.what, PrintedText::Blocks) {
            return Ok(json::blocks(out.raw(), source)?);
        }
        if self.several {
            out.name_of_text(&source.file, self.any)?;
        }
        self.any = true;
        if matches!(self.what, PrintedText::LeftOut) {
            return left_out(source, out);
        }
        out.text(source.document.body())?;
        match labels::left_out_of(&source.document) {
            Some(told) => Ok(out.aside(&commands::left_out_of(&source.file, &told))?),
            None => Ok(()),
        }
    }
}

/// Prints what was left out of the running text, under what it is.
fn left_out(source: &Source, out: &mut Out) -> Result<(), Stop> {
    let mut above = None;
    for (what, span) in source.document.left_out() {
        if above.replace(what) != Some(what) {
            out.line(&[(TextRole::Strong, &labels::left_out_here(what))])?;
        }
        out.text(source.document.words(span))?;
        out.line(&[])?;
    }
    Ok(())
}
