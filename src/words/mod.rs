//! Floor 5: every sentence a person reads. Rooms below hand up what happened as plain values; here
//! it gets its words: what, where, and what to do next.

pub mod anchors;
pub mod annotated;
pub mod annotating;
pub mod commands;
pub mod dates;
mod decided;
pub mod decisions;
mod drafts;
pub mod everywhere;
pub mod exports;
pub mod extract;
pub mod faults;
mod flaws;
pub mod holes;
pub mod keys;
pub mod labels;
pub mod links;
pub mod log;
pub mod notices;
pub mod overlays;
pub mod places;
mod programs;
pub mod queries;
mod reason;
pub mod record;
pub mod rows;
pub mod says;
pub mod troubles;
pub mod watch;
pub mod who;
pub mod word_diff;
