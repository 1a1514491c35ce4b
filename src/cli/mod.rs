//! Floor 6: the command line — the reading room's door, and look-ups for pipes and scripts.
//!
//! `main` reads what was typed, opens the investigation and hands the answer to [`out::Out`]. Every
//! byte that leaves passes there or through [`json`]. Exit codes: 0 done or found, 1 nothing found
//! or faults found, 2 bad use or unreadable input with one sentence on stderr.

mod accept;
mod answers;
mod args;
mod cache;
mod check;
mod decisions;
mod everywhere;
mod export;
mod extract;
mod extras;
mod find;
mod finder;
mod hit;
mod holes;
mod json;
mod list;
mod location;
mod open;
mod out;
mod place;
mod query;
mod request;
mod says;
mod settle;
mod show;
mod stop;
mod surroundings;
mod text;
mod typed;
mod usage;
mod watch;

use std::env;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command};
use self::out::Out;
use self::place::NamedPaths;
use self::request::FindRequest;
use self::stop::{Answer, FOUND, REFUSED, Stop, tell};
use self::surroundings::Surroundings;
use crate::disk::{self, trace};
use crate::shell;
use crate::words::commands;

/// Runs what was typed; returns the exit code.
pub fn main() -> ExitCode {
    shell::install_panic_hook();
    shell::outlive_large_files();
    let typed = typed::with_values(env::args_os(), &Args::command()).into_iter();
    let code = match Args::try_parse_from(query::without_dashes(typed)) {
        Ok(args) => run(args),
        Err(error) => usage::answer(&error),
    };
    ExitCode::from(match code {
        Ok(code) => code,
        // Whoever reads has seen enough.
        Err(Stop::Closed) => FOUND,
        Err(Stop::Refused(sentence)) => {
            tell(&sentence);
            REFUSED
        }
    })
}

fn run(args: Args) -> Answer {
    if let Some(file) = &args.common.trace {
        trace::start(file).map_err(|error| {
            Stop::Refused(commands::no_trace(&disk::text(file), &error.to_string()))
        })?;
    }
    let command = args.command.as_ref().map_or("the reading room", Command::name);
    log::info!("onrecord {}: {command}", env!("CARGO_PKG_VERSION"));
    let code = perform(args).inspect_err(|_| log::warn!("ends before its answer is complete"))?;
    log::info!("ends with {code}");
    Ok(code)
}

fn perform(args: Args) -> Answer {
    let surroundings = Surroundings::look();
    let Some(command) = args.command else { return open::run(args, &surroundings) };
    let inside = !args.common.places.is_empty();
    let mut out = Out::new(&surroundings, args.common.quiet);
    let meaning = !args.common.no_meaning;
    let by = args.common.by.clone().unwrap_or_else(disk::login_name);
    let mut named = NamedPaths::new(args.paths, args.common);
    named.handed_on = command.hands_on();
    let code = match command {
        Command::Find(find) => {
            let asked = FindRequest { meaning, ..find.into() };
            let kept = place::kept_index(&named);
            find::run(asked, place::open(&named, &mut out)?, kept.as_ref(), &mut out)?
        }
        Command::List(list) => list::run(&list, &place::open(&named, &mut out)?, &mut out)?,
        Command::Show(show) => show::run(&show, &place::open(&named, &mut out)?, &mut out)?,
        Command::Everywhere(asked) => {
            everywhere::run(&asked, &place::open(&named, &mut out)?, &mut out)?
        }
        Command::Says(asked) => {
            says::run(&asked, meaning, &place::open(&named, &mut out)?, &mut out)?
        }
        Command::Watch(asked) => watch::run(&asked, &named, &mut out)?,
        Command::Text(asked) => text::run(&asked, &named, inside, &mut out)?,
        Command::Export(export) => {
            export::run(export.into(), place::open(&named, &mut out)?, &mut out)?
        }
        Command::Extract(asked) => {
            let named = named.and(asked.paths.clone());
            extract::run(&asked, named, &mut out)?
        }
        Command::Check(check) => {
            check::run(&place::open_unsound(&named.and(check.paths), &mut out)?, &mut out)?
        }
        Command::Holes(asked) => {
            let named = named.and(asked.paths.clone());
            holes::run(&asked, &place::open(&named, &mut out)?, &mut out)?
        }
        Command::Log(mut asked) => {
            let paths = std::mem::take(&mut asked.paths);
            decisions::run(&asked, &named.and(paths), &mut out)?
        }
        Command::Accept(asked) => {
            accept::run(&asked, &named.and(asked.paths.clone()), &by, &mut out)?
        }
        Command::Settle { paths, tidy: false } => settle::run(&named.and(paths), &mut out)?,
        Command::Settle { paths, tidy: true } => settle::tidy_up(&named.and(paths), &mut out)?,
        Command::Cache { clear } => cache::run(clear, &mut out)?,
        Command::Completions { shell } => extras::completions(shell, &mut out)?,
        Command::Man => extras::man(&mut out)?,
    };
    out.finish()?;
    Ok(code)
}
