//! `onrecord`: a terminal reading room for investigations.
//!
//! The program over the crates in `crates/`. `ARCHITECTURE.md` is the map; in short:
//!
//! - [`cli`] and [`shell`] are the two doors, commands and the running screen;
//! - [`app`] decides what a message changes, [`view`] draws it, [`words`] says it, [`export`] hands it on;
//! - [`library`] makes a corpus of a place, with [`disk`] for the bytes.
//!
//! A room imports only from lower floors: the compiler holds that between crates,
//! `tests/it/architecture` between rooms.

pub mod app;
mod builtin;
pub mod cli;
mod disk;
pub mod export;
pub mod library;
mod shell;
pub mod view;
pub mod words;
