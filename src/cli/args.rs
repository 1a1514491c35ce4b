//! What can be typed after `onrecord`: every command and option, in one place. Help, the manual page
//! and the shell completions are made from it. `cli::main` reads it; it does nothing.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgGroup, Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::library::FileShard;
use crate::words::commands;

/// Who said what, and where does it stand?
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = commands::EXAMPLES,
    max_term_width = 100,
    subcommand_precedence_over_arg = true
)]
pub(super) struct Args {
    /// What to open: a folder, documents or an investigation.json (else the nearest
    /// investigation.json upward, or the sample)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Open without the place you left: no query, no filters, the first row
    #[arg(long)]
    pub fresh: bool,
    /// Never write to the terminal's clipboard
    #[arg(long)]
    pub no_clipboard: bool,
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// What to do; nothing opens the reading room.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Debug, Group)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, not a mode")]
pub(super) struct Common {
    /// What to read; may be given more than once (else the nearest investigation.json upward, or the
    /// sample)
    #[arg(short = 'i', long = "in", value_name = "PATH", global = true)]
    pub places: Vec<PathBuf>,
    /// Follow links that lead out of the folder (not followed else: whoever sent a folder could have
    /// put your own files into it)
    #[arg(long, global = true)]
    pub follow: bool,
    /// How many files to read at once (else half the cores, at least two: the machine may be shared)
    #[arg(long, value_name = "N", global = true)]
    pub jobs: Option<NonZeroUsize>,
    /// Neither use nor keep what was read before
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Append to this file what the program does and what goes wrong in it, a line each; no words of
    /// your documents
    #[arg(long, value_name = "FILE", global = true)]
    pub trace: Option<PathBuf>,
    /// Under which name you decide (else the name you are logged in with)
    #[arg(long = "as", value_name = "NAME", global = true, value_parser = name)]
    pub by: Option<String>,
    /// What is withheld as well: rows that are sensitive or were not told on the record
    #[arg(long, global = true)]
    pub with_withheld: bool,
    /// Who decided and when as well, in --json (names are left out else)
    #[arg(long, global = true)]
    pub with_names: bool,
    /// Find by words and spellings alone: nothing by its meaning or in the other language
    #[arg(long, global = true)]
    pub no_meaning: bool,
    /// Say nothing on the side: only answers and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The name of somebody, which others are to read.
fn name(typed: &str) -> Result<String, &'static str> {
    let name = typed.trim();
    // What is wrong with it is told in our own words.
    if name.is_empty() { Err("no name") } else { Ok(name.to_owned()) }
}

/// A look-up without the screen.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find statements by what you half remember of them
    Find(FindArgs),
    /// List every statement, actor, event, date or source
    List(ListArgs),
    /// Show one record with its passage
    Show(ShowArgs),
    /// Tell every place where the same words stand, or nearly these, oldest first
    Everywhere(EverywhereArgs),
    /// Tell what one person said on a matter, in the order of time
    Says(SaysArgs),
    /// Tell what a list of names finds that it has not told before
    Watch(WatchArgs),
    /// Print what was read of a document, to compare it with the document
    Text(TextArgs),
    /// Write statements as a document (Markdown) or a table (CSV)
    Export(ExportArgs),
    /// Write what each document gives by itself, as lines for other machines and programs
    Extract(ExtractArgs),
    /// Check an investigation: one line for each fault
    Check(CheckArgs),
    /// List what is missing before publication: replies, names, second sources, …
    Holes(HolesArgs),
    /// Tell who decided what and when, the latest last
    Log(LogArgs),
    /// Accept documents that changed, as far as their statements are the same or moved
    Accept(AcceptArgs),
    /// Write what was decided into investigation.json; the journal stays as it is
    Settle {
        /// Which investigation (else the nearest upward)
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Instead, put the old files of the journal together, one a person and month: no decision
        /// changes
        #[arg(long)]
        tidy: bool,
    },
    /// Show where what was read is kept for the next time, or take it away
    #[command(after_help = commands::CACHE)]
    Cache {
        /// Take all of it away
        #[arg(long)]
        clear: bool,
    },
    /// Print completions for a shell
    #[command(after_help = commands::COMPLETIONS, hide = true)]
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

impl Command {
    /// As it is typed.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Find(_) => "find",
            Self::List(_) => "list",
            Self::Show(_) => "show",
            Self::Everywhere(_) => "everywhere",
            Self::Says(_) => "says",
            Self::Watch(_) => "watch",
            Self::Text(_) => "text",
            Self::Export(_) => "export",
            Self::Extract(_) => "extract",
            Self::Check(_) => "check",
            Self::Holes(_) => "holes",
            Self::Log(_) => "log",
            Self::Accept(_) => "accept",
            Self::Settle { .. } => "settle",
            Self::Cache { .. } => "cache",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }

    /// Whether its answer is made to be handed on or worked with, not to be read here.
    pub(super) const fn hands_on(&self) -> bool {
        match self {
            // What is new is mailed on by whoever lets it run by itself.
            Self::Export(_) | Self::Extract(_) | Self::Watch(_) => true,
            Self::Find(asked) => asked.json || asked.csv,
            Self::List(asked) => asked.json,
            Self::Show(asked) => asked.json,
            Self::Everywhere(asked) => asked.json,
            Self::Says(asked) => asked.json || asked.csv || asked.md,
            Self::Text(asked) => asked.json,
            Self::Holes(asked) => asked.json,
            Self::Log(asked) => asked.json,
            Self::Check(_)
            | Self::Accept(_)
            | Self::Settle { .. }
            | Self::Cache { .. }
            | Self::Completions { .. }
            | Self::Man => false,
        }
    }
}

/// `onrecord find`
#[derive(Debug, Group)]
#[command(after_help = commands::FIND)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, not a mode")]
pub(super) struct FindArgs {
    /// Words of the statement, its speaker, or a filter such as by:luna
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    pub query: Vec<OsString>,
    /// At most this many statements (else 10)
    #[arg(short = 'n', long = "limit", value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// Only these words, in this order
    #[arg(long, conflicts_with = "queries")]
    pub phrase: bool,
    /// Answer every line of this file (- for what is piped in)
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
    /// A table for a spreadsheet
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Weak suggestions as well: what may be no statement ("his claim that", what somebody plans)
    #[arg(long)]
    pub weak: bool,
}

/// `onrecord accept`
#[derive(Debug, Group)]
#[command(after_help = commands::ACCEPT)]
pub(super) struct AcceptArgs {
    /// Which investigation (else the nearest upward)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only this document, as the investigation names its file
    #[arg(long, value_name = "FILE")]
    pub source: Option<String>,
}

/// `onrecord list`
#[derive(Debug, Group)]
#[command(after_help = commands::LIST)]
pub(super) struct ListArgs {
    /// What to list
    pub what: ListedKind,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
    /// Weak suggestions as well: what may be no statement ("his claim that", what somebody plans)
    #[arg(long)]
    pub weak: bool,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListedKind {
    /// Who said what, by source and place
    #[value(alias = "statement")]
    Statements,
    /// People, groups, institutions, outlets
    #[value(alias = "actor")]
    Actors,
    /// What happened, by date
    #[value(alias = "event")]
    Events,
    /// Every date that a source names, by place
    #[value(alias = "date")]
    Dates,
    /// The documents
    #[value(alias = "source")]
    Sources,
}

/// `onrecord show`
#[derive(Debug, Group)]
#[command(after_help = commands::SHOW)]
pub(super) struct ShowArgs {
    /// The record's id, as `find` and `list` print it
    pub id: OsString,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
}

/// `onrecord everywhere`
#[derive(Debug, Group)]
#[command(after_help = commands::EVERYWHERE)]
pub(super) struct EverywhereArgs {
    /// The id of a statement as `find` prints it, or words
    #[arg(required = true, value_name = "ID|WORDS")]
    pub words: Vec<OsString>,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
}

/// `onrecord says`
#[derive(Debug, Group)]
#[command(after_help = commands::SAYS, group = ArgGroup::new("format"))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, not a mode")]
pub(super) struct SaysArgs {
    /// Whose words: a name, as behind by:, or the id of an actor
    pub actor: OsString,
    /// On what: words and filters, as in find (nothing: all that was said)
    pub words: Vec<OsString>,
    /// One JSON object a line, for scripts
    #[arg(long, group = "format")]
    pub json: bool,
    /// A table for a spreadsheet
    #[arg(long, group = "format")]
    pub csv: bool,
    /// A document in Markdown: quotes with their citations
    #[arg(long, group = "format")]
    pub md: bool,
    /// Weak suggestions as well: what may be no statement ("his claim that", what somebody plans)
    #[arg(long)]
    pub weak: bool,
}

/// `onrecord watch`
#[derive(Debug, Group)]
#[command(after_help = commands::WATCH)]
pub(super) struct WatchArgs {
    /// Names and phrases, one a line in the query language; # begins a comment
    #[arg(value_name = "NAMES")]
    pub list: PathBuf,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
}

/// `onrecord text`
#[derive(Debug, Group)]
#[command(after_help = commands::TEXT)]
pub(super) struct TextArgs {
    /// Documents; with -i, sources of that investigation by their ids or files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// One JSON object a line for each block: its number, kind, bytes, text and place
    #[arg(long, conflicts_with = "left_out")]
    pub json: bool,
    /// What was left out of the text instead: running heads, menus, hidden text, …
    #[arg(long)]
    pub left_out: bool,
}

/// `onrecord export`
#[derive(Debug, Group)]
#[command(after_help = commands::EXPORT, group = ArgGroup::new("format").required(true))]
pub(super) struct ExportArgs {
    /// Only what is found with these words (nothing: every statement)
    pub query: Vec<OsString>,
    /// A document in Markdown: quotes with their citations
    #[arg(long, group = "format")]
    pub md: bool,
    /// A table for a spreadsheet
    #[arg(long, group = "format")]
    pub csv: bool,
    /// Weak suggestions as well: what may be no statement ("his claim that", what somebody plans)
    #[arg(long)]
    pub weak: bool,
}

/// `onrecord extract`
#[derive(Debug, Group)]
#[command(after_help = commands::EXTRACT)]
pub(super) struct ExtractArgs {
    /// A folder or documents; the same as -i (else the folder you stand in)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only the files that this file names by their paths from the folder, a line each (- for what is
    /// piped in; as find -print0 writes them, too)
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Only part K of N, from 1/N to N/N: each file is in one, told by its name alone
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub shard: Option<FileShard>,
}

/// Part K of N.
fn shard(typed: &str) -> Result<FileShard, &'static str> {
    let parts = typed
        .split_once('/')
        .and_then(|(part, of)| FileShard::new(part.parse().ok()?, of.parse().ok()?));
    parts.ok_or("no part")
}

/// `onrecord check`
#[derive(Debug, Group)]
#[command(after_help = commands::CHECK)]
pub(super) struct CheckArgs {
    /// What to check; the same as -i
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// `onrecord holes`
#[derive(Debug, Group)]
#[command(after_help = commands::HOLES)]
pub(super) struct HolesArgs {
    /// What to look through; the same as -i
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
}

/// `onrecord log`
#[derive(Debug, Group)]
#[command(after_help = commands::LOG)]
pub(super) struct LogArgs {
    /// Of which investigation (else the nearest upward)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// At most this many decisions, the latest (else all)
    #[arg(short = 'n', long = "limit", value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// Not before this day or moment, in UTC (2026-11, 2026-11-29, 2026-11-29T10:04), or not longer ago
    /// than this (90m, 12h, 3d, 2w)
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    /// Only those by somebody of this name
    #[arg(long = "by", value_name = "NAME")]
    pub whose: Option<String>,
    /// One JSON object a line, for scripts
    #[arg(long)]
    pub json: bool,
}
