//! The journal of a target: where it stands, this run's own file of it, what has come from others, and
//! the investigation as all decisions together leave it.

mod apply;
mod describe;
mod fields;
mod place;
mod session;

pub(crate) use apply::apply;
pub(crate) use describe::{annotate, edit_of};
pub(crate) use session::{JournalNews, JournalSession, WrittenOperation};
