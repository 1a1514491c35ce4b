//! The journal of a target: where it stands, this run's own file of it, what has come from others, and
//! the investigation as all decisions together leave it.

mod accept;
mod apply;
mod describe;
mod desk;
mod links;
mod log;
mod place;
mod session;
mod settle;
mod tidy;

pub(crate) use accept::accept;
pub(crate) use apply::{apply, says_no_event};
pub(crate) use describe::{annotate, edit_of};
pub use desk::Desk;
pub(crate) use links::edits_of;
pub(crate) use log::{AllRecords, LogRequest, log};
pub(crate) use place::FOLDER;
pub(crate) use session::JournalSession;
pub(crate) use settle::settle;
pub(crate) use tidy::tidy;
