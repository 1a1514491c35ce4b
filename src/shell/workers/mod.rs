//! What is done beside the loop: opening, searching, writing decisions. A worker has one job running
//! and one waiting ([`slot`]), and everything it sends carries the generation of what it was made of:
//! the loop takes nothing of an old one.

pub(super) mod journal;
pub(super) mod lists;
pub(super) mod open;
pub(super) mod search;
mod slot;
pub(super) mod unwritten;
