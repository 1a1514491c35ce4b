//! What an answer holds: its rows, the actors, events and sources beside them, what to highlight, why
//! a row was found, and what may have been meant where nothing was.

pub(crate) mod did_you_mean;
pub(crate) mod explain;
pub(crate) mod highlight;
pub(crate) mod hits;
pub(crate) mod paraphrases;
pub(crate) mod related;
