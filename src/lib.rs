//! `onrecord`: a terminal reading room for investigations.
//!
//! The program, over the crates in `crates/`: the rooms of this package are the screens, the commands
//! and what stands between a folder and a corpus. A room or crate imports only from lower floors; the
//! compiler holds the walls between crates, `tests/architecture.rs` those between rooms:
//!
//! | floor | rooms | what they do |
//! |---|---|---|
//! | 7 | `main.rs` | calls [`cli`] |
//! | 6 | `cli` → [`shell`] | the two doors: commands, and the running screen |
//! | 5 | [`view`], [`export`] → [`words`], [`ingest`] | cells; citations; sentences; folder → corpus |
//! | 4 | [`app`], [`disk`] | decisions (pure); bytes in and out |
//! | 3 | [`onrecord_search`] | questions over a corpus |
//! | 2 | [`onrecord_read`], [`onrecord_extract`], [`onrecord_corpus`] | documents from bytes; who said what; the investigation as one value |
//! | 1 | [`onrecord_model`] | the nouns |
//! | 0 | [`onrecord_text`] | spans, folding, widths, wrapping |
//!
//! A document travels `disk` → `read` → `extract` → `corpus` (through `ingest`, which keeps what came
//! of it for the next run); a key press travels `shell` → `app::update` → effects → `shell`; what a
//! person decides goes on from there to `ingest::Ledger` → `disk`; a frame is `view::draw(&State)`.

pub mod app;
mod builtin;
pub mod cli;
pub mod disk;
pub mod export;
pub mod ingest;
pub mod shell;
pub mod view;
pub mod words;
