//! Which investigation a command reads: the one named, the nearest one upward, or the embedded one.

use std::env;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::out::Out;
use super::stop::Stop;
use crate::corpus::Corpus;
use crate::disk::{self, Cache};
use crate::ingest::{self, Place, Watch};
use crate::text::clean;
use crate::words::{commands, faults};

/// What was named on the command line.
pub struct Named {
    /// The place.
    pub path: Option<PathBuf>,
    /// How many files to read at once; `None` for half the cores.
    pub jobs: Option<NonZero<usize>>,
    /// Where what is read is kept.
    pub cache: Cache,
}

impl Named {
    /// The same with another place, where one is given.
    pub fn or(self, path: Option<PathBuf>) -> Self {
        Self { path: path.or(self.path), ..self }
    }
}

/// Fewer files are read before anybody has seen a bar.
const SEVERAL: usize = 16;

/// Shows on stderr, where that is a terminal, how reading a folder gets on.
struct Bar {
    shown: ProgressBar,
    jobs: Option<NonZero<usize>>,
    cache: Cache,
}

impl Bar {
    fn new(jobs: Option<NonZero<usize>>, cache: Cache, quiet: bool) -> Self {
        let shown = if quiet { ProgressBar::hidden() } else { ProgressBar::no_length() };
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}");
        let shown = shown.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { shown, jobs, cache }
    }
}

impl Watch for Bar {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        if total < SEVERAL {
            return;
        }
        self.shown.set_length(total as u64);
        self.shown.set_position(done as u64);
        self.shown.set_message(clean::one_line(file).into_owned());
    }

    fn cache(&self) -> Cache {
        self.cache.clone()
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| ingest::Patient.jobs(), NonZero::get)
    }
}

/// Opens what was named, else what is nearest; says on stderr which that is, and whether anything in
/// it could not be read.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read.
pub fn open(named: Named, out: &mut Out) -> Result<Corpus, Stop> {
    let corpus = open_unsound(named, out)?;
    if let Some(sentence) = commands::unsound(&corpus) {
        out.aside(&sentence)?;
    }
    Ok(corpus)
}

/// The same, where the faults are the answer.
///
/// # Errors
/// As [`open`].
pub fn open_unsound(named: Named, out: &mut Out) -> Result<Corpus, Stop> {
    let (place, told) = choose(named.path);
    let mut bar = Bar::new(named.jobs, named.cache, out.is_quiet());
    let opened = ingest::open(&place, &mut bar);
    bar.shown.finish_and_clear();
    let corpus = opened.map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    if let Some(told) = told {
        out.aside(&told)?;
    }
    Ok(corpus)
}

/// The place, and what to say about it: nothing where it was named or stands right here.
fn choose(named: Option<PathBuf>) -> (Place, Option<String>) {
    if let Some(path) = named {
        return (Place::Path(path), None);
    }
    let here = env::current_dir().ok();
    match here.as_deref().and_then(ingest::find_upward) {
        Some(path) => {
            let right_here = disk::kind(Path::new(ingest::INVESTIGATION)).is_ok();
            let told = (!right_here).then(|| commands::reading(Some(&path.to_string_lossy())));
            (Place::Path(path), told)
        }
        None => (Place::Builtin, Some(commands::reading(None))),
    }
}
