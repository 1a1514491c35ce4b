//! Floor 4: decisions. A message changes the state ([`update()`]); what the machine must do about it
//! comes back as effects. No clock, no disk, no channel, no terminal in here.

mod arrive;
pub mod chart;
pub mod chord;
pub mod facets;
mod go;
pub mod judge;
pub mod keys;
pub mod laid_out;
pub mod layout;
mod list;
mod marks;
mod mouse;
pub mod msg;
pub mod notice;
pub mod overlay;
pub mod page;
mod query_line;
pub mod quote;
pub mod quote_row;
pub mod reading;
pub mod related;
pub mod source;
pub mod state;
mod trail;
mod update;

pub use chord::{Chord, Key};
pub use layout::{Pane, Size};
pub use msg::{Effect, Msg};
pub use notice::Notice;
pub use reading::Unnamed;
pub use state::State;
pub use update::{context, update};
