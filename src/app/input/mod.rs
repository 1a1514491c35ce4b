//! What a person does: keys and what they stand for, the query line, the mouse.

pub mod action;
pub mod chord;
pub mod input_line;
pub mod keys;
pub(crate) mod mouse;
pub(crate) mod query_line;
pub(crate) mod search_line;
