//! Whose value a word is that was typed behind an option, where it is a command's name as well.

use std::ffi::OsString;

use clap::{Arg, Command};

/// The words as they were typed, but for the value of an option in front of the command: where it is the
/// name of a command (`--trace log`) it is written as the option's own (`--trace=log`). A command that
/// stands behind documents goes before all else, and would take it.
pub(super) fn with_values(typed: impl Iterator<Item = OsString>, of: &Command) -> Vec<OsString> {
    let is_command = |word: &str| of.find_subcommand(word).is_some();
    let mut words: Vec<OsString> = Vec::new();
    let mut typed = typed.peekable();
    while let Some(word) = typed.next() {
        let option = word.to_str().is_some_and(|word| takes_value(of, word));
        let value = typed.next_if(|next| option && next.to_str().is_some_and(is_command));
        let ends = word.to_str().is_some_and(is_command);
        words.push(match value {
            Some(value) => [word, OsString::from("="), value].into_iter().collect(),
            None => word,
        });
        if ends && words.len() > 1 {
            words.extend(typed);
            return words;
        }
    }
    words
}

/// Whether a word is an option whose value stands in the next one.
fn takes_value(of: &Command, word: &str) -> bool {
    let named = |arg: &&Arg| {
        if let Some(long) = word.strip_prefix("--") {
            return arg.get_long() == Some(long);
        }
        let short = word.strip_prefix('-').and_then(|rest| rest.chars().next());
        let alone = word.chars().nth(2).is_none();
        alone && short.is_some_and(|short| arg.get_short() == Some(short))
    };
    of.get_arguments().find(named).is_some_and(|arg| arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory;

    #[test]
    fn the_name_of_a_command_may_be_a_value() {
        for (typed, want) in [
            ("onrecord --trace log find x", "onrecord --trace=log find x"),
            ("onrecord -i list list actors", "onrecord -i=list list actors"),
            ("onrecord a.txt log", "onrecord a.txt log"),
            ("onrecord find --trace log", "onrecord find --trace log"),
            ("onrecord --trace x.log log", "onrecord --trace x.log log"),
            ("onrecord --no-cache log", "onrecord --no-cache log"),
            ("onrecord --trace", "onrecord --trace"),
        ] {
            let words = with_values(typed.split(' ').map(OsString::from), &Args::command());
            let words: Vec<_> = words.iter().filter_map(|word| word.to_str()).collect();
            assert_eq!(words.join(" "), want);
        }
    }
}
