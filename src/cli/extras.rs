//! `onrecord completions` and `onrecord man`: made from the definitions in `args`.

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::args::Args;
use super::out::Out;
use super::stop::{Answer, FOUND, Stop};

/// Prints the completions for a shell.
///
/// # Errors
/// When they cannot be written.
pub(super) fn completions(shell: Shell, out: &mut Out) -> Answer {
    // The generator panics where it cannot write; into memory it always can.
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "onrecord", &mut script);
    out.raw().write_all(&script)?;
    Ok(FOUND)
}

/// Prints the manual page.
///
/// # Errors
/// When it cannot be written.
pub(super) fn man(out: &mut Out) -> Answer {
    Man::new(Args::command()).render(&mut out.raw()).map_err(Stop::from)?;
    Ok(FOUND)
}
