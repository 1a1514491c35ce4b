//! `onrecord`: a terminal reading room for investigations.
//!
//! One library with a thin `main.rs`. Rooms stand on floors; a room imports only from lower floors
//! (`tests/architecture.rs` holds the walls):
//!
//! | floor | rooms | what they do |
//! |---|---|---|
//! | 7 | `main.rs` | calls [`cli`] |
//! | 6 | `cli` → [`shell`] | the two doors: commands, and the running screen |
//! | 5 | [`view`], [`export`] → [`words`], [`ingest`] | cells; citations; sentences; folder → corpus |
//! | 4 | [`app`], [`disk`] | decisions (pure); bytes in and out |
//! | 3 | [`search`] | questions over a corpus |
//! | 2 | [`read`], [`extract`], [`corpus`] | documents from bytes; who said what; the investigation as one value |
//! | 1 | [`model`] | the nouns |
//! | 0 | [`text`] | spans, folding, widths, wrapping |
//!
//! A document travels `disk` → `read` → `extract` → `corpus` (through `ingest`, which keeps what came
//! of it for the next run); a key press travels `shell` → `app::update` → effects → `shell`; what a
//! person decides goes on from there to `ingest::Ledger` → `disk`; a frame is `view::draw(&State)`.

pub mod app;
mod builtin;
pub mod cli;
pub mod corpus;
pub mod disk;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod model;
pub mod read;
pub mod search;
pub mod shell;
pub mod text;
pub mod view;
pub mod words;
