//! What the panes show beside the state of their rows: lists, quotes laid out, the chart, what is tied.

pub mod chart;
pub mod laid_out;
pub(crate) mod list;
pub mod quote;
pub mod quote_row;
pub mod related;
