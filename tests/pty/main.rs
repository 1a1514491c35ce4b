//! The running screen, proved in a real terminal: how it comes and goes, what it writes, what it
//! makes of keys that arrive in pieces.

#![cfg(feature = "embedded")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

mod accepting;
mod answers;
mod folder;
mod frames;
mod holes;
mod hostile;
mod judging;
mod keys;
mod leaving;
mod opening;
mod original;
mod picture;
mod rereading;
mod resizing;
mod says;
mod session;
mod suspending;
mod terminal;
mod tmux;
