//! What a command or the screen reads: what was named, else the nearest investigation upward, else
//! the sample.

use std::env;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::Common;
use super::out::Out;
use super::stop::Stop;
use crate::app::Unnamed;
use crate::disk::{self, Cache};
use crate::library::{self, KeptIndex, OpenOptions, OpenTarget, Progress, Upward};
use crate::words::{commands, faults};
use onrecord_corpus::Corpus;
use onrecord_model::fault::FileError;
use onrecord_text::clean;

/// What was named on the command line, and how to read it.
pub(super) struct NamedPaths {
    /// The places; all of them together are one investigation.
    pub paths: Vec<PathBuf>,
    /// How they are opened.
    pub options: OpenOptions,
    /// Whether what is withheld is read as well.
    pub withheld: bool,
    /// Whether who decided may be written.
    pub names: bool,
    /// Whether the answer is made to be handed on.
    pub handed_on: bool,
}

impl NamedPaths {
    /// The paths that stand alone, and those after `-i`.
    pub(super) fn new(mut paths: Vec<PathBuf>, common: Common) -> Self {
        let cache = if common.no_cache { Cache::none() } else { Cache::of_user() };
        paths.extend(common.places);
        let options = OpenOptions { follow: common.follow, jobs: common.jobs, cache };
        Self {
            paths,
            options,
            withheld: common.with_withheld,
            names: common.with_names,
            handed_on: false,
        }
    }

    /// The same with more paths.
    pub(super) fn and(mut self, paths: Vec<PathBuf>) -> Self {
        self.paths.extend(paths);
        self
    }
}

/// Fewer files are read before anybody has seen a bar.
const SEVERAL: usize = 16;

/// Shows on stderr, where that is a terminal, how reading a folder gets on.
struct Bar(ProgressBar);

impl Bar {
    fn new(quiet: bool) -> Self {
        let shown = if quiet { ProgressBar::hidden() } else { ProgressBar::no_length() };
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}");
        Self(shown.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Progress for Bar {
    fn progress(&mut self, done: usize, total: usize, file: &str) {
        if total < SEVERAL {
            return;
        }
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
        self.0.set_message(clean::one_line(file).into_owned());
    }
}

/// Opens what was named, else what is nearest; says on stderr which that is, and whether anything in
/// it could not be read.
///
/// # Errors
/// [`Stop::Refused`] where there is nothing to read.
pub(super) fn open(named: &NamedPaths, out: &mut Out) -> Result<Corpus, Stop> {
    let corpus = open_unsound(named, out)?;
    for sentence in commands::unsound(&corpus) {
        out.aside(&sentence)?;
    }
    Ok(corpus)
}

/// The same, where the faults are the answer. What is withheld is left out here, once for every
/// command, and how many rows that are is said.
///
/// # Errors
/// As [`open`].
pub(super) fn open_unsound(named: &NamedPaths, out: &mut Out) -> Result<Corpus, Stop> {
    let corpus = open_whole(named, out)?;
    let corpus = if named.names { corpus } else { corpus.anonymous() };
    if named.withheld { Ok(corpus.with_marks()) } else { for_others(corpus, named, out) }
}

/// A corpus as others may see it; says how many rows are left out of it.
///
/// # Errors
/// [`Stop::Refused`] where the answer is made to be handed on and a decision cannot be read: it may
/// withhold what stands in the answer. Else when the answer so far cannot be written.
pub(super) fn for_others(
    corpus: Corpus,
    named: &NamedPaths,
    out: &mut Out,
) -> Result<Corpus, Stop> {
    if let Some(fault) = corpus.unread_decision().filter(|_| named.handed_on) {
        return Err(Stop::Refused(commands::may_withhold(fault)));
    }
    let (corpus, withheld) = corpus.for_others();
    if withheld > 0 {
        out.aside(&commands::withheld(withheld))?;
    }
    Ok(corpus)
}

/// The same as [`open_unsound`] with what is withheld, for whoever sees to that.
///
/// # Errors
/// As [`open`].
pub(super) fn open_whole(named: &NamedPaths, out: &mut Out) -> Result<Corpus, Stop> {
    let chosen = ChosenTarget::of(named);
    let mut bar = Bar::new(out.is_quiet());
    let opened = library::open(&chosen.target, &named.options, &mut bar);
    bar.0.finish_and_clear();
    let corpus = opened.map_err(|error| Stop::Refused(faults::open_error(&error)))?;
    for told in chosen.told() {
        out.aside(&told)?;
    }
    Ok(corpus)
}

/// Where what is made of what was named is kept for the next time. Asked before it is opened.
pub(super) fn kept_index(named: &NamedPaths) -> Option<KeptIndex> {
    KeptIndex::of(&ChosenTarget::of(named).target, &named.options)
}

/// What is read, and what there is to say about the choice.
pub(super) struct ChosenTarget {
    /// What is opened.
    pub target: OpenTarget,
    /// What it is, where nobody named it.
    pub unnamed: Option<Unnamed>,
    /// An investigation that was met before it and passed over, and why.
    pub passed: Option<(String, FileError)>,
}

impl ChosenTarget {
    /// What was named, else the nearest investigation upward, else the sample.
    pub(super) fn of(named: &NamedPaths) -> Self {
        if let Some(target) = OpenTarget::of(named.paths.clone()) {
            return Self { target, unnamed: None, passed: None };
        }
        let met = match env::current_dir() {
            Ok(here) => library::find_upward(&here, named.options.follow),
            // Who stands nowhere meets nothing.
            Err(_) => Upward::default(),
        };
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
