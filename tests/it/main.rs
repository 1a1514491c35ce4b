//! The program from outside: commands as they are typed, screens as they are seen, and what no type can
//! say about the house itself. `tests/README.md` is the map.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is not there has failed"
)]

mod accepting;
mod annotated;
mod annotating;
mod any_keys;
mod architecture;
mod cli;
mod documents;
mod drafts;
mod editing;
mod editions;
mod every_word;
mod everywhere;
mod examples;
mod extract;
mod faults;
mod format_doc;
mod forms;
mod holes;
mod hostile;
mod html_pages;
mod identity;
mod judging;
mod judging_at_random;
mod left_behind;
mod linking;
mod lists;
mod log;
mod log_command;
mod meaning;
mod menus;
mod network;
#[cfg(unix)]
mod opening;
mod panes;
mod program;
mod readme;
mod rereading;
mod says;
mod session;
mod settling;
mod support;
mod trace;
mod unread_decisions;
mod walks;
mod watch;
mod where_one_stands;
mod withheld;
mod withheld_again;
mod withheld_elsewhere;
mod withheld_people;
mod words_for_faults;
