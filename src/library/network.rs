//! The network that reads whole sentences, from its file to a value: looked for when a question first needs it,
//! and not again.

use log::info;

use crate::disk;
use onrecord_model::fault::FileError;
use onrecord_search::{NetworkFault, NetworkFaultKind, SentenceNetwork};

/// The network, once somebody has asked for it.
#[derive(Debug, Default)]
pub(crate) struct LazyNetwork {
    found: Option<Result<Option<SentenceNetwork>, NetworkFault>>,
}

impl LazyNetwork {
    /// The network; `None` where there is no file of it, or none that can be used. The first call reads it (24 MB), and
    /// takes what is wrong with it to `tell`.
    pub(crate) fn get(&mut self, tell: impl FnOnce(&NetworkFault)) -> Option<&SentenceNetwork> {
        let new = self.found.is_none();
        let found = self.found.get_or_insert_with(find);
        if let (true, Err(fault)) = (new, &*found) {
            tell(fault);
        }
        found.as_ref().ok()?.as_ref()
    }
}

/// The first file of that name. One that cannot be used is told, and no other is taken for it.
fn find() -> Result<Option<SentenceNetwork>, NetworkFault> {
    if !cfg!(feature = "meaning") {
        return Ok(None);
    }
    for path in disk::data_places(SentenceNetwork::FILE) {
        let fault = |why| NetworkFault { place: disk::text(&path), why };
        let read = disk::read_up_to(&path, SentenceNetwork::LARGEST);
        let bytes = read.map_err(|why| match why {
            FileError::TooLarge => fault(NetworkFaultKind::Foreign),
            why => fault(NetworkFaultKind::Unread(why)),
        })?;
        let Some(bytes) = bytes else { continue };
        let network = SentenceNetwork::open(&bytes).map_err(fault)?;
        info!("a network is read: {}", network.name());
        return Ok(Some(network));
    }
    Ok(None)
}
