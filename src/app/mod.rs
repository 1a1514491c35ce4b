//! Floor 4: decisions. A message changes the state ([`update()`]); what the machine must do about it
//! comes back as effects. No clock, no disk, no channel, no terminal in here.

mod accepting;
pub mod annotation;
mod arrival;
pub mod decisions;
pub mod draft;
mod editing;
pub mod everywhere;
pub mod facets;
pub mod form;
pub mod found_list;
mod history;
pub mod holes;
pub mod identity;
pub mod input;
pub mod layout;
pub mod links;
pub mod log;
mod moving_on;
pub mod msg;
mod navigation;
pub mod notice;
pub mod original;
mod others;
pub mod overlay;
pub mod panes;
pub mod prompt;
pub mod reading;
pub(crate) mod record_list;
pub mod says;
pub mod session;
pub mod source;
pub mod state;
pub(crate) mod typed_value;
mod update;

pub use input::chord::{Chord, Key};
pub use layout::{Pane, Size};
pub use msg::{Effect, Msg};
pub use notice::Notice;
pub use reading::Unnamed;
pub use state::State;
pub use update::{context, update};
