//! What a command or the screen reads: what was named, else the nearest investigation upward, else
//! the sample.

use std::env;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::Common;
use super::out::Out;
use super::stop::Stop;
use crate::app::Unnamed;
use crate::disk::{self, Cache};
use crate::library::{self, OpenTarget, Progress};
use crate::words::{commands, faults};
use onrecord_corpus::Corpus;
use onrecord_corpus::fault::Trouble;
use onrecord_text::clean;

/// What was named on the command line, and how to read it.
pub struct Named {
    /// The places; all of them together are one investigation.
    pub paths: Vec<PathBuf>,
    /// Whether links may lead out of the folder.
    pub follow: bool,
    /// How many files to read at once; `None` for half the cores.
    pub jobs: Option<NonZero<usize>>,
    /// Where what is read is kept.
    pub cache: Cache,
}

impl Named {
    /// The paths that stand alone, and those after `-i`.
    pub fn new(mut paths: Vec<PathBuf>, common: Common) -> Self {
        let cache = common.cache();
        paths.extend(common.places);
        Self { paths, follow: common.follow, jobs: common.jobs, cache }
    }

    /// The same with more paths.
    pub fn and(mut self, paths: Vec<PathBuf>) -> Self {
        self.paths.extend(paths);
        self
    }
}

/// Fewer files are read before anybody has seen a bar.
const SEVERAL: usize = 16;

/// Shows on stderr, where that is a terminal, how reading a folder gets on.
struct Bar {
    shown: ProgressBar,
    follow: bool,
    jobs: Option<NonZero<usize>>,
    cache: Cache,
}

impl Bar {
    fn new(named: Named, quiet: bool) -> Self {
        let Named { follow, jobs, cache, .. } = named;
        let shown = if quiet { ProgressBar::hidden() } else { ProgressBar::no_length() };
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}");
        let shown = shown.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { shown, follow, jobs, cache }
    }
}

impl Progress for Bar {
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

    fn follow(&self) -> bool {
        self.follow
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| library::Silent.jobs(), NonZero::get)
    }
}

/// Opens what was named, else what is nearest; says on stderr which that is, and whether anything in
/// it could not be read.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read.
pub fn open(named: Named, out: &mut Out) -> Result<Corpus, Stop> {
    let corpus = open_unsound(named, out)?;
    for sentence in commands::unsound(&corpus) {
        out.aside(&sentence)?;
    }
    Ok(corpus)
}

/// The same, where the faults are the answer.
///
/// # Errors
/// As [`open`].
pub fn open_unsound(named: Named, out: &mut Out) -> Result<Corpus, Stop> {
    let chosen = Chosen::of(&named);
    let mut bar = Bar::new(named, out.is_quiet());
    let opened = library::open(&chosen.target, &mut bar);
    bar.shown.finish_and_clear();
    let corpus = opened.map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    for told in chosen.told() {
        out.aside(&told)?;
    }
    Ok(corpus)
}

/// What is read, and what there is to say about the choice.
pub struct Chosen {
    /// What is opened.
    pub target: OpenTarget,
    /// What it is, where nobody named it.
    pub unnamed: Option<Unnamed>,
    /// An investigation that was met before it and passed over, and why.
    pub passed: Option<(String, Trouble)>,
}

impl Chosen {
    /// What was named, else the nearest investigation upward, else the sample.
    pub fn of(named: &Named) -> Self {
        if let Some(target) = OpenTarget::of(named.paths.clone()) {
            return Self { target, unnamed: None, passed: None };
        }
        let here = env::current_dir().ok();
        let look = |here: &Path| library::find_upward(here, named.follow);
        let met = here.as_deref().map(look).unwrap_or_default();
        let passed = met.passed.map(|(path, why)| (disk::text(path), why));
        let Some(path) = met.found else {
            return Self { target: OpenTarget::Builtin, unnamed: Some(Unnamed::Sample), passed };
        };
        let right_here = path == disk::spot(Path::new(library::INVESTIGATION));
        let unnamed = if right_here { Unnamed::Here } else { Unnamed::Above(disk::text(&path)) };
        Self { target: OpenTarget::Path(path), unnamed: Some(unnamed), passed }
    }

    /// What to say beside the answer of a command: nothing where it stands right here.
    fn told(&self) -> Vec<String> {
        let passed = self.passed.as_ref();
        let passed = passed.map(|(path, why)| commands::passed_over(path, why));
        let reading = match &self.unnamed {
            Some(Unnamed::Sample) => Some(commands::reading(None)),
            Some(Unnamed::Above(path)) => Some(commands::reading(Some(path))),
            Some(Unnamed::Here) | None => None,
        };
        passed.into_iter().chain(reading).collect()
    }
}
